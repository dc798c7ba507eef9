package catalog

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tokobot/internal/rupiah"
	"tokobot/internal/wilayah"
)

func quotes(c *Catalog, to wilayah.Code, lines ...Line) string {
	var out []string
	for _, q := range c.Quotes(to, lines) {
		s := fmt.Sprintf("%s %s %dkg %s", q.Service.Courier.Code, q.Service.Code, q.Kg, q.Cost)
		if q.Deeper {
			s += " deeper"
		}
		out = append(out, s)
	}
	return strings.Join(out, ", ")
}

func TestQuotes(t *testing.T) {
	c := mustLoad(t, nil)
	pashmina, mukena, kemeja := c.Variant("PSM-HITAM"), c.Variant("MKN-BSR"), c.Variant("KMJ-PUTIH-L")
	for _, q := range []struct {
		name  string
		to    wilayah.Code
		lines []Line
		want  string
	}{
		{"cheapest first; a kecamatan in a town with a rate", "32.77.02", []Line{{mukena, 1}}, "jnt EZ 1kg Rp9.000, jne REG 1kg Rp11.000"},
		{"kelurahan over town, its least weight", "32.77.01.1002", []Line{{mukena, 1}}, "jne REG 1kg Rp11.000, jnt EZ 2kg Rp19.000"},
		{"a town with closer rates inside", "32.77", []Line{{mukena, 1}}, "jnt EZ 1kg Rp9.000 deeper, jne REG 1kg Rp11.000"},
		{"a province: only rates that hold for all of it", "32", []Line{{mukena, 1}}, "jne REG 1kg Rp11.000 deeper"},
		{"town over province over everywhere", "32.73.17", []Line{{mukena, 2}}, "toko ANTAR 2kg Rp10.000, jne REG 2kg Rp16.000"},
		{"everywhere", "91.71", []Line{{mukena, 1}}, "jne REG 1kg Rp48.000"},
		{"tolerance: 1.3 kg is 1 kg", "91.71", []Line{{pashmina, 2}}, ""},
		{"a product's places and couriers", "32.77", []Line{{pashmina, 2}, {mukena, 1}}, "jne REG 1kg Rp11.000"},
		{"1.2 kg without tolerance is 2 kg", "31.74", []Line{{kemeja, 1}}, "jne REG 1kg Rp11.000, jne YES 1kg Rp19.000, jnt EZ 2kg Rp20.000"},
		{"volume: 30 × 25 × 6 cm is 750 g", "91.71", []Line{{mukena, 3}}, "jne REG 2kg Rp96.000"},
		{"lines without pieces", "31.74", []Line{{pashmina, 0}, {mukena, 1}}, "jnt EZ 1kg Rp10.000, jne REG 1kg Rp11.000, jne YES 1kg Rp19.000"},
		{"nothing in the parcel", "31.74", nil, "jnt EZ 1kg Rp10.000, jne REG 1kg Rp11.000, jne YES 1kg Rp19.000"},
	} {
		if got := quotes(c, q.to, q.lines...); got != q.want {
			t.Errorf("%s: %s\nwant %s", q.name, got, q.want)
		}
	}
}

func TestRefusals(t *testing.T) {
	c := mustLoad(t, nil)
	pashmina, mukena := c.Variant("PSM-HITAM"), c.Variant("MKN-BSR")
	for _, r := range []struct {
		to   wilayah.Code
		v    *Variant
		want string
	}{
		{"32.73", pashmina, "jnt not_by_courier PSM"},
		{"91", pashmina, "jne not_there PSM, jnt not_by_courier PSM, toko not_there PSM"},
		{"91", mukena, "jnt no_rate, toko no_rate"},
		{"32", mukena, "jnt too_wide, toko too_wide"},
		{"", mukena, "jnt too_wide, toko too_wide"},
		{"", pashmina, "jne too_wide PSM, jnt not_by_courier PSM, toko too_wide PSM"},
	} {
		var got []string
		for _, f := range c.Refusals(r.to, []Line{{r.v, 1}}) {
			s := f.Courier.Code + " " + string(f.Reason)
			if f.Product != nil {
				s += " " + f.Product.SKU
			}
			got = append(got, s)
		}
		if s := strings.Join(got, ", "); s != r.want {
			t.Errorf("%s to %q: %s, want %s", r.v.SKU, r.to, s, r.want)
		}
	}
}

// TestEveryCourierAnswers: each courier either quotes or says why not.
func TestEveryCourierAnswers(t *testing.T) {
	c := mustLoad(t, nil)
	var all []*Variant
	for _, p := range c.Products {
		all = append(all, p.Variants...)
	}
	rapid.Check(t, func(t *rapid.T) {
		to := rapid.SampledFrom([]wilayah.Code{"", "31", "31.74", "31.74.01", "32", "32.73", "32.73.17", "32.77", "32.77.01.1002", "91.71"}).Draw(t, "to")
		lines := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Line {
			return Line{rapid.SampledFrom(all).Draw(t, "variant"), rapid.IntRange(0, 50).Draw(t, "qty")}
		}), 0, 4).Draw(t, "lines")
		answered := map[string]int{}
		qs := c.Quotes(to, lines)
		for i, q := range qs {
			answered[q.Service.Courier.Code] |= 1
			if i > 0 && qs[i-1].Cost > q.Cost {
				t.Fatal("not cheapest first")
			}
			if !to.Within(q.Rate.To) || q.Kg < q.Rate.MinKg {
				t.Fatalf("%+v", q)
			}
			for _, r := range q.Service.Rates { // nothing contains the place more closely
				if to.Within(r.To) && r.To.Level() > q.Rate.To.Level() {
					t.Fatalf("%s is closer to %s than %s", r.To, to, q.Rate.To)
				}
			}
		}
		for _, r := range c.Refusals(to, lines) {
			answered[r.Courier.Code] |= 2
		}
		for _, k := range c.Couriers {
			if a := answered[k.Code]; a != 1 && a != 2 {
				t.Fatalf("%s to %s: %d", k.Code, to, a)
			}
		}
	})
}

// TestKilograms compares with fractions, and says what tolerance means.
func TestKilograms(t *testing.T) {
	for _, k := range []struct{ grams, tolerance, want int }{
		{1, 0, 1}, {1000, 0, 1}, {1001, 0, 2}, {1300, 300, 1}, {1301, 300, 2}, {2300, 300, 2}, {300, 300, 0}, {0, 0, 0}, {250, 300, 0},
	} {
		c := &Courier{Tolerance: k.tolerance, VolumeDivisor: 6000}
		if got := c.Kilograms([]Line{{&Variant{Terms: &Terms{Weight: k.grams}}, 1}}); got != k.want {
			t.Errorf("%d g with %d g tolerance: %d kg, want %d", k.grams, k.tolerance, got, k.want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		c := &Courier{Tolerance: rapid.IntRange(0, 999).Draw(t, "tolerance"), VolumeDivisor: rapid.IntRange(1, 10_000).Draw(t, "divisor")}
		side := rapid.IntRange(0, 3000)
		var lines []Line
		sum := new(big.Rat)
		for range rapid.IntRange(0, 5).Draw(t, "lines") {
			v := &Variant{Terms: &Terms{Weight: rapid.IntRange(0, 50_000).Draw(t, "weight"), Size: Size{side.Draw(t, "l"), side.Draw(t, "w"), side.Draw(t, "h")}}}
			qty := rapid.IntRange(0, 100).Draw(t, "qty")
			lines = append(lines, Line{v, qty})
			grams := big.NewRat(int64(v.Weight), 1)
			volume := big.NewRat(int64(v.Size.L)*int64(v.Size.W)*int64(v.Size.H), int64(c.VolumeDivisor)) // mm³/1000 cm³ / divisor × 1000 g
			if volume.Cmp(grams) > 0 {
				grams = volume
			}
			sum.Add(sum, new(big.Rat).Mul(grams, big.NewRat(int64(qty), 1)))
		}
		sum.Sub(sum, big.NewRat(int64(c.Tolerance), 1))
		kg := c.Kilograms(lines)
		if up := big.NewRat(int64(kg)*1000, 1); up.Cmp(sum) < 0 {
			t.Fatalf("%d kg bills less than %s g", kg, sum.FloatString(2))
		}
		if less := big.NewRat(int64(kg-1)*1000, 1); kg > 0 && less.Cmp(sum) >= 0 {
			t.Fatalf("%d kg bills a kilogram too much for %s g", kg, sum.FloatString(2))
		}
	})
}

func TestShippingDiscount(t *testing.T) {
	c := mustLoad(t, nil)
	for _, d := range []struct {
		subtotal, cost rupiah.Amount
		to             wilayah.Code
		want           rupiah.Amount
	}{
		{249_999, 15_000, "32.73", 0}, {250_000, 15_000, "32.73", 15_000}, {250_000, 45_000, "31.74.01", 20_000}, {900_000, 45_000, "91.71", 0}, {250_000, 0, "32", 0},
	} {
		if got := c.ShippingDiscount(d.subtotal, d.cost, d.to); got != d.want {
			t.Errorf("%+v: %s", d, got)
		}
	}
	c.FreeShipping = nil
	if got := c.ShippingDiscount(1_000_000, 10_000, "32"); got != 0 {
		t.Error(got)
	}
}

func TestPriceFor(t *testing.T) {
	c := mustLoad(t, nil)
	hitam, mocca := c.Variant("PSM-HITAM"), c.Variant("PSM-MOCCA")
	for _, p := range []struct {
		v    *Variant
		qty  int
		want rupiah.Amount
		line int
	}{
		{hitam, 1, 45_000, 6}, {hitam, 5, 45_000, 6}, {hitam, 6, 40_000, 8}, {hitam, 19, 40_000, 8}, {hitam, 20, 36_500, 9}, {hitam, 1000, 36_500, 9},
		{mocca, 5, 47_000, 19}, {mocca, 6, 40_000, 8},
	} {
		if got, pos := p.v.PriceFor(p.qty), p.v.PriceSource(p.qty); got != p.want || pos.Line != p.line {
			t.Errorf("%s × %d: %s from line %d, want %s from %d", p.v.SKU, p.qty, got, pos.Line, p.want, p.line)
		}
	}
	cheap := &Variant{Terms: &Terms{Price: 39_000}, Product: hitam.Product}
	if got, tier := cheap.PriceAt(6); got != 39_000 || tier != nil {
		t.Error("a tier above the variant's own price counts", got)
	}
}

// TestPriceNeverRises: with falling tiers, more pieces never cost more a piece, and never more than the variant's own price.
func TestPriceNeverRises(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := &Product{}
		qty, price := 1, rupiah.Amount(100_000)
		for range rapid.IntRange(0, 6).Draw(t, "tiers") {
			qty += rapid.IntRange(1, 10).Draw(t, "step")
			price -= rupiah.Amount(rapid.IntRange(1, 15_000).Draw(t, "less"))
			p.Wholesale = append(p.Wholesale, Tier{Min: qty, Price: price})
		}
		v := &Variant{Product: p, Terms: &Terms{Price: rupiah.Amount(rapid.IntRange(1, 120_000).Draw(t, "own"))}}
		last := v.Price
		for n := range 80 {
			got := v.PriceFor(n)
			if got > last {
				t.Fatalf("%d pieces: %s after %s", n, got, last)
			}
			last = got
		}
	})
}

func TestPromo(t *testing.T) {
	c := mustLoad(t, nil)
	gajian, hemat := c.Promo("gajian"), c.Promo("HEMAT5")
	for _, d := range []struct {
		p     *Promo
		goods rupiah.Amount
		want  rupiah.Amount
	}{
		{gajian, 99_999, 0}, {gajian, 100_000, 10_000}, {gajian, 100_009, 10_000}, {gajian, 250_000, 25_000}, {gajian, 9_000_000, 25_000},
		{hemat, 3_000, 3_000}, {hemat, 5_001, 5_000}, {hemat, 0, 0}, {hemat, -5, 0},
	} {
		if got := d.p.Discount(d.goods); got != d.want {
			t.Errorf("%s of %s: %s, want %s", d.p.Code, d.goods, got, d.want)
		}
	}
	for _, r := range []struct {
		p     *Promo
		goods rupiah.Amount
		on    Date
		used  int
		want  PromoRefusal
	}{
		{gajian, 200_000, Date{2026, 11, 24}, 0, PromoNotYet}, {gajian, 200_000, Date{2026, 11, 25}, 0, PromoCounts}, {gajian, 200_000, Date{2026, 11, 30}, 99, PromoCounts},
		{gajian, 200_000, Date{2026, 12, 1}, 0, PromoOver}, {gajian, 200_000, Date{2026, 11, 26}, 100, PromoUsedUp}, {gajian, 99_000, Date{2026, 11, 26}, 0, PromoTooSmall},
		{hemat, 1, Date{2030, 1, 1}, 1e6, PromoCounts},
	} {
		if got := r.p.Refuses(r.goods, r.on, r.used); got != r.want {
			t.Errorf("%s %+v: %q", r.p.Code, r, got)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		p := &Promo{Kind: Percent, Percent: rapid.IntRange(1, 100).Draw(t, "percent")}
		goods := rapid.Int64Range(0, int64(rupiah.Max)).Draw(t, "goods")
		want := new(big.Int).Div(new(big.Int).Mul(big.NewInt(goods), big.NewInt(int64(p.Percent))), big.NewInt(100))
		if got := p.Discount(rupiah.Amount(goods)); int64(got) != want.Int64() {
			t.Fatalf("%d%% of %d: %d, want %d", p.Percent, goods, got, want)
		}
	})
}

func TestMethodAllows(t *testing.T) {
	c := mustLoad(t, nil)
	for _, m := range []struct {
		code     string
		to       wilayah.Code
		subtotal rupiah.Amount
		want     MethodRefusal
	}{
		{"cod", "32.73.17", 500_000, MethodFits}, {"cod", "32.73.17", 500_001, MethodTooMuch}, {"cod", "31.74", 1, MethodNotThere}, {"cod", "32", 1, MethodTooWide}, {"bca", "91", 9e9, MethodFits},
	} {
		got := c.Method(m.code).Refuses(m.to, m.subtotal)
		if got != m.want || c.Method(m.code).Allows(m.to, m.subtotal) != (m.want == MethodFits) {
			t.Errorf("%+v: %q", m, got)
		}
	}
}

func TestRateToPrefersTheClosest(t *testing.T) {
	codes := []wilayah.Code{"", "32", "32.7", "32.73", "32.73.17", "32.73.17.1001", "31", "3"}
	rapid.Check(t, func(t *rapid.T) {
		s := &Service{}
		for _, c := range rapid.SliceOfNDistinct(rapid.SampledFrom(codes), 0, 6, func(c wilayah.Code) wilayah.Code { return c }).Draw(t, "rates") {
			s.Rates = append(s.Rates, Rate{To: c})
		}
		s.arrange()
		to := rapid.SampledFrom(codes).Draw(t, "to")
		want := wilayah.Code("none")
		for _, r := range s.Rates {
			if to.Within(r.To) && (want == "none" || r.To.Level() > want.Level()) {
				want = r.To
			}
		}
		got := wilayah.Code("none")
		if r := s.RateTo(to); r != nil {
			got = r.To
		}
		if got != want {
			t.Fatalf("to %q: %q, want %q", to, got, want)
		}
		deeper := slices.ContainsFunc(s.Rates, func(r Rate) bool { return r.To != to && r.To.Within(to) })
		if s.deeper(to) != deeper {
			t.Fatalf("deeper than %q: %v", to, !deeper)
		}
	})
}

// TestParcels: more in a parcel never costs less, two parcels never less than one when the courier lets nothing pass, and
// with a tolerance at most a kilogram less each.
func TestParcels(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		courier := &Courier{Tolerance: rapid.SampledFrom([]int{0, 0, 300, 999}).Draw(t, "tolerance"), VolumeDivisor: rapid.SampledFrom([]int{4000, 5000, 6000}).Draw(t, "divisor")}
		rate := Rate{PerKg: rapid.Custom(func(t *rapid.T) rupiah.Amount { return rupiah.Amount(rapid.IntRange(1, 200_000).Draw(t, "rupiah")) }).Draw(t, "per kg"),
			MinKg: rapid.IntRange(1, 10).Draw(t, "least")}
		if rapid.Bool().Draw(t, "flat") {
			rate = Rate{Flat: rate.PerKg, IsFlat: true, MinKg: 1}
		}
		line := rapid.Custom(func(t *rapid.T) Line {
			side := rapid.IntRange(0, 1500)
			v := &Variant{Terms: &Terms{Weight: rapid.IntRange(0, 30_000).Draw(t, "grams"), Size: Size{side.Draw(t, "l"), side.Draw(t, "w"), side.Draw(t, "h")}}}
			return Line{v, rapid.IntRange(0, 100).Draw(t, "qty")}
		})
		lines := rapid.SliceOfN(line, 0, 5)
		a, b := lines.Draw(t, "a"), lines.Draw(t, "b")
		cost := func(lines []Line) rupiah.Amount { return rate.Cost(max(courier.Kilograms(lines), rate.MinKg)) }
		one, two, both := cost(a), cost(b), cost(append(slices.Clone(a), b...))
		switch {
		case one <= 0 || two <= 0:
			t.Fatalf("%s and %s", one, two)
		case both < max(one, two):
			t.Fatalf("together %s, alone %s and %s", both, one, two)
		case courier.Tolerance == 0 && one+two < both:
			t.Fatalf("two parcels %s and %s, one %s", one, two, both)
		case one+two+rate.PerKg < both:
			t.Fatalf("with a tolerance two parcels %s and %s, one %s", one, two, both)
		}
	})
}
