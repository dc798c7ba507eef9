package livetest_test

import (
	"testing"

	"tokobot/internal/livetest"
)

// TestEditsOfADraft changes what a buyer wrote, as older phones do, as newer ones do and by taking it back: the draft of the order
// follows. An edit that nobody can read is asked for once more and changes nothing.
func TestEditsOfADraft(t *testing.T) {
	t.Parallel()
	s := livetest.New(t, livetest.Options{Config: quick})
	s.Link()
	s.Start()
	s.Until("WhatsApp", s.Connected)
	sari := s.WhatsApp.Buyer("6281200000001", "Sari")
	id := sari.Send("pesan pashmina ceruty hitam 2 kak")
	hears(s, sari, "Subtotal Rp90.000")
	sari.Edit(id, "pesan pashmina ceruty hitam 3 kak")
	hears(s, sari, "Subtotal Rp135.000")
	sari.EditSecretly(id, "pesan pashmina ceruty hitam 4 kak")
	hears(s, sari, "Subtotal Rp180.000")
	before := len(sari.Received())
	sari.EditUnreadably(id, "pesan pashmina ceruty hitam 5 kak")
	s.Until("an answer", func() bool { return len(sari.Received()) > before })
	sari.Send("totalnya jadi berapa kak?")
	hears(s, sari, "Rp180.000")
	if n := count(sari, "Rp225.000"); n != 0 {
		t.Error("an edit that can't be read was guessed")
	}
	sari.Delete(id)
	hears(s, sari, "pesanannya jadi kosong")
}
