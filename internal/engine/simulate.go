package engine

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"
)

// SetClock is a clock that is set by hand. The zero value stands at the zero time.
type SetClock struct {
	mu  sync.Mutex
	now time.Time
}

// Now implements Clock.
func (c *SetClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Set puts the clock to t, forwards or backwards.
func (c *SetClock) Set(t time.Time) {
	c.mu.Lock()
	c.now = t
	c.mu.Unlock()
}

// ErrStuck says that something is due and does not move: a bug of the store or of a channel, never of a script.
var ErrStuck = errors.New("what is due does not move")

// RunUntil works and sends, one thing after the other and each at its own time, everything that falls due up to and
// including t, and leaves the clock, which must be the engine's own, at t. Everything that follows from one turn is sent
// before the next turn, in the order in which it was written.
func (e *Engine) RunUntil(ctx context.Context, clock *SetClock, t time.Time) error {
	for idle := 0; ; {
		due, ok, err := e.o.Store.NextDue(ctx)
		if err != nil {
			return fmt.Errorf("next due: %w", err)
		}
		if !ok || due.After(t) {
			break
		}
		if due.After(clock.Now()) {
			clock.Set(due)
		}
		moved, err := e.stepOnce(ctx)
		if err != nil {
			return err
		}
		if moved {
			idle = 0
		} else if idle++; idle > 5 {
			return fmt.Errorf("run until %s: %w (due %s)", t.Format(time.RFC3339), ErrStuck, due.Format(time.RFC3339Nano))
		}
	}
	if t.After(clock.Now()) {
		clock.Set(t)
	}
	return nil
}

// stepOnce sends what may be sent and then works one turn, and sends what came of it.
func (e *Engine) stepOnce(ctx context.Context) (moved bool, err error) {
	sent, err := e.sendAll(ctx)
	if err != nil {
		return false, err
	}
	w, err := e.o.Store.Work(ctx, e.o.Clock.Now(), 1, e.step)
	if err != nil {
		return false, fmt.Errorf("work: %w", err)
	}
	if err := e.after(ctx, w); err != nil {
		return false, err
	}
	more, err := e.sendAll(ctx)
	return sent || more || w.Turns+len(w.Failed) > 0, err
}

// sendAll sends, oldest first over all channels, until nothing may go.
func (e *Engine) sendAll(ctx context.Context) (moved bool, err error) {
	stopped := map[int]bool{}
	for {
		var first *Parcel
		at := 0
		for i, c := range e.carriers {
			if stopped[i] {
				continue
			}
			parcels, err := e.o.Store.Outbox(ctx, c.ch.Name(), e.o.Clock.Now(), 1)
			if err != nil {
				return moved, fmt.Errorf("outbox: %w", err)
			}
			if len(parcels) > 0 && (first == nil || parcels[0].ID < first.ID) {
				first, at = &parcels[0], i
			}
		}
		if first == nil {
			return moved, nil
		}
		m, stop, cause := e.carriers[at].try(ctx, *first)
		if err := ctx.Err(); err != nil {
			return moved, err
		}
		if stop {
			stopped[at] = true
			continue
		}
		if err := e.o.Store.Mark(ctx, e.o.Clock.Now(), m); err != nil {
			return moved, fmt.Errorf("mark: %w", err)
		}
		moved = true
		if m.Parked {
			if err := e.tellParkedParcel(ctx, *first, cause); err != nil {
				return moved, err
			}
		}
	}
}
