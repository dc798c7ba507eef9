package desk

import (
	"slices"
	"strings"
	"time"

	"tokobot/internal/card"
	"tokobot/internal/shop"
	"tokobot/internal/statement"
)

// Money of a bank statement that fits no order, or several: each line is a card until somebody says what it is.

// mostCards is how many cards one file makes; the lines beyond are left for when it is sent again.
const mostCards = 20

// deposit shows finance a line that nobody knows; false where no card comes of it: a payout and interest are no buyer's money, nor is that of
// days when the shop had no orders yet.
func (m *matching) deposit(l statement.Line, book shop.BankLine, doubts ...string) (bool, error) {
	if l.Settlement || l.Cents {
		return false, nil
	}
	busy, err := m.hadOrders(l.Date)
	if err != nil || !busy {
		return false, err
	}
	c := card.NewBankDeposit(m.newCard(), m.when(), book, doubts...)
	m.show(c, nil)
	m.asked = append(m.asked, c.ID)
	m.cards[book.Key] = c
	return true, nil
}

// hadOrders tells whether an order was made so shortly before a day that money of the day may be for it.
func (m *matching) hadOrders(day time.Time) (bool, error) {
	key := day.Format(time.DateOnly)
	if had, ok := m.busy[key]; ok {
		return had, nil
	}
	some, err := m.f.OrdersRecorded(shop.Period{From: day.Add(-m.Catalog.Payment.Deadline - lateFor), To: day.AddDate(0, 0, 1)})
	m.busy[key] = len(some) > 0
	return m.busy[key], err
}

// tieBankMoney ties a line of a bank statement to the order that a reply names. The bank is the truth: the amount is as good as accepted.
func (w *work) tieBankMoney(c shop.Card, l shop.BankLine, text string) error {
	if _, ok := depositAmount(text); ok {
		w.answer("Jumlahnya sudah jelas dari mutasi: " + l.Amount.String() + ". Balas dengan nomor pesanannya.")
		return nil
	}
	o, err := w.findOrder(numberIn(text))
	if err != nil || o.Number == "" {
		return err
	}
	booked, err := w.untied(o, l)
	if err != nil {
		return err
	}
	if len(booked) > 0 {
		w.confirmed(booked[0], l)
		w.end(c, "ikat", "Cocok dengan uang #"+o.Number+" yang sudah dicatat –")
		w.answer("✅ Cocok: uang #" + o.Number + " " + l.Amount.String() + " memang sudah dicatat, jadi tidak dihitung lagi.")
		return nil
	}
	if !takesMoney(o) {
		return w.surplus(c, o, l)
	}
	if m := w.Catalog.Method(l.Bank); (o.Payment == "" || o.AtTheDoor()) && m != nil {
		o.Payment = m.Code
	}
	w.redraw(card.Decide(c, "ikat", w.who(), "Diikat ke #"+o.Number+" oleh {siapa}", w.t.Now, c.Buttons...))
	c = w.cards[c.ID]
	w.tied(c, o, l)
	if left := o.Total() - o.Received; o.Status == shop.PaymentReview && l.Amount < left { // the proof that finance has before it is for the rest
		w.book(c, o, l.Amount, "pembayaran pesanan")
		o.Received += l.Amount
		w.save(o, "kurang bayar", "masuk "+l.Amount.String()+", kurang "+(left-l.Amount).String())
		w.end(c, card.Accept, "Diterima")
		w.answer("✅ " + l.Amount.String() + " diikat ke #" + o.Number + "; buktinya masih diperiksa, kurangnya tinggal " + (left - l.Amount).String() + ".")
		return nil
	}
	before := o.Status
	if err := w.receive(c, o, l.Amount); err != nil {
		return err
	}
	now, _, err := w.order(o.Number)
	if err != nil {
		return err
	}
	said := "✅ " + l.Amount.String() + " diikat ke #" + o.Number
	switch {
	case now.AtTheDoor():
		said += ", sisanya " + now.Owed().String() + " tetap ditagih di tempat."
	case now.Received >= now.Total() && now.Status.Open():
		said += ", lunas."
	case now.Status.AwaitsMoney():
		said += ", kurang " + (now.Total() - now.Received).String() + "; pembeli sudah diberi tahu."
	default:
		said += " yang sudah " + card.StatusWord(before) + "; uangnya menunggu dikembalikan."
	}
	w.answer(said)
	return nil
}

// surplus keeps for a buyer the money that came for an order which waits for none.
func (w *work) surplus(c shop.Card, o shop.Order, l shop.BankLine) error {
	method := ""
	if m := w.Catalog.Method(l.Bank); m != nil {
		method = m.Code
	}
	w.tied(c, o, l)
	paid := o
	paid.Payment = method
	w.book(c, paid, l.Amount, "kelebihan bayar")
	o.Received += l.Amount
	o = w.save(o, "kelebihan bayar", l.Amount.String())
	w.end(c, "ikat", "Pesanan #"+o.Number+" sudah "+card.StatusWord(o.Status)+"; jadi uang titipan pembelinya –")
	w.answer("Pesanan #" + o.Number + " sudah " + card.StatusWord(o.Status) + ", jadi uangnya menjadi titipan pembelinya.")
	return w.credit(o, o.Buyer, l.Amount, method)
}

// tied notes which order a line pays, and that the money which is booked by the card is the line's.
func (w *work) tied(c shop.Card, o shop.Order, l shop.BankLine) {
	l.Order = o.Number
	w.bookBank(l)
	w.tie(w.bookKey(c, o), l)
	w.log(o.Number, tiedWord, lineWords(l))
}

// untiedWithin is over how long money of an order is looked for that a line may be, when finance names the order.
const untiedWithin = 31 * 24 * time.Hour

// untied are an order's lines of the cash book that a bank's line may be, the newest last.
func (w *work) untied(o shop.Order, l shop.BankLine) ([]shop.CashLine, error) {
	cash, err := w.f.Cash(shop.Period{From: l.Date.Add(-untiedWithin), To: w.t.Now.Add(time.Second)})
	if err != nil {
		return nil, err
	}
	cash = slices.DeleteFunc(cash, func(x shop.CashLine) bool { return x.Order != o.Number || !w.fromOutside(x) })
	tied, err := w.tiedBefore(cash)
	if err != nil {
		return nil, err
	}
	var out []shop.CashLine
	for _, x := range cash {
		back, err := w.isTakenBack(x.Key)
		if err != nil {
			return nil, err
		}
		if x.Amount == l.Amount && !tied[x.Key] && !back {
			out = append(out, x)
		}
	}
	return out, nil
}

// bookedBefore closes the card of a line whose money is in the cash book already.
func (w *work) bookedBefore(c shop.Card) error {
	if l, ok := card.BankMoney(c); ok {
		w.settleLine(l, inTheBooks)
	}
	w.end(c, card.Booked, "☑️ Sudah dicatat")
	return nil
}

// orderNames names orders for finance: "#1 atau #2".
func orderNames(orders []shop.Order) []string {
	var out []string
	for _, o := range orders {
		out = append(out, "#"+o.Number)
	}
	return out
}

// either joins what a line may be.
func either(names []string) string { return strings.Join(names, " atau ") }
