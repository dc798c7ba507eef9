package wilayah

import "strings"

// gluedAt reads a name with something stuck to it: "kebandung", "dicimahi", "bandungnya".
func (f *finder) gluedAt(i int) (mention, bool) {
	key := f.tokens[i].key
	if len(key) < 6 || f.tokens[i].ordinary {
		return mention{}, false
	}
	if len(key) > 7 && key[len(key)-3:] == "nya" {
		if e := f.a.lookup(key[:len(key)-3]); e != nil {
			return f.mention(e, i, i+1, markNone, 0)
		}
	}
	if m, ok := f.markStuck(i); ok {
		return m, true
	}
	if e := f.stuck(key); e != nil {
		m, _ := f.mention(e, i, i+1, markNone, 0)
		if m.hi == len(f.spots) {
			m.sure = true
			return m, true
		}
	}
	return mention{}, false
}

// stuckMarks are the words for kinds of places that people write together with names.
var stuckMarks = []string{"kabupaten", "kab", "kota", "kecamatan", "kec"}

// markStuck reads a name with the word for its kind stuck to it: "bandungkota", "kabbogor".
func (f *finder) markStuck(i int) (mention, bool) {
	key := f.tokens[i].key
	for _, w := range stuckMarks {
		mk := marks[w]
		rest, ok := strings.CutPrefix(key, w)
		if !ok && mk != markKec {
			rest, ok = strings.CutSuffix(key, w)
		}
		if !ok || len(rest) < 4 {
			continue
		}
		if e := f.a.lookup(rest); e != nil {
			if m, ok := f.mention(e, i, i+1, mk, 0); ok && m.mark == mk {
				return m, true
			}
		}
	}
	return mention{}, false
}

// stuck finds the province, kabupaten or kota in a word that begins with "ke" or "di".
func (f *finder) stuck(key string) *entry {
	if len(key) < 6 || key[:2] != "ke" && key[:2] != "di" || f.a.ordinary.has(key[2:]) {
		return nil
	}
	e := f.a.lookup(key[2:])
	if e == nil || e.kind != kindName && !(e.kind == kindAbbr && len(e.key) > 4) && e.kind != kindMacro {
		return nil
	}
	for at := e.head; at >= 0; at = f.a.readings[at].next {
		if f.a.readings[at].rank <= Kabupaten {
			return e
		}
	}
	return nil
}

// misspeltAt looks for a misspelt name that begins at token i, of up to three words, where a place is at least likely.
func (f *finder) misspeltAt(i int) (mention, bool) {
	if f.tokens[i].ctx < Weak || f.tokens[i].digits {
		return mention{}, false
	}
	best, cost := mention{}, far
	for n := min(f.run(i), 4); n > 0; n-- {
		strict := f.mayBeMisspelt(i, i+n, false)
		if !strict && (n == 1 || f.tokens[i].ordinary || !f.mayBeMisspelt(i, i+n, true)) || !f.afford() {
			continue
		}
		lowest := Kabupaten
		if f.context(i, i+n) >= Strong {
			lowest = Kecamatan
		}
		limit := far
		if f.tokens[i].ordinary {
			limit = costSwap // "tanah abng": the ordinary word is right, the other nearly so
			if n > 1 && f.a.part.has(f.tokens[i].key) {
				limit = costLetter
			}
		}
		if e, d := f.nearestOf(f.key(i, i+n, true), lowest, markNone); e != nil && d <= limit && f.slipCost(d, i+n, n) < cost && (strict || d <= costLetter && ends(e, f.tokens[i+n-1].key)) {
			if m, ok := f.mention(e, i, i+n, markNone, d); ok && m.sure {
				m.sure = !f.o.Address || len(f.villagesNamed(i, i+n, nil)) == 0
				best, cost = m, f.slipCost(d, i+n, n)
			}
		}
	}
	if n, _ := f.loneAt(i); best.to > 0 && i+n >= best.to && (n > best.to-i || n > 1 || best.top >= Kecamatan || best.far > costVowel) {
		return mention{}, false // a kelurahan that is spelt right: "ke lubuk palas" is not Padang Lawas
	}
	return best, best.to > 0
}

// slipCost compares misspelt names of different lengths: n words that end before token end and are d away. A longer one may be
// farther away, and none leaves a word of the compass over.
func (f *finder) slipCost(d, end, n int) int {
	if end < len(f.tokens) && f.tokens[end].sep == sepNone && f.tokens[end].role&roleMore != 0 {
		d += costLetter
	}
	return d - 2*n
}

// misspeltMarked looks for a misspelt name behind a word for its kind.
func (f *finder) misspeltMarked(i int, mk mark) (mention, bool) {
	for n := min(f.run(i), 3); n > 0; n-- {
		if f.tokens[i].digits || f.allOrdinary(i, i+n) || !f.afford() {
			continue
		}
		if e, d := f.nearestOf(f.key(i, i+n, true), Kecamatan, mk); e != nil {
			if m, ok := f.mention(e, i, i+n, mk, d); ok && m.mark == mk {
				return m, true
			}
		}
	}
	return mention{}, false
}

// mayBeMisspelt tells whether the tokens [i, j) can be a misspelt name: none has a meaning of its own, save the words of the
// compass and the like behind the first. Anchored, that is beside what it would lie in, one word without meaning is enough.
func (f *finder) mayBeMisspelt(i, j int, anchored bool) bool {
	size := 0
	if anchored && f.allOrdinary(i, j) {
		return false
	}
	own := false // a word that is no part of a longer name
	for k := i; k < j; k++ {
		t := &f.tokens[k]
		size += len(t.key)
		if t.digits || t.owned || t.street || t.mark != markNone || t.ctx < Weak {
			return false
		}
		if j-i > 1 && f.a.part.has(t.key) {
			continue
		}
		if anchored && j-i > 1 && (f.known(k, k+1) || t.ordinary) && t.role&^roleMore == 0 && len(t.key) > 2 {
			continue // "tlang kelapa banyuasin": the other word is misspelt
		}
		own = true
		if t.role&(rolePrep|roleBreak|roleGlue) != 0 || f.known(k, k+1) {
			return false
		}
		if !anchored && (k == i && t.ordinary && (t.ctx < Strong || j == i+1) || k > i && t.ordinary && t.role&roleMore == 0) {
			return false
		}
		if len(t.key) < 3 && k == j-1 {
			return false
		}
	}
	if j-i > 1 && size < 8 {
		return false
	}
	return own && size >= spellingMin-1 && size <= maxKey
}

// nearestOf finds the entry nearest to a key that has a reading down to the lowest level, or of the marked kind. Nearness
// decides, then the level, then how many people live there.
func (f *finder) nearestOf(key string, lowest Level, mk mark) (*entry, int) {
	var best *entry
	least, top, people := far, Level(9), 0
	f.a.nearest(key, func(e *entry, d int) {
		if e.kind == kindCode || e.kind == kindAbbr || e == best {
			return
		}
		level, weight := Level(9), 0
		for at := e.head; at >= 0; at = f.a.readings[at].next {
			r := f.a.readings[at]
			if mk != markNone && !f.a.fits(spot{r.place, -1, r.rank}, mk) {
				continue
			}
			level, weight = min(level, r.rank), max(weight, f.a.places[r.place].weight)
		}
		if level > lowest {
			return
		}
		if level == Kecamatan {
			d += costDouble
		}
		if d < least || d == least && (level < top || level == top && weight > people) {
			best, least, top, people = e, d, level, weight
		}
	})
	return best, least
}

// extended looks whether a name goes on with a misspelt word or two, or is misspelt itself and goes on: "jakarta seltan",
// "jakartaa barat", "penajam paser tuara".
func (f *finder) extended(m mention) (mention, bool) {
	for n := 2; n > 0; n-- {
		if end := m.to + n; m.to-m.from <= 2 && end <= len(f.tokens) && f.mayGoOn(m.to, end) && f.afford() {
			if longer, ok := f.extendedTo(m, end); ok {
				return longer, true
			}
		}
	}
	return m, false
}

// mayGoOn tells whether a name may go on with the tokens [i, j).
func (f *finder) mayGoOn(i, j int) bool {
	for k := i; k < j; k++ {
		t := &f.tokens[k]
		part := t.role&roleMore != 0 || f.a.part.has(t.key)
		if t.sep != sepNone || t.ctx < Weak || t.digits || t.mark != markNone || len(t.key) < 3 || !part && (t.ordinary || f.known(k, k+1) || f.a.lookup(t.key) != nil) {
			return false
		}
	}
	return !f.overlaps(i, j)
}

func (f *finder) extendedTo(m mention, end int) (mention, bool) {
	e, d := f.nearestOf(f.key(m.from, end, true), Kecamatan, markNone)
	if e == nil {
		return m, false
	}
	last := f.tokens[end-1].key
	if f.tokens[end-1].role&roleMore != 0 || f.a.part.has(last) && ends(e, last) {
		if d > costLetter || !ends(e, last) {
			return m, false
		}
		return f.mention(e, m.from, end, markNone, d)
	}
	limit := costVowel + costDouble
	if len(last) >= 4 {
		limit = costLetter
	}
	head := f.key(m.from, m.to, true)
	if d > limit || len(e.key) < len(head)+3 || e.key[:len(head)] != head || e.bounds&(1<<min(len(head), 63)) == 0 {
		return m, false
	}
	return f.mention(e, m.from, end, markNone, d)
}

// ends tells whether the last word of a name of several is this one.
func ends(e *entry, word string) bool {
	cut := len(e.key) - len(word)
	return cut >= 3 && e.key[cut:] == word && e.bounds&(1<<min(cut, 63)) != 0
}
