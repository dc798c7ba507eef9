package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"tokobot/catalog"
	"tokobot/internal/rupiah"
)

// promos tells vouchers that are new, gone or other than they were.
func promos(old, now *catalog.Catalog, add func(string, ...any)) {
	was := map[string]string{}
	for _, p := range old.Promos {
		was[p.Code] = promoWords(p)
	}
	for _, p := range now.Promos {
		before, known := was[p.Code]
		delete(was, p.Code)
		switch words := promoWords(p); {
		case !known:
			add("Voucher baru %s: %s", p.Code, words)
		case before != words:
			add("Voucher %s: %s → %s", p.Code, before, words)
		}
	}
	for _, p := range old.Promos {
		if _, gone := was[p.Code]; gone {
			add("Voucher dihapus: %s", p.Code)
		}
	}
}

func promoWords(p *catalog.Promo) string {
	words := []string{p.Off.String()}
	if p.Kind == catalog.Percent {
		words[0] = fmt.Sprintf("%d%%", p.Percent)
	}
	if p.MaxDiscount > 0 {
		words = append(words, "sampai "+p.MaxDiscount.String())
	}
	if p.MinSubtotal > 0 {
		words = append(words, "belanja "+p.MinSubtotal.String())
	}
	if p.From != nil {
		words = append(words, "mulai "+p.From.String())
	}
	if p.Until != nil {
		words = append(words, "sampai "+p.Until.String())
	}
	if p.Quota > 0 {
		words = append(words, fmt.Sprintf("kuota %d", p.Quota))
	}
	return strings.Join(words, ", ")
}

func freeShipping(old, now *catalog.FreeShipping, add func(string, ...any)) {
	a, b := freeWords(old), freeWords(now)
	switch {
	case a != b:
		add("Gratis ongkir: %s → %s", a, b)
	case old != nil && !slices.Equal(old.To, now.To):
		add("Gratis ongkir: daerahnya berubah, dari %d jadi %d", len(old.To), len(now.To))
	}
}

func freeWords(f *catalog.FreeShipping) string {
	if f == nil {
		return "tidak ada"
	}
	return fmt.Sprintf("belanja %s, potongan paling banyak %s", f.MinSubtotal, bound(f.MaxDiscount))
}

// questions counts answers that are new, gone or other than they were.
func questions(old, now *catalog.Catalog, add func(string, ...any)) {
	was := map[string]string{}
	for _, q := range old.FAQ {
		was[strings.Join(q.Ask, "|")] = q.Answer
	}
	fresh, changed := 0, 0
	for _, q := range now.FAQ {
		before, known := was[strings.Join(q.Ask, "|")]
		delete(was, strings.Join(q.Ask, "|"))
		switch {
		case !known:
			fresh++
		case before != q.Answer:
			changed++
		}
	}
	if fresh+changed+len(was) > 0 {
		add("Tanya jawab: %d baru, %d jawaban berubah, %d dihapus", fresh, changed, len(was))
	}
}

// theShop tells what buyers hear of the shop itself.
func theShop(old, now catalog.Shop, add func(string, ...any)) {
	for _, c := range []struct{ what, was, is string }{
		{"Nama toko", old.Name, now.Name}, {"Kode pesanan", old.Code, now.Code}, {"Sapaan", old.Sapaan, now.Sapaan},
		{"Alamat", old.Address, now.Address}, {"Asal kiriman", string(old.Origin), string(now.Origin)}, {"WhatsApp", old.WhatsApp, now.WhatsApp},
	} {
		if c.was != c.is {
			add("%s: %s → %s", c.what, c.was, c.is)
		}
	}
	if old.Hours != now.Hours || old.HoursKnown != now.HoursKnown {
		add("Jam buka berubah")
	}
	if !slices.Equal(old.Holidays, now.Holidays) {
		add("Hari libur: %d → %d hari", len(old.Holidays), len(now.Holidays))
	}
}

func tiers(p *catalog.Product) string {
	var words []string
	for _, t := range p.Wholesale {
		words = append(words, fmt.Sprintf("mulai %d %s", t.Min, t.Price))
	}
	if len(words) == 0 {
		return "tidak ada"
	}
	return strings.Join(words, ", ")
}

func maxQty(p *catalog.Product) string {
	if p.MaxQty == 0 {
		return "tidak dibatasi"
	}
	return fmt.Sprint(p.MaxQty)
}

func lead(p *catalog.Product) string {
	if p.Preorder == nil {
		return "dari stok"
	}
	return "pre-order " + p.Preorder.Text
}

func bound(a rupiah.Amount) string {
	if a == 0 {
		return "tidak dibatasi"
	}
	return a.String()
}

func hours(d time.Duration) string {
	if d%time.Hour == 0 {
		return fmt.Sprintf("%d jam", int(d.Hours()))
	}
	return fmt.Sprintf("%d menit", int(d.Minutes()))
}

func yesNo(b bool) string {
	if b {
		return "ya"
	}
	return "tidak"
}
