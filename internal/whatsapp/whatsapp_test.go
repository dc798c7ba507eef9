package whatsapp_test

import (
	"testing"

	"tokobot/internal/shop"
	"tokobot/internal/whatsapptest"
)

func TestTextBothWays(t *testing.T) {
	w := linked(t, nil)
	sari := w.server.Buyer("6281200000001", "Sari")
	id := sari.Send("kak ada?")
	w.until("arrival", func() bool { return len(w.inbox.texts()) == 1 })
	a := w.inbox.of(shop.KindText)[0]
	if a.Chat != "6281200000001" || a.ID != id || a.Name != "Sari" || len(a.Alt) != 1 || a.Alt[0] != sari.LID() {
		t.Errorf("arrival is %+v", a)
	}
	if err := w.say("3EB0AA01", a.Chat, "ada kak"); err != nil {
		t.Fatal(err)
	}
	got := sari.Received()
	if len(got) != 1 || got[0].Text != "ada kak" || got[0].ID != "3EB0AA01" {
		t.Errorf("buyer sees %+v", got)
	}
	w.until("delivered", func() bool { return len(w.inbox.of(shop.KindReceipt)) == 1 })
	if r := w.inbox.of(shop.KindReceipt)[0]; r.Target != "3EB0AA01" || r.Chat != a.Chat {
		t.Errorf("receipt is %+v", r)
	}
	w.until("acknowledged", func() bool { return w.server.Waiting() == 0 })
	if w.server.Seen("read") != 1 {
		t.Errorf("read marks: %d", w.server.Seen("read"))
	}
	s, err := w.wa.Status(t.Context())
	if err != nil || s.Phone != whatsapptest.ShopPhone {
		t.Errorf("status %+v, %v", s, err)
	}
}
