package understand

import (
	"slices"

	"tokobot/internal/bahasa"
)

// splitOptions takes what some goods come in as one, "hitam putih", for several options of the goods in front, which come in each of them alone.
func (m *message) splitOptions() {
	for i := range m.spots {
		s := m.spots[i]
		if s.kind != spotOption || s.to-s.from < 2 {
			continue
		}
		products := m.productsFor(s.from)
		if len(products) == 0 || m.fits(products, []int32{s.phrase}) {
			continue
		}
		parts := m.optionsWithin(products, s.from, s.to)
		if len(parts) < 2 {
			continue
		}
		m.drop(&m.spots[i])
		for _, p := range parts {
			m.take(p)
		}
	}
}

// optionsWithin is the options of one axis of the goods that the words from here to there name one by one; nil where a word is none.
func (m *message) optionsWithin(products []int32, from, to int) []spot {
	var out []spot
	for _, p := range products {
		out = out[:0]
		axis := int16(-1)
		for i := range m.terms {
			t := m.terms[i]
			if t.from < from || t.to > to {
				continue
			}
			phrase, used := m.r.index.options.find(m.terms[i : i+1])
			po, ok := m.r.index.options.has(p, phrase)
			if used == 0 || !ok || axis >= 0 && po.axis != axis || m.tokens[t.from].Kind == bahasa.Number || slices.ContainsFunc(out, func(x spot) bool { return x.phrase == phrase }) {
				out = nil
				break
			}
			axis = po.axis
			out = append(out, spot{kind: spotOption, from: t.from, to: t.to, phrase: phrase})
		}
		if len(out) > 1 {
			return out
		}
	}
	return nil
}
