package desk

import (
	"fmt"
	"strings"

	"tokobot/internal/card"
	"tokobot/internal/rupiah"
	"tokobot/internal/shop"
)

// shelve closes a deposit that is no money of the shop's.
func (w *work) shelve(c shop.Card) error {
	if l, ok := card.BankMoney(c); ok {
		w.settleLine(l, notOurs)
	}
	w.end(c, card.Shelve, "Bukan uang toko –")
	return nil
}

// replyToDeposit ties money to an order, or books it for none.
func (w *work) replyToDeposit(c shop.Card, text string) error {
	if !c.Open {
		w.answer("Titipan ini sudah selesai.")
		return nil
	}
	if text == "" {
		w.answer(w.local("Balas dengan nomor pesanannya, misalnya " + sampleNumber + "."))
		return nil
	}
	if l, ok := card.BankMoney(c); ok {
		return w.tieBankMoney(c, l, text)
	}
	if amount, ok := depositAmount(text); ok {
		return w.bookDeposit(c, amount, w.methodIn(text))
	}
	o, err := w.findOrder(numberIn(text))
	if err != nil || o.Number == "" {
		return err
	}
	if !takesMoney(o) {
		w.answer("Pesanan #" + o.Number + " sudah " + card.StatusWord(o.Status) + ", tidak menunggu uang. Titipan ini tetap terbuka; kalau uangnya benar masuk, " +
			"balas dengan jumlahnya supaya tercatat dan bisa dikembalikan atau disimpan.")
		return nil
	}
	b, _, err := w.f.Buyer(o.Buyer)
	if err != nil {
		return err
	}
	if err := w.endClaims(o.Number); err != nil {
		return err
	}
	w.end(c, "ikat", "Diikat ke #"+o.Number+" oleh {siapa}")
	if o.Status == shop.AwaitingPayment {
		o.Status = shop.PaymentReview
		o = w.save(o, "titipan diikat", "")
	} else {
		w.log(o.Number, "titipan diikat", "")
	}
	p := card.Told(c)
	p.Order, p.Buyer, p.Ways = o, b, w.Catalog.Payment.Ahead()
	p.Doubts = append(card.Without(p.Doubts, card.NoOrder), "Dari titipan; cek jumlahnya di mutasi.")
	if o.AtTheDoor() {
		p.Doubts = append(p.Doubts, card.AtTheDoor)
	}
	if p.Claim > 0 && p.Claim != o.Total()-o.Received {
		p.Doubts = append(p.Doubts, "Jumlah yang disebut lain dari yang harus masuk.")
	}
	w.show(card.NewPayment(w.newCard(), w.when(), p), nil)
	return nil
}

// leastDeposit is less than anybody sends; below it digits are the end of an order's number.
const leastDeposit = 1000

// depositAmount is the amount in a reply that names no order: written as money, or of more digits than the end of a number has.
func depositAmount(text string) (rupiah.Amount, bool) {
	amount, ok := amountIn(text)
	if !ok || amount < leastDeposit || strings.Contains(text, "#") {
		return 0, false
	}
	plain := strings.ToLower(text)
	money := strings.Contains(plain, "rp") || strings.Contains(plain, ".") || strings.Contains(plain, "rb") || strings.Contains(plain, "ribu") || amount >= 10_000
	return amount, money
}

// depositKey begins the cash book's key of money that came for no order.
const depositKey = "titip:"

// bookDeposit writes money that came for no order into the cash book; its buyer has it to his credit.
func (w *work) bookDeposit(c shop.Card, amount rupiah.Amount, method string) error {
	if method == "" {
		method = w.onlyMethod()
	}
	w.d.Do(shop.BookCash{Line: shop.CashLine{ // who sent it stands on the card: the book outlives what is known of people
		Key: depositKey + string(c.ID), At: w.t.Now, Kind: shop.In, Amount: amount, Method: method, Note: "titipan tanpa pesanan", By: w.who(),
	}})
	w.end(c, "catat", "Dicatat masuk "+amount.String()+" –")
	return w.credit(shop.Order{}, c.Buyer, amount, method)
}

// credit shows finance money of a buyer that pays nothing yet.
func (w *work) credit(o shop.Order, buyer shop.BuyerID, amount rupiah.Amount, method string) error {
	b, _, err := w.f.Buyer(buyer)
	if err != nil {
		return err
	}
	w.show(card.NewCredit(w.newCard(), w.when(), o, b, amount, method), nil)
	return nil
}

// keepCredit leaves a buyer's money with the shop; it is not asked for again until somebody uses it.
func (w *work) keepCredit(c shop.Card) error {
	left, _ := card.Credit(c)
	c.AskAt = noTime
	w.redraw(card.Decide(c, card.Keep, w.who(), "💼 Disimpan", w.t.Now, card.Row(card.Refunded)))
	w.d.Do(shop.CancelTimer{Key: shop.AskTimer(c.ID)})
	if c.Order != "" {
		w.log(c.Order, "kelebihan disimpan", left.String())
	}
	w.d.Do(w.say(c.Buyer, "titipan_disimpan", money("total", left, creditSource(c))))
	return nil
}

// creditBack is a buyer's money that was sent back.
func (w *work) creditBack(c shop.Card) error {
	left, _ := card.Credit(c)
	if err := w.debit(c, left, shop.CashLine{Category: "pengembalian", Note: "titipan kembali"}, "uang dikembalikan"); err != nil {
		return err
	}
	w.end(c, card.Refunded, "Dikembalikan "+left.String()+" –")
	w.d.Do(w.say(c.Buyer, "titipan_kembali", money("total", left, creditSource(c))))
	return nil
}

// debit takes money off a credit and off the order that it came for.
func (w *work) debit(c shop.Card, amount rupiah.Amount, line shop.CashLine, what string) error {
	line.Key, line.At, line.Kind = fmt.Sprintf("titipan:%s:%d", c.ID, c.Version), w.t.Now, shop.Out
	line.Amount, line.Order, line.By = amount, c.Order, w.who()
	w.d.Do(shop.BookCash{Line: line})
	if c.Order == "" {
		return nil
	}
	o, found, err := w.order(c.Order)
	if err != nil || !found {
		return err
	}
	o.Received -= amount
	w.save(o, what, amount.String())
	return nil
}

// replyToCredit uses a buyer's money for an order.
func (w *work) replyToCredit(c shop.Card, text string) error {
	left, method := card.Credit(c)
	if !c.Open || left <= 0 {
		w.answer("Uang ini sudah tidak ada lagi di titipan.")
		return nil
	}
	if text == "" {
		w.answer(w.local("Balas dengan nomor pesanannya, misalnya " + sampleNumber + "."))
		return nil
	}
	o, err := w.findOrder(numberIn(text))
	if err != nil || o.Number == "" {
		return err
	}
	need := o.Total() - o.Received
	if !o.Status.AwaitsMoney() || need <= 0 {
		w.answer("Pesanan #" + o.Number + " sekarang " + card.StatusWord(o.Status) + ", tidak menunggu uang. Titipan ini tetap terbuka.")
		return nil
	}
	used := min(left, need)
	moved := shop.CashLine{Category: shop.Moved, Method: method, Note: "dipakai untuk " + o.Number}
	if err := w.debit(c, used, moved, "titipan dipindah"); err != nil {
		return err
	}
	from := c.Order
	if from == "" {
		from = "titipan"
	}
	w.d.Do(shop.BookCash{Line: shop.CashLine{
		Key: fmt.Sprintf("pindah:%s:%d", c.ID, c.Version), At: w.t.Now, Kind: shop.In, Amount: used, Order: o.Number, Category: shop.Moved, Method: method,
		Note: "dari " + from, By: w.who(),
	}})
	w.log(o.Number, "titipan dipakai", used.String()+" dari "+from)
	c = card.WithCredit(c, left-used)
	if said := used.String() + " dipakai untuk #" + o.Number + " –"; used == left {
		w.end(c, "pakai", said)
	} else {
		w.redraw(card.Decide(c, "pakai", w.who(), said+" sisa "+(left-used).String()+" –", w.t.Now, c.Buttons...))
	}
	if o.Status == shop.PaymentReview && used < need { // the proof that finance has before it is for the rest
		o.Received += used
		w.save(o, "kurang bayar", "masuk "+used.String()+", kurang "+(need-used).String())
		w.answer("✅ " + used.String() + " dipakai; buktinya masih diperiksa, kurangnya tinggal " + (need - used).String() + ".")
		return nil
	}
	return w.settled(shop.Card{}, o, used, need)
}

func creditSource(c shop.Card) string {
	if c.Order != "" {
		return "order " + c.Order
	}
	return "kartu " + string(c.ID)
}
