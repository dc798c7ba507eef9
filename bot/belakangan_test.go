package bot_test

import "testing"

// TestPutAside holds which goods leave an order for another time, that it is said, and what becomes of an order that is cancelled to be made
// anew.
func TestPutAside(t *testing.T) {
	b := shopsOf(t, "../catalog/contoh")["contoh"]
	const three = "pashmina hitam 2, bella hitam 3, mukena travel pink 1"
	const sari = "Sari Dewi 08123456789 Jl Melati 5 rt 2/3 cibeureum cimahi selatan 40535"
	const black2, bella3, pink1 = "2 × Pashmina Ceruty Babydoll – Hitam  ", "3 × Bella Square – Hitam  ", "1 × Mukena Travel Parasut – Pink  "
	const aside, cancelled = "tidak ikut di pesanan ini dulu", "tidak jadi dicatat"
	for _, c := range []struct {
		said []string
		want []string // parts of the last answer
		not  []string
	}{
		{[]string{three, "pashmina sama bella dulu aja, mukena nanti"}, []string{"*Mukena Travel Parasut – Pink* " + aside, black2, bella3}, []string{pink1}},
		{[]string{three, "pashmina sama bella dulu aja ya, mukenanya belakangan"}, []string{aside, black2, bella3}, []string{pink1}},
		{[]string{three, "mukena nyusul ya"}, []string{aside, black2, bella3}, []string{pink1}},
		{[]string{three, "pashmina dulu, sisanya nanti"}, []string{"Bella Square – Hitam, Mukena", aside, black2}, []string{bella3, pink1}},
		{[]string{three, "pashmina aja dulu"}, []string{aside, black2}, []string{bella3, pink1}},
		{[]string{"mau pashmina hitam 2 dulu, mukena travel belakangan"}, []string{"*Mukena Travel Parasut* " + aside, black2}, []string{"mau warna"}},
		{[]string{three, "nanti aja ya"}, []string{"santai saja"}, []string{aside}},
		{[]string{three, sari, "semuanya nanti aja", "ya"}, []string{"tercatat ✅"}, []string{aside}},
		{[]string{three, "bella hitam 1 dulu aja"}, []string{black2, "1 × Bella Square – Hitam", pink1}, []string{aside}},
		{[]string{three, "mukena nanti dikirim kapan"}, []string{pink1}, []string{aside}},

		{[]string{three, sari, "iya batalkan bikin lagi", "yang sama aja"}, []string{"Pesanan untuk Sari Dewi", black2, bella3, pink1}, nil},
		{[]string{three, sari, "batal terus pesan ulang", "mukena travel pink 1"}, []string{"Pesanan untuk Sari Dewi", pink1, "Ketik *YA*"}, []string{bella3}},
		{[]string{three, sari, "batal, ganti pesan pashmina mocca 1"}, []string{"1 × Pashmina Ceruty Babydoll – Mocca"}, []string{bella3, pink1, black2}},
		{[]string{three, sari, "ya", "pashminanya jadi 4", "iya batalkan bikin lagi"}, []string{"4 × Pashmina Ceruty Babydoll – Hitam", bella3, pink1}, nil},
		{[]string{three, sari, "ya", "pashminanya jadi 4", "ya batalkan"}, []string{"4 × Pashmina Ceruty Babydoll – Hitam", bella3, pink1}, nil},
		{[]string{three, sari, "ya", "batal terus pesan ulang", "yang sama"}, []string{"saya buatkan lagi", black2, bella3, pink1}, nil},

		{[]string{three, sari, "teu jadi batal"}, []string{black2, "Ketik *YA*"}, []string{cancelled}},
		{[]string{three, "ora sido batal"}, []string{black2}, []string{cancelled}},
		{[]string{three, sari, "ya", "ora sido batal"}, []string{"tetap seperti semula"}, []string{"dibatalkan"}},
		{[]string{three, sari, "ya", "moal batal"}, []string{"tetap seperti semula"}, []string{"dibatalkan"}},
		{[]string{three, sari, "sido batal"}, []string{cancelled}, nil},
	} {
		t.Run(c.said[len(c.said)-1], func(t *testing.T) {
			contains(t, answerTo(t, b, c.said...), c.want, c.not)
		})
	}
}
