package whatsapp_test

import (
	"errors"
	"sync/atomic"
	"testing"

	"tokobot/internal/shop"
)

// TestSentOnByTheShopsPhone has the shop's own phone hand on a message that never came to this device, while the database fails:
// whatsmeow acknowledges it whatever the handler says, so it is stored in the end without coming again.
func TestSentOnByTheShopsPhone(t *testing.T) {
	t.Parallel()
	w := linked(t, nil)
	sari := w.server.Buyer("6281200000001", "Sari")
	var tries atomic.Int32
	w.inbox.setFail(func(a shop.Arrival) error {
		if a.ID == "3EB0LATE" && tries.Add(1) < 4 {
			return errors.New("the database is away")
		}
		return nil
	})
	logins := w.server.Seen("login")
	w.server.Own().Resend(sari, "3EB0LATE", "mau pesan kak")
	w.until("arrival", func() bool { return len(w.inbox.texts()) == 1 })
	if a := w.inbox.of(shop.KindText)[0]; a.Text != "mau pesan kak" || a.ID != "3EB0LATE" || tries.Load() != 4 {
		t.Errorf("%+v after %d tries", a, tries.Load())
	}
	sari.Send("halo?")
	w.until("the next", func() bool { return len(w.inbox.texts()) == 2 })
	if w.server.Seen("login") != logins {
		t.Error("the connection was given up, though nothing would come again")
	}
}
