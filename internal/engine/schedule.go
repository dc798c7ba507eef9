package engine

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/robfig/cron/v3"

	"tokobot/internal/shop"
)

// Schedule is something that the shop does at set times. Its next time is a timer row, so several processes do it once, and
// a time missed while the program was down is caught up once.
type Schedule struct {
	Name string // unique
	Spec string // five fields of cron, or @daily and its like, in the shop's zone
	Line shop.LineKey
	What string // the timer's What, which the line's step understands
	// Late is how late it still makes sense; a time missed by more is left out. Zero is however late.
	Late time.Duration
}

type schedule struct {
	Schedule
	times cron.Schedule
}

const (
	schedulePrefix = "jadwal:"
	// whatAlarm is a timer that carries words for a staff group; whatPrune is the nightly clearing away of what is old.
	whatAlarm    = "engine.alarm"
	whatPrune    = "engine.prune"
	whatCatalog  = "engine.catalog"  // an owner's catalog action, to be carried out in a turn of its own
	whatWhatsApp = "engine.whatsapp" // a question about the shop's number
)

// engineLine is the engine's own line: its turns are decided here, by neither bot nor desk.
const engineLine shop.LineKey = "engine"

// key holds the spec, so that a changed spec is a new timer and the old one, when it falls due, belongs to nobody.
func (s schedule) key() string { return schedulePrefix + s.Name + ":" + s.Spec }

func (s schedule) next(now time.Time) shop.Timer {
	return shop.Timer{Key: s.key(), Line: s.Line, Due: s.times.Next(now), What: s.What, Ref: s.Name}
}

func parseSchedules(o Options) (map[string]schedule, error) {
	all := o.Schedules
	if o.Keep > 0 {
		spec := o.PruneSpec
		if spec == "" {
			spec = "30 3 * * *"
		}
		all = append(all[:len(all):len(all)], Schedule{Name: "retensi", Spec: spec, Line: engineLine, What: whatPrune})
	}
	parsed := make(map[string]schedule, len(all))
	for _, s := range all {
		times, err := cron.ParseStandard(s.Spec)
		if err != nil {
			return nil, fmt.Errorf("schedule %s: %q: %w", s.Name, s.Spec, err)
		}
		p := schedule{s, times}
		if _, twice := parsed[p.key()]; twice {
			return nil, fmt.Errorf("schedule %s: given twice", s.Name)
		}
		parsed[p.key()] = p
	}
	return parsed, nil
}

// Start makes sure that every schedule has its timer. Run does it by itself; RunUntil's caller does it once, at the
// beginning.
func (e *Engine) Start(ctx context.Context) error {
	now := e.o.Clock.Now().In(e.o.Zone)
	timers := make([]shop.Timer, 0, len(e.schedules))
	for _, s := range e.schedules {
		timers = append(timers, s.next(now))
	}
	if len(timers) == 0 {
		return nil
	}
	if err := e.o.Store.SetTimers(ctx, timers...); err != nil {
		return fmt.Errorf("set schedules: %w", err)
	}
	return nil
}

// due looks at an input that may be a schedule's: whether the line's step is to see it, and the timer of its next time.
func (e *Engine) due(in shop.Input, now time.Time) (show bool, next *shop.SetTimer) {
	if in.Kind != shop.KindTimer || in.Timer == nil || !strings.HasPrefix(in.Timer.Key, schedulePrefix) {
		return true, nil
	}
	s, known := e.schedules[in.Timer.Key]
	if !known {
		return false, nil
	}
	late := s.Late > 0 && now.Sub(in.Timer.Due) > s.Late
	return !late, &shop.SetTimer{Timer: s.next(now)}
}
