package bot

import (
	"maps"
	"slices"
	"strings"

	"tokobot/bot/understand"
	"tokobot/catalog"
	"tokobot/internal/shop"
)

// pick is a product of a message with the variants that its words leave.
type pick struct {
	P   *catalog.Product
	Vs  []*catalog.Variant // on sale and fitting; one when the variant is determined
	Qty int
	Op  understand.Op
	// Each says that every variant is meant, each Qty times.
	Each bool
	// Options are the words' options, also where no variant on sale fits them.
	Options map[string]string
	// Off is the variant that fits but is not on sale; nil where there is none.
	Off *catalog.Variant
}

// one is the determined variant, or nil.
func (p pick) one() *catalog.Variant {
	if len(p.Vs) == 1 {
		return p.Vs[0]
	}
	return nil
}

// picks reads the products of an act: named, or left to what was just talked about. Products that the words can't tell
// apart become the reply's question, and the act waits for the answer; ok is false then.
func (k *talk) picks(a understand.Act) (ps []pick, ok bool) {
	ok = true
	for _, w := range a.Products {
		w = k.inDraft(a, w)
		if w.Not {
			continue
		}
		if w.Category != "" && w.Product == "" {
			k.undecided = append(k.undecided, w)
			continue
		}
		if len(w.Candidates) > 0 {
			if p := k.topical(w.Candidates); p != nil {
				w.Product, w.Candidates = p.SKU, nil
			} else if sku := k.nameBegins(w.Candidates); sku != "" {
				w.Product, w.Candidates = sku, nil
			} else {
				rest := a
				rest.Products = []understand.Product{w}
				k.askWhich(rest, w.Candidates)
				k.undecided = append(k.undecided, w)
				ok = false
				continue
			}
		}
		p := k.named(w)
		if p.P == nil {
			continue
		}
		ps = append(ps, p)
		k.talkedAbout(p)
	}
	if len(a.Products) == 0 {
		p := k.topic()
		if ad := k.advertised(); ad.P != nil {
			p = ad
			k.talkedAbout(p)
		}
		if p.P != nil {
			ps = append(ps, p)
		}
	}
	return ps, ok
}

// named reads one product of a message.
func (k *talk) named(w understand.Product) pick {
	p := pick{Qty: w.Qty, Op: w.Op, Each: w.Each, Options: w.Options}
	bare := w.Product == "" && w.SKU == ""
	switch v := k.Catalog.Variant(w.SKU); {
	case v != nil:
		p.P, p.Vs = v.Product, []*catalog.Variant{v}
	case bare && len(w.Options) == 0:
		t := k.topic()
		p.P, p.Vs = t.P, t.Vs
		return p
	case bare:
		if p.P = k.left(w.Options); p.P == nil {
			if p.P, p.Options = k.softLeft(w.Options); p.P == nil {
				p.P, p.Options = k.ofOptions(w.Options)
			}
			w.Options = p.Options
		}
	default:
		p.P = k.Catalog.Product(w.Product)
	}
	if p.P == nil {
		return p
	}
	if p.Vs == nil {
		p.Vs = fitting(p.P, w.Options)
		if l := k.onlyLine(p.Vs); bare && l != nil {
			p.Vs = []*catalog.Variant{l}
		} else if bare || len(w.Options) > 0 && !k.headSaid(p.P) {
			p.Vs = k.narrowed(p) // also where the reader put in what was talked about: "yaudah M 1"
		}
	}
	p.keepOnSale()
	return p
}

// onlyLine is the one of several variants that the draft holds, where the words are of what is in it: "hitamnya 4 deh", "spannya jadi 2".
func (k *talk) onlyLine(vs []*catalog.Variant) *catalog.Variant {
	if len(vs) < 2 || hasWord(k.low(), moreOf) || !strings.Contains(k.low(), "nya ") && !hasWord(k.low(), changeSaid) && !exchanges(k.low()) {
		return nil
	}
	var found *catalog.Variant
	b := k.basket()
	for _, v := range vs {
		if _, inside := b.line(v.SKU); inside {
			if found != nil {
				return nil
			}
			found = v
		}
	}
	return found
}

// narrowed keeps of the fitting variants those that share the other options of the variant talked about: "yang XL?" after
// the white one is the white XL.
func (k *talk) narrowed(p pick) []*catalog.Variant {
	if t := k.topic(); t.P != p.P || len(p.Vs) < 2 {
		return p.Vs
	}
	options := maps.Clone(k.m.Options)
	if options == nil {
		options = map[string]string{}
	}
	if t := k.Catalog.Variant(k.m.Topic); t != nil {
		for i, axis := range p.P.Axes {
			options[axis.Name] = t.Options[i]
		}
	}
	for axis, o := range p.Options {
		options[axis] = o
	}
	if vs := fitting(p.P, options); len(vs) > 0 {
		return vs
	}
	return p.Vs
}

// keepOnSale drops variants that are not sold now.
func (p *pick) keepOnSale() {
	all := p.Vs
	p.Vs = slices.DeleteFunc(slices.Clone(all), func(v *catalog.Variant) bool { return !v.Active })
	if len(p.Vs) == 0 && len(all) == 1 {
		p.Off = all[0]
	}
}

// left finds the product that options alone are about: the topic, or the one of the basket that has such an option.
func (k *talk) left(options map[string]string) *catalog.Product {
	var tries []*catalog.Product
	if p := k.Catalog.Product(k.m.Asked.Ref); p != nil {
		tries = append(tries, p)
	}
	if t := k.topic(); t.P != nil {
		tries = append(tries, t.P)
	}
	b := k.basket()
	for i := len(b.Lines) - 1; i >= 0; i-- {
		if p := k.Catalog.Product(b.Lines[i].Product); p != nil {
			tries = append(tries, p)
		}
	}
	if p := k.Catalog.Product(k.m.Prior); p != nil && len(options) > 0 {
		tries = append(tries, p)
	}
	for _, p := range tries {
		if len(fitting(p, options)) > 0 {
			return p
		}
	}
	if len(options) == 0 && len(tries) > 0 {
		return tries[0]
	}
	return nil
}

// topic is what was last talked about.
func (k *talk) topic() pick {
	if v := k.Catalog.Variant(k.m.Topic); v != nil && k.Catalog.Product(k.m.Topic) == nil {
		p := pick{P: v.Product, Vs: []*catalog.Variant{v}}
		p.keepOnSale()
		return p
	}
	if p := k.Catalog.Product(k.m.Topic); p != nil {
		t := pick{P: p, Vs: slices.Clone(p.Variants)}
		t.keepOnSale()
		return t
	}
	return pick{}
}

// topical is the candidate that the conversation is about already, or nil.
func (k *talk) topical(candidates []string) *catalog.Product {
	t := k.topic()
	if t.P == nil || !slices.Contains(candidates, t.P.SKU) {
		return nil
	}
	return t.P
}

// talkedAbout makes a product the topic.
func (k *talk) talkedAbout(p pick) {
	if old := k.goodsOf(k.m.Topic); old != nil && old != p.P {
		k.m.Prior = old.SKU
	}
	if v := p.one(); v != nil {
		k.m.Topic = v.SKU
	} else {
		k.m.Topic = p.P.SKU
	}
	k.m.Options = p.Options
}

// quotable is how many of the newest messages a quoted one is looked for in.
const quotable = 100

// quoted makes the product of a quoted message, the buyer's own or the shop's, what this one is about, where it names just one.
func (k *talk) quoted(in shop.Input) error {
	if in.Quote == "" || k.quiet || in.Kind != shop.KindText {
		return nil
	}
	said, err := k.f.Messages(k.t.Buyer.ID, quotable)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(said, func(m shop.Message) bool { return m.ID == in.Quote })
	if i < 0 {
		return nil
	}
	var about pick
	for line := range strings.SplitSeq(said[i].Text, "\n") {
		for _, w := range k.allGoods(line) {
			p := k.named(w)
			if p.P == nil && len(w.Candidates) > 0 {
				continue
			}
			if p.P == nil || about.P != nil && about.P != p.P {
				return nil // which of several, the words have to tell
			}
			if about.P != nil && about.one() != p.one() {
				p = pick{P: p.P} // several of its variants
			}
			about = p
		}
	}
	if about.P == nil {
		return nil
	}
	k.talkedAbout(about)
	k.aimed = about
	if (k.m.Asked.What == askQuantity || k.m.Asked.What == askVariant) && k.m.Asked.Ref != k.m.Topic {
		k.answered() // it was about something else
	}
	return nil
}

// allGoods are the products that a line names, whatever it wants of them.
func (k *talk) allGoods(line string) []understand.Product {
	var all []understand.Product
	for _, a := range k.Reader.Read(strings.ReplaceAll(line, "*", ""), understand.Context{}) {
		for _, w := range a.Products {
			if w.Product != "" || w.SKU != "" || len(w.Candidates) > 0 {
				all = append(all, w)
			}
		}
	}
	return all
}

// fitting are the variants of a product that have all the options said, sold now or not.
func fitting(p *catalog.Product, options map[string]string) []*catalog.Variant {
	var out []*catalog.Variant
	for _, v := range p.Variants {
		fits := true
		for axis, want := range options {
			i := slices.IndexFunc(p.Axes, func(a catalog.Axis) bool { return strings.EqualFold(a.Name, axis) })
			fits = fits && i >= 0 && i < len(v.Options) && strings.EqualFold(v.Options[i], want)
		}
		if fits {
			out = append(out, v)
		}
	}
	return out
}

// askWhich asks which of several products is meant; the act waits for the answer.
func (k *talk) askWhich(a understand.Act, candidates []string) {
	var rows []value
	var offered []string
	for _, sku := range candidates {
		p := k.Catalog.Product(sku)
		if p == nil || !p.Active || len(rows) == listMax {
			continue
		}
		offered = append(offered, sku)
		rows = append(rows, k.n.text("pilihan_produk", is("nomor", ordinal(len(offered))), is("nama", k.productName(p)),
			is("harga", k.priceRange(p))))
	}
	if len(offered) == 0 {
		return
	}
	if k.ask(asked{What: askProduct, Expect: understand.ExpectProduct, Products: offered},
		k.n.text("tanya_produk", is("daftar", joined(newline, rows...)))) {
		k.m.Waiting = []waiting{wait(a)}
	}
}

// askWhichVariant asks which variant of a product is meant.
func (k *talk) askWhichVariant(p *catalog.Product, vs []*catalog.Variant, options map[string]string, qty int) {
	axis := openAxis(p, vs, options)
	if axis < 0 {
		return
	}
	var names []value
	var skus []string
	for _, o := range p.Axes[axis].Options {
		i := slices.IndexFunc(vs, func(v *catalog.Variant) bool { return v.Options[axis] == o.Name })
		if i >= 0 {
			names = append(names, written(o.Name, fromLine(k.Catalog, p.Pos)))
			skus = append(skus, vs[i].SKU)
		}
	}
	// Each option is offered by one variant that has it; an answer means the option only, other axes stay open.
	key := "tanya_pilihan"
	if qty > 1 {
		key = "tanya_pilihan_jumlah"
	}
	k.ask(asked{What: askVariant, Expect: understand.ExpectVariant, Ref: p.SKU, Axis: p.Axes[axis].Name, Products: skus},
		k.n.text(key, is("nama", k.openName(p, options)), is("sumbu", written(strings.ToLower(p.Axes[axis].Name), fromLine(k.Catalog, p.Pos))),
			is("pilihan", joined(comma, names...)), is("jumlah", count(max(qty, 1), fromBuyer))))
}

// openName names a product, with the options said of it where the draft holds several lines of it.
func (k *talk) openName(p *catalog.Product, options map[string]string) value {
	lines := 0
	for _, l := range k.basket().Lines {
		if l.Product == p.SKU {
			lines++
		}
	}
	name := []value{k.productName(p)}
	for _, axis := range p.Axes {
		if o := options[axis.Name]; o != "" && lines > 1 {
			name = append(name, written(o, fromLine(k.Catalog, p.Pos)))
		}
	}
	return joined(space, name...)
}

// openAxis is the first axis on which the variants still differ; -1 for none.
func openAxis(p *catalog.Product, vs []*catalog.Variant, options map[string]string) int {
	for i, axis := range p.Axes {
		if _, said := options[axis.Name]; said {
			continue
		}
		for _, v := range vs {
			if v.Options[i] != vs[0].Options[i] {
				return i
			}
		}
	}
	return -1
}

// listMax is how many lines a list shows at once.
const listMax = 10
