package catalog

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

var (
	ownRule = regexp.MustCompile(`[^A-Z0-9]+`)
	skuRule = regexp.MustCompile(`^[A-Z0-9]+(-[A-Z0-9]+)*$`)
)

// TestSlugRule holds slug to the rule as the owner reads it: upper case, one dash for each run of anything else.
func TestSlugRule(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.OneOf(rapid.String(), rapid.StringMatching(`[a-zA-Z0-9 /.,'"()+-]{0,12}`)).Draw(t, "option")
		want := strings.Trim(ownRule.ReplaceAllString(strings.ToUpper(s), "-"), "-")
		got := slug(s)
		if got != want || slug(got) != got || got != "" && !skuRule.MatchString(got) {
			t.Fatalf("%q: %q, want %q", s, got, want)
		}
	})
}

// TestSKUsAreOne loads goods with any options: either every variant has a SKU of its own that finds it, made by the rule,
// or what is wrong is told.
func TestSKUsAreOne(t *testing.T) {
	option := rapid.OneOf(rapid.StringMatching(`[A-Ca-c1-2][A-Ca-c1-2 /+-]{0,2}`), rapid.SampledFrom([]string{"X L", "X-L", "XL", "xl", "XL+", "❤", "Ééé", "90/90-14", "日本", "-", "_"}))
	rapid.Check(t, func(t *rapid.T) {
		axes := rapid.SliceOfN(rapid.SliceOfN(option, 1, 4), 0, 2).Draw(t, "axes")
		var b strings.Builder
		b.WriteString("produk:\n  - sku: A\n    nama: A\n    harga: 5rb\n    berat: 1\n")
		for i, options := range axes {
			if i == 0 {
				b.WriteString("    pilihan:\n")
			}
			fmt.Fprintf(&b, "      sumbu%d:\n", i)
			for _, o := range options {
				fmt.Fprintf(&b, "        - '%s'\n", o)
			}
		}
		l := newLoader(".", Options{})
		d := document{stream: "produk", fail: func(at spot, message string) { t.Fatalf("%s\n%s", message, b.String()) }}
		d.element = func(n *node) { (&reader{loader: l, file: produkYAML}).product(n) }
		if d.read(b.String()) == nil {
			t.Fatal("nothing read")
		}
		if l.problems.HasErrors() {
			return
		}
		combos := 1
		for _, a := range axes {
			combos *= len(a)
		}
		p := l.cat.Products[0]
		if len(p.Variants) != combos || len(l.cat.index.variants) != combos {
			t.Fatalf("%d variants, %d SKUs, of %d combinations", len(p.Variants), len(l.cat.index.variants), combos)
		}
		for _, v := range p.Variants {
			want := "A"
			for _, o := range v.Options {
				want += "-" + slug(o)
			}
			if v.SKU != want || l.cat.Variant(v.SKU) != v {
				t.Fatalf("%v: %s, want %s", v.Options, v.SKU, want)
			}
		}
	})
}
