// Package media is the folder of pictures and files, addressed by content: the same bytes are one file, and a name that was
// given out always means the same bytes. The folder is a directory, or a bucket of another machine by its address.
package media

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"regexp"
	"strings"
)

// Folder keeps files by their content. Several processes may share it.
type Folder struct {
	place   place
	dir     string // "" for a bucket elsewhere
	address string
}

// place is where the files lie, by their keys. A key that is not there is fs.ErrNotExist, also to remove.
type place interface {
	size(ctx context.Context, key string) (int64, error)
	get(ctx context.Context, key string) ([]byte, error)
	// put stores data whole or not at all; when it returns, the data is there for good.
	put(ctx context.Context, key string, data []byte) error
	remove(ctx context.Context, key string) error
	close()
}

// Open opens a folder: the path of a directory, made if it is not there yet, or a bucket's address such as
// s3://toko-media?region=ap-southeast-3. What a bucket needs to let us in comes from the environment, or from the files that
// its vendor's own programs read.
func Open(address string) (*Folder, error) {
	if scheme, _, ok := strings.Cut(address, "://"); ok {
		if scheme != "s3" {
			return nil, fmt.Errorf("media: %s:// tidak dikenal program ini; yang bisa: nama folder, atau s3://", scheme)
		}
		b, err := openBucket(address)
		if err != nil {
			return nil, fmt.Errorf("media: %w", err)
		}
		return &Folder{place: b, address: strings.TrimRight(address, "/")}, nil
	}
	d, err := openDirectory(address)
	if err != nil {
		return nil, fmt.Errorf("open media: %w", err)
	}
	return &Folder{place: d, dir: address, address: address}, nil
}

// IsBucket tells an address from a path.
func IsBucket(address string) bool { return strings.Contains(address, "://") }

// Close gives back what the folder holds of the machine.
func (f *Folder) Close() error {
	f.place.close()
	return nil
}

var (
	refPattern = regexp.MustCompile(`^[0-9a-f]{64}(\.[a-z0-9]{1,8})?$`)
	ending     = regexp.MustCompile(`\.[a-z0-9]{1,8}$`)
)

// key is where a ref lies in the bucket.
func key(ref string) string { return ref[:2] + "/" + ref }

// Put stores data and returns its ref: the SHA-256 in hex and the ending of name, lower case. Storing twice is storing once.
// The file appears whole or not at all, and is on the disk before its ref is given out.
func (f *Folder) Put(ctx context.Context, name string, data []byte) (string, error) {
	sum := sha256.Sum256(data)
	ref := hex.EncodeToString(sum[:]) + ending.FindString(strings.ToLower(name))
	if n, err := f.place.size(ctx, key(ref)); err == nil && n == int64(len(data)) {
		return ref, nil
	}
	if err := f.place.put(ctx, key(ref), data); err != nil {
		return "", fmt.Errorf("put media: %w", err)
	}
	return ref, nil
}

// Get reads a stored file. The error is fs.ErrNotExist for a ref that was never given out or was deleted.
func (f *Folder) Get(ctx context.Context, ref string) ([]byte, error) {
	if !refPattern.MatchString(ref) {
		return nil, fmt.Errorf("get media %q: %w", ref, fs.ErrNotExist)
	}
	data, err := f.place.get(ctx, key(ref))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("get media %q: %w", ref, fs.ErrNotExist)
	}
	if err != nil {
		return nil, fmt.Errorf("get media: %w", err)
	}
	return data, nil
}

// Path tells where the file lies, for people to find it.
func (f *Folder) Path(ref string) string {
	if f.dir == "" {
		if len(ref) < 2 {
			return f.address + "/" + ref
		}
		return f.address + "/" + key(ref)
	}
	if len(ref) < 2 {
		return filepath.Join(f.dir, ref)
	}
	return filepath.Join(f.dir, ref[:2], ref)
}

// Delete forgets a file; an unknown ref is fine.
func (f *Folder) Delete(ctx context.Context, ref string) error {
	if !refPattern.MatchString(ref) {
		return nil
	}
	if err := f.place.remove(ctx, key(ref)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("delete media: %w", err)
	}
	return nil
}
