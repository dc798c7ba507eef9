package understand

import (
	"strings"

	"tokobot/internal/bahasa"
)

// clause is a stretch of words that does one thing.
type clause struct {
	from, to int
	cues     cues
	content  int    // words that are neither courtesy nor part of something named
	greets   bool   // a greeting and nothing else
	ends     string // the sign behind it
	intent   Intent
	margin   float32 // by how much the intent leads
	evidence float32 // what the rules say for it
	lines    []int   // products named in it
}

// clauses cuts the message into what does one thing each, in the likeliest way.
func (m *message) clauses() []clause {
	out := m.cs[:0]
	for _, s := range m.cut(m.r.weights, &m.lat) {
		first, last := &m.units[s.from], &m.units[s.to-1]
		c := clause{from: first.from, to: last.to, intent: idleIntent, margin: s.margin}
		c.ends, c.to = m.signBehind(c.to)
		if s.label != idle {
			c.intent = intents[s.label]
		}
		m.gather(&c)
		c.greets = c.intent == Greet
		for n := range m.r.rules.rules {
			if r := &m.r.rules.rules[n]; s.label == r.intent && r.holds(c.cues) {
				c.evidence += r.weight
			}
		}
		out = append(out, c)
	}
	return out
}

// signBehind is the sign that ends a clause, a question mark before any other, and where the clause ends with it.
func (m *message) signBehind(to int) (sign string, end int) {
	end = to
	for i := to; i < len(m.tokens) && m.tokens[i].Kind > bahasa.Number; i++ {
		switch t := m.tokens[i].Text; {
		case t == "?":
			return t, i + 1
		case t == "!":
			sign, end = t, i+1
		case sign == "" && endsClause(m.tokens, i):
			sign = t
		}
	}
	return sign, end
}

// idleIntent is what a clause has that says nothing of its own.
const idleIntent Intent = "-"

// endsClause tells whether a sign parts what is around it.
func endsClause(tokens []bahasa.Token, i int) bool {
	switch t := tokens[i]; {
	case t.Kind == bahasa.Break:
		return true
	case t.Kind != bahasa.Punct:
		return false
	case strings.Contains("?!;,", t.Text):
		return true
	case t.Text == ".":
		return !t.Glued || i+1 >= len(tokens) || !tokens[i+1].Glued || len(tokens[max(0, i-1)].Text) > 3
	}
	return false
}

// hasKind tells whether a spot of a kind stands among words.
func (m *message) hasKind(from, to int, k spotKind) bool {
	for i := from; i < to; i++ {
		if s := m.at(i); s != nil && s.kind == k {
			return true
		}
	}
	return false
}

// hasCue tells whether one of the cues stands among words.
func (m *message) hasCue(from, to int, set cues) bool {
	for i := max(0, from); i < to; i++ {
		if m.words[i].cues.meets(set) {
			return true
		}
	}
	return false
}
