package engine_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"tokobot/internal/desk"
	"tokobot/internal/engine"
	"tokobot/internal/shop"
)

// draftDesk says what it hears of drafts.
func draftDesk(t shop.Turn, f engine.Facts) (d shop.Decision, err error) {
	for _, in := range t.Inputs {
		if in.Kind != shop.KindTimer {
			continue
		}
		switch in.Timer.What {
		case desk.TimerDraft:
			var draft desk.Draft
			if err := json.Unmarshal([]byte(in.Timer.Ref), &draft); err != nil {
				return d, err
			}
			if waits, err := f.WaitsToGo(draft.Message); err != nil || !waits {
				return d, err
			}
			d.Do(shop.Drafted{Message: draft.Message}, shop.Tell{Key: in.Timer.Key, Group: shop.CS, Text: "draf: " + draft.Text})
		case desk.TimerDraftSent:
			d.Do(shop.Tell{Key: in.Timer.Key, Group: shop.CS, Text: "terkirim: " + in.Timer.Ref})
		}
	}
	return d, nil
}

// TestDraftsGoToPeople has a channel that forbids sending: what waits is shown to the CS group once, and told to have been sent
// when it is allowed again.
func TestDraftsGoToPeople(t *testing.T) {
	h := build(t, func(o *engine.Options) {
		realTime(0)(o)
		o.Desk = draftDesk
	})
	var barred atomic.Bool
	barred.Store(true)
	h.whatsapp.fault = func(engine.Parcel) error {
		if barred.Load() {
			return &engine.Barred{Err: errors.New("463")}
		}
		return nil
	}
	h.run(t)
	h.receive(t, h.message("6281", "untuk Sari"))
	h.receive(t, h.message("6282", "untuk Dewi"))
	cs := func(n int) []string {
		t.Helper()
		for end := time.Now().Add(patience); len(h.telegram.texts()) < n && time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
			h.Resume(shop.WhatsApp)
		}
		return h.telegram.texts()
	}
	all := strings.Join(cs(2), "\n")
	h.Resume(shop.WhatsApp)
	time.Sleep(50 * time.Millisecond)
	if len(h.telegram.texts()) != 2 || !strings.Contains(all, "untuk Sari") || !strings.Contains(all, "untuk Dewi") || !strings.Contains(all, "cs: ") {
		t.Fatalf("the CS group sees %q", all)
	}
	barred.Store(false)
	h.Resume(shop.WhatsApp)
	h.whatsapp.until(t, 2)
	told := cs(4)[2:]
	slices.Sort(told)
	if len(told) != 2 || !strings.Contains(told[0], "terkirim: draf.") || told[0] == told[1] {
		t.Errorf("the CS group sees %q", told)
	}
	if len(h.whatsapp.texts()) != 2 {
		t.Errorf("sent %q", h.whatsapp.texts())
	}
}
