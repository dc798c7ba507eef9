package bot

import (
	"maps"
	"slices"
	"strings"

	"tokobot/bot/understand"
	"tokobot/catalog"
)

// Which goods are meant by words that point at them: a quoted message, a kind of which one was just told of, a name beside a question about sending.

// thisGone reads "ini ga jadi" under a quoted message as the end of the line that the message is about, not of the whole draft.
func (k *talk) thisGone(acts []understand.Act) []understand.Act {
	p := k.aimed.P
	if p == nil || len(acts) != 1 || k.basket().pieces(p.SKU) == 0 || len(k.basket().Lines) < 2 || strings.ContainsAny(k.text(), "?0123456789") ||
		hasWord(k.low(), []string{" semua", " pesanan", " orderan", " order "}) || !hasWord(k.low(), append(goneWords, dropWords...)) {
		return acts
	}
	switch a := acts[0]; {
	case a.Intent == understand.Deny, a.Intent == understand.CancelOrder && a.Order == "", a.Intent == understand.OutOfScope, buys[a.Intent] && len(a.Products) == 0:
	default:
		return acts
	}
	w := understand.Product{Product: p.SKU, Op: understand.Remove}
	if v := k.aimed.one(); v != nil {
		if _, inside := k.basket().line(v.SKU); inside {
			w.SKU = v.SKU
		}
	}
	return []understand.Act{{Intent: understand.ChangeOrder, Products: []understand.Product{w}, Words: acts[0].Words}}
}

// goneWords say of one thing that it shall not come.
var goneWords = []string{" ga usah", " gausah", " gak usah", " nggak usah", " ngga usah", " tidak usah", " ga perlu", " skip", " dibatal", " batalin", " buang", " ndak usah"}

// talkedKind takes goods that an order names by their kind, "freon 2", for the ones of that kind that were just told of: those asked about, those
// of the last answer, those talked about.
func (k *talk) talkedKind(acts []understand.Act) []understand.Act {
	out := slices.Clone(acts)
	for i, a := range out {
		if a.Intent != understand.Order {
			continue
		}
		out[i].Products = slices.Clone(a.Products)
		for n, w := range a.Products {
			if w.Product != "" || w.SKU != "" || w.Qty == 0 || len(w.Options) > 0 || w.Category == "" && len(w.Candidates) == 0 || k.nameBegins(w.Candidates) != "" {
				continue
			}
			if v := k.toldOf(w); v != nil && !k.otherNamed(v.Product) {
				w.Product, w.SKU, w.Candidates, w.Category = v.Product.SKU, v.SKU, nil, ""
				out[i].Products[n] = w
			}
		}
	}
	return out
}

// otherNamed tells whether the burst has a word of the name of other goods of a product's category that is none of its own: "mini x banner".
func (k *talk) otherNamed(p *catalog.Product) bool {
	own := append(lettersOf(p.Name+" "+strings.Join(p.Aliases, " ")+" "+p.Category), namelessWords...)
	said := k.contentStems()
	return slices.ContainsFunc(k.inCategory(p.Category), func(x *catalog.Product) bool {
		return x != p && slices.ContainsFunc(lettersOf(x.Name+" "+strings.Join(x.Aliases, " ")), func(w string) bool {
			return len(w) >= 3 && slices.Contains(said, w) && !slices.Contains(own, w)
		})
	})
}

// toldOf is the one variant that was told of among goods that are named by their kind; nil for none and several.
func (k *talk) toldOf(w understand.Product) *catalog.Variant {
	var levels [][]string
	if k.m.Asked.What == askQuantity {
		levels = append(levels, []string{k.m.Asked.Ref})
	}
	for _, level := range append(levels, k.m.Several, []string{k.m.Topic}) {
		var found []*catalog.Variant
		for _, sku := range level {
			v := k.Catalog.Variant(sku)
			if v != nil && (slices.Contains(w.Candidates, v.Product.SKU) || len(w.Candidates) == 0 && strings.EqualFold(v.Product.Category, w.Category)) {
				found = append(found, v)
			}
		}
		if len(found) > 1 {
			return nil
		}
		if len(found) == 1 {
			return found[0]
		}
	}
	return nil
}

// sentGoods makes the one product that a question about sending names what is talked about: "r32 bisa kirim ke malang?".
func (k *talk) sentGoods(acts []understand.Act) []understand.Act {
	asks := false
	for _, a := range acts {
		switch a.Intent {
		case understand.AskShippingCost, understand.AskShippingTime, understand.AskCouriers:
			asks = true
		}
		if len(a.Products) > 0 {
			return acts
		}
	}
	if !asks {
		return acts
	}
	var named *catalog.Product
	for _, p := range k.Catalog.Products {
		if !p.Active || !slices.ContainsFunc(append([]string{p.Name}, p.Aliases...), func(name string) bool { return hasWord(k.low(), []string{" " + strings.ToLower(name) + " "}) }) {
			continue
		}
		if named != nil {
			return acts
		}
		named = p
	}
	if named != nil && named != k.goodsOf(k.m.Topic) {
		k.talkedAbout(pick{P: named, Vs: onSale(named)})
		if k.m.Asked.What == askQuantity || k.m.Asked.What == askSubstitute {
			k.answered() // it was about something else
		}
	}
	return acts
}

// leaves keeps in mind goods that were spoken of beside the draft and are not in it, so that the summary names them.
func (k *talk) leaves(product string) {
	if !slices.Contains(k.m.Left, product) {
		k.m.Left = append(k.m.Left, product)
	}
}

// notWanted lets goods go that the buyer does not want.
func (k *talk) notWanted(product string) {
	k.m.Left = slices.DeleteFunc(k.m.Left, func(sku string) bool { return sku == product })
}

// sayLeft names under the summary what was spoken of and is not in it.
func (k *talk) sayLeft(b basket) {
	k.m.Left = slices.DeleteFunc(k.m.Left, func(sku string) bool { return b.pieces(sku) > 0 || k.Catalog.Product(sku) == nil })
	var names []value
	for _, sku := range k.m.Left {
		names = append(names, k.productName(k.Catalog.Product(sku)))
	}
	if len(names) > 0 {
		k.n.say("belum_termasuk", is("nama", joined(comma, names...)))
	}
}

// optionForAll gives the option of "100 kecil 100 sedang, natural semua" to all that is ordered in front of it.
func (k *talk) optionForAll(acts []understand.Act) []understand.Act {
	out := slices.Clone(acts)
	for i, a := range out {
		last := len(a.Products) - 1
		if !buys[a.Intent] || last < 2 || !hasWord(k.low(), []string{" semua "}) {
			continue
		}
		w := a.Products[last]
		if w.Product != "" || w.SKU != "" || len(w.Options) == 0 || w.Op == understand.Remove || !k.allNamed(w.Options) {
			continue
		}
		ws := slices.Clone(a.Products[:last])
		if slices.ContainsFunc(ws, func(x understand.Product) bool {
			return x.SKU != "" || len(x.Candidates) > 0 || x.Qty == 0 || sharesAxis(x.Options, w.Options)
		}) {
			continue
		}
		for n := range ws {
			ws[n].Options = maps.Clone(ws[n].Options)
			if ws[n].Options == nil {
				ws[n].Options = map[string]string{}
			}
			maps.Copy(ws[n].Options, w.Options)
		}
		out[i].Products = ws
	}
	return out
}

// allNamed tells whether "semua" stands right behind one of the options.
func (k *talk) allNamed(options map[string]string) bool {
	for _, o := range options {
		if strings.Contains(k.low(), " "+strings.ToLower(o)+" semua") {
			return true
		}
	}
	return false
}

func sharesAxis(a, b map[string]string) bool {
	for axis := range a {
		if _, there := b[axis]; there {
			return true
		}
	}
	return false
}
