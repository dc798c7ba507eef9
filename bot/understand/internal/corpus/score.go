package corpus

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"tokobot/bot/understand"
)

// Share counts what was asked for, what was given, and what of it was right.
type Share struct{ Want, Got, Right int }

// F1 is the harmonic mean of precision and recall; 1 when nothing was asked for and nothing given.
func (s Share) F1() float64 {
	if s.Want+s.Got == 0 {
		return 1
	}
	return 2 * float64(s.Right) / float64(s.Want+s.Got)
}

// Report says how well a set of messages was read.
type Report struct {
	Messages   int
	Right      int // every act with all its fields, in order
	IntentSets int // the same set of intents
	Confident  int // a product or place given without doubt that the message does not mean
	// What was read of each kind, over all acts of a message together, so that a wrong intent is not counted twice.
	Products, Quantities, Places, Slots Share
	Intents                             map[understand.Intent]Share
	// Confusion counts, for each intent that was missed, what was read in its place; "" is nothing, on either side.
	Confusion map[[2]understand.Intent]int
	Failures  []Failure
}

// Failure is a message that was not wholly right.
type Failure struct {
	Example
	Got       []understand.Act
	Confident bool // a wrong product or place was given without doubt
}

// Score reads every example and compares. Neighbouring acts of one intent are one act here, for "bahannya apa? panas ga?"
// may be told as one question or as two; options are not compared where the variant is determined.
func Score(examples []Example, read func(shop, text string) []understand.Act) Report {
	r := Report{Messages: len(examples), Intents: map[understand.Intent]Share{}, Confusion: map[[2]understand.Intent]int{}}
	for _, e := range examples {
		acts := read(e.Shop, e.Text)
		want, got := merge(e.Acts), merge(acts)
		wantAll, gotAll := collect(want), collect(got)
		r.Products.add(wantAll.products, gotAll.products)
		r.Quantities.add(wantAll.quantities, gotAll.quantities)
		r.Places.add(wantAll.places, gotAll.places)
		r.Slots.add(wantAll.slots, gotAll.slots)
		if r.intents(intentSet(e.Acts), intentSet(acts)) {
			r.IntentSets++
		}
		confident := wrong(wantAll, gotAll)
		if confident {
			r.Confident++
		}
		if slices.EqualFunc(want, got, func(a, b flat) bool { return a.equal(b) }) {
			r.Right++
		} else {
			r.Failures = append(r.Failures, Failure{e, acts, confident})
		}
	}
	return r
}

func (s *Share) add(want, got []string) {
	s.Want += len(want)
	s.Got += len(got)
	rest := slices.Clone(want)
	for _, g := range got {
		if i := slices.Index(rest, g); i >= 0 {
			s.Right++
			rest = slices.Delete(rest, i, i+1)
		}
	}
}

// intents counts the sets of one message and tells whether they are equal.
func (r *Report) intents(want, got []understand.Intent) bool {
	missed := slices.DeleteFunc(slices.Clone(want), func(i understand.Intent) bool { return slices.Contains(got, i) })
	extra := slices.DeleteFunc(slices.Clone(got), func(i understand.Intent) bool { return slices.Contains(want, i) })
	for _, i := range want {
		s := r.Intents[i]
		s.Want++
		if slices.Contains(got, i) {
			s.Right++
		}
		r.Intents[i] = s
	}
	for _, i := range got {
		s := r.Intents[i]
		s.Got++
		r.Intents[i] = s
	}
	for n := range max(len(missed), len(extra)) {
		var pair [2]understand.Intent
		if n < len(missed) {
			pair[0] = missed[n]
		}
		if n < len(extra) {
			pair[1] = extra[n]
		}
		r.Confusion[pair]++
	}
	return len(missed)+len(extra) == 0
}

func intentSet(acts []understand.Act) []understand.Intent {
	var out []understand.Intent
	for _, a := range acts {
		if !slices.Contains(out, a.Intent) {
			out = append(out, a.Intent)
		}
	}
	return out
}

// flat is an act as comparable words.
type flat struct {
	intent     understand.Intent
	products   []string // what is meant, without op and quantity
	lines      []string // the same with op and quantity
	quantities []string
	places     []string
	slots      []string
	sure       []string // products and variants given without doubt
}

func (a flat) equal(b flat) bool {
	return a.intent == b.intent && same(a.lines, b.lines) && same(a.places, b.places) && same(a.slots, b.slots)
}

func same(a, b []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}

// merge flattens the acts and joins neighbours of one intent, unless they fill one slot differently.
func merge(acts []understand.Act) []flat {
	var out []flat
	for _, a := range acts {
		f := flatten(a)
		if n := len(out); n > 0 && out[n-1].intent == f.intent && agree(out[n-1].slots, f.slots) {
			out[n-1].join(f)
		} else {
			out = append(out, f)
		}
	}
	return out
}

func (a *flat) join(b flat) {
	for i, line := range b.lines {
		if !slices.Contains(a.lines, line) {
			a.lines = append(a.lines, line)
			a.products = append(a.products, b.products[i])
		}
	}
	a.quantities = append(a.quantities, b.quantities...)
	a.sure = append(a.sure, b.sure...)
	for _, p := range b.places {
		if !slices.Contains(a.places, p) {
			a.places = append(a.places, p)
		}
	}
	for _, s := range b.slots {
		if !slices.Contains(a.slots, s) {
			a.slots = append(a.slots, s)
		}
	}
}

// agree tells whether no slot has two values.
func agree(a, b []string) bool {
	value := map[string]string{}
	for _, s := range a {
		name, v, _ := strings.Cut(s, "=")
		value[name] = v
	}
	for _, s := range b {
		name, v, _ := strings.Cut(s, "=")
		if old, ok := value[name]; ok && old != v {
			return false
		}
	}
	return true
}

func flatten(a understand.Act) flat {
	f := flat{intent: a.Intent}
	for _, p := range a.Products {
		// A whole category is not part of the published form.
		if p.Product == "" && p.SKU == "" && p.Qty == 0 && p.Op == "" && len(p.Candidates)+len(p.Options) == 0 {
			continue
		}
		f.product(p, a.Intent == understand.Order)
	}
	for _, p := range a.Places {
		f.places = append(f.places, placeWord(p))
	}
	slot := func(name, value string) {
		if v := plain(value); v != "" {
			f.slots = append(f.slots, name+"="+v)
		}
	}
	slot("courier", a.Courier)
	slot("service", a.Service)
	slot("method", a.Method)
	slot("order", a.Order)
	slot("code", a.Code)
	if a.Amount != 0 {
		slot("amount", fmt.Sprint(int64(a.Amount)))
	}
	if a.Answer != nil {
		slot("answer", fmt.Sprint(*a.Answer))
	}
	if d := a.Address; d != nil {
		slot("recipient", d.Recipient)
		slot("phone", d.Phone)
		slot("street", d.Street)
		slot("postcode", d.Postcode)
		if d.Place != nil {
			f.places = append(f.places, placeWord(*d.Place))
		}
	}
	return f
}

func (a *flat) product(p understand.Product, addIsDefault bool) {
	word := p.SKU
	switch {
	case word != "":
		a.sure = append(a.sure, p.Product, p.SKU)
	case len(p.Candidates) > 0:
		word = strings.Join(slices.Sorted(slices.Values(p.Candidates)), "|") + options(p.Options)
	default:
		if p.Product != "" {
			a.sure = append(a.sure, p.Product)
		}
		word = p.Product + options(p.Options)
	}
	op := p.Op
	if addIsDefault && op == understand.Add {
		op = ""
	}
	a.lines = append(a.lines, fmt.Sprintf("%s %s ×%d", op, word, p.Qty))
	a.products = append(a.products, word)
	if p.Qty != 0 {
		a.quantities = append(a.quantities, fmt.Sprint(p.Qty))
	}
}

func options(o map[string]string) string {
	s := ""
	for _, axis := range slices.Sorted(maps.Keys(o)) {
		s += " " + axis + "=" + o[axis]
	}
	return s
}

// placeWord keeps the order of candidates: the likelier comes first.
func placeWord(p understand.Place) string {
	if len(p.Candidates) == 0 {
		return string(p.Code)
	}
	words := make([]string, len(p.Candidates))
	for i, c := range p.Candidates {
		words[i] = string(c)
	}
	return strings.Join(words, "|")
}

// plain compares free text by its letters and digits in lower case, words apart.
func plain(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ")
}

// collect joins all acts of a message.
func collect(acts []flat) flat {
	var out flat
	for _, a := range acts {
		out.products = append(out.products, a.products...)
		out.quantities = append(out.quantities, a.quantities...)
		out.places = append(out.places, a.places...)
		out.slots = append(out.slots, a.slots...)
		out.sure = append(out.sure, a.sure...)
	}
	return out
}

// wrong tells whether a product, variant or place was given without doubt that is not meant. A product is meant by any of
// its variants, too.
func wrong(want, got flat) bool {
	for _, s := range got.sure {
		if !slices.Contains(want.sure, s) {
			return true
		}
	}
	for _, p := range got.places {
		if !strings.Contains(p, "|") && !slices.Contains(want.places, p) {
			return true
		}
	}
	return false
}
