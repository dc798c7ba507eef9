package livetest

import (
	"errors"
	"fmt"

	"golang.org/x/sys/unix"
)

// SetDatabaseDown makes the running program's database fail, or work again: on PostgreSQL the wire to it is cut, on SQLite no
// file of the program may grow or change beyond its first byte, as on a disk that is full.
func (s *Shop) SetDatabaseDown(down bool) error {
	if s.network != nil {
		s.network.setDown(down)
		return nil
	}
	limit := unix.Rlimit{Cur: unix.RLIM_INFINITY, Max: unix.RLIM_INFINITY}
	if down {
		limit.Cur = 1
	}
	pid := s.PID()
	if pid == 0 {
		return nil
	}
	if err := unix.Prlimit(pid, unix.RLIMIT_FSIZE, &limit, nil); err != nil && !errors.Is(err, unix.ESRCH) { // it ended just now
		return fmt.Errorf("database down: %w", err)
	}
	return nil
}
