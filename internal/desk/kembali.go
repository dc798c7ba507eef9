package desk

import (
	"strings"

	"tokobot/internal/card"
	"tokobot/internal/rupiah"
	"tokobot/internal/shop"
)

// accountAsked is the line of an order's history by which it is known that the buyer was asked where money shall go back to.
const accountAsked = "rekening ditanyakan"

// lookedBack is how many messages of a chat are looked through for a buyer's account.
const lookedBack = 60

// refund shows finance that money has to go back, all that came or a part, and where to; a buyer who told no account is asked for it once. One
// card is about all money of an order: an older one ends, and where it knew the account, the new one does.
func (w *work) refund(o shop.Order, why string, part rupiah.Amount) error {
	account, err := w.endRefunds(o)
	if err != nil {
		return err
	}
	b, _, err := w.f.Buyer(o.Buyer)
	if err != nil {
		return err
	}
	sure := account != ""
	if !sure {
		said, err := w.f.Messages(o.Buyer, lookedBack)
		if err != nil {
			return err
		}
		account, sure = card.Account(said, w.Catalog.AccountNumbers())
	}
	if account == "" {
		account = card.NoAccount
	}
	w.show(card.NewRefund(w.newCard(), w.when(), card.Refund{Order: o, Buyer: b, Why: why, Part: part, Account: account}), nil)
	if sure {
		return nil
	}
	return w.askAccount(o, part)
}

// endRefunds ends the cards that a new one about an order's money takes the place of; account is what they knew for sure.
func (w *work) endRefunds(o shop.Order) (account string, err error) {
	for _, kind := range []shop.CardKind{shop.CardRefund, shop.CardCredit} {
		open, err := w.f.OpenCards(kind, o.Number, 0)
		if err != nil {
			return "", err
		}
		for _, c := range open {
			if known := card.AccountOf(c); strings.HasPrefix(known, "“") {
				account = known
			}
		}
		if err := w.endOthers(kind, o.Number, "", "Diganti kartu pengembalian –"); err != nil {
			return "", err
		}
	}
	return account, nil
}

// askAccount asks a buyer where money of an order shall go back to, once.
func (w *work) askAccount(o shop.Order, part rupiah.Amount) error {
	history, err := w.f.History(o.Number)
	if err != nil {
		return err
	}
	for _, e := range w.d.Effects { // this turn's are not in the history yet
		if l, ok := e.(shop.LogOrder); ok && l.Number == o.Number {
			history = append(history, l.Event)
		}
	}
	for _, e := range history {
		if e.What == accountAsked {
			return nil
		}
	}
	w.log(o.Number, accountAsked, "")
	amount := part
	if amount == 0 {
		amount = o.Received
	}
	number := is("nomor", o.Number, orderSource(o))
	if amount == 0 { // finance has not seen it yet: nothing is promised
		w.d.Do(w.say(o.Buyer, "minta_rekening_cek", number))
		return nil
	}
	w.d.Do(w.say(o.Buyer, "minta_rekening", number, money("total", amount, orderSource(o))))
	return nil
}

// refunded is money that went back.
func (w *work) refunded(c shop.Card) error {
	o, found, err := w.order(c.Order)
	if err != nil || !found {
		return err
	}
	if o.Status.Open() {
		w.answer("Pesanan #" + o.Number + " sekarang " + card.StatusWord(o.Status) + ", uangnya tidak dikembalikan.")
		return nil
	}
	amount := o.Received
	if amount == 0 { // it came after the order was cancelled and nobody booked it: the book shows it come and go
		amount = o.Total()
		w.book(c, o, amount, "masuk, lalu dikembalikan")
		w.log(o.Number, "uang masuk", amount.String())
		o.Received = amount
	}
	if part := card.RefundPart(c); part > 0 {
		amount = min(part, amount)
	}
	w.d.Do(shop.BookCash{Line: shop.CashLine{
		Key: "kembali:" + string(c.ID), At: w.t.Now, Kind: shop.Out, Amount: amount, Order: o.Number, Category: "pengembalian", Note: "uang kembali", By: w.who(),
	}})
	o.Received -= amount
	o = w.save(o, "uang dikembalikan", amount.String())
	w.end(c, card.Refunded, "Dikembalikan")
	w.d.Do(w.say(o.Buyer, "uang_kembali", is("nomor", o.Number, orderSource(o)), money("total", amount, orderSource(o))))
	return nil
}

// noMoney closes a refund of money that never came in.
func (w *work) noMoney(c shop.Card) error {
	o, found, err := w.order(c.Order)
	if err != nil || !found {
		return err
	}
	if o.Received > 0 {
		w.answer("Untuk #" + o.Number + " sudah tercatat masuk " + o.Received.String() + ". Tekan " + card.Label(card.Refunded) + " kalau sudah dikembalikan.")
		return nil
	}
	w.log(o.Number, "tidak ada uang masuk", "")
	w.end(c, card.NoMoney, "Tidak ada uang masuk –")
	return nil
}

// returned is /retur NOMOR [JUMLAH] [alasan]: a shipped parcel that came back, and how much of the money goes back; all of it where no amount
// is said.
func (w *work) returned(args string) error {
	number, rest, _ := strings.Cut(args, " ")
	o, err := w.findOrder(number)
	if err != nil || o.Number == "" {
		return err
	}
	if !o.Status.CanMove(shop.Returned) {
		w.answer("Pesanan #" + o.Number + " sekarang " + card.StatusWord(o.Status) + "; hanya yang sudah dikirim yang bisa retur.")
		return nil
	}
	part, why := partFirst(rest)
	if part > o.Received {
		w.answer("Untuk #" + o.Number + " yang masuk " + o.Received.String() + ", tidak bisa dikembalikan " + part.String() + ". Tulis paling banyak segitu, atau tanpa jumlah.")
		return nil
	}
	note := why
	if part > 0 && part < o.Received {
		note = strings.TrimSuffix("uang kembali "+part.String()+" dari "+o.Received.String()+": "+why, ": ")
	}
	o.Status = shop.Returned
	o = w.save(o, "retur", note)
	w.d.Do(shop.CancelTimer{Key: shop.CompleteTimer(o.Number)},
		shop.Tell{Group: shop.Warehouse, Text: "↩️ Retur #" + o.Number + ". Cek barangnya; yang masih bagus dicatat dengan /masuk SKU JUMLAH retur."})
	if o.Received > 0 {
		if err := w.refund(o, strings.TrimSuffix("Barang kembali: "+why, ": "), part); err != nil {
			return err
		}
	}
	w.answer("✅ #" + o.Number + " dicatat retur.")
	return nil
}

// leastPart is less than any money that goes back; below it a number counts goods: "2 barang rusak".
const leastPart = 1000

// partFirst reads the amount that words may begin with; what stands behind it is the reason.
func partFirst(text string) (part rupiah.Amount, why string) {
	part, behind, ok := amountFirst(strings.Fields(text))
	if !ok || part < leastPart {
		return 0, strings.TrimSpace(text)
	}
	return part, strings.Join(behind, " ")
}
