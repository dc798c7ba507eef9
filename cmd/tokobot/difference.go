package main

import (
	"fmt"
	"slices"
	"strings"

	"tokobot/catalog"
	"tokobot/internal/card"
	"tokobot/internal/wilayah"
)

// mostChanges is how many lines of a difference are shown before the rest is counted.
const mostChanges = 15

// difference says in the owner's words what a new catalog changes, the important things first.
func difference(old, now *catalog.Catalog, atlas *wilayah.Atlas) string {
	var lines []string
	add := func(format string, args ...any) { lines = append(lines, fmt.Sprintf(format, args...)) }
	payments(old, now, add)
	products(old, now, add)
	rates(old, now, atlas, add)
	promos(old, now, add)
	freeShipping(old.FreeShipping, now.FreeShipping, add)
	questions(old, now, add)
	theShop(old.Shop, now.Shop, add)
	if len(lines) == 0 {
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
	for _, m := range now.Payment.Methods {
		if was := old.Method(m.Code); was != nil && (was.Fee != m.Fee || was.Max != m.Max) {
			add("%s: biaya %s → %s, belanja paling banyak %s → %s", m.Name, was.Fee, m.Fee, bound(was.Max), bound(m.Max))
		}
	}
	if a, b := old.Payment.Deadline, now.Payment.Deadline; a != b {
		add("Batas bayar: %s → %s", hours(a), hours(b))
	}
	if a, b := old.Payment.UniqueCode, now.Payment.UniqueCode; a != b {
		add("Kode unik: %s → %s", yesNo(a), yesNo(b))
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
		if a, b := tiers(was), tiers(p); a != b {
			add("%s: grosir %s → %s", p.Name, a, b)
		}
		if a, b := maxQty(was), maxQty(p); a != b {
			add("%s: paling banyak sekali pesan %s → %s", p.Name, a, b)
		}
		if a, b := lead(was), lead(p); a != b {
			add("%s: %s → %s", p.Name, a, b)
		}
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
		case was.Weight != v.Weight:
			changes = append(changes, fmt.Sprintf("berat %s → %s", card.Weight(was.Weight), card.Weight(v.Weight)))
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

// fewRates is how many changed rates are told one by one; more are counted.
const fewRates = 4

// rateKey is what a rate is for.
type rateKey struct {
	service string
	to      wilayah.Code
}

func allRates(c *catalog.Catalog) (keys []rateKey, rates map[rateKey]catalog.Rate) {
	rates = map[rateKey]catalog.Rate{}
	for _, k := range c.Couriers {
		for _, s := range k.Services {
			for _, r := range s.Rates {
				r.Pos = catalog.Pos{}
				key := rateKey{k.Name + " " + s.Code, r.To}
				if _, twice := rates[key]; !twice {
					keys = append(keys, key)
				}
				rates[key] = r
			}
		}
	}
	return keys, rates
}

func rates(old, now *catalog.Catalog, atlas *wilayah.Atlas, add func(string, ...any)) {
	was, before := allRates(old)
	is, after := allRates(now)
	var lines []string
	changed, fresh, gone := 0, 0, 0
	tell := func(k rateKey, words string) {
		place := "semua daerah"
		if k.to != "" {
			place = atlas.Name(k.to)
		}
		lines = append(lines, "Ongkir "+k.service+" ke "+place+": "+words)
	}
	for _, k := range is {
		a, known := before[k]
		switch b := after[k]; {
		case !known:
			fresh++
			tell(k, "baru, "+rateWords(b))
		case a != b:
			changed++
			tell(k, rateWords(a)+" → "+rateWords(b))
		}
	}
	for _, k := range was {
		if _, still := after[k]; !still {
			gone++
			tell(k, "dihapus")
		}
	}
	switch {
	case len(lines) > fewRates:
		add("Ongkir: %d tarif berubah, %d baru, %d dihapus", changed, fresh, gone)
	default:
		for _, l := range lines {
			add("%s", l)
		}
	}
}

func rateWords(r catalog.Rate) string {
	words := r.PerKg.String() + "/kg"
	if r.IsFlat {
		words = r.Flat.String()
	}
	if r.MinKg > 1 {
		words += fmt.Sprintf(" (paling sedikit %d kg)", r.MinKg)
	}
	if r.Estimate != "" {
		words += " " + r.Estimate
	}
	return words
}
