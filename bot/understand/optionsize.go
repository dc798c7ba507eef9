package understand

import "tokobot/internal/bahasa"

// axisSaid tells whether a bare number stands behind a product and an option on the axis that it could be on: "24 warna 12" is twelve.
func (m *message) axisSaid(s *spot) bool {
	if s.to-s.from > 1 {
		return false
	}
	o := &m.r.index.options
	var product *spot
	for i := range m.spots {
		if p := &m.spots[i]; p.kind == spotProduct && p.to > 0 && p.from < s.from && (product == nil || p.from > product.from) {
			product = p
		}
	}
	if product == nil {
		return false
	}
	for i := range m.spots {
		x := &m.spots[i]
		if x == s || x.kind != spotOption || x.to < 0 || x.from < product.from || x.from >= s.from || m.parted(x.to, s.from) || m.numberIn(x.to, s.from) || m.corrected(x.to, s.from) {
			continue
		}
		for _, p := range product.products[:min(len(product.products), most)] {
			a, ok := o.has(p, x.phrase)
			b, ok2 := o.has(p, s.phrase)
			if ok && ok2 && a.axis == b.axis {
				return true
			}
		}
	}
	return false
}

// numberIn tells whether a number stands between two tokens.
func (m *message) numberIn(from, to int) bool {
	for i := from; i < to; i++ {
		if m.tokens[i].Kind == bahasa.Number {
			return true
		}
	}
	return false
}

// sizeLike tells whether a number that could be an option is one rather than a quantity.
func (m *message) sizeLike(s *spot) bool {
	t := m.tokens[s.from]
	if s.to-s.from == 1 && m.r.index.options.packs[s.phrase] {
		return m.packed(s.from) || bahasa.Digits(t.Text) > 12 && m.rightBehind(s.from)
	}
	if s.to-s.from > 1 || bahasa.Digits(t.Text) > 12 {
		return s.to >= len(m.tokens) || !m.countingWord(s.to)
	}
	return m.announced(s.from) || t.Glued && s.from > 0 && m.tokens[s.from-1].Text == "-" || m.sizeBehind(s)
}

// sizeBehind tells whether a small number behind goods that come in such numbers is the size: "gamis anak pink 6", "koko anak putih 4 2" is
// two of size 4.
func (m *message) sizeBehind(s *spot) bool {
	o := &m.r.index.options
	for i := range m.spots {
		p := &m.spots[i]
		if p.kind != spotProduct || p.to < 0 || p.to > s.from || s.from-p.to > 8 || len(p.products) > most {
			continue
		}
		for k := p.to; k < s.from; k++ {
			if n := m.at(k); m.tokens[k].Kind == bahasa.Number && (n == nil || n.kind == spotOption) {
				return false // the size is said already
			}
		}
		for _, id := range p.products {
			if _, ok := o.has(id, s.phrase); ok && digitsOnly([]string{o.texts[s.phrase]}) {
				return s.to >= len(m.tokens) || !m.countingWord(s.to)
			}
		}
	}
	return false
}

// rightBehind tells whether a token follows a product's name directly.
func (m *message) rightBehind(i int) bool {
	s := m.at(i - 1)
	return s != nil && s.kind == spotProduct && len(s.products) == 1
}
