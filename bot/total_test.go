package bot

import (
	"maps"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"tokobot/catalog"
	"tokobot/internal/rupiah"
	"tokobot/internal/shop"
	"tokobot/internal/wilayah"
)

// TestTotalsForgetTheWay holds that whatever the order of adding, changing and removing, the total equals that of the final
// order made at once, adds up line by line, and is never negative.
func TestTotalsForgetTheWay(t *testing.T) {
	b := SampleShop(t)
	var variants []*catalog.Variant
	for _, p := range b.Catalog.Products {
		variants = append(variants, onSale(p)...)
	}
	places := []wilayah.Code{"32.77.01", "32.73.15", "35.78.07", "31.74.01", "91.71.01", "12.71.01"}
	methods := []string{"", "bca", "cod", "qris"}
	vouchers := []string{"", "HEMAT5", "RESELLER", "GAJIAN", "TIDAKADA"}
	couriers := []string{"", "jne", "jnt", "sicepat", "toko"}
	rapid.Check(t, func(t *rapid.T) {
		k, err := b.sit(shop.Turn{Now: time.Date(2026, 11, 26, 9, 0, 0, 0, b.Catalog.Shop.Zone), Buyer: shop.Buyer{ID: 1}}, noBooks{})
		if err != nil {
			t.Fatal(err)
		}
		d, want := wander(t, variants)
		rest := []op{
			{Do: opAddress, To: &shop.Recipient{Name: "A", Phone: "0812", Address: "Jl", Place: rapid.SampledFrom(places).Draw(t, "place")}},
			{Do: opMethod, Code: rapid.SampledFrom(methods).Draw(t, "method")},
			{Do: opVoucher, Code: rapid.SampledFrom(vouchers).Draw(t, "voucher")},
			{Do: opCourier, Code: rapid.SampledFrom(couriers).Draw(t, "courier")},
		}
		var once draft
		for _, sku := range slices.Sorted(maps.Keys(want)) {
			once.add(contribution{Ops: []op{{Do: opSet, SKU: sku, Product: b.Catalog.Variant(sku).Product.SKU, Qty: want[sku]}}})
		}
		long, err := k.bill(d.basket(rest...))
		if err != nil {
			t.Fatal(err)
		}
		short, err := k.bill(once.basket(rest...))
		if err != nil {
			t.Fatal(err)
		}
		if long.total() != short.total() || long.Subtotal != short.Subtotal || long.discount() != short.discount() || long.shipping() != short.shipping() {
			t.Fatalf("long way %+v\nat once %+v", long, short)
		}
		checkBill(t, long, want)
	})
}

// wander adds, sets and removes at random; want is what should be left.
func wander(t *rapid.T, variants []*catalog.Variant) (d draft, want map[string]int) {
	want = map[string]int{}
	for range rapid.IntRange(1, 25).Draw(t, "steps") {
		v := rapid.SampledFrom(variants).Draw(t, "variant")
		qty := rapid.IntRange(1, 30).Draw(t, "qty")
		o := op{SKU: v.SKU, Product: v.Product.SKU, Qty: qty}
		switch rapid.IntRange(0, 3).Draw(t, "verb") {
		case 0:
			o.Do = opSet
			want[v.SKU] = qty
		case 1:
			o.Do = opRemove
			if want[v.SKU] -= qty; want[v.SKU] <= 0 {
				delete(want, v.SKU)
			}
		case 2:
			o.Do, o.Qty = opRemove, 0
			delete(want, v.SKU)
		default:
			o.Do = opAdd
			want[v.SKU] += qty
		}
		d.add(contribution{Ops: []op{o}})
	}
	return d, want
}

func checkBill(t *rapid.T, bl bill, want map[string]int) {
	var sum rupiah.Amount
	pieces := 0
	for _, p := range bl.Items {
		sum += p.total()
		pieces += p.Qty
		if want[p.V.SKU] != p.Qty {
			t.Fatalf("%s: %d pieces, want %d", p.V.SKU, p.Qty, want[p.V.SKU])
		}
	}
	if sum != bl.Subtotal || len(bl.Items) != len(want) {
		t.Fatalf("lines are %d, subtotal %d", sum, bl.Subtotal)
	}
	if bl.total() != bl.Subtotal+bl.shipping()+bl.Fee-bl.Free-bl.Off {
		t.Fatalf("total %d does not add up: %+v", bl.total(), bl)
	}
	if bl.total() < 0 || bl.Free > bl.shipping() || bl.Off > bl.Subtotal {
		t.Fatalf("impossible amounts: %+v", bl)
	}
}

// noBooks are books with nothing in them.
type noBooks struct{ Facts }

func (noBooks) VoucherUses(string) (int, error) { return 0, nil }
