//go:build !unix

package store

import "os"

// lockFile only makes the file: what other systems have for it is not used.
func lockFile(path string) (*os.File, error) { return os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600) }
