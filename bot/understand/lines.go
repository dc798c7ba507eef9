package understand

import (
	"slices"

	"tokobot/internal/bahasa"
)

// line is one product as far as a stretch of words tells it: what, which options, how many.
type line struct {
	products []int32 // what it may be, ascending; empty when only options or a number are said
	exact    bool
	category string
	options  []int32 // phrases
	weak     bool    // named by one everyday word
	part     bool    // named by one word with an ending
	carried  int     // the first of them were said of the line before
	qty      int
	counted  int    // where the number stands, + 1
	weight   string // a weight said instead of a number: 500g
	each     bool
	not      bool
	stays    bool // said to stay as it is: "gayo tetap"
	follows  bool // op is that of the line in front
	op       Op
	clause   int // -1 while it is in none
	from, to int // tokens
}

// buildLines puts products, options and numbers together.
func (m *message) buildLines() {
	m.packs()
	b := lineBuilder{message: m, cur: -1}
	for i := range m.spots {
		s := &m.spots[i]
		switch s.kind {
		case spotProduct, spotCategory:
			b.product(s)
		case spotOption:
			b.option(s, i)
			b.upTo(s)
		case spotQuantity:
			b.quantity(s, i)
		}
	}
	if b.pending != nil && b.cur < 0 {
		b.open(line{from: b.pending.from, to: b.pending.to}, b.pending)
	} else if b.pending != nil && b.cur >= 0 && m.corrected(m.lines[b.cur].to, b.pending.from) {
		b.count(b.pending)
	}
	m.shareRun()
	m.deal()
	m.all()
	m.supposedAll()
	m.negate()
	m.faultCounts()
	for k := range m.lines {
		if c := m.lines[k].clause; c >= 0 {
			m.cs[c].lines = append(m.cs[c].lines, k)
		}
	}
	for i := range m.cs {
		m.setOperations(&m.cs[i])
	}
}

// clauseOf is the clause that a token belongs to, -1 for none.
func (m *message) clauseOf(token int) int {
	for i := range m.cs {
		if token >= m.cs[i].from && token < m.cs[i].to {
			return i
		}
	}
	return -1
}

// fresh tells whether a spot stands in another clause than the current line, and that clause says something itself, so that
// what it names begins a line of its own.
func (b *lineBuilder) fresh(s *spot) bool {
	if b.cur < 0 {
		return false
	}
	c := b.clauseOf(s.from)
	return c >= 0 && c != b.lines[b.cur].clause && !b.bareClause(&b.cs[c])
}

// lineBuilder is the state of buildLines: the line that grows, and a number that may belong to the next.
type lineBuilder struct {
	*message
	cur     int
	pending *spot
}

func (b *lineBuilder) open(l line, s *spot) {
	if p := b.pending; p != nil && p != s && b.parted(p.to, s.from) {
		// "2 sama mocca 1": the number stands for something named before.
		b.pending = nil
		b.open(line{from: p.from, to: p.to}, p)
		b.count(p)
	}
	l.clause = b.clauseOf(s.from)
	b.lines = append(b.lines, l)
	b.cur = len(b.lines) - 1
	s.line = b.cur + 1
	if p := b.pending; p != nil {
		b.pending = nil
		b.count(p)
		b.lines[b.cur].counted = p.from + 1
	}
}

func (b *lineBuilder) product(s *spot) {
	l := line{products: s.products, exact: s.exact, category: s.code, from: s.from, to: s.to, weak: b.everydayName(s), part: b.withEnding(s)}
	for _, o := range s.inner {
		if b.fits(s.products, append(slices.Clip(l.options), o)) {
			l.options = append(l.options, o)
		}
	}
	// Options right in front belong to it: "yang hitam pashmina".
	if b.cur >= 0 {
		if prev := &b.lines[b.cur]; !b.fresh(s) && len(prev.products) == 0 && prev.category == "" && s.from-prev.to <= 5 && !b.parted(prev.to, s.from) && b.fits(s.products, prev.options) {
			prev.products, prev.exact, prev.category, prev.to = s.products, s.exact, s.code, s.to
			s.line = b.cur + 1
			b.narrow(prev)
			return
		}
	}
	b.open(l, s)
}

// everydayName tells whether goods are named by one word that everybody uses for other things too.
func (b *lineBuilder) everydayName(s *spot) bool {
	if s.to != s.from+1 || len(s.inner) > 0 {
		return false
	}
	text := b.words[s.from].Text
	if bahasa.Known(text) {
		return true
	}
	return clitic(text, bahasa.Known) != ""
}

// withEnding tells whether goods are named by one word with an ending: "lampunya".
func (b *lineBuilder) withEnding(s *spot) bool {
	if s.to != s.from+1 || len(s.inner) > 0 {
		return false
	}
	return b.definite(&line{from: s.from, to: s.to})
}

// fits tells whether one of the products has all the options.
func (m *message) fits(products, phrases []int32) bool {
	return len(m.having(products, phrases)) > 0
}

// having is the products that have all the options.
func (m *message) having(products, phrases []int32) []int32 {
	var out []int32
	for _, p := range products {
		all := true
		for _, ph := range phrases {
			if _, ok := m.r.index.options.has(p, ph); !ok {
				all = false
				break
			}
		}
		if all {
			out = append(out, p)
		}
	}
	return out
}

// narrow leaves the products that have the line's options, if any has.
func (b *lineBuilder) narrow(l *line) {
	if len(l.products) > 1 {
		if left := b.having(l.products, l.options); len(left) > 0 {
			l.products = left
		}
	}
}

func (b *lineBuilder) option(s *spot, i int) {
	if p := b.before(s.from); p >= 0 && p == s.from-1 && b.free(p) && b.cuesAt(p).meets(b.r.cue.material) {
		return // "bahannya perak asli?"
	}
	if b.elsewhere(s) || b.onlyNoun(s) {
		return
	}
	if b.cur >= 0 {
		l := &b.lines[b.cur]
		if len(l.products) == 0 && len(l.options) > 0 && b.unitOf(l, s, i) {
			l.options, l.to = append(l.options, s.phrase), s.to // "soto 5 bungkus"
			s.line = b.cur + 1
			return
		}
		fits := len(l.products) > 0 && b.fits(l.products, []int32{s.phrase})
		switch {
		case b.leads(i) && b.parted(l.to, s.from):
		case fits && b.goneBefore(l.to, s.from):
			b.another(l, s) // "yang kuning jangan, putih aja"
			return
		case len(l.products) == 0 && b.goneBefore(l.to, s.from):
		case b.fresh(s):
			if fits {
				b.another(l, s)
				return
			}
		case fits:
			if b.replaces(l, s, i) || b.slipped(l, s, i) {
				return
			}
			if b.unitOf(l, s, i) {
				l.options, l.to = append(l.options, s.phrase), max(l.to, s.to)
				s.line = b.cur + 1
				b.narrow(l)
				return
			}
			if !b.clashes(l, s.phrase) && b.pending == nil && (l.qty == 0 || len(l.options) == 0 || l.counted > 0 || b.behindNumber(l, s, i)) {
				l.options, l.to = append(l.options, s.phrase), max(l.to, s.to)
				s.line = b.cur + 1
				b.narrow(l)
				return
			}
			b.another(l, s)
			return
		case len(l.products) > 0 && b.counted(i) && b.parted(l.to, s.from) && !s.partial && b.onlyOwner(&line{options: []int32{s.phrase}}) >= 0:
		case len(l.products) > 0 && !b.leads(i):
			return // the product does not come in it
		case len(l.products) == 0 && l.category == "" && b.pending == nil && !b.axisTaken(l, s.phrase) && (l.qty == 0 || len(l.options) == 0 && !b.counted(i) ||
			len(l.options) > 0 && (l.counted > 0 || !b.counted(i) && b.relative(s.from) || b.behindNumber(l, s, i)) && !b.parted(l.to, s.from)): // "20 hitam 30s", "L 1 yg kelinci"
			l.options, l.to = append(l.options, s.phrase), s.to
			s.line = b.cur + 1
			return
		}
	}
	b.open(line{options: []int32{s.phrase}, from: s.from, to: s.to}, s)
}

// unitOf tells whether an option is what the number right in front of it counts: "soto 1 dus".
func (b *lineBuilder) unitOf(l *line, s *spot, i int) bool {
	if i == 0 || b.spots[i-1].kind != spotQuantity || b.spots[i-1].to != s.from || b.spots[i-1].line != b.cur+1 || !b.countingWord(s.from) {
		return false
	}
	return !b.clashes(l, s.phrase)
}

// forEach tells whether the word in front of a number says that it is the number of each: masing2 2, or a number said twice, "satu satu".
func (b *lineBuilder) forEach(i int) bool {
	p := b.before(i)
	if p >= 0 && b.words[p].cues.has(b.r.cue.every) || i > 0 && b.tokens[i-1].Text == "@" {
		return true
	}
	return p == i-1 && p >= 0 && b.tokens[p].Text == b.tokens[i].Text || i+1 < len(b.tokens) && b.tokens[i+1].Text == b.tokens[i].Text && b.tokens[i].Kind == bahasa.Word
}

// relative tells whether "yang" stands right in front.
func (b *lineBuilder) relative(i int) bool {
	return i > 0 && slices.Contains(relatives, b.tokens[i-1].Text)
}

// counted tells whether a number follows spot i before anything else is named.
func (b *lineBuilder) counted(i int) bool {
	return i+1 < len(b.spots) && b.spots[i+1].kind == spotQuantity && !b.parted(b.spots[i].to, b.spots[i+1].from)
}

// leads tells whether a product's name follows an option directly.
func (b *lineBuilder) leads(i int) bool {
	s := &b.spots[i]
	for j := i + 1; j < len(b.spots); j++ {
		if n := &b.spots[j]; n.kind == spotProduct {
			return n.from-s.to <= 1 && !b.parted(s.to, n.from) && b.fits(n.products, []int32{s.phrase})
		} else if n.kind != spotQuantity && n.kind != spotOption {
			return false
		}
	}
	return false
}

func (b *lineBuilder) clashes(l *line, phrase int32) bool {
	for _, o := range l.options {
		for _, p := range b.having(l.products, []int32{phrase}) {
			if b.sameAxis(p, o, phrase) {
				return true
			}
		}
	}
	return false
}

// sameAxis tells whether two phrases name options of one axis of a product; the same option twice does not count.
func (m *message) sameAxis(product, x, y int32) bool {
	o := &m.r.index.options
	a, ok := o.has(product, x)
	c, ok2 := o.has(product, y)
	return ok && ok2 && a.axis == c.axis && a.option != c.option
}

func (b *lineBuilder) axisTaken(l *line, phrase int32) bool {
	o, topic := &b.r.index.options, b.topic()
	for _, x := range l.options {
		if topic >= 0 {
			own, ok := o.has(topic, x)
			if other, ok2 := o.has(topic, phrase); ok && ok2 && own.axis != other.axis {
				continue
			} else if ok && ok2 {
				return true
			}
		}
		if o.axis(x) == o.axis(phrase) {
			return true
		}
	}
	return false
}

func (b *lineBuilder) quantity(s *spot, i int) {
	if p := b.before(s.from); p >= 0 && b.free(p) && b.words[p].cues.meets(b.r.cue.not) && b.words[p].Text != "jo" && !b.precedes(i) {
		return // "jangan 4, 2 saja"
	}
	if b.cur >= 0 {
		l := &b.lines[b.cur]
		if b.notMeant(l, s) || b.goneBefore(l.to, s.from) && !b.precedes(i) {
			return
		}
		if i > 0 && b.modelNumber(l, &b.spots[i-1], s) {
			l.qty = 0
			b.count(s) // "bb kotak 122 dua"
			return
		}
		if b.supposedAgain(l, s) {
			b.again(l, s)
			return
		}
		if b.fresh(s) && !b.precedes(i) {
			b.freshQuantity(l, s)
			return
		}
		if c := b.clauseOf(s.from); c >= 0 && c != l.clause && b.cs[c].intent == Order && l.clause >= 0 && b.cs[l.clause].ends == "?" && l.qty == 0 && !b.precedes(i) {
			b.again(l, s) // "pashmina hitam ada? 2"
			return
		}
		if l.qty == 0 && (l.weight == "" || l.to == s.from) && !(b.precedes(i) && b.parted(l.to, s.from)) {
			b.count(s)
			return
		}
		if l.qty > 0 && b.corrected(l.to, s.from) && !b.precedes(i) {
			b.count(s)
			return
		}
	}
	if p := b.pending; p != nil && b.cur < 0 && b.clauseOf(p.from) != b.clauseOf(s.from) && b.clauseOf(s.from) >= 0 && b.cs[b.clauseOf(s.from)].intent == Order && !b.precedes(i) {
		b.open(line{from: p.from, to: p.to}, p) // "boleh 35? ambil 5"
		b.open(line{from: s.from, to: s.to}, s)
		b.count(s)
		return
	}
	if p := b.pending; p != nil && b.cur < 0 && b.precedes(i) && b.parted(p.to, s.from) {
		b.pending = nil
		b.open(line{from: p.from, to: p.to}, p) // "ambil 3, 2 hitam 1 navy"
		b.count(p)
	}
	if b.pending == nil || b.cur >= 0 {
		b.pending = s
	}
}

// freshQuantity takes a number that begins a clause of its own.
func (b *lineBuilder) freshQuantity(l *line, s *spot) {
	switch {
	case l.qty > 0 && b.corrected(l.to, s.from) && len(l.products)+len(l.options) > 0:
		b.count(s) // "maroon 10 jadi 15, mustard 10 jadi 5"
	case b.forEach(s.from):
		b.open(line{from: s.from, to: s.to}, s) // "mau masing2 2": of all that was named
		b.count(s)
	case b.goesOn(l, s):
		b.count(s) // "pinknya tambah jadi 200"
	case b.severalAsked():
		b.open(line{from: s.from, to: s.to}, s) // "kopi sama lemon berapa? kalau 20?": of both
		b.count(s)
	default:
		b.again(l, s)
	}
}

// again opens a line of the same goods with another number.
func (b *lineBuilder) again(l *line, s *spot) {
	b.open(line{products: l.products, exact: l.exact, options: l.options, from: s.from, to: s.to}, s)
	b.count(s)
}
