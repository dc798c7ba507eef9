package bot

import (
	"slices"
	"strconv"
	"strings"

	"tokobot/bot/understand"
	"tokobot/catalog"
	"tokobot/internal/pola"
)

// How goods of the draft are changed, or dropped, in words that say it in passing.

// packNamed is a number that goods are called by: "Snack Box Isi 3".
var packNamed = pola.New(`\b(isi|paket|tipe|seri)\s+(\d{1,4})\b`)

// changeSaid are the words with which one thing takes the place of another.
var changeSaid = []string{" aja ", " saja ", " deh ", " ganti", " diganti", " tukar", " tuker"}

// packInstead reads "snack nya isi 3 aja" of a box of four, where there is one of three by the same name, as that one in its place.
func (k *talk) packInstead(acts []understand.Act) []understand.Act {
	said := packNamed.FindStringSubmatch(k.low())
	if said == nil || len(acts) != 1 || !buys[acts[0].Intent] || len(acts[0].Products) > 1 || !hasWord(k.low(), changeSaid) || hasWord(k.low(), moreOf) {
		return acts
	}
	var of []line
	var to *catalog.Product
	for _, l := range k.basket().Lines {
		p := k.Catalog.Product(l.Product)
		if p == nil || !k.headSaid(p) && k.goodsOf(k.m.Topic) != p {
			continue
		}
		if x := k.packOf(p, said[1], said[2]); x != nil {
			of, to = append(of, l), x
		}
	}
	if len(of) != 1 || k.basket().pieces(to.SKU) > 0 {
		return acts
	}
	qty := of[0].Qty
	for _, n := range bareNumber.FindAllStringSubmatch(k.text(), -1) {
		if n[1] != said[2] {
			qty, _ = strconv.Atoi(n[1]) // bareNumber has digits only
		}
	}
	w := understand.Product{Product: to.SKU, Qty: qty, Op: understand.Add}
	if v := k.Catalog.Variant(of[0].SKU); v != nil {
		w.Options = k.optionsLike(v, to, nil)
	}
	return []understand.Act{{Intent: understand.ChangeOrder, Words: acts[0].Words,
		Products: []understand.Product{{Product: of[0].Product, SKU: of[0].SKU, Op: understand.Remove}, w}}}
}

// packOf is the one product that is called as p is, but by another number of the same kind; nil for none or several, and where p itself comes
// in such packs.
func (k *talk) packOf(p *catalog.Product, word, number string) *catalog.Product {
	own := packNamed.FindStringSubmatch(strings.ToLower(p.Name))
	if own == nil || own[1] != word || own[2] == number {
		return nil
	}
	var found *catalog.Product
	for _, x := range k.inCategory(p.Category) {
		m := packNamed.FindStringSubmatch(strings.ToLower(x.Name))
		if m == nil || m[1] != word || m[2] != number || headWord(x.Name) != headWord(p.Name) {
			continue
		}
		if found != nil {
			return nil
		}
		found = x
	}
	return found
}

// drafted takes goods that an order names too widely, "eh tumpengnya yg 30 orang" of a shop of tumpeng, for the one so called that is in the
// draft already, where the words point at it.
func (k *talk) drafted(acts []understand.Act) []understand.Act {
	if len(acts) != 1 || acts[0].Intent != understand.Order || len(acts[0].Products) != 1 || hasWord(k.low(), moreOf) ||
		!slipSaid.MatchString(strings.ToLower(k.text())) && !strings.Contains(k.low(), "nya ") {
		return acts
	}
	w := k.inDraft(understand.Act{Intent: understand.ChangeOrder}, acts[0].Products[0])
	if w.Product == "" || acts[0].Products[0].Product != "" {
		return acts
	}
	if p := k.Catalog.Product(w.Product); !k.headSaid(p) {
		return acts
	}
	w.Op = understand.Set
	return []understand.Act{{Intent: understand.ChangeOrder, Products: []understand.Product{w}, Words: acts[0].Words}}
}

// supposing is a number of pieces that is only supposed.
var supposing = pola.New(`^(?:(?:terus|trus|trs|nah|lalu) )?(?:kalau|kalo|klo|klau|klu|misal|misalnya|nek|lek|mun) (?:(?:ambil|beli|pesan|pesen|order|aku|saya|mau|sy) ){0,2}(\d{1,4})\b`)

// supposed reads "kalo 100?" of goods that were told of as a question for what so many of them cost.
func (k *talk) supposed(acts []understand.Act) []understand.Act {
	t := k.topic()
	m := supposing.FindStringSubmatch(strings.TrimSpace(k.low()))
	if m == nil || t.P == nil || len(acts) != 1 || len(strings.Fields(k.text())) > 6 {
		return acts
	}
	if a := acts[0]; len(a.Products) > 1 || len(a.Products) == 1 && (a.Products[0].Product != "" || a.Products[0].SKU != "" || len(a.Products[0].Options)+len(a.Products[0].Candidates) > 0) {
		return acts
	}
	switch acts[0].Intent {
	case understand.AskStock, understand.AskPrice, understand.OutOfScope, understand.AskTotal, understand.AskDiscount, understand.AskCatalog:
	default:
		return acts
	}
	w := understand.Product{Product: t.P.SKU}
	w.Qty, _ = strconv.Atoi(m[1]) // digits only
	if v := t.one(); v != nil {
		w.SKU = v.SKU
	}
	intent := understand.AskPrice
	if len(t.P.Wholesale) > 0 {
		intent = understand.AskWholesale
	}
	return []understand.Act{{Intent: intent, Products: []understand.Product{w}, Words: acts[0].Words}}
}

// bareTransfer is the wish to pay by transfer, with no bank named.
var bareTransfer = pola.New(`^(?:(?:bayar|byr|bayarnya|pake|pakai|lewat|via|by|saya|aku|mau|ya|oke|ok) )*(?:transfer|tf|trf|trnsfr|tranfer|transfer bank|tf bank)(?: (?:aja|saja|deh|ya|y|kak|bank|min|dong|bun|gan|bos|bang))*$`)

// byTransfer reads "transfer aja" as the choice of paying so.
func (k *talk) byTransfer(acts []understand.Act) []understand.Act {
	if len(acts) != 1 || acts[0].Intent != understand.OutOfScope || !bareTransfer.MatchString(strings.Trim(strings.TrimSpace(k.low()), ".!")) {
		return acts
	}
	if _, cod := k.codOrder(); !cod && len(k.basket().Lines) == 0 {
		return acts
	}
	return []understand.Act{{Intent: understand.ChoosePayment, Words: acts[0].Words}}
}

// dropsEvery cancels everything.
var dropsEvery = pola.New(`^(?:(?:eh|maaf|sorry|kak|min|bun|gan|bos|ya|yah|aduh|duh|wah) )*(?:di)?(?:batal|cancel|btl|ga jadi|gajadi|gak jadi|nggak jadi|tidak jadi)(?:in|kan|kn)? (?:semua|smua|pesanan|order|dulu)`)

// cancelsAll reads "batalin semua deh, mau rembukan dulu" that meant nothing as cancelling what is in the draft.
func (k *talk) cancelsAll(acts []understand.Act) []understand.Act {
	if len(k.basket().Lines) == 0 || !k.faint(acts) || strings.Contains(k.text(), "?") || !dropsEvery.MatchString(strings.TrimSpace(k.low())) {
		return acts
	}
	if slices.ContainsFunc(acts, func(a understand.Act) bool { return a.Intent == understand.Affirm }) {
		return acts
	}
	return []understand.Act{{Intent: understand.CancelOrder, Words: acts[0].Words}}
}

// wantsMore tells whether the burst says that goods come beside others; the Plus of a name says nothing of the kind.
func (k *talk) wantsMore(p *catalog.Product) bool {
	own := lettersOf(p.Name + " " + strings.Join(p.Aliases, " "))
	words := slices.DeleteFunc(strings.Fields(k.low()), func(w string) bool { return slices.Contains(own, strings.Trim(w, ",.")) })
	return hasWord(" "+strings.Join(words, " ")+" ", moreOf)
}

// besideOn is the one of several lines that differs from a variant on one axis only, where there are more: "hijaunya 25x30" is of the green one.
func (k *talk) besideOn(of []line, v *catalog.Variant) (line, bool) {
	var found []line
	for _, l := range of {
		x := k.Catalog.Variant(l.SKU)
		if x == nil || x.Product != v.Product || x == v {
			return line{}, false
		}
		odd := 0
		for i := range x.Options {
			if x.Options[i] != v.Options[i] {
				odd++
			}
		}
		if odd == 1 {
			found = append(found, l)
		}
	}
	if len(found) != 1 || len(v.Options) < 2 || len(of) < 2 {
		return line{}, false
	}
	return found[0], true
}

// axisSaid tells whether the burst names an axis of a product: "paketnya C aja".
func (k *talk) axisSaid(p *catalog.Product) bool {
	said := k.contentStems()
	return slices.ContainsFunc(p.Axes, func(a catalog.Axis) bool { return slices.Contains(said, strings.ToLower(a.Name)) })
}

// mixed reads "campur aja" of goods of which a number is wanted and the option is asked for as all that are there, in equal parts, which the
// draft then shows.
func (k *talk) mixed(acts []understand.Act) []understand.Act {
	p := k.Catalog.Product(k.m.Asked.Ref)
	if k.m.Asked.What != askVariant || p == nil || len(acts) != 1 || !hasWord(k.low(), mixWords) || strings.Contains(k.text(), "?") || len(strings.Fields(k.text())) > 5 ||
		acts[0].Intent != understand.OutOfScope && (!buys[acts[0].Intent] || len(acts[0].Products) > 0) {
		return acts
	}
	i := slices.IndexFunc(k.basket().Lines, func(l line) bool { return l.SKU == "" && l.Product == p.SKU })
	if i < 0 {
		return acts
	}
	l := k.basket().Lines[i]
	vs := slices.DeleteFunc(fitting(p, l.Options), func(v *catalog.Variant) bool { return !v.Active })
	if stock, err := k.stock(p); err == nil && p.Preorder == nil {
		vs = slices.DeleteFunc(vs, func(v *catalog.Variant) bool { return stock[v.SKU].Available() < l.Qty/max(len(vs), 1)+1 })
	}
	if len(vs) < 2 || l.Qty < 2 {
		return acts
	}
	k.put(op{Do: opRemove, Product: p.SKU})
	for n, v := range vs {
		qty := l.Qty / len(vs)
		if n < l.Qty%len(vs) {
			qty++
		}
		if qty > 0 {
			k.put(op{Do: opAdd, SKU: v.SKU, Product: p.SKU, Qty: qty})
		}
	}
	k.answered()
	return nil
}

// optionOfAll reads "khakinya abu tua aja" where the draft holds several lines of a product in khaki as the wish that all of them take the other
// option.
func (k *talk) optionOfAll(acts []understand.Act) []understand.Act {
	if len(acts) != 1 || !buys[acts[0].Intent] || strings.ContainsAny(k.text(), "?0123456789") || !hasWord(k.low(), append([]string{" jadi ", " jd "}, changeSaid...)) || hasWord(k.low(), moreOf) {
		return acts
	}
	var seen []*catalog.Product
	for _, l := range k.basket().Lines {
		p := k.Catalog.Product(l.Product)
		if p == nil || slices.Contains(seen, p) {
			continue
		}
		seen = append(seen, p)
		for i := range p.Axes {
			if gone, come := k.optionMoved(p, i); len(gone) > 1 {
				k.exchangeAll(gone, come)
				return nil
			}
		}
	}
	return acts
}

// optionMoved is what changes in the draft where the burst names an option of an axis with -nya and another beside it: "khakinya abu tua".
func (k *talk) optionMoved(p *catalog.Product, i int) (gone, come []op) {
	from, to := "", ""
	for _, o := range p.Axes[i].Options {
		name := strings.ToLower(o.Name)
		switch {
		case strings.Contains(k.low(), " "+name+"nya ") || strings.Contains(k.low(), " "+name+" nya "):
			from = o.Name
		case strings.Contains(k.low(), " "+name+" ") && len(name) > 2:
			to = o.Name
		}
	}
	if from == "" || to == "" {
		return nil, nil
	}
	for _, l := range k.basket().Lines {
		v := k.Catalog.Variant(l.SKU)
		if v == nil || v.Product != p || v.Options[i] != from {
			continue
		}
		if x := k.with(l.SKU, p, map[string]string{p.Axes[i].Name: to}); x != nil {
			gone = append(gone, op{Do: opRemove, SKU: l.SKU, Product: l.Product})
			come = append(come, op{Do: opAdd, SKU: x.SKU, Product: l.Product, Qty: l.Qty})
		}
	}
	return gone, come
}

// exchangeAll takes lines out and puts others in their place, as far as there are any.
func (k *talk) exchangeAll(gone, come []op) {
	k.put(gone...)
	for _, o := range come {
		had, _ := k.basket().line(o.SKU)
		can, err := k.can(k.Catalog.Variant(o.SKU), had.Qty+o.Qty)
		if err != nil || can <= had.Qty {
			continue
		}
		o.Qty = can - had.Qty
		k.put(o)
	}
	k.heading = "draf_diubah"
}
