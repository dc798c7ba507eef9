package bot

import (
	"slices"
	"strconv"
	"strings"

	"tokobot/bot/understand"
	"tokobot/catalog"
)

// Goods of one kind, told apart by a word: the remote "ori" and the "universal" one, and the one that comes in a brand.

// kin are the products on sale of a product's category that share the first word of its name.
func (k *talk) kin(p *catalog.Product) []*catalog.Product {
	head := headWord(p.Name)
	var out []*catalog.Product
	for _, x := range k.Catalog.Products {
		if x.Active && len(onSale(x)) > 0 && x.Category == p.Category && head != "" && headWord(x.Name) == head {
			out = append(out, x)
		}
	}
	return out
}

// kinTalked are the goods of the kind that is talked about, or among which the open question chooses.
func (k *talk) kinTalked() []*catalog.Product {
	t := k.goodsOf(k.m.Topic)
	if t == nil && k.m.Asked.What == askProduct && len(k.m.Asked.Products) > 0 {
		t = k.goodsOf(k.m.Asked.Products[0])
	}
	if t == nil {
		return nil
	}
	return k.kin(t)
}

// priceAsked asks for a price.
var priceAsked = []string{"brp", "berapa", "brapa", "harga", "harganya", "hrg", "hrga", "brpa", "piro", "sabaraha"}

// kinPrices reads "yg ori brp yg biasa brp" as the question for the prices of the goods of one kind that the words tell apart; of all of the kind
// where a second one is asked for that they do not name.
func (k *talk) kinPrices(acts []understand.Act) []understand.Act {
	of := k.kinTalked()
	if len(acts) != 1 || len(of) < 2 || len(of) > fewVariants || len(acts[0].Products) > 0 || acts[0].Intent != understand.AskPrice && acts[0].Intent != understand.AskStock {
		return acts
	}
	var ws []understand.Product
	asked := 0
	for _, w := range lettersOf(k.text()) {
		if slices.Contains(priceAsked, w) {
			asked++
		}
		if p := kinCalled(of, stem(w)); p != nil && !slices.ContainsFunc(ws, func(x understand.Product) bool { return x.Product == p.SKU }) {
			ws = append(ws, understand.Product{Product: p.SKU})
		}
	}
	if len(ws) == 0 {
		return acts
	}
	if len(ws) == 1 && asked > 1 {
		ws = nil
		for _, p := range of {
			ws = append(ws, understand.Product{Product: p.SKU})
		}
	}
	a := acts[0]
	a.Products = ws
	return []understand.Act{a}
}

// kinCalled is the one of some products in whose name, or another name of it, a word stands; nil for none and several.
func kinCalled(of []*catalog.Product, word string) *catalog.Product {
	var found *catalog.Product
	for _, x := range of {
		if !slices.Contains(lettersOf(x.Name+" "+strings.Join(x.Aliases, " ")), word) {
			continue
		}
		if found != nil {
			return nil
		}
		found = x
	}
	return found
}

// kinCounts reads "ori 1 universal 6" after one of the kind was talked about as so many of each that the words tell apart.
func (k *talk) kinCounts(acts []understand.Act) []understand.Act {
	of := k.kinTalked()
	if len(acts) != 1 || !buys[acts[0].Intent] || strings.Contains(k.text(), "?") {
		return acts
	}
	words := strings.FieldsFunc(k.low(), func(r rune) bool { return r == ' ' || r == ',' || r == '\n' })
	var ws []understand.Product
	for i := 0; i+1 < len(words) && len(of) > 1; i++ {
		p := kinCalled(of, stem(words[i]))
		if p == nil {
			continue
		}
		w := understand.Product{Product: p.SKU}
		if len(p.Variants) == 1 {
			w.SKU = p.Variants[0].SKU
		}
		for i+1 < len(words) && optionNamed(p, words[i+1], &w) {
			i++
		}
		if i+1 >= len(words) {
			break
		}
		if n, err := strconv.Atoi(words[i+1]); err == nil && n > 0 {
			w.Qty = n
			ws = append(ws, w)
		}
	}
	if len(ws) < 2 || ws[0].Product == ws[1].Product {
		return acts
	}
	return []understand.Act{{Intent: understand.Order, Products: ws, Words: acts[0].Words}}
}

// optionNamed gives goods the option of a product that a word is the name of; false where it is none.
func optionNamed(p *catalog.Product, word string, w *understand.Product) bool {
	for _, axis := range p.Axes {
		for _, o := range axis.Options {
			if !slices.ContainsFunc(append([]string{o.Name}, o.Aliases...), func(name string) bool { return strings.EqualFold(name, word) }) {
				continue
			}
			if w.Options == nil {
				w.Options = map[string]string{}
			}
			w.Options[axis.Name] = o.Name
			return true
		}
	}
	return false
}

// brandSaid reads "remot yg panasonic" of goods that come in no brands, where another of their kind does, as a choice between the two.
func (k *talk) brandSaid(acts []understand.Act) []understand.Act {
	if len(acts) != 1 || len(acts[0].Products) != 1 {
		return acts
	}
	switch acts[0].Intent {
	case understand.Order, understand.AskStock, understand.AskPrice:
	default:
		return acts
	}
	w := acts[0].Products[0]
	p := k.Catalog.Product(w.Product)
	if p == nil || len(w.Options) > 0 || len(p.Axes) > 0 {
		return acts
	}
	said := k.contentStems()
	for _, x := range k.kin(p) {
		if x == p || !slices.ContainsFunc(x.Axes, func(a catalog.Axis) bool {
			return slices.ContainsFunc(a.Options, func(o catalog.Option) bool {
				return slices.ContainsFunc(append([]string{o.Name}, o.Aliases...), func(name string) bool { return len(name) > 3 && slices.Contains(said, strings.ToLower(name)) })
			})
		}) {
			continue
		}
		a := acts[0]
		a.Products = []understand.Product{{Candidates: []string{p.SKU, x.SKU}, Qty: w.Qty, Op: w.Op}}
		k.askWhich(a, a.Products[0].Candidates)
		return nil
	}
	return acts
}
