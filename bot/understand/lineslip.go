package understand

import (
	"slices"
	"strings"
)

// slipWords take back what was just said: "10 inch 1 eh 12 inch".
var slipWords = []string{"eh", "eeh", "ralat", "maksudnya", "maksudku", "mksdnya", "salah"}

// slipped puts an option in the place of one on its axis that a word right in front of it takes back; the number stays.
func (b *lineBuilder) slipped(l *line, s *spot, i int) bool {
	if p := b.before(s.from); p < l.to || !slices.Contains(slipWords, b.tokens[p].Text) || len(l.products) != 1 || b.pending != nil {
		return false
	}
	for k, o := range l.options {
		if b.sameAxis(l.products[0], o, s.phrase) {
			l.options, l.to = append(slices.Delete(l.options, k, k+1), s.phrase), max(l.to, s.to)
			l.carried = min(l.carried, len(l.options)-1)
			s.line = b.cur + 1
			if b.counted(i) {
				l.qty = 0 // "pink 2 eh ungu 2": it is said anew how many
			}
			return true
		}
	}
	return false
}

// letterSizes are sizes that are letters, which a dash between two stands for all between: "S-XL".
var letterSizes = []string{"xs", "s", "m", "l", "xl", "xxl", "xxxl", "2xl", "3xl", "4xl", "5xl"}

// letterRuns takes two letters with a dash between for all sizes from the one to the other, in the owner's order.
func (m *message) letterRuns() {
	for i := 0; i+2 < len(m.tokens); i++ {
		if dash := m.tokens[i+1].Text; dash != "-" && dash != "sampai" && dash != "sd" && dash != "s/d" ||
			!slices.Contains(letterSizes, m.tokens[i].Text) || !slices.Contains(letterSizes, m.tokens[i+2].Text) {
			continue
		}
		for _, p := range m.productsFor(i) {
			phrases := m.lettersBetween(p, m.tokens[i].Text, m.tokens[i+2].Text)
			if len(phrases) < 2 {
				continue
			}
			for k := i; k < i+3; k++ {
				if s := m.at(k); s != nil {
					m.drop(s)
				}
			}
			m.take(spot{kind: spotOption, from: i, to: i + 3, phrase: phrases[0], more: phrases[1:]})
			break
		}
	}
}

// lettersBetween are the options of a product from one size to another, both with them; nil where it has not both on an axis, in this order.
func (m *message) lettersBetween(p int32, from, to string) []int32 {
	for _, a := range m.r.index.products[p].Axes {
		var out []int32
		for _, o := range a.Options {
			name := strings.ToLower(o.Name)
			if len(out) == 0 && name != from {
				continue
			}
			phrase := m.phraseOf(p, o.Name)
			if phrase < 0 {
				break
			}
			if out = append(out, phrase); name == to {
				return out
			}
		}
	}
	return nil
}
