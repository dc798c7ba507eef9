package storetest

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"tokobot/internal/engine"
	"tokobot/internal/shop"
	"tokobot/internal/store"
)

// busyFolder is a media folder that takes its time: while it is at work somebody writes to the shop, and that must be on disk at once.
type busyFolder struct {
	folder
	write func() error
	calls int
}

func (f *busyFolder) Put(ctx context.Context, name string, data []byte) (string, error) {
	f.calls++
	if err := f.write(); err != nil {
		return "", err
	}
	return f.folder.Put(ctx, name, data)
}

func (f *busyFolder) Get(ctx context.Context, ref string) ([]byte, error) {
	f.calls++
	if err := f.write(); err != nil {
		return nil, err
	}
	return f.folder.Get(ctx, ref)
}

// outside: disk and network are waited for outside the transaction; what was had there is what the turn is decided with in the end.
func outside(t *testing.T, url string) {
	k := &kit{T: t, now: day, media: folder{}}
	slow := &busyFolder{folder: k.media}
	var err error
	if k.s, err = store.Open(t.Context(), url, store.Options{Zone: wib, Media: slow}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { k.ok(k.s.Close()) })
	slow.write = func() error {
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		defer cancel()
		k.n++
		return k.s.Receive(ctx, k.now.Add(time.Hour), 0, k.text(fmt.Sprint("629", k.n), "halo"))
	}
	b := k.buyer("6281")
	k.media["surat"] = []byte("isi")
	for name, effects := range map[string][]shop.Effect{
		"say":   {shop.Say{Buyer: b, Text: "say", File: &shop.File{Name: "a.png", Data: []byte("a")}}},
		"card":  {shop.ShowCard{Card: k.card("7.0", shop.Finance), File: &shop.File{Name: "b.png", Data: []byte("b")}}},
		"tell":  {shop.Tell{Group: shop.CS, Text: "tell", File: &shop.File{Name: "c.png", Data: []byte("c")}}},
		"album": {shop.Tell{Group: shop.CS, Album: []shop.File{{Name: "d.png", Data: []byte("d")}, {Name: "e.png", Data: []byte("e")}}}},
	} {
		k.receive(k.staff(shop.CS, name))
		done, slowly, read := 0, 0, ""
		w, err := k.s.Work(t.Context(), k.now, 100, func(_ shop.Turn, f engine.Facts) (d shop.Decision, err error) {
			data, err := f.Media("surat")
			if err != nil {
				return d, err
			}
			v, err := f.Outside("periksa", func() any { slowly++; return slow.write() })
			if err != nil {
				return d, err
			}
			if v != nil {
				return d, fmt.Errorf("inside: %v", v)
			}
			read = string(data)
			done++
			d.Do(effects...)
			return d, nil
		})
		k.ok(err)
		if w.Turns != 1 || len(w.Failed) > 0 || read != "isi" || slowly != 1 || done > 2 {
			t.Errorf("%s: worked %+v, read %q, done outside %d times, decided %d times", name, w, read, slowly, done)
		}
	}
	if len(k.media) != 6 || slow.calls != 4+5 {
		t.Errorf("%d files after %d calls", len(k.media), slow.calls)
	}
	k.fails(slow)
}

// fails: what can't be had outside is the turn's fault, and so is one that wants something else each time it is decided.
func (k *kit) fails(slow *busyFolder) {
	k.Helper()
	slow.write = func() error { return errors.New("the disk is full") }
	k.receive(k.staff(shop.CS, "gagal"))
	file := shop.Tell{Group: shop.CS, Text: "tell", File: &shop.File{Name: "f.png", Data: []byte("f")}}
	say := func(shop.Turn, engine.Facts) (d shop.Decision, err error) { d.Do(file); return d, nil }
	w, err := k.s.Work(k.Context(), k.now, 100, say)
	k.ok(err)
	if len(w.Failed) != 1 || w.Failed[0].Parked {
		k.Errorf("worked %+v", w)
	}
	slow.write = func() error { return nil }
	n := 0
	w, err = k.s.Work(k.Context(), k.now, 100, func(_ shop.Turn, f engine.Facts) (d shop.Decision, err error) {
		n++
		_, err = f.Outside(fmt.Sprint(n), func() any { return nil })
		return d, err
	})
	k.ok(err)
	if w.Turns != 1 || len(w.Failed) > 0 {
		k.Errorf("a turn that never wants the same: %+v after %d", w, n)
	}
}
