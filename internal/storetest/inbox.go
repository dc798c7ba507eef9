package storetest

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"tokobot/internal/engine"
	"tokobot/internal/shop"
)

// receives: a known key is ignored, everything of an arrival comes back, lines are what they should be.
func receives(k *kit) {
	full := k.text("6281200000001", "halo *kak*")
	full.Account, full.Quote, full.Target, full.Ad, full.Callback, full.User = "A", "Q", "T", "iklan", "cb", "u1"
	full.Location = &shop.Location{Lat: -6.88, Lon: 107.54, Name: "rumah"}
	full.Lines = []shop.Line{{SKU: "A-1", Name: "Baju", Qty: 2}}
	full.Media = &shop.Media{Ref: "r", Name: "a.jpg", MIME: "image/jpeg", Size: 3, SHA256: "s", Looks: []uint64{1 << 63, 7}, QR: "q", Bars: []string{"b"}}
	full.Press = &shop.Pressed{Card: "7.0", Verb: "accept", Version: 3}
	k.receive(full, full)
	k.receive(full)
	group := k.staff(shop.Finance, "/rekap")
	k.receive(group)
	clock := shop.Arrival{Channel: shop.Clock, Chat: "pemilik", ID: "alarm", Kind: shop.KindTimer, Text: "awas",
		Timer: &shop.Timer{Key: "alarm", Line: shop.GroupLine(shop.Owner), Due: k.now, What: "engine.alarm"}}
	k.receive(clock, clock)
	turns := k.work(silent)
	if len(turns) != 3 {
		k.Fatalf("%d turns, want 3: %+v", len(turns), turns)
	}
	lines := map[shop.LineKey]shop.Turn{}
	for _, t := range turns {
		lines[t.Line] = t
		if len(t.Inputs) != 1 {
			k.Errorf("line %s has %d inputs, want 1", t.Line, len(t.Inputs))
		}
		if t.Now.Location() != wib {
			k.Errorf("line %s: its now is in %s", t.Line, t.Now.Location())
		}
	}
	b := turns[0]
	k.same("arrival", b.Inputs[0].Arrival, full)
	k.same("buyer", b.Buyer, shop.Buyer{ID: b.Buyer.ID, Name: "Sari", Address: "6281200000001", Phone: "6281200000001", FirstSeen: k.now})
	k.same("handled by", b.HandledBy, shop.Bot)
	k.same("group's input", lines[shop.GroupLine(shop.Finance)].Inputs[0].Text, "/rekap")
	k.same("timer", lines[shop.GroupLine(shop.Owner)].Inputs[0].Timer.What, "engine.alarm")
	if again := k.work(silent); len(again) != 0 {
		k.Errorf("worked twice: %+v", again)
	}
	k.receive(full)
	if again := k.work(silent); len(again) != 0 {
		k.Errorf("a known key was worked again: %+v", again)
	}
}

// bursts: a line is due a pause after its newest arrival, and five pauses after its oldest at the latest.
func bursts(k *kit) {
	pause := 2 * time.Second
	send := func(text string) { k.ok(k.s.Receive(k.Context(), k.now, pause, k.text("6281", text))) }
	begin := k.now
	due := func() time.Duration {
		at, ok, err := k.s.NextDue(k.Context())
		k.ok(err)
		if !ok {
			return -1
		}
		return at.Sub(begin)
	}
	k.same("nothing waits", due(), time.Duration(-1))
	for i, want := range []time.Duration{2, 3, 4, 5, 6, 7, 8, 9, 10, 10, 10} {
		send(fmt.Sprint("m", i))
		k.same(fmt.Sprintf("due after %d", i), due(), want*time.Second)
		if turns := k.work(silent); i < 10 && len(turns) != 0 {
			k.Fatalf("worked after %d: %+v", i, turns)
		} else if i == 10 && (len(turns) != 1 || len(turns[0].Inputs) != 11) {
			k.Fatalf("turns %+v, want one of eleven inputs", turns)
		}
		k.pass(time.Second)
	}
	k.same("nothing waits any more", due(), time.Duration(-1))
	k.receive(k.staff(shop.CS, "sekarang"))
	k.same("a group waits for nothing", due(), k.now.Sub(begin))
	send("lagi")
	turns := k.work(silent)
	if len(turns) != 1 || turns[0].Line != shop.GroupLine(shop.CS) {
		k.Errorf("turns %+v, want the group's alone", turns)
	}
	k.pass(pause)
	if turns := k.work(silent); len(turns) != 1 || turns[0].Inputs[0].Text != "lagi" {
		k.Errorf("turns %+v", turns)
	}
}

// identities: a buyer is a number with many addresses.
func identities(k *kit) {
	first := k.text("123@lid", "satu")
	k.receive(first)
	second := k.text("123@lid", "dua")
	second.Alt, second.Name = []string{"628123400"}, ""
	k.receive(second)
	third := k.text("+62 812-3400", "tiga")
	third.Account, third.Name = "B", "Sari Dewi"
	k.receive(third)
	own := k.text("628123400", "dari toko")
	own.Kind, own.Name = shop.KindOwn, "Toko Melati"
	k.receive(own)
	turns := k.work(silent)
	if len(turns) != 1 || len(turns[0].Inputs) != 4 {
		k.Fatalf("turns %+v, want one of four inputs", turns)
	}
	b := turns[0].Buyer
	k.same("buyer", b, shop.Buyer{ID: b.ID, Name: "Sari Dewi", Address: "628123400", Phone: "628123400", FirstSeen: k.now})
	k.do(shop.Say{Buyer: b.ID, Text: "hai"})
	p := k.parcels(shop.WhatsApp)
	if len(p) != 1 || p[0].To != "628123400" {
		k.Errorf("parcels %+v", p)
	}
	for chat, want := range map[string]string{
		"081299999999": "6281299999999", "6281299999998": "6281299999998", "81299999997": "6281299999997", "888@lid": "", "6598765432": "6598765432",
	} {
		k.receive(k.text(chat, "x"))
		turns := k.work(silent)
		if len(turns) != 1 || turns[0].Buyer.Phone != want {
			k.Errorf("phone of %s: %+v, want %q", chat, turns, want)
		}
	}
}

// merges: two buyers who turn out to be one lose nothing.
func merges(k *kit) {
	lid, phone := k.buyer("555@lid"), k.buyer("628555")
	k.ok(k.s.Seed(k.Context(), k.now, map[string]int{"A": 10}))
	k.do(shop.RecordOrder{Order: k.anOrder("N-1", lid, "A", 1), Event: k.event("dicatat")},
		shop.RecordOrder{Order: k.anOrder("N-2", phone, "A", 1), Event: k.event("dicatat")},
		shop.HandOver{Buyer: phone, To: shop.Human}, shop.Wait{Buyer: phone, SKU: "A"}, shop.Wait{Buyer: lid, SKU: "A"},
		shop.SetTimer{Timer: shop.Timer{Key: "t", Line: shop.BuyerLine(phone), Due: k.now.Add(time.Hour), What: "remind"}},
		shop.Say{Buyer: phone, Text: "belum terkirim"})
	// Both chats have something waiting, and something that both know.
	k.receive(k.text("555@lid", "lid menunggu"))
	k.receive(k.text("628555", "hp menunggu"))
	both := k.text("628555", "dua kali")
	k.receive(both)
	both.Chat = "555@lid"
	k.receive(both)
	join := k.text("628555", "sama orang")
	join.Alt = []string{"555@lid"}
	k.receive(join)
	turns := k.work(silent)
	if len(turns) != 1 {
		k.Fatalf("turns %+v, want one", turns)
	}
	t := turns[0]
	var said []string
	for _, in := range t.Inputs {
		said = append(said, in.Text)
	}
	if len(said) != 4 || said[3] != "sama orang" {
		k.Errorf("inputs %q, want each once and the newest last", said)
	}
	k.same("buyer", t.Buyer.ID, min(lid, phone))
	k.same("orders", len(t.Orders), 2)
	k.same("handled by", t.HandledBy, shop.Human)
	k.receive(k.text("555@lid", "masih saya"))
	if turns := k.work(silent); len(turns) != 1 || turns[0].Buyer.ID != t.Buyer.ID || len(turns[0].Inputs) != 1 {
		k.Errorf("after the merge: %+v", turns)
	}
	k.same("on its way", k.carryAll(shop.WhatsApp), []string{"belum terkirim"})
	k.do(shop.Say{Buyer: max(lid, phone), Text: "ke nomor lama"})
	if p := k.parcels(shop.WhatsApp); len(p) != 1 || p[0].To != "555@lid" {
		k.Errorf("parcels %+v", p)
	}
	k.ask(func(f engine.Facts) {
		k.same("waits", must[[]shop.BuyerID](k)(f.Waiting("A")), []shop.BuyerID{t.Buyer.ID})
		ms := must[[]shop.Message](k)(f.Messages(t.Buyer.ID, 50))
		if len(ms) < 8 {
			k.Errorf("the chat has %d messages", len(ms))
		}
	})
	k.pass(time.Hour)
	if turns := k.work(silent); len(turns) != 1 || turns[0].Line != t.Line || turns[0].Inputs[0].Timer.Key != "t" {
		k.Errorf("timer: %+v", turns)
	}
}

// fetches: a line waits for its media.
func fetches(k *kit) {
	pic := k.text("6281", "")
	pic.Kind, pic.Media = shop.KindImage, &shop.Media{Name: "a.jpg", Fetch: []byte("kunci")}
	k.receive(pic)
	k.receive(k.text("6281", "itu buktinya"))
	if _, due, err := k.s.NextDue(k.Context()); err != nil || due {
		k.Errorf("due %v, %v while the picture is not there", due, err)
	}
	if turns := k.work(silent); len(turns) != 0 {
		k.Fatalf("worked without the picture: %+v", turns)
	}
	waiting, err := k.s.Unfetched(k.Context(), shop.WhatsApp, 10)
	k.ok(err)
	if len(waiting) != 1 || string(waiting[0].Media.Fetch) != "kunci" {
		k.Fatalf("unfetched %+v", waiting)
	}
	if other, err := k.s.Unfetched(k.Context(), shop.Telegram, 10); err != nil || len(other) != 0 {
		k.Errorf("the other channel's: %+v, %v", other, err)
	}
	got := shop.Media{Name: "a.jpg", Ref: "r1", SHA256: "s", Looks: []uint64{1}}
	for range 2 {
		k.ok(k.s.Fetched(k.Context(), k.now, waiting[0].ID, got))
	}
	turns := k.work(silent)
	if len(turns) != 1 || len(turns[0].Inputs) != 2 {
		k.Fatalf("turns %+v", turns)
	}
	k.same("media", *turns[0].Inputs[0].Media, got)
	k.ok(k.s.Fetched(k.Context(), k.now, 999_999, got))
}

// works: memory is kept, other lines go on, the limit holds, oldest first.
func works(k *kit) {
	for i, chat := range []string{"6281", "6282", "6283"} {
		k.ok(k.s.Receive(k.Context(), k.now.Add(time.Duration(i)*time.Second), 0, k.text(chat, chat)))
	}
	k.pass(time.Minute)
	var order []string
	for range 4 {
		_, err := k.s.Work(k.Context(), k.now, 1, func(t shop.Turn, _ engine.Facts) (shop.Decision, error) {
			order = append(order, t.Buyer.Address)
			return shop.Decision{Memory: []byte("ingat " + t.Buyer.Address)}, nil
		})
		k.ok(err)
	}
	k.same("order", order, []string{"6281", "6282", "6283"})
	k.receive(k.text("6282", "lagi"))
	if turns := k.work(silent); string(turns[0].Memory) != "ingat 6282" {
		k.Errorf("memory %q", turns[0].Memory)
	}
	k.receive(k.text("6282", "lagi"))
	turns := k.work(func(shop.Turn, engine.Facts) (shop.Decision, error) { return shop.Decision{Memory: []byte{}}, nil })
	if string(turns[0].Memory) != "ingat 6282" {
		k.Errorf("no memory in the decision took it away: %q", turns[0].Memory)
	}
	// What an earlier turn of the same group did to a buyer is what the buyer's turn is told.
	id := turns[0].Buyer.ID
	k.receive(k.staff(shop.CS, "ambil alih"))
	k.pass(time.Second)
	k.receive(k.text("6282", "siapa ini"))
	var by []shop.Handler
	for range 2 {
		k.work(func(t shop.Turn, _ engine.Facts) (d shop.Decision, err error) {
			if t.Buyer.ID == 0 {
				d.Do(shop.HandOver{Buyer: id, To: shop.Human})
			} else {
				by = append(by, t.HandledBy)
			}
			return d, nil
		})
	}
	k.same("handled by", by, []shop.Handler{shop.Human})
}

// failures: a turn that fails is parked after three tries, the rest goes on, a refused turn is decided again.
func failures(k *kit) {
	k.receive(k.text("6281", "baik"))
	k.receive(k.text("6282", "buruk"))
	var failed []engine.Failure
	step := func(t shop.Turn, _ engine.Facts) (d shop.Decision, err error) {
		switch t.Inputs[0].Text {
		case "buruk":
			panic("tidak bisa")
		case "salah":
			d.Do(shop.BookCash{Line: shop.CashLine{Key: "x", Kind: "kanan", Amount: 1}})
		}
		d.Do(shop.Say{Buyer: t.Buyer.ID, Text: "jawab " + t.Inputs[0].Text})
		return d, nil
	}
	all := func() {
		for range 10 {
			w, err := k.s.Work(k.Context(), k.now, 10, step)
			k.ok(err)
			failed = append(failed, w.Failed...)
		}
	}
	all()
	k.receive(k.text("6282", "lagi"))
	k.receive(k.text("6283", "salah"))
	k.receive(k.text("6284", "baik"))
	all()
	if len(failed) != 6 || !failed[2].Parked || failed[0].Parked || !strings.Contains(failed[0].Err.Error(), "tidak bisa") || !failed[5].Parked {
		k.Errorf("failures %+v", failed)
	}
	k.same("answers", k.carryAll(shop.WhatsApp), []string{"jawab baik", "jawab lagi", "jawab baik"})
	shown, err := k.s.Parked(k.Context())
	k.ok(err)
	if len(shown) != 2 || shown[0].What != "buruk" || shown[0].To != "6282" || strings.Contains(shown[0].Err, "\n") || shown[1].What != "salah" {
		k.Errorf("parked %+v", shown)
	}
	refusals := 0
	k.receive(k.text("6281", "coba"))
	k.work(func(shop.Turn, engine.Facts) (shop.Decision, error) {
		if refusals++; refusals < 4 {
			return shop.Decision{}, fmt.Errorf("stok: %w", engine.ErrRefused)
		}
		return shop.Decision{}, nil
	})
	k.same("decided again until it is not refused", refusals, 4)
	// A fact that can't be had because the question was broken is the turn's fault, not the database's.
	k.receive(k.text("6281", "berkas"))
	w, err := k.s.Work(k.Context(), k.now, 10, func(_ shop.Turn, f engine.Facts) (shop.Decision, error) {
		_, err := f.Media("tidak ada")
		return shop.Decision{}, err
	})
	if err != nil || len(w.Failed) != 1 || errors.Is(w.Failed[0].Err, engine.ErrRefused) {
		k.Errorf("worked %+v, %v", w, err)
	}
}

// poison: one bad message of a burst does not take its neighbours along.
func poison(k *kit) {
	for _, text := range []string{"satu", "racun", "dua"} {
		k.receive(k.text("6281", text))
	}
	var done []string
	for range 20 {
		_, err := k.s.Work(k.Context(), k.now, 10, func(t shop.Turn, _ engine.Facts) (d shop.Decision, err error) {
			for _, in := range t.Inputs {
				if in.Text == "racun" {
					return d, errors.New("tidak tertelan")
				}
			}
			for _, in := range t.Inputs {
				done = append(done, in.Text)
			}
			return d, nil
		})
		k.ok(err)
	}
	k.same("answered", done, []string{"satu", "dua"})
	shown, err := k.s.Parked(k.Context())
	k.ok(err)
	if len(shown) != 1 || shown[0].What != "racun" {
		k.Errorf("parked %+v", shown)
	}
	if _, due, err := k.s.NextDue(k.Context()); err != nil || due {
		k.Errorf("still due: %v, %v", due, err)
	}
}
