package storetest

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"tokobot/internal/engine"
	"tokobot/internal/rupiah"
	"tokobot/internal/shop"
	"tokobot/internal/store"
)

// rivals: many buyers want the same goods, several workers and receivers go at once. Nothing is worked twice at once, sold
// twice, answered twice or lost.
func rivals(t *testing.T, url string) {
	const chats, rounds, pieces = 24, 6, 40
	k := newKit(t, url)
	k.pass(time.Hour)
	stores := []*store.Store{k.s}
	if k.s.Dialect() == "postgres" {
		stores = append(stores, k.open(url))
	}
	k.ok(k.s.Seed(k.Context(), k.now, map[string]int{"A": pieces}))
	r := &race{on: map[shop.LineKey]bool{}}
	var all sync.WaitGroup
	for i, s := range stores {
		for range 2 {
			all.Go(func() {
				for !r.over() {
					if _, err := s.Work(t.Context(), k.now, 8, r.step); err != nil {
						t.Error(err)
						return
					}
				}
			})
		}
		for c := range chats / len(stores) {
			all.Go(func() {
				chat := fmt.Sprintf("6281%d%03d", i, c)
				for n := range rounds {
					a := shop.Arrival{Channel: shop.WhatsApp, Chat: chat, ID: fmt.Sprint("M", n), At: day, Kind: shop.KindText, Text: "beli"}
					if err := s.Receive(t.Context(), day, 0, a, a); err != nil {
						t.Error(err)
					}
				}
			})
		}
	}
	k.carryUntil(func() bool { return r.inputs() >= chats*rounds })
	r.end()
	all.Wait()
	if n := r.inputs(); n != chats*rounds {
		t.Errorf("%d inputs decided, want %d", n, chats*rounds)
	}
	if r.clash != "" {
		t.Errorf("line %s was worked twice at once", r.clash)
	}
	k.allSold(pieces)
}

// carryUntil carries messages until everything is done and nothing waits.
func (k *kit) carryUntil(done func() bool) {
	t := k.T
	deadline := time.Now().Add(60 * time.Second)
	for time.Now().Before(deadline) && !t.Failed() {
		if _, due, err := k.s.NextDue(t.Context()); err != nil {
			t.Fatal(err)
		} else if parcels := k.carryAll(shop.WhatsApp); !due && len(parcels) == 0 && done() {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
}

// allSold: every piece has one order, no two orders one total, and nothing went wrong on the way.
func (k *kit) allSold(pieces int) {
	t := k.T
	sold, total := 0, map[int64]bool{}
	k.ok(k.s.Dump(t.Context(), engine.Dump{Order: func(o shop.Order, _ string) error {
		sold += o.Pieces()
		if total[int64(o.Total())] {
			t.Errorf("two orders of %s", o.Total())
		}
		total[int64(o.Total())] = true
		return nil
	}}))
	if sold != pieces {
		t.Errorf("%d sold of %d", sold, pieces)
	}
	k.same("stock", k.stockOf("A"), shop.Stock{SKU: "A", OnHand: pieces, Reserved: pieces})
	shown, err := k.s.Parked(t.Context())
	if err != nil || len(shown) != 0 {
		t.Errorf("parked %+v, %v", shown, err)
	}
}

// race is what the steps of rivals have in common.
type race struct {
	mu     sync.Mutex
	on     map[shop.LineKey]bool
	clash  shop.LineKey
	seen   map[int64]bool
	ending bool
}

func (r *race) over() bool { r.mu.Lock(); defer r.mu.Unlock(); return r.ending }
func (r *race) end()       { r.mu.Lock(); r.ending = true; r.mu.Unlock() }
func (r *race) inputs() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.seen)
}

func (r *race) enter(t shop.Turn) func() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.on[t.Line] {
		r.clash = t.Line
	}
	r.on[t.Line] = true
	if r.seen == nil {
		r.seen = map[int64]bool{}
	}
	for _, in := range t.Inputs {
		r.seen[in.ID] = true
	}
	return func() { r.mu.Lock(); delete(r.on, t.Line); r.mu.Unlock() }
}

// step sells one piece for each input as long as there are some, with a number and a unique code made of the facts.
func (r *race) step(t shop.Turn, f engine.Facts) (d shop.Decision, err error) {
	defer r.enter(t)()
	left, err := f.Stock("A")
	if err != nil {
		return d, err
	}
	last, err := f.LastOrderNumber("N-")
	if err != nil {
		return d, err
	}
	n := 0
	if last != "" {
		if _, err := fmt.Sscanf(last, "N-%d", &n); err != nil {
			return d, err
		}
	}
	for i := range min(len(t.Inputs), left["A"].Available()) {
		n++
		o := shop.Order{Number: fmt.Sprintf("N-%04d", n), Buyer: t.Buyer.ID, Status: shop.AwaitingPayment, CreatedAt: t.Now,
			Items: []shop.Item{{SKU: "A", Qty: 1, Price: 10_000}}, Subtotal: 10_000, UniqueCode: rupiah.Amount(n)}
		d.Do(shop.RecordOrder{Order: o, Event: shop.Event{At: t.Now, Who: "bot", What: "dicatat"}}, shop.Say{Buyer: t.Buyer.ID, Text: fmt.Sprint("tercatat ", i)})
	}
	d.Memory = append(t.Memory, byte(len(t.Inputs)))
	return d, nil
}

// kills: the program ends before or after every commit in turn; afterwards everything is as if it had not.
func kills(t *testing.T, fresh func(testing.TB) string) {
	want, points := killedAt(t, fresh(t), -1)
	if points < 10 {
		t.Fatalf("only %d points", points)
	}
	for kill := 1; kill <= points; kill++ {
		got, _ := killedAt(t, fresh(t), kill)
		if got != want {
			t.Errorf("killed at %d of %d:\n%s\nwant\n%s", kill, points, got, want)
		}
	}
}

type death struct{}

// killedAt plays a small day, ends the program at one point, goes on, and tells the end state and how many points there were.
func killedAt(t *testing.T, url string, kill int) (state string, points int) {
	opened := false
	open := func() *store.Store {
		opened = false
		s, err := store.Open(t.Context(), url, store.Options{Zone: wib, Trap: func(string) {
			if !opened {
				return
			}
			if points++; points == kill {
				panic(death{})
			}
		}})
		if err != nil {
			t.Fatal(err)
		}
		opened = true
		return s
	}
	s := open()
	defer func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}()
	now := day
	phone := map[string]string{}
	do := func(f func() error) {
		for range 2 {
			died, err := survive(f)
			if err != nil {
				t.Fatal(err)
			}
			if !died {
				return
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			s = open()
		}
	}
	do(func() error { return s.Seed(t.Context(), now, map[string]int{"A": 5}) })
	for i := range 3 {
		for chat := range 2 {
			a := shop.Arrival{Channel: shop.WhatsApp, Chat: fmt.Sprint("628", chat), ID: fmt.Sprint("M", i), At: now, Kind: shop.KindText, Text: "beli"}
			do(func() error { return s.Receive(t.Context(), now, 0, a) })
		}
		do(func() error {
			_, err := s.Work(t.Context(), now, 10, sellOne)
			return err
		})
		do(func() error { return carry(t.Context(), s, now, phone) })
		now = now.Add(time.Minute)
	}
	return stateOf(t, s, phone), points
}

// survive runs f and tells whether the program died in it.
func survive(f func() error) (died bool, err error) {
	defer func() {
		if p := recover(); p != nil {
			if _, ok := p.(death); !ok {
				panic(p)
			}
			died, err = true, nil
		}
	}()
	return false, f()
}

func sellOne(t shop.Turn, f engine.Facts) (d shop.Decision, err error) {
	last, err := f.LastOrderNumber("N-")
	if err != nil {
		return d, err
	}
	n := 0
	if last != "" {
		if _, err := fmt.Sscanf(last, "N-%d", &n); err != nil {
			return d, err
		}
	}
	left, err := f.Stock("A")
	if err != nil || left["A"].Available() == 0 {
		d.Do(shop.Say{Buyer: t.Buyer.ID, Text: "habis"})
		return d, err
	}
	d.Memory = append(t.Memory, '.')
	d.Do(shop.RecordOrder{Order: shop.Order{Number: fmt.Sprintf("N-%04d", n+1), Buyer: t.Buyer.ID, Status: shop.AwaitingPayment, CreatedAt: t.Now,
		Items: []shop.Item{{SKU: "A", Qty: 1, Price: 10_000}}, Subtotal: 10_000}, Event: shop.Event{At: t.Now, What: "dicatat"}},
		shop.Say{Buyer: t.Buyer.ID, Text: fmt.Sprintf("tercatat %s", t.Memory)}, shop.BookCash{Line: shop.CashLine{Kind: shop.In, Amount: 10_000}})
	return d, nil
}

// carry sends everything; a phone shows a message of a known id once.
func carry(ctx context.Context, s *store.Store, now time.Time, phone map[string]string) error {
	for {
		all, err := s.Outbox(ctx, shop.WhatsApp, now, 10)
		if err != nil || len(all) == 0 {
			return err
		}
		for _, p := range all {
			phone[p.MessageID] = p.To + " " + p.Text
			if err := s.Mark(ctx, now, engine.Mark{Parcel: p.ID, Sent: true, MessageID: p.MessageID}); err != nil {
				return err
			}
		}
	}
}

func stateOf(t *testing.T, s *store.Store, phone map[string]string) string {
	var state []string
	add := func(format string, args ...any) error {
		state = append(state, fmt.Sprintf(format, args...))
		return nil
	}
	err := s.Dump(t.Context(), engine.Dump{
		Order: func(o shop.Order, to string) error { return add("%s %s %s", o.Number, to, o.Total()) },
		Stock: func(x shop.Stock) error { return add("%+v", x) },
		Cash:  func(l shop.CashLine) error { return add("%s %s", l.At, l.Amount) },
	})
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprint(state, slices.Sorted(maps.Values(phone)))
}

// neverNegative: whatever is done to the stock, it is never below zero, the book adds up, and what was refused left nothing.
func neverNegative(t *testing.T, url string) {
	k := newKit(t, url)
	b := k.buyer("6281")
	round := 0
	rapid.Check(t, func(rt *rapid.T) {
		round++
		sku := fmt.Sprint("S", round)
		want := shop.Stock{SKU: sku}
		for i := range rapid.IntRange(1, 8).Draw(rt, "moves") {
			m := shop.MoveStock{SKU: sku, OnHand: rapid.IntRange(-6, 6).Draw(rt, "on hand"), Reserved: rapid.IntRange(-4, 4).Draw(rt, "reserved"),
				Strict: rapid.Bool().Draw(rt, "strict"), Why: shop.WhyCount}
			var e shop.Effect = m
			if rapid.Bool().Draw(rt, "order") {
				q := rapid.IntRange(1, 4).Draw(rt, "pieces")
				e = shop.RecordOrder{Order: k.anOrder(fmt.Sprintf("N-%d-%d", round, i), b, sku, q)}
				m = shop.MoveStock{SKU: sku, Reserved: q, Strict: true}
			}
			next := shop.Stock{SKU: sku, OnHand: want.OnHand + m.OnHand, Reserved: want.Reserved + m.Reserved}
			refused := next.OnHand < 0 || next.Reserved < 0 || m.Strict && next.Reserved > next.OnHand
			err := k.try(e)
			if refused != errors.Is(err, engine.ErrRefused) || !refused && err != nil {
				rt.Fatalf("%+v on %+v: %v", e, want, err)
			}
			if !refused {
				want = next
			}
			if got := k.stockOf(sku); got != want {
				rt.Fatalf("stock %+v, want %+v", got, want)
			}
		}
		k.ask(func(f engine.Facts) {
			book, err := f.StockBook(sku, shop.Period{From: day, To: day.Add(time.Hour)})
			sum := shop.Stock{SKU: sku}
			for _, l := range book {
				sum.OnHand += l.OnHand
				sum.Reserved += l.Reserved
				if l.After != sum.OnHand {
					rt.Fatalf("book %+v: after %d, sum %d", book, l.After, sum.OnHand)
				}
			}
			if err != nil || sum != want {
				rt.Fatalf("book adds up to %+v, want %+v (%v)", sum, want, err)
			}
		})
	})
}
