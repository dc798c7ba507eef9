package storetest

import (
	"errors"
	"fmt"
	"sync"
	"testing"

	"tokobot/internal/engine"
	"tokobot/internal/shop"
	"tokobot/internal/store"
)

// failingRivals: several workers fail the same lines at once. Each is parked once, its chat goes on, and a try counts once.
func failingRivals(t *testing.T, url string) {
	const chats = 30
	k := newKit(t, url)
	stores := []*store.Store{k.s}
	if k.s.Dialect() == "postgres" {
		stores = append(stores, k.open(url))
	}
	for c := range chats {
		k.receive(k.text(fmt.Sprintf("6281%03d", c), "racun"))
	}
	var mu sync.Mutex
	tries, parked := map[shop.LineKey]int{}, map[shop.LineKey]int{}
	var all sync.WaitGroup
	for _, s := range stores {
		for range 4 {
			all.Go(func() {
				for {
					w, err := s.Work(t.Context(), k.now, 8, func(shop.Turn, engine.Facts) (d shop.Decision, err error) { return d, errors.New("tidak tertelan") })
					if err != nil {
						t.Error(err)
					}
					_, due, err := s.NextDue(t.Context())
					if err != nil || !due {
						return
					}
					mu.Lock()
					for _, f := range w.Failed {
						tries[f.Line]++
						if f.Parked {
							parked[f.Line]++
						}
					}
					mu.Unlock()
				}
			})
		}
	}
	all.Wait()
	shown, err := k.s.Parked(t.Context())
	k.ok(err)
	k.same("parked", len(shown), chats)
	for line, n := range tries {
		if n > 3 || parked[line] > 1 {
			t.Errorf("line %s: %d tries, parked %d times", line, n, parked[line])
		}
	}
	for c := range chats {
		k.receive(k.text(fmt.Sprintf("6281%03d", c), "masih di sini?"))
	}
	k.same("chats that go on", len(k.work(silent)), chats)
}
