package contoh_test

import (
	"testing"

	"tokobot/catalog"
	"tokobot/internal/wilayah"
)

// TestShop holds what the sample shop promises: everything that a newcomer tries has something to show.
func TestShop(t *testing.T) {
	atlas, err := wilayah.Open()
	if err != nil {
		t.Fatal(err)
	}
	c, problems := catalog.Load(".", catalog.Options{Atlas: atlas})
	for _, p := range problems {
		t.Error(p)
	}
	if c == nil {
		t.FailNow()
	}
	categories := map[string]int{}
	var wholesale, options, volumetric, preorder, limited int
	for _, p := range c.Products {
		categories[p.Category]++
		wholesale += min(1, len(p.Wholesale))
		options += min(1, len(p.Axes))
		limited += min(1, len(p.Couriers)+len(p.ShipTo))
		if p.Preorder != nil {
			preorder++
		}
		if p.Variants[0].Size != (catalog.Size{}) {
			volumetric++
		}
	}
	for _, n := range []struct {
		what      string
		got, want int
	}{
		{"products", len(c.Products), 60}, {"categories", len(categories), 4}, {"wholesale", wholesale, 10}, {"options", options, 20},
		{"volumetric", volumetric, 3}, {"made to order", preorder, 3}, {"limited", limited, 2}, {"couriers", len(c.Couriers), 4},
		{"ways to pay", len(c.Payment.Methods), 6}, {"vouchers", len(c.Promos), 4}, {"FAQs", len(c.FAQ), 20},
	} {
		if n.got < n.want {
			t.Errorf("%s: %d, want at least %d", n.what, n.got, n.want)
		}
	}
	line := []catalog.Line{{Variant: c.Variant("PSM-HITAM"), Qty: 1}}
	for _, province := range atlas.Children("") {
		for _, town := range atlas.Children(province) {
			if n := len(c.Quotes(town, line)); n < 2 {
				t.Errorf("%s: %d services", atlas.Name(town), n)
			}
		}
	}
}

// TestConversation holds the figures of the conversation that the documents tell.
func TestConversation(t *testing.T) {
	c, _ := catalog.Load(".", catalog.Options{})
	if c == nil {
		t.Fatal("the sample shop does not load")
	}
	type offer struct {
		courier, service, cost, estimate string
	}
	want := []offer{{"jnt", "EZ", "Rp9.000", "1-2 hari"}, {"jne", "REG", "Rp11.000", "1-3 hari"}}
	var got []offer
	for _, q := range c.Quotes("32.77.01", []catalog.Line{{Variant: c.Variant("PSM-HITAM"), Qty: 2}, {Variant: c.Variant("PSM-MOCCA"), Qty: 2}}) {
		got = append(got, offer{q.Service.Courier.Code, q.Service.Code, q.Cost.String(), q.Rate.Estimate})
	}
	if len(got) != len(want) || got[0] != want[0] || got[1] != want[1] {
		t.Errorf("to Cimahi Selatan: %v, want %v", got, want)
	}
	if hitam, mocca := c.Variant("PSM-HITAM").Price, c.Variant("PSM-MOCCA").Price; hitam != 45_000 || mocca != 47_000 {
		t.Errorf("pashmina: %s and %s", hitam, mocca)
	}
}
