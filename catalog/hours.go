package catalog

import (
	"fmt"
	"time"
)

// DateOf is the day of a moment in the zone that it carries.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, m, d}
}

// String writes the day as the owner does: 2026-12-25.
func (d Date) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day) }

func (d Date) before(o Date) bool {
	return d.Year < o.Year || d.Year == o.Year && (d.Month < o.Month || d.Month == o.Month && d.Day < o.Day)
}

// Closed tells whether nobody answers on that day.
func (h Hours) Closed() bool { return h.From == h.To }

// String writes the hours as buyers read them: 08.00–17.00, 24 jam, or tutup.
func (h Hours) String() string {
	switch {
	case h.Closed():
		return "tutup"
	case h == Hours{0, dayMinutes}:
		return "24 jam"
	}
	to := h.To
	if to > dayMinutes {
		to -= dayMinutes
	}
	return fmt.Sprintf("%02d.%02d–%02d.%02d", h.From/60, h.From%60, to/60, to%60)
}

// HoursOn are the hours of a day, with the shop's own holidays closed.
func (s *Shop) HoursOn(d Date) Hours {
	for _, off := range s.Holidays {
		if off == d {
			return Hours{}
		}
	}
	return s.Hours[time.Date(d.Year, d.Month, d.Day, 12, 0, 0, 0, time.UTC).Weekday()]
}

// OpenAt tells whether people answer at a moment. A shop that gave no hours is always open.
func (s *Shop) OpenAt(t time.Time) bool {
	if !s.HoursKnown {
		return true
	}
	t = t.In(s.zone())
	minute := t.Hour()*60 + t.Minute()
	if h := s.HoursOn(DateOf(t)); minute >= h.From && minute < h.To {
		return true
	}
	h := s.HoursOn(DateOf(t.AddDate(0, 0, -1))) // still open from yesterday evening
	return minute+dayMinutes < h.To
}

// NextOpening is the first moment not before t at which people answer; false when that is not within a year, or the shop
// gave no hours.
func (s *Shop) NextOpening(t time.Time) (time.Time, bool) {
	if !s.HoursKnown {
		return time.Time{}, false
	}
	if s.OpenAt(t) {
		return t, true
	}
	local := t.In(s.zone())
	for i := range 366 {
		y, m, d := local.AddDate(0, 0, i).Date()
		h := s.HoursOn(Date{y, m, d})
		open := time.Date(y, m, d, h.From/60, h.From%60, 0, 0, s.zone())
		if !h.Closed() && !open.Before(t) {
			return open, true
		}
	}
	return time.Time{}, false
}

func (s *Shop) zone() *time.Location {
	if s.Zone == nil {
		return time.UTC
	}
	return s.Zone
}

// closing is when a moment's opening hours end; the moment must be in them.
func (s *Shop) closing(t time.Time) time.Time {
	t = t.In(s.zone())
	at := func(days int) time.Time {
		y, m, d := t.AddDate(0, 0, days).Date()
		return time.Date(y, m, d, 0, s.HoursOn(Date{y, m, d}).To, 0, 0, s.zone())
	}
	if end := at(-1); end.After(t) && s.HoursOn(DateOf(t.AddDate(0, 0, -1))).To > dayMinutes { // still open from yesterday evening
		return end
	}
	return at(0)
}

// OpenFor is the moment at which d of opening hours have passed since a moment. A shop that never opens, or gave no hours, goes
// by the clock.
func (s *Shop) OpenFor(from time.Time, d time.Duration) time.Time {
	at, left := from, d
	for range 60 { // openings; no card waits longer
		open, ok := s.NextOpening(at)
		if !ok {
			break
		}
		end := s.closing(open)
		if open.Add(left).Before(end) {
			return open.Add(left)
		}
		left -= end.Sub(open)
		at = end
	}
	return from.Add(d)
}
