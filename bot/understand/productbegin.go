package understand

import (
	"slices"
	"strings"

	"tokobot/internal/bahasa"
)

// beginsName says that a name may begin at term i, where h was found: the
// words are nothing else yet.
func (m *message) beginsName(i int, h hit) bool {
	if f := m.terms[i].from; f > 0 && m.words[f-1].Text == "per" && m.count(spotProduct) > 0 {
		return false // "cat air 60 set, harga per setnya"
	}
	return (m.free(m.terms[i].from) || m.headOption(i, h)) && !m.unitHere(i) && !m.optionOfBefore(i, h) && !m.countsNext(i, h)
}

// countsNext tells whether a number or a measure is of the goods named right behind it, as no name has the two in this order: "10 wiper" is none of the
// Tablet Wiper isi 10.
func (m *message) countsNext(i int, h hit) bool {
	t := m.terms[i]
	if !t.measure && (!t.number || t.to-t.from > 1) || h.next >= len(m.terms) || m.terms[h.next].number || m.terms[h.next].from != t.to || m.tokens[t.to].Glued {
		return false
	}
	next, found := m.hit(h.next)
	return found && next.sure && len(h.ids) == 1 && !slices.ContainsFunc(next.ids, func(id int32) bool { return m.r.index.leads[pairOf(h.ids[0], id)] })
}

// unitHere tells whether a term is a counting word behind a number ("2 set") or a letter alone, which begin no name.
func (m *message) unitHere(i int) bool {
	t := m.terms[i]
	if len(t.key) == 1 {
		key, _ := composite(m.tokens, t.from)
		return key == "" && !m.letterName(i)
	}
	if i == 0 || m.terms[i-1].to != t.from {
		return false
	}
	_, isUnit := bahasa.UnitOf(t.key)
	_, counted := bahasa.ReadQuantity(m.tokens[m.terms[i-1].from:])
	return counted && (isUnit && !m.namesOn(i) || m.soldPer(t))
}

// namesOn tells whether a counting word begins the name of goods, which goes on behind it: "10 toples kaca".
func (m *message) namesOn(i int) bool {
	ix := m.r.index
	id, known := ix.vocab[m.terms[i].key]
	if !known || !ix.words[id].head || i+1 >= len(m.terms) || m.terms[i+1].from != m.terms[i].to || m.terms[i+1].number {
		return false
	}
	next, found := m.hit(i + 1)
	if !found || !next.sure || !m.free(m.terms[i+1].from) {
		return false
	}
	return slices.ContainsFunc(common(nil, [][]int32{ix.post(id), m.union(next.ids)}, mostProducts), func(p int32) bool { return slices.Contains(ix.heads[p], id) })
}

// headWithEnding tells whether a mention is one word that names of goods begin with, with an ending that no form of address has: "kokonya".
func (m *message) headWithEnding(men *mention) bool {
	if len(men.ids) != 1 || men.to != men.from+1 || !m.r.index.words[men.ids[0]].head || len(m.r.index.words[men.ids[0]].text) < 4 || m.cuesAt(men.from).meets(m.r.cue.asksGoods) {
		return false
	}
	rest, ok := strings.CutPrefix(m.tokens[men.from].Text, m.r.index.words[men.ids[0]].text)
	return ok && (rest == "nya" || rest == "ny" || rest == "nye" || rest == "nyo")
}

// countedHead tells whether a mention is one word that names of goods begin with, with its number behind it in a list of goods: "kompor 3 sama gas
// 24", where "gas" alone says go on.
func (m *message) countedHead(men *mention) bool {
	if len(men.ids) != 1 || men.to != men.from+1 || !m.r.index.words[men.ids[0]].head || men.to >= len(m.tokens) {
		return false
	}
	if own := m.ownOptionBehind(men); own && (men.from == 0 || m.listed(men.from-1)) {
		return true // "vitrase 4 sm ring gold 3"
	} else if m.tokens[men.to].Kind != bahasa.Number || slices.Contains(numbered, m.tokens[men.from].Text) {
		return false
	}
	if m.count(spotProduct) > 0 {
		return m.listed(men.from - 1)
	}
	next := men.to + 1
	return men.from == 0 && next < len(m.tokens) && m.tokens[next].Kind == bahasa.Word && m.r.heads(m.tokens[next].Text) // "gas 3 kompor mini 1"
}

// listed tells whether a token parts the goods of a list: a number, a comma, "sama".
func (m *message) listed(i int) bool {
	return m.tokens[i].Kind == bahasa.Number || m.tokens[i].Text == "," || m.cuesAt(i).has(m.r.cue.and)
}

// ownOptionBehind tells whether an option stands right behind a mention in which goods come that its word begins the name of.
func (m *message) ownOptionBehind(men *mention) bool {
	s := m.at(men.to)
	if s == nil || s.kind != spotOption || s.from != men.to {
		return false
	}
	return slices.ContainsFunc(m.r.index.headed(men.ids[0], men.products), func(p int32) bool {
		_, ok := m.r.index.options.has(p, s.phrase)
		return ok
	})
}

// heads tells whether names of goods begin with a word that is no everyday word.
func (r *Reader) heads(word string) bool {
	id, ok := r.index.vocab[word]
	return ok && r.index.words[id].head && !r.index.words[id].common
}
