package bot

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"tokobot/bot/understand"
	"tokobot/catalog"
)

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
