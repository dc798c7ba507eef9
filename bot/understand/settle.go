package understand

import (
	"slices"
	"strings"

	"tokobot/internal/bahasa"
	"tokobot/internal/rupiah"
)

// settle makes the acts of a message fit each other.
func (m *message) settle(ds []draft) []draft {
	ds = m.answerFAQ(ds)
	m.wanted(ds)
	ds = m.dropStories(ds)
	ds = m.dropIdle(ds)
	ds = m.settlePlaces(ds)
	ds = m.mergeOrders(ds)
	m.inherit(ds)
	ds = m.mergeActs(ds)
	for i := range ds {
		m.finishAct(&ds[i])
	}
	return ds
}

// has tells whether the clause of a draft has any of the cues.
func (m *message) has(d *draft, set cues) bool {
	return d.clause >= 0 && m.cs[d.clause].cues.meets(set)
}

// dropStories leaves out what only tells how something went wrong, or why: "aku pesan hitam malah dikasih milo", "ga jadi, mahal".
func (m *message) dropStories(ds []draft) []draft {
	upset := slices.ContainsFunc(ds, func(d draft) bool { return d.Intent == Complain || d.Intent == ReturnRefund })
	k := m.r.cue
	out := ds[:0]
	for i := range ds {
		d := &ds[i]
		prev := lastOf(out)
		refused := prev != nil && (prev.Intent == CancelOrder || prev.Intent == Deny)
		switch {
		case upset && (d.Intent == Order || d.Intent == AskStock) && d.clause >= 0 && !m.has(d, k.wish) && m.cs[d.clause].ends != "?":
			m.lend(ds, d.Products)
			continue
		case m.has(d, k.story) && d.clause >= 0 && m.cs[d.clause].ends != "?" && len(ds) > 1 && d.Intent != Complain:
			continue // "kirain 50, ternyata 62"
		case upset && (d.Intent == Affirm || d.Intent == ClaimPaid && d.Amount == 0):
			continue
		case upset && d.Intent == Thank && !m.has(d, k.thanking):
			continue // praise beside a complaint is meant the other way
		case refused && reason[d.Intent] && d.clause >= 0 && m.cs[d.clause].ends != "?":
			continue
		}
		out = append(out, *d)
	}
	return out
}

// lend gives products told in a story to the complaint that they belong to.
func (m *message) lend(ds []draft, products []Product) {
	for i := range ds {
		if ds[i].Intent == Complain && len(ds[i].Products) == 0 {
			ds[i].Products = named(products, 0)
			return
		}
	}
}

// reason is the intents that a clause behind a refusal only gives the reason with.
var reason = map[Intent]bool{Complain: true, AskDiscount: true, AskStore: true, AskStock: true, OutOfScope: true, AskProduct: true, Deny: true}

// dropIdle leaves out clauses that say nothing beside others that do, and a cancellation that is taken back in the same breath.
func (m *message) dropIdle(ds []draft) []draft {
	useful, polite, howTo, addressed, past := false, false, false, false, false
	for i := range ds {
		past = past || ds[i].Intent == AskOrderStatus
		howTo = howTo || ds[i].Intent == AskHowToOrder
		addressed = addressed || ds[i].Intent == GiveAddress || ds[i].Intent == AskShippingCost
		switch ds[i].Intent {
		case OutOfScope, Greet, Affirm:
		case Thank, Goodbye:
			polite = true
		default:
			useful = true
		}
	}
	out := ds[:0]
	for i := range ds {
		d := &ds[i]
		switch {
		case len(ds) > 1 && d.clause >= 0 && m.faint(d):
			continue
		case d.Intent == OutOfScope && (useful || polite || len(out) > 0 && out[len(out)-1].Intent == OutOfScope):
			continue
		case howTo && d.Intent == Order && len(d.Products) == 0,
			addressed && d.Intent == ChangeOrder && len(d.Products) == 0 && m.has(d, m.r.cue.addressWord):
			continue
		case polite && praise[d.Intent] && d.clause >= 0 && m.cs[d.clause].ends != "?" && !m.has(d, m.r.cue.asker) && !m.has(d, m.r.cue.asksSending):
			continue // "makasih, enak banget"
		case d.Intent == Greet && (useful || polite) && d.clause >= 0 && !m.cs[d.clause].greets && !m.has(d, m.r.cue.greeting):
			continue // "min, mau tanya dulu"
		case d.Intent == Greet && (useful || polite) && d.clause >= 0 && m.calls(&m.cs[d.clause]):
			continue
		case d.Intent == ChangeOrder && len(d.Products) == 0 && besideChoice(ds, i):
			continue // "ganti ekspedisi jadi jnt"
		case d.Intent == Deny && slices.ContainsFunc(ds, func(o draft) bool { return o.Intent == OptOut }):
			continue
		case d.Intent == Deny && useful && m.has(d, m.r.cue.without):
			continue // "ga usah pakai es batu"
		case d.Intent == AskStock && len(d.Products) == 0 && i > 0 && ds[i-1].Intent == UseVoucher:
			continue
		case past && d.Intent == Order && m.has(d, m.r.cue.before):
			continue // "kemarin pesan hitam 2, sudah dikirim?"
		case d.Intent == Affirm && (polite || useful && !m.opensWith(d, m.r.cue.truly)):
			continue // "ok" in front of something else
		case d.Intent == CancelOrder && d.Order == "" && i+1 < len(ds) && takesBack(&ds[i+1]):
			if ds[i+1].Intent == Order {
				ds[i+1].Intent = ChangeOrder
			}
			continue
		}
		out = append(out, *d)
	}
	return out
}

// faint tells whether hardly anything speaks for what a clause was read as, and it asks nothing: beside other acts it is talk.
func (m *message) faint(d *draft) bool {
	c := &m.cs[d.clause]
	return c.intent != "" && !c.greets && c.evidence < leastEvidence && !c.cues.meets(m.r.cue.asksSome) && len(d.Products) == 0
}

// calls tells whether a greeting is no more than a call: "oy gan, …".
func (m *message) calls(c *clause) bool {
	for i := c.from; i < c.to; i++ {
		if m.words[i].cues.meets(m.r.cue.greeting) && !slices.Contains(callWords, m.words[i].Text) {
			return false
		}
	}
	return true
}

var callWords = []string{"oy", "oi", "woi", "woy", "oit", "eh", "hoi"}

// besideChoice tells whether a courier, a way to pay or an address is chosen right beside an act.
func besideChoice(ds []draft, i int) bool {
	for _, k := range [...]int{i - 1, i + 1} {
		if k >= 0 && k < len(ds) && (ds[k].Intent == ChooseCourier || ds[k].Intent == ChoosePayment || ds[k].Intent == GiveAddress) {
			return true
		}
	}
	return false
}

// praise is the intents that a clause beside thanks has when it only praises.
var praise = map[Intent]bool{AskProduct: true, AskStock: true, AskCatalog: true, OutOfScope: true, AskOrderStatus: true}

// opensWith tells whether the first word of a draft's clause has one of the cues.
func (m *message) opensWith(d *draft, set cues) bool {
	return d.clause >= 0 && m.cuesAt(m.cs[d.clause].from).meets(set)
}

// takesBack tells whether an act says what is wanted instead of what was taken back in front of it.
func takesBack(d *draft) bool {
	return d.Intent == ChangeOrder || d.Intent == Order && len(d.Products) > 0 || d.Intent == ChooseCourier || d.Intent == ChoosePayment
}

// settlePlaces gives a place that is only stated ("aku di Bantul") to the question about sending beside it; in an order it is
// where the order goes to.
func (m *message) settlePlaces(ds []draft) []draft {
	buying := slices.ContainsFunc(ds, func(d draft) bool {
		return d.Intent == Order || d.Intent == ChangeOrder || d.Intent == ChooseCourier || d.Intent == ChoosePayment || d.Intent == UseVoucher
	})
	out := make([]draft, 0, len(ds))
	for i := range ds {
		d := &ds[i]
		if d.Intent != AskShippingCost || len(d.Places) == 0 || d.clause < 0 || !m.states(&m.cs[d.clause]) {
			out = append(out, *d)
			continue
		}
		if i+1 < len(ds) && ds[i+1].Intent == AskPrice && len(ds[i+1].Products) == 0 {
			ds[i+1].Intent, ds[i+1].Places = AskShippingCost, d.Places // "ke Ngaglik, berapa?"
			continue
		}
		if q := m.sendingQuestion(ds, i, buying); q >= 0 {
			ds[q].Places = d.Places
			if q < i {
				out[slices.IndexFunc(out, func(o draft) bool { return o.clause == ds[q].clause && o.Intent == ds[q].Intent })].Places = d.Places
			}
			continue
		}
		if buying && d.Courier != "" {
			out = append(out, draft{Act: Act{Intent: ChooseCourier, Courier: d.Courier, Service: d.Service, Words: d.Words}, clause: -1})
			d.Courier, d.Service = "", ""
		}
		if !buying && d.Courier != "" {
			d.Intent = ChooseCourier // "kirim ke Bandung pakai jne ya"
			out = append(out, *d)
			continue
		}
		if c := &m.cs[d.clause]; buying || c.cues.meets(m.r.cue.stating) {
			p := d.Places[0]
			d.Intent, d.Places, d.Address = GiveAddress, nil, &Address{Place: &p}
		}
		out = append(out, *d)
	}
	return out
}

// states tells whether a clause names a place without asking anything.
func (m *message) states(c *clause) bool {
	return c.ends != "?" && !c.cues.meets(m.r.cue.asksSending)
}

// sendingQuestion finds the question that a stated place belongs to: the next without a place, else the one before; -1 for none.
func (m *message) sendingQuestion(ds []draft, i int, buying bool) int {
	fits := func(k int) bool {
		d := &ds[k]
		if len(d.Places) > 0 || d.clause < 0 {
			return false
		}
		return d.Intent == AskShippingCost || d.Intent == AskShippingTime || d.Intent == AskPayment && d.Method != "" || !buying && d.Intent == AskCouriers
	}
	for k := i + 1; k < len(ds); k++ {
		if fits(k) {
			return k
		}
	}
	for k := i - 1; k >= 0; k-- {
		if fits(k) {
			return k
		}
	}
	return -1
}

// inherit gives later questions what was named before them: the product, the place, the way to pay.
func (m *message) inherit(ds []draft) {
	var products []Product
	var sending, paying *draft
	for i := range ds {
		d := &ds[i]
		if inherits[d.Intent] && m.onlyCounted(d.Products) && len(products) > 0 {
			qty := 0
			if len(d.Products) > 0 && d.Intent != AskDiscount {
				qty = d.Products[0].Qty
			}
			d.Products = named(products, qty)
		}
		if len(d.Products) > 0 {
			products = d.Products
		}
		switch {
		case d.Intent == AskShippingCost || d.Intent == AskShippingTime || d.Intent == AskCouriers:
			if sending != nil && len(d.Places) == 0 && d.Intent != AskCouriers {
				d.Places = slices.Clone(sending.Places)
				if d.Courier == "" && d.Service == "" && sending.Intent != AskPayment {
					d.Courier, d.Service = sending.Courier, sending.Service
				}
			}
			if len(d.Places) > 0 {
				sending = d
			}
		case d.Intent == AskPayment:
			if d.Method == "" && paying != nil {
				d.Method = paying.Method
			}
			if len(d.Places) > 0 {
				sending = d
			}
		case d.Intent == ChoosePayment:
			paying = d
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

// small is the intents of which two in a row are one.
var small = map[Intent]bool{Greet: true, Thank: true, Goodbye: true, Affirm: true, Deny: true, CancelOrder: true, AskHuman: true, OptOut: true, ClaimPaid: true,
	Complain: true, AskOrderStatus: true, AskHowToOrder: true, OutOfScope: true}

// wanted makes an order of "mau" behind a question about goods.
func (m *message) wanted(ds []draft) {
	for i := 1; i < len(ds); i++ {
		if d := &ds[i]; d.Intent == Affirm && m.has(d, m.r.cue.wish) && inherits[ds[i-1].Intent] {
			d.Intent = Order
		}
	}
}

// mergeOrders makes one order of those that follow each other, and leaves out one that names nothing behind another.
func (m *message) mergeOrders(ds []draft) []draft {
	out := ds[:0]
	for i := range ds {
		d := ds[i]
		prev := lastOf(out)
		switch {
		case prev != nil && prev.Intent == Order && d.Intent == Order && len(prev.Products) > 0:
			prev.Products = append(prev.Products, d.Products...)
			prev.Words += " " + d.Words
			continue
		case prev != nil && d.Intent == AskPrice && len(d.Products) == 0 && prev.Intent == AskShippingCost && prev.clause >= 0 && m.cs[prev.clause].ends != "?" && d.Amount == 0:
			continue // "ke Ngaglik, berapa?"
		case prev != nil && d.Intent == AskPrice && len(d.Products) == 0 && m.has(&d, m.r.cue.dear) && (prev.Intent == AskShippingCost || prev.Intent == AskShippingTime):
			continue // "ongkirnya berapa? mahal ya?"
		case prev != nil && d.Intent == ChooseCourier && prev.Courier == "" && (prev.clause < 0 || m.cs[prev.clause].ends != "?") && prev.Intent == AskShippingCost:
			prev.Courier, prev.Service = d.Courier, d.Service
			continue
		}
		out = append(out, d)
	}
	return out
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
		case prev.Intent == Order && d.Intent == Order, prev.Intent == ChangeOrder && (d.Intent == ChangeOrder || d.Intent == Order && !m.has(&d, m.r.cue.wish)):
			if d.Intent == Order {
				for k := range d.Products {
					d.Products[k].Op = Add
				}
			}
			prev.Products = append(prev.Products, d.Products...)
			prev.Words += " " + d.Words
		case prev.Intent == Order && d.Intent == AskWholesale && prev.clause >= 0 && m.cs[prev.clause].ends == "," && m.has(&d, m.r.cue.asker) && len(prev.Products) == 1 && m.counts2(prev):
			prev.Intent = AskWholesale // "mau 50, dapat harga berapa"
		case prev.Intent == d.Intent && small[d.Intent]:
			mergeSlots(&prev.Act, &d.Act)
		case prev.Intent == AskDiscount && d.Intent == AskDiscount:
			mergeSlots(&prev.Act, &d.Act)
		case prev.Intent == d.Intent && (d.Intent == ChoosePayment || d.Intent == ChooseCourier) && (m.has(prev, m.r.cue.undo) || d.Method+d.Courier == ""):
			if d.Method+d.Courier != "" {
				*prev = d // "ga jadi cod, transfer aja"
			}
		case prev.Intent == d.Intent && (d.Intent == AskPrice || d.Intent == AskStock) && prev.clause >= 0 && m.cs[prev.clause].ends != "?":
			prev.Products = append(prev.Products, d.Products...)
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

// counts2 tells whether an act says how many.
func (m *message) counts2(d *draft) bool {
	return slices.ContainsFunc(d.Products, func(p Product) bool { return p.Qty > 1 })
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
		m.details(&d.Act, c)
	}
	d.Products = m.spread(d.Products)
	if d.Intent == AskCatalog {
		d.kinds()
	}
	if d.Intent == AskWholesale {
		m.perDozen(d)
	}
	for i := range d.Products {
		p := &d.Products[i]
		switch {
		case d.Intent == ChangeOrder && (p.Op == "" || p.Op == Set && p.Qty == 0) && slices.ContainsFunc(d.Products, func(o Product) bool { return o.Op == Remove }):
			p.Op = Add // "bukan L, yang XL"
		case d.Intent == ChangeOrder && p.Op == "":
			p.Op = Set
		case d.Intent == Order && p.Op == Add, d.Intent != Order && d.Intent != ChangeOrder:
			p.Op = ""
		}
	}
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

// spread leaves out a number that the lines behind it only divide up: "mau 2, hitam 1 putih 1".
func (m *message) spread(products []Product) []Product {
	if len(products) < 3 || !m.onlyCounted(products[:1]) {
		return products
	}
	sum := 0
	for _, p := range products[1:] {
		sum += p.Qty
	}
	if sum == products[0].Qty {
		return products[1:]
	}
	return products
}

// price reads a bare number in talk about prices as thousands: "kirain 50", "40 boleh?".
func (m *message) price(d *draft, c *clause) {
	if d.Amount != 0 || c.cues.meets(m.r.cue.conditional) || d.Intent != AskDiscount && (d.Intent != AskPrice || !c.cues.has(m.r.cue.thought)) {
		return
	}
	for i := c.from; i < c.to; i++ {
		t := m.tokens[i]
		s := m.at(i)
		if t.Kind != bahasa.Number || s != nil && (s.kind != spotQuantity || !s.quantity.Bare) || m.cuesAt(m.before(i)).meets(m.r.cue.buying) {
			continue
		}
		n := bahasa.Digits(t.Text)
		if n < 5 || n > 999 || n != float64(int(n)) || i+1 < len(m.tokens) && m.measuresTime(i+1) {
			continue
		}
		d.Amount = thousands(int(n))
		d.Products = slices.DeleteFunc(d.Products, func(p Product) bool { return m.onlyCounted([]Product{p}) })
		for k := range d.Products {
			d.Products[k].Qty = 0
		}
	}
}

func thousands(n int) rupiah.Amount { return rupiah.Amount(n) * 1000 }
