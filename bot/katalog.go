package bot

import (
	"slices"
	"strings"

	"tokobot/bot/understand"
	"tokobot/catalog"
	"tokobot/internal/shop"
)

// askCatalog lists what the shop sells: a category where one is named, the categories otherwise.
func (k *talk) askCatalog(a understand.Act) error {
	if told, err := k.cheapestGoods(a); told || err != nil {
		return err
	}
	listed := false
	for _, w := range a.Products {
		if w.Category != "" && w.Product == "" {
			if err := k.listCategory(w.Category, 0); err != nil {
				return err
			}
			listed = true
		}
	}
	if listed {
		return nil
	}
	if len(a.Products) > 0 {
		return k.offer(a, false)
	}
	if p := k.advertised(); p.P != nil {
		k.talkedAbout(p)
		return k.show(p, true)
	}
	if hasWord(k.low(), []string{" bagus", " cocok", " rekomen", " saran", " terbaik", " buat ", " untuk ", " utk "}) && k.byWord(a) {
		return nil // "raket yang bagus buat pemula apa"
	}
	if slices.ContainsFunc(k.Catalog.Products, k.headSaid) && k.byWord(a) {
		return nil // "gamis ada apa aja"
	}
	cats := k.categoryNames()
	if len(cats) == 1 {
		return k.listCategory(cats[0], 0)
	}
	rows := make([]value, 0, len(cats))
	for _, c := range cats {
		ps := k.inCategory(c)
		rows = append(rows, k.n.text("baris_kategori", is("kategori", written(c, fromLine(k.Catalog, ps[0].Pos))),
			is("contoh", k.examples(ps))))
	}
	rest := len(rows) - listMax
	if rest > 0 {
		rows = rows[:listMax]
	}
	k.shown["catalog"] = true
	k.n.say("daftar_kategori", is("daftar", joined(newline, rows...)))
	return nil
}

// advertised is the product of the advertisement that the buyer came from.
func (k *talk) advertised() pick {
	for _, in := range k.t.Inputs {
		if in.Ad == "" {
			continue
		}
		for _, a := range k.Reader.Read(in.Ad, understand.Context{}) {
			for _, w := range a.Products {
				if p := k.named(w); p.P != nil {
					return p
				}
			}
		}
	}
	return pick{}
}

// categoryNames are the categories that have something on sale, in the owner's order.
func (k *talk) categoryNames() []string {
	var out []string
	for _, p := range k.Catalog.Products {
		if p.Active && p.Category != "" && !slices.Contains(out, p.Category) {
			out = append(out, p.Category)
		}
	}
	if len(out) == 0 {
		out = append(out, "")
	}
	return out
}

// categories are the names of the categories, for a question.
func (k *talk) categories() value {
	var out []value
	for _, c := range k.categoryNames() {
		if c != "" && len(out) < listMax {
			out = append(out, written(c, fromLine(k.Catalog, k.inCategory(c)[0].Pos)))
		}
	}
	return joined(comma, out...)
}

// inCategory are the products of a category on sale.
func (k *talk) inCategory(category string) []*catalog.Product {
	var out []*catalog.Product
	for _, p := range k.Catalog.Products {
		if p.Active && strings.EqualFold(p.Category, category) && len(onSale(p)) > 0 {
			out = append(out, p)
		}
	}
	return out
}

// examples name the first few products of a category.
func (k *talk) examples(ps []*catalog.Product) value {
	var out []value
	for _, p := range ps[:min(len(ps), 3)] {
		out = append(out, k.productName(p))
	}
	return joined(comma, out...)
}

// listCategory lists a category from a place on, what is there first, at most a screenful.
func (k *talk) listCategory(category string, from int) error {
	ps := k.inCategory(category)
	if len(ps) == 0 || from >= len(ps) {
		k.n.say("daftar_habis")
		return nil
	}
	stock, err := k.stock(ps...)
	if err != nil {
		return err
	}
	slices.SortStableFunc(ps, func(a, b *catalog.Product) int { return k.rank(b, stock) - k.rank(a, stock) })
	rows := make([]value, 0, listMax)
	for _, p := range ps[from:min(from+listMax, len(ps))] {
		key := "baris_produk"
		if k.rank(p, stock) == 0 {
			key = "baris_produk_habis"
		}
		k.listed = append(k.listed, p.SKU)
		rows = append(rows, k.n.text(key, is("nama", k.productName(p)), is("harga", k.priceRange(p))))
	}
	k.n.say("daftar_produk", is("kategori", written(category, fromLine(k.Catalog, ps[0].Pos))), is("daftar", joined(newline, rows...)))
	k.m.More = nil
	if rest := len(ps) - from - len(rows); rest > 0 {
		k.m.More = &more{Category: category, From: from + len(rows)}
		k.n.say("daftar_lagi", is("sisa", count(rest, fromLine(k.Catalog, ps[0].Pos))))
	} else if from > 0 {
		k.m.More = &more{Category: category, From: len(ps)} // "lagi" once more is told that this was all
	}
	return nil
}

// rank puts what can be ordered before what is gone.
func (k *talk) rank(p *catalog.Product, stock map[string]shop.Stock) int {
	if k.anyAvailable(pick{P: p, Vs: onSale(p)}, stock) {
		return 1
	}
	return 0
}

// moreWords ask for the rest of a list.
var moreWords = []string{"lagi", "lanjut", "lainnya", "yang lain", "yg lain", "selanjutnya", "next", "more", "ada lagi", "lihat lagi", "terus"}

// goOn shows the rest of a list that was cut, when that is all that is asked.
func (k *talk) goOn(text string) (bool, error) {
	if k.m.More == nil {
		return false, nil
	}
	if !slices.Contains(moreWords, k.bare(text)) {
		return false, nil
	}
	return true, k.listCategory(k.m.More.Category, k.m.More.From)
}

// bare is a short message in lower case, without the courtesies at its end.
func (k *talk) bare(text string) string {
	bare := strings.ToLower(strings.Trim(strings.TrimSpace(text), "?.! "))
	for _, end := range []string{k.Catalog.Shop.Sapaan, "dong", "ya"} {
		if cut, ok := strings.CutSuffix(bare, " "+end); ok {
			bare = strings.TrimSpace(cut)
		}
	}
	return bare
}
