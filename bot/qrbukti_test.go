package bot

import (
	"strings"
	"testing"

	"tokobot/internal/shop"
)

// qrisOf is a made-up QRIS text.
func qrisOf(name, pan, nmid, amount string) string {
	put := func(tag, v string) string {
		n := "0" + string(rune('0'+len(v)))
		if len(v) > 9 {
			n = string(rune('0'+len(v)/10)) + string(rune('0'+len(v)%10))
		}
		return tag + n + v
	}
	s := put("00", "01") + put("01", "11") + put("26", put("00", "ID.CO.CONTOH.WWW")+put("01", pan)+put("03", "UMI")) +
		put("51", put("00", "ID.CO.QRIS.WWW")+put("02", nmid)+put("03", "UMI")) + put("52", "4549") + put("53", "360")
	if amount != "" {
		s += put("54", amount)
	}
	return s + put("58", "ID") + put("59", name) + put("60", "BANDUNG") + "6304ABCD"
}

// TestQRDoubts compares the code in a proof with the shop's own, whose account counts and not its name.
func TestQRDoubts(t *testing.T) {
	b := SampleShop(t)
	k := &talk{Bot: b}
	order := shop.Order{Number: "MLT-1123-0001", Subtotal: 99_137}
	own := b.Catalog.Method("qris").QR
	asked, err := withAmount(own, 99_137)
	if err != nil {
		t.Fatal(err)
	}
	other, err := withAmount(own, 54_000)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ qr, want string }{
		"somebody else's":         {qrisOf("TOKO MALING", "936009990000009999", "ID10888888888888", ""), "membayar ke TOKO MALING, bukan ke toko ini"},
		"the shop's name":         {qrisOf("MELATI HIJAB", "936009990000009999", "ID10888888888888", "99137"), "bernama MELATI HIJAB, tetapi nomor merchant-nya bukan"},
		"the shop's own":          {own, "kode QRIS toko ini sendiri"},
		"for this order":          {asked, "kode QRIS toko ini sendiri"},
		"for another order":       {other, "toko ini untuk Rp54.000, bukan Rp99.137"},
		"its account, other name": {qrisOf("MELATI", "936009990000000012", "ID10999999999990", ""), "kode QRIS toko ini sendiri"},
		"a bank's link":           {"https://bank.example/cek/123456", ""},
		"a number":                {"1234567890", ""},
		"broken":                  {own[:80], ""},
		"nothing":                 {"", ""},
	} {
		got := k.qrDoubt(c.qr, order)
		if c.want == "" && got != "" || !strings.Contains(got, c.want) {
			t.Errorf("%s: %q", name, got)
		}
	}
	bare := "000201010211" + "5902AB" + "6304ABCD"
	if got := k.qrDoubt(bare, order); !strings.Contains(got, "membayar ke AB, bukan") {
		t.Errorf("without an account: %q", got)
	}
}
