package understand

import (
	"slices"
	"strings"

	"tokobot/catalog"
	"tokobot/internal/bahasa"
)

// count gives the current line a number.
func (b *lineBuilder) count(s *spot) {
	l := &b.lines[b.cur]
	s.line = b.cur + 1
	if len(l.options) == l.carried || len(l.products) == 0 && s.to <= l.from {
		l.counted = s.from + 1
	}
	l.from, l.to = min(l.from, s.from), max(l.to, s.to)
	q := s.quantity
	switch q.Unit.Kind {
	case bahasa.KindWeight:
		l.weight = measureKey(q)
		l.qty = b.kilos(l, q)
		return
	case bahasa.KindLength, bahasa.KindVolume:
		l.weight = measureKey(q)
		l.qty = int(q.Value)
		return
	}
	l.qty = q.Pieces()
	if q.Unit.Name == "pasang" && q.Words && b.singles(l) {
		l.qty *= 2
	}
}

// kilos is how many of a product that is sold by the kilogram, the one named or the one talked about, a weight means; 0 for other products. Where it comes by the kilogram
// among other weights, the line takes that option: "bolt 3 kilo" is three of Repack 1 kg.
func (b *lineBuilder) kilos(l *line, q bahasa.Quantity) int {
	product := b.topic()
	switch {
	case len(l.products) == 1:
		product = l.products[0]
	case len(l.products) > 3 || len(l.products) == 0 && b.message.nearestFront(l.from) != nil:
		return 0 // "2 kg, sama sukari 3 kg": of what is talked about
	}
	if q.Unit.Factor != 1000 || q.Value != float64(int(q.Value)) || product < 0 && len(l.products) == 0 {
		return 0
	}
	if len(l.products) > 1 {
		if !slices.ContainsFunc(l.products, b.byKilo) || slices.ContainsFunc(l.products, b.weighed) {
			return 0
		}
		return int(q.Value) // "gula 3 kilo": whichever is meant comes by the kilogram
	}
	kilo, other := int32(-1), false
	for _, po := range b.r.index.options.of[product] {
		for t := range strings.FieldsSeq(b.r.index.options.texts[po.phrase]) {
			switch {
			case t == "1000g":
				kilo = po.phrase
			case t[len(t)-1] == 'g' && t[0] >= '0' && t[0] <= '9':
				other = true
			}
		}
	}
	if kilo >= 0 && !b.clashes(l, kilo) {
		l.options = append(l.options, kilo)
		return int(q.Value)
	}
	if other || kilo >= 0 || !b.byKilo(product) {
		return 0
	}
	return int(q.Value)
}

// weighed tells whether a product comes in several weights.
func (b *lineBuilder) weighed(product int32) bool {
	return slices.ContainsFunc(b.r.index.options.of[product], func(po productOption) bool {
		t := b.r.index.options.texts[po.phrase]
		return t[len(t)-1] == 'g' && t[0] >= '0' && t[0] <= '9'
	})
}

// byKilo tells whether one piece of a product is a kilogram of it.
func (b *lineBuilder) byKilo(product int32) bool {
	p := b.r.index.products[product]
	for _, t := range bahasa.Tokens(nil, strings.ToLower(p.Name)) {
		if u, ok := bahasa.UnitOf(t.Text); ok && u.Kind == bahasa.KindWeight && u.Factor == 1000 {
			return true
		}
	}
	return slices.ContainsFunc(p.Variants, func(v *catalog.Variant) bool { return v.Weight >= 800 && v.Weight <= 1300 })
}

// singles tells whether a product is sold one by one although it is used in pairs; shoes and the like are sold as a pair.
func (b *lineBuilder) singles(l *line) bool {
	for _, p := range l.products {
		for _, t := range bahasa.Tokens(nil, strings.ToLower(b.r.index.products[p].Category)) {
			if slices.Contains(pairs, t.Text) {
				return false
			}
		}
		for _, w := range pairs {
			if id, ok := b.r.index.vocab[w]; ok {
				if _, found := slices.BinarySearch(b.r.index.post(id), p); found {
					return false
				}
			}
		}
	}
	return len(l.products) > 0
}

// pairs are the words for goods of which one is two.
var pairs = []string{"sepatu", "sandal", "selop", "sneakers", "boots", "heels", "wedges", "flatshoes", "loafers", "pantofel", "kaus", "kaki", "sarung", "manset",
	"anting", "giwang", "couple", "pasang", "sepasang", "handsock", "slipper", "sliper", "stoking"}
