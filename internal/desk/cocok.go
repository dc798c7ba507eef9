package desk

import (
	"slices"
	"time"

	"tokobot/catalog"
	"tokobot/internal/bahasa"
	"tokobot/internal/card"
	"tokobot/internal/rupiah"
	"tokobot/internal/shop"
	"tokobot/internal/statement"
)

// newMatching begins to match a statement with the orders that wait for money, by what each still waits for, and with the money that was
// booked about its days.
func (w *work) newMatching(bank string, lines []statement.Line) (*matching, error) {
	m := &matching{
		work: w, bank: bank, taken: map[string]bool{}, waiting: map[rupiah.Amount][]shop.Order{},
		cash: map[rupiah.Amount][]shop.CashLine{}, left: map[rupiah.Amount]int{}, cards: map[string]shop.Card{}, busy: map[string]bool{},
	}
	if err := m.readBefore(lines); err != nil {
		return nil, err
	}
	orders, err := w.f.OrdersIn(shop.AwaitingPayment, shop.PaymentReview)
	if err != nil {
		return nil, err
	}
	for _, o := range orders {
		if now, ok := w.orders[o.Number]; ok {
			o = now
		}
		if left := o.Total() - o.Received; left > 0 && o.Status.AwaitsMoney() {
			m.waiting[left] = append(m.waiting[left], o)
		}
	}
	return m, m.lookBack(lines)
}

// fitting are the orders that wait for exactly a line's amount. A payout or a broken rupiah fits none, and nobody pays an order
// before it was made: last month's money of the same amount is not this month's order.
func (m *matching) fitting(l statement.Line) []shop.Order {
	if l.Settlement || l.Cents {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(m.waiting[l.Amount]), func(o shop.Order) bool {
		return m.taken[o.Number] || before(l.Date, o) || earlier(l, o)
	})
}

// before tells whether a line's day is before the day on which an order was made.
func before(day time.Time, o shop.Order) bool {
	made := catalog.DateOf(o.CreatedAt.In(day.Location()))
	return day.Before(time.Date(made.Year, made.Month, made.Day, 0, 0, 0, 0, day.Location()))
}

// clocksApart is how far a bank's clock and the shop's may differ.
const clocksApart = 2 * time.Minute

// earlier tells whether a line that has a time of day is older than an order.
func earlier(l statement.Line, o shop.Order) bool {
	return !l.At.IsZero() && l.At.Add(clocksApart).Before(o.CreatedAt)
}

// lateFor is how long after an order's end its money is still to be expected.
const lateFor = 7 * 24 * time.Hour

// ended are the orders of a line's amount that ended before their money came: any at all, and those that ended so short a while ago that the
// line may well be their money.
func (m *matching) ended(l statement.Line) (all, lately []shop.Order, err error) {
	if l.Settlement || l.Cents {
		return nil, nil, nil
	}
	all, err = m.f.OrdersByTotal(l.Amount, shop.Expired, shop.Cancelled)
	all = slices.DeleteFunc(all, func(o shop.Order) bool { return o.Received > 0 || before(l.Date, o) || earlier(l, o) })
	for _, o := range all {
		if l.Date.Sub(o.ChangedAt) <= lateFor {
			lately = append(lately, o)
		}
	}
	return all, lately, err
}

// hints name the orders of a line's amount that it does not pay: those that ended, and those that were made after it came. Finance decides what
// becomes of it.
func (m *matching) hints(l statement.Line, ended []shop.Order) ([]string, error) {
	if l.Settlement || l.Cents {
		return nil, nil
	}
	var out []string
	door, err := m.f.OrdersByTotal(l.Amount, shop.Confirmed, shop.Packing, shop.Packed)
	if err != nil {
		return nil, err
	}
	for _, o := range door {
		if o.AtTheDoor() && !before(l.Date, o) {
			out = append(out, "sama dengan #"+o.Number+" yang tercatat COD")
		}
	}
	for _, o := range ended {
		out = append(out, "sama dengan #"+o.Number+" ("+card.StatusWord(o.Status)+")")
	}
	for _, o := range m.waiting[l.Amount] {
		switch {
		case m.taken[o.Number]:
		case before(l.Date, o):
			out = append(out, "sama dengan #"+o.Number+", tetapi tanggalnya sebelum pesanan itu dibuat")
		case earlier(l, o):
			out = append(out, "sama dengan #"+o.Number+", tetapi jamnya ("+bahasa.Clock(l.At.In(m.t.Now.Location()))+") sebelum pesanan itu dibuat")
		}
	}
	if len(out) == 0 {
		out = m.rounded(l)
	}
	return out, nil
}

// rounded names the orders whose buyer may have left out the unique code, or rounded what it makes of the total.
func (m *matching) rounded(l statement.Line) (out []string) {
	const most = 1000
	for left, orders := range m.waiting {
		if off := left - l.Amount; off <= -most || off >= most {
			continue
		}
		for _, o := range orders {
			if !m.taken[o.Number] && !before(l.Date, o) && !earlier(l, o) && (l.Amount == left-o.UniqueCode || l.Amount%100 == 0) {
				out = append(out, "mendekati #"+o.Number+" ("+left.String()+")")
			}
		}
	}
	slices.Sort(out)
	return out[:min(len(out), 3)]
}
