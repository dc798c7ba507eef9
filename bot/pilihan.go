package bot

import (
	"cmp"
	"slices"
	"strings"

	"tokobot/bot/understand"
	"tokobot/catalog"
	"tokobot/internal/shop"
)

// choose takes one of the things that were offered.
func (k *talk) choose(a understand.Act) error {
	q := k.m.Asked
	at := a.Choice - 1
	switch {
	case q.What == askPlace && at >= 0 && at < len(q.Places):
		return k.placeChosen(q.Places[at])
	case q.What == askAddrPlace && at >= 0 && at < len(q.Places):
		k.answered()
		k.m.Place = q.Places[at]
		k.put(op{Do: opAddress, To: &shop.Recipient{Place: q.Places[at]}})
		return nil
	case q.What == askProduct && len(q.Products) > 0:
		return k.productChosen(q, at, a.Cheapest)
	case q.What == askVariant && at >= 0 && at < len(q.Products):
		return k.variantChosen(q, at)
	case q.What == askSubstitute && at >= 0 && at < len(q.Products):
		k.answered()
		if v := k.Catalog.Variant(q.Products[at]); v != nil {
			return k.take(v, max(q.Qty, 1), false)
		}
		return nil
	case len(q.Services) > 0 && (a.Cheapest || at >= 0 && at < len(q.Services)):
		if a.Cheapest {
			at = 0
		}
		courier, service, _ := strings.Cut(q.Services[at], "/")
		return k.chooseCourier(understand.Act{Intent: understand.ChooseCourier, Courier: courier, Service: service})
	}
	return nil
}

// productChosen runs what waited for a product.
func (k *talk) productChosen(q asked, at int, cheapest bool) error {
	if cheapest {
		at = k.cheapestOf(q.Products)
	}
	if at < 0 || at >= len(q.Products) {
		k.ask(q, k.n.text("tanya_yang_mana"))
		return nil
	}
	waited := k.m.Waiting
	k.m.Waiting = nil
	k.answered()
	k.m.Topic = q.Products[at]
	if len(waited) == 0 {
		return k.offer(understand.Act{Intent: understand.AskPrice, Products: []understand.Product{{Product: q.Products[at]}}}, true)
	}
	for _, w := range waited {
		a := w.act()
		a.Products = slices.Clone(a.Products)
		if len(a.Products) == 0 {
			a.Products = make([]understand.Product, 1)
		}
		for i, o := range a.Products {
			a.Products[i].Product, a.Products[i].SKU, a.Products[i].Candidates = q.Products[at], "", nil
			if p := k.Catalog.Product(q.Products[at]); p != nil && len(o.Options) > 0 {
				a.Products[i].Options = wholeNames(p, o.Options)
			}
		}
		if err := k.do(a); err != nil {
			return err
		}
	}
	return nil
}

// cheapestOf is which of the products offered costs least; -1 for none.
func (k *talk) cheapestOf(skus []string) int {
	best := -1
	price := func(i int) int64 {
		vs := onSale(k.Catalog.Product(skus[i]))
		return int64(slices.MinFunc(vs, func(a, b *catalog.Variant) int { return cmp.Compare(a.Price, b.Price) }).Price)
	}
	for i, sku := range skus {
		if p := k.Catalog.Product(sku); p == nil || len(onSale(p)) == 0 {
			continue
		}
		if best < 0 || price(i) < price(best) {
			best = i
		}
	}
	return best
}

// variantChosen takes the option that the chosen variant stands for: for the line of the draft that lacks it, for what
// waited, or as what the buyer is interested in.
func (k *talk) variantChosen(q asked, at int) error {
	v := k.Catalog.Variant(q.Products[at])
	if v == nil {
		return nil
	}
	p := v.Product
	waited := k.m.Waiting
	k.m.Waiting = nil
	k.answered()
	options := map[string]string{}
	for i, axis := range p.Axes {
		if q.Axis == "" || axis.Name == q.Axis {
			options[axis.Name] = v.Options[i]
		}
	}
	for _, w := range waited {
		a := w.act()
		if len(a.Products) == 1 {
			a.Products[0].Product, a.Products[0].SKU, a.Products[0].Options = p.SKU, "", options
		}
		if err := k.do(a); err != nil {
			return err
		}
	}
	if len(waited) > 0 {
		return nil
	}
	if k.basket().openOf(p.SKU) {
		return k.order(understand.Act{Intent: understand.Order, Products: []understand.Product{{Product: p.SKU, Options: options}}})
	}
	return k.offer(understand.Act{Intent: understand.AskPrice, Products: []understand.Product{{Product: p.SKU, Options: options}}}, false)
}
