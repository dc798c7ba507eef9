package store

import (
	"context"
	"fmt"
	"time"

	"tokobot/internal/engine"
	"tokobot/internal/shop"
)

const (
	// draftMark stands in a parcel's err when the parcel was shown to people as a draft.
	draftMark = "draft"

	// notFollowed stands in a message's delivered when nobody will ever report its arrival: it was never sent.
	notFollowed = int64(-1)

	// followedMost bounds how far back undelivered messages are looked for.
	followedMost = int64(20000)

	waitingDrafts = `SELECT m.id, m.key, m.account, m.addr, m.kind, m.message_id, m.at, m.body, o.tries, b.name
		FROM outbox o JOIN message m ON m.id = o.id JOIN buyer b ON b.id = m.buyer
		WHERE o.channel = $1 AND m.kind = 'message' AND o.err <> 'draft' ORDER BY o.id LIMIT $2`

	undelivered = `SELECT m.id, m.key, m.account, m.addr, m.kind, m.message_id, m.at, m.body, 0, b.name
		FROM message m JOIN buyer b ON b.id = m.buyer
		WHERE m.channel = $1 AND m.kind = 'message' AND m.delivered = 0 AND m.at >= $2
		AND m.id > (SELECT COALESCE(MAX(id), 0) FROM message) - $4
		AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.id = m.id) ORDER BY m.id DESC LIMIT $3`

	withdrawn = `UPDATE message SET delivered = -1 WHERE id IN (SELECT id FROM outbox WHERE dest = $1 AND err = 'draft')`
	withdraw  = `DELETE FROM outbox WHERE dest = $1 AND err = 'draft'`
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
			if err := r.Scan(&p.ID, &p.Key, &p.Account, &p.To, &p.Kind, &p.MessageID, &at, &body, &p.Tries, &p.Name); err != nil {
				return err
			}
			p.At = s.time(at)
			list = append(list, p)
			return fill(&list[len(list)-1], body)
		}, args...)
	})
	return list, err
}

// MarkDrafts implements engine.Store.
func (s *Store) MarkDrafts(ctx context.Context, parcels ...int64) error {
	err := s.write(ctx, "drafts", func(t tx) error {
		for _, id := range parcels {
			if err := t.exec(`UPDATE outbox SET err = $2 WHERE id = $1`, id, draftMark); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("mark drafts: %w", err)
	}
	return nil
}

func (a *applier) withdraw(id shop.BuyerID) error {
	b, err := a.buyer(id)
	if err != nil || b == nil {
		return err
	}
	dest := string(shop.BuyerLine(shop.BuyerID(b.id)))
	if err := a.t.exec(withdrawn, dest); err != nil {
		return err
	}
	return a.t.exec(withdraw, dest)
}
