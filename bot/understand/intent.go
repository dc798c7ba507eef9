package understand

// decide finds the intent of each clause.
func (m *message) decide(cs []clause) {
	for i := range cs {
		c := &cs[i]
		if c.greets {
			c.intent, c.margin = Greet, 9
			continue
		}
		if m.bareClause(c) {
			continue
		}
		var scores [maxIntents]float32
		judge(m.r.rules, c.cues, &scores)
		m.feats = m.features(m.feats[:0], c)
		m.r.model.score(m.feats, &scores)
		best, second := 0, -1
		for n := 1; n < len(intents); n++ {
			if scores[n] > scores[best] {
				best, second = n, best
			} else if second < 0 || scores[n] > scores[second] {
				second = n
			}
		}
		c.intent, c.margin = intents[best], scores[best]-scores[second]
	}
}

// bareClause tells whether a clause only names things, or nothing: what it does is said around it.
func (m *message) bareClause(c *clause) bool {
	return c.content == 0 && c.cues.minus(m.r.cue.bare).empty()
}
