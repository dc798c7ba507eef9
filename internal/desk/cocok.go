package desk

import (
	"slices"
	"time"

	"tokobot/catalog"
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
		cash: map[rupiah.Amount][]shop.CashLine{}, left: map[rupiah.Amount]int{},
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
// on a day before it was made: last month's money of the same amount is not this month's order.
func (m *matching) fitting(l statement.Line) []shop.Order {
	if l.Settlement || l.Cents {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(m.waiting[l.Amount]), func(o shop.Order) bool {
		return m.taken[o.Number] || m.before(l, o)
	})
}

// before tells whether a line's day is before the day on which an order was made.
func (m *matching) before(l statement.Line, o shop.Order) bool {
	made := catalog.DateOf(o.CreatedAt.In(l.Date.Location()))
	return l.Date.Before(time.Date(made.Year, made.Month, made.Day, 0, 0, 0, 0, l.Date.Location()))
}

// ended names the orders of a line's amount that ended before their money came, and those that were made after it came: finance
// decides what becomes of it.
func (m *matching) ended(l statement.Line) (string, error) {
	if l.Settlement || l.Cents {
		return "", nil
	}
	orders, err := m.f.OrdersByTotal(l.Amount, shop.Expired, shop.Cancelled)
	var names string
	for _, o := range orders {
		if o.Received == 0 && !m.before(l, o) {
			names += " – sama dengan #" + o.Number + " (" + card.StatusWord(o.Status) + ")"
		}
	}
	for _, o := range m.waiting[l.Amount] {
		if !m.taken[o.Number] && m.before(l, o) {
			names += " – sama dengan #" + o.Number + ", tetapi tanggalnya sebelum pesanan itu dibuat"
		}
	}
	return names, err
}
