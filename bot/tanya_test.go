package bot_test

import "testing"

// TestPlainQuestions holds that what is plainly asked is answered, and answered as what it is.
func TestPlainQuestions(t *testing.T) {
	shops := otherShops(t)
	const cake, joko = "kue ultah 20 cm coklat 1", "pak joko 0813 2555 1111 jl ngesrep barat 11 banyumanik"
	const led, andi = "led h4 2", "Andi 081222333444 Jl Ijen 10 Klojen Kota Malang"
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
		// How long goods are made.
		{"toko-mebel", []string{"meja makan jati ready?", "jadinya brp hari"}, []string{"pre-order 21 hari"}, []string{"kecamatan"}},
		{"toko-mebel", []string{"meja makan jati ready?", "berapa hari jadi"}, []string{"pre-order 21 hari"}, []string{"kecamatan"}},
		// The day that is asked about is no day of coming.
		{"toko-banner", []string{"kartu nama doff 1", "bisa ambil di toko?", "hari minggu buka?"}, []string{"Minggu tutup"}, []string{"Diambil sendiri: hari minggu"}},
		{"toko-banner", []string{"x banner flexi 1", "mau ambil sendiri hari minggu"}, []string{"Minggu kami tutup"}, nil},
		// Wishes.
		{"toko-bakery", []string{cake, "pak joko 0813 2555 1111 jl ngesrep barat 11 banyumanik kirim tgl 5 desember ya pas acara"}, []string{"Catatan: kirim tgl 5 desember"}, nil},
		{"toko-bakery", []string{cake, joko, "kirim tgl 5 desember ya", "tgl kirimnya udah dicatat kan?"}, []string{"Sudah", "kirim tgl 5 desember"}, []string{"belum tercatat"}},
		{"toko-bakery", []string{cake, joko, "catatannya udah masuk kan?"}, []string{"Belum ada catatannya"}, nil},
		{"toko-jam", []string{"f91 1", "catatan tolong bungkus kado"}, []string{"_tolong bungkus kado_"}, []string{"belum paham"}},
		// What the owner wrote, by another name.
		{"toko-bakery", []string{"bolen ada?", "awet brp hari"}, []string{"Tahan *", "5 hari"}, []string{"belum punya"}},
		{"toko-jam", []string{"f91 ada?", "isinya apa aja"}, nil, []string{"gram"}},
		{"toko-undangan", []string{"stiker bulat kromo", "min order brp"}, nil, []string{"Grosir"}},
		// The parcel of the draft.
		{"toko-mobil", []string{led, andi, "kurirnya siapa"}, []string{"Pesanannya dikirim dengan *J&T"}, []string{"Kami kirim dengan"}},
		{"toko-mobil", []string{led, andi, "nyampe sabtu kan?"}, []string{"tidak bisa saya pastikan"}, []string{"1. "}},
		{"toko-mobil", []string{led, "kirim sore ini kan"}, nil, []string{"Mau dikirim ke kecamatan"}},
		{"toko-mobil", []string{led, "totalnya jd brp kalo COD ke gedangan sidoarjo"}, []string{"Ongkir ke Gedangan", "*Total "}, []string{"belum ongkir"}},
		{"toko-mobil", []string{led, andi, "ganti nama penerima bisa?"}, []string{"tulis yang barunya"}, nil},
		{"toko-mobil", []string{led, andi, "ga ada yg lebih murah lagi? 8rb gila"}, []string{"Yang paling terjangkau ke"}, []string{"Lampu LED Headlamp 60W Sepasang* Rp"}},
	} {
		t.Run(c.shop+"/"+c.said[len(c.said)-1], func(t *testing.T) {
			contains(t, answerTo(t, shops[c.shop], c.said...), c.want, c.not)
		})
	}
}
