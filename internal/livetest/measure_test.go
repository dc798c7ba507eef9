package livetest_test

import (
	"flag"
	"fmt"
	"testing"
	"time"

	"tokobot/internal/livetest"
	"tokobot/internal/storetest"
	"tokobot/internal/whatsapptest"
)

var (
	measure = flag.Bool("measure", false, "measure speed and memory on the wire: make bench-whatsapp")
	chats   = flag.Int("chats", 10_000, "how many buyers write, for memory")
)

// question has one answer of text, a rate from the shop's table.
const question = "ongkir ke cimahi brp kak"

// TestSpeedOnTheWire measures, when asked, tokobot serve and whatsmeow's echo beside each other; otherwise it sees to it that
// both answer, which the figures rest on.
func TestSpeedOnTheWire(t *testing.T) {
	long := 2 * time.Second
	rates := []int{5}
	if *measure {
		long, rates = 30*time.Second, []int{1, 50}
	}
	echo, pid := livetest.Echo(t)
	fast := "jeda_baca: 0 detik\nwhatsapp: " + livetest.Pace + "\n"
	lite := livetest.New(t, livetest.Options{Config: fast})
	post := livetest.New(t, livetest.Options{Config: fast, Database: storetest.Postgres(t)})
	for _, s := range []*livetest.Shop{lite, post} {
		s.Link()
		s.Start()
		s.Until("WhatsApp", s.Connected)
	}
	time.Sleep(long / 4)
	rest := []int64{livetest.Memory(t, pid), livetest.Memory(t, lite.PID()), livetest.Memory(t, post.PID())}
	names := []string{"whatsmeow's echo", "tokobot on SQLite", "tokobot on PostgreSQL"}
	servers := []*whatsapptest.Server{echo, lite.WhatsApp, post.WhatsApp}
	for i, server := range servers {
		livetest.Measure(server, 0, 5, 2*time.Second, question) // sessions and caches
		for _, rate := range rates {
			w := livetest.Measure(server, 1000*rate, rate, long, question)
			t.Logf("| %s | %d/s | %d of %d | %s | %s |", names[i], rate, w.Answered, w.Sent, ms(w.P50), ms(w.P99))
			if w.Answered < w.Sent*9/10 {
				t.Errorf("%s answered %d of %d", names[i], w.Answered, w.Sent)
			}
		}
	}
	if !*measure {
		return
	}
	crowd(t, servers[:2])
	after := []int64{livetest.Memory(t, pid), livetest.Memory(t, lite.PID())}
	for i := range after {
		t.Logf("| %s | %d MB at rest | %d MB after %d chats |", names[i], rest[i]>>20, after[i]>>20, *chats)
	}
}

// crowd has many buyers write once each, and waits until they are answered.
func crowd(t *testing.T, servers []*whatsapptest.Server) {
	for _, server := range servers {
		phones := make([]*whatsapptest.Phone, *chats)
		for i := range phones {
			phones[i] = server.Buyer(fmt.Sprintf("62815%08d", i), fmt.Sprintf("Pembeli %d", i))
			phones[i].Send(question)
			for server.Waiting() > 500 {
				time.Sleep(10 * time.Millisecond)
			}
		}
		answered := 0
		for end := time.Now().Add(5 * time.Minute); answered < *chats && time.Now().Before(end); time.Sleep(time.Second) {
			answered = 0
			for _, p := range phones {
				answered += min(1, len(p.Received()))
			}
		}
		if answered < *chats {
			t.Errorf("%d of %d answered", answered, *chats)
		}
	}
	time.Sleep(5 * time.Second)
}

func ms(d time.Duration) string { return fmt.Sprintf("%.1f ms", float64(d.Microseconds())/1000) }
