package bot

import (
	"tokobot/bot/understand"
	"tokobot/catalog"
	"tokobot/internal/shop"
	"tokobot/internal/wilayah"
)

// next ends the reply: with the draft as it is now where it changed, and the one question that brings it nearer.
func (k *talk) next() error {
	if k.handed && !k.agreed {
		return nil // a person goes on from here
	}
	b := k.basket()
	k.touched = k.touched || len(b.Lines) > 0 && k.edited
	if len(b.Lines) == 0 {
		return k.nothingYet()
	}
	b, err := k.stillThere(b)
	if err != nil || len(b.Lines) == 0 {
		return err
	}
	if k.askAgain() {
		return nil
	}
	if l, open := b.open(); open {
		return k.variantMissing(b, l)
	}
	if len(b.Doubts) > 0 && k.q.What == askNothing {
		return k.doubtOpen(b, b.Doubts[0])
	}
	if left := k.leftOut(b); left != nil {
		if err := k.showSoFar(b); err != nil {
			return err
		}
		k.m.Invited, k.m.Topic = "", left.SKU
		k.leaves(left.Product.SKU)
		k.ask(asked{What: askQuantity, Expect: understand.ExpectQuantity, Ref: left.SKU}, k.n.text("tanya_itu_juga", is("nama", k.variantName(left))))
		return nil
	}
	if b.PickUp {
		return k.toPickUp(b)
	}
	if q := k.before.Asked; q.What == askAddrPlace && len(q.Places) > 0 && q.Age < maxSame && b.To.Place == "" && k.q.What == askNothing {
		q.Age++ // "jnt" in between does not say which of the towns
		k.ask(q, k.placeQuestion(q.Places))
		return nil
	}
	if k.partsMissing(b) {
		return k.addressMissing(b)
	}
	return k.toConfirm(b)
}

// besideWords say that goods come beside others that were spoken of.
var besideWords = []string{" sekalian", " sama ", " sm ", " juga", " jg ", " plus ", " tambah", " dan "}

// leftOut is what the buyer was asked to order and answered with something else beside it, while the draft was empty: "sekalian kasurnya biru"
// after the pump was told of. Whether it comes too is asked, not guessed.
func (k *talk) leftOut(b basket) *catalog.Variant {
	v := k.Catalog.Variant(k.m.Invited)
	if v == nil || !k.goods || k.edited || k.q.What != askNothing || !hasWord(k.low(), besideWords) || len(k.before.Asked.Orders) > 0 {
		return nil
	}
	if before := k.m.Draft.Log; len(before) != 1 || b.pieces(v.Product.SKU) > 0 || !v.Active {
		return nil // only the first goods of a draft
	}
	return v
}

// nothingYet ends a reply with no draft: how many, where one product was shown; where to, where couriers were.
func (k *talk) nothingYet() error {
	if k.edited {
		k.n.say("draf_kosong")
		k.askToOrder()
	}
	if k.mute || k.agreed || k.handed {
		return nil
	}
	if k.goods && !k.edited && len(k.n.blocks) == 0 && k.q.What == askNothing {
		k.n.say("draf_kosong") // the last of it was taken out
		return nil
	}
	if q := k.m.Asked; q.What == askPlace && len(q.Places) > 0 && q.Age == 0 && k.q.What == askNothing {
		if k.ask(q, k.placeQuestion(q.Places)) { // still to be answered
			k.q.Age = 1
			return nil
		}
	}
	switch {
	case len(k.counted) > 0:
		k.inviteToAll(k.counted)
	case k.offered.P != nil:
		k.inviteToOrder(k.offered)
	case k.wantPlace && k.m.Place == "":
		k.ask(asked{What: askPlace, Expect: understand.ExpectPlace}, k.n.text("tanya_tujuan"))
		k.m.Waiting = []waiting{{Act: understand.Act{Intent: understand.AskShippingCost}}}
	}
	return nil
}

// inviteToAll asks whether all that was asked about shall be ordered.
func (k *talk) inviteToAll(ps []pick) {
	q := asked{What: askAll, Expect: understand.ExpectYesNo}
	for _, p := range ps {
		q.Products, q.Pieces = append(q.Products, p.one().SKU), append(q.Pieces, p.Qty)
	}
	k.ask(q, k.n.text("tanya_jadi_semua"))
}

// inviteToOrder asks which and how many, once for a product, and once for the variant that was chosen.
func (k *talk) inviteToOrder(p pick) {
	what := p.P.SKU
	if v := p.one(); v != nil {
		what = v.SKU
	}
	if k.m.Invited == what && k.m.Nudges > 0 && (p.Qty == 0 || k.before.Asked.Qty == p.Qty || !k.does(understand.AskStock)) {
		return
	}
	if k.m.Invited != what {
		k.m.Invited, k.m.Nudges = what, 0
	}
	k.m.Nudges++
	if v := p.one(); v != nil {
		q := asked{What: askQuantity, Expect: understand.ExpectQuantity, Ref: v.SKU, Services: k.services, Qty: p.Qty}
		if p.Qty > 0 {
			k.ask(q, k.n.text("tanya_jadi_pesan", is("jumlah", count(p.Qty, fromBuyer))))
			return
		}
		k.ask(q, k.n.text("tanya_jumlah"))
		return
	}
	skus := make([]string, len(p.Vs))
	for i, v := range p.Vs {
		skus[i] = v.SKU
	}
	k.ask(asked{What: askVariant, Expect: understand.ExpectVariant, Ref: p.P.SKU, Products: skus}, k.n.text("tanya_mau_yang_mana"))
}

// stillThere drops from the draft what is no longer sold or was taken by somebody else meanwhile, and says so before
// anything is paid.
func (k *talk) stillThere(b basket) (basket, error) {
	stock, err := k.books(b.skus()...)
	if err != nil {
		return b, err
	}
	var ops []op
	for _, l := range b.Lines {
		v := k.Catalog.Variant(l.SKU)
		switch {
		case l.SKU == "" && k.Catalog.Product(l.Product) != nil:
		case v == nil || !v.Active:
			k.n.say("tidak_dijual_lagi", is("nama", written(l.SKU, fromBuyer)))
			ops = append(ops, op{Do: opRemove, SKU: l.SKU, Product: l.Product})
		case v.Product.Preorder != nil || stock[l.SKU].Available() >= l.Qty:
		case stock[l.SKU].Available() == 0:
			k.n.say("keburu_habis", is("nama", k.variantName(v)))
			ops = append(ops, op{Do: opRemove, SKU: l.SKU, Product: l.Product})
			if err := k.instead(v, l.Qty); err != nil {
				return b, err
			}
		default:
			left := stock[l.SKU].Available()
			k.n.say("keburu_kurang", is("nama", k.variantName(v)), is("sisa", count(left, fromStock(v.SKU))))
			ops = append(ops, op{Do: opSet, SKU: l.SKU, Product: l.Product, Qty: left})
		}
	}
	if len(ops) == 0 {
		return b, nil
	}
	k.m.Draft.add(contribution{Ops: ops})
	k.touched, k.goods, k.agreed = true, true, false
	return k.basket(), nil
}

// patient tells whether the next step may be asked for: not in a farewell, and not again and again while the buyer talks
// about something else.
func (k *talk) patient(what question, ref string) bool {
	if k.mute || k.q.What != askNothing {
		return false
	}
	if k.touched || k.m.Step != string(what)+ref {
		k.m.Step, k.m.Nudges = string(what)+ref, 0
	}
	k.m.Nudges++
	return k.m.Nudges <= maxNudges
}

// maxNudges is how often the same step is asked for while the draft does not move.
const maxNudges = 3

// showDraft lists what is noted, with the subtotal.
func (k *talk) showDraft(b basket) error {
	bl, err := k.bill(b)
	if err != nil {
		return err
	}
	v := k.n.text(k.head("draf_dicatat"), is("daftar", k.itemRows(bl)), is("subtotal", money(bl.Subtotal, fromSum(bl.origins()...))))
	if k.ordered > 0 {
		k.n.insert(k.ordered-1, v)
		return nil
	}
	k.n.add(v)
	return nil
}

// head is the heading of the draft: noted, changed, or adjusted to an edited message.
func (k *talk) head(first string) string {
	switch {
	case k.heading != "":
		return k.heading
	case k.unchanged:
		return "draf_sementara"
	}
	return first
}

// itemRows are the lines of goods.
func (k *talk) itemRows(bl bill) value {
	rows := make([]value, 0, len(bl.Items))
	for _, p := range bl.Items {
		key := "baris_barang"
		if p.Price < p.V.Price {
			key = "baris_barang_grosir"
		}
		lead := value{}
		if p.V.Product.Preorder != nil {
			lead = k.n.text("stok_po", is("lama", written(p.V.Product.Preorder.Text, fromLine(k.Catalog, p.V.Product.Pos))))
		}
		rows = append(rows, k.n.text(key, is("jumlah", count(p.Qty, fromBuyer)), is("nama", k.variantName(p.V)),
			is("harga", money(p.total(), fromSum(p.From))), is("satuan", money(p.Price, p.From)), is("po", lead)))
	}
	return joined(newline, rows...)
}

// toConfirm shows the total and asks for the yes, or records the order when the yes to exactly this total is there.
func (k *talk) toConfirm(b basket) error {
	b = k.completed(b)
	bl, err := k.bill(b)
	if err != nil {
		return err
	}
	if bl.Quote == nil {
		return k.noCarrier(b, bl)
	}
	if bl.Quote.Deeper && bl.To.Level() < wilayah.Kecamatan {
		return k.handOver("Pembeli tidak tahu kecamatannya di "+k.Atlas.Full(bl.To)+", padahal ongkirnya beda-beda", "serah_alamat")
	}
	if bl.Refused {
		k.refuseCourier(b.Courier, b.Service, bl.To, bl.lines())
	}
	if k.touched {
		if err := k.dropped(b, bl); err != nil {
			return err
		}
	}
	mark := bl.mark(b.To)
	if k.agreed && mark == k.m.Shown {
		return k.record(b, bl)
	}
	if !k.touched && !k.wantTotal && !k.agreed && mark == k.m.Shown {
		if k.patient(askConfirm, "") {
			k.askToConfirm("ingat_konfirmasi", bl)
		}
		return nil
	}
	if k.agreed && k.m.Shown != "" && k.m.ShownTotal != bl.total() && !k.touched {
		k.n.say("total_berubah")
	}
	if mark == k.m.Shown && k.heading == "draf_diubah" && !k.edited && b.Method == k.was.Method && b.Voucher == k.was.Voucher {
		k.heading = "" // it is the one shown before
	}
	k.showTotal(b, bl)
	k.sayLeft(b)
	k.m.Shown, k.m.ShownTotal = mark, bl.total()
	k.m.Step, k.m.Nudges = "", 0
	k.askToConfirm("tanya_konfirmasi", bl)
	return nil
}

// dropped says why a voucher or way to pay that was taken does not hold any more for the draft as it is now.
func (k *talk) dropped(b basket, bl bill) error {
	if m := k.Catalog.Method(b.Method); m != nil && bl.Method == nil {
		k.refuseMethod(m, bl.To, bl.Subtotal)
	}
	p := k.Catalog.Promo(b.Voucher)
	if p == nil || bl.Voucher != nil {
		return nil
	}
	refusal, err := k.voucherRefusal(p, bl.Subtotal)
	k.n.add(refusal)
	return err
}

func (k *talk) askToConfirm(key string, bl bill) {
	k.ask(asked{What: askConfirm, Expect: understand.ExpectConfirm, Services: k.services, Methods: k.methodCodes(bl.To, bl.Subtotal)},
		k.n.text(key, is("total", money(bl.total(), fromSum(bl.origins()...)))))
}

// showTotal writes the total as lines that add up.
func (k *talk) showTotal(b basket, bl bill) {
	k.n.say("rincian_total", k.totalArgs(b, bl)...)
}

// totalArgs are the lines of a total.
func (k *talk) totalArgs(b basket, bl bill) []arg {
	from := fromSum(append(bl.origins(), k.rateFrom(bl))...)
	args := []arg{
		is("judul", k.totalTitle(b)), is("daftar", k.itemRows(bl)),
		is("subtotal", money(bl.Subtotal, fromSum(bl.origins()...))),
		is("total", money(bl.total(), from)),
		is("bayar", k.payLine(bl)),
		is("catatan", written(b.note(), fromBuyer)),
	}
	args = append(args, k.recipientArgs(b.To)...)
	if bl.Quote != nil {
		args = append(args, is("kurir", k.serviceName(bl.Quote.Service)), is("estimasi", k.estimate(*bl.Quote)),
			is("berat", k.weight(*bl.Quote)), is("ongkir", k.cost(*bl.Quote)))
	}
	if bl.Free > 0 {
		args = append(args, is("gratis", money(-bl.Free, fromSum(fromLine(k.Catalog, k.Catalog.FreeShipping.Pos), k.rateFrom(bl)))))
	}
	if bl.Voucher != nil {
		at := fromLine(k.Catalog, bl.Voucher.Pos)
		args = append(args, is("voucher", written(bl.Voucher.Code, at)), is("potongan", money(-bl.Off, fromSum(append(bl.origins(), at)...))))
	}
	if bl.cod() {
		args = append(args, is("biaya", money(bl.Fee, fromLine(k.Catalog, bl.Method.Pos))))
	}
	return withEmpty(args, "kurir", "estimasi", "berat", "ongkir", "gratis", "voucher", "potongan", "biaya")
}

// withEmpty gives placeholders that have no value an empty one, so that their line is left out.
func withEmpty(args []arg, names ...string) []arg {
	for _, n := range names {
		found := false
		for _, a := range args {
			found = found || a.name == n
		}
		if !found {
			args = append(args, is(n, value{}))
		}
	}
	return args
}

func (k *talk) rateFrom(bl bill) origin {
	if bl.Quote == nil {
		return ""
	}
	return fromLine(k.Catalog, bl.Quote.Rate.Pos)
}

// totalTitle is "Pesanan untuk Sari Dewi", or the heading of a change.
func (k *talk) totalTitle(b basket) value {
	title := k.n.text("judul_pesanan", is("penerima", written(b.To.Name, fromBuyer)))
	if k.heading != "" && k.heading != "draf_dicatat" {
		title = joined(newline, k.n.text(k.heading+"_judul"), title)
	}
	return title
}

// recipientArgs are where it goes.
func (k *talk) recipientArgs(r shop.Recipient) []arg {
	sender := value{}
	if r.Sender != "" {
		sender = k.n.text("pengirim", is("nama", written(r.Sender, fromBuyer)), is("hp", written(r.SenderPhone, fromBuyer)))
	}
	return []arg{
		is("penerima", written(r.Name, fromBuyer)), is("hp", written(r.Phone, fromBuyer)),
		is("alamat", written(r.Address, fromBuyer)), is("tempat", k.addressPlace(r.Place)),
		is("kodepos", written(r.Postcode, fromBuyer)), is("pengirim", sender), is("patokan", written(r.Note, fromBuyer)),
	}
}

func (k *talk) addressPlace(c wilayah.Code) value {
	if c == "" {
		return value{}
	}
	return k.placeLine(c)
}

// noCarrier says that nothing carries the draft to where it shall go.
func (k *talk) noCarrier(b basket, bl bill) error {
	if k.touched || k.wantTotal || k.agreed {
		if err := k.showDraft(b); err != nil {
			return err
		}
		return k.noShipping(bl.To, bl.lines())
	}
	return nil
}
