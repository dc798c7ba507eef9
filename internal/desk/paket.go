package desk

import (
	"fmt"

	"tokobot/internal/card"
	"tokobot/internal/label"
	"tokobot/internal/shop"
)

// parcel shows shipping a parcel with its label.
func (w *work) parcel(o shop.Order) error {
	b, _, err := w.f.Buyer(o.Buyer)
	if err != nil {
		return err
	}
	pdf, err := label.PDF([]label.Parcel{w.labelOf(o)}, o.CreatedAt)
	if err != nil {
		return fmt.Errorf("label %s: %w", o.Number, err)
	}
	c := card.NewParcel(w.newCard(), w.when(), o, b, w.region(o.Recipient.Place))
	w.show(c, &shop.File{Name: "label-" + o.Number + ".pdf", MIME: "application/pdf", Data: pdf})
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
		p.COD = o.Total()
	}
	for _, i := range o.Items {
		p.Contents = append(p.Contents, fmt.Sprintf("%d × %s", i.Qty, i.Name))
	}
	return p
}
