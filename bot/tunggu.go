package bot

import (
	"cmp"
	"slices"
	"strings"

	"tokobot/bot/understand"
	"tokobot/catalog"
	"tokobot/internal/shop"
)

// instead says what is nearest to a variant that is not there, and asks one question about it. qty is what was wanted.
func (k *talk) instead(v *catalog.Variant, qty int) error {
	alts, err := k.alternatives(v)
	if err != nil {
		return err
	}
	if len(alts) == 0 {
		k.ask(asked{What: askNotify, Expect: understand.ExpectYesNo, Ref: v.SKU}, k.n.text("tanya_kabari", is("nama", k.variantName(v))))
		return nil
	}
	stock, err := k.stockOf(alts)
	if err != nil {
		return err
	}
	var rows []value
	var skus []string
	for i, a := range alts {
		rows = append(rows, k.n.text("baris_pengganti", is("nomor", ordinal(i+1)), is("nama", k.variantName(a)), is("harga", k.price(a)),
			is("stok", k.stockWord(a, stock, 0))))
		skus = append(skus, a.SKU)
	}
	k.ask(asked{What: askSubstitute, Expect: understand.ExpectVariant, Ref: v.SKU, Products: skus, Qty: qty},
		k.n.text("tanya_pengganti", is("nama", k.variantName(v)), is("daftar", joined(newline, rows...))))
	return nil
}

// altSearch bounds how many variants of other products are looked at.
const altSearch = 60

// altMax is how many alternatives are named.
const altMax = 3

// alternatives are what is nearest to a variant and can be ordered: the product's other variants, the more alike the
// sooner, then products of its category by how near their price is.
func (k *talk) alternatives(v *catalog.Variant) ([]*catalog.Variant, error) {
	same := slices.DeleteFunc(onSale(v.Product), func(x *catalog.Variant) bool { return x == v })
	slices.SortStableFunc(same, func(a, b *catalog.Variant) int { return cmp.Compare(alike(b, v), alike(a, v)) })
	var other []*catalog.Variant
	if v.Product.Category != "" {
		for _, p := range k.inCategory(v.Product.Category) {
			if p != v.Product {
				other = append(other, onSale(p)...)
			}
		}
	}
	distance := func(x *catalog.Variant) int64 { return max(int64(x.Price-v.Price), int64(v.Price-x.Price)) }
	slices.SortStableFunc(other, func(a, b *catalog.Variant) int { return cmp.Compare(distance(a), distance(b)) })
	all := append(same, other[:min(len(other), altSearch)]...)
	stock, err := k.stockOf(all)
	if err != nil {
		return nil, err
	}
	b := k.basket()
	seen := map[*catalog.Product]bool{}
	all = slices.DeleteFunc(all, func(x *catalog.Variant) bool {
		_, inside := b.line(x.SKU)
		gone := x.Product.Preorder == nil && stock[x.SKU].Available() == 0
		again := x.Product != v.Product && seen[x.Product]
		seen[x.Product] = seen[x.Product] || !gone && !inside
		return inside || gone || again
	})
	return all[:min(len(all), altMax)], nil
}

// alike counts the options that two variants of a product share.
func alike(a, b *catalog.Variant) int {
	n := 0
	for i := range a.Options {
		if i < len(b.Options) && a.Options[i] == b.Options[i] {
			n++
		}
	}
	return n
}

func (k *talk) stockOf(vs []*catalog.Variant) (map[string]shop.Stock, error) {
	skus := make([]string, len(vs))
	for i, v := range vs {
		skus[i] = v.SKU
	}
	return k.books(skus...)
}

// notify notes that a buyer wants to be told when something is back.
func (k *talk) notify(a understand.Act) error {
	ps, _ := k.picks(a)
	if len(ps) == 0 {
		if v := k.Catalog.Variant(k.m.Asked.Ref); v != nil {
			return k.waitFor(v)
		}
		return k.unknownProduct(a)
	}
	for _, p := range ps {
		if err := k.notifyPick(p); err != nil {
			return err
		}
	}
	return nil
}

// notifyPick waits for every variant meant that is gone now.
func (k *talk) notifyPick(p pick) error {
	stock, err := k.stock(p.P)
	if err != nil {
		return err
	}
	if v := k.Catalog.Variant(k.m.Asked.Ref); p.one() == nil && v != nil && v.Product == p.P {
		return k.waitFor(v)
	}
	gone := slices.DeleteFunc(slices.Clone(p.Vs), func(v *catalog.Variant) bool {
		return p.P.Preorder != nil || stock[v.SKU].Available() > 0
	})
	if len(gone) == 0 {
		return k.show(p, true) // it is there
	}
	for _, v := range gone {
		if err := k.waitFor(v); err != nil {
			return err
		}
	}
	return nil
}

// waitFor notes one variant.
func (k *talk) waitFor(v *catalog.Variant) error {
	if k.quiet {
		return nil
	}
	waits, err := k.f.Waits(k.t.Buyer.ID)
	if err != nil {
		return err
	}
	if !slices.Contains(waits, v.SKU) && !k.shown["wait "+v.SKU] {
		k.shown["wait "+v.SKU] = true
		k.d.Do(shop.Wait{Buyer: k.t.Buyer.ID, SKU: v.SKU})
	}
	k.n.say("akan_dikabari", is("nama", k.variantName(v)))
	if (k.q.What == askNotify || k.q.What == askSubstitute) && k.q.Ref == v.SKU {
		k.q, k.qText = asked{}, value{} // it was asked for in the same breath
	}
	if k.m.Asked.What == askNotify || k.m.Asked.What == askSubstitute {
		k.answered()
	}
	return nil
}

// notifyWords are bare words that ask to be told, after something was not there.
var notifyWords = []string{"kabari", "kabarin", "infoin", "info ya", "colek", "kbr"}

// asksNotify tells whether bare words mean "tell me when it is back".
func asksNotify(text string) bool {
	text = strings.ToLower(text)
	return slices.ContainsFunc(notifyWords, func(w string) bool { return strings.Contains(text, w) })
}
