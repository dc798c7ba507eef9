package understand

import (
	"maps"
	"slices"
)

// saidAnew leaves of what is said of the same goods on both sides of an "eh" what is said last, "pink 2 eh ungu 2 pink 1", and of "tambah 1 jadi 3" the
// number that there shall be.
func (m *message) saidAnew(d *draft) []Product {
	slip := len(m.words) > 0 && slices.ContainsFunc(m.words[1:], func(w word) bool { return slices.Contains(ehWords, w.Text) })
	var out []Product
	for i, p := range d.Products {
		later := slices.ContainsFunc(d.Products[i+1:], func(o Product) bool {
			return slip && o.SKU != "" && o.SKU == p.SKU && p.Qty > 0 && o.Qty > 0 && o.Op == p.Op
		})
		set := p.Op == Add && p.Qty == 0 && slices.ContainsFunc(d.Products, func(o Product) bool {
			return o.Op == Set && o.Qty > 0 && o.Product == p.Product && o.SKU == p.SKU && maps.Equal(o.Options, p.Options)
		})
		if !later && !set {
			out = append(out, p)
		}
	}
	return out
}
