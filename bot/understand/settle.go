package understand

import (
	"slices"
)

// settle makes the acts of a message fit each other.
func (m *message) settle(ds []draft) []draft {
	ds = m.answerFAQ(ds)
	m.wanted(ds)
	ds = m.dropStories(ds)
	ds = m.dropIdle(ds)
	ds = m.strayPlaces(m.settlePlaces(ds))
	for i := range ds {
		if d := &ds[i]; d.Intent == AskDiscount && d.clause >= 0 {
			m.price(d, &m.cs[d.clause])
		}
	}
	ds = m.mergeOrders(ds)
	m.dropParts(ds)
	m.inherit(ds)
	m.rejoinCounts(ds)
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
		case upset && (d.Intent == Order || d.Intent == AskStock || d.Intent == AskProduct && len(d.Products) > 0 && !m.has(d, k.asksGoods)) && d.clause >= 0 && !m.has(d, k.wish) && m.cs[d.clause].ends != "?":
			m.lend(ds, d.Products)
			continue
		case m.has(d, k.story) && d.clause >= 0 && m.cs[d.clause].ends != "?" && len(ds) > 1 && d.Intent != Complain:
			continue // "kirain 50, ternyata 62"
		case upset && d.Intent == ChangeOrder && d.clause >= 0 && m.cs[d.clause].cues.meets(k.changing):
			if slices.ContainsFunc(ds, func(o draft) bool { return o.Intent == ReturnRefund }) {
				continue
			}
			d.Intent = ReturnRefund // "rusak, minta diganti"
			for n := range d.Products {
				d.Products[n].Op = ""
			}
		case upset && d.Intent == ChangeOrder && m.onlyCounted(d.Products):
			continue
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

// onlyFeared tells whether a clause tells of a fault that is only feared or to be kept away.
func (m *message) onlyFeared(d *draft) bool {
	if d.clause < 0 {
		return false
	}
	c := &m.cs[d.clause]
	return c.cues.meets(m.r.cue.fear) || m.cuesAt(c.from).meets(m.r.cue.removing) && !c.cues.meets(m.r.cue.anger)
}

// extras say that something costs more, or is the least.
var extras = wordSet("nambah tambah nambahnya tambahnya biaya biayanya bayar minimal minimalnya minim paling tambahan")

// asksExtra tells whether a clause asks what something costs beside goods, or from how many it is had.
func (m *message) asksExtra(d *draft) bool {
	return d.clause >= 0 && slices.ContainsFunc(m.words[m.cs[d.clause].from:m.cs[d.clause].to], func(w word) bool { return extras[w.Text] })
}

// settles is the intents behind which a promise to pay adds nothing.
var settles = map[Intent]bool{Order: true, ChoosePayment: true, ClaimPaid: true}

// mostCandidates is how many goods a complaint may be about; more say nothing.
const mostCandidates = 4

// lend gives products told in a story to the complaint that they belong to.
func (m *message) lend(ds []draft, products []Product) {
	for i := range ds {
		if ds[i].Intent == Complain && (len(ds[i].Products) == 0 || len(ds[i].Products) == 1 && len(ds[i].Products[0].Candidates) > mostCandidates) {
			ds[i].Products = named(products, 0)
			return
		}
	}
}

// reason is the intents that a clause behind a refusal only gives the reason with.
var reason = map[Intent]bool{Complain: true, AskDiscount: true, AskStore: true, AskStock: true, OutOfScope: true, AskProduct: true, Deny: true}

// dropIdle leaves out clauses that say nothing beside others that do, and a cancellation that is taken back in the same breath.
func (m *message) dropIdle(ds []draft) []draft {
	of := kindsOf(ds)
	useful, polite, howTo, addressed, past := of.useful, of.polite, of.howTo, of.addressed, of.past
	out := ds[:0]
	for i := range ds {
		d := &ds[i]
		switch {
		case d.Intent == OutOfScope && (useful || polite || len(out) > 0 && out[len(out)-1].Intent == OutOfScope):
			continue
		case m.block != nil && d.Intent == Order && d.clause >= 0 && len(d.Products) > 0 && m.onlyCounted(d.Products) && !m.has(d, m.r.cue.ordering) && !m.has(d, m.r.cue.wish):
			continue // a number of a street
		case howTo && d.Intent == Order && len(d.Products) == 0,
			d.Intent == Order && len(d.Products) == 0 && slices.ContainsFunc(ds, func(o draft) bool { return o.Intent == Order && len(o.Products) > 0 }),
			addressed && d.Intent == ChangeOrder && len(d.Products) == 0 && m.has(d, m.r.cue.addressWord):
			continue
		case polite && praise[d.Intent] && d.clause >= 0 && m.cs[d.clause].ends != "?" && !m.has(d, m.r.cue.asker) && !m.has(d, m.r.cue.asksSending):
			continue // "makasih, enak banget"
		case d.Intent == Greet && (useful || polite) && d.clause >= 0 && !m.cs[d.clause].greets && !m.has(d, m.r.cue.greeting):
			continue // "min, mau tanya dulu"
		case d.Intent == Greet && i > 0 && d.clause >= 0 && len(m.words[m.cs[d.clause].from].Text) == 1:
			continue // "Siantar Barat, P. Siantar"
		case d.Intent == Greet && (useful || polite) && d.clause >= 0 && m.calls(&m.cs[d.clause]):
			continue
		case d.Intent == ChangeOrder && len(d.Products) == 0 && besideChoice(ds, i):
			continue // "ganti ekspedisi jadi jnt"
		case d.Intent == Affirm && slices.ContainsFunc(ds[:i], func(o draft) bool { return settles[o.Intent] }):
			continue // "keep dulu 1, nanti sore aku bayar"
		case d.Intent == Deny && slices.ContainsFunc(ds, func(o draft) bool { return o.Intent == OptOut }):
			continue
		case d.Intent == Deny && useful && m.has(d, m.r.cue.without):
			continue // "ga usah pakai es batu"
		case d.Intent == AskStock && len(d.Products) == 0 && (i > 0 && ds[i-1].Intent == UseVoucher || slices.ContainsFunc(ds, func(o draft) bool { return o.Intent == AskHuman })):
			continue // "masih ada orang di sana?"
		case d.Intent == Complain && useful && i > 0 && ds[i-1].Intent != Complain && m.onlyFeared(d):
			continue // "tahan berapa hari? takutnya sampai sana jamuran"
		case past && d.Intent == Order && m.has(d, m.r.cue.before):
			continue // "kemarin pesan hitam 2, sudah dikirim?"
		case besideFAQ[d.Intent] && d.bare() && d.score < clearTalk && slices.ContainsFunc(ds, func(o draft) bool { return o.Intent == AskFAQ }):
			continue // "bisa tukar kan bang, tag masih ada"
		case d.Intent == AskPrice && d.bare() && m.asksExtra(d) && slices.ContainsFunc(ds, func(o draft) bool { return o.Intent == AskFAQ }):
			continue // "bisa kasih nama punggung? nambah berapa"
		case d.Intent == Order && len(d.Products) == 0 && past,
			d.Intent == AskStore && useful && len(ds) > 1 && !m.has(d, m.r.cue.asksAnything) && m.has(d, m.r.cue.elsewhereSold),
			d.Intent == AskProduct && others(ds) && len(d.Products) == 0 && d.clause >= 0 && m.cs[d.clause].evidence < leastEvidence && !m.names(ds):
			continue
		case d.Intent == Affirm && (polite || useful && (i > 0 || !m.opensWith(d, m.r.cue.truly) || i+1 < len(ds) && (ds[i+1].Intent == Order || ds[i+1].Intent == ChangeOrder))):
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

// actKinds is what kinds of acts a message makes.
type actKinds struct{ useful, polite, howTo, addressed, past bool }

func kindsOf(ds []draft) (k actKinds) {
	for i := range ds {
		k.past = k.past || ds[i].Intent == AskOrderStatus
		k.howTo = k.howTo || ds[i].Intent == AskHowToOrder
		k.addressed = k.addressed || ds[i].Intent == GiveAddress || ds[i].Intent == AskShippingCost
		switch ds[i].Intent {
		case OutOfScope, Greet, Affirm:
		case Thank, Goodbye:
			k.polite = true
		default:
			k.useful = true
		}
	}
	return k
}

// besideFAQ is the intents that a clause beside one of the owner's questions seems to have when it only goes on about it and names nothing.
var besideFAQ = map[Intent]bool{AskProduct: true, AskStock: true, AskShippingCost: true, AskWholesale: true, Order: true, ChangeOrder: true, AskCouriers: true,
	AskCatalog: true, AskShippingTime: true, AskHuman: true, AskDiscount: true, Complain: true, AskStore: true, AskOrderStatus: true, AskPayment: true, AskPrice: true, AskTotal: true}

// others tells whether there are two acts or more besides greetings.
func others(ds []draft) bool {
	n := 0
	for i := range ds {
		if ds[i].Intent != Greet && ds[i].Intent != OutOfScope {
			n++
		}
	}
	return n > 1
}

// names tells whether any act names goods.
func (m *message) names(ds []draft) bool {
	return slices.ContainsFunc(ds, func(d draft) bool { return len(d.Products) > 0 })
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
		if d.Intent == GiveAddress && d.clause >= 0 && d.Address.onlyPlace() {
			if m.moveStated(ds, out, i, buying) {
				continue
			}
			out = append(out, *d)
			continue
		}
		if d.Intent != AskShippingCost || len(d.Places) == 0 || d.clause < 0 || !m.states(&m.cs[d.clause]) {
			out = append(out, *d)
			continue
		}
		if i+1 < len(ds) && ds[i+1].Intent == AskPrice && len(ds[i+1].Products) == 0 {
			ds[i+1].Intent, ds[i+1].Places = AskShippingCost, d.Places // "ke Ngaglik, berapa?"
			if ds[i+1].clause >= 0 {
				m.fillNames(&ds[i+1].Act, &m.cs[ds[i+1].clause])
			}
			continue
		}
		if q := m.sendingQuestion(ds, i, buying); q >= 0 {
			sendsTo(&ds[q].Act, &d.Act)
			if q < i {
				sendsTo(&out[slices.IndexFunc(out, func(o draft) bool { return o.clause == ds[q].clause && o.Intent == ds[q].Intent })].Act, &d.Act)
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

// sendsTo gives a question about sending the place that is stated beside it, and the courier: "ongkir? ke balikpapan jtr".
func sendsTo(question, stated *Act) {
	question.Places = stated.Places
	if question.Courier == "" && question.Service == "" {
		question.Courier, question.Service = stated.Courier, stated.Service
	}
}

// moveStated gives a place that is only stated to the question about sending beside it, and tells whether nothing else is left of the act:
// an address that is changed stays one.
func (m *message) moveStated(ds, out []draft, i int, buying bool) bool {
	d := &ds[i]
	q := m.sendingQuestion(ds, i, buying)
	if q < 0 {
		return false
	}
	places := []Place{*d.Address.Place}
	ds[q].Places = places
	if q < i {
		if k := slices.IndexFunc(out, func(o draft) bool { return o.clause == ds[q].clause && o.Intent == ds[q].Intent }); k >= 0 {
			out[k].Places = places
		}
	}
	return !m.has(d, m.r.cue.addressWord)
}

// onlyPlace tells whether an address says where to in one name and nothing else.
func (a *Address) onlyPlace() bool {
	return a != nil && a.Place != nil && a.Recipient == "" && a.Phone == "" && a.Street == "" && a.Postcode == ""
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
