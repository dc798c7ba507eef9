package engine_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"tokobot/internal/engine"
	"tokobot/internal/shop"
)

// TestDraftsGoToPeople has a channel that forbids sending: what waits is shown to the CS group once, a chat in which a person
// wrote is left alone, and the others are sent when it is allowed again.
func TestDraftsGoToPeople(t *testing.T) {
	h := build(t, realTime(0))
	barred := true
	h.whatsapp.fault = func(engine.Parcel) error {
		if barred {
			return &engine.Barred{Err: errors.New("463")}
		}
		return nil
	}
	h.run(t)
	h.receive(t, h.message("6281", "untuk Sari"))
	h.receive(t, h.message("6282", "untuk Dewi"))
	for end := time.Now().Add(patience); len(h.telegram.texts()) < 2 && time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		h.Resume(shop.WhatsApp)
	}
	all := strings.Join(h.telegram.texts(), "\n")
	if len(h.telegram.texts()) != 2 || !strings.Contains(all, "untuk Sari") || !strings.Contains(all, "untuk Dewi") || !strings.Contains(all, "cs: ") {
		t.Fatalf("the CS group sees %q", all)
	}
	own := h.message("6281", "ini ya Sari")
	own.Kind = shop.KindOwn
	h.receive(t, own)
	for end := time.Now().Add(patience); len(h.telegram.texts()) < 3 && time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		h.Resume(shop.WhatsApp) // the answer of the test's bot to a person's words is a draft too
	}
	h.whatsapp.mu.Lock()
	barred = false
	h.whatsapp.mu.Unlock()
	h.Resume(shop.WhatsApp)
	h.whatsapp.until(t, 2)
	time.Sleep(50 * time.Millisecond)
	if got := h.whatsapp.texts(); len(got) != 2 || strings.Contains(strings.Join(got, "\n"), "untuk Sari") {
		t.Errorf("sent %q", got)
	}
}
