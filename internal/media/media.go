// Package media is the folder of pictures and files, addressed by content: the same bytes are one file, and a name that was
// given out always means the same bytes.
package media

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// Folder keeps files below a directory. Several processes may share it.
type Folder struct{ dir string }

// Open makes the folder if it is not there yet.
func Open(dir string) (*Folder, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("open media: %w", err)
	}
	return &Folder{dir}, nil
}

var (
	refPattern = regexp.MustCompile(`^[0-9a-f]{64}(\.[a-z0-9]{1,8})?$`)
	ending     = regexp.MustCompile(`\.[a-z0-9]{1,8}$`)
)

// Put stores data and returns its ref: the SHA-256 in hex and the ending of name, lower case. Storing twice is storing once.
func (f *Folder) Put(ctx context.Context, name string, data []byte) (string, error) {
	if err := ctx.Err(); err != nil {
		return "", err
	}
	sum := sha256.Sum256(data)
	ref := hex.EncodeToString(sum[:]) + ending.FindString(strings.ToLower(name))
	path := f.Path(ref)
	if info, err := os.Stat(path); err == nil && info.Size() == int64(len(data)) {
		return ref, nil
	}
	if err := write(path, data); err != nil {
		return "", fmt.Errorf("put media: %w", err)
	}
	return ref, nil
}

// write makes the file appear whole or not at all, and on the disk before it is named anywhere.
func write(path string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	tmp, err := os.CreateTemp(filepath.Dir(path), ".new-*")
	if err != nil {
		return err
	}
	_, err = tmp.Write(data)
	if err == nil {
		err = tmp.Sync()
	}
	err = errors.Join(err, tmp.Close())
	if err == nil {
		err = os.Rename(tmp.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(tmp.Name()))
	}
	return nil
}

// Get reads a stored file. The error is fs.ErrNotExist for a ref that was never given out or was deleted.
func (f *Folder) Get(ctx context.Context, ref string) ([]byte, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if !refPattern.MatchString(ref) {
		return nil, fmt.Errorf("get media %q: %w", ref, fs.ErrNotExist)
	}
	data, err := os.ReadFile(f.Path(ref))
	if err != nil {
		return nil, fmt.Errorf("get media: %w", err)
	}
	return data, nil
}

// Path tells where the file lies.
func (f *Folder) Path(ref string) string {
	if len(ref) < 2 {
		return filepath.Join(f.dir, ref)
	}
	return filepath.Join(f.dir, ref[:2], ref)
}

// Delete forgets a file; an unknown ref is fine.
func (f *Folder) Delete(_ context.Context, ref string) error {
	if !refPattern.MatchString(ref) {
		return nil
	}
	if err := os.Remove(f.Path(ref)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("delete media: %w", err)
	}
	return nil
}
