package bot

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"tokobot/bot/understand"
	"tokobot/catalog"
	"tokobot/internal/pola"
)

// What the words for options are of: the goods talked about, those just listed, the line of the draft that they name.

// ofOptions finds what options are about that neither the goods talked about nor those of the draft come in as they were read: the one of the
// goods just listed that does, the goods talked about where they come in one of a longer name, "abu" of Abu Misty, or in others on that axis,
// which then are told. nil for none.
func (k *talk) ofOptions(options map[string]string) (*catalog.Product, map[string]string) {
	var found *catalog.Product
	for _, sku := range k.m.Listed {
		p := k.Catalog.Product(sku)
		if p == nil || len(fitting(p, options)) == 0 {
			continue
		}
		if found != nil {
			found = nil
			break
		}
		found = p
	}
	if found != nil {
		return found, options
	}
	t := k.goodsOf(k.m.Topic)
	if t == nil || len(t.Axes) == 0 || k.rereading {
		return nil, options
	}
	k.rereading = true
	ws := k.optionsSaid(t, k.text())
	k.rereading = false
	if len(ws) == 1 && len(ws[0].Options) >= len(options) && len(fitting(t, ws[0].Options)) > 0 {
		return t, ws[0].Options
	}
	for said := range options {
		if !slices.ContainsFunc(t.Axes, func(a catalog.Axis) bool { return strings.EqualFold(a.Name, said) }) {
			return nil, options
		}
	}
	return t, options
}

// buyWords are what a buyer who wants goods says beside them.
var buyWords = []string{" ambil", " pesan", " pesen", " order", " beli", " mau ", " minta", " deh", " bungkus", " keep", " fix", " gas"}

// askedTogether reads "kaos hitam ready? ukuran L sama XL" as a question for both sizes: no number and no word of buying stands there.
func (k *talk) askedTogether(acts []understand.Act) []understand.Act {
	if len(acts) != 2 || acts[1].Intent != understand.Order || !strings.Contains(k.text(), "?") || hasWord(k.low(), buyWords) ||
		acts[0].Intent != understand.AskStock && acts[0].Intent != understand.AskPrice || len(acts[0].Products) == 0 || len(acts[1].Products) == 0 {
		return acts
	}
	about := acts[0].Products[0].Product
	if about == "" || slices.ContainsFunc(acts[1].Products, func(w understand.Product) bool {
		return w.Qty > 0 || w.Product != about || w.Op == understand.Remove || w.Op == understand.Set
	}) {
		return acts
	}
	a := acts[0]
	a.Products = append(slices.Clone(a.Products), acts[1].Products...)
	return []understand.Act{a}
}

// ofLine lets what is taken out by an option alone be the line of the draft that has it, and what comes in its place keep the line's other
// options: "yg dino ganti mobil" keeps the 4 years of the dino.
func (k *talk) ofLine(ps []pick) {
	if len(ps) == 0 || ps[0].Op != understand.Remove || len(ps[0].Options) == 0 {
		return
	}
	var of []line
	for _, l := range k.basket().Lines {
		v := k.Catalog.Variant(l.SKU)
		if v != nil && v.Product == ps[0].P && slices.Contains(fitting(v.Product, ps[0].Options), v) {
			of = append(of, l)
		}
	}
	if len(of) != 1 {
		return
	}
	ps[0].Vs, ps[0].Off = []*catalog.Variant{k.Catalog.Variant(of[0].SKU)}, nil
	there := slices.ContainsFunc(ps[len(ps)-1].Vs, func(v *catalog.Variant) bool { _, inside := k.basket().line(v.SKU); return inside })
	if len(ps) == 2 && ps[1].P == ps[0].P && ps[1].Op != understand.Remove && len(ps[1].Options) > 0 && !there {
		if v := k.with(of[0].SKU, ps[0].P, ps[1].Options); v != nil {
			ps[1].Vs, ps[1].Off = []*catalog.Variant{v}, nil
		}
	}
}

// nameBegins is the one of several goods whose name, or another name of it, begins with the most words that the burst says in a row, two or more:
// "daster anak" is Daster Anak Rayon, not Daster Couple Ibu Anak. "" where it is of none or several.
func (k *talk) nameBegins(candidates []string) string {
	said := k.contentStems()
	found, most := "", 1
	for _, sku := range candidates {
		p := k.Catalog.Product(sku)
		if p == nil {
			continue
		}
		n := 0
		for _, name := range append([]string{p.Name}, p.Aliases...) {
			n = max(n, inRow(said, lettersOf(name)))
		}
		switch {
		case n > most:
			found, most = sku, n
		case n == most:
			found = ""
		}
	}
	return found
}

// inRow is how many of the words of a name, from its first on, stand in a row somewhere among others.
func inRow(said, name []string) int {
	most := 0
	for i := range said {
		n := 0
		for n < len(name) && i+n < len(said) && said[i+n] == stem(name[n]) {
			n++
		}
		most = max(most, n)
	}
	return most
}

// optionByWord is a product with the one option of it in whose name a word of the burst stands: "setengah aja" is Setengah Ekor.
func (k *talk) optionByWord(p *catalog.Product) []understand.Product {
	said := k.contentStems()
	options := map[string]string{}
	for _, axis := range p.Axes {
		for _, o := range axis.Options {
			at := slices.Index(said, strings.ToLower(axis.Name)) + 1
			named := at > 0 && at < len(said) && strings.EqualFold(said[at], o.Name) // "paketnya C aja"
			if !named && !slices.ContainsFunc(lettersOf(o.Name), func(w string) bool { return len(w) >= infoWord && slices.Contains(said, w) }) {
				continue
			}
			if len(options) > 0 {
				return nil
			}
			options[axis.Name] = o.Name
		}
	}
	if len(options) == 0 {
		return nil
	}
	return []understand.Product{{Product: p.SKU, Options: options}}
}

// numberedName takes the one of several goods in whose name a number and the word beside it stand as the burst says them, "yg 3 plus" of SGM
// 1 Plus and SGM 3 Plus; the number then says no pieces.
func (k *talk) numberedName(acts []understand.Act) []understand.Act {
	if len(acts) != 1 || len(acts[0].Products) != 1 || len(acts[0].Products[0].Candidates) < 2 {
		return acts
	}
	w := acts[0].Products[0]
	low, found, number := k.low(), "", ""
	for _, sku := range w.Candidates {
		p := k.Catalog.Product(sku)
		if p == nil {
			continue
		}
		for _, name := range append([]string{p.Name}, p.Aliases...) {
			for _, m := range numberedWord.FindAllStringSubmatch(strings.ToLower(name), -1) {
				if !strings.Contains(low, " "+m[0]+" ") && !strings.Contains(low, " "+m[0]+",") {
					continue
				}
				if found != "" && found != sku {
					return acts
				}
				found, number = sku, m[1]
			}
		}
	}
	if found == "" {
		return acts
	}
	w.Product, w.Candidates = found, nil
	if strconv.Itoa(w.Qty) == number {
		w.Qty = 0
	}
	a := acts[0]
	a.Products = []understand.Product{w}
	return []understand.Act{a}
}

// numberedWord is a number and the word behind it.
var numberedWord = pola.New(`\b(\d{1,4}) [a-z]{3,}\b`)

// optionsLike adds to the options said of a product those of a variant of another that it comes in too: the 900 gr stay.
func (k *talk) optionsLike(v *catalog.Variant, p *catalog.Product, said map[string]string) map[string]string {
	options := maps.Clone(said)
	if options == nil {
		options = map[string]string{}
	}
	for i, axis := range v.Product.Axes {
		if options[axis.Name] != "" {
			continue
		}
		options[axis.Name] = v.Options[i]
		if len(fitting(p, options)) == 0 {
			delete(options, axis.Name)
		}
	}
	return options
}

// forAge is an age that goods are for.
var forAge = pola.New(`\b(\d{1,2}) ?(?:-|sampai|sd) ?(\d{1,2}) ?(bulan|bln|tahun|thn|th)\b`)

// kindNamed takes the goods of a kind that the words tell more of: those whose name begins with words said in a row, "mini x banner" of all
// banners, or that are for the age said, "0-6 bln" of all milk.
func (k *talk) kindNamed(acts []understand.Act) []understand.Act {
	if len(acts) != 1 || len(acts[0].Products) != 1 {
		return acts
	}
	a, w := acts[0], acts[0].Products[0]
	if w.Product != "" || w.SKU != "" || w.Category == "" && len(w.Candidates) < 2 {
		return acts
	}
	all := w.Candidates
	if w.Category != "" {
		all = nil
		for _, p := range k.inCategory(w.Category) {
			all = append(all, p.SKU)
		}
	}
	if of := k.forAgeSaid(all); len(of) > 0 {
		all = of
		w.Category, w.Candidates = "", of
	}
	if len(all) == 1 && w.Category == "" {
		w.Product, w.Candidates = all[0], nil
	} else if sku := k.nameBegins(all); sku != "" && (w.Category != "" || len(w.Candidates) > 0) {
		w.Product, w.Category, w.Candidates = sku, "", nil
	}
	a.Products = []understand.Product{w}
	return []understand.Act{a}
}

// forAgeSaid are the goods for the age that the burst says: of those found, or else of all that are called, in their name or category, by one of
// its words.
func (k *talk) forAgeSaid(found []string) []string {
	m := forAge.FindStringSubmatch(k.low())
	if m == nil {
		return nil
	}
	age := m[1] + "-" + m[2] + " " + map[byte]string{'b': "bulan", 't': "tahun"}[m[3][0]]
	said := k.contentStems()
	var inside, beside []string
	for _, p := range k.Catalog.Products {
		if !p.Active || !strings.Contains(strings.ToLower(p.Name), age) || len(onSale(p)) == 0 {
			continue
		}
		switch {
		case slices.Contains(found, p.SKU):
			inside = append(inside, p.SKU)
		case slices.ContainsFunc(lettersOf(p.Name+" "+p.Category), func(w string) bool { return len(w) >= infoWord && slices.Contains(said, w) }):
			beside = append(beside, p.SKU)
		}
	}
	if len(inside) > 0 {
		return inside
	}
	return beside
}
