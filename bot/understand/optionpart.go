package understand

import (
	"slices"

	"tokobot/catalog"
	"tokobot/internal/bahasa"
)

// partsOf is what an option of several things is called by each: "1/2-1 PK" is also the one for 1 PK, "R32/R410A" the one for R32. Nothing that
// another option of the axis could be called by as well, and no bare number.
func (o *options) partsOf(tokens []bahasa.Token, a *catalog.Axis, name string) [][]term {
	var out [][]term
	for _, part := range splitParts(tokens) {
		taken := slices.ContainsFunc(a.Options, func(other catalog.Option) bool {
			if other.Name == name {
				return false
			}
			whole := bahasa.Tokens(nil, bahasa.Clean(other.Name))
			return sameTerms(canon(nil, whole), part) || slices.ContainsFunc(splitParts(whole), func(p []term) bool { return sameTerms(p, part) })
		})
		if !taken {
			out = append(out, part)
		}
	}
	return out
}

// splitParts cuts a name at the signs that join several, each part with the unit at the end; nil for a name of one.
func splitParts(tokens []bahasa.Token) [][]term {
	var parts [][]bahasa.Token
	from := 0
	for i := range tokens {
		if joinsParts(tokens, i) {
			parts = append(parts, tokens[from:i])
			from = i + 1
		}
	}
	if from == 0 && len(tokens) > 2 && tokens[0].Kind == bahasa.Number && tokens[1].Kind == bahasa.Word && len(tokens[1].Text) > 1 {
		return [][]term{canon(nil, tokens[:2])} // "1 Kambing 80 Box" is the one for one goat
	}
	if from == 0 || from == len(tokens) {
		return nil
	}
	last := tokens[from:]
	parts = append(parts, last)
	var unit []bahasa.Token
	if n := len(last); n > 1 && last[n-1].Kind == bahasa.Word && last[n-2].Kind == bahasa.Number {
		unit = last[n-1:]
	}
	var out [][]term
	for _, p := range parts {
		if p = slices.Clone(p); len(p) > 0 && p[len(p)-1].Kind == bahasa.Number {
			p = append(p, unit...)
		}
		if terms := canon(nil, p); slices.ContainsFunc(p, func(t bahasa.Token) bool { return t.Kind == bahasa.Word && len(t.Text) > 1 }) {
			out = append(out, terms)
		}
	}
	return out
}

// joinsParts tells whether a token joins two things that one option is for; the stroke of a fraction does not.
func joinsParts(tokens []bahasa.Token, i int) bool {
	if i == 0 || i+1 >= len(tokens) {
		return false
	}
	switch tokens[i].Text {
	case "-", "&", "+", "dan", "atau":
		return true
	case "/":
		return tokens[i-1].Kind != bahasa.Number || tokens[i+1].Kind != bahasa.Number
	}
	return false
}

func sameTerms(a, b []term) bool {
	return slices.EqualFunc(a, b, func(x, y term) bool { return x.key == y.key })
}

// soldMeasure tells whether a measure that is an option only by its number says how much is wanted of goods that are sold by it: "15 meter" of
// hose is no sensor of 15K.
func (m *message) soldMeasure(s *spot) bool {
	if s.to < 0 {
		return false
	}
	q, ok := bahasa.ReadQuantity(m.tokens[s.from:])
	if !ok || q.Used < 2 || q.Unit.Kind != bahasa.KindLength && q.Unit.Kind != bahasa.KindVolume || m.r.index.options.texts[s.phrase] == measureKey(q) {
		return false
	}
	of := []int32{m.topic()}
	if front := m.nearestFront(s.from); front != nil {
		of = front.products[:min(len(front.products), most)]
	}
	return !slices.ContainsFunc(of, func(p int32) bool { return p >= 0 && m.fits([]int32{p}, []int32{s.phrase}) }) &&
		slices.ContainsFunc(of, func(p int32) bool { return p >= 0 && m.soldIn(p, q.Unit) })
}

// fractional tells whether a number is none that counts pieces: 1,5.
func fractional(t bahasa.Token) bool {
	n := bahasa.Digits(t.Text)
	return t.Kind == bahasa.Number && n != float64(int(n))
}
