package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"tokobot/internal/engine"
	"tokobot/internal/shop"
)

const parcelColumns = `SELECT m.id, m.key, m.account, m.addr, m.kind, m.message_id, m.card, m.version, m.at, m.body, o.tries, o.draft`

const mayGo = ` FROM outbox o
	JOIN message m ON m.id = o.id -- postgres
	WHERE o.channel = $1 AND o.due <= $2 AND NOT EXISTS (SELECT 1 FROM outbox e WHERE e.dest = o.dest AND e.id < o.id)
	AND o.id <> ALL($4) -- postgres
	ORDER BY o.id LIMIT $3`

const (
	nextParcels = parcelColumns + mayGo
	nextIDs     = `SELECT o.id` + mayGo
	oneParcel   = parcelColumns + ` FROM outbox o JOIN message m ON m.id = o.id WHERE o.id = $1`
)

// newestDrawing is the newest drawing of a card that waits, with what the channel calls the card if it was shown.
const newestDrawing = `SELECT m.id, m.kind, m.version, m.body, COALESCE(c.message_id, '') FROM outbox o JOIN message m ON m.id = o.id
	LEFT JOIN card c ON c.id = m.card
	WHERE o.dest = (SELECT dest FROM outbox WHERE id = $1) AND o.card = $2 AND m.kind IN ('card', 'edit') ORDER BY o.id DESC LIMIT 1`

// Outbox implements engine.Store. The first waiting drawing of a card is carried with what the newest shows; Mark takes the
// drawings between off the list.
func (s *Store) Outbox(ctx context.Context, channel shop.Channel, now time.Time, limit int, onWay ...int64) ([]engine.Parcel, error) {
	var parcels []engine.Parcel
	drawings := map[int64]int64{}
	err := s.db.read(ctx, false, func(t tx) error {
		parcels = nil
		if err := s.waiting(t, channel, now, limit, onWay, func(r row) error {
			p := engine.Parcel{Channel: channel}
			var at, draft int64
			var body, card string
			err := r.Scan(&p.ID, &p.Key, &p.Account, &p.To, &p.Kind, &p.MessageID, &card, &p.Version, &at, &body, &p.Tries, &draft)
			if err != nil {
				return err
			}
			p.At, p.Card, p.Draft = s.time(at), shop.CardID(card), draft == 1
			if err := fill(&p, body); err != nil {
				return err
			}
			parcels = append(parcels, p)
			return nil
		}); err != nil {
			return err
		}
		for i := range parcels {
			if parcels[i].Card == "" {
				continue
			}
			if err := drawing(t, &parcels[i], drawings); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("outbox: %w", err)
	}
	s.carry(parcels, drawings)
	return parcels, nil
}

// waiting reads the rows of parcels that may go and are not on their way. SQLite, which has no arrays, looks for them first.
func (s *Store) waiting(t tx, channel shop.Channel, now time.Time, limit int, onWay []int64, scan func(row) error) error {
	if s.postgres {
		return t.query(nextParcels, scan, string(channel), us(now), int64(limit), append([]int64{}, onWay...)) // no nil, which is NULL
	}
	var found ints
	err := t.query(nextIDs, func(r row) error {
		var id int64
		err := r.Scan(&id)
		if len(found) < limit && !slices.Contains(onWay, id) {
			found = append(found, id)
		}
		return err
	}, string(channel), us(now), int64(limit+len(onWay)))
	if err != nil {
		return err
	}
	return t.among(oneParcel, found, scan)
}

func fill(p *engine.Parcel, body string) error {
	var c content
	if err := json.Unmarshal([]byte(body), &c); err != nil {
		return fmt.Errorf("message %d: %w", p.ID, err)
	}
	p.Text, p.Media, p.Album, p.Buttons, p.Quote, p.Callback, p.For = c.Text, c.Media, c.Album, c.Buttons, c.Quote, c.Callback, c.For
	return nil
}

// drawing completes a parcel about a card: a card as it is drawn newest, anything else as a reply to the card. A drawing of a
// card that was never shown shows it.
func drawing(t tx, p *engine.Parcel, drawings map[int64]int64) error {
	if p.Kind == engine.SendMessage {
		if p.Quote != "" {
			return nil
		}
		return t.query(`SELECT message_id FROM card WHERE id = $1`, func(r row) error { return r.Scan(&p.Quote) }, string(p.Card))
	}
	return t.query(newestDrawing, func(r row) error {
		var id int64
		var kind, body, shown string
		if err := r.Scan(&id, &kind, &p.Version, &body, &shown); err != nil {
			return err
		}
		drawings[p.ID] = id
		p.Kind, p.MessageID = engine.SendCard, ""
		if shown != "" {
			p.Kind, p.MessageID = engine.EditCard, shown
		}
		return fill(p, body)
	}, p.ID, string(p.Card))
}

// handed is what a parcel was handed out with.
type handed struct {
	newest    int64  // the drawing that it shows; 0 for what is no drawing
	messageID string // as the row has it
}

// mostCarried bounds what is remembered of parcels that were handed out and never marked by this process.
const mostCarried = 4096

// carry remembers what parcels were handed out with. While one is on its way it may be handed out again, with a newer
// drawing, to nobody: the first counts.
func (s *Store) carry(parcels []engine.Parcel, drawings map[int64]int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.carried) > mostCarried {
		clear(s.carried)
	}
	for _, p := range parcels {
		if _, on := s.carried[p.ID]; !on {
			s.carried[p.ID] = handed{drawings[p.ID], p.MessageID}
		}
	}
}

// arrived forgets what a parcel was handed out with, and tells it.
func (s *Store) arrived(parcel int64) (h handed, known bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	h, known = s.carried[parcel]
	delete(s.carried, parcel)
	return h, known
}

const (
	noteMessageID = `UPDATE message SET message_id = $2 WHERE id = $1 AND message_id <> $2`
	noteCardID    = `UPDATE card SET message_id = $2 WHERE id = (SELECT card FROM message WHERE id = $1 AND kind IN ('card', 'edit'))`

	// takeOff removes a parcel; of a card all drawings up to the one that was carried.
	takeOff = `DELETE FROM outbox WHERE id = $1 OR id > $1 AND id <= $2 AND card <> ''
		AND card = (SELECT m.card FROM message m WHERE m.id = $1 AND m.kind IN ('card', 'edit'))
		AND (SELECT m.kind FROM message m WHERE m.id = outbox.id) IN ('card', 'edit')`
)

// Mark implements engine.Store.
func (s *Store) Mark(ctx context.Context, now time.Time, marks ...engine.Mark) error {
	var sent ints
	var more []func(tx) error
	for _, m := range marks {
		h, known := s.arrived(m.Parcel)
		if m.Sent {
			sent = append(sent, m.Parcel)
			if known && h.newest == 0 && (m.MessageID == "" || m.MessageID == h.messageID) {
				continue // the row has it all
			}
		}
		more = append(more, func(t tx) error { return mark(t, now, m, h.newest) })
	}
	err := s.mark(ctx, sent, more)
	if err != nil {
		return fmt.Errorf("mark: %w", err)
	}
	return nil
}

const takeSent = `DELETE FROM outbox
	WHERE id = ANY($1) -- postgres
	WHERE id = $1 -- sqlite
	`

// mark takes what was sent off the list and does what else there is to do.
func (s *Store) mark(ctx context.Context, sent ints, more []func(tx) error) error {
	if len(more) == 0 && s.postgres {
		return s.retry(ctx, func() error { return s.db.single(ctx, "mark", takeSent, sent.array()) })
	}
	if len(more) == 0 && len(sent) == 1 {
		return s.db.single(ctx, "mark", takeSent, sent.at(0))
	}
	return s.write(ctx, "mark", func(t tx) error {
		for _, f := range more {
			if err := f(t); err != nil {
				return err
			}
		}
		return t.each(takeSent, len(sent), sent)
	})
}

// mark writes one mark, all but the taking off the list of a parcel that was sent.
func mark(t tx, now time.Time, m engine.Mark, newest int64) error {
	switch {
	case m.Sent:
		if m.MessageID != "" {
			if err := t.exec(noteMessageID, m.Parcel, clean(m.MessageID)); err != nil {
				return err
			}
			if err := t.exec(noteCardID, m.Parcel, clean(m.MessageID)); err != nil {
				return err
			}
		}
		if newest > m.Parcel {
			return t.exec(takeOff, m.Parcel, newest)
		}
		return nil
	case m.Parked:
		return parkParcel(t, now, m)
	}
	return t.exec(`UPDATE outbox SET due = $2, tries = tries + 1, err = $3 WHERE id = $1`, m.Parcel, us(m.RetryAt), clean(m.Err))
}

// parkParcel takes a parcel off the list and shows it to people.
func parkParcel(t tx, now time.Time, m engine.Mark) error {
	var dest, addr, body string
	err := t.query(`SELECT m.dest, m.addr, m.body FROM outbox o JOIN message m ON m.id = o.id WHERE o.id = $1`,
		func(r row) error { return r.Scan(&dest, &addr, &body) }, m.Parcel)
	if err != nil || dest == "" {
		return err
	}
	var c content
	if err := json.Unmarshal([]byte(body), &c); err != nil {
		return fmt.Errorf("message %d: %w", m.Parcel, err)
	}
	if err := t.exec(park, dest, addr, c.Text, clean(m.Err), us(now)); err != nil {
		return err
	}
	if err := t.exec(`UPDATE message SET delivered = $2 WHERE id = $1`, m.Parcel, neverSent); err != nil {
		return err
	}
	return t.exec(`DELETE FROM outbox WHERE id = $1`, m.Parcel)
}

// NextDue implements engine.Store. A parcel counts only when it is the first of its destination.
func (s *Store) NextDue(ctx context.Context) (time.Time, bool, error) {
	var due *int64
	err := s.db.read(ctx, false, func(t tx) error {
		return t.query(`SELECT MIN(d) FROM (
			SELECT MIN(due) AS d FROM line WHERE due IS NOT NULL AND unfetched = 0
			UNION ALL SELECT MIN(due) FROM timer
			UNION ALL SELECT * FROM (SELECT o.due FROM outbox o WHERE o.tries = 0
				AND NOT EXISTS (SELECT 1 FROM outbox e WHERE e.dest = o.dest AND e.id < o.id) ORDER BY o.id LIMIT 1) AS p
			UNION ALL SELECT * FROM (SELECT o.due FROM outbox o WHERE o.tries > 0
				AND NOT EXISTS (SELECT 1 FROM outbox e WHERE e.dest = o.dest AND e.id < o.id) ORDER BY o.due LIMIT 1) AS q
			) AS x`, func(r row) error { return r.Scan(&due) })
	})
	if err != nil {
		return time.Time{}, false, fmt.Errorf("next due: %w", err)
	}
	if due == nil {
		return time.Time{}, false, nil
	}
	return time.UnixMicro(*due).In(s.o.Zone), true, nil
}
