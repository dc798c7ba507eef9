package understand

import (
	"slices"
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
		if !m.each(i) || len(m.lines) == 0 {
			continue
		}
		each := false
		for k := range m.lines {
			if l := &m.lines[k]; len(l.products) == 1 && len(l.options) < len(m.r.index.products[l.products[0]].Axes) || len(l.products) == 0 && len(l.options) == 0 {
				each = true
				l.each = l.each || m.words[i].cues.has(m.r.cue.every)
			}
		}
		n := m.eachCount(i)
		if last := &m.lines[n]; last.qty > 0 && (!each || len(m.lines) > 1) {
			for k := range m.lines {
				if l := &m.lines[k]; (m.words[i].Text != "@" || k <= n) && l.qty == 0 && len(l.products)+len(l.options) > 0 && (l.clause == last.clause || len(last.products)+len(last.options) > 0) {
					l.qty = last.qty
					m.shareOptions(l, last)
				}
			}
		}
	}
}

// shareOptions gives a line what its product's last line says on axes that it says nothing on: "S-XL hitam @1" are all black.
func (m *message) shareOptions(l, last *line) {
	if len(l.products) != 1 || !slices.Equal(l.products, last.products) || l == last {
		return
	}
	o := &m.r.index.options
	for _, phrase := range last.options {
		po, ok := o.has(l.products[0], phrase)
		if ok && !slices.ContainsFunc(l.options, func(x int32) bool {
			own, ok := o.has(l.products[0], x)
			return !ok || own.axis == po.axis
		}) {
			l.options = append(slices.Clip(l.options), phrase)
		}
	}
}

// supposedAll gives the number that is supposed behind several goods, "X dan Y kalau ambil 60 meter berapa", to all of them.
func (m *message) supposedAll() {
	for i := range m.spots {
		s := &m.spots[i]
		k := s.line - 1
		if s.kind != spotQuantity || s.to < 0 || k < 1 || i == 0 || m.spots[i-1].line != s.line || !m.hasCue(m.spots[i-1].to, s.from, m.r.cue.conditional) {
			continue
		}
		l := &m.lines[k]
		for j := k - 1; j >= 0 && m.lines[j].clause == l.clause && m.lines[j].qty == 0; j-- {
			m.lines[j].qty = l.qty
		}
	}
}

// each tells whether a word says that the number beside it is that of each thing named: masing2, each, the 2 of "siji2".
func (m *message) each(i int) bool {
	w := &m.words[i]
	if w.cues.has(m.r.cue.every) || slices.Contains(eachWords, w.Text) || w.Text == "@" && i+1 < len(m.tokens) && m.at(i+1) != nil && m.at(i+1).kind == spotQuantity {
		return true
	}
	s := m.at(i - 1)
	return doubles(w.Token) && s != nil && s.kind == spotQuantity && s.quantity.Words
}

var eachWords = []string{"each", "msg2", "msing2", "mg2", "ewang"}

// eachCount is the line with the number that a word for each thing stands beside; the last line when none does.
func (m *message) eachCount(i int) int {
	for j := i - 1; j <= i+3; j++ {
		if s := m.at(j); s != nil && s.kind == spotQuantity && s.line > 0 {
			return s.line - 1
		}
	}
	return len(m.lines) - 1
}

// deal gives numbers that follow each other to the lines in front of them: "cream sama baby blue, 2 2"; "5 kg dan 25 kg ada? mau 4 dan 2".
func (m *message) deal() {
	for i := range m.spots {
		run := 1
		for k := i; k < len(m.spots) && m.plainCount(&m.spots[k]) && k+1 < len(m.spots) && m.plainCount(&m.spots[k+1]) && m.spots[k].quantity.Words == m.spots[k+1].quantity.Words && m.besides(m.spots[k].to, m.spots[k+1].from); k++ {
			run++
		}
		if run < 2 || i > 0 && m.spots[i-1].kind == spotQuantity {
			continue
		}
		last := m.spots[i].line - 1
		if last < 0 || last >= len(m.lines) {
			continue
		}
		if own := m.lines[last]; own.from == m.spots[i].from {
			m.dealAgain(i, last, run)
			continue
		}
		if first := last - run + 1; first >= 0 {
			for k := range run {
				m.lines[first+k].qty = m.spots[i+k].quantity.Pieces()
			}
			if n := m.spots[i+1].line - 1; n > last && n < len(m.lines) && len(m.lines[n].products)+len(m.lines[n].options) == 0 {
				m.removeLine(n)
			}
		}
	}
}

// dealAgain gives a run of numbers, in a clause of their own, to the goods asked about in front: each is named again with its number.
func (m *message) dealAgain(i, own, run int) {
	first := own - run
	if first < 0 {
		return
	}
	for _, l := range m.lines[first:own] {
		if l.qty > 0 || l.clause != m.lines[first].clause || len(l.products)+len(l.options) == 0 {
			return
		}
	}
	c := m.lines[own].clause
	for n := own + 1; n < len(m.lines) && n < own+run && len(m.lines[n].products)+len(m.lines[n].options) == 0; {
		m.removeLine(n)
	}
	for k := range run {
		l, s := m.lines[first+k], &m.spots[i+k]
		l.qty, l.clause, l.from, l.to = s.quantity.Pieces(), c, s.from, s.to
		if k == 0 {
			m.lines[own] = l
			continue
		}
		m.lines = slices.Insert(m.lines, own+k, l)
		for n := range m.spots {
			if m.spots[n].line > own+k {
				m.spots[n].line++
			}
		}
		s.line = own + k + 1
	}
}

// removeLine takes a line out that says nothing of its own.
func (m *message) removeLine(n int) {
	m.lines = slices.Delete(m.lines, n, n+1)
	for k := range m.spots {
		switch s := &m.spots[k]; {
		case s.line == n+1:
			s.line = 0
		case s.line > n+1:
			s.line--
		}
	}
}

// plainCount tells whether a spot is a number without a unit.
func (m *message) plainCount(s *spot) bool {
	return s.kind == spotQuantity && s.to > 0 && s.quantity.Unit.Name == "" && s.quantity.Pieces() > 0
}

// besides tells whether nothing but a sign or "dan" stands between two tokens.
func (m *message) besides(from, to int) bool {
	return from == to || to == from+1 && (m.tokens[from].Kind > bahasa.Number || m.cuesAt(from).has(m.r.cue.and))
}

// severalAsked tells whether the clause of the current line names several goods and no number of any, so that one that follows is of all of them.
func (b *lineBuilder) severalAsked() bool {
	c, n := b.lines[b.cur].clause, 0
	for k := b.cur; k >= 0 && b.lines[k].clause == c; k-- {
		if b.lines[k].qty > 0 {
			return false
		}
		n++
	}
	return n > 1
}

// goesOn tells whether a number in the next clause still belongs to the goods in front: nothing but words of change stands between.
func (b *lineBuilder) goesOn(l *line, s *spot) bool {
	if l.qty > 0 || b.parted(l.to, s.from) || l.to == s.from {
		return false
	}
	for i := l.to; i < s.from; i++ {
		if c := b.cuesAt(i); !b.free(i) || !c.meets(b.r.cue.setting) && !c.has(b.r.cue.adding) && !c.meets(b.r.cue.particle) {
			return false
		}
	}
	return true
}

// modelNumber tells whether a large number behind goods is rather what they are called, as another right behind it says how many.
func (b *lineBuilder) modelNumber(l *line, large, s *spot) bool {
	if s.to < len(b.tokens) && slices.Contains(theEndings, b.tokens[s.to].Text) {
		return false // "50 hiji na sabaraha": what one of 50 costs
	}
	return large.kind == spotQuantity && large.to == s.from && large.line == b.cur+1 && b.plainCount(large) && large.quantity.Pieces() > 12 && s.quantity.Pieces() <= 12 && l.qty == large.quantity.Pieces()
}

// supposedAgain tells whether a number in the next clause is another that is only supposed: "50 dapat berapa? kalau 200?".
func (b *lineBuilder) supposedAgain(l *line, s *spot) bool {
	p := b.before(s.from)
	return l.qty > 0 && len(l.products) > 0 && b.clauseOf(s.from) >= 0 && b.clauseOf(s.from) != l.clause && p >= 0 && b.cuesAt(p).meets(b.r.cue.conditional)
}

// elsewhere tells whether an option that the goods in front don't come in only says what these are for or like: "charger 20w ada? bisa buat
// iphone 13?".
func (b *lineBuilder) elsewhere(s *spot) bool {
	if b.cur < 0 || !b.fresh(s) {
		return false
	}
	l, c := &b.lines[b.cur], b.clauseOf(s.from)
	return c >= 0 && b.cs[c].intent == AskProduct && len(l.products) == 1 && !b.fits(l.products, []int32{s.phrase})
}

// onlyNoun tells whether an option with an ending stands right behind another on its axis, which it only says the name of: "yang sedang
// pedasnya".
func (b *lineBuilder) onlyNoun(s *spot) bool {
	if b.cur < 0 || s.to != s.from+1 || b.lines[b.cur].to != s.from || len(b.lines[b.cur].options) == 0 || !b.clashes(&b.lines[b.cur], s.phrase) {
		return false
	}
	return slices.ContainsFunc(theEndings, func(e string) bool { return len(e) > 2 && strings.HasSuffix(b.words[s.from].Text, e) })
}

// notMeant tells whether a number is the one that was meant before the one said: "3 aja, ga jadi 4".
func (b *lineBuilder) notMeant(l *line, s *spot) bool {
	p := b.before(s.from)
	return l.qty > 0 && p > l.to && b.cuesAt(p).meets(b.r.cue.removedAfter) && b.free(p)
}

// goneBefore tells whether the words between two tokens first take away what stands in front and then, behind a sign, begin anew.
func (m *message) goneBefore(from, to int) bool {
	gone := false
	for i := from; i < to; i++ {
		c := m.cuesAt(i)
		switch {
		case m.signIn(i, i+1) >= 0:
			return gone
		case gone && (m.tokens[i].Kind == bahasa.Number || bahasa.Numeral(m.tokens[i].Text)):
			return false // "jangan 4, 2 saja" takes away a number
		case m.free(i) && (c.meets(m.r.cue.removing) || c.has(m.r.cue.notYet)):
			gone = true
		}
	}
	return false
}

// numberOf is where the number of a line stands; where the line ends when that is not known.
func (m *message) numberOf(k int) int {
	for i := range m.spots {
		if s := &m.spots[i]; s.kind == spotQuantity && s.line == k+1 {
			return s.from
		}
	}
	return m.lines[k].to
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
		if l.not && l.qty > 0 && k > 0 && m.signIn(l.from, m.numberOf(k)) >= 0 {
			if prev := &m.lines[k-1]; prev.qty == 0 && m.sameGoods(prev, l) {
				prev.qty, l.qty = l.qty, 0 // "yang pedas bukan yang sedang, 4 botol"
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
