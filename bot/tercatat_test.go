package bot_test

import (
	"strconv"
	"strings"
	"testing"

	"tokobot/bot"
	"tokobot/bot/uji"
	"tokobot/internal/shop"
)

// TestAfterRecording holds what is said and done in the last turn of a talk about a recorded order, unpaid as it begins.
func TestAfterRecording(t *testing.T) {
	b := bot.SampleShop(t)
	const due, asks = "#MLT-1123-0001 (*Rp61.774*) saya simpan sampai *Sel, 24 Nov 09.03 WIB*", "Saya batalkan dan buatkan lagi dengan perubahan itu, mau?"
	const change = "Alamat pesanan #MLT-1123-0001 diganti jadi ini, kak?"
	for _, c := range []struct {
		said []string
		want []string
		not  []string
	}{
		// another courier, and a hurry
		{[]string{"eh ganti kurir ya"}, []string{"1. J&T Express EZ", "sekarang dengan J&T Express EZ. Mau diganti yang mana"}, []string{"pilihkan"}},
		{[]string{"ganti kurir dong", "2"}, []string{asks}, nil},
		{[]string{"ganti kurir dong", "jne aja", "ya"}, []string{"#MLT-1123-0001 saya batalkan", "Ongkir JNE REG"}, nil},
		{[]string{"jne aja deh"}, []string{asks}, []string{"Siap, dikirim dengan"}},
		{[]string{"ganti gosend aja kurirnya"}, []string{"Kurir itu belum ada"}, nil},
		{[]string{"yang paling murah aja kurirnya"}, []string{"Ongkir pesanan #MLT-1123-0001"}, []string{"pilihkan"}},
		{[]string{"@ bayar", "ganti kurir dong"}, []string{"sudah diproses", "kartu call"}, nil},
		{[]string{"mohon segera dikirim, dibutuhkan besok"}, []string{"begitu pembayarannya masuk"}, []string{"pilihkan"}},
		{[]string{"@ bayar", "mohon segera dikirim, dibutuhkan besok"}, []string{"sedang disiapkan"}, []string{"pilihkan"}},
		{[]string{"eh ganti kurir ya", "[hapus m4]"}, nil, []string{"kosong"}},
		{[]string{"kurirnya yang bagus ya", "[hapus m4]"}, nil, []string{"kosong"}},

		// more time
		{[]string{"bisa diperpanjang sampai besok ga?"}, []string{due}, nil},
		{[]string{"belum tf nih, bisa diperpanjang ga?"}, []string{due}, []string{"santai"}},
		{[]string{"boleh bayar besok ga kak?"}, []string{due}, nil},
		{[]string{"min bisa minta waktu lagi buat transfer?"}, []string{due}, nil},
		{[]string{"@ maju 30h", "bisa diperpanjang ga?"}, []string{"sudah lewat", "Mau saya buatkan lagi?"}, []string{"belum punya"}},

		// money that came twice, or is only named
		{[]string{"[foto bukti.jpg]", "ini transfernya 2x ya kepencet"}, []string{"ke admin keuangan", "ke keuangan: Pembeli bilang transfer dua kali untuk #MLT-1123-0001"}, nil},
		{[]string{"[foto bukti.jpg] kepencet 2x nih transfernya"}, []string{"kartu payment", "ke keuangan: Pembeli bilang transfer dua kali"}, nil},
		{[]string{"kak saya transfer dobel, kepencet 2x"}, []string{"kartu payment", "memang masuk dua kali"}, nil},
		{[]string{"@ bayar", "min kayaknya saya tf dua kali"}, []string{"kartu deposit", "memang masuk dua kali"}, nil},
		{[]string{"bisa bayar 2x ga kak?"}, nil, []string{"keuangan", "dua kali"}},
		{[]string{"150rb?? mahal amat"}, nil, []string{"kartu", "foto bukti"}},
		{[]string{"ok catat 100rb"}, nil, []string{"kartu", "foto bukti"}},
		{[]string{"udah tf 61.774 ya"}, []string{"kartu payment", "foto bukti"}, nil},

		// anger
		{[]string{"pesenan saya mana kok belum dikirim? dasar lelet!"}, []string{"menunggu pembayaran", "kartu call", "Mohon maaf sekali"}, nil},
		{[]string{"@ bayar", "kok belum dikirim juga, ga becus banget"}, []string{"kartu call"}, nil},

		// a question about the order stays open
		{[]string{"eh salah, alamatnya jl melur no 71", "kapan dikirim?"}, []string{change}, nil},
		{[]string{"eh salah, alamatnya jl melur no 71", "kapan dikirim?", "iya"}, []string{"sudah diganti ✅"}, nil},
		{[]string{"eh salah, alamatnya jl melur no 71", "kapan dikirim?", "ada ciput?"}, nil, []string{change}},
		{[]string{"kurirnya ganti jne", "total jadi berapa?"}, []string{asks}, nil},
	} {
		t.Run(strings.Join(c.said, "/"), func(t *testing.T) {
			lines := append([]string{"order bella hitam 3", "Dedi 081233334444 Jl Melur 9 Cimahi Tengah Kota Cimahi", "ya"}, c.said...)
			contains(t, turnAfter(t, b, lines...), c.want, c.not)
		})
	}
}

// TestRefusedProof holds what a buyer hears whose proof was refused and who asks why: what is still to be paid, and finance is asked for the reason.
func TestRefusedProof(t *testing.T) {
	p := uji.NewPlayer(bot.SampleShop(t))
	last := lastTurn(p)
	say(t, p, "order bella hitam 3", "Dedi 081233334444 Jl Melur 9 Cimahi Tengah Kota Cimahi", "ya", "[foto bukti.jpg]")
	o, _, err := p.Books.Order("MLT-1123-0001")
	if err != nil {
		t.Fatal(err)
	}
	o.Status = shop.AwaitingPayment
	var d shop.Decision
	d.Do(shop.SaveOrder{Order: o, Event: shop.Event{What: "bukti ditolak"}})
	if _, err := p.Books.Apply(p.Now, d); err != nil {
		t.Fatal(err)
	}
	say(t, p, "lho kok ditolak? kurang berapa")
	contains(t, *last, []string{"belum bisa diterima admin keuangan", "Total *Rp61.774*", "1234567890", "ke keuangan: Pembeli bertanya kenapa bukti #MLT-1123-0001 ditolak"}, []string{"Harganya sudah pas"})
}

// TestWordsOfDraft holds what is answered to amounts and symptoms that a buyer without an order speaks of.
func TestWordsOfDraft(t *testing.T) {
	b := bot.SampleShop(t)
	tools := shopsOf(t, "understand/testdata/toko-alatpertukangan")["toko-alatpertukangan"]
	tier := b.Catalog.Product("SGB").Wholesale[0]
	many := "order bella hitam " + strconv.Itoa(tier.Min)
	for _, c := range []struct {
		shop *bot.Bot
		said []string
		want []string
		not  []string
	}{
		{b, []string{many, "kok jadi " + tier.Price.String() + "? bukannya 17.500"}, []string{"karena dapat harga grosir mulai"}, []string{"keliru", "kartu"}},
		{b, []string{many, "kok " + tier.Price.String() + " ya bukannya 17.500?"}, []string{"karena dapat harga grosir mulai"}, []string{"keliru", "sudah pas"}},
		{b, []string{"order bella hitam 1", "150rb?? ga jadi pake jne aja"}, []string{"JNE"}, []string{"kartu", "J&T"}},
		{b, []string{"order bella hitam 1", "ok catat 100rb"}, []string{"Bella Square"}, []string{"kartu"}},
		{tools, []string{"bor saya rusak, mata bornya patah"}, []string{"Mesin Bor", "sebut nomor pesanannya"}, []string{"kartu call"}},
		{tools, []string{"bor saya rusak, ada mata bor kayu?"}, []string{"Mata Bor Kayu"}, []string{"kartu call", "nomor pesanan"}},
		{tools, []string{"mau komplain, bor yang saya beli rusak"}, []string{"kartu call"}, nil},
		{tools, []string{"barang saya rusak"}, []string{"kartu call"}, nil},
	} {
		t.Run(strings.Join(c.said, "/"), func(t *testing.T) {
			contains(t, turnAfter(t, c.shop, c.said...), c.want, c.not)
		})
	}
}
