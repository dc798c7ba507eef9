package media

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// directory is a place on this machine.
type directory struct{ dir string }

// openDirectory makes the directory if it is not there yet. Later changes of the working directory don't move it.
func openDirectory(dir string) (directory, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return directory{}, err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return directory{}, err
	}
	return directory{dir}, nil
}

func (d directory) path(key string) string { return filepath.Join(d.dir, filepath.FromSlash(key)) }

func (d directory) close() {}

func (d directory) size(_ context.Context, key string) (int64, error) {
	info, err := os.Stat(d.path(key))
	switch {
	case err != nil:
		return 0, err
	case info.IsDir():
		return 0, fs.ErrNotExist
	}
	return info.Size(), nil
}

func (d directory) get(ctx context.Context, key string) ([]byte, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return os.ReadFile(d.path(key))
}

func (d directory) remove(_ context.Context, key string) error { return os.Remove(d.path(key)) }

// put writes beside the name that the file will have and renames it, with the file and its name on the disk before it returns.
func (d directory) put(ctx context.Context, key string, data []byte) (err error) {
	path := d.path(key)
	folder := filepath.Dir(path)
	if err := d.room(folder); err != nil {
		return err
	}
	file, err := os.CreateTemp(folder, "baru-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(file.Name()))
		}
	}()
	_, err = file.Write(data)
	if err == nil {
		err = file.Sync()
	}
	if err := errors.Join(err, file.Close(), ctx.Err()); err != nil {
		return err
	}
	if err := os.Rename(file.Name(), path); err != nil {
		return err
	}
	return settle(folder)
}

// room makes the folder of a file.
func (d directory) room(folder string) error {
	err := os.Mkdir(folder, 0o700)
	switch {
	case errors.Is(err, fs.ErrExist):
		return nil
	case errors.Is(err, fs.ErrNotExist): // somebody took the whole place away
		return os.MkdirAll(folder, 0o700)
	case err != nil:
		return err
	}
	return settle(d.dir)
}

// settle waits until the names in a folder are on the disk.
func settle(folder string) error {
	f, err := os.Open(folder)
	if err != nil {
		return err
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("settle: %w", err)
	}
	return nil
}
