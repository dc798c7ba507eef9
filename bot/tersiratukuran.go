package bot

import (
	"slices"
	"strconv"
	"strings"

	"tokobot/bot/understand"
	"tokobot/catalog"
	"tokobot/internal/pola"
)

// Sizes, said behind the number of pieces, by how big they are, or as a part of the name.

// numberThenSize is a number of pieces with the size behind it, "2 ukuran 38"; what follows shows whether that is a number as well.
var numberThenSize = pola.New(`(?i)\b(\d{1,3})(\s*(?:pcs|pc|ps|psg|pasang|biji|bh|buah|lusin))?\s+((?:ukuran|ukr|uk|size|sz|nomor|nomer|no)\.?\s+(?:\d{1,3}|[sml]|x{1,3}[sl]|\d?xl))\b`)

// numberBehind is a number right behind a size.
var numberBehind = pola.New(`^\s*(?:nya\s+)?\d`)

// sizeBehind reads "krem 36 2 sama yg hitam 2 ukuran 38" as it is said the other way round, "hitam ukuran 38 2".
func (k *talk) sizeBehind(acts []understand.Act) []understand.Act {
	text := k.text()
	found := numberThenSize.FindAllStringSubmatchIndex(text, -1)
	if len(found) == 0 || !buysAny(acts) || slices.ContainsFunc(acts, func(a understand.Act) bool { return !buys[a.Intent] }) {
		return acts
	}
	var out strings.Builder
	from := 0
	for _, at := range found {
		if numberBehind.MatchString(text[at[1]:]) {
			continue
		}
		out.WriteString(text[from:at[0]] + text[at[6]:at[7]] + " " + text[at[2]:at[3]])
		if at[4] >= 0 {
			out.WriteString(text[at[4]:at[5]])
		}
		from = at[1]
	}
	if from == 0 {
		return acts
	}
	again := k.Reader.Read(out.String()+text[from:], k.m.context(k.basket()))
	if !buysAny(again) || slices.ContainsFunc(again, func(a understand.Act) bool { return !buys[a.Intent] }) {
		return acts
	}
	return again
}

// howBig names a size by how big it is.
var howBig = pola.New(`(?i)\b((?:yg|yang|yng|ukuran|uk|size)\s+)((?:paling|plg)\s+|ter)?(kecil|kcil|kecik|mini|besar|gede|bsr|jumbo|sedang|tanggung|tengah)(?:an|nya)?\b`)

// ranked are how big the words of howBig are: the smallest, the one between, the biggest.
var ranked = map[string]int{"kecil": 0, "kcil": 0, "kecik": 0, "mini": 0, "sedang": 1, "tanggung": 1, "tengah": 1, "besar": 2, "gede": 2, "bsr": 2, "jumbo": 2}

// fewSizes is of how many sizes "yg besar" names the biggest; of more it takes "yg paling besar".
const fewSizes = 4

// sizeWords reads "yg kecil 1" of a serum that comes in 10, 20 and 30 ml as the one of 10 ml, where nothing of the product is called so.
func (k *talk) sizeWords(acts []understand.Act) []understand.Act {
	p := k.sizedProduct()
	text := k.text()
	if p == nil || !howBig.MatchString(text) || len(acts) == 0 || slices.ContainsFunc(acts, func(a understand.Act) bool {
		return a.Intent != understand.OutOfScope && a.Intent != understand.AskPrice && a.Intent != understand.AskStock && !buys[a.Intent] ||
			slices.ContainsFunc(a.Products, func(w understand.Product) bool {
				return w.Product != "" && w.Product != p.SKU || len(w.Options)+len(w.Candidates) > 0 || w.Category != ""
			})
	}) {
		return acts
	}
	sizes := sizesOf(p)
	said := howBig.ReplaceAllStringFunc(text, func(s string) string {
		m := howBig.FindStringSubmatch(s)
		rank := ranked[strings.ToLower(m[3])]
		switch {
		case m[2] == "" && len(sizes) > fewSizes, rank == 1 && len(sizes) != 3, len(sizes) < 2:
			return s
		case rank == 2:
			return m[1] + sizes[len(sizes)-1]
		}
		return m[1] + sizes[rank]
	})
	if said == text {
		return acts
	}
	return k.Reader.Read(said, k.m.context(k.basket()))
}

// sizedProduct is the product whose size is said by how big it is: the one asked about, talked about, or alone in the draft.
func (k *talk) sizedProduct() *catalog.Product {
	p := k.Catalog.Product(k.m.Asked.Ref)
	if p == nil {
		p = k.goodsOf(k.m.Topic)
	}
	if lines := k.basket().Lines; p == nil && len(lines) == 1 {
		p = k.Catalog.Product(lines[0].Product)
	}
	if p == nil || howBig.MatchString("yg "+p.Name) {
		return nil
	}
	for _, a := range p.Axes {
		for _, o := range a.Options {
			if slices.ContainsFunc(append(slices.Clone(o.Aliases), o.Name), func(name string) bool { return howBig.MatchString("yg " + name) }) {
				return nil
			}
		}
	}
	return p
}

// measure is an amount with its unit, units how much of the smallest of its kind each is, and letters the sizes of clothes in their order.
var (
	measure = pola.New(`(?i)^(\d+(?:[.,]\d+)?)\s*(ml|l|liter|ltr|g|gr|gram|kg|cm|m|mm|inch|inci)?\b`)
	units   = map[string]float64{"": 1, "ml": 1, "l": 1000, "liter": 1000, "ltr": 1000, "g": 1, "gr": 1, "gram": 1, "kg": 1000, "mm": 0.1, "cm": 1, "m": 100, "inch": 1, "inci": 1}
	letters = []string{"XXS", "XS", "S", "M", "L", "XL", "XXL", "XXXL"}
)

// sizesOf are the options of a product's one axis of sizes from the smallest to the biggest; nil where it has none, or several.
func sizesOf(p *catalog.Product) []string {
	var out []string
	for _, a := range p.Axes {
		var names []string
		for _, o := range a.Options {
			if _, sized := bigness(o.Name); sized {
				names = append(names, o.Name)
			}
		}
		if len(names) < len(a.Options) || len(names) < 2 {
			continue
		}
		if out != nil {
			return nil
		}
		slices.SortStableFunc(names, func(x, y string) int {
			a, _ := bigness(x)
			b, _ := bigness(y)
			switch {
			case a < b:
				return -1
			case a > b:
				return 1
			}
			return 0
		})
		out = names
	}
	return out
}

// bigness is how big an option says that it is.
func bigness(option string) (float64, bool) {
	if i := slices.Index(letters, strings.ToUpper(option)); i >= 0 {
		return float64(i), true
	}
	m := measure.FindStringSubmatch(option)
	if m == nil {
		return 0, false
	}
	n, err := strconv.ParseFloat(strings.ReplaceAll(m[1], ",", "."), 64)
	return n * units[strings.ToLower(m[2])], err == nil
}

// sizeOfName reads "yg 100ml" of a "Micellar Water 100ml" that comes in nothing else as that one.
func (k *talk) sizeOfName(acts []understand.Act) []understand.Act {
	p := k.goodsOf(k.m.Topic)
	if p == nil || len(acts) != 1 || len(acts[0].Products) != 1 {
		return acts
	}
	w := acts[0].Products[0]
	if w.Product != "" || w.SKU != "" || len(w.Options) != 1 || len(w.Candidates) > 0 || len(fitting(p, w.Options)) > 0 || k.left(w.Options) != nil {
		return acts
	}
	for _, o := range w.Options {
		if name := strings.ToLower(strings.ReplaceAll(o, " ", "")); !slices.Contains(strings.Fields(amountsWhole(p.Name)), name) {
			return acts
		}
	}
	w.Product, w.Options, w.Op = p.SKU, nil, ""
	intent := acts[0].Intent
	if buys[intent] {
		intent = understand.Order
	}
	return []understand.Act{{Intent: intent, Products: []understand.Product{w}, Words: acts[0].Words}}
}

// spacedAmount is an amount with a space before its unit.
var spacedAmount = pola.New(`(\d)\s+(ml|l|liter|g|gr|kg|cm|m|mm|inch)\b`)

// amountsWhole is a text in small letters with its amounts written as one word.
func amountsWhole(text string) string {
	return spacedAmount.ReplaceAllString(strings.ToLower(text), "$1$2")
}
