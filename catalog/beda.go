package catalog

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"tokobot/internal/rupiah"
)

// maxOverrides bounds the entries of one varian; they are compared pair by pair.
const maxOverrides = 2 * maxCombos

// override is one entry of varian: which combinations it holds for, and what differs there.
type override struct {
	node *node
	pick []int // an option for each axis, -1 for any
	axes int   // how many axes it names
	f    variantFile

	sku      string
	price    rupiah.Amount
	weight   int
	size     Size
	initial  int
	minimum  int
	photo    string
	info     []Info
	aliases  []string
	active   bool
	pos      Pos
	pricePos Pos
}

// holds tells whether the entry is about a combination.
func (o *override) holds(combo []int) bool {
	for i, p := range o.pick {
		if p >= 0 && p != combo[i] {
			return false
		}
	}
	return true
}

// apply puts what the entry says over a variant, which has Terms of its own from then on.
func (o *override) apply(v *Variant) {
	own := *v.Terms
	v.Terms = &own
	v.Pos = o.pos
	if o.f.SKU.N != nil {
		v.SKU = o.sku
	}
	if o.f.Price.N != nil {
		v.Price, v.PricePos = o.price, o.pricePos
	}
	if o.f.Weight.N != nil {
		v.Weight = o.weight
	}
	if o.f.Size.N != nil {
		v.Size = o.size
	}
	if o.f.Initial.N != nil {
		v.Initial = o.initial
	}
	if o.f.Minimum.N != nil {
		v.Minimum = o.minimum
	}
	if o.photo != "" {
		v.Photo = o.photo
	}
	if len(o.info) > 0 {
		v.Info = over(v.Info, o.info)
	}
	if len(o.aliases) > 0 {
		v.Aliases = o.aliases
	}
	if o.f.Active.N != nil {
		v.Active = v.Product.Active && o.active
	}
}

// over lays answers over others: a key that is there is replaced in its place, a new one comes last.
func over(under, top []Info) []Info {
	out := slices.Clone(under)
	for _, t := range top {
		if i := slices.IndexFunc(out, func(i Info) bool { return strings.EqualFold(i.Key, t.Key) }); i >= 0 {
			out[i] = t
		} else {
			out = append(out, t)
		}
	}
	return out
}

// overrides reads varian, the entries that name fewer axes first.
func (r *reader) overrides(p *Product, f listOf[variantFile], whole bool) (out []override) {
	if f.N != nil && f.N.kind != empty && len(p.Axes) == 0 {
		if whole {
			r.wrong(f.N.keyAt, "`varian` hanya untuk produk dengan `pilihan`")
		}
		return nil
	}
	elements := r.elements(f.N)
	if len(elements) > maxOverrides {
		r.wrong(f.N.keyAt, "isi `varian` lebih dari %d", maxOverrides)
		return nil
	}
	for _, e := range elements {
		if o, ok := r.override(p, e, whole); ok {
			out = append(out, o)
		}
	}
	r.conflicts(p, out)
	slices.SortStableFunc(out, func(a, b override) int { return cmp.Compare(a.axes, b.axes) })
	return out
}

// override reads one entry of varian. Unless pilihan is whole, it may name what isn't there.
func (r *reader) override(p *Product, e *node, whole bool) (o override, ok bool) {
	o.node = e
	o.pick = make([]int, len(p.Axes))
	for i := range o.pick {
		o.pick[i] = -1
	}
	ok = true
	isMapping := r.fill(e, &o.f, func(c *node) bool {
		i := slices.IndexFunc(p.Axes, func(a Axis) bool { return a.Name == c.key })
		if i < 0 {
			var key string
			if key, i = r.axisNear(p, c.key); key != "" && i >= 0 {
				r.suggest(c.keyAt, key, "kunci `%s` tidak dikenal di `varian`", c.key)
			} else if key == "" {
				ok = false
				if whole {
					r.notAxis(p, c)
				}
				return true
			}
		}
		if i >= 0 {
			ok = r.pick(&o, p.Axes, i, c, whole) && ok
		}
		return i >= 0
	})
	if !isMapping {
		return o, false
	}
	if o.axes == 0 && ok && whole {
		r.wrong(e.spot, "isi `varian` harus menyebut pilihannya, misalnya `%s: %s`", p.Axes[0].Name, p.Axes[0].Options[0].Name)
		ok = false
	}
	o.pos = r.pos(e.spot)
	o.sku, o.price, o.weight, o.size = r.sku(o.f.SKU), r.price(o.f.Price), r.weight(o.f.Weight), r.size(o.f.Size)
	if o.f.SKU.N != nil && o.sku == "" {
		o.f.SKU.N = nil
	}
	if o.f.Price.N != nil {
		o.pricePos = r.pos(o.f.Price.N.spot)
	}
	o.initial, o.minimum = r.count(o.f.Initial, 0, 100_000_000, 0), r.count(o.f.Minimum, 0, 100_000_000, -1)
	o.photo, o.info, o.aliases, o.active = r.photo(o.f.Photo), r.pairs(o.f.Info), r.texts(o.f.Aliases), r.yes(o.f.Active, true)
	return o, ok
}

// axisNear is the axis, or the key of the format, that an unknown key was meant to be, and the axis's place, -1 for none.
func (r *reader) axisNear(p *Product, key string) (near string, axis int) {
	names := slices.Clone(reserved)
	for _, a := range p.Axes {
		names = append(names, a.Name)
	}
	near = nearestKey(key, names)
	return near, slices.IndexFunc(p.Axes, func(a Axis) bool { return a.Name == near })
}

// notAxis tells of a key that is neither an axis nor one of the format.
func (r *reader) notAxis(p *Product, c *node) {
	var names []string
	for _, a := range p.Axes {
		names = append(names, a.Name)
	}
	if c.kind == empty && c.key != "" && strings.IndexByte("0123456789-", c.key[0]) >= 0 {
		r.wrong(c.keyAt, cutByComma)
		return
	}
	r.wrong(c.keyAt, "`%s` bukan pilihan produk ini (%s), dan bukan kunci di `varian` (%s)", c.key, strings.Join(names, ", "), strings.Join(reserved, ", "))
}

// pick notes which option an entry names on an axis.
func (r *reader) pick(o *override, axes []Axis, i int, c *node, whole bool) bool {
	if o.pick[i] >= 0 {
		r.wrong(c.keyAt, "kunci `%s` ditulis dua kali", c.key)
		return false
	}
	name := r.scalar(c)
	at := axes[i].find(name)
	if at < 0 && c.kind == scalar && !whole {
		return false // may be what was lost
	}
	if at < 0 && c.kind == empty {
		r.wrong(c.keyAt, "`%s` masih kosong; sebut pilihannya", c.key)
		return false
	}
	if at < 0 {
		if c.kind != scalar && c.kind != empty {
			return false // told by scalar
		}
		var names []string
		for _, o := range axes[i].Options {
			names = append(names, o.Name)
		}
		r.suggest(c.spot, nearest(name, names), "%q bukan pilihan `%s`; yang ada: %s", name, c.key, clip(strings.Join(names, ", ")))
		return false
	}
	o.pick[i] = at
	o.axes++
	return true
}

// conflicts tells of entries about the same combination, and warns where two that name equally many axes disagree about
// one that neither names alone.
func (r *reader) conflicts(p *Product, all []override) {
	seen := map[string]*override{}
	for j := range all {
		b := &all[j]
		key := fmt.Sprint(b.pick)
		if a := seen[key]; a != nil {
			r.wrong(b.node.spot, "gabungan ini sudah diatur di baris %d", a.node.line)
			continue
		}
		seen[key] = b
		for i := range j {
			a := &all[i]
			both, overlap := meet(a.pick, b.pick)
			if a.axes != b.axes || !overlap || slices.Equal(a.pick, b.pick) {
				continue
			}
			if key := disagree(a.node, b.node); key != "" && !slices.ContainsFunc(all, func(o override) bool { return slices.Equal(o.pick, both) }) {
				r.warn(b.node.spot, "`%s` untuk gabungan dengan baris %d tidak jelas; yang ini dipakai. Tulis satu baris untuk gabungan keduanya", key, a.node.line)
			}
		}
	}
}

// meet is the combination that two entries are both about, if there is one.
func meet(a, b []int) (both []int, ok bool) {
	both = slices.Clone(a)
	for i := range b {
		if a[i] >= 0 && b[i] >= 0 && a[i] != b[i] {
			return nil, false
		}
		both[i] = max(a[i], b[i])
	}
	return both, true
}

// disagree is a key that two entries set differently, "" for none.
func disagree(a, b *node) string {
	for x := range a.all {
		for y := range b.all {
			if x.key == y.key && slices.Contains(reserved, x.key) && x.kind == scalar && x.text != y.text {
				return x.key
			}
		}
	}
	return ""
}
