package desk

import (
	"slices"
	"strings"

	"tokobot/internal/bahasa"
	"tokobot/internal/card"
	"tokobot/internal/shop"
)

// orderSaid is the order that a reply names beside whatever else it says: by its whole number, by its end behind "#", or by an end that is no
// amount, as it begins with a nought. rest is the reply without it. Where there is no such order, that is answered and o is none.
func (w *work) orderSaid(text string) (o shop.Order, rest string, found bool, err error) {
	words := strings.Fields(text)
	for i, word := range words {
		bare := strings.ToUpper(strings.Trim(word, ".,!?:;()#"))
		rest = strings.Join(slices.Delete(slices.Clone(words), i, i+1), " ")
		if o, found, err = w.order(bare); err != nil || found {
			return o, rest, found, err
		}
		digits := strings.Trim(bare, "0123456789") == ""
		if len(bare) < 3 || len(bare) > 5 || !digits || !strings.HasPrefix(strings.TrimLeft(word, "("), "#") && !strings.HasPrefix(bare, "0") {
			continue
		}
		o, err = w.findOrder(bare)
		return o, rest, true, err
	}
	return shop.Order{}, text, false, nil
}

// ofThePicture tells whether a doubt is about the proof itself, whatever order it is for.
func ofThePicture(doubt string) bool {
	return strings.HasPrefix(doubt, "Gambar ") || strings.Contains(doubt, "QR")
}

// moveProof puts a payment card on the order that finance names instead; the one that it was taken for waits for money again.
func (w *work) moveProof(c shop.Card, from, to shop.Order) (shop.Card, error) {
	if err := w.endClaims(to.Number); err != nil {
		return c, err
	}
	w.end(c, "pindah", "Dipindah ke #"+to.Number+" oleh {siapa}")
	open, err := w.f.OpenCards(shop.CardPayment, from.Number, 0)
	if err != nil {
		return c, err
	}
	told := w.say(from.Buyer, "bukti_dicatat", is("nomor", to.Number, orderSource(to)))
	if from.Status == shop.PaymentReview && len(w.now(open)) == 0 {
		from = w.await(from, "bukti ternyata untuk #"+to.Number, "")
		told = w.say(from.Buyer, "bukti_dicatat_lain", is("nomor", to.Number, orderSource(to)), is("lain", from.Number, orderSource(from)),
			money("total", from.Owed(), orderSource(from)), is("batas", bahasa.DateTime(from.DueAt), orderSource(from)))
	} else {
		w.log(from.Number, "bukti ternyata untuk #"+to.Number, "")
	}
	if to.Status == shop.AwaitingPayment {
		to.Status = shop.PaymentReview
		to = w.save(to, "bukti dipindah dari #"+from.Number, "")
	} else {
		w.log(to.Number, "bukti dipindah dari #"+from.Number, "")
	}
	b, _, err := w.f.Buyer(to.Buyer)
	if err != nil {
		return c, err
	}
	p := card.Told(c)
	p.Order, p.Buyer, p.Ways = to, b, w.Catalog.Payment.Ahead()
	p.Doubts = append(slices.DeleteFunc(p.Doubts, func(d string) bool { return !ofThePicture(d) }), "Tadi di #"+from.Number+"; dipindah "+w.who()+".")
	if p.Claim > 0 && p.Claim != to.Owed() {
		p.Doubts = append(p.Doubts, "Jumlah yang disebut lain dari yang harus masuk.")
	}
	if to.AtTheDoor() {
		p.Doubts = append(p.Doubts, card.AtTheDoor)
	}
	moved := card.NewPayment(w.newCard(), w.when(), p)
	w.show(moved, nil)
	if m := c.Media; m != nil && m.SHA256 != "" { // sent again, it is known as the proof of this order
		w.d.Do(shop.KeepProof{Proof: shop.Proof{At: w.t.Now, Buyer: from.Buyer, Order: to.Number, SHA256: m.SHA256, Looks: m.Looks}})
	}
	if to.Buyer == from.Buyer {
		w.d.Do(told)
	}
	return moved, nil
}

// namesOther takes a reply to an open payment card that names another order; done tells that nothing is left to do.
func (w *work) namesOther(c shop.Card, o shop.Order, text string) (to shop.Card, rest string, done bool, err error) {
	other, rest, named, err := w.orderSaid(text)
	switch {
	case err != nil || !named:
		return c, text, false, err
	case other.Number == "":
		return c, rest, true, nil
	case other.Number == o.Number:
		if _, amount := amountIn(rest); !amount && w.methodIn(rest) == "" {
			w.answer("Kartu ini memang untuk #" + o.Number + ".")
			return c, rest, true, nil
		}
		return c, rest, false, nil
	case !takesMoney(other):
		w.answer("Pesanan #" + other.Number + " sudah " + card.StatusWord(other.Status) + ", tidak menunggu uang. Kartu ini tetap untuk #" + o.Number + ".")
		return c, rest, true, nil
	}
	to, err = w.moveProof(c, o, other)
	_, amount := amountIn(rest)
	if !amount {
		w.answer("✅ Dipindah ke #" + other.Number + "; tekan tombol di kartunya yang baru.")
	}
	return to, rest, !amount, err
}
