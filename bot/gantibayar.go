package bot

import (
	"slices"
	"strings"

	"tokobot/bot/understand"
	"tokobot/catalog"
	"tokobot/internal/pola"
	"tokobot/internal/shop"
)

// The way to pay said beside a yes, and said anew once it is chosen.

var (
	// yesFirst is agreement at the head of a message: "ya bri", "oke fix. bayar bri ya". "ya udah dana" only gives in.
	yesFirst = pola.New(`^ (?:(?:nah|eh|nggih|inggih) )?(?:y+a*|i+y+a+h?|yes|yup|yoi|yo|ok|oke+|okey|okay|sip+|siap|fix|deal|betul|benar|bener|setuju|gas|jadi)[ ,.!]`)
	givesIn  = pola.New(`^ (?:ya|iya|yo|y) ?(?:udah|udh|sudah|sdh|dah|wis|uwis)\b`)
	// undone says that something shall not be after all.
	undone = pola.New(`\b(?:ga|gak|gk|nggak|ngga|enggak|tidak|tdk|ndak|dak|bukan|bkn|jangan|jgn|batal|gajadi|ganti)\b`)
	// transferSaid is the wish to pay by transfer.
	transferSaid = pola.New(`\b(?:transfer|trf|tf|trnsfr|tranfer|rekening|rek)\b`)
)

// saysYes tells whether a message begins with agreement.
func (k *talk) saysYes() bool {
	return yesFirst.MatchString(k.low()) && !givesIn.MatchString(k.low()) && !strings.Contains(k.text(), "?")
}

// methodSaid reads the way to pay beside agreement. Under the question whether an order becomes COD, naming it is the yes. Under a shown total,
// "ya bri" is the yes with the way to pay, which only counts where the total stays the same; "yaudah cod" only chooses.
func (k *talk) methodSaid(acts []understand.Act) []understand.Act {
	if strings.Contains(k.text(), "?") || len(acts) == 0 {
		return acts
	}
	if k.m.Asked.What == askCOD && k.repeatsCOD(acts) {
		return []understand.Act{{Intent: understand.Affirm, Words: acts[0].Words}}
	}
	if len(acts) != 1 || acts[0].Intent != understand.Affirm && acts[0].Intent != understand.ChoosePayment {
		return acts
	}
	a := acts[0]
	if name := k.heard(payNames); a.Intent == understand.Affirm && name == "" {
		return acts
	} else if a.Intent == understand.Affirm {
		a = understand.Act{Intent: understand.ChoosePayment}
		if m := k.methodNamed(name); m != nil {
			a.Method = m.Code
		}
	}
	if a.Method != "" && k.m.Asked.What == askConfirm && k.saysYes() && !undone.MatchString(k.low()) {
		return []understand.Act{{Intent: understand.Affirm}, a}
	}
	return []understand.Act{a}
}

// repeatsCOD tells whether acts do nothing but say once more that an order shall be paid at the door: "iya cod", "cod aja bos".
func (k *talk) repeatsCOD(acts []understand.Act) bool {
	m := k.codMethod()
	if m == nil || undone.MatchString(k.low()) || k.heard(payNames) != "COD" {
		return false
	}
	return !slices.ContainsFunc(acts, func(a understand.Act) bool {
		pays := a.Intent == understand.ChoosePayment && (a.Method == m.Code || a.Method == "")
		return a.Angry || !pays && a.Intent != understand.Affirm && a.Intent != understand.Thank
	})
}

// leavesCOD takes the way to pay at the door back out of the draft, and its fee with it, where transfer is wanted instead and no account is
// named: any of them will do then, or the only one there is.
func (k *talk) leavesCOD(b basket) bool {
	chosen := k.Catalog.Method(b.Method)
	if chosen == nil || chosen.Kind != catalog.COD || !transferSaid.MatchString(k.low()) && !undone.MatchString(k.low()) {
		return false
	}
	code := ""
	if others := k.Catalog.Payment.Ahead(); len(others) == 1 {
		code = others[0].Code
	}
	k.put(op{Do: opMethod, Code: code})
	return true
}

// codOrder is the buyer's newest order under way, where it is paid at the door and there is no draft beside it.
func (k *talk) codOrder() (shop.Order, bool) {
	o, open := k.newestOpen()
	return o, open && o.COD && len(k.basket().Lines) == 0
}

// offerTransfer offers a person to a buyer who wants to pay a recorded COD order before it comes: the warehouse packs it as COD already, and
// an order never goes back to waiting for money. False where that is not what is wanted.
func (k *talk) offerTransfer(m *catalog.Method) bool {
	o, cod := k.codOrder()
	if !cod || m == nil && !transferSaid.MatchString(k.low()) && !undone.MatchString(k.low()) || m != nil && m.Kind == catalog.COD {
		return false
	}
	q := asked{What: askPerson, Expect: understand.ExpectYesNo, Ref: o.Number}
	if m != nil {
		q.Methods = []string{m.Code}
	}
	return k.ask(q, k.n.text("tanya_cod_jadi_transfer", is("nomor", written(o.Number, fromOrder(o.Number)))))
}

// whyPerson is why a person was offered: to pay a COD order otherwise, or only to talk.
func (k *talk) whyPerson(q asked) string {
	if q.Ref == "" {
		return "Pembeli ingin bicara dengan admin"
	}
	by := "transfer"
	if len(q.Methods) > 0 {
		if m := k.Catalog.Method(q.Methods[0]); m != nil {
			by = m.Name
		}
	}
	return "Pembeli minta #" + q.Ref + " dibayar lewat " + by + ", tidak jadi COD"
}
