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
	const cream, bagas = "kaos kopi senja cream M 1", "Bagas 081390001111 jl sungai musi no 4 jebres solo"
	const galih = "Galih 082211110000 jl melati 5 rt 5 rw 2 jekulo kudus"
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
		{"toko-alatpertukangan", []string{"bos mata bor besi 4 5 6 8 masing2 2"}, []string{"2 × Mata Bor Besi HSS – 4 mm", "2 × Mata Bor Besi HSS – 5 mm", "2 × Mata Bor Besi HSS – 6 mm", "2 × Mata Bor Besi HSS – 8 mm", "Subtotal Rp78.000"}, []string{"– 2 mm"}},
		{"toko-alatpertukangan", []string{"kunci pas 10 12 14 @1"}, []string{"1 × Kunci Ring Pas Satuan – 10 mm", "1 × Kunci Ring Pas Satuan – 12 mm", "1 × Kunci Ring Pas Satuan – 14 mm"}, nil},
		{"toko-alatpertukangan", []string{"mata bor kayu ada?", "6 8 10 masing2 1"}, []string{"1 × Mata Bor Kayu Spiral – 6 mm", "1 × Mata Bor Kayu Spiral – 8 mm", "1 × Mata Bor Kayu Spiral – 10 mm"}, nil},
		{"toko-alatpertukangan", []string{"kunci inggris 10 inch 1 eh 12 inch"}, []string{"1 × Kunci Inggris – 12 inch"}, []string{"10 inch"}},
		{"toko-alatpertukangan", []string{"dynabolt m10 50 biji", "yg m12 20"}, []string{"50 × Dynabolt – M10 x 77", "20 × Dynabolt – M12 x 99"}, nil},
		{"toko-distro", []string{"gan, kaos polos hitam ready? ukuran L sama XL"}, []string{"Hitam L* Rp45.000", "Hitam XL* Rp45.000"}, []string{"Dicatat"}},
		{"toko-distro", []string{"hoodie zipper ada warna apa aja", "yang abu size L berapa"}, []string{"Abu Misty L* Rp155.000"}, []string{"Produk yang mana"}},
		{"toko-distro", []string{"celana chino ada ukuran 36?"}, []string{"tidak ada yang 36"}, nil},
		{"toko-distro", []string{"kaos polos S-XXL hitam @1"}, []string{"Hitam S", "Hitam M", "Hitam L", "Hitam XL", "Hitam XXL"}, nil},
		{"toko-distro", []string{"topi trucker ada diskon?"}, []string{"KOLONG10"}, []string{"Rp45.000"}},
		{"toko-distro", []string{"kaos kopi senja cream M 1", "Bagas 081390001111 jl sungai musi no 4 jebres solo", "keep dulu ya"}, []string{"Ketik *YA*"}, []string{"Siap, diubah"}},
		{"toko-distro", []string{"kaos kopi senja cream M 1", "Bagas 081390001111 jl sungai musi no 4 jebres solo", "keep dulu ya sore tf"}, []string{"Ketik *YA*"}, []string{"Siap, diubah"}},
		{"toko-distro", []string{"kaos kopi senja cream M 1", "Bagas 081390001111 jl sungai musi no 4 jebres solo", "ya", "eh salah alamat, no 14 gan"}, []string{"jl sungai musi no 14"}, nil},
		{"toko-susu", []string{"susu dancow ada yg 780?", "yg coklat"}, []string{"tidak ada yang Cokelat", "Vanila 780 gr"}, []string{"Produk yang mana"}},
		{"toko-susu", []string{"pampers newborn ada ga", "yang s deh 2"}, []string{"2 × Mamy Poko Pants Standar – S"}, nil},
		{"toko-susu", []string{"sgm 1 plus madu 900 gr 1", "sgmnya yg 3 plus deh, vanila"}, []string{"1 × SGM Eksplor 3 Plus 3-5 Tahun – Vanila 900 gr"}, []string{"Eksplor 1"}},
		{"toko-susu", []string{"telon my baby 90ml 1", "kirim ke lembang, jl raya lembang 55 rini 081299887766", "jnt"}, []string{"J&T", "Lembang, Kabupaten Bandung Barat"}, nil},
		{"toko-susu", []string{"telon my baby 90ml 1", "kirim ke lembang, jl raya lembang 55 rini 081299887766", "1"}, []string{"Pesanan untuk rini", "jl raya lembang 55\n"}, nil},
		{"toko-susu", []string{"bun ada susu buat bayi 0-6 bln?"}, []string{"SGM Ananda", "Bebelac 1"}, []string{"UHT", "Prenagen"}},
		{"toko-frozenrumah", []string{"ayam ungkep 1 ekor", "setengah aja deh"}, []string{"1 × Ayam Ungkep Bumbu Kuning – Setengah Ekor"}, []string{"– 1 Ekor"}},
		{"toko-daster", []string{"piyama anak dino 4 tahun 2, unicorn 6 tahun 1", "yg dino ganti mobil"}, []string{"2 × Piyama Anak Katun Lengan Panjang – Mobil 4 Tahun", "1 × Piyama Anak Katun Lengan Panjang – Unicorn 6 Tahun"}, []string{"Dino"}},
		{"toko-daster", []string{"daster anak 2 4 6 tahun masing2 4"}, []string{"4 × Daster Anak Rayon – 2 Tahun", "4 × Daster Anak Rayon – 4 Tahun", "4 × Daster Anak Rayon – 6 Tahun"}, nil},
		{"toko-daster", []string{"daster kencana merah 2", "ongkir ke wonogiri", "yg indah cargo"}, []string{"dikirim dengan Indah Cargo"}, nil},
		{"toko-daster", []string{"daster tali 1 seri", "daster tali 2 kodi", "celana aladin seri 3"}, []string{"1 × Daster Tali Spageti Tie Dye – Seri 4 pcs", "2 × Daster Tali Spageti Tie Dye – Kodi 20 pcs", "3 × Celana Aladin Batik – Seri 4 pcs"}, []string{"Ecer"}},
		{"toko-daster", []string{"setelan singlet anak S-XL @3"}, []string{"– S ", "– M ", "– L ", "– XL "}, nil},
		{"toko-catering", []string{"nasi box ayam bakar 60 box brp", "kalo 100?"}, []string{"100 × *Nasi Box Ayam Bakar Madu* Rp24.500"}, nil},
		{"toko-catering", []string{"snack box isi 4 60", "snack nya isi 3 aja"}, []string{"60 × Snack Box Isi 3 Ekonomis"}, []string{"Isi 4"}},
		{"toko-catering", []string{"tumpeng kuning buat 20 orang 1", "eh tumpengnya yg 30 orang"}, []string{"1 × Tumpeng Nasi Kuning – 30 orang"}, []string{"20 orang"}},
		{"toko-catering", []string{"lemper 50", "batalin semua deh, mau rembukan dulu"}, []string{"tidak jadi dicatat"}, []string{"belum paham"}},
		{"toko-sayur", []string{"bayam 1", "pisang cavendish 1 sisir, raja 1"}, []string{"1 × Pisang (per sisir) – Cavendish", "1 × Pisang (per sisir) – Raja"}, nil},
		{"toko-sayur", []string{"bawang merah setengah kilo bawang putih seperempat"}, []string{"1 × Bawang Merah Brebes Kering – 500 gr", "1 × Bawang Putih Kating – 250 gr"}, nil},
		{"toko-sayur", []string{"bayam 2", "Yuni, 0812 9090 8080, jl kartini 12 pancoran mas depok", "besok pagi jam 6 ya"}, []string{"Catatan: besok pagi jam 6 ya", "Ketik *YA*"}, []string{"santai"}},
		{"toko-sayur", []string{"bayam 2", "Yuni, 0812 9090 8080, jl kartini 12 pancoran mas depok", "transfer"}, []string{"BCA", "Ketik *YA*"}, []string{"belum paham"}},
		{"toko-undangan", []string{"stiker bulat kromo 1", "kartu nama doff 2 box, glossy 1"}, []string{"2 × Kartu Nama 1 box isi 100 – Doff", "1 × Kartu Nama 1 box isi 100 – Glossy"}, nil},
		{"toko-undangan", []string{"kak undangan sekar arum 300 lembar brp", "warna maroon, 300"}, []string{"300 × Undangan Hardcover Elegan \"Sekar Arum\" – Maroon"}, nil},
		{"toko-kurma", []string{"kurma ajwa super 1 kg 1", "2 kg, sama sukari 3 kg 1"}, []string{"2 × Kurma Ajwa Madinah Asli – Super 1 kg", "1 × Kurma Sukari Al Qassim – 3 kg"}, nil},
		{"toko-kurma", []string{"kurma ajwa super 1 kg 1", "alamat saya di bandung aja, jl buah batu 12 lengkong bandung, faqih 0822 1111 9999"}, []string{"Pesanan untuk faqih", "jl buah batu 12", "Lengkong, Kota Bandung"}, nil},
		{"toko-kurma", []string{"tasbih digital campur warna 12", "campur aja"}, []string{"3 × Tasbih Digital Cincin – Merah", "3 × Tasbih Digital Cincin – Hitam"}, []string{"mau warna"}},
		{"toko-bakery", []string{"snack box B 50", "paketnya C aja"}, []string{"50 × Snack Box – C"}, []string{"– B"}},
		{"toko-bakery", []string{"snack box B 50", "rt 05 rw 02 pak joko 0813 2555 1111", "jl ngesrep barat 11 banyumanik"}, []string{"Pesanan untuk pak joko"}, nil},
		{"toko-bakery", []string{"kue ultah 20 cm coklat 1", "tulisan happy birthday kinan"}, []string{"_tulisan happy birthday kinan_", "nama, nomor HP"}, []string{"belum paham"}},
		{"toko-banner", []string{"nota 1/4 folio 3 rangkap 20 buku"}, []string{"20 × Nota NCR Custom (per buku) – 1/4 Folio 3 Rangkap"}, []string{"Yasin"}},
		{"toko-banner", []string{"tas spunbond 30x40 merah 50 hijau 50", "hijau nya 25x30"}, []string{"50 × Tas Spunbond Sablon – 25x30 Hijau", "50 × Tas Spunbond Sablon – 30x40 Merah"}, []string{"30x40 Hijau"}},
		{"toko-banner", []string{"x banner 2", "flexi", "mini x banner 1"}, []string{"2 × X-Banner 60x160 cm + Rangka – Flexi", "1 × Mini X-Banner Meja"}, nil},
		{"toko-distro", []string{"chino khaki 30 32 masing2 1 sama gesper army 1", "khakinya abu tua aja"}, []string{"1 × Celana Chino Slim Fit Stretch – Abu Tua 30", "1 × Celana Chino Slim Fit Stretch – Abu Tua 32", "1 × Gesper"}, []string{"Khaki"}},
		{"toko-distro", []string{"chino khaki 30 32 masing2 1", "khakinya abu tua aja"}, []string{"1 × Celana Chino Slim Fit Stretch – Abu Tua 30", "1 × Celana Chino Slim Fit Stretch – Abu Tua 32"}, []string{"Khaki"}},
		{"toko-kurma", []string{"peci putih selusin", "paket haji komplit 20 brp", "kalo 10?", "ok 10"}, []string{"10 × Paket Oleh-oleh Haji Umroh – Komplit", "12 × Peci"}, nil},
		{"toko-alatpertukangan", []string{"obeng plus 3x75 2, 5x100 3", "obeng min sama juga"}, []string{"2 × Obeng Min Magnet – 3 x 75 mm", "3 × Obeng Min Magnet – 5 x 100 mm", "2 × Obeng Plus Magnet – 3 x 75 mm"}, nil},
		{"toko-mebel", []string{"kursi kantor hitam 2", galih, "ya transfer bca"}, []string{"tercatat ✅"}, []string{"Ketik *YA*"}},
		{"toko-mebel", []string{"kursi kantor hitam 2", galih, "ya udah transfer bca"}, []string{"Ketik *YA*"}, []string{"tercatat ✅"}},
		{"toko-mebel", []string{"kursi kantor hitam 2", galih, "jam buka nya?", "udah segitu", "YA"}, []string{"tercatat ✅"}, nil},
		{"toko-mebel", []string{"kursi kantor hitam 2", galih, "ya", "batalin aja trus buat baru"}, []string{"sudah dibatalkan", "Pesanan barunya"}, []string{"jodoh"}},
		{"toko-mebel", []string{"kursi kantor hitam 2", galih, "ya", "jangan lupa kursinya ya kak"}, nil, []string{"Dicatat", "batalkan"}},
		{"toko-mebel", []string{"kursi kantor hitam 2", galih, "ya", "makasih. jangan lupo kursi samo tulisannyo"}, nil, []string{"Dicatat", "batalkan", "admin"}},
		{"toko-mebel", []string{"kursi kantor hitam 2", galih, "ya", "siapin uang pas ya"}, nil, []string{"Dicatat", "×"}},
		{"toko-distro", []string{cream, bagas, "ya", "packing yg rapi ya"}, []string{"_packing yg rapi_"}, []string{"belum paham"}},
		{"toko-alatpertukangan", []string{"kunci inggris 12 inch 3", "mata bor besi 4 mm 2", "lho kok jadi 3? kan 5"}, []string{"5 × Kunci Inggris – 12 inch", "keliru"}, []string{"admin"}},
		{"toko-alatpertukangan", []string{"kunci inggris 12 inch 3", "mata bor besi 4 mm 2", "hapus kunci inggris", "lah kunci inggris 12 inch nya 3 kok ilang?"}, []string{"3 × Kunci Inggris – 12 inch", "2 × Mata Bor"}, []string{"admin"}},
		{"toko-alatpertukangan", []string{"kunci inggris 12 inch 3", "mata bor besi 4 mm 2", "lho kok jadi 47? kan 45"}, []string{"apanya yang mau diubah", "3 × Kunci Inggris"}, []string{"admin"}},
		{"toko-bakery", []string{"kue ultah 20 cm coklat 1", "rt 05 rw 02 pak joko 0813 2555 1111 jl ngesrep barat 11 banyumanik", "tulisannya happy bday Nia", "minta antar hari sabtu jam 3 sore"},
			[]string{"Catatan: tulisannya happy bday Nia; minta antar hari sabtu jam 3 sore"}, nil},
		{"toko-bakery", []string{"kue ultah 20 cm coklat 1", "rt 05 rw 02 pak joko 0813 2555 1111 jl ngesrep barat 11 banyumanik", "tulisannya happy bday Nia", "catat ya: jangan pakai kacang", "Tulisan di kuenya maksud saya: Selamat Ultah Aisyah 5"},
			[]string{"Catatan: Tulisan: Selamat Ultah Aisyah 5; jangan pakai kacang"}, []string{"Nia", "Lilin"}},
		{"toko-bakery", []string{"kue ultah 20 cm coklat 1", "tulisannyo \"HBD Kakak Zaki\", catet yo"}, []string{"_tulisannyo \"HBD Kakak Zaki\"_"}, []string{"belum paham", "catet"}},
		{"toko-bakery", []string{"kue ultah 20 cm", "Coklat Mbak, tadi sudah saya sebut."}, []string{"20 cm Coklat"}, []string{"bukti"}},
		{"toko-bakery", []string{"kue ultah 20 cm coklat 1", "tadi sudah saya sebut"}, []string{"terlewat"}, []string{"bukti"}},
		{"toko-distro", []string{cream, bagas, "ya", "cod aja bos", "iya cod"}, []string{"tercatat ✅", "Bayar di tempat"}, []string{"Jadi COD"}},
		{"toko-distro", []string{cream, bagas, "cod", "transfer aja deh"}, []string{"BCA"}, []string{"Biaya COD"}},
		{"toko-distro", []string{cream, bagas, "cod", "ya", "ganti jadi transfer BCA aja, ga jadi COD"}, []string{"panggilkan admin?"}, []string{"setelah pesanan tercatat"}},
		{"toko-distro", []string{cream, bagas, "cod", "ya", "siapin uang pas ya"}, nil, []string{"Dicatat", "Kaos"}},
		{"toko-mobil", []string{"bisa dropship?"}, []string{"Bisa bos, sebut nama dan nomor pengirimnya"}, []string{"grosir"}},
		{"toko-mobil", []string{"led h4 2", "dropship, nama pengirim pake nama toko saya bisa?"}, []string{"sebut nama dan nomor pengirimnya"}, []string{"Nota", "grosir"}},
		{"toko-mobil", []string{"led h4 2", "pengirimnya Dedi Auto Shop"}, []string{"pengirimnya kami tulis *Dedi Auto Shop*", "nama penerima"}, []string{"belum paham"}},
		{"toko-mobil", []string{"led h4 2", "Andi Wijaya 081222333444 Jl Ijen 10 Klojen Kota Malang", "pengirim atas nama Dedi Auto Shop ya"},
			[]string{"Pesanan untuk Andi Wijaya", "Pengirim: Dedi Auto Shop"}, nil},
		{"toko-oleholeh", []string{"kirim pake nama pengirim Toko Yuni Snack 081300002222 ya kak, jgn nama toko kakak"},
			[]string{"pengirimnya kami tulis *Toko Yuni Snack* 081300002222"}, []string{"Kurir", "Senin"}},
		{"toko-seragam", []string{"min bisa dropship ga? nama pengirimnya pake toko ku"}, []string{"sebut nama dan nomor pengirimnya"}, []string{"Kurir", "minimal"}},
		{"toko-dalaman", []string{"bisa dropship gak bang?"}, []string{"tulis nama dan nomor pengirim, paket tanpa nota"}, []string{"sebut nama"}},
		{"toko-seragam", []string{"setelan TK putri L 1", "nami Ratna, alamat Jl Cikutra no 10 rt 2 rw 4 Coblong Bandung"}, []string{"Pesanan untuk Ratna"}, nil},
		{"toko-outdoor", []string{"carabiner 25", "Anton Wijaya 081234567890, sekretariat Mapala Rimba kampus UNDIP Jl Prof Sudarto, Tembalang, Semarang. Nota atas nama Mapala Rimba ya"},
			[]string{"Pesanan untuk Anton Wijaya", "Catatan: Nota atas nama Mapala Rimba"}, nil},
		{"toko-outdoor", []string{"carabiner 25", "Mapala Rimba 081234567890, Jl Prof Sudarto 5, Tembalang, Semarang", "Namanya masih salah kak, Anton Wijaya bukan Mapala Rimba"}, []string{"Pesanan untuk Anton Wijaya"}, nil},
		{"toko-outdoor", []string{"carabiner 25", "Udin 081234567890, Jl Prof Sudarto 5, Tembalang, Semarang", "ganti penerima Mpok Siti"}, []string{"Pesanan untuk Mpok Siti"}, nil},
		{"toko-outdoor", []string{"carabiner 25", "Udin 081234567890, Jl Prof Sudarto 5, Tembalang, Semarang", "kirim ke Mpok Siti semua aja"}, []string{"Pesanan untuk Mpok Siti*"}, nil},
		{"toko-outdoor", []string{"carabiner 25", "Kota 081234567890, Jl Prof Sudarto 5, Tembalang, Semarang", "namanya Mpok Siti bang, bukan Kota"}, []string{"Pesanan untuk Mpok Siti*"}, nil},
		{"toko-mobil", []string{"led h4 2, 1 ke malang 1 ke jakarta timur"}, []string{"2 × Lampu LED Headlamp 60W Sepasang – H4", "Satu pesanan untuk satu alamat"}, []string{"3 ×"}},
		{"toko-mobil", []string{"busi ngk bkr6e 4 kirim ke malang, aki ns60l 1 kirim ke surabaya"}, []string{"4 × Busi NGK Standar – BKR6E", "1 × Aki Mobil GS Astra MF – NS60L", "Satu pesanan untuk satu alamat"}, nil},
		{"toko-mobil", []string{"led h4 2", "Andi Wijaya, Jl Ijen 10, Klojen malang", "namanya Andi Kusuma ya bos, ongkirnya brp?"}, []string{"Pesanan untuk Andi Kusuma", "Ongkir ke"}, []string{"bukti"}},
		{"toko-mobil", []string{"led h4 2", "Tono 081222333444 Jl Kenanga 5 Tambaksari Surabaya", "alamat ganti ya ke Gedangan Sidoarjo, Jl Raya Gedangan 10"}, []string{"Gedangan, Kabupaten Sidoarjo", "Jl Raya Gedangan 10"}, []string{"Tambaksari"}},
		{"toko-mobil", []string{"led h4 2", "Tono 081222333444 Jl. Merdeka 10 RT 3/2 Tambaksari Surabaya", "alamatnya salah, harusnya nomor 12"}, []string{"Jl. Merdeka 12 RT 3/2"}, nil},
		{"toko-dalaman", []string{"kaos oblong L 2", "ongkir ke bekasi", "Kota."}, []string{"Ongkir ke *Kota Bekasi*"}, []string{"untuk Kota"}},
		{"toko-dalaman", []string{"kaos oblong L 2", "1. Udin 081290001111 Jl Kenanga 8 Beji Depok. 2. Mpok Siti 081290002222 Jl Mawar 3 Margahayu Bekasi Timur kota Bekasi. Pengirimnya Toko Bang Jali 081299998888"},
			[]string{"minta admin bantu"}, []string{"Pesanan untuk"}},
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
