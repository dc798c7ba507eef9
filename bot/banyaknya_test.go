package bot_test

import (
	"strings"
	"testing"
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

// TestMeasures holds that options with fractions can be changed, and that a measure is of what is sold by it.
func TestMeasures(t *testing.T) {
	playTalks(t, []talkCase{
		{"toko-bengkelac", []string{"kapasitor fan 1.5 uf 4, kapasitor fan 2.5 uf 6", "1,5 tambah 3"}, []string{"7 × Kapasitor Fan Kotak – 1.5 uF", "6 × Kapasitor Fan Kotak – 2.5 uF"}, nil},
		{"toko-bengkelac", []string{"kapasitor fan 1.5 uf 4, kapasitor fan 2.5 uf 6", "yang 1.5 jadi 8"}, []string{"8 × Kapasitor Fan Kotak – 1.5 uF", "6 × Kapasitor Fan Kotak – 2.5 uF"}, nil},
		{"toko-bengkelac", []string{"selang drain 30 meter", "sensor 5k 1", "selang drainnya jadi 20 meter"}, []string{"20 × Selang Buangan", "1 × Sensor Thermistor AC (isi 2) – 5K"}, nil},
	})
}
