package bot

import (
	"slices"
	"strings"

	"tokobot/bot/understand"
	"tokobot/catalog"
)

// exchange sets a variant that is not in the draft yet: "jadi navy aja" puts it in the place of the product's one line.
func (k *talk) exchange(p pick, b basket) error {
	var of []line
	for _, l := range b.Lines {
		if l.Product == p.P.SKU {
			of = append(of, l)
		}
	}
	v := p.one()
	of = slices.DeleteFunc(of, func(l line) bool { return l.SKU != v.SKU && k.staysToo(l) })
	if l, ok := k.replaced(of); ok && len(of) > 1 && l.SKU != v.SKU {
		of = []line{l}
	} else if l, ok := k.lineMeant(of, v); ok && p.Qty == 0 {
		of = []line{l}
	} else if l, ok := k.besideOn(of, v); ok && p.Qty == 0 {
		of = []line{l}
	}
	if len(of) == 1 && of[0].SKU == v.SKU && p.Qty == 0 {
		k.touched, k.goods = true, true // it is that one already
		return nil
	}
	if len(of) == 1 && p.Qty > 0 && len(v.Options) > 1 && !k.alike(of[0], v) && !exchanges(k.text()) && !hasWord(k.low(), changeSaid) && !slipSaid.MatchString(strings.ToLower(k.text())) {
		return k.addVariant(v, p.Qty) // "hitamnya L 1" beside a white M
	}
	if len(of) != 1 || of[0].SKU == v.SKU || k.m.Draft.had(v.SKU) && (p.Qty > 0 || hasWord(k.low(), besideWords)) {
		return k.take(v, max(p.Qty, 1), false)
	}
	qty := p.Qty
	if qty == 0 {
		qty = of[0].Qty
	}
	can, err := k.can(v, qty)
	if err != nil || can == 0 {
		return err
	}
	k.put(op{Do: opRemove, SKU: of[0].SKU, Product: p.P.SKU}, op{Do: opSet, SKU: v.SKU, Product: p.P.SKU, Qty: can})
	return nil
}

// staysToo tells whether the change that puts something in the place of a line names that line with its own number: of 30 jasmine, "ganti 20
// melati 10 vanila" leaves 20.
func (k *talk) staysToo(l line) bool {
	return slices.ContainsFunc(k.picked, func(p pick) bool {
		v := p.one()
		return v != nil && v.SKU == l.SKU && p.Qty > 0 && p.Op != understand.Remove
	})
}

// lineMeant is the line of several of a product that a variant takes the place of, by what is said first: in "yang coklat jumbo aja" the brown one
// becomes jumbo.
func (k *talk) lineMeant(of []line, v *catalog.Variant) (found line, ok bool) {
	low, best := k.low(), -1
	if !hasWord(low, changeSaid) {
		return line{}, false
	}
	for _, l := range of {
		x := k.Catalog.Variant(l.SKU)
		if x == nil || x == v {
			return line{}, false // it is there already
		}
		for i, o := range x.Options {
			if i >= len(v.Options) || o != v.Options[i] {
				continue
			}
			switch at := strings.Index(low, strings.ToLower(o)); {
			case at < 0:
			case best < 0 || at < best:
				found, best, ok = l, at, true
			case at == best:
				ok = false
			}
		}
	}
	return found, ok
}

// alike tells whether a variant has something in common with the one of a line.
func (k *talk) alike(l line, v *catalog.Variant) bool {
	old := k.Catalog.Variant(l.SKU)
	if old == nil {
		return false
	}
	for i, o := range v.Options {
		if i < len(old.Options) && old.Options[i] == o {
			return true
		}
	}
	return false
}

// insteadOf tells whether a variant shall take the place of the product's one line in the draft: "yang gel aja".
func (k *talk) insteadOf(p pick) bool {
	v := p.one()
	if v == nil || p.Op == understand.Remove || hasWord(k.low(), moreOf) {
		return false
	}
	var of []line
	for _, l := range k.m.Draft.basket().Lines {
		if l.Product == p.P.SKU {
			of = append(of, l)
		}
	}
	if l, ok := k.lineMeant(of, v); ok && len(of) > 1 {
		of = []line{l}
	}
	if len(of) != 1 || of[0].SKU == v.SKU {
		return false
	}
	if len(k.now.Products) == 1 && !hasWord(k.low(), besideWords) && slipSaid.MatchString(strings.ToLower(k.text())) {
		return true // "eh cr2016 deh"
	}
	return slices.ContainsFunc(v.Options, func(o string) bool {
		o = strings.ToLower(o)
		if numbers := strings.FieldsFunc(o, notDigit); len(numbers) == 1 && strings.Contains(k.low(), " "+numbers[0]+" aja") {
			return true // "yg 30 aja" of 30 ml
		}
		low := amountsWhole(k.low())
		return strings.Contains(low, " "+amountsWhole(o)+" aja") || strings.Contains(k.low(), " "+o+" aja") || strings.Contains(k.low(), " "+o+" saja")
	})
}
