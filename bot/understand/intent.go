package understand

import (
	"slices"

	"tokobot/internal/bahasa"
)

// leastEvidence is what the rules must say for a clause that asks nothing beside other acts.
const leastEvidence = 3

// clearLead is by how much the weights must put an intent before all others to be believed without a word that gives ground for it;
// clearFault is that of a complaint, which calls a human.
const (
	clearLead  = 1
	clearFault = 3
	clearTalk  = 6
)

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
		if again := m.asksAgain(cs, i); again != "" {
			c.intent = again
			continue
		}
		if m.unfounded(c) && !m.wornOut(c) {
			m.withoutGround(c)
		}
		if m.onlyPlace(c) {
			c.intent = GiveAddress
		}
		switch {
		case i > 0 && (c.intent == Order || c.intent == idleIntent || c.intent == AskStock && c.ends != "?") && len(c.lines) > 0 && cs[i-1].cues.meets(m.r.cue.changing) && m.ofThose(c):
			c.intent = ChangeOrder // "ganti jne aja, mocca nya 2"
		case (c.intent == OutOfScope || c.intent == idleIntent || c.intent == Order && len(c.lines) == 0) && m.hasKind(c.from, c.to, spotOrder):
			c.intent = AskOrderStatus // "untuk MLT-1 ya": whatever it says, it is about that order
		case c.intent == Goodbye && !c.cues.meets(intentNeeds()[intentNumber(Goodbye)]) && c.cues.has(m.r.cue.already):
			c.intent = Affirm // "sudah ya kak" parts from nobody
		case len(cs) > 1 && c.cues.meets(m.r.cue.story) && c.ends != "?" && (c.intent == "" || c.intent == Order || c.intent == AskPrice || c.intent == AskStock):
			c.intent, c.lines = OutOfScope, nil // "kirain 50, ternyata 62"
		case (c.intent == AskProduct || c.intent == AskCatalog) && m.asksModels(c):
			c.intent = AskCatalog // "korset ada model apa aja?"
		case c.intent == AskCatalog && c.cues.meets(m.r.cue.axis) && (len(c.lines) > 0 || i > 0 && m.count(spotProduct) > 0):
			c.intent = AskProduct // "warnanya ada apa saja?"
		case c.intent == AskHowToOrder && len(c.lines) == 0 && c.cues.meets(m.r.cue.wish) && c.cues.meets(m.r.cue.ordering) && !c.cues.meets(m.r.cue.learning):
			c.intent = Order // "kak mau order"
		case (c.intent == AskWholesale || c.intent == AskPrice) && m.addsUp(c):
			c.intent = AskTotal // "bluder keju 20 bluder ori 10 brp smua"
		case (c.intent == Affirm || c.intent == Deny) && c.margin < clearLead && c.cues.meets(m.r.cue.asker) && c.cues.has(m.r.cue.ofOrder):
			c.intent = AskOrderStatus // "pesanan saya yang mana aja ya yang belum dibayar"
		case c.intent == AskShippingCost && m.onlyWhether(c.from, c.to):
			c.intent, c.lines = AskCouriers, nil // "bisa kirim ke sorong?"
		case c.intent == AskOrderStatus && m.namesGoods(c) && m.asksMade(c):
			c.intent = AskProduct // "kopi merapi udah digiling belum?"
		case c.intent == AskProduct && m.wornOut(c):
			c.intent = Complain // "sajadahnya luntur"
		case c.intent == AskDiscount && m.onlyNumber(c) && (i == 0 || cs[i-1].intent != AskDiscount):
			c.intent = Order // "5 ya kak"
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
		case (c.intent == AskStock || c.intent == AskProduct) && c.ends != "?" && !c.cues.meets(m.r.cue.asksAnything) && !c.cues.meets(m.r.cue.having) && (len(m.counted(c)) > 0 || m.onlyChooses(c)):
			c.intent = Order // "kastengel 500 gr 10 pcs"
		}
	}
}

// asksAgain is the question that a clause asks once more of something else, which is all it names behind "kalau": "nyampe kendari berapa hari?
// kalau ke baubau?"; "" for none.
func (m *message) asksAgain(cs []clause, i int) Intent {
	c := &cs[i]
	if i == 0 || c.ends != "?" && i < len(cs)-1 || !m.cuesAt(c.from).meets(m.r.cue.conditional) || c.content > 0 || len(m.counted(c)) > 0 {
		return ""
	}
	goods := len(c.lines) > 0
	sent := m.hasKind(c.from, c.to, spotPlace) || m.hasKind(c.from, c.to, spotCourier) || m.hasKind(c.from, c.to, spotService)
	if goods == sent || c.cues.minus(m.r.cue.bare).meets(m.r.cue.asksAnything) {
		return ""
	}
	for k := i - 1; k >= 0; k-- {
		if in := cs[k].intent; goods && againOf[in] || sent && asksDelivery[in] {
			return in
		}
	}
	return ""
}

// againOf is the questions about goods that are asked once more of others.
var againOf = map[Intent]bool{AskPrice: true, AskStock: true, AskProduct: true}

// addsUp tells whether a clause counts several goods and asks what they come to together.
func (m *message) addsUp(c *clause) bool {
	for _, k := range c.lines {
		if m.lines[k].qty == 0 {
			return false
		}
	}
	all := false
	for i := c.from; i < c.to; i++ {
		if w := m.words[i].Text; pieces[w] {
			return false
		} else {
			all = all || sums[w]
		}
	}
	return len(c.lines) > 1 && all
}

var (
	sums   = wordSet("semua semuanya smua smuanya smuany kabeh kabehe sadayana sadonyo kasadonyo jadi jd jadinya jdnya jdinya dadi jadine total totalnya")
	pieces = wordSet("per / pcs pc satuan satuannya sebiji sbiji sijine satunya satune masing kalau kalo klo kl nek mun ambil dapat dapet")
)

// onlyWhether tells whether words ask whether goods are sent to a place, and not for how much: "bisa kirim ke sorong", "do you ship to bali".
func (m *message) onlyWhether(from, to int) bool {
	may := false
	for i := from; i < to; i++ {
		c := m.cuesAt(i)
		if c.meets(m.r.cue.costs) {
			return false
		}
		may = may || c.meets(m.r.cue.may) || m.words[i].Text == "do" || m.words[i].Text == "apakah" || m.words[i].Text == "saged"
	}
	return may && m.hasKind(from, to, spotPlace)
}

// whetherFirst is where the question ends by which a clause that asks what sending costs asks first whether it is sent there: "bisa kirim ke wamena?
// ongkirnya berapa?"; -1 where it does not.
func (m *message) whetherFirst(c *clause) int {
	for i := c.from + 1; i < c.to-1; i++ {
		if m.tokens[i].Text == "?" && m.onlyWhether(c.from, i) && m.hasCue(i, c.to, m.r.cue.postage) {
			return i
		}
	}
	return -1
}

// makes are what may have been done to goods before they are sold.
var makes = wordSet("digiling dikupas dijahit dicuci dirakit diobras dibumbui dimasak digoreng dipanggang dibersihkan dibersihin dikuliti difillet diasinkan dikeringkan disangrai")

// asksMade tells whether a clause asks whether something was done to goods.
func (m *message) asksMade(c *clause) bool {
	return slices.ContainsFunc(m.words[c.from:c.to], func(w word) bool { return makes[w.Text] })
}

// kindWords are the words for several goods of a kind.
var kindWords = wordSet("model modelnya models macam macamnya jenis jenisnya tipe tipenya varian variannya")

// asksModels tells whether a clause asks which models there are of several goods that are called so.
func (m *message) asksModels(c *clause) bool {
	kind := false
	for i := c.from; i < c.to; i++ {
		kind = kind || m.free(i) && kindWords[m.words[i].Text] && i+1 < c.to && m.cuesAt(i+1).meets(m.r.cue.whichAll)
	}
	return kind && len(c.lines) == 1 && len(m.lines[c.lines[0]].products) > 1 && len(m.lines[c.lines[0]].options) == 0
}

// wears is what goods do in use, which is asked about before and complained of behind.
var wears = wordSet("luntur lunturan melar molor pudar memudar karatan berkarat jamuran berjamur mengkerut menyusut kempes gembos kendor")

// notWorn are the words by which that is asked or denied.
var notWorn = wordSet("ga gak nggak ngga enggak engga gk g tidak tdk kagak kaga ora ndak indak dak teu henteu kah apa bisa akan bakal takut")

// wornOut tells whether a clause says that goods of somebody's do what wears them out, and neither asks nor denies it.
func (m *message) wornOut(c *clause) bool {
	if c.ends == "?" {
		return false
	}
	worn, owned := false, false
	for i := c.from; i < c.to; i++ {
		w := m.words[i].Text
		worn = worn || wears[w]
		owned = owned || clitic(w, func(s string) bool { return len(s) >= 4 && !wears[s] }) != "" && !wears[w] || slices.Contains(persons, w)
		if in := m.cuesAt(i); notWorn[w] || in.meets(m.r.cue.asker) || in.meets(m.r.cue.conditional) {
			return false
		}
	}
	return worn && owned
}

// onlyNumber tells whether a clause says how many and nothing else.
func (m *message) onlyNumber(c *clause) bool {
	for _, k := range c.lines {
		if l := &m.lines[k]; l.qty == 0 || len(l.products)+len(l.options) > 0 {
			return false
		}
	}
	return len(c.lines) == 1 && c.content == 0 && m.bareClause(c) && !m.hasKind(c.from, c.to, spotAmount)
}

// onlyChooses tells whether a clause is nothing but options, which answer the shop: "uk 7 gold sama 10 silver".
func (m *message) onlyChooses(c *clause) bool {
	for _, k := range c.lines {
		if l := &m.lines[k]; len(l.products) > 0 || len(l.options) == 0 {
			return false
		}
	}
	return len(c.lines) > 0 && c.content == 0
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

// withoutGround gives a clause that is unfounded what it still may mean: counted goods are ordered, "hitam aja deh" chooses, and "kopernya
// silver aja" of a suitcase in the draft changes it.
func (m *message) withoutGround(c *clause) {
	change, fault := c.intent == ChangeOrder, c.intent == Complain
	c.intent = OutOfScope
	switch {
	case fault && len(m.cs) == 1 && c.cues.meets(m.r.cue.asksGoods):
		c.intent = AskProduct // "gamisnya ga luntur kan"
	case len(m.counted(c)) > 0:
		c.intent = Order
	case change && m.namesGoods(c):
		c.intent = Order
		for _, k := range c.lines {
			if slices.ContainsFunc(m.basket(), func(p int32) bool { return slices.Contains(m.lines[k].products, p) }) {
				c.intent = ChangeOrder
			}
		}
	}
}

// unfounded tells whether the words of a clause give no ground for its intent, whatever the weights say of them: a lone name of a street is no
// yes, and an unknown word asks nothing. What leads clearly needs no ground: so many ways there are to say it.
func (m *message) unfounded(c *clause) bool {
	fault := c.intent == Complain || c.intent == ReturnRefund && !c.cues.meets(m.r.cue.asksGoods)
	if c.margin >= clearFault || !fault && c.margin >= clearLead {
		return false
	}
	if c.intent == ChangeOrder && len(c.lines) > 0 && m.corrects(c) {
		return false // "eh cr2016 deh"
	}
	if c.intent == GiveAddress && m.hasKind(c.from, c.to, spotPlace) && !m.onlyInNames(c) {
		return false // "sent to kebon baru tebet ya"
	}
	if n := intentNumber(c.intent); n >= 0 && binding[c.intent] {
		need := intentNeeds()[n]
		return !need.empty() && !c.cues.meets(need)
	}
	if c.intent == Order && len(c.lines) == 0 {
		return !c.cues.meets(m.r.cue.orders)
	}
	if fault && c.evidence <= 0 {
		return true // nobody is called for words that only sound alike
	}
	if c.intent == AskCouriers {
		return !c.cues.meets(m.r.cue.sending) && !c.cues.has(m.r.cue.spotCue[spotCourier]) && !c.cues.has(m.r.cue.spotCue[spotService]) && !m.hasKind(c.from, c.to, spotPlace)
	}
	if c.intent == AskShippingCost && !c.cues.meets(m.r.cue.sending) && !c.cues.has(m.r.cue.spotCue[spotCourier]) {
		return m.onlyInNames(c) // "kaos Bali sama kaos Jogja bedanya apa"
	}
	if c.intent == AskProduct && len(c.lines) > 0 && c.content > 0 && c.ends != "?" && c.evidence <= 0 && !c.cues.meets(m.r.cue.asksAnything) && !c.cues.meets(m.r.cue.asksGoods) {
		return true // "aku biasanya pakai baju biasa aja"
	}
	return inherits[c.intent] && c.intent != Order && len(c.lines) == 0 && !m.hasKind(c.from, c.to, spotAmount) && c.evidence <= 0 && !c.cues.meets(m.r.cue.asksAnything) && !c.cues.meets(m.r.cue.asksGoods)
}

// corrects tells whether a clause begins with a word that takes back what was said: "eh cr2016 deh".
func (m *message) corrects(c *clause) bool {
	return slices.Contains(ehWords, m.words[c.from].Text) || c.from > 0 && slices.Contains(ehWords, m.words[c.from-1].Text)
}

var ehWords = []string{"eh", "ehh", "ralat", "wait", "sori", "sorry"}

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
