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

// drafts: what waits is shown once; what is taken back is not sent, and belongs to the chat only when a person sent it.
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
	k.same("whose", []shop.BuyerID{list[0].Buyer, list[2].Buyer}, []shop.BuyerID{a, b})
	for _, p := range list {
		k.do(shop.Drafted{Message: p.ID})
	}
	k.do(shop.Say{Buyer: a, Text: "a3"})
	fresh := waiting()
	k.same("new ones", textsOf(fresh), []string{"a3"})
	k.do(shop.Withdraw{Message: list[0].ID, ByHand: true}, shop.Withdraw{Message: list[1].ID})
	k.do(shop.Withdraw{Message: list[1].ID, ByHand: true}, shop.Withdraw{Message: fresh[0].ID}) // gone already, and no draft
	k.ask(func(f engine.Facts) {
		for _, p := range append(list, fresh...) {
			k.same("waits: "+p.Text, must[bool](k)(f.WaitsToGo(p.ID)), p.Text == "b1" || p.Text == "a3")
		}
		var said []string
		for _, m := range must[[]shop.Message](k)(f.Messages(a, 10)) {
			if m.FromShop {
				said = append(said, m.Text)
			}
		}
		k.same("the chat", said, []string{"a1", "a3"})
		if _, _, found, err := f.LastOutgoing(a, "a2"); found || err != nil {
			k.Errorf("what nobody sent was found: %v", err)
		}
	})
	drafts := map[string]bool{}
	for _, p := range k.parcels(shop.WhatsApp) {
		drafts[p.Text] = p.Draft
	}
	k.same("known as drafts", drafts, map[string]bool{"b1": true, "a3": false})
	k.same("what goes on", k.carryAll(shop.WhatsApp), []string{"b1", "a3"})
	k.refused("a draft of what was sent", shop.Drafted{Message: list[2].ID})
	list, err := k.s.Undelivered(k.Context(), shop.WhatsApp, k.now.Add(-time.Hour), 10)
	k.ok(err)
	k.same("followed", textsOf(list), []string{"a3", "b1"})
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
