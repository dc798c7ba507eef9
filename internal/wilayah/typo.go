package wilayah

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
	if e := f.stuck(key); e != nil {
		m, _ := f.mention(e, i, i+1, markNone, 0)
		if m.hi == len(f.spots) {
			m.sure = true
			return m, true
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
	for n := min(f.run(i), 3); n > 0; n-- {
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
		}
		if e, d := f.nearestOf(f.key(i, i+n, true), lowest, markNone); e != nil && d <= limit && d-n < cost && (strict || d <= costLetter && ends(e, f.tokens[i+n-1].key)) {
			if m, ok := f.mention(e, i, i+n, markNone, d); ok && m.sure {
				m.sure = !f.o.Address || len(f.villagesNamed(i, i+n, nil)) == 0
				best, cost = m, d-n
			}
		}
	}
	return best, best.to > 0
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
	for k := i; k < j; k++ {
		t := &f.tokens[k]
		size += len(t.key)
		if t.digits || t.owned || t.street || t.mark != markNone || t.ctx < Weak {
			return false
		}
		if t.role&(rolePrep|roleBreak|roleGlue) != 0 {
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
	return size >= spellingMin-1 && size <= maxKey && !f.known(i, j)
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

// extended looks whether a name goes on with a misspelt word, or is misspelt itself and goes on: "jakarta seltan", "jakartaa
// barat".
func (f *finder) extended(m mention) (mention, bool) {
	i := m.to
	if i >= len(f.tokens) || f.tokens[i].sep != sepNone || m.to-m.from > 2 {
		return m, false
	}
	t := &f.tokens[i]
	compass := t.role&roleMore != 0
	if t.ctx < Weak || t.digits || t.mark != markNone || len(t.key) < 3 || f.known(i, i+1) || !compass && (t.ordinary || f.a.lookup(t.key) != nil) {
		return m, false
	}
	if f.overlaps(i, i+1) || !f.afford() {
		return m, false
	}
	e, d := f.nearestOf(f.key(m.from, i+1, true), Kecamatan, markNone)
	if e == nil {
		return m, false
	}
	if compass {
		if d > costLetter || !ends(e, t.key) {
			return m, false
		}
		return f.mention(e, m.from, i+1, markNone, d)
	}
	limit := costVowel + costDouble
	if len(t.key) >= 4 {
		limit = costLetter
	}
	head := f.key(m.from, i, true)
	if d > limit || len(e.key) < len(head)+3 || e.key[:len(head)] != head || e.bounds&(1<<min(len(head), 63)) == 0 {
		return m, false
	}
	return f.mention(e, m.from, i+1, markNone, d)
}

// ends tells whether the last word of a name of several is this one.
func ends(e *entry, word string) bool {
	cut := len(e.key) - len(word)
	return cut >= 3 && e.key[cut:] == word && e.bounds&(1<<min(cut, 63)) != 0
}
