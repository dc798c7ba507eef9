package cputest

import (
	"time"

	"golang.org/x/sys/unix"
)

// threadTime is the processor's time of this thread so far, to the nanosecond: getrusage(2) counts in ticks on some machines.
func threadTime() time.Duration {
	var now unix.Timespec
	if err := unix.ClockGettime(unix.CLOCK_THREAD_CPUTIME_ID, &now); err != nil {
		panic(err)
	}
	return time.Duration(now.Nano())
}
