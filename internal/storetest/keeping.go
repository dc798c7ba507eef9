package storetest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"tokobot/internal/engine"
	"tokobot/internal/rupiah"
	"tokobot/internal/shop"
	"tokobot/internal/store"
)

// everything is the database as text, as far as people can be found in it.
func (k *kit) everything() string {
	k.Helper()
	var all string
	for _, table := range []string{"buyer", "address", "line", "inbox", "message", "outbox", "parked", "orders", "order_event", "card", "card_press", "proof", "wish"} {
		rows, err := k.s.DB().QueryContext(k.Context(), "SELECT * FROM "+table)
		k.ok(err)
		names, err := rows.Columns()
		k.ok(err)
		for rows.Next() {
			values := make([]any, len(names))
			for i := range values {
				values[i] = new(any)
			}
			k.ok(rows.Scan(values...))
			for i, v := range values {
				switch v := (*v.(*any)).(type) {
				case []byte:
					all += fmt.Sprintf("%s.%s=%s\n", table, names[i], v)
				default:
					all += fmt.Sprintf("%s.%s=%v\n", table, names[i], v)
				}
			}
		}
		k.ok(errors.Join(rows.Err(), rows.Close()))
	}
	return all
}

// forget leaves the amounts and nothing of the person.
func forget(k *kit) {
	b := k.buyer("628111222")
	k.ok(k.s.Seed(k.Context(), k.now, map[string]int{"A": 10}))
	o := k.anOrder("N-1", b, "A", 1)
	o.Status, o.Note = shop.Completed, "rumah Sari"
	c := k.card("7.0", shop.Finance)
	c.Buyer, c.Text = b, "bukti dari Sari 628111222"
	closed := c
	closed.Open = false
	closed.Decisions = []shop.Press{{Verb: "accept", By: "Rina", At: k.now, Note: "Sari"}}
	pic := k.text("628111222", "ini Sari")
	pic.Media = &shop.Media{Ref: "foto-sari", Name: "sari.jpg"}
	k.receive(pic)
	k.work(silent)
	k.do(shop.RecordOrder{Order: o, Event: shop.Event{At: k.now, Who: "pembeli", What: "dicatat", Note: "Sari"}}, shop.ShowCard{Card: c}, shop.RedrawCard{Card: closed},
		shop.BookCash{Line: shop.CashLine{Key: "bayar", Kind: shop.In, Amount: 10_000, Order: "N-1"}}, shop.Say{Buyer: b, Text: "halo Sari"},
		shop.Tell{Group: shop.CS, Buyer: b, Text: "Sari: halo"}, shop.KeepProof{Proof: shop.Proof{Buyer: b, SHA256: "aa"}}, shop.Wait{Buyer: b, SKU: "A"},
		shop.SaveBuyer{Buyer: shop.Buyer{ID: b, Name: "Sari", Recipient: &shop.Recipient{Name: "Sari", Phone: "628111222"}}})
	k.carryAll(shop.WhatsApp)
	k.carryAll(shop.Telegram)
	k.receive(k.text("628111222", "hapus data saya, Sari"))
	k.work(func(t shop.Turn, _ engine.Facts) (d shop.Decision, err error) {
		if t.Buyer.ID != 0 {
			d.Memory = []byte("Sari 628111222")
			d.Do(shop.Forget{Buyer: b}, shop.Say{Buyer: b, Text: "Data kakak sudah dihapus, Sari"})
		}
		return d, nil
	})
	p := k.parcels(shop.WhatsApp)
	if len(p) != 1 || p[0].To != "628111222" {
		k.Fatalf("the last word %+v", p)
	}
	k.sent(p[0], p[0].MessageID)
	refs, err := k.s.Prune(k.Context(), k.now.Add(-time.Hour))
	k.ok(err)
	k.same("media nobody names", refs, []string{"bukti", "foto-sari"})
	left := k.everything()
	for _, word := range []string{"Sari", "628111222", "Melati", "sari"} {
		if at := lineWith(left, word); at != "" {
			k.Errorf("%q is still there: %s", word, at)
		}
	}
	k.ask(func(f engine.Facts) {
		got, found, err := f.Order("N-1")
		if err != nil || !found || got.Total() != 10_000 || got.Buyer != b {
			k.Errorf("order %+v %v %v", got, found, err)
		}
		k.same("balance", must[rupiah.Amount](k)(f.Balance(k.now.Add(time.Second))), rupiah.Amount(10_000))
	})
	k.receive(k.text("628111222", "halo lagi"))
	turns := k.work(silent)
	if len(turns) != 1 || turns[0].Buyer.ID == b || len(turns[0].Orders) != 0 || turns[0].Memory != nil {
		k.Errorf("who comes back is somebody new: %+v", turns)
	}
}

// lineWith is the first line of a text that has a word in it, "" if none has.
func lineWith(text, word string) string {
	for line := range strings.Lines(text) {
		if strings.Contains(line, word) {
			return line
		}
	}
	return ""
}

// prune takes old messages, never what waits, and numbers are not given out again.
func prune(k *kit) {
	b := k.buyer("6281")
	old := k.text("6281", "lama")
	old.Media = &shop.Media{Ref: "gambar-lama"}
	shared := k.text("6281", "lama juga")
	shared.Media = &shop.Media{Ref: "dipakai-lagi"}
	k.receive(old, shared)
	k.work(silent)
	c := k.card("7.0", shop.Finance)
	c.Media = &shop.Media{Ref: "bukti-terbuka"}
	done := k.card("8.0", shop.Finance)
	done.Media, done.Open = &shop.Media{Ref: "bukti-tertutup"}, false
	k.do(shop.Say{Buyer: b, Text: "jawaban lama"}, shop.ShowCard{Card: c}, shop.ShowCard{Card: done})
	k.carryAll(shop.Telegram)
	k.carryAll(shop.WhatsApp)
	k.do(shop.Say{Buyer: b, Text: "belum terkirim", Media: &shop.Media{Ref: "belum"}})
	waiting := k.text("6282", "belum dibaca")
	waiting.Media = &shop.Media{Ref: "menunggu"}
	k.receive(waiting)
	k.pass(24 * time.Hour)
	before := k.now.Add(-time.Hour)
	fresh := k.text("6283", "baru")
	fresh.Media = &shop.Media{Ref: "dipakai-lagi"}
	k.receive(fresh)
	refs, err := k.s.Prune(k.Context(), before)
	k.ok(err)
	k.same("media nobody names", refs, []string{"bukti-tertutup", "gambar-lama"})
	again, err := k.s.Prune(k.Context(), before)
	k.ok(err)
	k.same("told until they are discarded", again, refs)
	k.discards(refs)
	var said []string
	for _, t := range k.work(silent) {
		said = append(said, t.Inputs[0].Text)
	}
	slices.Sort(said)
	k.same("what waited", said, []string{"baru", "belum dibaca"})
	k.same("unsent", k.carryAll(shop.WhatsApp), []string{"belum terkirim"})
	k.pass(24 * time.Hour)
	ids := func() (id int64) {
		k.receive(k.text("6289", "nomor"))
		return k.work(silent)[0].Inputs[0].ID
	}
	first := ids()
	if _, err := k.s.Prune(k.Context(), k.now.Add(time.Hour)); err != nil {
		k.Fatal(err)
	}
	if next := ids(); next <= first {
		k.Errorf("input %d after %d: a number was given out again", next, first)
	}
}

// discards takes files away but for the last, which is sent again before its turn comes.
func (k *kit) discards(refs []string) {
	k.Helper()
	again := k.text("6283", "lagi")
	again.Media = &shop.Media{Ref: refs[len(refs)-1]}
	k.receive(again)
	var gone []string
	remove := func(_ context.Context, ref string) error {
		gone = append(gone, ref)
		return nil
	}
	if err := k.s.Discard(k.Context(), refs[0], func(context.Context, string) error { return errors.New("disk") }); err == nil {
		k.Error("a file that stays is no error")
	}
	for _, ref := range refs {
		k.ok(k.s.Discard(k.Context(), ref, remove))
		k.ok(k.s.Discard(k.Context(), ref, remove))
	}
	k.same("files taken away", gone, refs[:len(refs)-1])
	left, err := k.s.Prune(k.Context(), day.Add(-time.Hour))
	k.ok(err)
	k.same("left to be discarded", left, []string(nil))
}

// groups of staff are tied to chats; groups that share a chat share its messages.
func groups(k *kit) {
	k.do(shop.PairGroup{Group: shop.Finance, Chat: "-100"}, shop.PairGroup{Group: shop.CS, Chat: "-100"}, shop.PairGroup{Group: shop.Owner, Chat: "-7"})
	k.do(shop.PairGroup{Group: shop.Owner, Chat: "-8:3"})
	k.ok(k.s.Move(k.Context(), "-100", "-200"))
	got, err := k.s.Groups(k.Context())
	k.ok(err)
	k.same("groups", got, map[shop.Group]string{shop.Finance: "-200", shop.CS: "-200", shop.Owner: "-8:3"})
	k.do(shop.ShowCard{Card: k.card("7.0", shop.Finance)})
	p := k.parcels(shop.Telegram)[0]
	k.sent(p, "500")
	k.ask(func(f engine.Facts) {
		if re, found, err := f.Replied(shop.CS, "500"); err != nil || !found || re.Card != "7.0" {
			k.Errorf("replied in the shared chat: %+v %v %v", re, found, err)
		}
		if _, found, err := f.Replied(shop.Owner, "500"); err != nil || found {
			k.Errorf("replied elsewhere: %v %v", found, err)
		}
	})
}

// leases are one holder's until they run out.
func leases(k *kit) {
	for _, step := range []struct {
		holder string
		after  time.Duration
		want   bool
	}{{"a", 0, true}, {"b", 0, false}, {"a", 4, true}, {"b", 5, false}, {"b", 4, true}, {"a", 1, false}, {"b", 1, true}} {
		k.pass(step.after * time.Second)
		got, err := k.s.Lease(k.Context(), "telegram", step.holder, k.now, 6*time.Second)
		if err != nil || got != step.want && step.after != 5 {
			k.Errorf("%+v: %v %v", step, got, err)
		}
	}
	if got, err := k.s.Lease(k.Context(), "lain", "a", k.now, time.Second); err != nil || !got {
		k.Errorf("another name: %v %v", got, err)
	}
}

// dump walks in a fixed order.
func dump(k *kit) {
	k.ok(k.s.Seed(k.Context(), k.now, map[string]int{"b": 1, "B": 2, "a-1": 3, "a1": 4}))
	b, c := k.buyer("6289"), k.buyer("6281")
	k.do(shop.RecordOrder{Order: k.anOrder("N-2", b, "B", 1)}, shop.RecordOrder{Order: k.anOrder("N-10", c, "b", 1)}, shop.HandOver{Buyer: b, To: shop.Human})
	for _, key := range []string{"z", "A", "a"} {
		k.do(shop.BookCash{Line: shop.CashLine{Key: key, At: day, Kind: shop.In, Amount: 1}})
	}
	var all []string
	line := func(format string, args ...any) error { all = append(all, fmt.Sprintf(format, args...)); return nil }
	k.ok(k.s.Dump(k.Context(), engine.Dump{
		Order: func(o shop.Order, to string) error { return line("%s %s", o.Number, to) },
		Stock: func(s shop.Stock) error { return line("%s %d %d", s.SKU, s.OnHand, s.Reserved) },
		Cash:  func(l shop.CashLine) error { return line("%s", l.Key) },
		Chat:  func(a string, h shop.Handler) error { return line("%s %s", a, h) },
	}))
	k.same("dump", all, []string{"N-10 6281", "N-2 6289", "B 2 1", "a-1 3 0", "a1 4 0", "b 1 1", "A", "a", "z", "6281 bot", "6289 human"})
	stop := errors.New("cukup")
	if err := k.s.Dump(k.Context(), engine.Dump{Stock: func(shop.Stock) error { return stop }}); !errors.Is(err, stop) {
		k.Errorf("a caller's error: %v", err)
	}
	k.ok(k.s.Dump(k.Context(), engine.Dump{}))
}

// newer: a database of a newer program is refused and left alone.
func newer(t *testing.T, url string) {
	ctx := context.Background()
	s, err := store.Open(ctx, url, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.DB().ExecContext(ctx, `UPDATE tokobot_version SET version = 999, compat = 999`); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if s, err := store.Open(ctx, url, store.Options{}); !errors.Is(err, store.ErrNewerSchema) {
		t.Errorf("opened %v, %v, want %v", s, err, store.ErrNewerSchema)
	}
}

// albums are several files of one message: carried together, and forgotten with it unless a newer one shows them too.
func albums(k *kit) {
	file := func(name, data string) shop.File { return shop.File{Name: name, MIME: "text/yaml", Data: []byte(data)} }
	k.do(shop.Tell{Group: shop.Owner, Text: "dua berkas", Album: []shop.File{file("a.yaml", "lama"), file("b.yaml", "sama")}})
	p := k.parcels(shop.Telegram)
	if len(p) != 1 || len(p[0].Album) != 2 || p[0].Text != "dua berkas" || p[0].Album[1].Name != "b.yaml" {
		k.Fatalf("carried as %+v", p)
	}
	k.pass(24 * time.Hour)
	refs, err := k.s.Prune(k.Context(), k.now.Add(-time.Hour))
	k.ok(err)
	k.same("files of an album that waits", refs, []string(nil))
	k.carryAll(shop.Telegram)
	k.do(shop.Tell{Group: shop.Owner, Text: "lagi", Album: []shop.File{file("b.yaml", "sama"), file("c.yaml", "baru")}})
	k.carryAll(shop.Telegram)
	refs, err = k.s.Prune(k.Context(), k.now.Add(-time.Hour))
	k.ok(err)
	k.same("media nobody names", refs, []string{p[0].Album[0].Ref})
}
