package understand

import (
	"maps"
	"slices"
	"strings"

	"tokobot/internal/bahasa"
)

// mergeOrders makes one order of those that follow each other, and leaves out one that names nothing behind another.
func (m *message) mergeOrders(ds []draft) []draft {
	out := ds[:0]
	for i := range ds {
		d := ds[i]
		prev := lastOf(out)
		switch {
		case prev != nil && d.Intent == AskFAQ && beforeFAQ[prev.Intent] && prev.bare() && prev.clause >= 0 && m.cs[prev.clause].ends == "":
			d.Words = strings.TrimSpace(prev.Words + " " + d.Words)
			*prev = d // "bisa tukar | kalau cacat?"
			continue
		case prev != nil && prev.Intent == Order && d.Intent == Order && len(prev.Products) > 0:
			prev.Products = append(prev.Products, d.Products...)
			prev.Words += " " + d.Words
			continue
		case prev != nil && prev.Intent == d.Intent && !severally[d.Intent] && prev.clause >= 0 && m.cs[prev.clause].ends != "?" && (prev.bare() || d.bare()):
			if d.Words = strings.TrimSpace(prev.Words + " " + d.Words); prev.bare() {
				*prev = d // "ongkir | ke bandung brp"
			} else {
				prev.Words = d.Words
			}
			continue
		case prev != nil && d.Intent == AskCouriers && prev.Intent == AskCouriers && d.bare():
			continue // "kirim ke bau bau bisa? kurir apa saja"
		case prev != nil && d.Intent == AskPrice && d.bare() && prev.Intent == AskCouriers && len(prev.Places) > 0:
			prev.Intent = AskShippingCost // "bisa kirim ke wamena? berapa?"
			continue
		case prev != nil && d.Intent == AskPrice && len(d.Products) == 0 && prev.Intent == AskShippingCost && prev.clause >= 0 && m.cs[prev.clause].ends != "?" && d.Amount == 0:
			continue // "ke Ngaglik, berapa?"
		case prev != nil && d.Intent == AskPrice && len(d.Products) == 0 && m.has(&d, m.r.cue.dear) && (prev.Intent == AskShippingCost || prev.Intent == AskShippingTime):
			continue // "ongkirnya berapa? mahal ya?"
		case prev != nil && d.Intent == ChooseCourier && prev.Courier == "" && (prev.clause < 0 || m.cs[prev.clause].ends == "") && asksDelivery[prev.Intent]:
			prev.Courier, prev.Service = d.Courier, d.Service
			continue
		case prev != nil && prev.Intent == ChooseCourier && d.Courier == "" && asksDelivery[d.Intent] && prev.clause >= 0 && m.cs[prev.clause].ends == "" && len(d.Places)+len(prev.Places) > 0:
			d.Courier, d.Service = prev.Courier, prev.Service // "jne yes nyampe besok ga ke kediri"
			*prev = d
			continue
		}
		out = append(out, d)
	}
	return out
}

// beforeFAQ is the intents of a beginning that belongs to the owner's question right behind it.
var beforeFAQ = map[Intent]bool{ReturnRefund: true, AskProduct: true, AskStock: true, AskPayment: true, AskHowToOrder: true, AskStore: true, OutOfScope: true, AskShippingTime: true}

// bare tells whether an act names nothing.
func (a *Act) bare() bool {
	return len(a.Products)+len(a.Places) == 0 && a.Courier+a.Service+a.Method+a.Order+a.Code == "" && a.Amount == 0 && a.Address == nil && a.Answer == nil
}

// severally is the intents of which two in a row may ask two things although they name nothing.
var severally = map[Intent]bool{AskProduct: true, AskStore: true, AskFAQ: true, Order: true, ChangeOrder: true, Complain: true}

// asksDelivery is the questions that a courier named in the same breath belongs to.
var asksDelivery = map[Intent]bool{AskShippingCost: true, AskShippingTime: true}

// rejoinCounts gives the goods in front of a cut the number that begins what stands behind it: "hitam 4 mocca | 2 dapet grosir ga".
func (m *message) rejoinCounts(ds []draft) {
	for i := 1; i < len(ds); i++ {
		prev, d := &ds[i-1], &ds[i]
		n := len(prev.Products)
		if n < 2 || d.clause < 0 || prev.clause < 0 || m.cs[prev.clause].ends != "" || len(d.Products) != 1 {
			continue
		}
		last, counted := &prev.Products[n-1], d.Products[0]
		qty := counted.Qty
		if counted.Qty = 0; last.Qty == 0 && prev.Products[n-2].Qty > 0 && qty > 0 && (m.onlyCounted(d.Products) || last.same(counted)) {
			last.Qty, d.Products = qty, nil
		}
	}
}

// mergeActs makes one act of those that follow each other and do one thing.
func (m *message) mergeActs(ds []draft) []draft {
	out := ds[:0]
	for i := range ds {
		d := ds[i]
		prev := lastOf(out)
		if prev == nil {
			out = append(out, d)
			continue
		}
		switch {
		case m.joinGoods(prev, &d):
		case prev.Intent == d.Intent && small[d.Intent] && !(d.Intent == Complain && m.twoFaults(prev, &d)):
			mergeSlots(&prev.Act, &d.Act)
		case prev.Intent == AskStore && d.Intent == AskStore && prev.clause >= 0 && m.cs[prev.clause].ends != "?":
			d.Words = prev.Words + " " + d.Words
			*prev = d // "tokonya buka jam berapa"
		case prev.Intent == AskFAQ && d.Intent == AskFAQ && *prev.Answer == *d.Answer:
			prev.Words += " " + d.Words
		case prev.Intent == GiveAddress && d.Intent == GiveAddress && prev.Address.onlyPlace() && d.Address.onlyPlace():
			prev.Address = d.Address // "bukan di Depok tapi di Bekasi Selatan"
		case prev.Intent == GiveAddress && d.Intent == GiveAddress && prev.Address != nil && d.Address != nil && !prev.Address.another(d.Address):
			prev.Address.merge(d.Address)
		case prev.Intent == AskDiscount && d.Intent == AskDiscount:
			mergeSlots(&prev.Act, &d.Act)
		case prev.Intent == d.Intent && (d.Intent == ChoosePayment || d.Intent == ChooseCourier) && (m.has(prev, m.r.cue.undo) || d.Method+d.Courier == ""):
			if d.Method+d.Courier != "" {
				*prev = d // "ga jadi cod, transfer aja"
			}
		case prev.Intent == d.Intent && (d.Intent == AskPrice || d.Intent == AskStock) && prev.clause >= 0 && m.cs[prev.clause].ends != "?":
			for _, p := range d.Products {
				if !slices.ContainsFunc(prev.Products, p.same) {
					prev.Products = append(prev.Products, p)
				}
			}
		case prev.Intent == Complain && d.Intent == AskOrderStatus && m.has(prev, m.r.cue.late) && !m.has(prev, m.r.cue.protest) && m.has(&d, m.r.cue.tracking):
			*prev = d
		case prev.Intent == Complain && d.Intent == AskOrderStatus && !m.has(&d, m.r.cue.tracking):
			mergeSlots(&prev.Act, &d.Act)
		default:
			out = append(out, d)
		}
	}
	return out
}

// joinGoods makes one act of two about goods, the second of which only goes on with the first; false where it does not.
func (m *message) joinGoods(prev, d *draft) bool {
	switch {
	case prev.Intent == Order && d.Intent == Order, prev.Intent == ChangeOrder && (d.Intent == ChangeOrder || d.Intent == Order && !m.has(d, m.r.cue.wish)):
		if d.Intent == Order {
			for k := range d.Products {
				d.Products[k].Op = Add
			}
		}
		prev.Products = append(prev.Products, d.Products...)
		prev.Words += " " + d.Words
	case prev.Intent == Order && d.Intent == AskWholesale && prev.clause >= 0 && m.cs[prev.clause].ends == "," && m.has(d, m.r.cue.asker) && len(prev.Products) == 1 && m.counts2(prev):
		prev.Intent = AskWholesale // "mau 50, dapat harga berapa"
	case prev.Intent == Order && (d.Intent == AskWholesale || d.Intent == AskPrice) && prev.clause >= 0 && m.cs[prev.clause].ends == "" && !m.has(prev, m.r.cue.ordering) && !m.has(prev, m.r.cue.wish):
		prev.Intent = d.Intent // "hitam 4 putih 2 dapet grosir ga"
		prev.Words += " " + d.Words
	case prev.Intent == AskDiscount && prev.Amount > 0 && len(prev.Products) == 0 && d.Intent == Order && len(d.Products) == 1 && d.Products[0].Product == "" && len(d.Products[0].Candidates) == 0:
		prev.Products = d.Products // "12rb ya kak, saya ambil 40 yang hijau"
		prev.Words += " " + d.Words
	case (prev.Intent == AskPrice || prev.Intent == AskWholesale) && d.Intent == Order && prev.clause >= 0 && d.clause >= 0 && m.cs[prev.clause].ends == "," && m.bareClause(&m.cs[d.clause]) && len(prev.Products) > 0 && m.counts2(prev):
		prev.Products = append(prev.Products, d.Products...) // "harga handscoon 20 box, kasa 50 pak"
		prev.Words += " " + d.Words
	default:
		return false
	}
	return true
}

// same tells whether two products say the same.
func (p Product) same(o Product) bool {
	return p.Product == o.Product && p.SKU == o.SKU && p.Qty == o.Qty && maps.Equal(p.Options, o.Options) && slices.Equal(p.Candidates, o.Candidates)
}

// twoFaults tells whether two complaints are of two goods of one kind; another kind of goods is rather a part of the first: "rice cookernya
// retak, kabelnya tidak ada".
func (m *message) twoFaults(a, b *draft) bool {
	if len(a.Products) != 1 || len(b.Products) != 1 {
		return false
	}
	first, second := a.Products[0], b.Products[0]
	if second.Qty = first.Qty; first.same(second) {
		return false
	}
	x, y := m.r.cat.Product(a.Products[0].Product), m.r.cat.Product(b.Products[0].Product)
	return x != nil && y != nil && (x.Category == y.Category || a.Products[0].strong() && b.Products[0].strong() && !b.Products[0].part)
}

// counts2 tells whether an act says how many.
func (m *message) counts2(d *draft) bool {
	return slices.ContainsFunc(d.Products, func(p Product) bool { return p.Qty > 1 })
}

// another tells whether b is the address of a second recipient.
func (a *Address) another(b *Address) bool {
	return a.Street != "" && b.Street != "" && (a.Phone != "" && b.Phone != "" || a.Recipient != "" && b.Recipient != "")
}

// merge takes over what a second address says more.
func (a *Address) merge(b *Address) {
	a.Recipient, a.Phone = first(a.Recipient, b.Recipient), first(a.Phone, b.Phone)
	a.Street, a.Postcode, a.Note = first(a.Street, b.Street), first(a.Postcode, b.Postcode), first(a.Note, b.Note)
	a.Sender, a.SenderPhone = first(a.Sender, b.Sender), first(a.SenderPhone, b.SenderPhone)
	if a.Place == nil {
		a.Place = b.Place
	}
}

// mergeSlots takes over what a second act of one intent names.
func mergeSlots(into, from *Act) {
	into.Order = first(into.Order, from.Order)
	into.Method = first(into.Method, from.Method)
	into.Courier = first(into.Courier, from.Courier)
	if into.Amount == 0 {
		into.Amount = from.Amount
	}
	if len(into.Products) == 0 {
		into.Products = from.Products
	}
	if len(into.Products) == 1 && len(from.Products) == 1 && into.Products[0].Qty == 0 && into.Products[0].Product == from.Products[0].Product {
		into.Products[0].Qty = from.Products[0].Qty
	}
	into.Angry = into.Angry || from.Angry
	into.Words += " " + from.Words
}

func first(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// finishAct fills in what depends on the whole act.
func (m *message) finishAct(d *draft) {
	if d.clause >= 0 {
		c := &m.cs[d.clause]
		m.price(d, c)
		if d.Intent == AskDiscount && d.Amount == 0 && !c.cues.meets(m.r.cue.bargains) && len(m.counted(c)) > 0 {
			d.Intent = Order // "risol isi 10nya 12 ya": twelve of them, for 12.000 is no price of theirs
		}
		m.details(&d.Act, c)
		if d.Intent == GiveAddress && d.Address == nil && len(d.Places) == 0 {
			if house := m.houseNumber(c); house != "" {
				d.Address = &Address{Street: house}
			}
		}
	}
	for i := range d.Products {
		if p := &d.Products[i]; p.sole != nil && aboutGoods[d.Intent] {
			*p = *p.sole
		} else {
			p.sole = nil
		}
	}
	d.Products = m.spread(m.saidAnew(d))
	if uncounted[d.Intent] {
		for i := range d.Products {
			d.Products[i].Qty = 0
		}
		d.Products = slices.DeleteFunc(d.Products, func(p Product) bool { return m.onlyCounted([]Product{p}) })
	}
	if d.Intent == Complain || d.Intent == ReturnRefund {
		d.Products = slices.DeleteFunc(d.Products, func(p Product) bool { return m.onlyCounted([]Product{p}) })
		d.Products = slices.DeleteFunc(d.Products, func(p Product) bool {
			return p.Product == "" && (len(p.Candidates) == 0 || len(p.Candidates) > mostCandidates)
		}) // "dikirim silver, padahal minta gold"; "berasnya berkutu"
	}
	if d.Intent == AskPrice && m.onePrice(d) {
		for i := range d.Products {
			if p := &d.Products[i]; p.Qty == 1 {
				p.Qty = 0
			}
		}
	}
	if d.Intent == AskCatalog {
		d.kinds()
	}
	if d.Intent == AskWholesale {
		m.perDozen(d)
	}
	if d.Intent == ChangeOrder && len(d.Products) > 1 {
		d.Products = slices.DeleteFunc(d.Products, func(p Product) bool { return p.part && p.Op == "" && p.Qty == 0 && len(p.Options) == 0 }) // "kepalanya kecil2"
	}
	m.finishOps(d)
}

// finishOps says of each product of an order or a change what is done with it.
func (m *message) finishOps(d *draft) {
	for i := range d.Products {
		p := &d.Products[i]
		switch {
		case d.Intent == ChangeOrder && (p.Op == "" || p.Op == Set && p.Qty == 0) && slices.ContainsFunc(d.Products, p.replaces),
			d.Intent == ChangeOrder && p.Op == Set && p.Product != "" && slices.ContainsFunc(d.Products, func(o Product) bool { return o.Not && (o.Product == p.Product || o.Product == "") && p.replaces(o) }):
			p.Op = Add // "bukan L, yang XL"; "abu M 1 aja, ga jadi yang L"
		case d.Intent == ChangeOrder && p.Op == "" && p.Qty > 0 && !slices.ContainsFunc(d.Products[:i], func(o Product) bool { return o.Op == Remove }):
			p.Op = Set // "dingklik 6 aja, bantalnya ga jadi"
		case d.Intent == ChangeOrder && p.Op == "" && slices.ContainsFunc(d.Products, func(o Product) bool { return o.Op == Remove }):
			p.Op = Add
		case d.Intent == ChangeOrder && p.Op == "":
			p.Op = Set
		case d.Intent == Order && (p.Op == Add || p.Op == Set && (p.Qty == 0 || m.has(d, m.r.cue.wish) || m.has(d, m.r.cue.ordering))), d.Intent != Order && d.Intent != ChangeOrder:
			p.Op = ""
		}
	}
}

// replaces tells whether a product may come in the place of another that goes: both are of one kind, or what they are is left open.
func (p Product) replaces(o Product) bool {
	return o.Op == Remove && (p.Product == o.Product || p.Product == "" || o.Product == "")
}

// uncounted is the intents about goods in which a number says something else than how many there are: what a pack holds.
var uncounted = map[Intent]bool{AskProduct: true, AskCatalog: true}

// aboutGoods is what is said about goods without buying them: options that only one product comes in name it.
var aboutGoods = map[Intent]bool{AskPrice: true, AskStock: true, AskProduct: true, AskWholesale: true, AskDiscount: true,
	Complain: true, ReturnRefund: true}

// onePrice tells whether an act asks what one costs, in words: "satunya berapa", "berapa sebungkus"; so many are not wanted.
func (m *message) onePrice(d *draft) bool {
	if d.clause < 0 {
		return false
	}
	c, one := &m.cs[d.clause], false
	for i := c.from; i < c.to; i++ {
		if s := m.at(i); s != nil && s.from == i && s.kind == spotQuantity {
			q := s.quantity
			if !q.Words || q.Value != 1 || q.Unit.Kind == bahasa.KindWeight || q.Unit.Kind == bahasa.KindVolume || q.Unit.Factor > 1 {
				return false
			}
			one = true
		}
	}
	return one
}

// perDozen reads the number out of "per lusin" and "sekodi".
func (m *message) perDozen(d *draft) {
	if d.clause < 0 {
		return
	}
	c := &m.cs[d.clause]
	for i := c.from; i < c.to; i++ {
		u, ok := bahasa.UnitOf(strings.TrimPrefix(m.tokens[i].Text, "per"))
		if !ok || u.Factor < 2 || u.Kind != bahasa.KindCount {
			continue
		}
		for k := range d.Products {
			if d.Products[k].Qty == 0 {
				d.Products[k].Qty = int(u.Factor)
			}
		}
	}
}

// kinds leaves of an AskCatalog's products only the category, and notes which goods were meant where there is none.
func (d *draft) kinds() {
	var category []Product
	for _, p := range d.Products {
		if p.Category != "" {
			category = append(category, Product{Category: p.Category})
		}
		if p.Product != "" {
			d.Like = append(d.Like, p.Product)
		}
		d.Like = append(d.Like, p.Candidates...)
	}
	d.Products = category
}

// spread leaves out a number that the lines behind it only divide up, "mau 2, hitam 1 putih 1", and a line that says again what another says.
func (m *message) spread(products []Product) []Product {
	products = m.once(products)
	for k := range products {
		p, sum, n := products[k], 0, k+1
		if len(products)-k < 3 || p.Qty < 2 || p.SKU != "" || len(p.Options)+len(p.Candidates) > 0 {
			continue
		}
		for ; n < len(products) && sum < p.Qty && (p.Product == "" || products[n].Product == p.Product); n++ {
			sum += products[n].Qty
		}
		if sum == p.Qty && n > k+2 {
			return slices.Delete(slices.Clone(products), k, k+1)
		}
	}
	return products
}

// once leaves out lines that say nothing more than another: the same goods without a number of their own.
func (m *message) once(products []Product) []Product {
	var out []Product
	for i, p := range products {
		again := p.Product != "" && slices.ContainsFunc(products, func(o Product) bool {
			return o.Product == p.Product && (o.SKU == p.SKU && maps.Equal(o.Options, p.Options) || p.SKU == "" && len(p.Options) == 0 && p.Qty == 0) && o.Op == p.Op && o.Not == p.Not && o.Qty > p.Qty
		})
		for _, o := range products[:i] {
			again = again || p.Product != "" && p.Qty == 0 && o.Product == p.Product && o.SKU == p.SKU && p.SKU != "" && o.Op == p.Op && o.Not == p.Not || p.Product != "" && o.same(p) && o.Op == p.Op && o.Not == p.Not && p.Qty == 0
		}
		if !again || p.Qty > 0 {
			out = append(out, p)
		}
	}
	return out
}
