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
}

// acts puts the message's acts together from its clauses.
func (m *message) acts() []Act {
	var ds []draft
	m.decide(m.cs)
	for i := range m.cs {
		m.clauseActs(&ds, i)
	}
	ds = m.settle(m.placeBlock(ds))
	if len(ds) == 0 {
		return m.nothingSaid()
	}
	out := make([]Act, 0, len(ds))
	for i := range ds {
		out = append(out, ds[i].Act)
	}
	return out
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
	if c.intent == "" {
		m.bareActs(ds, i)
		return
	}
	if c.intent == AskPrice && m.pricesSending(c) {
		c.intent = AskShippingCost
	}
	d := draft{Act: Act{Intent: c.intent, Words: strings.TrimSpace(m.raw(c.from, c.to))}, clause: i, score: c.margin}
	m.fillNames(&d.Act, c)
	if shows[d.Intent]&showProducts != 0 {
		for _, k := range c.lines {
			d.Products = append(d.Products, m.resolve(&m.lines[k]))
		}
	}
	before, after := m.beside(&d, c)
	*ds = append(append(append(*ds, before...), d), after...)
}

// bareActs handles a clause that only names things: it belongs to the act before it, or to the next clause, or stands alone.
func (m *message) bareActs(ds *[]draft, i int) {
	c := &m.cs[i]
	if len(c.lines) == 0 {
		m.bareSum(ds, c)
		return
	}
	var products []Product
	quantities := false
	for _, k := range c.lines {
		p := m.resolve(&m.lines[k])
		quantities = quantities || p.Qty > 0
		products = append(products, p)
	}
	words := strings.TrimSpace(m.raw(c.from, c.to))
	if d := lastOf(*ds); d != nil && d.clause >= 0 && takesProducts[d.Intent] {
		asked := m.cs[d.clause].ends == "?"
		switch {
		case asked && c.ends == "?":
			*ds = append(*ds, draft{Act: Act{Intent: d.Intent, Products: products, Words: words}, clause: i})
			return
		case quantities && m.bargains(d, products):
			return
		case asked && quantities && d.Intent != Order && d.Intent != ChangeOrder:
		default:
			d.Products = m.refine(d.Products, products)
			return
		}
	}
	if c.ends != "?" && m.passOn(i) {
		return
	}
	intent := AskStock
	if c.cues.has(m.r.cue.ask) {
		intent = AskProduct
	}
	if quantities && c.ends != "?" || c.ends != "?" && m.buysElse(i, products) {
		intent = Order
	}
	*ds = append(*ds, draft{Act: Act{Intent: intent, Products: products, Words: words}, clause: i})
}

// bareSum gives a sum that stands alone to the act in front: "saya transfer ke BCA ya, 319 ribu" claims that it was paid.
func (m *message) bareSum(ds *[]draft, c *clause) {
	d := lastOf(*ds)
	if d == nil || d.Amount != 0 {
		return
	}
	for i := c.from; i < c.to; i++ {
		s := m.at(i)
		if s == nil || s.kind != spotAmount {
			continue
		}
		switch d.Intent {
		case ChoosePayment:
			d.Intent, d.Amount = ClaimPaid, s.amount
		case ClaimPaid, AskDiscount, AskCatalog:
			d.Amount = s.amount
		}
		return
	}
}

func lastOf(ds []draft) *draft {
	if len(ds) == 0 {
		return nil
	}
	return &ds[len(ds)-1]
}

// passOn hands the lines of a clause that only names things to the next one, if that asks about goods or orders them.
func (m *message) passOn(i int) bool {
	if i+1 >= len(m.cs) {
		return false
	}
	c, next := &m.cs[i], &m.cs[i+1]
	switch {
	case next.intent == AskCatalog && next.cues.has(m.r.cue.best) && len(c.lines) > 1:
		next.intent = AskProduct // "X sama Y, mana yang lebih laku"
		fallthrough
	case next.intent == "" && len(next.lines) > 0 && next.ends != "?",
		next.intent == Order && len(next.lines) > 0,
		next.intent == ChangeOrder && len(next.lines) > 0 && m.lines[next.lines[0]].op == Remove,
		inherits[next.intent] && len(next.lines) == 0:
		next.lines = append(slices.Clone(c.lines), next.lines...)
		return true
	}
	return false
}

// buysElse tells whether products named without a question are meant to be bought: each is one variant, and the rest of the
// message is about sending or paying.
func (m *message) buysElse(i int, products []Product) bool {
	for _, p := range products {
		if p.SKU == "" {
			return false
		}
	}
	for k := i + 1; k < len(m.cs); k++ {
		if ordersBeside[m.cs[k].intent] {
			return true
		}
	}
	return m.block != nil
}

// bargains takes a bare number behind talk about a discount as the price wished for: "bisa kurang ga? 40 ya".
func (m *message) bargains(d *draft, products []Product) bool {
	if d.Intent != AskDiscount || d.Amount != 0 || len(products) != 1 || products[0].Product != "" || products[0].Qty < 5 || products[0].Qty > 999 {
		return false
	}
	d.Amount = thousands(products[0].Qty)
	return true
}

// refine adds products to an act's; one that only says more of the product named before takes its place.
func (m *message) refine(have, more []Product) []Product {
	for _, p := range more {
		if n := len(have); n > 0 && p.Op == "" && have[n-1].Op != "" {
			if p.Op = have[n-1].Op; p.Op == Remove {
				p.Op = Add // "jangan yang hitam, silver"
			}
		}
		if n := len(have); n > 0 && p.Qty == 0 && len(have[n-1].Options) == 0 && have[n-1].Product == p.Product && have[n-1].Product != "" && have[n-1].SKU == "" {
			p.Qty, p.Each = have[n-1].Qty, p.Each || have[n-1].Each
			have[n-1] = p
			continue
		}
		have = append(have, p)
	}
	return have
}

// takesProducts is the intents that a product named beside them belongs to.
var takesProducts = map[Intent]bool{AskPrice: true, AskStock: true, AskProduct: true, AskWholesale: true, AskDiscount: true, Order: true, ChangeOrder: true,
	AskCatalog: true, Complain: true, ReturnRefund: true}

// inherits is the intents of questions that are about the product named before.
var inherits = map[Intent]bool{AskPrice: true, AskStock: true, AskProduct: true, AskWholesale: true, AskDiscount: true, Order: true}

// placeBlock adds the act of giving an address at its place among the others.
func (m *message) placeBlock(ds []draft) []draft {
	if m.block == nil {
		return ds
	}
	a := m.block.Address
	at := len(ds)
	for i, d := range ds {
		if d.clause >= 0 && m.cs[d.clause].from >= m.block.from {
			at = i
			break
		}
	}
	return slices.Insert(ds, at, draft{Act: Act{Intent: GiveAddress, Address: &a, Words: strings.TrimSpace(m.raw(m.block.from, m.block.to))}, clause: -1})
}
