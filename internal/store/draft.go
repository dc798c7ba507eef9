package store

import (
	"context"
	"fmt"
	"time"

	"tokobot/internal/engine"
	"tokobot/internal/shop"
)

const (
	// What stands in a message's delivered when nobody will ever report its arrival: it was never sent, or by a person.
	neverSent  = int64(-1)
	sentByHand = int64(-2)

	// followedMost bounds how far back undelivered messages are looked for.
	followedMost = int64(20000)

	waitingDrafts = `SELECT m.id, m.key, m.account, m.addr, m.kind, m.message_id, m.at, m.body, o.tries, m.buyer
		FROM outbox o JOIN message m ON m.id = o.id
		WHERE o.channel = $1 AND m.kind = 'message' AND o.draft = 0 ORDER BY o.id LIMIT $2`

	undelivered = `SELECT m.id, m.key, m.account, m.addr, m.kind, m.message_id, m.at, m.body, 0, m.buyer
		FROM message m
		WHERE m.channel = $1 AND m.kind = 'message' AND m.delivered = 0 AND m.at >= $2
		AND m.id > (SELECT COALESCE(MAX(id), 0) FROM message) - $4
		AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.id = m.id) ORDER BY m.id DESC LIMIT $3`

	drafted = `UPDATE outbox SET draft = 1 WHERE id = $1`

	takenBack = `UPDATE message SET delivered = $2 WHERE id = $1 AND EXISTS (SELECT 1 FROM outbox WHERE id = $1 AND draft = 1)`
	takeBack  = `DELETE FROM outbox WHERE id = $1 AND draft = 1`
)

// Drafts implements engine.Store.
func (s *Store) Drafts(ctx context.Context, channel shop.Channel, limit int) ([]engine.Parcel, error) {
	list, err := s.messagesToBuyers(ctx, channel, waitingDrafts, string(channel), int64(limit))
	if err != nil {
		return nil, fmt.Errorf("drafts: %w", err)
	}
	return list, nil
}

// Undelivered implements engine.Store.
func (s *Store) Undelivered(ctx context.Context, channel shop.Channel, since time.Time, limit int) ([]engine.Parcel, error) {
	list, err := s.messagesToBuyers(ctx, channel, undelivered, string(channel), us(since), int64(limit), followedMost)
	if err != nil {
		return nil, fmt.Errorf("undelivered: %w", err)
	}
	return list, nil
}

func (s *Store) messagesToBuyers(ctx context.Context, channel shop.Channel, q string, args ...any) (list []engine.Parcel, err error) {
	err = s.db.read(ctx, false, func(t tx) error {
		list = nil
		return t.query(q, func(r row) error {
			p := engine.Parcel{Channel: channel}
			var at int64
			var body string
			if err := r.Scan(&p.ID, &p.Key, &p.Account, &p.To, &p.Kind, &p.MessageID, &at, &body, &p.Tries, &p.Buyer); err != nil {
				return err
			}
			p.At = s.time(at)
			list = append(list, p)
			return fill(&list[len(list)-1], body)
		}, args...)
	})
	return list, err
}

func (a *applier) withdraw(e shop.Withdraw) error {
	if err := a.flush(); err != nil {
		return err
	}
	mark := neverSent
	if e.ByHand {
		mark = sentByHand
	}
	if err := a.t.exec(takenBack, e.Message, mark); err != nil {
		return err
	}
	return a.t.exec(takeBack, e.Message)
}

// WaitsToGo implements desk.Facts.
func (f *facts) WaitsToGo(message int64) (waits bool, err error) {
	err = f.ask(`SELECT 1 FROM outbox o JOIN message m ON m.id = o.id WHERE o.id = $1 AND m.kind = 'message' AND m.buyer <> 0`, func(r row) error {
		var one int64
		waits = true
		return r.Scan(&one)
	}, message)
	return waits, err
}
