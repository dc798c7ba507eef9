package catalog

import (
	"os"
	"path/filepath"
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
			(&reader{l, name}).warn(spot{}, "berkas ini tidak dibaca; ganti akhiran namanya menjadi .yaml")
		}
	}
	if len(names) == 0 {
		(&reader{l, produkYAML}).wrong(spot{}, "berkas produk.yaml tidak ada, juga tidak ada produk/*.yaml")
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
	if !r.fill(n, &f, nil) {
		return
	}
	p := &Product{
		SKU: r.sku(f.SKU), Name: r.line(f.Name), Aliases: r.texts(f.Aliases), Category: r.line(f.Category), Description: r.text(f.Description),
		Info: r.pairs(f.Info), Photo: r.photo(f.Photo), MaxQty: r.count(f.MaxQty, 1, 1_000_000, 0), ShipTo: r.places(f.ShipTo),
		Active: r.yes(f.Active, true), Pos: r.pos(n.spot), Wholesale: r.tiers(f.Wholesale), Couriers: r.allowed(f.Couriers),
	}
	if f.Preorder.N != nil {
		if t := r.span(f.Preorder); t > 0 {
			p.Preorder = &Lead{strings.TrimSpace(f.Preorder.N.text), t}
		}
	}
	r.served(f.ShipTo, p.Couriers)
	p.Axes = r.axes(f.Axes)
	base := Variant{
		Product: p, Price: r.price(f.Price), Weight: r.weight(f.Weight), Size: r.size(f.Size), Photo: p.Photo, Info: p.Info, Pos: p.Pos, PricePos: p.Pos,
		Initial: r.count(f.Initial, 0, 100_000_000, 0), Minimum: r.count(f.Minimum, 0, 100_000_000, -1), Active: p.Active,
	}
	if f.Price.N != nil {
		base.PricePos = r.pos(f.Price.N.spot)
	}
	r.expand(p, base, &f)
	r.enlist(p, &f)
}

// enlist adds a product to the catalog; a SKU that is taken is told.
func (r *reader) enlist(p *Product, f *productFile) {
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
	for _, v := range p.Variants {
		key := strings.ToUpper(v.SKU)
		if v.SKU == p.SKU && len(p.Axes) == 0 {
			r.cat.index.variants[key] = v
			continue
		}
		if other := r.cat.index.variants[key]; other != nil && other.Product == p {
			r.wrong(optionSpot(f, v, other), "varian %s dan %s sama-sama mendapat SKU %q; beri `sku` sendiri di `varian`",
				strings.Join(other.Options, " "), strings.Join(v.Options, " "), v.SKU)
			return
		}
		if pos, taken := r.taken(key); taken {
			r.wrong(f.SKU.N.spot, "SKU varian %q sudah dipakai di %s baris %d", v.SKU, pos.File, pos.Line)
			return
		}
		r.cat.index.variants[key] = v
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

// tiers reads grosir: quantities must rise, and prices should fall.
func (r *reader) tiers(f listOf[tierFile]) (out []Tier) {
	for _, e := range r.elements(f.N) {
		var t tierFile
		if !r.fill(e, &t, nil) {
			continue
		}
		tier := Tier{Min: r.count(t.Min, 1, 100_000_000, 0), Price: r.price(t.Price), Pos: r.pos(e.spot)}
		if tier.Min == 0 || tier.Price == 0 {
			continue
		}
		if n := len(out); n > 0 {
			if tier.Min <= out[n-1].Min {
				r.wrong(t.Min.N.spot, "`min` harus naik dari baris ke baris: %d setelah %d", tier.Min, out[n-1].Min)
			} else if tier.Price >= out[n-1].Price {
				r.warn(t.Price.N.spot, "harga grosir mulai %d (%s) tidak lebih murah daripada mulai %d (%s)", tier.Min, tier.Price, out[n-1].Min, out[n-1].Price)
			}
		}
		out = append(out, tier)
	}
	return out
}

// allowed reads the couriers that may carry a product.
func (r *reader) allowed(f texts) (out []string) {
	for _, e := range r.elements(f.N) {
		code := strings.ToLower(r.element(e))
		switch {
		case code == "":
		case len(r.cat.Couriers) > 0 && r.cat.index.couriers[code] == nil:
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
