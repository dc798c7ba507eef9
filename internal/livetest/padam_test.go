package livetest_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"tokobot/internal/livetest"
	"tokobot/internal/telegramtest"
)

// codOrder is a buyer's way to an order that the warehouse gets at once.
func codOrder(s *livetest.Shop, n int) func(text, answer string) {
	p := s.WhatsApp.Buyer(fmt.Sprintf("62812000000%02d", n), fmt.Sprintf("Pembeli %d", n))
	say := func(text, answer string) {
		p.Send(text)
		hears(s, p, answer)
	}
	say("pesan bella square hitam 1", "alamat lengkapnya")
	say(fmt.Sprintf("Nama: Pembeli %d\nHP: 0812000000%02d\nAlamat: Jl Melati %d, kec. Bojongloa Kidul, Kota Bandung 40235", n, n, n), "*Pesanan untuk Pembeli")
	say("cod", "Biaya COD")
	say("ya", "tercatat ✅")
	return say
}

// TestTelegramAway takes Telegram away from the running program, which is also killed and started again meanwhile. Buyers are
// served all the same; afterwards each card is there once and as it is by then, what the staff pressed in the dark is done, and
// no group gets more than Telegram allows. (An hour of it is played in cmd/tokobot, where the clock is the test's: this program
// has the machine's.)
func TestTelegramAway(t *testing.T) {
	t.Parallel()
	warehouse := livetest.Chat("gudang")
	s := livetest.New(t, livetest.Options{Telegram: true, Config: quick})
	s.Link()
	s.Start()
	s.Until("WhatsApp", s.Connected)
	say := map[int]func(text, answer string){}
	for n := 1; n <= 3; n++ { // shown before
		say[n] = codOrder(s, n)
		sees(s, "gudang", "📋", fmt.Sprintf("Pembeli %d", n))
	}
	s.Telegram.Fail(telegramtest.Fault{Status: http.StatusBadGateway, Body: "<html>502 Bad Gateway</html>", Times: 1 << 30})
	if err := s.Desk("gudang", "Budi").Press("Siap dikemas"); err != nil { // the newest, of the third; it is heard later
		t.Fatal(err)
	}
	for n := 4; n <= 6; n++ {
		say[n] = codOrder(s, n)
	}
	s.Kill()
	s.Start()
	for n := 7; n <= 9; n++ {
		say[n] = codOrder(s, n)
	}
	for _, n := range []int{1, 5, 8} { // over before anybody could see it
		say[n]("batal", "batal")
		say[n]("ya batal", "dibatalkan")
	}
	if n := len(s.Telegram.Messages(warehouse, 0)); n != 3 {
		t.Errorf("%d messages while it was down", n)
	}
	healed := len(s.Telegram.Calls())
	s.Telegram.Heal()
	s.Until("everything is told", func() bool {
		_, last := s.Sees("gudang", "📋", "Pembeli 9")
		_, over := s.Sees("gudang", "📋", "Pembeli 1\n", "Dibatalkan")
		_, done := s.Sees("pengiriman", "📮", "Pembeli 3")
		return last && over && done
	})
	time.Sleep(2 * time.Second) // for what should not come
	cards := map[string]int{}
	live := 0
	for _, m := range s.Telegram.Messages(warehouse, 0) {
		if title, _, _ := strings.Cut(m.Text, "\n"); strings.HasPrefix(title, "📋") {
			cards[title]++
			if len(m.Buttons) > 0 {
				live++
			}
		}
	}
	if len(cards) != 9 || live != 9-3-1 {
		t.Errorf("%d cards, %d live: %v", len(cards), live, cards)
	}
	for title, n := range cards {
		if n != 1 {
			t.Errorf("%q is there %d times", title, n)
		}
	}
	by := map[int64][]time.Time{}
	for _, c := range s.Telegram.Calls()[healed:] {
		if c.Chat != 0 {
			by[c.Chat] = append(by[c.Chat], c.At)
		}
	}
	for chat, at := range by {
		for i := range at {
			if i >= 5 && at[i].Sub(at[i-5]) < time.Second { // a burst of three and one a second, with air for a busy machine
				t.Errorf("chat %d: six messages in %v", chat, at[i].Sub(at[i-5]))
			}
		}
	}
	if n := len(by[warehouse]); n > 9 {
		t.Errorf("%d calls to the warehouse for six new cards and two changed ones", n)
	}
}
