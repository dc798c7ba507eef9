package engine_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"tokobot/internal/engine"
	"tokobot/internal/shop"
	"tokobot/internal/storetest"
)

func TestFailedSendIsTriedAgainAndHoldsUpItsOwnChatOnly(t *testing.T) {
	h := build(t, nil)
	fails := 3
	h.whatsapp.fault = func(p engine.Parcel) error {
		if p.To == "6281" && fails > 0 {
			fails--
			return errors.New("connection reset")
		}
		return nil
	}
	h.receive(t, h.message("6281", "a"), h.message("6282", "b"))
	h.until(t, monday.Add(4*time.Second))
	h.receive(t, h.message("6281", "c"))
	h.until(t, monday.Add(time.Hour))
	equal(t, h.whatsapp.texts(), []string{"6282: b", "6281: a", "6281: c"})
}

func TestRetryAfterIsObeyed(t *testing.T) {
	h := build(t, nil)
	first := true
	h.whatsapp.fault = func(engine.Parcel) error {
		if first {
			first = false
			return fmt.Errorf("429: %w", &engine.Retry{After: 30 * time.Second, Err: errors.New("too many")})
		}
		return nil
	}
	h.receive(t, h.message("6281", "a"))
	h.until(t, monday.Add(time.Hour))
	if at := h.whatsapp.sent[0].at; !at.Equal(monday.Add(32 * time.Second)) {
		t.Errorf("sent at %v", at)
	}
}

func TestParcelThatCannotGoIsParkedAndShown(t *testing.T) {
	h := build(t, nil)
	h.whatsapp.fault = func(p engine.Parcel) error {
		if p.Text == "a" {
			return &engine.GiveUp{Err: errors.New("no such number")}
		}
		return nil
	}
	h.receive(t, h.message("6281", "a"))
	h.until(t, monday.Add(3*time.Second))
	h.receive(t, h.message("6281", "b"))
	h.until(t, monday.Add(time.Hour))
	equal(t, h.whatsapp.texts(), []string{"6281: b"})
	if got := h.telegram.texts(); len(got) != 1 || !strings.HasPrefix(got[0], "pemilik: ⚠️") || !strings.Contains(got[0], "no such number") {
		t.Errorf("the owner reads %q", got)
	}
	parked, err := h.o.Store.Parked(t.Context())
	if err != nil || len(parked) != 1 {
		t.Errorf("parked %v, %v", parked, err)
	}
}

func TestParcelThatNeverGoesIsParkedAfterADay(t *testing.T) {
	h := build(t, nil)
	tries := 0
	h.whatsapp.fault = func(engine.Parcel) error { tries++; return errors.New("unreachable") }
	h.receive(t, h.message("6281", "a"))
	h.until(t, monday.Add(23*time.Hour))
	if got := h.telegram.texts(); len(got) > 0 {
		t.Errorf("too early: %q", got)
	}
	if tries < 100 || tries > 200 {
		t.Errorf("%d tries in 23 hours", tries)
	}
	h.until(t, monday.Add(25*time.Hour))
	if got := h.telegram.texts(); len(got) != 1 || !strings.Contains(got[0], "unreachable") {
		t.Errorf("the owner reads %q", got)
	}
}

func TestSickTurnIsParkedAfterThreeTriesAndTheChatGoesOn(t *testing.T) {
	for _, illness := range []string{"panic", "fault"} {
		h := build(t, nil)
		sick := h.message("6281", illness)
		sick.Name = "Sari"
		h.receive(t, sick)
		h.until(t, monday.Add(time.Hour))
		h.receive(t, h.message("6281", "halo"))
		h.until(t, monday.Add(2*time.Hour))
		equal(t, h.whatsapp.texts(), []string{"6281: halo"})
		got := h.telegram.texts()
		if len(got) != 1 || !strings.HasPrefix(got[0], "cs: ⚠️") || !strings.Contains(got[0], "Sari (6281)") || !strings.Contains(got[0], illness) {
			t.Errorf("%s: CS reads %q", illness, got)
		}
	}
}

func TestAlarmIsToldOnce(t *testing.T) {
	h := build(t, nil)
	for range 3 {
		if err := h.Alarm(t.Context(), shop.Owner, "logged-out:1", "WhatsApp keluar"); err != nil {
			t.Fatal(err)
		}
		h.until(t, h.clock.Now().Add(time.Minute))
	}
	equal(t, h.telegram.texts(), []string{"pemilik: WhatsApp keluar"})
}

func TestCatalogActionIsCarriedOutAndTold(t *testing.T) {
	var done []shop.CatalogAction
	h := build(t, func(o *engine.Options) {
		o.Desk = func(t shop.Turn, f engine.Facts) (d shop.Decision, err error) {
			if t.Inputs[0].Text == "terapkan" {
				d.Do(shop.CatalogAction{Action: "apply", Ref: "r", Name: "produk.yaml"})
				return d, nil
			}
			return quietDesk(t, f)
		}
		o.Apply = func(a shop.CatalogAction) string {
			done = append(done, a)
			return "Katalog baru sudah berlaku."
		}
	})
	h.receive(t, shop.Arrival{Channel: shop.Telegram, Chat: "pemilik", ID: "1", At: monday, Kind: shop.KindText, Text: "terapkan"})
	h.until(t, monday.Add(time.Minute))
	equal(t, h.telegram.texts(), []string{"pemilik: Katalog baru sudah berlaku."})
	if want := []shop.CatalogAction{{Action: "apply", Ref: "r", Name: "produk.yaml"}}; !slices.Equal(done, want) {
		t.Errorf("done %v", done)
	}
}

func TestStoppedChannelLosesNothing(t *testing.T) {
	h := build(t, realTime(0))
	stopped := true
	h.whatsapp.fault = func(engine.Parcel) error {
		if stopped {
			return fmt.Errorf("send: %w", engine.ErrStopped)
		}
		return nil
	}
	h.run(t)
	for i := range 5 {
		h.receive(t, h.message("6281", fmt.Sprint(i)))
		<-h.whatsapp.news
		h.worked(t) // so that the next message is a turn of its own
		if err := h.Alarm(t.Context(), shop.Owner, fmt.Sprint("alarm", i), fmt.Sprint("a", i)); err != nil {
			t.Fatal(err)
		}
		h.telegram.until(t, i+1) // the other channel goes on
		h.Resume(shop.WhatsApp)
	}
	h.whatsapp.mu.Lock()
	stopped = false
	h.whatsapp.mu.Unlock()
	h.Resume(shop.WhatsApp)
	equal(t, h.whatsapp.until(t, 5), []string{"6281: 0", "6281: 1", "6281: 2", "6281: 3", "6281: 4"})
}

// realTime lets a house run on the machine's clock.
func realTime(pause time.Duration) func(*engine.Options) {
	return func(o *engine.Options) { o.Clock, o.Pause, o.Workers = wallClock{}, pause, 1 }
}

type wallClock struct{}

func (wallClock) Now() time.Time { return time.Now() }

func TestRunAnswersManyChatsInOrder(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		h := buildOn(t, url, func(o *engine.Options) {
			realTime(0)(o)
			if strings.HasPrefix(url, "postgres") {
				o.Workers = 4
			}
		})
		stop := h.run(t)
		const chats, each = 40, 5
		for c := range chats {
			go func() {
				for i := range each {
					m := h.message(fmt.Sprintf("62%03d", c), fmt.Sprint(i))
					if err := h.Receive(context.Background(), m); err != nil {
						t.Error(err)
					}
				}
			}()
		}
		// A chat is done when it has said its last; every + joins what one turn answered.
		for n := 1; ; n++ {
			got := h.whatsapp.until(t, n)
			words := 0
			for _, s := range got {
				words += 1 + strings.Count(s, "+")
			}
			if words >= chats*each {
				break
			}
		}
		stop()
		said := map[string]string{}
		for _, s := range h.whatsapp.texts() {
			to, text, _ := strings.Cut(s, ": ")
			said[to] = strings.TrimPrefix(said[to]+"+"+text, "+")
		}
		for c := range chats {
			if got := said[fmt.Sprintf("62%03d", c)]; got != "0+1+2+3+4" {
				t.Errorf("chat %d: %q", c, got)
			}
		}
	})
}

func TestRunWaitsOutTheReadingPause(t *testing.T) {
	const pause = 4 * time.Second
	h := build(t, realTime(pause))
	h.run(t)
	h.receive(t, h.message("6281", "a"))
	last := time.Now()
	h.receive(t, h.message("6281", "b"))
	equal(t, h.whatsapp.until(t, 1), []string{"6281: a+b"})
	if took := time.Since(last); took < pause-10*time.Millisecond || took > pause+patience {
		t.Errorf("answered after %v", took)
	}
}

func TestRunGoesOnAfterARestart(t *testing.T) {
	h := build(t, realTime(0))
	h.whatsapp.fault = func(engine.Parcel) error { return engine.ErrStopped }
	stop := h.run(t)
	h.receive(t, h.message("6281", "a"))
	<-h.whatsapp.news
	stop()
	h.receive(t, h.message("6282", "b")) // nobody works
	h.whatsapp.fault = nil
	h.remake(t)
	h.run(t)
	got := h.whatsapp.until(t, 2)
	slices.Sort(got)
	equal(t, got, []string{"6281: a", "6282: b"})
}

func (p *post) Fetch(_ context.Context, m shop.Media) ([]byte, error) {
	p.mu.Lock()
	f := p.fetch
	p.mu.Unlock()
	return f(m)
}

func TestMediaIsFetchedBeforeTheTurn(t *testing.T) {
	h := build(t, func(o *engine.Options) {
		realTime(0)(o)
		o.MaxMedia = 1 << 20
		o.Look = func(_ shop.Channel, data []byte, m *shop.Media) { m.QR = strings.ToUpper(string(data)) }
	})
	tries := 0
	h.whatsapp.fetch = func(m shop.Media) ([]byte, error) {
		switch {
		case string(m.Fetch) == "big":
			return make([]byte, 3<<20), nil
		case tries == 0:
			tries++
			return nil, errors.New("timeout")
		}
		return []byte("picture"), nil
	}
	h.run(t)
	for i, key := range []string{"one", "big"} {
		m := h.message(fmt.Sprintf("628%d", i), "")
		m.Kind, m.Media = shop.KindImage, &shop.Media{Name: "a.jpg", Fetch: []byte(key)}
		h.receive(t, m)
	}
	got := h.whatsapp.until(t, 2)
	slices.Sort(got)
	if !strings.HasPrefix(got[0], "6280: media ") || !strings.HasSuffix(got[0], ".jpg") ||
		!strings.Contains(got[1], "berkasnya 3 MB") {
		t.Errorf("got %q", got)
	}
}

func TestTwoProcessesCarryEachParcelOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		h := buildOn(t, url, func(o *engine.Options) { realTime(0)(o); o.Holder = "one" })
		other := *h
		other.o.Holder = "two"
		other.remake(t)
		stop, stopOther := h.run(t), other.run(t)
		for i := range 30 {
			h.receive(t, h.message(fmt.Sprintf("62%d", i), fmt.Sprint(i)))
		}
		h.whatsapp.until(t, 30)
		stop()
		stopOther()
		seen := map[int64]bool{}
		for _, s := range h.whatsapp.sent {
			if seen[s.ID] {
				t.Errorf("parcel %d was carried twice", s.ID)
			}
			seen[s.ID] = true
		}
	})
}

func TestPanickingChannelEndsNothing(t *testing.T) {
	h := build(t, realTime(0))
	first := true
	h.whatsapp.fault = func(engine.Parcel) error {
		if first {
			first = false
			panic("bad parcel")
		}
		return nil
	}
	h.run(t)
	h.receive(t, h.message("6281", "a"))
	equal(t, h.whatsapp.until(t, 1), []string{"6281: a"})
}

func TestPairing(t *testing.T) {
	h := build(t, realTime(0))
	h.run(t)
	for _, c := range []struct {
		g         shop.Group
		chat, key string
		want      bool
	}{
		{shop.Finance, "-1001", "k1", true}, {shop.Warehouse, "-1002:7", "k2", true},
		{shop.Finance, "-1003", "k1", false}, {shop.Finance, "-1003", "k3", true},
	} {
		if ok, err := h.Pair(t.Context(), c.g, c.chat, c.key); ok != c.want || err != nil {
			t.Errorf("%+v: %v, %v", c, ok, err)
		}
	}
	groups, err := h.o.Store.Groups(t.Context())
	if err != nil || groups[shop.Finance] != "-1003" || groups[shop.Warehouse] != "-1002:7" {
		t.Errorf("groups %v, %v", groups, err)
	}
}
