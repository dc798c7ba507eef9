package understand

import (
	"slices"
	"strings"

	"tokobot/catalog"
	"tokobot/internal/bahasa"
)

// axisSaid tells whether a bare number stands behind a product and an option on the axis that it could be on: "24 warna 12" is twelve.
func (m *message) axisSaid(s *spot) bool {
	if b := m.before(s.from); s.to-s.from > 1 || b >= 0 && slices.Contains(relatives, m.words[b].Text) {
		return false // "250gr brp? yg 500?"
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

// chosen tells whether a bare number names an option by the words around it: "yang 10 berapa", "yang 30 jadi 8", and the one that is not meant
// behind one that is: "5 ml jangan 10".
func (m *message) chosen(s *spot) bool {
	b := m.before(s.from)
	if b < 0 || s.to-s.from > 1 || m.tokens[s.from].Kind != bahasa.Number || m.parted(b, s.from) {
		return false
	}
	not := m.words[b].cues.meets(m.r.cue.not)
	if !not && !slices.Contains(relatives, m.words[b].Text) {
		return false
	}
	if m.nearestFront(s.from) != nil && !m.owned(s.phrase) || m.count(spotProduct) == 0 && m.topic() >= 0 {
		return false
	}
	if not {
		return m.axisKept(s) && (s.to >= len(m.tokens) || !m.countedNext(s.to))
	}
	for i := s.to; i < len(m.tokens); i++ {
		c := m.cuesAt(i)
		switch {
		case m.tokens[i].Kind == bahasa.Number || bahasa.Numeral(m.tokens[i].Text):
			return true
		case c.meets(m.r.cue.asker) || c.meets(m.r.cue.having):
			return true
		case m.tokens[i].Kind > bahasa.Number || !c.meets(m.r.cue.particle) && !c.meets(m.r.cue.setting) && !slices.Contains(justWords, m.tokens[i].Text):
			return false
		}
	}
	return false
}

// resized tells whether a number that no goods are named with is the size something changes from or to: "ukurannya dari 38 jadi 39".
func (m *message) resized(s *spot) bool {
	b := m.before(s.from)
	return b >= 0 && m.tokens[s.from].Kind == bahasa.Number && bahasa.Digits(m.tokens[s.from].Text) > 12 && (m.cuesAt(b).meets(m.r.cue.setting) || m.words[b].Text == "dari") &&
		m.count(spotProduct) == 0 && m.hasCue(0, len(m.words), m.r.cue.axis)
}

// axisKept tells whether an option on the axis of another stands in front of it and is none of the doubtful.
func (m *message) axisKept(s *spot) bool {
	o := &m.r.index.options
	return slices.ContainsFunc(m.spots, func(x spot) bool {
		if x.kind != spotOption || x.to < 0 || x.from >= s.from || x.phrase == s.phrase {
			return false
		}
		for axis := range o.axes[s.phrase] {
			if _, ok := o.axes[x.phrase][axis]; ok {
				return true
			}
		}
		return false
	})
}

// likeKept tells whether a letter is an option because one on its axis is said before and no goods are: "yang M 2, L 1".
func (m *message) likeKept(s *spot) bool {
	if m.tokens[s.from].Kind != bahasa.Word || m.count(spotProduct) > 0 || s.to-s.from > 1 || len(m.tokens[s.from].Text) > 3 {
		return false
	}
	if m.justSize(s) {
		return true
	}
	if b := m.at(s.from - 1); b != nil && b.kind == spotOption && !b.partial && slices.ContainsFunc(m.r.index.options.owners[b.phrase], func(p int32) bool { return m.fits([]int32{p}, []int32{s.phrase}) }) {
		return true // "misty S"
	}
	return m.axisKept(s) || m.axisSure(s)
}

// axisSure tells whether a letter in front of a number is a size because another on its axis, which means nothing else, is counted too: "L 12, XXL 6".
func (m *message) axisSure(s *spot) bool {
	if _, ok := bahasa.ReadQuantity(m.tokens[s.to:]); !ok {
		return false
	}
	return slices.ContainsFunc(m.spots, func(x spot) bool {
		return x.kind == spotOption && x.to > 0 && !x.partial && x.phrase != s.phrase && slices.ContainsFunc(m.r.index.options.owners[x.phrase], func(p int32) bool { return m.sameAxis(p, x.phrase, s.phrase) })
	})
}

// sizeOfOption tells whether a number right behind an option is one too, as some goods come in both and another number behind it says how many:
// "putih 36 dua", "yg coklat 24 aja 1".
func (m *message) sizeOfOption(s *spot) bool {
	x := m.at(s.from - 1)
	if s.to-s.from > 1 || m.tokens[s.from].Kind != bahasa.Number || x == nil || x.kind != spotOption || x.partial || m.tokens[x.from].Kind != bahasa.Word || m.count(spotProduct) > 0 || m.topic() >= 0 {
		return false
	}
	if !slices.ContainsFunc(m.r.index.options.owners[x.phrase], func(p int32) bool { return m.fits([]int32{p}, []int32{s.phrase}) }) {
		return false
	}
	for i := s.to; i < min(len(m.tokens), s.to+4); i++ {
		switch t := m.tokens[i]; {
		case t.Kind == bahasa.Number, bahasa.Numeral(t.Text):
			return true
		case t.Kind != bahasa.Word || !m.cuesAt(i).meets(m.r.cue.particle) && !slices.Contains(justWords, t.Text):
			return false
		}
	}
	return false
}

// justSize tells whether a letter is all that says which one is meant: "L aja 1".
func (m *message) justSize(s *spot) bool {
	return s.to < len(m.words) && slices.Contains(justWords, m.words[s.to].Text) && !m.parted(s.from, s.to)
}

// foreignNumber tells whether a number or measure is an option only of other goods than those it stands behind: "saklar seri 20, pipa".
func (m *message) foreignNumber(s *spot) bool {
	front := m.nearestFront(s.from)
	if m.tokens[s.from].Kind != bahasa.Number || m.topic() >= 0 && (front == nil || front.to != s.from) {
		return false
	}
	if front == nil || m.fits(front.products[:min(len(front.products), most)], []int32{s.phrase}) {
		return false
	}
	return !slices.ContainsFunc(m.spots, func(p spot) bool {
		return p.kind == spotProduct && p.to > 0 && p.from > s.from && p.from-s.to <= 1 && m.fits(p.products[:min(len(p.products), most)], []int32{s.phrase})
	})
}

// nearestFront is the goods named last in front of a token, nil for none.
func (m *message) nearestFront(at int) *spot {
	var front *spot
	for i := range m.spots {
		if p := &m.spots[i]; p.kind == spotProduct && p.to > 0 && p.from < at && (front == nil || p.from > front.from) {
			front = p
		}
	}
	return front
}

// numberIn tells whether a number stands between two tokens, in digits or words.
func (m *message) numberIn(from, to int) bool {
	for i := from; i < to; i++ {
		if m.tokens[i].Kind == bahasa.Number || bahasa.Numeral(m.tokens[i].Text) {
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
	if s.to-s.from > 1 || bahasa.Digits(t.Text) > 12 || fractional(t) {
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
	p := m.nearestFront(s.from)
	if p == nil || p.to > s.from || len(p.products) > most {
		return false
	}
	from := p.to
	for k := from; k < s.from; k++ {
		if m.parted(k, k+1) {
			from = k + 1 // "hijau 9.5 selusin, biru 10 selusin"
		}
	}
	if s.from-from > 8 {
		return false
	}
	for k := from; k < s.from; k++ {
		if n := m.at(k); (m.tokens[k].Kind == bahasa.Number || n == nil && bahasa.Numeral(m.tokens[k].Text)) && (n == nil || n.kind == spotOption) {
			return false // the size is said already
		}
	}
	for _, id := range p.products {
		if po, ok := o.has(id, s.phrase); ok && digitsOnly([]string{o.texts[s.phrase]}) && !m.amountOption(id, po) {
			return s.to >= len(m.tokens) || !m.countedNext(s.to)
		}
	}
	return false
}

// amountOption tells whether an option is a weight or a volume, whose number alone rather says how many: "sosis 1" is no kilogram.
func (m *message) amountOption(product int32, po productOption) bool {
	q, ok := bahasa.ReadQuantity(bahasa.Tokens(nil, bahasa.Clean(m.r.index.products[product].Axes[po.axis].Options[po.option].Name)))
	return ok && (q.Unit.Kind == bahasa.KindWeight || q.Unit.Kind == bahasa.KindVolume)
}

// countedSize finds an option by its number where another number behind it says how many, "filter 02 3 pak", where the word in front is the
// option's own, "isi dua belas", or where the word behind is short for the option's, "10sp".
func (m *message) countedSize(products []int32, end, from int) {
	for i := from; i < end; i++ {
		if !m.free(i) || doubles(m.tokens[i]) {
			continue
		}
		value, used := bahasa.Spelled(m.tokens[i:])
		if m.tokens[i].Kind == bahasa.Number {
			value, used = bahasa.Digits(m.tokens[i].Text), 1
		}
		if used == 0 {
			continue
		}
		next := ""
		if i+used < len(m.tokens) && m.tokens[i+used].Kind <= bahasa.Number && (i+used >= end || m.free(i+used)) {
			next = m.tokens[i+used].Text
		}
		if phrase, more := m.sizeOption(products, value, m.wordBefore(i), next); phrase >= 0 {
			m.take(spot{kind: spotOption, from: i, to: min(i+used+more, end), phrase: phrase})
		}
		i += used - 1
	}
}

// wordBefore is the word right in front of i, "" for none.
func (m *message) wordBefore(i int) string {
	if i == 0 || m.tokens[i-1].Kind != bahasa.Word {
		return ""
	}
	return m.tokens[i-1].Text
}

// sizeOption is the option with one number that the words around it make sure of, and how many of these behind it belong to it; -1 for none.
func (m *message) sizeOption(products []int32, value float64, before, next string) (phrase int32, more int) {
	counted := next != "" && (next[0] >= '0' && next[0] <= '9' || bahasa.Numeral(next))
	_, unit := bahasa.UnitOf(next)
	o := &m.r.index.options
	for _, p := range products {
		for _, po := range o.of[p] {
			size := &o.sizes[po.phrase]
			if len(size.numbers) != 1 || size.value != value {
				continue
			}
			words := size.words
			last := words[len(words)-1]
			switch {
			case next != "" && !unit && !counted && len(words) == 2 && words[0] != last && last != next && shortFor(next, last):
				return po.phrase, 1
			case counted || len(words) > 1 && slices.Contains(words[:len(words)-1], before):
				return po.phrase, 0
			}
		}
	}
	return -1, 0
}

// shortFor tells whether a word is the beginning of another, or a slip of it: sp is speed, inc is inch.
func shortFor(text, word string) bool {
	return len(text) >= 2 && len(word) >= 4 && (strings.HasPrefix(word, text) || misspells(text, word))
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
		if !ok || !m.free(i) || i+1 < len(m.tokens) && (m.tokens[i+1].Text == m.tokens[i].Text || doubles(m.tokens[i+1])) {
			continue // "patah patah dan kecil kecil" chooses nothing
		}
		if phrase := m.extremeOf(products[0], large); phrase >= 0 {
			m.take(spot{kind: spotOption, from: i, to: i + 1, phrase: phrase})
			return
		}
	}
}

// extremeOf is the least or the most of the options of a product that are all measures; -1 where it has none such.
func (m *message) extremeOf(product int32, large bool) int32 {
	for _, a := range m.r.index.products[product].Axes {
		if name, ok := extreme(a.Options, large); ok {
			return m.phraseOf(product, name)
		}
	}
	return -1
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

// phraseOf is the phrase of the option of a product that has a name; -1 when it has none.
func (m *message) phraseOf(product int32, name string) int32 {
	terms := canon(nil, bahasa.Tokens(nil, bahasa.Clean(name)))
	if phrase, used := m.r.index.options.find(terms); used == len(terms) {
		if _, ok := m.r.index.options.has(product, phrase); ok {
			return phrase
		}
	}
	return -1
}
