package understand

import (
	"strings"

	"tokobot/internal/bahasa"
)

// precedes tells whether a product or option follows a number directly.
func (b *lineBuilder) precedes(i int) bool {
	if i+1 >= len(b.spots) {
		return false
	}
	n := &b.spots[i+1]
	return (n.kind == spotProduct || n.kind == spotOption) && n.from-b.spots[i].to <= 1 && !b.parted(b.spots[i].to, n.from)
}

// corrected tells whether the words between two tokens take back what was said: "2 eh 3", "2 jadi 3".
func (m *message) corrected(from, to int) bool {
	for i := from; i < to; i++ {
		if m.cuesAt(i).meets(m.r.cue.correction) {
			return true
		}
	}
	return false
}

// all spreads "masing masing 1" and "semua warna" over the lines in front.
func (m *message) all() {
	for i := range m.words {
		if !m.words[i].cues.has(m.r.cue.every) || len(m.lines) == 0 {
			continue
		}
		each := false
		for k := range m.lines {
			if l := &m.lines[k]; len(l.products) == 1 && len(l.options) < len(m.r.index.products[l.products[0]].Axes) || len(l.products) == 0 && len(l.options) == 0 {
				each = true
				l.each = true
			}
		}
		last := &m.lines[len(m.lines)-1]
		if last.qty > 0 && (!each || len(m.lines) > 1) {
			for k := range m.lines {
				if m.lines[k].qty == 0 && len(m.lines[k].products)+len(m.lines[k].options) > 0 {
					m.lines[k].qty = last.qty
				}
			}
		}
	}
}

// negate marks the lines that are named to be left out: "jangan yang item", "bukan L".
func (m *message) negate() {
	for k := range m.lines {
		l := &m.lines[k]
		for i := l.from - 1; i >= max(0, l.from-4); i-- {
			if m.words[i].Kind == bahasa.Break || m.words[i].Text == "," || m.at(i) != nil {
				break
			}
			if m.cuesAt(i).meets(m.r.cue.not) {
				l.not = true
				break
			}
		}
	}
}

// packs multiplies packs by what is in one, "2 karton isi 24" is 48, where nothing is sold in packs of so many, and leaves out the product where
// it is told too: "berarti 48 botol".
func (m *message) packs() {
	for i := range m.spots {
		a := &m.spots[i]
		if a.kind != spotQuantity || a.quantity.Unit.Kind != bahasa.KindCount || a.to+1 >= len(m.tokens) || m.tokens[a.to].Text != "isi" || m.tokens[a.to+1].Kind != bahasa.Number {
			continue
		}
		each := m.tokens[a.to+1].Text
		n := int(bahasa.Digits(each))
		if s := m.at(a.to + 1); n < 2 || s != nil && s.kind != spotQuantity || m.soldBy(each) {
			continue
		}
		a.quantity.Value *= float64(n)
		if a.quantity.Pieces() > maxQuantity {
			a.quantity.Value /= float64(n)
			continue
		}
		for k := i + 1; k < len(m.spots) && k <= i+2; k++ {
			if c := &m.spots[k]; c.kind == spotQuantity && (c.from == a.to+1 || c.quantity.Pieces() == a.quantity.Pieces()) {
				m.drop(c)
				c.kind = spotDigits
			}
		}
	}
}

// soldBy tells whether a product named comes in packs of a number.
func (m *message) soldBy(number string) bool {
	for i := range m.spots {
		s := &m.spots[i]
		if s.kind != spotProduct || s.to < 0 {
			continue
		}
		for _, p := range s.products[:min(len(s.products), most)] {
			if hasWord(strings.ToLower(m.r.index.products[p].Name), number) {
				return true
			}
			for _, po := range m.r.index.options.of[p] {
				if hasWord(m.r.index.options.texts[po.phrase], number) {
					return true
				}
			}
		}
	}
	return false
}
