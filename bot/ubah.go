package bot

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"tokobot/bot/understand"
	"tokobot/catalog"
	"tokobot/internal/shop"
)

// changeOrder changes the draft; with no draft, the buyer's recorded order is meant.
func (k *talk) changeOrder(a understand.Act) error {
	if k.letGo(a) {
		return nil
	}
	b := k.basket()
	if len(a.Products) == 0 && k.does(understand.GiveAddress, understand.ChooseCourier, understand.ChoosePayment, understand.UseVoucher) {
		return nil // "ganti alamatnya ya: …": the other act says what changes
	}
	if len(b.Lines) == 0 && len(a.Products) == 0 && k.does(understand.CancelOrder) {
		return nil
	}
	if len(b.Lines) == 0 && !k.redoing {
		if o, found := k.newestOpen(); found {
			return k.changeRecorded(o, a)
		}
	}
	ps, ok := k.changed(a)
	if len(ps) == 0 {
		if p, said := k.lineSaid(b); ok && said {
			return k.changePick(p, a)
		}
		if t := k.topic(); ok && t.P != nil && b.pieces(t.P.SKU) == 0 && hasWord(k.low(), dropWords) {
			k.n.say("tidak_ada_di_pesanan", is("nama", k.productName(t.P)))
			return nil // "hapus itu": what was only talked about
		}
		if ok {
			k.askWhatToChange()
		}
		return nil
	}
	k.ofLine(ps)
	k.moveAll(ps)
	k.takesPlace(ps)
	k.picked = ps
	for _, p := range ps {
		if err := k.changePick(p, a); err != nil {
			return err
		}
	}
	return nil
}

// takesPlace lets goods that are new take the place of those of their product that are there, where the words exchange the two:
// "yang besar 1 deh ganti yang sedang".
func (k *talk) takesPlace(ps []pick) {
	if len(ps) != 2 || ps[0].P != ps[1].P || !exchanges(k.text()) || ps[0].Qty == 0 || ps[1].Qty > 0 {
		return
	}
	anew, old := ps[0].one(), ps[1].one()
	if anew == nil || old == nil {
		return
	}
	b := k.basket()
	if _, there := b.line(anew.SKU); there {
		return
	}
	if _, there := b.line(old.SKU); there {
		ps[0].Op, ps[1].Op = understand.Add, understand.Remove
	}
}

// moveAll gives the goods that take the place of others their number: "ganti yang 30 jadi 20" moves all of them.
func (k *talk) moveAll(ps []pick) {
	if len(ps) == 2 && ps[0].P == ps[1].P && ps[0].Op == understand.Set && ps[0].Qty == 0 && exchanges(k.text()) {
		ps[0].Op = understand.Remove
	}
	if len(ps) != 2 || ps[0].Op != understand.Remove || ps[1].Op == understand.Remove || ps[0].P != ps[1].P || strings.ContainsFunc(k.text(), unicode.IsDigit) &&
		ps[0].Qty+ps[1].Qty > 0 {
		return
	}
	ps[0].Qty = 0
	from, to := ps[0].one(), ps[1].one()
	if from == nil || to == nil {
		return
	}
	if l, inside := k.basket().line(from.SKU); inside {
		ps[1].Qty, ps[1].Op = l.Qty, understand.Add // beside the other lines, not in their place
	}
}

// changed reads the products of a change; words that are no product's are about the one line of the draft.
func (k *talk) changed(a understand.Act) ([]pick, bool) {
	b := k.basket()
	bare := len(a.Products) == 0 || len(a.Products) == 1 && a.Products[0].Product == "" && a.Products[0].SKU == "" &&
		len(a.Products[0].Candidates) == 0 && len(a.Products[0].Options) == 0
	if !bare {
		var not []pick
		for _, w := range a.Products {
			if w.Not {
				w.Op, w.Not, w.Qty = understand.Remove, false, 0
				if p := k.named(w); p.P != nil {
					not = append(not, p)
				}
			}
		}
		ps, ok := k.picks(a)
		return append(not, ps...), ok
	}
	if len(b.Lines) > 1 && len(a.Products) == 1 && a.Products[0].Op == understand.Set && a.Products[0].Qty > 0 && strings.Contains(k.low(), " semua") {
		return k.everyLine(b, a.Products[0].Qty), true
	}
	t := k.topic()
	added := false // "tambahin 1" after a question about goods that are not in the draft yet
	if v := t.one(); v != nil {
		if _, inside := b.line(v.SKU); !inside {
			if added = len(a.Products) == 1 && a.Products[0].Op == understand.Add; !added {
				t = pick{}
			}
		}
	}
	if len(b.Lines) == 1 && !added {
		if p := k.Catalog.Product(b.Lines[0].Product); p != nil {
			t = pick{P: p, Vs: onSale(p)}
		}
	}
	if t.P == nil || len(a.Products) != 1 || a.Products[0].Qty == 0 && a.Products[0].Op != understand.Remove {
		return nil, true
	}
	t.Qty, t.Op = a.Products[0].Qty, a.Products[0].Op
	return []pick{t}, true
}

// everyLine sets every line of the draft to a number: "semuanya jadi 5".
func (k *talk) everyLine(b basket, qty int) []pick {
	var out []pick
	for _, l := range b.Lines {
		if v := k.Catalog.Variant(l.SKU); v != nil {
			out = append(out, pick{P: v.Product, Vs: []*catalog.Variant{v}, Qty: qty, Op: understand.Set})
		}
	}
	return out
}

// changePick does one change.
func (k *talk) changePick(p pick, a understand.Act) error {
	b := k.basket()
	if p.Op == understand.Set && p.Qty == 0 && len(p.Vs) > 1 && len(p.Options) > 0 {
		if v := k.ofOnlyLine(p, b); v != nil {
			p.Vs = []*catalog.Variant{v}
		}
	}
	inside := slices.DeleteFunc(slices.Clone(p.Vs), func(v *catalog.Variant) bool { _, ok := b.line(v.SKU); return !ok })
	if p.Off != nil {
		inside = []*catalog.Variant{p.Off}
	}
	if x := k.likeInDraft(p, b); x != nil {
		p = pick{P: x, Vs: onSale(x), Qty: p.Qty, Op: p.Op, Options: p.Options}
		inside = slices.DeleteFunc(slices.Clone(p.Vs), func(v *catalog.Variant) bool { _, ok := b.line(v.SKU); return !ok })
	}
	switch {
	case p.Op == understand.Remove:
		return k.removePick(p, inside, b, a)
	case p.Op == understand.Set && b.openOf(p.P.SKU) && len(inside) == 0 && p.one() == nil:
		k.put(op{Do: opFill, Product: p.P.SKU, Options: p.Options, Qty: p.Qty})
		return nil
	case p.Op == understand.Set && len(inside) == 1 && p.Qty > 0:
		return k.take(inside[0], p.Qty, false)
	case p.Op == understand.Set && len(inside) > 1 && p.Qty > 0 && p.Qty == b.pieces(p.P.SKU):
		k.touched, k.goods = true, true // "jadi total 3 pashmina ya": they are
		return nil
	case p.Op == understand.Set && len(inside) > 1 && p.Qty > 0:
		rest := a
		rest.Products = []understand.Product{{Product: p.P.SKU, Qty: p.Qty, Op: p.Op}}
		k.askWhichVariant(p.P, inside, p.Options, p.Qty)
		k.m.Waiting = []waiting{wait(rest)}
		return nil
	case p.Op == understand.Set && p.one() != nil:
		return k.exchange(p, b)
	case len(inside) == 1 && p.one() == nil:
		return k.addVariant(inside[0], max(p.Qty, 1))
	case p.one() != nil && p.Qty == 0 && len(inside) == 0 && exchanges(k.text()):
		return k.exchange(p, b)
	}
	p.Op = understand.Add
	return k.addPick(p)
}

// dropWords say that something shall go.
var dropWords = []string{" hapus", " batal", " coret", " cancel", " ga jadi", " gajadi", " gak jadi", " jangan", " buang"}

// lineNamed is the one line of the draft that words name, though they were not understood as goods; nil for none and several.
func (k *talk) lineNamed(b basket) *catalog.Variant {
	said := slices.DeleteFunc(k.contentStems(), func(w string) bool { return len(w) < 3 || slices.Contains(namelessWords, w) })
	var found *catalog.Variant
	most := 0
	for _, l := range b.Lines {
		v := k.Catalog.Variant(l.SKU)
		if v == nil {
			continue
		}
		own, n := lettersOf(v.Product.Name+" "+strings.Join(v.Product.Aliases, " ")+" "+strings.Join(v.Options, " ")), 0
		for _, w := range said {
			if slices.ContainsFunc(own, func(o string) bool { return o == w || alikeWords(single(o), single(w)) }) {
				n++
			}
		}
		switch {
		case n > most:
			found, most = v, n
		case n == most:
			found = nil
		}
	}
	return found
}

// lineSaid is the line of the draft that words name, and what shall become of it: its number, or nothing.
func (k *talk) lineSaid(b basket) (pick, bool) {
	found := k.lineNamed(b)
	if found == nil {
		return pick{}, false
	}
	p := pick{P: found.Product, Vs: []*catalog.Variant{found}}
	if hasWord(k.low(), dropWords) {
		p.Op = understand.Remove
		return p, true
	}
	numbers := bareNumber.FindAllStringSubmatch(k.text(), -1)
	if len(numbers) != 1 {
		return pick{}, false
	}
	p.Qty, _ = strconv.Atoi(numbers[0][1]) // digits only
	p.Op = understand.Set
	return p, p.Qty > 0
}

// single is a word with its double letters written once: "vanilla" as "vanila".
func single(w string) string {
	return string(slices.Compact([]byte(w)))
}

// likeInDraft is the one product of the draft that is called by the same first word as goods that shall go and are not in it: "ga jadi
// ciputnya" of the other ciput.
func (k *talk) likeInDraft(p pick, b basket) *catalog.Product {
	if p.Op != understand.Remove || b.pieces(p.P.SKU) > 0 {
		return nil
	}
	own := headWord(p.P.Name)
	if own == "" || !slices.Contains(k.contentStems(), own) {
		return nil
	}
	var found *catalog.Product
	for _, l := range b.Lines {
		x := k.Catalog.Product(l.Product)
		if x == nil || x == found || headWord(x.Name) != own {
			continue
		}
		if found != nil {
			return nil
		}
		found = x
	}
	return found
}

// ofOnlyLine is what the only line of a product becomes by options that leave several variants: "ganti yang culinary" keeps its 100 gr.
func (k *talk) ofOnlyLine(p pick, b basket) *catalog.Variant {
	of := slices.DeleteFunc(slices.Clone(b.Lines), func(l line) bool { return l.Product != p.P.SKU })
	if len(of) != 1 {
		return nil
	}
	return k.with(of[0].SKU, p.P, p.Options)
}

// exchangeWords say that one thing takes the place of another.
var exchangeWords = []string{"*ganti", "*tuker", "*tukar", "jadi ", "jd "}

func exchanges(text string) bool { return hasWord(strings.ToLower(text)+" ", exchangeWords) }

// resets tells whether goods of a recorded order get another number: "serumnya jadi 2 aja" right after the yes is about that
// order, not about a new one, and so is what begins with "eh".
func resets(ps []pick, o shop.Order, slip bool) bool {
	return slices.ContainsFunc(ps, func(p pick) bool {
		return (p.Op == understand.Set || slip) && slices.ContainsFunc(o.Items, func(i shop.Item) bool { return i.Product == p.P.SKU })
	})
}

// removePick takes pieces or a whole line out.
func (k *talk) removePick(p pick, inside []*catalog.Variant, b basket, a understand.Act) error {
	switch {
	case len(inside) == 1:
		k.put(op{Do: opRemove, SKU: inside[0].SKU, Product: p.P.SKU, Qty: p.Qty})
	case len(inside) > 1 && p.Qty == 0 || b.openOf(p.P.SKU):
		k.put(op{Do: opRemove, Product: p.P.SKU})
	case len(inside) > 1:
		rest := a
		rest.Products = []understand.Product{{Product: p.P.SKU, Qty: p.Qty, Op: p.Op}}
		k.askWhichVariant(p.P, inside, p.Options, p.Qty)
		k.m.Waiting = []waiting{wait(rest)}
	default:
		if k.does(understand.Order) || len(a.Products) > 1 {
			return nil // "jangan yang hitam, navy aja": nothing to take out
		}
		if q, said := k.lineSaid(b); said && q.Op == understand.Remove {
			k.put(op{Do: opRemove, SKU: q.one().SKU, Product: q.P.SKU}) // called by a word that other goods are called by too
			return nil
		}
		if slices.Contains(k.m.Left, p.P.SKU) {
			k.notWanted(p.P.SKU)
			k.wantTotal, k.touched = true, true
			return nil
		}
		k.n.say("tidak_ada_di_pesanan", is("nama", k.productName(p.P)))
	}
	return nil
}

// askWhatToChange asks what is to be changed.
func (k *talk) askWhatToChange() {
	k.ask(asked{What: askChange}, k.n.text("tanya_ubah_apa"))
}
