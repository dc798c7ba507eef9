package catalog

import (
	"slices"

	"tokobot/internal/rupiah"
	"tokobot/internal/wilayah"
)

// PriceFor is the price of one piece when so many pieces of the product are bought, all variants counted together.
func (v *Variant) PriceFor(productQty int) rupiah.Amount {
	price, _ := v.PriceAt(productQty)
	return price
}

// PriceAt is PriceFor with the wholesale tier that it comes from, nil for the variant's own price. A tier counts only where
// it is lower than the variant's own price.
func (v *Variant) PriceAt(productQty int) (rupiah.Amount, *Tier) {
	var reached *Tier
	for i := range v.Product.Wholesale {
		if t := &v.Product.Wholesale[i]; t.Min <= productQty {
			reached = t
		}
	}
	if reached == nil || reached.Price >= v.Price {
		return v.Price, nil
	}
	return reached.Price, reached
}

// Tiers are the wholesale tiers that count for one of some variants; without any, for one of those that are sold.
func (p *Product) Tiers(vs []*Variant) (counting []Tier) {
	if len(vs) == 0 {
		vs = p.Variants
	}
	for _, t := range p.Wholesale {
		if slices.ContainsFunc(vs, func(v *Variant) bool { return t.Price < v.Price }) {
			counting = append(counting, t)
		}
	}
	return counting
}

// PriceSource is where the price that PriceFor gives is written.
func (v *Variant) PriceSource(productQty int) Pos {
	if _, t := v.PriceAt(productQty); t != nil {
		return t.Pos
	}
	return v.PricePos
}

// PromoRefusal is why a voucher doesn't count, "" when it does.
type PromoRefusal string

// The reasons.
const (
	PromoCounts   PromoRefusal = ""
	PromoNotYet   PromoRefusal = "not_yet"
	PromoOver     PromoRefusal = "over"
	PromoUsedUp   PromoRefusal = "used_up"
	PromoTooSmall PromoRefusal = "too_small" // the goods are below min_belanja
)

// Refuses tells why the voucher doesn't count for goods bought on a day, when it has been used so many times.
func (p *Promo) Refuses(goods rupiah.Amount, on Date, used int) PromoRefusal {
	switch {
	case p.From != nil && on.before(*p.From):
		return PromoNotYet
	case p.Until != nil && p.Until.before(on):
		return PromoOver
	case p.Quota > 0 && used >= p.Quota:
		return PromoUsedUp
	case goods < p.MinSubtotal:
		return PromoTooSmall
	}
	return PromoCounts
}

// Discount is what the voucher takes off goods at their wholesale prices: a percentage rounded down, never more than its bound
// or than the goods; nothing below min_belanja. Days and quota are Refuses' business.
func (p *Promo) Discount(goods rupiah.Amount) rupiah.Amount {
	if goods <= 0 || goods < p.MinSubtotal {
		return 0
	}
	off := p.Off
	if p.Kind == Percent {
		// in two parts, so that no amount overflows
		off = goods/100*rupiah.Amount(p.Percent) + goods%100*rupiah.Amount(p.Percent)/100
	}
	if p.MaxDiscount > 0 {
		off = min(off, p.MaxDiscount)
	}
	return min(off, goods)
}

// MethodRefusal is why a way to pay can't be used, "" when it can.
type MethodRefusal string

// The reasons. MethodTooWide is no final no: the place is known too roughly, because a place inside it is served.
const (
	MethodFits     MethodRefusal = ""
	MethodNotThere MethodRefusal = "not_there"
	MethodTooMuch  MethodRefusal = "too_much"
	MethodTooWide  MethodRefusal = MethodRefusal(TooWide)
)

// Refuses tells why a subtotal delivered to a place can't be paid this way.
func (m *Method) Refuses(to wilayah.Code, subtotal rupiah.Amount) MethodRefusal {
	there := MethodFits
	if m.To != nil && !within(to, m.To) {
		there = outside(to, m.To, MethodNotThere)
	}
	if there != MethodNotThere && m.Max > 0 && subtotal > m.Max {
		return MethodTooMuch // whoever orders less may pay this way, whoever lives elsewhere never
	}
	return there
}

// Allows tells whether a subtotal delivered to a place can be paid this way.
func (m *Method) Allows(to wilayah.Code, subtotal rupiah.Amount) bool {
	return m.Refuses(to, subtotal) == MethodFits
}
