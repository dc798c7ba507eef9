package store

import (
	"slices"
	"strings"
	"time"

	"tokobot/internal/shop"
)

// written is what people write between the digits of a phone number.
var written = strings.NewReplacer("+", "", " ", "", "-", "")

// address is an address as it is compared: a phone written with 0 or + is its international digits, the rest stays.
func address(s string) string {
	s = strings.TrimSuffix(clean(strings.TrimSpace(s)), "@s.whatsapp.net")
	digits := s
	if strings.ContainsAny(s, "+ -") {
		digits = written.Replace(s)
	}
	if digits == "" || strings.Trim(digits, "0123456789") != "" {
		return s
	}
	if rest, ok := strings.CutPrefix(digits, "0"); ok {
		return "62" + rest
	}
	return digits
}

// phone is the phone number that an address is: 62812…, foreign ones as they are; "" when it is none.
func phone(addr string) string {
	if addr == "" || strings.Trim(addr, "0123456789") != "" || len(addr) < 8 {
		return ""
	}
	if addr[0] == '8' && len(addr) >= 9 && len(addr) <= 12 {
		return "62" + addr // a mobile number as it is said at home
	}
	return addr
}

const (
	addressOwner = `SELECT buyer FROM address WHERE addr = $1
		FOR UPDATE -- postgres`
	insertAddress = `INSERT INTO address (addr, buyer, seen) VALUES ($1, $2, '')`
	insertBuyer   = `INSERT INTO buyer (name, address, phone, account, first_seen) VALUES ($1, $2, $3, $4, $5) RETURNING id`
	noteBuyer     = `UPDATE buyer SET address = $2, account = $3, name = CASE WHEN $4 = '' THEN name ELSE $4 END,
		phone = CASE WHEN $5 = '' THEN phone ELSE $5 END WHERE id = $1`
	noteSeen = `UPDATE address SET seen = CASE WHEN addr = $2 THEN $3 ELSE '' END WHERE buyer = $1`
)

// identify finds or makes the buyer behind an arrival and notes what the arrival says. Addresses that turn out to be one
// buyer's make their buyers one.
func (s *Store) identify(t tx, now time.Time, in *incoming) (int64, error) {
	addrs := []string{in.addr}
	for _, a := range in.Alt {
		if a = address(a); a != "" && !slices.Contains(addrs, a) {
			addrs = append(addrs, a)
		}
	}
	slices.Sort(addrs[1:])
	owner := map[string]int64{}
	var buyers []int64
	for _, a := range sorted(addrs) {
		err := t.query(addressOwner, func(r row) error {
			var b int64
			err := r.Scan(&b)
			owner[a] = b
			if !slices.Contains(buyers, b) {
				buyers = append(buyers, b)
			}
			return err
		}, a)
		if err != nil {
			return 0, err
		}
	}
	number := ""
	for _, a := range addrs {
		if number == "" {
			number = phone(a)
		}
	}
	id, err := s.oneOf(t, now, in, number, buyers)
	if err != nil {
		return 0, err
	}
	for _, a := range addrs {
		if owner[a] == 0 {
			if err := t.exec(insertAddress, a, id); err != nil {
				return 0, err
			}
		}
	}
	if err := t.exec(noteBuyer, id, in.addr, clean(in.Account), clean(in.shownName()), number); err != nil {
		return 0, err
	}
	return id, t.exec(noteSeen, id, in.addr, in.seen)
}

func sorted(s []string) []string {
	s = slices.Clone(s)
	slices.Sort(s)
	return s
}

// oneOf makes one buyer of those that the addresses had: a new one of none, the oldest of several.
func (s *Store) oneOf(t tx, now time.Time, in *incoming, number string, buyers []int64) (int64, error) {
	if len(buyers) == 0 {
		var id int64
		err := t.query(insertBuyer, func(r row) error { return r.Scan(&id) },
			clean(in.shownName()), in.addr, number, clean(in.Account), us(now))
		return id, err
	}
	slices.Sort(buyers)
	for _, b := range buyers[1:] {
		if err := s.merge(t, b, buyers[0]); err != nil {
			return 0, err
		}
	}
	return buyers[0], nil
}

// merges move what names the buyer $1 to $2.
var merges = []string{
	`UPDATE address SET buyer = $2, seen = '' WHERE buyer = $1`,
	`UPDATE orders SET buyer = $2 WHERE buyer = $1`,
	`UPDATE proof SET buyer = $2 WHERE buyer = $1`,
	`UPDATE card SET buyer = $2 WHERE buyer = $1`,
	`INSERT INTO wish (buyer, sku, at) SELECT CAST($2 AS BIGINT), sku, at FROM wish WHERE buyer = $1 ON CONFLICT DO NOTHING`,
	`DELETE FROM wish WHERE buyer = $1`,
	`UPDATE message SET buyer = $2 WHERE buyer = $1`,
	`UPDATE buyer SET merged = $2 WHERE id = $1 OR merged = $1`,
}

var lineMerges = []string{
	`UPDATE message SET dest = $2 WHERE dest = $1`,
	`UPDATE outbox SET dest = $2 WHERE dest = $1`,
	`UPDATE timer SET line = $2 WHERE line = $1`,
}

// mergeFacts keeps of two buyers what is known of either.
const mergeFacts = `UPDATE buyer SET
	name = CASE WHEN buyer.name = '' THEN o.name ELSE buyer.name END,
	phone = CASE WHEN buyer.phone = '' THEN o.phone ELSE buyer.phone END,
	recipient = CASE WHEN buyer.recipient = '' THEN o.recipient ELSE buyer.recipient END,
	handled = CASE WHEN o.handled = 'human' THEN 'human' ELSE buyer.handled END,
	opted_out = CASE WHEN o.opted_out = 1 THEN 1 ELSE buyer.opted_out END,
	first_seen = CASE WHEN o.first_seen < buyer.first_seen THEN o.first_seen ELSE buyer.first_seen END
	FROM buyer o WHERE o.id = $1 AND buyer.id = $2`

// merge makes two buyers one: chats, orders, cards and timers of from are into's from now on.
func (s *Store) merge(t tx, from, into int64) error {
	was, is := shop.BuyerLine(shop.BuyerID(from)), shop.BuyerLine(shop.BuyerID(into))
	for _, l := range sorted([]string{string(was), string(is)}) {
		b := into
		if l == string(was) {
			b = from
		}
		if err := s.hold(t, shop.LineKey(l), b); err != nil {
			return err
		}
	}
	if err := t.exec(mergeFacts, from, into); err != nil {
		return err
	}
	for _, q := range merges {
		args := []any{from, into}
		if !strings.Contains(q, "$2") {
			args = args[:1]
		}
		if err := t.exec(q, args...); err != nil {
			return err
		}
	}
	return s.rehome(t, was, is, into)
}

// rehome moves a line's inputs and whatever is on its way to another line. Waiting inputs of both get new ids, in their
// order, so that every id above the done mark waits and no other.
func (s *Store) rehome(t tx, from, into shop.LineKey, buyer int64) error {
	for _, q := range lineMerges {
		if err := t.exec(q, string(from), string(into)); err != nil {
			return err
		}
	}
	if err := t.exec(makeLine, string(into), buyer); err != nil {
		return err
	}
	old, new := "|"+string(from)+"|", "|"+string(into)+"|"
	const known = ` AND EXISTS (SELECT 1 FROM inbox o WHERE o.key = replace(inbox.key, $2, $3))`
	steps := []struct {
		q    string
		args []any
	}{
		// The same message came by both addresses: one is enough.
		{`DELETE FROM inbox WHERE line = $1 AND id > (SELECT done FROM line WHERE key = $1)` + known, []any{string(from), old, new}},
		{`UPDATE inbox SET key = NULL WHERE line = $1` + known, []any{string(from), old, new}},
	}
	for _, st := range steps {
		if err := t.exec(st.q, st.args...); err != nil {
			return err
		}
	}
	var waiting []int64
	err := t.query(`SELECT i.id FROM inbox i JOIN line l ON l.key = i.line
		WHERE i.line IN ($1, $2) AND i.id > l.done ORDER BY i.id`, func(r row) error {
		var id int64
		err := r.Scan(&id)
		waiting = append(waiting, id)
		return err
	}, string(from), string(into))
	if err != nil {
		return err
	}
	if err := t.exec(`UPDATE inbox SET line = $2, key = replace(key, $3, $4) WHERE line = $1`, string(from), string(into), old, new); err != nil {
		return err
	}
	for _, id := range waiting {
		if err := t.exec(`UPDATE inbox SET id =
				nextval(pg_get_serial_sequence('inbox', 'id')) -- postgres
				(SELECT MAX(id) + 1 FROM inbox) -- sqlite
			WHERE id = $1`, id); err != nil {
			return err
		}
	}
	return joinLines(t, from, into)
}

// joinLines adds up what the two lines had, with the memory of the one that was worked on last, and drops the first.
func joinLines(t tx, from, into shop.LineKey) error {
	err := t.exec(`UPDATE line SET
		memory = CASE WHEN line.memory IS NULL OR o.memory IS NOT NULL AND o.done > line.done THEN o.memory ELSE line.memory END,
		done = CASE WHEN o.done > line.done THEN o.done ELSE line.done END,
		due = CASE WHEN line.due IS NULL OR o.due < line.due THEN o.due ELSE line.due END,
		since = CASE WHEN line.since IS NULL OR o.since < line.since THEN o.since ELSE line.since END
		FROM line o WHERE o.key = $1 AND line.key = $2`, string(from), string(into))
	if err != nil {
		return err
	}
	if err := t.exec(`DELETE FROM line WHERE key = $1`, string(from)); err != nil {
		return err
	}
	return recount(t, into)
}

// recount sets what a line counts from its inputs.
func recount(t tx, line shop.LineKey) error {
	return t.exec(`UPDATE line SET
		waiting = (SELECT COUNT(*) FROM inbox i WHERE i.line = line.key AND i.id > line.done),
		unfetched = (SELECT COUNT(*) FROM inbox i WHERE i.line = line.key AND i.id > line.done AND i.fetching = 1),
		due = CASE WHEN EXISTS (SELECT 1 FROM inbox i WHERE i.line = line.key AND i.id > line.done) THEN due END,
		since = CASE WHEN EXISTS (SELECT 1 FROM inbox i WHERE i.line = line.key AND i.id > line.done) THEN since END
		WHERE key = $1`, string(line))
}
