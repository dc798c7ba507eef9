package desk

import (
	"strings"

	"tokobot/catalog"
	"tokobot/internal/card"
	"tokobot/internal/shop"
)

// paidWithout is /bayar NOMOR [JUMLAH] [cara bayar]: money for an order that came without a proof, or that a bank statement
// could not tell apart. Without an amount it brings the order's payment card; with one, the card is decided at once.
func (w *work) paidWithout(args string) error {
	number, rest, _ := strings.Cut(args, " ")
	o, err := w.findOrder(number)
	if err != nil || o.Number == "" {
		return err
	}
	if !o.Status.AwaitsMoney() && o.Status != shop.Expired && o.Status != shop.Cancelled {
		w.answer("Pesanan #" + o.Number + " sudah " + card.StatusWord(o.Status) + ", tidak menunggu uang.")
		return nil
	}
	rest = strings.TrimSpace(rest)
	if rest != "" {
		if _, complaint := amountOf(rest); complaint != "" {
			return errUsage
		}
	}
	b, _, err := w.f.Buyer(o.Buyer)
	if err != nil {
		return err
	}
	if err := w.endOthers(shop.CardPayment, o.Number, "", "Diganti kartu dari /bayar –"); err != nil {
		return err
	}
	if o.Status == shop.AwaitingPayment {
		o.Status = shop.PaymentReview
		o = w.save(o, "dicatat /bayar", rest)
	} else {
		w.log(o.Number, "dicatat /bayar", rest)
	}
	c := card.NewPayment(w.newCard(), w.when(), card.Payment{Order: o, Buyer: b, Ways: w.Catalog.Payment.Ahead(), Doubts: []string{"Dicatat " + w.who() + " tanpa bukti dari pembeli; cek di mutasi."}})
	w.show(c, nil)
	if rest == "" {
		return nil
	}
	return w.replyToPayment(c, rest)
}

// methodIn is the payment method that a sentence names; "" for none.
func (w *work) methodIn(text string) string {
	words := split(text)
	for _, m := range w.Catalog.Payment.Methods {
		for _, word := range words {
			if m.Kind != catalog.COD && (word == strings.ToLower(m.Code) || word == strings.ToLower(m.Name)) {
				return m.Code
			}
		}
	}
	return ""
}

// onlyMethod is the one way that money can come before the goods go; "" where there are several.
func (w *work) onlyMethod() string {
	if ways := w.Catalog.Payment.Ahead(); len(ways) == 1 {
		return ways[0].Code
	}
	return ""
}
