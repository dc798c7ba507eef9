package bot_test

import "testing"

// TestPlainQuestions holds that what is plainly asked is answered, and answered as what it is.
func TestPlainQuestions(t *testing.T) {
	shops := otherShops(t)
	for _, c := range []struct {
		shop string
		said []string
		want []string
		not  []string
	}{
		// Where goods go, and where only not all of them together.
		{"toko-bengkelac", []string{"jasa bongkar pasang bisa kirim ke malang?"}, []string{"belum bisa dikirim ke Malang"}, []string{"kota atau kabupaten"}},
		{"toko-kopi", []string{"cold brew literan 1, grinder listrik 1", "ongkir ke kota bandung"}, []string{"tidak ada kurir yang membawa semuanya", "• Cold Brew Botol Siap Minum: GoSend", "• Grinder Kopi Listrik Latina 600N: "}, []string{"belum bisa dikirim"}},
	} {
		t.Run(c.shop+"/"+c.said[len(c.said)-1], func(t *testing.T) {
			contains(t, answerTo(t, shops[c.shop], c.said...), c.want, c.not)
		})
	}
}
