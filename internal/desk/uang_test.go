package desk

import (
	"testing"

	"tokobot/internal/card"
	"tokobot/internal/shop"
)

// TestWordsOutliveTheCard accepts money of an order that is paid already, and ties it to another: what the buyer said of it and what makes it
// doubtful is on every card that follows, and a doubt about an order names that order.
func TestWordsOutliveTheCard(t *testing.T) {
	b := newBooks(t)
	o := b.record("MLT-1123-0001", shop.Paid, "PSM-HITAM")
	b.record("MLT-1123-0002", shop.AwaitingPayment, "PSM-HITAM")
	b.cards = append(b.cards, card.NewPayment(b.newID(), card.When{Now: b.now}, card.Payment{
		Order: o, Buyer: someone, Proof: &shop.Media{Ref: "bukti"}, Words: "sudah tf 25rb lagi kak", Claim: 25_000,
		Doubts: []string{"Gambar yang mirip pernah dikirim.", card.AlreadyPaid},
	}))
	contains(t, b.press(t, fin, "Rina", "Terima"), "🗃 *Titipan*", "“sudah tf 25rb lagi kak”", "Disebut pembeli: Rp25.000", "⚠️ Gambar yang mirip",
		"⚠️ #MLT-1123-0001: Pesanan sudah lunas")
	said := b.reply(t, fin, "Rina", string(b.last(t, shop.CardDeposit).ID), "0002")
	contains(t, said, "*Bukti bayar #MLT-1123-0002*", "“sudah tf 25rb lagi kak”", "⚠️ Gambar yang mirip", "⚠️ #MLT-1123-0001: Pesanan sudah lunas", "Jumlah yang disebut lain")
}
