package wilayah

import "slices"

// loneVillages lists the kelurahan of a group in which nothing else is named.
func (f *finder) loneVillages(g *group) []spot {
	var in []spot
	for _, m := range g.list() {
		deep := f.villagesNamed(m.from, m.to, in)
		if len(deep) == 0 || f.allOrdinary(m.from, m.to) {
			return nil // "desa sudah": no name
		}
		in = deep
	}
	return in
}

// alone adds to the matches the kelurahan that are named with nothing around them: "ongkir ke dago".
func (f *finder) alone(out []Match) []Match {
	if f.o.Address && len(out) > 0 {
		return out
	}
	for i := 0; i < len(f.tokens) && len(out) < maxPlaces; i++ {
		t := &f.tokens[i]
		if t.street || t.passed || covered(out, t.word) {
			continue
		}
		n, found := f.loneAt(i)
		if n == 0 || covered(out, f.tokens[i+n-1].word) {
			continue
		}
		m := Match{From: t.word, To: f.tokens[i+n-1].word + 1, Codes: f.a.spotCodes(found), Exact: true, Strength: 60}
		at, _ := slices.BinarySearchFunc(out, m, func(x, y Match) int { return x.From - y.From })
		out = slices.Insert(out, at, m)
	}
	return out
}

// loneAt lists the kelurahan that are called like the n tokens from i on, the most that are a name, where a destination begins.
func (f *finder) loneAt(i int) (n int, found []spot) {
	t := &f.tokens[i]
	if t.ctx == Taken || t.ctx < Weak || t.digits || t.role&(rolePrep|roleBreak|roleShip|roleGlue) != 0 || !f.aimed(i) {
		return 0, nil
	}
	for n := min(f.run(i), 4); n > 0; n-- {
		size := len(f.key(i, i+n, false))
		if n == 1 && (f.allOrdinary(i, i+n) || f.known(i, i+n)) || size < 4 || n > 1 && f.tokens[i+n-1].role&(roleAsk|roleGlue|roleBreak) != 0 {
			continue
		}
		if t.ctx == Weak && (size < 5 || !f.asked(i+n) || f.allKnown(i, i+n) || n == 1 && f.tokens[max(0, i-1)].role&roleShip == 0) {
			continue
		}
		if found := f.villagesNamed(i, i+n, nil); len(found) > 0 && len(found) <= maxCandidates && (n > 1 || size > 5 || slices.ContainsFunc(found, f.peopled)) {
			return n, found
		}
	}
	return 0, nil
}

// peopled tells whether enough people live in a kelurahan, as far as is known of its kabupaten, that its short name alone may be meant
// rather than a word of some region's speech: thousands of hamlets of a few dozen people have one.
func (f *finder) peopled(s spot) bool {
	p, v := &f.a.places[s.place], f.a.desa()
	return p.weight >= leastPeople*int(v.first[p.kec+1]-v.first[p.kec])
}

// leastPeople is how many people a kelurahan must have to be meant by one short word alone.
const leastPeople = 500

// aimed tells whether token i stands where a destination may begin, be it right behind a word about sending.
func (f *finder) aimed(i int) bool {
	if f.led(i) || i > 1 && persons[f.tokens[i-1].key] && f.tokens[i-2].role&roleTo != 0 {
		return true // "lokasi saya dago"
	}
	if i == 0 || f.tokens[i].sep != sepNone || f.tokens[i-1].role&roleGlue != 0 {
		return f.tokens[i].ctx >= Strong && !f.o.Address // "kalau dago ongkirnya berapa"
	}
	return f.tokens[i-1].role&(roleShip|roleFrom) != 0 || f.tokens[i-1].role&roleBreak != 0 && f.tokens[i].ctx >= Strong
}

// asked tells whether a question or nothing follows token i-1.
func (f *finder) asked(i int) bool {
	return i >= len(f.tokens) || f.tokens[i].sep != sepNone || f.tokens[i].role&(roleAsk|roleCost|roleShip|roleGlue) != 0
}

// leads tells whether token i stands where a destination begins.
func (f *finder) leads(i int) bool {
	if i == 0 {
		return f.o.Base >= Strong
	}
	before := &f.tokens[i-1]
	if f.tokens[i].sep != sepNone {
		return f.o.Base >= Strong
	}
	return before.role&roleTo != 0 && (before.role&roleShip == 0 || len(f.tokens) == i+1) || before.role&rolePrep != 0 && f.tokens[i].ctx >= Strong
}

// led tells whether token i stands behind a word that leads to a place, be it "ongkir", or nothing stands before it where a
// place was asked for.
func (f *finder) led(i int) bool {
	if i == 0 {
		return f.o.Base >= Strong
	}
	return f.tokens[i-1].role&(roleTo|rolePrep) != 0 || f.tokens[i-1].key == "cod" || f.leads(i)
}

// covered tells whether a match has the word.
func covered(out []Match, word int) bool {
	return slices.ContainsFunc(out, func(m Match) bool { return m.From <= word && word < m.To })
}
