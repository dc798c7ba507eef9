package bot

import (
	"cmp"
	"slices"
	"strings"

	"tokobot/bot/understand"
	"tokobot/internal/card"
	"tokobot/internal/pola"
	"tokobot/internal/shop"
)

// closeClaims closes the cards of claims that a proof now follows; said is what they said, for the card of the proof.
func (k *talk) closeClaims(o shop.Order) (said card.Payment, err error) {
	cards, err := k.f.OpenCards(shop.CardPayment, o.Number, 0)
	for _, c := range cards {
		if c.Media != nil {
			continue
		}
		before := card.Told(c)
		said.Claim, said.Words = cmp.Or(said.Claim, before.Claim), cmp.Or(said.Words, before.Words)
		k.closeCard(c, "bot", "Ditutup {siapa}, fotonya menyusul")
	}
	return said, err
}

// claimPaid is a word that money was sent, without a picture: kindly asked for, and finance is told all the same.
func (k *talk) claimPaid(a understand.Act) error {
	if a.Future {
		k.mute = true
		if k.does(understand.AskOrderStatus) || k.agreed || k.m.Asked.What == askConfirm && k.does(understand.Affirm) {
			return nil // "ya, nanti saya transfer": the yes counts
		}
		if o, ok := k.awaiting(); ok && o.Status == shop.AwaitingPayment {
			k.n.say("ditunggu", is("nomor", written(o.Number, fromOrder(o.Number))),
				is("batas", k.moment(o.DueAt, fromOrder(o.Number))))
			return nil
		}
		if !k.offerReorder() {
			k.n.say("santai")
		}
		return nil
	}
	if k.proven || k.quiet || k.shown["claim"] {
		return nil // the picture came with it, or it was said twice
	}
	k.shown["claim"] = true
	k.mute = true
	candidates := k.payable()
	if len(candidates) == 0 {
		return k.claimWithoutOrder(a)
	}
	o, sure := k.proofOrder(candidates, []understand.Act{a})
	nomor := is("nomor", written(o.Number, fromOrder(o.Number)))
	o = k.paidBy(o, k.wayPaid(shop.Input{}, []understand.Act{a}, k.text()))
	if o.Status == shop.PaymentReview {
		k.n.say("bukti_sedang_dicek", nomor, is("jam", k.peopleNow()))
		return nil
	}
	open, err := k.f.OpenCards(shop.CardPayment, o.Number, 0)
	if err != nil {
		return err
	}
	if len(open) == 0 {
		p := k.payment(o, nil, k.text(), a.Amount)
		p.Doubts = append(append(k.doubts(shop.Input{}, o, a.Amount, nil), noPicture), unsure(sure)...)
		k.d.Do(shop.ShowCard{Card: card.NewPayment(k.newCard(), k.when(), p)},
			shop.LogOrder{Number: o.Number, Event: k.event("pembeli", "bilang sudah bayar", cut(k.text(), 100))})
	}
	k.n.say("minta_bukti", nomor, is("total", due(o)))
	return nil
}

// noPicture is the doubt about money that is only spoken of.
const noPicture = "Belum ada foto bukti."

// claimWithoutOrder is a claim of money where nothing waits for money.
func (k *talk) claimWithoutOrder(a understand.Act) error {
	if o, ok := k.atDoor(a.Order); ok {
		return k.claimAtDoor(a, o)
	}
	if o, ok := k.workedOn(a.Order); ok {
		if paidAlready(o) {
			return k.claimAgain(a, o)
		}
		return k.tellStatus(o)
	}
	if late, ok := k.late(); ok {
		late = k.paidBy(late, k.wayPaid(shop.Input{}, []understand.Act{a}, k.text()))
		p := k.payment(late, nil, k.text(), a.Amount)
		p.Doubts = append(k.doubts(shop.Input{}, late, a.Amount, nil), noPicture)
		open, err := k.f.OpenCards(shop.CardPayment, late.Number, 0)
		if err != nil {
			return err
		}
		if len(open) == 0 {
			k.d.Do(shop.ShowCard{Card: card.NewPayment(k.newCard(), k.when(), p)})
		}
		k.n.say("klaim_terlambat", is("nomor", written(late.Number, fromOrder(late.Number))), is("jam", k.peopleNow()))
		return nil
	}
	p := card.Payment{Buyer: k.t.Buyer, Words: cut(k.text(), 300), Claim: a.Amount,
		Doubts: []string{noPicture, card.NoOrder}}
	open, err := k.f.OpenCards(shop.CardDeposit, "", k.t.Buyer.ID)
	if err != nil {
		return err
	}
	if len(open) == 0 {
		k.d.Do(shop.ShowCard{Card: card.NewDeposit(k.newCard(), k.when(), p)})
	}
	k.m.Claimed = k.t.Now
	k.n.say("klaim_tanpa_pesanan")
	return nil
}

// atDoor is the order of a number, else the newest one under way, where it is to be paid at the door and did not leave the shop: its money may
// come before.
func (k *talk) atDoor(number string) (shop.Order, bool) {
	if o, ok := k.own(number); ok && number != "" {
		return o, o.AtTheDoor()
	}
	i := slices.IndexFunc(k.t.Orders, func(o shop.Order) bool { return o.Status.Open() && o.Status != shop.Shipped })
	if i < 0 {
		return shop.Order{}, false
	}
	return k.t.Orders[i], k.t.Orders[i].AtTheDoor()
}

// claimAtDoor is a word that money was sent for an order that is to be paid at the door.
func (k *talk) claimAtDoor(a understand.Act, o shop.Order) error {
	open, err := k.f.OpenCards(shop.CardPayment, o.Number, 0)
	if err != nil {
		return err
	}
	if len(open) == 0 {
		p := k.payment(o, nil, k.text(), a.Amount)
		p.Doubts = append(k.doubts(shop.Input{}, o, a.Amount, nil), noPicture)
		k.d.Do(shop.ShowCard{Card: card.NewPayment(k.newCard(), k.when(), p)},
			shop.LogOrder{Number: o.Number, Event: k.event("pembeli", "bilang COD sudah ditransfer", cut(k.text(), 100))})
	}
	k.m.Claimed = k.t.Now
	k.n.say("klaim_cod", is("nomor", written(o.Number, fromOrder(o.Number))), is("total", due(o)))
	return nil
}

// workedOn is the order of a number, else the newest, that people work at or that is on its way, paid or to be paid at the door.
func (k *talk) workedOn(number string) (shop.Order, bool) {
	works := func(o shop.Order) bool {
		return o.Status == shop.Paid || o.Status == shop.Packing || o.Status == shop.Packed || o.Status == shop.Shipped
	}
	if o, ok := k.own(number); ok && number != "" && works(o) {
		return o, true
	}
	if i := slices.IndexFunc(k.t.Orders, works); i >= 0 {
		return k.t.Orders[i], true
	}
	return shop.Order{}, false
}

// paidAlready tells whether an order under way is paid: more money for it is too much, or counted already.
func paidAlready(o shop.Order) bool { return paidInShop(o) || !o.COD && o.Status == shop.Shipped }

// saidAgain begins the history's word for a claim of money for an order that is paid; the amount follows where one is named.
const saidAgain = "bilang sudah bayar lagi"

// claimAgain is a word that money was sent for an order that is paid: finance hears of it once, and of another amount once more, as it may be
// other money. Who only says it again hears where the order stands.
func (k *talk) claimAgain(a understand.Act, o shop.Order) error {
	what := saidAgain
	if a.Amount > 0 {
		what += " " + a.Amount.String()
	}
	open, err := k.f.OpenCards(shop.CardPayment, o.Number, 0)
	if err != nil {
		return err
	}
	_, before, err := k.f.LastEvent(o.Number, what)
	if err != nil {
		return err
	}
	switch event := (shop.LogOrder{Number: o.Number, Event: k.event("pembeli", what, cut(k.text(), 100))}); {
	case before:
	case len(open) == 0:
		p := k.payment(o, nil, k.text(), a.Amount)
		p.Doubts = append(k.doubts(shop.Input{}, o, a.Amount, nil), noPicture)
		k.d.Do(shop.ShowCard{Card: card.NewPayment(k.newCard(), k.when(), p)}, event)
	case a.Amount > 0:
		k.d.Do(shop.Tell{Group: shop.Finance, Card: open[0].ID, Text: "Kata pembeli lagi: “" + cut(strings.TrimSpace(k.text()), 200) + "”"}, event)
	}
	if a.Amount == 0 && !restSaid.MatchString(k.low()) {
		return k.tellStatus(o)
	}
	k.m.Claimed = k.t.Now
	k.n.say("klaim_sesudah_lunas", is("nomor", written(o.Number, fromOrder(o.Number))), is("jam", k.peopleNow()))
	return nil
}

// claimsPaid tells whether acts say that money was sent.
func claimsPaid(acts []understand.Act) bool {
	return slices.ContainsFunc(acts, func(a understand.Act) bool { return a.Intent == understand.ClaimPaid && !a.Future })
}

// claimedBefore tells whether a picture is awaited of money that was claimed a while ago and fits no order, or came with one just now.
func (k *talk) claimedBefore() bool {
	return k.proven || !k.m.Claimed.IsZero() && k.t.Now.Sub(k.m.Claimed) <= k.Settings.HandBack
}

// paidInShop tells whether an order is paid and did not leave the shop.
func paidInShop(o shop.Order) bool {
	return !o.COD && (o.Status == shop.Paid || o.Status == shop.Packing || o.Status == shop.Packed)
}

// settled is the newest order for which a proof may come although it is paid.
func (k *talk) settled() (shop.Order, bool) {
	if i := slices.IndexFunc(k.t.Orders, paidInShop); i >= 0 {
		return k.t.Orders[i], true
	}
	return shop.Order{}, false
}

// restSaid names what is missing or left: of the money or of the goods.
var restSaid = pola.New(`\b(?:sisa(?:nya)?|kekurangan(?:nya|ny)?|kurang(?:an)?(?:nya|ny))\b`)

// restOfMoney reads "ini kekurangannya ya" of a buyer who paid a part, or all by now, as money that was sent: of an order that did not leave
// the shop no goods can be missing.
func (k *talk) restOfMoney(acts []understand.Act, text string) []understand.Act {
	_, paid := k.settled()
	owes := slices.ContainsFunc(k.payable(), func(o shop.Order) bool { return o.Received > 0 })
	if !paid && !owes || !restSaid.MatchString(strings.ToLower(text)) || strings.Contains(text, "?") ||
		slices.ContainsFunc(acts, func(a understand.Act) bool { return a.Angry || len(a.Products) > 0 }) {
		return acts
	}
	acts = slices.Clone(acts)
	for i, a := range acts {
		switch a.Intent {
		case understand.Complain, understand.OutOfScope, understand.AskPayment, understand.Affirm:
			acts[i] = understand.Act{Intent: understand.ClaimPaid, Amount: a.Amount, Words: a.Words}
		}
	}
	return acts
}

// restPaid reads words about the rest of the money, beside its picture or by themselves, as what they are; a rest that is not said to be sent
// is still to come.
func (k *talk) restPaid(acts []understand.Act) []understand.Act {
	if !k.does(understand.Complain) && !k.proven || !k.proven && !moneySaid.MatchString(k.low()) {
		return acts
	}
	read := k.restOfMoney(acts, k.text())
	for i := range read {
		if acts[i].Intent != understand.ClaimPaid && read[i].Intent == understand.ClaimPaid {
			read[i].Future = !k.proven && !hasWord(k.low(), already)
		}
	}
	return read
}

// beside is a picture that has no words of its own with those that were written in the same burst.
func (k *talk) beside(in shop.Input) shop.Input {
	if strings.TrimSpace(in.Text) != "" {
		return in
	}
	var words []string
	for _, other := range k.t.Inputs {
		if other.Kind == shop.KindText {
			words = append(words, other.Text)
		}
	}
	in.Text = strings.Join(words, "\n")
	return in
}

// overheard takes what a buyer writes to a person of the shop as a claim of payment where it speaks of money that was sent: finance hears of
// it, the buyer nothing. A bare "sudah" answers what the person asked, and money that is to come back was not sent by the buyer.
func (k *talk) overheard() error {
	text := k.text()
	if text == "" || hasWord(k.low(), backWords) {
		return nil
	}
	for _, a := range k.Reader.Read(text, understand.Context{}) {
		if a.Intent != understand.ClaimPaid || a.Future || a.Amount == 0 && !moneySaid.MatchString(k.low()) {
			continue
		}
		return k.claimPaid(a)
	}
	return nil
}

// otherProofOrder moves the last proof to the order that the buyer names now.
func (k *talk) otherProofOrder(number string) (bool, error) {
	last := k.m.LastProof
	if last == nil || k.t.Now.Sub(last.At) > k.Settings.HandBack {
		return false, nil
	}
	to, ok := k.own(number)
	from, had := k.own(last.Order)
	if !ok || !had || to.Number == from.Number || to.Status != shop.AwaitingPayment || from.Status != shop.PaymentReview {
		return false, nil
	}
	k.m.LastProof = nil
	cards, err := k.f.OpenCards(shop.CardPayment, from.Number, 0)
	if err != nil {
		return false, err
	}
	for _, c := range cards {
		k.closeCard(c, "pembeli", "Kata {siapa} untuk #"+to.Number)
	}
	to.Status, to.ChangedAt = shop.PaymentReview, k.t.Now
	from = k.await(from, "bukti ternyata untuk #"+to.Number)
	to = k.save(to, k.event("pembeli", "bukti diterima", ""))
	k.d.Do(shop.ShowCard{Card: card.NewPayment(k.newCard(), k.when(), k.payment(to, last.Media, "", 0))})
	k.n.say("bukti_dipindah", is("nomor", written(to.Number, fromOrder(to.Number))), is("lain", written(from.Number, fromOrder(from.Number))),
		is("total", due(from)), is("batas", k.moment(from.DueAt, fromOrder(from.Number))))
	return true, nil
}
