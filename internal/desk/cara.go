package desk

import (
	"strings"

	"tokobot/catalog"
	"tokobot/internal/card"
	"tokobot/internal/shop"
)

// By which way money came is known from the buyer, by the press that takes it, by a reply, or by the bank's own statement. It may be said after
// the money was booked; the line of the cash book stays as it is and its card has the word.

// saidWay is a card on which it is said how its money came.
func (w *work) saidWay(c shop.Card, m *catalog.Method) shop.Card {
	rows := c.Buttons
	if c.Open {
		rows = card.PaymentRows()
	}
	return card.Decide(c, card.ByWay(m), w.who(), "Lewat "+m.Name+" –", w.t.Now, rows...)
}

// acceptBy takes the money of a payment card as come in full by a method.
func (w *work) acceptBy(c shop.Card) error {
	kode, _ := card.WayOf(w.in.Press.Verb)
	m := w.Catalog.Method(kode)
	if m == nil {
		w.answer("Cara bayar itu sudah tidak ada di katalog. Tekan " + card.Label(card.Accept) + ".")
		return nil
	}
	o, found, err := w.order(c.Order)
	if err != nil {
		return err
	}
	if found && o.Received < o.Total() && o.Payment != m.Code {
		o.Payment = m.Code
		w.save(o, "cara bayar", m.Name)
	}
	return w.accept(w.saidWay(c, m))
}

// tellWay takes a reply to a decided card that says how its money came; false for another reply. What is known already is not changed.
func (w *work) tellWay(c shop.Card, text string) (bool, error) {
	m := w.Catalog.Method(w.methodIn(text))
	if m == nil {
		return false, nil
	}
	line, _, found, err := w.f.CashLine(w.bookKey(c, shop.Order{}))
	if err != nil || !found {
		return false, err
	}
	if line.Method != "" {
		w.answer("Uang ini sudah tercatat lewat " + w.methodName(line.Method) + ".")
		return true, nil
	}
	if err := w.wayOfBooked(line, m); err != nil {
		return false, err
	}
	w.answer("✅ Dicatat lewat " + m.Name + ".")
	return true, nil
}

// wayOfBooked says how money came that is in the cash book without it.
func (w *work) wayOfBooked(line shop.CashLine, m *catalog.Method) error {
	c, found, err := w.bookedBy(line)
	if err != nil || !found || card.SaidWay(c) == m.Code {
		return err
	}
	w.redraw(w.saidWay(c, m))
	o, found, err := w.order(line.Order)
	if err != nil || !found || o.Payment != "" {
		return err
	}
	o.Payment = m.Code
	w.save(o, "cara bayar", m.Name)
	return nil
}

// bookedBy is the card by which a line of the cash book was written.
func (w *work) bookedBy(line shop.CashLine) (shop.Card, bool, error) {
	for _, begins := range []string{paymentKey, depositKey} {
		if id, ok := strings.CutPrefix(line.Key, begins); ok {
			return w.card(shop.CardID(id))
		}
	}
	return shop.Card{}, false, nil
}

// nameWays gives lines of the cash book the method that was said of them since.
func (w *work) nameWays(lines []shop.CashLine) error {
	for i, l := range lines {
		if l.Kind != shop.In || l.Method != "" {
			continue
		}
		c, found, err := w.bookedBy(l)
		if err != nil {
			return err
		}
		if found {
			lines[i].Method = card.SaidWay(c)
		}
	}
	return nil
}

// methodName is a method as people read it, also one that is in the catalog no more.
func (w *work) methodName(kode string) string {
	if m := w.Catalog.Method(kode); m != nil {
		return m.Name
	}
	return kode
}

func (w *work) isQRIS(kode string) bool {
	m := w.Catalog.Method(kode)
	return m != nil && m.Kind == catalog.QRIS
}
