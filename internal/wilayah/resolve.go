package wilayah

import (
	"slices"
	"strings"
)

// Resolve reads a place as an owner writes it: an official name or an alias, with or without the word for its kind, or several
// from inside outwards with or without commas ("Bojongloa Kidul, Kota Bandung", "Kab. Bogor", "DKI Jakarta"). It returns every
// place of the highest level that fits, the likelier first, and nothing for what is not wholly a place. No slip of the pen is
// forgiven here: Suggest is for that.
func (a *Atlas) Resolve(s string) []Code {
	var found []spot
	for part := range strings.SplitSeq(s, ",") {
		words := split(part)
		if len(words) == 0 {
			continue
		}
		if len(words) > maxResolve {
			return nil
		}
		these := a.spots(words, maxNested)
		if found != nil {
			these = a.inside(found, these)
		}
		if found = these; len(found) == 0 {
			return nil
		}
	}
	return a.spotCodes(highest(found))
}

// maxResolve is the most words that a part between commas may have.
const maxResolve = 12

// spot is a place of any level that a name may mean.
type spot struct {
	place   int32 // of a kelurahan its kecamatan
	village int32 // a kelurahan's number, -1 for other levels
	rank    Level // the level that the name competes at
}

// maxNested is the most names that words without commas between them are read as.
const maxNested = 4

// spots reads words as one name or as several, at most depth, from inside outwards (or the other way round).
func (a *Atlas) spots(words []string, depth int) []spot {
	if found := a.marked(words); len(found) > 0 || depth == 1 {
		return found
	}
	for n := len(words) - 1; n > 0; n-- {
		first := a.marked(words[:n])
		if len(first) == 0 {
			continue
		}
		if found := a.inside(first, a.spots(words[n:], depth-1)); len(found) > 0 {
			return found
		}
	}
	return nil
}

// marked reads words as one name, with or without a word for its kind before or behind it.
func (a *Atlas) marked(words []string) []spot {
	found := a.named(strings.Join(words, ""))
	if m, ok := marks[words[0]]; ok && len(words) > 1 {
		rest := words[1:]
		if administrative[rest[0]] && len(rest) > 1 {
			rest = rest[1:]
		}
		for _, s := range a.named(strings.Join(rest, "")) {
			if a.fits(s, m) && !slices.Contains(found, s) {
				found = append(found, s)
			}
		}
	}
	if n := len(words) - 1; n > 0 && len(found) == 0 && (marks[words[n]] == markKota || marks[words[n]] == markKab) {
		for _, s := range a.named(strings.Join(words[:n], "")) {
			if a.fits(s, marks[words[n]]) {
				found = append(found, s)
			}
		}
	}
	return found
}

// named lists what a name means at every level.
func (a *Atlas) named(key string) []spot {
	var found []spot
	if e := a.lookup(key); e != nil {
		official := Level(9)
		for at := e.head; at >= 0; at = a.readings[at].next {
			if r := a.readings[at]; r.official {
				official = min(official, r.rank)
			}
		}
		for at := e.head; at >= 0; at = a.readings[at].next {
			r := a.readings[at]
			if (e.kind == kindMacro || e.kind == kindCapital) && !r.official && official <= r.rank {
				continue // an island or a town of the same name: the owner means the place that is called so
			}
			found = append(found, spot{r.place, -1, r.rank})
		}
	}
	v := a.desa()
	lo, hi := v.named(key)
	for _, k := range v.having[v.from[lo]:v.from[hi]] {
		found = append(found, spot{a.kecs[v.kec[k]], int32(k), Kelurahan})
	}
	return found
}

// fits tells whether a place is of the kind that a word says.
func (a *Atlas) fits(s spot, m mark) bool {
	if s.village >= 0 {
		return m == markKel
	}
	p := &a.places[s.place]
	switch m {
	case markProv:
		return p.rank() == Province
	case markKab:
		return p.rank() == Kabupaten && strings.HasPrefix(p.name, "Kabupaten")
	case markKota:
		return p.rank() == Kabupaten && strings.HasPrefix(p.name, "Kota")
	case markKec:
		return p.rank() == Kecamatan
	}
	return false
}

// inside keeps the spots that lie in one of the outer ones, or, when there is none, the outer ones that lie in one of these.
func (a *Atlas) inside(spots, outer []spot) []spot {
	if kept := a.inner(spots, outer, true); len(kept) > 0 {
		return kept
	}
	if kept := a.inner(outer, spots, true); len(kept) > 0 {
		return kept
	}
	return a.inner(spots, outer, false)
}

func (a *Atlas) inner(spots, outer []spot, strictly bool) []spot {
	var kept []spot
	for _, s := range spots {
		if slices.ContainsFunc(outer, func(o spot) bool {
			same := s.place == o.place && s.village < 0
			return o.village < 0 && a.within(s.place, o.place) && !(strictly && same)
		}) {
			kept = append(kept, s)
		}
	}
	return kept
}

// highest keeps the spots of the highest level.
func highest(spots []spot) []spot {
	top := Level(9)
	for _, s := range spots {
		top = min(top, s.rank)
	}
	return slices.DeleteFunc(spots, func(s spot) bool { return s.rank > top })
}

// spotCodes turns spots into codes, the likelier first, without doubles.
func (a *Atlas) spotCodes(spots []spot) []Code {
	slices.SortFunc(spots, func(s, t spot) int {
		if d := a.places[t.place].around - a.places[s.place].around; d != 0 {
			return d
		}
		if s.place != t.place {
			return int(s.place - t.place)
		}
		return int(s.village - t.village)
	})
	var out []Code
	for i, s := range spots {
		if i > 0 && s.place == spots[i-1].place && s.village == spots[i-1].village {
			continue
		}
		if s.village >= 0 {
			out = append(out, a.desa().code(a, uint32(s.village)))
		} else {
			out = append(out, a.places[s.place].code)
		}
	}
	return out
}

// split cuts a text into its words by key.
func split(s string) []string {
	return strings.Fields(strings.Map(func(r rune) rune {
		switch {
		case r == '\'' || r == '’':
			return -1
		case r > 0x7f || fold(byte(r)) == 0:
			return ' '
		}
		return rune(fold(byte(r)))
	}, s))
}

// Suggest lists the n places whose names are nearest to s by spelling, nearest first. The word for a kind of place in s
// counts.
func (a *Atlas) Suggest(s string, n int) []Code {
	words := split(s)
	var m mark
	if len(words) > 1 {
		if k, ok := marks[words[0]]; ok {
			m, words = k, words[1:]
		}
	}
	key := strings.Join(words, "")
	if key == "" || n <= 0 {
		return nil
	}
	type near struct {
		spot
		far int
	}
	var found []near
	limit := max(4, len(key))
	for i := range a.entries {
		e := &a.entries[i]
		if gap := len(e.key) - len(key); gap*costDouble > limit || -gap*costDouble > limit {
			continue
		}
		d := distance(e.key, key, limit)
		if d > limit {
			continue
		}
		for at := e.head; at >= 0; at = a.readings[at].next {
			r := a.readings[at]
			s := spot{r.place, -1, r.rank}
			cost := d
			if m != markNone && !a.fits(s, m) {
				cost += costLetter
			}
			found = append(found, near{s, cost})
		}
	}
	slices.SortFunc(found, func(x, y near) int {
		if x.far != y.far {
			return x.far - y.far
		}
		if x.rank != y.rank {
			return int(x.rank - y.rank)
		}
		if d := a.places[y.place].around - a.places[x.place].around; d != 0 {
			return d
		}
		return int(x.place - y.place)
	})
	var out []Code
	for _, f := range found {
		if c := a.places[f.place].code; !slices.Contains(out, c) {
			if out = append(out, c); len(out) == n {
				break
			}
		}
	}
	return out
}
