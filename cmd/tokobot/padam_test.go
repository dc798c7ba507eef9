package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tokobot/internal/config"
	"tokobot/internal/engine"
	"tokobot/internal/media"
	"tokobot/internal/replay"
	"tokobot/internal/shop"
	"tokobot/internal/store"
	"tokobot/internal/telegram"
	"tokobot/internal/telegramtest"
)

// fixedDesks are groups whose chats never change.
type fixedDesks map[shop.Group]string

// Groups implements telegram.Desks.
func (d fixedDesks) Groups(context.Context) (map[shop.Group]string, error) { return d, nil }

// Pair implements telegram.Desks.
func (fixedDesks) Pair(context.Context, shop.Group, string, string) (bool, error) { return false, nil }

// Move implements telegram.Desks.
func (fixedDesks) Move(context.Context, string, string) error { return nil }

// outage is a shop with a clock set by hand, phones for buyers, and the real Telegram client before a local Telegram.
type outage struct {
	player *replay.Player
	server *telegramtest.Server
}

func newOutage(t *testing.T) *outage {
	t.Helper()
	cfg := config.Default()
	l, err := openShop("../../catalog/contoh", settingsOf(cfg))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	folder, err := media.Open(filepath.Join(dir, "media"))
	if err != nil {
		t.Fatal(err)
	}
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	books, err := store.Open(t.Context(), filepath.Join(dir, "toko.db"), store.Options{Zone: l.zone(), NewID: messageID, Media: folder, Log: log})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := books.Close(); err != nil {
			t.Error(err)
		}
	})
	o := &outage{server: telegramtest.New()}
	t.Cleanup(o.server.Close)
	clock := &engine.SetClock{}
	o.server.SetClock(clock.Now)
	desks := fixedDesks{}
	for g, chat := range chatOf {
		o.server.AddGroup(chat, string(g), false)
		desks[g] = fmt.Sprint(chat)
	}
	tg, err := telegram.New(t.Context(), telegram.Options{
		Token: telegramtest.Token, URL: o.server.URL(), Desks: desks, Media: folder, Clock: clock, Log: log, Menu: menu, Alarm: func(string) {},
	})
	if err != nil {
		t.Fatal(err)
	}
	screens := replay.NewScreens(func(engine.Parcel) error { return nil })
	e, err := engine.New(engine.Options{
		Store: books, Media: folder, Channels: []engine.Channel{screens.Channels()[0], tg}, Clock: clock, Bot: l.botStep, Desk: l.deskStep,
		Zone: l.zone(), Log: log, Pause: cfg.Pause,
	})
	if err != nil {
		t.Fatal(err)
	}
	o.player = &replay.Player{
		Engine: e, Store: books, Media: folder, Clock: clock, Screens: screens, Zone: l.zone(), Pause: cfg.Pause, Warn: io.Discard,
	}
	clock.Set(replay.Begin(l.zone()))
	if err := books.Seed(t.Context(), clock.Now(), l.firstStock()); err != nil {
		t.Fatal(err)
	}
	return o
}

// play plays lines and then goes on until a moment.
func (o *outage) play(t *testing.T, until string, lines ...map[string]string) {
	t.Helper()
	var b bytes.Buffer
	out := json.NewEncoder(&b)
	now := map[string]string{"at": o.player.Clock.Now().Format(time.RFC3339)} // a script begins at its first line
	for _, l := range append(append([]map[string]string{now}, lines...), map[string]string{"at": "2026-11-23T" + until + ":00+07:00"}) {
		if err := out.Encode(l); err != nil {
			t.Fatal(err)
		}
	}
	script, err := replay.Read(&b, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	o.player.Next = 0
	if err := o.player.Play(t.Context(), script); err != nil {
		t.Fatal(err)
	}
}

func (o *outage) messages() (all []telegramtest.Message) {
	for _, g := range shop.Groups {
		all = append(all, o.server.Messages(chatOf[g], 0)...)
	}
	return all
}

// TestTelegramDownForAnHour: what happened meanwhile is told afterwards, each card once and as it is then, at Telegram's pace.
func TestTelegramDownForAnHour(t *testing.T) {
	o := newOutage(t)
	say := func(at string, buyer int, text string) map[string]string {
		return map[string]string{"at": "2026-11-23T" + at + "+07:00", "buyer": fmt.Sprintf("62812000000%02d", buyer), "text": text}
	}
	address := "Nama: Pembeli\nHP: 081200000001\nAlamat: Jl Melati 5 rt 2/3, kec. Bojongloa Kidul, Kota Bandung 40235"
	var before, during []map[string]string
	for n := 1; n <= 5; n++ { // cards that were shown before
		m := fmt.Sprintf("09:%02d:", n)
		before = append(before, say(m+"00", n, "pesan bella square hitam 1"), say(m+"10", n, address), say(m+"20", n, "cod"), say(m+"30", n, "ya"))
	}
	o.play(t, "09:29", before...)
	shown := len(o.messages())
	if shown != 5 {
		t.Fatalf("%d cards before", shown)
	}
	calls := len(o.server.Calls())
	o.server.Fail(telegramtest.Fault{Status: http.StatusBadGateway, Body: "<html>502 Bad Gateway</html>", Times: 1 << 30})
	for n := 6; n <= 35; n++ { // cards made meanwhile; every third is cancelled before anybody could see it
		m := fmt.Sprintf("09:%02d:", 24+n)
		if n < 30 {
			during = append(during, say(m+"00", n, "pesan bella square hitam 1"), say(m+"10", n, address), say(m+"20", n, "cod"), say(m+"30", n, "ya"))
		}
		if n%3 == 0 && n < 30 {
			during = append(during, say(m+"40", n, "batal"), say(m+"50", n, "ya batal"))
		}
	}
	for n := 1; n <= 2; n++ { // and two of the cards before are over
		m := fmt.Sprintf("10:%02d:", n)
		during = append(during, say(m+"00", n, "batal"), say(m+"10", n, "ya batal"))
	}
	o.play(t, "10:29", during...)
	tried := o.server.Calls()[calls:]
	if got := len(o.messages()); got != shown {
		t.Fatalf("%d messages while it was down", got)
	}
	if most := 5 * 30; len(tried) > most {
		t.Errorf("%d tries in an hour of five groups; want fewer than %d", len(tried), most)
	}

	healed := len(o.server.Calls())
	o.server.Heal()
	o.play(t, "11:29")
	var orders, over, live, asked int
	seen := map[string]int{}
	for _, m := range o.server.Messages(chatOf[shop.Warehouse], 0) {
		title, _, _ := strings.Cut(m.Text, "\n")
		if strings.HasPrefix(title, "⏰") {
			asked++
			if strings.Contains(title, "sejak 09.0") { // fell due at ten, while nothing could be sent
				t.Errorf("asked for long after: %s", title)
			}
			continue
		}
		if !strings.HasPrefix(title, "📋") {
			continue
		}
		orders++
		seen[title]++
		if strings.Contains(m.Text, "Dibatalkan") {
			over++
			if len(m.Buttons) > 0 {
				t.Errorf("a card that is over still has buttons: %s", title)
			}
		} else if len(m.Buttons) > 0 {
			live++
		}
	}
	if orders != 29 || over != 2+8 || live != 19 {
		t.Errorf("%d cards, %d over, %d live; want 29, 10 and 19", orders, over, live)
	}
	for title, n := range seen {
		if n != 1 {
			t.Errorf("%q is there %d times", title, n)
		}
	}
	paced(t, o.server.Calls()[healed:], 24+2+asked)
}

// paced complains about calls that Telegram would refuse: more than twenty a minute in a group, or one edit of a card on top of
// another.
func paced(t *testing.T, calls []telegramtest.Call, warehouse int) {
	t.Helper()
	by := map[int64][]time.Time{}
	for _, c := range calls {
		by[c.Chat] = append(by[c.Chat], c.At)
	}
	for chat, at := range by {
		for i := range at {
			if i >= 20 && at[i].Sub(at[i-20]) < time.Minute {
				t.Errorf("chat %d: 21 messages in %s", chat, at[i].Sub(at[i-20]))
				break
			}
		}
		if chat == chatOf[shop.Warehouse] && len(at) != warehouse {
			t.Errorf("%d calls to the warehouse; new cards, changed cards and cards asked for are %d", len(at), warehouse)
		}
	}
}
