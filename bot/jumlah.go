package bot

import (
	"slices"
	"strconv"
	"strings"

	"tokobot/bot/understand"
	"tokobot/internal/shop"
)

// askTotal shows the total of the draft; with no draft, what the open order costs.
func (k *talk) askTotal(a understand.Act) error {
	b := k.basket()
	if len(b.Lines) == 0 {
		if o, ok := k.newestOpen(); ok && asksInside(k.low()) {
			k.sayInside(written(o.CourierName, fromOrder(o.Number)), money(o.Shipping, fromOrder(o.Number)))
			return nil
		}
		if o, ok := k.awaiting(); ok {
			if k.several(k.waiting()) {
				return nil
			}
			return k.invoice(o, "tagihan_lagi")
		}
		if o, ok := k.newestOpen(); ok {
			return k.tellStatus(o)
		}
		if t := k.topic(); t.P != nil {
			t.Qty = k.onlyNumber(a)
			if err := k.show(t, true); err != nil {
				return err
			}
			k.forSo(t, []pick{t})
			return nil
		}
		k.n.say("belum_ada_pesanan_draf")
		k.askToOrder()
		return nil
	}
	if k.shippingInside(b) {
		return nil
	}
	k.wantTotal = true
	return nil
}

// showSoFar shows the draft whose address is not known yet: with what it comes to where the town is, when the total was asked for.
func (k *talk) showSoFar(b basket) error {
	bl, err := k.bill(b)
	if err != nil {
		return err
	}
	if !k.wantTotal {
		return k.showDraft(b)
	}
	if bl.Quote == nil {
		k.heading = "draf_sementara"
		return k.showDraft(b)
	}
	k.n.say("perkiraan_total", append(k.totalArgs(b, bl), is("tujuan", k.placeLineShort(bl.To)))...)
	return nil
}

// onlyNumber is the number of pieces in a question for a total: "5 biji jadi berapa?"; 0 where none or several stand.
func (k *talk) onlyNumber(a understand.Act) int {
	if len(a.Products) == 1 && a.Products[0].Qty > 0 {
		return a.Products[0].Qty
	}
	found := bareNumber.FindAllStringSubmatch(k.text(), -1)
	if len(found) != 1 {
		return 0
	}
	n, _ := strconv.Atoi(found[0][1])
	return n
}

// asksInside tells whether the buyer asks if a total holds the shipping already.
func asksInside(low string) bool {
	return strings.Contains(low, "ongkir") && hasWord(low, []string{"termasuk", " sudah ", " udah ", " udh ", " sdh ", " sama ongkir", "include", " inc ", " plus ongkir"})
}

// shippingInside answers whether the draft's total, which was shown, holds the shipping; false when that was not asked.
func (k *talk) shippingInside(b basket) bool {
	if !asksInside(k.low()) || k.m.Shown == "" {
		return false
	}
	bl, err := k.bill(b)
	if err != nil || bl.Quote == nil {
		return false
	}
	k.sayInside(k.serviceName(bl.Quote.Service), k.cost(*bl.Quote))
	return true
}

func (k *talk) sayInside(courier, cost value) {
	k.n.say("termasuk_ongkir", is("kurir", courier), is("ongkir", cost))
}

// waiting are the buyer's orders that wait for money, newest first.
func (k *talk) waiting() []shop.Order {
	return slices.DeleteFunc(slices.Clone(k.t.Orders), func(o shop.Order) bool { return o.Status != shop.AwaitingPayment })
}

// askAgain asks once more what an order still waits for, when the buyer asked something else in between.
func (k *talk) askAgain() bool {
	q := k.m.Asked
	if q.Age > 0 || k.before.Asked.What != q.What || k.before.Asked.Ref != q.Ref || k.touched || k.mute || k.q.What != askNothing {
		return false
	}
	switch {
	case q.What == askAddrPlace && len(q.Places) > 0:
		k.ask(q, k.placeQuestion(q.Places))
	case len(k.m.Waiting) == 0 || !buys[k.m.Waiting[0].Act.Intent]:
		return false
	case q.What == askProduct && len(q.Products) > 0:
		k.askWhich(k.m.Waiting[0].act(), q.Products)
	case q.What == askVariant && k.Catalog.Product(q.Ref) != nil:
		p, waited := k.Catalog.Product(q.Ref), k.m.Waiting
		k.askWhichVariant(p, onSale(p), optionsOf(waited[0].Act), 1)
		k.m.Waiting = waited
	default:
		return false
	}
	k.q.Age = 1
	return k.q.What != askNothing
}

// buys are the acts that put goods into the draft.
var buys = map[understand.Intent]bool{understand.Order: true, understand.ChangeOrder: true}

func optionsOf(a understand.Act) map[string]string {
	if len(a.Products) == 0 {
		return nil
	}
	return a.Products[0].Options
}
