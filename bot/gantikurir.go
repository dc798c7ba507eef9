package bot

import (
	"strings"

	"tokobot/bot/understand"
	"tokobot/internal/pola"
	"tokobot/internal/shop"
)

// The courier of an order that is recorded already.

// takesCourier takes the courier that is named behind it.
var takesCourier = pola.New(`\b(?:pake|pakai|pk|via|lewat|ganti|naik|ke) ([a-z&]+)\b`)

// courierAfterAll is the shop's courier that is taken after all, where what stands before it was read as its refusal: "ga jadi pake jne aja".
func (k *talk) courierAfterAll() string {
	for _, m := range takesCourier.FindAllStringSubmatch(k.low(), -1) {
		for _, c := range k.Catalog.Couriers {
			if softened.MatchString(k.low()) && (m[1] == strings.ToLower(c.Code) || m[1] == strings.ToLower(c.Name)) {
				return c.Code
			}
		}
	}
	return ""
}

// softened settles for something.
var softened = pola.New(`\b(?:aja|saja|deh|ae|wae)\b`)

// courierOfRecorded takes the wish for another courier, where none is named, as one about the recorded order, if there is no draft: an unpaid one
// is told which there are, of any other people decide. Who only hurries hears how far it is. False where there is no such order.
func (k *talk) courierOfRecorded(a understand.Act) (bool, error) {
	o, open := k.newestOpen()
	if len(k.basket().Lines) > 0 || k.redoing || !open {
		return false, nil
	}
	k.mute = true
	if !swapSaid.MatchString(k.low()) && !a.Cheapest {
		if o.Status == shop.AwaitingPayment {
			k.n.say("kirim_setelah_bayar", is("lama", k.usually(o)))
		}
		return true, k.tellStatus(o)
	}
	if o.Status != shop.AwaitingPayment {
		return true, k.changeRecorded(o, a)
	}
	nomor, now := is("nomor", written(o.Number, fromOrder(o.Number))), is("kurir", written(o.CourierName, fromOrder(o.Number)))
	quotes := k.Catalog.Quotes(o.Recipient.Place, k.orderLines(o))
	if len(quotes) < 2 {
		k.n.say("tanpa_kurir_lain", nomor, now)
		return true, nil
	}
	if best := quotes[0].Service; a.Cheapest && (best.Courier.Code != o.Courier || best.Code != o.Service) {
		a.Courier, a.Service, a.Cheapest = best.Courier.Code, best.Code, false
		return true, k.changeRecorded(o, a)
	} else if a.Cheapest {
		k.n.say("ongkir_pesanan", nomor, now, is("ongkir", money(o.Shipping, fromOrder(o.Number))))
		return true, nil
	}
	k.listRates(o.Recipient.Place, quotes)
	k.ask(asked{What: askCourier, Expect: understand.ExpectCourier, Ref: o.Number, Services: k.services}, k.n.text("tanya_ganti_kurir", nomor, now))
	return true, nil
}

// hurrySaid asks that something is sent soon.
var hurrySaid = pola.New(`\b(?:segera|secepatnya|secepetnya|cepat|cepet|cepetan|urgent|buru2|buruan)\b.*\b(?:kirim|dikirim|kirimkan|proses|diproses)\b|\b(?:kirim|dikirim|kirimkan|proses|diproses)\b.*\b(?:segera|secepatnya|secepetnya|cepat|cepet|cepetan|urgent|buru2|buruan)\b`)

// hurried reads "mohon segera dikirim, dibutuhkan besok" of a buyer with an order under way as a question how far it is: no time of it puts
// anything off.
func (k *talk) hurried(acts []understand.Act) []understand.Act {
	if _, open := k.newestOpen(); !open || len(k.basket().Lines) > 0 || k.m.Asked.What != askNothing || !hurrySaid.MatchString(k.low()) || k.proven ||
		!k.faint(acts) && (len(acts) != 1 || acts[0].Intent != understand.ChooseCourier || acts[0].Courier != "" || acts[0].Cheapest) {
		return acts
	}
	return []understand.Act{{Intent: understand.AskOrderStatus, Words: k.text()}}
}
