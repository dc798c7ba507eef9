package main

import (
	"fmt"
	"slices"
	"strings"

	"tokobot/catalog"
)

// mostChanges is how many lines of a difference are shown before the rest is counted.
const mostChanges = 15

// difference says in the owner's words what a new catalog changes, the important things first.
func difference(old, now *catalog.Catalog) string {
	var lines []string
	add := func(format string, args ...any) { lines = append(lines, fmt.Sprintf(format, args...)) }
	payments(old, now, add)
	products(old, now, add)
	rates(old, now, add)
	if a, b := promos(old), promos(now); a != b {
		add("Voucher: %s → %s", a, b)
	}
	if a, b := old.FreeShipping, now.FreeShipping; (a == nil) != (b == nil) || a != nil && (a.MinSubtotal != b.MinSubtotal || a.MaxDiscount != b.MaxDiscount || !slices.Equal(a.To, b.To)) {
		add("Gratis ongkir berubah")
	}
	if a, b := len(old.FAQ), len(now.FAQ); a != b {
		add("Tanya jawab: %d → %d", a, b)
	}
	if old.Shop.Name != now.Shop.Name {
		add("Nama toko: %s → %s", old.Shop.Name, now.Shop.Name)
	}
	if len(lines) == 0 {
		if old.Version == now.Version {
			return "Tidak ada yang berubah."
		}
		return "Harga, barang, ongkir, dan cara bayar tetap; yang berubah keterangan lain."
	}
	if more := len(lines) - mostChanges; more > 0 {
		lines = append(lines[:mostChanges], fmt.Sprintf("… dan %d perubahan lagi", more))
	}
	return "• " + strings.Join(lines, "\n• ")
}

// payments comes first: a wrong account number costs the most.
func payments(old, now *catalog.Catalog, add func(string, ...any)) {
	for _, m := range now.Payment.Methods {
		was := old.Method(m.Code)
		switch {
		case was == nil:
			add("Cara bayar baru: %s %s", m.Name, m.Number)
		case was.Number != m.Number || was.Holder != m.Holder:
			add("⚠️ %s: %s a.n. %s → %s a.n. %s", m.Name, was.Number, was.Holder, m.Number, m.Holder)
		case was.QR != m.QR || was.Photo != m.Photo:
			add("⚠️ %s: kode QR berubah", m.Name)
		}
	}
	for _, m := range old.Payment.Methods {
		if now.Method(m.Code) == nil {
			add("Cara bayar dihapus: %s", m.Name)
		}
	}
}

func products(old, now *catalog.Catalog, add func(string, ...any)) {
	var fresh, gone []string
	for _, p := range now.Products {
		was := old.Product(p.SKU)
		if was == nil {
			fresh = append(fresh, p.Name)
			continue
		}
		if was.Name != p.Name {
			add("%s: namanya jadi %s", was.Name, p.Name)
		}
		if was.Active != p.Active {
			add("%s: %s", p.Name, map[bool]string{true: "dijual lagi", false: "tidak dijual lagi"}[p.Active])
		}
		variantChanges(old, p, add)
	}
	for _, p := range old.Products {
		if now.Product(p.SKU) == nil {
			gone = append(gone, p.Name)
		}
	}
	count("produk baru", fresh, add)
	count("produk dihapus", gone, add)
}

// variantChanges tells a product's changed prices, once where all its variants changed alike.
func variantChanges(old *catalog.Catalog, p *catalog.Product, add func(string, ...any)) {
	var changes []string
	var names []string
	for _, v := range p.Variants {
		name := strings.Join(v.Options, " ")
		was := old.Variant(v.SKU)
		switch {
		case was == nil:
			add("%s: varian baru %s", p.Name, name)
		case was.Price != v.Price:
			changes = append(changes, fmt.Sprintf("%v → %v", was.Price, v.Price))
			names = append(names, name)
		case was.Active != v.Active && p.Active:
			add("%s – %s: %s", p.Name, name, map[bool]string{true: "dijual lagi", false: "tidak dijual lagi"}[v.Active])
		}
	}
	if len(changes) == len(p.Variants) && len(slices.Compact(slices.Clone(changes))) == 1 {
		add("%s: %s", p.Name, changes[0])
		return
	}
	for i, c := range changes {
		add("%s – %s: %s", p.Name, names[i], c)
	}
}

// count names a few and counts many.
func count(what string, names []string, add func(string, ...any)) {
	switch n := len(names); {
	case n == 0:
	case n <= 3:
		add("%d %s: %s", n, what, strings.Join(names, ", "))
	default:
		add("%d %s: %s, …", n, what, strings.Join(names[:3], ", "))
	}
}

func rates(old, now *catalog.Catalog, add func(string, ...any)) {
	all := func(c *catalog.Catalog) map[string]catalog.Rate {
		m := map[string]catalog.Rate{}
		for _, k := range c.Couriers {
			for _, s := range k.Services {
				for _, r := range s.Rates {
					r.Pos = catalog.Pos{}
					m[k.Name+" "+s.Code+"|"+string(r.To)] = r
				}
			}
		}
		return m
	}
	before, after := all(old), all(now)
	changed, fresh, gone := 0, 0, 0
	for key, r := range after {
		was, ok := before[key]
		switch {
		case !ok:
			fresh++
		case was != r:
			changed++
		}
	}
	for key := range before {
		if _, ok := after[key]; !ok {
			gone++
		}
	}
	if changed+fresh+gone > 0 {
		add("Ongkir: %d tarif berubah, %d baru, %d dihapus", changed, fresh, gone)
	}
}

func promos(c *catalog.Catalog) string {
	codes := make([]string, len(c.Promos))
	for i, p := range c.Promos {
		codes[i] = p.Code
	}
	slices.Sort(codes)
	if len(codes) == 0 {
		return "tidak ada"
	}
	return strings.Join(codes, ", ")
}
