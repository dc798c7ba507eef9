package catalog

import (
	"cmp"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"unicode"
)

// produk reads produk.yaml and then produk/*.yaml by name.
func (l *loader) produk() {
	names := []string{produkYAML}
	_, err := os.Stat(filepath.Join(l.dir, produkYAML))
	single := err == nil
	if !single {
		names = nil
	}
	entries, _ := os.ReadDir(filepath.Join(l.dir, produkDir)) // sorted; a missing folder has none
	for _, e := range entries {
		name := produkDir + "/" + e.Name()
		switch ext := strings.ToLower(filepath.Ext(e.Name())); {
		case e.IsDir() || strings.HasPrefix(e.Name(), "."):
		case ext == ".yaml":
			names = append(names, name)
		case ext == ".yml":
			(&reader{loader: l, file: name}).warn(spot{}, "berkas ini tidak dibaca; ganti akhiran namanya menjadi .yaml")
		}
	}
	if len(names) == 0 {
		(&reader{loader: l, file: produkYAML}).wrong(spot{}, "berkas produk.yaml tidak ada, juga tidak ada produk/*.yaml")
	}
	for _, name := range names {
		var f produkFile
		r, ok := l.parse(name, true, &f, "produk", (*reader).product)
		if ok && f.Products.N != nil {
			// a list of dashes has been streamed; any other is still here
			if n := f.Products.N; n.first != nil || n.kind != list {
				for _, e := range r.elements(n) {
					r.product(e)
				}
			}
		}
	}
}

// product reads one entry and works out its variants.
func (r *reader) product(n *node) {
	var f productFile
	if !r.fill(n, &f, func(c *node) bool { return r.elsewhere(c, f) }) {
		return
	}
	tiers, tierAt := r.tiers(f.Wholesale)
	p := &Product{
		SKU: r.sku(f.SKU), Name: r.line(f.Name), Aliases: r.texts(f.Aliases), Category: r.line(f.Category), Description: r.text(f.Description),
		Info: r.pairs(f.Info), Photo: r.photo(f.Photo), MaxQty: r.count(f.MaxQty, 1, 1_000_000, 0), ShipTo: r.places(f.ShipTo),
		Active: r.yes(f.Active, true), Pos: r.pos(n.spot), Wholesale: tiers,
	}
	if f.Preorder.N != nil {
		if t := r.span(f.Preorder); t > 0 {
			p.Preorder = &Lead{strings.TrimSpace(f.Preorder.N.text), t}
		}
	}
	before := len(r.problems)
	if p.Couriers = r.allowed(f.Couriers); len(r.problems) == before {
		r.served(f.ShipTo, p.Couriers)
	}
	var whole bool
	p.Axes, whole = r.axes(f.Axes)
	base := Terms{
		Price: r.price(f.Price), Weight: r.weight(f.Weight), Size: r.size(f.Size), Photo: p.Photo, Info: p.Info, Pos: p.Pos, PricePos: p.Pos,
		Initial: r.count(f.Initial, 0, 100_000_000, 0), Minimum: r.count(f.Minimum, 0, 100_000_000, -1), Active: p.Active,
	}
	if f.Price.N != nil {
		base.PricePos = r.pos(f.Price.N.spot)
	}
	r.enlist(p, &f, r.expand(p, &base, &f, whole))
	r.idle(p, tierAt)
}

// idle tells of wholesale prices that are lower than no variant's own.
func (r *reader) idle(p *Product, at map[int]spot) {
	counting := p.Tiers(nil)
	for i, t := range p.Wholesale {
		if i > 0 && t.Price > p.Wholesale[i-1].Price {
			continue // told already
		}
		if len(p.Variants) > 0 && !slices.Contains(counting, t) {
			dearest := slices.MaxFunc(p.Variants, func(a, b *Variant) int { return cmp.Compare(a.Price, b.Price) })
			r.warn(at[t.Min], "harga grosir mulai %d (%s) tidak lebih murah daripada harga satuannya (%s), jadi tidak dipakai",
				t.Min, t.Price, dearest.Price)
		}
	}
}

// elsewhere tells of a key that is no product's but would be at home in info or pilihan.
func (r *reader) elsewhere(c *node, f productFile) bool {
	switch {
	case nearestKey(c.key, r.plan(reflect.TypeOf(f)).keys) != "":
		return false
	case c.kind == scalar:
		r.wrong(c.keyAt, "kunci `%s` tidak dikenal di `produk`; keterangan barang ditulis di bawah `info`", c.key)
	case c.kind == list:
		r.wrong(c.keyAt, "kunci `%s` tidak dikenal di `produk`; yang dipilih pembeli ditulis di bawah `pilihan`", c.key)
	default:
		return false
	}
	return true
}

// enlist adds a product to the catalog; a SKU that is taken is told: where the owner wrote it, else at the product's. own
// are the places of the variants' own SKUs.
func (r *reader) enlist(p *Product, f *productFile, own map[*Variant]spot) {
	r.cat.Products = append(r.cat.Products, p)
	if p.SKU == "" {
		return
	}
	key := strings.ToUpper(p.SKU)
	if pos, taken := r.taken(key); taken {
		r.wrong(f.SKU.N.spot, "SKU %q sudah dipakai di %s baris %d", p.SKU, pos.File, pos.Line)
		return
	}
	r.cat.index.products[key] = p
	told := false // slugs that are alike are so in many combinations
	for _, v := range p.Variants {
		key := strings.ToUpper(v.SKU)
		if v.SKU == p.SKU && len(p.Axes) == 0 {
			r.cat.index.variants[key] = v
			continue
		}
		at, written := own[v]
		pos, taken := r.taken(key)
		switch other := r.cat.index.variants[key]; {
		case other != nil && other.Product == p:
			if !written {
				at = optionSpot(f, v, other)
			}
			if !told || written {
				r.wrong(at, "varian %s dan %s sama-sama mendapat SKU %q; beri `sku` sendiri di `varian`",
					strings.Join(other.Options, " "), strings.Join(v.Options, " "), v.SKU)
			}
			told = true
		case taken:
			if !written {
				at = f.SKU.N.spot
			}
			r.wrong(at, "SKU varian %q sudah dipakai di %s baris %d", v.SKU, pos.File, pos.Line)
		default:
			r.cat.index.variants[key] = v
		}
	}
}

// taken tells where a SKU is in use already.
func (r *reader) taken(key string) (Pos, bool) {
	if p := r.cat.index.products[key]; p != nil {
		return p.Pos, true
	}
	if v := r.cat.index.variants[key]; v != nil {
		return v.Pos, true
	}
	return Pos{}, false
}

// sku reads a SKU: no white space, no comma, at most 64 characters, so that staff can type it in a command.
func (r *reader) sku(f text) string {
	s := r.scalar(f.N)
	if len([]rune(s)) > 64 || strings.ContainsFunc(s, func(c rune) bool { return unicode.IsSpace(c) || unicode.IsControl(c) || c == ',' }) {
		r.suggest(f.N.spot, slug(s), "SKU %q tidak boleh berisi spasi atau koma, dan paling panjang 64 karakter", clip(s))
	}
	return s
}

// tiers reads grosir in any order: no quantity twice, and no price above that of fewer pieces. prices are where each is written.
func (r *reader) tiers(f listOf[tierFile]) (out []Tier, prices map[int]spot) {
	prices = map[int]spot{}
	for _, e := range r.elements(f.N) {
		var t tierFile
		before := len(r.problems)
		if !r.fill(e, &t, nil) {
			continue
		}
		tier := Tier{Min: r.count(t.Min, 1, 100_000_000, 0), Price: r.price(t.Price), Pos: r.pos(e.spot)}
		if len(r.problems) > before {
			continue
		}
		prices[tier.Min] = t.Price.N.spot
		i, taken := slices.BinarySearchFunc(out, tier.Min, func(t Tier, least int) int { return cmp.Compare(t.Min, least) })
		if taken {
			r.wrong(t.Min.N.spot, "harga grosir mulai %d sudah ada di baris %d", tier.Min, out[i].Pos.Line)
			continue
		}
		out = slices.Insert(out, i, tier)
	}
	for i := 1; i < len(out); i++ {
		few, many := out[i-1], out[i]
		switch {
		case many.Price > few.Price:
			r.wrong(prices[many.Min], "harga grosir mulai %d (%s) lebih mahal daripada mulai %d (%s); makin banyak harus makin murah", many.Min, many.Price, few.Min, few.Price)
		case many.Price == few.Price:
			r.warn(prices[many.Min], "harga grosir mulai %d sama dengan mulai %d (%s)", many.Min, few.Min, few.Price)
		}
	}
	return out, prices
}

// allowed reads the couriers that may carry a product.
func (r *reader) allowed(f texts) (out []string) {
	for _, e := range r.elements(f.N) {
		code := strings.ToLower(r.element(e))
		switch {
		case code == "":
		case r.couriersBroken && r.cat.index.couriers[code] == nil:
			out = append(out, code)
		case r.cat.index.couriers[code] == nil:
			var codes []string
			for _, c := range r.cat.Couriers {
				codes = append(codes, c.Code)
			}
			r.suggest(e.spot, nearest(code, codes), "kurir %q tidak ada di ongkir.yaml; yang ada: %s", code, strings.Join(codes, ", "))
		case slices.Contains(out, code):
			r.wrong(e.spot, "kurir %q ditulis dua kali", code)
		default:
			out = append(out, code)
		}
	}
	return out
}

// slug writes a text as part of a SKU: upper case, and one dash for each run of anything but A–Z and 0–9, none at the ends.
func slug(s string) string {
	var b strings.Builder
	gap := false
	for _, c := range strings.ToUpper(s) {
		if strings.ContainsRune(letters, c) {
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			b.WriteRune(c)
			gap = false
		} else {
			gap = true
		}
	}
	return b.String()
}
