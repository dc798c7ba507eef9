package store

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"tokobot/internal/shop"
)

// mostRings is how many timers are moved to their lines at once.
const mostRings = 256

const (
	setTimer = `INSERT INTO timer (key, line, due, what, ref) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (key) DO UPDATE SET line = excluded.line, due = excluded.due, what = excluded.what, ref = excluded.ref`
	keepTimer = `INSERT INTO timer (key, line, due, what, ref) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (key) DO NOTHING`

	dueTimers = `SELECT key, line, due, what, ref FROM timer WHERE due <= $1 ORDER BY due, key LIMIT $2
		FOR UPDATE SKIP LOCKED -- postgres`

	// A line that waits for the end of a burst goes on waiting; one with nothing to do is due since the timer was.
	ringLine = `INSERT INTO line (key, buyer, due, since, waiting) VALUES ($1, $2, $3, $4, 1)
		ON CONFLICT (key) DO UPDATE SET due = COALESCE(line.due, excluded.due), since = COALESCE(line.since, excluded.since),
			waiting = line.waiting + 1`
	ringInput = `INSERT INTO inbox (line, channel, kind, at, body) VALUES ($1, $2, $3, $4, $5)`
)

func timerArgs(x shop.Timer) []any {
	return []any{clean(x.Key), string(x.Line), us(x.Due), clean(x.What), clean(x.Ref)}
}

// SetTimers implements engine.Store.
func (s *Store) SetTimers(ctx context.Context, timers ...shop.Timer) error {
	err := s.write(ctx, "timers", func(t tx) error {
		for _, x := range timers {
			if err := t.exec(keepTimer, timerArgs(x)...); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("set timers: %w", err)
	}
	return nil
}

// ring makes inputs of the timers whose time has come. none tells that there were none to be had.
func (s *Store) ring(t tx, now time.Time) (none bool, err error) {
	var timers []shop.Timer
	err = t.query(dueTimers, func(r row) error {
		var x shop.Timer
		var due int64
		err := r.Scan(&x.Key, &x.Line, &due, &x.What, &x.Ref)
		x.Due = s.time(due)
		timers = append(timers, x)
		return err
	}, us(now), int64(mostRings))
	if err != nil {
		return false, err
	}
	// Lines are locked in their order, as Receive does.
	slices.SortStableFunc(timers, func(a, b shop.Timer) int { return cmp.Compare(a.Line, b.Line) })
	for _, x := range timers {
		var buyer int64
		if b, ok := x.Line.Buyer(); ok {
			buyer = int64(b)
		}
		body, err := json.Marshal(shop.Arrival{
			Channel: shop.Clock, Chat: string(x.Line), ID: x.Key, At: now.In(s.o.Zone), Kind: shop.KindTimer, Timer: &x,
		})
		if err != nil {
			return false, fmt.Errorf("timer %s: %w", x.Key, err)
		}
		if err := t.exec(`DELETE FROM timer WHERE key = $1`, x.Key); err != nil {
			return false, err
		}
		if err := t.exec(ringLine, string(x.Line), buyer, us(x.Due), us(now)); err != nil {
			return false, err
		}
		if err := t.exec(ringInput, string(x.Line), string(shop.Clock), string(shop.KindTimer), us(now), string(body)); err != nil {
			return false, err
		}
	}
	return len(timers) == 0, nil
}
