package understand_test

import (
	"encoding/json"
	"testing"

	"tokobot/bot/understand"
	"tokobot/catalog"
	"tokobot/internal/wilayah"
)

// TestNumbersSaid reads numbers of goods that are talked about: as the option that has the number, as metres and kilograms of what is sold by
// them, as pieces that go.
func TestNumbersSaid(t *testing.T) {
	atlas, err := wilayah.Open()
	if err != nil {
		t.Fatal(err)
	}
	shops := map[string]*understand.Reader{}
	for _, c := range []struct {
		shop, text string
		ctx        understand.Context
		want       string
	}{
		{"kain", "10", understand.Context{Topic: "MTB"}, `[{"intent":"order","products":[{"options":{"ukuran":"10 mm"}}]}]`},
		{"kain", "14 ya kak", understand.Context{Topic: "BPC"}, `[{"intent":"order","products":[{"options":{"warna":"014 Kuning Telur"}}]}]`},
		{"kain", "10", understand.Context{Topic: "BPC"}, `[{"intent":"order","products":[{"qty":10}]}]`},
		{"olahraga", "10", understand.Context{Expect: understand.ExpectVariant, Topic: "SKP", Products: []string{"SKP-7", "SKP-8", "SKP-9", "SKP-10"}},
			`[{"intent":"order","products":[{"options":{"ukuran":"10"}}]}]`},
		{"kain", "polycherry no 14 sama 23 ada?", understand.Context{}, `[{"intent":"ask_stock","products":[{"product":"BPC","sku":"BPC-014-KUNING-TELUR"},{"product":"BPC","sku":"BPC-023-MERAH"}]}]`},
		{"kain", "wolfis no 9 2 meter", understand.Context{}, `[{"intent":"order","products":[{"product":"WLC","sku":"WLC-NAVY-NO-9","qty":2}]}]`},
		{"kopi", "yg 02 hitam", understand.Context{Topic: "V60"}, `[{"intent":"order","products":[{"options":{"ukuran":"02","warna":"Hitam"}}]}]`},
		{"jam", "uk 7 gold sama 10 silver", understand.Context{Topic: "CTP"}, `[{"intent":"order","products":[{"options":{"ukuran":"7","warna":"Gold"}},{"options":{"ukuran":"10","warna":"Silver"}}]}]`},
		{"kain", "3 meter deh", understand.Context{Expect: understand.ExpectQuantity, Topic: "TYB-15-MAROON"}, `[{"intent":"order","products":[{"product":"TYB","qty":3,"op":"set"}]}]`},
		{"kain", "ambil 5kg hitam, 2 kg putih", understand.Context{Topic: "CMB"}, `[{"intent":"order","products":[{"qty":5,"options":{"warna":"Hitam"}},{"qty":2,"options":{"warna":"Putih"}}]}]`},
		{"kain", "20 kg item 30s", understand.Context{Topic: "CMB"}, `[{"intent":"order","products":[{"qty":20,"options":{"benang":"30s","warna":"Hitam"}}]}]`},
		{"kopi", "hazelnutnya hapus 1", understand.Context{}, `[{"intent":"change_order","products":[{"qty":1,"options":{"rasa":"Hazelnut"},"op":"remove"}]}]`},
		{"kopi", "hazelnutnya kurangi jadi 1", understand.Context{}, `[{"intent":"change_order","products":[{"qty":1,"options":{"rasa":"Hazelnut"},"op":"set"}]}]`},
	} {
		r := shops[c.shop]
		if r == nil {
			cat, problems := catalog.Load("testdata/toko-"+c.shop, catalog.Options{Atlas: atlas})
			if cat == nil {
				t.Fatal(problems)
			}
			r = understand.New(cat, atlas)
			shops[c.shop] = r
		}
		got, err := json.Marshal(r.Read(c.text, c.ctx))
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != c.want {
			t.Errorf("%s %q:\n got %s\nwant %s", c.shop, c.text, got, c.want)
		}
	}
	if acts := shops["kopi"].Read("andir", understand.Context{}); len(acts) == 0 || acts[0].Angry {
		t.Errorf("a part of Bandung is no curse: %+v", acts)
	}
	if acts := shops["kopi"].Read("anjir lah lama", understand.Context{}); len(acts) == 0 || !acts[0].Angry {
		t.Errorf("a curse is one: %+v", acts)
	}
}
