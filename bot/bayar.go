package bot

import (
	"slices"
	"strings"
	"time"

	"tokobot/bot/understand"
	"tokobot/catalog"
	"tokobot/internal/rupiah"
	"tokobot/internal/shop"
	"tokobot/internal/wilayah"
)

// awaiting is the buyer's newest order that waits for money or for finance.
func (k *talk) awaiting() (shop.Order, bool) {
	for _, o := range k.t.Orders {
		if o.Status.AwaitsMoney() {
			return o, true
		}
	}
	return shop.Order{}, false
}

// askPayment tells how to pay; with an unpaid order, all that is needed to pay it.
func (k *talk) askPayment(a understand.Act) error {
	m := k.Catalog.Method(a.Method)
	if m != nil && m.Kind == catalog.COD {
		k.tellCOD(m, a.Places)
		return nil
	}
	if k.offerTransfer(m) {
		return nil
	}
	if other := m == nil && k.otherMethod(); other && !k.owesNow() {
		k.n.say("cara_bayar", is("daftar", k.methodRows(k.basket().destination(k.m.Place))))
		return nil
	}
	if _, owes := k.awaiting(); !owes && k.offerReorder() {
		return nil
	}
	if o, ok := k.awaiting(); ok && o.Status == shop.AwaitingPayment && len(k.basket().Lines) == 0 && m == nil && k.several(k.waiting()) {
		return nil
	}
	if o, ok := k.awaiting(); ok && o.Status == shop.AwaitingPayment && len(k.basket().Lines) == 0 {
		if m != nil {
			o.Payment = m.Code
		}
		return k.invoice(o, "tagihan_lagi")
	}
	if m != nil && m.Number != "" {
		k.n.say("bayar_rekening", is("rekening", k.account(m)))
		return nil
	}
	b := k.basket()
	k.n.say("cara_bayar", is("daftar", k.methodRows(b.destination(k.m.Place))))
	return nil
}

// owesNow tells whether an order waits for money, with no draft beside it: how it can be paid comes with the order.
func (k *talk) owesNow() bool {
	o, owes := k.awaiting()
	return owes && o.Status == shop.AwaitingPayment && len(k.basket().Lines) == 0
}

// methodRows list the ways to pay by name; account numbers come with an order's total.
func (k *talk) methodRows(to wilayah.Code) value {
	var rows []value
	for _, m := range k.Catalog.Payment.Methods {
		from := fromLine(k.Catalog, m.Pos)
		if m.Kind == catalog.COD {
			rows = append(rows, k.n.text("baris_cod", is("nama", written(m.Name, from)), is("tujuan", k.placeNames(m.To)),
				is("biaya", k.codFee(m)), is("maks", k.codMax(m))))
			continue
		}
		rows = append(rows, k.n.text("baris_metode", is("nama", written(m.Name, from)), is("jenis", k.n.text("jenis_"+string(m.Kind)))))
	}
	return joined(newline, rows...)
}

func (k *talk) codFee(m *catalog.Method) value {
	if m.Fee == 0 {
		return value{}
	}
	return k.n.text("cod_biaya", is("biaya", money(m.Fee, fromLine(k.Catalog, m.Pos))))
}

func (k *talk) codMax(m *catalog.Method) value {
	if m.Max == 0 {
		return value{}
	}
	return k.n.text("cod_maks", is("maks", money(m.Max, fromLine(k.Catalog, m.Pos))))
}

// tellCOD answers "bisa COD?" for the place and basket that are talked about.
func (k *talk) tellCOD(m *catalog.Method, places []understand.Place) {
	b := k.basket()
	to := b.destination(k.m.Place)
	if len(places) > 0 {
		if to = k.codPlace(m, places[0]); to == "" {
			return
		}
	}
	args := []arg{is("tujuan", k.placeNames(m.To)), is("biaya", k.codFee(m)), is("maks", k.codMax(m))}
	if to == "" {
		k.n.say("cod_bisa", args...)
		return
	}
	bl, _ := k.bill(b)
	if k.refuseMethod(m, to, bl.Subtotal) {
		return
	}
	k.n.say("cod_bisa_ke", append(args, is("tempat", k.placeLineShort(to)))...)
}

// codPlace is the place that is asked about; "" where its name may mean several, and that was answered: none has COD, or which is asked.
func (k *talk) codPlace(m *catalog.Method, p understand.Place) wilayah.Code {
	if p.Code != "" {
		return p.Code
	}
	if c, sure := k.likeBefore(p.Candidates); sure || len(p.Candidates) == 0 {
		return c
	}
	if !slices.ContainsFunc(p.Candidates, func(c wilayah.Code) bool { return m.Refuses(c, 0) != catalog.MethodNotThere }) {
		k.n.say("cod_tidak_ke", is("tempat", k.anyOf(p.Candidates)), is("tujuan", k.placeNames(m.To)))
		return ""
	}
	k.askWhichPlace(understand.Act{Intent: understand.AskPayment, Method: m.Code}, p.Candidates)
	return ""
}

// refuseMethod says why a way to pay can't be used, in a sentence; false when it can.
func (k *talk) refuseMethod(m *catalog.Method, to wilayah.Code, subtotal rupiah.Amount) bool {
	if to == "" {
		return false // said once the address is known
	}
	from := fromLine(k.Catalog, m.Pos)
	switch m.Refuses(to, subtotal) {
	case catalog.MethodTooMuch:
		k.n.say("cod_kebanyakan", is("maks", money(m.Max, from)))
	case catalog.MethodNotThere:
		k.n.say("cod_tidak_ke", is("tempat", k.placeLineShort(to)), is("tujuan", k.placeNames(m.To)))
	case catalog.MethodTooWide:
		k.n.say("cod_bisa", is("tujuan", k.placeNames(m.To)), is("biaya", k.codFee(m)), is("maks", k.codMax(m)))
	default:
		return false
	}
	return true
}

// choosePayment takes the buyer's way to pay, for the draft or for the order that waits for money.
func (k *talk) choosePayment(a understand.Act) error {
	m := k.Catalog.Method(a.Method)
	b := k.basket()
	if len(b.Lines) > 0 || len(k.t.Orders) == 0 {
		if m == nil {
			if k.leavesCOD(b) {
				return nil
			}
			if k.otherMethod() || b.Method == "" {
				k.n.say("cara_bayar", is("daftar", k.methodRows(b.destination(k.m.Place))))
			}
			return nil
		}
		return k.payDraft(m, b)
	}
	if k.offerTransfer(m) {
		return nil
	}
	o, ok := k.awaiting()
	if !ok {
		if k.m.Asked.What == askReorder && k.offerReorder() {
			return nil
		}
		return k.askPayment(a)
	}
	if m == nil {
		return k.invoice(o, "tagihan_lagi")
	}
	if m.Kind == catalog.COD {
		return k.offerCOD(o, m)
	}
	if o.Payment != m.Code {
		o.Payment, o.ChangedAt = m.Code, k.t.Now
		if !k.quiet {
			o = k.save(o, k.event("pembeli", "memilih bayar lewat "+m.Name, ""))
		}
	}
	return k.invoice(o, "tagihan_lagi")
}

// payDraft notes the way to pay for the draft.
func (k *talk) payDraft(m *catalog.Method, b basket) error {
	bl, err := k.bill(b)
	if err != nil {
		return err
	}
	if m.Kind == catalog.COD && k.refuseMethod(m, bl.To, bl.Subtotal) {
		return nil
	}
	k.put(op{Do: opMethod, Code: m.Code})
	if len(b.Lines) == 0 || k.partsMissing(b) {
		k.n.say("bayar_dicatat", is("nama", written(m.Name, fromLine(k.Catalog, m.Pos))))
	}
	return nil
}

// offerCOD asks whether an unpaid order shall be paid at the door, with the total that it has then.
func (k *talk) offerCOD(o shop.Order, m *catalog.Method) error {
	if o.Status != shop.AwaitingPayment {
		return k.tellStatus(o)
	}
	if k.refuseMethod(m, o.Recipient.Place, o.Subtotal) {
		return nil
	}
	from := fromSum(fromOrder(o.Number), fromLine(k.Catalog, m.Pos))
	asDoor := o
	asDoor.UniqueCode, asDoor.Fee = 0, m.Fee
	if asDoor.Owed() == 0 {
		return k.invoice(o, "tagihan_lagi") // all but the unique code came: there is nothing to pay at the door
	}
	got := value{}
	if o.Received > 0 {
		got = k.n.text("cod_sudah_masuk", is("masuk", money(o.Received, fromOrder(o.Number))))
	}
	k.ask(asked{What: askCOD, Expect: understand.ExpectYesNo, Ref: o.Number},
		k.n.text("tanya_jadi_cod", is("nomor", written(o.Number, fromOrder(o.Number))), is("total", money(asDoor.Owed(), from)),
			is("masuk", got)))
	return nil
}

// becomeCOD makes an unpaid order one that is paid at the door.
func (k *talk) becomeCOD(number string) error {
	o, ok := k.own(number)
	m := k.codMethod()
	if !ok || o.Status != shop.AwaitingPayment || m == nil || !m.Allows(o.Recipient.Place, o.Subtotal) {
		return nil
	}
	o.Payment, o.COD, o.Fee, o.UniqueCode = m.Code, true, m.Fee, 0
	o.Status, o.DueAt, o.ChangedAt = shop.Confirmed, time.Time{}, k.t.Now
	o = k.save(o, k.event("pembeli", "diganti jadi COD", ""))
	k.stopTimers(o)
	k.pack(o)
	k.n.say("pesanan_cod", k.orderArgs(o)...)
	return nil
}

// codMethod is the shop's way of paying at the door, or nil.
func (k *talk) codMethod() *catalog.Method {
	for _, m := range k.Catalog.Payment.Methods {
		if m.Kind == catalog.COD {
			return m
		}
	}
	return nil
}

// invoice tells all that is needed to pay an order, always together: number, amount, accounts, deadline.
func (k *talk) invoice(o shop.Order, key string) error {
	if o.Status == shop.PaymentReview {
		return k.tellStatus(o)
	}
	args := append(k.orderArgs(o), is("rekening", k.accounts(o)), is("juga", k.alsoPossible(o)))
	if m := k.Catalog.Method(o.Payment); m != nil && m.Kind == catalog.QRIS {
		if err := k.showQR(m, o); err != nil {
			return err
		}
	}
	k.n.say(key, args...)
	return nil
}

// accounts are where the money goes: the chosen method's, or all of them.
func (k *talk) accounts(o shop.Order) value {
	if m := k.Catalog.Method(o.Payment); m != nil {
		return k.account(m)
	}
	var rows []value
	for _, m := range k.Catalog.Payment.Methods {
		if m.Number != "" {
			rows = append(rows, k.account(m))
		}
	}
	return joined(newline, rows...)
}

// account is one account, its number on a line of its own so that it is easy to copy.
func (k *talk) account(m *catalog.Method) value {
	from := fromLine(k.Catalog, m.Pos)
	if m.Number == "" {
		return k.n.text("rekening_qris", is("nama", written(m.Name, from)))
	}
	return k.n.text("rekening", is("nama", written(m.Name, from)), is("pemilik", written(m.Holder, from)), is("nomor", written(m.Number, from)))
}

// alsoPossible names the ways to pay that have no account number, for a buyer who has not chosen.
func (k *talk) alsoPossible(o shop.Order) value {
	if k.Catalog.Method(o.Payment) != nil {
		return value{}
	}
	var names []value
	for _, m := range k.Catalog.Payment.Methods {
		if m.Kind == catalog.QRIS || m.Kind == catalog.COD && m.Allows(o.Recipient.Place, o.Subtotal) {
			names = append(names, k.n.text("sebut_metode", is("nama", written(m.Name, fromLine(k.Catalog, m.Pos))), is("biaya", k.codFee(m))))
		}
	}
	if len(names) == 0 {
		return value{}
	}
	return k.n.text("bisa_juga", is("daftar", joined(comma, names...)))
}

// payLine says in the total how it can be paid.
func (k *talk) payLine(bl bill) value {
	if bl.Method != nil {
		return written(bl.Method.Name, fromLine(k.Catalog, bl.Method.Pos))
	}
	var names []value
	for _, m := range k.Catalog.Payment.Methods {
		if m.Kind == catalog.COD && !m.Allows(bl.To, bl.Subtotal) {
			continue
		}
		names = append(names, written(m.Name, fromLine(k.Catalog, m.Pos)))
	}
	return joined(comma, names...)
}

// methodCodes are the ways to pay that were named, in their order.
func (k *talk) methodCodes(to wilayah.Code, subtotal rupiah.Amount) []string {
	var out []string
	for _, m := range k.Catalog.Payment.Methods {
		if m.Kind != catalog.COD || m.Allows(to, subtotal) {
			out = append(out, m.Code)
		}
	}
	return out
}

// own finds one of the buyer's orders by its number; another buyer's is never found.
func (k *talk) own(number string) (shop.Order, bool) {
	number = strings.TrimPrefix(strings.ToUpper(number), "#")
	for _, o := range k.t.Orders {
		if o.Number == number {
			return o, true
		}
	}
	o, ok, err := k.f.Order(number)
	if err != nil || !ok || o.Buyer != k.t.Buyer.ID {
		return shop.Order{}, false
	}
	return o, true
}

// orderLines are an order's goods as the catalog weighs them; goods that are no longer in it weigh nothing here.
func (k *talk) orderLines(o shop.Order) []catalog.Line {
	var out []catalog.Line
	for _, i := range o.Items {
		if v := k.Catalog.Variant(i.SKU); v != nil {
			out = append(out, catalog.Line{Variant: v, Qty: i.Qty})
		}
	}
	return out
}
