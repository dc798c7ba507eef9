package understand

import (
	"slices"
	"strings"

	"tokobot/catalog"
	"tokobot/internal/bahasa"
)

// options finds option names and aliases of all products. A phrase's number stands for all options that are called so.
type options struct {
	root  optionNode
	axes  []map[string]axisUse // by phrase and axis name
	of    [][]productOption
	texts []string        // by phrase
	sizes []optionNumber  // by phrase
	glued map[string]bool // numbers and letters written in one in some option's name: 3000k of Kuning 3000K
	packs map[int32]bool  // phrases that are only the number of an option such as "20 pcs"
	// owners is the products that have a phrase, ascending; none beyond mostOwners, which nobody asks for.
	owners [][]int32
}

// optionNumber is the words of a phrase that are numbers.
type optionNumber struct {
	words   []string
	numbers []string
	value   float64 // of the only number
}

// mostOwners is how many products with an option are kept.
const mostOwners = 40

// axisUse is how many products have an option on an axis of a name, and how the first of them spells it, one that is called just so before others.
type axisUse struct {
	products int
	name     string
	own      bool // name is what was said, not what it is short for
}

type optionNode struct {
	next   map[string]*optionNode
	phrase int32 // number + 1; 0 where no phrase ends
}

// productOption is one way to name one option of a product.
type productOption struct {
	phrase int32
	axis   int16
	option int16
}

func newOptions(products []*catalog.Product) options {
	o := options{of: make([][]productOption, len(products)), packs: map[int32]bool{}, glued: map[string]bool{}}
	var tokens []bahasa.Token
	var terms []term
	for i, p := range products {
		n := 0
		for _, a := range p.Axes {
			for _, opt := range a.Options {
				n += 1 + len(opt.Aliases)
			}
		}
		list := make([]productOption, 0, n)
		for ai, a := range p.Axes {
			for oi, opt := range a.Options {
				for k := -1; k < len(opt.Aliases); k++ {
					name := opt.Name
					if k >= 0 {
						name = opt.Aliases[k]
					}
					tokens = bahasa.Tokens(tokens[:0], bahasa.Clean(name))
					terms = canon(terms[:0], tokens)
					for n := range tokens {
						if key, _ := composite(tokens, n); key != "" {
							o.glued[key] = true
						}
					}
					if ph := o.learn(terms, a.Name, opt.Name); ph >= 0 {
						list = append(list, productOption{ph, int16(ai), int16(oi)})
					}
					if ph := o.learn(gluedName(terms), a.Name, opt.Name); ph >= 0 {
						list = append(list, productOption{ph, int16(ai), int16(oi)})
					}
					for _, ph := range [...]int32{o.learnNumber(tokens, a.Name, opt.Name), o.learnMeasure(tokens, a.Name, opt.Name),
						o.learnNumbers(tokens, "", a.Name, opt.Name), o.learnNumbers(tokens, "x", a.Name, opt.Name), o.learnFirst(tokens, &a, opt.Name), o.learnCode(tokens, &a, opt.Name), o.learnLead(tokens, &a, opt.Name)} {
						if ph >= 0 {
							list = append(list, productOption{ph, int16(ai), int16(oi)})
						}
					}
					for _, said := range append(inMetres(tokens), withWithout(tokens, &a)...) {
						list = append(list, productOption{o.learn(canon(nil, bahasa.Tokens(nil, said)), a.Name, opt.Name), int16(ai), int16(oi)})
					}
					for _, part := range o.partsOf(tokens, &a, opt.Name) {
						list = append(list, productOption{o.learn(part, a.Name, opt.Name), int16(ai), int16(oi)})
					}
				}
			}
		}
		o.of[i] = list
	}
	o.measureTexts()
	o.findOwners()
	return o
}

// measureTexts reads the numbers in the options' names.
func (o *options) measureTexts() {
	o.sizes = make([]optionNumber, len(o.texts))
	for ph, text := range o.texts {
		n := optionNumber{words: strings.Fields(text)}
		for _, w := range n.words {
			if digitsOnly([]string{w}) {
				n.numbers = append(n.numbers, w)
				n.value = bahasa.Digits(w)
			}
		}
		o.sizes[ph] = n
	}
}

// findOwners lists the first products that have each option.
func (o *options) findOwners() {
	o.owners = make([][]int32, len(o.texts))
	for i, list := range o.of {
		for _, po := range list {
			if own := o.owners[po.phrase]; len(own) < mostOwners && (len(own) == 0 || own[len(own)-1] != int32(i)) {
				o.owners[po.phrase] = append(own, int32(i))
			}
		}
	}
}

// learn files a phrase and counts its axis; -1 for one without words.
func (o *options) learn(terms []term, axis, name string) int32 {
	if len(terms) == 0 {
		return -1
	}
	n := &o.root
	for _, t := range terms {
		if n.next == nil {
			n.next = map[string]*optionNode{}
		}
		if n.next[t.key] == nil {
			n.next[t.key] = &optionNode{}
		}
		n = n.next[t.key]
	}
	if n.phrase == 0 {
		var b strings.Builder
		for i, t := range terms {
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(t.key)
		}
		o.texts = append(o.texts, b.String())
		o.axes = append(o.axes, map[string]axisUse{})
		n.phrase = int32(len(o.texts))
	}
	use := o.axes[n.phrase-1][axis]
	if use.products++; use.name == "" || !use.own && strings.EqualFold(name, o.texts[n.phrase-1]) {
		use.name, use.own = name, strings.EqualFold(name, o.texts[n.phrase-1])
	}
	o.axes[n.phrase-1][axis] = use
	return n.phrase - 1
}

// learnNumber files an option such as "20 pcs" or "250 gr" under its number too; -1 for other options.
func (o *options) learnNumber(tokens []bahasa.Token, axis, name string) int32 {
	if len(tokens) == 2 && slices.Contains(packWords, tokens[0].Text) && tokens[1].Kind == bahasa.Number {
		ph := o.learn([]term{{key: plainNumber(tokens[1].Text)}}, axis, name) // "Isi 44" is "yang 44"
		o.packs[ph] = true
		return ph
	}
	if len(tokens) != 2 || tokens[0].Kind != bahasa.Number || tokens[1].Kind != bahasa.Word || strings.Trim(tokens[1].Text, "x") == "l" || tokens[1].Text == "s" {
		return -1 // 3XL is not called 3
	}
	ph := o.learn([]term{{key: plainNumber(tokens[0].Text)}}, axis, name)
	if q, ok := bahasa.ReadQuantity(tokens); ok && q.Used == 2 && q.Unit.Kind == bahasa.KindCount {
		o.packs[ph] = true
	}
	return ph
}

// learnNumbers files an option of several numbers under these alone, with what stands between: "20 x 20 cm" is also 20x20, and 11-42T is
// 11 42; -1 for others.
func (o *options) learnNumbers(tokens []bahasa.Token, between, axis, name string) int32 {
	var terms []term
	for _, t := range tokens {
		if t.Kind == bahasa.Number {
			if between != "" && len(terms) > 0 {
				terms = append(terms, term{key: between})
			}
			terms = append(terms, term{key: plainNumber(t.Text)})
		}
	}
	if len(terms) < 2 || tokens[0].Kind != bahasa.Number {
		return -1
	}
	return o.learn(terms, axis, name)
}

// learnFirst files an option of several numbers under the first, which people call it by where no other begins so: 180 x 200 is "yang
// 180"; -1 for others.
func (o *options) learnFirst(tokens []bahasa.Token, a *catalog.Axis, name string) int32 {
	first, numbers := firstNumber(tokens)
	if numbers < 2 {
		return -1
	}
	for _, other := range a.Options {
		if n, _ := firstNumber(bahasa.Tokens(nil, bahasa.Clean(other.Name))); other.Name != name && n == first {
			return -1
		}
	}
	return o.learn([]term{{key: first}}, a.Name, name)
}

// firstNumber is the number that a name begins with, and how many numbers it has; "" and 0 for a name that begins otherwise.
func firstNumber(tokens []bahasa.Token) (first string, numbers int) {
	if len(tokens) == 0 || tokens[0].Kind != bahasa.Number {
		return "", 0
	}
	for _, t := range tokens {
		if t.Kind == bahasa.Number {
			numbers++
		}
	}
	return plainNumber(tokens[0].Text), numbers
}

// learnMeasure files an option such as "3 m" as the measure it is, which people write in one: 3m.
func (o *options) learnMeasure(tokens []bahasa.Token, axis, name string) int32 {
	if len(tokens) != 2 || tokens[0].Kind != bahasa.Number || len(tokens[1].Text) != 1 {
		return -1
	}
	one := [2]bahasa.Token{tokens[0], tokens[1]}
	one[1].Glued = true
	key, _, ok := measure(one[:])
	if !ok {
		return -1
	}
	return o.learn([]term{{key: key}}, axis, name)
}

// find gives the longest phrase at the front of terms and how many terms it takes.
func (o *options) find(terms []term) (phrase int32, used int) {
	n := &o.root
	for i, t := range terms {
		next := n.next[t.key]
		if next == nil {
			next = n.next[clitic(t.key, func(rest string) bool { return n.next[rest] != nil })] // "sotone", "kopinyo"
		}
		if n = next; n == nil {
			break
		}
		if n.phrase > 0 {
			phrase, used = n.phrase-1, i+1
		}
	}
	return phrase, used
}

// has finds which option of a product a phrase names; false when none.
func (o *options) has(product, phrase int32) (productOption, bool) {
	for _, po := range o.of[product] {
		if po.phrase == phrase {
			return po, true
		}
	}
	return productOption{}, false
}

// axis is the axis name that most products have the phrase on.
func (o *options) axis(phrase int32) string {
	best, count := "", 0
	for name, use := range o.axes[phrase] {
		if use.products > count || use.products == count && name < best {
			best, count = name, use.products
		}
	}
	return best
}
