package bot_test

import "testing"

// TestShippingOfWhatIsSaid holds that what shipping costs is told for as many pieces as the buyer speaks of.
func TestShippingOfWhatIsSaid(t *testing.T) {
	shops := otherShops(t)
	for _, c := range []struct {
		shop string
		said []string
		want []string
		not  []string
	}{
		{"toko-kain", []string{"ongkir ke bekasi kota kalo 20 kg combed 30s hitam?"}, []string{"Ongkir ke *Kota Bekasi*"}, []string{"(1 kg)"}},
		{"toko-mobil", []string{"led h4 ada?", "kalo 60 ongkir jakarta selatan brp"}, []string{"Ongkir ke *Kota Administrasi Jakarta Selatan*"}, []string{"(1 kg)"}},
		{"toko-mobil", []string{"led h4 1", "kalo ambil 60 ongkirnya ke kota malang jadi brp?"}, []string{"Ongkir ke *Kota Malang*"}, []string{"(1 kg)"}},
		{"toko-mobil", []string{"bisa kirim ke kota malang kak? led h4 8"}, []string{"8 ×", "Ongkir ke *Kota Malang*"}, []string{"(1 kg)"}},
	} {
		t.Run(c.shop+"/"+c.said[len(c.said)-1], func(t *testing.T) {
			contains(t, answerTo(t, shops[c.shop], c.said...), c.want, c.not)
		})
	}
}
