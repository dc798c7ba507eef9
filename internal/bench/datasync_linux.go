package bench

import (
	"os"
	"syscall"
)

// datasync is what databases commit with on Linux.
func datasync(f *os.File) error { return syscall.Fdatasync(int(f.Fd())) }
