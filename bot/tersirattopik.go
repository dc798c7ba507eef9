package bot

import (
	"slices"
	"strconv"
	"strings"

	"tokobot/bot/understand"
	"tokobot/catalog"
	"tokobot/internal/pola"
)

// What words leave out because it was just talked about: a guarantee, other colours, how long it takes to be made, one of two.

// makeWords ask how long goods are made.
var makeWords = []string{" bikin", " buat", " proses", " pengerjaan", " dibuat", " produksi", " jadinya", " jadi ", " jd ", " selesai", " siapnya", " po ", " ponya", " ngerjain", " dikerjain"}

// leadTime reads "brp lama jadinya" as asked of the goods that are talked about, or of those in the draft, that are made to order.
func (k *talk) leadTime(acts []understand.Act) []understand.Act {
	if len(acts) != 1 || len(acts[0].Products)+len(acts[0].Places) > 0 || !hasWord(k.low(), []string{" lama", " kapan", " hari"}) || !hasWord(k.low(), makeWords) || len(strings.Fields(k.text())) > 6 {
		return acts
	}
	switch acts[0].Intent {
	case understand.OutOfScope, understand.AskShippingTime, understand.AskProduct:
	default:
		return acts
	}
	var about []understand.Product
	if t := k.topic(); t.P != nil && t.P.Preorder != nil {
		w := understand.Product{Product: t.P.SKU}
		if v := t.one(); v != nil {
			w.SKU = v.SKU
		}
		about = append(about, w)
	}
	for _, l := range k.basket().Lines {
		if p := k.Catalog.Product(l.Product); len(about) == 0 && p != nil && p.Preorder != nil {
			about = append(about, understand.Product{Product: l.Product, SKU: l.SKU})
		}
	}
	if len(about) == 0 {
		return acts
	}
	return []understand.Act{{Intent: understand.AskStock, Products: about}}
}

// aboutTopic reads short questions that mean something only of the goods that are talked about.
func (k *talk) aboutTopic(acts []understand.Act) []understand.Act {
	t := k.topic()
	if len(acts) == 1 && t.P != nil && acts[0].Intent == understand.AskProduct && len(acts[0].Products) == 1 && k.onlyKey(acts[0].Products[0], t.P) {
		return []understand.Act{{Intent: understand.AskProduct, Words: acts[0].Words}}
	}
	if len(acts) != 1 || t.P == nil || len(acts[0].Products) > 0 || len(strings.Fields(k.text())) > 5 {
		return acts
	}
	low := k.low()
	about := []understand.Product{{Product: t.P.SKU}}
	if v := t.one(); v != nil {
		about[0].SKU = v.SKU
	}
	switch a := acts[0]; {
	case a.Intent == understand.ReturnRefund && len(k.t.Orders) == 0 && strings.Contains(low, " garansi"):
		return []understand.Act{{Intent: understand.AskProduct, Info: "garansi", Products: about}}
	case (a.Intent == understand.AskCatalog || a.Intent == understand.OutOfScope) && k.otherOf(t.P):
		return []understand.Act{{Intent: understand.AskStock, Products: []understand.Product{{Product: t.P.SKU}}}}
	case a.Intent == understand.GiveAddress && a.Address == nil && k.t.Buyer.Recipient == nil && len(k.t.Orders) == 0 &&
		!hasWord(low, []string{" alamat", " kirim", " tempat", " antar"}):
		return nil // "yang biasa aja": no address was meant
	case a.Intent == understand.OutOfScope && hasWord(low, []string{" tetap ", " tetep ", " ttp ", " tetapin "}) && len(k.basket().Lines) > 0:
		k.wantTotal = true
		return nil // "covernya tetep"
	}
	return acts
}

// onlyKey tells whether goods are named only by words of what the owner calls a property, "daya hisap", which then is asked of the topic.
func (k *talk) onlyKey(w understand.Product, topic *catalog.Product) bool {
	p := k.Catalog.Product(w.Product)
	if p == nil || p == topic {
		return false
	}
	said := k.contentStems()
	names := lettersOf(p.Name + " " + strings.Join(p.Aliases, " "))
	key := lettersOf(k.fullKey(k.text()))
	return len(key) > 0 && !slices.ContainsFunc(said, func(w string) bool {
		return len(w) >= infoWord && slices.Contains(names, w) && !slices.Contains(key, w)
	})
}

// otherOf tells whether the burst asks for other options of a product: "warna lain?", "ukurannya apa aja".
func (k *talk) otherOf(p *catalog.Product) bool {
	words := k.contentStems()
	return slices.ContainsFunc(p.Axes, func(a catalog.Axis) bool { return slices.Contains(words, strings.ToLower(a.Name)) }) &&
		slices.ContainsFunc(words, func(w string) bool {
			return slices.Contains([]string{"lain", "lainnya", "laen", "apa", "selain", "katalog", "pilihan"}, w)
		})
}

// ofSeveral reads "instan 3" after several goods were told of as the one of them that the word is of.
func (k *talk) ofSeveral(acts []understand.Act) []understand.Act {
	if len(k.m.Several) < 2 || len(acts) != 1 || len(acts[0].Products) != 1 {
		return acts
	}
	w := acts[0].Products[0]
	if w.Qty == 0 || len(w.Options)+len(w.Candidates) > 0 || w.Category != "" {
		return acts
	}
	said := k.contentStems()
	best, most := "", 0
	for _, sku := range k.m.Several {
		v := k.Catalog.Variant(sku)
		if v == nil {
			continue
		}
		names, n := lettersOf(v.Product.Name+" "+strings.Join(v.Product.Aliases, " ")+" "+strings.Join(v.Options, " ")), 0
		for _, s := range said {
			if len(s) >= infoWord && slices.Contains(names, s) {
				n++
			}
		}
		switch {
		case n > most:
			best, most = sku, n
		case n == most:
			best = ""
		}
	}
	v := k.Catalog.Variant(best)
	if v == nil || most == 0 || w.SKU != "" && !slices.Contains(k.m.Several, w.SKU) {
		return acts
	}
	w.Product, w.SKU, w.Op = v.Product.SKU, v.SKU, ""
	return []understand.Act{{Intent: understand.Order, Products: []understand.Product{w}, Words: acts[0].Words}}
}

// allInto reads "ganti paket aja semuanya" as one thing in the place of everything that is in the draft.
func (k *talk) allInto(acts []understand.Act) []understand.Act {
	if len(acts) != 1 || !buys[acts[0].Intent] || len(acts[0].Products) != 1 || !hasWord(k.low(), []string{" semua"}) || !hasWord(k.low(), []string{" ganti", " diganti", " tukar", " tuker"}) {
		return acts
	}
	w := acts[0].Products[0]
	p := k.Catalog.Product(w.Product)
	if p == nil || w.Op == understand.Remove || k.basket().pieces(p.SKU) > 0 || len(k.basket().Lines) == 0 {
		return acts
	}
	for _, l := range k.basket().Lines {
		k.put(op{Do: opRemove, SKU: l.SKU, Product: l.Product})
	}
	if v := k.topic().one(); v != nil && v.Product == p && w.SKU == "" && len(w.Options) == 0 {
		w.SKU = v.SKU
	}
	w.Op, w.Each, w.Qty = understand.Add, false, max(w.Qty, 1)
	k.heading = "draf_diubah"
	return []understand.Act{{Intent: understand.Order, Products: []understand.Product{w}, Words: acts[0].Words}}
}

// numberOfTopic reads "yaudah 28" after the one of 28 inch was told of as the choice of it.
func (k *talk) numberOfTopic(acts []understand.Act) []understand.Act {
	v := k.topic().one()
	if len(acts) != 1 || v == nil || len(v.Options) == 0 || acts[0].Intent != understand.Affirm && !buys[acts[0].Intent] || len(strings.Fields(k.text())) > 4 || k.m.Asked.What == askQuantity {
		return acts
	}
	if len(acts[0].Products) > 1 || len(acts[0].Products) == 1 && len(acts[0].Products[0].Options) > 0 {
		return acts
	}
	found := bareNumber.FindAllStringSubmatch(k.text(), -1)
	if _, inside := k.basket().line(v.SKU); inside || len(found) != 1 || k.basket().pieces(v.Product.SKU) == 0 {
		return acts
	}
	for _, o := range v.Options {
		if numbers := strings.FieldsFunc(o, notDigit); len(numbers) > 0 && numbers[0] == found[0][1] {
			return []understand.Act{{Intent: understand.ChangeOrder, Products: []understand.Product{{Product: v.Product.SKU, SKU: v.SKU, Op: understand.Set}}, Words: acts[0].Words}}
		}
	}
	return acts
}

// packSaid finds a number that says which, not how many: "yg 44".
var packSaid = pola.New(`\b(?:yg|yang|yng|isi)\s+(\d{1,4})\b`)

// packOfTopic reads "yg 44 aja deh 1" of goods that come in packs of 24 and 44 as one of the pack of 44.
func (k *talk) packOfTopic(acts []understand.Act) []understand.Act {
	p := k.goodsOf(k.m.Topic)
	m := packSaid.FindStringSubmatch(k.low())
	if p == nil || m == nil || len(acts) != 1 || !buys[acts[0].Intent] || len(acts[0].Products) != 1 {
		return acts
	}
	w := acts[0].Products[0]
	if strconv.Itoa(w.Qty) != m[1] || w.Product != "" && w.Product != p.SKU || w.SKU != "" || len(w.Options)+len(w.Candidates) > 0 {
		return acts
	}
	options := map[string]string{}
	for _, axis := range p.Axes {
		for _, o := range axis.Options {
			if numbers := strings.FieldsFunc(o.Name, notDigit); len(numbers) == 1 && numbers[0] == m[1] {
				if len(options) > 0 {
					return acts
				}
				options[axis.Name] = o.Name
			}
		}
	}
	if len(options) == 0 {
		return acts
	}
	w.Qty, w.Options, w.Op = 0, options, ""
	for _, n := range bareNumber.FindAllStringSubmatch(k.text(), -1) {
		if n[1] != m[1] {
			w.Qty, _ = strconv.Atoi(n[1]) // bareNumber has digits only
		}
	}
	return []understand.Act{{Intent: acts[0].Intent, Products: []understand.Product{w}, Words: acts[0].Words}}
}

// headSaid tells whether the burst names a product by the first word of its name, "helmnya", "anting nya".
func (k *talk) headSaid(p *catalog.Product) bool {
	own := headWord(p.Name)
	return len(own) >= 3 && (slices.Contains(k.contentStems(), own) || slices.Contains(lettersOf(k.text()), own+"nya"))
}

// ratherThat reads "helmnya aja" while another product's options are asked for as the wish for what was talked about before it: the line that
// never got its option goes.
func (k *talk) ratherThat(acts []understand.Act) []understand.Act {
	q, p := k.m.Asked, k.Catalog.Product(k.m.Prior)
	if q.What != askVariant && q.What != askPerson || p == nil || len(acts) != 1 || !hasWord(k.low(), []string{" aja ", " saja ", " aja,", " saja,"}) || !k.headSaid(p) {
		return acts
	}
	l, open := k.basket().open()
	if !open || l.Product == p.SKU || len(onSale(p)) == 0 {
		return acts
	}
	if other := k.Catalog.Product(l.Product); other == nil || k.headSaid(other) {
		return acts
	}
	k.put(op{Do: opRemove, Product: l.Product})
	k.answered()
	w := understand.Product{Product: p.SKU}
	if len(p.Variants) == 1 {
		w.SKU = p.Variants[0].SKU
	}
	return []understand.Act{{Intent: understand.Order, Products: []understand.Product{w}, Words: acts[0].Words}}
}

// kindInstead reads "antingnya yg tusuk aja" as that one in the place of the only line of its kind.
func (k *talk) kindInstead(acts []understand.Act) []understand.Act {
	if len(acts) != 1 || !buys[acts[0].Intent] || len(acts[0].Products) != 1 || !hasWord(k.low(), []string{" aja ", " saja ", " deh ", " deh,", " ganti"}) || !strings.Contains(k.low(), "nya ") {
		return acts
	}
	w := acts[0].Products[0]
	p := k.Catalog.Product(w.Product)
	if p == nil || w.Op == understand.Remove || k.basket().pieces(p.SKU) > 0 || !k.headSaid(p) || k.wantsMore(p) {
		return acts
	}
	var of []line
	for _, l := range k.basket().Lines {
		if x := k.Catalog.Product(l.Product); x != nil && x.Category == p.Category && headWord(x.Name) == headWord(p.Name) {
			of = append(of, l)
		}
	}
	if len(of) != 1 {
		return acts
	}
	if w.Qty == 0 {
		w.Qty = of[0].Qty
	}
	if v := k.Catalog.Variant(of[0].SKU); v != nil && w.SKU == "" {
		w.Options = k.optionsLike(v, p, w.Options)
	}
	w.Op = understand.Add
	return []understand.Act{{Intent: understand.ChangeOrder, Words: acts[0].Words,
		Products: []understand.Product{{Product: of[0].Product, SKU: of[0].SKU, Op: understand.Remove}, w}}}
}

// doorWords ask to pay when the parcel arrives.
var doorWords = pola.New(`\b(?:di)?bayar\w* (?:pas|saat|waktu|kalo|kalau|setelah|stlh|habis|abis) (?:barang\w* )?(?:udah |sudah |sdh )?(?:sampai|sampe|nyampe|nyampai|dateng|datang|tiba|terima|diterima|di rumah)`)

// wherever asks to where the shop sends.
var wherever = pola.New(`\b(?:di)?kirim ?ke ?mana\b`)

// atTheDoor reads "dibayar pas nyampe bisa?" as the question for COD, and "kirim kemana aja?" as one about sending.
func (k *talk) atTheDoor(acts []understand.Act) []understand.Act {
	acts = slices.Clone(acts)
	for i, a := range acts {
		if a.Intent == understand.AskPayment && a.Method == "" && doorWords.MatchString(k.low()) {
			for _, m := range k.Catalog.Payment.Methods {
				if m.Kind == catalog.COD {
					acts[i].Method = m.Code
				}
			}
		}
		if a.Intent == understand.AskPayment && wherever.MatchString(k.low()) {
			acts[i] = understand.Act{Intent: understand.AskCouriers, Words: a.Words}
		}
	}
	return acts
}

// lineNumber reads "vanilanya 2" that meant nothing by itself as the number of the line that it names.
func (k *talk) lineNumber(acts []understand.Act) []understand.Act {
	if len(acts) != 1 || acts[0].Intent != understand.OutOfScope || strings.Contains(k.text(), "?") || len(strings.Fields(k.text())) > 5 || !bareNumber.MatchString(k.text()) {
		return acts
	}
	if _, said := k.lineSaid(k.basket()); !said {
		return acts
	}
	return []understand.Act{{Intent: understand.ChangeOrder, Words: acts[0].Words}}
}

// onlyThat reads "eh yg L aja" where the draft holds M and L of a product as the wish for the one alone.
func (k *talk) onlyThat(acts []understand.Act) []understand.Act {
	p := k.goodsOf(k.m.Topic)
	if len(acts) != 1 || p == nil || len(acts[0].Products) > 1 || !slipSaid.MatchString(strings.ToLower(k.text())) || !hasWord(k.low(), []string{" aja ", " saja "}) ||
		strings.ContainsAny(k.text(), "?0123456789") {
		return acts
	}
	var of []line
	for _, l := range k.basket().Lines {
		if l.Product == p.SKU && l.SKU != "" {
			of = append(of, l)
		}
	}
	ws := k.optionsSaid(p, slipSaid.ReplaceAllString(strings.ToLower(strings.TrimSpace(k.text())), ""))
	if len(of) < 2 || ws == nil {
		return acts
	}
	fits := fitting(p, ws[0].Options)
	keep := slices.DeleteFunc(slices.Clone(of), func(l line) bool {
		return !slices.ContainsFunc(fits, func(v *catalog.Variant) bool { return v.SKU == l.SKU })
	})
	if len(keep) != 1 {
		return acts
	}
	for _, l := range of {
		if l.SKU != keep[0].SKU {
			k.put(op{Do: opRemove, SKU: l.SKU, Product: l.Product})
		}
	}
	k.heading = "draf_diubah"
	return nil
}
