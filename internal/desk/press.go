package desk

import (
	"tokobot/internal/card"
	"tokobot/internal/shop"
)

// presses is what each button of each kind of card does.
func presses() map[shop.CardKind]map[string]func(*work, shop.Card) error {
	return map[shop.CardKind]map[string]func(*work, shop.Card) error{
		shop.CardPayment: {card.Accept: (*work).accept, card.Reject: (*work).reject, card.Amount: (*work).askAmount, card.Way: (*work).acceptBy},
		shop.CardDeposit: {card.Shelve: (*work).shelve, card.Booked: (*work).bookedBefore},
		shop.CardCredit:  {card.Refunded: (*work).creditBack, card.Keep: (*work).keepCredit},
		shop.CardRefund:  {card.Refunded: (*work).refunded, card.NoMoney: (*work).noMoney},
		shop.CardPacking: {card.Ready: (*work).ready, card.Missing: (*work).missing, card.Choose: (*work).missingItem, card.Settled: (*work).calm},
		shop.CardParcel: {
			card.QCPassed: (*work).step, card.Packed: (*work).step, card.Handed: (*work).step, card.QCFailed: (*work).qcFailed, card.Settled: (*work).calm,
		},
		shop.CardCall:    {card.HandBack: (*work).handBack},
		shop.CardDraft:   {card.SentHand: (*work).sentByHand, card.Discard: (*work).discard},
		shop.CardPick:    {card.Choose: (*work).picked},
		shop.CardCatalog: {card.Apply: (*work).applyCatalog, card.Undo: (*work).undoCatalog},
	}
}

// press does what a button says, judged against the card as it is now: the first press wins.
func (w *work) press(p *shop.Pressed) error {
	c, found, err := w.card(p.Card)
	if err != nil {
		return err
	}
	if !found {
		w.answer("Kartu ini sudah tidak ada.")
		return nil
	}
	if c.Group != w.g {
		w.answer("Kartu ini milik grup " + string(c.Group) + ".")
		return nil
	}
	if !w.allowed() {
		if c.Order != "" {
			w.log(c.Order, "menekan "+card.Label(p.Verb), "ditolak, bukan petugas "+string(w.g))
		}
		return w.refuse()
	}
	verb := p.Verb
	if card.Chosen(verb) > 0 {
		verb = card.Choose
	} else if _, ok := card.WayOf(verb); ok {
		verb = card.Way
	}
	do := w.presses[c.Kind][verb]
	if do == nil {
		w.answer("Tombol ini sudah tidak dipakai.")
		return nil
	}
	if done, ok := lastWord(c, p.Verb); ok {
		w.answer("Sudah diputuskan oleh " + done.By + " " + w.clockOf(done.At) + ".")
		return nil
	}
	before := len(w.d.Effects)
	if err := do(w, c); err != nil {
		return err
	}
	if !w.answered(before) {
		w.d.Do(shop.Toast{Group: w.g, Input: w.in.ID})
	}
	return nil
}

// answered tells whether the presser was told something since an effect.
func (w *work) answered(since int) bool {
	for _, e := range w.d.Effects[since:] {
		if t, ok := e.(shop.Toast); ok && t.Input == w.in.ID {
			return true
		}
	}
	return false
}

// lastWord is the decision that makes a press come too late: the card is closed, or this step was taken already.
func lastWord(c shop.Card, verb string) (shop.Press, bool) {
	if len(c.Decisions) == 0 {
		return shop.Press{}, false
	}
	if !c.Open && verb != card.Undo {
		return c.Decisions[len(c.Decisions)-1], true
	}
	if !repeatable[verb] && card.Chosen(verb) == 0 {
		return card.DoneBy(c, verb)
	}
	return shop.Press{}, false
}

// repeatable are the buttons that may be pressed again on one card.
var repeatable = map[string]bool{card.Missing: true, card.Amount: true, card.Undo: true, card.Apply: true, card.Settled: true}

// replied does what a reply to a card or to a relayed message says.
func (w *work) replied(to Replied, text string) error {
	var c shop.Card
	if to.Card != "" {
		var found bool
		var err error
		if c, found, err = w.card(to.Card); err != nil {
			return err
		}
		if !found {
			w.answer("Kartu ini sudah tidak ada.")
			return nil
		}
		w.desk(c.Group)
	} else {
		w.desk(shop.CS)
	}
	if !w.allowed() {
		return w.refuse()
	}
	switch {
	case c.Kind == shop.CardCall || to.Buyer != 0 && w.g == shop.CS:
		return w.replyToBuyer(c, to.Buyer, text)
	case c.Kind == shop.CardDraft:
		w.answer("Draf dikirim dari HP toko, bukan dengan membalas di sini: bot sedang tidak bisa mengirim.")
	case c.Kind == shop.CardPayment:
		return w.replyToPayment(c, text)
	case c.Kind == shop.CardDeposit:
		return w.replyToDeposit(c, text)
	case c.Kind == shop.CardCredit:
		return w.replyToCredit(c, text)
	case c.Kind == shop.CardParcel:
		return w.replyToParcel(c, text)
	case c.Order == "" || text == "":
		w.answer("Balasan di sini tidak dipakai; pilih tombol di kartunya.")
	default: // a packing list or a refund: what is known of the order is kept with it
		w.log(c.Order, "catatan "+string(w.g), text)
		w.answer("Dicatat di riwayat #" + c.Order + ".")
	}
	return nil
}
