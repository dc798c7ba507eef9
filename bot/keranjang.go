package bot

import (
	"cmp"
	"maps"
	"slices"

	"tokobot/internal/shop"
	"tokobot/internal/wilayah"
)

// draft is an order that is not agreed to yet, kept as what each message contributed to it: an edited or deleted message
// is read again or left out, and the rest stays.
type draft struct {
	Log []contribution `json:"log,omitempty"`
}

// contribution is what one burst of messages did to the draft.
type contribution struct {
	Said []said `json:"said,omitempty"`
	// Before is what the burst was read against.
	Before frame `json:"before,omitzero"`
	Ops    []op  `json:"ops"`
}

// said is one message of a burst.
type said struct {
	ID   string `json:"id"`
	Text string `json:"text"`
}

// verb is what an op does.
type verb string

// The verbs of a draft.
const (
	opAdd     verb = "add"
	opSet     verb = "set"     // to Qty, adding the line when it is missing
	opRemove  verb = "remove"  // Qty pieces, 0 for all
	opFill    verb = "fill"    // gives the incomplete line of Product its SKU
	opUnknown verb = "unknown" // adds a line whose variant is still to be asked
	opCourier verb = "courier"
	opMethod  verb = "method"
	opVoucher verb = "voucher"
	opAddress verb = "address" // merges To
	opNote    verb = "note"
	opDoubt   verb = "doubt"   // keeps goods that are still to be told apart
	opSettled verb = "settled" // closes the doubt which of Products is meant
	opPickUp  verb = "pickup"  // the buyer comes for the goods, at Text
	opSend    verb = "send"    // they are sent after all
)

// isGoods are the verbs that change what is in the basket.
var isGoods = map[verb]bool{opAdd: true, opSet: true, opRemove: true, opFill: true, opUnknown: true}

// op is one change of the draft.
type op struct {
	Do      verb              `json:"do"`
	SKU     string            `json:"sku,omitempty"`
	Product string            `json:"product,omitempty"`
	Options map[string]string `json:"options,omitempty"`
	Qty     int               `json:"qty,omitempty"`
	Code    string            `json:"code,omitempty"` // courier, method, voucher
	Service string            `json:"service,omitempty"`
	To      *shop.Recipient   `json:"to,omitempty"`
	Text    string            `json:"text,omitempty"`
	// Products are those of which one is meant.
	Products []string `json:"products,omitempty"`
}

// line is one line of a basket. SKU is "" while the variant is still to be asked.
type line struct {
	SKU     string
	Product string
	Options map[string]string
	Qty     int
}

// basket is a draft worked out: what would be ordered now.
type basket struct {
	Lines   []line
	Doubts  []doubt // goods that are still to be told apart
	Courier string
	Service string
	Method  string
	Voucher string
	To      shop.Recipient
	Wishes  []string // what the buyer wants noted
	// PickUp says that the buyer comes for the goods; PickUpAt when, as it was said.
	PickUp   bool
	PickUpAt string
}

// maxLog bounds the memory: older contributions are melted into one that no edit reaches any more.
const maxLog = 24

// add appends what a burst did.
func (d *draft) add(c contribution) {
	if len(c.Ops) == 0 {
		return
	}
	d.Log = append(d.Log, c)
	if len(d.Log) > maxLog {
		melted := draft{Log: d.Log[:2]}
		d.Log[1] = contribution{Ops: melted.basket().ops()}
		d.Log = d.Log[1:]
	}
}

// basket works the draft out; extra are ops of the burst that is being read.
func (d *draft) basket(extra ...op) basket {
	var b basket
	for _, c := range d.Log {
		for _, o := range c.Ops {
			b.apply(o)
		}
	}
	for _, o := range extra {
		b.apply(o)
	}
	return b
}

// ops are the fewest changes that make a basket.
func (b basket) ops() []op {
	var out []op
	for _, l := range b.Lines {
		do := opSet
		if l.SKU == "" {
			do = opUnknown
		}
		out = append(out, op{Do: do, SKU: l.SKU, Product: l.Product, Options: l.Options, Qty: l.Qty})
	}
	for _, d := range b.Doubts {
		out = append(out, op{Do: opDoubt, Products: d.Products, Options: d.Options, Qty: d.Qty})
	}
	to := b.To
	if b.PickUp {
		out = append(out, op{Do: opPickUp, Text: b.PickUpAt})
	}
	out = append(out, op{Do: opAddress, To: &to}, op{Do: opCourier, Code: b.Courier, Service: b.Service}, op{Do: opMethod, Code: b.Method},
		op{Do: opVoucher, Code: b.Voucher})
	for _, w := range b.Wishes {
		out = append(out, op{Do: opNote, Text: w})
	}
	return out
}

// messages are the ids of all messages that took part.
func (d *draft) messages() []string {
	var out []string
	for _, c := range d.Log {
		for _, s := range c.Said {
			out = append(out, s.ID)
		}
	}
	return out
}

// had tells whether a variant was in the draft before: one that comes back takes nobody's place.
func (d *draft) had(sku string) bool {
	return slices.ContainsFunc(d.Log, func(c contribution) bool {
		return slices.ContainsFunc(c.Ops, func(o op) bool { return o.SKU == sku && o.Do != opRemove })
	})
}

// find tells at which contribution a message took part; -1 when it did not.
func (d *draft) find(id string) int {
	return slices.IndexFunc(d.Log, func(c contribution) bool {
		return slices.ContainsFunc(c.Said, func(s said) bool { return s.ID == id })
	})
}

// apply does one change.
func (b *basket) apply(o op) {
	if isGoods[o.Do] {
		b.settle(o.Product)
	}
	at := slices.IndexFunc(b.Lines, func(l line) bool { return o.SKU != "" && l.SKU == o.SKU })
	switch o.Do {
	case opAdd:
		b.put(at, o, func(had int) int { return had + o.Qty })
	case opSet:
		b.put(at, o, func(int) int { return o.Qty })
	case opRemove:
		b.remove(at, o)
	case opUnknown:
		b.Lines = append(b.Lines, line{Product: o.Product, Options: maps.Clone(o.Options), Qty: o.Qty})
	case opFill:
		b.fill(o)
	case opCourier:
		b.Courier, b.Service = o.Code, o.Service
	case opMethod:
		b.Method = o.Code
	case opVoucher:
		b.Voucher = o.Code
	case opAddress:
		b.To = merge(b.To, *o.To)
	case opNote:
		b.Wishes = withWish(b.Wishes, o.Text)
	case opDoubt:
		b.Doubts = append(b.Doubts, doubt{Products: o.Products, Options: o.Options, Qty: o.Qty})
	case opSettled:
		b.settle(o.Products...)
	case opPickUp:
		b.PickUp, b.PickUpAt = true, cmp.Or(o.Text, b.PickUpAt)
	case opSend:
		b.PickUp, b.PickUpAt = false, ""
	}
}

func (b *basket) put(at int, o op, qty func(had int) int) {
	if at < 0 {
		b.Lines = append(b.Lines, line{SKU: o.SKU, Product: o.Product})
		at = len(b.Lines) - 1
	}
	b.Lines[at].Qty = qty(b.Lines[at].Qty)
	if b.Lines[at].Qty <= 0 {
		b.Lines = slices.Delete(b.Lines, at, at+1)
	}
}

func (b *basket) remove(at int, o op) {
	if o.SKU == "" { // every line of the product
		b.Lines = slices.DeleteFunc(b.Lines, func(l line) bool { return l.Product == o.Product })
		return
	}
	if at < 0 {
		return
	}
	b.Lines[at].Qty -= o.Qty
	if o.Qty == 0 || b.Lines[at].Qty <= 0 {
		b.Lines = slices.Delete(b.Lines, at, at+1)
	}
}

// agree tells whether no axis has one option here and another there.
func agree(a, b map[string]string) bool {
	for axis, o := range a {
		if p, there := b[axis]; there && p != o {
			return false
		}
	}
	return true
}

// openAt is where the open line of a product stands that options are about: the first that they agree with, else the first; -1 for none.
func (b basket) openAt(product string, options map[string]string) int {
	first := -1
	for i, l := range b.Lines {
		if l.SKU != "" || l.Product != product {
			continue
		}
		if agree(l.Options, options) {
			return i
		}
		if first < 0 {
			first = i
		}
	}
	return first
}

// fill gives an incomplete line of a product its variant; it melts into a line that has the variant already.
func (b *basket) fill(o op) {
	open := b.openAt(o.Product, o.Options)
	if open < 0 {
		if o.SKU == "" {
			return
		}
		at := slices.IndexFunc(b.Lines, func(l line) bool { return l.SKU == o.SKU })
		if at < 0 {
			b.put(-1, o, func(int) int { return max(o.Qty, 1) })
		}
		return
	}
	qty := b.Lines[open].Qty
	if o.Qty > 0 {
		qty = o.Qty
	}
	if o.SKU == "" { // one axis more is known
		b.Lines[open].Options = maps.Clone(b.Lines[open].Options)
		if b.Lines[open].Options == nil {
			b.Lines[open].Options = map[string]string{}
		}
		maps.Copy(b.Lines[open].Options, o.Options)
		b.Lines[open].Qty = qty
		return
	}
	at := slices.IndexFunc(b.Lines, func(l line) bool { return l.SKU == o.SKU })
	if at < 0 {
		b.Lines[open] = line{SKU: o.SKU, Product: o.Product, Qty: qty}
		return
	}
	b.Lines[at].Qty += qty
	b.Lines = slices.Delete(b.Lines, open, open+1)
}

// merge lays newer parts of an address over older ones. A street or a place that is new starts the address anew, as far
// as the older part would contradict it.
func merge(old, add shop.Recipient) shop.Recipient {
	set := func(to *string, s string) {
		if s != "" {
			*to = s
		}
	}
	if add.Place != "" && !add.Place.Within(old.Place) && !old.Place.Within(add.Place) {
		old.Place, old.Postcode = "", ""
	}
	if add.Place.Level() > old.Place.Level() || old.Place == "" {
		old.Place = add.Place
	}
	set(&old.Name, add.Name)
	set(&old.Phone, add.Phone)
	old.Address = mended(old.Address, add.Address)
	set(&old.Postcode, add.Postcode)
	set(&old.Note, add.Note)
	set(&old.Sender, add.Sender)
	set(&old.SenderPhone, add.SenderPhone)
	return old
}

// line finds a variant's line.
func (b basket) line(sku string) (line, bool) {
	i := slices.IndexFunc(b.Lines, func(l line) bool { return l.SKU == sku })
	if i < 0 {
		return line{}, false
	}
	return b.Lines[i], true
}

// open is the first line whose variant is still to be asked.
func (b basket) open() (line, bool) {
	i := slices.IndexFunc(b.Lines, func(l line) bool { return l.SKU == "" })
	if i < 0 {
		return line{}, false
	}
	return b.Lines[i], true
}

// openOf tells whether a product's variant is still to be asked.
func (b basket) openOf(product string) bool {
	return slices.ContainsFunc(b.Lines, func(l line) bool { return l.SKU == "" && l.Product == product })
}

// pieces counts a product's pieces, all variants together.
func (b basket) pieces(product string) int {
	n := 0
	for _, l := range b.Lines {
		if l.Product == product {
			n += l.Qty
		}
	}
	return n
}

// skus are the variants in the basket.
func (b basket) skus() []string {
	var out []string
	for _, l := range b.Lines {
		if l.SKU != "" {
			out = append(out, l.SKU)
		}
	}
	return out
}

// destination is where the basket goes, as far as it is known.
func (b basket) destination(talked wilayah.Code) wilayah.Code {
	if b.To.Place != "" {
		return b.To.Place
	}
	return talked
}
