package storetest

import (
	"fmt"
	"strings"
	"time"

	"tokobot/internal/desk"
	"tokobot/internal/engine"
	"tokobot/internal/shop"
)

// outbox: one a destination, in order, retried at its time, once a key.
func outbox(k *kit) {
	a, b := k.buyer("6281"), k.buyer("6282")
	src := []shop.Source{{Text: "Rp45.000", From: "produk.yaml:12"}}
	k.do(shop.Say{Buyer: a, Text: "a1", Quote: "Q", Sources: src, Media: &shop.Media{Ref: "r", Name: "x.jpg"}}, shop.Say{Buyer: b, Text: "b1"},
		shop.Say{Buyer: a, Text: "a2"}, shop.Tell{Group: shop.Finance, Text: "f1"}, shop.Say{Key: "ingat:N-1", Buyer: b, Text: "b2"})
	k.do(shop.Say{Key: "ingat:N-1", Buyer: b, Text: "b2 lagi"})
	first := k.parcels(shop.WhatsApp)
	if len(first) != 2 || first[0].Text != "a1" || first[1].Text != "b1" {
		k.Fatalf("parcels %+v", first)
	}
	p := first[0]
	if p.MessageID == "" || p.MessageID == first[1].MessageID || p.Quote != "Q" || p.Media == nil || p.Media.Ref != "r" || !p.At.Equal(k.now) ||
		p.Kind != engine.SendMessage || p.To != "6281" || p.Key == "" || p.Channel != shop.WhatsApp {
		k.Errorf("parcel %+v", p)
	}
	k.same("the same when looked at again", k.parcels(shop.WhatsApp), first)
	if one, err := k.s.Outbox(k.Context(), shop.WhatsApp, k.now, 1); err != nil || len(one) != 1 || one[0].ID != p.ID {
		k.Errorf("one: %+v %v", one, err)
	}
	k.ok(k.s.Mark(k.Context(), k.now, engine.Mark{Parcel: p.ID, RetryAt: k.now.Add(time.Minute), Err: "sibuk"},
		engine.Mark{Parcel: first[1].ID, Sent: true, MessageID: first[1].MessageID}))
	next := k.parcels(shop.WhatsApp)
	if len(next) != 1 || next[0].Text != "b2" {
		k.Fatalf("after one went and one has to wait: %+v", next)
	}
	k.sent(next[0], next[0].MessageID)
	k.same("telegram", k.carryAll(shop.Telegram), []string{"f1"})
	if due, ok, err := k.s.NextDue(k.Context()); err != nil || !ok || !due.Equal(k.now.Add(time.Minute)) {
		k.Errorf("next due %v %v %v, want the retry's time", due, ok, err)
	}
	k.pass(time.Minute)
	again := k.parcels(shop.WhatsApp)
	if len(again) != 1 || again[0].MessageID != p.MessageID || again[0].Tries != 1 {
		k.Fatalf("again %+v", again)
	}
	k.same("in order", k.carryAll(shop.WhatsApp), []string{"a1", "a2"})
	k.ask(func(f engine.Facts) {
		text, from, found, err := f.LastOutgoing(a, "a1")
		if err != nil || !found || text != "a1" || len(from) != 1 || from[0] != src[0] {
			k.Errorf("last outgoing %q %v %v %v", text, from, found, err)
		}
		if _, _, found, err := f.LastOutgoing(a, "b1"); found || err != nil {
			k.Errorf("another buyer's: %v %v", found, err)
		}
	})
}

// parked: what can't be sent is shown and holds nobody up.
func parked(k *kit) {
	a := k.buyer("6281")
	k.do(shop.Say{Buyer: a, Text: "a1"}, shop.Say{Buyer: a, Text: "a2"}, shop.Say{Buyer: 9999, Text: "kepada siapa"})
	p := k.parcels(shop.WhatsApp)[0]
	for range 2 {
		k.ok(k.s.Mark(k.Context(), k.now, engine.Mark{Parcel: p.ID, Parked: true, Err: "463"}))
	}
	k.same("the next goes", k.carryAll(shop.WhatsApp), []string{"a2"})
	shown, err := k.s.Parked(k.Context())
	k.ok(err)
	k.same("parked", shown, []engine.Parked{
		{Line: "buyer:9999", What: "kepada siapa", Err: "buyer has no address", At: k.now},
		{Line: shop.BuyerLine(a), To: "6281", What: "a1", Err: "463", At: k.now},
	})
	if _, due, err := k.s.NextDue(k.Context()); due || err != nil {
		k.Errorf("due %v %v", due, err)
	}
}

func (k *kit) card(id string, g shop.Group) shop.Card {
	return shop.Card{
		ID: shop.CardID(id), Kind: shop.CardPayment, Group: g, Order: "N-1", Open: true, Text: "gambar 0", CreatedAt: k.now,
		Media: &shop.Media{Ref: "bukti", Name: "b.jpg"}, Buttons: [][]shop.Button{{{Verb: "accept", Label: "✅ Terima"}}}, Data: []byte(`{"a":1}`),
		AskAt: k.now.Add(time.Hour),
	}
}

// cards: written by version, decisions appended, found.
func cards(k *kit) {
	b := k.buyer("6281")
	c := k.card("7.0", shop.Finance)
	c.Buyer = b
	later := k.card("8.0", shop.Finance)
	later.Order, later.Kind, later.CreatedAt = "", shop.CardCall, k.now.Add(time.Second)
	later.Buyer = b
	k.do(shop.ShowCard{Card: c}, shop.ShowCard{Card: later})
	get := func() (got shop.Card) {
		k.ask(func(f engine.Facts) {
			var found bool
			var err error
			got, found, err = f.Card("7.0")
			if err != nil || !found {
				k.Errorf("card: %v %v", found, err)
			}
		})
		return got
	}
	k.same("card", get(), c)
	pressed := c
	pressed.Decisions = []shop.Press{{Verb: "accept", By: "Rina", At: k.now, Note: "lihat mutasi"}}
	pressed.Open, pressed.Text, pressed.Buttons, pressed.Asked = false, "Diterima Rina", nil, 1
	k.do(shop.RedrawCard{Card: pressed})
	k.refused("an old version", shop.RedrawCard{Card: c})
	pressed.Version = 1
	k.same("decided", get(), pressed)
	fewer := pressed
	fewer.Decisions = nil
	k.refused("a decision can't be taken away", shop.RedrawCard{Card: fewer})
	more := pressed
	more.Decisions = append(more.Decisions, shop.Press{Verb: "undo", By: "Dewi", At: k.now})
	more.Open = true
	k.do(shop.RedrawCard{Card: more})
	more.Version = 2
	k.same("decided again", get(), more)
	k.ask(func(f engine.Facts) {
		k.same("of the order", len(must[[]shop.Card](k)(f.OpenCards(shop.CardPayment, "N-1", 0))), 1)
		k.same("of any kind", len(must[[]shop.Card](k)(f.OpenCards("", "N-1", 0))), 1)
		k.same("of another kind", len(must[[]shop.Card](k)(f.OpenCards(shop.CardPacking, "N-1", 0))), 0)
		k.same("of the buyer", len(must[[]shop.Card](k)(f.OpenCards(shop.CardCall, "", b))), 1)
		all := must[[]shop.Card](k)(f.GroupCards(shop.Finance))
		if len(all) != 2 || all[0].ID != "7.0" || len(all[0].Decisions) != 2 {
			k.Errorf("the group's: %+v", all)
		}
		k.same("of another group", len(must[[]shop.Card](k)(f.GroupCards(shop.CS))), 0)
		if _, found, err := f.Card("x"); found || err != nil {
			k.Errorf("no card: %v %v", found, err)
		}
	})
}

// drawings: a card is shown once and then redrawn in its place; unsent drawings become the newest.
func drawings(k *kit) {
	redraw := func(version int) shop.RedrawCard {
		c := k.card("7.0", shop.Finance)
		c.Version, c.Text = version, fmt.Sprint("gambar ", version+1)
		return shop.RedrawCard{Card: c}
	}
	b := k.buyer("6281")
	k.do(shop.ShowCard{Card: k.card("7.0", shop.Finance)}, redraw(0),
		shop.Tell{Group: shop.Finance, Card: "7.0", Text: "di bawahnya", Buyer: b, Sources: []shop.Source{{Text: "1", From: "x"}}}, redraw(1))
	next := func() engine.Parcel {
		k.Helper()
		all := k.parcels(shop.Telegram)
		if len(all) != 1 {
			k.Fatalf("parcels %+v", all)
		}
		return all[0]
	}
	p := next()
	if p.Kind != engine.SendCard || p.Text != "gambar 2" || p.Version != 2 || p.Card != "7.0" || len(p.Buttons) != 1 || p.Media.Ref != "bukti" {
		k.Errorf("shown as %+v", p)
	}
	// A drawing that comes while the card is on its way is not lost.
	k.do(redraw(2))
	if again := next(); again.ID != p.ID {
		k.Errorf("another parcel while one is on its way: %+v", again)
	}
	k.sent(p, "500")
	p = next()
	if p.Kind != engine.SendMessage || p.Quote != "500" || p.Text != "di bawahnya" {
		k.Errorf("under the card: %+v", p)
	}
	k.sent(p, "501")
	p = next()
	if p.Kind != engine.EditCard || p.MessageID != "500" || p.Text != "gambar 3" || p.Version != 3 {
		k.Errorf("redrawn as %+v", p)
	}
	k.sent(p, "")
	if rest := k.parcels(shop.Telegram); len(rest) != 0 {
		k.Errorf("left over: %+v", rest)
	}
	k.replies(b)
}

// replies: what staff reply to is found.
func (k *kit) replies(b shop.BuyerID) {
	k.Helper()
	k.ask(func(f engine.Facts) {
		for id, want := range map[string]desk.Replied{
			"500": {Card: "7.0", Text: "gambar 0"}, "501": {Card: "7.0", Buyer: b, Text: "di bawahnya", Sources: []shop.Source{{Text: "1", From: "x"}}},
		} {
			re, found, err := f.Replied(shop.Finance, id)
			if err != nil || !found {
				k.Errorf("replied to %s: %v %v", id, found, err)
			}
			k.same("replied to "+id, re, want)
		}
		for _, other := range []struct {
			g  shop.Group
			id string
		}{{shop.CS, "500"}, {shop.Finance, "999"}, {shop.Finance, ""}} {
			if _, found, err := f.Replied(other.g, other.id); found || err != nil {
				k.Errorf("replied to %v: %v %v", other, found, err)
			}
		}
	})
}

// unshown: a card that could not be shown is shown by its next drawing.
func unshown(k *kit) {
	next := func() engine.Parcel {
		k.Helper()
		all := k.parcels(shop.Telegram)
		if len(all) != 1 {
			k.Fatalf("parcels %+v", all)
		}
		return all[0]
	}
	k.do(shop.ShowCard{Card: k.card("9.0", shop.Finance)})
	p := next()
	k.ok(k.s.Mark(k.Context(), k.now, engine.Mark{Parcel: p.ID, Parked: true, Err: "belum dipasangkan"}))
	c := k.card("9.0", shop.Finance)
	c.Text = "sudah"
	k.do(shop.RedrawCard{Card: c})
	if p = next(); p.Kind != engine.SendCard || p.MessageID != "" || p.Text != "sudah" {
		k.Errorf("shown by its drawing: %+v", p)
	}
	k.sent(p, "600")
	c.Version = 1
	k.do(shop.RedrawCard{Card: c})
	if p = next(); p.Kind != engine.EditCard || p.MessageID != "600" {
		k.Errorf("redrawn: %+v", p)
	}
}

// toasts go at once, whatever waits for the group.
func toasts(k *kit) {
	press := k.staff(shop.Finance, "")
	press.Kind, press.Press, press.Callback = shop.KindPress, &shop.Pressed{Card: "7.0", Verb: "accept"}, "cb-1"
	k.receive(press)
	var input int64
	k.work(func(t shop.Turn, _ engine.Facts) (d shop.Decision, err error) {
		input = t.Inputs[0].ID
		d.Do(shop.Tell{Group: shop.Finance, Text: "jawaban", ReplyTo: input}, shop.Toast{Group: shop.Finance, Input: input, Text: "Sudah"})
		return d, nil
	})
	all := k.parcels(shop.Telegram)
	if len(all) != 2 || all[0].Quote != press.ID || all[1].Kind != engine.SendToast || all[1].Callback != "cb-1" || all[1].To != "keuangan" {
		k.Errorf("parcels %+v", all)
	}
	k.do(shop.Tell{Group: shop.Finance, Text: "kemudian", ReplyTo: input})
	k.carryAll(shop.Telegram)
}

// receipts are nobody's turn.
func receipts(k *kit) {
	b := k.buyer("6281")
	k.do(shop.Say{Buyer: b, Text: "a"})
	p := k.parcels(shop.WhatsApp)[0]
	k.sent(p, p.MessageID)
	r := k.text("6281", "")
	r.Kind, r.Target = shop.KindReceipt, p.MessageID
	k.receive(r, r)
	r.Chat = "62899"
	k.receive(r)
	if turns := k.work(silent); len(turns) != 0 {
		k.Errorf("turns %+v", turns)
	}
}

// people: who answers, who does not want to be written to, who waits for what.
func people(k *kit) {
	b := k.buyer("6281")
	k.receive(k.text("6281", "berhenti"))
	who := k.work(silent)[0].Buyer
	who.OptedOut, who.Name, who.Recipient = true, "Sari D", &shop.Recipient{Name: "Sari Dewi", Phone: "0812", Place: "32.77.01"}
	k.do(shop.SaveBuyer{Buyer: who}, shop.Say{Buyer: b, Text: "tidak akan lagi"}, shop.Say{Buyer: b, Text: "promo", Begun: true})
	k.do(shop.Say{Buyer: b, Text: "ingat bayar", Begun: true}, shop.Say{Buyer: b, Text: "jawaban", By: "Rina"})
	k.same("said", k.carryAll(shop.WhatsApp), []string{"tidak akan lagi", "jawaban"})
	k.do(shop.HandOver{Buyer: b, To: shop.Human})
	k.ask(func(f engine.Facts) {
		got, by, err := f.Buyer(b)
		k.ok(err)
		k.same("buyer", got, who)
		k.same("by", by, shop.Human)
		if _, _, err := f.Buyer(9999); err == nil {
			k.Error("a buyer who is not there was found")
		}
	})
	k.do(shop.Wait{Buyer: b, SKU: "A"}, shop.Wait{Buyer: b, SKU: "A"}, shop.Wait{Buyer: b, SKU: "B"}, shop.Unwait{Buyer: b, SKU: "B"})
	k.ask(func(f engine.Facts) {
		k.same("waits", must[[]string](k)(f.Waits(b)), []string{"A"})
		k.same("waiting", must[[]shop.BuyerID](k)(f.Waiting("A")), []shop.BuyerID{b})
		k.same("nobody", len(must[[]shop.BuyerID](k)(f.Waiting("B"))), 0)
	})
}

// messages are a chat as people look back at it.
func messages(k *kit) {
	b := k.buyer("6281")
	k.pass(time.Second)
	k.do(shop.Say{Buyer: b, Text: "ada kak", Media: &shop.Media{Ref: "r", MIME: "image/png"}})
	k.pass(time.Second)
	own := k.text("6281", "saya Rina")
	own.Kind = shop.KindOwn
	gone := k.text("6281", "")
	gone.Kind = shop.KindDeleted
	k.receive(own, gone, k.text("6281", "oke"))
	k.work(silent)
	k.ask(func(f engine.Facts) {
		var said []string
		for _, m := range must[[]shop.Message](k)(f.Messages(b, 10)) {
			said = append(said, fmt.Sprint(m.Text, m.FromShop, m.Kind))
		}
		k.same("chat", said, []string{"halofalsetext", "ada kaktrueimage", "saya Rinatrueown", "okefalsetext"})
		for _, m := range must[[]shop.Message](k)(f.Messages(b, 10)) {
			if m.ID == "" {
				k.Errorf("%q has no id", m.Text)
			}
		}
		last := must[[]shop.Message](k)(f.Messages(b, 2))
		k.same("last", []string{last[0].Text, last[1].Text}, []string{"saya Rina", "oke"})
	})
	// A later turn of the same transaction sees what an earlier one said.
	k.receive(k.text("6281", "halo?"))
	k.receive(k.staff(shop.Owner, "apa kata bot?"))
	var seen string
	k.work(func(t shop.Turn, f engine.Facts) (d shop.Decision, err error) {
		if t.Buyer.ID != 0 {
			d.Do(shop.Say{Buyer: b, Text: "ya kak"})
			return d, nil
		}
		all := must[[]shop.Message](k)(f.Messages(b, 1))
		seen = all[0].Text
		return d, nil
	})
	k.same("seen", seen, "ya kak")
}

// files that the program makes are in the media folder before the row that names them.
func files(k *kit) {
	b := k.buyer("6281")
	k.do(shop.Say{Buyer: b, Text: "label", File: &shop.File{Name: "l.pdf", MIME: "application/pdf", Data: []byte("isi")}},
		shop.Tell{Group: shop.Owner, File: &shop.File{Name: "g.png", MIME: "image/png", Data: []byte("gambar")}})
	p := k.parcels(shop.WhatsApp)[0]
	if p.Media == nil || string(k.media[p.Media.Ref]) != "isi" || p.Media.MIME != "application/pdf" || p.Media.Size != 3 || len(p.Media.SHA256) != 64 {
		k.Errorf("media %+v", p.Media)
	}
	var read []byte
	k.ask(func(f engine.Facts) { read, _ = f.Media(p.Media.Ref) }) // the first time it is still to be fetched
	k.same("read", string(read), "isi")
	k.same("the group's", k.parcels(shop.Telegram)[0].Media.Name, "g.png")
}

// oddText: what people and phones send is stored, whatever bytes it has.
func oddText(k *kit) {
	for _, s := range []string{"nol \x00 byte", "rusak \xff\xfe", "🧕🏽", "\u202ekanan", strings.Repeat("panjang ", 5000), "'; DROP TABLE orders; --"} {
		a := k.text("6281", s)
		a.Name, a.ID = s[:min(len(s), 40)], a.ID+s[:min(len(s), 20)]
		k.receive(a)
		turns := k.work(func(t shop.Turn, _ engine.Facts) (d shop.Decision, err error) {
			d.Memory = []byte(s)
			d.Do(shop.Say{Buyer: t.Buyer.ID, Text: s}, shop.Tell{Group: shop.CS, Text: s}, shop.SetTimer{Timer: shop.Timer{
				Key: s[:min(len(s), 30)], Line: t.Line, Due: k.now.Add(time.Hour), Ref: s}})
			return d, nil
		})
		if len(turns) != 1 || len(turns[0].Inputs) != 1 {
			k.Fatalf("%.20q: turns %+v", s, turns)
		}
		if said := k.carryAll(shop.WhatsApp); len(said) != 1 || !strings.Contains(s, "\xff") && said[0] != s {
			k.Errorf("%.20q: said %.40q", s, said)
		}
		k.carryAll(shop.Telegram)
	}
}
