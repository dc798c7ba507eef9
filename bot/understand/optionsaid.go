package understand

import (
	"slices"
	"strconv"
	"strings"

	"tokobot/catalog"
	"tokobot/internal/bahasa"
)

// inMetres is what people call an area told in centimetres: "140 x 200" is also "1,4 x 2 meter" and "1,4m x 2m"; none for other options.
func inMetres(tokens []bahasa.Token) []string {
	var sides []string
	for _, t := range tokens {
		switch {
		case t.Kind == bahasa.Number:
			cm, err := strconv.Atoi(t.Text)
			if err != nil || cm < 50 || cm > 2000 || cm%5 != 0 {
				return nil
			}
			sides = append(sides, strconv.FormatFloat(float64(cm)/100, 'f', -1, 64))
		case t.Text != "x" && t.Text != "cm":
			return nil
		}
	}
	if len(sides) != 2 {
		return nil
	}
	return []string{strings.Join(sides, " x ") + " m", strings.Join(sides, "x") + " m", strings.Join(sides, " m x ") + " m"}
}

// The words with which an option says that something comes with the goods, and that it does not.
var (
	withWords    = []string{"dengan", "dgn", "pakai", "pake", "plus", "ada", "sama"}
	withoutWords = []string{"tanpa", "tnp", "non", "ga pake", "gak pake", "ga pakai", "gak pakai", "nggak pake", "tidak pakai", "ga ada", "gak ada"}
)

// withWithout is an option such as "Dengan Frame", "Tanpa Frame" or "Original + Frame" in the other words for with and without, and one that has
// more than another on its axis in those for with, "Original Frame" beside "Original"; none for others.
func withWithout(tokens []bahasa.Token, a *catalog.Axis) []string {
	if slices.ContainsFunc(tokens, func(t bahasa.Token) bool { return t.Kind == bahasa.Number }) {
		return nil
	}
	for i, t := range tokens {
		words := withWords
		switch {
		case slices.Contains(withoutWords, t.Text):
			words = withoutWords
		case !slices.Contains(withWords[:5], t.Text) && t.Text != "+" && t.Text != "&":
			continue
		}
		if front, behind := textOf(tokens[:i]), textOf(tokens[i+1:]); behind != "" && (front != "" || t.Kind != bahasa.Punct) {
			return joinedBy(words, front, behind)
		}
	}
	for i := 1; i < len(tokens); i++ {
		front := textOf(tokens[:i])
		if slices.ContainsFunc(a.Options, func(o catalog.Option) bool { return strings.EqualFold(o.Name, front) }) {
			return joinedBy(withWords, front, textOf(tokens[i:]))
		}
	}
	return nil
}

// joinedBy is what stands in front of each of some words and what stands behind it.
func joinedBy(words []string, front, behind string) []string {
	said := make([]string, 0, len(words))
	for _, w := range words {
		said = append(said, strings.TrimSpace(front+" "+w+" "+behind))
	}
	return said
}

// textOf is tokens as words with spaces between.
func textOf(tokens []bahasa.Token) string {
	words := make([]string, len(tokens))
	for i, t := range tokens {
		words[i] = t.Text
	}
	return strings.Join(words, " ")
}

// gluedName is a name of two words or more as they are written in one, "rosegold"; none for a name with a number or with a short word.
func gluedName(terms []term) []term {
	if len(terms) < 2 {
		return nil
	}
	var b strings.Builder
	for _, t := range terms {
		if t.number || len(t.key) < 3 {
			return nil
		}
		b.WriteString(t.key)
	}
	return []term{{key: b.String()}}
}

// leastSize is the least number that is rather a size than how many, beside an option of goods that come in both.
const leastSize = 26

// sizeBeside tells whether a bare number is a size where no goods are named: beside an option on another axis of goods that have both, "yg item aja, 41".
func (m *message) sizeBeside(s *spot) bool {
	t := m.tokens[s.from]
	if s.to != s.from+1 || t.Kind != bahasa.Number || bahasa.Digits(t.Text) < leastSize || m.count(spotProduct) > 0 || m.topic() >= 0 || s.to < len(m.tokens) && countUnit(m.tokens[s.to]) {
		return false
	}
	o := &m.r.index.options
	for i := range m.spots {
		x := &m.spots[i]
		if x == s || x.kind != spotOption || x.to < 0 || x.to > s.from || m.tokens[x.from].Kind == bahasa.Number || m.numberIn(x.to, s.from) {
			continue
		}
		for _, p := range o.owners[s.phrase] {
			a, ok := o.has(p, s.phrase)
			b, also := o.has(p, x.phrase)
			if ok && also && a.axis != b.axis {
				return true
			}
		}
	}
	return false
}
