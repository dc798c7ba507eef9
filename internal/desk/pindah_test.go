package desk

import (
	"strings"
	"testing"

	"tokobot/internal/card"
	"tokobot/internal/shop"
)

// TestProofIsMoved puts a payment card that was taken for one order on the one that finance names.
func TestProofIsMoved(t *testing.T) {
	for name, c := range map[string]struct {
		reply string
		says  []string
		from  shop.Status
		to    shop.Status
	}{
		"the whole number": {"MLT-1123-0001", []string{"kartu: 💰 *Bukti bayar #MLT-1123-0001*", "⚠️ Gambar yang mirip", "Tadi di #MLT-1123-0002; dipindah Rina",
			"Kak, bukti transfernya kami catat untuk pesanan *#MLT-1123-0001*", "*#MLT-1123-0002* masih menunggu pembayaran *Rp54.000*"}, shop.AwaitingPayment, shop.PaymentReview},
		"its end":            {"ini untuk #0001 ya", []string{"*Bukti bayar #MLT-1123-0001*"}, shop.AwaitingPayment, shop.PaymentReview},
		"bare":               {"0001", []string{"*Bukti bayar #MLT-1123-0001*"}, shop.AwaitingPayment, shop.PaymentReview},
		"with its amount":    {"0001, masuk 54.000", []string{"Terima kasih", "gudang kartu: 📋 *Kemas #MLT-1123-0001*"}, shop.AwaitingPayment, shop.Paid},
		"its own":            {"#0002", []string{"Kartu ini memang untuk #MLT-1123-0002"}, shop.PaymentReview, shop.AwaitingPayment},
		"its own, an amount": {"0002 masuk 54.000", []string{"Terima kasih"}, shop.Paid, shop.AwaitingPayment},
		"one that is paid":   {"0003", []string{"#MLT-1123-0003 sudah lunas, tidak menunggu uang. Kartu ini tetap untuk #MLT-1123-0002"}, shop.PaymentReview, shop.AwaitingPayment},
		"none":               {"0009", []string{"Tidak ada pesanan bernomor 0009"}, shop.PaymentReview, shop.AwaitingPayment},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBooks(t)
			b.record("MLT-1123-0003", shop.Paid, "PSM-HITAM")
			b.record("MLT-1123-0001", shop.AwaitingPayment, "PSM-HITAM")
			b.record("MLT-1123-0002", shop.PaymentReview, "PSM-HITAM")
			i := len(b.cards) - 1
			b.cards[i] = card.NewPayment(b.cards[i].ID, card.When{Now: b.now}, card.Payment{Order: b.orders["MLT-1123-0002"], Buyer: someone,
				Proof: &shop.Media{Ref: "bukti"}, Doubts: []string{"Gambar yang mirip pernah dikirim.", "Pembeli punya lebih dari satu pesanan."}})
			said := b.reply(t, fin, "Rina", string(b.cards[i].ID), c.reply)
			contains(t, said, c.says...)
			if strings.Contains(strings.Join(said, "\n"), "lebih dari satu pesanan") {
				t.Error("a doubt about the other order went along")
			}
			if from, to := b.orders["MLT-1123-0002"], b.orders["MLT-1123-0001"]; from.Status != c.from || to.Status != c.to || from.Status == shop.AwaitingPayment && !from.DueAt.After(b.now) {
				t.Errorf("from is %s until %s, to is %s", from.Status, from.DueAt, to.Status)
			}
			if err := b.balanced(); err != nil {
				t.Error(err)
			}
		})
	}
}
