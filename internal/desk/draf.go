package desk

import (
	"encoding/json"
	"fmt"

	"tokobot/internal/card"
	"tokobot/internal/shop"
)

// Draft is a message to a buyer that the bot may not send now, as a TimerDraft names it.
type Draft struct {
	Message int64        `json:"message"`
	Buyer   shop.BuyerID `json:"buyer"`
	Text    string       `json:"text"`
	Media   *shop.Media  `json:"media,omitempty"`
}

// showDraft puts a draft before the CS group, unless it was sent meanwhile.
func (w *work) showDraft(ref string) error {
	var d Draft
	if err := json.Unmarshal([]byte(ref), &d); err != nil {
		return fmt.Errorf("draft: %w", err)
	}
	if waits, err := w.f.WaitsToGo(d.Message); err != nil || !waits {
		return err
	}
	if _, shown, err := w.card(shop.DraftCard(d.Message)); err != nil || shown {
		return err
	}
	b, _, err := w.f.Buyer(d.Buyer)
	if err != nil {
		return err
	}
	w.d.Do(shop.Drafted{Message: d.Message})
	w.show(card.NewDraft(w.when(), card.Draft{Message: d.Message, Buyer: b, Text: d.Text, Media: d.Media}), nil)
	return nil
}

// draftSent closes the card of a draft that the bot was allowed to send in the end.
func (w *work) draftSent(ref string) error {
	c, found, err := w.card(shop.CardID(ref))
	if err != nil || !found {
		return err
	}
	if c.Open {
		w.redraw(card.End(c, "sent", "bot", "🤖 Sudah dikirim {siapa}", w.t.Now))
		return nil
	}
	if by, decided := card.DoneBy(c, card.SentHand, card.Discard); decided {
		w.d.Do(shop.Tell{Group: w.g, Card: c.ID, Text: "⚠️ Draf ini terlanjur dikirim bot juga, tepat waktu " + by.By + " menekan tombolnya."})
	}
	return nil
}

// sentByHand takes a draft back that a person sent.
func (w *work) sentByHand(c shop.Card) error {
	return w.withdraw(c, card.SentHand, "✅ Dikirim {siapa} dari HP toko")
}

// discard takes a draft back that nobody is to send.
func (w *work) discard(c shop.Card) error { return w.withdraw(c, card.Discard, "🗑 Dibuang") }

func (w *work) withdraw(c shop.Card, verb, what string) error {
	message, _ := card.Drafted(c)
	w.d.Do(shop.Withdraw{Message: message, ByHand: verb == card.SentHand})
	w.end(c, verb, what)
	return nil
}
