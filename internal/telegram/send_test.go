package telegram

import (
	"errors"
	"strings"
	"testing"
	"time"

	"tokobot/internal/engine"
	"tokobot/internal/shop"
	"tokobot/internal/telegramtest"
)

// TestLostFile: a file that is no more holds nobody up.
func TestLostFile(t *testing.T) {
	w := newWorld(t)
	p := card(shop.Finance, "Bukti bayar", shop.Button{Verb: "terima", Label: "✅ Terima"})
	p.Media = &shop.Media{Ref: "hilang.jpg", MIME: "image/jpeg", Size: 4}
	id, err := w.Send(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	p.Kind, p.MessageID, p.Text, p.Buttons = engine.EditCard, id, "Bukti bayar\nDiterima Rina 14.05", nil
	if _, err := w.Send(t.Context(), p); err != nil {
		t.Error(err)
	}
	m := w.server.Messages(finance, 0)
	if len(m) != 1 || m[0].IsPhoto || !strings.Contains(m[0].Text, "Diterima Rina") || m[0].Edited != 1 {
		t.Errorf("finance sees %+v", m)
	}
	w.clock.add(time.Minute)
	p = engine.Parcel{To: "gudang", Kind: engine.SendMessage, Text: "Label", Media: &shop.Media{Ref: "hilang.pdf", MIME: "application/pdf"}}
	if _, err := w.Send(t.Context(), p); err != nil {
		t.Error(err)
	}
	if m := w.server.Messages(warehouse, 0); len(m) != 1 || m[0].Text != "Label\n\n(berkasnya tidak ada lagi)" {
		t.Errorf("the warehouse sees %+v", m)
	}
	var giveUp *engine.GiveUp
	p.Media, p.Album = nil, []shop.Media{{Ref: "a.pdf", Name: "a.pdf"}, {Ref: "b.pdf", Name: "b.pdf"}}
	if _, err := w.Send(t.Context(), p); !errors.As(err, &giveUp) {
		t.Errorf("an album without its files: %v", err)
	}
}

// TestCaptionGrowsTooLong: a card with a picture is redrawn though its text has grown beyond a caption; its head and its end stay.
func TestCaptionGrowsTooLong(t *testing.T) {
	w := newWorld(t)
	w.files["bukti.jpg"] = []byte("jpeg")
	p := card(shop.Finance, "*Bukti bayar*", shop.Button{Verb: "terima", Label: "✅ Terima"})
	p.Media = &shop.Media{Ref: "bukti.jpg", MIME: "image/jpeg", Size: 4}
	id, err := w.Send(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	p.Kind, p.MessageID, p.Buttons = engine.EditCard, id, nil
	p.Text += "\n" + strings.Repeat("kata pembeli 😀\n", 100) + "Diterima Rina 14.05"
	if _, err := w.Send(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	m := w.server.Messages(finance, 0)
	if len(m) != 1 || len(m[0].Buttons) != 0 || !strings.HasPrefix(m[0].Text, "Bukti bayar\n") || !strings.HasSuffix(m[0].Text, "Diterima Rina 14.05") {
		t.Errorf("finance sees %+v", m)
	}
}

// TestPartsGoOnce: when a later part of a long message fails, the next try begins with that one.
func TestPartsGoOnce(t *testing.T) {
	w := newWorld(t)
	w.files["bukti.jpg"] = []byte("jpeg")
	p := card(shop.Finance, strings.Repeat("baris\n", 1000), shop.Button{Verb: "terima", Label: "✅ Terima"})
	p.Media, p.ID = &shop.Media{Ref: "bukti.jpg", MIME: "image/jpeg", Size: 4}, 7
	for _, fault := range []telegramtest.Fault{{Method: "sendPhoto", Status: 500}, {Method: "sendMessage", Status: 502}} {
		w.server.Fail(fault)
		if _, err := w.Send(t.Context(), p); err == nil {
			t.Fatal("no fault")
		}
		w.clock.add(time.Minute)
	}
	if _, err := w.Send(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	m := w.server.Messages(finance, 0)
	if len(m) != 3 || !m[0].IsPhoto || m[1].IsPhoto || len(m[2].Buttons) != 1 {
		t.Errorf("%d messages: %+v", len(m), m)
	}
}

func TestSqueeze(t *testing.T) {
	for _, text := range []string{strings.Repeat("x", 3000), strings.Repeat("😀", 1500), strings.Repeat("a 😀\n", 900), "awal\n" + strings.Repeat("y", 2000), strings.Repeat("z", 1024)} {
		got := squeeze(text, 1024)
		if n := units(got); n > 1024 || n < 500 {
			t.Errorf("%d units", n)
		}
	}
}
