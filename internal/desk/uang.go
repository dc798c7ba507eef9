package desk

import (
	"fmt"
	"strings"

	"tokobot/internal/bahasa"
	"tokobot/internal/card"
	"tokobot/internal/rupiah"
	"tokobot/internal/shop"
)

// accept takes the money of a payment card as come in full.
func (w *work) accept(c shop.Card) error {
	o, found, err := w.order(c.Order)
	if err != nil {
		return err
	}
	if !found {
		w.answer("Pesanan #" + c.Order + " tidak ada.")
		return nil
	}
	left := o.Total() - o.Received
	if left <= 0 && (o.Status == shop.Expired || o.Status == shop.Cancelled) {
		w.answer("Untuk #" + o.Number + " sudah masuk " + o.Received.String() + ". Kalau ini uang lain lagi, balas kartu ini dengan jumlahnya.")
		return nil
	}
	return w.receive(c, o, left)
}

// receive books money for an order and does what follows from the order's state as it is now.
func (w *work) receive(c shop.Card, o shop.Order, amount rupiah.Amount) error {
	switch {
	case o.Status.AwaitsMoney():
		return w.settle(c, o, amount)
	case o.AtTheDoor():
		return w.prepaid(c, o, amount)
	case o.Status == shop.Expired:
		return w.late(c, o, amount)
	case o.Status == shop.Cancelled:
		w.book(c, o, amount, "masuk sesudah pesanan dibatalkan")
		o.Received += amount
		o = w.save(o, "uang masuk sesudah batal", amount.String())
		w.end(c, card.Accept, "Diterima; pesanan sudah batal, uang dikembalikan –")
		return w.refund(o, "Uang masuk sesudah pesanan dibatalkan", 0)
	}
	w.answer("Pesanan #" + o.Number + " sudah " + card.StatusWord(o.Status) + ". Uang ini jadi titipan.")
	w.log(o.Number, "bukti lagi sesudah lunas", "jadi titipan")
	w.end(c, card.Accept, "Pesanan sudah "+card.StatusWord(o.Status)+"; jadi titipan –")
	b, _, err := w.f.Buyer(o.Buyer)
	if err != nil {
		return err
	}
	p := card.Told(c)
	doubt := "Pesanan #" + o.Number + " sudah " + card.StatusWord(o.Status) + "."
	if o.Received >= o.Total() {
		doubt = "#" + o.Number + ": " + card.AlreadyPaid
	}
	p.Buyer, p.Doubts = b, append([]string{doubt}, card.Without(p.Doubts, card.AlreadyPaid)...)
	w.show(card.NewDeposit(w.newCard(), w.when(), p), nil)
	return nil
}

// settle books money for an order that waits for it: short, exact or over.
func (w *work) settle(c shop.Card, o shop.Order, amount rupiah.Amount) error {
	if o.Payment == "" {
		o.Payment = w.onlyMethod()
	}
	left := o.Total() - o.Received
	w.book(c, o, amount, "pembayaran pesanan")
	return w.settled(c, o, amount, left)
}

// settled does what follows from money that was booked for an order which still waited for left.
func (w *work) settled(c shop.Card, o shop.Order, amount, left rupiah.Amount) error {
	o.Received += amount
	if amount < left {
		return w.short(c, o, amount, left-amount)
	}
	o = w.paid(o, amount)
	say := w.say(o.Buyer, "bayar_diterima", is("nomor", o.Number, orderSource(o)), money("total", o.Received, orderSource(o)))
	what := "Diterima"
	if over := amount - left; over > 0 {
		say = w.say(o.Buyer, "bayar_lebih", is("nomor", o.Number, orderSource(o)), money("masuk", o.Received, orderSource(o)), money("lebih", over, orderSource(o)))
		what = "Diterima " + amount.String() + " (lebih " + over.String() + ")"
		w.log(o.Number, "kelebihan bayar", over.String())
		if err := w.credit(o, o.Buyer, over, o.Payment); err != nil {
			return err
		}
	}
	if c.ID != "" {
		w.end(c, card.Accept, what)
	}
	w.d.Do(say)
	if err := w.endOthers(shop.CardPayment, o.Number, c.ID, "Sudah lunas –"); err != nil {
		return err
	}
	return w.pack(o)
}

// paid makes an order paid and forgets what an unpaid one would bring.
func (w *work) paid(o shop.Order, amount rupiah.Amount) shop.Order {
	o.Status, o.PaidAt, o.DueAt = shop.Paid, w.t.Now, noTime
	w.forgetTimers(o)
	return w.save(o, "lunas", amount.String())
}

// forgetTimers forgets what an unpaid order would bring.
func (w *work) forgetTimers(o shop.Order) {
	w.d.Do(shop.WaitNoMore(o.Number, w.Catalog.Payment.Reminders)...)
}

// pack shows the warehouse what is to be packed.
func (w *work) pack(o shop.Order) error {
	b, _, err := w.f.Buyer(o.Buyer)
	if err != nil {
		return err
	}
	w.show(card.NewPacking(w.newCard(), w.when(), o, b), nil)
	return nil
}

// book writes money in; one card books once.
func (w *work) book(c shop.Card, o shop.Order, amount rupiah.Amount, note string) {
	if amount <= 0 {
		return
	}
	w.d.Do(shop.BookCash{Line: shop.CashLine{
		Key: w.bookKey(c, o), At: w.t.Now, Kind: shop.In, Amount: amount, Order: o.Number, Method: o.Payment, Note: note, By: w.who(),
	}})
}

// bookKey is the cash book's key of money that a card, or without one this turn, books for an order.
func (w *work) bookKey(c shop.Card, o shop.Order) string {
	if c.ID == "" {
		return fmt.Sprintf("%s%s:%s", paymentKey, o.Number, w.t.Key())
	}
	return paymentKey + string(c.ID)
}

// paymentKey begins the cash book's key of an order's money.
const paymentKey = "bayar:"

// short asks the buyer for the rest.
func (w *work) short(c shop.Card, o shop.Order, amount, left rupiah.Amount) error {
	o = w.await(o, "kurang bayar", "masuk "+amount.String()+", kurang "+left.String())
	if c.ID != "" {
		w.end(c, card.Amount, "Masuk "+amount.String()+", kurang "+left.String()+" –")
	}
	w.d.Do(w.say(o.Buyer, "bayar_kurang", is("nomor", o.Number, orderSource(o)), money("masuk", o.Received, orderSource(o)),
		money("total", o.Total(), orderSource(o)), money("kurang", left, orderSource(o)),
		is("batas", bahasa.DateTime(o.DueAt), orderSource(o)), w.accounts(o)))
	return nil
}

// await puts an order back to waiting for money, with a new deadline.
func (w *work) await(o shop.Order, what, note string) shop.Order {
	o.Status, o.DueAt = shop.AwaitingPayment, w.t.Now.Add(w.Catalog.Payment.Deadline)
	o = w.save(o, what, note)
	w.d.Do(shop.WaitForMoney(o, w.t.Now, w.Catalog.Payment.Reminders, w.daytime)...)
	return o
}

// late is money for an order that expired: revived while the goods are there, else to be given back.
func (w *work) late(c shop.Card, o shop.Order, amount rupiah.Amount) error {
	short, err := w.shortOf(o)
	if err != nil {
		return err
	}
	if short == "" && o.Received+amount >= o.Total() {
		for n, i := range o.Items {
			if !i.Preorder {
				w.move(shop.MoveStock{Key: fmt.Sprintf("hidup:%s:%d:%s", o.Number, n, c.ID), SKU: i.SKU, Reserved: i.Qty, Why: shop.WhyReserve, Order: o.Number, By: w.who(), Strict: true})
			}
		}
		o.Status = shop.AwaitingPayment
		o = w.save(o, "dihidupkan lagi", "uang datang sesudah batas")
		if err := w.endOthers(shop.CardRefund, o.Number, "", "Pesanan dihidupkan lagi –"); err != nil {
			return err
		}
		return w.settle(c, o, amount)
	}
	w.book(c, o, amount, "masuk sesudah batas bayar")
	o.Received += amount
	o = w.save(o, "uang masuk sesudah batas", amount.String())
	what := "Diterima, tetapi kurang dari totalnya; uang dikembalikan –"
	if short != "" {
		what = "Diterima, tetapi " + short + " sudah habis; uang dikembalikan –"
		w.d.Do(w.say(o.Buyer, "bayar_telat_habis", is("nomor", o.Number, orderSource(o)), money("total", amount, orderSource(o)), is("barang", short, orderSource(o))))
	}
	w.end(c, card.Accept, what)
	return w.refund(o, "Uang masuk sesudah batas bayar", 0)
}

// shortOf names what of an order can't be promised any more; "" when all can.
func (w *work) shortOf(o shop.Order) (string, error) {
	var names []string
	need := map[string]int{}
	for _, i := range o.Items {
		if i.Preorder {
			continue
		}
		need[i.SKU] += i.Qty
		s, err := w.stockOf(i.SKU)
		if err != nil {
			return "", err
		}
		if s.Available() < need[i.SKU] {
			names = append(names, i.Name)
		}
	}
	return strings.Join(names, ", "), nil
}

// reject sends the order back to waiting and tells the buyer at once what to do.
func (w *work) reject(c shop.Card) error {
	o, found, err := w.order(c.Order)
	if err != nil || !found {
		return err
	}
	w.end(c, card.Reject, "Ditolak")
	w.d.Do(shop.Tell{Group: w.g, Card: c.ID, Text: "Balas kartu #" + o.Number + " kalau mau menambah alasan untuk pembeli."})
	switch {
	case o.Status.AwaitsMoney():
		o = w.await(o, "bukti ditolak", "")
		w.d.Do(w.say(o.Buyer, "bayar_ditolak", is("nomor", o.Number, orderSource(o)), money("total", o.Total()-o.Received, orderSource(o)),
			is("batas", bahasa.DateTime(o.DueAt), orderSource(o)), w.accounts(o)))
	case o.Status == shop.Expired:
		w.log(o.Number, "bukti ditolak", "")
		w.d.Do(w.say(o.Buyer, "bayar_ditolak_lewat", is("nomor", o.Number, orderSource(o))))
	default:
		w.log(o.Number, "bukti ditolak", "")
	}
	return nil
}

// askAmount asks for the amount that came in.
func (w *work) askAmount(c shop.Card) error {
	w.redraw(card.Decide(c, card.Amount, w.who(), "✏️ Menunggu jumlah dari {siapa}", w.t.Now, c.Buttons...))
	w.log(c.Order, "nominal lain", "")
	w.d.Do(shop.Tell{Group: w.g, Card: c.ID, Text: "Balas pesan ini dengan jumlah yang masuk untuk #" + c.Order + ", misalnya 195.000."})
	return nil
}

// replyToPayment is an amount for an open card, or the reason of a rejection.
func (w *work) replyToPayment(c shop.Card, text string) error {
	o, found, err := w.order(c.Order)
	if err != nil || !found {
		return err
	}
	if c.Open {
		return w.replyToOpenPayment(c, o, text)
	}
	if _, rejected := card.DoneBy(c, card.Reject); rejected && text != "" {
		w.log(o.Number, "alasan penolakan", text)
		say := w.say(o.Buyer, "alasan_admin", is("nomor", o.Number, orderSource(o)), is("alasan", text, adminWords))
		say.By = w.who()
		w.d.Do(say)
		w.answer("Diteruskan ke pembeli.")
		return nil
	}
	if said, err := w.tellWay(c, text); said || err != nil {
		return err
	}
	by := ""
	if last, ok := lastDecision(c); ok {
		by = " oleh " + last.By + " " + w.clockOf(last.At)
	}
	w.answer("Kartu ini sudah diputuskan" + by + ".")
	return nil
}

// replyToOpenPayment is the amount that came, how it came, or the order that it is really for.
func (w *work) replyToOpenPayment(c shop.Card, o shop.Order, text string) error {
	c, text, done, err := w.namesOther(c, o, text)
	if err != nil || done {
		return err
	}
	if o, _, err = w.order(c.Order); err != nil {
		return err
	}
	if m := w.Catalog.Method(w.methodIn(text)); m != nil {
		c = w.saidWay(c, m)
		if _, named := amountIn(text); !named {
			if !o.AtTheDoor() {
				o.Payment = m.Code
				w.save(o, "cara bayar", m.Name)
			}
			w.redraw(c)
			w.answer("Dicatat lewat " + m.Name + ". Tekan ✅ Terima kalau uangnya sudah masuk.")
			return nil
		}
		o.Payment = m.Code
	}
	amount, complaint := amountOf(text)
	if complaint != "" {
		w.answer(complaint)
		return nil
	}
	return w.receive(c, o, amount)
}

// endClaims closes an order's cards of mere words: money that can be looked at has come for it.
func (w *work) endClaims(number string) error {
	open, err := w.f.OpenCards(shop.CardPayment, number, 0)
	if err != nil {
		return err
	}
	for _, c := range open {
		if now, ok := w.cards[c.ID]; ok {
			c = now
		}
		if c.Open && c.Media == nil {
			w.end(c, "close", "Ada titipan untuk pesanan ini –")
		}
	}
	return nil
}
