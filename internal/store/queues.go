package store

import (
	"context"
	"fmt"
	"time"

	"tokobot/internal/shop"
)

// Queue is how much waits, and since when the oldest does; zero when nothing waits.
type Queue struct {
	Waiting int
	Oldest  time.Time
}

// Queues are what waits in the shop.
type Queues struct {
	Inbox  Queue                  // messages that are not decided yet
	Outbox map[shop.Channel]Queue // messages that are not sent yet
	Parked int                    // turns and messages set aside for people
	Due    time.Time              // when the earliest thing to do is due; zero when there is none
}

// Queues counts what waits, for metrics.
func (s *Store) Queues(ctx context.Context) (Queues, error) {
	q := Queues{Outbox: map[shop.Channel]Queue{shop.WhatsApp: {}, shop.Telegram: {}}}
	err := s.db.read(ctx, false, func(t tx) error {
		err := t.query(`SELECT CAST(COALESCE(SUM(waiting), 0) AS BIGINT), COALESCE(MIN(since), 0) FROM line WHERE due IS NOT NULL`, func(r row) error {
			return s.scanQueue(r, &q.Inbox)
		})
		if err != nil {
			return err
		}
		err = t.query(`SELECT COUNT(*), COALESCE(MIN(m.at), 0), o.channel FROM outbox o JOIN message m ON m.id = o.id GROUP BY o.channel`,
			func(r row) error {
				var one Queue
				var channel string
				if err := s.scanQueue(r, &one, &channel); err != nil {
					return err
				}
				q.Outbox[shop.Channel(channel)] = one
				return nil
			})
		if err != nil {
			return err
		}
		return t.query(`SELECT COUNT(*) FROM parked`, func(r row) error { return r.Scan(&q.Parked) })
	})
	if err != nil {
		return q, fmt.Errorf("queues: %w", err)
	}
	if q.Due, _, err = s.NextDue(ctx); err != nil {
		return q, fmt.Errorf("queues: %w", err)
	}
	return q, nil
}

// scanQueue reads a count, a time in microseconds (0 for none) and what stands behind them.
func (s *Store) scanQueue(r row, q *Queue, more ...any) error {
	var n, at int64
	if err := r.Scan(append([]any{&n, &at}, more...)...); err != nil {
		return err
	}
	q.Waiting = int(n)
	if at > 0 {
		q.Oldest = time.UnixMicro(at).In(s.o.Zone)
	}
	return nil
}
