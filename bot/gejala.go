package bot

import (
	"slices"
	"strings"

	"tokobot/bot/understand"
	"tokobot/internal/pola"
	"tokobot/internal/shop"
)

// What sounds like a complaint and is none, and what sounds like a question and is one in anger.

var (
	// boughtHere speaks of goods that were bought, sent or received, of money and of what is done about it.
	boughtHere = pola.New(`\b(?:(?:di)?beli\w*|(?:di)?pes[ae]n\w*|order\w*|paket\w*|kirim\w*|dikirim\w*|(?:di)?terima\w*|datang|dateng|sampai|sampe|nyampe|komplain\w*|complain\w*|keluhan\w*|kecewa\w*|penipu\w*|nipu|retur\w*|return|garansi\w*|claim|klaim|refund\w*|uang\w*|duit\w*|kurir\w*|barang(?:nya|ny| saya| yg| yang)|kemarin|kmrn|kmrin|kemaren|tempo hari|resi\w*|kok)\b`)
	// looksFor wants something for it.
	looksFor = pola.New(`\b(?:cari|nyari|butuh|perlu|mau|ada|jual|ready|redi|stok|stock|harga\w*|brp|berapa|ganti\w*|cocok\w*|apa|kira2|kira-kira|rekomen\w*|pakai apa|minta)\b|\?`)
)

// symptom reads what is broken at home, told by a buyer who has no order that could be meant and speaks of none, as looking for what mends it:
// "kompresor nyala tapi kipasnya mati" in a shop of parts. Which goods are meant is answered, or asked.
func (k *talk) symptom(acts []understand.Act) []understand.Act {
	came := slices.ContainsFunc(k.t.Orders, func(o shop.Order) bool {
		return o.Status == shop.Shipped || o.Status == shop.Completed || o.Status == shop.Returned
	})
	if came || !doesAny(acts, understand.Complain) || boughtHere.MatchString(k.low()) || len(k.m.Draft.Log) > 0 && wondered.MatchString(k.low()) ||
		slices.ContainsFunc(acts, func(a understand.Act) bool { return a.Angry || a.Order != "" }) {
		return acts
	}
	var rest []understand.Act
	var broken []understand.Product
	for _, a := range acts {
		switch a.Intent {
		case understand.Complain, understand.ReturnRefund:
			broken = append(broken, a.Products...)
		case understand.OutOfScope, understand.Deny:
		default:
			rest = append(rest, a)
		}
	}
	if !looksFor.MatchString(k.low()) && len(k.basket().Lines) == 0 {
		k.n.say("gejala")
	}
	wants := slices.ContainsFunc(rest, func(a understand.Act) bool {
		return a.Intent != understand.Greet && a.Intent != understand.Thank && a.Intent != understand.Affirm
	})
	switch {
	case wants:
	case len(broken) > 0:
		rest = append(rest, understand.Act{Intent: understand.AskStock, Products: broken[:1], Words: k.text()})
	default:
		k.m.Waiting = nil
		k.ask(asked{What: askProduct, Expect: understand.ExpectProduct}, k.n.text("tanya_gejala"))
	}
	return rest
}

// scolding scolds without a word that is foul by itself.
var scolding = pola.New(`\b(?:dasar|emang|memang) (?:\w+ ){0,2}(?:lelet|lemot|lambat|payah|males|malas|penipu|pembohong|tukang bohong|ga becus|gak becus|ga niat)\b|\b(?:(?:ga|gak|gk|nggak|ngga|tidak) (?:becus|niat jualan|profesional)|payah banget|lelet (?:banget|bgt|amat|sekali)|gimana sih|gmn sih|kapok|nyesel|nyebelin|ngeselin)\b`)

// scolds hears anger in words that scold the shop about an order, whatever they ask: what is known is told, and a person is called.
func (k *talk) scolds(acts []understand.Act) []understand.Act {
	if len(acts) == 0 || len(k.t.Orders) == 0 || !scolding.MatchString(k.low()) || strings.Contains(k.low(), "wkwk") || strings.Contains(k.low(), "hehe") {
		return acts
	}
	acts = slices.Clone(acts)
	acts[0].Angry = true
	return acts
}
