package bot

import (
	"time"

	"tokobot/internal/shop"
)

// noTime is nothing due.
var noTime time.Time

// timers says what is done when something falls due, by shop.Timer.What.
func timers() map[string]func(*talk, shop.Timer) error {
	return map[string]func(*talk, shop.Timer) error{
		"remind":   (*talk).remind,
		"expire":   (*talk).expire,
		"expired":  (*talk).tellExpired,
		"complete": (*talk).completeLater,
		"handback": (*talk).handBack,
	}
}

// setTimers sets what an unpaid order brings by itself: reminders, outside the night, and its end.
func (k *talk) setTimers(o shop.Order, since time.Time) {
	k.d.Do(shop.WaitForMoney(o, since, k.Catalog.Payment.Reminders, k.daytime)...)
}

// stopTimers forgets what an unpaid order would bring.
func (k *talk) stopTimers(o shop.Order) {
	k.d.Do(shop.WaitNoMore(o.Number, k.Catalog.Payment.Reminders)...)
}

// await puts an order back to waiting for money, with a new deadline.
func (k *talk) await(o shop.Order, what string) shop.Order {
	o.Status, o.DueAt, o.ChangedAt = shop.AwaitingPayment, k.t.Now.Add(k.Catalog.Payment.Deadline), k.t.Now
	o = k.save(o, k.event("pembeli", what, ""))
	k.setTimers(o, k.t.Now)
	return o
}

// daytime moves a moment of the night to the next morning: the shop begins nothing while people sleep.
func (k *talk) daytime(t time.Time) time.Time {
	t = t.In(k.t.Now.Location())
	midnight := time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, t.Location())
	at := func(d time.Duration) time.Time {
		return time.Date(t.Year(), t.Month(), t.Day(), int(d.Hours()), int(d.Minutes())%60, 0, 0, t.Location())
	}
	from, to := k.Settings.QuietFrom, k.Settings.QuietTo
	since := t.Sub(midnight)
	switch {
	case from > to && since >= from:
		return at(to).AddDate(0, 0, 1)
	case since < to && (from > to || since >= from):
		return at(to)
	}
	return t
}

// remind reminds of an unpaid order; not while finance looks at a claim, and not over a person's head.
func (k *talk) remind(t shop.Timer) error {
	o, ok := k.own(t.Ref)
	if !ok || o.Status != shop.AwaitingPayment || k.human {
		return nil
	}
	if later := k.daytime(k.t.Now); later.After(k.t.Now) {
		if later.Before(o.DueAt) {
			t.Due = later
			k.d.Do(shop.SetTimer{Timer: t})
		}
		return nil
	}
	open, err := k.f.OpenCards(shop.CardPayment, o.Number, 0)
	if err != nil || len(open) > 0 {
		return err
	}
	k.begin("ingatkan_bayar", append(k.orderArgs(o), is("rekening", k.accounts(o)))...)
	return nil
}

// expire ends an unpaid order: its goods are free again, and the buyer is told kindly, by day.
func (k *talk) expire(t shop.Timer) error {
	o, ok := k.own(t.Ref)
	if !ok || o.Status != shop.AwaitingPayment {
		return nil
	}
	if o.DueAt.After(k.t.Now) { // finance gave more time
		t.Due = o.DueAt
		k.d.Do(shop.SetTimer{Timer: t})
		return nil
	}
	open, err := k.f.OpenCards(shop.CardPayment, o.Number, 0)
	if err != nil {
		return err
	}
	if len(open) > 0 { // the buyer says it is paid; finance has the word first
		t.Due = k.t.Now.Add(k.Settings.ClaimGrace)
		k.d.Do(shop.SetTimer{Timer: t})
		return nil
	}
	k.free(o)
	k.stopTimers(o)
	if o.Received > 0 {
		if _, err := k.refund(o, "Kurang bayar sampai batas waktunya; uang yang masuk perlu dikembalikan"); err != nil {
			return err
		}
	}
	o.Status, o.ChangedAt = shop.Expired, k.t.Now
	o = k.save(o, k.event("bot", "kedaluwarsa", ""))
	if later := k.daytime(k.t.Now); later.After(k.t.Now) {
		k.d.Do(shop.SetTimer{Timer: shop.Timer{Key: shop.ExpiredTimer(o.Number), Line: shop.BuyerLine(o.Buyer), Due: later, What: "expired", Ref: o.Number}})
		return nil
	}
	return k.tellExpired(t)
}

// tellExpired tells the buyer that an order ended; while a person talks to the buyer, the person is told instead.
func (k *talk) tellExpired(t shop.Timer) error {
	o, ok := k.own(t.Ref)
	if !ok || o.Status != shop.Expired {
		return nil
	}
	if k.human {
		k.d.Do(shop.Tell{Group: shop.CS, Buyer: o.Buyer, Card: k.m.CallCard, Text: "Pesanan #" + o.Number + " kedaluwarsa karena belum dibayar; pembeli belum diberi tahu."})
		return nil
	}
	key := "kedaluwarsa"
	if o.Received > 0 {
		key = "kedaluwarsa_sebagian"
	}
	k.begin(key, k.orderArgs(o)...)
	k.mayReorder(o)
	return nil
}

// completeLater closes an order some days after it was shipped.
func (k *talk) completeLater(t shop.Timer) error {
	o, ok := k.own(t.Ref)
	if !ok || o.Status != shop.Shipped {
		return nil
	}
	k.complete(o, "bot")
	return nil
}
