package card

import (
	"strings"
	"testing"
	"time"

	"tokobot/internal/shop"
)

// TestAccountIn tells an account that money can go back to from phones, amounts, addresses and the shop's own.
func TestAccountIn(t *testing.T) {
	own := []string{"1234567890", "0812-3456-7890"}
	for text, want := range map[string]bool{
		"BCA 8881112223 an Sari Dewi": true, "rek mandiri 013-1234-567-899 a.n. Sari": true, "8881112223 bni": true, "dana 081298765432": true, "gopay 0812 9876 5432 an Sari": true,
		"8881112223 a.n. Sari Dewi": true, "no rek 8881112223": true,
		"sudah tf ke bca 1234567890": false, "dana 0812-3456-7890": false, "Sari Dewi 08123456789 Jl Melati 5": false, "1.500.000 lewat bca": false, "MLT-1123-0001": false,
		"bca": false, "an Sari": false, "": false, "JX1234567890": false, "HP 081298765432 an Sari": false,
	} {
		if got := AccountIn(text, own); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

// TestAccount finds the newest account in a chat, else who sent the money.
func TestAccount(t *testing.T) {
	at := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	said := []shop.Message{
		{At: at, Text: "bca 8881112223 an Sari"}, {At: at, Text: "mandiri 0139998887776 an Sari"}, {At: at, FromShop: true, Text: "BCA 1234567890"},
		{At: at, Kind: shop.KindImage, Text: "udah tf dari BNI an Dewi"}, {At: at, Text: "makasih"},
	}
	if words, sure := Account(said, nil); !sure || !strings.HasPrefix(words, "“mandiri 0139998887776 an Sari” (pembeli, ") {
		t.Errorf("%q, %v", words, sure)
	}
	if words, sure := Account(said[2:], nil); sure || !strings.Contains(words, "waktu kirim bukti: “udah tf dari BNI an Dewi”") {
		t.Errorf("%q, %v", words, sure)
	}
	if words, sure := Account(nil, nil); sure || words != "" {
		t.Errorf("%q, %v", words, sure)
	}
	c := WithAccount(WithAccount(NewRefund("k", When{}, Refund{Order: shop.Order{Number: "A"}, Account: NoAccount}), "“x”"), "“y”")
	if AccountOf(c) != "“y”" || strings.Count(c.Text, accountHead) != 1 {
		t.Errorf("%s", c.Text)
	}
}
