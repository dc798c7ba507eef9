package desk

import (
	"fmt"
	"time"

	"tokobot/internal/card"
	"tokobot/internal/label"
	"tokobot/internal/shop"
)

// parcel shows shipping a parcel with its label, and the warnings of the packing list that it comes from.
func (w *work) parcel(o shop.Order, from shop.Card) error {
	b, _, err := w.f.Buyer(o.Buyer)
	if err != nil {
		return err
	}
	pdf, err := label.PDF([]label.Parcel{w.labelOf(o)}, o.CreatedAt)
	if err != nil {
		return fmt.Errorf("label %s: %w", o.Number, err)
	}
	c := card.NewParcel(w.newCard(), w.when(), o, b, w.region(o.Recipient.Place))
	w.show(card.WarnedAs(c, from), &shop.File{Name: "label-" + o.Number + ".pdf", MIME: "application/pdf", Data: pdf})
	return nil
}

// labelOf is what stands on a parcel.
func (w *work) labelOf(o shop.Order) label.Parcel {
	r, s := o.Recipient, w.Catalog.Shop
	p := label.Parcel{
		Shop: s.Name, Number: o.Number, Courier: o.CourierName, Service: o.Service, Weight: o.Weight, Note: o.Note,
		To:   label.Person{Name: r.Name, Phone: r.Phone, Address: r.Address, Region: w.region(r.Place), Postcode: r.Postcode},
		From: label.Person{Name: s.Name, Phone: s.WhatsApp, Address: s.Address},
	}
	if r.Sender != "" {
		p.Shop, p.From = r.Sender, label.Person{Name: r.Sender, Phone: r.SenderPhone}
	}
	if c := w.Catalog.Courier(o.Courier); c != nil {
		p.Courier = c.Name
	}
	if o.COD {
		p.COD = o.Owed()
	}
	for _, i := range o.Items {
		p.Contents = append(p.Contents, fmt.Sprintf("%d × %s", i.Qty, i.Name))
	}
	return p
}

// tapTwice is within which time two presses are one that trembled.
const tapTwice = 2 * time.Second

// surely tells whether a parcel with unsettled warnings shall go all the same: the first press is asked back, a second one says yes. A warning
// that comes in between is asked about anew.
func (w *work) surely(c shop.Card) bool {
	asked, ok := card.AskedSure(c)
	if ok && w.t.Now.Sub(asked.At) >= tapTwice {
		return true
	}
	w.answer("⚠️ Masih ada peringatan di kartu ini, tetap serahkan? Kalau ya, tekan " + card.Label(card.Handed) + " sekali lagi. Kalau sudah diurus: " + card.Label(card.Settled) + ".")
	if !ok {
		w.log(c.Order, "mau diserahkan", "ditanya dulu: masih ada peringatan")
		w.redraw(card.Decide(c, card.Sure, w.who(), "❓ Masih ada peringatan, tetap serahkan? Tekan "+card.Label(card.Handed)+" sekali lagi –", w.t.Now, c.Buttons...))
	}
	return false
}

// calm ends the warnings of a card: somebody saw to what the buyer wants.
func (w *work) calm(c shop.Card) error {
	if len(card.Warnings(c)) == 0 {
		if p, ok := card.DoneBy(c, card.Settled); ok {
			w.answer("Sudah dibereskan oleh " + p.By + " " + w.clockOf(p.At) + ".")
			return nil
		}
		w.answer("Tidak ada peringatan di kartu ini.")
		return nil
	}
	w.log(c.Order, "peringatan dibereskan", "")
	w.redraw(card.Decide(c, card.Settled, w.who(), "☑️ Peringatan beres", w.t.Now, c.Buttons...))
	return nil
}

// warned are the warnings that stand unsettled on the parcel card of an order.
func (w *work) warned(number string) ([]string, error) {
	open, err := w.f.OpenCards(shop.CardParcel, number, 0)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, c := range open {
		for _, p := range card.Warnings(c) {
			out = append(out, p.Note)
		}
	}
	return out, nil
}
