package bot_test

import (
	"strings"
	"testing"

	"tokobot/bot"
	"tokobot/bot/uji"
	"tokobot/internal/shop"
)

// offersPickUp stands in the answer that offers a person to arrange it.
const offersPickUp = "diambil sendiri, admin yang mengaturnya"

// playAll says lines one after the other, and returns the last answer and the text of the card that calls a person, if one does.
func playAll(t *testing.T, b *bot.Bot, said ...string) (last, call string) {
	t.Helper()
	p := uji.NewPlayer(b)
	heard := lastHeard(p)
	say(t, p, said...)
	open, err := p.Books.OpenCards(shop.CardCall, "", 1)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range open {
		call = c.Text
	}
	return *heard, call
}

// TestPickUpSaid holds the sayings, in the languages that buyers write, which mean that the buyer comes for the goods, and some that do not.
func TestPickUpSaid(t *testing.T) {
	salon := shopsOf(t, "understand/testdata/toko-salon")["toko-salon"]
	for line, want := range map[string]bool{
		"ambil sendiri aja": true, "ambil di toko": true, "diambil sendiri": true, "sy ambil ke toko": true, "ambil sndri bsa?": true,
		"ga usah dikirim kak, nanti diambil adik saya ke toko": true, "pickup bisa?": true, "besok aku ke toko aja ambilnya": true,
		"jupuk dewe": true, "tak jupuk dewe": true, "aku teko dewe neng toko": true, "lho aku arep jupuk dewe mbak, ora dikirim": true,
		"kulo mendhet piyambak": true, "kulo pendhet piyambak mawon dhateng toko": true, "dicandak nyalira": true, "nyandak sorangan": true,
		"candak ka toko": true, "ambiak surang": true, "ambek dewek": true, "ambil ndiri": true, "mboten usah dikirim, dijupuk dewe nggih": true,
		"ga jadi ambil sendiri": false, "ambil 2": false, "kirim pakai pick up bisa?": false, "datang ke rumah saya": false, "saya ambil yang coklat": false,
	} {
		t.Run(line, func(t *testing.T) {
			last, _ := playAll(t, salon, "handuk salon coklat 12", line)
			if strings.Contains(last, offersPickUp) != want {
				t.Errorf("pick-up offered: %v, want %v, in:\n%s", !want, want, last)
			}
			if want && strings.Contains(last, "alamat lengkapnya") {
				t.Errorf("an address is asked for in:\n%s", last)
			}
		})
	}
}

// TestPickUpGoesOn holds what becomes of the wish: a person is called who reads it, or the goods are sent after all.
func TestPickUpGoesOn(t *testing.T) {
	salon := shopsOf(t, "understand/testdata/toko-salon")["toko-salon"]
	for _, c := range []struct {
		said       []string
		last, call string // what stands in the last answer and on the card; "" is no card
	}{
		{[]string{"iya panggil admin"}, "saya panggilkan admin", "Pembeli mau ambil sendiri: 12 × Handuk Salon 30 x 70 cm – Coklat"},
		{[]string{"y"}, "saya panggilkan admin", "Pembeli mau ambil sendiri"},
		{[]string{"boleh panggil kak"}, "saya panggilkan admin", "Pembeli mau ambil sendiri"},
		{[]string{"mau ngomong sama admin aja"}, "saya panggilkan admin", "Pembeli mau ambil sendiri"},
		{[]string{"kan mau diambil sendiri kak"}, "saya panggilkan admin", "Pembeli mau ambil sendiri"},
		{[]string{"nama Budi 081234567890 besok jam 4"}, "Diambil sendiri: Budi, 081234567890, besok jam 4", "Budi, 081234567890, besok jam 4, 12 ×"},
		{[]string{"jadi 24 ya"}, offersPickUp, ""},
		{[]string{"totalnya berapa"}, offersPickUp, ""},
		{[]string{"tidak usah"}, "Baik kak", ""},
		{[]string{"ongkir ke semarang brp?", "kota"}, "Ongkir ke *Kota Semarang*", ""},
		{[]string{"ga jadi"}, "tidak jadi dicatat", ""},
		{[]string{"tidak usah", "jadi 24 ya"}, offersPickUp, ""},
		{[]string{"kirim aja deh"}, "alamat lengkapnya", ""},
		{[]string{"ga jadi ambil sendiri, dikirim aja"}, "alamat lengkapnya", ""},
		{[]string{"ga jadi ambil deh, kirim aja"}, "alamat lengkapnya", ""},
		{[]string{"tidak usah deh, dikirim aja. Budi 081234567890 Jl Melati 5 Gayamsari Semarang"}, "Pesanan untuk Budi", ""},
		{[]string{"ga jadi, batal aja"}, "tidak jadi dicatat", ""},
		{[]string{"jne aja"}, "dikirim dengan JNE", ""},
		{[]string{"Budi 081234567890 Jl Melati 5 Gayamsari Semarang"}, "Pesanan untuk Budi", ""},
	} {
		t.Run(strings.Join(c.said, "/"), func(t *testing.T) {
			last, call := playAll(t, salon, append([]string{"handuk salon coklat 12", "ambil sendiri aja"}, c.said...)...)
			if !strings.Contains(last, c.last) {
				t.Errorf("no %q in:\n%s", c.last, last)
			}
			if !strings.Contains(call, c.call) || c.call == "" && call != "" {
				t.Errorf("card %q, want %q", call, c.call)
			}
		})
	}
}

// TestPersonWanted holds the yeses to any question for a person.
func TestPersonWanted(t *testing.T) {
	salon := shopsOf(t, "understand/testdata/toko-salon")["toko-salon"]
	for line, want := range map[string]bool{"iya panggil admin": true, "panggilkan aja": true, "mau": true, "boleh panggil": true, "y": true,
		"iya tolong panggilkan adminnya ya kak": true, "boleh, makasih": true, "ga usah": false, "mau 2": false} {
		t.Run(line, func(t *testing.T) {
			if _, call := playAll(t, salon, "handuk salon coklat garansinya?", line); (call != "") != want {
				t.Errorf("called: %v, want %v", call != "", want)
			}
		})
	}
}
