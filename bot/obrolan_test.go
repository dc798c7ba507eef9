package bot_test

import (
	"strings"
	"testing"

	"tokobot/bot/uji"
	"tokobot/internal/shop"
)

// TestTalkOfOtherShops holds whole pieces of talk as buyers of other trades hold them, by what stands in the last answer: what is wanted is
// there and nothing else of the shop's goods.
func TestTalkOfOtherShops(t *testing.T) {
	shops := otherShops(t)
	for _, c := range []struct {
		shop string
		said []string
		want []string // lines of the last answer
		not  []string
	}{
		{"toko-kain", []string{"toyobo yg maroon ready?", "3 meter deh"}, []string{"3 × Kain Katun Toyobo Fodu Polos Lebar 150 cm (per meter) – 15 Maroon"}, nil},
		{"toko-kain", []string{"combed ada?", "ambil 5kg hitam, 2 kg putih", "30s", "24s"},
			[]string{"5 × Kaos Cotton Combed (per kg) – 30s Hitam", "2 × Kaos Cotton Combed (per kg) – 24s Putih"}, nil},
		{"toko-kain", []string{"polycherry no 14 sama 23 ada?", "mau masing2 3"}, []string{"3 × Benang Rajut Polycherry 100 gr – 014", "3 × Benang Rajut Polycherry 100 gr – 023"}, []string{"001"}},
		{"toko-kain", []string{"mata boneka", "10", "2"}, []string{"2 × Mata Boneka Amigurumi + Ring Isi 50 – 10 mm"}, nil},
		{"toko-kain", []string{"jarum mesin nomer 14 2", "rumah"}, []string{"2 × Jarum Mesin Organ Isi 10 – 14 Rumah HA"}, []string{"Sekoci"}},
		{"toko-kopi", []string{"v60", "yg 02 hitam", "yg keramik ada?"}, []string{"Dripper V60 Keramik 02"}, []string{"Grinder"}},
		{"toko-kopi", []string{"grinder yg bagus yg mana"}, []string{"Grinder Kopi Manual Kayu Klasik", "Grinder Kopi Listrik Latina 600N"}, []string{"belum ada"}},
		{"toko-kopi", []string{"matcha ceremonial 100 1", "ganti matcha nya yg culinary aja"}, []string{"1 × Matcha Powder Uji – Culinary 100 gr"}, []string{"Ceremonial"}},
		{"toko-jam", []string{"kalung huruf R gold 2 sama N gold 1", "silver aja dua duanya"}, []string{"2 × Kalung Titanium Inisial Huruf – R Silver", "1 × Kalung Titanium Inisial Huruf – N Silver"}, []string{"Gold"}},
		{"toko-jam", []string{"casioak army ready?", "ada yg lbh murah ga"}, []string{"Jam Tangan Pria Digital Skmei 1251 Outdoor"}, []string{"Pen Spring Bar"}},
		{"toko-olahraga", []string{"sarung tangan kiper nomor 9", "eh 10"}, []string{"1 × Sarung Tangan Kiper Latex – 10"}, []string{"– 9"}},
		{"toko-olahraga", []string{"bola kaki no 5 1", "yg ukuran 4 aja bolanya"}, []string{"1 × Bola Sepak Kulit Sintetis Jahit – 4"}, []string{"– 5"}},
		{"toko-olahraga", []string{"raket yg bagus buat pemula apa"}, []string{"Raket Badminton Anak / Pemula isi 2 + Kok"}, []string{"Yonex"}},
		{"toko-bayi", []string{"popok nb yg isi 24 2", "yg 44 aja deh 1"}, []string{"1 × Popok Perekat Newborn – Isi 44"}, []string{"Isi 24"}},
		{"toko-bayi", []string{"sarung tangan 6", "sleepsuit newborn 2, 0-3 bulan 2"}, []string{"2 × Sleepsuit Zipper – Newborn", "2 × Sleepsuit Zipper – 0-3 bulan"}, nil},
		{"toko-bayi", []string{"pompa asi", "garansinya"}, []string{"1 tahun"}, []string{"admin"}},
		{"toko-bayi", []string{"jumper mint 6-12 bulan 3", "eh jumpernya 2 aja"}, []string{"2 × Jumper Pendek Katun – Mint 6-12 bulan"}, []string{"mau warna"}},
		{"toko-tas", []string{"dompet panjang tosca 1, gembok 2", "ga jadi dompetnya"}, []string{"2 × Gembok TSA Kombinasi 3 Angka"}, []string{"Dompet"}},
		{"toko-tas", []string{"koper 24 inch rose gold 1 sm cover L", "kopernya yg silver aja", "28 inch berapa?", "yaudah 28"},
			[]string{"1 × Koper Voyatra Polikarbonat Roda Putar 360 – 28 inch Silver", "1 × Cover Koper Elastis – L"}, []string{"Rose Gold"}},
		{"toko-skincare", []string{"serum vit c 20 ml 1", "yg 30 aja"}, []string{"1 × Serum Vit C Brightening – 30 ml"}, []string{"20 ml"}},
		{"toko-helm", []string{"bang helm bogo ada?", "pengen yg ada kaca cembungnya", "helmnya aja", "yg krem"}, []string{"1 × Helm Bogo Retro Kulit + Kaca Datar – Krem", "Subtotal Rp145.000"}, []string{"Universal"}},
		{"toko-jam", []string{"baterai cr2032 4", "eh cr2016 deh"}, []string{"4 × Baterai Jam Kancing Original – CR2016"}, []string{"CR2032"}},
		{"toko-jam", []string{"anting jepit 2 bros magnet 3", "anting nya yg tusuk aja"}, []string{"2 × Anting Tusuk Zirkon", "3 × Bros Hijab Zirkon Magnet"}, []string{"Jepit"}},
		{"toko-jam", []string{"f91 1", "kirim kemana aja sih?"}, []string{"Kami kirim dengan", "JNE (REG, YES)"}, []string{"transfer bank"}},
		{"toko-jam", []string{"ac sepasang rosegold 1", "kirim ke jebres surakarta", "dibayar pas nyampe bisa?"}, []string{"COD hanya"}, []string{"transfer bank"}},
		{"toko-kain", []string{"babyterry abu 3 kg, hitam 2 kg", "abunya jadi 2"}, []string{"2 × Babyterry Bahan Hoodie (per kg) – Abu Misty", "2 × Babyterry Bahan Hoodie (per kg) – Hitam"}, nil},
		{"toko-kopi", []string{"sirup vanilla 1, gula aren cair 1 liter 1", "vanilanya 2"}, []string{"2 × Sirup Kopi Bah Ujang 750 ml – Vanilla"}, []string{"kecamatan dan kotanya"}},
		{"toko-kopi", []string{"gayo wine 100 gr 1", "eh yg 200 deh 2"}, []string{"2 × Kopi Arabika Gayo Wine Natural – 200 gr"}, []string{"– 100 gr"}},
		{"toko-kopi", []string{"puntang sekilo biji 1, green bean gayo 5 kg", "ga jadi green bean nya", "puntangnya juga batal"}, []string{"kosong"}, []string{"memang belum ada"}},
		{"toko-skincare", []string{"sunscreen nya masih?", "ambil 6 dapet harga berapa", "oke 6"}, []string{"6 × Sunscreen Gel SPF 50"}, nil},
		{"toko-skincare", []string{"lip cream mauve satu, terracotta satu", "yg mauve ganti nude pink"}, []string{"1 × Lip Cream Matte – Nude Pink", "1 × Lip Cream Matte – Terracotta"}, []string{"Mauve"}},
		{"toko-bayi", []string{"gendongan geos M sama L satu satu", "eh yg L aja"}, []string{"1 × Gendongan Kaos Geos – L", "Subtotal Rp45.000"}, []string{"– M"}},
		{"toko-mebel", []string{"kursi kantor abu 2", "Galih 082211110000 jl melati 5 rt 5 rw 2 jekulo kudus", "ya", "eh kursi kantornya 4 hitam aja"}, []string{"sudah tercatat"}, []string{"Dicatat"}},
		{"toko-tas", []string{"tas gunung 60 liter merah ready?", "bonus rain cover kan?", "1"}, []string{"1 × Tas Gunung Carrier Elbara + Rain Cover – 60 liter Merah"}, []string{"mau ukuran"}},
		{"toko-elektrik", []string{"jet pump berapa", "daya hisap brp meter"}, []string{"belum punya datanya"}, []string{"250 watt", "Exhaust"}},
		{"toko-elektrik", []string{"blender philips putih 1", "harga pas?", "mau 1"}, []string{"1 × Blender Philips Plastik 2 Liter HR2221 – Putih"}, []string{"Pompa"}},
		{"toko-elektrik", []string{"exhaust 1", "kabel nym 2x1.5 per rol ada?", "20 m aja"}, []string{"20 × Kabel NYM Eterna (harga per meter) – 2x1.5"}, nil},
		{"toko-mebel", []string{"kursi kantor hitam 2", "Galih 082211110000 jl melati 5 rt 5 rw 2 jekulo kudus", "ya", "eh kursi kantornya 4 hitam aja", "ya"}, []string{"4 × Kursi Kantor Jaring – Hitam"}, []string{"6 ×"}},
		{"toko-tas", []string{"daypack lipat 1", "tosca"}, []string{"1 × Daypack Lipat Ultralight 20 Liter – Biru Tosca"}, nil},
		{"toko-mebel", []string{"kursi kantor hitam 2", "Galih 082211110000 jl melati 5 rt 5 rw 2 jekulo kudus", "ya", "kursi kantornya tambah 1 lagi bisa?", "ya"}, []string{"3 × Kursi Kantor Jaring – Hitam"}, nil},
		{"toko-mebel", []string{"meja makan jati ready?", "brp lama bikinnya"}, []string{"pre-order 21 hari"}, []string{"belum paham"}},
		{"toko-mebel", []string{"sofa bed abu 1", "warna lain?"}, []string{"Navy", "Coklat"}, []string{"Lemari"}},
	} {
		t.Run(c.shop+"/"+c.said[len(c.said)-1], func(t *testing.T) {
			p := uji.NewPlayer(shops[c.shop])
			last := ""
			p.Heard = func(says []shop.Say, _ []string) {
				for _, s := range says {
					last = s.Text
				}
			}
			for _, line := range c.said {
				a, err := p.Message(line)
				if err != nil {
					t.Fatal(err)
				}
				if err := p.Hear([]shop.Arrival{a}); err != nil {
					t.Fatal(err)
				}
			}
			for _, w := range c.want {
				if !strings.Contains(last, w) {
					t.Errorf("no %q in:\n%s", w, last)
				}
			}
			for _, w := range c.not {
				if strings.Contains(last, w) {
					t.Errorf("%q in:\n%s", w, last)
				}
			}
		})
	}
}
