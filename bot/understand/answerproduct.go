package understand

import (
	"slices"
	"strings"

	"tokobot/internal/bahasa"
)

// answerProduct chooses among the products or variants offered, or fills in options of the product talked about.
func (m *message) answerProduct(a Act) ([]Act, bool) {
	if m.anyCue(m.r.cue.cheapest) && len(m.ctx.Products) > 0 {
		a.Intent, a.Cheapest = Choose, true
		return []Act{a}, true
	}
	if n := m.choice(len(m.ctx.Products)); n > 0 && !m.numberOffered() {
		a.Intent, a.Choice = Choose, n
		return []Act{a}, true
	}
	if n := m.optionOffered(); n > 0 {
		a.Intent, a.Choice = Choose, n
		return []Act{a}, true
	}
	if len(m.ctx.Products) == 1 && m.onlyAgrees() {
		a.Intent, a.Choice = Choose, 1
		return []Act{a}, true
	}
	if m.count(spotProduct)+m.count(spotOption) == 0 {
		if n := m.partial(); n > 0 {
			a.Intent, a.Choice = Choose, n
			return []Act{a}, true
		}
	}
	return nil, false
}

// optionOffered finds the one variant offered whose options hold all that is said, courtesies aside: "rumah" of Rumah HA and Industri DB, though
// it is the name of other things too. 0 for none and several.
func (m *message) optionOffered() int {
	if m.ctx.Expect != ExpectVariant || len(m.ctx.Products) < 2 || m.count(spotProduct) == 0 {
		return 0
	}
	found := 0
	for n, sku := range m.ctx.Products {
		v := m.r.cat.Variant(sku)
		if v == nil {
			continue
		}
		tokens := bahasa.Tokens(nil, strings.ToLower(strings.Join(v.Options, " ")))
		said := 0
		for i := range m.words {
			w := &m.words[i]
			if w.Kind != bahasa.Word {
				if w.Kind == bahasa.Number {
					return 0
				}
				continue
			}
			if slices.ContainsFunc(tokens, func(t bahasa.Token) bool { return t.Text == w.Text || t.Text+"nya" == w.Text }) && len(w.Text) >= 3 {
				said++
			} else if c := m.cuesAt(i); !c.meets(m.r.cue.particle) && !c.meets(m.r.cue.idle) && !slices.Contains(choiceWords, w.Text) {
				said = 0
				break
			}
		}
		if said > 0 && found > 0 {
			return 0
		}
		if said > 0 {
			found = n + 1
		}
	}
	return found
}

// numberOffered tells whether a number said is an option of what was offered: "39" among sizes.
func (m *message) numberOffered() bool {
	for i := range m.spots {
		s := &m.spots[i]
		if s.kind != spotOption || m.tokens[s.from].Kind != bahasa.Number {
			continue
		}
		for _, sku := range m.ctx.Products {
			if v := m.r.cat.Variant(sku); v != nil && slices.Contains(v.Options, m.raw(s.from, s.to)) {
				return true
			}
		}
	}
	return false
}

// onlyAgrees tells whether the message says yes and nothing else.
func (m *message) onlyAgrees() bool {
	for i := range m.words {
		if c := m.cuesAt(i); m.words[i].Kind <= bahasa.Number && !c.meets(m.r.cue.particle) && !c.meets(m.r.cue.idle) && !c.meets(m.r.cue.agree) {
			return false
		}
	}
	return m.yes()
}

// partial finds the one product offered that has the words said in its name or options.
func (m *message) partial() int {
	found := 0
	for n, sku := range m.ctx.Products {
		name := ""
		if p := m.r.cat.Product(sku); p != nil {
			name = p.Name
		} else if v := m.r.cat.Variant(sku); v != nil {
			name = v.Product.Name + " " + strings.Join(v.Options, " ")
		}
		tokens := bahasa.Tokens(nil, strings.ToLower(name))
		hit := 0
		for i := range m.words {
			for _, t := range tokens {
				if w := &m.words[i]; w.Kind == bahasa.Word && len(w.Text) >= 3 && (t.Text == w.Text || misspells(w.Text, t.Text)) && !everyday(w.Text) {
					hit++
				}
			}
		}
		if hit > 0 {
			if found > 0 {
				return 0
			}
			found = n + 1
		}
	}
	return found
}
