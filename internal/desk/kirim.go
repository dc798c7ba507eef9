package desk

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"tokobot/internal/card"
	"tokobot/internal/resi"
	"tokobot/internal/shop"
)

// steps are a parcel's, in their order: what must be done before, what the order becomes and what is read.
var steps = []struct {
	verb, said, before string
	from, to           shop.Status
}{
	{card.QCPassed, "🔍 QC OK", "", shop.Packing, shop.Packing},
	{card.Packed, "📦 Dikemas", "🔍 QC OK", shop.Packing, shop.Packed},
	{card.Handed, "🚚 Diserahkan", "📦 Dikemas", shop.Packed, shop.Shipped},
}

// step takes a parcel one step further; no step is left out.
func (w *work) step(c shop.Card) error {
	var done []string
	for n, s := range steps {
		if _, ok := card.DoneBy(c, s.verb); ok {
			done = append(done, s.verb)
			continue
		}
		if s.verb != w.in.Press.Verb {
			w.answer("Tekan " + steps[n].said + " dulu.")
			return nil
		}
		o, found, err := w.order(c.Order)
		if err != nil || !found {
			return err
		}
		if o.Status != s.from {
			w.answer("Pesanan #" + o.Number + " sekarang " + card.StatusWord(o.Status) + ".")
			return nil
		}
		note := ""
		if s.verb == card.Handed && len(card.Warnings(c)) > 0 {
			if !w.surely(c) {
				return nil
			}
			note = "peringatan di kartunya belum beres"
		}
		o.Status = s.to
		if s.to == shop.Shipped {
			o.ShippedAt = w.t.Now
		}
		o = w.save(o, strings.TrimLeft(s.said, "🔍📦🚚 "), note)
		c = card.Decide(c, s.verb, w.who(), s.said, w.t.Now, card.ParcelRows(append(done, s.verb)...)...)
		if s.to == shop.Shipped {
			return w.handed(c, o)
		}
		w.redraw(c)
		return nil
	}
	return nil
}

// handed is a parcel on its way: the buyer is told now, or with the tracking number where one is worth waiting for.
func (w *work) handed(c shop.Card, o shop.Order) error {
	c.Open, c.AskAt = false, noTime
	w.redraw(c)
	w.d.Do(shop.SetTimer{Timer: shop.Timer{
		Key: shop.CompleteTimer(o.Number), Line: shop.BuyerLine(o.Buyer), Due: w.t.Now.Add(w.Settings.CompleteAfter), What: "complete", Ref: o.Number,
	}})
	if !resi.Awaited(o.Courier, o.CourierName, w.serviceName(o), o.Estimate) {
		w.d.Do(w.say(o.Buyer, "dikirim", is("nomor", o.Number, orderSource(o)), is("kurir", o.CourierName, orderSource(o))))
		return nil
	}
	w.awaitTracking(c)
	w.d.Do(shop.Tell{Group: w.g, Card: c.ID, Text: "Balas dengan nomor resi " + o.CourierName + " untuk #" + o.Number + "."})
	return nil
}

// serviceName is what the owner calls the service of an order's courier.
func (w *work) serviceName(o shop.Order) string {
	if c := w.Catalog.Courier(o.Courier); c != nil {
		if s := c.Service(o.Service); s != nil {
			return s.Name
		}
	}
	return ""
}

// awaitTracking has a tracking number asked for when it does not come; redrawing a closed card forgot that.
func (w *work) awaitTracking(c shop.Card) {
	if due := w.askAt(w.t.Now)(c.Kind); !due.IsZero() {
		w.d.Do(shop.SetTimer{Timer: shop.Timer{Key: shop.AskTimer(c.ID), Line: shop.GroupLine(c.Group), Due: due, What: TimerAsk, Ref: string(c.ID)}})
	}
}

// qcFailed sends a parcel back to the warehouse; the reason comes as a reply.
func (w *work) qcFailed(c shop.Card) error {
	if _, ok := card.DoneBy(c, card.Packed); ok {
		w.answer("Paket ini sudah dikemas.")
		return nil
	}
	o, found, err := w.order(c.Order)
	if err != nil || !found {
		return err
	}
	if o.Status != shop.Packing {
		w.answer("Pesanan #" + o.Number + " sekarang " + card.StatusWord(o.Status) + ".")
		return nil
	}
	for n, i := range o.Items {
		if !i.Preorder {
			w.move(shop.MoveStock{
				Key: fmt.Sprintf("qc:%s:%s:%d", o.Number, c.ID, n), SKU: i.SKU, OnHand: i.Qty, Reserved: i.Qty, Why: shop.WhyReturned,
				Order: o.Number, By: w.who(), Note: "QC gagal",
			})
		}
	}
	o.Status = shop.Paid
	if o.COD {
		o.Status = shop.Confirmed
	}
	o = w.save(o, "QC gagal", "")
	w.end(c, card.QCFailed, "⚠️ QC gagal")
	b, _, err := w.f.Buyer(o.Buyer)
	if err != nil {
		return err
	}
	again := card.WarnedAs(card.NewPacking(w.newCard(), w.when(), o, b), c)
	w.show(again, nil)
	w.d.Do(shop.Tell{Group: shop.Warehouse, Card: again.ID, Text: "⚠️ #" + o.Number + " kembali dari pengiriman: QC gagal (" + w.who() + "). Cek barangnya, lalu siapkan lagi."},
		shop.Tell{Group: w.g, Card: c.ID, Text: "Balas pesan ini dengan sebabnya; saya teruskan ke gudang."})
	return nil
}

// replyToParcel is a tracking number, or the reason why QC failed.
func (w *work) replyToParcel(c shop.Card, text string) error {
	o, found, err := w.order(c.Order)
	if err != nil || !found {
		return err
	}
	if _, failed := card.DoneBy(c, card.QCFailed); failed {
		w.log(o.Number, "sebab QC gagal", text)
		w.d.Do(shop.Tell{Group: shop.Warehouse, Text: "Sebab QC gagal #" + o.Number + ": " + text})
		w.answer("Diteruskan ke gudang.")
		return nil
	}
	if o.Status != shop.Shipped && o.Status != shop.Completed {
		w.answer("Paket ini belum diserahkan. Tekan 🚚 Diserahkan dulu, lalu balas lagi dengan nomor resinya.")
		return nil
	}
	number := trackingIn(text, o.Courier)
	if number == "" && w.in.Media != nil {
		if number = trackingOn(*w.in.Media, o.Courier); number == "" {
			w.answer("Barcode di foto tidak terbaca. Ketik nomor resinya sebagai balasan.")
			return nil
		}
	}
	if doubted := card.Extra(c); strings.EqualFold(text, "ya") && len(doubted) > 0 {
		number = doubted[0]
	}
	if number == "" {
		w.answer("Tidak ada nomor resi di balasan itu. Balas kartunya dengan nomornya saja.")
		return nil
	}
	return w.track(c, o, number)
}

// trackingIn is the tracking number in a reply: the word that has the courier's shape, else all of it, when there is a digit.
func trackingIn(text, courier string) string {
	for _, word := range strings.Fields(text) {
		number := resi.Clean(word)
		if fits, known := resi.Fits(courier, number); known && fits && strings.ContainsAny(number, "0123456789") {
			return number
		}
	}
	if !strings.ContainsAny(text, "0123456789") {
		return ""
	}
	return resi.Clean(text)
}

// trackingOn is the tracking number on a photo of a receipt: of its barcodes and the words of its QR code the one that has the
// courier's shape, else the clearest barcode.
func trackingOn(m shop.Media, courier string) string {
	inQR := strings.FieldsFunc(m.QR, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("/?&=#|;,:", r) })
	for _, text := range append(slices.Clone(m.Bars), inQR...) {
		number := resi.Clean(text)
		if fits, known := resi.Fits(courier, number); known && fits && strings.ContainsAny(number, "0123456789") {
			return number
		}
	}
	switch {
	case len(m.Bars) > 0:
		return resi.Clean(m.Bars[0])
	case len(inQR) == 1:
		return resi.Clean(inQR[0])
	}
	return ""
}

// trackedBy is another order on its way that has a tracking number already.
func (w *work) trackedBy(number string, o shop.Order) (shop.Order, bool, error) {
	sent, err := w.f.OrdersIn(shop.Shipped)
	if err != nil {
		return shop.Order{}, false, err
	}
	for _, other := range sent {
		if now, ok := w.orders[other.Number]; ok {
			other = now
		}
		if other.Number != o.Number && strings.EqualFold(other.Tracking, number) {
			return other, true, nil
		}
	}
	return shop.Order{}, false, nil
}

// track writes a tracking number and tells the buyer. A number of another shape than the courier's, or of another order, is asked about first:
// the same number again, or "ya", takes it.
func (w *work) track(c shop.Card, o shop.Order, number string) error {
	doubted := card.Extra(c)
	if number == o.Tracking {
		w.answer("Resi itu sudah tercatat.")
		return nil
	}
	fits, known := resi.Fits(o.Courier, number)
	if known && !fits && !slices.Contains(doubted, number) {
		w.redraw(card.Decide(card.WithExtra(c, number), "ragu", w.who(), "❓ Resi "+number+" –", w.t.Now))
		if o.Tracking == "" {
			w.awaitTracking(c)
		}
		w.d.Do(shop.Tell{Group: w.g, Card: c.ID, Text: "Nomor " + number + " tidak seperti resi " + o.CourierName + " (contoh: " + resi.Example(o.Courier) +
			"). Kalau memang benar, balas lagi dengan nomor yang sama."})
		return nil
	}
	if !slices.Contains(doubted, number) {
		other, found, err := w.trackedBy(number, o)
		if err != nil {
			return err
		}
		if found {
			w.redraw(card.Decide(card.WithExtra(c, number), "ragu", w.who(), "❓ Resi "+number+" –", w.t.Now))
			if o.Tracking == "" {
				w.awaitTracking(c)
			}
			w.d.Do(shop.Tell{Group: w.g, Card: c.ID, Text: "Nomor " + number + " sudah dipakai untuk #" + other.Number + " (" + other.Recipient.Name +
				"). Kalau memang satu paket, balas lagi dengan nomor yang sama; kalau salah ketik, balas dengan nomor yang benar."})
			return nil
		}
	}
	key := "dikirim_resi"
	if o.Tracking != "" {
		key = "resi_dibetulkan"
	}
	o.Tracking = number
	o = w.save(o, "resi", number)
	w.d.Do(shop.CancelTimer{Key: shop.AskTimer(c.ID)})
	w.redraw(card.Decide(card.WithExtra(c), "resi", w.who(), "Resi "+number+" –", w.t.Now))
	estimate := ""
	if o.Estimate != "" {
		estimate = "Perkiraan " + o.Estimate + ". "
	}
	w.d.Do(w.say(o.Buyer, key, is("nomor", o.Number, orderSource(o)), is("kurir", o.CourierName, orderSource(o)),
		is("resi", number, orderSource(o)), is("estimasi", estimate, orderSource(o))))
	return nil
}

// manifest is what is to be taken where today, per courier.
func (w *work) manifest(string) error {
	text, _, err := w.manifestText()
	if err != nil {
		return err
	}
	w.answer(text)
	return nil
}

func (w *work) manifestText() (text string, parcels int, err error) {
	orders, err := w.f.OrdersIn(shop.Packing, shop.Packed)
	if err != nil {
		return "", 0, err
	}
	by := map[string][]string{}
	var couriers []string
	for _, o := range orders {
		if by[o.CourierName] == nil {
			couriers = append(couriers, o.CourierName)
		}
		line := "• #" + o.Number + " " + o.Recipient.Name + " (" + card.Weight(o.Weight) + ")"
		if o.COD {
			line += " COD " + o.Owed().String()
		}
		if o.Status == shop.Packing {
			line += " – belum dikemas"
		}
		warned, err := w.warned(o.Number)
		if err != nil {
			return "", 0, err
		}
		for _, text := range warned {
			line += "\n   " + text
		}
		by[o.CourierName] = append(by[o.CourierName], line)
	}
	if len(orders) == 0 {
		return "🚚 Belum ada paket yang harus diserahkan.", 0, nil
	}
	slices.Sort(couriers)
	lines := []string{fmt.Sprintf("🚚 *Manifest* – %d paket", len(orders))}
	for _, c := range couriers {
		lines = append(lines, fmt.Sprintf("*%s* (%d)", c, len(by[c])))
		lines = append(lines, by[c]...)
	}
	return strings.Join(lines, "\n"), len(orders), nil
}
