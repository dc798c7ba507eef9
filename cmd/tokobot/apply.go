package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"tokobot/catalog"
	"tokobot/internal/shop"
)

// previous is where the file that an upload took the place of is kept, below the catalog folder; the loader passes over
// names that begin with a dot.
const previous = ".sebelum"

// rootFiles are the catalog's own files; any other YAML file is one of produk/.
var rootFiles = []string{"toko.yaml", "produk.yaml", "ongkir.yaml", "pembayaran.yaml", "faq.yaml", "promo.yaml", "balasan.yaml"}

// applyCatalog puts an uploaded file into the owner's folder, or the one before it back, and says what became of it. The
// folder is checked as it would be; what is wrong never gets into it. The watcher puts it in force.
func (s *server) applyCatalog(a shop.CatalogAction) string {
	err := errors.New("perintah " + a.Action + " tidak dikenal")
	said := ""
	switch a.Action {
	case "apply":
		said, err = s.replace(a)
	case "undo":
		said, err = s.undo(a)
	}
	if err != nil {
		return "⚠️ Katalog tidak diubah: " + err.Error()
	}
	return said
}

func (s *server) replace(a shop.CatalogAction) (string, error) {
	name, err := catalogFile(a.Name)
	if err != nil {
		return "", err
	}
	data, err := s.media.Get(context.Background(), a.Ref)
	if err != nil {
		return "", err
	}
	if err := s.install(name, data); err != nil {
		return "", err
	}
	return "✅ " + name + " yang baru sudah dipasang. Untuk mengembalikan yang lama, tekan Batalkan.", nil
}

func (s *server) undo(a shop.CatalogAction) (string, error) {
	name, err := catalogFile(a.Name)
	if err != nil {
		return "", err
	}
	old, err := os.ReadFile(filepath.Join(s.dir, previous, name))
	if errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("tidak ada %s lama yang disimpan", name)
	}
	if err != nil {
		return "", err
	}
	if err := s.install(name, old); err != nil {
		return "", err
	}
	return "✅ " + name + " dikembalikan seperti sebelumnya.", nil
}

// catalogFile is where an upload of that name belongs in the folder.
func catalogFile(name string) (string, error) {
	base := filepath.Base(name)
	ext := strings.ToLower(filepath.Ext(base))
	if ext != ".yaml" && ext != ".yml" || strings.HasPrefix(base, ".") {
		return "", fmt.Errorf("%s bukan berkas YAML", base)
	}
	if slices.Contains(rootFiles, base) {
		return base, nil
	}
	return filepath.Join("produk", base), nil
}

// install checks the folder as it would be with the file in it, keeps the file that is there now, and puts the new one in
// its place.
func (s *server) install(name string, data []byte) (err error) {
	if _, err := s.shop.trial(name, data); err != nil {
		return err
	}
	old, err := os.ReadFile(filepath.Join(s.dir, name))
	switch {
	case err == nil && string(old) == string(data):
		return nil // done before a crash; what was there before it is kept already
	case err == nil:
		err = put(filepath.Join(s.dir, previous, name), old)
	case errors.Is(err, fs.ErrNotExist):
		err = nil
	}
	if err != nil {
		return err
	}
	return put(filepath.Join(s.dir, name), data)
}

// trial loads the owner's folder as it would be with a file in it, and plays the owner's conversations on it. The error
// names every fault.
func (l *live) trial(name string, data []byte) (cat *catalog.Catalog, err error) {
	temp, err := os.MkdirTemp("", "tokobot-katalog-")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(temp)) }()
	folder := filepath.Join(temp, "k")
	if err := os.CopyFS(folder, os.DirFS(l.now.Load().catalog.Dir)); err != nil {
		return nil, err
	}
	if err := put(filepath.Join(folder, name), data); err != nil {
		return nil, err
	}
	cat, problems := catalog.Load(folder, catalog.Options{Atlas: l.atlas, Replies: replies()})
	if cat != nil {
		failed, err := tried(cat)
		if err != nil {
			return nil, err
		}
		problems = append(problems, failed...)
	}
	if problems.HasErrors() {
		return nil, fmt.Errorf("masih ada yang salah:\n%s", problems)
	}
	return cat, nil
}

// checkUpload says what an uploaded file would change, or what is wrong with it.
func (l *live) checkUpload(name string, data []byte) (words string, ok bool) {
	file, err := catalogFile(name)
	if err != nil {
		return err.Error(), false
	}
	cat, err := l.trial(file, data)
	if err != nil {
		return err.Error(), false
	}
	return difference(l.now.Load().catalog, cat), true
}

// catalogFiles are the owner's YAML and tables, to be sent.
func (l *live) catalogFiles() ([]shop.File, error) {
	root := l.now.Load().catalog.Dir
	var files []shop.File
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if strings.HasPrefix(d.Name(), ".") && path != root {
			if d.IsDir() {
				return filepath.SkipDir
			}
			return nil
		}
		mime, known := ownersTypes[strings.ToLower(filepath.Ext(path))]
		if d.IsDir() || !known {
			return nil
		}
		data, err := os.ReadFile(path)
		files = append(files, shop.File{Name: d.Name(), MIME: mime, Data: data})
		return err
	})
	return files, err
}

var ownersTypes = map[string]string{".yaml": "application/yaml", ".yml": "application/yaml", ".csv": "text/csv"}

// put makes a file appear whole or not at all.
func put(path string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	tmp := filepath.Join(filepath.Dir(path), ".baru-"+filepath.Base(path))
	if err := os.WriteFile(tmp, data, 0o644); err != nil {
		return err
	}
	return os.Rename(tmp, path)
}
