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
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"gocloud.dev/blob"
	"gocloud.dev/blob/fileblob"
	"gocloud.dev/gcerrors"
)

// Folder keeps files by their content. Several processes may share it.
type Folder struct {
	bucket  *blob.Bucket
	dir     string // "" for a bucket elsewhere
	address string
}

// Open opens a folder: the path of a directory, made if it is not there yet, or a bucket's address such as
// s3://toko-media?region=ap-southeast-3. What a bucket needs to let us in comes from the environment, as its vendor says.
func Open(address string) (*Folder, error) {
	if IsBucket(address) {
		return openBucket(address)
	}
	bucket, err := fileblob.OpenBucket(address, &fileblob.Options{
		CreateDir: true, DirFileMode: 0o700, Metadata: fileblob.MetadataDontWrite, NoTempDir: true,
	})
	if err != nil {
		return nil, fmt.Errorf("open media: %w", err)
	}
	return &Folder{bucket: bucket, dir: address, address: address}, nil
}

// IsBucket tells an address from a path.
func IsBucket(address string) bool { return strings.Contains(address, "://") }

func openBucket(address string) (*Folder, error) {
	scheme, _, _ := strings.Cut(address, "://")
	if mux := blob.DefaultURLMux(); !mux.ValidBucketScheme(scheme) {
		return nil, fmt.Errorf("media: %s:// tidak dikenal program ini; yang bisa: nama folder, atau %s", scheme, known(mux.BucketSchemes()))
	}
	bucket, err := blob.OpenBucket(context.Background(), address)
	if err != nil {
		return nil, fmt.Errorf("open media: %w", err)
	}
	return &Folder{bucket: bucket, address: strings.TrimRight(address, "/")}, nil
}

func known(schemes []string) string {
	slices.Sort(schemes)
	for i := range schemes {
		schemes[i] += "://"
	}
	return strings.Join(schemes, ", ")
}

// Close gives back what the folder holds of the machine.
func (f *Folder) Close() error {
	if err := f.bucket.Close(); err != nil {
		return fmt.Errorf("close media: %w", err)
	}
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
	if a, err := f.bucket.Attributes(ctx, key(ref)); err == nil && a.Size == int64(len(data)) {
		return ref, nil
	}
	// Without a type of ours the first bytes would be looked at for one, which nobody asks for.
	err := f.bucket.WriteAll(ctx, key(ref), data, &blob.WriterOptions{ContentType: "application/octet-stream"})
	if err == nil {
		err = f.settle(ref)
	}
	if err != nil {
		return "", fmt.Errorf("put media: %w", err)
	}
	return ref, nil
}

// settle waits until a file of a directory, and its name, are on the disk.
func (f *Folder) settle(ref string) error {
	if f.dir == "" {
		return nil
	}
	path := f.Path(ref)
	for _, name := range []string{path, filepath.Dir(path)} {
		file, err := os.Open(name)
		if err != nil {
			return err
		}
		if err := errors.Join(file.Sync(), file.Close()); err != nil {
			return err
		}
	}
	return nil
}

// Get reads a stored file. The error is fs.ErrNotExist for a ref that was never given out or was deleted.
func (f *Folder) Get(ctx context.Context, ref string) ([]byte, error) {
	if !refPattern.MatchString(ref) {
		return nil, fmt.Errorf("get media %q: %w", ref, fs.ErrNotExist)
	}
	data, err := f.bucket.ReadAll(ctx, key(ref))
	if gcerrors.Code(err) == gcerrors.NotFound {
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
	if err := f.bucket.Delete(ctx, key(ref)); err != nil && gcerrors.Code(err) != gcerrors.NotFound {
		return fmt.Errorf("delete media: %w", err)
	}
	return nil
}
