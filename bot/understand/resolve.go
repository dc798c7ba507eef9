package understand

import (
	"slices"

	"tokobot/catalog"
)

// maxCandidates is how many products are offered for a name that fits several.
const maxCandidates = 24

// resolve makes the published form of a line.
func (m *message) resolve(l *line) Product {
	out := Product{Qty: l.qty, Op: l.op, Each: l.each, Not: l.not, Category: l.category, weak: l.weak && len(l.options) == 0, part: l.part && len(l.options) == 0}
	switch len(l.products) {
	case 0:
		m.nameOptions(&out, l)
		if p := m.onlyOwner(l); p >= 0 {
			own := *l
			own.products = []int32{p}
			out.sole = &Product{Qty: l.qty, Op: l.op, Each: l.each, Not: l.not}
			m.resolveVariant(out.sole, m.r.index.products[p], &own)
		}
	case 1:
		m.resolveVariant(&out, m.r.index.products[l.products[0]], l)
	default:
		if l.category != "" && len(l.options) == 0 && len(l.products) > 8 {
			return out // the whole category; which of its products is the shop's to show
		}
		for _, p := range l.products[:min(len(l.products), maxCandidates)] {
			out.Candidates = append(out.Candidates, m.r.index.products[p].SKU)
		}
		m.nameOptions(&out, l)
	}
	return out
}

// onlyOwner is the one product of the shop that comes in all the options said; -1 when several do, or the talk is about goods already.
func (m *message) onlyOwner(l *line) int32 {
	if len(l.options) == 0 || m.topic() >= 0 || len(m.basket()) > 0 || len(l.options) == 1 && alsoPersons[m.r.index.options.texts[l.options[0]]] {
		return -1
	}
	found := int32(-1)
	for _, p := range m.r.index.options.owners[l.options[0]] {
		if m.fits([]int32{p}, l.options) {
			if found >= 0 {
				return -1
			}
			found = p
		}
	}
	return found
}

// alsoPersons are options that are also simply people: "awewe mah" means no dress.
var alsoPersons = wordSet("wanita pria anak dewasa cewek cowok putra putri bayi ibu bapak")

// nameOptions writes options whose product is open, under the axis and spelling that most products have.
func (m *message) nameOptions(out *Product, l *line) {
	o := &m.r.index.options
	for _, ph := range l.options {
		if axis, name, ok := m.talkedOption(l, ph); ok {
			set(&out.Options, axis, name)
			continue
		}
		axis := o.axis(ph)
		name, ok := m.optionName(l.products, axis, ph)
		if !ok {
			name, ok = m.optionName(nil, axis, ph)
		}
		if ok {
			set(&out.Options, axis, name)
		}
	}
}

// talkedOption is the axis and spelling of an option in the product that is talked about, where a line names none; false when that has no such
// option.
func (m *message) talkedOption(l *line, phrase int32) (axis, name string, ok bool) {
	topic := m.topic()
	if len(l.products) > 0 || topic < 0 {
		return "", "", false
	}
	po, ok := m.r.index.options.has(topic, phrase)
	if !ok {
		return "", "", false
	}
	a := m.r.index.products[topic].Axes[po.axis]
	return a.Name, a.Options[po.option].Name, true
}

func set(options *map[string]string, axis, name string) {
	if *options == nil {
		*options = map[string]string{}
	}
	(*options)[axis] = name
}

// optionName is how the first of the products, or of all, spells an option.
func (m *message) optionName(products []int32, axis string, phrase int32) (string, bool) {
	o := &m.r.index.options
	if products == nil {
		use, ok := o.axes[phrase][axis]
		return use.name, ok
	}
	for _, p := range products {
		if po, ok := o.has(p, phrase); ok {
			if a := m.r.index.products[p].Axes[po.axis]; a.Name == axis {
				return a.Options[po.option].Name, true
			}
		}
	}
	return "", false
}

// resolveVariant finds the variant that the options of a line leave.
func (m *message) resolveVariant(out *Product, p *catalog.Product, l *line) {
	out.Product = p.SKU
	chosen := make([]string, len(p.Axes))
	said := 0
	for _, ph := range l.options {
		if po, ok := m.r.index.options.has(l.products[0], ph); ok {
			chosen[po.axis] = p.Axes[po.axis].Options[po.option].Name
			said++
		}
	}
	if v := onlyVariant(p, chosen); v != nil && (!l.each || !slices.Contains(chosen, "")) {
		out.SKU, out.Each = v.SKU, false
		return
	}
	if said > 0 {
		out.Options = map[string]string{}
		for i, name := range chosen {
			if name != "" {
				out.Options[p.Axes[i].Name] = name
			}
		}
	}
}

// onlyVariant is the one variant with the options chosen; nil when several have them, or none.
func onlyVariant(p *catalog.Product, chosen []string) *catalog.Variant {
	var found *catalog.Variant
	for _, v := range p.Variants {
		fits := len(v.Options) == len(chosen)
		for i := 0; fits && i < len(chosen); i++ {
			fits = chosen[i] == "" || chosen[i] == v.Options[i]
		}
		if fits {
			if found != nil {
				return nil
			}
			found = v
		}
	}
	return found
}

// topic is the index of the product last talked about, -1 for none.
func (m *message) topic() int32 { return m.r.index.find(m.r.cat, m.ctx.Topic) }

// basket is the products in the draft.
func (m *message) basket() []int32 {
	var out []int32
	for _, sku := range m.ctx.Basket {
		if p := m.r.index.find(m.r.cat, sku); p >= 0 && !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	return out
}

// find is the index of a product by its own or a variant's SKU, -1 for none.
func (ix *index) find(cat *catalog.Catalog, sku string) int32 {
	if sku == "" {
		return -1
	}
	p := cat.Product(sku)
	if p == nil {
		v := cat.Variant(sku)
		if v == nil {
			return -1
		}
		p = v.Product
	}
	i, ok := ix.numbers[p]
	if !ok {
		return -1
	}
	return i
}
