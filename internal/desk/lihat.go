package desk

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"tokobot/internal/bahasa"
	"tokobot/internal/card"
	"tokobot/internal/rupiah"
	"tokobot/internal/shop"
)

// showOrder is /pesanan NOMOR: all that a desk may have to know of an order, and its history.
func (w *work) showOrder(args string) error {
	o, err := w.findOrder(args)
	if err != nil || o.Number == "" {
		return err
	}
	b, _, err := w.f.Buyer(o.Buyer)
	if err != nil {
		return err
	}
	lines := []string{"🧾 *#" + o.Number + "* – " + card.StatusWord(o.Status), "Pembeli: " + card.Who(b)}
	lines = append(lines, card.Items(o)...)
	lines = append(lines, w.moneyOf(o)...)
	lines = append(lines, w.wayOf(o)...)
	warned, err := w.warned(o.Number)
	if err != nil {
		return err
	}
	lines = append(lines, warned...)
	history, err := w.f.History(o.Number)
	if err != nil {
		return err
	}
	lines = append(lines, "", "Riwayat:")
	for _, e := range history {
		at := e.At.In(w.t.Now.Location())
		line := bahasa.DayMonth(at) + " " + bahasa.Clock(at) + " " + e.Who + ": " + e.What
		if e.Note != "" {
			line += " (" + e.Note + ")"
		}
		lines = append(lines, line)
	}
	w.answer(strings.Join(lines, "\n"))
	return nil
}

// moneyOf is what an order costs, how it is paid and what of it has come.
func (w *work) moneyOf(o shop.Order) []string {
	var lines []string
	discount := "Potongan"
	if o.Voucher != "" {
		discount += " (voucher " + o.Voucher + ")"
	}
	for _, part := range []struct {
		name   string
		amount rupiah.Amount
	}{
		{"Subtotal", o.Subtotal}, {"Ongkir " + o.CourierName, o.Shipping}, {discount, -o.Discount},
		{"Biaya COD", o.Fee}, {"Kode unik", o.UniqueCode},
	} {
		if part.amount != 0 {
			lines = append(lines, part.name+" "+part.amount.String())
		}
	}
	lines = append(lines, "Total *"+o.Total().String()+"*", "Bayar: "+w.payingOf(o))
	if o.Received > 0 && o.Received != o.Total() {
		line := "Sudah masuk " + o.Received.String()
		switch over := o.Received - o.Total(); {
		case over > 0:
			line += " (lebih " + over.String() + ")"
		case o.Status.AwaitsMoney():
			line += " (kurang " + (-over).String() + ")"
		}
		lines = append(lines, line)
	}
	return lines
}

// payingOf is how an order is paid and where that stands: "BCA, lunas 23 Nov 09.05".
func (w *work) payingOf(o shop.Order) string {
	how := "cara belum disebut"
	if o.Payment != "" {
		how = w.methodName(o.Payment)
	}
	switch {
	case o.COD:
		return "COD, ditagih ke penerima"
	case !o.PaidAt.IsZero():
		return how + ", lunas " + w.dayOf(o.PaidAt)
	case o.Status == shop.AwaitingPayment && !o.DueAt.IsZero():
		return how + ", paling lambat " + w.dayOf(o.DueAt)
	}
	return how
}

// dayOf is a moment's day and time of day.
func (w *work) dayOf(t time.Time) string {
	t = t.In(w.t.Now.Location())
	return bahasa.DayMonth(t) + " " + bahasa.Clock(t)
}

// wayOf is whom an order goes to, with what, and what the buyer wishes.
func (w *work) wayOf(o shop.Order) []string {
	r := o.Recipient
	to := slices.DeleteFunc([]string{r.Name, r.Phone, r.Address, w.region(r.Place), r.Postcode}, func(s string) bool { return s == "" })
	lines := []string{"Kirim ke: " + strings.Join(to, ", ")}
	if r.Note != "" {
		lines = append(lines, "Patokan: "+r.Note)
	}
	if r.Sender != "" {
		lines = append(lines, strings.TrimRight("Pengirim: "+r.Sender+", "+r.SenderPhone, ", "))
	}
	if o.CourierName != "" {
		courier := fmt.Sprintf("Kurir: %s, %s", o.CourierName, card.Weight(o.Weight))
		if o.Estimate != "" {
			courier += ", perkiraan " + o.Estimate
		}
		if !o.ShippedAt.IsZero() {
			courier += ", diserahkan " + w.dayOf(o.ShippedAt)
		}
		lines = append(lines, courier)
	}
	if o.Tracking != "" {
		lines = append(lines, "Resi "+o.Tracking)
	}
	if o.Note != "" {
		lines = append(lines, "Catatan: "+o.Note)
	}
	return lines
}
