package wilayah

import "slices"

// match makes of a group the place that it names, down to the kelurahan if one is named.
func (f *finder) match(g group) (Match, bool) {
	likely := f.likely(&g)
	if !likely {
		return Match{}, false
	}
	found := f.best(&g)
	from, to := g.first(), g.last()
	misspelt := slices.ContainsFunc(g.list(), func(m mention) bool { return m.far > 0 })
	if len(found) == 0 {
		if found = f.loneVillages(&g); len(found) == 0 {
			return Match{}, false
		}
	} else {
		found = f.byPostcode(f.calledSo(&g, found), from, to)
		var deep []spot
		if deep, from, to = f.deeper(&g, found, from, to); len(deep) > 0 {
			found = deep
		} else if deep, from, to = f.misspeltWithin(found, from, to); len(deep) > 0 {
			misspelt = true
			if found = deep; len(found) == 1 {
				if deep, from, to = f.deeper(&g, found, from, to); len(deep) > 0 {
					found = deep
				}
			}
		} else if deep = f.longerNamed(&g); len(deep) > 0 {
			found = deep
		}
	}
	if len(found) > maxCandidates {
		found = found[:0:0]
	}
	m := Match{From: f.tokens[from].word, To: f.tokens[to-1].word + 1, Codes: f.a.spotCodes(found), Exact: !misspelt}
	if len(m.Codes) == 0 {
		return Match{}, false
	}
	f.describe(&m, &g)
	return m, true
}

// longerNamed lists the kelurahan called by a lone name and the words behind it: "ke talang bakung" is not Talang.
func (f *finder) longerNamed(g *group) []spot {
	if m := &g.names[0]; g.n == 1 && m.wide > 0 && m.mark == markNone && !f.o.Address {
		if deep := f.villagesNamed(m.from, m.wide, nil); len(deep) <= maxCandidates {
			return deep
		}
	}
	return nil
}

// maxCandidates is the most places that a name may leave open; of a name that says less nothing can be asked.
const maxCandidates = 150

// likely tells whether the names of a group together count as a place.
func (f *finder) likely(g *group) bool {
	high, ctx, plain := false, Unsaid, true
	for _, m := range g.list() {
		if m.sure {
			return true
		}
		high = high || m.top < Kecamatan
		ctx = max(ctx, m.ctx)
		plain = plain && m.collision == ""
	}
	return g.n > 1 && (high || plain || ctx >= Weak)
}

// describe fills in what is not about which place it is.
func (f *finder) describe(m *Match, g *group) {
	ctx, short := Unsaid, false
	for _, n := range g.list() {
		m.Marked = m.Marked || n.mark != markNone
		ctx = max(ctx, n.ctx)
		short = short || n.to-n.from == 1 && len(f.tokens[n.from].key) <= 3
	}
	if g.n == 1 && !m.Marked {
		m.Collision = g.names[0].collision
	}
	m.Strength = strengths[min(ctx, Strong)]
	if m.Marked || g.n > 1 {
		m.Strength += 15
	}
	if m.Collision != "" {
		m.Strength -= 20
	}
	if !m.Exact {
		m.Strength -= 15
	}
	if short {
		m.Strength -= 10
	}
	m.Strength = max(1, min(100, m.Strength))
}

// strengths tells how sure a place is by its context alone.
var strengths = [...]int{Unsaid: 40, Weak: 70, Strong: 85}

// calledSo keeps, of places told by several names, those that one of the names is the official one of: "karawaci tangerang" is
// Karawaci, not a part of Kelapa Dua that goes by the name.
func (f *finder) calledSo(g *group, found []spot) []spot {
	if g.n < 2 || len(found) < 2 {
		return found
	}
	kept := slices.DeleteFunc(slices.Clone(found), func(s spot) bool {
		return !slices.ContainsFunc(g.list(), func(m mention) bool { return Key(f.a.places[s.place].bare) == f.key(m.from, m.to, true) })
	})
	if len(kept) == 0 {
		return found
	}
	return kept
}

// byPostcode keeps the places in which a postcode that stands with them is used, if there are any.
func (f *finder) byPostcode(found []spot, from, to int) []spot {
	if len(found) < 2 {
		return found
	}
	reach := 4
	if f.o.Address {
		reach = 20
	}
	for i := max(0, from-reach); i < min(len(f.tokens), to+reach); i++ {
		post, ok := parsePostcode(f.tokens[i].key)
		if !ok {
			continue
		}
		kecs := f.a.desa().kecsOf(post)
		kept := slices.DeleteFunc(slices.Clone(found), func(s spot) bool {
			return !slices.ContainsFunc(kecs, func(k uint32) bool { return f.a.within(f.a.kecs[k], s.place) })
		})
		if len(kept) > 0 {
			return kept
		}
	}
	return found
}

// villagesNamed lists the kelurahan called like the tokens [i, j) that lie in one of the places.
func (f *finder) villagesNamed(i, j int, in []spot) []spot {
	if !f.afford() {
		return nil
	}
	v := f.a.desa()
	lo, hi := v.named(f.key(i, j, false))
	if lo == hi && f.hasShort(i, j) && !f.tokens[j-1].digits {
		lo, hi = v.named(f.key(i, j, true))
	}
	var found []spot
	for _, k := range v.having[v.from[lo]:v.from[hi]] {
		at := f.a.kecs[v.kec[k]]
		if len(in) == 0 || slices.ContainsFunc(in, func(s spot) bool { return f.a.within(at, s.place) }) {
			found = append(found, spot{at, int32(k), Kelurahan})
		}
	}
	return found
}

// deeper looks for a kelurahan in the places found: one that is marked, one whose name begins like a kecamatan's, one that
// stands right before the group or right behind it. It returns where what was read now begins and ends.
func (f *finder) deeper(g *group, found []spot, from, to int) ([]spot, int, int) {
	for _, m := range g.list() {
		end := m.to
		if m.wide > 0 {
			end = m.wide
		}
		if m.village || m.wide > 0 {
			if deep := f.villagesNamed(m.from, end, found); len(deep) > 0 {
				return deep, from, to
			}
		}
		if m.wide > 0 || m.far > 0 && g.n > 1 { // Banjar Jawa in Buleleng, where there is a Banjar too
			if in := f.others(g, m); len(in) > 0 {
				if deep := f.villagesNamed(m.from, end, in); len(deep) > 0 {
					return deep, from, to
				}
			}
		}
		if m.village && f.narrow(found) {
			if deep := f.childrenNear(f.key(m.from, m.to, true), found); len(deep) > 0 {
				return deep, from, to
			}
		}
	}
	if deep := f.twice(g, found); len(deep) > 0 {
		return deep, from, to
	}
	for n := 3; n > 0; n-- {
		if i := from - n; i >= 0 && f.mayBeVillage(i, from, from, found) {
			if deep := f.villagesNamed(i, from, found); len(deep) > 0 {
				return deep, i, to
			}
		}
		if j := to + n; j <= len(f.tokens) && f.mayBeVillage(to, j, to, found) && (f.context(to, j) >= Strong || !f.allKnown(to, j) && !f.allOrdinary(to, j) && f.asked(j)) {
			if deep := f.villagesNamed(to, j, found); len(deep) > 0 {
				return deep, from, j
			}
		}
	}
	if f.o.Address && f.narrow(found) {
		return f.between(g, found), from, to
	}
	return nil, from, to
}

// mayBeVillage tells whether the tokens [i, j) may be a kelurahan's name though nothing says so, beside a place that
// begins or ends at token edge.
func (f *finder) mayBeVillage(i, j, edge int, in []spot) bool {
	narrow := f.narrow(in)
	if edge < len(f.tokens) && f.tokens[edge].sep > f.tolerated(narrow) {
		return false
	}
	size := 0
	for k := i; k < j; k++ {
		t := &f.tokens[k]
		size += len(t.key)
		if t.mark != markNone && (t.mark != markKel || k > i || j == i+1) {
			return false
		}
		if t.digits || t.street && !(narrow && f.o.Address && i > 0 && (f.tokens[i-1].street || k > i && f.tokens[i].role&roleStreet != 0)) || t.owned || t.ctx == Taken || t.role&(rolePrep|roleBreak|roleShip|roleTo|roleGlue) != 0 || t.role&roleStreet != 0 && !(narrow && j-i > 1) {
			return false
		}
		if k > i && t.sep != sepNone {
			return false
		}
	}
	// A kecamatan has few kelurahan: among them a name of several words is no accident, nor is any right behind "ke".
	several := j-i > 1
	ctx := f.context(i, j)
	if narrow {
		if several || f.led(i) {
			return ctx >= Weak
		}
		if f.o.Address && f.apart(i) && f.tokens[j-1].role == 0 && edge < len(f.tokens) && edge == j && f.tokens[edge].sep == sepSoft {
			return true // "Sia, Holuwon"
		}
		return ctx >= Weak && size >= 4 && !f.known(i, j) && !(f.allOrdinary(i, j) && !(f.o.Address && f.apart(i)))
	}
	switch {
	case size < 4 || ctx < Weak:
		return false
	case f.allOrdinary(i, j) || f.allKnown(i, j):
		return several && (f.led(i) || ctx >= Strong) && !f.o.Address
	}
	return true
}

// allKnown tells whether each of the tokens [i, j) means something else to the shop.
func (f *finder) allKnown(i, j int) bool {
	for k := i; k < j; k++ {
		if !f.known(k, k+1) {
			return false
		}
	}
	return true
}

// narrow tells whether all places are kecamatan.
func (f *finder) narrow(in []spot) bool {
	return !slices.ContainsFunc(in, func(s spot) bool { return f.a.places[s.place].rank() < Kecamatan })
}

// apart tells whether token i begins something: a line, what follows a comma or a number.
func (f *finder) apart(i int) bool {
	return i == 0 || f.tokens[i].sep != sepNone || f.tokens[i-1].digits
}

// tolerated is the strongest sign that may stand between a place and what lies in it: a comma in an address, and in front of a
// kecamatan.
func (f *finder) tolerated(narrow bool) sep {
	if f.o.Address || narrow {
		return sepSoft
	}
	return sepNone
}

// misspeltWithin looks beside the group for a misspelt name of what lies right below the places found.
func (f *finder) misspeltWithin(found []spot, from, to int) ([]spot, int, int) {
	if len(found) > 6 {
		return nil, from, to
	}
	for n := 3; n > 0; n-- {
		if i := from - n; i >= 0 && f.mayBeMisspelt(i, from, true) && (from == len(f.tokens) || f.tokens[from].sep <= f.tolerated(false)) {
			if deep := f.childrenNear(f.key(i, from, true), found); len(deep) > 0 {
				return deep, i, to
			}
		}
		if j := to + n; j <= len(f.tokens) && f.mayBeMisspelt(to, j, true) && f.tokens[to].sep <= f.tolerated(false) && f.context(to, j) >= Strong {
			if deep := f.childrenNear(f.key(to, j, true), found); len(deep) > 0 {
				return deep, from, j
			}
		}
	}
	return nil, from, to
}

// childrenNear lists the kecamatan of the kabupaten found, or the kelurahan of the kecamatan found, whose names are nearest
// to a key.
func (f *finder) childrenNear(key string, found []spot) []spot {
	var near []spot
	least := far
	consider := func(name string, s spot) {
		d := distance(name, key, min(least, tolerance(len(name))))
		if d < least {
			near, least = near[:0], d
		}
		if d == least && d < far {
			near = append(near, s)
		}
	}
	for _, s := range found {
		p := &f.a.places[s.place]
		if s.village >= 0 || p.rank() < Kabupaten || !f.afford() {
			continue
		}
		if p.kec < 0 {
			for j := s.place + 1; j < p.end; j++ {
				consider(Key(f.a.places[j].bare), spot{j, -1, Kecamatan})
			}
			continue
		}
		v := f.a.desa()
		for k := v.first[p.kec]; k < v.first[p.kec+1]; k++ {
			consider(Key(v.name(v.nameOf[k])), spot{s.place, int32(k), Kelurahan})
		}
	}
	return near
}

// settle leaves out of an address what is only a part of a street or an estate: a lone unmarked name beside a place that
// several names tell. What is left owns its words.
func (f *finder) settle(groups []group) []group {
	full := func(g group) bool { return g.n > 1 || g.names[0].mark != markNone }
	high := func(g group) bool { return g.names[0].top < Kecamatan }
	placed := func(g group) bool {
		return slices.ContainsFunc(g.list(), func(m mention) bool { return !m.village })
	}
	if f.o.Address && slices.ContainsFunc(groups, placed) {
		groups = slices.DeleteFunc(groups, func(g group) bool { return !placed(g) })
	}
	exact := func(g group) bool { return !slices.ContainsFunc(g.list(), func(m mention) bool { return m.far > 0 }) }
	if f.o.Address && slices.ContainsFunc(groups, exact) {
		groups = slices.DeleteFunc(groups, func(g group) bool { return !exact(g) })
	}
	if n := len(groups); f.o.Address && n > 1 && !slices.ContainsFunc(groups, full) && !high(groups[n-1]) && f.apart(groups[n-1].first()) {
		groups = groups[n-1:] // people write from inside outwards: "Komp. Badung 5, Denpasar Selatan"
	}
	for _, is := range []func(group) bool{full, high} {
		if f.o.Address && slices.ContainsFunc(groups, is) {
			groups = slices.DeleteFunc(groups, func(g group) bool { return !is(g) })
			break
		}
	}
	if f.o.Address && len(groups) > 1 && !slices.ContainsFunc(groups, full) && !slices.ContainsFunc(groups, high) {
		groups = groups[len(groups)-1:] // people write from inside outwards
	}
	for _, g := range groups {
		for _, m := range g.list() {
			for i := m.first; i < m.last; i++ {
				f.tokens[i].owned = true
			}
		}
	}
	return groups
}
