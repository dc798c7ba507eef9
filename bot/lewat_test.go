package bot

import (
	"testing"

	"tokobot/bot/understand"
	"tokobot/internal/shop"
)

// TestWayPaid takes from a claim how it was paid only where the words, or the code in the picture, say it for certain.
func TestWayPaid(t *testing.T) {
	b := SampleShop(t)
	k := &talk{Bot: b}
	for text, want := range map[string]string{
		"sudah tf ke bca ya kak": "bca", "udah transfer via mandiri": "mandiri", "tf bca udah kak": "bca", "sudah bayar pakai qris": "qris", "sudah saya transfer ke rekening bca nya": "bca",
		"udah scan qris ya kak": "qris", "tf dari mandiri ke bca ya kak": "bca", "sudah tf ke dana": "dana", "bca ya kak": "bca",
		"sudah tf dari bca": "", "sudah transfer kak": "", "dana sudah saya transfer": "", "sudah transfer dananya": "", "udah ya, dari rek bca saya an sari": "", "sudah bayar 99.137": "",
	} {
		acts := b.Reader.Read(text, understand.Context{})
		if got := k.wayPaid(shop.Input{}, acts, text); got != want {
			t.Errorf("%q: %q, want %q (%+v)", text, got, want, acts)
		}
	}
	own := b.Catalog.Method("qris").QR
	for qr, want := range map[string]string{own: "qris", qrisOf("TOKO MALING", "936009990000009999", "ID10888888888888", ""): "", "https://bank.example/cek/1": ""} {
		if got := k.wayPaid(shop.Input{Arrival: shop.Arrival{Media: &shop.Media{QR: qr}}}, nil, ""); got != want {
			t.Errorf("%q: %q, want %q", qr, got, want)
		}
	}
}
