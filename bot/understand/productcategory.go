package understand

import (
	"slices"
	"strings"

	"tokobot/catalog"
)

// scanCategory takes the name of a category at a term, unless a product's name that begins there says more.
func (m *message) scanCategory(i int) (next int, ok bool) {
	for n := min(3, len(m.terms)-i); n > 0; n-- {
		g := m.categoryAt(m.terms[i : i+n])
		if g == nil {
			continue
		}
		from, to := m.terms[i].from, m.terms[i+n-1].to
		if b := m.before(from); b >= 0 && b == from-1 && m.count(spotProduct) > 0 && slices.Contains(forWords[:4], m.words[b].Text) || m.axisOfBefore(from, g.name) {
			return 0, false
		}
		products := g.products
		if b := m.before(from); b == from-1 && b >= 0 && m.countedGoods(b) {
			return 0, false // "kamus 25 buku", "ready brp pot"
		}
		if s := m.at(from); s != nil {
			if s.kind != spotProduct || s.exact || s.to > to || len(s.products) == 1 {
				return 0, false
			}
			if n == 1 && len(s.products) < len(products) && m.called(s.products, m.terms[i].key) {
				products = s.products // what is called so, rather than all that is filed beside it
			}
			m.drop(s)
		}
		return i + n, m.take(spot{kind: spotProduct, from: from, to: to, code: g.name, products: products[:min(len(products), mostProducts)]})
	}
	return 0, false
}

// called tells whether the names of all products begin with a word.
func (m *message) called(products []int32, word string) bool {
	id, ok := m.r.index.vocab[word]
	if !ok {
		id, ok = m.r.index.vocab[strings.TrimSuffix(word, "nya")]
	}
	return ok && !slices.ContainsFunc(products, func(p int32) bool { return !slices.Contains(m.r.index.heads[p], id) })
}

// axisOfBefore tells whether a word is what the product named in front of it comes in several of: "nasi kuning yang lauknya semur".
func (m *message) axisOfBefore(at int, name string) bool {
	front := m.nearestFront(at)
	return front != nil && len(front.products) == 1 && slices.ContainsFunc(m.r.index.products[front.products[0]].Axes, func(a catalog.Axis) bool { return strings.EqualFold(a.Name, name) })
}

// categoryAt finds the category that terms name, the last with an ending or without.
func (m *message) categoryAt(terms []term) *group {
	s := ""
	for i, t := range terms {
		if i > 0 {
			s += " "
		}
		s += t.key
	}
	if g := m.r.index.category[s]; g != nil {
		return g
	}
	return m.r.index.category[strings.TrimSuffix(s, "nya")]
}
