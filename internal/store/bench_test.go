package store_test

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"tokobot/internal/bench"
	"tokobot/internal/engine"
	"tokobot/internal/shop"
	"tokobot/internal/store"
	"tokobot/internal/storetest"
)

// benchmarks runs f on both databases. The disk is measured before and after, in the same run: only ratios count.
func benchmarks(b *testing.B, f func(b *testing.B, s *store.Store, d bench.Disk)) {
	for _, base := range []struct {
		name string
		url  func(testing.TB) string
	}{{"sqlite", storetest.SQLite}, {"postgres", storetest.Postgres}} {
		b.Run(base.name, func(b *testing.B) {
			s, err := store.Open(b.Context(), base.url(b), store.Options{})
			if err != nil {
				b.Fatal(err)
			}
			defer func() {
				if err := s.Close(); err != nil {
					b.Error(err)
				}
			}()
			dir := b.TempDir()
			d, err := bench.MeasureDisk(dir, 500)
			if err != nil {
				b.Fatal(err)
			}
			f(b, s, d)
		})
	}
}

func arrival(chat, n int) shop.Arrival {
	return shop.Arrival{Channel: shop.WhatsApp, Chat: fmt.Sprintf("62812%07d", chat), ID: fmt.Sprintf("3EB0%016X", n), At: time.Now(), Name: "Sari",
		Kind: shop.KindText, Text: "kak pashmina item ready? ongkir ke cimahi brp ya"}
}

func answer(t shop.Turn, _ engine.Facts) (d shop.Decision, err error) {
	d.Memory = []byte(`{"topic":"PSM","asked":"qty"}`)
	d.Do(shop.Say{Buyer: t.Buyer.ID, Text: "Pashmina Ceruty Babydoll – Hitam Rp45.000, ready. Mau dipesan berapa, kak?"})
	return d, nil
}

// meet makes the chats, so that no message is anybody's first.
func meet(b *testing.B, s *store.Store, chats int) {
	for c := range chats {
		if err := s.Receive(b.Context(), time.Now(), 0, arrival(c, -1-c)); err != nil {
			b.Fatal(err)
		}
	}
	for {
		w, err := s.Work(b.Context(), time.Now(), 128, func(shop.Turn, engine.Facts) (shop.Decision, error) { return shop.Decision{}, nil })
		if err != nil {
			b.Fatal(err)
		}
		if w.Turns == 0 {
			return
		}
	}
}

// BenchmarkReceive: a lone arrival until it is durable. Goal 1: p50 at most 1.6 F on SQLite.
func BenchmarkReceive(b *testing.B) {
	benchmarks(b, func(b *testing.B, s *store.Store, d bench.Disk) {
		meet(b, s, 50)
		var took []time.Duration
		n := 0
		for b.Loop() {
			n++
			begin := time.Now()
			if err := s.Receive(b.Context(), begin, 0, arrival(n%50, n)); err != nil {
				b.Fatal(err)
			}
			took = append(took, time.Since(begin))
		}
		b.ReportMetric(float64(bench.Median(took))/float64(d.F), "F")
		b.ReportMetric(float64(bench.Quantile(took, 0.99))/float64(d.F), "F-p99")
	})
}

// BenchmarkLife: receive, work, hand out, mark. Goal 2: p50 at most 1.8 × 3F on SQLite and 3.5 × 3F on PostgreSQL, with
// understanding and the engine around it.
func BenchmarkLife(b *testing.B) {
	benchmarks(b, func(b *testing.B, s *store.Store, d bench.Disk) {
		meet(b, s, 50)
		var took []time.Duration
		n := 0
		for b.Loop() {
			n++
			begin := time.Now()
			if err := s.Receive(b.Context(), begin, 0, arrival(n%50, n)); err != nil {
				b.Fatal(err)
			}
			if sent := round(b, s, 1); sent != 1 {
				b.Fatalf("%d sent, want 1", sent)
			}
			took = append(took, time.Since(begin))
		}
		b.ReportMetric(float64(bench.Median(took))/float64(3*d.F), "3F")
		b.ReportMetric(float64(bench.Quantile(took, 0.99))/float64(3*d.F), "3F-p99")
	})
}

// round works and sends what there is.
func round(b *testing.B, s *store.Store, limit int) int {
	if _, err := s.Work(b.Context(), time.Now(), limit, answer); err != nil {
		b.Fatal(err)
	}
	all, err := s.Outbox(b.Context(), shop.WhatsApp, time.Now(), limit)
	if err != nil {
		b.Fatal(err)
	}
	marks := make([]engine.Mark, len(all))
	for i, p := range all {
		marks[i] = engine.Mark{Parcel: p.ID, Sent: true, MessageID: p.MessageID}
	}
	if len(marks) > 0 {
		if err := s.Mark(b.Context(), time.Now(), marks...); err != nil {
			b.Fatal(err)
		}
	}
	return len(marks)
}

// BenchmarkCrowd: whole lives a second with 128 chats. Receivers, workers and the carrier go side by side, as in the engine.
// Goal 3: at least 2.5 R on SQLite, 2 R on PostgreSQL.
func BenchmarkCrowd(b *testing.B) {
	const chats, group = 128, 32
	benchmarks(b, func(b *testing.B, s *store.Store, d bench.Disk) {
		meet(b, s, chats)
		workers := 1
		if s.Dialect() == "postgres" {
			workers = 4
		}
		var received, sent atomic.Int64
		begin := time.Now()
		for b.Loop() {
			var all sync.WaitGroup
			for lane := range chats / group {
				all.Go(func() {
					batch := make([]shop.Arrival, group)
					for i := range batch {
						batch[i] = arrival(lane*group+i, int(received.Add(1)))
					}
					if err := s.Receive(b.Context(), time.Now(), 0, batch...); err != nil {
						b.Error(err)
					}
				})
			}
			all.Wait()
			for range workers {
				all.Go(func() {
					if _, err := s.Work(b.Context(), time.Now(), chats/workers, answer); err != nil {
						b.Error(err)
					}
				})
			}
			all.Wait()
			sent.Add(int64(round(b, s, chats)))
		}
		rate := float64(sent.Load()) / time.Since(begin).Seconds()
		if sent.Load() != received.Load() {
			b.Errorf("%d sent of %d", sent.Load(), received.Load())
		}
		b.ReportMetric(rate/d.R, "R")
		b.ReportMetric(rate, "messages/s")
	})
}
