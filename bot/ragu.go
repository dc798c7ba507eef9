package bot

import (
	"slices"

	"tokobot/bot/understand"
	"tokobot/catalog"
)

// doubt is goods of an order that its words can't tell apart, "hoodie 1" beside other goods: it stays with the draft until one of them is
// chosen, or it is let go, so that no line is lost without a word.
type doubt struct {
	Products []string // the products that it may be
	Options  map[string]string
	Qty      int
}

// doubtOf makes a doubt of goods that an order names too widely; false where nothing is left to choose from.
func (k *talk) doubtOf(w understand.Product) (doubt, bool) {
	out := doubt{Products: w.Candidates, Options: w.Options, Qty: w.Qty}
	if len(out.Products) == 0 {
		for _, p := range k.inCategory(w.Category) {
			out.Products = append(out.Products, p.SKU)
		}
	}
	out.Products = slices.DeleteFunc(slices.Clone(out.Products), func(sku string) bool {
		p := k.Catalog.Product(sku)
		return p == nil || !p.Active
	})
	return out, len(out.Products) > 0
}

// keepDoubts keeps with the draft what an order named too widely beside goods that are in it now.
func (k *talk) keepDoubts(undecided []understand.Product) {
	for _, u := range undecided {
		if w, ok := k.doubtOf(u); ok {
			k.put(op{Do: opDoubt, Products: w.Products, Options: w.Options, Qty: w.Qty})
		}
	}
}

// doubtOpen asks which goods are meant, twice at most; then it says that it goes on without.
func (k *talk) doubtOpen(b basket, w doubt) error {
	before := k.before.Asked
	again := before.What == askProduct && len(before.Products) > 0 && slices.Contains(w.Products, before.Products[0])
	if again && before.Age > 0 {
		k.m.Draft.add(contribution{Ops: []op{{Do: opSettled, Products: w.Products}}})
		if p := k.Catalog.Product(w.Products[0]); p != nil {
			k.n.say("ragu_dilewati", is("nama", k.kindOf(p)))
			if len(w.Products) == 1 {
				k.leaves(p.SKU)
			}
		}
		return k.next()
	}
	if (k.goods || k.wantTotal) && len(b.skus()) > 0 {
		if err := k.showSoFar(b); err != nil {
			return err
		}
	}
	if again && k.touched && len(k.n.blocks) == 0 {
		k.n.say("sudah_dicatat")
	}
	k.askWhich(understand.Act{Intent: understand.Order, Products: []understand.Product{{Candidates: w.Products, Options: w.Options, Qty: w.Qty}}}, w.Products)
	if again {
		k.q.Age = before.Age + 1
	}
	return nil
}

// letGo closes the doubts that a change takes back, "ga usah hoodienya", and tells whether that is all it does.
func (k *talk) letGo(a understand.Act) bool {
	b := k.basket()
	if len(b.Doubts) == 0 || len(a.Products) == 0 {
		return false
	}
	for _, w := range a.Products {
		gone, ok := k.doubtOf(w)
		if w.Product != "" {
			gone, ok = doubt{Products: []string{w.Product}}, true
		}
		left := b
		left.Doubts = slices.Clone(b.Doubts)
		if left.settle(gone.Products...); !ok || w.Op != understand.Remove && !w.Not || len(left.Doubts) == len(b.Doubts) || w.Product != "" && b.pieces(w.Product) > 0 {
			return false
		}
		k.put(op{Do: opSettled, Products: gone.Products})
	}
	k.answered()
	k.touched, k.goods = true, true
	return true
}

// kindOf is what goods are called in short: their category, else the word that their name begins with.
func (k *talk) kindOf(p *catalog.Product) value {
	name := p.Category
	if name == "" {
		name = headWord(p.Name)
	}
	return written(name, fromLine(k.Catalog, p.Pos))
}

// settle closes the doubts that may have meant one of the products.
func (b *basket) settle(products ...string) {
	b.Doubts = slices.DeleteFunc(b.Doubts, func(w doubt) bool {
		return slices.ContainsFunc(products, func(p string) bool { return slices.Contains(w.Products, p) })
	})
}
