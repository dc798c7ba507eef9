package desk

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"tokobot/internal/shop"
)

// TestBooksAgree presses, writes and replies at random on random orders, also late, twice and from the wrong group. After
// every act stock and cash agree with the orders' states, nothing is below zero and no desk waits without a card.
func TestBooksAgree(t *testing.T) {
	skus := []string{"PSM-HITAM", "PSM-MOCCA", "PSM-NAVY"}
	staff := []string{"Rina", "Dewi"}
	rapid.Check(t, func(t *rapid.T) {
		b := newBooks(t)
		for _, sku := range skus {
			b.stock[sku] = shop.Stock{SKU: sku, OnHand: rapid.IntRange(3, 9).Draw(t, "stock")}
		}
		pick := func(list []string, what string) string { return rapid.SampledFrom(list).Draw(t, what) }
		acts := map[string]func(*rapid.T){
			"order": func(t *rapid.T) {
				sku := pick(skus, "sku")
				if s := b.stock[sku]; s.Available() < 2 || len(b.numbers) > 5 {
					t.Skip("nothing to sell")
				}
				goods := []string{sku}
				if other := pick(skus, "other"); b.stock[other].Available() >= 2 {
					goods = append(goods, other)
				}
				b.record(fmt.Sprintf("T-%04d", len(b.numbers)+1), rapid.SampledFrom([]shop.Status{shop.PaymentReview, shop.Paid, shop.Confirmed}).Draw(t, "status"), goods...)
			},
			"press": func(t *rapid.T) { b.pressAny(t, pick(staff, "who")) },
			"reply": func(t *rapid.T) {
				c := anyCard(t, b)
				words := []string{"10.000", "54.000", "500.000", "ya", "0123456789012345", "maaf salah", ""}
				quiet(t, b.reply(t, c.Group, pick(staff, "who"), string(c.ID), pick(append(words, b.numbers...), "words")))
			},
			"write": func(t *rapid.T) {
				if len(b.numbers) == 0 {
					t.Skip("no order")
				}
				n := pick(b.numbers, "number")
				lines := []struct {
					g    shop.Group
					text string
				}{{shop.CS, "/batal " + n}, {shop.Shipping, "/retur " + n}, {shop.Warehouse, "/opname " + pick(skus, "sku") + " 6"}, {shop.Warehouse, "/keluar " + pick(skus, "sku") + " 2"}, {shop.Finance, "/pesanan " + n}, {shop.Finance, "/rekap"}}
				l := rapid.SampledFrom(lines).Draw(t, "line")
				quiet(t, b.write(t, l.g, pick(staff, "who"), l.text))
			},
			"proof": func(t *rapid.T) { b.proof(t, pick(append([]string{""}, b.numbers...), "number")) },
			"expire": func(t *rapid.T) {
				b.expire(pick(append([]string{""}, b.numbers...), "number"))
			},
			"": func(t *rapid.T) {
				if err := b.balanced(); err != nil {
					t.Fatal(err)
				}
			},
		}
		t.Repeat(acts)
	})
}

// pressAny presses a button of a card, also one that it no longer shows, now and then from the wrong group.
func (b *books) pressAny(t *rapid.T, who string) {
	c := anyCard(t, b)
	var verbs []string
	for _, row := range c.Buttons {
		for _, button := range row {
			verbs = append(verbs, button.Verb)
		}
	}
	for verb := range b.desk.presses[c.Kind] {
		verbs = append(verbs, verb)
	}
	slices.Sort(verbs)
	g := c.Group
	if rapid.IntRange(0, 9).Draw(t, "wrong group") == 0 {
		g = rapid.SampledFrom(shop.Groups[:]).Draw(t, "group")
	}
	quiet(t, b.pressCard(t, g, who, c.ID, rapid.SampledFrom(verbs).Draw(t, "verb")))
}

func anyCard(t *rapid.T, b *books) shop.Card {
	if len(b.cards) == 0 {
		t.Skip("no card")
	}
	return rapid.SampledFrom(b.cards).Draw(t, "card")
}

// quiet complains about words to people that are empty or not filled in.
func quiet(t *rapid.T, said []string) {
	for _, line := range said {
		_, text, _ := strings.Cut(line, ": ")
		if strings.HasPrefix(line, "pembeli") && (strings.TrimSpace(text) == "" || strings.ContainsAny(text, "{}")) {
			t.Fatalf("said to the buyer: %q", line)
		}
	}
}

// proof is the bot's part: another proof for an order that waits for money or expired.
func (b *books) proof(t *rapid.T, number string) {
	o, ok := b.orders[number]
	if !ok || !o.Status.AwaitsMoney() && o.Status != shop.Expired {
		t.Skip("waits for no money")
	}
	if o.Status == shop.AwaitingPayment {
		o.Status = shop.PaymentReview
		o.Version++
		b.orders[number] = o
	}
	b.cards = append(b.cards, paymentCard(b, o))
}

// expire is the bot's part: an order that nobody paid ends, and what came of its money goes back.
func (b *books) expire(number string) {
	o, ok := b.orders[number]
	open, _ := b.OpenCards(shop.CardPayment, number, 0)
	if !ok || o.Status != shop.AwaitingPayment || len(open) > 0 {
		return
	}
	for _, i := range o.Items {
		s := b.stock[i.SKU]
		s.Reserved -= i.Qty
		b.stock[i.SKU] = s
	}
	if o.Received > 0 {
		b.cards = append(b.cards, refundCard(b, o))
	}
	o.Status, o.ChangedAt = shop.Expired, b.now.Add(time.Second)
	o.Version++
	b.orders[number] = o
}
