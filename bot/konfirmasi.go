package bot

import (
	"fmt"
	"hash/fnv"
	"slices"
	"strconv"
	"strings"
	"time"

	"tokobot/bot/understand"
	"tokobot/internal/card"
	"tokobot/internal/rupiah"
	"tokobot/internal/shop"
)

// affirm is a yes: to the bot's open question, or only a nod.
func (k *talk) affirm(a understand.Act) error {
	q := k.m.Asked
	if do := yes[q.What]; do != nil {
		k.answered()
		return do(k, q)
	}
	if q.What == askNothing && k.shownTotal() && k.plainYes(k.text()) {
		k.agree() // the question was closed by something else; the total that was shown is still there
		return nil
	}
	if len(k.basket().Lines) > 0 || !k.only(understand.Affirm, understand.Thank) {
		return nil // what is missing next is asked for anyway
	}
	if hasWord(k.low(), againWords) && (k.restore() || k.revive()) {
		return nil // "jadi deh", after it was dropped
	}
	k.mute = true
	if o, ok := k.awaiting(); ok && o.Status == shop.AwaitingPayment {
		k.n.say("sudah_tercatat", is("nomor", written(o.Number, fromOrder(o.Number))), is("total", due(o)),
			is("batas", k.moment(o.DueAt, fromOrder(o.Number))))
		return nil
	}
	k.n.say("siap")
	return nil
}

// yes is what a yes does to each question.
var yes = map[question]func(*talk, asked) error{
	askConfirm: func(k *talk, _ asked) error { k.agree(); return nil },
	askSameAddress: func(k *talk, _ asked) error {
		k.put(op{Do: opAddress, To: k.t.Buyer.Recipient})
		return nil
	},
	askQuantity: func(k *talk, q asked) error {
		if v := k.Catalog.Variant(q.Ref); v != nil {
			return k.take(v, max(q.Qty, 1), false)
		}
		return nil
	},
	askSubstitute: func(k *talk, q asked) error {
		if v := k.Catalog.Variant(q.Products[0]); v != nil && len(q.Products) == 1 {
			return k.take(v, max(q.Qty, 1), false)
		}
		k.ask(q, k.n.text("tanya_yang_mana"))
		return nil
	},
	askNotify: func(k *talk, q asked) error {
		if v := k.Catalog.Variant(q.Ref); v != nil {
			return k.waitFor(v)
		}
		return nil
	},
	askAll: func(k *talk, q asked) error {
		for i, sku := range q.Products {
			if v := k.Catalog.Variant(sku); v != nil && i < len(q.Pieces) {
				if err := k.take(v, q.Pieces[i], false); err != nil {
					return err
				}
			}
		}
		return nil
	},
	askReorder:    func(k *talk, q asked) error { return k.reorder(q.Ref) },
	askCancel:     func(k *talk, q asked) error { return k.cancel(q.Ref) },
	askRedo:       func(k *talk, q asked) error { return k.redo(q.Ref) },
	askNewAddress: func(k *talk, q asked) error { return k.moveOrder(q.Ref) },
	askCOD:        func(k *talk, q asked) error { return k.becomeCOD(q.Ref) },
	askForget:     func(k *talk, _ asked) error { return k.forget() },
	askPerson:     func(k *talk, q asked) error { return k.callPerson(q) },
}

// laterWords make an "oke" a "not yet".
var laterWords = []string{"nyusul", "menyusul", "belakangan", "nanti", "nnti", "ntar", "entar", "besok", "bsk ", "pikir", "dipikir", "mikir", "tanya suami", "tanya istri", "gajian", "sebentar", "bentar", "tunggu dulu",
	"ok tunggu", "oke tunggu", "iya tunggu", "ya tunggu", "siap tunggu"}

// agree takes a yes to the shown total; one that puts it off is none.
func (k *talk) agree() {
	if hasWord(strings.ToLower(k.text()), laterWords) && !k.does(understand.ClaimPaid) {
		k.mute = true
		k.n.say("santai")
		return
	}
	k.agreed = true
}

// deny is a no: to the open question, or a soft refusal that is not pushed.
func (k *talk) deny(a understand.Act) error {
	q := k.m.Asked
	k.answered()
	if q.What == askSameAddress {
		k.m.AskedPart[string(askSameAddress)]++
		k.totalSaid = true
	}
	if len(k.ops) > 0 || k.does(understand.ChangeOrder, understand.Order, understand.GiveAddress, understand.ChooseCourier, understand.CancelOrder) {
		return nil // "bukan, yang navy": the rest of the message says what instead
	}
	if (dropsDraft[q.What] || q.Ref == refPickUp) && len(k.basket().Lines) > 0 && hasWord(k.low(), weak) && !hasWord(k.low(), strong) {
		k.dropDraft() // not for "ga jadi batal"
		return nil
	}
	switch q.What {
	case askConfirm, askChange:
		if hasWord(strings.ToLower(k.text()), laterWords) {
			k.m.Asked = q // "gajian dulu ya": the total may still be agreed to
			k.mute = true
			k.n.say("santai")
			return nil
		}
		k.askWhatToChange()
	case askSameAddress:
	case askQuantity:
		if v := k.Catalog.Variant(q.Ref); v != nil {
			k.notWanted(v.Product.SKU)
		}
		if len(k.basket().Lines) > 0 {
			return nil // what is noted goes on
		}
		if k.only(understand.Deny, understand.Thank, understand.Affirm, understand.Greet, understand.Goodbye) {
			k.mute = true
			k.n.say("santai")
		}
	case askCancel, askNewAddress, askRedo, askCOD:
		k.m.NewTo, k.m.Waiting = nil, nil
		k.mute = true
		k.n.say("pesanan_tetap", is("nomor", written(q.Ref, fromOrder(q.Ref))))
	case askForget, askPerson, askNotify, askSubstitute:
		if k.shownTotal() && k.plainYes(lastClause(k.text())) {
			k.agree() // "eh ga usah deh. YA"
			return nil
		}
		k.mute = true
		k.n.say("baik")
	default:
		if !k.only(understand.Deny, understand.Thank, understand.Affirm, understand.Greet, understand.Goodbye) {
			return nil
		}
		k.mute = true
		k.n.say("santai")
	}
	return nil
}

// dropsDraft are the questions, and none, at which "ga jadi" is about the draft; at others it is their answer.
var dropsDraft = map[question]bool{askNothing: true, askVariant: true, askConfirm: true, askChange: true, askPlace: true, askAddress: true}

// record writes the order that the buyer said yes to, and tells how to pay. In the same turn its goods are reserved.
func (k *talk) record(b basket, bl bill) error {
	o := bl.order(k, b)
	var err error
	if o.Number, err = k.nextNumber(); err != nil {
		return err
	}
	event := k.event("pembeli", "pesanan dicatat", "")
	quota := 0
	if bl.Voucher != nil {
		quota = bl.Voucher.Quota
	}
	if o.COD {
		o.Status = shop.Confirmed
	} else {
		o.Status, o.DueAt = shop.AwaitingPayment, k.t.Now.Add(k.Catalog.Payment.Deadline)
		if o.UniqueCode, err = k.uniqueCode(o); err != nil {
			return err
		}
	}
	if err := o.Check(); err != nil {
		return fmt.Errorf("record: %w", err)
	}
	k.d.Do(shop.RecordOrder{Order: o, Event: event, Quota: quota})
	if err := k.remindCredit(o); err != nil {
		return err
	}
	k.remember(o.Recipient)
	k.m.Done = k.m.Draft.messages()
	k.m.Draft, k.m.Shown, k.m.ShownTotal, k.m.Step = draft{}, "", 0, ""
	clear(k.m.AskedPart)
	k.m.Waiting, k.m.Place, k.m.Left = nil, "", nil
	k.t.Orders = slices.Insert(k.t.Orders, 0, o)
	if o.COD {
		k.pack(o)
		k.n.say("pesanan_cod", k.orderArgs(o)...)
		return nil
	}
	k.setTimers(o, o.CreatedAt)
	return k.invoice(o, "tagihan")
}

// pack shows the warehouse what is to be packed.
func (k *talk) pack(o shop.Order) {
	k.d.Do(shop.ShowCard{Card: card.NewPacking(k.newCard(), k.when(), o, k.t.Buyer)})
}

// nextNumber is the next order number of the day: MLT-1123-0007.
func (k *talk) nextNumber() (string, error) {
	prefix := k.Catalog.Shop.Code + "-" + k.t.Now.Format("0102") + "-"
	last, err := k.f.LastOrderNumber(prefix)
	if err != nil {
		return "", err
	}
	n := 0
	if tail, ok := strings.CutPrefix(last, prefix); ok {
		if n, err = strconv.Atoi(tail); err != nil {
			return "", fmt.Errorf("last order number %q: %w", last, err)
		}
	}
	return fmt.Sprintf("%s%04d", prefix, n+1), nil
}

// moneyLate is how long after an order's time to pay a bank's line for it may still be read: money that comes late, or on the eve of
// holidays, and a statement that finance only fetches once a week.
const moneyLate = 7 * 24 * time.Hour

// uniqueCode makes the order's total one of its own among the open orders and, while there are codes enough, among those for which a bank's
// line may still come. It starts at a place that the number decides, so that codes look different from order to order; 0 when every code is
// taken or the owner wants none.
func (k *talk) uniqueCode(o shop.Order) (rupiah.Amount, error) {
	limit := k.Catalog.Payment.UniqueMax
	if !k.Catalog.Payment.UniqueCode || limit < 1 {
		return 0, nil
	}
	base := o.Total()
	taken, err := k.f.OpenTotals(base+1, base+rupiah.Amount(limit))
	if err != nil {
		return 0, err
	}
	recent, err := k.f.TotalsSince(base+1, base+rupiah.Amount(limit), k.t.Now.Add(-k.Catalog.Payment.Deadline-moneyLate))
	if err != nil {
		return 0, err
	}
	h := fnv.New32a()
	fmt.Fprint(h, o.Number)
	start := int(h.Sum32() % uint32(limit))
	var used rupiah.Amount // free among the open orders only
	for i := range limit {
		code := rupiah.Amount((start+i)%limit + 1)
		switch {
		case slices.Contains(taken, base+code):
		case !slices.Contains(recent, base+code):
			return code, nil
		case used == 0:
			used = code
		}
	}
	return used, nil
}

// when is the moment of a card that is made now, and when it is asked for again.
func (k *talk) when() card.When {
	return card.When{Now: k.t.Now, Ask: func(kind shop.CardKind) time.Time {
		if after := card.AskAfter(k.Settings.CardAsk, kind); after > 0 {
			return k.Catalog.Shop.OpenFor(k.t.Now, after)
		}
		return noTime
	}}
}

// event is a line of an order's history.
func (k *talk) event(who, what, note string) shop.Event {
	return shop.Event{At: k.t.Now, Who: who, What: what, Note: note}
}

// due is what has still to be paid of an order: its total, or what remains after a part has come.
func due(o shop.Order) value {
	if o.Received > 0 && o.Owed() > 0 {
		return money(o.Owed(), fromSum(fromOrder(o.Number)))
	}
	return money(o.Total(), fromOrder(o.Number))
}

// orderArgs are an order's lines, from the books. Its total is, of one that is paid at the door, what is to be paid there.
func (k *talk) orderArgs(o shop.Order) []arg {
	from := fromOrder(o.Number)
	rows := make([]value, 0, len(o.Items))
	for _, i := range o.Items {
		rows = append(rows, k.n.text("baris_barang", is("jumlah", count(i.Qty, from)), is("nama", written(i.Name, from)),
			is("harga", money(i.Total(), from)), is("satuan", money(i.Price, from)), is("po", value{})))
	}
	code := value{}
	if o.UniqueCode > 0 {
		code = k.n.text("termasuk_kode", is("kode", count(int(o.UniqueCode), from)))
	}
	until := value{}
	if !o.DueAt.IsZero() {
		until = k.moment(o.DueAt, from)
	}
	total, got, rest := money(o.Total(), from), value{}, value{}
	if o.Received > 0 && o.Owed() > 0 {
		got, rest = money(o.Received, from), due(o)
		if o.COD {
			total = rest
		}
	}
	return append(k.recipientArgs(o.Recipient), is("masuk", got), is("sisa", rest), is("nomor", written(o.Number, from)), is("total", total),
		is("kode", code), is("batas", until), is("daftar", joined(newline, rows...)), is("kurir", written(o.CourierName, from)),
		is("resi", written(o.Tracking, from)), is("estimasi", written(o.Estimate, from)))
}
