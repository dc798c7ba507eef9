package understand

import (
	"slices"

	"tokobot/internal/wilayah"
)

// scanPlaces finds places in what is still free.
func (m *message) scanPlaces() {
	words := make([]string, len(m.tokens))
	for i, t := range m.tokens {
		words[i] = t.Text
	}
	contexts := wilayah.Cues(words)
	for i := range contexts {
		if !m.free(i) || m.block != nil && i >= m.block.from && i < m.block.to {
			contexts[i] = wilayah.Taken
		}
	}
	o := wilayah.FindOptions{Context: contexts}
	if m.ctx.Expect == ExpectPlace || m.ctx.Expect == ExpectAddress {
		o.Base = wilayah.Strong
	}
	for _, f := range m.r.atlas.Find(words, o) {
		if f.To <= f.From || f.To > len(m.words) || len(f.Codes) == 0 {
			continue
		}
		m.take(spot{kind: spotPlace, from: f.From, to: f.To, place: m.placeOf(f.Codes)})
	}
}

// placeOf is the published form of a place.
func (m *message) placeOf(codes []wilayah.Code) Place {
	if len(codes) == 1 {
		return Place{Code: codes[0], Name: m.r.atlas.Name(codes[0])}
	}
	return Place{Candidates: slices.Clone(codes)}
}

// sortSpots puts the spots in the order of the message and forgets dropped ones.
func (m *message) sortSpots() {
	m.spots = slices.DeleteFunc(m.spots, func(s spot) bool { return s.to < 0 })
	slices.SortFunc(m.spots, func(a, b spot) int { return a.from - b.from })
	for i := range m.words {
		m.words[i].spot = min(0, m.words[i].spot)
	}
	for i, s := range m.spots {
		for j := s.from; j < s.to; j++ {
			if m.words[j].spot == 0 {
				m.words[j].spot = int16(i + 1)
			}
		}
	}
}

// strongAddress is how to look for places where nothing but an address is written.
func strongAddress(words int) wilayah.FindOptions {
	contexts := make([]wilayah.Context, words)
	for i := range contexts {
		contexts[i] = wilayah.Strong
	}
	return wilayah.FindOptions{Context: contexts, Address: true}
}
