package bot

import (
	"slices"
	"strconv"
	"strings"

	"tokobot/bot/understand"
	"tokobot/internal/card"
	"tokobot/internal/pola"
	"tokobot/internal/rupiah"
	"tokobot/internal/shop"
)

// What is said of the money of a recorded order that is no payment and no question how to pay: more time, a refusal, paid twice.

var (
	// moreTimeSaid asks for a later deadline.
	moreTimeSaid = pola.New(`\b(?:(?:di)?perpanjang\w*|diextend|extend|(?:di)?undur\w*|(?:di)?mundur\w*|(?:minta|tambah|nambah|kasih|beri) (?:tambahan )?(?:waktu|tempo)|waktu lagi|waktunya lagi)\b`)
	// paysThen asks whether it may be paid at some time to come.
	paysThen = pola.New(`\b(?:bayar\w*|byr|transfer\w*|trf|tf)\b`)
	thenSaid = pola.New(`\b(?:besok|bsk|bsok|lusa|nanti|nnti|ntar|senin|selasa|rabu|kamis|jumat|sabtu|minggu|pagi|siang|sore|malam|malem|gajian|tanggal|tgl|minggu depan|bulan depan)\b`)
	mayI     = pola.New(`\b(?:boleh|bole|blh|bisa|bs|gpp|gapapa|ga ?papa|(?:ga|gak|nggak|tidak) (?:apa|papa)\S*|masih keburu|keburu)\b`)
)

// moreTime answers who asks to pay later than the deadline by the deadline: it is nobody's to move, but what ends is made again.
func (k *talk) moreTime(acts []understand.Act) []understand.Act {
	asks := moreTimeSaid.MatchString(k.low()) || paysThen.MatchString(k.low()) && thenSaid.MatchString(k.low()) && mayI.MatchString(k.low()) && strings.Contains(k.text(), "?")
	o, owes := k.awaiting()
	_, late := k.late()
	if !asks || len(k.basket().Lines) > 0 || !owes && !late || owes && o.Status != shop.AwaitingPayment || doesAny(acts, understand.Order, understand.ChangeOrder, understand.CancelOrder) || k.does(understand.AskHuman) {
		return acts
	}
	if !owes {
		k.offerReorder()
	} else {
		k.mute = true
		k.n.say("batas_bayar", is("nomor", written(o.Number, fromOrder(o.Number))), is("total", due(o)), is("batas", k.moment(o.DueAt, fromOrder(o.Number))))
	}
	return slices.DeleteFunc(slices.Clone(acts), func(a understand.Act) bool {
		switch a.Intent {
		case understand.AskPayment, understand.ChoosePayment, understand.AskShippingTime, understand.AskShippingCost, understand.Deny, understand.Affirm, understand.OutOfScope,
			understand.ClaimPaid, understand.AskOrderStatus, understand.AskTotal, understand.AskStore, understand.AskFAQ, understand.AskProduct:
			return true
		}
		return false
	})
}

// refusedSaid wonders at a proof that was refused.
var refusedSaid = pola.New(`\b(?:ditolak|tolak|ga diterima|gak diterima|tidak diterima|belum diterima|blm diterima)\b`)

// refused answers a buyer whose proof finance refused, and who asks why, with what is still to be paid; finance is asked for the reason.
func (k *talk) refused(acts []understand.Act) []understand.Act {
	o, owes := k.awaiting()
	if !owes || o.Status != shop.AwaitingPayment || k.quiet || k.proven || len(k.basket().Lines) > 0 || !refusedSaid.MatchString(k.low()) {
		return acts
	}
	if _, was, err := k.f.LastEvent(o.Number, "bukti ditolak"); err != nil || !was {
		return acts
	}
	k.mute = true
	k.n.say("bukti_ditolak", is("nomor", written(o.Number, fromOrder(o.Number))), is("jam", k.peopleNow()))
	k.d.Do(shop.Tell{Group: shop.Finance, Text: "Pembeli bertanya kenapa bukti #" + o.Number + " ditolak: “" + cut(strings.TrimSpace(k.text()), 200) + "”. Balas kartu buktinya dengan alasannya; saya teruskan ke pembeli."})
	rest := slices.DeleteFunc(slices.Clone(acts), func(a understand.Act) bool {
		return !a.Angry && a.Intent != understand.AskHuman && a.Intent != understand.CancelOrder
	})
	return append(rest, understand.Act{Intent: understand.AskTotal})
}

var (
	// twice says that something happened two times, byMistake that it was not meant to.
	twice     = pola.New(`\b(?:2|dua)\s?(?:x|kali)\b|\b(?:ke)?(?:dobel|double|dobbel|duble|ganda)\w*\b`)
	byMistake = pola.New(`\b(?:ke(?:pencet|klik|tekan|transfer|kirim|bayar)|ga sengaja|gak sengaja|tidak sengaja|dobel|double|ganda|sudah|udah|udh|sdh|tadi|td|ternyata)\b`)
)

// paidTwice takes "ini transfernya 2x ya kepencet" of a buyer with an order to pay, or paid, for what it is: finance hears of it, on the card of
// the money where there is one.
func (k *talk) paidTwice(acts []understand.Act) []understand.Act {
	if k.quiet || len(k.basket().Lines) > 0 || !twice.MatchString(k.low()) || !moneySaid.MatchString(k.low()) && !byMistake.MatchString(k.low()) ||
		strings.Contains(k.text(), "?") && !byMistake.MatchString(k.low()) || hasWord(k.low(), []string{" cicil", " nyicil", " dicicil", "mau bayar", "mau transfer"}) {
		return acts
	}
	o, found := k.awaiting()
	if !found {
		o, found = k.settled()
	}
	if !found || o.Status == shop.AwaitingPayment && !k.proven && !byMistake.MatchString(k.low()) {
		return acts
	}
	k.mute = true
	k.shown["claim"] = true
	k.tellTwice(o)
	k.n.say("transfer_dobel", is("nomor", written(o.Number, fromOrder(o.Number))), is("jam", k.peopleNow()))
	return slices.DeleteFunc(slices.Clone(acts), func(a understand.Act) bool {
		return !a.Angry && a.Intent != understand.AskHuman && a.Intent != understand.CancelOrder
	})
}

// tellTwice puts before finance that money came twice: beside the card that is open about it, else as a card of its own.
func (k *talk) tellTwice(o shop.Order) {
	said := "Pembeli bilang transfer dua kali untuk #" + o.Number + ". Cek mutasinya; kalau memang masuk dua kali, kelebihannya dikembalikan."
	open, err := k.f.OpenCards(shop.CardPayment, o.Number, 0)
	for _, e := range k.d.Effects { // a proof of this very burst
		if show, ok := e.(shop.ShowCard); ok && show.Card.Kind == shop.CardPayment && show.Card.Order == o.Number {
			open = append(open, show.Card)
		}
	}
	if err == nil && len(open) > 0 {
		k.d.Do(shop.Tell{Group: shop.Finance, Card: open[len(open)-1].ID, Text: said + " Katanya: “" + cut(strings.TrimSpace(k.text()), 200) + "”"})
		return
	}
	p := card.Payment{Order: o, Buyer: k.t.Buyer, Words: cut(k.text(), 300), Doubts: []string{said, "Belum ada foto bukti."}}
	if o.Status == shop.AwaitingPayment {
		k.d.Do(shop.ShowCard{Card: card.NewPayment(k.newCard(), k.when(), p)})
		return
	}
	k.d.Do(shop.ShowCard{Card: card.NewDeposit(k.newCard(), k.when(), p)})
}

// ownsUp are words with which a buyer says that money was sent.
var ownsUp = []string{"*transfer", "trf", "tf", "ditf", "*bayar", "byr", "kirim", "dikirim", "setor", "bukti", "struk", "lunas", "masuk", "dp "}

// stillToCome is an amount that is said to come later, or to lack.
var stillToCome = pola.New(`(\d[\d.,]*)\s*(rb|ribu|rebu|k|jt|juta)?(?:an|nya)?\s+(?:\S+ )?(?:nyusul|menyusul|disusul\w*|belakangan|nanti|ntar|besok|bsk)\b`)

// amountOnly drops a claim of payment that is nothing but an amount: "150rb??" wonders at a price, "ok catat 100rb" haggles. Of one whose
// amount is still to come, "tf 150, yang 5rb nyusul", the amount goes.
func (k *talk) amountOnly(acts []understand.Act) []understand.Act {
	if k.proven || !doesAny(acts, understand.ClaimPaid) {
		return acts
	}
	said := hasWord(k.low(), ownsUp) || hasWord(k.low(), doneWords) || k.heard(payNames) != ""
	var out []understand.Act
	for _, a := range acts {
		if a.Intent == understand.ClaimPaid && !a.Future && a.Amount > 0 {
			if !said {
				continue
			}
			if m := stillToCome.FindStringSubmatch(k.low()); m != nil && sumOf(m[1], m[2]) == a.Amount {
				a.Amount = 0
			}
		}
		out = append(out, a)
	}
	if len(out) == 0 {
		if len(k.basket().Lines) > 0 {
			k.wantTotal = true
			return nil
		}
		return []understand.Act{{Intent: understand.OutOfScope, Words: k.text()}}
	}
	return out
}

// sumOf is an amount as it was written: 5 and rb, 150.000.
func sumOf(number, unit string) rupiah.Amount {
	n, err := strconv.Atoi(digits(number))
	if err != nil {
		return 0
	}
	switch unit {
	case "rb", "ribu", "rebu", "k":
		n *= 1000
	case "jt", "juta":
		n *= 1_000_000
	}
	return rupiah.Amount(n)
}
