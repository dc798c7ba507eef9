package understand

import (
	"slices"

	"tokobot/internal/bahasa"
)

// counts tells whether a number inside a name rather says how many: a counting word follows it, or it is small and the name
// is clear without it.
func (m *message) counts(men *mention, j int) bool {
	t := m.terms[j]
	q, ok := bahasa.ReadQuantity(m.tokens[t.from:])
	if m.followsInName(men, j) && !(ok && len(m.r.index.names.of(setHash(men.ids))) == 1 && m.countsWhole(j, q)) {
		return false // the 4 of "dot 4"
	}
	if !ok || j > 0 && m.terms[j-1].key == "isi" || q.Bare && m.inNameOf(men, j) || q.Bare && m.countedBehind(t.to) {
		return false
	}
	if q.Unit.Kind == bahasa.KindCount && (men.single() || !m.inNameOf(men, j)) {
		return true
	}
	return q.Value <= 12 && q.Bare && !m.tokens[t.from].Glued && (men.single() || len(m.r.index.names.of(setHash(men.ids))) == 1)
}

// countIn tells whether a number that nothing has taken stands between two tokens, which parts the names around it: "vario 3 beat 2".
func (m *message) countIn(from, to int) bool {
	for i := from; i < to; i++ {
		o := m.at(i)
		if t := m.tokens[i]; (m.free(i) || o != nil && o.partial && o.to == o.from+1) && (t.Kind == bahasa.Number && !doubles(t) || bahasa.Numeral(t.Text)) {
			return true
		}
	}
	return false
}

// inNameOf tells whether a number and the word behind it stand side by side in the names of all that a mention may still mean: "2 pintu".
func (m *message) inNameOf(men *mention, j int) bool {
	if j+1 >= len(m.terms) || m.terms[j+1].from != m.terms[j].to {
		return false
	}
	a, known := m.r.index.vocab[m.terms[j].key]
	b, also := m.r.index.vocab[m.terms[j+1].key]
	if !known || !also {
		return false
	}
	products := common(nil, men.lists, most)
	return len(products) > 0 && !slices.ContainsFunc(products, func(p int32) bool { return !m.r.index.sideBySide(p, a, b) })
}

// sideBySide tells whether two words of a product stand one behind the other in its name.
func (ix *index) sideBySide(product, a, b int32) bool {
	terms := canon(nil, bahasa.Tokens(nil, bahasa.Clean(ix.products[product].Name)))
	for i := 1; i < len(terms); i++ {
		if terms[i-1].key == ix.words[a].text && terms[i].key == ix.words[b].text {
			return true
		}
	}
	return false
}

// countsWhole tells whether a number behind a name that is whole says how many, although some name goes on with it: "laher 6301 2 biji", where
// it is called Laher 6301 2RS. No word of a name follows it.
func (m *message) countsWhole(j int, q bahasa.Quantity) bool {
	if !q.Bare {
		return q.Unit.Kind == bahasa.KindCount
	}
	if j+1 >= len(m.terms) || m.terms[j+1].from != m.terms[j].to {
		return true
	}
	_, known := m.r.index.vocab[m.terms[j+1].key]
	return !known
}

// followsInName tells whether a number or a letter stands right behind the same word in some name.
func (m *message) followsInName(men *mention, j int) bool {
	id, known := m.r.index.vocab[m.terms[j].key]
	return known && j > 0 && len(men.ids) > 0 && m.terms[j-1].to == men.to && m.r.index.numbered[pairOf(men.ids[len(men.ids)-1], id)]
}

// countedBehind tells whether a number with a counting word comes yet in the same breath: "Stop Kontak 4 Lubang 2 pcs" is two.
func (m *message) countedBehind(i int) bool {
	for ; i < len(m.tokens) && m.tokens[i].Kind != bahasa.Punct; i++ {
		if q, ok := bahasa.ReadQuantity(m.tokens[i:]); ok && q.Unit.Kind == bahasa.KindCount && q.Pieces() > 0 {
			return true
		}
	}
	return false
}

// dropKind takes back a word for many goods right in front of the name of one of them: "jilbab segi empat polos".
func (m *message) dropKind(men *mention) {
	b := m.before(men.from)
	s := m.at(b)
	if s == nil || s.kind != spotProduct || s.exact || len(s.products) < 2 || s.to != men.from || len(men.products) >= len(s.products) {
		return
	}
	men.from = s.from
	m.drop(s)
}
