package bot

import (
	"encoding/json"
	"fmt"
	"time"

	"tokobot/internal/card"
	"tokobot/internal/shop"
)

// The drawing of cards and the names of timers are the desk's; these stand in until they are there.

func newCard(id shop.CardID, w card.When, kind shop.CardKind, g shop.Group, order string, b shop.Buyer, text string, data any, buttons ...shop.Button) shop.Card {
	raw, err := json.Marshal(data)
	if err != nil {
		panic(err)
	}
	c := shop.Card{ID: id, Kind: kind, Group: g, Order: order, Buyer: b.ID, Open: true, Text: text, Data: raw, CreatedAt: w.Now, AskAt: w.AskAt}
	if len(buttons) > 0 {
		c.Buttons = [][]shop.Button{buttons}
	}
	return c
}

func cardPayment(id shop.CardID, w card.When, p card.Payment) shop.Card {
	text := fmt.Sprintf("Pembayaran #%s %s\n%s\n%s", p.Order.Number, p.Order.Total(), p.Buyer.Name, p.Words)
	for _, d := range p.Doubts {
		text += "\n⚠️ " + d
	}
	c := newCard(id, w, shop.CardPayment, shop.Finance, p.Order.Number, p.Buyer, text, p,
		shop.Button{Verb: "accept", Label: "✅ Terima"}, shop.Button{Verb: "reject", Label: "❌ Tolak"}, shop.Button{Verb: "amount", Label: "✏️ Nominal lain"})
	c.Media = p.Proof
	return c
}

func cardDeposit(id shop.CardID, w card.When, p card.Payment) shop.Card {
	c := newCard(id, w, shop.CardDeposit, shop.Finance, "", p.Buyer, "Titipan dari "+p.Buyer.Name+"\n"+p.Words, p)
	c.Media = p.Proof
	return c
}

func cardPacking(id shop.CardID, w card.When, o shop.Order, b shop.Buyer) shop.Card {
	text := "Kemas #" + o.Number
	for _, i := range o.Items {
		text += fmt.Sprintf("\n%d × %s (%s)", i.Qty, i.Name, i.SKU)
	}
	return newCard(id, w, shop.CardPacking, shop.Warehouse, o.Number, b, text, o, shop.Button{Verb: "packed", Label: "📦 Siap dikemas"})
}

func cardRefund(id shop.CardID, w card.When, o shop.Order, b shop.Buyer, why string) shop.Card {
	return newCard(id, w, shop.CardRefund, shop.Finance, o.Number, b, "Pengembalian #"+o.Number+": "+why, o)
}

func cardCall(id shop.CardID, w card.When, p card.Call) shop.Card {
	text := p.Buyer.Name + ": " + p.Why
	for _, m := range p.Messages {
		text += "\n" + m.Text
	}
	return newCard(id, w, shop.CardCall, shop.CS, "", p.Buyer, text, p, shop.Button{Verb: "handback", Label: "🤖 Kembalikan ke bot"})
}

func cardClose(c shop.Card, by, what string, now time.Time) shop.Card {
	c.Open, c.Buttons = false, nil
	c.Text += "\n" + what + " · " + by
	c.Decisions = append(c.Decisions, shop.Press{Verb: "close", By: by, At: now, Note: what})
	return c
}

func remindTimer(number string, n int) string { return fmt.Sprintf("remind:%s:%d", number, n) }
func expireTimer(number string) string        { return "expire:" + number }
func expiredTimer(number string) string       { return "expired:" + number }
func handBackTimer(b shop.BuyerID) string     { return fmt.Sprintf("handback:%d", b) }

// CompleteTimer is the timer that closes a shipped order.
func CompleteTimer(number string) string { return "complete:" + number }
