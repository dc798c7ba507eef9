package bot_test

import (
	"strings"
	"testing"

	"tokobot/bot"
)

// talkCase is a piece of talk with a shop, by what stands in its last answer and what does not.
type talkCase struct {
	shop      string
	said      []string
	want, not []string
}

func playTalks(t *testing.T, cases []talkCase) {
	t.Helper()
	shops := shopsOf(t, "understand/testdata/toko-undangan", "understand/testdata/toko-bengkelac", "understand/testdata/toko-kain", "../catalog/contoh")
	for _, c := range cases {
		t.Run(strings.Join(c.said, "/"), func(t *testing.T) {
			contains(t, answerTo(t, shops[c.shop], c.said...), c.want, c.not)
		})
	}
}

// TestMoreAndParted holds that more of a line adds to it, and that a line may be parted among several of its product.
func TestMoreAndParted(t *testing.T) {
	playTalks(t, []talkCase{
		{"toko-undangan", []string{"lilin aroma melati 60", "tambah lagi 40 yang melati"}, []string{"100 × Souvenir Lilin Aroma"}, nil},
		{"toko-undangan", []string{"tasbih 50", "tambah lagi tasbihnya 25 kak"}, []string{"75 × Tasbih"}, nil},
		{"toko-undangan", []string{"lilin aroma melati 60", "lilinnya diganti 35 melati 25 lavender"}, []string{"35 × Souvenir Lilin Aroma Terapi Jar 60 ml – Melati", "25 × Souvenir Lilin Aroma Terapi Jar 60 ml – Lavender"}, nil},
		{"toko-undangan", []string{"lilin aroma melati 60", "ganti jadi 35 lavender sama 25 vanilla"}, []string{"35 × Souvenir Lilin Aroma Terapi Jar 60 ml – Lavender", "25 × Souvenir Lilin Aroma Terapi Jar 60 ml – Vanilla"}, []string{"Melati"}},
		{"toko-undangan", []string{"lilin aroma melati 60", "dirubah: melati 35, lavender 25"}, []string{"35 × Souvenir Lilin Aroma Terapi Jar 60 ml – Melati", "25 × Souvenir Lilin Aroma Terapi Jar 60 ml – Lavender", "nama, nomor HP dan alamat"}, nil},
		{"toko-undangan", []string{"box seserahan S 5", "yang S ganti M aja"}, []string{"5 × Box Seserahan Akrilik Tutup – M"}, []string{"– S"}},
	})
}

// TestHundreds holds that numbers of three digits are how many, where they could be no price.
func TestHundreds(t *testing.T) {
	playTalks(t, []talkCase{
		{"toko-undangan", []string{"gantungan kunci", "300"}, []string{"300 × Gantungan Kunci"}, nil},
		{"toko-undangan", []string{"gantungan kunci 300", "eh 250 ya kak"}, []string{"250 × Gantungan Kunci"}, nil},
		{"toko-undangan", []string{"sabun bunga ready?", "150"}, []string{"150 × Souvenir Sabun Bunga"}, nil},
		{"toko-undangan", []string{"sabun bunga ready?", "120 bisa?"}, []string{"Jadi dipesan 120"}, nil},
		{"toko-undangan", []string{"kotak angpao ready?", "150"}, nil, []string{"150 ×", "Dicatat"}}, // a price for it, rather
		{"toko-undangan", []string{"box seserahan S ready?", "20 S 15 L"}, []string{"20 × Box Seserahan Akrilik Tutup – S", "15 × Box Seserahan Akrilik Tutup – L"}, nil},
		{"toko-undangan", []string{"tumbler ada?", "120 hitam 100 putih"}, []string{"120 × Souvenir Tumbler Stainless Grafir 500 ml – Hitam", "100 × Souvenir Tumbler Stainless Grafir 500 ml – Putih"}, nil},
	})
}

// TestFewWords holds that a number among courtesies is how many, and that one which asks for a price stays a bargain.
func TestFewWords(t *testing.T) {
	playTalks(t, []talkCase{
		{"toko-undangan", []string{"tasbih 100", "20 aja dulu buat sampel"}, []string{"20 × Tasbih"}, []string{"sudah pas"}},
		{"toko-undangan", []string{"tasbih 100", "cukup 40 aja kak"}, []string{"40 × Tasbih"}, nil},
		{"toko-bengkelac", []string{"pompa drain", "2 bisa?"}, []string{"sisa"}, []string{"sudah pas"}},
		{"toko-bengkelac", []string{"tang ampere 5", "4 deh. tang ampere nya"}, []string{"4 × Tang Ampere"}, []string{"sudah pas"}},
		{"toko-bengkelac", []string{"motor swing ready?", "3 bisa ga?"}, []string{"Jadi dipesan 3"}, []string{"sudah pas"}},
		{"toko-bengkelac", []string{"tang ampere brp", "60 bisa?"}, nil, []string{"60 ×", "dipesan 60"}},
		{"toko-bengkelac", []string{"tang ampere brp", "bisa kurang ga? 80 ya"}, nil, []string{"80 ×", "dipesan 80"}},
		{"toko-bengkelac", []string{"tang ampere brp", "ambil 3 kalo 80rb"}, []string{"harganya Rp95.000"}, []string{"Dicatat"}},
		{"toko-bengkelac", []string{"tang ampere brp", "ambil 3 kalo 80rb", "oke deh 3 harga biasa, kirim ke ilir barat palembang"}, []string{"3 × Tang Ampere"}, nil},
		{"toko-bengkelac", []string{"tang ampere 2", "jadi 190 + 20 = 210 kan"}, []string{"Subtotal Rp190.000"}, []string{"×  ", "14 ×", "210 ×"}},
		{"toko-bengkelac", []string{"bimetal 2", "ga jadi, satu aja"}, []string{"1 × Bimetal"}, nil},
		{"contoh", []string{"pashmina mocca 2", "Sari 081234567890 jl melati 5 cibeureum cimahi selatan", "ya", "yaudah satu dulu aja"}, nil, []string{"Dicatat"}},
		{"toko-bengkelac", []string{"motor swing ada 20?"}, []string{"Jadi dipesan 14"}, []string{"dipesan 20"}},
	})
}

// TestTalkedOf holds that short words are of the goods that were told of: a number at the head, a kind, a name in a question about sending.
func TestTalkedOf(t *testing.T) {
	playTalks(t, []talkCase{
		{"toko-bengkelac", []string{"tang ampere ready?", "2 pcs, palembang ilir barat 1, jl sudirman 5, Budi 081234567890"}, []string{"2 × Tang Ampere", "jl sudirman 5"}, nil},
		{"toko-undangan", []string{"talenan berapa?", "pesan 60, tulisan di talenan Rani & Dio"}, []string{"60 × Souvenir Talenan", "Rani & Dio"}, []string{"belum paham"}},
		{"contoh", []string{"gamis aisyah ada?", "2 M 3 L, hitam semua"}, []string{"2 × Gamis Syari Aisyah – Hitam M", "3 × Gamis Syari Aisyah – Hitam L"}, nil},
		{"toko-bengkelac", []string{"remot universal ready?", "remot 3"}, []string{"3 × Remot AC Universal"}, nil},
		{"toko-bengkelac", []string{"nepel 1/4 ready?", "tang ampere bisa kirim ke jakarta selatan?", "2 ya"}, []string{"2 × Tang Ampere"}, []string{"Nepel"}},
		{"toko-bengkelac", []string{"selang drain ready?", "20 meter sama nepel 1/4 inch 4"}, []string{"20 × Selang Buangan", "4 × Nepel"}, nil},
	})
}

// TestMeasures holds that options with fractions can be changed, and that a measure is of what is sold by it.
func TestMeasures(t *testing.T) {
	playTalks(t, []talkCase{
		{"toko-bengkelac", []string{"kapasitor fan 1.5 uf 4, kapasitor fan 2.5 uf 6", "1,5 tambah 3"}, []string{"7 × Kapasitor Fan Kotak – 1.5 uF", "6 × Kapasitor Fan Kotak – 2.5 uF"}, nil},
		{"toko-bengkelac", []string{"kapasitor fan 1.5 uf 4, kapasitor fan 2.5 uf 6", "yang 1.5 jadi 8"}, []string{"8 × Kapasitor Fan Kotak – 1.5 uF", "6 × Kapasitor Fan Kotak – 2.5 uF"}, nil},
		{"toko-bengkelac", []string{"selang drain 30 meter", "sensor 5k 1", "selang drainnya jadi 20 meter"}, []string{"20 × Selang Buangan", "1 × Sensor Thermistor AC (isi 2) – 5K"}, nil},
	})
}

// TestQuotes holds that a quoted message says which line is meant.
func TestQuotes(t *testing.T) {
	playTalks(t, []talkCase{
		{"toko-bengkelac", []string{"selang drain 30 meter", "sensor 5k 1", "[kutip m1] jadiin 20 meter"}, []string{"20 × Selang Buangan", "1 × Sensor Thermistor AC (isi 2) – 5K"}, nil},
		{"toko-bengkelac", []string{"selang drain 30 meter", "sensor 5k 1", "[kutip m2] yg ini batalin ya"}, []string{"30 × Selang Buangan"}, []string{"Sensor", "tidak jadi"}},
		{"toko-bengkelac", []string{"selang drain 30 meter", "sensor 5k 1", "[kutip m1] ini ga usah"}, []string{"1 × Sensor"}, []string{"Selang"}},
		{"toko-bengkelac", []string{"selang drain 30 meter", "sensor 5k 1", "[kutip m2] batalin semua pesanannya"}, []string{"tidak jadi dicatat"}, nil},
	})
}

// TestNamedInSummary holds that goods about which a question stayed open are named under the total, and let go when they are not wanted.
func TestNamedInSummary(t *testing.T) {
	const budi = "Budi 081234567890 jl sudirman 5 ilir barat 1 palembang"
	playTalks(t, []talkCase{
		{"toko-bengkelac", []string{"tang ampere ready?", "sekalian duct tape putih 4", budi}, []string{"4 × Duct Tape", "Belum termasuk *Tang Ampere"}, nil},
		{"toko-bengkelac", []string{"tang ampere ready?", "sekalian duct tape putih 4", "nggak", budi}, []string{"4 × Duct Tape"}, []string{"Belum termasuk"}},
		{"toko-bengkelac", []string{"tang ampere ready?", "sekalian duct tape putih 4", budi, "tang amperenya 1"}, []string{"1 × Tang Ampere"}, []string{"Belum termasuk"}},
		{"toko-bengkelac", []string{"tang ampere ready?", "sekalian duct tape putih 4", budi, "tang amperenya ga usah"}, []string{"4 × Duct Tape"}, []string{"Belum termasuk"}},
	})
}

// TestOnlyChanged holds that a change is told of only where there is one.
func TestOnlyChanged(t *testing.T) {
	playTalks(t, []talkCase{
		{"toko-bengkelac", []string{"tang ampere 2", "tang amperenya jadi 2"}, []string{"2 × Tang Ampere"}, []string{"diubah"}},
		{"toko-bengkelac", []string{"tang ampere 2", "tang amperenya jadi 3"}, []string{"3 × Tang Ampere", "diubah"}, nil},
	})
}

// TestOfOneKind holds that goods of one kind are told apart by a word.
func TestOfOneKind(t *testing.T) {
	playTalks(t, []talkCase{
		{"toko-bengkelac", []string{"remot universal", "ori daikin 1 universal 4"}, []string{"4 × Remot AC Universal", "1 × Remot AC Original – Daikin"}, nil},
		{"toko-bengkelac", []string{"remot universal", "yg ori brp yg biasa brp"}, []string{"Remot AC Original", "Daikin Rp125.000", "Remot AC Universal Joko* Rp30.000"}, nil},
	})
}

// TestNumberOfAName holds that a number in a name or an address behind goods in the draft is none of pieces.
func TestNumberOfAName(t *testing.T) {
	b := bot.SampleShop(t)
	for _, form := range []string{
		"Nama: Pembeli 5\nHP: 081200000001\nAlamat: Jl Melati 7, kec. Bojongloa Kidul, Kota Bandung 40235",
		"Sari 2, 081200000001, jl melati 4 bojongloa kidul bandung",
		"Toko Sinar 7\n081200000001\njl melati 2 bojongloa kidul bandung",
		"Jl Melati 7, Sari 081200000001, bojongloa kidul bandung",
	} {
		t.Run(form, func(t *testing.T) {
			contains(t, answerTo(t, b, "pesan bergo maryam hitam 1 kak", form, "jadi total berapa kak"), []string{"1 × Bergo Maryam Diamond – Hitam"}, nil)
		})
	}
}
