package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"tokobot/catalog"
)

// lastGood is where a running shop keeps the files of the catalog that is in force, below the catalog folder; the loader
// passes over names that begin with a dot.
const lastGood = ".berlaku"

// openServed opens the shop that buyers are to see: that of the folder, or, when an edit that nobody has mended yet can't be
// used, the one that was in force when the program ended. The photos are the folder's.
func openServed(dir string, s settings) (*live, error) {
	l, err := openShop(dir, s)
	if err == nil {
		return l, nil
	}
	cat, problems, loadErr := loadCatalog(filepath.Join(dir, lastGood), nil)
	if loadErr != nil || problems.HasErrors() {
		return nil, err
	}
	cat.Dir = dir
	return shopOf(cat, s)
}

// keepGood copies the files of the catalog in force to where openServed finds them. Files that have changed since it was loaded
// are not kept.
func keepGood(c *catalog.Catalog) (err error) {
	kept, fresh := filepath.Join(c.Dir, lastGood), filepath.Join(c.Dir, lastGood+"-baru")
	if sameFiles(c.Dir, kept) && sameFiles(kept, c.Dir) {
		return nil
	}
	if err := os.RemoveAll(fresh); err != nil {
		return fmt.Errorf("keep catalog: %w", err)
	}
	defer func() {
		if e := os.RemoveAll(fresh); e != nil && err == nil {
			err = fmt.Errorf("keep catalog: %w", e)
		}
	}()
	err = eachOwners(c.Dir, func(path string) error {
		rel, err := filepath.Rel(c.Dir, path)
		if err != nil {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return put(filepath.Join(fresh, rel), data)
	})
	if err != nil {
		return fmt.Errorf("keep catalog: %w", err)
	}
	if same, _, err := loadCatalog(fresh, nil); err != nil || same == nil || same.Version != c.Version {
		return nil
	}
	if err := os.RemoveAll(kept); err != nil {
		return fmt.Errorf("keep catalog: %w", err)
	}
	if err := os.Rename(fresh, kept); err != nil {
		return fmt.Errorf("keep catalog: %w", err)
	}
	return nil
}

// sameFiles tells whether all files of one folder are in another, byte for byte.
func sameFiles(dir, other string) bool {
	return eachOwners(dir, func(path string) error {
		rel, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		a, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if b, err := os.ReadFile(filepath.Join(other, rel)); err != nil || !bytes.Equal(a, b) {
			return errors.Join(err, errors.New("differs"))
		}
		return nil
	}) == nil
}
