package understand

import (
	"slices"
	"strconv"
	"strings"

	"tokobot/internal/bahasa"
)

// scanOptions finds option names. Those that are ordinary words, single letters or numbers count only next to a product that
// has them, or behind a word such as "ukuran"; settleOptions decides about them once the products are known.
func (m *message) scanOptions() {
	for i := 0; i < len(m.terms); {
		if n := m.codedOption(i); n > 0 {
			i += n
			continue
		}
		phrase, used := m.r.index.options.find(m.terms[i:])
		if used == 0 && m.terms[i].measure {
			phrase, used = m.otherUnit(m.terms[i])
		}
		if used == 0 && m.terms[i].key == "abang" && m.announced(m.terms[i].from) {
			phrase, used = m.r.index.options.find([]term{{key: "merah"}}) // "sing abang" is red in Javanese, not a brother
		}
		if used == 0 {
			i += max(1, m.spelledOption(i))
			continue
		}
		from, to := m.terms[i].from, m.terms[i+used-1].to
		if t := m.tokens[from]; t.Kind == bahasa.Number && t.Glued && from > 0 && m.tokens[from-1].Kind == bahasa.Word && used == 1 && t.Text == "2" {
			i++ // foto2nya
			continue
		}
		partial := used == 1 && m.doubtful(m.terms[i]) || m.onlyNumbersIn(from, to)
		if partial && (m.announced(from) || padded(m.tokens[from])) {
			partial = false
		}
		if m.take(spot{kind: spotOption, from: from, to: to, phrase: phrase, partial: partial}) {
			i += used
		} else {
			i++
		}
	}
}

// codedOption takes an option said by the code in letters and digits that its name begins with, "mc16", and tells how many terms it took.
func (m *message) codedOption(i int) int {
	key, to := composite(m.tokens, m.terms[i].from)
	if key == "" {
		return 0
	}
	n := m.r.index.options.root.next[key]
	if phrase, used := m.r.index.options.find(m.terms[i:]); n == nil || n.phrase == 0 || used > 0 && m.terms[i+used-1].to >= to && phrase != n.phrase-1 {
		return 0
	}
	if !m.take(spot{kind: spotOption, from: m.terms[i].from, to: to, phrase: n.phrase - 1}) {
		return 0
	}
	terms := 0
	for i+terms < len(m.terms) && m.terms[i+terms].from < to {
		terms++
	}
	return terms
}

// onlyNumbersIn tells whether tokens are several numbers and no sign between: "20 20" rather counts two things than it names 20 x 20.
func (m *message) onlyNumbersIn(from, to int) bool {
	for i := from; i < to; i++ {
		if m.tokens[i].Kind != bahasa.Number {
			return false
		}
	}
	return to-from > 1
}

// spelledOption takes an option whose numbers are written in words, "satu lubang", "dua puluh kali dua puluh", and tells how many terms it took.
func (m *message) spelledOption(i int) int {
	from := m.terms[i].from
	if _, n := bahasa.Spelled(m.tokens[from:]); n == 0 || !m.free(from) {
		return 0
	}
	var terms []term
	for at := from; at < len(m.tokens) && len(terms) < 6 && m.tokens[at].Kind <= bahasa.Number; {
		t := &m.tokens[at]
		value, n := bahasa.Spelled(m.tokens[at:])
		switch {
		case n > 0:
			terms = append(terms, term{key: strconv.FormatFloat(value, 'f', -1, 64), from: at, to: at + n})
		case t.Text == "kali" && len(terms) > 0:
			terms, n = append(terms, term{key: "x", from: at, to: at + 1}), 1
		default:
			terms, n = append(terms, term{key: t.Text, from: at, to: at + 1}), 1
		}
		at += n
	}
	phrase, used := m.r.index.options.find(terms)
	if used == 0 || used == 1 && terms[0].to == from+1 && !m.announced(from) {
		return 0 // "dua" is rather how many
	}
	to := terms[used-1].to
	if !m.take(spot{kind: spotOption, from: from, to: to, phrase: phrase, partial: true}) {
		return 0
	}
	n := 0
	for i+n < len(m.terms) && m.terms[i+n].from < to {
		n++
	}
	return n
}

// otherUnit finds the option with the number of a measure, whose unit the owner calls otherwise: "80 gram" is 80 gsm.
func (m *message) otherUnit(t term) (phrase int32, used int) {
	if m.tokens[t.from].Kind != bahasa.Number {
		return 0, 0
	}
	n := m.r.index.options.root.next[plainNumber(m.tokens[t.from].Text)]
	if n == nil || n.phrase == 0 {
		return 0, 0
	}
	return n.phrase - 1, 1
}

// doubtful tells whether an option's name is likely to mean something else.
func (m *message) doubtful(t term) bool {
	return t.number || t.measure || len(t.key) == 1 || everyday(t.key) || m.words[t.from].phrase != 0
}

// announced tells whether the word in front says that an option follows: ukuran 42, warna biasa, yang L.
func (m *message) announced(i int) bool {
	if i+1 < len(m.tokens) && m.tokens[i].Kind == bahasa.Number && (m.tokens[i+1].Text == "nya" || m.tokens[i+1].Text == "ny") {
		return true // "32 nya jadi 10"
	}
	b := m.before(i)
	if b < 0 {
		return false
	}
	w := m.words[b].Text
	if slices.Contains(relatives, w) {
		_, _, measured := measure(m.tokens[i:])
		return measured || m.tokens[i].Kind == bahasa.Word || m.cuesAt(m.before(b)).meets(m.r.cue.size)
	}
	_, size := extremes[w]
	_, named := m.r.index.vocab[w]
	s := m.at(b)
	if size && m.tokens[i].Kind == bahasa.Number || s != nil && s.kind == spotOption || named && m.words[b].base != "" {
		return false // "yang gede 1" is one of the large, the "seri" of "saklar seri 20" an option itself, and "kue kering 2" of no ring
	}
	return m.cuesAt(b).meets(m.r.cue.axis) || w == "no" || w == "nomor" || w == "nomer" || w == "pinggang" || m.namesAxis(w, i)
}

// namesAxis tells whether a word is what the owner calls what the number behind it chooses: "angka 5".
func (m *message) namesAxis(w string, i int) bool {
	o := &m.r.index.options
	if m.tokens[i].Kind != bahasa.Number {
		return false
	}
	n := o.root.next[plainNumber(m.tokens[i].Text)]
	if n == nil || n.phrase == 0 {
		return false
	}
	for name := range o.axes[n.phrase-1] {
		if strings.EqualFold(name, w) {
			return true
		}
	}
	return false
}

// settleOptions keeps the doubtful options that a product named here, or talked about, has, and finds misspelt ones beside it.
func (m *message) settleOptions() {
	for i := range m.spots {
		if s := &m.spots[i]; s.kind == spotOption && (s.to == s.from+1 && (m.onlyUnit(s) || m.onlyYes(s)) || m.soldMeasure(s)) {
			m.drop(s)
		}
	}
	m.optionRuns()
	for i := range m.spots {
		m.localOption(&m.spots[i])
	}
	for i := range m.spots {
		s := &m.spots[i]
		if s.kind != spotOption || !s.partial || s.to < 0 {
			continue
		}
		if m.tokens[s.from].Kind == bahasa.Number && s.to-s.from == 1 && bahasa.Digits(m.tokens[s.from].Text) > 12 && m.count(spotProduct) == 0 && m.hasCue(0, len(m.words), m.r.cue.corrects) {
			continue // "bukan 41, 42"
		}
		if m.refused(s) || m.resized(s) || m.chosen(s) || m.likeKept(s) || m.sizeOfOption(s) || m.sizeBeside(s) {
			continue
		}
		if !m.owned(s.phrase) || m.foreignNumber(s) || m.tokens[s.from].Kind == bahasa.Number && (m.axisSaid(s) || !m.sizeLike(s)) {
			m.drop(s)
		}
	}
	for i := range m.spots {
		if s := m.spots[i]; s.kind == spotProduct && s.to > 0 && len(s.products) <= most {
			m.softOptions(s.products, max(0, s.from-3), m.reach(s.to))
			m.numberOption(s.products, m.reach(s.to), s.to)
			m.countedSize(s.products, m.reach(s.to), s.to)
			m.fractionOption(s.products, m.reach(s.to), s.to)
			m.extremeOption(s.products, m.reach(s.to), s.to)
			m.thousandOption(s.products, m.reach(s.to), s.to)
			m.abangOption(s.products, s.to)
		}
	}
	if m.count(spotProduct) == 0 {
		if topic := m.topic(); topic >= 0 {
			m.softOptions([]int32{topic}, 0, len(m.words))
		}
	}
	m.countBehindCode()
}

// onlyYes tells whether the "nya" behind a number is the yes of the Sundanese, as the goods in front do not come in such a number: "sachet 5 nya teh".
func (m *message) onlyYes(s *spot) bool {
	if m.tokens[s.from].Kind != bahasa.Number || s.to >= len(m.tokens) || m.tokens[s.to].Text != "nya" {
		return false
	}
	front := m.nearestFront(s.from)
	return front != nil && !m.fits(front.products[:min(len(front.products), most)], []int32{s.phrase})
}

// onlyUnit tells whether a counting word that some goods come in only counts here: it stands behind a number, and the goods named right in
// front do not come in it: "masako 10 renteng".
func (m *message) onlyUnit(s *spot) bool {
	if q, ok := bahasa.ReadQuantity(m.tokens[s.from:]); ok && q.Used == 1 && q.Words && q.Unit.Kind == bahasa.KindCount {
		front := m.nearestFront(s.from) // "handgrip sepasang"
		return front != nil && !m.fits(front.products[:min(len(front.products), most)], []int32{s.phrase})
	}
	if s.from == 0 || m.tokens[s.from-1].Kind != bahasa.Number && !bahasa.Numeral(m.tokens[s.from-1].Text) || !m.countingWord(s.from) {
		return false
	}
	for i := s.from - 2; i >= max(0, s.from-8); i-- {
		p := m.at(i)
		if p == nil || p.kind != spotProduct {
			continue
		}
		return !slices.ContainsFunc(p.products[:min(len(p.products), most)], func(id int32) bool {
			_, ok := m.r.index.options.has(id, s.phrase)
			return ok
		})
	}
	return false
}

// packed tells whether the word in front says that a number is what is in a pack: isi 20, yang 10.
func (m *message) packed(i int) bool {
	b := m.before(i)
	return b >= 0 && (slices.Contains(packWords, m.words[b].Text) || slices.Contains(relatives, m.words[b].Text))
}

// relatives are the words for "yang" of several regions.
var relatives = []string{"yang", "yg", "sing", "seng", "nu", "nan", "ingkang", "sik", "yng", "yag", "nyang"}

var packWords = []string{"isi", "isinya", "paket", "ukuran", "level", "lv", "pack", "box", "dus", "toples", "pak"}

// nameless are words that stand in names and name nothing alone.
var nameless = []string{"isi", "isinya", "yang", "yg", "paket", "ukuran", "level", "lv"}

func (m *message) countingWord(i int) bool {
	u, ok := bahasa.UnitOf(m.tokens[i].Text)
	return ok && u.Kind == bahasa.KindCount
}

// owned tells whether a product named in the message, or talked about, has an option.
func (m *message) owned(phrase int32) bool {
	o := &m.r.index.options
	for i := range m.spots {
		if s := &m.spots[i]; s.kind == spotProduct && s.to > 0 {
			for k, p := range s.products {
				if _, ok := o.has(p, phrase); ok {
					return true
				}
				if k > 200 {
					break
				}
			}
		}
	}
	if topic := m.topic(); topic >= 0 {
		if _, ok := o.has(topic, phrase); ok {
			return true
		}
	}
	for _, p := range m.basket() {
		if _, ok := o.has(p, phrase); ok {
			return true
		}
	}
	return false
}

// reach is how far behind a product its options may stand: to the next product or the end of the line.
func (m *message) reach(i int) int {
	for end := min(len(m.words), i+8); i < end; i++ {
		if m.words[i].Kind == bahasa.Break || m.at(i) != nil && m.at(i).kind == spotProduct {
			break
		}
	}
	return i
}

// numberOption finds the option whose numbers all stand behind a product, whatever stands between: "80/90 ring 14" is 80/90-14.
func (m *message) numberOption(products []int32, end, from int) {
	var said []string
	first, last := -1, -1
	for i := from; i < end; i++ {
		s := m.at(i)
		if s != nil && s.kind == spotOption && s.to-s.from > 1 {
			return // it is named already
		}
		if m.tokens[i].Kind == bahasa.Number && (s == nil || s.kind == spotOption) && (i+1 >= end || !m.countingWord(i+1)) {
			said = append(said, m.tokens[i].Text)
			if last = i; first < 0 {
				first = i
			}
		}
	}
	o := &m.r.index.options
	for _, p := range products {
		for _, po := range o.of[p] {
			parts := o.sizes[po.phrase].numbers
			if len(parts) < 2 || len(parts) > len(said) || !holdsAll(said[:len(parts)], parts) {
				continue
			}
			for i := first; i <= last; i++ {
				if s := m.at(i); s != nil {
					m.drop(s)
				}
			}
			stop := first
			for n := 0; n < len(parts); stop++ {
				if m.tokens[stop].Kind == bahasa.Number {
					n++
				}
			}
			m.take(spot{kind: spotOption, from: first, to: stop, phrase: po.phrase})
			return
		}
	}
}

// fractionOption reads a fraction without a unit behind goods that are sold by weight as one of a kilogram: "keju seperempat".
func (m *message) fractionOption(products []int32, end, from int) {
	for i := from; i < end; i++ {
		if !m.free(i) {
			continue
		}
		q, ok := bahasa.ReadQuantity(m.tokens[i:])
		if !ok || q.Value >= 1 || q.Unit.Name != "" || q.Money {
			continue
		}
		q.Unit = bahasa.Unit{Name: "g", Factor: 1000, Kind: bahasa.KindWeight}
		key := measureKey(q)
		for _, p := range products {
			for _, po := range m.r.index.options.of[p] {
				if m.r.index.options.texts[po.phrase] == key {
					m.take(spot{kind: spotOption, from: i, to: i + q.Used, phrase: po.phrase})
					return
				}
			}
		}
	}
}

func digitsOnly(parts []string) bool {
	for _, p := range parts {
		if p[0] < '0' || p[0] > '9' || !strings.ContainsAny(p[len(p)-1:], "0123456789") {
			return false
		}
	}
	return true
}

// holdsAll tells whether two lists hold the same words, in any order.
func holdsAll(said, parts []string) bool {
	rest := slices.Clone(said)
	for _, p := range parts {
		i := slices.Index(rest, p)
		if i < 0 {
			return false
		}
		rest = slices.Delete(rest, i, i+1)
	}
	return true
}

// count is how many spots of a kind there are.
func (m *message) count(k spotKind) int {
	n := 0
	for i := range m.spots {
		if m.spots[i].kind == k && m.spots[i].to > 0 {
			n++
		}
	}
	return n
}
