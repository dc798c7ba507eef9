package understand

import (
	"slices"
	"strings"

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
		if m.addsMore(from, l.from) {
			front.add(k.adding)
		}
		if prev != nil {
			// What stands right behind a line, before a sign or what comes instead, is said of it: "X jangan, Y aja", "X ga jadi diganti Y".
			if end := m.endOfSaid(from, l.from); end >= 0 {
				front = m.gap(end, l.from)
				m.opBehind(prev, m.gapBehind(from, end))
			}
		}
		if l.op = m.lineOp(c, l, prev, n, front); l.op == "" && prev == nil && l.qty == 0 && m.takenBack(c) {
			l.op = Remove
		}
		prev = l
	}
	if prev != nil {
		behind := m.gapBehind(prev.to, m.endOfLine(prev.to, c.to))
		if m.opBehind(prev, behind); prev.op == "" {
			switch {
			case behind.has(k.adding):
				prev.op = Add
			case behind.meets(k.setting):
				prev.op = Set
			}
		}
	}
	m.settleOps(c)
}

// addsMore tells whether a word for adding stands between two tokens, though the saying that it begins only joins what follows: "tambah lagi 50".
func (m *message) addsMore(from, to int) bool {
	for i := max(0, from); i < to; i++ {
		if w := &m.words[i]; m.free(i) && w.cues.has(m.r.cue.and) && int(w.until) > i+1 {
			if chatLexicon().begun(w.Text).has(m.r.cue.adding) {
				return true
			}
		}
	}
	return false
}

// settleOps gives the lines of a change about which no word says what is done with them what the way they are named says: "pashminanya 2"
// is in the order already, and "ga jadi X, Y doang" leaves Y as it is.
func (m *message) settleOps(c *clause) {
	for n, id := range c.lines {
		l := &m.lines[id]
		switch {
		case l.op == "" && c.intent == ChangeOrder && (l.qty > 0 || len(l.options) > 0) && m.definite(l):
			l.op = Set
		case n > 0 && l.follows && l.qty == 0 && m.lines[c.lines[n-1]].op == Remove && (m.onlyThat(l.to) || len(l.options) == 0 && m.definite(l) && m.onlyAgain(l.to)):
			l.op, l.stays = "", true
		}
	}
}

// definite tells whether goods are named as what is known already: "pashminanya".
func (m *message) definite(l *line) bool {
	for i := l.from; i < l.to; i++ {
		s := m.at(i)
		if s == nil || s.kind != spotProduct || s.to != i+1 {
			continue
		}
		if i+1 < len(m.words) && m.free(i+1) && slices.Contains(theEndings, m.words[i+1].Text) {
			return true
		}
		_, whole := m.r.index.vocab[m.words[i].Text]
		return !whole && slices.ContainsFunc(theEndings, func(e string) bool { return strings.HasSuffix(m.words[i].Text, e) })
	}
	return false
}

// theEndings are how "the" is said behind goods.
var theEndings = []string{"nya", "nye", "nyo", "ny", "ne", "na"}

// onlyThat tells whether "doang" stands at i or behind an ending there.
func (m *message) onlyThat(i int) bool {
	if i < len(m.words) && slices.Contains(theEndings, m.words[i].Text) {
		i++
	}
	return i < len(m.words) && slices.Contains(onlyWords, m.words[i].Text)
}

// onlyAgain tells whether "aja" stands at i.
func (m *message) onlyAgain(i int) bool {
	if i < len(m.words) && slices.Contains(theEndings, m.words[i].Text) {
		i++
	}
	return i < len(m.words) && slices.Contains(justWords, m.words[i].Text)
}

var justWords = []string{"aja", "aj", "saja", "sj", "ae", "wae"}

var onlyWords = []string{"doang", "doank", "dowang", "thok", "hungkul"}

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
		if l.op == "" || l.op == Set || l.follows {
			l.op, l.follows = Remove, false
		}
	case behind.has(k.unchanged) && l.qty == 0:
		l.stays = true
	}
}

// endOfSaid is where what is said of the line in front ends and what is said of the next begins: behind a sign, or at a word of change behind
// one that takes the first away; -1 where neither stands between them.
func (m *message) endOfSaid(from, to int) int {
	if end := m.signIn(from, to); end >= 0 {
		return end
	}
	k := m.r.cue
	gone := false
	for i := max(0, from); i < to; i++ {
		c := m.cuesAt(i)
		switch {
		case !m.free(i):
		case c.meets(k.removing) || c.has(k.notYet):
			gone = true
		case gone && c.meets(k.changing):
			return i
		case !gone && !c.meets(k.particle) && !m.cuesAt(i).meets(k.courtesyYes):
			return -1
		}
	}
	return -1
}

// endOfLine is where the words behind a line begin to speak of something else: at a sign, or "terus", behind which other things are named.
func (m *message) endOfLine(from, to int) int {
	k := m.r.cue
	part := -1
	for i := from; i < to; i++ {
		c := m.cuesAt(i)
		switch {
		case m.signIn(i, i+1) >= 0 || c.has(k.and):
			if part < 0 {
				part = i
			}
		case part >= 0 && m.free(i) && m.tokens[i].Kind == bahasa.Word && !c.meets(k.removing) && !c.meets(k.setting) && !c.has(k.adding) && !c.has(k.notYet) && (c.empty() || !c.minus(k.bare).empty()):
			return part
		}
	}
	return to
}

// onlySigns may stand between a number and the one that it takes the place of.
var onlySigns = []string{"we", ",", ".", "juga", "jg", "jga"}

// insteadOf tells whether a number follows that is not meant: "bukan 4".
func (m *message) insteadOf(i int) bool {
	for i < len(m.words) && m.free(i) && (m.cuesAt(i).meets(m.r.cue.particle) || slices.Contains(justWords, m.words[i].Text) || slices.Contains(onlySigns, m.words[i].Text)) {
		i++
	}
	if i < len(m.words) && m.words[i].Text == "cukup" {
		return true // "10 aja cukup"
	}
	return i+1 < len(m.words) && (m.words[i].cues.meets(m.r.cue.not) || m.cuesAt(i).meets(m.r.cue.undo)) && (m.tokens[i+1].Kind == bahasa.Number || bahasa.Numeral(m.tokens[i+1].Text))
}

// lineOp is what the words in front of a line and in it say.
func (m *message) lineOp(c *clause, l, prev *line, n int, front cues) Op {
	k := m.r.cue
	within := m.gap(l.from, l.to)
	first := n == 0 && len(c.lines) > 1
	switch {
	case m.removedInside(l):
		return Remove // "X ga jadi yang navy"
	case l.qty > 0 && (within.meets(k.fewer) || front.meets(k.fewer)) && !m.hasForm(c.from, c.to, becomes):
		return Remove // "hazelnutnya hapus 1"
	case within.meets(k.setting), within.meets(k.changing) && l.qty > 0:
		return Set // "626 nya jadiin 30"
	case within.has(k.adding):
		return Add
	case front.has(k.adding):
		return Add
	case (prev != nil && prev.op == Remove || prev == nil && m.goneInFront(c)) && front.meets(k.changing):
		return Add // "X dihapus saja, diganti Y"
	case front.has(k.notYet):
		return Remove // "ga usah yang pedas"
	case n == 0 && front.meets(k.not) && m.signIn(m.lastCue(c.from, l.from, k.not), l.from) >= 0, n == 0 && front.meets(k.removing) && m.elseRemoved(c.from, l.from):
		return Set // "bukan itu pak, yang abu aja"; "ga jadi jins, kanvas aja"
	case front.meets(k.removing) && l.qty > 0 && n == 0 && m.justWithin(l):
		return Set // "ga jadi deh, gayo aja 1"
	case front.meets(k.removing), within.meets(k.not) && m.negatesOption(l):
		return Remove
	case prev != nil && (front.meets(k.changing) || front.meets(k.setting) || front.has(k.but)):
		if prev.op == "" && (m.sameKind(prev, l) || front.meets(k.changing) && m.another(prev, l)) {
			prev.op = Remove // "100 cm, mau ubah ke 120 cm"; "teh gopeknya ganti sariwangi"
		}
		return Add
	case front.meets(k.changing) && first && !m.keeps(&m.lines[c.lines[1]]) && m.signIn(m.lastCue(c.from, l.from, k.changing), l.from) < 0 && !m.repeats(c):
		return Remove
	case front.meets(k.setting) && c.intent == Order && n == 0 && len(l.products) > 0:
		return "" // "jadi. pedal merah 1": a deal
	case front.meets(k.setting), front.meets(k.changing):
		return Set
	case prev != nil && m.removedBefore(c, n) && m.definite(l) && !m.sameGoods(prev, l) && (l.qty > 0 || len(l.options) > 0):
		return Set // "bukan X, Y. boxernya 2 aja"
	case prev != nil && prev.op == Remove, prev != nil && prev.op == Add && front.minus(k.bare).minus(k.courtesy).empty(), prev != nil && prev.op == Add && l.qty > 0:
		l.follows = true
		return Add
	}
	return ""
}

// becomes are the words behind which the number that stays stands: "kurangi jadi 3".
var becomes = []string{"jadi", "menjadi", "jd", "jdi", "dadi", "dados", "janten", "tinggal", "sisa"}

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

// gapBehind is gap for words behind goods, where "jo" is no Javanese "don't" but Manado's "only".
func (m *message) gapBehind(from, to int) (out cues) {
	for i := from; i < to; i++ {
		if m.words[i].Text != "jo" {
			out.union(m.gap(i, i+1))
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

// justWithin tells whether "aja" stands between a line's goods and their number.
func (m *message) justWithin(l *line) bool {
	return slices.ContainsFunc(m.words[l.from:l.to], func(w word) bool { return w.spot == 0 && slices.Contains(justWords, w.Text) })
}

// removedInside tells whether a word that takes something away stands between a line's goods and their option.
func (m *message) removedInside(l *line) bool {
	for i := l.from; i < l.to; i++ {
		if m.free(i) && m.words[i].cues.meets(m.r.cue.removedAfter) {
			for j := i + 1; j < l.to; j++ {
				if s := m.at(j); s != nil {
					return s.kind == spotOption
				}
			}
		}
	}
	return false
}

// elseRemoved tells whether the words between two tokens take away something that is named there and is none of the goods known.
func (m *message) elseRemoved(from, to int) bool {
	k := m.r.cue
	last := m.lastCue(from, to, k.removing)
	end := m.signIn(last, to)
	for i := int(m.words[last].until); i < end; i++ {
		if m.free(i) && m.tokens[i].Kind == bahasa.Word && m.cuesAt(i).empty() {
			return true
		}
	}
	return false
}

// goneInFront tells whether the last line of the clause in front goes.
func (m *message) goneInFront(c *clause) bool {
	first := c.lines[0]
	return first > 0 && m.lines[first-1].op == Remove && m.lines[first-1].clause >= 0 && m.cs[m.lines[first-1].clause].to >= c.from-1
}

// keeps tells whether a line says of itself that it stays as it is: "sarung tinjunya tetap 12 oz".
func (m *message) keeps(l *line) bool {
	if !m.gap(l.from, l.to).has(m.r.cue.unchanged) {
		return false
	}
	l.stays = true
	return true
}

// removedBefore tells whether a line of a clause in front of the n-th goes.
func (m *message) removedBefore(c *clause, n int) bool {
	return slices.ContainsFunc(c.lines[:n], func(k int) bool { return m.lines[k].op == Remove })
}

// sameGoods tells whether two lines are of the same goods.
func (m *message) sameGoods(a, b *line) bool { return slices.Equal(a.products, b.products) }

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
