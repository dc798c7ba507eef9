package understand

import (
	"slices"
	"strings"

	"tokobot/internal/rupiah"
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
	ds = m.placeBlock(ds)
	ds = m.settle(ds)
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
	for i := range m.words {
		if m.words[i].cues.has(m.r.cue.sapa) || m.cuesAt(i).has(m.r.cue.ask) {
			return []Act{{Intent: Greet, Words: strings.TrimSpace(m.text)}}
		}
	}
	for i := range m.words {
		if m.words[i].Kind <= 1 {
			return []Act{{Intent: OutOfScope, Words: strings.TrimSpace(m.text)}}
		}
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
	d := draft{Act: Act{Intent: c.intent, Words: strings.TrimSpace(m.raw(c.from, c.to))}, clause: i, score: c.margin}
	m.fillNames(&d.Act, c)
	for _, k := range c.lines {
		d.Products = append(d.Products, m.resolve(&m.lines[k]))
	}
	*ds = append(*ds, d)
}

// fillNames fills in the places, couriers, ways to pay, numbers and sums that a clause names.
func (m *message) fillNames(a *Act, c *clause) {
	for i := c.from; i < c.to; i++ {
		s := m.at(i)
		if s == nil || s.from != i {
			continue
		}
		switch s.kind {
		case spotPlace:
			a.Places = append(a.Places, s.place)
		case spotCourier:
			if a.Courier == "" || !s.foreign {
				a.Courier = s.code
			}
		case spotService:
			if a.Service = s.code; a.Courier == "" {
				a.Courier = s.code2
			}
		case spotMethod:
			a.Method = s.code
		case spotOrder:
			a.Order = s.code
		case spotVoucher:
			a.Code = s.code
		case spotAmount:
			a.Amount = s.amount
		}
	}
}

// bareActs handles a clause that only names things: it belongs to the act before it, or waits for the next, or stands alone.
func (m *message) bareActs(ds *[]draft, i int) {
	c := &m.cs[i]
	if len(c.lines) == 0 {
		return
	}
	var products []Product
	quantities := false
	for _, k := range c.lines {
		p := m.resolve(&m.lines[k])
		quantities = quantities || p.Qty > 0
		products = append(products, p)
	}
	if n := len(*ds); n > 0 {
		d := &(*ds)[n-1]
		if takesProducts[d.Intent] && !(quantities && d.Intent != Order && d.Intent != ChangeOrder && d.Intent != AskTotal && m.cs[d.clause].ends == "?") {
			d.Products = m.refine(d.Products, products)
			return
		}
	}
	if i+1 < len(m.cs) && takesProducts[m.cs[i+1].intent] && len(m.cs[i+1].lines) == 0 {
		m.cs[i+1].lines = c.lines
		return
	}
	if i+1 < len(m.cs) && m.cs[i+1].intent == "" && len(m.cs[i+1].lines) > 0 && c.ends != "?" {
		m.cs[i+1].lines = append(slices.Clone(c.lines), m.cs[i+1].lines...)
		return
	}
	intent := AskStock
	if quantities && c.ends != "?" {
		intent = Order
	}
	*ds = append(*ds, draft{Act: Act{Intent: intent, Products: products, Words: strings.TrimSpace(m.raw(c.from, c.to))}, clause: i})
}

// refine adds products to an act's; one that only says more of the product named before takes its place.
func (m *message) refine(have, more []Product) []Product {
	for _, p := range more {
		if n := len(have); n > 0 && p.Qty == 0 && len(have[n-1].Options) == 0 && have[n-1].Product == p.Product && have[n-1].Product != "" && have[n-1].SKU == "" {
			have[n-1] = p
			continue
		}
		have = append(have, p)
	}
	return have
}

// takesProducts is the intents that a product named beside them belongs to.
var takesProducts = map[Intent]bool{AskPrice: true, AskStock: true, AskProduct: true, AskWholesale: true, AskDiscount: true, Order: true, ChangeOrder: true,
	AskTotal: true, Complain: true, ReturnRefund: true, AskCatalog: true}

// inherits is the intents of questions that are about the product named before.
var inherits = map[Intent]bool{AskPrice: true, AskStock: true, AskProduct: true, AskWholesale: true, AskDiscount: true, Order: true}

// named is what an act without products of its own takes over: what was named, without how many.
func named(products []Product) []Product {
	out := make([]Product, 0, len(products))
	for _, p := range products {
		p.Qty, p.Op = 0, ""
		if p.Product != "" || len(p.Candidates) > 0 {
			out = append(out, p)
		}
	}
	return out
}

// settle makes the acts of a message fit each other.
func (m *message) settle(ds []draft) []draft {
	ds = m.answerFAQ(ds)
	ds = m.dropIdle(ds)
	var last []Product
	for i := range ds {
		d := &ds[i]
		if inherits[d.Intent] && len(d.Products) == 0 && len(last) > 0 && !m.own(d) {
			d.Products = named(last)
		}
		if len(d.Products) > 0 {
			last = d.Products
		}
	}
	ds = mergeOrders(ds)
	for i := range ds {
		m.finishAct(&ds[i])
	}
	return ds
}

// own tells whether an act needs no product: a discount with a sum, a catalog of everything.
func (m *message) own(d *draft) bool { return d.Intent == Order && d.clause < 0 }

// dropIdle leaves out clauses that say nothing the shop could answer beside others that do, and a cancellation that is taken back
// in the same breath ("ga jadi, jadi 10 biji").
func (m *message) dropIdle(ds []draft) []draft {
	useful := false
	for _, d := range ds {
		useful = useful || d.Intent != OutOfScope && d.Intent != Greet
	}
	out := ds[:0]
	for i, d := range ds {
		switch {
		case d.Intent == OutOfScope && (useful || len(out) > 0 && out[len(out)-1].Intent == OutOfScope):
			continue
		case d.Intent == CancelOrder && i+1 < len(ds) && (ds[i+1].Intent == ChangeOrder || ds[i+1].Intent == Order && len(ds[i+1].Products) > 0):
			ds[i+1].Intent = ChangeOrder
			continue
		case len(out) > 0 && small[d.Intent] && out[len(out)-1].Intent == d.Intent:
			continue
		}
		out = append(out, d)
	}
	return out
}

// small is the intents of which two in a row are one.
var small = map[Intent]bool{Greet: true, Thank: true, Goodbye: true, Affirm: true, Deny: true, CancelOrder: true, AskHuman: true, OptOut: true, ClaimPaid: true,
	Complain: true, AskOrderStatus: true}

// mergeOrders makes one act of orders that follow each other.
func mergeOrders(ds []draft) []draft {
	out := ds[:0]
	for _, d := range ds {
		if n := len(out); n > 0 && out[n-1].Intent == d.Intent && (d.Intent == Order || d.Intent == ChangeOrder) {
			out[n-1].Products = append(out[n-1].Products, d.Products...)
			out[n-1].Words += " " + d.Words
			continue
		}
		out = append(out, d)
	}
	return out
}

// finishAct fills in what depends on the whole act.
func (m *message) finishAct(d *draft) {
	if d.clause < 0 {
		return
	}
	c := &m.cs[d.clause]
	m.price(d, c)
	m.details(&d.Act, c)
	for i := range d.Products {
		p := &d.Products[i]
		switch {
		case d.Intent == ChangeOrder && p.Op == "" && i > 0 && d.Products[i-1].Op == Remove:
			p.Op = Add // "bukan L, yang XL"
		case d.Intent == ChangeOrder && p.Op == "":
			p.Op = Set
		case d.Intent == Order && p.Op == Add, d.Intent != Order && d.Intent != ChangeOrder:
			p.Op = ""
		}
	}
}

// price reads a bare number in talk about prices as thousands: "kirain 50", "40 boleh?".
func (m *message) price(d *draft, c *clause) {
	if d.Amount != 0 || d.Intent != AskDiscount && d.Intent != AskPrice || d.Intent == AskPrice && !c.cues.has(m.r.cue.thought) {
		return
	}
	for i := c.from; i < c.to; i++ {
		s := m.at(i)
		if s == nil || s.kind != spotQuantity || !s.quantity.Bare || s.quantity.Value < 5 || s.quantity.Value > 999 || s.line == 0 {
			continue
		}
		d.Amount = rupiah.Amount(s.quantity.Value * 1000)
		d.Products = slices.DeleteFunc(d.Products, func(p Product) bool {
			return p.Product == "" && p.Candidates == nil && len(p.Options) == 0 && p.Category == ""
		})
		for k := range d.Products {
			d.Products[k].Qty = 0
		}
	}
}

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
