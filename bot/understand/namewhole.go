package understand

import (
	"slices"
	"strings"

	"tokobot/internal/bahasa"
)

// rawName is the words of a name as they were written.
func rawName(tokens []bahasa.Token) string {
	var words []string
	for _, t := range tokens {
		if t.Kind <= bahasa.Number {
			words = append(words, t.Text)
		}
	}
	return strings.Join(words, " ")
}

// standingName is the words by which a name stands in the index.
func standingName(terms []term) string {
	words := make([]string, len(terms))
	for i := range terms {
		words[i] = terms[i].key
	}
	return strings.Join(words, " ")
}

// whole is the products that a mention names wholly. One that the owner calls otherwise, in words that only mean the same, is no more meant
// than others with the words said in their names: "kampas rem" is not just what has the alias "brake shoe", but "brake shoe" is.
func (m *message) whole(men *mention) []int32 {
	h := setHash(men.ids)
	list, spelled := m.r.index.names.find(h)
	if !slices.ContainsFunc(spelled, func(s spelling) bool { return !s.literal }) {
		return list
	}
	text := rawName(m.tokens[men.from:men.to])
	for _, fits := range []func(s spelling) bool{
		func(s spelling) bool { return s.text == text },
		func(s spelling) bool { return s.literal },
	} {
		if said := slices.DeleteFunc(slices.Clone(list), func(p int32) bool {
			return !slices.ContainsFunc(spelled, func(s spelling) bool { return s.product == p && fits(s) })
		}); len(said) > 0 {
			return said
		}
	}
	for _, p := range men.products {
		if !slices.Contains(list, p) {
			return nil
		}
	}
	return list
}

// comingIn is the goods that a mention names wholly, or those with more words in their names where only they come in what stands right behind:
// "sarung jok pcx" is the Sarung Jok Motor that comes for it.
func (m *message) comingIn(men *mention, named []int32) []int32 {
	if men.to >= len(m.words) || len(men.products) > most || len(named) > most {
		return named
	}
	in := func(p int32) bool { return false }
	o, w := m.at(men.to), &m.words[men.to]
	switch {
	case o != nil && o.kind == spotOption && w.Kind == bahasa.Word && len(w.Text) > 1:
		in = func(p int32) bool { _, ok := m.r.index.options.has(p, o.phrase); return ok }
	case o == nil && w.Kind == bahasa.Word && w.phrase == 0 && len(w.Text) > 2:
		in = func(p int32) bool {
			return slices.ContainsFunc(m.r.index.options.of[p], func(po productOption) bool { return hasWord(m.r.index.options.texts[po.phrase], w.Text) })
		}
	}
	if slices.ContainsFunc(named, in) {
		return named
	}
	if better := slices.DeleteFunc(slices.Clone(men.products), func(p int32) bool { return !in(p) }); len(better) > 0 {
		return better
	}
	return named
}
