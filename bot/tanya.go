package bot

import (
	"slices"
	"strings"
	"unicode"

	"tokobot/bot/understand"
	"tokobot/catalog"
	"tokobot/internal/rupiah"
)

// asked of goods are words like "pedas?" or "cocok buat beat?": they are looked for in what the owner wrote about the goods.

// infoWord is the least length of a word that is looked for.
const infoWord = 4

// contentWords are the words of a text that say what is asked, without -nya, question words and the names of goods.
func (k *talk) contentWords(text string, p *catalog.Product) []string {
	names := map[string]bool{}
	for _, w := range lettersOf(p.Name + " " + strings.Join(p.Aliases, " ")) {
		names[w] = true
	}
	var out []string
	for _, w := range lettersOf(text) {
		w = stem(w)
		if len(w) >= infoWord && !slices.Contains(namelessWords, w) && !names[w] && !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	return out
}

// lettersOf are the words of a text in small letters.
func lettersOf(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) })
}

// headWord is the first word of a name that has letters, by which goods are called; "" for a name without any, "212".
func headWord(name string) string {
	if words := lettersOf(name); len(words) > 0 {
		return words[0]
	}
	return ""
}

// stem leaves the ending -nya off.
func stem(w string) string {
	if s := strings.TrimSuffix(w, "nya"); len(s) >= infoWord {
		return s
	}
	return w
}

// alikeWords tells whether two words are one, but for a vowel: "pedes" is "pedas".
func alikeWords(a, b string) bool {
	if a == b {
		return true
	}
	if len(a) != len(b) || len(a) < infoWord+1 {
		return false
	}
	odd := 0
	for i := range len(a) {
		if a[i] != b[i] {
			if !strings.ContainsRune("aeiou", rune(a[i])) || !strings.ContainsRune("aeiou", rune(b[i])) {
				return false
			}
			odd++
		}
	}
	return odd <= 1
}

// said tells which of the owner's keys words name, and, where they name none, which entries hold one of the words.
func (k *talk) infoSaid(text string, p *catalog.Product, list []catalog.Info) []catalog.Info {
	words := k.contentWords(text, p)
	if key := k.fullKey(text); key != "" { // "daya hisap" is not "daya"
		return slices.DeleteFunc(slices.Clone(list), func(i catalog.Info) bool { return !strings.EqualFold(i.Key, key) })
	}
	match := func(in func(catalog.Info) string) []catalog.Info {
		var out []catalog.Info
		for _, i := range list {
			have := lettersOf(in(i))
			if slices.ContainsFunc(words, func(w string) bool {
				return slices.ContainsFunc(have, func(h string) bool { return alikeWords(w, h) })
			}) {
				out = append(out, i)
			}
		}
		return out
	}
	if byKey := match(func(i catalog.Info) string { return i.Key }); len(byKey) > 0 {
		return byKey
	}
	return match(func(i catalog.Info) string { return i.Value })
}

// fullKey is a key of several words, of whatever goods, that a text says in full; "" for none.
func (k *talk) fullKey(text string) string {
	said := lettersOf(text)
	for i, w := range said {
		said[i] = stem(w)
	}
	for _, p := range k.Catalog.Products {
		for _, i := range p.Info {
			if key := lettersOf(i.Key); len(key) > 1 && !slices.ContainsFunc(key, func(w string) bool { return !slices.Contains(said, w) }) {
				return i.Key
			}
		}
	}
	return ""
}

// tellSaid answers a question about a product by the entries that its words name; false when they name none.
func (k *talk) tellSaid(p pick, text string) bool {
	list := p.P.Info
	if v := p.one(); v != nil {
		list = v.Info
	}
	found := k.infoSaid(text, p.P, list)
	for _, i := range found {
		from := fromLine(k.Catalog, i.Pos)
		k.n.say("info_produk", is("nama", k.pickName(p)), is("apa", written(heading(i.Key), from)), is("isi", written(i.Value, from)))
	}
	return len(found) > 0
}

// knownInfo tells whether words name a key that the owner uses for some goods: then it is a question about them, and where the goods
// that are talked about have no such entry, it is not known.
func (k *talk) knownInfo(text string) bool {
	return slices.ContainsFunc(k.Catalog.Products, func(p *catalog.Product) bool {
		words := k.contentWords(text, p)
		return slices.ContainsFunc(p.Info, func(i catalog.Info) bool {
			return slices.ContainsFunc(lettersOf(i.Key), func(h string) bool {
				return slices.ContainsFunc(words, func(w string) bool { return alikeWords(w, h) })
			})
		})
	})
}

// tellOfBasket answers a question that names no goods for those goods of the draft whose entries know it.
func (k *talk) tellOfBasket(text string) bool {
	told := false
	for _, l := range k.basket().Lines {
		if p := k.Catalog.Product(l.Product); p != nil {
			told = k.tellSaid(pick{P: p, Vs: onSale(p)}, text) || told
		}
	}
	return told
}

// payName is a way to pay or a courier as buyers write it, and its name.
type payName struct{ heard, name string }

// payNames are ways to pay that buyers ask for, whether the shop has them or not.
var payNames = []payName{
	{"cod", "COD"}, {"bayar di tempat", "COD"}, {"bayar ditempat", "COD"}, {"shopeepay", "ShopeePay"}, {"shopee pay", "ShopeePay"}, {"spay", "ShopeePay"},
	{"dana", "DANA"}, {"ovo", "OVO"}, {"gopay", "GoPay"}, {"go pay", "GoPay"}, {"linkaja", "LinkAja"}, {"qris", "QRIS"}, {"bca", "BCA"},
	{"mandiri", "Mandiri"}, {"bri", "BRI"}, {"bni", "BNI"}, {"bsi", "BSI"}, {"btn", "BTN"}, {"cimb", "CIMB Niaga"}, {"permata", "Permata"}, {"bank jago", "Bank Jago"},
	{"seabank", "SeaBank"}, {"jenius", "Jenius"}, {"blu", "blu"}, {"kartu kredit", "kartu kredit"}, {"kartu debit", "kartu debit"}, {"paylater", "paylater"}, {"pay later", "paylater"},
	{"cicil", "cicilan"}, {"dicicil", "cicilan"}, {"nyicil", "cicilan"}, {"cicilan", "cicilan"}, {"kredit", "kredit"}, {"paypal", "PayPal"}, {"indomaret", "Indomaret"}, {"alfamart", "Alfamart"}, {"kredivo", "Kredivo"},
}

// courierNamesHeard are couriers that buyers ask for, whether the shop has them or not.
var courierNamesHeard = []payName{
	{"jne", "JNE"}, {"jnt", "J&T"}, {"j&t", "J&T"}, {"j n t", "J&T"}, {"sicepat", "SiCepat"}, {"si cepat", "SiCepat"}, {"anteraja", "AnterAja"}, {"antar aja", "AnterAja"},
	{"ninja", "Ninja Xpress"}, {"tiki", "TIKI"}, {"pos", "Pos Indonesia"}, {"gosend", "GoSend"}, {"go send", "GoSend"}, {"gojek", "GoSend"}, {"grab", "GrabExpress"},
	{"wahana", "Wahana"}, {"lion", "Lion Parcel"}, {"idexpress", "ID Express"}, {"id express", "ID Express"}, {"paxel", "Paxel"}, {"spx", "SPX"}, {"lalamove", "Lalamove"}, {"maxim", "Maxim"},
	{"indah cargo", "Indah Cargo"}, {"dakota", "Dakota Cargo"}, {"sap", "SAP Express"}, {"rpx", "RPX"},
}

// heard is the name that the burst says of a list; "" for none.
func (k *talk) heard(list []payName) string {
	low := " " + strings.Join(strings.FieldsFunc(strings.ToLower(k.text()), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '&'
	}), " ") + " "
	for _, n := range list {
		if strings.Contains(low, " "+n.heard+" ") || strings.Contains(low, " "+n.heard+"nya ") {
			return n.name
		}
	}
	return ""
}

// methodNamed finds the shop's way to pay of a name.
func (k *talk) methodNamed(name string) *catalog.Method {
	for _, m := range k.Catalog.Payment.Methods {
		if strings.EqualFold(m.Name, name) || strings.EqualFold(m.Code, name) || m.Kind == catalog.COD && name == "COD" ||
			m.Kind == catalog.QRIS && name == "QRIS" {
			return m
		}
	}
	return nil
}

// otherMethod says that the shop lacks the way to pay that the burst names; false where it names none, or one that there is.
func (k *talk) otherMethod() bool {
	name := k.heard(payNames)
	if name == "" || k.methodNamed(name) != nil {
		return false
	}
	k.n.say("metode_tidak_ada", is("nama", written(name, fromBuyer)))
	return true
}

// otherCourier says that the shop lacks the courier that the burst names; false where it names none, or one that there is.
func (k *talk) otherCourier() bool {
	name := k.heard(courierNamesHeard)
	if name == "" || slices.ContainsFunc(k.Catalog.Couriers, func(c *catalog.Courier) bool {
		return strings.Contains(strings.ToLower(c.Name), strings.ToLower(name)) || strings.EqualFold(c.Code, name)
	}) {
		return false
	}
	k.n.say("kurir_tidak_kenal", is("daftar", k.courierNames()))
	return true
}

// freeWords ask for shipping that costs nothing.
var freeWords = []string{"*gratis", "free ongkir", "bebas ongkir", "gretong", "freeong"}

// freeShipping answers whether shipping can be free; false where that is not asked.
func (k *talk) freeShipping() bool {
	if !hasWord(k.low(), freeWords) {
		return false
	}
	free := k.Catalog.FreeShipping
	if free == nil {
		k.n.say("tanpa_gratis_ongkir")
		return true
	}
	k.n.say("gratis_ongkir_ada", is("min", money(free.MinSubtotal, fromLine(k.Catalog, free.Pos))), is("maks", k.upTo(free)), is("tujuan", k.onlyTo(free.To)))
	return true
}

// forSo tells what a number of pieces costs, with the wholesale price that it reaches together with the others asked about.
func (k *talk) forSo(p pick, all []pick) {
	if len(p.Vs) == 0 || p.Qty < 2 && len(all) < 2 || p.Qty == 0 {
		return
	}
	pieces := 0
	for _, q := range all {
		if q.P == p.P {
			pieces += q.Qty
		}
	}
	v := p.Vs[0]
	for _, x := range p.Vs {
		if x.PriceFor(pieces) != v.PriceFor(pieces) {
			return // it depends on the variant
		}
	}
	from := fromLine(k.Catalog, v.PriceSource(pieces))
	price := v.PriceFor(pieces)
	k.n.say("harga_sejumlah", is("nama", k.pickName(p)), is("jumlah", count(p.Qty, fromBuyer)), is("harga", money(price, from)),
		is("total", money(price.Times(p.Qty), fromSum(from))))
}

// cheapestMax is how many of the cheapest products are named.
const cheapestMax = 3

// cheapestGoods names what costs least of what can be ordered, of a category or of goods that begin with a word where one is said: "gamis yang murah".
func (k *talk) cheapestGoods(a understand.Act) (bool, error) {
	if !hasWord(k.low(), []string{" murah", "termurah"}) {
		return false, nil
	}
	if t := k.topic(); t.P != nil && len(a.Products) == 0 && hasWord(k.low(), []string{" lebih murah", " lbh murah", " lebih terjangkau", " murahan"}) {
		return true, k.cheaper(t.P)
	}
	category := ""
	for _, w := range a.Products {
		if w.Product == "" {
			category = w.Category
		}
	}
	sort := category == "" && slices.ContainsFunc(k.Catalog.Products, k.headSaid)
	rows, err := k.cheapestRows(func(p *catalog.Product) bool {
		return (category == "" || strings.EqualFold(p.Category, category)) && (!sort || k.headSaid(p))
	})
	if len(rows) == 0 || err != nil {
		return false, err
	}
	k.n.say("daftar_termurah", is("daftar", joined(newline, rows...)))
	return true, nil
}

// cheaper names what costs less than a product, of its category.
func (k *talk) cheaper(p *catalog.Product) error {
	least := func(p *catalog.Product) rupiah.Amount {
		vs := onSale(p)
		if len(vs) == 0 {
			return 0
		}
		return slices.MinFunc(vs, func(a, b *catalog.Variant) int { return int(a.Price - b.Price) }).Price
	}
	rows, err := k.cheapestRows(func(x *catalog.Product) bool { return x.Category == p.Category && least(x) < least(p) })
	switch {
	case err != nil:
		return err
	case len(rows) == 0:
		k.n.say("sudah_termurah", is("nama", k.productName(p)), is("harga", k.priceRange(p)))
	default:
		k.n.say("daftar_termurah", is("daftar", joined(newline, rows...)))
	}
	return nil
}

// cheapestRows are lines for the cheapest products of a kind that can be ordered.
func (k *talk) cheapestRows(fits func(*catalog.Product) bool) ([]value, error) {
	var all []*catalog.Variant
	for _, p := range k.Catalog.Products {
		if p.Active && fits(p) {
			all = append(all, onSale(p)...)
		}
	}
	slices.SortStableFunc(all, func(a, b *catalog.Variant) int { return int(a.Price - b.Price) })
	all = all[:min(len(all), altSearch)]
	stock, err := k.stockOf(all)
	if err != nil {
		return nil, err
	}
	var rows []value
	seen := map[*catalog.Product]bool{}
	for _, v := range all {
		gone := v.Product.Preorder == nil && stock[v.SKU].Available() == 0
		if gone || seen[v.Product] || len(rows) == cheapestMax {
			continue
		}
		seen[v.Product] = true
		rows = append(rows, k.n.text("baris_produk", is("nama", k.productName(v.Product)), is("harga", k.priceRange(v.Product))))
	}
	return rows, nil
}

// bestNamed are the products whose names hold the most of the words, of equal ones those whose name begins with one.
func (k *talk) bestNamed(words []string) []string {
	var found []string
	best := 0
	for _, p := range k.Catalog.Products {
		if !p.Active || len(onSale(p)) == 0 {
			continue
		}
		own, score := lettersOf(p.Name+" "+strings.Join(p.Aliases, " ")), 0
		for _, w := range words {
			if slices.Contains(own, w) {
				score += 2
			}
		}
		if score > 0 && slices.Contains(words, own[0]) {
			score++
		}
		if score > best {
			best, found = score, nil
		}
		if score > 0 && score == best {
			found = append(found, p.SKU)
		}
	}
	return found
}

// byWord answers words that are a part of some products' names, "kabel", with these products; false when they are of none.
func (k *talk) byWord(a understand.Act) bool {
	var words []string
	for _, w := range lettersOf(k.text()) {
		if w = stem(w); len(w) >= infoWord && !slices.Contains(namelessWords, w) {
			words = append(words, w)
		}
	}
	found := k.bestNamed(words)
	if q := k.m.Asked; q.What == askProduct { // "yang anak" of those that were offered
		offered := slices.DeleteFunc(slices.Clone(found), func(sku string) bool { return !slices.Contains(q.Products, sku) })
		if len(offered) == 1 {
			return k.productChosen(q, slices.Index(q.Products, offered[0]), false) == nil
		}
		if len(offered) > 1 {
			found = offered
		}
	}
	switch {
	case len(found) == 0:
		return false
	case len(found) == 1:
		a.Products = []understand.Product{{Product: found[0]}}
		return k.do(a) == nil
	}
	k.askWhich(a, found)
	return true
}
