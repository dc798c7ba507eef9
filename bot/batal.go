package bot

import (
	"slices"
	"strings"

	"tokobot/bot/understand"
	"tokobot/internal/card"
	"tokobot/internal/shop"
)

// cancelOrder drops the draft; without one it is about a recorded order, which only clear words cancel.
func (k *talk) cancelOrder(a understand.Act) error {
	if ref := k.m.Asked.Ref; k.m.Asked.What == askCancel && ref != "" {
		k.answered()
		return k.cancel(ref)
	}
	if len(k.basket().Lines) > 0 && a.Order == "" {
		k.dropDraft()
		return nil
	}
	o, found, err := k.meant(a)
	if err != nil || !found {
		return err
	}
	if !clearly(a, k.text()) && k.askToCancel(o) {
		return nil
	}
	if o.Status != shop.AwaitingPayment {
		k.askToCancel(o)
		return nil
	}
	return k.cancel(o.Number)
}

// dropDraft forgets the draft; what is recorded stays.
func (k *talk) dropDraft() {
	dropped := k.m.Draft
	k.m.Dropped = &dropped
	b := k.basket()
	k.m.Draft, k.ops = draft{}, nil
	k.q, k.qText = asked{}, value{}
	k.m.Shown, k.m.ShownTotal, k.m.Step, k.m.Waiting, k.m.Left = "", 0, "", nil, nil
	k.answered()
	clear(k.m.AskedPart)
	k.mute = true
	if anew.MatchString(k.low()) {
		b.Lines, b.Doubts, b.Wishes = nil, nil, nil
		k.put(b.ops()...) // where it goes stays said
		k.askAnew("draf_batal_baru")
	} else {
		k.n.say("draf_batal")
	}
	if o, ok := k.newestOpen(); ok {
		k.n.say("pesanan_lain_tetap", is("nomor", written(o.Number, fromOrder(o.Number))))
	}
}

// restore brings the draft back that was cancelled last; false when there is none, or a new one was begun.
func (k *talk) restore() bool {
	if k.m.Dropped == nil || len(k.basket().Lines) > 0 {
		return false
	}
	k.m.Draft, k.m.Dropped = *k.m.Dropped, nil
	k.touched, k.goods, k.wantTotal = true, true, true
	return true
}

// meant finds the recorded order that shall be cancelled: named, or the one that still can be. Several are asked about.
func (k *talk) meant(a understand.Act) (shop.Order, bool, error) {
	if a.Order != "" {
		o, ok := k.own(a.Order)
		if !ok {
			k.n.say("nomor_tidak_ada", is("nomor", written(cut(a.Order, 30), fromBuyer)))
		}
		return o, ok, nil
	}
	var open []shop.Order
	for _, o := range k.t.Orders {
		if o.Status.Open() {
			open = append(open, o)
		}
	}
	switch {
	case len(open) == 0:
		if o, ended, err := k.endedByShop(); err != nil || ended {
			if err == nil {
				err = k.handOver("Pembeli bertanya soal #"+o.Number+" yang dibatalkan toko", "serah")
			}
			return shop.Order{}, false, err
		}
		k.mute = true
		k.n.say("tidak_ada_yang_dibatalkan")
		return shop.Order{}, false, nil
	case len(open) == 1:
		return open[0], true, nil
	}
	if o, ok := k.orderOf(open); ok {
		return o, true, nil
	}
	k.askWhichOrder(askCancel, "tanya_batal_mana", open)
	return shop.Order{}, false, nil
}

// orderOf is the one of several orders that holds goods which the words name.
func (k *talk) orderOf(orders []shop.Order) (shop.Order, bool) {
	var words []string
	for _, w := range strings.Fields(k.low()) {
		if !hasWord(w, strong) {
			words = append(words, w)
		}
	}
	named := k.allGoods("harga " + strings.Join(words, " "))
	fits := slices.DeleteFunc(slices.Clone(orders), func(o shop.Order) bool { return !holds(o, named) })
	if len(fits) != 1 {
		return shop.Order{}, false
	}
	return fits[0], true
}

// holds tells whether an order has one of the products.
func holds(o shop.Order, named []understand.Product) bool {
	return slices.ContainsFunc(o.Items, func(i shop.Item) bool {
		return slices.ContainsFunc(named, func(w understand.Product) bool {
			return w.SKU == i.SKU || w.SKU == "" && (w.Product == i.Product || slices.Contains(w.Candidates, i.Product))
		})
	})
}

// askWhichOrder asks which of several orders is meant.
func (k *talk) askWhichOrder(what question, key string, orders []shop.Order) {
	rows := make([]value, 0, len(orders))
	var numbers []string
	for i, o := range orders[:min(len(orders), listMax)] {
		from := fromOrder(o.Number)
		rows = append(rows, k.n.text("pilihan_pesanan", is("urut", ordinal(i+1)), is("nomor", written(o.Number, from)),
			is("total", money(o.Total(), from)), is("status", k.n.text("kata_"+string(o.Status)))))
		numbers = append(numbers, o.Number)
	}
	k.ask(asked{What: what, Orders: numbers}, k.n.text(key, is("daftar", joined(newline, rows...))))
}

// weak are words that may mean the whole order or only a change of mind in passing.
var weak = []string{"ga jadi", "gak jadi", "gk jadi", "g jadi", "nggak jadi", "ngga jadi", "tidak jadi", "tdk jadi", "ndak jadi", "gajadi"}

// strong are words that mean cancelling and nothing else.
var strong = []string{"*batal", "*cancel", "btl ", "btlin", "btlkan"}

// clearly tells whether words clearly cancel: they say so, and are no question.
func clearly(a understand.Act, text string) bool {
	words := strings.ToLower(a.Words)
	if words == "" {
		words = strings.ToLower(text)
	}
	if strings.Contains(strings.ToLower(text), "?") && !strings.Contains(words, "batalkan") {
		return false
	}
	return hasWord(words, strong) && (a.Order != "" || !hasWord(words, weak))
}

// askToCancel asks before anything that is recorded changes.
func (k *talk) askToCancel(o shop.Order) bool {
	from := fromOrder(o.Number)
	if o.Status == shop.Paid || o.Status == shop.PaymentReview || o.Received > 0 && o.Status.HoldsStock() {
		k.n.say("batal_uang_kembali")
	}
	return k.ask(asked{What: askCancel, Expect: understand.ExpectYesNo, Ref: o.Number},
		k.n.text("tanya_batal", is("nomor", written(o.Number, from)), is("total", money(o.Total(), from)),
			is("status", k.n.text("kata_"+string(o.Status)))))
}

// cancel cancels a recorded order as far as it went: unpaid at once, paid with a refund by finance, packed by a person.
func (k *talk) cancel(number string) error {
	o, ok := k.own(number)
	if !ok {
		return nil
	}
	k.mute = true
	nomor := is("nomor", written(o.Number, fromOrder(o.Number)))
	switch o.Status {
	case shop.Cancelled, shop.Expired, shop.Completed, shop.Returned:
		k.n.say("sudah_selesai", nomor, is("status", k.n.text("kata_"+string(o.Status))))
		return nil
	case shop.Packing, shop.Packed, shop.Shipped:
		k.n.say("batal_terlambat", nomor, is("status", k.n.text("kata_"+string(o.Status))))
		if err := k.warn(o.Number, wantsCancelled); err != nil {
			return err
		}
		return k.handOver("Pembeli minta batal #"+o.Number+" yang sudah "+card.StatusWord(o.Status), "serah_singkat")
	}
	if k.quiet {
		return nil
	}
	paid := o.Status == shop.Paid || o.Status == shop.PaymentReview || o.Received > 0
	k.free(o)
	k.stopTimers(o)
	if err := k.closeCards(o); err != nil {
		return err
	}
	before := o.Status
	o.Status, o.DueAt, o.ChangedAt = shop.Cancelled, noTime, k.t.Now
	o = k.save(o, k.event("pembeli", "dibatalkan pembeli", ""))
	if k.redoing {
		k.n.say("pesanan_diganti", nomor)
		return nil
	}
	if !paid && anew.MatchString(k.low()) {
		return k.askAnew("pesanan_batal_baru", nomor)
	}
	if !paid {
		k.n.say("pesanan_batal", nomor)
		return nil
	}
	why := "Dibatalkan pembeli sesudah dibayar"
	if before == shop.PaymentReview {
		why = "Dibatalkan pembeli; buktinya belum diperiksa, periksa dulu uangnya"
	}
	known, err := k.refund(o, why)
	if err != nil {
		return err
	}
	if known {
		k.n.say("pesanan_batal_rekening", nomor)
		return nil
	}
	k.n.say("pesanan_batal_refund", nomor)
	return nil
}

// closeCards takes the buttons off the cards that an order's cancelling made pointless.
func (k *talk) closeCards(o shop.Order) error {
	for _, kind := range []shop.CardKind{shop.CardPayment, shop.CardPacking} {
		cards, err := k.f.OpenCards(kind, o.Number, 0)
		if err != nil {
			return err
		}
		for _, c := range cards {
			k.closeCard(c, "pembeli", "Dibatalkan")
		}
	}
	return nil
}

// free gives the goods of an order back to the shelf; one line of the stock book for each.
func (k *talk) free(o shop.Order) {
	if !o.Status.HoldsStock() {
		return
	}
	for _, i := range o.Items {
		if i.Preorder {
			continue
		}
		k.freed[i.SKU] += i.Qty
		k.d.Do(shop.MoveStock{SKU: i.SKU, Reserved: -i.Qty, Why: shop.WhyRelease, Order: o.Number, By: "bot"})
	}
}

// save writes an order, and keeps the turn's own view of it in step: a second change in the same turn is one of the order
// as it is by then.
func (k *talk) save(o shop.Order, e shop.Event) shop.Order {
	k.d.Do(shop.SaveOrder{Order: o, Event: e})
	o.Version++
	i := slices.IndexFunc(k.t.Orders, func(x shop.Order) bool { return x.Number == o.Number })
	if i < 0 {
		k.t.Orders = append(k.t.Orders, o)
	} else {
		if o.Note != k.t.Orders[i].Note {
			k.renoted = append(k.renoted, o.Number)
		}
		k.t.Orders = slices.Clone(k.t.Orders)
		k.t.Orders[i] = o
	}
	return o
}

// closeCard takes the buttons off a card, once a turn.
func (k *talk) closeCard(c shop.Card, by, what string) {
	if !k.shown["card "+string(c.ID)] {
		k.shown["card "+string(c.ID)] = true
		k.redraw(card.Close(k.cardNow(c), by, what, k.t.Now))
		k.d.Do(shop.CancelTimer{Key: shop.AskTimer(c.ID)})
	}
}

// changeRecorded offers to change an order that is recorded: an unpaid one is written anew, with a total to say yes to;
// about any other a person decides.
func (k *talk) changeRecorded(o shop.Order, a understand.Act) error {
	if dropsAll(o, a) {
		a.Order = o.Number
		return k.cancelOrder(a)
	}
	if k.relettered(o, a) {
		return nil
	}
	if o.Status != shop.AwaitingPayment {
		k.n.say("ubah_sesudah_bayar", is("nomor", written(o.Number, fromOrder(o.Number))))
		if err := k.warn(o.Number, wantsChanged("pesanan", k.text())); err != nil {
			return err
		}
		return k.handOver("Pembeli minta ubah pesanan #"+o.Number+": "+cut(k.text(), 120), "serah_singkat")
	}
	if k.ask(asked{What: askRedo, Expect: understand.ExpectYesNo, Ref: o.Number},
		k.n.text("tanya_ubah_tercatat", is("nomor", written(o.Number, fromOrder(o.Number))))) {
		k.m.Waiting = []waiting{wait(a)}
	}
	return nil
}

// dropsAll tells whether a change takes everything out of an order, which cancels it: "yang tasbih dibatalin".
func dropsAll(o shop.Order, a understand.Act) bool {
	for _, i := range o.Items {
		if !slices.ContainsFunc(a.Products, func(p understand.Product) bool {
			named := p.Product == i.Product || p.Product == "" && slices.Contains(p.Candidates, i.Product)
			return p.Op == understand.Remove && p.Qty == 0 && named && (p.SKU == "" || p.SKU == i.SKU)
		}) {
			return false
		}
	}
	return len(o.Items) > 0 && !slices.ContainsFunc(a.Products, func(p understand.Product) bool { return p.Op != understand.Remove })
}

// draftOf makes the draft of what an order was.
func (k *talk) draftOf(o shop.Order) {
	for _, i := range o.Items {
		if v := k.Catalog.Variant(i.SKU); v != nil && v.Active {
			k.put(op{Do: opSet, SKU: i.SKU, Product: i.Product, Qty: i.Qty})
		}
	}
	to := o.Recipient
	k.put(op{Do: opAddress, To: &to}, op{Do: opCourier, Code: o.Courier, Service: o.Service},
		op{Do: opMethod, Code: o.Payment}, op{Do: opVoucher, Code: o.Voucher})
}

// reorder makes an expired order the draft again, for a buyer who still wants it.
func (k *talk) reorder(number string) error {
	o, ok := k.own(number)
	if !ok || o.Status != shop.Expired {
		return nil
	}
	k.n.say("dibuat_lagi", is("nomor", written(o.Number, fromOrder(o.Number))))
	k.draftOf(o)
	k.wantTotal = true
	return nil
}

// offerReorder tells a buyer who wants to pay an expired order that it ended, and offers to make it again.
func (k *talk) offerReorder() bool {
	o, ok := k.late()
	if !ok || len(k.basket().Lines) > 0 {
		return false
	}
	return k.ask(asked{What: askReorder, Expect: understand.ExpectYesNo, Ref: o.Number},
		k.n.text("tanya_buat_lagi", is("nomor", written(o.Number, fromOrder(o.Number)))))
}

// mayReorder keeps in mind that a yes would be about an expired order.
func (k *talk) mayReorder(o shop.Order) {
	if k.m.Asked.What == askNothing && len(k.basket().Lines) == 0 {
		k.m.Asked = asked{What: askReorder, Expect: understand.ExpectYesNo, Ref: o.Number}
	}
}

// redo cancels an unpaid order and makes it the draft again, with the change that was asked for.
func (k *talk) redo(number string) error {
	o, ok := k.own(number)
	if !ok || o.Status != shop.AwaitingPayment {
		return nil
	}
	waited := k.m.Waiting
	k.m.Waiting = nil
	k.redoing = true
	if err := k.cancel(number); err != nil {
		return err
	}
	k.mute = false
	k.draftOf(o)
	k.heading = "draf_diubah"
	for _, w := range waited {
		k.now = w.act()
		if do := k.doers[w.Act.Intent]; do != nil {
			if err := do(k, w.act()); err != nil {
				return err
			}
		}
	}
	return nil
}
