package desk

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"tokobot/internal/card"
	"tokobot/internal/rupiah"
	"tokobot/internal/shop"
)

// turn lets the desk decide one input and carries the decision out. It returns what was said, each with to whom.
func (b *books) turn(t fataler, g shop.Group, in shop.Input) []string {
	t.Helper()
	b.inputs++
	b.now = b.now.Add(5 * time.Second)
	in.ID, in.At, in.Chat = b.inputs, b.now, string(g)
	d, err := b.desk.Step(shop.Turn{Line: shop.GroupLine(g), Now: b.now, Inputs: []shop.Input{in}}, b)
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for n, e := range d.Effects {
		if err := b.apply(fmt.Sprintf("%d/%d", in.ID, n), e); err != nil {
			t.Fatal(err)
		}
		if line := heard(e); line != "" {
			said = append(said, line)
		}
	}
	return said
}

// press presses the newest live button of a group whose label contains words.
func (b *books) press(t fataler, g shop.Group, who, words string) []string {
	t.Helper()
	for _, c := range slices.Backward(b.cards) {
		if c.Group != g {
			continue
		}
		for _, row := range c.Buttons {
			for _, button := range row {
				if strings.Contains(button.Label, words) {
					return b.pressCard(t, g, who, c.ID, button.Verb)
				}
			}
		}
	}
	t.Fatal("no live button “" + words + "” in " + string(g))
	return nil
}

func (b *books) pressCard(t fataler, g shop.Group, who string, id shop.CardID, verb string) []string {
	t.Helper()
	return b.turn(t, g, shop.Input{Arrival: shop.Arrival{Kind: shop.KindPress, Name: who, Press: &shop.Pressed{Card: id, Verb: verb}}})
}

func (b *books) write(t fataler, g shop.Group, who, text string) []string {
	t.Helper()
	return b.turn(t, g, shop.Input{Arrival: shop.Arrival{Kind: shop.KindText, Name: who, Text: text}})
}

func (b *books) reply(t fataler, g shop.Group, who, to, text string) []string {
	t.Helper()
	return b.turn(t, g, shop.Input{Arrival: shop.Arrival{Kind: shop.KindText, Name: who, Text: text, Quote: to}})
}

// last is the newest card of a kind.
func (b *books) last(t fataler, kind shop.CardKind) shop.Card {
	t.Helper()
	for _, c := range slices.Backward(b.cards) {
		if c.Kind == kind {
			return c
		}
	}
	t.Fatal("no card of kind " + string(kind))
	return shop.Card{}
}

// record writes an order as the bot does: its goods reserved, and its card before finance or the warehouse.
func (b *books) record(number string, s shop.Status, skus ...string) shop.Order {
	o := shop.Order{
		Number: number, Buyer: 1, Status: s, CreatedAt: b.now, DueAt: b.now.Add(24 * time.Hour), Courier: "jne", Service: "REG", CourierName: "JNE REG",
		Shipping: 9000, Weight: 450, Payment: "bca", COD: s == shop.Confirmed,
		Recipient: shop.Recipient{Name: "Sari Dewi", Phone: "08123456789", Address: "Jl Melati 5", Place: "32.77.01", Postcode: "40535"},
	}
	for _, sku := range skus {
		v := b.desk.Catalog.Variant(sku)
		i := shop.Item{SKU: sku, Product: v.Product.SKU, Name: variantName(v), Qty: 1, Price: v.Price, Weight: 150}
		o.Items = append(o.Items, i)
		o.Subtotal += i.Total()
		st := b.stock[sku]
		st.Reserved++
		b.stock[sku] = st
	}
	b.orders[number], b.numbers = o, append(b.numbers, number)
	when, buyer := card.When{Now: b.now, Ask: func(shop.CardKind) time.Time { return b.now.Add(time.Hour) }}, shop.Buyer{ID: 1, Name: "Sari", Address: "6281200000001"}
	switch s {
	case shop.PaymentReview:
		b.cards = append(b.cards, card.NewPayment(b.newID(), when, card.Payment{Order: o, Buyer: buyer, Proof: &shop.Media{Ref: "bukti"}}))
	case shop.Paid, shop.Confirmed:
		if s == shop.Paid {
			o.Received, o.PaidAt = o.Total(), b.now
			b.orders[number] = o
			b.cash = append(b.cash, shop.CashLine{Key: "bayar:" + number, At: b.now, Kind: shop.In, Amount: o.Total(), Order: number, Method: "bca"})
		}
		b.cards = append(b.cards, card.NewPacking(b.newID(), when, o, buyer))
	}
	return o
}

func (b *books) newID() shop.CardID { return shop.CardID(fmt.Sprintf("k%d", len(b.cards)+1)) }

// balanced complains when the books disagree with the orders' states.
func (b *books) balanced() error {
	held, money := map[string]int{}, map[string]rupiah.Amount{}
	for _, l := range b.cash {
		money[l.Order] += signed(l)
	}
	for _, n := range b.numbers {
		o := b.orders[n]
		if money[n] != o.Received {
			return fmt.Errorf("#%s (%s): received %d, the cash book has %d", n, o.Status, o.Received, money[n])
		}
		for _, i := range o.Items {
			if o.Status.HoldsStock() && !i.Preorder {
				held[i.SKU] += i.Qty
			}
		}
		if err := b.wanted(o); err != nil {
			return err
		}
	}
	for sku, s := range b.stock {
		if s.OnHand < 0 || s.Reserved != held[sku] {
			return fmt.Errorf("%s: %d on hand, %d reserved, orders hold %d", sku, s.OnHand, s.Reserved, held[sku])
		}
	}
	return nil
}

// wanted complains about an order that waits for a desk which has no card for it, and about cards that nothing is wanted of.
func (b *books) wanted(o shop.Order) error {
	want := map[shop.Status]shop.CardKind{
		shop.PaymentReview: shop.CardPayment, shop.Paid: shop.CardPacking, shop.Confirmed: shop.CardPacking, shop.Packing: shop.CardParcel, shop.Packed: shop.CardParcel,
	}
	for _, kind := range []shop.CardKind{shop.CardPacking, shop.CardParcel, shop.CardRefund} {
		open, _ := b.OpenCards(kind, o.Number, 0)
		if len(open) > 1 || len(open) == 1 && kind != shop.CardRefund && want[o.Status] != kind {
			return fmt.Errorf("#%s is %s and has %d open cards of kind %s", o.Number, o.Status, len(open), kind)
		}
		if want[o.Status] == kind && len(open) == 0 {
			return fmt.Errorf("#%s is %s and no card says so", o.Number, o.Status)
		}
	}
	if o.Status == shop.PaymentReview {
		if open, _ := b.OpenCards(shop.CardPayment, o.Number, 0); len(open) == 0 {
			return fmt.Errorf("#%s is under review and no card says so", o.Number)
		}
	}
	return nil
}

func contains(t *testing.T, said []string, wants ...string) {
	t.Helper()
	all := strings.Join(said, "\n")
	for _, want := range wants {
		if !strings.Contains(all, want) {
			t.Errorf("%q is not said:\n%s", want, all)
		}
	}
}

// someone is the buyer of all orders in these books.
var someone = shop.Buyer{ID: 1, Name: "Sari", Address: "6281200000001"}

func paymentCard(b *books, o shop.Order) shop.Card {
	return card.NewPayment(b.newID(), card.When{Now: b.now}, card.Payment{Order: o, Buyer: someone, Proof: &shop.Media{Ref: "bukti"}})
}

func refundCard(b *books, o shop.Order) shop.Card {
	return card.NewRefund(b.newID(), card.When{Now: b.now}, card.Refund{Order: o, Buyer: someone, Why: "Kurang bayar"})
}

func without(t *testing.T, said []string, not string) {
	t.Helper()
	if all := strings.Join(said, "\n"); not != "" && strings.Contains(all, not) {
		t.Errorf("%q is said:\n%s", not, all)
	}
}
