//go:build !linux

package bench

import "os"

// datasync is the nearest that every system has.
func datasync(f *os.File) error { return f.Sync() }
