package bot

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"tokobot/bot/understand"
	"tokobot/catalog"
	"tokobot/internal/pola"
)

// What a buyer leaves to be understood: "dua duanya", "masing2 3", "udah itu aja", "yang paling murah aja" of couriers.

// allWords say that each of the things talked about is meant.
var allWords = []string{" masing", " @", " dua duanya", " dua-duanya", " dua2nya", " 2-2nya", " 2 2nya", " duaduanya", " keduanya", " dua dua nya", " ketiganya", " tiga tiganya", " semua"}

// bothWords say that two are meant.
var bothWords = []string{" dua duanya", " dua-duanya", " dua2nya", " 2-2nya", " 2 2nya", " duaduanya", " keduanya", " dua dua nya"}

// eachShown reads "masing2 3", "dua duanya ya" right after several goods were told of as an order of each of them.
func (k *talk) eachShown(acts []understand.Act) []understand.Act {
	if len(k.m.Several) < 2 || len(acts) != 1 || !hasWord(k.low(), allWords) || strings.Contains(k.text(), "?") {
		return acts
	}
	a, qty := acts[0], 1
	switch {
	case a.Intent != understand.Order && a.Intent != understand.ChangeOrder && a.Intent != understand.Affirm && a.Intent != understand.OutOfScope,
		len(a.Products) > 1, a.Intent == understand.Affirm && k.m.Asked.What != askNothing && k.m.Asked.What != askAll:
		return acts
	case len(a.Products) == 1:
		w := a.Products[0]
		if w.Product != "" || w.SKU != "" || len(w.Candidates)+len(w.Options) > 0 || w.Category != "" || w.Op == understand.Remove {
			return acts
		}
		qty = max(w.Qty, 1)
	case a.Intent == understand.OutOfScope && len(strings.Fields(k.text())) > 4:
		return acts
	}
	var ws []understand.Product
	for _, sku := range k.m.Several {
		if v := k.Catalog.Variant(sku); v != nil {
			ws = append(ws, understand.Product{Product: v.Product.SKU, SKU: v.SKU, Qty: qty})
		}
	}
	return []understand.Act{{Intent: understand.Order, Products: ws, Words: a.Words}}
}

// allBecome reads "silver aja dua duanya" as the wish that all lines of a product take an option.
func (k *talk) allBecome(acts []understand.Act) []understand.Act {
	if len(acts) != 1 || !hasWord(k.low(), allWords) || strings.Contains(k.text(), "?") {
		return acts
	}
	switch acts[0].Intent {
	case understand.Order, understand.ChangeOrder, understand.AskStock, understand.AskPrice, understand.Affirm, understand.OutOfScope:
	default:
		return acts
	}
	ws := k.optionsFor(acts[0])
	if len(ws) != 1 || len(ws[0].Options) == 0 || ws[0].Qty > 0 || ws[0].Op == understand.Remove || ws[0].Op == understand.Add {
		return acts
	}
	p := k.named(ws[0])
	if p.P == nil {
		return acts
	}
	var gone, come []op
	for _, l := range k.basket().Lines {
		v := k.with(l.SKU, p.P, ws[0].Options)
		if v == nil || v.SKU == l.SKU {
			continue
		}
		gone = append(gone, op{Do: opRemove, SKU: l.SKU, Product: l.Product})
		come = append(come, op{Do: opAdd, SKU: v.SKU, Product: l.Product, Qty: l.Qty})
	}
	if len(gone) == 1 && hasWord(k.low(), bothWords) && len(come) == 1 && come[0].Qty < 2 {
		return []understand.Act{{Intent: understand.ChangeOrder, Words: acts[0].Words,
			Products: []understand.Product{{Product: come[0].Product, SKU: come[0].SKU, Qty: 2, Op: understand.Set}}}}
	}
	if len(gone) < 2 {
		return acts
	}
	k.exchangeAll(gone, come)
	return nil
}

// optionsFor are the goods of an act, read once more without the words for all where it has none.
func (k *talk) optionsFor(a understand.Act) []understand.Product {
	if len(a.Products) == 1 && len(a.Products[0].Options) > 0 || k.goodsOf(k.m.Topic) == nil {
		return a.Products
	}
	text := k.low()
	for _, w := range allWords {
		text = strings.ReplaceAll(text, w, " ")
	}
	if ws := k.optionsSaid(k.goodsOf(k.m.Topic), text); ws != nil {
		return ws
	}
	return a.Products
}

// optionsSaid reads words as options of a product; nil where they name none.
func (k *talk) optionsSaid(p *catalog.Product, text string) []understand.Product {
	own := lettersOf(p.Name)
	words := slices.DeleteFunc(strings.Fields(strings.ToLower(text)), func(w string) bool { return slices.Contains(own, stem(strings.Trim(w, ",."))) })
	for _, a := range k.Reader.Read("pesan "+p.Name+" "+strings.Join(words, " "), understand.Context{}) {
		if len(a.Products) == 1 && k.allAbout(a, p.SKU) && (len(a.Products[0].Options) > 0 || a.Products[0].SKU != "" && len(p.Axes) > 0) {
			w := a.Products[0]
			if v := k.Catalog.Variant(w.SKU); v != nil && len(w.Options) == 0 {
				w.Options = map[string]string{}
				for i, axis := range p.Axes {
					w.Options[axis.Name] = v.Options[i]
				}
			}
			return []understand.Product{w}
		}
	}
	return nil
}

// with is the variant that a line becomes by other options of its product; nil where it is no line of the product or there is no such
// variant on sale.
func (k *talk) with(sku string, p *catalog.Product, options map[string]string) *catalog.Variant {
	v := k.Catalog.Variant(sku)
	if v == nil || v.Product != p {
		return nil
	}
	wanted := map[string]string{}
	for i, axis := range p.Axes {
		wanted[axis.Name] = v.Options[i]
	}
	maps.Copy(wanted, options)
	for _, x := range fitting(p, wanted) {
		if x.Active {
			return x
		}
	}
	return nil
}

// enoughWords are what "udah itu aja kak" is made of.
var enoughWords = strings.Fields(`ya iya ok oke okey udah udh sudah sdh dah wes wis cukup itu segitu gitu ini aja saja doang dulu deh kak kakak ka min mas mbak bang bu pak
	gan sis bos ga gak nggak engga tidak tdk ada lagi semuanya tok ae wae mawon iku niku sampun sih dong sip`)

// enough reads "udah itu aja", "cukup kak" of a buyer whose order is not complete as the end of the list: what is missing next is asked for.
// It is no yes to a shown total, which is only asked about again.
func (k *talk) enough(acts []understand.Act) []understand.Act {
	words := lettersOf(k.text())
	rest := slices.ContainsFunc(words, func(w string) bool {
		return !slices.Contains(enoughWords, w) && !strings.EqualFold(w, k.Catalog.Shop.Sapaan)
	})
	ends := slices.Contains(words, "cukup") || hasWord(k.low(), endWords) || hasWord(k.low(), []string{"ada lagi"})
	if rest || !ends || strings.ContainsAny(k.text(), "?0123456789") || len(k.basket().Lines) == 0 {
		return acts
	}
	switch k.m.Asked.What {
	case askNothing, askAddress, askAddrPlace, askConfirm, askChange, askQuantity, askSameAddress:
	default:
		return acts
	}
	if k.m.Asked.What == askChange {
		k.wantTotal = true
		k.answered()
	}
	k.m.Nudges = 0
	return slices.DeleteFunc(slices.Clone(acts), func(a understand.Act) bool { return a.Intent != understand.Thank && a.Intent != understand.Greet })
}

// mixWords say that a number is of several kinds together: "grip 3 campur".
var mixWords = []string{" campur", " mix", " acak", " random", " bebas", " aneka"}

// kindSaid finds the word that tells goods from others of their kind: "yg keramik", "keramik aja".
var kindSaid = pola.New(`\b(?:yg|yang|yng)\s+([a-z]{4,})|\b([a-z]{4,}?)(?:nya)?\s+(?:aja|saja)\b`)

// sibling reads "yg keramik ada?" after the plastic one as the question for the goods of that kind whose name has the word, where those talked
// about have no such option; "keramik aja" puts them in their place.
func (k *talk) sibling(acts []understand.Act) []understand.Act {
	t := k.topic()
	if len(acts) != 1 || t.P == nil || len(acts[0].Products) > 1 {
		return acts
	}
	a, w := acts[0], understand.Product{}
	if len(a.Products) == 1 {
		if w = a.Products[0]; w.Product != "" || w.SKU != "" || len(w.Candidates)+len(w.Options) > 0 || w.Category != "" {
			return acts
		}
	}
	switch a.Intent {
	case understand.AskStock, understand.AskPrice, understand.AskProduct, understand.Order, understand.ChangeOrder:
	default:
		return acts
	}
	p := k.ofKind(t.P)
	if p == nil {
		return acts
	}
	w.Product = p.SKU
	a.Products = []understand.Product{w}
	var of []line
	for _, l := range k.basket().Lines {
		if l.Product == t.P.SKU && l.SKU != "" {
			of = append(of, l)
		}
	}
	if buys[a.Intent] && len(of) == 1 && hasWord(k.low(), []string{" aja ", " saja "}) && !hasWord(k.low(), moreOf) {
		w.Op, w.Qty = understand.Add, max(w.Qty, 1)
		return []understand.Act{{Intent: understand.ChangeOrder, Words: a.Words,
			Products: []understand.Product{{Product: t.P.SKU, SKU: of[0].SKU, Op: understand.Remove}, w}}}
	}
	return []understand.Act{a}
}

// ofKind is the one product beside p, with its first word and in its category, whose name has a word that the burst tells kinds by.
func (k *talk) ofKind(p *catalog.Product) *catalog.Product {
	m := kindSaid.FindStringSubmatch(strings.TrimSpace(k.low()))
	if m == nil {
		return nil
	}
	word := m[1] + m[2]
	own := lettersOf(p.Name + " " + strings.Join(p.Aliases, " "))
	for _, axis := range p.Axes {
		for _, o := range axis.Options {
			own = append(own, lettersOf(o.Name+" "+strings.Join(o.Aliases, " "))...)
		}
	}
	if len(own) == 0 || slices.Contains(own, word) || slices.Contains(namelessWords, word) {
		return nil
	}
	var found *catalog.Product
	for _, x := range k.Catalog.Products {
		names := lettersOf(x.Name + " " + strings.Join(x.Aliases, " "))
		if x == p || !x.Active || x.Category != p.Category || len(onSale(x)) == 0 || !slices.Contains(names, word) || names[0] != own[0] {
			continue
		}
		if found != nil {
			return nil
		}
		found = x
	}
	return found
}

// slipSaid is a correction of what was just said: "eh 10".
var slipSaid = pola.New(`^\s*(?:eh|eeh|salah|ralat|maksud\S*|sorry|sori|maaf)\b`)

// otherSize reads "eh 10" right after goods of number 9 were noted, once, as number 10 of them, where there is one.
func (k *talk) otherSize(acts []understand.Act) []understand.Act {
	v := k.topic().one()
	if v == nil || len(acts) != 1 || !buys[acts[0].Intent] || len(acts[0].Products) != 1 || !slipSaid.MatchString(strings.ToLower(k.text())) {
		return acts
	}
	w := acts[0].Products[0]
	l, inside := k.basket().line(v.SKU)
	if !inside || l.Qty != 1 || w.Qty == 0 || len(w.Options) > 0 || w.SKU != "" && w.SKU != v.SKU || w.Product != "" && w.Product != v.Product.SKU {
		return acts
	}
	for i, axis := range v.Product.Axes {
		if _, err := strconv.Atoi(v.Options[i]); err != nil {
			continue
		}
		if x := k.with(v.SKU, v.Product, map[string]string{axis.Name: strconv.Itoa(w.Qty)}); x != nil && x != v {
			return []understand.Act{{Intent: understand.ChangeOrder, Words: acts[0].Words, Products: []understand.Product{
				{Product: v.Product.SKU, SKU: v.SKU, Op: understand.Remove}, {Product: v.Product.SKU, SKU: x.SKU, Qty: 1, Op: understand.Add}}}}
		}
	}
	return acts
}

// justOption reads "yg ukuran 4 aja bolanya" that meant nothing by itself as the option of the one product of the draft that the words name.
func (k *talk) justOption(acts []understand.Act) []understand.Act {
	if len(acts) != 1 || acts[0].Intent != understand.OutOfScope && (!buys[acts[0].Intent] || len(acts[0].Products) > 0) ||
		!hasWord(k.low(), []string{" aja ", " saja ", " ganti", " jadi ", " jd "}) || strings.Contains(k.text(), "?") {
		return acts
	}
	said := k.contentStems()
	var of []*catalog.Product
	for _, l := range k.basket().Lines {
		p := k.Catalog.Product(l.Product)
		if p != nil && !slices.Contains(of, p) && slices.ContainsFunc(lettersOf(p.Name), func(w string) bool { return slices.Contains(said, w) }) {
			of = append(of, p)
		}
	}
	if len(of) > 1 { // "kopernya" is the suitcase, not its cover
		of = slices.DeleteFunc(of, func(p *catalog.Product) bool { return !slices.Contains(said, headWord(p.Name)) })
	}
	if t := k.topic(); len(of) == 0 && t.P != nil && k.basket().pieces(t.P.SKU) > 0 &&
		(slipSaid.MatchString(strings.ToLower(k.text())) || acts[0].Intent == understand.Order || k.axisSaid(t.P)) {
		of = []*catalog.Product{t.P} // "eh yg 45 aja", "setengah aja deh"
	}
	if len(of) != 1 {
		return acts
	}
	ws := k.optionsSaid(of[0], k.text())
	if ws == nil {
		ws = k.optionByWord(of[0])
	}
	if ws == nil {
		return acts
	}
	ws[0].Op, ws[0].Qty = understand.Set, 0
	return []understand.Act{{Intent: understand.ChangeOrder, Products: ws, Words: acts[0].Words}}
}

// contentStems are the words of the burst without -nya.
func (k *talk) contentStems() []string {
	words := lettersOf(k.text())
	for i, w := range words {
		words[i] = stem(w)
	}
	return words
}
