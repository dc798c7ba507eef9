package desk

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"tokobot/catalog"
	"tokobot/internal/card"
	"tokobot/internal/shop"
)

// stockOf is the stock of a SKU as this turn left it.
func (w *work) stockOf(sku string) (shop.Stock, error) {
	if s, ok := w.stock[sku]; ok {
		return s, nil
	}
	found, err := w.f.Stock(sku)
	if err != nil {
		return shop.Stock{}, err
	}
	s := found[sku]
	s.SKU = sku
	return s, nil
}

// move changes stock, and remembers it for the rest of the turn. The caller has looked at the stock before.
func (w *work) move(m shop.MoveStock) {
	w.d.Do(m)
	s, err := w.stockOf(m.SKU)
	if err != nil {
		return // the guard in the books still holds
	}
	s.OnHand += m.OnHand
	s.Reserved += m.Reserved
	w.stock[m.SKU] = s
}

// ready takes the goods out of stock and hands the parcel to shipping.
func (w *work) ready(c shop.Card) error {
	o, found, err := w.order(c.Order)
	if err != nil || !found {
		return err
	}
	if !o.Status.CanMove(shop.Packing) {
		w.answer("Pesanan #" + o.Number + " sekarang " + card.StatusWord(o.Status) + ", jadi belum bisa dikemas.")
		return nil
	}
	if enough, err := w.enough(o); err != nil || !enough {
		return err
	}
	for n, i := range o.Items {
		if i.Preorder {
			continue
		}
		before, err := w.stockOf(i.SKU)
		if err != nil {
			return err
		}
		w.move(shop.MoveStock{
			Key: fmt.Sprintf("kemas:%s:%s:%d", o.Number, c.ID, n), SKU: i.SKU, OnHand: -i.Qty, Reserved: -min(i.Qty, before.Reserved),
			Why: shop.WhyTaken, Order: o.Number, By: w.who(),
		})
		w.tellLow(i.SKU, before.OnHand, before.OnHand-i.Qty)
	}
	o.Status = shop.Packing
	o = w.save(o, "siap dikemas", "")
	w.end(c, card.Ready, "Siap dikemas")
	return w.parcel(o, c)
}

// enough tells whether the book has what an order needs; whoever pressed is told what it lacks.
func (w *work) enough(o shop.Order) (bool, error) {
	need := map[string]int{}
	for _, i := range o.Items {
		if i.Preorder {
			continue
		}
		need[i.SKU] += i.Qty
		s, err := w.stockOf(i.SKU)
		if err != nil {
			return false, err
		}
		if s.OnHand < need[i.SKU] {
			w.answer(fmt.Sprintf("Di buku stok %s tinggal %d, pesanan ini butuh %d. Hitung dulu (/opname %s JUMLAH) atau tekan ❗ Stok kosong.", i.SKU, s.OnHand, need[i.SKU], i.SKU))
			return false, nil
		}
	}
	return true, nil
}

// missing asks which item is not there; with one item there is nothing to ask.
func (w *work) missing(c shop.Card) error {
	o, found, err := w.order(c.Order)
	if err != nil || !found {
		return err
	}
	if !o.Status.CanMove(shop.Packing) {
		w.answer("Pesanan #" + o.Number + " sekarang " + card.StatusWord(o.Status) + ".")
		return nil
	}
	if len(o.Items) == 1 {
		return w.reportMissing(c, o, o.Items[0])
	}
	names := make([]string, len(o.Items))
	for n, i := range o.Items {
		names[n] = i.SKU + " – " + i.Name
	}
	c.Buttons = append([][]shop.Button{card.Row(card.Ready)}, card.Choices(names)...)
	w.redraw(c)
	w.answer("Yang mana yang kosong? Pilih di kartu.")
	return nil
}

// missingItem is the answer to which item is not there.
func (w *work) missingItem(c shop.Card) error {
	o, found, err := w.order(c.Order)
	if err != nil || !found {
		return err
	}
	if !o.Status.CanMove(shop.Packing) {
		w.answer("Pesanan #" + o.Number + " sekarang " + card.StatusWord(o.Status) + ".")
		return nil
	}
	n := card.Chosen(w.in.Press.Verb)
	if n < 1 || n > len(o.Items) {
		w.answer("Pilihan itu tidak ada.")
		return nil
	}
	return w.reportMissing(c, o, o.Items[n-1])
}

// reportMissing corrects the stock book, tells CS and the buyer; the packing list stays open until it is solved.
func (w *work) reportMissing(c shop.Card, o shop.Order, i shop.Item) error {
	s, err := w.stockOf(i.SKU)
	if err != nil {
		return err
	}
	said := "❗ Kosong: " + i.Name + " –"
	for _, p := range c.Decisions {
		if p.Note == said && s.OnHand == 0 { // the buyer is not told twice of one empty shelf
			c.Buttons = [][]shop.Button{card.Row(card.Ready, card.Missing)}
			w.redraw(c)
			w.answer("Sudah dilaporkan kosong oleh " + p.By + " " + w.clockOf(p.At) + ".")
			return nil
		}
	}
	if s.OnHand > 0 {
		w.move(shop.MoveStock{SKU: i.SKU, OnHand: -s.OnHand, Why: shop.WhyMissing, Order: o.Number, By: w.who(), Note: "dilaporkan kosong"})
		w.tellLow(i.SKU, s.OnHand, 0)
	}
	w.log(o.Number, "stok kosong", i.SKU)
	w.redraw(card.Decide(c, card.Missing, w.who(), said, w.t.Now, card.Row(card.Ready, card.Missing)))
	b, _, err := w.f.Buyer(o.Buyer)
	if err != nil {
		return err
	}
	key, offer := "stok_kosong", "uang kembali"
	if o.Received == 0 { // COD: there is no money to give back
		key, offer = "stok_kosong_cod", "batalkan"
	}
	w.show(card.NewCall(w.newCard(), w.when(), card.Call{
		Buyer: b, Why: "Stok kosong di #" + o.Number + ": " + i.Name + ". Tawarkan pengganti atau " + offer + " (/batal " + o.Number + ").", Orders: []shop.Order{o},
	}), nil)
	w.d.Do(w.say(o.Buyer, key, is("nomor", o.Number, orderSource(o)), is("barang", i.Name, orderSource(o))))
	return nil
}

// tellLow tells the warehouse once when the stock of a SKU falls to its minimum.
func (w *work) tellLow(sku string, before, after int) {
	v := w.Catalog.Variant(sku)
	if v == nil || v.Minimum < 0 && v.Product.Preorder != nil {
		return
	}
	least := max(v.Minimum, 0) // without a minimum, an empty shelf is what is told
	if before <= least || after > least {
		return
	}
	text := fmt.Sprintf("📉 Stok menipis: %s %s tinggal %d (minimum %d).", sku, variantName(v), after, least)
	if after == 0 {
		text = fmt.Sprintf("❌ Stok habis: %s %s.", sku, variantName(v))
	}
	w.d.Do(shop.Tell{Group: shop.Warehouse, Text: text})
}

// variantName is "Pashmina Ceruty Babydoll – Mocca".
func variantName(v *catalog.Variant) string {
	if len(v.Options) == 0 {
		return v.Product.Name
	}
	return v.Product.Name + " – " + strings.Join(v.Options, ", ")
}

// showStock is /stok [kata].
func (w *work) showStock(args string) error {
	var vs []*catalog.Variant
	if args == "" {
		vs = w.sellable()
	} else if vs = w.find(args); len(vs) == 0 {
		w.answer("Tidak ada barang yang cocok dengan “" + args + "”.")
		return nil
	}
	const most = 40
	skus := make([]string, len(vs))
	for i, v := range vs {
		skus[i] = v.SKU
	}
	stock, err := w.f.Stock(skus...)
	if err != nil {
		return err
	}
	lines := []string{"📦 *Stok*"}
	for n, v := range vs {
		if n == most {
			lines = append(lines, fmt.Sprintf("… dan %d lagi. Persempit: /stok KATA", len(vs)-most))
			break
		}
		s := stock[v.SKU]
		if own, ok := w.stock[v.SKU]; ok {
			s = own
		}
		lines = append(lines, stockLine(v, s))
	}
	w.answer(strings.Join(lines, "\n"))
	return nil
}

// stockLine is what /stok says of a variant. Of what is made to order nothing lies on the shelf, which is no lack; a piece that does is said.
func stockLine(v *catalog.Variant, s shop.Stock) string {
	name := v.SKU + " " + variantName(v) + ": "
	made := v.Product.Preorder != nil
	if made && s.OnHand == 0 {
		return name + "dibuat sesuai pesanan (" + v.Product.Preorder.Text + ")"
	}
	line := fmt.Sprintf("%s*%d*", name, s.OnHand)
	if s.Reserved > 0 {
		line += fmt.Sprintf(" (dipesan %d, bisa dijual %d)", s.Reserved, s.Available())
	}
	switch {
	case made:
		line += " (dibuat sesuai pesanan)"
	case v.Minimum >= 0 && s.OnHand <= v.Minimum:
		line += " 📉"
	}
	return line
}

// sellable are all active variants in the catalog's order.
func (w *work) sellable() []*catalog.Variant {
	var vs []*catalog.Variant
	for _, p := range w.Catalog.Products {
		for _, v := range p.Variants {
			if v.Active {
				vs = append(vs, v)
			}
		}
	}
	return vs
}

// stockCommand is /masuk, /keluar and /opname: BARANG JUMLAH [catatan].
func stockCommand(what string) func(*work, string) error {
	return func(w *work, args string) error {
		vs, qty, note, err := w.goods(args)
		switch {
		case err != nil:
			return errUsage
		case len(vs) > 0 && qty == 0 && what != "opname":
			w.answer("Jumlahnya 0, jadi tidak ada yang dicatat. Tulis berapa buah; untuk menyamakan dengan hitungan pakai /opname.")
			return nil
		case len(vs) == 0:
			if vs, qty, note, err = w.goodsBy(args, w.nearly); err != nil || len(vs) == 0 {
				w.answer("Barangnya tidak ketemu. Lihat nama dan SKU-nya dengan /stok KATA.")
				return nil
			}
			return w.askWhich(what, "Tidak ada yang persis begitu. ", vs, qty, note)
		case len(vs) == 1:
			return w.changeStock(what, vs[0], qty, note)
		}
		return w.askWhich(what, "", vs, qty, note)
	}
}

// stockWords are the stock commands as they are read.
var stockWords = map[string]string{"masuk": "Barang masuk", "keluar": "Barang keluar", "opname": "Hasil hitung (opname)"}

// askWhich offers the goods that a stock command may mean as buttons.
func (w *work) askWhich(what, before string, vs []*catalog.Variant, qty int, note string) error {
	const most = 10
	names, notes := []string{}, []string{what, strconv.Itoa(qty), note}
	for _, v := range vs[:min(len(vs), most)] {
		names = append(names, v.SKU+" – "+variantName(v))
		notes = append(notes, v.SKU)
	}
	question := fmt.Sprintf("%s%s %d: yang mana?", before, stockWords[what], qty)
	if len(vs) > most {
		question += fmt.Sprintf("\nIni %d dari %d yang cocok; kalau tidak ada di sini, tulis namanya lebih lengkap atau SKU-nya.", most, len(vs))
	}
	when := w.when()
	when.Ask = nil
	w.show(card.NewPick(w.newCard(), when, w.g, question, names, notes), nil)
	return nil
}

// picked is the choice among several matches of a stock command.
func (w *work) picked(c shop.Card) error {
	notes := card.Extra(c)
	n := card.Chosen(w.in.Press.Verb)
	if len(notes) < 4 || n < 1 || n > len(notes)-3 {
		w.answer("Pilihan itu tidak ada.")
		return nil
	}
	qty, err := strconv.Atoi(notes[1])
	if err != nil {
		return fmt.Errorf("pick card: %w", err)
	}
	v := w.Catalog.Variant(notes[2+n])
	if v == nil {
		w.answer("Barang itu sudah tidak ada di katalog.")
		return nil
	}
	w.end(c, w.in.Press.Verb, v.SKU+" –")
	return w.changeStock(notes[0], v, qty, notes[2])
}

var errUsage = errors.New("wrong arguments")

// changeStock books goods in, out or counted.
func (w *work) changeStock(what string, v *catalog.Variant, qty int, note string) error {
	s, err := w.stockOf(v.SKU)
	if err != nil {
		return err
	}
	m := shop.MoveStock{SKU: v.SKU, By: w.who(), Note: note}
	switch what {
	case "masuk":
		m.OnHand, m.Why = qty, shop.WhyIn
	case "keluar":
		m.OnHand, m.Why = -qty, shop.WhyOut
		if s.OnHand < qty {
			w.tell(fmt.Sprintf("Di buku %s hanya ada %d, tidak bisa keluar %d. Kalau hitungannya lain, pakai /opname %s JUMLAH.", v.SKU, s.OnHand, qty, v.SKU))
			return nil
		}
	default:
		m.OnHand, m.Why = qty-s.OnHand, shop.WhyCount
	}
	if m.OnHand == 0 && what != "masuk" {
		w.tell(fmt.Sprintf("✅ %s %s cocok: %d.", v.SKU, variantName(v), s.OnHand))
		return nil
	}
	after := s.OnHand + m.OnHand
	w.move(m)
	text := fmt.Sprintf("✅ %s %s: %d → *%d* (%s, %s)", v.SKU, variantName(v), s.OnHand, after, m.Why, w.who())
	if after < s.Reserved {
		text += fmt.Sprintf("\n⚠️ Yang sudah dipesan pembeli %d, jadi kurang %d.", s.Reserved, s.Reserved-after)
	}
	w.tell(text)
	w.tellLow(v.SKU, s.OnHand, after)
	if m.OnHand > 0 {
		return w.tellWaiting(v)
	}
	return nil
}

// tellWaiting tells the buyers who wait for a SKU that it is there, once, and by day.
func (w *work) tellWaiting(v *catalog.Variant) error {
	s, err := w.stockOf(v.SKU)
	if err != nil || s.Available() == 0 {
		return err
	}
	waiting, err := w.f.Waiting(v.SKU)
	if err != nil || len(waiting) == 0 {
		return err
	}
	if later := w.daytime(w.t.Now); later.After(w.t.Now) {
		w.d.Do(shop.SetTimer{Timer: shop.Timer{Key: "kabari:" + v.SKU, Line: shop.GroupLine(shop.Warehouse), Due: later, What: timerWaiting, Ref: v.SKU}})
		return nil
	}
	for _, b := range waiting {
		say := w.say(b, "ada_lagi", is("nama", variantName(v), w.line(v.Pos)), money("harga", v.Price, priceSource(w.Catalog, v)))
		say.Begun = true
		w.d.Do(say, shop.Unwait{Buyer: b, SKU: v.SKU})
	}
	return nil
}

func priceSource(c *catalog.Catalog, v *catalog.Variant) string {
	return fmt.Sprintf("%s:%d@%s", v.PricePos.File, v.PricePos.Line, c.Version)
}
