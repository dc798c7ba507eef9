package understand

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
)

// TestLines reads what is done with which goods and how many, in messages of shops of several trades.
func TestLines(t *testing.T) {
	readers := map[string]*Reader{}
	for _, c := range []struct{ shop, text, want string }{
		// What is taken away, what comes instead and what stays.
		{"bangunan", "tambah kuas 2 inch 3, tinernya ga jadi", "change_order: KWS-2-INCH x3 add, THN remove"},
		{"kopi", "ga jadi sirup vanilanya, krimernya doang", "change_order: SRP-VANILLA remove"},
		{"bangunan", "saklarnya jadi yang seri bukan yang tunggal, 5 biji", "change_order: SKL-SERI x5 add, SKL-TUNGGAL remove"},
		{"sepatu", "bukan 41, yang 42 aja", "change_order: {ukuran:41} remove, {ukuran:42} add"},
		{"sepatu", "yang M jangan, L aja 2", "change_order: {ukuran:M} remove, {ukuran:L} x2 add"},
		// Numbers told for several goods.
		{"bangunan", "saklar seri sama stop kontak 2 lubang ada? mau 5 7", "ask_stock: SKL-SERI, SKB-2-LUBANG; order: SKL-SERI x5, SKB-2-LUBANG x7"},
		{"bangunan", "saklar seri sama stop kontak 2 lubang berapa? kalau 30 pcs dapat berapa?", "ask_price: SKL-SERI, SKB-2-LUBANG; ask_wholesale: SKL-SERI x30, SKB-2-LUBANG x30"},
		{"kopi", "sirup vanilla sama sirup pandan loro loro ya", "order: SRP-VANILLA x2, SRP-PANDAN x2"},
		// Numbers that are options, and those that are not.
		{"kopi", "mau filter 01 2 pak", "order: FLT-01 x2"},
		{"jam", "kotak jam isi enam ada?", "ask_stock: KTJ-ISI-6"},
		{"sepeda", "rantai 9sp 2 ya", "order: RTK-9-SPEED x2"},
		{"bangunan", "mcb 10A sama 16A ada? yang 16 brp", "ask_stock: MCB-10A, MCB-16A; ask_price: MCB-16A"},
		{"baking", "mau maizena yang besar 3", "order: TMZ-1-KG x3"},
		{"warung", "gula merah 2 kg, kecap bango yang kecil 3", "order: GLM x2, KCB-210-ML x3"},
		{"herbal", "jahe merahnya jadi 3 ya bukan 5", "change_order: JHM x3 set"},
		// What some goods come in as one names several options of others; what is said once is of the whole run.
		{"distro", "kaos polos L hitam navy putih masing masing 2", "order: KPB-HITAM-L x2, KPB-NAVY-L x2, KPB-PUTIH-L x2"},
		{"distro", "kaos polos hitam navy L ready", "ask_stock: KPB-HITAM-L, KPB-NAVY-L"},
		{"distro", "kaos polos hitam 1 L putih 2 M", "order: KPB-HITAM-L x1, KPB-PUTIH-M x2"},
		{"distro", "kaos polos L 2 hitam M 3 putih", "order: KPB-HITAM-L x2, KPB-PUTIH-M x3"},
		{"dalaman", "ya sudah L selusin, XXL setengah lusin ya bu", "order: {ukuran:L} x12, {ukuran:XXL} x6"},
		{"dalaman", "yang putih 36 dua", "order: {ukuran:36}{warna:Putih} x2"},
		{"distro", "kaos polos hitam M ada? 2", "ask_stock: KPB-HITAM-M; order: KPB-HITAM-M x2"},
		{"salon", "kemei gold 1, sepatu clipper 1, kep hitam 3", "order: CKM-GOLD x1, SPC x1, KEP-HITAM-POLOS x3"},
		// A counting word that begins a name counts nothing, and a number counts what stands behind it.
		{"dapur", "10 toples kaca 500 ml", "order: TKT-500-ML x10"},
		{"elektrik", "7 lampu jalan 60 watt", "order: PJU-60-WATT x7"},
		{"sayur", "bawang merah 500 gr bawang putih 250 gr", "order: BWM-500-GR, BWP-250-GR"},
		{"outdoor", "60 meter tali prusik", "order: TPS x60"},
		{"salon", "indah cargo ke salatiga buat 2 kursi kena brp", "ask_shipping_cost:"},
		// Names that stand for others mean no more than the words say.
		{"mobil", "kampas rem", "ask_price: KRD|KRB"},
		{"mobil", "brake shoe", "ask_price: KRB"},
		{"dalaman", "legging hamil XL 1", "order: LGH-XL x1"},
		{"variasi", "sarung jok pcx ada?", "ask_stock: SJT-PCX"},
		{"alkes", "2 kotak p3k plastik", "order: KP3 x2"},
		// A fault tells how many are broken, and a return is of the same goods.
		{"minuman", "sirup markisanya pecah 4 botol min, ganti rugi ya", "complain: SMJ x4; return_refund: SMJ"},
		{"umrah", "mukena pesan sage datang dusty pink, tukar ya", "complain: MKT-SAGE, MKT-DUSTY-PINK; return_refund: MKT-DUSTY-PINK"},
		{"umrah", "sajadahnya luntur", "complain: SJL"},
		{"umrah", "sajadahnya luntur ga", "ask_product: SJL"},
		// What things are called instead: areas in metres, options written in one word, with and without, what a size is.
		{"gordyn", "tirai bambu 2x2 meter ada?", "ask_stock: KRB-200X200"},
		{"gordyn", "tirai bambu 1,5 x 2 m berapa", "ask_price: KRB-150X200"},
		{"seluler", "housing iphone 7 yg rosegold 1", "order: HSG-IP7-ROSE-GOLD x1"},
		{"seluler", "lcd samsung a12 yg original pake frame berapa", "ask_price: LCD-SA12-ORIGINAL-FRAME"},
		{"seluler", "lcd redmi note 8 ga pake frame brp", "ask_price: LCD-RN8-TANPA-FRAME"},
		{"seluler", "softcase samsung a12 3 lusin", "order: SFC-SAMSUNG-A12 x36"},
		{"gordyn", "vitrase polos 140x200 4 lembar sm ring gold 3", "order: VTP-140X200 x4, RNG-GOLD x3"},
		{"sepatubola", "yg item aja, 41", "order: {ukuran:41}{warna:Hitam}"},
		{"sepatubola", "yg item 2", "order: {warna:Hitam} x2"},
		{"sepatubola", "sepatu bola anak kelas 3 ukuran 34 ada?", "ask_stock: SJF{ukuran:34}"},
		{"souvenir", "yang datang kurang 12 dari pesanan 250", "complain:"},
		// Beside other acts.
		{"mobil", "5 ya kak", "order:  x5"},
		{"sambal", "kirim ke medan bisa kak? kurir apa saja", "ask_couriers:"},
		{"sambal", "bisa kirim ke medan? ongkirnya berapa", "ask_couriers:; ask_shipping_cost:"},
		{"sambal", "sampai medan kira2 berapa hari kalau pakai jne?", "ask_shipping_time:"},
		{"cake", "satu ya, tulisannya \"Selamat Ultah Kenzie ke 3\"", "order:  x1"},
		// Bargaining tells a price and a number.
		{"kopi", "grinder manual 100 lah kalau ambil 2", "ask_discount: GRK|GRS x2"},
		// Parts of goods are none themselves.
		{"helm", "helm bogo pink harganya berapa? busanya tebal ga?", "ask_price: BGR-DUSTY-PINK; ask_product: BGR-DUSTY-PINK"},
	} {
		r := readers[c.shop]
		if r == nil {
			r = shopReader(t, "testdata/toko-"+c.shop)
			readers[c.shop] = r
		}
		if got := goodsOf(r.Read(c.text, Context{})); got != c.want {
			t.Errorf("%s: %s\n got %s\nwant %s", c.shop, c.text, got, c.want)
		}
	}
}

// goodsOf writes acts with their goods in short.
func goodsOf(acts []Act) string {
	var out []string
	for _, a := range acts {
		var goods []string
		for _, p := range a.Products {
			s := p.SKU
			if s == "" {
				s = p.Product
			}
			if s == "" {
				s = strings.Join(p.Candidates, "|")
			}
			for _, k := range slices.Sorted(maps.Keys(p.Options)) {
				s += "{" + k + ":" + p.Options[k] + "}"
			}
			if p.Qty > 0 {
				s += fmt.Sprintf(" x%d", p.Qty)
			}
			if p.Op != "" {
				s += " " + string(p.Op)
			}
			goods = append(goods, s)
		}
		out = append(out, strings.TrimSpace(string(a.Intent)+": "+strings.Join(goods, ", ")))
	}
	return strings.Join(out, "; ")
}
