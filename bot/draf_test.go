package bot_test

import (
	"slices"
	"strings"
	"testing"

	"tokobot/bot"
	"tokobot/bot/uji"
	"tokobot/internal/card"
	"tokobot/internal/shop"
)

// TestDraftsAnswered has two drafts in a chat and a person who writes from the shop's phone: who sends a draft as it is takes
// nothing over, and the other draft stays; other words take the place of both.
func TestDraftsAnswered(t *testing.T) {
	for words, want := range map[string][]string{
		"[hp toko] Ongkir ke Kota Cimahi  Rp9.000 ya kak":       {"draf 1 ditarik", "kartu draft ditutup: true"},
		"[hp toko] Ongkir ke *Kota Cimahi*\nRp9.000 ya kak":     {"draf 1 ditarik", "kartu draft ditutup: true"},
		"[hp toko] Pembayaran *#MLT-1* sudah kami terima":       {"draf 2 ditarik", "kartu draft ditutup: true"},
		"[hp toko] Ongkir ke Kota Cimahi Rp9.000 ya kak, jadi?": {"draf 1 ditarik", "draf 2 ditarik", "dijawab oleh human"},
		"[hp toko] gratis ongkir deh":                           {"draf 1 ditarik", "draf 2 ditarik", "dijawab oleh human"},
	} {
		t.Run(words, func(t *testing.T) {
			p := uji.NewPlayer(bot.SampleShop(t))
			var did, said []string
			p.Heard = func(says []shop.Say, effects []string) {
				did = append(did, effects...)
				for _, s := range says {
					said = append(said, s.Text)
				}
			}
			var d shop.Decision
			for i, text := range []string{"Ongkir ke *Kota Cimahi* Rp9.000 ya kak", "Pembayaran *#MLT-1* sudah kami terima"} {
				d.Do(shop.ShowCard{Card: card.NewDraft(card.When{Now: p.Now}, card.Draft{Message: int64(i + 1), Buyer: shop.Buyer{ID: 1}, Text: text})})
			}
			if _, err := p.Books.Apply(p.Now, d); err != nil {
				t.Fatal(err)
			}
			own, err := p.Message(words)
			if err != nil {
				t.Fatal(err)
			}
			if err := p.Hear([]shop.Arrival{own}); err != nil {
				t.Fatal(err)
			}
			for _, w := range want {
				if !slices.Contains(did, w) {
					t.Errorf("no %q in %q", w, did)
				}
			}
			open, err := p.Books.OpenCards(shop.CardDraft, "", 1)
			if err != nil {
				t.Fatal(err)
			}
			takenOver := slices.Contains(did, "dijawab oleh human")
			if takenOver != (len(want) == 3) || takenOver != (len(open) == 0) {
				t.Errorf("%q; %d drafts open", did, len(open))
			}
			halo, err := p.Message("halo kak")
			if err != nil {
				t.Fatal(err)
			}
			if err := p.Hear([]shop.Arrival{halo}); err != nil {
				t.Fatal(err)
			}
			if answered := strings.Contains(strings.Join(said, "\n"), "kak"); answered == takenOver {
				t.Errorf("the bot says %q", said)
			}
		})
	}
}
