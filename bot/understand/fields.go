package understand

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
	AskDiscount: showProducts | showAmount, Order: showProducts, ChangeOrder: showProducts,
	AskShippingCost: showPlaces | showCourier, AskShippingTime: showPlaces | showCourier, AskCouriers: showPlaces | showCourier | showProducts,
	AskPayment: showPlaces | showMethod, ClaimPaid: showMethod | showAmount | showOrder, ChoosePayment: showMethod | showPlaces, ChooseCourier: showCourier | showPlaces,
	CancelOrder: showOrder, UseVoucher: showCode, AskOrderStatus: showOrder | showCourier,
	Complain: showOrder | showProducts, ReturnRefund: showOrder | showProducts,
	AskTotal: showOrder, AskStore: showPlaces,
}

// fillNames fills in what a clause names and its intent shows.
func (m *message) fillNames(a *Act, c *clause) {
	show := shows[a.Intent]
	for i := c.from; i < c.to; i++ {
		s := m.at(i)
		if s == nil || s.from != i || s.foreign {
			continue
		}
		switch {
		case s.kind == spotPlace && show&showPlaces != 0:
			a.Places = append(a.Places, s.place)
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
		case s.kind == spotAmount && show&showAmount != 0:
			a.Amount = s.amount
		}
	}
}

// beside makes acts of what a clause names without its intent showing it: goods counted while the total is asked are ordered,
// a courier named in an order is chosen. before stands in front of the clause's own act, after behind it.
func (m *message) beside(d *draft, c *clause) (before, after []draft) {
	act := func(i Intent) draft { return draft{Act: Act{Intent: i, Words: d.Words}, clause: -1} }
	buying := d.Intent == Order || d.Intent == ChangeOrder
	if products := m.counted(c); len(products) > 0 && ordersBeside[d.Intent] {
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
		case s.kind == spotPlace && buying && place.Intent == "":
			p := s.place
			place = act(GiveAddress)
			place.Address = &Address{Place: &p}
		case s.kind == spotPlace && d.Intent == AskTotal:
			place.Act, place.clause = Act{Intent: AskShippingCost, Places: append(place.Places, s.place), Words: d.Words}, -1
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
