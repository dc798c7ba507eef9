package wilayah

import "slices"

// group is names that speak of one place: "cibinong", "kab. bogor".
type group struct {
	names [maxNames]mention
	n     int
	soft  bool // a comma stands between some of them
}

// maxNames is the most names that one place is told by: kelurahan, kecamatan, kota, provinsi, and one twice.
const maxNames = 6

func (g *group) list() []mention { return g.names[:g.n] }

func (g *group) first() int { return g.names[0].first }

func (g *group) last() int { return g.names[g.n-1].last }

// link is how two neighbouring names are joined.
type link uint8

const (
	linkNone  link = iota
	linkSoft       // by a comma or a new line
	linkTight      // by nothing, or by words such as kec and di
)

// group joins the names into places.
func (f *finder) group() []group {
	var done []group
	var cur group
	flush := func() {
		if cur.n > 0 {
			done = append(done, cur)
		}
		cur = group{}
	}
	for k, m := range f.mentions {
		if m.street {
			continue
		}
		l := linkNone
		if cur.n > 0 {
			l = f.link(cur.last(), m.first)
		}
		if cur.n == 1 && (l == linkTight && f.villageBefore(cur.names[0], m) || f.misspeltBefore(cur.names[0], m)) {
			if !f.villageBefore(cur.names[0], m) {
				f.pass(cur.list())
			}
			cur, l = group{}, linkNone
		}
		if l == linkNone || cur.n == maxNames {
			flush()
			cur.add(m, linkTight)
			continue
		}
		try := cur
		try.add(m, l)
		switch {
		case f.agree(&try):
			cur = try
		case f.agreesWithNext(k):
			flush()
			cur.add(m, linkTight)
		case !m.sure && m.mark == markNone:
			// An unlikely name beside a likely one is not a place.
		case !slices.ContainsFunc(cur.list(), func(m mention) bool { return m.sure }):
			cur = group{}
			cur.add(m, linkTight)
		case l == linkSoft, f.o.Address && (m.top < Kecamatan || !f.lower(cur.list(), m)):
			flush()
			cur.add(m, linkTight)
		case f.lower(cur.list(), m):
			f.pass(cur.list()) // "setiabudi bandung": a quarter, or a kelurahan that is looked for later
			cur = group{}
			cur.add(m, linkTight)
		case f.lower([]mention{m}, cur.names[0]):
			f.pass([]mention{m}) // "bandung setiabudi"
		default:
			flush()
			cur.add(m, linkTight)
		}
	}
	flush()
	return done
}

// agreesWithNext tells whether mention k and the one behind it speak of one place.
func (f *finder) agreesWithNext(k int) bool {
	if k+1 >= len(f.mentions) || f.mentions[k+1].street {
		return false
	}
	m, next := f.mentions[k], f.mentions[k+1]
	pair := group{}
	pair.add(m, linkTight)
	pair.add(next, f.link(m.last, next.first))
	return f.link(m.last, next.first) != linkNone && f.agree(&pair)
}

// nest gives a name to the place behind it that has a kelurahan called so, though the name is that of another place too:
// "ngampel, mojoroto, kediri", "padang bindu muara enim". One of a kabupaten's name needs more than a lone place behind it, a word that it
// does not have, or a word in front that leads to one place: "ke karanganyar subang".
func (f *finder) nest(groups []group) []group {
	for k := len(groups) - 2; k >= 0; k-- {
		g, in := &groups[k], &groups[k+1]
		m := &g.names[0]
		if g.n > 1 || m.mark != markNone && m.far == 0 || m.village || in.first()-g.first() > 4 || f.tokens[in.first()].sep == sepHard {
			continue
		}
		beside := f.tokens[in.first()].sep == sepNone
		found := f.best(in)
		from, ok := f.village(g.first(), in.first(), found)
		if !ok || !f.narrow(found) && !beside {
			continue
		}
		longer := beside && (from < m.from || in.first() > m.to || f.led(from) && from == m.first)
		if m.far > 0 || longer || m.top >= Kecamatan && !f.holds(found, m) || f.narrow(found) && (in.n > 1 || beside) {
			groups = slices.Delete(groups, k, k+1)
		}
	}
	return groups
}

// holds tells whether one of the places that a name may mean lies in one of the places found.
func (f *finder) holds(found []spot, m *mention) bool {
	return slices.ContainsFunc(f.readings(m), func(r spot) bool {
		return slices.ContainsFunc(found, func(s spot) bool { return f.a.within(r.place, s.place) })
	})
}

// village tells whether the tokens up to j, from i on or from a little before it, are the name of a kelurahan in one of the places,
// and where it begins.
func (f *finder) village(i, j int, in []spot) (int, bool) {
	if len(in) == 0 {
		return i, false
	}
	for from := max(0, i-2); from <= i; from++ {
		if j-from <= 4 && f.gapless(from, j) && len(f.villagesNamed(from, j, in)) > 0 {
			return from, true
		}
	}
	return i, false
}

// gapless tells whether no sign stands among the tokens [i, j) behind the first.
func (f *finder) gapless(i, j int) bool {
	return !slices.ContainsFunc(f.tokens[i+1:j], func(t token) bool { return t.sep != sepNone })
}

// pass notes names that are passed over, so that nothing is read from them alone.
func (f *finder) pass(names []mention) {
	for _, m := range names {
		for i := m.from; i < m.to; i++ {
			f.tokens[i].passed = true
		}
	}
}

func (g *group) add(m mention, l link) {
	g.names[g.n] = m
	g.n++
	g.soft = g.soft || l == linkSoft
}

// lower tells whether all names are unmarked kecamatan, beside a name of something higher or of a kecamatan that has a
// kelurahan so called.
func (f *finder) lower(names []mention, beside mention) bool {
	for _, m := range names {
		if m.top < Kecamatan || m.mark != markNone || m.village {
			return false
		}
	}
	if beside.top < Kecamatan {
		return true
	}
	m := names[0]
	return len(names) == 1 && len(f.villagesNamed(m.from, m.to, f.readings(&beside))) > 0
}

// misspeltBefore tells whether a name, with the words up to the kabupaten beside it, is rather a misspelt kecamatan there:
// "rantau uelamat aceh timur".
func (f *finder) misspeltBefore(m, beside mention) bool {
	if m.mark != markNone || m.top < Kecamatan && m.far == 0 || beside.top != Kabupaten || beside.far > 0 || beside.first-m.first > 3 {
		return false
	}
	for _, t := range f.tokens[m.first+1 : beside.first+1] {
		if t.sep != sepNone {
			return false
		}
	}
	pair := group{names: [maxNames]mention{m, beside}, n: 2}
	if beside.first != beside.from || f.agree(&pair) && m.last == beside.first || !f.mayBeMisspelt(m.first, beside.first, true) {
		return false
	}
	return len(f.childrenNear(f.key(m.first, beside.first, true), f.readings(&beside))) > 0
}

// villageBefore tells whether a misspelt name is rather the name, spelt right, of a kelurahan in the kecamatan behind it: "pajang laweyan" is no
// Padang.
func (f *finder) villageBefore(m, beside mention) bool {
	return m.far > 0 && beside.far == 0 && beside.top >= Kecamatan && len(f.villagesNamed(m.from, beside.first, f.readings(&beside))) > 0
}

// link tells how the names that end at token i and begin at token j are joined.
func (f *finder) link(i, j int) link {
	l, reach := linkTight, 6
	if f.o.Address {
		reach = 14
	}
	if j-i > reach {
		return linkNone
	}
	for k := i; k <= j && k < len(f.tokens); k++ {
		t := &f.tokens[k]
		if t.sep == sepHard {
			return linkNone
		}
		if t.sep == sepSoft {
			l = linkSoft
		}
		if k == j {
			break
		}
		switch {
		case t.role&roleBreak != 0 && t.role&roleGlue == 0, t.ctx == Taken:
			return linkNone
		case t.role&roleGlue != 0, t.mark != markNone, t.digits:
		case f.o.Address:
			l = linkSoft
		default:
			return linkNone
		}
	}
	return l
}

// agree tells whether there is a place that all names of the group speak of.
func (f *finder) agree(g *group) bool {
	for _, m := range g.list() {
		for _, c := range f.readings(&m) {
			if _, all := f.support(g, c); all {
				return true
			}
		}
	}
	return g.n > 0 && !slices.ContainsFunc(g.list(), func(m mention) bool { return !m.village })
}

// How much a name speaks for a place.
const (
	speaksFor    = 10 // it names the place, or what that lies in
	speaksLower  = 8  // the place is called so, and so is one of a higher level
	speaksAround = 7  // it names a city that the place lies near
)

// support adds up how much the names of the group speak for c, and tells whether all do.
func (f *finder) support(g *group, c spot) (sum int, all bool) {
	all = true
	own, named := g.n, 0
	for k, m := range g.list() {
		for _, r := range f.readings(&m) {
			if r.place == c.place {
				own = min(own, k)
				if r.rank == m.top && m.kind != kindMacro { // an island's name holds the place, it is not its name
					named++
				}
			}
		}
	}
	for k, m := range g.list() {
		if m.village {
			all = all && (k == 0 || len(f.villagesNamed(m.from, m.to, []spot{c})) > 0)
			continue
		}
		best := 0
		for _, r := range f.readings(&m) {
			best = max(best, f.speaks(g, &m, r, c, k, own))
		}
		sum += best
		all = all && best > 0
	}
	// A place named twice is less likely than one named once with what it lies in: "tigaraksa tangerang".
	return sum - max(0, named-1), all
}

// speaks tells how much the reading r of name k speaks for c, which name own calls by its own name.
func (f *finder) speaks(g *group, m *mention, r, c spot, k, own int) int {
	if f.a.within(c.place, r.place) {
		if r.place != c.place || r.rank == m.top {
			return speaksFor
		}
		if k == 0 && (!g.soft || f.o.Address || g.n > 1 && g.names[1].mark != markNone) {
			return speaksLower
		}
		return 0
	}
	for _, p := range f.a.around[r.place] {
		if !f.a.within(c.place, p) {
			continue
		}
		if f.a.places[c.place].rank() >= Kecamatan || k > own && !g.soft {
			return speaksAround
		}
	}
	return 0
}

// best lists the places that the names of the group speak for most; of equals the highest.
func (f *finder) best(g *group) []spot {
	var found []spot
	most, top := 0, Level(9)
	for _, m := range g.list() {
		for _, c := range f.readings(&m) {
			sum, _ := f.support(g, c)
			if sum > most || sum == most && c.rank < top {
				found, most, top = found[:0], sum, c.rank
			}
			if sum == most && c.rank == top && !slices.ContainsFunc(found, func(s spot) bool { return s.place == c.place }) {
				found = append(found, c)
			}
		}
	}
	return found
}
