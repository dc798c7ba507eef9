package bot_test

import (
	"testing"
)

// TestWishesOfClauses holds which clauses beside an order or a draft are kept as its wishes, in whose words, and which are none.
func TestWishesOfClauses(t *testing.T) {
	shops := otherShops(t)
	const cake, joko = "kue ultah 20 cm coklat 1", "pak joko 0813 2555 1111 jl ngesrep barat 11 banyumanik"
	const rice, dewi = "nasi box ayam bakar 60", "Dewi 081299998888 jl kartini 12 pancoran mas depok"
	const shirt, bagas = "kaos kopi senja cream M 1", "Bagas 081390001111 jl sungai musi no 4 jebres solo"
	const note, ownNumber = "Catatan", "HP 081390001111\n"
	for _, c := range []struct {
		shop string
		said []string
		want []string
		not  []string
	}{
		{"toko-bakery", []string{cake + ", diantar hari sabtu ya. " + joko}, []string{note + ": diantar hari sabtu\n", "1 × Kue", "jl ngesrep barat 11\n"}, nil},
		{"toko-bakery", []string{cake + " tolong dianter hari kamis jam 10 pagi", joko}, []string{note + ": tolong dianter hari kamis jam 10 pagi\n", "1 × Kue"}, nil},
		{"toko-bakery", []string{cake, joko, "dikirimnya hari minggu aja ya kak"}, []string{note + ": dikirimnya hari minggu\n", "Ketik *YA*"}, nil},
		{"toko-bakery", []string{cake + " utk hari sabtu", joko}, []string{note + ": utk hari sabtu\n"}, nil},
		{"toko-bakery", []string{cake + ", buat tgl 25 ya kak", joko}, []string{note + ": buat tgl 25\n"}, nil},
		{"toko-bakery", []string{cake + ". dipakai besok sore", joko}, []string{note + ": dipakai besok sore\n"}, nil},
		{"toko-bakery", []string{cake, joko + ", telp dulu sebelum dianter"}, []string{note + ": telp dulu sebelum dianter\n", "jl ngesrep barat 11\n"}, nil},
		{"toko-bakery", []string{cake, joko + ". kalo ga ada orang titip satpam aja"}, []string{"titip satpam"}, nil},
		{"toko-bakery", []string{cake, joko, "taruh di depan pagar aja kak"}, []string{note + ": taruh di depan pagar\n"}, nil},
		{"toko-bakery", []string{cake + ", tolong jgn pake kacang", joko}, []string{note + ": tolong jgn pake kacang\n"}, nil},
		{"toko-bakery", []string{cake + ", gausah pake lilin ya", joko}, []string{note + ": gausah pake lilin\n", "1 × Kue"}, []string{"× Lilin"}},
		{"toko-bakery", []string{cake, joko, "gulanya dikit aja ya"}, []string{note + ": gulanya dikit"}, nil},
		{"toko-catering", []string{rice + ", ga pedes ya", dewi}, []string{"ga pedes", "60 × Nasi Box"}, nil},
		{"toko-distro", []string{shirt + " tolong dibungkus kado ya", bagas}, []string{note + ": tolong dibungkus kado\n", "1 × Kaos"}, nil},
		{"toko-distro", []string{shirt, bagas + ", tanpa nota ya"}, []string{note + ": tanpa nota\n", "jl sungai musi no 4\n"}, nil},
		{"toko-distro", []string{shirt, bagas, "plastiknya dobel ya"}, []string{note + ": plastiknya dobel\n"}, nil},
		{"toko-distro", []string{shirt + ", pakein bubble wrap", bagas}, []string{note + ": pakein bubble wrap\n"}, nil},
		{"toko-distro", []string{shirt, bagas, "ya", "telpon dulu sebelum antar ya"}, []string{"_telpon dulu sebelum antar_"}, nil},
		{"toko-distro", []string{shirt + ", dikirim besok. tlp dulu ya kak", bagas}, []string{note + ": dikirim besok; tlp dulu\n"}, nil},
		{"toko-bakery", []string{cake + ", kirim ke jl ngesrep barat 11 banyumanik hari sabtu jam 10, joko 081325551111"}, []string{note + ": hari sabtu jam 10\n", "jl ngesrep barat 11\n"}, nil},
		{"toko-bakery", []string{cake, joko, "jangan dikirim hari minggu ya kak soalnya saya ga di rumah"}, []string{note + ": jangan dikirim hari minggu", "Ketik *YA*"}, nil},
		{"toko-bakery", []string{cake, joko, "oke, antar besok pagi ya"}, []string{"_antar besok pagi_", "tercatat ✅"}, nil},

		{"toko-distro", []string{shirt, bagas, "hubungi 081355556666 dulu kalau mau antar"}, []string{note + ": hubungi 081355556666 dulu kalau mau antar\n", ownNumber}, nil},
		{"toko-distro", []string{shirt, bagas, "telp dulu ke 0813-5555-6666 kalo sampai"}, []string{note + ": telp dulu ke 0813-5555-6666", ownNumber}, nil},
		{"toko-distro", []string{shirt, bagas, "wa ke 081355556666 sebelum kirim"}, []string{note + ": wa ke 081355556666 sebelum kirim\n", ownNumber}, nil},
		{"toko-distro", []string{shirt, bagas, "hubungi adik saya 081355556666 ya kalo sampai"}, []string{note + ": hubungi adik saya", ownNumber}, nil},
		{"toko-distro", []string{shirt, bagas + "\nNB: kalo mau antar telp 081355556666"}, []string{note + ": kalo mau antar telp 081355556666\n", ownNumber}, nil},
		{"toko-distro", []string{shirt, "buat lebaran", bagas}, []string{note + ": buat lebaran\n", "untuk Bagas"}, nil},
		{"toko-distro", []string{shirt, "buat anak saya", bagas}, []string{note + ": buat anak saya\n", "untuk Bagas"}, nil},
		{"toko-distro", []string{shirt, bagas, "ini buat acara nikahan ya gan"}, []string{note + ": ini buat acara nikahan\n"}, nil},
		{"toko-distro", []string{shirt, bagas, "wa 081355556666"}, []string{"HP 081355556666"}, []string{note}},
		{"toko-distro", []string{shirt, bagas, "nomornya ganti 081355556666"}, []string{"HP 081355556666"}, []string{note}},

		{"toko-bakery", []string{cake, joko, "hari ini buka?"}, nil, []string{note}},
		{"toko-bakery", []string{cake, joko, "kapan dikirim?"}, nil, []string{note}},
		{"toko-bakery", []string{cake, joko, "besok bisa sampai?"}, nil, []string{note}},
		{"toko-bakery", []string{cake, joko, "besok bisa diantar ga"}, nil, []string{note}},
		{"toko-bakery", []string{cake, joko, "bisa dibungkus kado?"}, nil, []string{note}},
		{"toko-bakery", []string{cake, joko, "besok saya transfer"}, nil, []string{note}},
		{"toko-bakery", []string{cake, joko, "besok saya kirim buktinya"}, nil, []string{note}},
		{"toko-bakery", []string{cake, "kirim ke Sabtu Raya"}, nil, []string{note}},
		{"toko-bakery", []string{cake, "kirim ke pasar minggu"}, nil, []string{note}},
		{"toko-bakery", []string{cake, joko, "jgn lama2 ya"}, nil, []string{note}},
		{"toko-bakery", []string{cake, joko, "jangan lupa ya kak"}, nil, []string{note}},
		{"toko-bakery", []string{"diantar hari sabtu ya"}, nil, []string{note, "catat"}},
		{"toko-bakery", []string{"tolong dibungkus kado"}, nil, []string{note, "catat"}},
		{"toko-bakery", []string{"telpon dulu sebelum antar"}, nil, []string{note, "catat"}},
		{"toko-bakery", []string{"kue ultah ready? buat hari sabtu"}, nil, []string{note}},
		{"toko-distro", []string{shirt, bagas, "jangan pake jne"}, nil, []string{note}},
		{"toko-distro", []string{shirt, bagas, "ada yang tanpa lengan ga"}, nil, []string{note}},
		{"toko-distro", []string{shirt, bagas, "ya", "katanya dikirim hari sabtu kok belum sampai"}, nil, []string{note}},
		{"toko-distro", []string{shirt, bagas, "kabari kalau ready ya"}, nil, []string{note}},
		{"toko-distro", []string{shirt, bagas, "tanpa ongkir dong"}, nil, []string{note}},
		{"toko-distro", []string{shirt, bagas, "taruh di keranjang 2 lagi"}, nil, []string{note}},
	} {
		t.Run(c.shop+"/"+c.said[len(c.said)-1], func(t *testing.T) {
			contains(t, answerTo(t, shops[c.shop], c.said...), c.want, c.not)
		})
	}
}
