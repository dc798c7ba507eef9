package bot_test

import "testing"

// TestSaidAnew holds that goods of the draft which are said again, alone or in a list, stand in it with the number that was said last, and that a
// change is of the line that it names and of no other.
func TestSaidAnew(t *testing.T) {
	shops := otherShops(t)
	shops["contoh"] = shopsOf(t, "../catalog/contoh")["contoh"]
	const list = "pashmina hitam 2 sama mocca 1"
	const black2, mocca1 = "2 × Pashmina Ceruty Babydoll – Hitam  Rp90.000\n", "1 × Pashmina Ceruty Babydoll – Mocca  Rp47.000\n"
	const sari = "Sari Dewi 08123456789 Jl Melati 5 rt 2/3 cibeureum cimahi selatan 40535"
	for _, c := range []struct {
		shop string
		said []string
		want []string // lines of the last answer
		not  []string
	}{
		{"contoh", []string{list, "jadi pashmina hitam 2 sama mocca 1 ya"}, []string{black2, mocca1}, nil},
		{"contoh", []string{list, "pashmina hitam 2 + mocca 1"}, []string{black2, mocca1}, nil},
		{"contoh", []string{list, "jadinya hitam 2 plus mocca 1 juga ya"}, []string{black2, mocca1}, nil},
		{"contoh", []string{list, "pashmina hitam 2 mocca 1, sekalian kirim ke cimahi"}, []string{black2, mocca1}, nil},
		{"contoh", []string{list, sari + ", pashmina hitam 2 + mocca 3"}, []string{black2, "3 × Pashmina Ceruty Babydoll – Mocca"}, nil},
		{"contoh", []string{list, sari, "pashmina hitam 2 + mocca 1 + bella hitam 1"}, []string{black2, mocca1, "1 × Bella Square – Hitam"}, nil},
		{"contoh", []string{list, "jadi total 3 pashmina ya"}, []string{black2, mocca1}, []string{"mau warna"}},
		{"contoh", []string{list, "tambah hitam 2 mocca 1"}, []string{"4 × Pashmina Ceruty Babydoll – Hitam", "2 × Pashmina Ceruty Babydoll – Mocca"}, nil},
		{"contoh", []string{list, "hitam 1 juga"}, []string{"3 × Pashmina Ceruty Babydoll – Hitam", mocca1}, nil},
	} {
		t.Run(c.said[len(c.said)-1], func(t *testing.T) {
			contains(t, answerTo(t, shops[c.shop], c.said...), c.want, c.not)
		})
	}
}
