package wilayah

import (
	"slices"
	"strings"
	"testing"
	"time"

	"tokobot/internal/cputest"
)

// found is a snippet and the places that it names: codes, those of one name joined by a bar.
type found struct {
	text string
	want string
}

// check finds places in each snippet and compares codes, in the order of candidates.
func check(t *testing.T, o FindOptions, cases []found) {
	t.Helper()
	a := atlas(t)
	for _, c := range cases {
		var got []string
		for _, m := range a.Find(strings.Fields(c.text), o) {
			var codes []string
			for _, code := range m.Codes {
				codes = append(codes, string(code))
			}
			got = append(got, strings.Join(codes, "|"))
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("Find(%q) = %q, want %q", c.text, s, c.want)
		}
	}
}

func TestFindOneName(t *testing.T) {
	check(t, FindOptions{}, []found{
		{"kak pashmina item ready? ongkir ke cimahi brp", "32.77"},
		{"ongkir ke bandung", "32.04|32.73"},
		{"ongkir bandung dong kak", "32.04|32.73"},
		{"berapa ongkos kirim ke Surabaya?", "35.78"},
		{"ke jogja brp", "34.71"}, {"ongkir yogyakarta", "34.71"}, {"ongkir diy", "34"},
		{"ongkir ke bogor", "32.01|32.71"}, {"ongkir bekasi brp ka", "32.16|32.75"},
		{"ongkir jambi", "15"}, {"ongkir ke bengkulu", "17"}, {"ongkir gorontalo", "75"}, {"ongkir ke aceh", "11"},
		{"ongkir ke medan", "12.71"}, {"ongkir ke solo", "33.72"}, {"ongkir ke malang", "35.07|35.73"}, {"ongkir padang brp", "13.71"},
		{"kirim ke batu", "35.79"}, {"kirim ke palu bisa", "72.71"}, {"ongkir ke pati", "33.18"},
		{"ongkir tegal", "33.28|33.76"}, {"ongkir ke banjar", "63.03|32.79"}, {"ongkir banjarmasin", "63.71"},
		{"kirim ke depok bisa cod?", "32.76"}, {"cod depok bisa", "32.76"}, {"ongkir sidoarjo", "35.15"},
		{"ongkir ke cibinong", "32.01.01"}, {"ongkir ciputat", "36.74.04"}, {"ongkir ke tebet", "31.74.01"},
		{"ongkir ke soreang", "32.04.37|73.72.03"}, {"ongkir ke majalaya", "32.04.33|32.15.21"},
		{"ongkir ke dago", "32.01.20.2003|32.73.02.1004"}, {"ongkir ke tigaraksa", "36.03"},
		{"surabaya bisa kak?", "35.78"}, {"makassar ada cod?", "73.71"},
		{"saya di surabaya bisa cod ga", "35.78"}, {"aku di medan kak", "12.71"}, {"domisili garut", "32.05"},
		{"rumah saya daerah ciledug", "32.09.02|36.71.06"}, {"dari makassar bisa?", "73.71"},
		{"kirim ke alamat saya di ciputat bisa cod?", "36.74.04"}, {"paketnya sudah sampai jember belum", "35.09"},
	})
}

func TestFindKinds(t *testing.T) {
	check(t, FindOptions{}, []found{
		{"kab bandung", "32.04"}, {"kota bandung", "32.73"}, {"ongkir kota bogor brp", "32.71"}, {"bogor kota", "32.71"},
		{"ongkir bdg kab", "32.04"}, {"ongkir ke malang kota", "35.73"}, {"ongkir kab. malang", "35.07"}, {"kodya semarang", "33.74"},
		{"kabupaten tangerang", "36.03"}, {"ke tangerang kabupaten", "36.03"}, {"kota jambi", "15.71"}, {"ongkir prov jambi", "15"},
		{"medan kota", "12.71"}, {"kec medan kota", "12.71.01"}, {"ongkir ke kec. tebet", "31.74.01"}, {"kec kota kediri", "35.71.02"},
		{"kota kediri", "35.71"}, {"ongkir kota batu", "35.79"}, {"kota administrasi jakarta timur", "31.75"}, {"kota adm jakarta barat", "31.73"},
		{"kota cibinong", "32.01.01"}, {"kab.bogor", "32.01"}, {"Kab.Bandung Barat", "32.17"},
	})
}

func TestFindSeveralNamesOfOnePlace(t *testing.T) {
	check(t, FindOptions{}, []found{
		{"ongkir cibinong bogor", "32.01.01"}, {"ongkir bogor cibinong", "32.01.01"}, {"cibinong di bogor", "32.01.01"},
		{"kec. cibinong kab. bogor 16914", "32.01.01"}, {"kab bogor kec cibinong", "32.01.01"}, {"Cibinong, Kab. Bogor, Jawa Barat", "32.01.01"},
		{"ongkir bandung jawa barat", "32.04|32.73"}, {"ongkir jatim malang", "35.07|35.73"}, {"balikpapan kaltim ongkirnya", "64.71"},
		{"ongkir tebet jakarta selatan", "31.74.01"}, {"ongkir tebet jaksel dki jakarta", "31.74.01"}, {"tanah abang jakpus", "31.71.07"},
		{"ongkir ciputat tangerang", "36.74.04"}, {"ongkir ke lembang bandung", "32.17.01"}, {"ongkir ke sleman jogja", "34.04"},
		{"ongkir batu malang", "35.79"}, {"kirim ke depok sleman bisa", "34.04.07"}, {"depok jogja ongkir", "34.04.07"},
		{"cimahi kuningan ongkir", "32.08.24"}, {"ongkir ke banjar jabar", "32.79"}, {"daerah ciledug tangerang", "36.71.06"},
		{"majalaya bandung ongkir", "32.04.33"}, {"tigaraksa tangerang ongkir", "36.03.03"}, {"ongkir wonosari gunung kidul", "34.03.01"},
		{"bekasi barat kota bekasi", "32.75.02"}, {"ongkir waru sidoarjo", "35.15.18"}, {"bsd serpong", "36.74.01"},
		{"ongkir cibubur depok", "32.76.02"}, {"bandung 40235 ongkir", "32.73"}, {"ongkir ke setiabudi bandung", "32.04|32.73"},
		{"desa sukamaju kec cibungbulang bogor", "32.01.16.2013"}, {"kel. cibeureum kec cimahi selatan", "32.77.01.1002"},
		{"ongkir ke cibeureum cimahi selatan", "32.77.01.1002"}, {"ongkir ke pasteur bandung", "32.73.07.1001"},
	})
}

func TestFindSeveralPlaces(t *testing.T) {
	check(t, FindOptions{}, []found{
		{"kirim dari jakarta ke surabaya brp", "31 35.78"}, {"ongkir bandung dan surabaya", "32.04|32.73 35.78"},
		{"ongkir ke bandung, surabaya, medan", "32.04|32.73 35.78 12.71"}, {"ke cirebon atau ke tegal", "32.09|32.74 33.28|33.76"},
		{"ongkir ke depok? kalau ke sleman?", "32.76 34.04"}, {"bandung sama cimahi", "32.04|32.73 32.77"},
	})
}

func TestFindNicknames(t *testing.T) {
	check(t, FindOptions{}, []found{
		{"ongkir jkt", "31"}, {"ke jaksel brp", "31.74"}, {"ongkir jkt sel", "31.74"}, {"ongkir bdg", "32.04|32.73"}, {"ke sby brp", "35.78"},
		{"ongkir tangsel", "36.74"}, {"ke ujung pandang", "73.71"}, {"ongkir batavia", "31"}, {"ongkir jabar", "32"}, {"ongkir sumbar", "13"},
		{"ongkir ntb", "52"}, {"ongkir kbb", "32.17"}, {"ongkir pwt", "33.02"}, {"ongkir ke sda", "35.15"}, {"ke smg brp ongkirnya", "33.74|33.22"},
		{"ongkir bks brp", "32.16|32.75"}, {"ongkir tj priok", "31.72.02"}, {"kirim ke pd aren", "36.74.03"}, {"ongkir kb jeruk", "31.73.05"},
		{"ongkir ps minggu", "31.74.04"}, {"ongkir lampung sel", "18.01"}, {"ongkir sumatera brt", "13"},
	})
}

func TestFindRegions(t *testing.T) {
	check(t, FindOptions{}, []found{
		{"ongkir bali", "51"}, {"ongkir ke madura", "35.29|35.26|35.27|35.28"}, {"ongkir ke lombok", "52.03|52.02|52.01|52.71|52.08"},
		{"ongkir kalimantan", "61|63|64|62|65"}, {"ongkir jabodetabek", "31|32.01|36.03|32.16|32.75|32.76|36.71|36.74|32.71"},
		{"ongkir bandung raya", "32.04|32.73|32.17|32.77"}, {"ongkir ke kuta bali", "51.03.01"}, {"ongkir labuan bajo", "53.15.05"},
		{"ongkir ke ende flores", "53.08"}, {"mataram lombok ongkir", "52.71"}, {"medan johor bisa?", "12.71.11"}, {"ongkir ke bintaro", "31.74.10|36.74.03"}, {"ongkir kampung inggris pare", "35.06.17"},
	})
}

func TestFindSlips(t *testing.T) {
	check(t, FindOptions{}, []found{
		{"kirim ke bndung", "32.04|32.73"}, {"ongkir ke surabya", "35.78"}, {"ongkir jogjakrta", "34.71"}, {"ongkir ke smrang", "33.74|33.22"},
		{"ongkir ke tasik malaya", "32.06|32.78"}, {"ongkir tasikmalya", "32.06|32.78"}, {"ongkir jakarta seltan", "31.74"},
		{"ongkir bandung brat", "32.17"}, {"ongkir ke banyuwngi", "35.10"}, {"ongkir ke palembnag", "16.71"}, {"ongkir ke pekalogan", "33.26|33.75"},
		{"ongkir balikpapn", "64.71"}, {"ongkir ke kebumn", "33.05"}, {"ongkir cibinng bogor", "32.01.01"}, {"ongkir purwokrto", "33.02.24|33.02.25|33.02.26|33.02.27"},
		{"ongkir jakartaselatan", "31.74"}, {"ongkir kejakarta brp", "31"}, {"kirim dicimahi bisa", "32.77"}, {"ongkir ke bandungnya berapa", "32.04|32.73"},
		{"ongkir ke sama rinda", "64.72"}, {"ongkir bandugn barat", "32.17"}, {"ongkir MAKASAR", "73.71"},
		{"ongkir ke Bau-Bau", "74.72"}, {"ongkir ke toli toli", "72.04"}, {"ongkir ke pulau seribu", "31.01"}, {"kec cibinog", "32.01.01"},
	})
}

func TestFindNothing(t *testing.T) {
	var cases []found
	for line := range strings.Lines(nothing) {
		if line = strings.TrimSpace(line); line != "" {
			cases = append(cases, found{line, ""})
		}
	}
	if len(cases) < 130 {
		t.Fatalf("only %d snippets", len(cases))
	}
	check(t, FindOptions{}, cases)
}

// nothing is messages in which no place is named.
const nothing = `
	pashmina item ready kak?
	kirim hari ini bisa
	harga baru
	warna merah ada
	batu akik ada?
	malang nasibku
	palu sama paku ada?
	tepung pati jagung sekilo
	kue lumpia isi 10
	lampu metro ready?
	keripik duri lunak
	kota mana aja yang bisa
	ongkir ke kota mana aja
	luar kota bisa?
	kirim ke luar negeri bisa?
	kalau ke luar jawa berapa
	ke singapura bisa kirim?
	2 bks ongkir brp
	beli 3 bks kopi
	tgl brp dikirim
	plg murah kurir apa
	ongkir gk mahal kan
	smg cepat sampai ya
	halo kak mau tanya
	assalamualaikum
	harga grosir berapa ya
	kalau beli selusin dapat diskon ga
	warna apa aja yang ada
	ukuran XL masih?
	bahannya apa kak
	bisa cod ga kak
	kapan dikirim
	sampai kapan ya kak pengirimannya
	udah dikirim belum
	resi nya mana
	paket saya belum sampai
	barang rusak mau retur
	salah kirim warna kak
	pesan 2 hitam 1 navy
	yang merah 2 sama hitam 1
	ganti jne aja
	pakai jnt bisa?
	kirim pakai sicepat
	totalnya jadi berapa
	jadi total brp sama ongkir
	saya transfer ke bca ya
	udah tf kak 99137
	tf ke mandiri bisa
	bayar ke dana
	transfer ke rekening bri ya
	kirim bukti transfer
	batal aja deh
	mau ketemu admin dong
	toko nya buka jam berapa
	alamat toko dimana kak
	tokonya di daerah mana
	lokasi dimana
	bisa ambil ke toko?
	nanti saya ke toko
	mau beli beras 5 kg sama minyak 2 liter
	telur sekilo berapa
	ada kampas rem beat ga
	ban luar ukuran 90/90-14
	oli mesin yang bagus apa
	kue ulang tahun bisa custom?
	rendang 1/2 kg
	keripik pisang coklat 2 bungkus
	sprei ukuran 180x200 motif bunga
	bantal guling sepasang
	baju anak umur 5 tahun
	celana jeans pria ukuran 32
	kaos polos hitam lengan panjang
	charger type c original
	semen tiga roda 1 sak
	paku 5 cm sekilo
	cat tembok warna putih 5 kg
	kayu jati ukuran 2x3
	bata ringan per kubik
	skincare buat jerawat
	bibit cabe rawit
	pakan ayam
	buku tulis satu lusin
	tas ransel sekolah
	cincin perak ukuran 14
	undangan nikah 100 lembar
	tolong kirim foto asli
	kok lama banget balasnya
	admin bilang 10rb aja
	kirim ke alamat kemarin aja
	kirim ke alamat yang sama
	ke rumah ya kak
	ongkir ke rumah saya berapa
	antar ke kosan bisa?
	ke alamat kantor saya ya
	ongkir gratis ga
	ongkirnya mahal banget
	ongkir nya kena berapa kak
	ongkir brp?
	ongkirnya berapa kalau 2 kg
	gratis ongkir min belanja berapa
	ongkir bisa nego ga kak
	ongkir dong
	ongkirnya dibayar siapa
	kirim sekarang ya kak ditunggu
	cek resi jne dong
	estimasi sampai berapa hari
	kirimnya kapan kak? saya butuh cepat
	mau kirim hadiah buat mama saya
	dikirim pakai bubble wrap ya
	tolong dikemas kayu
	jangan kirim yang cacat
	saya order yang mocca dua
	saya mau yang sage green
	yang army aja deh
	set wajan anti lengket
	kirimin pricelist dong kak
	nanti malam saya transfer
	besok pagi saya bayar
	qris ada ga
	saya dari kemarin nunggu
	dari segi bahan bagus mana
	sama yang di foto?
	di shopee lebih murah
	lihat di story tadi
	pindah ke yang biru aja
	ganti ke ukuran L
	ubah ke hitam
	masukin ke keranjang
	lanjut ke pembayaran
	konfirmasi ke admin
	komplain ke siapa
	ke nomor ini ya
	anaknya umur 3 tahun cocok ga
	garansi berapa lama
	rasa coklat ada?
	tolong kabari kalau ready
	restock kapan kak
	keep dulu ya kak
	stop kirim promo
	cuaca hari ini gimana
	siapa presiden indonesia
	barang desa sudah sampai
	alhamdulillah barang sudah sampai, bagus banget
	paketnya udah nyampe mana
	kirim ke kantor aja
	jl mana
`

func TestFindInAddresses(t *testing.T) {
	check(t, FindOptions{Address: true}, []found{
		{"Sari Dewi 08123456789 Jl Melati 5 rt 2/3 cibeureum cimahi selatan 40535", "32.77.01.1002"},
		{"Jl Raya Bogor km 30, Ciracas, Jakarta Timur", "31.75.09"},
		{"jl kebon jeruk raya palmerah jakarta barat", "31.73.07"},
		{"jl kebon jeruk raya no 5 palmerah jakarta barat", "31.73.07"},
		{"Jl. Surabaya no 3 Menteng Jakarta Pusat", "31.71.06"},
		{"Jl Bandung 5 Klojen Malang", "35.73.02"},
		{"jl diponegoro 10 salatiga", "33.73"},
		{"jl. sudirman bandung", "32.04|32.73"},
		{"antapani kidul bandung", "32.73.20.1005"},
		{"cimahi, kuningan", "32.08.24"},
		{"Depok, Sleman, Yogyakarta", "34.04.07"},
		{"Condongcatur, Depok, Sleman", "34.04.07.2003"},
		{"Jl Kaliurang km 5, Caturtunggal, Depok, Sleman 55281", "34.04.07.2001"},
		{"Rina 08123 komplek griya indah blok b no 3 rt 01/02 pasirjati ujungberung bandung", "32.73.26.1006"},
		{"an Andi, Jl. Pahlawan No. 10 Ds. Karangrejo Kec. Garum Kab. Blitar Jawa Timur", "35.05.11.2009"},
		{"Toko Maju, Jl. Ahmad Yani 12, Pasar Baru, Sawah Besar, Jakarta Pusat", "31.71.02.1001"},
		{"Nama: Siti Aminah Alamat: Perum Griya Asri Blok C2 No 5, RT 03/04, Kel. Sukamaju, Kec. Cilodong, Kota Depok, Jawa Barat 16415", "32.76.08.1001"},
		{"Budi Santoso 0812345 Dusun Krajan RT 01 RW 02 Desa Sumberejo Kecamatan Ambulu Kabupaten Jember", "35.09.12.2003"},
		{"penerima: Budi, hp: 0812, alamat: jl mawar 3 kel pasteur kec sukajadi bandung 40161", "32.73.07.1001"},
		{"Perum Citra Raya Blok A1 No 2, Cikupa, Tangerang", "36.03.18"},
		{"Desa Gampong Baro, Kec. Setia Bakti, Kabupaten Aceh Jaya", "11.14.03.2010"},
		{"kec sukajadi kel pasteur bandung", "32.73.07.1001"},
		{"Kampung Melayu Kecil no 3, Bukit Duri, Tebet", "31.74.01.1005"},
		{"Mungkid, Mungkid, Magelang", "33.08.09.2010"},
		{"kel cibereum kec cimahi selatan kota cimahi", "32.77.01.1002"},
		{"jl melati 5 bandung 40161", "32.73"},
		{"jl melati no 7 rt 3 rw 4", ""},
		{"Budi Santoso", ""},
	})
}

func TestFindTheAnswer(t *testing.T) {
	check(t, FindOptions{Base: Strong}, []found{
		{"cimahi", "32.77"}, {"Cimahi kak", "32.77"}, {"bandung kota", "32.73"}, {"kab bandung", "32.04"}, {"batu", "35.79"}, {"bks", "32.16|32.75"},
		{"tgl", "33.28|33.76"}, {"sukabumi", "32.02|32.72"}, {"antapani kidul", "32.73.20.1005"}, {"cibeureum cimahi selatan", "32.77.01.1002"},
		{"tebet jaksel", "31.74.01"}, {"jl melati no 5 cimahi", "32.77"}, {"sbya", "35.78"}, {"ke rumah", ""}, {"yang kota", ""}, {"kab", ""},
		{"ga jadi", ""}, {"sebentar ya kak", ""}, {"yang hitam 2", ""}, {"", ""}, {"?", ""},
	})
}

func TestFindHeedsTheCaller(t *testing.T) {
	a := atlas(t)
	words := strings.Fields("mukena bali ongkir ke malang")
	context := Cues(words)
	context[1] = Taken
	got := a.Find(words, FindOptions{Context: context})
	if len(got) != 1 || !slices.Equal(got[0].Codes, []Code{"35.07", "35.73"}) || got[0].From != 4 || got[0].To != 5 {
		t.Errorf("a taken word: %+v", got)
	}
	words = strings.Fields("kirim surabya")
	if got := a.Find(words, FindOptions{Known: func(w string) bool { return w == "surabaya" }}); len(got) != 1 {
		t.Errorf("surabya: %+v", got)
	}
	words = strings.Fields("kirim surabayya")
	if got := a.Find(words, FindOptions{Known: func(w string) bool { return w == "surabayya" }}); got != nil {
		t.Errorf("a word that the shop knows: %+v", got)
	}
}

func TestMatchSaysHowSure(t *testing.T) {
	a := atlas(t)
	one := func(text string) Match {
		t.Helper()
		got := a.Find(strings.Fields(text), FindOptions{})
		if len(got) != 1 {
			t.Fatalf("Find(%q) = %+v", text, got)
		}
		return got[0]
	}
	marked, plain, slip, said, unsaid := one("ongkir ke kab bogor"), one("ongkir ke cimahi"), one("ongkir ke cimahhi"), one("ongkir ke batu"), one("mukena bali ada?")
	if !marked.Marked || plain.Marked || !plain.Exact || slip.Exact || said.Collision != "batu" || plain.Collision != "" {
		t.Errorf("%+v %+v %+v %+v", marked, plain, slip, said)
	}
	if !(marked.Strength > plain.Strength && plain.Strength > slip.Strength && plain.Strength > said.Strength && said.Strength > unsaid.Strength) {
		t.Errorf("strengths %d %d %d %d %d", marked.Strength, plain.Strength, slip.Strength, said.Strength, unsaid.Strength)
	}
	if unsaid.Strength >= 50 {
		t.Errorf("a name that nothing leads to is as strong as %d", unsaid.Strength)
	}
	if m := one("halo kak kec. cibinong kab. bogor ya"); m.From != 2 || m.To != 6 {
		t.Errorf("words %d to %d", m.From, m.To)
	}
}

func TestFindIsQuickWhateverComes(t *testing.T) {
	a := atlas(t)
	a.desa()
	const slowest = 40 * time.Millisecond // of the processor, under the race detector; without it it is under 3 ms
	for _, part := range []string{"kota ", "tanjung ", "desa ", "sidomulyo ", "kab ", "jl ", "a", "tanjung, ", "surabya", "surabya ", "kec sukamaju ",
		" desa sidomulyo kec ", "kota kab kec ", "ps tj kb ", "di ", "1 ", "ke x ", "bogor cibinong "} {
		words := strings.Fields(strings.Repeat(part, 4096/len(part)))
		for _, o := range []FindOptions{{}, {Base: Strong}, {Address: true}, {Base: Strong, Address: true}} {
			if least := cputest.Least(5, func() { a.Find(words, o) }); least > slowest {
				t.Errorf("%q × %d with %+v: %v", part, len(words), o, least)
			}
		}
	}
}

// TestBetween finds the kelurahan in front of a name that an address tells again.
func TestBetween(t *testing.T) {
	a := atlas(t)
	for text, want := range map[string]Code{
		"ke Ngaglik Sleman . Feri Jl Mawar 9 Sardonoharjo Ngaglik Sleman": "34.04.12.2005",
		"ke Ngaglik Sleman . Feri Jl Mawar 9 Ngaglik Sleman":              "34.04.12",
	} {
		found := a.Find(strings.Fields(text), FindOptions{Address: true})
		if len(found) != 1 || len(found[0].Codes) != 1 || found[0].Codes[0] != want {
			t.Errorf("%q: %v, want %s", text, found, want)
		}
	}
}
