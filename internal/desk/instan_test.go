package desk

import (
	"testing"

	"tokobot/internal/shop"
)

// TestHandedWithoutNumber hands parcels over: where no number is awaited the buyer is told at once, shipping is asked for none, and one that is
// given all the same reaches the buyer.
func TestHandedWithoutNumber(t *testing.T) {
	for _, c := range []struct {
		courier, name, estimate, says, not string
	}{
		{"gosend", "GoSend INSTAN", "", "pembeli: Pesanan *#A* sudah diserahkan ke GoSend INSTAN", "nomor resi"},
		{"toko", "Kurir toko ANTAR", "hari ini", "pembeli: Pesanan *#A* sudah diserahkan ke Kurir toko ANTAR", "nomor resi"},
		{"anteraja", "AnterAja SD", "hari ini", "pembeli: Pesanan *#A* sudah diserahkan ke AnterAja SD", "nomor resi"},
		{"anteraja", "AnterAja REG", "2-3 hari", "Balas dengan nomor resi AnterAja REG", "pembeli:"},
	} {
		b := newBooks(t)
		o := b.record("A", shop.Paid, "PSM-HITAM")
		o.Courier, o.CourierName, o.Estimate = c.courier, c.name, c.estimate
		b.orders["A"] = o
		b.press(t, gud, "Budi", "Siap")
		b.press(t, kir, "Joko", "QC OK")
		b.press(t, kir, "Joko", "Dikemas")
		said := b.press(t, kir, "Joko", "Diserahkan")
		contains(t, said, c.says)
		without(t, said, c.not)
		p := b.last(t, shop.CardParcel)
		if _, asks := b.timers[shop.AskTimer(p.ID)]; asks != (c.not == "pembeli:") {
			t.Errorf("%s: asked again for a number: %v", c.name, asks)
		}
		if c.courier == "gosend" {
			contains(t, b.reply(t, kir, "Joko", string(p.ID), "GK-11-1234567"), "pembeli:", "GK111234567")
		}
	}
}
