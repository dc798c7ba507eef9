package bot

import (
	"maps"
	"slices"
	"strings"

	"tokobot/bot/understand"
	"tokobot/catalog"
	"tokobot/internal/shop"
)

// order puts goods into the draft.
func (k *talk) order(a understand.Act) error {
	if !slices.ContainsFunc(a.Products, func(w understand.Product) bool { return w.Product != "" || w.SKU != "" }) {
		if _, err := k.listNamed(a); err != nil {
			return err
		}
	}
	if q := k.m.Asked; q.What == askReorder && len(a.Products) == 0 {
		k.answered()
		return k.reorder(q.Ref)
	}
	if len(a.Products) == 0 && slices.ContainsFunc(k.ops, func(o op) bool { return isGoods[o.Do] }) {
		return nil // "iya pesan lagi yang sama": the yes made the draft
	}
	if len(a.Products) == 0 && (hasWord(k.low(), againWords) && k.restore() || k.repeats()) {
		return nil
	}
	if k.afterwards(a) {
		return nil
	}
	k.undecided = nil
	ps, ok := k.picks(a)
	undecided := k.undecided
	if len(ps) == 0 {
		if ok && len(k.basket().Lines) == 0 && !slices.ContainsFunc(a.Products, func(w understand.Product) bool { return w.Category != "" }) {
			if k.askToOrder(a.Products...) {
				k.m.Waiting = []waiting{wait(a)}
			}
		}
		return nil
	}
	if o, found := k.newestOpen(); found && len(k.basket().Lines) == 0 && !k.redoing && resets(ps, o, slipSaid.MatchString(strings.ToLower(k.text()))) {
		return k.changeRecorded(o, a)
	}
	if ps = once(ps); k.replacesAll(ps) {
		k.dropOthers(ps)
	}
	k.share(ps)
	k.restating = k.restates(ps)
	for _, p := range ps {
		if err := k.takePick(a, ps, p); err != nil {
			return err
		}
	}
	k.keepDoubts(undecided)
	k.dictated(a, ps)
	if k.ordered == 0 {
		k.ordered = len(k.n.blocks) + 1
	}
	return nil
}

// takePick takes one of the goods of an order into the draft: in another's place, as a change, or beside what is there.
func (k *talk) takePick(a understand.Act, ps []pick, p pick) error {
	switch {
	case k.insteadOf(p) && !k.alsoNamed(ps, p):
		return k.exchange(p, k.basket())
	case p.Op == understand.Set || p.Op == understand.Remove:
		return k.changePick(p, a)
	}
	return k.addPick(p)
}

// alsoNamed tells whether an order names another variant of a product that is in the draft already, so that none takes its place: "12 BKR6E 12
// BPR6ES aja".
func (k *talk) alsoNamed(ps []pick, p pick) bool {
	b := k.basket()
	return slices.ContainsFunc(ps, func(q pick) bool {
		v := q.one()
		if v == nil || q.P != p.P || v == p.one() {
			return false
		}
		_, inside := b.line(v.SKU)
		return inside
	})
}

// once leaves out goods that a message names again with their number: "busi aja ya, saya ambil busi 2" is two, not three.
func once(ps []pick) []pick {
	return slices.DeleteFunc(slices.Clone(ps), func(p pick) bool {
		return p.Qty == 0 && p.Op != understand.Remove && slices.ContainsFunc(ps, func(q pick) bool {
			return q.Qty > 0 && q.P == p.P && (q.one() == p.one() || len(p.Vs) > 1)
		})
	})
}

// againWords bring back what was dropped: "pesan yang tadi", "jadi deh".
var againWords = []string{" tadi ", " tadinya ", " jadi ", " jd ", " semula ", " lanjut "}

// repeatWords ask for the same again, lastWords say as when.
var (
	repeatWords = []string{" sama ", " kayak ", " kaya ", " kyk ", " seperti ", " spt ", " lagi ", " persis "}
	lastWords   = []string{" kemarin", " kmrn", " kemaren", " kmren", " biasa", " sebelumnya", " terakhir", " yg lalu", " yang lalu", " yg dulu", " yang dulu", " yg tadi", " yang tadi"}
)

// repeats makes the buyer's last order the draft again: "mau order lagi yang sama kayak kemarin".
func (k *talk) repeats() bool {
	low := k.low()
	if len(k.basket().Lines) > 0 || !hasWord(low, repeatWords) || !hasWord(low, lastWords) || strings.Contains(low, "alamat") {
		return false
	}
	i := slices.IndexFunc(k.t.Orders, func(o shop.Order) bool { return o.Status != shop.Cancelled && o.Status != shop.Returned })
	if i < 0 {
		return false
	}
	o := k.t.Orders[i]
	o.Voucher = ""
	k.n.say("seperti_dulu", is("nomor", written(o.Number, fromOrder(o.Number))))
	k.draftOf(o)
	k.wantTotal = true
	return true
}

// askToOrder asks what is wanted, or which goods are meant where so much of them was said as their colour.
func (k *talk) askToOrder(said ...understand.Product) bool {
	if k.shown["catalog"] {
		return false // what there is was just listed
	}
	key := "tanya_pesan_apa"
	if slices.ContainsFunc(said, func(p understand.Product) bool { return len(p.Options) > 0 }) {
		key = "tanya_produk_apa"
	}
	return k.ask(asked{What: askProduct, Expect: understand.ExpectProduct}, k.n.text(key, is("kategori", k.categories())))
}

// share splits the pieces of a line whose variants are only now named ("2 pashmina" … "hitam sama mocca").
func (k *talk) share(ps []pick) {
	for i := range ps {
		if ps[i].Qty > 0 || ps[i].one() == nil {
			continue
		}
		n := 0
		for _, p := range ps {
			if p.P == ps[i].P {
				n++
			}
		}
		if l, open := k.basket().open(); open && l.Product == ps[i].P.SKU && n > 1 {
			ps[i].Qty = max(1, l.Qty/n)
		}
	}
}

// addPick adds one product: a determined variant, every variant, or a line whose variant is to be asked.
func (k *talk) addPick(p pick) error {
	b := k.basket()
	v := p.one()
	switch {
	case len(p.Vs) == 0 && k.leftOpen(p):
		return nil
	case len(p.Vs) == 0:
		return k.offSale(p)
	case p.Each && p.Qty > 1 && hasWord(k.low(), mixWords) && !hasWord(k.low(), []string{" masing", " @"}):
		k.put(op{Do: opUnknown, Product: p.P.SKU, Options: p.Options, Qty: p.Qty})
		return nil
	case p.Each:
		for _, v := range p.Vs {
			if err := k.addVariant(v, max(p.Qty, 1)); err != nil {
				return err
			}
		}
		return nil
	case v != nil && b.openOf(p.P.SKU):
		return k.fillVariant(v, p.Qty)
	case v != nil && p.Qty == 0 && k.noted(v):
		k.touched, k.goods = true, true // said again without a number: its number stays
		return nil
	case v != nil:
		return k.addVariant(v, max(p.Qty, 1))
	case b.openOf(p.P.SKU) && !k.besideOpen(p):
		if len(p.Options) > 0 || p.Qty > 0 {
			k.put(op{Do: opFill, Product: p.P.SKU, Options: p.Options, Qty: p.Qty})
		}
		return nil
	}
	if k.restated(p) {
		return nil
	}
	if v := k.onlyOf(p); v != nil {
		return k.take(v, p.Qty, false)
	}
	k.put(op{Do: opUnknown, Product: p.P.SKU, Options: p.Options, Qty: max(p.Qty, 1)})
	return nil
}

// leftOpen says that goods which were ordered come in no such option, and keeps a line for them that waits for another one.
func (k *talk) leftOpen(p pick) bool {
	if p.Off != nil || k.basket().openOf(p.P.SKU) || p.Qty == 0 && !hasWord(k.low(), buyWords) {
		return false
	}
	rest := maps.Clone(p.Options)
	maps.DeleteFunc(rest, func(name, o string) bool {
		return !slices.ContainsFunc(p.P.Axes, func(a catalog.Axis) bool {
			return a.Name == name && slices.ContainsFunc(a.Options, func(own catalog.Option) bool { return own.Name == o })
		})
	})
	if len(rest) == len(p.Options) || len(fitting(p.P, rest)) < 2 {
		return false
	}
	k.n.say("pilihan_kosong", is("nama", k.productName(p.P)), is("diminta", k.wanted(p)))
	k.put(op{Do: opUnknown, Product: p.P.SKU, Options: rest, Qty: max(p.Qty, 1)})
	return true
}

// besideOpen tells whether goods are another line beside the open ones of their product that the same message made: "5 hitam, 2 putih" of
// what comes in sizes too.
func (k *talk) besideOpen(p pick) bool {
	return slices.ContainsFunc(k.ops, func(o op) bool { return o.Do == opUnknown && o.Product == p.P.SKU }) &&
		!slices.ContainsFunc(k.basket().Lines, func(l line) bool {
			return l.SKU == "" && l.Product == p.P.SKU && agree(l.Options, p.Options)
		})
}

// restated tells whether a product without its variant only repeats what the draft holds.
func (k *talk) restated(p pick) bool {
	b := k.m.Draft.basket()
	if n := b.pieces(p.P.SKU); n > 0 && (p.Qty == 0 || p.Qty == n) && len(p.Options) == 0 {
		k.touched, k.goods = true, true
		return true
	}
	return false
}

// onlyOf is the one variant of a product that the draft held before, where its number is said anew without its option: "eh jumpernya 2 aja".
func (k *talk) onlyOf(p pick) *catalog.Variant {
	if p.Qty == 0 || len(p.Options) > 0 || hasWord(k.low(), moreOf) {
		return nil
	}
	var of []line
	for _, l := range k.m.Draft.basket().Lines {
		if l.Product == p.P.SKU {
			of = append(of, l)
		}
	}
	if len(of) != 1 || len(k.ops) > 0 {
		return nil
	}
	return k.Catalog.Variant(of[0].SKU)
}

// moreOf are the words with which a line that is there already grows; without them its number said again is its number:
// buyers repeat their order in the address form, and correct it by saying it anew.
var moreOf = []string{"lagi", "*tambah", "nambah", "plus", "*tmbh", "+", " juga", " jg ", " jga ", " sekalian"}

// joining are those of them that may as well only join the parts of a list.
var joining = []string{"plus", "+", " juga", " jg ", " jga ", " sekalian"}

// restates tells whether an order of several goods names all that the draft held, each with its number: "hitam 2 + mocca 1" after both were noted.
func (k *talk) restates(ps []pick) bool {
	held := k.held().Lines
	return len(ps) > 1 && len(held) > 0 && !slices.ContainsFunc(held, func(l line) bool {
		return !slices.ContainsFunc(ps, func(p pick) bool { v := p.one(); return v != nil && v.SKU == l.SKU && p.Qty > 0 })
	})
}

// grows tells whether words ask for more of what is there.
func (k *talk) grows(words string) bool {
	return hasWord(words, slices.DeleteFunc(slices.Clone(moreOf), func(w string) bool { return k.restating && slices.Contains(joining, w) }))
}

// held is the draft that this burst found: what it was before, or the recorded order that is made anew.
func (k *talk) held() basket {
	if k.redoing {
		return k.basket()
	}
	return k.m.Draft.basket()
}

// noted tells whether a variant was in the draft before this burst, which does not ask for more of it.
func (k *talk) noted(v *catalog.Variant) bool {
	_, had := k.held().line(v.SKU)
	return had && k.now.Intent == understand.Order && !k.grows(k.low())
}

// addVariant puts pieces of a variant into the draft.
func (k *talk) addVariant(v *catalog.Variant, qty int) error {
	if _, had := k.held().line(v.SKU); had && k.now.Intent == understand.Order && !k.grows(k.low()+strings.ToLower(k.now.Words)+" ") {
		k.touched, k.goods = true, true
		return k.take(v, qty, false)
	}
	l, _ := k.basket().line(v.SKU)
	return k.take(v, l.Qty+qty, true)
}

// fillVariant answers which variant the open line is.
func (k *talk) fillVariant(v *catalog.Variant, qty int) error {
	b := k.basket()
	options := map[string]string{}
	for n, axis := range v.Product.Axes {
		options[axis.Name] = v.Options[n]
	}
	i := b.openAt(v.Product.SKU, options)
	if qty == 0 {
		qty = b.Lines[i].Qty
	}
	had, _ := b.line(v.SKU)
	can, err := k.can(v, had.Qty+qty)
	if err != nil {
		return err
	}
	if can > had.Qty {
		k.put(op{Do: opFill, SKU: v.SKU, Product: v.Product.SKU, Options: options, Qty: can - had.Qty})
	}
	return nil
}

// take brings a variant's line to a number of pieces, as far as stock and the owner's bound allow.
func (k *talk) take(v *catalog.Variant, target int, adding bool) error {
	can, err := k.can(v, target)
	if err != nil {
		return err
	}
	had, inside := k.basket().line(v.SKU)
	switch {
	case can == 0:
		return nil
	case inside && can == had.Qty:
		k.touched, k.goods = true, true
	case adding && can == target:
		k.put(op{Do: opAdd, SKU: v.SKU, Product: v.Product.SKU, Qty: target - had.Qty})
	default:
		k.put(op{Do: opSet, SKU: v.SKU, Product: v.Product.SKU, Qty: can})
	}
	return nil
}

// can tells how many of the wanted pieces there may be, and says why when they are fewer.
func (k *talk) can(v *catalog.Variant, want int) (int, error) {
	can := want
	if limit := v.Product.MaxQty; limit > 0 {
		others := k.basket().pieces(v.Product.SKU)
		if l, inside := k.basket().line(v.SKU); inside {
			others -= l.Qty
		}
		if open, yes := k.basket().open(); yes && open.Product == v.Product.SKU {
			others -= open.Qty
		}
		if room := max(limit-others, 0); can > room {
			can = room
			k.n.say("maks_beli", is("nama", k.productName(v.Product)), is("maks", count(limit, fromLine(k.Catalog, v.Product.Pos))))
		}
	}
	if v.Product.Preorder != nil {
		return can, nil
	}
	stock, err := k.books(v.SKU)
	if err != nil {
		return 0, err
	}
	left := stock[v.SKU].Available()
	switch {
	case left >= can:
		return can, nil
	case left == 0:
		k.n.say("maaf_habis", is("nama", k.variantName(v)))
		return 0, k.instead(v, want)
	}
	k.n.say("stok_kurang", is("nama", k.variantName(v)), is("sisa", count(left, fromStock(v.SKU))), is("diminta", count(want, fromBuyer)))
	return left, nil
}

// dictated answers a buyer who names a price of his own with the shop's.
func (k *talk) dictated(a understand.Act, ps []pick) {
	if a.Amount == 0 || len(ps) != 1 {
		return
	}
	v := ps[0].one()
	if v == nil || a.Amount == v.Price || a.Amount == v.Price.Times(max(ps[0].Qty, 1)) {
		return
	}
	k.n.say("harga_tetap", is("nama", k.variantName(v)), is("harga", k.price(v)))
}

// newestOpen is the buyer's newest order that can still be talked about as "my order".
func (k *talk) newestOpen() (shop.Order, bool) {
	for _, o := range k.t.Orders {
		if o.Status.Open() && o.Status != shop.Shipped {
			return o, true
		}
	}
	return shop.Order{}, false
}
