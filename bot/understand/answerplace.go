package understand

import (
	"slices"
	"strings"

	"tokobot/internal/bahasa"
	"tokobot/internal/wilayah"
)

// answerPlace chooses among the places offered, or takes a place that is named.
func (m *message) answerPlace(a Act) ([]Act, bool) {
	if n := m.choice(len(m.ctx.Places)); n > 0 {
		a.Intent, a.Choice = Choose, n
		return []Act{a}, true
	}
	if n := m.levelChoice(); n > 0 {
		a.Intent, a.Choice = Choose, n
		return []Act{a}, true
	}
	for i := range m.spots {
		s := &m.spots[i]
		if s.kind != spotPlace {
			continue
		}
		if n := m.offeredPlace(s.place); n > 0 {
			a.Intent, a.Choice = Choose, n
			return []Act{a}, true
		}
		if p, ok := m.insideOffered(s.place); ok && m.count(spotPlace) == 1 {
			a.Intent, a.Places = AskShippingCost, []Place{p}
			return []Act{a}, true
		}
	}
	return nil, false
}

// insideOffered keeps of what a place may be what lies in one of the places offered; false when nothing does.
func (m *message) insideOffered(p Place) (Place, bool) {
	codes := p.Candidates
	if p.Code != "" {
		codes = []wilayah.Code{p.Code}
	}
	var inside []wilayah.Code
	for _, c := range codes {
		if slices.ContainsFunc(m.ctx.Places, func(o wilayah.Code) bool { return strings.HasPrefix(string(c), string(o)+".") }) {
			inside = append(inside, c)
		}
	}
	return m.placeOf(inside), len(inside) > 0
}

// levelChoice finds the one place offered whose official name has the words said: "kota", "yang kabupaten", "timur".
func (m *message) levelChoice() int {
	found := 0
	for n, code := range m.ctx.Places {
		name := bahasa.Tokens(nil, strings.ToLower(m.r.atlas.Full(code)))
		all, any := true, false
		for i := range m.words {
			w := &m.words[i]
			c := m.cuesAt(i)
			if w.Kind != bahasa.Word || w.spot != 0 && m.at(i) != nil && m.at(i).kind != spotPlace || c.meets(m.r.cue.particle) || c.meets(m.r.cue.idle) {
				continue
			}
			said := w.Text
			if rest, ok := strings.CutSuffix(said, "nya"); ok && len(rest) > 2 {
				said = rest
			}
			switch said {
			case "kab":
				said = "kabupaten"
			case "kodya", "kotamadya":
				said = "kota"
			}
			hit := false
			for _, t := range name {
				hit = hit || t.Text == said || len(said) >= 4 && strings.HasPrefix(t.Text, said)
			}
			all, any = all && hit, true
		}
		if all && any {
			if found > 0 {
				return 0
			}
			found = n + 1
		}
	}
	return found
}

// offeredPlace is which of the places offered a place named is, or lies in.
func (m *message) offeredPlace(p Place) int {
	codes := p.Candidates
	if p.Code != "" {
		codes = []wilayah.Code{p.Code}
	}
	found := 0
	for n, offered := range m.ctx.Places {
		for _, c := range codes {
			if c == offered {
				if found > 0 {
					return 0
				}
				found = n + 1
			}
		}
	}
	return found
}
