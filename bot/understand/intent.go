package understand

import "tokobot/internal/bahasa"

// How much the rules and the model together must say for an intent that no rule speaks for, and by how much it must lead.
const (
	leastScore  = 1.5
	leastMargin = 0.8
	// leastEvidence is what the rules must say for a clause that asks nothing beside other acts.
	leastEvidence = 3
	// modelShare is how much the model's word counts beside the rules'.
	modelShare = 0.7
)

// decide finds the intent of each clause.
func (m *message) decide(cs []clause) {
	for i := range cs {
		c := &cs[i]
		switch {
		case c.greets:
			c.intent, c.margin = Greet, 9
		case !m.bareClause(c):
			m.judgeClause(c)
		}
	}
	m.fromMessage(cs)
}

// judgeClause finds the intent that the rules and the model agree on; OutOfScope when neither has much to say.
func (m *message) judgeClause(c *clause) {
	var rules, scores [maxIntents]float32
	judge(m.r.rules, c.cues, &rules)
	scores = rules
	m.feats = m.features(m.feats[:0], c)
	m.r.model.score(m.feats, &scores)
	for n := range scores {
		scores[n] = rules[n] + modelShare*(scores[n]-rules[n])
	}
	best, second := -1, -1
	for n := range intents {
		if need := m.r.needs[n]; !need.empty() && !c.cues.meets(need) {
			continue
		}
		if best < 0 || scores[n] > scores[best] {
			best, second = n, best
		} else if second < 0 || scores[n] > scores[second] {
			second = n
		}
	}
	c.intent, c.margin, c.evidence = intents[best], scores[best]-scores[second], rules[best]
	if rules[best] < 1 && c.intent != OutOfScope && (scores[best] < leastScore || c.margin < leastMargin) {
		c.intent = OutOfScope
	}
	switch {
	case c.intent == Greet && c.content > 0 && m.greetingEnd(c.from, c.to) == c.from:
		c.intent = OutOfScope
	case c.intent == AskProduct && c.cues.has(m.r.cue.quality) && !c.cues.meets(m.r.cue.asksOf):
		c.intent = OutOfScope // "enak banget": it is said, not asked
	case c.intent == Affirm && m.otherWords(c) > 1, c.intent == Deny && !c.cues.has(m.r.cue.notYet) && m.otherWords(c) > 0,
		c.intent == ChangeOrder && !c.cues.meets(m.r.cue.goodsMarks) && !c.cues.meets(m.r.cue.alters):
		c.intent = OutOfScope
	}
	if c.intent == AskStock && m.unknownGoods(c) {
		c.intent = OutOfScope
	}
	if c.intent == OutOfScope && len(c.lines) > 0 && !c.cues.has(m.r.cue.elsewhere) {
		// It names goods: either something of them is asked in words that are not known, or it is said beside.
		if c.intent = ""; c.cues.meets(m.r.cue.asksSome) && m.unknownWords(c) > 0 {
			c.intent = AskProduct
		}
	}
}

// unknownWords counts the words of a clause that are not known to mean anything.
func (m *message) unknownWords(c *clause) int {
	n := 0
	for i := c.from; i < c.to; i++ {
		if m.words[i].Kind == bahasa.Word && m.words[i].phrase == 0 && m.free(i) {
			n++
		}
	}
	return n
}

// otherWords counts the words of a clause that neither agree nor refuse nor mean nothing.
func (m *message) otherWords(c *clause) int {
	n := 0
	for i := c.from; i < c.to; i++ {
		if m.words[i].Kind != bahasa.Word || !m.free(i) {
			continue
		}
		if cs := m.cuesAt(i); !cs.meets(m.r.cue.agree) && !cs.meets(m.r.cue.refuse) && !cs.meets(m.r.cue.particle) && !cs.meets(m.r.cue.idle) && !cs.meets(m.r.cue.willing) {
			n++
		}
	}
	return n
}

// unknownGoods tells whether something is asked for that the shop does not know: "jual pulsa ga".
func (m *message) unknownGoods(c *clause) bool {
	if c.from > 0 || c.cues.meets(m.r.cue.goods) || !c.cues.meets(m.r.cue.having) {
		return false
	}
	for i := c.from; i < c.to; i++ {
		w := &m.words[i]
		if w.Kind == 0 && w.phrase == 0 && w.norm == "" && len(w.Text) > 3 && m.free(i) && !everyday(w.Text) {
			return true
		}
	}
	return false
}

// bareClause tells whether a clause only names things, or nothing: what it does is said around it.
func (m *message) bareClause(c *clause) bool {
	rest := c.cues.minus(m.r.cue.bare)
	if c.cues.meets(m.r.cue.goodsMarks) {
		rest = rest.minus(m.r.cue.courtesyYes)
	}
	return c.content == 0 && rest.empty()
}

// fromMessage decides what a clause means by the ones around it.
func (m *message) fromMessage(cs []clause) {
	for i := range cs {
		c := &cs[i]
		switch {
		case i > 0 && (c.intent == Order || c.intent == "") && len(c.lines) > 0 && cs[i-1].cues.meets(m.r.cue.changing) && m.ofThose(c):
			c.intent = ChangeOrder // "ganti jne aja, mocca nya 2"
		case len(cs) > 1 && c.cues.meets(m.r.cue.story) && c.ends != "?" && (c.intent == "" || c.intent == Order || c.intent == AskPrice || c.intent == AskStock):
			c.intent, c.lines = OutOfScope, nil // "kirain 50, ternyata 62"
		case c.intent == Order && m.anyRemoved(c):
			c.intent = ChangeOrder
		}
	}
}

// ofThose tells whether what is counted was named before: "mocca nya 2".
func (m *message) ofThose(c *clause) bool {
	for _, k := range c.lines {
		l := &m.lines[k]
		for i := l.from; i < l.to; i++ {
			if t := m.tokens[i].Text; l.qty > 0 && (t == "nya" || len(t) > 5 && t[len(t)-3:] == "nya") {
				return true
			}
		}
	}
	return false
}

func (m *message) anyRemoved(c *clause) bool {
	for _, k := range c.lines {
		if m.lines[k].op == Remove {
			return true
		}
	}
	return false
}
