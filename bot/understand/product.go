package understand

import (
	"slices"
	"strings"

	"tokobot/internal/bahasa"
)

// hit is one way to read a term as a word of the catalog.
type hit struct {
	ids  []int32 // words; several when a misspelling may mean any of them
	with int32   // a second word + 1 that was written in one with the first; 0 for none
	next int     // the term behind
	sure bool    // no slip forgiven
}

// mention is a product's name while it is gathered.
type mention struct {
	lists    [][]int32 // the products of each word
	products []int32   // what all lists have; known once the name is complete
	ids      []int32   // words it was found by
	from, to int       // tokens
	first    int       // where its first word ends
	rare     bool      // some word of it is no everyday word
	inner    []int32   // options said inside the name that are no part of it
	fuzzy    bool
	goesOn   bool // it goes on a list of goods that are called alike
}

// scanProducts finds product names, categories and options.
func (m *message) scanProducts() {
	m.scanOptions()
	for i := 0; i < len(m.terms); {
		next, ok := m.scanMention(i)
		if end, wider := m.scanCategory(i); wider {
			next, ok = end, true
		}
		if ok {
			i = next
		} else {
			i++
		}
	}
}

// scanMention gathers the product name that begins at a term. next is the term behind it.
func (m *message) scanMention(i int) (next int, ok bool) {
	ix := m.r.index
	h, found := m.hit(i)
	if !found || !m.beginsName(i, h) {
		return 0, false
	}
	men := mention{from: m.terms[i].from}
	men.add(ix, h, m.lists(h), m.terms[h.next-1].to)
	men.first = men.to
	next = h.next
	var passed []int32
	for gap, j := 0, h.next; j < min(len(m.terms), i+longestName) && gap < 3; {
		t := m.terms[j]
		if m.parted(men.to, t.from) {
			break
		}
		h, found := m.hit(j)
		if len(t.key) == 1 && !t.number && h.next == j+1 && !m.followsInName(&men, j) {
			found = false // a size, not the s of 30s
		}
		taken := !m.free(t.from)
		if w := &m.words[t.from]; found && int(w.until) > t.from+1 && m.everydayHit(h) {
			break // "isi berapa" asks, although "isi" is in the name
		}
		if m.optionOfWhole(&men, t.from) || found && m.onlyInside(&men, h, t.from) {
			found = false // "gayo 200 gr", although a set of several things has both words in its name
		}
		if again := found && h.sure && slices.Contains(h.ids, men.ids[0]) && m.terms[i].key == t.key; gap > 0 && (again || len(men.ids) == 1 && m.terms[i].number) {
			break // "bawang merah setengah kilo bawang putih", "30 lah robusta"
		}
		if s := m.at(t.from); found && s != nil && s.kind == spotOption && t.number && s.from == t.from && m.terms[h.next-1].to < s.to && m.comesLonger(s) {
			break // "kabel 3x2,5" is no Kabel 3 m
		}
		if s := m.at(t.from); found && (!taken || s != nil && s.kind == spotOption) && !(t.number && (m.counts(&men, j) || gap > 0 && !m.followsInName(&men, j))) {
			if both := m.both(&men, h); both != nil {
				men.add(ix, h, both, m.terms[h.next-1].to)
				men.inner = append(men.inner, passed...)
				j, next, gap, passed = h.next, h.next, 0, nil
				if len(men.ids) > mostNumbers && m.onlyNumbers(&men) {
					return 0, false
				}
				continue
			}
			if !taken && h.sure && slices.ContainsFunc(h.ids, func(id int32) bool { return ix.words[id].head && !ix.words[id].common }) {
				break
			}
		}
		if s := m.at(t.from); taken && (s == nil || s.kind != spotOption) || !taken && !m.filler(t) || t.number && s != nil && !m.comesIn(&men, s.phrase) {
			break
		}
		if s := m.at(t.from); s != nil && s.kind == spotOption && s.from == t.from {
			passed = append(passed, s.phrase)
		}
		gap++
		j++
	}
	return next, m.finish(&men)
}

// optionOfWhole tells whether a mention is a whole name already and an option of that product stands at a token.
func (m *message) optionOfWhole(men *mention, at int) bool {
	s := m.at(at)
	if s == nil || s.kind != spotOption {
		return false
	}
	for _, p := range m.r.index.names.of(setHash(men.ids)) {
		if _, ok := m.r.index.options.has(p, s.phrase); ok {
			return true
		}
	}
	return false
}

// onlyInside tells whether a word more would leave only goods that are not called by the first word, a set of several things, while goods
// that are come in the option that stands there: "beras 5 kg" is rice, not a parcel with rice in it.
func (m *message) onlyInside(men *mention, h hit, at int) bool {
	s := m.at(at)
	if s == nil || s.kind != spotOption {
		return false
	}
	ix := m.r.index
	begins := func(p int32) bool { return slices.Contains(ix.heads[p], men.ids[0]) }
	if !slices.ContainsFunc(common(nil, men.lists, mostProducts), func(p int32) bool {
		_, ok := ix.options.has(p, s.phrase)
		return ok && begins(p)
	}) {
		return false
	}
	both := m.both(men, h)
	return both == nil || !slices.ContainsFunc(common(nil, both, mostProducts), begins)
}

// comesLonger tells whether an option has several numbers, of which the first alone names nothing.
func (m *message) comesLonger(s *spot) bool {
	n := 0
	for i := s.from; i < s.to; i++ {
		if m.tokens[i].Kind == bahasa.Number {
			n++
		}
	}
	return n > 1
}

// comesIn tells whether goods that a mention may still mean have an option.
func (m *message) comesIn(men *mention, phrase int32) bool {
	return slices.ContainsFunc(common(nil, men.lists, most), func(p int32) bool {
		_, ok := m.r.index.options.has(p, phrase)
		return ok
	})
}

// optionOfBefore tells whether a term right behind a product is part of the name of one of its options ("cireng ayam" where there
// is cireng with Ayam Suwir), and no name of several words begins with it.
func (m *message) optionOfBefore(i int, h hit) bool {
	b := m.before(m.terms[i].from)
	for b > 0 && m.free(b) && (slices.Contains(relatives, m.words[b].Text) || slices.Contains(comesIn, m.words[b].Text)) {
		b--
	}
	s := m.at(b)
	if s == nil || s.kind != spotProduct || len(s.products) > most || m.parted(s.to, m.terms[i].from) {
		return false
	}
	if h.next < len(m.terms) {
		if next, found := m.hit(h.next); found && m.free(m.terms[h.next].from) && overlap(m.union(h.ids), m.union(next.ids)) {
			return false
		}
	}
	for _, p := range s.products {
		for _, po := range m.r.index.options.of[p] {
			if hasWord(m.r.index.options.texts[po.phrase], m.terms[i].key) {
				return true
			}
		}
	}
	return false
}

// comesIn are the words between goods and what they come in: "nasi box isi sate gulai".
var comesIn = []string{"isi", "menu", "rasa", "varian", "motif", "model", "warna", "tipe"}

// everydayHit tells whether a hit is nothing but everyday words.
func (m *message) everydayHit(h hit) bool {
	for _, id := range h.ids {
		if !m.r.index.words[id].common {
			return false
		}
	}
	return true
}

// soldPer tells whether the goods named in front of a term are sold by it: "20 buku" of Nota NCR (per buku).
func (m *message) soldPer(t term) bool {
	front := m.nearestFront(t.from)
	return front != nil && len(front.products) == 1 && strings.Contains(strings.ToLower(m.r.index.products[front.products[0]].Name), "per "+t.key)
}

// trails tells whether a mention only goes on about the product named right in front of it ("ban belakang vario"): it is no
// name of its own and nothing parts the two.
func (m *message) trails(men *mention) bool {
	ix := m.r.index
	for _, id := range men.ids {
		if ix.words[id].head && !ix.words[id].common {
			return false
		}
	}
	for i := men.from - 1; i >= max(0, men.from-4); i-- {
		if s := m.at(i); s != nil && s.kind == spotProduct {
			return !m.parted(s.to, men.from) && !m.countIn(s.to, men.from)
		}
	}
	return false
}

// mostNumbers is how many numbers in a row a name may be made of.
const mostNumbers = 4

// longestName is how many terms of a message are read as one name.
const longestName = 16

// add narrows the mention by one more word.
func (men *mention) add(ix *index, h hit, lists [][]int32, to int) {
	men.lists, men.to = lists, to
	men.fuzzy = men.fuzzy || !h.sure
	men.ids = append(men.ids, h.ids...)
	if h.with > 0 {
		men.ids = append(men.ids, h.with-1)
	}
	for _, id := range h.ids {
		men.rare = men.rare || !ix.words[id].common
	}
}

// single tells whether the name fits one product only.
func (men *mention) single() bool { return len(common(nil, men.lists, 2)) == 1 }

// headOption tells whether a term that is an option too rather begins a product's name: the next word belongs to the same name.
func (m *message) headOption(i int, h hit) bool {
	s := m.at(m.terms[i].from)
	if s == nil || s.kind != spotOption {
		return false
	}
	if h.sure && len(h.ids) == 1 && m.r.index.words[h.ids[0]].head && !m.announced(s.from) && !m.ownedBefore(s) {
		return true // goods of that name, where nothing else comes in it: "sosis ada?"
	}
	if h.next >= len(m.terms) {
		return false
	}
	next, found := m.hit(h.next)
	return found && next.sure && m.free(m.terms[h.next].from) && overlap(m.union(h.ids), m.union(next.ids)) &&
		!(m.terms[h.next].number && m.ownedBefore(s)) // "softcase samsung a12 3 lusin", although there is an LCD for the A12 and the A3s
}

// ownedBefore tells whether a product named in front of an option has it.
func (m *message) ownedBefore(s *spot) bool {
	if topic := m.topic(); topic >= 0 {
		if _, ok := m.r.index.options.has(topic, s.phrase); ok {
			return true
		}
	}
	for i := range m.spots {
		o := &m.spots[i]
		if o.kind != spotProduct || o.to < 0 || o.from > s.from {
			continue
		}
		for k, p := range o.products {
			if _, ok := m.r.index.options.has(p, s.phrase); ok {
				return true
			}
			if k > most {
				break
			}
		}
	}
	return false
}

// both is the lists of a mention with that of one more word, nil when no product has them all. Where nothing is left, spellings that the owner gave one product
// and that differ by a slip from another's name are tried: pasmina instan.
func (m *message) both(men *mention, h hit) [][]int32 {
	out := append(slices.Clip(men.lists), m.lists(h)...)
	if overlap(out...) {
		return out
	}
	if len(men.ids) != 1 || !h.sure {
		return nil
	}
	if out = [][]int32{m.union(m.widen(men.ids[0])), m.union(h.ids)}; overlap(out...) {
		return out
	}
	return nil
}

// filler tells whether a word may stand inside a name without being part of it.
func (m *message) filler(t term) bool {
	c := m.cuesAt(t.from)
	return c.meets(m.r.cue.filler) && !t.number
}

// finish makes a spot of a mention if it names something.
func (m *message) finish(men *mention) bool {
	ix := m.r.index
	men.products = common(nil, men.lists, mostProducts)
	whole := m.whole(men)
	if len(whole) == 0 && len(men.ids) > 1 {
		m.onlyFirst(men)
	}
	m.likeBefore(men)
	if len(whole) > 0 {
		if left := intersect(nil, whole, men.products); len(left) > 0 {
			men.products = m.comingIn(men, left)
		} else {
			whole = nil
		}
	}
	if len(whole) == 0 && m.onlyNumbers(men) {
		return false // "30 x 5 pak"
	}
	if !men.rare && !m.headWithEnding(men) && !m.countedHead(men) && !(len(whole) > 0 && (len(men.ids) > 1 || m.namedAlone(men))) {
		return false
	}
	if len(whole) == 0 && !men.goesOn && (m.trails(men) || m.vague(men) || m.otherGoods(men)) {
		return false
	}
	if len(whole) == 0 {
		men.products = ix.headed(men.ids[0], men.products) // "putri salju" rather than a mix of four with some in it
	}
	m.dropKind(men)
	for i := men.from; i < men.to; i++ {
		if s := m.at(i); s != nil && s.kind == spotOption {
			m.drop(s)
		}
	}
	return m.take(spot{kind: spotProduct, from: men.from, to: men.to, products: men.products, exact: len(whole) > 0, inner: men.inner})
}

// onlyNumbers tells whether a mention is nothing but numbers and what joins them.
func (m *message) onlyNumbers(men *mention) bool {
	for i := men.from; i < men.to; i++ {
		if m.tokens[i].Kind == bahasa.Word && m.tokens[i].Text != "x" {
			return false
		}
	}
	return len(men.ids) > 1
}

// namedAlone tells whether an everyday word that is a product's whole name means the product: not where it is a courtesy.
func (m *message) namedAlone(men *mention) bool {
	return !m.cuesAt(men.from).meets(m.r.cue.courtesy)
}

// drop takes a spot back.
func (m *message) drop(s *spot) {
	for i := s.from; i < s.to; i++ {
		m.words[i].spot = 0
	}
	s.from, s.to = -1, -1
}
