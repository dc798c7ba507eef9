package bot

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"tokobot/bot/understand"
	"tokobot/catalog"
	"tokobot/internal/pola"
)

// What buyers ask for and the goods do not come in.

// sizeSaid finds the size that a buyer asks for.
var sizeSaid = pola.New(`\b(?:ukuran|ukurannya|uk|ukr|size|sz|nomor|nomer)\s+(\d{1,3}|xs|s|m|l|xl|xxl|xxxl|[2-6]xl)\b`)

// sizeAxes are what owners call the axis of sizes.
var sizeAxes = []string{"ukuran", "size", "nomor"}

// lacksSize reads "chino ada ukuran 36?" of trousers that come in 28 to 34 as a question for a size that there is none of.
func (k *talk) lacksSize(acts []understand.Act) []understand.Act {
	m := sizeSaid.FindStringSubmatch(k.low())
	if m == nil || len(acts) != 1 || len(acts[0].Products) != 1 || len(sizeSaid.FindAllString(k.low(), 2)) > 1 {
		return acts
	}
	w := acts[0].Products[0]
	p := k.Catalog.Product(w.Product)
	switch acts[0].Intent {
	case understand.AskStock, understand.AskPrice, understand.Order:
	default:
		return acts
	}
	if p == nil || w.SKU != "" || w.Qty > 0 {
		return acts
	}
	at := slices.IndexFunc(p.Axes, func(a catalog.Axis) bool { return slices.Contains(sizeAxes, strings.ToLower(a.Name)) })
	if at < 0 || w.Options[p.Axes[at].Name] != "" {
		return acts
	}
	for _, o := range p.Axes[at].Options {
		if slices.ContainsFunc(append(slices.Clone(o.Aliases), o.Name), func(name string) bool {
			return slices.Contains(strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return strings.ContainsRune(" -/x,().", r) }), m[1]) || strings.EqualFold(name, m[1])
		}) {
			return acts
		}
	}
	options := map[string]string{p.Axes[at].Name: strings.ToUpper(m[1])}
	for axis, o := range w.Options {
		options[axis] = o
	}
	w.Options = options
	return []understand.Act{{Intent: acts[0].Intent, Products: []understand.Product{w}, Words: acts[0].Words}}
}

// nextGoods part the words for one of several goods from those of the next.
var nextGoods = strings.NewReplacer(" sama ", "\n", " dan ", "\n", " ama ", "\n", " plus ", "\n", ",", "\n", "+", "\n", "&", "\n", ";", "\n")

// lacksOption reads "bella square navy 1" of goods that come in no navy, which other goods of the shop do, as an order of such ones, so that
// the answer says that there are none.
func (k *talk) lacksOption(acts []understand.Act) []understand.Act {
	if len(acts) != 1 || !slices.Contains([]understand.Intent{understand.AskStock, understand.AskPrice, understand.Order}, acts[0].Intent) {
		return acts
	}
	var out []understand.Product
	for i, w := range acts[0].Products {
		axis, option := k.lacking(w)
		if option == "" {
			continue
		}
		if out == nil {
			out = slices.Clone(acts[0].Products)
		}
		out[i].Options = map[string]string{axis: option}
		maps.Copy(out[i].Options, w.Options)
	}
	if out == nil {
		return acts
	}
	return []understand.Act{{Intent: acts[0].Intent, Products: out, Words: acts[0].Words}}
}

// lacking is what stands behind the name of goods and is an option of others on an axis that these have too, but is none of theirs. Sizes and
// weights are left to the reader: a number may as well count.
func (k *talk) lacking(w understand.Product) (axis, option string) {
	p := k.Catalog.Product(w.Product)
	if p == nil || w.SKU != "" || w.Op == understand.Remove || len(p.Axes) == len(w.Options) {
		return "", ""
	}
	for part := range strings.SplitSeq(nextGoods.Replace(strings.ToLower(k.text())), "\n") {
		words := strings.Fields(part)
		own := lettersOf(p.Name)
		last := -1
		for i, word := range words {
			if slices.Contains(own, stem(strings.Trim(word, ".?!"))) {
				last = i
			}
		}
		if last < 0 || last+1 == len(words) {
			continue
		}
		read := k.Reader.Read(strings.Join(words[last+1:], " "), understand.Context{})
		if len(read) != 1 || len(read[0].Products) != 1 || read[0].Products[0].Product != "" {
			continue
		}
		for name, o := range read[0].Products[0].Options {
			if at := slices.IndexFunc(p.Axes, func(a catalog.Axis) bool { return strings.EqualFold(a.Name, name) }); at >= 0 && isNone(p.Axes[at], o) && w.Options[p.Axes[at].Name] == "" {
				return p.Axes[at].Name, o
			}
		}
	}
	return "", ""
}

// isNone says that a word for an option is none of an axis: neither its name nor a part of one.
func isNone(a catalog.Axis, word string) bool {
	low := strings.ToLower(word)
	return utf8.RuneCountInString(word) >= 3 && !strings.ContainsAny(word, "0123456789") && !slices.ContainsFunc(a.Options, func(o catalog.Option) bool {
		return slices.ContainsFunc(append(slices.Clone(o.Aliases), o.Name), func(name string) bool {
			name = strings.ToLower(name)
			return strings.Contains(name, low) || strings.Contains(low, name)
		})
	})
}
