package bot

import (
	"slices"

	"tokobot/bot/understand"
	"tokobot/catalog"
	"tokobot/internal/pola"
)

// What short questions about paying mean.

// partFirst asks whether a part may be paid first.
var partFirst = pola.New(`\b(?:dp|down payment|uang muka|panjar|persekot|bayar (?:setengah|separo|separuh|sebagian)|(?:setengah|separo|separuh|sebagian) dulu)\b`)

// downPayment answers a question for paying a part first, which the catalog cannot allow: a list of ways to pay would read as a yes.
func (k *talk) downPayment(acts []understand.Act) []understand.Act {
	if !partFirst.MatchString(k.low()) || k.does(understand.AskFAQ, understand.ClaimPaid) || slices.ContainsFunc(acts, func(a understand.Act) bool { return a.Amount > 0 }) ||
		!hasWord(k.low(), []string{"?", " bisa", " bs ", " boleh", " brp ", " berapa", " apa ", " pake ", " pakai ", " perlu", " harus", " mau", " dulu"}) {
		return acts
	}
	k.n.say("dp_tidak_tahu")
	k.ask(asked{What: askPerson, Expect: understand.ExpectYesNo}, k.n.text("tanya_panggil_admin"))
	return slices.DeleteFunc(slices.Clone(acts), func(a understand.Act) bool {
		switch a.Intent {
		case understand.AskPayment, understand.ChoosePayment, understand.OutOfScope, understand.AskDiscount, understand.AskWholesale, understand.Affirm:
			return true
		}
		return false
	})
}

// codThere reads "cod gresik bisa ga", where only the place was understood since an address was asked for, as a question for COD there.
func (k *talk) codThere(acts []understand.Act) []understand.Act {
	if !hasWord(k.low(), []string{" cod ", " bayar di tempat", " bayar ditempat"}) || !hasWord(k.low(), []string{"?", " bisa", " bs ", " boleh"}) || k.does(understand.AskPayment, understand.ChoosePayment) {
		return acts
	}
	i := slices.IndexFunc(acts, func(a understand.Act) bool {
		return a.Intent == understand.GiveAddress && a.Address != nil && a.Address.Place != nil && a.Address.Street == "" && a.Address.Phone == ""
	})
	m := slices.IndexFunc(k.Catalog.Payment.Methods, func(m *catalog.Method) bool { return m.Kind == catalog.COD })
	if i < 0 || m < 0 {
		return acts
	}
	asks := understand.Act{Intent: understand.AskPayment, Method: k.Catalog.Payment.Methods[m].Code, Places: []understand.Place{*acts[i].Address.Place}}
	return slices.Insert(slices.Clone(acts), i, asks)
}
