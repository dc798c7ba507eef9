package bot

import (
	"slices"
	"strings"

	"tokobot/bot/understand"
	"tokobot/catalog"
	"tokobot/internal/rupiah"
	"tokobot/internal/shop"
	"tokobot/internal/wilayah"
)

// askPrice and askStock get the same answer: the price and whether it is there. A buyer who asks one wants both.
func (k *talk) askPrice(a understand.Act) error { return k.offer(a, true) }

func (k *talk) askStock(a understand.Act) error {
	if a.Notify {
		return k.notify(a)
	}
	return k.offer(a, false)
}

// offer answers for each product of the act with price and availability.
func (k *talk) offer(a understand.Act, tiers bool) error {
	listed, err := k.listNamed(a)
	if err != nil {
		return err
	}
	ps, ok := k.picks(a)
	if len(ps) == 0 {
		if ok && !listed {
			return k.unknownProduct(a)
		}
		return nil
	}
	if len(ps) > listMax {
		ps = ps[:listMax]
	}
	for _, p := range ps {
		p.Qty = notPrice(p)
		if err := k.show(p, len(ps) == 1); err != nil {
			return err
		}
		if v := p.one(); v != nil && a.Amount > 0 && a.Amount < v.Price {
			k.n.say("harga_pas")
		}
		k.askedFor(ps)
		if tiers {
			k.tiers(p.P.Tiers(p.Vs), p.P)
			k.forSo(p, ps)
		}
	}
	return nil
}

// listNamed lists the categories that an act names in the place of goods, and tells whether there were any.
func (k *talk) listNamed(a understand.Act) (listed bool, err error) {
	for _, w := range a.Products {
		if w.Category != "" && w.Product == "" && w.SKU == "" {
			listed = true
			if err := k.listCategory(w.Category, 0); err != nil {
				return true, err
			}
		}
	}
	return listed, nil
}

// askedFor keeps goods that were asked about with their numbers, so that they can be ordered by a yes.
func (k *talk) askedFor(ps []pick) {
	if len(ps) > 1 && !slices.ContainsFunc(ps, func(p pick) bool { return p.one() == nil || p.Qty == 0 }) {
		k.counted = ps
	}
}

// notPrice is the number of pieces asked about; "masih 219 kan?" of goods at Rp219.000 asks about none.
func notPrice(p pick) int {
	if slices.ContainsFunc(p.Vs, func(v *catalog.Variant) bool {
		return v.Price == rupiah.Amount(p.Qty)*1000 || v.Price == rupiah.Amount(p.Qty)
	}) {
		return 0
	}
	return p.Qty
}

// unknownProduct says that a product was asked for which the shop does not know, or that none was named.
func (k *talk) unknownProduct(a understand.Act) error {
	if k.handed || k.shownToStaff {
		return nil // people see what is meant in the picture
	}
	if len(a.Products) == 0 && k.byWord(a) {
		return nil
	}
	if len(a.Products) > 0 && !onlyOptions(a) || k.namesSomething() {
		k.n.say("produk_tidak_ada", is("kategori", k.categories()))
		if a.Intent != understand.AskProduct {
			return nil
		}
		k.ask(asked{What: askPerson, Expect: understand.ExpectYesNo}, k.n.text("tanya_panggil_admin"))
		return nil
	}
	k.askWhichProduct(a)
	return nil
}

// onlyOptions tells whether an act names options and no goods: "yang warna hitam".
func onlyOptions(a understand.Act) bool {
	return !slices.ContainsFunc(a.Products, func(w understand.Product) bool { return len(w.Options) == 0 })
}

// askWhichProduct asks what a question is about; it waits for the answer.
func (k *talk) askWhichProduct(a understand.Act) {
	if k.ask(asked{What: askProduct, Expect: understand.ExpectProduct}, k.n.text("tanya_produk_apa", is("kategori", k.categories()))) {
		k.m.Waiting = []waiting{wait(a)}
	}
}

// namelessWords are what a question about goods is made of beside the goods.
var namelessWords = strings.Fields(`ada adakah masih jual jualan jualkah ready redi stok stock stoknya harga harganya berapa brapa berapaan
	barang barangnya produk produknya item kakak sista punya apakah apa kalau kalo yang dong tolong tanya mau nanya cari nyari cek info
	warna warnanya ukuran ukurannya size sizenya model modelnya bahan bahannya tersedia avail available kosong habis sekarang hari
	halo hallo permisi selamat pagi siang sore malam admin minta lihat liat foto fotonya gambar detail detailnya bisa boleh dijual
	promo diskon kemarin tadi lengkap lengkapnya selengkapnya mendapatkan bisakah saya tentang ini banyak buat untuk dengan deskripsi
	lama lamanya lebih kurang nego jadi sama juga kapan restok restock lagi masuk datang`)

// namesSomething tells whether the burst names something beside asking: then it was a product, and not one of this shop.
func (k *talk) namesSomething() bool {
	own := k.ownWords()
	for _, w := range lettersOf(k.text()) {
		if len(w) > 3 && !slices.Contains(namelessWords, w) && !own[stem(w)] && !strings.HasPrefix(w, strings.ToLower(k.Catalog.Shop.Sapaan)) {
			return true
		}
	}
	return false
}

// ownWords are the words of the shop's own names of goods: they name nothing that it lacks.
func (k *talk) ownWords() map[string]bool {
	out := map[string]bool{}
	for _, p := range k.Catalog.Products {
		for _, w := range lettersOf(p.Name + " " + p.Category) {
			out[w] = true
		}
		for _, axis := range p.Axes {
			for _, o := range axis.Options {
				for _, w := range lettersOf(o.Name) {
					out[w] = true
				}
			}
		}
	}
	return out
}

// show says what a product costs and whether it is there, once a reply.
func (k *talk) show(p pick, alone bool) error {
	key := p.P.SKU
	if v := p.one(); v != nil {
		key = v.SKU
	}
	if k.shown[key] || k.shown[p.P.SKU] {
		return nil
	}
	k.shown[key] = true
	if len(p.Vs) == 0 {
		return k.offSale(p)
	}
	stock, err := k.stock(p.P)
	if err != nil {
		return err
	}
	if v := p.one(); v != nil {
		return k.showVariant(p, v, stock, alone)
	}
	k.showVariants(p, stock)
	if alone {
		k.photo(p.P, nil, false)
		if k.anyAvailable(p, stock) {
			k.offered = p
		}
	}
	return nil
}

// showVariant answers about one variant; what is not there comes with its nearest alternatives.
func (k *talk) showVariant(p pick, v *catalog.Variant, stock map[string]shop.Stock, alone bool) error {
	k.told = append(k.told, v.SKU)
	k.n.say("harga_varian", is("nama", k.variantName(v)), is("harga", k.price(v)), is("stok", k.stockWord(v, stock, p.Qty)))
	if alone {
		k.photo(p.P, v, false)
	}
	if p.P.Preorder == nil && stock[v.SKU].Available() < max(p.Qty, 1) {
		if stock[v.SKU].Available() == 0 {
			return k.instead(v, max(p.Qty, 1))
		}
	}
	if alone {
		if left := stock[v.SKU].Available(); p.P.Preorder == nil && left < p.Qty {
			p.Qty = left // no more is offered than there is
		}
		k.offered = p
	}
	return nil
}

// fewVariants is up to how many variants each gets a line of its own.
const fewVariants = 6

// showVariants lists the variants of a product, or sums them up where there are too many.
func (k *talk) showVariants(p pick, stock map[string]shop.Stock) {
	if len(p.Vs) > fewVariants {
		k.sumUp(p, stock)
		return
	}
	rows := make([]value, 0, len(p.Vs))
	for _, v := range p.Vs {
		rows = append(rows, k.n.text("baris_varian", is("pilihan", k.optionName(v)), is("harga", k.price(v)),
			is("stok", k.stockWord(v, stock, p.Qty))))
	}
	k.n.say("harga_produk", is("nama", k.productName(p.P)), is("daftar", joined(newline, rows...)))
}

// sumUp tells the options, the span of prices and what is gone.
func (k *talk) sumUp(p pick, stock map[string]shop.Stock) {
	from := fromLine(k.Catalog, p.P.Pos)
	var axes, gone []value
	for i, axis := range p.P.Axes {
		var names []value
		for _, o := range axis.Options {
			if slices.ContainsFunc(p.Vs, func(v *catalog.Variant) bool { return v.Options[i] == o.Name }) {
				names = append(names, written(o.Name, from))
			}
		}
		axes = append(axes, k.n.text("baris_sumbu", is("sumbu", written(heading(axis.Name), from)), is("pilihan", joined(comma, names...))))
	}
	for _, v := range p.Vs {
		if p.P.Preorder == nil && stock[v.SKU].Available() == 0 && len(gone) < listMax {
			gone = append(gone, k.optionName(v))
		}
	}
	price := k.priceSpan(p.Vs)
	if len(gone) == 0 {
		most := slices.MaxFunc(p.Vs, func(a, b *catalog.Variant) int { return stock[a.SKU].Available() - stock[b.SKU].Available() })
		price = joined(comma, price, k.stockWord(most, stock, 0))
	}
	k.n.say("harga_produk_ringkas", is("nama", k.productName(p.P)), is("harga", price),
		is("sumbu", joined(newline, axes...)), is("habis", joined(comma, gone...)))
}

// offSale says that a combination is not sold, and what there is instead.
func (k *talk) offSale(p pick) error {
	vs := onSale(p.P)
	switch {
	case len(vs) == 0:
		k.n.say("produk_tidak_dijual", is("nama", k.productName(p.P)))
		return nil
	case p.Off != nil:
		k.n.say("varian_tidak_dijual", is("nama", k.variantName(p.Off)))
	default:
		k.n.say("pilihan_tidak_ada", is("nama", k.productName(p.P)), is("diminta", k.wanted(p)))
	}
	stock, err := k.stock(p.P)
	if err != nil {
		return err
	}
	k.showVariants(pick{P: p.P, Vs: vs}, stock)
	return nil
}

// wanted are the options that the buyer named.
func (k *talk) wanted(p pick) value {
	var out []value
	for _, axis := range p.P.Axes {
		if w := p.Options[axis.Name]; w != "" {
			out = append(out, written(w, fromBuyer))
		}
	}
	return joined(space, out...)
}

// tiers tells a product's wholesale prices that count.
func (k *talk) tiers(tiers []catalog.Tier, p *catalog.Product) {
	for _, t := range tiers {
		k.n.say("grosir", is("nama", k.productName(p)), is("min", count(t.Min, fromLine(k.Catalog, t.Pos))),
			is("harga", money(t.Price, fromLine(k.Catalog, t.Pos))))
	}
}

// askWholesale answers with the tiers of a product.
func (k *talk) askWholesale(a understand.Act) error {
	ps, ok := k.picks(a)
	for _, p := range ps {
		tiers := p.P.Tiers(p.Vs)
		if len(tiers) == 0 {
			k.n.say("grosir_tidak_ada", is("nama", k.productName(p.P)), is("harga", k.priceRange(p.P)))
		}
		k.tiers(tiers, p.P)
		k.forSo(p, ps)
		if len(ps) == 1 && p.Qty > 1 && len(p.Vs) > 0 {
			k.offered = p
		}
	}
	k.askedFor(ps)
	if len(ps) > 0 || !ok {
		return nil
	}
	return k.wholesaleList()
}

// wholesaleList names the products that have wholesale prices.
func (k *talk) wholesaleList() error {
	var rows []value
	for _, p := range k.Catalog.Products {
		if tiers := p.Tiers(nil); p.Active && len(tiers) > 0 && len(rows) < listMax {
			t := tiers[0]
			from := fromLine(k.Catalog, t.Pos)
			rows = append(rows, k.n.text("baris_grosir", is("nama", k.productName(p)), is("min", count(t.Min, from)),
				is("harga", money(t.Price, from))))
		}
	}
	if len(rows) == 0 {
		k.n.say("tanpa_grosir")
		return nil
	}
	k.n.say("daftar_grosir", is("daftar", joined(newline, rows...)))
	return nil
}

// askDiscount answers haggling with what the shop really gives: wholesale, vouchers, free shipping.
func (k *talk) askDiscount(a understand.Act) error {
	if hasWord(k.low(), freeWords) && k.freeShipping() {
		return nil
	}
	ps, _ := k.picks(a)
	if len(ps) == 1 && hasWord(k.low(), []string{" lebih murah", " lbh murah", " yang murah", " yg murah", " termurah", " paling murah"}) {
		return k.cheaper(ps[0].P)
	}
	said := false
	for _, p := range ps {
		if len(p.P.Tiers(p.Vs)) > 0 && (len(a.Products) > 0 || len(ps) == 1) {
			said = true
		}
	}
	asksPromo := hasWord(k.low(), voucherWords) && !hasWord(k.low(), haggleWords)
	switch {
	case asksPromo:
	case a.Amount > 0 && len(ps) == 1 && ps[0].one() != nil:
		k.n.say("harga_tetap", is("nama", k.variantName(ps[0].one())), is("harga", k.price(ps[0].one()))) // the buyer's own price gets the shop's
	default:
		k.n.say("harga_pas")
	}
	if said {
		for _, p := range ps {
			k.tiers(p.P.Tiers(p.Vs), p.P)
		}
	}
	before := len(k.n.blocks)
	if err := k.promos(); err != nil {
		return err
	}
	if asksPromo && len(k.n.blocks) == before {
		k.n.say("belum_ada_promo")
	}
	return nil
}

// haggleWords ask for a lower price.
var haggleWords = []string{" kurang", " nego", " turun", " korting", " murahin", " dimurahin", " lebih murah", " harga temen", " bisa ga ", " pas "}

// promos tells the vouchers that hold today and the promise of free shipping.
func (k *talk) promos() error {
	for _, p := range k.Catalog.Promos {
		ok, err := k.promoHolds(p)
		if err != nil {
			return err
		}
		if !ok {
			continue
		}
		from := fromLine(k.Catalog, p.Pos)
		k.n.say("promo_ada", is("kode", written(p.Code, from)), is("nilai", k.promoValue(p)),
			is("syarat", k.minimum(p.MinSubtotal, from)), is("sampai", k.until(p)))
	}
	if free := k.Catalog.FreeShipping; free != nil {
		from := fromLine(k.Catalog, free.Pos)
		k.n.say("gratis_ongkir_ada", is("min", money(free.MinSubtotal, from)), is("maks", k.upTo(free)), is("tujuan", k.onlyTo(free.To)))
	}
	return nil
}

// onlyTo is "ke Jawa Barat, DKI Jakarta", or nothing where there is no bound.
func (k *talk) onlyTo(to []wilayah.Code) value {
	if len(to) == 0 {
		return value{}
	}
	return k.n.text("khusus_ke", is("tujuan", k.placeNames(to)))
}
