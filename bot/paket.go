package bot

import (
	"slices"
	"strings"

	"tokobot/bot/understand"
	"tokobot/catalog"
	"tokobot/internal/pola"
	"tokobot/internal/wilayah"
)

// parcel is what a question about shipping weighs: the products named with it, as many as it says, else the basket, else one piece of the topic.
func (k *talk) parcel(a understand.Act) []catalog.Line {
	if lines := k.packed(a.Products); len(lines) > 0 {
		return lines
	}
	said := k.shipped(a)
	if slices.ContainsFunc(said, func(w understand.Product) bool { return w.Qty > 0 }) {
		if lines := k.packed(said); len(lines) > 0 {
			return lines
		}
	}
	var drafted []understand.Product
	for _, l := range k.basket().Lines {
		drafted = append(drafted, understand.Product{Product: l.Product, SKU: l.SKU, Qty: l.Qty})
	}
	if lines := k.packed(drafted); len(lines) > 0 {
		return lines
	}
	if lines := k.packed(said); len(lines) > 0 {
		return lines
	}
	if t := k.topic(); t.P != nil {
		return k.packed([]understand.Product{{Qty: k.qtySaid()}})
	}
	return nil
}

// packed are goods as the catalog weighs them; of a product whose variant is open the first one.
func (k *talk) packed(goods []understand.Product) []catalog.Line {
	var lines []catalog.Line
	for _, w := range goods {
		p := k.named(w)
		if p.P == nil {
			continue
		}
		v := p.one()
		if vs := onSale(p.P); v == nil && len(p.Vs) > 0 {
			v = p.Vs[0]
		} else if v == nil && len(vs) > 0 {
			v = vs[0]
		}
		if v != nil {
			lines = append(lines, catalog.Line{Variant: v, Qty: max(p.Qty, 1)})
		}
	}
	return lines
}

// shippingWords ask about shipping and name nothing that is shipped.
var shippingWords = []string{"ongkir", "ongkirnya", "ongkos", "ongkosnya", "kirim", "kirimnya", "dikirim", "ngirim", "biaya", "berapa", "berapaan", "brp", "brpa", "brapa", "kalau", "kalo", "klo", "kl",
	"dari", "dr", "ke", "bisa", "bs", "untuk", "utk", "buat", "cek", "total", "totalnya", "jadi", "jd", "tarif", "tarifnya", "kena", "kurir", "kurirnya", "sampai", "sampe", "nyampe"}

// shippedWeight is how heavy a parcel is said to be, which is no number of pieces.
var shippedWeight = pola.New(`(?i)\b\d+(?:[.,]\d+)?\s*(?:kg|kilo|kilogram|gr|gram|ons)\b`)

// shipped are the goods that a question about shipping names, or the number of those that are talked about: "ongkir ke waru kalo 20 meter?".
func (k *talk) shipped(a understand.Act) []understand.Product {
	words := a.Words
	if words == "" {
		words = k.text()
	}
	rest := k.besidePlace(words, a)
	if a.Intent == "" {
		return nil
	}
	if goods := k.goodsCounted(rest); len(goods) > 0 {
		if p := k.named(goods[0]); p.P != nil && len(goods) == 1 {
			k.talkedAbout(p)
		}
		return goods
	}
	for _, b := range k.acts { // "led 60 brp? ongkir ke malang?"
		if asksGoods[b.Intent] && slices.ContainsFunc(b.Products, func(w understand.Product) bool { return w.Qty > 0 }) {
			return b.Products
		}
	}
	about := k.topic()
	if l := k.basket().Lines; about.P == nil && len(l) == 1 {
		about = k.named(understand.Product{Product: l[0].Product, SKU: l[0].SKU})
	}
	if about.P == nil || rest == "" {
		return nil
	}
	if n := k.piecesIn(rest, about.P); n > 0 {
		w := understand.Product{Product: about.P.SKU, Qty: n}
		if v := about.one(); v != nil {
			w.SKU = v.SKU
		}
		return []understand.Product{w}
	}
	return nil
}

// asksGoods are questions about goods and their number.
var asksGoods = map[understand.Intent]bool{understand.AskPrice: true, understand.AskStock: true, understand.AskWholesale: true}

// piecesIn is the one number of pieces of a product that words say; 0 for none.
func (k *talk) piecesIn(words string, of *catalog.Product) int {
	if shippedWeight.MatchString(words) {
		return 0
	}
	for _, text := range []string{"mau " + words, "pesan " + of.Name + " " + words} { // the name tells what is counted: "20 meter"
		for _, a := range k.Reader.Read(text, understand.Context{}) {
			if a.Intent == understand.Order && len(a.Products) == 1 && a.Products[0].Qty > 0 && (a.Products[0].Product == "" || a.Products[0].Product == of.SKU) {
				return a.Products[0].Qty
			}
		}
	}
	return 0
}

// goodsCounted are the goods that words name, with their numbers.
func (k *talk) goodsCounted(words string) []understand.Product {
	if words == "" {
		return nil
	}
	for _, a := range k.Reader.Read("pesan "+words, understand.Context{}) {
		if a.Intent == understand.Order && len(a.Products) > 0 && (a.Products[0].Product != "" || a.Products[0].SKU != "") {
			return a.Products
		}
	}
	return k.goodsIn(words)
}

// besidePlace are the words of a question about shipping without those that ask and those of the place.
func (k *talk) besidePlace(words string, a understand.Act) string {
	var named []string
	for _, p := range a.Places {
		for _, c := range append(slices.Clone(p.Candidates), p.Code) {
			named = append(named, lettersOf(k.Atlas.Full(c)+" "+k.Atlas.Short(c))...)
		}
	}
	if len(named) > 0 {
		named = append(named, "kota", "kab", "kabupaten", "kec", "kecamatan", "kel", "kelurahan", "jkt")
	}
	var out []string
	for _, w := range strings.Fields(strings.ToLower(words)) {
		bare := strings.Trim(w, "?,.!")
		if bare == "" || slices.Contains(shippingWords, bare) || slices.Contains(named, bare) {
			continue
		}
		out = append(out, bare)
	}
	return strings.Join(out, " ")
}

// qtySaid is a number of pieces that the burst named with the topic ("2 pcs ke cimahi brp ongkirnya").
func (k *talk) qtySaid() int {
	for _, a := range k.acts {
		for _, p := range a.Products {
			if p.Qty > 0 && (p.SKU == k.m.Topic || p.Product == k.m.Topic) {
				return p.Qty
			}
		}
	}
	return 1
}

// tellApart says which of several goods no courier carries to a place, or that each goes there alone and only nothing carries all of them
// together; false where that is not about single goods.
func (k *talk) tellApart(to wilayah.Code, lines []catalog.Line) bool {
	var rows []value
	var stay []*catalog.Product
	seen := map[*catalog.Product]bool{}
	for _, l := range lines {
		p := l.Variant.Product
		if seen[p] {
			continue
		}
		seen[p] = true
		own := slices.DeleteFunc(slices.Clone(lines), func(o catalog.Line) bool { return o.Variant.Product != p })
		if quotes := k.Catalog.Quotes(to, own); len(quotes) > 0 {
			q := quotes[0]
			rows = append(rows, k.n.text("baris_paket", is("nama", k.productName(p)), is("kurir", k.serviceName(q.Service)), is("berat", k.weight(q)),
				is("ongkir", k.cost(q)), is("estimasi", k.estimate(q))))
		} else if p.ShipTo != nil || p.Couriers != nil {
			stay = append(stay, p)
		}
	}
	for _, p := range stay {
		k.n.say("produk_tidak_dikirim", is("nama", k.productName(p)), is("tempat", k.placeLineShort(to)))
	}
	if len(stay) == 0 && len(rows) == len(seen) && len(rows) > 1 {
		k.n.say("tidak_sepaket", is("tempat", k.placeLineShort(to)), is("daftar", joined(newline, rows...)))
		return true
	}
	return len(stay) > 0
}

// nowhere answers a question about shipping to a name of several places where the goods go to none of them: which is meant is not asked then.
func (k *talk) nowhere(a understand.Act) bool {
	if len(a.Places) == 0 || len(a.Places[0].Candidates) < 2 {
		return false
	}
	lines := k.parcel(a)
	if len(lines) == 0 || slices.ContainsFunc(a.Places[0].Candidates, func(c wilayah.Code) bool {
		return len(k.Catalog.Quotes(c, lines)) > 0 || slices.ContainsFunc(k.Catalog.Refusals(c, lines), func(r catalog.Refusal) bool { return r.Reason == catalog.TooWide })
	}) {
		return false
	}
	for _, l := range lines {
		k.n.say("produk_tidak_dikirim", is("nama", k.productName(l.Variant.Product)), is("tempat", k.anyOf(a.Places[0].Candidates)))
	}
	k.ask(asked{What: askPerson, Expect: understand.ExpectYesNo}, k.n.text("tanya_panggil_admin"))
	return true
}

// goodsFirst puts what is ordered before what is asked about its shipping in the same breath, so that what is ordered is what is weighed.
func goodsFirst(acts []understand.Act) []understand.Act {
	last := -1
	for i, a := range acts {
		if a.Intent == understand.Order && len(a.Products) > 0 {
			last = i
		}
	}
	var first, later []understand.Act
	for i, a := range acts {
		asks := a.Intent == understand.AskShippingCost || a.Intent == understand.AskShippingTime || a.Intent == understand.AskCouriers
		if i < last && asks && len(a.Products) == 0 {
			later = append(later, a)
			continue
		}
		if first = append(first, a); i == last {
			first, later = append(first, later...), nil
		}
	}
	return first
}
