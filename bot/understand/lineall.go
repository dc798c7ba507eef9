package understand

import (
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
