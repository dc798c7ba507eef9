package bot_test

import "testing"

// TestSeveralOfOffered holds that an answer to "Yang mana?" which names several of the products, or several of one, orders them all.
func TestSeveralOfOffered(t *testing.T) {
	shops := otherShops(t)
	shops["contoh"] = shopsOf(t, "../catalog/contoh")["contoh"]
	const travel, child = "Mukena Travel Parasut – ", "Mukena Bali Anak – "
	for _, c := range []struct {
		shop string
		said []string
		want []string // parts of the last answer
		not  []string
	}{
		{"contoh", []string{"pesan mukena", "travel hitam 1, anak S 2"}, []string{"1 × " + travel + "Hitam", "2 × " + child + "S"}, nil},
		{"contoh", []string{"pesan mukena", "travel hitam 1, pink 2"}, []string{"1 × " + travel + "Hitam", "2 × " + travel + "Pink"}, nil},
		{"contoh", []string{"pesan mukena", "hitam 1, pink 2"}, []string{"1 × " + travel + "Hitam", "2 × " + travel + "Pink"}, nil},
		{"contoh", []string{"pesan mukena", "yg bali anak S sama L"}, []string{"1 × " + child + "S", "1 × " + child + "L"}, nil},
		{"contoh", []string{"pesan mukena", "1 sama 3", "pink"}, []string{"1 × Mukena Bali Dewasa", "1 × " + travel + "Pink"}, nil},
		{"contoh", []string{"pesan mukena", "travel sama bali dewasa", "navy"}, []string{"1 × Mukena Bali Dewasa", "1 × " + travel + "Navy"}, nil},
		{"contoh", []string{"pesan mukena", "travel"}, []string{"mau warna apa"}, nil},
		{"toko-distro", []string{"pesan kaos", "hitam M 1, maroon L 2"}, []string{"1 × Kaos Polos Cotton Combed 30s Reguler – Hitam M", "2 × Kaos Polos Cotton Combed 30s Reguler – Maroon L"}, nil},
		{"toko-distro", []string{"pesan kaos", "reguler hitam M 1, oversize hitam L 2"}, []string{"Reguler – Hitam M", "2 × Kaos Oversize Cotton Combed 24s Heavy – Hitam L"}, nil},
		{"toko-distro", []string{"pesan hoodie", "hitam M 1, hitam L 2", "zipper"}, []string{"1 × Hoodie Zipper Fleece Resleting YKK – Hitam M", "2 × Hoodie Zipper Fleece Resleting YKK – Hitam L"}, nil},
	} {
		t.Run(c.said[len(c.said)-1], func(t *testing.T) {
			contains(t, answerTo(t, shops[c.shop], c.said...), c.want, c.not)
		})
	}
}
