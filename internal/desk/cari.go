package desk

import (
	"strings"
	"unicode"

	"tokobot/catalog"
)

// goods reads "BARANG JUMLAH [catatan]". The name may hold numbers itself ("nastar 500 gr 10"): the quantity is the last
// number before which every word belongs to goods that there are.
func (w *work) goods(args string) (vs []*catalog.Variant, qty int, note string, err error) {
	return w.goodsBy(args, w.find)
}

// goodsBy is goods with another way to find them.
func (w *work) goodsBy(args string, find func(string) []*catalog.Variant) (vs []*catalog.Variant, qty int, note string, err error) {
	words := strings.Fields(args)
	any := false
	for i := 1; i < len(words); i++ {
		n, behind, ok := piecesFirst(strings.Join(words[i:], " "))
		if !ok {
			continue
		}
		any = true
		if found := find(strings.Join(words[:i], " ")); len(found) > 0 {
			vs, qty, note = found, n, behind
		}
	}
	if !any {
		return nil, 0, "", errUsage
	}
	return vs, qty, note, nil
}

// find are the variants that words mean: by SKU, or by words of the name, aliases and options, typos allowed. Every word has
// to fit; fewer typos win.
func (w *work) find(query string) []*catalog.Variant {
	if v := w.Catalog.Variant(strings.ToUpper(query)); v != nil {
		return []*catalog.Variant{v}
	}
	words := split(query)
	if len(words) == 0 {
		return nil
	}
	best := 1 << 30
	var out []*catalog.Variant
	for _, v := range w.sellable() {
		cost, ok := fit(words, names(v))
		switch {
		case !ok || cost > best:
		case cost < best:
			best, out = cost, []*catalog.Variant{v}
		default:
			out = append(out, v)
		}
	}
	return out
}

// nearly are the variants of which all words but one fit: for asking back, never for booking.
func (w *work) nearly(query string) []*catalog.Variant {
	words := split(query)
	if len(words) < 2 {
		return nil
	}
	var out []*catalog.Variant
	for _, v := range w.sellable() {
		own := names(v)
		for i := range words {
			rest := append(append([]string{}, words[:i]...), words[i+1:]...)
			if _, ok := fit(rest, own); ok {
				out = append(out, v)
				break
			}
		}
	}
	return out
}

// names are all words by which a variant may be called.
func names(v *catalog.Variant) []string {
	p := v.Product
	all := []string{v.SKU, p.SKU, p.Name, p.Category}
	all = append(all, p.Aliases...)
	all = append(all, v.Aliases...)
	all = append(all, v.Options...)
	for i, o := range v.Options {
		for _, option := range p.Axes[i].Options {
			if option.Name == o {
				all = append(all, option.Aliases...)
			}
		}
	}
	var words []string
	for _, s := range all {
		words = append(words, split(s)...)
	}
	return words
}

func split(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// fit tells whether each word is one of the names, and how many letters had to be forgiven.
func fit(words, names []string) (cost int, ok bool) {
	for _, word := range words {
		least := -1
		for _, n := range names {
			if d, near := forgive(word, n); near && (least < 0 || d < least) {
				least = d
			}
		}
		if least < 0 {
			return 0, false
		}
		cost += least
	}
	return cost, true
}

// forgive compares a typed word with a name: the beginning of a name fits at a small cost, and longer words may have a slip
// or two.
func forgive(word, name string) (int, bool) {
	switch {
	case word == name:
		return 0, true
	case len(word) >= 3 && strings.HasPrefix(name, word):
		return 1, true
	case len(word) < 4 || strings.ContainsFunc(word, unicode.IsDigit):
		return 0, false
	}
	limit := 1
	if len(word) >= 7 {
		limit = 2
	}
	d := slips([]rune(word), []rune(name))
	return 2 * d, d <= limit
}

// slips counts letters to insert, delete, replace or swap with their neighbour (Damerau–Levenshtein, neighbours only).
func slips(a, b []rune) int {
	older, old := make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range old {
		old[j] = j
	}
	for i := range a {
		row := make([]int, len(b)+1)
		row[0] = i + 1
		for j := range b {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			row[j+1] = min(old[j+1]+1, row[j]+1, old[j]+cost)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], older[j-1]+1)
			}
		}
		older, old = old, row
	}
	return old[len(b)]
}
