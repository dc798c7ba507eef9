package bot_test

import (
	"strings"
	"testing"
	"time"

	"tokobot/bot"
	"tokobot/bot/uji"
	"tokobot/internal/rupiah"
	"tokobot/internal/shop"
)

// TestArrived holds which words complete an order that is on its way, and which of several it is.
func TestArrived(t *testing.T) {
	b := bot.SampleShop(t)
	for _, c := range []struct {
		orders []string // numbers that are shipped
		said   []string
		want   []string // those completed
		answer string
	}{
		{[]string{"MLT-1123-0001"}, []string{"paketnya sudah sampai ya kak"}, []string{"MLT-1123-0001"}, "kami tandai selesai"},
		{[]string{"MLT-1123-0001"}, []string{"udah diterima, makasih"}, []string{"MLT-1123-0001"}, "kami tandai selesai"},
		{[]string{"MLT-1123-0001"}, []string{"mudah-mudahan cepat sampai ya kak"}, nil, ""},
		{[]string{"MLT-1123-0001"}, []string{"semoga udah sampai besok ya"}, nil, ""},
		{[]string{"MLT-1123-0001"}, []string{"kalau sudah sampai saya kabari"}, nil, ""},
		{[]string{"MLT-1123-0001"}, []string{"terbaru sampai jam berapa ya"}, nil, ""},
		{[]string{"MLT-1123-0001", "MLT-1123-0002"}, []string{"paketnya sudah sampai ya kak"}, nil, "Pesanan yang mana yang sudah sampai"},
		{[]string{"MLT-1123-0001", "MLT-1123-0002"}, []string{"paketnya sudah sampai ya kak", "2"}, []string{"MLT-1123-0002"}, "#MLT-1123-0002 kami tandai selesai"},
		{[]string{"MLT-1123-0001", "MLT-1123-0002"}, []string{"pesanan MLT-1123-0001 sudah sampai kak"}, []string{"MLT-1123-0001"}, "#MLT-1123-0001 kami tandai selesai"},
		{[]string{"MLT-1123-0001", "MLT-1123-0002"}, []string{"bella squarenya udah sampai"}, []string{"MLT-1123-0002"}, "#MLT-1123-0002 kami tandai selesai"},
	} {
		p := uji.NewPlayer(b)
		for i, n := range c.orders {
			sendAway(t, p, n, []string{"PSM", "SGB"}[i])
		}
		last := lastHeard(p)
		say(t, p, c.said...)
		contains(t, *last, []string{c.answer}, nil)
		var done []string
		for _, n := range c.orders {
			if o, _, err := p.Books.Order(n); err != nil {
				t.Fatal(err)
			} else if o.Status == shop.Completed {
				done = append(done, n)
			}
		}
		if len(done) != len(c.want) || len(done) > 0 && done[0] != c.want[0] {
			t.Errorf("%q completes %v, want %v", c.said, done, c.want)
		}
	}
}

// sendAway records an order of one piece of a product, which is on its way.
func sendAway(t *testing.T, p *uji.Player, number, product string) {
	t.Helper()
	v := p.Bot.Catalog.Product(product).Variants[0]
	var d shop.Decision
	d.Do(shop.RecordOrder{Order: shop.Order{Number: number, Buyer: 1, Status: shop.Shipped, Subtotal: v.Price, Courier: "jne", CourierName: "JNE", ShippedAt: p.Now.Add(-48 * time.Hour),
		Items: []shop.Item{{Product: product, SKU: v.SKU, Name: product, Qty: 1, Price: v.Price}}}})
	if _, err := p.Books.Apply(p.Now, d); err != nil {
		t.Fatal(err)
	}
}

// TestDoorMoney holds what is booked when an order that is paid at the door has come: what was owed, never what came in before, and nothing of
// an order that is free. What was collected is received as any other money, so that it can go back.
func TestDoorMoney(t *testing.T) {
	b := bot.SampleShop(t)
	v := b.Catalog.Product("PSM").Variants[0]
	for _, c := range []struct {
		received, discount, booked rupiah.Amount
	}{
		{0, 0, v.Price},
		{v.Price - 1000, 0, 1000},
		{0, v.Price, 0},
	} {
		p := uji.NewPlayer(b)
		var d shop.Decision
		d.Do(shop.RecordOrder{Order: shop.Order{Number: "MLT-1123-0001", Buyer: 1, Status: shop.Shipped, COD: true, Received: c.received, Discount: c.discount,
			Subtotal: v.Price, Courier: "jne", CourierName: "JNE", Items: []shop.Item{{Product: "PSM", SKU: v.SKU, Name: "Pashmina", Qty: 1, Price: v.Price}}}})
		if _, err := p.Books.Apply(p.Now, d); err != nil {
			t.Fatal(err)
		}
		var cash []string
		p.Heard = func(_ []shop.Say, effects []string) {
			for _, e := range effects {
				if strings.HasPrefix(e, "kas ") {
					cash = append(cash, e)
				}
			}
		}
		say(t, p, "paketnya sudah sampai kak")
		o, _, err := p.Books.Order("MLT-1123-0001")
		if err != nil || o.Status != shop.Completed || o.Received != o.Total() {
			t.Errorf("%s of %s received, %s, %v", o.Received, o.Total(), o.Status, err)
		}
		if got := strings.Join(cash, ", "); c.booked == 0 && got != "" || c.booked > 0 && got != "kas in "+c.booked.String()+" MLT-1123-0001" {
			t.Errorf("%s in before: booked %q, want %s", c.received, got, c.booked)
		}
	}
}
