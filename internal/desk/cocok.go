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

// tiedWord is the line of an order's history by which it is known that a line of a bank statement is its money.
const tiedWord = "cocok dengan mutasi bank"

// bookedWithin is how far a bank's day and finance's press on the same money may lie apart.
const bookedWithin = 4 * 24 * time.Hour

// newMatching begins to match a statement with the orders that wait for money, by what each still waits for.
func (w *work) newMatching(bank string) (*matching, error) {
	m := &matching{work: w, bank: bank, taken: map[string]bool{}, waiting: map[rupiah.Amount][]shop.Order{}}
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
	return m, nil
}

// fitting are the orders that wait for exactly a line's amount. A payout or a broken rupiah fits none, and nobody pays an order
// on a day before it was made: last month's money of the same amount is not this month's order.
func (m *matching) fitting(l statement.Line) ([]shop.Order, error) {
	if l.Settlement || l.Cents {
		return nil, nil
	}
	return slices.DeleteFunc(slices.Clone(m.waiting[l.Amount]), func(o shop.Order) bool {
		return m.taken[o.Number] || m.before(l, o)
	}), nil
}

// before tells whether a line's day is before the day on which an order was made.
func (m *matching) before(l statement.Line, o shop.Order) bool {
	made := catalog.DateOf(o.CreatedAt.In(l.Date.Location()))
	return l.Date.Before(time.Date(made.Year, made.Month, made.Day, 0, 0, 0, 0, l.Date.Location()))
}

// accepted finds the one order whose money finance accepted about the line's day and that no line was tied to yet. Without
// this, every accepted proof would be listed as money that fits nothing.
func (m *matching) accepted(l statement.Line) (shop.Order, bool, error) {
	if l.Settlement || l.Cents {
		return shop.Order{}, false, nil
	}
	paid, err := m.f.OrdersByTotal(l.Amount, shop.Paid, shop.Packing, shop.Packed, shop.Shipped, shop.Completed, shop.Cancelled, shop.Returned)
	if err != nil {
		return shop.Order{}, false, err
	}
	var fit []shop.Order
	for _, o := range paid {
		apart := o.PaidAt.Sub(l.Date)
		if o.PaidAt.IsZero() || m.taken[o.Number] || m.before(l, o) || apart > bookedWithin || apart < -bookedWithin {
			continue
		}
		history, err := m.f.History(o.Number)
		if err != nil {
			return shop.Order{}, false, err
		}
		if !slices.ContainsFunc(history, func(e shop.Event) bool { return e.What == tiedWord }) {
			fit = append(fit, o)
		}
	}
	if len(fit) != 1 {
		return shop.Order{}, false, nil
	}
	return fit[0], true, nil
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

// confirm ties a line to the order whose money it is; the cash book has it already.
func (m *matching) confirm(o shop.Order, book shop.BankLine) {
	m.taken[o.Number] = true
	m.confirmed++
	book.Order = o.Number
	m.d.Do(shop.BookBank{Line: book})
	m.log(o.Number, tiedWord, book.Text)
}
