package understand

import (
	"slices"
	"strings"

	"tokobot/catalog"
	"tokobot/internal/bahasa"
)

// padded tells whether a number is written as codes are, "02", "014": nobody counts so.
func padded(t bahasa.Token) bool {
	return t.Kind == bahasa.Number && len(t.Text) > 1 && t.Text[0] == '0' && !strings.ContainsAny(t.Text, ".,")
}

// learnCode files an option that carries a code under the code alone: "014 Kuning Telur" is no 14, "Hitam No 5" is no 5; -1 for others,
// and where another option of the axis has that code.
func (o *options) learnCode(tokens []bahasa.Token, a *catalog.Axis, name string) int32 {
	code := codeOf(tokens)
	if code == "" {
		return -1
	}
	for _, other := range a.Options {
		if other.Name != name && codeOf(bahasa.Tokens(nil, bahasa.Clean(other.Name))) == code {
			return -1
		}
	}
	if code == tokens[0].Text && len(tokens) == 1 {
		return -1
	}
	return o.learn([]term{{key: code}}, a.Name, name)
}

// learnLead files an option under what its name begins with where that is how all on its axis are told apart: the 12 of "12 Pink Susu", the MC16 of
// "MC16 Ash Grey"; -1 for others.
func (o *options) learnLead(tokens []bahasa.Token, a *catalog.Axis, name string) int32 {
	lead := leadOf(tokens)
	if lead == "" || len(a.Options) < 2 {
		return -1
	}
	for _, other := range a.Options {
		if l := leadOf(bahasa.Tokens(nil, bahasa.Clean(other.Name))); l == "" || other.Name != name && l == lead {
			return -1
		}
	}
	return o.learn([]term{{key: lead}}, a.Name, name)
}

// leadOf is the number or the letters and digits in one that a name of several words begins with, no measure; "" for other names.
func leadOf(tokens []bahasa.Token) string {
	if key, to := composite(tokens, 0); key != "" && to < len(tokens) && tokens[to].Kind == bahasa.Word {
		return key
	}
	if len(tokens) < 2 || tokens[0].Kind != bahasa.Number || tokens[1].Kind != bahasa.Word || tokens[1].Glued {
		return ""
	}
	if _, unit := bahasa.UnitOf(tokens[1].Text); unit {
		return ""
	}
	return strings.TrimLeft(plainNumber(tokens[0].Text), "0")
}

// codeOf is the code that a name carries, without zeros in front: a number written with such, or behind "no". "" for none.
func codeOf(tokens []bahasa.Token) string {
	code := ""
	for i, t := range tokens {
		if t.Kind != bahasa.Number {
			continue
		}
		if code != "" || !padded(t) && (i == 0 || tokens[i-1].Text != "no") {
			return ""
		}
		code = strings.TrimLeft(t.Text, "0")
	}
	return code
}

// countBehindCode takes a number right behind one that was announced as a code for how many, though an option is called so too: "no 7 1".
func (m *message) countBehindCode() {
	for i := range m.spots {
		s := &m.spots[i]
		if s.kind != spotOption || s.to != s.from+1 || m.tokens[s.from].Kind != bahasa.Number || m.tokens[s.from].Glued || s.to < len(m.tokens) && m.tokens[s.to].Kind == bahasa.Number {
			continue
		}
		x := m.at(s.from - 1)
		if x == nil || x.kind != spotOption || x.to != x.from+1 || m.tokens[x.from].Kind != bahasa.Number || !m.announced(x.from) || m.r.index.options.axis(x.phrase) != m.r.index.options.axis(s.phrase) {
			continue
		}
		m.drop(s)
	}
}

// alsoNumber tells whether a number stands behind "sama" after an option of its axis that was announced as one: "no 14 sama 23", "uk 7 gold
// sama 10 silver".
func (m *message) alsoNumber(s *spot) bool {
	if s.to-s.from > 1 || m.tokens[s.from].Kind != bahasa.Number || s.to < len(m.tokens) && m.countedNext(s.to) {
		return false
	}
	b := m.before(s.from)
	if b < 0 || b != s.from-1 || !m.cuesAt(b).has(m.r.cue.and) {
		return false
	}
	o := &m.r.index.options
	return slices.ContainsFunc(m.spots, func(x spot) bool {
		if x.kind != spotOption || x.to < 0 || x.from >= s.from || m.tokens[x.from].Kind != bahasa.Number || !m.announced(x.from) || x.phrase == s.phrase || m.numberIn(x.to, s.from) {
			return false
		}
		return o.axis(x.phrase) == o.axis(s.phrase)
	})
}

// answerNumber reads a number that stands for itself as the option whose number it is, of the product asked about, or talked about while
// its options are open: "10" where the mats are 6, 8 and 10 mm. False where the number is none of an option, or of several.
func (m *message) answerNumber(a Act) ([]Act, bool) {
	p := m.r.cat.Product(m.ctx.Topic)
	if m.ctx.Expect == ExpectVariant && len(m.ctx.Products) > 0 {
		if v := m.r.cat.Variant(m.ctx.Products[0]); v != nil {
			p = v.Product
		}
	}
	number := m.loneNumber()
	if p == nil || len(p.Axes) == 0 || number == "" {
		return nil, false
	}
	options := map[string]string{}
	for i, axis := range p.Axes {
		if m.ctx.Expect == ExpectVariant && len(m.ctx.Products) > 1 && !m.asksAxis(i) {
			continue
		}
		for _, o := range axis.Options {
			if !hasNumber(o.Name, number) {
				continue
			}
			if len(options) > 0 {
				return nil, false
			}
			options[axis.Name] = o.Name
		}
	}
	if len(options) == 0 {
		return nil, false
	}
	a.Intent = Order
	a.Products = []Product{{Options: options}}
	return []Act{a}, true
}

// asksAxis tells whether the variants that were offered differ on an axis.
func (m *message) asksAxis(axis int) bool {
	first := m.r.cat.Variant(m.ctx.Products[0])
	return slices.ContainsFunc(m.ctx.Products, func(sku string) bool {
		v := m.r.cat.Variant(sku)
		return v != nil && first != nil && axis < len(v.Options) && axis < len(first.Options) && v.Options[axis] != first.Options[axis]
	})
}

// hasNumber tells whether a name begins with a number, or has no other.
func hasNumber(name, number string) bool {
	tokens := bahasa.Tokens(nil, bahasa.Clean(name))
	first, only := "", ""
	for i, t := range tokens {
		if t.Kind != bahasa.Number {
			continue
		}
		n := strings.TrimLeft(plainNumber(t.Text), "0")
		if i == 0 {
			first = n
		}
		if only == "" {
			only = n
		} else {
			only = "-"
		}
	}
	number = strings.TrimLeft(number, "0")
	return number != "" && (first == number || only == number)
}

// loneNumber is the number of a message that says nothing else but courtesies and words such as "no" in front of it; "" for others.
func (m *message) loneNumber() string {
	number := ""
	for i := range m.words {
		w := &m.words[i]
		switch {
		case w.Kind == bahasa.Number && number == "":
			number = plainNumber(w.Text)
		case w.Kind == bahasa.Number:
			return ""
		case w.Kind > bahasa.Number && w.Text != "?":
		case w.Kind == bahasa.Word && !m.cuesAt(i).meets(m.r.cue.particle) && !m.cuesAt(i).meets(m.r.cue.idle) && !m.cuesAt(i).meets(m.r.cue.axis) &&
			!slices.Contains(choiceWords, w.Text) && w.Text != "mau", w.Text == "?":
			return ""
		}
	}
	return number
}
