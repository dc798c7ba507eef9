package storetest

import (
	"time"

	"tokobot/internal/engine"
	"tokobot/internal/shop"
)

func textsOf(parcels []engine.Parcel) []string {
	list := []string{}
	for _, p := range parcels {
		list = append(list, p.Text)
	}
	return list
}

// drafts: what waits is shown once, and taken back when a person wrote to that buyer.
func drafts(k *kit) {
	a, b := k.buyer("6281"), k.buyer("6282")
	k.do(shop.SaveBuyer{Buyer: shop.Buyer{ID: a, Name: "Sari"}}, shop.Say{Buyer: a, Text: "a1"}, shop.Say{Buyer: a, Text: "a2"}, shop.Say{Buyer: b, Text: "b1"},
		shop.Tell{Group: shop.CS, Text: "bukan draf"})
	waiting := func() []engine.Parcel {
		list, err := k.s.Drafts(k.Context(), shop.WhatsApp, 10)
		k.ok(err)
		return list
	}
	list := waiting()
	k.same("drafts", textsOf(list), []string{"a1", "a2", "b1"})
	k.same("whose", []string{list[0].To, list[0].Name}, []string{"6281", "Sari"})
	for _, p := range list {
		k.ok(k.s.MarkDrafts(k.Context(), p.ID))
	}
	k.do(shop.Say{Buyer: a, Text: "a3"})
	k.same("new ones", textsOf(waiting()), []string{"a3"})
	k.do(shop.Withdraw{Buyer: a})
	k.same("what goes on", k.carryAll(shop.WhatsApp), []string{"b1", "a3"})
}

// undelivered: what was sent is followed until its arrival is reported; what was parked or taken back is not.
func undelivered(k *kit) {
	b := k.buyer("6281")
	k.do(shop.Say{Buyer: b, Text: "arrives"}, shop.Say{Buyer: b, Text: "does not"}, shop.Say{Buyer: b, Text: "is parked"}, shop.Say{Buyer: b, Text: "waits"})
	for _, p := range k.parcels(shop.WhatsApp) {
		k.sent(p, p.MessageID)
		r := k.text("6281", "")
		r.Kind, r.Target = shop.KindReceipt, p.MessageID
		k.receive(r)
	}
	for _, p := range k.parcels(shop.WhatsApp) {
		k.sent(p, p.MessageID)
	}
	for _, p := range k.parcels(shop.WhatsApp) {
		k.ok(k.s.Mark(k.Context(), k.now, engine.Mark{Parcel: p.ID, Parked: true, Err: "no such number"}))
	}
	list, err := k.s.Undelivered(k.Context(), shop.WhatsApp, k.now.Add(-time.Hour), 10)
	k.ok(err)
	k.same("undelivered", textsOf(list), []string{"does not"})
	if list[0].MessageID == "" || list[0].To != "6281" {
		k.Errorf("undelivered: %+v", list[0])
	}
	list, err = k.s.Undelivered(k.Context(), shop.WhatsApp, k.now.Add(time.Hour), 10)
	k.ok(err)
	k.same("since then", textsOf(list), []string{})
}
