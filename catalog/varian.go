package catalog

import (
	"cmp"
	"slices"
	"strings"
)

const (
	maxCombos   = 2_000     // variants of one product
	maxVariants = 1_000_000 // of all
)

// reserved are the keys of a varian entry that no axis may be called.
var reserved = []string{"harga", "berat", "dimensi", "stok_awal", "stok_minimum", "foto", "info", "alias", "aktif", "sku"}

// axes reads pilihan; whole tells that nothing in it was lost, so that what varian names must be there.
func (r *reader) axes(f axes) (out []Axis, whole bool) {
	if f.N == nil {
		return nil, true
	}
	if !r.filled(f.N) || !r.is(f.N, mapping) {
		return nil, false
	}
	whole = true
	for c := range r.singles(f.N) {
		if slices.Contains(reserved, strings.ToLower(c.key)) {
			r.wrong(c.keyAt, "pilihan tidak boleh bernama `%s`, karena itu kunci di `varian`; pakai nama lain", c.key)
			whole = false
			continue
		}
		if c.kind == empty {
			r.wrong(c.keyAt, "pilihan `%s` belum punya isi; tulis misalnya [Hitam, Putih]", c.key)
			whole = false
			continue
		}
		axis := Axis{Name: c.key}
		for _, e := range r.elements(c) {
			o, ok := r.option(e)
			if !ok {
				whole = false
				continue
			}
			if i := axis.find(o.Name); i >= 0 {
				r.wrong(e.spot, "pilihan %q ditulis dua kali di `%s`", o.Name, c.key)
				continue
			}
			axis.Options = append(axis.Options, o)
		}
		if len(axis.Options) > 0 {
			out = append(out, axis)
		} else {
			whole = false
		}
	}
	return out, whole
}

func (r *reader) option(e *node) (o Option, ok bool) {
	if e.kind == mapping {
		var f optionFile
		r.fill(e, &f, nil)
		o = Option{r.line(f.Name), r.texts(f.Aliases)}
	} else {
		o.Name = r.element(e)
	}
	if o.Name != "" && slug(o.Name) == "" {
		r.wrong(e.spot, "pilihan %q harus punya huruf A-Z atau angka, untuk SKU variannya", o.Name)
		return o, false
	}
	return o, o.Name != ""
}

// find is the place of an option by its name in any case, -1 for none.
func (a Axis) find(name string) int {
	return slices.IndexFunc(a.Options, func(o Option) bool { return strings.EqualFold(o.Name, name) })
}

// expand makes a product's variants: every combination of its options, with the entries of varian over the product's own
// values. The entry that names more axes wins, of equals the later one. It gives the places of the variants' own SKUs.
func (r *reader) expand(p *Product, base *Terms, f *productFile, whole bool) map[*Variant]spot {
	combos := 1
	for _, a := range p.Axes {
		if combos *= len(a.Options); combos > maxCombos {
			r.wrong(f.Axes.N.keyAt, "gabungan pilihan lebih dari %d; bagi menjadi beberapa produk", maxCombos)
			return nil
		}
	}
	if r.variants += combos; r.variants > maxVariants {
		if r.variants-combos <= maxVariants {
			r.wrong(spot{int32(p.Pos.Line), 1}, "varian di seluruh katalog lebih dari %d", maxVariants)
		}
		return nil
	}
	var all []combination
	p.Axes, all = r.combined(p.Axes, combos)
	overrides := r.overrides(p, f.Variants, whole)
	own := map[*Variant]spot{}
	variants := make([]Variant, combos)
	p.Variants = make([]*Variant, combos)
	combo := make([]int, len(p.Axes))
	for i := range variants {
		v := &variants[i]
		*v = Variant{SKU: p.SKU + all[i].suffix, Product: p, Options: all[i].options, Terms: base}
		for j := range overrides {
			if overrides[j].holds(combo) {
				if overrides[j].apply(v); overrides[j].f.SKU.N != nil {
					own[v] = overrides[j].f.SKU.N.spot
				}
			}
		}
		p.Variants[i] = v
		step(p.Axes, combo)
	}
	r.complete(p, f)
	return own
}

// step goes to the next combination; the last axis changes fastest.
func step(axes []Axis, combo []int) {
	for a := len(combo) - 1; a >= 0; a-- {
		if combo[a]++; combo[a] < len(axes[a].Options) {
			return
		}
		combo[a] = 0
	}
}

// choices are the axes of a product with all combinations of their options.
type choices struct {
	axes []Axis
	all  []combination
}

// combination is one option of each axis, and what it adds to a SKU.
type combination struct {
	options []string
	suffix  string
}

// combined works out the combinations of axes, once for all products that offer the same: most of a shop's do.
func (r *reader) combined(axes []Axis, combos int) ([]Axis, []combination) {
	var key strings.Builder
	for _, a := range axes {
		key.WriteString("\x00" + a.Name)
		for _, o := range a.Options {
			key.WriteString("\x01" + o.Name)
			for _, alias := range o.Aliases {
				key.WriteString("\x02" + alias)
			}
		}
	}
	c, known := r.choices[key.String()]
	if !known {
		c = choices{axes: axes, all: make([]combination, combos)}
		combo := make([]int, len(axes))
		for i := range c.all {
			o := options(axes, combo)
			c.all[i].options = o
			for _, name := range o {
				c.all[i].suffix += "-" + slug(name)
			}
			step(axes, combo)
		}
		r.choices[key.String()] = c
	}
	return c.axes, c.all
}

func options(axes []Axis, combo []int) []string {
	if len(axes) == 0 {
		return nil
	}
	out := make([]string, len(axes))
	for i, a := range axes {
		out[i] = a.Options[combo[i]].Name
	}
	return out
}

// complete tells of variants without a price, and warns of those without a weight.
func (r *reader) complete(p *Product, f *productFile) {
	priced, weighed := f.Price.N != nil, f.Weight.N != nil
	at, name := f.SKU, p.Name
	if at.N == nil {
		at = f.Name
	}
	if at.N == nil {
		return
	}
	for _, v := range p.Variants {
		of := strings.TrimSpace(cmp.Or(name, p.SKU) + " " + strings.Join(v.Options, " "))
		if !priced && v.Price == 0 {
			r.wrong(at.N.keyAt, "`harga` belum ada untuk %s", of)
			priced = true
		}
		if !weighed && v.Weight == 0 {
			r.warn(at.N.keyAt, "`berat` belum ada untuk %s; ongkirnya dihitung seolah 0 gram", of)
			weighed = true
		}
	}
}

// optionSpot finds where the option stands that a variant has and another doesn't.
func optionSpot(f *productFile, v, other *Variant) spot {
	i := 0
	for axis := range f.Axes.N.all {
		if i < len(v.Options) && i < len(other.Options) && axis.key == v.Product.Axes[i].Name {
			for o := range axis.all {
				name := o
				for c := range o.all {
					if c.key == "nama" {
						name = c
					}
				}
				if v.Options[i] != other.Options[i] && strings.TrimSpace(name.text) == v.Options[i] {
					return o.spot
				}
			}
			i++
		}
	}
	return f.Axes.N.spot
}
