package understand

import "slices"

// dropParts leaves out what one everyday word names beside other goods, where it is told what these are like or what is wrong with them: in
// "kacamata saya karetnya putus" no karet is meant.
func (m *message) dropParts(ds []draft) {
	named := false
	for i := range ds {
		d := &ds[i]
		strong := slices.ContainsFunc(d.Products, func(p Product) bool { return !p.weak && (p.Product != "" || len(p.Candidates) > 0) })
		if (strong || named) && (d.Intent == Complain || d.Intent == ReturnRefund || d.Intent == AskProduct) {
			d.Products = slices.DeleteFunc(d.Products, func(p Product) bool { return p.weak && p.Qty == 0 && len(p.Options) == 0 })
		}
		named = named || strong
	}
}

// inherit gives later questions what was named before them: the product, the place, the courier unless two were compared, the way to pay.
func (m *message) inherit(ds []draft) {
	var products, all []Product
	var sending, paying, carrying *draft
	carriers := map[string]bool{}
	for i := range ds {
		d := &ds[i]
		if inherits[d.Intent] && m.onlyCounted(d.Products) && len(all) > len(products) && d.clause >= 0 && m.cs[d.clause].cues.has(m.r.cue.every) {
			products = all // "X berapa, Y berapa? masih ada dua2nya?"
		}
		if inherits[d.Intent] && m.onlyCounted(d.Products) && len(products) > 0 {
			qty := 0
			if len(d.Products) > 0 {
				qty = d.Products[0].Qty
			}
			d.Products = named(products, qty)
		}
		if inherits[d.Intent] && d.Intent != Order {
			variantsOf(d.Products, products)
		}
		if len(d.Products) > 0 {
			products = d.Products
			for _, p := range products {
				if !slices.ContainsFunc(all, p.same) {
					all = append(all, p)
				}
			}
		}
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
				if d.Intent == AskCouriers {
					carrying = d // "bisa pake dakota? ke waru berapa"
				}
			}
			if len(d.Places) > 0 {
				sending = d
			}
			if d.Courier == "" && d.Service == "" && d.Intent != AskCouriers && carrying != nil {
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
		}
	}
}

// serves tells whether a courier of the shop has a service.
func (m *message) serves(courier, service string) bool {
	c := m.r.cat.Courier(courier)
	return c != nil && service != "" && c.Service(service) != nil
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
