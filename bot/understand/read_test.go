package understand

import (
	"encoding/json"
	"testing"

	"tokobot/catalog"
	"tokobot/internal/wilayah"
)

// sampleReader reads against the sample shop.
func sampleReader(t testing.TB) *Reader {
	t.Helper()
	return shopReader(t, "../../catalog/contoh")
}

func shopReader(t testing.TB, dir string) *Reader {
	t.Helper()
	atlas, err := wilayah.Open()
	if err != nil {
		t.Fatal(err)
	}
	cat, problems := catalog.Load(dir, catalog.Options{Atlas: atlas})
	if cat == nil {
		t.Fatal(problems)
	}
	return New(cat, atlas)
}

func published(t testing.TB, acts []Act) string {
	t.Helper()
	b, err := json.Marshal(acts)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestRead(t *testing.T) {
	r := sampleReader(t)
	for _, c := range []struct{ text, want string }{
		{"kak pashmina item ready? ongkir ke cimahi brp",
			`[{"intent":"ask_stock","products":[{"product":"PSM","sku":"PSM-HITAM"}]},{"intent":"ask_shipping_cost","places":[{"code":"32.77","name":"Kota Cimahi"}]}]`},
		{"ga jadi, jadi 10 biji", `[{"intent":"change_order","products":[{"qty":10,"op":"set"}]}]`},
		{"udh tf 99137 ke bca ya", `[{"intent":"claim_paid","method":"bca","amount":99137}]`},
		{"P", `[{"intent":"greet"}]`},
		{"ongkir? ke kota cimahi jne yes", `[{"intent":"ask_shipping_cost","places":[{"code":"32.77","name":"Kota Cimahi"}],"courier":"jne","service":"YES"}]`},
		{"ongkir sama lama kirim ke ternate pake jne", `[{"intent":"ask_shipping_cost","places":[{"code":"82.71","name":"Kota Ternate"}],"courier":"jne"},` +
			`{"intent":"ask_shipping_time","places":[{"code":"82.71","name":"Kota Ternate"}],"courier":"jne"}]`},
		{"yang navy 2", `[{"intent":"order","products":[{"qty":2,"options":{"warna":"Navy"}}]}]`},
	} {
		if got := published(t, r.Read(c.text, Context{})); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}
