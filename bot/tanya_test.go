package bot_test

import "testing"

// TestPlainQuestions holds that what is plainly asked is answered, and answered as what it is.
func TestPlainQuestions(t *testing.T) {
	shops := otherShops(t)
	const cake, joko = "kue ultah 20 cm coklat 1", "pak joko 0813 2555 1111 jl ngesrep barat 11 banyumanik"
	for _, c := range []struct {
		shop string
		said []string
		want []string
		not  []string
	}{
		// Paying a part first, and at the door of a place.
		{"toko-jam", []string{"f91 1", "dp 50% boleh kak?"}, []string{"tidak bisa memastikan", "tanyakan ke admin"}, []string{"Bisa bayar"}},
		{"toko-jam", []string{"bisa bayar setengah dulu?"}, []string{"tidak bisa memastikan"}, []string{"Bisa bayar"}},
		{"toko-mobil", []string{"cod ke malang bisa?"}, []string{"ke Malang belum bisa COD"}, []string{"kota atau kabupaten"}},
		{"toko-mobil", []string{"led h4 5", "cod madiun kota bisa ga"}, []string{"ke Kota Madiun belum bisa COD"}, []string{"Rp1.000.000"}},
		// Where goods go, and where only not all of them together.
		{"toko-bengkelac", []string{"jasa bongkar pasang bisa kirim ke malang?"}, []string{"belum bisa dikirim ke Malang"}, []string{"kota atau kabupaten"}},
		{"toko-kopi", []string{"cold brew literan 1, grinder listrik 1", "ongkir ke kota bandung"}, []string{"tidak ada kurir yang membawa semuanya", "• Cold Brew Botol Siap Minum: GoSend", "• Grinder Kopi Listrik Latina 600N: "}, []string{"belum bisa dikirim"}},
		// The day that is asked about is no day of coming.
		{"toko-banner", []string{"kartu nama doff 1", "bisa ambil di toko?", "hari minggu buka?"}, []string{"Minggu tutup"}, []string{"Diambil sendiri: hari minggu"}},
		{"toko-banner", []string{"x banner flexi 1", "mau ambil sendiri hari minggu"}, []string{"Minggu kami tutup"}, nil},
		// Wishes.
		{"toko-bakery", []string{cake, "pak joko 0813 2555 1111 jl ngesrep barat 11 banyumanik kirim tgl 5 desember ya pas acara"}, []string{"Catatan: kirim tgl 5 desember"}, nil},
		{"toko-bakery", []string{cake, joko, "kirim tgl 5 desember ya", "tgl kirimnya udah dicatat kan?"}, []string{"Sudah", "kirim tgl 5 desember"}, []string{"belum tercatat"}},
		{"toko-bakery", []string{cake, joko, "catatannya udah masuk kan?"}, []string{"Belum ada catatannya"}, nil},
		{"toko-jam", []string{"f91 1", "catatan tolong bungkus kado"}, []string{"_tolong bungkus kado_"}, []string{"belum paham"}},
	} {
		t.Run(c.shop+"/"+c.said[len(c.said)-1], func(t *testing.T) {
			contains(t, answerTo(t, shops[c.shop], c.said...), c.want, c.not)
		})
	}
}
