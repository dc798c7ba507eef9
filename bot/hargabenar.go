package bot

import (
	"slices"

	"tokobot/bot/understand"
	"tokobot/internal/pola"
	"tokobot/internal/rupiah"
)

var (
	// priceWonder wonders at a price; sumSaid is an amount as people write it.
	priceWonder = pola.New(`\b(?:kok|ko|koq|kenapa|knp|bukannya|bukan|salah|beda|lho|loh)\b`)
	sumSaid     = pola.New(`\b(?:rp\s?)?(\d[\d.,]*)\s?(rb|ribu|rebu|k)?\b`)
)

// priceRight answers a buyer who wonders at the price of a line which is right, "kok 24rb? bukannya 28": why it is so, with no apology and
// nothing changed.
func (k *talk) priceRight(acts []understand.Act) []understand.Act {
	if !priceWonder.MatchString(k.low()) || len(k.basket().Lines) == 0 || doesAny(acts, understand.Order, understand.CancelOrder, understand.ClaimPaid) {
		return acts
	}
	var sums []rupiah.Amount
	money := false
	for _, m := range sumSaid.FindAllStringSubmatch(k.low(), -1) {
		n := sumOf(m[1], m[2])
		if money = money || n >= 1000; n < 1000 {
			n *= 1000 // "24rb? bukannya 28"
		}
		sums = append(sums, n)
	}
	bl, err := k.bill(k.basket())
	if err != nil || !money {
		return acts
	}
	i := slices.IndexFunc(bl.Items, func(p priced) bool { return slices.Contains(sums, p.Price) })
	if i < 0 {
		return acts
	}
	k.tellRight(bl.Items[i])
	return slices.DeleteFunc(slices.Clone(acts), func(a understand.Act) bool {
		switch a.Intent {
		case understand.AskPrice, understand.AskDiscount, understand.AskWholesale, understand.AskTotal, understand.Complain, understand.ChangeOrder, understand.OutOfScope, understand.Deny,
			understand.Affirm:
			return !a.Angry
		case understand.GiveAddress:
			return a.Address == nil || a.Address.Street == "" && a.Address.Recipient == "" && placeOf(a) == ""
		}
		return false
	})
}

// tellRight says why a line's price is what it is.
func (k *talk) tellRight(p priced) {
	price := money(p.Price, p.From)
	pieces := k.basket().pieces(p.V.Product.SKU)
	for i := len(p.V.Product.Wholesale) - 1; i >= 0; i-- {
		if t := p.V.Product.Wholesale[i]; p.Price < p.V.Price && t.Min <= pieces {
			k.n.say("harga_sudah_grosir", is("nama", k.productName(p.V.Product)), is("harga", price), is("min", count(t.Min, fromLine(k.Catalog, t.Pos))),
				is("satuan", k.price(p.V)))
			return
		}
	}
	k.n.say("harga_tetap", is("nama", k.variantName(p.V)), is("harga", price))
}
