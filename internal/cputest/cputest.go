// Package cputest measures work by the processor's time, for tests that hold it to a bound: other work on the machine makes
// it come later, not longer.
package cputest

import (
	"runtime"
	"time"
)

// Of is the processor's time that f takes on its own thread. What f has other goroutines do is not in it.
func Of(f func()) time.Duration {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	before := threadTime()
	f()
	return threadTime() - before
}

// Least is the least that Of says of f in several tries.
func Least(tries int, f func()) time.Duration {
	least := time.Duration(1<<63 - 1)
	for range tries {
		least = min(least, Of(f))
	}
	return least
}
