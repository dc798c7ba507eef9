package whatsapp_test

import (
	"testing"
	"time"

	"tokobot/internal/whatsapp"
)

// TestOfflineAfterLongTyping: while the number is online its phone makes no sound, so it goes offline however long it was seen typing.
func TestOfflineAfterLongTyping(t *testing.T) {
	t.Parallel()
	w := linked(t, func(o *whatsapp.Options) {
		o.Pace.Typing = 30 * time.Second // a fifth of it for a short text
	})
	w.stop() // who has no name is never online
	if _, err := w.books.DB().Exec("UPDATE whatsmeow_device SET push_name = 'Toko Melati'"); err != nil {
		t.Fatal(err)
	}
	w.open()
	w.becomes(whatsapp.Connected)
	w.server.Buyer("6281200000001", "Sari")
	if err := w.say("3EB0AA01", "6281200000001", "siap"); err != nil {
		t.Fatal(err)
	}
	w.until("offline", func() bool { return w.server.Seen("presence unavailable") == w.server.Seen("presence available") })
	if n := w.server.Seen("presence available"); n != 1 {
		t.Errorf("%d times online", n)
	}
}
