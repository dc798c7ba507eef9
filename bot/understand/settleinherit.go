package understand

import (
	"slices"
	"strings"

	"tokobot/internal/bahasa"
)

// dropParts leaves out what is rather a part of goods named beside it, where it is told what these are like or what is wrong with them: in
// "kacamata saya karetnya putus" no karet is meant, in "helm putih ada lampunya?" no lamp.
func (m *message) dropParts(ds []draft) {
	var goods []Product // named so far, and by more than one everyday word
	for i := range ds {
		d := &ds[i]
		named := len(goods) > 0 || slices.ContainsFunc(d.Products, func(p Product) bool { return p.strong() })
		asks := d.Intent == Complain || d.Intent == ReturnRefund || d.Intent == AskProduct
		d.Products = slices.DeleteFunc(d.Products, func(p Product) bool {
			if asks && p.Qty == 0 && len(p.Options) == 0 && (p.weak && named || p.part && m.otherKind(p, goods)) {
				return true
			}
			if p.strong() {
				goods = append(goods, p)
			}
			return false
		})
	}
}

// strong tells whether goods are named by more than one everyday word.
func (p Product) strong() bool { return !p.weak && (p.Product != "" || len(p.Candidates) > 0) }

// otherKind tells whether there are goods and a product is in no category of theirs.
func (m *message) otherKind(p Product, goods []Product) bool {
	return len(goods) > 0 && !slices.ContainsFunc(goods, func(g Product) bool { return m.categoryOf(g) == m.categoryOf(p) })
}

// categoryOf is the category of a product or of the first of its candidates.
func (m *message) categoryOf(p Product) string {
	if len(p.Candidates) > 0 {
		p.Product = p.Candidates[0]
	}
	if of := m.r.cat.Product(p.Product); of != nil {
		return of.Category
	}
	return ""
}

// inherit gives later questions what was named before them: the product, the place, the courier unless two were compared, the way to pay.
func (m *message) inherit(ds []draft) {
	var goods goodsSaid
	var sending, paying, carrying, asked, faulty *draft
	carriers := map[string]bool{}
	for i := range ds {
		d := &ds[i]
		goods.next(m, d)
		switch {
		case d.Intent == AskShippingCost || d.Intent == AskShippingTime || d.Intent == AskCouriers:
			if sending != nil && len(d.Places) == 0 && d.Intent != AskCouriers {
				d.Places = slices.Clone(sending.Places)
				if d.Courier == "" && d.Service == "" && sending.Intent != AskPayment && len(carriers) < 2 {
					d.Courier, d.Service = sending.Courier, sending.Service
				}
			}
			if d.Courier != "" {
				carriers[d.Courier] = true
				carrying = d // "bisa pake dakota? ke waru berapa"
			}
			if len(d.Places) > 0 {
				sending = d
				shareBack(ds[:i], d)
			}
			if d.Courier == "" && d.Service == "" && d.Intent != AskCouriers && carrying != nil && len(carriers) < 2 {
				d.Courier, d.Service = carrying.Courier, carrying.Service
			}
		case d.Intent == ChooseCourier:
			if d.Courier == "" && sending != nil && m.serves(sending.Courier, d.Service) {
				d.Courier = sending.Courier // "sicepat best bisa? kalo ga reg aja"
			}
			carrying = d
		case d.Intent == AskPayment:
			if d.Method == "" && paying != nil {
				d.Method = paying.Method
			}
			if len(d.Places) > 0 {
				sending = d
			}
		case d.Intent == ChoosePayment:
			paying = d
		case d.Intent == ClaimPaid && d.Method == "" && paying != nil:
			d.Method = paying.Method // "transfer BCA ya, sudah saya kirim"
		case d.Intent == AskOrderStatus && d.Order != "":
			asked = d
		case d.Intent == Complain && len(d.Products) > 0:
			faulty = d
		case d.Intent == ReturnRefund && len(d.Products) == 0 && faulty != nil:
			d.Products = faulty.returned()
		case d.Intent == CancelOrder && d.Order == "" && asked != nil:
			d.Order = asked.Order // "MLT-1 sampai mana? kalau belum jalan dibatalkan saja"
		}
	}
}

// shareBack gives a question of what sending costs the place and the courier of the question of how long it takes right behind it, and the
// other way round: "ongkir sama lama kirim ke ternate pake jne".
func shareBack(before []draft, d *draft) {
	if len(before) == 0 {
		return
	}
	b := &before[len(before)-1]
	pair := b.Intent == AskShippingCost && d.Intent == AskShippingTime || b.Intent == AskShippingTime && d.Intent == AskShippingCost
	if !pair || len(b.Places) > 0 {
		return
	}
	b.Places = slices.Clone(d.Places)
	if b.Courier == "" && b.Service == "" {
		b.Courier, b.Service = d.Courier, d.Service
	}
}

// returned is what a return is about that is wanted behind a fault: the goods of the fault, without how many; of two variants of a product the one
// that came, "pesan 36 datang 34, tukar".
func (d *draft) returned() []Product {
	out := named(d.Products, 0)
	if n := len(out); n == 2 && out[0].Product != "" && out[0].Product == out[1].Product {
		out = out[1:]
	}
	return out
}

// goodsSaid is the goods that acts named: those of the last, and all.
type goodsSaid struct{ last, all []Product }

// next gives an act the goods named before it, if it names none, and notes its own.
func (g *goodsSaid) next(m *message, d *draft) {
	bare := inherits[d.Intent] && m.onlyCounted(d.Products) && !(d.Intent == AskStock && m.asksStranger(d))
	switch {
	case len(g.all) <= len(g.last):
	case bare && d.clause >= 0 && m.cs[d.clause].cues.has(m.r.cue.every):
		g.last = g.all // "X berapa, Y berapa? masih ada dua2nya?"
	case d.Intent == AskProduct && len(d.Products) == 0 && m.compares(d):
		g.last = g.all // "yang 5 meter berapa? yang 3 meter? bedanya apa?"
	}
	if bare && len(g.last) > 0 {
		qty := 0
		if len(d.Products) > 0 {
			qty = d.Products[0].Qty
		}
		d.Products = named(g.last, qty)
	}
	if inherits[d.Intent] && d.Intent != Order {
		variantsOf(d.Products, g.last)
	}
	if len(d.Products) > 0 {
		g.last = d.Products
		for _, p := range g.last {
			if !slices.ContainsFunc(g.all, p.same) {
				g.all = append(g.all, p)
			}
		}
	}
}

// asksStranger tells whether an act asks for goods that the shop does not have: "kembang kol berapa? anggur ada?".
func (m *message) asksStranger(d *draft) bool {
	if d.clause < 0 {
		return false
	}
	c := &m.cs[d.clause]
	for i := c.from; i < min(c.to, c.from+2); i++ {
		w := &m.words[i]
		if w.Kind == bahasa.Word && m.free(i) && m.cuesAt(i).empty() && len(w.Text) >= 4 && !bahasa.Common(w.Text) && w.near == "" {
			return m.cuesAt(i + 1).meets(m.r.cue.having)
		}
	}
	return false
}

// serves tells whether a courier of the shop has a service.
func (m *message) serves(courier, service string) bool {
	c := m.r.cat.Courier(courier)
	return c != nil && service != "" && c.Service(service) != nil
}

// compares tells whether an act asks how things differ.
func (m *message) compares(d *draft) bool {
	if d.clause < 0 {
		return false
	}
	c := &m.cs[d.clause]
	return slices.ContainsFunc(m.words[c.from:c.to], func(w word) bool { return strings.HasPrefix(w.Text, "beda") || strings.HasPrefix(w.Text, "perbeda") })
}

// variantsOf puts the variant that was named before in the place of a product that is named again without one: "meja 6 kursi berapa? mejanya
// jati?".
func variantsOf(now, before []Product) {
	for i := range now {
		p := &now[i]
		if p.Product == "" || p.SKU != "" || len(p.Options) > 0 {
			continue
		}
		for _, b := range before {
			if b.Product == p.Product && b.SKU != "" {
				b.Qty, b.Op = p.Qty, p.Op
				*p = b
				break
			}
		}
	}
}

// onlyCounted tells whether products say nothing but a number, if there are any.
func (m *message) onlyCounted(products []Product) bool {
	for _, p := range products {
		if p.Product != "" || len(p.Candidates) > 0 || len(p.Options) > 0 || p.Category != "" {
			return false
		}
	}
	return len(products) <= 1
}

// named is what an act without products of its own takes over.
func named(products []Product, qty int) []Product {
	var out []Product
	for _, p := range products {
		p.Qty, p.Op = qty, ""
		if p.Product != "" || len(p.Candidates) > 0 || len(p.Options) > 0 {
			out = append(out, p)
		}
	}
	return out
}
