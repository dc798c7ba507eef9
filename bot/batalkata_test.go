package bot_test

import (
	"strings"
	"testing"

	"tokobot/bot"
)

// TestBesideCancelling holds what is said and done where a buyer cancels with a reason, wants the money back, or takes it back: after the order is
// recorded, and paid where it says so.
func TestBesideCancelling(t *testing.T) {
	b := bot.SampleShop(t)
	for _, c := range []struct {
		pay  string // a directive, or nothing
		said []string
		want []string // in the last answer, or done in its turn
		not  []string
	}{
		{"", []string{"batal", "ga jadi batal, lanjut aja"}, []string{"#MLT-1123-0001 yang dibatalkan tadi saya buatkan lagi", "*Total Rp", "Ketik *YA*"}, nil},
		{"", []string{"batal", "eh jangan dibatalin deh", "ya"}, []string{"#MLT-1123-0002* tercatat ✅"}, nil},
		{"", []string{"maaf batal ya kak, atasan ga acc"}, []string{"dibatalkan"}, []string{"panggilkan", "kartu call"}},
		{"", []string{"mau bicara sama atasan, mau batal"}, []string{"kartu call"}, nil},
		{"bayar", []string{"batalin aja deh min, salah barang, uang balik bisa?"}, []string{"uangnya dikembalikan lewat admin keuangan", "mau dibatalkan, kak?"}, []string{"foto barang", "kartu call"}},
		{"bayar", []string{"batalin aja deh min, salah barang, uang balik bisa?", "iya"}, []string{"sudah dibatalkan", "kartu refund → keuangan MLT-1123-0001"}, nil},
		{"bayar", []string{"saya mau refund aja kak, belum dikirim kan"}, []string{"mau dibatalkan, kak?"}, []string{"foto barang", "kartu call"}},
		{"bayar", []string{"kalau batal uangnya balik ga?"}, []string{"uangnya dikembalikan lewat admin keuangan"}, []string{"kartu call"}},
		{"bayar", []string{"batal ya", "iya", "eh ga jadi batal"}, []string{"tadi sudah dibatalkan", "kartu call"}, []string{"saya buatkan lagi"}},
		{"bayar", []string{"kak bisa tukar warna?"}, []string{"Bisa tukar"}, []string{"dibatalkan"}},
	} {
		t.Run(strings.Join(c.said, "/"), func(t *testing.T) {
			said := []string{"order bella hitam 3", "Dedi 081233334444 Jl Melur 9 Cimahi Tengah Kota Cimahi", "ya"}
			if c.pay != "" {
				said = append(said, "@ "+c.pay)
			}
			contains(t, turnAfter(t, b, append(said, c.said...)...), c.want, c.not)
		})
	}
}
