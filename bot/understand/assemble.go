package understand

import (
	"slices"
	"strings"

	"tokobot/internal/bahasa"
)

// draft is an act while it is put together.
type draft struct {
	Act
	clause int // -1 for none
	score  float32
	at     []int // where each product stands, as long as they are those of one clause
}

// acts puts the message's acts together from its clauses.
func (m *message) acts() []Act {
	var ds []draft
	m.fromMessage(m.cs)
	for i := range m.cs {
		m.clauseActs(&ds, i)
	}
	ds = m.settle(m.placeBlock(ds))
	ds = m.agreed(ds)
	if o, ok := m.bareOrder(ds); ok {
		ds = []draft{o}
	}
	if len(ds) == 0 {
		return m.nothingSaid()
	}
	out := make([]Act, 0, len(ds))
	for i := range ds {
		out = append(out, ds[i].Act)
	}
	return out
}

// agreed puts the yes back that a message begins with where one was asked for: "ya, transfer bca".
func (m *message) agreed(ds []draft) []draft {
	if m.ctx.Expect != ExpectConfirm && m.ctx.Expect != ExpectYesNo || len(ds) == 0 || len(m.units) == 0 {
		return ds
	}
	for i := range ds {
		if in := ds[i].Intent; in == Affirm || in == Deny || in == CancelOrder || in == ChangeOrder || asksAfter[in] {
			return ds
		}
	}
	for i := range m.units {
		u := &m.units[i]
		if !u.named && (u.cues.meets(m.r.cue.truly) || u.cues.meets(m.r.cue.yes) && len(ds) == 1 && ds[0].Intent == OutOfScope) {
			ds = slices.DeleteFunc(ds, func(d draft) bool { return d.Intent == OutOfScope })
			return append([]draft{{Act: Act{Intent: Affirm, Words: m.raw(u.from, u.to)}, clause: -1}}, ds...)
		}
		if !u.hollow {
			return ds
		}
	}
	return ds
}

// asksAfter is the questions behind an "oke" that say the buyer has not agreed yet.
var asksAfter = map[Intent]bool{AskTotal: true, AskPrice: true, AskShippingCost: true, AskShippingTime: true, AskStock: true, AskProduct: true, AskDiscount: true,
	AskWholesale: true, AskCouriers: true, AskPayment: true, AskStore: true, AskFAQ: true, AskHuman: true, Complain: true, OptOut: true}

// bareOrder reads a message that says nothing but how many or which: "ya 4 aja".
func (m *message) bareOrder(ds []draft) (draft, bool) {
	if len(ds) > 1 || len(ds) == 1 && ds[0].Intent != Affirm && ds[0].Intent != OutOfScope {
		return draft{}, false
	}
	var products []Product
	for k := range m.lines {
		if m.lines[k].qty > 0 {
			products = append(products, m.resolve(&m.lines[k]))
		}
	}
	if len(products) == 0 {
		return draft{}, false
	}
	for i := range m.cs {
		if m.cs[i].content > 0 || m.cs[i].ends == "?" {
			return draft{}, false
		}
	}
	return draft{Act: Act{Intent: Order, Products: products, Words: strings.TrimSpace(m.text)}, clause: -1}, true
}

// nothingSaid reads a message without a clause: only courtesies are an opener, other signs say nothing.
func (m *message) nothingSaid() []Act {
	words := strings.TrimSpace(m.text)
	said, called, more := false, false, false
	for i := range m.words {
		c := m.cuesAt(i)
		called = called || c.has(m.r.cue.sapa) || c.has(m.r.cue.ask)
		said = said || m.words[i].Kind <= bahasa.Number
		more = more || m.words[i].Kind <= bahasa.Number && !c.meets(m.r.cue.particle)
	}
	if called && !more {
		return []Act{{Intent: Greet, Words: words}}
	}
	if said {
		return []Act{{Intent: OutOfScope, Words: words}}
	}
	return nil
}

// clauseActs appends what a clause does.
func (m *message) clauseActs(ds *[]draft, i int) {
	c := &m.cs[i]
	post := m.postcodeSaid(c)
	if c.intent == idleIntent && m.usualAddress(c) >= 0 || post != "" && (c.intent == idleIntent || c.intent == OutOfScope) {
		c.intent = GiveAddress
	}
	if c.intent == idleIntent {
		return
	}
	if i > 0 && c.intent == m.cs[i-1].intent && m.cs[i-1].ends == "" && m.onlyHelps(c) {
		m.cs[i-1].ends = c.ends
		return // the "bisa?" of "ambil sendiri bisa?"
	}
	m.recast(c)
	d := draft{Act: Act{Intent: c.intent, Words: strings.TrimSpace(m.raw(c.from, c.to))}, clause: i, score: c.margin}
	m.fillNames(&d.Act, c)
	if shows[d.Intent]&showProducts != 0 {
		for _, k := range c.lines {
			if m.lines[k].stays && d.Intent == ChangeOrder {
				continue
			}
			d.Products = append(d.Products, m.resolve(&m.lines[k]))
			d.at = append(d.at, m.lines[k].from)
		}
	}
	if len(d.Products) == 0 && inherits[d.Intent] && d.Intent != Order && i > 0 && m.cs[i-1].intent == idleIntent {
		for _, k := range m.cs[i-1].lines {
			d.Products = append(d.Products, named([]Product{m.resolve(&m.lines[k])}, 0)...) // "mahal kali piyamanya. 70 lah"
		}
	}
	if d.Intent == GiveAddress {
		if m.fillPlace(&d.Act, c); post != "" && d.Address == nil {
			d.Address = &Address{Postcode: post}
		}
	}
	before, after := m.beside(&d, c)
	*ds = append(*ds, before...)
	if d.Intent == ChooseCourier && len(d.Places) > 0 && !m.oneOfSeveral(c) {
		p := d.Places[0]
		d.Places = nil
		to := draft{Act: Act{Intent: GiveAddress, Address: &Address{Place: &p}, Words: d.Words}, clause: -1}
		if m.placeFirst(c) {
			*ds = append(*ds, to)
		} else {
			after = append(after, to)
		}
	}
	*ds = append(append(append(*ds, m.rivals(&d, c)...), d), after...)
}

// recast gives a clause the intent that what it names says, where the weights cannot know it.
func (m *message) recast(c *clause) {
	if c.intent == AskPrice && m.pricesSending(c) {
		c.intent = AskShippingCost
	}
	if c.intent == AskShippingTime && m.asksMaking(c) || c.intent == ReturnRefund && c.cues.meets(m.r.cue.warranty) && !c.cues.meets(intentNeeds()[intentNumber(ReturnRefund)]) {
		c.intent = AskProduct
	}
	if c.intent == OutOfScope && m.asksWhetherSold(c) {
		c.intent = AskStock
	}
	if c.intent == OutOfScope && len(c.lines) > 0 && m.asksWhich() {
		c.intent = AskProduct // "grinder yg bagus yg mana"
	}
	if againOf[c.intent] && c.ends != "?" && len(c.lines) > 0 && !c.cues.meets(m.r.cue.asksAnything) && !c.cues.meets(m.r.cue.asksGoods) && m.just(c) {
		if c.intent = Order; m.corrects(c) {
			c.intent = ChangeOrder // "eh cr2016 deh"
		}
	}
}

// asksWhetherSold tells whether a clause asks if the shop sells something, and offers nothing: "jual karpet ga", not "mau jual motor saya".
func (m *message) asksWhetherSold(c *clause) bool {
	for i := c.from; i < c.to; i++ {
		if !slices.Contains(sellingWords, m.words[i].Text) {
			continue
		}
		if b := m.before(i); b >= c.from && slices.Contains(offeringWords, m.words[b].Text) {
			return false
		}
		return true
	}
	return false
}

// The words of selling, and those in front of them with which a buyer offers something.
var (
	sellingWords  = []string{"jual", "jualan", "jualin", "ngejual", "nyediain", "menyediakan", "sedia"}
	offeringWords = []string{"mau", "saya", "sy", "aku", "ak", "gue", "gw", "pengen", "mo", "orang"}
)

// onlyHelps tells whether a clause is nothing but a word such as "bisa".
func (m *message) onlyHelps(c *clause) bool {
	for i := c.from; i < c.to; i++ {
		if in := m.cuesAt(i); m.at(i) != nil || m.words[i].Kind <= bahasa.Number && !in.meets(m.r.cue.helper) && !in.meets(m.r.cue.particle) {
			return false
		}
	}
	return true
}

// asksMaking tells whether a clause asks how long goods are made, not how long they are on their way: "brp lama bikinnya".
func (m *message) asksMaking(c *clause) bool {
	making := false
	for i := c.from; i < c.to; i++ {
		if s := m.at(i); s != nil && (s.kind == spotPlace || s.kind == spotCourier || s.kind == spotService) || slices.Contains(arrivals, m.words[i].Text) {
			return false
		}
		making = making || slices.Contains(makings, m.words[i].Text)
	}
	return making
}

// arrivals are the words of being on the way.
var arrivals = []string{"sampai", "sampe", "smp", "nyampe", "nyampai", "kirim", "dikirim", "kirimnya", "datang", "dateng", "ongkir"}

var makings = []string{"bikin", "bikinnya", "bikinin", "dibikin", "dibikinnya", "buatnya", "pembuatan", "pembuatannya", "dibuat", "dibuatnya", "pengerjaan", "pengerjaannya",
	"produksi", "produksinya", "ngerjain", "ngerjainnya", "gawene", "digawe", "nyieunna"}

// just tells whether a clause ends in "aja" or "deh", or these and a form of address.
func (m *message) just(c *clause) bool {
	for i := c.to - 1; i >= max(c.from, c.to-3); i-- {
		if w := m.words[i].Text; slices.Contains(justWords, w) || w == "deh" || w == "dah" {
			return true
		}
	}
	return false
}

// oneOfSeveral tells whether a place says which of several parcels is meant: "yg malang pake anteraja, yg surabaya gosend".
func (m *message) oneOfSeveral(c *clause) bool {
	for i := c.from + 1; i < c.to; i++ {
		if s := m.at(i); s != nil && s.from == i && s.kind == spotPlace {
			return slices.Contains(relatives, m.words[i-1].Text)
		}
	}
	return false
}

// placeFirst tells whether a clause names its place before its courier.
func (m *message) placeFirst(c *clause) bool {
	for i := c.from; i < c.to; i++ {
		if s := m.at(i); s != nil && (s.kind == spotPlace || s.kind == spotCourier || s.kind == spotService) {
			return s.kind == spotPlace
		}
	}
	return false
}

// rivals makes an act of each courier but the last that a question compares: "jnt sama jne murahan mana ke indramayu", and of each
// order but the last that one act is about.
func (m *message) rivals(d *draft, c *clause) []draft {
	if d.Order != "" && d.Intent != ClaimPaid {
		return m.orders(d, c)
	}
	if d.Intent != AskShippingCost && d.Intent != AskShippingTime {
		return nil
	}
	var out []draft
	for i := c.from; i < c.to; i++ {
		s := m.at(i)
		if s == nil || s.from != i || s.kind != spotCourier || s.foreign || s.code == d.Courier || m.setAside(c, i) {
			continue
		}
		o := draft{Act: Act{Intent: d.Intent, Places: d.Places, Courier: s.code, Words: d.Words}, clause: d.clause, score: d.score}
		if n := m.at(s.to); n != nil && n.kind == spotService {
			o.Service = n.code
		}
		out = append(out, o)
	}
	return out
}

func (m *message) orders(d *draft, c *clause) []draft {
	var out []draft
	for i := c.from; i < c.to; i++ {
		if s := m.at(i); s != nil && s.from == i && s.kind == spotOrder && s.code != d.Order {
			out = append(out, draft{Act: Act{Intent: d.Intent, Order: s.code, Words: d.Words}, clause: d.clause, score: d.score})
		}
	}
	return out
}

// fillPlace takes the place that a clause without an address of its own says to send to.
func (m *message) fillPlace(a *Act, c *clause) {
	for i := c.from; i < c.to; i++ {
		if s := m.at(i); s != nil && s.from == i && s.kind == spotPlace {
			p := s.place
			a.Address = &Address{Place: &p}
		}
	}
}

// postcodeSaid is the five digits behind the word for a postcode, "" for none: "kodeposnya 56411 ya, lupa".
func (m *message) postcodeSaid(c *clause) string {
	for i := c.from; i < c.to; i++ {
		if w := m.words[i].Text; !strings.HasPrefix(w, "kodepos") && !strings.HasPrefix(w, "kodpos") && !(strings.HasPrefix(w, "pos") && i > 0 && m.words[i-1].Text == "kode") {
			continue
		}
		for k := i + 1; k < len(m.tokens) && k < i+8; k++ {
			if t := m.tokens[k]; t.Kind == bahasa.Number && len(t.Text) == 5 && t.Text[0] != '0' && !strings.ContainsAny(t.Text, ".,") {
				return t.Text
			}
		}
	}
	return ""
}

func lastOf(ds []draft) *draft {
	if len(ds) == 0 {
		return nil
	}
	return &ds[len(ds)-1]
}

// inherits is the intents of questions that are about the product named before.
var inherits = map[Intent]bool{AskPrice: true, AskStock: true, AskProduct: true, AskWholesale: true, AskDiscount: true, Order: true}

// behind tells whether a draft stands behind a token: an order where the first of its goods does.
func (m *message) behind(d *draft, token int) bool {
	if d.Intent == Order && len(d.at) > 0 && len(m.blocks) > 1 {
		return d.at[0] >= token
	}
	return d.clause >= 0 && m.cs[d.clause].from >= token
}

// splitOrder makes two of an order that names goods in front of an address and behind it: what stands behind is for somebody else.
func (m *message) splitOrder(ds []draft, address int) []draft {
	if len(m.blocks) < 2 {
		return ds
	}
	for i := range ds {
		d := &ds[i]
		n := 0
		for n < len(d.at) && d.at[n] < address {
			n++
		}
		if d.Intent != Order || n == 0 || n == len(d.at) || len(d.at) != len(d.Products) {
			continue
		}
		rest := *d
		rest.Products, rest.at = slices.Clone(d.Products[n:]), d.at[n:]
		d.Products, d.at = d.Products[:n:n], d.at[:n:n]
		return slices.Insert(ds, i+1, rest)
	}
	return ds
}

// placeBlock adds the acts of giving an address at their places among the others.
func (m *message) placeBlock(ds []draft) []draft {
	for k := range m.blocks {
		b := &m.blocks[k]
		a := b.Address
		ds = m.splitOrder(ds, b.from)
		at := slices.IndexFunc(ds, func(d draft) bool { return m.behind(&d, b.from) })
		if at < 0 {
			at = len(ds)
		}
		ds = slices.Insert(ds, at, draft{Act: Act{Intent: GiveAddress, Address: &a, Words: strings.TrimSpace(m.raw(b.from, b.to))}, clause: -1})
	}
	return ds
}
