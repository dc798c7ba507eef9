package bot_test

import "testing"

// TestAddressKeepsItsParts holds that no part of an address is lost or taken for somebody's name.
func TestAddressKeepsItsParts(t *testing.T) {
	shops := otherShops(t)
	const led = "led h4 2"
	for _, c := range []struct {
		said []string
		want []string
		not  []string
	}{
		// A kelurahan, a kecamatan or a town is nobody's name, wherever it stands.
		{[]string{led, "pare, kediri. jl mastrip 4 rt1 rw3, tulungrejo"}, []string{"nama penerima"}, []string{"Pesanan untuk"}},
		{[]string{led, "laweyan, sondakan. jl parangkliwon 3", "Bp Hartono 081225556677"}, []string{"Pesanan untuk Bp Hartono*", "Sondakan, Laweyan, Kota Surakarta"}, nil},
		{[]string{led, "darmo, jl kenari 9, wonokromo surabaya, Tono 081225556677"}, []string{"Pesanan untuk Tono*", "Darmo, Wonokromo, Kota Surabaya"}, nil},
		{[]string{"led h4 1 kirim ke waru sidoarjo jl kolonel sugiono 5 kel. kedungrejo, an Hadi 081344556677"},
			[]string{"Pesanan untuk Hadi*", "jl kolonel sugiono 5\n", "Kedungrejo, Waru, Kabupaten Sidoarjo"}, nil},
		{[]string{led, "majenang cilacap, Fitri"}, []string{"Tinggal alamat jalan dan nomornya ya"}, nil},
		// Neither are the words of a question.
		{[]string{led, "kirim ke cilacap", "bisa cetak nama toko ga?"}, []string{"nama penerima"}, nil},
		// What is finer than the kecamatan is kept, in any order.
		{[]string{led, "antar surabaya, tegalsari, kedungdoro, jl kedungdoro 60. david 081 803 123 456"}, []string{"Kedungdoro, Tegalsari, Kota Surabaya", "jl kedungdoro 60\n"}, nil},
		{[]string{led, "kirim sleman, depok, caturtunggal. jl affandi 12. Rara 0878 3911 2233 55281"}, []string{"Caturtunggal, Depok, Kabupaten Sleman", "55281"}, nil},
		{[]string{led, "Kel. Harapan Mulya, jl mawar 3 blok d, medan satria bekasi, a.n. Bpk. Sulaiman - 0857.1111.2222"}, []string{"jl mawar 3 blok d\n", "Harapanmulya, "}, nil},
		{[]string{led, "paron ngawi. bu sumi jl raya solo ngawi km 5 rt 1 rw 1 desa gelung 63253 hp 0852.3333.1212"}, []string{"km 5 rt 1 rw 1\n", "Gelung, Paron, Kabupaten Ngawi"}, nil},
		{[]string{led, "rahmat 0853 4000 1234 jl pettarani 12 makassar", "rappocini, kel gunung sari"}, []string{"Gunung Sari, Rappocini, Kota Makassar"}, nil},
		{[]string{led, "rahmat 0853 4000 1234 jl pettarani 12 rappocini makassar", "kel gunung sari"}, []string{"Gunung Sari, Rappocini, Kota Makassar"}, nil},
		{[]string{led, "rahmat 0853 4000 1234 jl pettarani 12 rappocini makassar", "90221"}, []string{"Kota Makassar, Sulawesi Selatan 90221"}, nil},
		// A town whose seat is a kecamatan, and one without its kecamatan.
		{[]string{led, "ke tegal", "kab", "slawi, jl ahmad yani 3, Bu Nining 0857 4000 5000"}, []string{"Slawi, Kabupaten Tegal"}, nil},
		{[]string{led, "ke tegal", "kab", "jl ahmad yani 3, Bu Nining 0857 4000 5000"}, []string{"Kecamatannya apa di Kabupaten Tegal"}, []string{"Total"}},
		{[]string{led, "Sari 08123456789 Jl Melati 5 kota Cimahi", "0877 1234 5678"}, []string{"Kecamatannya apa"}, []string{"Total"}},
		{[]string{led, "Sari 08123456789 Jl Melati 5 kota Cimahi", "ga tau kecamatannya kak"}, []string{"Ketik *YA*"}, nil},
		// A form that was left empty in part.
		{[]string{led, "Nama: Budi\nNo HP:\nKode pos:\nAlamat: jl mawar 5 waru sidoarjo"}, []string{"Pesanan untuk Budi*"}, []string{"Kurir itu belum ada"}},
	} {
		t.Run(c.said[len(c.said)-1], func(t *testing.T) {
			contains(t, answerTo(t, shops["toko-mobil"], c.said...), c.want, c.not)
		})
	}
}
