package bot

import (
	"slices"
	"strings"

	"tokobot/bot/understand"
	"tokobot/catalog"
	"tokobot/internal/pola"
)

// Lines of the draft that are named by an option, and take another.

// insteadOfThat finds an option with the one that shall be in its place: "yg item ganti navy", "itemnya jadi navy aja", "yg item navy aja".
var insteadOfThat = pola.New(`^(?:(?:eh|kak|min|maaf|oh|ya|iya|oke|ok|gan|bos|bang|mbak)\s+)*(?:yg\s+|yang\s+|yng\s+)?([\p{L}\d][\p{L}\d ]*?)(?:\s?nya)?\s+(?:(?:di)?ganti(?:in|kan)?(?:\s+(?:jadi|sama|pake|ke|dgn|dengan))?|(?:di)?tukar|(?:di)?tuker|jadi|jd)\s+(?:yg\s+|yang\s+)?([\p{L}\d][\p{L}\d ]*)$`)

// insteadBare is the like without a word of exchanging, which "aja" stands for.
var insteadBare = pola.New(`^(?:(?:eh|kak|min|maaf|oh|gan|bos|bang|mbak)\s+)*(?:yg|yang|yng)\s+(\p{L}+)(?:nya)?\s+(\p{L}[\p{L} ]*?)\s+(?:aja|saja|deh)$`)

// swapped changes the lines of the draft that have the option said first into those with the one said behind it, and no other: those of the
// goods talked about, else of the one product whose lines can change so.
func (k *talk) swapped(acts []understand.Act) []understand.Act {
	if len(acts) != 1 || !buys[acts[0].Intent] || len(acts[0].Products) > 2 || strings.Contains(k.text(), "?") || hasWord(k.low(), moreOf) ||
		slices.ContainsFunc(acts[0].Products, func(w understand.Product) bool { return w.Qty > 0 || len(w.Candidates) > 0 }) {
		return acts
	}
	from, to := k.swapSaid()
	if from == "" {
		return acts
	}
	var products []*catalog.Product
	changes := map[*catalog.Product][2][]op{}
	for _, l := range k.basket().Lines {
		p := k.Catalog.Product(l.Product)
		if p == nil || slices.Contains(products, p) {
			continue
		}
		if gone, come := k.swapOf(p, from, to); len(gone) > 0 {
			products = append(products, p)
			changes[p] = [2][]op{gone, come}
		}
	}
	p := k.goodsOf(k.m.Topic)
	switch {
	case len(products) == 1:
		p = products[0]
	case !slices.Contains(products, p):
		return acts
	}
	k.exchangeAll(changes[p][0], changes[p][1])
	k.m.Topic = p.SKU
	if come := changes[p][1]; len(come) == 1 {
		k.m.Topic = come[0].SKU
	}
	return nil
}

// swapSaid are the words for what is there and for what shall be in its place.
func (k *talk) swapSaid() (from, to string) {
	text := strings.TrimSpace(strings.NewReplacer(",", " ", ".", " ", "!", " ").Replace(k.low()))
	text = courteous.ReplaceAllString(strings.Join(strings.Fields(text), " "), "")
	if m := insteadOfThat.FindStringSubmatch(uncalled(text)); m != nil {
		return m[1], uncalled(m[2])
	}
	if m := insteadBare.FindStringSubmatch(text); m != nil && !hasWord(" "+text+" ", []string{" sama ", " dan ", " atau "}) {
		return m[1], m[2]
	}
	return "", ""
}

// courteous are the words behind a wish that say nothing of it.
var courteous = pola.New(`(?:\s+(?:ya|yaa|dong|kak|min|gan|bos|bang|mbak|mas|bun))+$`)

// swapOf are the changes of a product's lines that have the option of some words into those with the option of others; none where a word names
// no option, or both are of different axes and more than one line would change.
func (k *talk) swapOf(p *catalog.Product, from, to string) (gone, come []op) {
	old, anew := k.optionsSaid(p, from), k.optionsSaid(p, to)
	if len(old) != 1 || len(anew) != 1 || len(old[0].Options) == 0 || len(anew[0].Options) == 0 || anew[0].Op == understand.Remove {
		return nil, nil
	}
	fits := fitting(p, old[0].Options)
	for _, l := range k.basket().Lines {
		v := k.Catalog.Variant(l.SKU)
		if v == nil || !slices.Contains(fits, v) {
			continue
		}
		if x := k.with(l.SKU, p, anew[0].Options); x != nil && x != v {
			gone = append(gone, op{Do: opRemove, SKU: l.SKU, Product: l.Product})
			come = append(come, op{Do: opAdd, SKU: x.SKU, Product: l.Product, Qty: l.Qty})
		}
	}
	return gone, come
}

// resetLines lets a number that a change says of a line be its number, not as many more of it: "38 nya 2 aja, 36 nya ga usah".
func (k *talk) resetLines(acts []understand.Act) []understand.Act {
	if len(acts) != 1 || acts[0].Intent != understand.ChangeOrder || len(acts[0].Products) < 2 || hasWord(k.low(), moreOf) || exchanges(k.text()) {
		return acts
	}
	a := acts[0]
	a.Products = slices.Clone(a.Products)
	for i, w := range a.Products {
		p := k.named(w)
		if w.Op != understand.Add || w.Qty == 0 || p.P == nil {
			continue
		}
		if slices.ContainsFunc(p.Vs, func(v *catalog.Variant) bool { _, inside := k.basket().line(v.SKU); return inside }) {
			a.Products[i].Op = understand.Set
		}
	}
	return []understand.Act{a}
}
