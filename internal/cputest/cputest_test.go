package cputest

import (
	"testing"
	"time"
)

// TestOf has a sleep, which is no work, and a loop that goes on for a while by the clock.
func TestOf(t *testing.T) {
	if d := Of(func() { time.Sleep(200 * time.Millisecond) }); d > 100*time.Millisecond {
		t.Errorf("sleeping for 200 ms is %v of work", d)
	}
	n := 0
	busy := func() {
		n++
		for end := time.Now().Add(time.Duration(40/n) * time.Millisecond); time.Now().Before(end); {
		}
	}
	first := Of(busy)
	if least := Least(3, busy); first <= 0 || least <= 0 || n != 4 {
		t.Errorf("a loop is %v of work, the least of three shorter ones %v", first, least)
	}
}
