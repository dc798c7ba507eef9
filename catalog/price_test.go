package catalog

import (
	"testing"

	"tokobot/internal/rupiah"
)

// TestTiers tells only the wholesale prices that count for the variants that are meant.
func TestTiers(t *testing.T) {
	p := &Product{Wholesale: []Tier{{Min: 6, Price: 20_000}, {Min: 12, Price: 18_000}}}
	for _, price := range []rupiah.Amount{22_000, 19_000, 18_000} {
		p.Variants = append(p.Variants, &Variant{Product: p, Terms: &Terms{Price: price}})
	}
	for _, c := range []struct {
		vs   []*Variant
		want int
	}{{nil, 2}, {p.Variants[:1], 2}, {p.Variants[1:2], 1}, {p.Variants[2:], 0}, {p.Variants[1:], 1}} {
		if got := p.Tiers(c.vs); len(got) != c.want {
			t.Errorf("%d variants: %v", len(c.vs), got)
		}
	}
}
