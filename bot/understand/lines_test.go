package understand

import (
	"fmt"
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
			for k, v := range p.Options {
				s += "{" + k + ":" + v + "}"
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
