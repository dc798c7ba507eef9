package understand

import "tokobot/internal/bahasa"

// numberSign tells whether "no" stands for nomor, not for no.
func (m *message) numberSign(i int) bool {
	if m.tokens[i].Text != "no" || i+1 >= len(m.tokens) {
		return false
	}
	n := i + 1
	if m.tokens[n].Text == "." && n+1 < len(m.tokens) {
		n++
	}
	s := m.at(n)
	return m.tokens[n].Kind == bahasa.Number || s != nil && s.kind == spotOrder
}

// beforeOption tells whether a word such as "warna" only announces the option behind it, and so asks nothing.
func (m *message) beforeOption(i int) bool {
	if !m.cuesAt(i).meets(m.r.cue.axis) || i+1 >= len(m.words) {
		return false
	}
	s := m.at(i + 1)
	return s != nil && s.kind == spotOption
}

// asksAtEnd tells whether a clause ends in "ga" and the like, which makes a question of it, and where that word is.
func (m *message) asksAtEnd(c *clause) (int, bool) {
	said := false
	last := -1
	for i := c.from; i < c.to; i++ {
		if m.words[i].Kind != bahasa.Word && m.words[i].Kind != bahasa.Number {
			continue
		}
		cs := m.cuesAt(i)
		switch {
		case m.free(i) && m.words[i].cues.has(m.r.cue.no) && m.words[i].until == int16(i+1):
			last = i
			continue
		case cs.meets(m.r.cue.particle) && m.free(i):
			continue
		}
		said, last = true, -1
	}
	return last, said && last >= 0
}

// gather collects the cues of a clause and the marks of what it names.
func (m *message) gather(c *clause) {
	c.cues, c.content = cues{}, 0
	words := 0
	particle, asks := m.asksAtEnd(c)
	if asks {
		c.cues.add(m.r.cue.tanya)
	}
	for i := c.from; i < c.to; i++ {
		w := &m.words[i]
		if s := m.at(i); s != nil {
			if s.from == i {
				c.cues.add(m.r.cue.spotCue[s.kind])
				if s.kind == spotQuantity && (s.quantity.Pieces() >= 5 || s.quantity.Unit.Factor > 1) && s.quantity.Unit.Kind != bahasa.KindWeight {
					c.cues.add(m.r.cue.many)
				}
				if s.kind == spotProduct && (s.code != "" || len(s.products) > 1 && !s.exact) {
					c.cues.add(m.r.cue.spotCue[spotCategory])
				}
				words++
			}
			if s.kind != spotQuantity && s.kind != spotMethod && s.kind != spotVoucher && s.kind != spotCourier {
				continue
			}
		}
		if !m.beforeOption(i) && !(asks && i == particle) && !m.numberSign(i) {
			c.cues.union(w.cues)
		}
		switch w.Kind {
		case bahasa.Word:
			if cs := m.cuesAt(i); m.free(i) && !cs.meets(m.r.cue.particle) && !m.beforeOption(i) {
				words++
				if cs.empty() || !cs.minus(m.r.cue.bare).empty() {
					c.content++
				}
			}
		case bahasa.Punct:
			switch w.Text {
			case "?":
				c.cues.add(m.r.cue.tanya)
			case "!":
				c.cues.add(m.r.cue.seru)
			}
		case bahasa.Emoji:
			c.cues.add(m.r.cue.emoji)
		}
	}
	if c.from == 0 {
		c.cues.add(m.r.cue.awal)
	}
	if words <= 3 {
		c.cues.add(m.r.cue.pendek)
	}
	if words == 0 {
		c.cues.add(m.r.cue.satu)
	}
}

// persons are the words for who speaks.
var persons = []string{"aku", "saya", "sy", "gw", "gue", "gua", "sa", "ane", "abdi", "aq", "kita", "kami", "ambo", "ulun", "tak", "ku"}
