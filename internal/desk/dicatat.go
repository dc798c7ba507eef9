package desk

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"tokobot/catalog"
	"tokobot/internal/shop"
	"tokobot/internal/statement"
)

// Money that finance booked by hand comes again as a line of a bank statement. The line is tied to the line of the cash book, so that neither
// counts twice: one transfer is one of both.

// tiedWord is the line of an order's history that says so.
const tiedWord = "cocok dengan mutasi bank"

// bookedWithin is how far a bank's day and the booking of the same money may lie apart.
const bookedWithin = 4 * 24 * time.Hour

// tieKey is under which key of the bank's book it stands that a line of the cash book is tied.
func tieKey(cash string) string { return "kas:" + cash }

// lookBack gathers the money in of the days of a statement that no bank line was tied to, and counts the lines that have no order yet.
func (m *matching) lookBack(lines []statement.Line) error {
	var from, to time.Time
	for _, l := range lines {
		if !l.Incoming || l.Settlement || l.Cents {
			continue
		}
		if known, _ := m.known(l); known.Order == "" {
			m.left[l.Amount]++
		}
		if from.IsZero() || l.Date.Before(from) {
			from = l.Date
		}
		if l.Date.After(to) {
			to = l.Date
		}
	}
	if from.IsZero() {
		return nil
	}
	cash, err := m.f.Cash(shop.Period{From: from.Add(-bookedWithin), To: to.Add(bookedWithin + time.Second)})
	if err != nil {
		return err
	}
	fits := map[string]bool{} // orders that have money of an amount in the file
	maybe := slices.DeleteFunc(slices.Clone(cash), func(c shop.CashLine) bool { return m.left[c.Amount] == 0 || !m.fromOutside(c) })
	for _, c := range maybe {
		fits[c.Order] = true
	}
	tied, err := m.tiedBefore(slices.DeleteFunc(cash, func(c shop.CashLine) bool { return !fits[c.Order] || !m.fromOutside(c) }))
	if err != nil {
		return err
	}
	for _, c := range maybe {
		if !tied[c.Key] {
			m.cash[c.Amount] = append(m.cash[c.Amount], c)
		}
	}
	return nil
}

// fromOutside tells whether a line of the cash book is money that came through a bank: for an order or into a deposit, not in cash at the door
// and not from one order to another.
func (w *work) fromOutside(c shop.CashLine) bool {
	method := w.Catalog.Method(c.Method)
	return c.Kind == shop.In && c.Category != shop.Moved && c.Corrects == "" && (c.Order != "" || strings.HasPrefix(c.Key, depositKey)) &&
		(method == nil || method.Kind != catalog.COD)
}

// tiedBefore tells which lines of the cash book a bank line was tied to. An older program only wrote it into the order's history: where that
// has more of it than there are tied lines, all of the order's are.
func (w *work) tiedBefore(cash []shop.CashLine) (map[string]bool, error) {
	tied, of := map[string]bool{}, map[string]int{}
	for _, c := range cash {
		_, found, err := w.bankLine(tieKey(c.Key))
		if err != nil {
			return nil, err
		}
		tied[c.Key] = found
		if _, known := of[c.Order]; !known {
			if of[c.Order], err = w.toldTied(c.Order); err != nil {
				return nil, err
			}
		}
		if found {
			of[c.Order]--
		}
	}
	for _, c := range cash {
		tied[c.Key] = tied[c.Key] || of[c.Order] > 0
	}
	return tied, nil
}

// toldTied is how often an order's history says that a bank line is its money.
func (w *work) toldTied(order string) (n int, err error) {
	if order == "" {
		return 0, nil
	}
	events, err := w.f.History(order)
	for _, e := range events {
		if e.What == tiedWord {
			n++
		}
	}
	return n, err
}

// bookedAs are the lines of the cash book that a bank line may be, the nearest day first. Money that is known to have come another way, or for
// an order of a later day, is none of them.
func (m *matching) bookedAs(l statement.Line) ([]shop.CashLine, error) {
	if l.Settlement || l.Cents {
		return nil, nil
	}
	var out []shop.CashLine
	for _, c := range m.cash[l.Amount] {
		if apart := c.At.Sub(l.Date); apart > bookedWithin || apart < -bookedWithin || m.otherWay(c) {
			continue
		}
		o, found, err := m.order(c.Order)
		if err != nil {
			return nil, err
		}
		if found && before(l.Date, o) {
			continue
		}
		taken, err := m.isTakenBack(c.Key)
		if err != nil {
			return nil, err
		}
		if !taken {
			out = append(out, c)
		}
	}
	slices.SortStableFunc(out, func(a, b shop.CashLine) int {
		return cmp.Compare(a.At.Sub(l.Date).Abs(), b.At.Sub(l.Date).Abs())
	})
	return out, nil
}

// otherWay tells whether money came by another of the shop's ways than the statement's bank.
func (m *matching) otherWay(c shop.CashLine) bool {
	bank := m.Catalog.Method(m.bank)
	return bank != nil && c.Method != "" && c.Method != bank.Code && m.Catalog.Method(c.Method) != nil
}

// isBooked tells whether a bank line is the money that was booked and not that of an order which waits for the same: nothing waits, it is
// another part of the same order, or the file has lines for both.
func (m *matching) isBooked(l statement.Line, before []shop.CashLine, open []shop.Order) bool {
	return len(open) == 0 || len(open) == 1 && open[0].Number == before[0].Order || m.left[l.Amount] >= len(before)+len(open)
}

// confirm ties a bank line to the money that it is; the cash book has it already.
func (m *matching) confirm(c shop.CashLine, book shop.BankLine, shown string) error {
	if err := m.confirmed(c, book); err != nil {
		return err
	}
	m.endCard(book.Key, "Cocok dengan uang "+forWhat(c)+" yang sudah dicatat –")
	m.cash[book.Amount] = slices.DeleteFunc(m.cash[book.Amount], func(x shop.CashLine) bool { return x.Key == c.Key })
	o, found, err := m.order(c.Order)
	if err != nil {
		return err
	}
	if found && c.Amount == o.Total() {
		m.sure++
		return nil
	}
	m.booked = append(m.booked, forWhat(c)+" ← "+shown)
	return nil
}

// confirmed writes that a bank line is money of the cash book.
func (w *work) confirmed(c shop.CashLine, book shop.BankLine) error {
	w.settleLine(book, cmp.Or(c.Order, notForOrder))
	w.tie(c.Key, book)
	if c.Order != "" {
		w.log(c.Order, tiedWord, lineWords(book))
	}
	if way := w.Catalog.Method(book.Bank); way != nil && c.Method == "" {
		return w.wayOfBooked(c, way)
	}
	return nil
}

// tie notes that a line of the cash book has its bank line.
func (w *work) tie(cash string, book shop.BankLine) {
	w.bookBank(shop.BankLine{Key: tieKey(cash), Bank: book.Bank, Date: book.Date, Amount: book.Amount, Text: aliasHead + book.Key, Order: book.Order})
}

// forWhat names what a line of the cash book is the money of.
func forWhat(c shop.CashLine) string {
	if c.Order == "" {
		return "titipan"
	}
	return "#" + c.Order
}
