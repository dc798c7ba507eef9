package desk

import (
	"strings"

	"tokobot/internal/card"
	"tokobot/internal/shop"
)

// replyToBuyer carries a staff member's words, picture or document to the buyer. Whoever answers has taken the chat over.
func (w *work) replyToBuyer(c shop.Card, to shop.BuyerID, text string) error {
	if to == 0 {
		to = c.Buyer
	}
	if text == "" && w.in.Media == nil {
		return nil
	}
	b, by, err := w.f.Buyer(to)
	if err != nil {
		return err
	}
	w.d.Do(shop.Say{Buyer: to, Text: text, Media: w.in.Media, By: w.who()})
	if by != shop.Human {
		w.d.Do(shop.HandOver{Buyer: to, To: shop.Human})
	}
	w.d.Do(shop.SetTimer{Timer: shop.Timer{
		Key: shop.HandBackTimer(to), Line: shop.BuyerLine(to), Due: w.t.Now.Add(w.Settings.HandBack), What: "handback",
	}})
	if c.Kind == shop.CardCall && c.Open {
		if _, before := card.DoneBy(c, "jawab"); !before {
			w.redraw(card.Decide(c, "jawab", w.who(), "Dijawab", w.t.Now, card.Row(card.HandBack)))
			w.d.Do(shop.CancelTimer{Key: shop.AskTimer(c.ID)})
		}
		return nil
	}
	return w.mayHandBack(b)
}

// mayHandBack sees to it that a chat which a person answers has a card to give it back by.
func (w *work) mayHandBack(b shop.Buyer) error {
	open, err := w.f.OpenCards(shop.CardCall, "", b.ID)
	if err != nil {
		return err
	}
	for _, c := range open {
		if now, ok := w.cards[c.ID]; ok {
			c = now
		}
		if c.Open && len(c.Buttons) > 0 {
			return nil
		}
	}
	for _, c := range w.cards {
		if c.Open && c.Kind == shop.CardCall && c.Buyer == b.ID && len(c.Buttons) > 0 {
			return nil
		}
	}
	when := w.when()
	when.Ask = nil // somebody is at it
	w.show(card.NewCall(w.newCard(), when, card.Call{Buyer: b, Why: "Dijawab " + w.who(), Silent: true}), nil)
	return nil
}

// handBack gives a chat back to the bot.
func (w *work) handBack(c shop.Card) error {
	w.end(c, card.HandBack, "🤖 Dikembalikan ke bot –")
	w.d.Do(shop.HandOver{Buyer: c.Buyer, To: shop.Bot}, shop.CancelTimer{Key: shop.HandBackTimer(c.Buyer)})
	open, err := w.f.OpenCards(shop.CardCall, "", c.Buyer)
	if err != nil {
		return err
	}
	for _, other := range open {
		if now, ok := w.cards[other.ID]; ok {
			other = now
		}
		if other.Open {
			w.end(other, "close", "🤖 Dikembalikan ke bot –")
		}
	}
	return nil
}

// source is /asal as a reply: where the numbers of a message come from.
func (w *work) source(args string) error {
	var from []shop.Source
	var to Replied
	if w.in.Quote != "" {
		var err error
		if to, _, err = w.f.Replied(w.g, w.in.Quote); err != nil {
			return err
		}
		from = to.Sources
	}
	buyer := to.Buyer
	if buyer == 0 && to.Card != "" {
		c, _, err := w.card(to.Card)
		if err != nil {
			return err
		}
		buyer = c.Buyer
	}
	if len(from) == 0 && buyer != 0 {
		_, found, _, err := w.f.LastOutgoing(buyer, args)
		if err != nil {
			return err
		}
		from = found
	}
	if buyer == 0 {
		return errUsage
	}
	if len(from) == 0 {
		w.answer("Tidak ada angka dari katalog atau buku di pesan terakhir ke pembeli itu.")
		return nil
	}
	lines := []string{"🔎 Asal angka di pesan terakhir ke pembeli:"}
	for _, s := range from {
		lines = append(lines, "• "+s.Text+" ← "+s.From)
	}
	w.answer(strings.Join(lines, "\n"))
	return nil
}
