package bot

import (
	"slices"
	"strings"
	"time"

	"tokobot/bot/understand"
	"tokobot/internal/rupiah"
	"tokobot/internal/shop"
)

// statusMax is how many orders are told about at once.
const statusMax = 5

// askOrderStatus tells where the buyer's orders are: the one named, else every open one, else the newest.
func (k *talk) askOrderStatus(a understand.Act) error {
	if a.Order != "" {
		if moved, err := k.otherProofOrder(a.Order); moved || err != nil {
			return err
		}
		o, ok := k.own(a.Order)
		if !ok {
			k.n.say("nomor_tidak_ada", is("nomor", written(cut(a.Order, 30), fromBuyer)))
			return nil
		}
		return k.tellStatus(o)
	}
	var open []shop.Order
	for _, o := range k.t.Orders {
		if o.Status.Open() {
			open = append(open, o)
		}
	}
	if len(open) == 0 && len(k.t.Orders) > 0 {
		open = k.t.Orders[:1]
	}
	if len(open) == 0 {
		if len(k.basket().Lines) > 0 {
			k.n.say("draf_belum_tercatat")
			k.wantTotal = true
			return nil
		}
		k.n.say("belum_ada_pesanan")
		k.ask(asked{What: askPerson, Expect: understand.ExpectYesNo}, k.n.text("tanya_panggil_admin"))
		return nil
	}
	if k.several(open) {
		return nil
	}
	for _, o := range open[:min(len(open), statusMax)] {
		if err := k.tellStatus(o); err != nil {
			return err
		}
	}
	return nil
}

// several tells about two or more unpaid orders together, the accounts once; false when there are fewer.
func (k *talk) several(open []shop.Order) bool {
	rows := make([]value, 0, len(open))
	for _, o := range open {
		if o.Status == shop.AwaitingPayment {
			from := fromOrder(o.Number)
			rows = append(rows, k.n.text("baris_tagihan", is("nomor", written(o.Number, from)), is("total", due(o)),
				is("batas", k.moment(o.DueAt, from))))
		}
	}
	if len(rows) < 2 || len(rows) < len(open) {
		return false
	}
	k.n.say("tagihan_beberapa", is("daftar", joined(newline, rows...)), is("rekening", k.accounts(shop.Order{})))
	return true
}

// moment is a moment of an order in the shop's zone.
func (k *talk) moment(t time.Time, from origin) value { return moment(t.In(k.t.Now.Location()), from) }

// tellStatus says where one order is; an unpaid one with all that is needed to pay it.
func (k *talk) tellStatus(o shop.Order) error {
	if k.shown["status "+o.Number] {
		return nil
	}
	k.shown["status "+o.Number] = true
	if o.Status == shop.AwaitingPayment {
		if k.does(understand.AskOrderStatus) && hasWord(k.low(), []string{"kapan", "kpn", "hari ini", "dikirim", "kirim", "sampai ga", "sampe ", "nyampe", "besok"}) {
			k.n.say("kirim_setelah_bayar", is("lama", k.usually(o)))
		}
		return k.invoice(o, "tagihan_lagi")
	}
	key := "status_" + string(o.Status)
	from := fromOrder(o.Number)
	args := append(k.orderArgs(o), is("jam", k.peopleNow()))
	if o.Status == shop.Shipped {
		args = append(args, is("dikirim", k.shippedOn(o)))
		if o.Tracking == "" {
			key = "status_shipped_tanpa_resi"
		}
	}
	if o.Status == shop.Packing || o.Status == shop.Packed || o.Status == shop.Paid || o.Status == shop.Confirmed {
		args = append(args, is("alamat_singkat", written(o.Recipient.Name, from)))
	}
	k.n.say(key, args...)
	if o.Status == shop.Expired {
		k.mayReorder(o)
	}
	return nil
}

func (k *talk) shippedOn(o shop.Order) value {
	if o.ShippedAt.IsZero() {
		return value{}
	}
	return day(o.ShippedAt.In(k.t.Now.Location()), fromOrder(o.Number))
}

// complain answers a complaint: with what is known of the order, an apology, and a person.
func (k *talk) complain(a understand.Act) error {
	if k.handed {
		return nil
	}
	if done, err := k.repairDraft(a); done || err != nil {
		return err
	}
	o, ok := k.troubled(a.Order)
	if !ok {
		return k.handOver("Keluhan: "+cut(k.text(), 150), "serah_keluhan")
	}
	args := append(k.orderArgs(o), is("dikirim", k.shippedOn(o)), is("status", k.n.text("kata_"+string(o.Status))), is("lama", k.usually(o)))
	key := "keluhan_pesanan"
	if o.Status == shop.Shipped || o.Status == shop.Completed {
		key = "keluhan_dikirim"
	}
	k.n.say(key, args...)
	return k.handOver("Keluhan #"+o.Number+": "+cut(k.text(), 150), "serah_singkat")
}

// usually is how long the courier usually takes, from the order.
func (k *talk) usually(o shop.Order) value {
	if o.Estimate == "" {
		return value{}
	}
	return k.n.text("biasanya", is("estimasi", written(o.Estimate, fromOrder(o.Number))))
}

// troubled is the order that a complaint is about: named, shipped, open, or the newest.
func (k *talk) troubled(number string) (shop.Order, bool) {
	if number != "" {
		return k.own(number)
	}
	for _, want := range []func(shop.Order) bool{
		func(o shop.Order) bool { return o.Status == shop.Shipped },
		func(o shop.Order) bool { return o.Status.Open() },
		func(o shop.Order) bool { return o.Status == shop.Completed },
	} {
		if i := slices.IndexFunc(k.t.Orders, want); i >= 0 {
			return k.t.Orders[i], true
		}
	}
	return shop.Order{}, false
}

// returnRefund is about giving back or exchanging: the owner's own rule where there is one, and a person.
func (k *talk) returnRefund(a understand.Act) error {
	if k.handed {
		return nil
	}
	if told, err := k.moneyBack(); told || err != nil {
		return err
	}
	if a.Answer != nil && *a.Answer < len(k.Catalog.FAQ) {
		k.n.add(k.faq(k.Catalog.FAQ[*a.Answer]))
	}
	if len(k.t.Orders) == 0 && asksRule(k.low()) {
		if a.Answer == nil { // a question about the rule, before anything was bought
			k.n.say("tak_tahu")
			k.ask(asked{What: askPerson, Expect: understand.ExpectYesNo}, k.n.text("tanya_panggil_admin"))
		}
		return nil
	}
	why := "Retur atau tukar: " + cut(k.text(), 150)
	if o, ok := k.troubled(a.Order); ok {
		why = "Retur atau tukar #" + o.Number + ": " + cut(k.text(), 150)
	}
	return k.handOver(why, "serah_retur")
}

// asksRule tells whether words about giving back ask how it is done, rather than for doing it.
func asksRule(low string) bool {
	return strings.Contains(low, "?") || hasWord(low, []string{" bisa ", " bs ", " boleh ", " gimana ", " bagaimana ", " gmn ", " kalau ", " kalo ", " klo ", " syarat"})
}

// arrivedWords say that the parcel came; notYet that it did not, or ask.
var (
	already      = []string{"sudah", "udah", "udh", "sdh", "dah ", "uda ", "alhamdulillah", "baru "}
	arrivedWords = []string{"sampai", "sampe", "nyampe", "nyampai", "diterima", "mendarat", "tiba ", "kuterima", "aku terima", "saya terima"}
	notYet       = []string{"belum", "blm", "blum", "kok", "kapan", "?", "rusak", "salah", "kurang", "cacat", "sobek", "robek", "bocor", "pecah",
		"mudah", "moga", "semoga", "harap", "insya", "biar", "supaya", "kalau", "kalo", "klo ", "nanti", "nnti", "ntar", "besok", "bsk "}
)

// arrived reads "barang sudah sampai" of a buyer whose parcel is on its way: the order is completed. Of several parcels it is the one that the
// words name, or the buyer is asked.
func (k *talk) arrived(acts []understand.Act, text string) []understand.Act {
	var shipped []shop.Order
	for _, o := range k.t.Orders {
		if o.Status == shop.Shipped {
			shipped = append(shipped, o)
		}
	}
	low := " " + strings.ToLower(text) + " "
	if len(shipped) == 0 || k.quiet || !hasWord(low, already) || !hasWord(low, arrivedWords) || hasWord(low, notYet) {
		return acts
	}
	for _, a := range acts {
		if a.Intent == understand.Complain || a.Intent == understand.ReturnRefund || a.Angry {
			return acts
		}
	}
	o, one := k.whichArrived(acts, shipped)
	if !one {
		k.askWhichOrder(askArrived, "tanya_sampai_mana", shipped)
	} else if o.Status == shop.Shipped {
		k.finish(o)
	} else {
		return acts // another order is named
	}
	short := len(strings.Fields(text)) <= 6 && !strings.Contains(text, "?")
	return slices.DeleteFunc(acts, func(a understand.Act) bool {
		switch a.Intent {
		case understand.AskPrice, understand.AskStock, understand.AskProduct:
			return short // "paketnya sudah sampai" in a shop that sells paket asks for none
		case understand.AskOrderStatus, understand.OutOfScope, understand.Thank, understand.Affirm, understand.Greet, understand.ClaimPaid:
			return true
		}
		return false
	})
}

// whichArrived is the order of an arrival: the one that is named by its number, the only one, or the one with the goods that are named.
func (k *talk) whichArrived(acts []understand.Act, shipped []shop.Order) (shop.Order, bool) {
	for _, a := range acts {
		for _, o := range k.t.Orders {
			if a.Order != "" && strings.EqualFold(o.Number, strings.TrimPrefix(a.Order, "#")) {
				return o, true
			}
		}
	}
	if len(shipped) == 1 {
		return shipped[0], true
	}
	return k.orderOf(shipped)
}

// finish completes an order whose buyer says that it came.
func (k *talk) finish(o shop.Order) {
	k.complete(o, "pembeli")
	k.n.say("pesanan_selesai", is("nomor", written(o.Number, fromOrder(o.Number))))
	k.mute = true
}

// complete closes an order whose parcel arrived; money paid at the door is booked now, and is received as any other: it may have to go back.
func (k *talk) complete(o shop.Order, who string) {
	collected := rupiah.Amount(0)
	if o.COD {
		collected = o.Owed()
		o.Received += collected
	}
	o.Status, o.ChangedAt, o.DueAt = shop.Completed, k.t.Now, noTime
	o = k.save(o, k.event(who, "selesai", ""))
	k.d.Do(shop.CancelTimer{Key: shop.CompleteTimer(o.Number)})
	if collected > 0 {
		k.d.Do(shop.BookCash{Line: shop.CashLine{Key: "cod:" + o.Number, At: k.t.Now, Kind: shop.In, Amount: collected, Order: o.Number,
			Method: o.Payment, Note: "COD " + o.CourierName, By: who}})
	}
}

// digits keeps the figures of a text.
func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}
