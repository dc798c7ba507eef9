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
		if t.ctx < Strong || t.digits || t.street || t.passed || !f.leads(i) || covered(out, t.word) {
			continue
		}
		for n := min(f.run(i), 4); n > 0; n-- {
			if covered(out, f.tokens[i+n-1].word) || f.allOrdinary(i, i+n) || f.known(i, i+n) || len(f.key(i, i+n, false)) < 4 {
				continue
			}
			found := f.villagesNamed(i, i+n, nil)
			if len(found) == 0 || len(found) > maxCandidates {
				continue
			}
			m := Match{From: t.word, To: f.tokens[i+n-1].word + 1, Codes: f.a.spotCodes(found), Exact: true, Strength: 60}
			at, _ := slices.BinarySearchFunc(out, m, func(x, y Match) int { return x.From - y.From })
			out = slices.Insert(out, at, m)
			break
		}
	}
	return out
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
