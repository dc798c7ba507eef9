package understand

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"tokobot/catalog"
)

// layouts are ways to order variants of one product that comes in two things: {p} is its name, {a} and {b} what the first variant comes in, {c} and
// {d} the second, {n} and {m} how many of each; without {m} it is as many. Where {c} is missing the second has the {a} of the first, and so on.
var layouts = []struct {
	text  string
	least float64
}{
	{"{p} {a} {b} {n}", 0.97},
	{"{p} {b} {a} {n} pcs", 0.95},
	{"mau {n} {p} {a} {b} ya", 0.95},
	{"{p} ({a}, {b}) x{n}", 0.95},
	{"{p} {a}/{b} = {n}", 0.97},
	{"pesan {p} yang {a} {n} {b}", 0.94},
	{"order {p} {n} yang {a} {b}", 0.88},
	{"{p} {b} {a} {n} {c} {m}", 0.93},
	{"mau {p} {b} {a} {n}, {c} {m}", 0.93},
	{"{p} {b}: {a} {n}, {c} {m}", 0.93},
	{"{p} {b} {n} {a} {m} {c}", 0.88},
	{"{p} {a} {c} {b} masing2 {n}", 0.93},
	{"{p} {b} {a} dan {c} masing masing {n}", 0.93},
	{"{p} {b} {a}, {c} @{n}", 0.93},
	{"{p} {a} {b} {n} {d} {m}", 0.95},
	{"{p} {a} ({b} {n}, {d} {m})", 0.95},
	{"{p} {a} {b} {d} masing2 {n}", 0.95},
	{"{p} {a} {b} sama {d} masing2 {n}", 0.95},
	{"{p} {a} {b} {n}, {c} {d} {m}", 0.95},
	{"{p} {a} {b} {n} {c} {d} {m}", 0.9},
	{"{p}\n- {a} {b} {n}\n- {c} {d} {m}", 0.95},
	{"{p}\n1. {b} {a} = {n}\n2. {d} {c} = {m}", 0.93},
	{"{p} {n} {a} {b} {m} {c} {d}", 0.85},
}

// TestOrderLayouts orders variants in every layout, from shops of many trades.
func TestOrderLayouts(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	type tally struct {
		right, all int
		wrong      []string
	}
	found := map[string]*tally{}
	for _, shop := range []string{"distro", "gamis", "jersey", "dalaman", "salon", "frozen", "kopi", "outdoor", "seragam", "sandal", "daster", "sprei", "karpet", "mukena", "oleholeh"} {
		r := shopReader(t, "testdata/toko-"+shop)
		for _, p := range r.cat.Products {
			name := plainName(r, p)
			if len(p.Axes) != 2 || name == "" {
				continue
			}
			for _, l := range layouts {
				x, y, ok := pairFor(p, l.text, rng)
				if !ok {
					continue
				}
				text, want := layOut(l.text, name, x, y, rng)
				s := found[l.text]
				if s == nil {
					s = &tally{}
					found[l.text] = s
				}
				s.all++
				if got := goodsOf(r.Read(text, Context{})); got == want {
					s.right++
				} else {
					s.wrong = append(s.wrong, fmt.Sprintf("%s: %q\n got %s\nwant %s", shop, text, got, want))
				}
			}
		}
	}
	for _, l := range layouts {
		s := found[l.text]
		if s == nil || s.all < 20 {
			t.Fatalf("%q was hardly tried", l.text)
		}
		share := float64(s.right) / float64(s.all)
		t.Logf("%.3f of %4d %q", share, s.all, l.text)
		if share < l.least {
			t.Errorf("%q: %.3f right, want %.2f; %s", l.text, share, l.least, strings.Join(s.wrong[:min(3, len(s.wrong))], "\n"))
		}
	}
}

// plainName is the first of a product's names that means it and nothing else of the shop.
func plainName(r *Reader, p *catalog.Product) string {
	for _, n := range append(slices.Clone(p.Aliases), p.Name) {
		a := r.Read(strings.ToLower(n)+" ada?", Context{})
		if len(a) == 1 && len(a[0].Products) == 1 && a[0].Products[0].Product == p.SKU && a[0].Products[0].SKU == "" && len(a[0].Products[0].Options) == 0 {
			return strings.ToLower(n)
		}
	}
	return ""
}

// pairFor chooses two variants that differ in just what a layout says of the second.
func pairFor(p *catalog.Product, layout string, rng *rand.Rand) (x, y *catalog.Variant, ok bool) {
	x = p.Variants[rng.IntN(len(p.Variants))]
	other := [2]bool{strings.Contains(layout, "{c}"), strings.Contains(layout, "{d}")}
	if other == [2]bool{} {
		return x, nil, true
	}
	for range 50 {
		y = p.Variants[rng.IntN(len(p.Variants))]
		if (y.Options[0] != x.Options[0]) == other[0] && (y.Options[1] != x.Options[1]) == other[1] {
			return x, y, true
		}
	}
	return nil, nil, false
}

// layOut writes an order of two variants, or of one, and what has to be read.
func layOut(layout, name string, x, y *catalog.Variant, rng *rand.Rand) (text, want string) {
	n, m := 2+rng.IntN(9), 2+rng.IntN(9)
	words := []string{"{p}", name, "{a}", strings.ToLower(x.Options[0]), "{b}", strings.ToLower(x.Options[1]), "{n}", fmt.Sprint(n), "{m}", fmt.Sprint(m)}
	want = fmt.Sprintf("order: %s x%d", x.SKU, n)
	if y != nil {
		if !strings.Contains(layout, "{m}") {
			m = n
		}
		words = append(words, "{c}", strings.ToLower(y.Options[0]), "{d}", strings.ToLower(y.Options[1]))
		want += fmt.Sprintf(", %s x%d", y.SKU, m)
	}
	return strings.NewReplacer(words...).Replace(layout), want
}
