package understand

import (
	"slices"

	"tokobot/internal/bahasa"
)

// setOperations says of each line of a clause what is done with it, by the words around it: in "ganti X jadi Y" and "X jangan, Y aja" the
// first goes and the second comes; "tambah X 1, Y 1" adds both.
func (m *message) setOperations(c *clause) {
	k := m.r.cue
	var prev *line
	for n, id := range c.lines {
		l := &m.lines[id]
		from := c.from
		if prev != nil {
			from = prev.to
		}
		front := m.gap(from, l.from)
		if end := m.signIn(from, l.from); prev == nil && end >= 0 && m.gap(end, l.from).meets(k.setting) {
			front = m.gap(end, l.from) // "ga jadi, jadi 10"
		}
		if prev != nil {
			// What stands right behind a line, before a sign, is said of it: "X jangan, Y aja".
			if end := m.signIn(from, l.from); end >= 0 {
				front = m.gap(end, l.from)
				m.opBehind(prev, m.gap(from, end))
			}
		}
		if l.op = m.lineOp(c, l, prev, n, front); l.op == "" && prev == nil && l.qty == 0 && m.takenBack(c) {
			l.op = Remove
		}
		prev = l
	}
	if prev != nil {
		behind := m.gap(prev.to, c.to)
		if m.opBehind(prev, behind); prev.op == "" {
			switch {
			case behind.has(k.adding):
				prev.op = Add
			case behind.meets(k.setting):
				prev.op = Set
			}
		}
	}
}

// takenBack tells whether a clause that orders stands right behind a word that takes back: "batal pesan pashmina".
func (m *message) takenBack(c *clause) bool {
	return c.from > 0 && m.free(c.from-1) && m.words[c.from-1].cues.meets(m.r.cue.undoing) && m.words[c.from].cues.meets(m.r.cue.ordering)
}

// opBehind is what the words right behind a line say of it: that it goes, or that it stays as it is.
func (m *message) opBehind(l *line, behind cues) {
	k := m.r.cue
	switch {
	case l.qty > 0 && m.insteadOf(l.to):
		l.op = Set // "6 bukan 4"
	case behind.meets(k.removing) || behind.has(k.notYet):
		if l.op == "" || l.op == Set {
			l.op = Remove
		}
	case behind.has(k.unchanged) && l.qty == 0:
		l.stays = true
	}
}

// insteadOf tells whether a number follows that is not meant: "bukan 4".
func (m *message) insteadOf(i int) bool {
	return i+1 < len(m.words) && m.words[i].cues.meets(m.r.cue.not) && m.tokens[i+1].Kind == bahasa.Number
}

// lineOp is what the words in front of a line and in it say.
func (m *message) lineOp(c *clause, l, prev *line, n int, front cues) Op {
	k := m.r.cue
	within := m.gap(l.from, l.to)
	first := n == 0 && len(c.lines) > 1
	switch {
	case l.qty > 0 && (within.meets(k.fewer) || front.meets(k.fewer)) && !m.hasForm(c.from, c.to, becomes):
		return Remove // "hazelnutnya hapus 1"
	case within.meets(k.setting):
		return Set
	case within.meets(k.changing) && l.qty > 0:
		return Set // "626 nya jadiin 30"
	case within.has(k.adding):
		return Add
	case front.has(k.adding):
		return Add
	case prev != nil && prev.op == Remove && front.meets(k.changing):
		return Add // "X dihapus saja, diganti Y"
	case front.has(k.notYet):
		return Remove // "ga usah yang pedas"
	case n == 0 && front.meets(k.not) && m.signIn(m.lastCue(c.from, l.from, k.not), l.from) >= 0:
		return Set // "bukan itu pak, yang abu aja"
	case front.meets(k.removing), within.meets(k.not) && m.negatesOption(l):
		return Remove
	case prev != nil && (front.meets(k.changing) || front.meets(k.setting) || front.has(k.but)):
		if prev.op == "" && (m.sameKind(prev, l) || front.meets(k.changing) && m.another(prev, l)) {
			prev.op = Remove // "100 cm, mau ubah ke 120 cm"; "teh gopeknya ganti sariwangi"
		}
		return Add
	case front.meets(k.changing) && first && m.signIn(m.lastCue(c.from, l.from, k.changing), l.from) < 0 && !m.repeats(c):
		return Remove
	case front.meets(k.setting), front.meets(k.changing):
		return Set
	case prev != nil && prev.op == Remove, prev != nil && prev.op == Add && front.minus(k.bare).empty(), prev != nil && prev.op == Add && l.qty > 0:
		return Add
	}
	return ""
}

// becomes are the words behind which the number that stays stands: "kurangi jadi 3".
var becomes = []string{"jadi", "jd", "jdi", "dadi", "dados", "janten", "tinggal", "sisa"}

// hasForm tells whether one of the words stands between two tokens, however it is spelt.
func (m *message) hasForm(from, to int, words []string) bool {
	return slices.ContainsFunc(m.words[from:to], func(w word) bool { return slices.Contains(words, w.form()) || slices.Contains(words, w.Text) })
}

// gap is the cues of the free words between two tokens.
func (m *message) gap(from, to int) (out cues) {
	for i := max(0, from); i < to; i++ {
		if m.free(i) {
			out.union(m.words[i].cues)
		}
	}
	return out
}

// lastCue is the place of the last free word with one of the cues; from when there is none.
func (m *message) lastCue(from, to int, set cues) int {
	for i := to - 1; i >= from; i-- {
		if m.free(i) && m.words[i].cues.meets(set) {
			return i
		}
	}
	return from
}

// signIn is the place behind the first comma or the like between two tokens, -1 for none.
func (m *message) signIn(from, to int) int {
	for i := max(0, from); i < to; i++ {
		if t := m.tokens[i]; m.free(i) && (t.Kind == bahasa.Break || t.Kind == bahasa.Punct && (t.Text == "," || t.Text == "." || t.Text == ";")) {
			return i + 1
		}
	}
	return -1
}

// negatesOption tells whether a line's option is what is refused, not its number: "yang putih jangan L".
func (m *message) negatesOption(l *line) bool {
	for i := l.from; i+1 < l.to; i++ {
		if m.free(i) && m.words[i].cues.meets(m.r.cue.not) {
			for j := i + 1; j < l.to; j++ {
				if s := m.at(j); s != nil {
					return s.kind == spotOption || s.kind == spotProduct
				}
			}
		}
	}
	return false
}

// sameKind tells whether two lines name the same product, or options of one axis, so that one may take the place of the other.
func (m *message) sameKind(a, b *line) bool {
	if len(a.products) == 1 && len(b.products) == 1 {
		return a.products[0] == b.products[0] && a.qty == 0
	}
	return len(a.products) == 0 && len(b.products) == 0 && len(a.options) > 0 && len(b.options) > 0 && a.qty == 0
}

// another tells whether two lines name two products, and no number of the first.
func (m *message) another(a, b *line) bool {
	return len(a.products) == 1 && len(b.products) > 0 && a.products[0] != b.products[0] && a.qty == 0
}

// repeats tells whether "ganti" stands once for lines that each say how many: "ganti ya, X 2 Y 3".
func (m *message) repeats(c *clause) bool {
	for _, k := range c.lines {
		if m.lines[k].qty == 0 {
			return false
		}
	}
	return true
}
