package desk

import (
	"encoding/json"
	"strings"
	"testing"

	"tokobot/internal/card"
	"tokobot/internal/shop"
)

// drafted shows a draft as the engine does, and gives its card.
func drafted(t *testing.T, b *books, d Draft) (said []string) {
	t.Helper()
	ref, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	return b.turn(t, shop.CS, timerInput(TimerDraft, string(ref)))
}

func timerInput(what, ref string) shop.Input {
	return shop.Input{Arrival: shop.Arrival{Kind: shop.KindTimer, Timer: &shop.Timer{What: what, Ref: ref}}}
}

// TestDrafts shows what the bot may not send, and what becomes of it: a person sent it, nobody shall, the bot did after all.
func TestDrafts(t *testing.T) {
	for name, tt := range map[string]struct {
		do         func(*testing.T, *books) []string
		card       string // how it ends
		open       bool
		taken      bool // the message is not sent
		hand       bool // but was said
		said       string
		afterwards func(*testing.T, *books) []string
		saidThen   string
	}{
		"sent by hand, and pressed once more": {
			do: pressing(shop.CS, "Dewi", "Sudah saya kirim"), card: "✅ Dikirim Dewi dari HP toko 14.00", taken: true, hand: true,
			afterwards: pressingAgain(shop.CS, "Rina", shop.CardDraft, card.Discard), saidThen: "Sudah diputuskan oleh Dewi 14.00",
		},
		"discarded": {do: pressing(shop.CS, "Dewi", "Buang"), card: "🗑 Dibuang Dewi 14.00", taken: true},
		"sent by the bot": {
			do: func(t *testing.T, b *books) []string { return b.turn(t, shop.CS, timerInput(TimerDraftSent, "draf.7")) }, card: "🤖 Sudah dikirim bot 14.00",
			afterwards: pressingAgain(shop.CS, "Dewi", shop.CardDraft, card.SentHand), saidThen: "Sudah diputuskan oleh bot 14.00",
		},
		"sent by both": {
			do: pressing(shop.CS, "Dewi", "Sudah saya kirim"), card: "✅ Dikirim Dewi dari HP toko 14.00", taken: true, hand: true,
			afterwards: func(t *testing.T, b *books) []string { return b.turn(t, shop.CS, timerInput(TimerDraftSent, "draf.7")) }, saidThen: "terlanjur dikirim bot juga",
		},
		"answered": {
			do: replying(shop.CS, "Dewi", shop.CardDraft, "sudah ya"), card: "```", open: true, said: "Draf dikirim dari HP toko",
		},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBooks(t)
			b.outbox = map[int64]bool{7: true}
			d := Draft{Message: 7, Buyer: 1, Text: "Totalnya *Rp99.137* ya kak"}
			if said := strings.Join(drafted(t, b, d), "\n"); !strings.Contains(said, "Draf untuk Sari") || !strings.Contains(said, "```\nTotalnya *Rp99.137* ya kak\n```") {
				t.Fatalf("the group reads %s", said)
			}
			if again := drafted(t, b, d); len(again) != 0 {
				t.Errorf("shown again: %q", again)
			}
			said := tt.do(t, b)
			if tt.said != "" && !strings.Contains(strings.Join(said, "\n"), tt.said) {
				t.Errorf("said %q", said)
			}
			if tt.afterwards != nil {
				if said := strings.Join(tt.afterwards(t, b), "\n"); !strings.Contains(said, tt.saidThen) {
					t.Errorf("said then %q", said)
				}
			}
			c := b.last(t, shop.CardDraft)
			if c.Open != tt.open || !strings.HasSuffix(c.Text, tt.card) || (len(c.Buttons) > 0) != tt.open {
				t.Errorf("the card: open %t\n%s", c.Open, c.Text)
			}
			if b.outbox[7] == tt.taken || b.byHand[7] != tt.hand {
				t.Errorf("waits %t, sent by hand %t", b.outbox[7], b.byHand[7])
			}
		})
	}
}

// TestDraftOfWhatWasSent is a draft that comes too late to be one.
func TestDraftOfWhatWasSent(t *testing.T) {
	b := newBooks(t)
	if said := drafted(t, b, Draft{Message: 7, Buyer: 1, Text: "halo"}); len(said) != 0 {
		t.Errorf("said %q", said)
	}
}
