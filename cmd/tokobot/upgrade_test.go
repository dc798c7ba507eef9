package main

import (
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tokobot/internal/config"
	"tokobot/internal/engine"
	"tokobot/internal/replay"
	"tokobot/internal/rupiah"
	"tokobot/internal/shop"
	"tokobot/internal/storetest"
)

// TestGoesOnAfterUpgrade: the shop goes on where a program ended whose database had schema version 1. What waited is said and
// answered, a card of then is pressed, known buyers are known, and numbers, stock and cash go on from what they were.
func TestGoesOnAfterUpgrade(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		storetest.Version1(t, url)
		cfg := config.Default()
		l, err := openShop("../../catalog/contoh", settingsOf(cfg))
		if err != nil {
			t.Fatal(err)
		}
		s, err := openStage(t.Context(), stageOptions{shop: l, config: cfg, database: url, media: t.TempDir(), warn: io.Discard})
		if err != nil {
			t.Fatal(err)
		}
		said := map[string]string{}
		s.show = func(p engine.Parcel) error { said[p.To] += p.Text + "\n"; return nil }
		play := func(lines string) {
			t.Helper()
			script, err := replay.Read(strings.NewReader(lines), t.TempDir())
			if err != nil {
				t.Fatal(err)
			}
			s.Next = 0
			if err := s.Play(t.Context(), script); err != nil {
				t.Fatal(err)
			}
		}
		play(`{"at":"2026-11-23T11:46:00+07:00"}
{"at":"2026-11-23T11:47:00+07:00"}`)
		for to, want := range map[string]string{
			"6281200000009": "*Pashmina Ceruty Babydoll – Navy* Rp45.000, ready", // never sent
			"6281200000003": "Total *Rp136.291* (termasuk kode unik 291)",        // never sent
			"6281200000002": "#MLT-1123-0002",                                    // the sending failed
			"6281200000004": "1 × Bella Square – Hitam",                          // not read yet
		} {
			if strings.Count(said[to], want) != 1 {
				t.Errorf("%s reads\n%swant once %q", to, said[to], want)
			}
		}
		err = s.Engine.Receive(t.Context(), shop.Arrival{
			Channel: shop.Telegram, Chat: string(shop.Finance), ID: "tekan", User: "Rina", Name: "Rina", At: s.Clock.Now(), Kind: shop.KindPress,
			Press: &shop.Pressed{Card: "28.1", Verb: "terima"}, Callback: "cb",
		})
		if err != nil {
			t.Fatal(err)
		}
		play(`{"at":"2026-11-23T11:48:00+07:00","buyer":"6281200000004","text":"ya"}
{"buyer":"6281200000004","text":"ya"}
{"buyer":"6281200000001","text":"barang sudah sampai kak, makasih"}
{"staff":"gudang","user":"Budi","text":"/masuk segi empat voal polos milo 4"}
{"at":"2026-11-23T11:55:00+07:00"}`)
		if want := "Segi Empat Voal Polos – Milo"; !strings.Contains(said["6281200000006"], want) {
			t.Errorf("who waited for a product reads %q, want %q", said["6281200000006"], want)
		}
		wantBooks(t, s)
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
}

// wantBooks compares orders, cash and stock with what should be in them at the end.
func wantBooks(t *testing.T, s *stage) {
	t.Helper()
	status, cash, stock := map[string]shop.Status{}, rupiah.Amount(0), map[string]shop.Stock{}
	err := s.books.Dump(t.Context(), engine.Dump{
		Order: func(o shop.Order, _ string) error { status[o.Number] = o.Status; return nil },
		Stock: func(s shop.Stock) error { stock[s.SKU] = s; return nil },
		Cash: func(c shop.CashLine) error {
			if c.Kind == shop.Out {
				c.Amount = -c.Amount
			}
			cash += c.Amount
			return nil
		},
		Chat: func(string, shop.Handler) error { return nil },
	})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]shop.Status{
		"MLT-1123-0001": shop.Completed, "MLT-1123-0002": shop.Confirmed, "MLT-1123-0003": shop.AwaitingPayment,
		"MLT-1123-0004": shop.Cancelled, "MLT-1123-0005": shop.Paid, "MLT-1123-0006": shop.AwaitingPayment,
	}
	if d := cmp.Diff(want, status); d != "" {
		t.Errorf("orders (-want +got):\n%s", d)
	}
	if cash != 44_274-25_000+26_740 {
		t.Errorf("there are %s in the cash book", cash)
	}
	if d := cmp.Diff(shop.Stock{SKU: "SGB-HITAM", OnHand: 58, Reserved: 2}, stock["SGB-HITAM"]); d != "" {
		t.Errorf("stock (-want +got):\n%s", d)
	}
}
