package bot

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"

	"tokobot/catalog"
	"tokobot/internal/rupiah"
	"tokobot/internal/shop"
	"tokobot/internal/wilayah"
)

// bill is what a basket costs now, each amount with where it comes from.
type bill struct {
	Items    []priced
	Subtotal rupiah.Amount
	To       wilayah.Code
	// Quote is how it is carried; nil while there is no destination, or nothing carries it. Of several couriers the
	// buyer's own, else the cheapest.
	Quote *catalog.Quote
	// Refused says that the buyer's courier does not carry this, so the cheapest stands in.
	Refused bool
	Method  *catalog.Method
	Voucher *catalog.Promo
	// Free is the part of Discount that free shipping gives, Off the voucher's.
	Free, Off rupiah.Amount
	Fee       rupiah.Amount
	Weight    int // billed grams
}

// priced is one line with its price a piece.
type priced struct {
	V     *catalog.Variant
	Qty   int
	Price rupiah.Amount
	From  origin
}

func (p priced) total() rupiah.Amount { return p.Price.Times(p.Qty) }

// Shipping is gross.
func (b bill) shipping() rupiah.Amount {
	if b.Quote == nil {
		return 0
	}
	return b.Quote.Cost
}

func (b bill) discount() rupiah.Amount { return b.Free + b.Off }

func (b bill) total() rupiah.Amount { return b.Subtotal + b.shipping() + b.Fee - b.discount() }

// cod tells whether the parcel is paid at the door.
func (b bill) cod() bool { return b.Method != nil && b.Method.Kind == catalog.COD }

// lines are the goods as the catalog weighs them.
func (b bill) lines() []catalog.Line {
	out := make([]catalog.Line, len(b.Items))
	for i, p := range b.Items {
		out[i] = catalog.Line{Variant: p.V, Qty: p.Qty}
	}
	return out
}

// bill works a basket out. A voucher or method that does not hold for it is left out: whoever took it said why.
func (k *talk) bill(b basket) (bill, error) {
	out := bill{To: b.destination(k.m.Place)}
	for _, l := range b.Lines {
		v := k.Catalog.Variant(l.SKU)
		if v == nil || !v.Active {
			continue
		}
		pieces := b.pieces(l.Product)
		price, from := v.PriceFor(pieces), fromLine(k.Catalog, v.PriceSource(pieces))
		out.Items = append(out.Items, priced{V: v, Qty: l.Qty, Price: price, From: from})
		out.Subtotal += price.Times(l.Qty)
	}
	k.carry(&out, b)
	if out.Quote != nil {
		out.Free = k.Catalog.ShippingDiscount(out.Subtotal, out.Quote.Cost, out.To)
		out.Weight = out.Quote.Kg * 1000
	}
	if m := k.Catalog.Method(b.Method); m != nil {
		if m.Kind != catalog.COD || m.Allows(out.To, out.Subtotal) {
			out.Method = m
		}
	}
	if out.cod() {
		out.Fee = out.Method.Fee
	}
	if p := k.Catalog.Promo(b.Voucher); p != nil {
		refusal, err := k.voucherRefusal(p, out.Subtotal)
		if err != nil {
			return out, err
		}
		if refusal.text == "" {
			out.Voucher, out.Off = p, p.Discount(out.Subtotal)
		}
	}
	return out, nil
}

// carry chooses the service.
func (k *talk) carry(out *bill, b basket) {
	if out.To == "" || len(out.Items) == 0 {
		return
	}
	quotes := k.Catalog.Quotes(out.To, out.lines())
	if len(quotes) == 0 {
		return
	}
	out.Quote = &quotes[0]
	if b.Courier == "" {
		return
	}
	if own := ofCourier(quotes, b.Courier, b.Service); len(own) > 0 {
		out.Quote = &own[0]
		return
	}
	out.Refused = true
}

// mark is a short name of exactly what the buyer was shown: goods, prices, courier, recipient, total. A yes counts for
// the mark that it answers.
func (b bill) mark(to shop.Recipient) string {
	h := sha256.New()
	for _, p := range b.Items {
		fmt.Fprintf(h, "%s*%d@%d;", p.V.SKU, p.Qty, p.Price)
	}
	if b.Quote != nil {
		fmt.Fprintf(h, "%s/%s=%d;", b.Quote.Service.Courier.Code, b.Quote.Service.Code, b.Quote.Cost)
	}
	fmt.Fprintf(h, "%d;%d;%t;%+v", b.total(), b.discount(), b.cod(), to)
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// origins are where the goods' prices come from.
func (b bill) origins() []origin {
	var out []origin
	for _, p := range b.Items {
		if !slices.Contains(out, p.From) {
			out = append(out, p.From)
		}
	}
	return out
}

// order makes the order of a bill, without number, code and times.
func (b bill) order(k *talk, bk basket) shop.Order {
	o := shop.Order{
		Buyer: k.t.Buyer.ID, Subtotal: b.Subtotal, Shipping: b.shipping(), Discount: b.discount(), Fee: b.Fee,
		VoucherDiscount: b.Off, Weight: b.Weight, COD: b.cod(), Recipient: bk.To, Note: bk.note(),
		CatalogVersion: k.Catalog.Version, CreatedAt: k.t.Now, ChangedAt: k.t.Now,
	}
	for _, p := range b.Items {
		o.Items = append(o.Items, shop.Item{
			SKU: p.V.SKU, Product: p.V.Product.SKU, Name: fullName(p.V), Qty: p.Qty, Price: p.Price,
			Weight: p.V.Weight, Preorder: p.V.Product.Preorder != nil,
		})
	}
	if b.Quote != nil {
		s := b.Quote.Service
		o.Courier, o.Service, o.CourierName, o.Estimate = s.Courier.Code, s.Code, s.Courier.Name+" "+s.Code, b.Quote.Rate.Estimate
	}
	if b.Voucher != nil {
		o.Voucher = b.Voucher.Code
	}
	if b.Method != nil {
		o.Payment = b.Method.Code
	}
	return o
}
