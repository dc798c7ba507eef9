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
	const arunika, flat = "flatshoes arunika ", "Flatshoes Balet Polos Arunika – "
	const twoKinds = "flatshoes wilis hitam 38 1 sama maroon 38 2, selop anjasmara hitam 38 1"
	const wilis, selop = "Flatshoes Pita Kerja Wilis – ", "Sandal Selop Wanita Empuk Anjasmara – "
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

		{"toko-sandal", []string{arunika + "hitam 38 3, 36 1", "38 nya 2 aja, 36 nya ga usah"}, []string{"2 × " + flat + "Hitam 38"}, []string{"Hitam 36"}},
		{"toko-sandal", []string{arunika + "hitam 38 3, 36 1", "36 nya gausah, 38 nya tambah 1"}, []string{"4 × " + flat + "Hitam 38"}, []string{"Hitam 36"}},
		{"toko-sandal", []string{arunika + "krem 36 1", "krem 36 2 sama yg hitam 2 ukuran 38"}, []string{"2 × " + flat + "Cream 36", "2 × " + flat + "Hitam 38"}, []string{"Hitam 36"}},
		{"toko-sandal", []string{arunika + "ada?", "yg krem 2 ukuran 36, yg hitam 1 no 38"}, []string{"2 × " + flat + "Cream 36", "1 × " + flat + "Hitam 38"}, []string{"Hitam 36"}},
		{"toko-sandal", []string{twoKinds, "yg item ganti navy"}, []string{"1 × " + wilis + "Navy 38", "2 × " + wilis + "Maroon 38", "1 × " + selop + "Hitam 38"}, []string{wilis + "Hitam"}},
		{"toko-sandal", []string{twoKinds, "itemnya jadi navy aja"}, []string{"1 × " + wilis + "Navy 38", "1 × " + selop + "Hitam 38"}, []string{wilis + "Hitam"}},
		{"toko-sandal", []string{twoKinds, "yg item sage aja"}, []string{"1 × " + wilis + "Hitam 38", "1 × " + selop + "Sage 38"}, []string{selop + "Hitam"}},
		{"toko-sandal", []string{twoKinds, "yg hitam sama navy 38 aja"}, []string{"1 × " + selop + "Hitam 38"}, nil},
		{"toko-skincare", []string{"serum vit c", "yg kecil 1"}, []string{"1 × Serum Vit C Brightening – 10 ml"}, nil},
		{"toko-skincare", []string{"serum vit c", "yg besar 1 yg sedang 2"}, []string{"1 × Serum Vit C Brightening – 30 ml", "2 × Serum Vit C Brightening – 20 ml"}, nil},
		{"toko-skincare", []string{"serum vit c 10 ml 1", "ganti yang gede aja"}, []string{"1 × Serum Vit C Brightening – 30 ml"}, []string{"10 ml"}},
		{"toko-skincare", []string{"serum vit c 10 ml 1", "yg 20ml aja"}, []string{"1 × Serum Vit C Brightening – 20 ml"}, []string{"10 ml"}},
		{"toko-skincare", []string{"micellar", "yg 100ml 2"}, []string{"2 × Micellar Water 100ml"}, nil},
		{"toko-akuarium", []string{"filter sponge biofoam", "yg besar 1 yg kecil 2"}, []string{"1 × Filter Sponge Biofoam – Besar", "2 × Filter Sponge Biofoam – Kecil"}, nil},
	} {
		t.Run(c.said[len(c.said)-1], func(t *testing.T) {
			contains(t, answerTo(t, shops[c.shop], c.said...), c.want, c.not)
		})
	}
}
