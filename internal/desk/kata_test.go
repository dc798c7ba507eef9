package desk

import (
	"strings"
	"testing"

	"tokobot/internal/card"
	"tokobot/internal/shop"
)

// TestSources says of every amount and account number that a buyer reads where it comes from.
func TestSources(t *testing.T) {
	for _, verb := range []string{card.Accept, card.Reject} {
		b := newBooks(t)
		b.record("A", shop.PaymentReview, "PSM-HITAM")
		c := b.last(t, shop.CardPayment)
		d, err := b.desk.Step(shop.Turn{Line: shop.GroupLine(shop.Finance), Now: b.now, Inputs: []shop.Input{
			{ID: 1, Arrival: shop.Arrival{Kind: shop.KindPress, Name: "Rina", Press: &shop.Pressed{Card: c.ID, Verb: verb}}},
		}}, b)
		if err != nil {
			t.Fatal(err)
		}
		says := 0
		for _, e := range d.Effects {
			say, ok := e.(shop.Say)
			if !ok {
				continue
			}
			says++
			for _, word := range []string{"Rp54.000", "1234567890"} {
				if strings.Contains(say.Text, word) && !sourced(say, word) {
					t.Errorf("%s: %s comes from nowhere in %q: %v", verb, word, say.Text, say.Sources)
				}
			}
		}
		if says != 1 {
			t.Errorf("%s: %d messages to the buyer, want one", verb, says)
		}
	}
}

func sourced(say shop.Say, word string) bool {
	for _, s := range say.Sources {
		if strings.Contains(s.Text, word) && (strings.HasPrefix(s.From, "order ") || strings.HasPrefix(s.From, "pembayaran.yaml:")) {
			return true
		}
	}
	return false
}

// TestReplies fills every reply of the desks with its own placeholders and leaves none open.
func TestReplies(t *testing.T) {
	b := newBooks(t)
	w := &work{Desk: b.desk}
	for key, names := range Replies() {
		var values []filled
		for _, n := range names {
			if n != "sapaan" && n != "toko" {
				values = append(values, is(n, "X", ""))
			}
		}
		text := w.say(1, key, values...).Text
		if strings.ContainsAny(text, "{}") || len(text) < 20 || strings.HasPrefix(text, "kak") {
			t.Errorf("%s: %q", key, text)
		}
	}
}
