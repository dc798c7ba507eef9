package bot

import (
	"slices"

	"tokobot/bot/understand"
	"tokobot/catalog"
	"tokobot/internal/wilayah"
)

// askShipping answers what shipping costs and how long it takes: all services that carry, cheapest first.
func (k *talk) askShipping(a understand.Act) error {
	if len(a.Places)+len(a.Products) == 0 && slices.ContainsFunc(k.acts, func(b understand.Act) bool {
		return b.Intent == a.Intent && len(b.Places) > 0
	}) {
		return nil // "ongkir remot 5 ke malang brp" asks once
	}
	if len(a.Products) > 0 {
		if _, ok := k.picks(a); !ok {
			return nil
		}
	}
	if k.nowhere(a) {
		return nil
	}
	to, ok := k.place(a)
	if !ok {
		return nil
	}
	if k.freeShipping() && len(a.Places) == 0 {
		return nil
	}
	if to == "" && len(a.Products) == 0 {
		if o, open := k.newestOpen(); open {
			k.n.say("ongkir_pesanan", is("nomor", written(o.Number, fromOrder(o.Number))), is("kurir", written(o.CourierName, fromOrder(o.Number))),
				is("ongkir", money(o.Shipping, fromOrder(o.Number))))
			return nil
		}
	}
	if to == "" {
		k.ask(asked{What: askPlace, Expect: understand.ExpectPlace}, k.n.text("tanya_tujuan"))
		k.m.Waiting = []waiting{wait(a)}
		return nil
	}
	return k.tellShipping(to, a)
}

// tellShipping lists the services to a place for the basket, or for one piece of what is talked about.
func (k *talk) tellShipping(to wilayah.Code, a understand.Act) error {
	lines := k.parcel(a)
	quotes := k.Catalog.Quotes(to, lines)
	if a.Courier != "" {
		if own := ofCourier(quotes, a.Courier, a.Service); len(own) > 0 {
			quotes = own
		} else {
			k.refuseCourier(a.Courier, a.Service, to, lines)
		}
	}
	if len(quotes) == 0 {
		return k.noShipping(to, lines)
	}
	if to.Level() < wilayah.Kabupaten && slices.ContainsFunc(quotes, deeper) {
		k.askTown(to, a)
		return nil
	}
	k.listRates(to, quotes)
	if slices.ContainsFunc(quotes, deeper) {
		k.n.say("ongkir_bisa_beda")
	}
	return k.freeShippingHint(to)
}

// deeper tells whether where in the place it is would make a quote more exact.
func deeper(q catalog.Quote) bool { return q.Deeper }

// askTown asks for the town in a province, where the rates differ inside it.
func (k *talk) askTown(to wilayah.Code, a understand.Act) {
	if k.ask(asked{What: askPlace, Expect: understand.ExpectPlace}, k.n.text("tanya_kota", is("tempat", k.placeName(to)))) {
		a.Places = nil
		k.m.Waiting = []waiting{wait(a)}
	}
}

// placeLineShort names a destination with its town when it lies deeper.
func (k *talk) placeLineShort(to wilayah.Code) value {
	if to.Level() <= wilayah.Kabupaten {
		return k.placeName(to)
	}
	return joined(comma, k.placeName(to), k.placeName(to.At(wilayah.Kabupaten)))
}

// weight is what a service bills.
func (k *talk) weight(q catalog.Quote) value {
	return k.n.text("berat_kg", is("kg", count(q.Kg, fromSum(fromLine(k.Catalog, q.Rate.Pos)))))
}

// otherWeight is the weight of a service that bills another one than the list's heading says: by its tolerance, or a least
// weight.
func (k *talk) otherWeight(q catalog.Quote, kg int) value {
	if q.Kg == kg {
		return value{}
	}
	return k.weight(q)
}

// listRates lists services, the cheapest first, and keeps their order for the answer.
func (k *talk) listRates(to wilayah.Code, quotes []catalog.Quote) {
	rows := make([]value, 0, len(quotes))
	var offered []string
	for i, q := range quotes[:min(len(quotes), listMax)] {
		rows = append(rows, k.n.text("baris_ongkir", is("nomor", ordinal(i+1)), is("kurir", k.serviceName(q.Service)),
			is("ongkir", k.cost(q)), is("estimasi", k.estimate(q)), is("berat", k.otherWeight(q, quotes[0].Kg))))
		offered = append(offered, q.Service.Courier.Code+"/"+q.Service.Code)
	}
	k.services = offered
	k.n.say("ongkir", is("tempat", k.placeLineShort(to)), is("berat", k.weight(quotes[0])), is("daftar", joined(newline, rows...)))
}

// ofCourier are the quotes of a courier, of one service where it is named.
func ofCourier(quotes []catalog.Quote, courier, service string) []catalog.Quote {
	return slices.DeleteFunc(slices.Clone(quotes), func(q catalog.Quote) bool {
		return q.Service.Courier.Code != courier || service != "" && q.Service.Code != service
	})
}

// serviceName is a service as buyers know it: "J&T Express EZ"; the courier's code where its name is long is the owner's choice.
func (k *talk) serviceName(s *catalog.Service) value {
	return written(s.Courier.Name+" "+s.Code, fromLine(k.Catalog, s.Pos))
}

func (k *talk) cost(q catalog.Quote) value {
	from := fromLine(k.Catalog, q.Rate.Pos)
	if q.Kg > 1 {
		from = fromSum(from)
	}
	return money(q.Cost, from)
}

func (k *talk) estimate(q catalog.Quote) value {
	if q.Rate.Estimate == "" {
		return value{}
	}
	return k.n.text("estimasi", is("lama", written(q.Rate.Estimate, fromLine(k.Catalog, q.Rate.Pos))))
}

// freeShippingHint tells a buyer who is near it what is lacking for free shipping, with its bounds.
func (k *talk) freeShippingHint(to wilayah.Code) error {
	free := k.Catalog.FreeShipping
	if free == nil || free.To != nil && !slices.ContainsFunc(free.To, to.Within) {
		return nil
	}
	bl, err := k.bill(k.basket())
	if err != nil || bl.Subtotal*2 < free.MinSubtotal || bl.Subtotal >= free.MinSubtotal {
		return err
	}
	from := fromLine(k.Catalog, free.Pos)
	k.n.say("gratis_ongkir_syarat", is("min", money(free.MinSubtotal, from)), is("maks", k.upTo(free)))
	return nil
}

func (k *talk) upTo(free *catalog.FreeShipping) value {
	if free.MaxDiscount == 0 {
		return value{}
	}
	return k.n.text("sampai_dengan", is("harga", money(free.MaxDiscount, fromLine(k.Catalog, free.Pos))))
}

// noShipping says honestly why nothing carries there: the place is too wide for a rate, a product does not go there, or no
// courier does.
func (k *talk) noShipping(to wilayah.Code, lines []catalog.Line) error {
	refusals := k.Catalog.Refusals(to, lines)
	if slices.ContainsFunc(refusals, func(r catalog.Refusal) bool { return r.Reason == catalog.TooWide }) {
		if to.Level() < wilayah.Kabupaten {
			k.askTown(to, understand.Act{Intent: understand.AskShippingCost})
			return nil
		}
		k.ask(asked{What: askPlace, Expect: understand.ExpectPlace}, k.n.text("tanya_kecamatan", is("tempat", k.placeName(to))))
		k.m.Waiting = []waiting{{Act: understand.Act{Intent: understand.AskShippingCost}}}
		return nil
	}
	if !k.tellApart(to, lines) {
		k.n.say("ongkir_tidak_ada", is("tempat", k.placeLineShort(to)))
	}
	k.ask(asked{What: askPerson, Expect: understand.ExpectYesNo}, k.n.text("tanya_panggil_admin"))
	return nil
}

// refuseCourier says why a courier does not carry this.
func (k *talk) refuseCourier(courier, service string, to wilayah.Code, lines []catalog.Line) {
	c := k.Catalog.Courier(courier)
	if c == nil {
		k.n.say("kurir_tidak_kenal", is("daftar", k.courierNames()))
		return
	}
	name := written(c.Name, fromLine(k.Catalog, c.Pos))
	if s := c.Service(service); s != nil {
		name = k.serviceName(s)
	}
	for _, r := range k.Catalog.Refusals(to, lines) {
		if r.Courier == c && r.Reason == catalog.NotByCourier {
			k.n.say("kurir_bukan_produk", is("kurir", name), is("nama", k.productName(r.Product)))
			return
		}
	}
	k.n.say("kurir_tidak_ke", is("kurir", name), is("tempat", k.placeLineShort(to)))
}

// courierNames are the couriers of the shop.
func (k *talk) courierNames() value {
	var out []value
	for _, c := range k.Catalog.Couriers {
		out = append(out, written(c.Name, fromLine(k.Catalog, c.Pos)))
	}
	return joined(comma, out...)
}

// askCouriers tells which couriers the shop ships with; with a place known, what each costs there.
func (k *talk) askCouriers(a understand.Act) error {
	if len(a.Places) > 0 {
		return k.askShipping(a)
	}
	if a.Courier != "" && k.Catalog.Courier(a.Courier) == nil {
		k.n.say("kurir_tidak_kenal", is("daftar", k.courierNames()))
		return nil
	}
	if a.Courier == "" && k.otherCourier() {
		return nil
	}
	if to := k.basket().destination(k.m.Place); a.Courier != "" && to != "" {
		return k.tellShipping(to, a)
	}
	rows := make([]value, 0, len(k.Catalog.Couriers))
	for _, c := range k.Catalog.Couriers {
		var services []value
		for _, s := range c.Services {
			services = append(services, written(s.Code, fromLine(k.Catalog, s.Pos)))
		}
		rows = append(rows, k.n.text("baris_kurir", is("kurir", written(c.Name, fromLine(k.Catalog, c.Pos))),
			is("layanan", joined(comma, services...))))
	}
	k.n.say("daftar_kurir", is("daftar", joined(newline, rows...)))
	if len(k.basket().Lines) == 0 {
		k.wantPlace = true
	}
	return nil
}

// chooseCourier takes the buyer's courier; without a service the cheapest of it is meant.
func (k *talk) chooseCourier(a understand.Act) error {
	b := k.basket()
	to := b.destination(k.m.Place)
	if a.Courier == "" && a.Service == "" && !a.Cheapest {
		a.Courier = k.courierAfterAll()
	}
	if a.Courier == "" && a.Service == "" {
		if k.otherCourier() {
			return nil
		}
		if of, err := k.courierOfRecorded(a); of || err != nil {
			return err
		}
		return k.cheapest(to)
	}
	courier := a.Courier
	if courier == "" {
		courier = k.courierOf(a.Service)
	}
	c := k.Catalog.Courier(courier)
	if c == nil || a.Service != "" && c.Service(a.Service) == nil {
		k.n.say("kurir_tidak_kenal", is("daftar", k.courierNames()))
		return nil
	}
	if o, ok := k.sentOtherwise(c.Code, serviceCode(c, a.Service)); ok {
		return k.changeRecorded(o, a)
	}
	if to != "" && len(b.Lines) > 0 {
		lines := k.parcel(understand.Act{})
		if len(ofCourier(k.Catalog.Quotes(to, lines), c.Code, serviceCode(c, a.Service))) == 0 {
			k.refuseCourier(c.Code, a.Service, to, lines)
			return nil
		}
	}
	k.put(op{Do: opCourier, Code: c.Code, Service: serviceCode(c, a.Service)})
	if len(b.Lines) == 0 || to == "" || k.partsMissing(b) && !k.does(understand.GiveAddress) {
		k.n.say("kurir_dicatat", is("kurir", written(c.Name+" "+serviceCode(c, a.Service), fromLine(k.Catalog, c.Pos))))
	}
	return nil
}

// cheapest chooses the cheapest service that carries everything.
func (k *talk) cheapest(to wilayah.Code) error {
	if to == "" || len(k.basket().Lines) == 0 {
		k.put(op{Do: opCourier})
		k.n.say("kurir_termurah")
		return nil
	}
	quotes := k.Catalog.Quotes(to, k.parcel(understand.Act{}))
	if len(quotes) == 0 {
		return k.noShipping(to, k.parcel(understand.Act{}))
	}
	k.put(op{Do: opCourier, Code: quotes[0].Service.Courier.Code, Service: quotes[0].Service.Code})
	if k.partsMissing(k.basket()) {
		k.n.say("kurir_dicatat", is("kurir", k.serviceName(quotes[0].Service)))
	}
	return nil
}

// courierOf finds the courier that has a service of this code.
func (k *talk) courierOf(service string) string {
	for _, c := range k.Catalog.Couriers {
		if c.Service(service) != nil {
			return c.Code
		}
	}
	return ""
}

// serviceCode is the code as the owner spells it.
func serviceCode(c *catalog.Courier, code string) string {
	if s := c.Service(code); s != nil {
		return s.Code
	}
	return ""
}
