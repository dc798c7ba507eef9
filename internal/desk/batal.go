package desk

import (
	"fmt"
	"strings"

	"tokobot/internal/card"
	"tokobot/internal/shop"
)

// cancel is /batal NOMOR [alasan]: staff end an order that was not given to the courier yet.
func (w *work) cancel(args string) error {
	number, why, _ := strings.Cut(args, " ")
	why = strings.TrimSpace(why)
	o, err := w.findOrder(number)
	if err != nil || o.Number == "" {
		return err
	}
	if !o.Status.CanMove(shop.Cancelled) {
		hint := "."
		if o.Status.CanMove(shop.Returned) {
			hint = "; kalau paketnya kembali, pengiriman mencatatnya dengan /retur " + o.Number + "."
		}
		w.answer("Pesanan #" + o.Number + " sudah " + card.StatusWord(o.Status) + ", tidak bisa dibatalkan lagi" + hint)
		return nil
	}
	before := o.Status
	if err := w.release(o); err != nil {
		return err
	}
	w.forgetTimers(o)
	for _, kind := range []shop.CardKind{shop.CardPayment, shop.CardPacking, shop.CardParcel} {
		if err := w.endOthers(kind, o.Number, "", "🚫 Dibatalkan –"); err != nil {
			return err
		}
	}
	o.Status, o.DueAt = shop.Cancelled, noTime
	o = w.save(o, "dibatalkan toko", why)
	if err := w.afterCancel(o, before, why); err != nil {
		return err
	}
	w.answer("✅ #" + o.Number + " dibatalkan; pembeli sudah diberi tahu.")
	return nil
}

// release gives an order's goods back: what was only promised is free again, what was taken out comes in again.
func (w *work) release(o shop.Order) error {
	taken := o.Status == shop.Packing || o.Status == shop.Packed
	for n, i := range o.Items {
		if i.Preorder {
			continue
		}
		m := shop.MoveStock{
			Key: fmt.Sprintf("batal:%s:%d:%d", o.Number, o.Version, n), SKU: i.SKU, Why: shop.WhyRelease, Order: o.Number, By: w.who(), Note: "dibatalkan toko",
		}
		switch {
		case taken:
			m.OnHand, m.Why = i.Qty, shop.WhyReturned
		case o.Status.HoldsStock():
			s, err := w.stockOf(i.SKU)
			if err != nil {
				return err
			}
			m.Reserved = -min(i.Qty, s.Reserved)
		}
		if m.OnHand != 0 || m.Reserved != 0 {
			w.move(m)
		}
	}
	if taken {
		w.d.Do(shop.Tell{Group: shop.Warehouse, Text: "🚫 #" + o.Number + " dibatalkan sesudah barangnya diambil. Kembalikan ke rak; stoknya sudah dicatat masuk lagi:\n" +
			strings.Join(bullets(contents(o), len(o.Items)), "\n")})
	}
	return nil
}

// contents are the goods that an order took out of stock.
func contents(o shop.Order) []string {
	var out []string
	for _, i := range o.Items {
		if !i.Preorder {
			out = append(out, fmt.Sprintf("%d × %s – %s", i.Qty, i.SKU, i.Name))
		}
	}
	return out
}

// afterCancel tells the buyer, and finance where money has come or may have.
func (w *work) afterCancel(o shop.Order, before shop.Status, why string) error {
	number := is("nomor", o.Number, orderSource(o))
	reason := is("alasan", "", adminWords)
	if why != "" {
		reason = is("alasan", ": "+strings.TrimRight(why, "."), adminWords)
	}
	switch {
	case o.Received > 0:
		w.d.Do(w.say(o.Buyer, "pesanan_dibatalkan_uang", number, reason, money("total", o.Received, orderSource(o))))
		w.log(o.Number, accountAsked, "") // by the words themselves
		return w.refund(o, strings.TrimSuffix("Dibatalkan toko: "+why, ": "), 0)
	case before == shop.PaymentReview:
		w.d.Do(w.say(o.Buyer, "pesanan_dibatalkan_cek", number, reason))
		return w.refund(o, "Dibatalkan toko; buktinya belum diperiksa, periksa dulu uangnya", 0)
	}
	w.d.Do(w.say(o.Buyer, "pesanan_dibatalkan", number, reason))
	return nil
}
