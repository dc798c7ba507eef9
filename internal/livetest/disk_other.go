//go:build !linux

package livetest

import "errors"

// SetDatabaseDown makes the running program's database fail, or work again. Away from Linux only PostgreSQL's can.
func (s *Shop) SetDatabaseDown(down bool) error {
	if s.network == nil {
		return errors.New("a program's disk can be taken away on Linux only")
	}
	s.network.setDown(down)
	return nil
}
