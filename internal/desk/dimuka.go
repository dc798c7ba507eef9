package desk

import (
	"cmp"
	"fmt"

	"tokobot/catalog"
	"tokobot/internal/card"
	"tokobot/internal/label"
	"tokobot/internal/rupiah"
	"tokobot/internal/shop"
)

// takesMoney tells whether money can still be taken for an order, for itself or to be given back.
func takesMoney(o shop.Order) bool {
	return o.Status.AwaitsMoney() || o.AtTheDoor() || o.Status == shop.Expired || o.Status == shop.Cancelled
}

// prepaid is money for an order that was to be paid at the door: all of it makes the order paid, a part is collected no more. Who leaves out the
// fee of paying at the door pays all.
func (w *work) prepaid(c shop.Card, o shop.Order, amount rupiah.Amount) error {
	door := ""
	for _, m := range w.Catalog.Payment.Methods {
		if m.Kind == catalog.COD {
			door = m.Code
			break
		}
	}
	way := cmp.Or(card.SaidWay(c), o.Payment)
	if m := w.Catalog.Method(way); m == nil || m.Kind == catalog.COD {
		way = w.onlyMethod()
	}
	if o.Fee > 0 && amount == o.Owed()-o.Fee {
		w.log(o.Number, "biaya COD tidak jadi", o.Fee.String())
		o.Fee = 0
	}
	left := o.Owed()
	o.Payment = way
	w.book(c, o, amount, "pembayaran pesanan COD di muka")
	o.Received += amount
	number, source := is("nomor", o.Number, orderSource(o)), orderSource(o)
	if amount < left {
		o.Payment = door
		o = w.save(o, "COD dibayar sebagian di muka", "masuk "+amount.String()+", ditagih "+o.Owed().String())
		w.end(c, card.Amount, "Masuk "+amount.String()+", sisanya "+o.Owed().String()+" ditagih di tempat –")
		w.d.Do(w.say(o.Buyer, "cod_dibayar_sebagian", number, money("masuk", amount, source), money("sisa", o.Owed(), source)))
		return w.collected(o)
	}
	o.COD, o.PaidAt = false, w.t.Now
	if o.Status == shop.Confirmed {
		o.Status = shop.Paid
	}
	o = w.save(o, "COD jadi lunas", amount.String())
	w.end(c, card.Accept, "Diterima")
	if err := w.endOthers(shop.CardPayment, o.Number, c.ID, "Sudah lunas –"); err != nil {
		return err
	}
	w.d.Do(w.say(o.Buyer, "cod_lunas", number, money("total", o.Received, source)))
	if over := amount - left; over > 0 {
		w.log(o.Number, "kelebihan bayar", over.String())
		if err := w.credit(o, o.Buyer, over, o.Payment); err != nil {
			return err
		}
	}
	return w.collected(o)
}

// collected says on the cards of the warehouse and of shipping what is still to be collected at the door, and brings the label that says so.
func (w *work) collected(o shop.Order) error {
	for _, kind := range []shop.CardKind{shop.CardPacking, shop.CardParcel} {
		open, err := w.f.OpenCards(kind, o.Number, 0)
		if err != nil {
			return err
		}
		for _, c := range w.now(open) {
			c = card.WithPayment(c, o)
			if kind == shop.CardPacking {
				w.redraw(c)
				continue
			}
			c, _ = card.Warn(c, w.who(), "⚠️ Yang ditagih berubah; pakai label yang baru", w.t.Now)
			w.redraw(c)
			pdf, err := label.PDF([]label.Parcel{w.labelOf(o)}, o.CreatedAt)
			if err != nil {
				return fmt.Errorf("label %s: %w", o.Number, err)
			}
			said := "💳 #" + o.Number + " sudah dibayar lewat transfer, jadi tidak ditagih lagi."
			if o.COD {
				said = "💳 #" + o.Number + " dibayar sebagian lewat transfer; yang ditagih tinggal " + o.Owed().String() + "."
			}
			w.d.Do(shop.Tell{Group: shop.Shipping, Card: c.ID, Text: said + " Ganti labelnya dengan yang ini.",
				File: &shop.File{Name: "label-" + o.Number + ".pdf", MIME: "application/pdf", Data: pdf}})
		}
	}
	return nil
}

// now are the cards among some that are open as this turn left them.
func (w *work) now(cards []shop.Card) (open []shop.Card) {
	for _, c := range cards {
		if now, ok := w.cards[c.ID]; ok {
			c = now
		}
		if c.Open {
			open = append(open, c)
		}
	}
	return open
}
