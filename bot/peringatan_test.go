package bot_test

import (
	"strings"
	"testing"

	"tokobot/bot"
	"tokobot/bot/uji"
	"tokobot/internal/card"
	"tokobot/internal/shop"
)

// orderedWith is a buyer's order of the sample shop that came as far as the directions say, with a card of a kind open in the shop.
func orderedWith(t *testing.T, b *bot.Bot, kind shop.CardKind, directions ...string) *uji.Player {
	t.Helper()
	p := uji.NewPlayer(b)
	say(t, p, "order tasbih kayu 1", "Dedi 081233334444 Jl Melur 9 Cimahi Tengah Kota Cimahi", "ya")
	for _, d := range directions {
		if _, err := p.Direct(d); err != nil {
			t.Fatal(err)
		}
	}
	showCard(t, p, kind)
	return p
}

// showCard opens the card that a desk has of the order.
func showCard(t *testing.T, p *uji.Player, kind shop.CardKind) {
	t.Helper()
	o, _, err := p.Books.Order("MLT-1123-0001")
	if err != nil {
		t.Fatal(err)
	}
	c := card.NewPacking("gudang", card.When{Now: p.Now}, o, shop.Buyer{ID: 1})
	if kind == shop.CardParcel {
		c = card.NewParcel("paket", card.When{Now: p.Now}, o, shop.Buyer{ID: 1}, "")
	}
	if _, err := p.Books.Apply(p.Now, shop.Decision{Effects: []shop.Effect{shop.ShowCard{Card: c}}}); err != nil {
		t.Fatal(err)
	}
}

// openText is what stands on the open cards of a kind.
func openText(t *testing.T, p *uji.Player, kind shop.CardKind) string {
	t.Helper()
	open, err := p.Books.OpenCards(kind, "", 1)
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for _, c := range open {
		texts = append(texts, c.Text)
	}
	return strings.Join(texts, "\n")
}

// TestWishOfWhatIsInHand holds what a buyer may want of goods that people pack or send already: the buyer is told the truth, CS is called, and
// the card by which the parcel leaves warns.
func TestWishOfWhatIsInHand(t *testing.T) {
	b := bot.SampleShop(t)
	for _, c := range []struct {
		kind                shop.CardKind
		at, said            []string
		answer, call, warns string
	}{
		{shop.CardParcel, []string{"bayar", "kemas"}, []string{"kak alamatnya salah, yang benar Jl Merdeka 33 Cimahi Tengah Cimahi ya"},
			"sudah dikemas dengan alamat yang lama", "ganti alamat #MLT-1123-0001 yang sudah dikemas", "⚠️ Pembeli minta ganti alamat: “kak alamatnya salah, yang benar Jl Merdeka 33"},
		{shop.CardParcel, []string{"bayar", "kemas"}, []string{"kirim ke Jl Melur 9 Cimahi Tengah"}, "memang sudah itu", "", ""},
		{shop.CardParcel, []string{"bayar", "kemas"}, []string{"batalkan pesanan saya kak", "iya"},
			"pembatalannya harus dicek admin", "minta batal #MLT-1123-0001 yang sudah dikemas", "⚠️ Pembeli minta batal – tanya CS dulu sebelum diserahkan"},
		{shop.CardPacking, []string{"bayar"}, []string{"alamatnya ganti ke Jl Sudirman 5 Tebet Jakarta Selatan ya", "ya"},
			"teruskan ke admin", "ongkir berubah", "⚠️ Pembeli minta ganti alamat: “Dedi, 081233334444, Jl Sudirman 5"},
		{shop.CardParcel, []string{"bayar", "kemas"}, []string{"kurirnya ganti jne ya"},
			"teruskan ke admin", "minta ubah pesanan", "⚠️ Pembeli minta ganti pesanan: “kurirnya ganti jne ya”"},
		{shop.CardParcel, []string{"bayar", "kemas"}, []string{"nama penerimanya salah, harusnya Budi"},
			"sudah dikemas dengan alamat yang lama", "ganti alamat", "⚠️ Pembeli minta ganti alamat: “nama penerimanya salah, harusnya Budi”"},
	} {
		t.Run(c.said[0], func(t *testing.T) {
			p := orderedWith(t, b, c.kind, c.at...)
			last := lastHeard(p)
			say(t, p, c.said...)
			if !strings.Contains(*last, c.answer) {
				t.Errorf("the buyer reads\n%s\nwithout %q", *last, c.answer)
			}
			for kind, want := range map[shop.CardKind]string{shop.CardCall: c.call, c.kind: c.warns} {
				got := openText(t, p, kind)
				if !strings.Contains(got, want) || want == "" && (strings.Contains(got, "⚠️") || kind == shop.CardCall && got != "") {
					t.Errorf("the %s card is\n%s\nwant %q", kind, got, want)
				}
			}
		})
	}
}

// TestMovedWhilePacked takes a yes to a new address, of an order that was packed since the question, to the people who have the parcel.
func TestMovedWhilePacked(t *testing.T) {
	p := orderedWith(t, bot.SampleShop(t), shop.CardPacking, "bayar")
	say(t, p, "alamatnya ganti ke Jl Merdeka 33 Cimahi Tengah Cimahi ya")
	if _, err := p.Direct("kemas"); err != nil {
		t.Fatal(err)
	}
	showCard(t, p, shop.CardParcel)
	say(t, p, "ya")
	if got := openText(t, p, shop.CardParcel); !strings.Contains(got, "⚠️ Pembeli minta ganti alamat: “Dedi, 081233334444, Jl Merdeka 33, ") {
		t.Errorf("the parcel card is\n%s", got)
	}
}

// TestLetteringOfARecordedOrder holds that other words for a cake stand on the packing list while nothing is packed, and are for people after.
func TestLetteringOfARecordedOrder(t *testing.T) {
	b := bot.SampleShop(t)
	p := orderedWith(t, b, shop.CardPacking, "bayar")
	say(t, p, `tulisannya "Selamat Ultah Mama" ya`, `eh kak tulisannya ganti jadi "Happy Birthday Mama" ya`)
	got := openText(t, p, shop.CardPacking)
	if !strings.Contains(got, `Catatan: tulisannya "Happy Birthday Mama"`) || strings.Contains(got, "Selamat") || strings.Count(got, "Catatan") != 1 {
		t.Errorf("the packing list is\n%s", got)
	}
	if call := openText(t, p, shop.CardCall); call != "" {
		t.Errorf("people are called:\n%s", call)
	}
	p = orderedWith(t, b, shop.CardParcel, "bayar", "kemas")
	say(t, p, `eh kak tulisannya ganti jadi "Happy Birthday Mama" ya`)
	if got := openText(t, p, shop.CardParcel); !strings.Contains(got, "⚠️ Pembeli minta ganti pesanan: “eh kak tulisannya ganti jadi") {
		t.Errorf("the parcel card is\n%s", got)
	}
	p = orderedWith(t, b, shop.CardParcel, "bayar", "kemas")
	say(t, p, "catatan: bungkus kado ya kak")
	if got := openText(t, p, shop.CardParcel); !strings.Contains(got, "Catatan: bungkus kado") || !strings.Contains(got, "⚠️ Catatan pembeli berubah sesudah dikemas") {
		t.Errorf("the parcel card is\n%s", got)
	}
}
