package understand

import (
	"slices"
	"strings"

	"tokobot/internal/bahasa"
	"tokobot/internal/rupiah"
)

// shown is which of the things that a clause names its act shows; the rest is said of something else, or makes an act of its own.
type shown uint16

const (
	showProducts shown = 1 << iota
	showPlaces
	showCourier
	showMethod
	showOrder
	showAmount
	showCode
)

// shows is the fields of each intent.
var shows = map[Intent]shown{
	AskPrice: showProducts | showAmount, AskStock: showProducts, AskProduct: showProducts, AskWholesale: showProducts, AskCatalog: showProducts | showAmount,
	AskDiscount: showProducts | showAmount, Order: showProducts, ChangeOrder: showProducts | showOrder,
	AskShippingCost: showPlaces | showCourier, AskShippingTime: showPlaces | showCourier, AskCouriers: showPlaces | showCourier | showProducts,
	AskPayment: showPlaces | showMethod, ClaimPaid: showMethod | showAmount | showOrder, ChoosePayment: showMethod | showPlaces, ChooseCourier: showCourier | showPlaces,
	CancelOrder: showOrder, UseVoucher: showCode, AskOrderStatus: showOrder | showCourier,
	Complain: showOrder | showProducts, ReturnRefund: showOrder | showProducts,
	AskTotal: showOrder,
}

// fillNames fills in what a clause names and its intent shows.
func (m *message) fillNames(a *Act, c *clause) {
	show := shows[a.Intent]
	for i := c.from; i < c.to; i++ {
		s := m.at(i)
		if s == nil || s.from != i || s.foreign || m.setAside(c, i) {
			continue
		}
		switch {
		case s.kind == spotPlace && show&showPlaces != 0:
			if !m.origin(c, i) && (c.cues.meets(m.r.cue.sending) || !m.partOfName(c, i)) {
				a.Places = append(a.Places, s.place)
			}
		case s.kind == spotCourier && show&showCourier != 0:
			a.Courier = s.code
		case s.kind == spotService && show&showCourier != 0:
			if a.Service = s.code; a.Courier == "" {
				a.Courier = s.code2
			}
		case s.kind == spotMethod && show&showMethod != 0:
			a.Method = s.code
		case s.kind == spotOrder && show&showOrder != 0:
			a.Order = s.code
		case s.kind == spotVoucher && show&showCode != 0:
			a.Code = s.code
		case s.kind == spotAmount && show&showAmount != 0 && a.Amount == 0:
			a.Amount = s.amount
		}
	}
	if a.Intent == AskDiscount && a.Amount == 0 {
		a.Amount = m.offered(c)
	}
}

// offered is the price that a buyer dictates in bare digits: "3000 bisa ga?", "kipase 2500 olih ora". Prices are round.
func (m *message) offered(c *clause) rupiah.Amount {
	for i := c.from; i < c.to; i++ {
		if t := &m.words[i]; t.Kind == bahasa.Number && m.free(i) && len(t.Text) == 4 && strings.HasSuffix(t.Text, "00") && t.Text[0] != '0' &&
			(i+1 == len(m.words) || m.words[i+1].Kind != bahasa.Number && !m.words[i+1].Glued && !countUnit(m.tokens[i+1])) {
			return rupiah.Amount(bahasa.Digits(t.Text))
		}
	}
	return 0
}

// setAside tells whether a courier or a way to pay is named to be left out: "jangan jne", "ga usah trucking", "selain bca".
func (m *message) setAside(c *clause, i int) bool {
	switch m.at(i).kind {
	case spotCourier, spotService, spotMethod, spotBank:
	default:
		return false
	}
	for b, n := i-1, 0; b >= c.from && n < 3 && m.free(b); b, n = b-1, n+1 {
		w := &m.words[b]
		if in := m.cuesAt(b); in.meets(m.r.cue.undo) && w.Text != "jo" || w.cues.has(m.r.cue.notYet) || slices.Contains(besides, w.Text) {
			return true
		} else if !in.meets(m.r.cue.helper) && !in.meets(m.r.cue.particle) && !in.has(m.r.cue.use) && w.Text != "usah" {
			break
		}
	}
	// "kalau paxel ga bisa"
	to := m.at(i).to
	return i > c.from && m.cuesAt(i-1).meets(m.r.cue.conditional) && to+1 < len(m.words) && m.cuesAt(to).meets(m.r.cue.not) && m.words[to+1].cues.meets(m.r.cue.helper)
}

// besides are the words for anything but what follows.
var besides = []string{"selain", "kecuali", "besides", "except"}

// origin tells whether a place is where a parcel comes from: "dari bekasi ke cilandak".
func (m *message) origin(c *clause, i int) bool {
	b := m.before(i)
	if b < c.from || m.words[b].Text != "dari" && m.words[b].Text != "dr" && m.words[b].Text != "from" {
		return false
	}
	for k := c.from; k < c.to; k++ {
		if s := m.at(k); s != nil && s.kind == spotPlace && s.from == k && k != i {
			return true
		}
	}
	return false
}

// beside makes acts of what a clause names without its intent showing it: goods counted while the total is asked are ordered,
// a courier named in an order is chosen. before stands in front of the clause's own act, after behind it.
func (m *message) beside(d *draft, c *clause) (before, after []draft) {
	act := func(i Intent) draft { return draft{Act: Act{Intent: i, Words: d.Words}, clause: -1} }
	buying := d.Intent == Order || d.Intent == ChangeOrder
	if d.Intent == AskShippingCost && m.whetherFirst(c) >= 0 {
		w := act(AskCouriers)
		w.Places, w.Courier, w.Service = d.Places, d.Courier, d.Service
		before = append(before, w)
	}
	if products := m.counted(c); len(products) > 0 && ordersBeside[d.Intent] && !(asksDelivery[d.Intent] && m.onlyFor(c)) {
		o := act(Order)
		o.Products = products
		before = append(before, o)
	}
	asking := d.Intent == AskTotal || d.Intent == AskShippingCost
	var place, courier, method draft
	for i := c.from; i < c.to; i++ {
		s := m.at(i)
		if s == nil || s.from != i || s.foreign {
			continue
		}
		switch {
		case s.kind == spotPlace && buying && m.partOfName(c, i):
		case s.kind == spotPlace && buying && place.Intent == "":
			p := s.place
			place = act(GiveAddress)
			place.Address = &Address{Place: &p}
		case s.kind == spotPlace && d.Intent == AskTotal:
			place.Act, place.clause = Act{Intent: AskShippingCost, Places: append(place.Places, s.place), Words: d.Words}, -1
		case m.setAside(c, i):
		case s.kind == spotCourier && (buying || asking && place.Intent == AskShippingCost):
			courier = act(ChooseCourier)
			courier.Courier = s.code
		case s.kind == spotService && courier.Intent != "":
			courier.Service = s.code
		case s.kind == spotMethod && (buying || d.Intent == GiveAddress):
			method = act(ChoosePayment)
			method.Method = s.code
		case s.kind == spotVoucher && d.Intent != UseVoucher && d.Intent != AskDiscount:
			v := act(UseVoucher)
			v.Code = s.code
			after = append(after, v)
		}
	}
	if place.Intent == AskShippingCost && courier.Intent != "" {
		place.Courier, place.Service, courier = courier.Courier, courier.Service, draft{}
	}
	if at := m.usualAddress(c); at >= 0 && d.Intent != GiveAddress && d.Intent != AskStore {
		after = append(after, act(GiveAddress))
	}
	if d.Intent == Order && c.cues.has(m.r.cue.totals) {
		after = append(after, act(AskTotal))
	}
	for _, x := range []draft{courier, place, method} {
		if x.Intent != "" {
			after = append(after, x)
		}
	}
	return before, after
}

// onlyFor tells whether a clause counts goods only to say what it asks for: "ke salatiga buat 2 kursi kena berapa".
func (m *message) onlyFor(c *clause) bool {
	for _, k := range c.lines {
		b := m.before(m.lines[k].from)
		if b < c.from || !slices.Contains(forWords[:4], m.words[b].Text) && !m.cuesAt(b).meets(m.r.cue.conditional) {
			return false
		}
	}
	return len(c.lines) > 0
}

// usualAddress is where a clause that does something else says that it goes where it always does, "tf 50rb done, alamat biasa"; -1 where it
// does not.
func (m *message) usualAddress(c *clause) int {
	for i := c.from; i < c.to; i++ {
		if !m.cuesAt(i).meets(m.r.cue.addressWord) && !slices.Contains(homeWords, m.words[i].Text) {
			continue
		}
		for k := i + 1; k < min(c.to, i+4) && m.tokens[k].Kind == bahasa.Word; k++ {
			if slices.Contains(usualWords, m.words[k].Text) {
				return i
			}
		}
	}
	return -1
}

var (
	homeWords  = []string{"alamat", "alamatnya", "alamate", "alamatku", "alamaik", "rumah", "rmh", "omah", "imah", "almt"}
	usualWords = []string{"biasa", "biasanya", "biasane", "biaso", "biasana", "kemarin", "kmrn", "kemaren", "kmren", "wingi", "kamari", "kapatang"}
)

// partOfName tells whether a place stands right behind a word that is not known, so that it rather belongs to a name: "soto Banjar".
func (m *message) partOfName(c *clause, i int) bool {
	return i > c.from && m.words[i-1].Kind == bahasa.Word && m.free(i-1) && m.cuesAt(i-1).empty() && !slices.Contains(toWords, m.words[i-1].Text)
}

// ordersBeside is the intents beside which goods with a number are an order.
var ordersBeside = map[Intent]bool{AskTotal: true, AskShippingCost: true, AskShippingTime: true, AskPayment: true, ChooseCourier: true, ChoosePayment: true,
	GiveAddress: true, AskCouriers: true, Affirm: true, Thank: true, UseVoucher: true}

// counted is a clause's products if a number is said of any.
func (m *message) counted(c *clause) []Product {
	var out []Product
	any := false
	for _, k := range c.lines {
		p := m.resolve(&m.lines[k])
		any = any || p.Qty > 0 && !m.onlyCounted([]Product{p})
		out = append(out, p)
	}
	if !any {
		return nil
	}
	return out
}
