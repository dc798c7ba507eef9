package store

import (
	"slices"
	"strings"
	"time"

	"tokobot/internal/rupiah"
	"tokobot/internal/shop"
)

// LastOrderNumber implements bot.Facts. A longer number is the higher one.
func (f *facts) LastOrderNumber(prefix string) (last string, err error) {
	err = f.ask(`SELECT number FROM orders WHERE number >= $1 AND number < $2 ORDER BY LENGTH(number) DESC, number DESC LIMIT 1`,
		func(r row) error { return r.Scan(&last) }, clean(prefix), prefixEnd(clean(prefix)))
	return last, err
}

// OpenTotals implements bot.Facts.
func (f *facts) OpenTotals(low, high rupiah.Amount) (totals []rupiah.Amount, err error) {
	err = f.ask(`SELECT total FROM orders WHERE total BETWEEN $1 AND $2 AND status IN ('awaiting_payment', 'payment_review') ORDER BY total`,
		func(r row) error {
			var t int64
			err := r.Scan(&t)
			totals = append(totals, rupiah.Amount(t))
			return err
		}, int64(low), int64(high))
	return totals, err
}

// TotalsSince implements bot.Facts.
func (f *facts) TotalsSince(low, high rupiah.Amount, since time.Time) (totals []rupiah.Amount, err error) {
	err = f.ask(`SELECT total FROM orders WHERE total BETWEEN $1 AND $2 AND created >= $3 ORDER BY total`, func(r row) error {
		var t int64
		err := r.Scan(&t)
		totals = append(totals, rupiah.Amount(t))
		return err
	}, int64(low), int64(high), us(since))
	return totals, err
}

func (f *facts) orders(rest string, args ...any) (all []shop.Order, err error) {
	err = f.ask(`SELECT `+orderColumns+` FROM orders o `+rest, func(r row) error {
		o, err := f.s.scanOrder(r)
		all = append(all, o)
		return err
	}, args...)
	return all, err
}

// Order implements bot.Facts.
func (f *facts) Order(number string) (shop.Order, bool, error) {
	all, err := f.orders(`WHERE o.number = $1`, clean(number))
	if err != nil || len(all) == 0 {
		return shop.Order{}, false, err
	}
	return all[0], true, nil
}

// OrderEnding implements desk.Facts.
func (f *facts) OrderEnding(tail string) ([]shop.Order, error) {
	if tail = clean(tail); tail == "" {
		return nil, nil
	}
	return f.orders(`WHERE LENGTH(o.number) >= LENGTH($1) AND SUBSTR(o.number, LENGTH(o.number) - LENGTH($1) + 1) = $1
		ORDER BY o.created DESC, o.number DESC LIMIT 10`, tail)
}

// OrdersByTotal implements desk.Facts.
func (f *facts) OrdersByTotal(total rupiah.Amount, in ...shop.Status) ([]shop.Order, error) {
	all, err := f.orders(`WHERE o.total = $1 ORDER BY o.created, o.number`, int64(total))
	return slices.DeleteFunc(all, func(o shop.Order) bool { return !slices.Contains(in, o.Status) }), err
}

// OrdersIn implements desk.Facts.
func (f *facts) OrdersIn(in ...shop.Status) (all []shop.Order, err error) {
	if f.err != nil {
		return nil, f.err
	}
	f.err = f.t.among(`SELECT `+orderColumns+` FROM orders o
		WHERE o.status = ANY($1) -- postgres
		WHERE o.status = $1 -- sqlite`, anyOf(in), func(r row) error {
		o, err := f.s.scanOrder(r)
		all = append(all, o)
		return err
	})
	slices.SortFunc(all, func(a, b shop.Order) int {
		if c := a.CreatedAt.Compare(b.CreatedAt); c != 0 {
			return c
		}
		return strings.Compare(a.Number, b.Number)
	})
	return all, f.err
}

// OrdersRecorded implements desk.Facts.
func (f *facts) OrdersRecorded(p shop.Period) ([]shop.Order, error) {
	return f.orders(`WHERE o.created >= $1 AND o.created < $2 ORDER BY o.created, o.number`, us(p.From), us(p.To))
}

// History implements desk.Facts.
func (f *facts) History(number string) (events []shop.Event, err error) {
	err = f.ask(`SELECT at, who, what, note FROM order_event WHERE number = $1 ORDER BY id`, func(r row) error {
		var e shop.Event
		var at int64
		err := r.Scan(&at, &e.Who, &e.What, &e.Note)
		e.At = f.s.time(at)
		events = append(events, e)
		return err
	}, clean(number))
	return events, err
}

// LastEvent implements bot.Facts.
func (f *facts) LastEvent(number, what string) (last shop.Event, found bool, err error) {
	events, err := f.History(number)
	for _, e := range events {
		if strings.HasPrefix(e.What, what) {
			last, found = e, true
		}
	}
	return last, found, err
}
