package understand

import "tokobot/internal/bahasa"

// leastEvidence is what the rules must say for a clause that asks nothing beside other acts.
const leastEvidence = 3

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
		if m.unfounded(c) {
			if c.intent = OutOfScope; len(m.counted(c)) > 0 {
				c.intent = Order
			}
		}
		if m.onlyPlace(c) {
			c.intent = GiveAddress
		}
		switch {
		case i > 0 && (c.intent == Order || c.intent == idleIntent || c.intent == AskStock && c.ends != "?") && len(c.lines) > 0 && cs[i-1].cues.meets(m.r.cue.changing) && m.ofThose(c):
			c.intent = ChangeOrder // "ganti jne aja, mocca nya 2"
		case c.intent == Goodbye && !c.cues.meets(intentNeeds()[intentNumber(Goodbye)]) && c.cues.has(m.r.cue.already):
			c.intent = Affirm // "sudah ya kak" parts from nobody
		case len(cs) > 1 && c.cues.meets(m.r.cue.story) && c.ends != "?" && (c.intent == "" || c.intent == Order || c.intent == AskPrice || c.intent == AskStock):
			c.intent, c.lines = OutOfScope, nil // "kirain 50, ternyata 62"
		case c.intent == AskProduct && c.content == 0 && len(c.lines) > 0 && !c.cues.meets(m.r.cue.asksGoods):
			c.intent = AskStock // "mukena bali dewasa?"
		case c.intent == ChangeOrder && len(c.lines) == 0 && !c.cues.meets(m.r.cue.alters):
			c.intent = OutOfScope // "bukan Rina tapi Rini" changes no goods
		case c.intent == Order && m.hasKind(c.from, c.to, spotAmount) && !c.cues.meets(m.r.cue.paying):
			c.intent = AskDiscount // "2 harga 30rb aja ya": a price that the buyer dictates
		case c.intent == ChangeOrder && len(c.lines) == 0 && c.cues.meets(m.r.cue.ordering) && !c.cues.meets(m.r.cue.alters):
			c.intent = Order // "eh, saya mau pesan yang tadi"
		case (c.intent == Deny || c.intent == CancelOrder) && m.anyRemoved(c) && m.namesGoods(c):
			c.intent = ChangeOrder // "maroonnya ga jadi"
		case c.intent == Order && m.anyRemoved(c):
			c.intent = ChangeOrder
		case (c.intent == AskStock || c.intent == AskProduct) && c.ends != "?" && !c.cues.meets(m.r.cue.asksAnything) && !c.cues.meets(m.r.cue.having) && len(m.counted(c)) > 0:
			c.intent = Order // "kastengel 500 gr 10 pcs"
		}
	}
}

// onlyPlace tells whether a clause is nothing but a place, which nobody names for nothing: "garut".
func (m *message) onlyPlace(c *clause) bool {
	if c.intent != OutOfScope && c.intent != idleIntent && c.intent != Greet || c.content > 0 {
		return false
	}
	found := false
	for i := c.from; i < c.to; i++ {
		switch s := m.at(i); {
		case s != nil && s.kind == spotPlace:
			found = true
		case s != nil || m.words[i].Kind <= bahasa.Number && !m.cuesAt(i).meets(m.r.cue.particle) && !m.cuesAt(i).has(m.r.cue.to):
			return false
		}
	}
	return found && !m.onlyInNames(c)
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

// namesGoods tells whether a clause names goods or what they come in.
func (m *message) namesGoods(c *clause) bool {
	for _, k := range c.lines {
		if l := &m.lines[k]; len(l.products)+len(l.options) > 0 {
			return true
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

// binding is the intents that change something at the shop or in an order, and must not be read from words that say nothing of the kind.
var binding = map[Intent]bool{Affirm: true, Deny: true, CancelOrder: true, ChangeOrder: true, ClaimPaid: true, UseVoucher: true, OptOut: true, ChooseCourier: true,
	ChoosePayment: true, GiveAddress: true}

// unfounded tells whether the words of a clause give no ground for its intent, whatever the weights say of them: a lone name of a street is no
// yes, and an unknown word asks nothing.
func (m *message) unfounded(c *clause) bool {
	if n := intentNumber(c.intent); n >= 0 && binding[c.intent] {
		need := intentNeeds()[n]
		return !need.empty() && !c.cues.meets(need)
	}
	if c.intent == Order && len(c.lines) == 0 {
		return !c.cues.meets(m.r.cue.orders)
	}
	if (c.intent == Complain || c.intent == ReturnRefund && !c.cues.meets(m.r.cue.asksGoods)) && c.evidence <= 0 && c.margin < 3 {
		return true // nobody is called for words that only sound alike
	}
	if c.intent == AskShippingCost && !c.cues.meets(m.r.cue.sending) && !c.cues.has(m.r.cue.spotCue[spotCourier]) {
		return m.onlyInNames(c) // "kaos Bali sama kaos Jogja bedanya apa"
	}
	return inherits[c.intent] && c.intent != Order && len(c.lines) == 0 && !m.hasKind(c.from, c.to, spotAmount) && c.evidence <= 0 && !c.cues.meets(m.r.cue.asksAnything) && !c.cues.meets(m.r.cue.asksGoods)
}

// onlyInNames tells whether every place of a clause rather belongs to the name of something.
func (m *message) onlyInNames(c *clause) bool {
	named := false
	for i := c.from; i < c.to; i++ {
		if s := m.at(i); s != nil && s.kind == spotPlace && s.from == i {
			if !m.partOfName(c, i) {
				return false
			}
			named = true
		}
	}
	return named
}
