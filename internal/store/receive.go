package store

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"tokobot/internal/shop"
)

// incoming is an arrival made ready for its row.
type incoming struct {
	shop.Arrival
	line  shop.LineKey // "" for a buyer's, until the buyer is known
	addr  string       // the buyer's
	seen  string       // what else an arrival says of the buyer; the same again needs no look
	fetch bool
	ref   string
	body  string
}

// burst is how many pauses a line waits at most for a burst to end.
const burst = 5

// Receive implements engine.Store. Receipts are noted on the message that they are for and are nobody's turn.
func (s *Store) Receive(ctx context.Context, now time.Time, pause time.Duration, batch ...shop.Arrival) error {
	letters := make([]incoming, 0, len(batch))
	var receipts []shop.Arrival
	for _, a := range batch {
		if a.Kind == shop.KindReceipt {
			receipts = append(receipts, a)
			continue
		}
		in, err := ready(a, now)
		if err != nil {
			return fmt.Errorf("receive %s: %w", a.ID, err)
		}
		letters = append(letters, in)
	}
	if s.postgres && len(letters) > 0 {
		rest, err := s.receiveKnown(ctx, now, pause, letters)
		if err != nil {
			return fmt.Errorf("receive: %w", err)
		}
		letters = rest
	}
	if len(letters)+len(receipts) == 0 {
		return nil
	}
	// Chats in their order, as everybody locks them; each chat's messages stay in theirs.
	slices.SortStableFunc(letters, func(a, b incoming) int {
		return cmp.Or(cmp.Compare(a.addr, b.addr), cmp.Compare(a.line, b.line))
	})
	err := s.write(ctx, "receive", func(t tx) error {
		for i := range letters {
			if err := s.receiveOne(t, now, pause, &letters[i]); err != nil {
				return err
			}
		}
		for _, r := range receipts {
			if err := t.exec(noteDelivery, address(r.Chat), clean(r.Target), us(now)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("receive: %w", err)
	}
	return nil
}

func ready(a shop.Arrival, now time.Time) (incoming, error) {
	if a.At.IsZero() {
		a.At = now
	}
	in := incoming{Arrival: a}
	switch {
	case a.Channel == shop.Clock && a.Timer != nil:
		in.line = a.Timer.Line
	case a.Channel == shop.Clock:
		in.line = shop.LineKey(a.Chat)
	case a.Channel == shop.Telegram:
		in.line = shop.GroupLine(shop.Group(a.Chat))
	default:
		in.addr = address(a.Chat)
		in.seen = clean(strings.Join(append([]string{a.Account, in.shownName()}, a.Alt...), "\x1f"))
	}
	if a.Media != nil {
		in.ref = a.Media.Ref
		in.fetch = len(a.Media.Fetch) > 0 && a.Media.Ref == "" && a.Media.Gone == ""
	}
	body, err := json.Marshal(a)
	in.body = string(body)
	return in, err
}

// shownName is the buyer's name as far as the arrival tells it; what the shop itself writes carries the shop's.
func (in incoming) shownName() string {
	if in.Kind == shop.KindOwn {
		return ""
	}
	return strings.TrimSpace(in.Name)
}

func (in incoming) key() string {
	return clean(string(in.Channel) + "|" + string(in.line) + "|" + in.ID)
}

// pauseOf is the reading pause of the arrival's line, in microseconds.
func (in incoming) pauseOf(pause time.Duration) int64 {
	if in.addr == "" {
		return 0
	}
	return pause.Microseconds()
}

const (
	findAddress = `SELECT buyer FROM address WHERE addr = $1 AND seen = $2`

	insertInput = `INSERT INTO inbox (key, line, channel, kind, at, fetching, ref, body) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
		ON CONFLICT (key) DO NOTHING`

	// Most lines are there: an update is half the work of an upsert.
	addInput = `UPDATE line SET due = CASE WHEN COALESCE(since, $2) + $4 < $3 THEN COALESCE(since, $2) + $4 ELSE $3 END,
		since = COALESCE(since, $2), waiting = waiting + 1, unfetched = unfetched + $5 WHERE key = $1`
	firstInput = `INSERT INTO line (key, buyer, due, since, waiting, unfetched) VALUES ($1, $2, $3, $4, 1, $5)`

	makeLine = `INSERT INTO line (key, buyer) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING`
	holdLine = `SELECT done FROM line WHERE key = $1
		FOR UPDATE -- postgres`
)

func (s *Store) receiveOne(t tx, now time.Time, pause time.Duration, in *incoming) error {
	var buyer int64
	if in.addr != "" {
		err := t.query(findAddress, func(r row) error { return r.Scan(&buyer) }, in.addr, in.seen)
		if err == nil && buyer == 0 {
			buyer, err = s.identify(t, now, in)
		}
		if err != nil {
			return err
		}
		in.line = shop.BuyerLine(shop.BuyerID(buyer))
	} else if b, ok := in.line.Buyer(); ok {
		buyer = int64(b)
	}
	if err := s.hold(t, in.line, buyer); err != nil {
		return err
	}
	fresh, err := t.changed(insertInput, in.key(), string(in.line), string(in.Channel), string(in.Kind), us(in.At), flag(in.fetch), in.ref,
		in.body)
	if err != nil || !fresh {
		return err
	}
	p := in.pauseOf(pause)
	there, err := t.changed(addInput, string(in.line), us(now), us(now)+p, burst*p, flag(in.fetch))
	if err != nil || there {
		return err
	}
	return t.exec(firstInput, string(in.line), buyer, us(now)+p, us(now), flag(in.fetch))
}

// noteDelivery looks among the newest messages to the buyer: receipts come soon.
const noteDelivery = `UPDATE message SET delivered = $3 WHERE message_id = $2 AND delivered = 0 AND id IN (
	SELECT id FROM message WHERE dest = 'buyer:' || (SELECT buyer FROM address WHERE addr = $1) ORDER BY id DESC LIMIT 100)`

// hold makes the line and locks it, so that ids of its inputs are given out in the order in which they become visible.
// SQLite's one writer needs no lock.
func (s *Store) hold(t tx, line shop.LineKey, buyer int64) error {
	if !s.postgres {
		return nil
	}
	if err := t.exec(makeLine, string(line), buyer); err != nil {
		return err
	}
	return t.query(holdLine, func(r row) error { return r.Scan(new(int64)) }, string(line))
}

// receiveKnownText takes everything from addresses that say nothing new, in one round trip and one commit. The line's row is
// locked before the input's id is made, since one is selected from the other.
const receiveKnownText = `
	WITH known AS (
		SELECT a.ord, a.channel, a.kind, a.at, a.fetching, a.ref, a.body, a.pause, COALESCE(ad.buyer, 0) AS buyer,
			CASE WHEN a.line <> '' THEN a.line ELSE 'buyer:' || ad.buyer END AS line,
			a.channel || '|' || CASE WHEN a.line <> '' THEN a.line ELSE 'buyer:' || ad.buyer END || '|' || a.id AS key
		FROM unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::bigint[], $10::bigint[],
			$11::text[], $12::text[], $13::bigint[])
			WITH ORDINALITY AS a (addr, seen, line, channel, id, kind, at, fetching, ref, body, pause, ord)
		LEFT JOIN address ad ON ad.addr = a.addr AND ad.seen = a.seen
		WHERE a.line <> '' OR ad.buyer IS NOT NULL
	), fresh AS (
		SELECT DISTINCT ON (key) * FROM known k WHERE NOT EXISTS (SELECT 1 FROM inbox i WHERE i.key = k.key) ORDER BY key, ord
	), l AS (
		INSERT INTO line (key, buyer, due, since, waiting, unfetched)
		SELECT line, max(buyer), $1 + max(pause), $1, count(*), sum(fetching) FROM fresh GROUP BY line ORDER BY line
		ON CONFLICT (key) DO UPDATE SET
			due = LEAST(excluded.due, COALESCE(line.since, excluded.since) + $2 * (excluded.due - excluded.since)),
			since = COALESCE(line.since, excluded.since),
			waiting = line.waiting + excluded.waiting, unfetched = line.unfetched + excluded.unfetched
		RETURNING key
	), i AS (
		INSERT INTO inbox (key, line, channel, kind, at, fetching, ref, body)
		SELECT f.key, f.line, f.channel, f.kind, f.at, f.fetching, f.ref, f.body FROM fresh f JOIN l ON l.key = f.line ORDER BY f.ord
	)
	SELECT ord FROM known`

// receiveKnown is PostgreSQL's short way; it returns the arrivals that need a closer look.
func (s *Store) receiveKnown(ctx context.Context, now time.Time, pause time.Duration, letters []incoming) ([]incoming, error) {
	quick, slow := known(letters)
	if len(quick) == 0 {
		return slow, nil
	}
	n := len(quick)
	addr, seen, line, channel, id, kind := make(texts, n), make(texts, n), make(texts, n), make(texts, n), make(texts, n), make(texts, n)
	at, fetch, pauses := make(ints, n), make(ints, n), make(ints, n)
	ref, body := make(texts, n), make(texts, n)
	for i, in := range quick {
		addr[i], seen[i], line[i], channel[i], id[i] = in.addr, in.seen, string(in.line), string(in.Channel), clean(in.ID)
		kind[i], at[i], fetch[i], ref[i], body[i], pauses[i] = string(in.Kind), us(in.At), flag(in.fetch), in.ref, in.body, in.pauseOf(pause)
	}
	var taken []bool
	err := s.retry(ctx, func() error {
		taken = make([]bool, n)
		return s.db.(*pg).singleQuery(ctx, "receive", receiveKnownText, func(r row) error {
			var ord int64
			err := r.Scan(&ord)
			if err == nil {
				taken[ord-1] = true
			}
			return err
		}, us(now), int64(burst), addr.array(), seen.array(), line.array(), channel.array(), id.array(), kind.array(),
			at.array(), fetch.array(), ref.array(), body.array(), pauses.array())
	})
	if err != nil {
		return nil, err
	}
	for i, in := range quick {
		if !taken[i] {
			slow = append(slow, in)
		}
	}
	return slow, nil
}

// known parts what may go the short way from chats that say two different things in one batch: their order must stay.
func known(letters []incoming) (quick, slow []incoming) {
	said := map[string]string{}
	mixed := map[string]bool{}
	for _, in := range letters {
		if in.addr == "" {
			continue
		}
		if was, ok := said[in.addr]; ok && was != in.seen {
			mixed[in.addr] = true
		}
		said[in.addr] = in.seen
	}
	if len(mixed) == 0 {
		return letters, nil
	}
	quick = slices.Clone(letters)
	quick = slices.DeleteFunc(quick, func(in incoming) bool {
		if mixed[in.addr] {
			slow = append(slow, in)
		}
		return mixed[in.addr]
	})
	return quick, slow
}

// idOf makes a message's id of its row's key, in the shape of WhatsApp's own: the same row, the same message.
func idOf(key string) string {
	sum := sha256.Sum256([]byte(key))
	return "3EB0" + strings.ToUpper(hex.EncodeToString(sum[:9]))
}
