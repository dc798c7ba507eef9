package store

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"tokobot/internal/shop"
)

// task is a turn with what the store needs to end it.
type task struct {
	turn    shop.Turn
	line    string
	due     int64
	last    int64 // the newest input
	waiting int64 // by the line's count
	tries   int64
	merged  int64 // the buyer became this one
	account string
	ordered bool // the buyer has orders
}

// needsCare tells whether the line is to be worked by itself: it failed before, or belongs to another buyer by now.
func (k *task) needsCare() bool { return k.tries > 0 || k.merged != 0 }

const turnColumns = `SELECT l.key, l.due, l.waiting, l.tries, i.id, i.body, COALESCE(b.id, 0), COALESCE(b.name, ''), COALESCE(b.address, ''),
	COALESCE(b.phone, ''), COALESCE(b.account, ''), COALESCE(b.handled, 'bot'), COALESCE(b.opted_out, 0),
	COALESCE(b.first_seen, 0), COALESCE(b.recipient, ''), l.memory, COALESCE(b.merged, 0),
	CASE WHEN EXISTS (SELECT 1 FROM orders o WHERE o.buyer = l.buyer) THEN 1 ELSE 0 END`

const turnRows = ` l JOIN inbox i ON i.line = l.key AND i.id > l.done LEFT JOIN buyer b ON b.id = l.buyer`

// dueTurns locks lines and reads them in one round trip. What is read may be older than the lock; then inputs are missing,
// the line's count tells, and the line is left for the next time.
const dueTurns = turnColumns + ` FROM (
		SELECT key, buyer, due, done, waiting, tries, memory FROM line WHERE due <= $1 AND unfetched = 0 ORDER BY due, key LIMIT $2
		FOR UPDATE SKIP LOCKED -- postgres
	)` + turnRows

const lockTurn = `SELECT done FROM line WHERE key = $1 AND due <= $2 AND unfetched = 0
	FOR UPDATE SKIP LOCKED -- postgres`

const oneTurn = turnColumns + ` FROM (SELECT key, buyer, due, done, waiting, tries, memory FROM line WHERE key = $1)` + turnRows

const timersDue = `SELECT CASE WHEN EXISTS (SELECT 1 FROM timer WHERE due <= $1) THEN 1 ELSE 0 END`

// due takes up to limit due lines, and tells whether timers are due, which come first.
func (s *Store) due(t tx, now time.Time, limit int) ([]*task, bool, error) {
	var timers int64
	if err := t.ask(timersDue, func(r row) error { return r.Scan(&timers) }, us(now)); err != nil {
		return nil, false, err
	}
	tasks, err := s.turns(t, now, dueTurns, us(now), int64(limit))
	if err != nil {
		return nil, false, err
	}
	return tasks, timers != 0, s.addOrders(t, tasks)
}

// one takes one line, if it is still due and nobody else works on it; nil otherwise.
func (s *Store) one(t tx, now time.Time, line string) (*task, error) {
	mine := false
	err := t.query(lockTurn, func(r row) error { mine = true; return r.Scan(new(int64)) }, line, us(now))
	if err != nil || !mine {
		return nil, err
	}
	tasks, err := s.turns(t, now, oneTurn, line)
	if err != nil || len(tasks) == 0 {
		return nil, err
	}
	k := tasks[0]
	if k.tries == mostTries-1 && len(k.turn.Inputs) > 1 {
		// The last try takes the oldest input by itself, so that one bad message does not park its neighbours.
		k.turn.Inputs = k.turn.Inputs[:1]
		k.last = k.turn.Inputs[0].ID
	}
	return k, s.addOrders(t, tasks)
}

// turns reads lines with their waiting inputs, the line that is due longest first.
func (s *Store) turns(t tx, now time.Time, q string, args ...any) ([]*task, error) {
	var tasks []*task
	of := map[string]*task{}
	err := t.query(q, func(r row) error {
		var id, out, seen, ordered int64
		var body, recipient, handled string
		k := new(task)
		b := &k.turn.Buyer
		err := r.Scan(&k.line, &k.due, &k.waiting, &k.tries, &id, &body, &b.ID, &b.Name, &b.Address, &b.Phone, &k.account, &handled, &out, &seen,
			&recipient, &k.turn.Memory, &k.merged, &ordered)
		if err != nil {
			return err
		}
		in, err := s.input(id, body)
		if err != nil {
			return err
		}
		in.Tries = int(k.tries)
		if first := of[k.line]; first != nil {
			first.turn.Inputs = append(first.turn.Inputs, in)
			return nil
		}
		k.turn.Line, k.turn.Now, k.turn.Inputs = shop.LineKey(k.line), now.In(s.o.Zone), []shop.Input{in}
		b.OptedOut, b.FirstSeen, k.ordered = out == 1, s.time(seen), ordered == 1
		if b.Recipient, err = readRecipient(recipient); err != nil {
			return err
		}
		if b.ID != 0 {
			k.turn.HandledBy = shop.Handler(handled)
		}
		tasks, of[k.line] = append(tasks, k), k
		return nil
	}, args...)
	if err != nil {
		return nil, err
	}
	tasks = slices.DeleteFunc(tasks, func(k *task) bool { return int64(len(k.turn.Inputs)) != k.waiting })
	for _, k := range tasks {
		slices.SortFunc(k.turn.Inputs, func(a, b shop.Input) int { return cmp.Compare(a.ID, b.ID) })
		k.last = k.turn.Inputs[len(k.turn.Inputs)-1].ID
	}
	slices.SortFunc(tasks, func(a, b *task) int { return cmp.Or(cmp.Compare(a.due, b.due), cmp.Compare(a.line, b.line)) })
	return tasks, nil
}

func (s *Store) input(id int64, body string) (shop.Input, error) {
	in := shop.Input{ID: id}
	if err := json.Unmarshal([]byte(body), &in.Arrival); err != nil {
		return in, fmt.Errorf("input %d: %w", id, err)
	}
	in.At = in.At.In(s.o.Zone)
	if in.Timer != nil {
		in.Timer.Due = in.Timer.Due.In(s.o.Zone)
	}
	return in, nil
}

func readRecipient(body string) (*shop.Recipient, error) {
	if body == "" {
		return nil, nil
	}
	r := new(shop.Recipient)
	if err := json.Unmarshal([]byte(body), r); err != nil {
		return nil, fmt.Errorf("recipient: %w", err)
	}
	return r, nil
}

// turnOrders is how many orders a turn holds at most.
const turnOrders = 10

const ordersOfBuyers = `SELECT ` + orderColumns + ` FROM orders o
	WHERE o.buyer = ANY($1) -- postgres
	WHERE o.buyer = $1 -- sqlite
	AND (o.status NOT IN ('completed', 'cancelled', 'expired', 'returned') OR o.created >= COALESCE(
		(SELECT x.created FROM orders x WHERE x.buyer = o.buyer ORDER BY x.created DESC LIMIT 1 OFFSET 9), 0))`

// addOrders gives each buyer's turn the buyer's newest orders, newest first, the open ones before all others.
func (s *Store) addOrders(t tx, tasks []*task) error {
	var buyers ints
	for _, k := range tasks {
		if k.ordered {
			buyers = append(buyers, int64(k.turn.Buyer.ID))
		}
	}
	if len(buyers) == 0 {
		return nil
	}
	of := map[shop.BuyerID][]shop.Order{}
	err := t.among(ordersOfBuyers, buyers, func(r row) error {
		o, err := s.scanOrder(r)
		of[o.Buyer] = append(of[o.Buyer], o)
		return err
	})
	if err != nil {
		return err
	}
	newest := func(a, b shop.Order) int {
		return cmp.Or(b.CreatedAt.Compare(a.CreatedAt), cmp.Compare(b.Number, a.Number))
	}
	for _, k := range tasks {
		all := of[k.turn.Buyer.ID]
		slices.SortFunc(all, func(a, b shop.Order) int {
			return cmp.Or(cmp.Compare(flag(b.Status.Open()), flag(a.Status.Open())), newest(a, b))
		})
		all = all[:min(len(all), turnOrders)]
		slices.SortFunc(all, newest)
		k.turn.Orders = all
	}
	return nil
}
