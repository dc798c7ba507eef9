package catalog

import (
	"cmp"
	"slices"
	"strings"

	"tokobot/internal/rupiah"
	"tokobot/internal/wilayah"
)

// Line is so many pieces of a variant.
type Line struct {
	Variant *Variant
	Qty     int
}

// Quote is what one service costs for a parcel.
type Quote struct {
	Service *Service
	Rate    *Rate // whose place contains the destination most closely
	Kg      int   // billed, whole kilograms
	Cost    rupiah.Amount
	// Deeper tells that the service has other rates for places inside the destination: where inside it is would make the
	// quote more exact.
	Deeper bool
}

// RefusalReason is why a courier doesn't carry a parcel.
type RefusalReason string

// The reasons. TooWide is no final no: the destination is known too roughly to say, because a place inside it is served.
const (
	NotByCourier RefusalReason = "not_by_courier" // a product's kurir leaves the courier out
	NotThere     RefusalReason = "not_there"      // a product's kirim_ke leaves the destination out
	NoRate       RefusalReason = "no_rate"        // the courier has no rate for the destination
	TooWide      RefusalReason = "too_wide"
)

// Refusal says why a courier can't carry a parcel.
type Refusal struct {
	Courier *Courier
	Reason  RefusalReason
	Product *Product // whose limit it is; nil when there is no rate
}

// Quotes are the services that carry the lines to a place, cheapest first, of equals in the owner's order. A destination that is
// known only roughly is quoted by the closest rate that contains all of it; a service whose rates all lie deeper gives
// none. Lines without pieces don't count.
func (c *Catalog) Quotes(to wilayah.Code, lines []Line) []Quote {
	var out []Quote
	for _, courier := range c.Couriers {
		if r := courier.refuse(to, lines); r != nil {
			continue
		}
		kg := courier.Kilograms(lines)
		for _, s := range courier.Services {
			if rate := s.RateTo(to); rate != nil {
				billed := max(kg, rate.MinKg)
				out = append(out, Quote{s, rate, billed, rate.Cost(billed), s.deeper(to)})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Quote) int { return cmp.Compare(a.Cost, b.Cost) })
	return out
}

// Refusals are the couriers that don't carry the lines to a place, and why.
func (c *Catalog) Refusals(to wilayah.Code, lines []Line) []Refusal {
	var out []Refusal
	for _, courier := range c.Couriers {
		r := courier.refuse(to, lines)
		if r == nil {
			r = courier.noRate(to)
		}
		if r != nil {
			out = append(out, *r)
		}
	}
	return out
}

// refuse finds the product whose limits the courier or the place breaks, or nil.
func (c *Courier) refuse(to wilayah.Code, lines []Line) *Refusal {
	for _, l := range lines {
		if l.Qty <= 0 {
			continue
		}
		p := l.Variant.Product
		if p.Couriers != nil && !slices.Contains(p.Couriers, c.Code) {
			return &Refusal{c, NotByCourier, p}
		}
		if p.ShipTo != nil && !within(to, p.ShipTo) {
			return &Refusal{c, outside(to, p.ShipTo, NotThere), p}
		}
	}
	return nil
}

func (c *Courier) noRate(to wilayah.Code) *Refusal {
	reason := NoRate
	for _, s := range c.Services {
		if s.RateTo(to) != nil {
			return nil
		}
		if s.deeper(to) {
			reason = TooWide
		}
	}
	return &Refusal{c, reason, nil}
}

// reason is why, "" when nothing is refused.
func (r *Refusal) reason() RefusalReason {
	if r == nil {
		return ""
	}
	return r.Reason
}

func within(to wilayah.Code, places []wilayah.Code) bool {
	return slices.ContainsFunc(places, to.Within)
}

// outside is reason, unless one of the places lies inside the destination.
func outside[R ~string](to wilayah.Code, places []wilayah.Code, reason R) R {
	if slices.ContainsFunc(places, func(p wilayah.Code) bool { return p.Within(to) }) {
		return R(TooWide)
	}
	return reason
}

// Kilograms is the weight that the courier bills, before a rate's least: for each piece the greater of its weight and its
// volume, summed, less the tolerance, rounded up to whole kilograms.
func (c *Courier) Kilograms(lines []Line) int {
	// In grams times the divisor, so that nothing is rounded early: a mm³ is a gram divided by the divisor (cm³ a kg).
	divisor := int64(max(c.VolumeDivisor, 1))
	sum := int64(0)
	for _, l := range lines {
		if l.Qty > 0 {
			v := l.Variant
			volume := int64(v.Size.L) * int64(v.Size.W) * int64(v.Size.H)
			sum += int64(l.Qty) * max(int64(v.Weight)*divisor, volume)
		}
	}
	sum -= int64(c.Tolerance) * divisor
	if sum <= 0 {
		return 0
	}
	kg := 1000 * divisor
	return int((sum + kg - 1) / kg)
}

// RateTo is the rate whose place contains a destination most closely: kelurahan before kecamatan, kota or kabupaten, province,
// everywhere. nil when none does.
func (s *Service) RateTo(to wilayah.Code) *Rate {
	for place := to; ; place = place.Parent() {
		if i, found := s.search(place); found {
			return &s.Rates[s.byPlace[i]]
		}
		if place == "" {
			return nil
		}
	}
}

// search finds the place of a rate in byPlace, or where it would be.
func (s *Service) search(place wilayah.Code) (int, bool) {
	return slices.BinarySearchFunc(s.byPlace, place, func(i int32, p wilayah.Code) int { return strings.Compare(string(s.Rates[i].To), string(p)) })
}

// deeper tells whether the service has rates for places inside a destination.
func (s *Service) deeper(to wilayah.Code) bool {
	if to == "" {
		return slices.ContainsFunc(s.Rates, func(r Rate) bool { return r.To != "" })
	}
	i, _ := s.search(to + ".")
	return i < len(s.byPlace) && s.Rates[s.byPlace[i]].To.Within(to)
}

// Cost is the price for so many kilograms.
func (r *Rate) Cost(kg int) rupiah.Amount {
	if r.IsFlat {
		return r.Flat
	}
	return r.PerKg.Times(max(kg, r.MinKg))
}

// ShippingDiscount is what the shop pays of the shipping cost: for a subtotal before vouchers, with any courier.
func (c *Catalog) ShippingDiscount(subtotal, cost rupiah.Amount, to wilayah.Code) rupiah.Amount {
	f := c.FreeShipping
	if f == nil || subtotal < f.MinSubtotal || f.To != nil && !within(to, f.To) {
		return 0
	}
	if f.MaxDiscount > 0 {
		cost = min(cost, f.MaxDiscount)
	}
	return max(cost, 0)
}
