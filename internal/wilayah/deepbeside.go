package wilayah

import "slices"

// between looks for the kelurahan in front of a name that the address tells again: "ke Ngaglik. Jl Mawar 9 Sardonoharjo Ngaglik".
func (f *finder) between(g *group, found []spot) []spot {
	names := g.list()
	for k := 1; k < len(names); k++ {
		at := names[k].first
		for i := max(names[k-1].last, at-3); i < at; i++ {
			if f.mayBeVillage(i, at, at, found) {
				if deep := f.villagesNamed(i, at, found); len(deep) > 0 {
					return deep
				}
			}
		}
	}
	return nil
}

// others are what the names of the group beside m may mean.
func (f *finder) others(g *group, m mention) []spot {
	var out []spot
	for _, n := range g.list() {
		if n.from != m.from {
			out = append(out, f.readings(&n)...)
		}
	}
	return out
}

// twice looks for the kelurahan that is called like its kecamatan when the name stands there twice.
func (f *finder) twice(g *group, found []spot) []spot {
	if len(found) != 1 || f.a.places[found[0].place].kec < 0 {
		return nil
	}
	n := 0
	for _, m := range g.list() {
		if slices.ContainsFunc(f.readings(&m), func(s spot) bool { return s.place == found[0].place && s.rank == m.top }) {
			n++
		}
	}
	if n < 2 {
		return nil
	}
	return f.villagesNamed(g.names[0].from, g.names[0].to, found)
}
