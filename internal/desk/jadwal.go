package desk

import (
	"fmt"
	"math"
	"strings"
	"time"

	"tokobot/internal/bahasa"
	"tokobot/internal/card"
	"tokobot/internal/shop"
)

var noTime time.Time

// What the desks' timers mean.
const (
	timerRecap    = "rekap"
	timerStock    = "stok_pagi"
	timerManifest = "manifest"
	timerWaiting  = "kabari"
	// TimerAsk asks for a card again; its Ref is the card, "#" and how often it was asked for.
	TimerAsk = "tanya_kartu"
	// TimerDraft shows a message that may not be sent now; its Ref is a Draft. TimerDraftSent says that the bot has sent one
	// after all; its Ref is the card.
	TimerDraft     = "draf"
	TimerDraftSent = "draf_terkirim"
)

// Schedule is something that a desk does at set times.
type Schedule struct {
	Name string
	What string
	Line shop.LineKey
}

// Schedules are the desks' own: the evening recap, the morning stock list and the manifest before the pickup hour.
func Schedules() []Schedule {
	return []Schedule{
		{"rekap", timerRecap, shop.GroupLine(shop.Finance)},
		{"stok", timerStock, shop.GroupLine(shop.Warehouse)},
		{"manifest", timerManifest, shop.GroupLine(shop.Shipping)},
	}
}

// timer does what fell due.
func (w *work) timer(t *shop.Timer) error {
	if t == nil {
		return nil
	}
	switch t.What {
	case timerRecap:
		p, title, _ := w.period("hari ini")
		return w.sendRecap(p, title, false)
	case timerStock:
		return w.morningStock()
	case timerManifest:
		text, parcels, err := w.manifestText()
		if err == nil && parcels > 0 {
			w.tell(text)
		}
		return err
	case timerWaiting:
		if v := w.Catalog.Variant(t.Ref); v != nil {
			return w.tellWaiting(v)
		}
	case TimerMutations:
		return w.mutations(t.Ref)
	case TimerAsk:
		return w.askAgain(t.Ref)
	case TimerDraft:
		return w.showDraft(t.Ref)
	case TimerDraftSent:
		return w.draftSent(t.Ref)
	}
	return nil
}

// askFor is how long it makes sense to ask for a card: after an outage its own late arrival says enough.
const askFor = 15 * time.Minute

// askAgain asks for a card that nobody touched, the second time with the owner.
func (w *work) askAgain(ref string) error {
	id, times, _ := strings.Cut(ref, "#")
	c, found, err := w.card(shop.CardID(id))
	if err != nil || !found {
		return err
	}
	if !c.Open {
		return w.askTracking(c)
	}
	if _, packed := card.DoneBy(c, card.Packed); packed {
		return nil // it waits for the pickup; the manifest names it
	}
	if last, ok := lastDecision(c); ok {
		if due := w.askAt(last.At)(c.Kind); due.After(w.t.Now) {
			w.d.Do(shop.SetTimer{Timer: shop.Timer{Key: shop.AskTimer(c.ID), Line: w.t.Line, Due: due, What: TimerAsk, Ref: ref}})
			return nil
		}
	}
	about, _, _ := strings.Cut(c.Text, "\n")
	if times != "" {
		w.d.Do(shop.Tell{Group: shop.Owner, For: askFor, Text: "⏰ Grup " + string(w.g) + ": " + w.askedFor(c) + ": " + about})
		return nil
	}
	w.d.Do(shop.Tell{Group: w.g, Card: c.ID, For: askFor, Text: "⏰ " + w.askedFor(c) + ": " + about})
	if due := w.askAt(w.t.Now)(c.Kind); !due.IsZero() {
		w.d.Do(shop.SetTimer{Timer: shop.Timer{Key: shop.AskTimer(c.ID), Line: w.t.Line, Due: due, What: TimerAsk, Ref: id + "#1"}})
	}
	return nil
}

// askTracking asks once more for the tracking number of a parcel that is on its way.
func (w *work) askTracking(c shop.Card) error {
	if _, handed := card.DoneBy(c, card.Handed); !handed {
		return nil
	}
	o, found, err := w.order(c.Order)
	if err != nil || !found || o.Tracking != "" || o.Status != shop.Shipped {
		return err
	}
	w.d.Do(shop.Tell{Group: w.g, Card: c.ID, For: askFor, Text: "⏰ Nomor resi #" + o.Number + " (" + o.CourierName + ") belum ada; pembeli belum diberi tahu. Balas pesan ini dengan nomornya."})
	return nil
}

// paceDays is over how many days the pace of selling is taken; soonDays is how near an end has to be to be told.
const (
	paceDays = 14
	soonDays = 7
)

// morningStock lists what is empty, low, or will be empty within the week at the pace of the last fourteen days.
func (w *work) morningStock() error {
	all, err := w.f.AllStock()
	if err != nil {
		return err
	}
	lines, err := w.f.StockBook("", shop.Period{From: w.t.Now.AddDate(0, 0, -paceDays), To: w.t.Now.Add(time.Second)})
	if err != nil {
		return err
	}
	taken := map[string]int{}
	for _, l := range lines {
		if l.Why == shop.WhyTaken {
			taken[l.SKU] -= l.OnHand
		}
	}
	var empty, low, soon []string
	for _, s := range all {
		v := w.Catalog.Variant(s.SKU)
		if v == nil || !v.Active || v.Product.Preorder != nil {
			continue
		}
		name := s.SKU + " " + variantName(v)
		pace := float64(taken[s.SKU]) / paceDays
		days := math.Inf(1)
		if pace > 0 {
			days = float64(s.OnHand) / pace
		}
		switch {
		case s.OnHand == 0:
			empty = append(empty, name)
		case v.Minimum >= 0 && s.OnHand <= v.Minimum:
			low = append(low, fmt.Sprintf("%s: %d%s", name, s.OnHand, cover(days)))
		case days <= soonDays:
			soon = append(soon, fmt.Sprintf("%s: %d%s", name, s.OnHand, cover(days)))
		}
	}
	if len(empty)+len(low)+len(soon) == 0 {
		return nil
	}
	out := []string{"🌅 *Stok pagi* " + bahasa.Date(w.t.Now)}
	for _, part := range []struct {
		title string
		items []string
	}{{"❌ Habis", empty}, {"📉 Menipis", low}, {"⏳ Habis dalam seminggu", soon}} {
		if len(part.items) > 0 {
			out = append(out, fmt.Sprintf("%s (%d):", part.title, len(part.items)))
			out = append(out, bullets(part.items, 30)...)
		}
	}
	w.tell(strings.Join(out, "\n"))
	return nil
}

// cover is for how many days the stock still lasts.
func cover(days float64) string {
	if math.IsInf(days, 1) {
		return ""
	}
	return fmt.Sprintf(" (cukup ±%d hari)", int(math.Floor(days)))
}

func bullets(items []string, most int) []string {
	var out []string
	for _, s := range items[:min(len(items), most)] {
		out = append(out, "• "+s)
	}
	if len(items) > most {
		out = append(out, fmt.Sprintf("… dan %d lagi", len(items)-most))
	}
	return out
}
