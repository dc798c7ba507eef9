package understand

import (
	"tokobot/catalog"
	"tokobot/internal/bahasa"
)

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
	if product == nil || m.alsoNumber(s) {
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
		return s.to >= len(m.tokens) || !m.countedNext(s.to)
	}
	return m.announced(s.from) || m.alsoNumber(s) || t.Glued && s.from > 0 && m.tokens[s.from-1].Text == "-" || m.sizeBehind(s)
}

// countedNext tells whether a counting word stands at i, and is no option itself: Biji is one of coffee.
func (m *message) countedNext(i int) bool {
	s := m.at(i)
	return m.countingWord(i) && (s == nil || s.kind != spotOption)
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
				return s.to >= len(m.tokens) || !m.countedNext(s.to)
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

// extremeOption reads "yang kecil" and "yang besar" behind goods whose options are all measures as the least and the most of them.
func (m *message) extremeOption(products []int32, end, from int) {
	if len(products) != 1 {
		return
	}
	for i := from; i < end; i++ {
		large, ok := extremes[m.tokens[i].Text]
		if !ok || !m.free(i) {
			continue
		}
		for _, a := range m.r.index.products[products[0]].Axes {
			if name, ok := extreme(a.Options, large); ok {
				m.takeOption(products[0], name, i)
				return
			}
		}
	}
}

// extremes is the words for the least and, true, the most of several sizes.
var extremes = map[string]bool{"kecil": false, "kcl": false, "kcil": false, "cilik": false, "leutik": false, "alit": false, "ketek": false, "ketek2": false, "mini": false,
	"besar": true, "bsr": true, "besr": true, "gede": true, "gde": true, "gd": true, "gedhe": true, "ageung": true, "ageng": true, "gadang": true, "basar": true, "jumbo": true}

// extreme is the name of the least or the most of options that are all measures of one kind; false for other options.
func extreme(options []catalog.Option, large bool) (name string, ok bool) {
	var best, unit float64
	for i, o := range options {
		size, of := sizeOf(bahasa.Tokens(nil, bahasa.Clean(o.Name)))
		if size == 0 || i > 0 && of != unit {
			return "", false
		}
		if i == 0 || large == (size > best) {
			best, unit, name = size, of, o.Name
		}
	}
	return name, len(options) > 1
}

// sizeOf multiplies the numbers of a measure, "20 x 20 cm" or "250 gr", in its smallest unit; kind tells weights from lengths from mere
// numbers. 0 for what does not begin with a number.
func sizeOf(tokens []bahasa.Token) (size, kind float64) {
	for i := 0; i < len(tokens); {
		q, ok := bahasa.ReadQuantity(tokens[i:])
		if !ok {
			if i == 0 {
				return 0, 0
			}
			i++
			continue
		}
		if i == 0 {
			size = 1
		}
		factor := 1.0
		if q.Unit.Name != "" && q.Unit.Kind != bahasa.KindCount {
			factor = q.Unit.Factor
			kind += float64(len(q.Unit.Kind))
		}
		size *= q.Value * factor
		i += q.Used
	}
	return size, kind
}

// takeOption makes a spot of the option of a product that has a name.
func (m *message) takeOption(product int32, name string, i int) {
	terms := canon(nil, bahasa.Tokens(nil, bahasa.Clean(name)))
	if phrase, used := m.r.index.options.find(terms); used == len(terms) {
		if _, ok := m.r.index.options.has(product, phrase); ok {
			m.take(spot{kind: spotOption, from: i, to: i + 1, phrase: phrase})
		}
	}
}
