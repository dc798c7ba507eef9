package wilayah

// markedAt reads a name behind a word for its kind. A mark that the name does not bear out is passed over, if the name is
// a place at all: "kota cibinong".
func (f *finder) markedAt(i int) (mention, bool) {
	mk := f.tokens[i].mark
	j := i + 1
	if mk == markKel && j < len(f.tokens) && f.tokens[j].mark == mk && f.tokens[j].ctx != Taken {
		if m, ok := f.villageMarked(i, j); ok && m.to > j+1 {
			return m, true // Desa Gampong Baro is called so
		}
	}
	for j < len(f.tokens) && (administrative[f.tokens[j].key] || f.tokens[j].mark == mk) && j < i+3 {
		j++
	}
	if j >= len(f.tokens) || f.tokens[j].ctx == Taken || f.tokens[j].sep == sepHard {
		return mention{}, false
	}
	if mk == markKel {
		return f.villageMarked(i, j)
	}
	m, ok := f.exactAt(j, mk)
	if !ok {
		m, ok = f.misspeltMarked(j, mk)
	}
	if !ok {
		return mention{}, false
	}
	// "kota baru": not Kota with a name that no kota has, if the words together are a name themselves.
	if m.mark == markNone {
		if whole, ok := f.exactAt(i, markNone); ok && whole.to > j {
			whole.sure = whole.sure || whole.ctx >= Weak
			return whole, true
		}
		m, ok = f.exactAt(j, markNone)
		if !ok || mk == markKota && m.top > Kecamatan {
			return mention{}, false
		}
		m.first = i
		return f.behind(m), true
	}
	if m.to < i+1+maxWords && m.top < Kecamatan {
		whole, ok := f.exactAt(i, markNone)
		switch {
		case ok && whole.to > m.to:
			return whole, true // Kota Ternate Utara
		case ok && whole.to == m.to && whole.top == Kecamatan && whole.lo == m.hi:
			m.hi = whole.hi // Kota Padang, which is a kecamatan too
		}
	}
	m.first = i
	return m, true
}

// villageMarked notes a name behind "kel" or "desa"; which kelurahan it is shows when the rest has been read.
func (f *finder) villageMarked(i, j int) (mention, bool) {
	v := f.a.desa()
	for n := min(f.run(j), 4); n > 0; n-- {
		if f.tokens[j].digits {
			continue
		}
		key := f.key(j, j+n, false)
		if lo, hi := v.named(key); lo < hi {
			return mention{from: j, to: j + n, first: i, last: j + n, top: Kelurahan, mark: markKel, ctx: f.context(i, j+n), sure: true,
				village: true, kind: kindName}, true
		}
	}
	return mention{}, false
}

// endsMarked tells whether the last of the tokens [i, j) is the word for the kind of what the others name: "medan kota" is the
// city, though a kecamatan is called so.
func (f *finder) endsMarked(i, j int, mk mark) bool {
	last := f.tokens[j-1].mark
	if last != markKota && last != markKab || mk == markKec {
		return false
	}
	e := f.a.lookup(f.key(i, j-1, false))
	if e == nil {
		return false
	}
	for at := e.head; at >= 0; at = f.a.readings[at].next {
		if r := f.a.readings[at]; f.a.fits(spot{r.place, -1, r.rank}, last) {
			return true
		}
	}
	return false
}

// markedBehind makes a mention of tokens that are a name with the word for its kind behind it, and the kecamatan e too.
func (f *finder) markedBehind(e *entry, i, j int) mention {
	last := f.tokens[j-1].mark
	m := mention{from: i, to: j, first: i, last: j, lo: len(f.spots), mark: last, ctx: f.context(i, j), sure: true, top: Kabupaten, kind: kindName}
	city := f.a.lookup(f.key(i, j-1, false))
	for at := city.head; at >= 0; at = f.a.readings[at].next {
		if r := f.a.readings[at]; f.a.fits(spot{r.place, -1, r.rank}, last) {
			f.spots = append(f.spots, spot{r.place, -1, r.rank})
		}
	}
	for at := e.head; at >= 0; at = f.a.readings[at].next {
		if r := f.a.readings[at]; r.rank >= Kecamatan {
			f.spots = append(f.spots, spot{r.place, -1, r.rank})
		}
	}
	m.hi = len(f.spots)
	return m
}

// addMarked adds the readings of a name that are of the kind a word says: the official ones, or else the others. It tells
// whether there are any.
func (f *finder) addMarked(e *entry, mk mark) bool {
	if mk == markNone {
		return false
	}
	start, official := len(f.spots), false
	for at := e.head; at >= 0; at = f.a.readings[at].next {
		r := f.a.readings[at]
		s := spot{r.place, -1, r.rank}
		if !f.a.fits(s, mk) || official && !r.official {
			continue
		}
		if r.official && !official {
			official, f.spots = true, f.spots[:start]
		}
		f.spots = append(f.spots, s)
	}
	return len(f.spots) > start
}

// behind looks for a word for the kind behind a name: "bogor kota", "bdg kab". It belongs to what follows if that is a
// place of this kind.
func (f *finder) behind(m mention) mention {
	if m.mark != markNone || m.to >= len(f.tokens) {
		return m
	}
	mk := f.tokens[m.to].mark
	if (mk != markKota && mk != markKab) || f.tokens[m.to].sep != sepNone || f.tokens[m.to].ctx == Taken {
		return m
	}
	if m.to+1 < len(f.tokens) && f.tokens[m.to+1].sep == sepNone {
		at := len(f.spots)
		next, ok := f.exactAt(m.to+1, mk)
		whole, named := f.exactAt(m.to, markNone) // "madang Kota Agung"
		f.spots = f.spots[:at]
		if ok && next.mark == mk || named && whole.to > m.to+1 && m.far > 0 {
			return m
		}
	}
	kept := m.lo
	for _, official := range [2]bool{true, false} {
		for k := kept; k < m.hi; k++ {
			if s := f.spots[k]; f.a.fits(s, mk) && (!official || Key(f.a.places[s.place].bare) == f.key(m.from, m.to, false)) {
				f.spots[k], f.spots[kept] = f.spots[kept], s
				kept++
			}
		}
		if kept > m.lo {
			break
		}
	}
	if kept > m.lo {
		m.hi, m.mark, m.sure, m.last, m.top = kept, mk, true, m.to+1, Kabupaten
	}
	return m
}
