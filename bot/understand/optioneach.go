package understand

import (
	"slices"

	"tokobot/internal/bahasa"
)

// eachRuns takes the numbers in front of "masing2 2" or "@1" for options of the goods they stand behind, or of those talked about: the
// number of each is said, so that none of them is one, however small.
func (m *message) eachRuns() {
	for i := range m.words {
		if w := &m.words[i]; !w.cues.has(m.r.cue.every) && !slices.Contains(eachWords, w.Text) && w.Text != "@" {
			continue
		}
		n := m.numberOfEach(i)
		if n < 0 {
			continue
		}
		products := m.productsFor(i)
		for _, p := range products {
			if m.takeRun(p, i) {
				if s := m.at(n); s != nil && s.kind == spotOption {
					m.drop(s)
				}
				break
			}
		}
	}
}

// numberOfEach is the number right behind a word for each thing; -1 for none.
func (m *message) numberOfEach(i int) int {
	for k := i + 1; k < len(m.tokens); k++ {
		t := m.tokens[k]
		switch {
		case t.Kind == bahasa.Number && t.Glued && m.tokens[k-1].Kind == bahasa.Word && k+1 < len(m.tokens) && m.tokens[k+1].Kind == bahasa.Number:
			// the 2 of "masing2 3"
		case t.Kind == bahasa.Number:
			return k
		case t.Text != m.tokens[i].Text && t.Text != "-":
			return -1
		}
	}
	return -1
}

// productsFor are the goods named last in front of a token, or those talked about where no goods are named.
func (m *message) productsFor(i int) []int32 {
	if front := m.nearestFront(i); front != nil && front.to <= i && len(front.products) <= most {
		return front.products
	}
	if topic := m.topic(); topic >= 0 && m.count(spotProduct) == 0 {
		return []int32{topic}
	}
	return nil
}

// takeRun takes the numbers right in front of token end, two or more, as options of a product on one of its axes; false where they are none.
func (m *message) takeRun(p int32, end int) bool {
	var found []spot
	axis := int16(-1)
	for k := end - 1; k >= 0; k-- {
		t := m.tokens[k]
		if t.Kind == bahasa.Punct && (t.Text == "," || t.Text == "/" || t.Text == "&") || m.free(k) && m.cuesAt(k).has(m.r.cue.and) {
			continue
		}
		s, ok := m.optionEnding(p, k)
		if !ok {
			break
		}
		po, _ := m.r.index.options.has(p, s.phrase)
		if axis >= 0 && po.axis != axis || slices.ContainsFunc(found, func(x spot) bool { return x.phrase == s.phrase }) {
			break
		}
		axis = po.axis
		found = append(found, s)
		k = s.from
	}
	if len(found) < 2 {
		return false
	}
	for _, s := range found {
		for k := s.from; k < s.to; k++ {
			if old := m.at(k); old != nil {
				m.drop(old)
			}
		}
		m.take(s)
	}
	return true
}

// optionEnding is the option of a product that is said by a number, with or without its unit, whose last token is k.
func (m *message) optionEnding(p int32, k int) (spot, bool) {
	o := &m.r.index.options
	if s := m.at(k); s != nil {
		if s.kind != spotOption {
			return spot{}, false
		}
		if po, ok := o.has(p, s.phrase); ok && s.to == k+1 && m.tokens[s.from].Kind == bahasa.Number && !m.onlyNumbersIn(s.from, s.to) && po.phrase >= 0 {
			return spot{kind: spotOption, from: s.from, to: s.to, phrase: s.phrase}, true
		}
	}
	if m.tokens[k].Kind != bahasa.Number {
		return spot{}, false
	}
	value := bahasa.Digits(m.tokens[k].Text)
	for _, po := range o.of[p] {
		if size := &o.sizes[po.phrase]; len(size.numbers) == 1 && size.value == value {
			return spot{kind: spotOption, from: k, to: k + 1, phrase: po.phrase}, true
		}
	}
	return spot{}, false
}
