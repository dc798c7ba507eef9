package bot

import (
	"slices"
	"strconv"
	"strings"

	"tokobot/bot/understand"
	"tokobot/catalog"
	"tokobot/internal/pola"
)

// Several of the products that "Yang mana?" offered, in one answer.

var (
	// numbersOnly is an answer of nothing but places in the list: "1 sama 3".
	numbersOnly = pola.New(`^(?:(?:yg|yang|no|nomor|nomer|mau|pilih|ambil|pesan|order)\.?\s*)*\d{1,2}(?:\s*(?:,|&|\+|sama|dan|dgn|dengan)\s*(?:dan\s*)?(?:(?:yg|yang|no|nomor|nomer)\.?\s*)*\d{1,2})+(?:\s+(?:aja|saja|ya|kak|min|gan|bos|deh|dong))*[.!]?$`)
	// partOfList parts the goods of such an answer.
	partOfList = pola.New(`[,;\n&+]|\s(?:sama|sm|dan|plus|trus|terus)\s|\s(?:yg|yang)\s`)
)

// severalOffered reads an answer that names several of the products offered, each by its place, a part of its name or its options: "travel hitam 1,
// anak S 2". Options that several of them come in are kept until it is said which; false where the answer is none of that.
func (k *talk) severalOffered(acts []understand.Act) ([]understand.Act, bool) {
	q := k.m.Asked
	if len(q.Products) < 2 || strings.Contains(k.text(), "?") {
		return acts, false
	}
	for _, read := range []func(asked) []understand.Product{k.placesOffered, k.partsOffered} {
		if ws := read(q); len(ws) > 1 {
			k.m.Waiting = nil
			k.answered()
			return []understand.Act{{Intent: understand.Order, Products: ws}}, true
		}
	}
	if len(acts) != 1 || acts[0].Intent != understand.Order || len(acts[0].Products) == 0 || slices.ContainsFunc(acts[0].Products, func(w understand.Product) bool {
		return w.Product != "" || w.SKU != "" || len(w.Options) == 0 || w.Op == understand.Remove
	}) {
		return acts, false
	}
	fits := slices.DeleteFunc(slices.Clone(q.Products), func(sku string) bool {
		p := k.Catalog.Product(sku)
		return p == nil || slices.ContainsFunc(acts[0].Products, func(w understand.Product) bool { return len(fitting(p, wholeNames(p, w.Options))) == 0 })
	})
	switch len(fits) {
	case 0:
		return acts, false
	case 1:
		a := acts[0]
		a.Products = slices.Clone(a.Products)
		for i, w := range a.Products {
			a.Products[i].Product, a.Products[i].Options = fits[0], wholeNames(k.Catalog.Product(fits[0]), w.Options)
		}
		k.m.Waiting = nil
		k.answered()
		return []understand.Act{a}, true
	}
	k.askWhich(acts[0], fits)
	return nil, true
}

// wholeNames are options by their whole names, "Abu" of what comes in Abu Misty; as they are where they are such, or nothing is called so.
func wholeNames(p *catalog.Product, options map[string]string) map[string]string {
	if len(fitting(p, options)) > 0 {
		return options
	}
	if whole := longerNames(p, options); whole != nil {
		return whole
	}
	return options
}

// placesOffered are the products at the places that an answer of nothing but numbers names.
func (k *talk) placesOffered(q asked) []understand.Product {
	text := strings.TrimSpace(k.low())
	if !numbersOnly.MatchString(text) {
		return nil
	}
	var out []understand.Product
	for _, s := range strings.FieldsFunc(text, notDigit) {
		n, err := strconv.Atoi(s)
		if err != nil || n < 1 || n > len(q.Products) || slices.ContainsFunc(out, func(w understand.Product) bool { return w.Product == q.Products[n-1] }) {
			return nil
		}
		out = append(out, understand.Product{Product: q.Products[n-1]})
	}
	return out
}

// partsOffered are the goods of an answer of which every part names one of the products offered, or more of the one named before; nil where
// a part says anything else.
func (k *talk) partsOffered(q asked) []understand.Product {
	var out []understand.Product
	var last *catalog.Product
	for _, part := range partOfList.Split(" "+strings.TrimSpace(k.low())+" ", -1) {
		if strings.TrimSpace(part) == "" {
			continue
		}
		p, words := k.namedOffered(q, part)
		if p != nil && emptyWish(words) {
			last = p
			out = append(out, understand.Product{Product: p.SKU})
			continue
		}
		if p == nil {
			p = last
		}
		if p == nil {
			return nil
		}
		last = p
		w, ok := k.ofOffered(p, words)
		if !ok {
			return nil
		}
		out = append(out, w)
	}
	return out
}

// namedOffered is the one product offered that most words of a part are of, and the part without them; nil for none.
func (k *talk) namedOffered(q asked, part string) (*catalog.Product, string) {
	var best *catalog.Product
	most, rest := 0, part
	for _, sku := range q.Products {
		p := k.Catalog.Product(sku)
		if p == nil {
			continue
		}
		own := lettersOf(p.Name + " " + strings.Join(p.Aliases, " "))
		var left []string
		n := 0
		for _, w := range strings.Fields(part) {
			if s := stem(strings.Trim(w, ".,!")); len(s) >= 3 && slices.Contains(own, s) && k.optionsSaid(p, s) == nil {
				n++
			} else {
				left = append(left, w)
			}
		}
		switch {
		case n > most:
			best, most, rest = p, n, strings.Join(left, " ")
		case n == most:
			best = nil
		}
	}
	if best == nil {
		return nil, part
	}
	return best, rest
}

// ofOffered reads the rest of a part as options and number of a product; false where it says more.
func (k *talk) ofOffered(p *catalog.Product, words string) (understand.Product, bool) {
	acts := k.Reader.Read("pesan "+p.Name+" "+words, understand.Context{})
	if len(acts) != 1 || acts[0].Intent != understand.Order || len(acts[0].Products) != 1 || !k.allAbout(acts[0], p.SKU) {
		return understand.Product{}, false
	}
	w := acts[0].Products[0]
	if len(w.Options) == 0 && w.SKU == "" && w.Qty == 0 {
		return understand.Product{}, false
	}
	w.Product, w.Op = p.SKU, ""
	return w, true
}
