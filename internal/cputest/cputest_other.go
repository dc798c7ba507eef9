//go:build !linux

package cputest

import "time"

var begin = time.Now()

// threadTime is the wall's time where a thread's own can't be had.
func threadTime() time.Duration { return time.Since(begin) }
