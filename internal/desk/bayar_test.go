package desk

import (
	"testing"
	"time"

	"tokobot/internal/shop"
)

// TestMoneyOfALateOrderOnce books money of an order that ended only once, unless it is said to be other money.
func TestMoneyOfALateOrderOnce(t *testing.T) {
	b := newBooks(t)
	o := b.record("A", shop.AwaitingPayment, "PSM-HITAM")
	b.end("A", shop.Expired, time.Hour, 1)
	b.stock["PSM-HITAM"] = shop.Stock{SKU: "PSM-HITAM"}
	contains(t, b.write(t, fin, "Rina", "/bayar A 54.000 bca"), "💸 *Kembalikan uang #A*", "Jumlah: *Rp54.000*")
	contains(t, b.write(t, fin, "Rina", "/bayar A 54.000 bca"), "sudah masuk Rp54.000 yang menunggu dikembalikan, jadi belum ada yang dicatat", "/bayar A 54.000 bca lagi")
	if got := b.orders["A"].Received; got != o.Total() {
		t.Errorf("received %s", got)
	}
	contains(t, b.write(t, fin, "Rina", "/bayar A 54.000 bca lagi"), "Jumlah: *Rp108.000*")
	if err := b.balanced(); err != nil {
		t.Error(err)
	}
}

// TestRecapOfWhatIsNotTheShops says beside the balance what of it has to go back, and what is on the account without an owner.
func TestRecapOfWhatIsNotTheShops(t *testing.T) {
	b := newBooks(t)
	b.record("A", shop.PaymentReview, "PSM-HITAM")
	b.press(t, fin, "Rina", "Terima")
	b.write(t, shop.CS, "Ayu", "/batal A")
	b.statement(t, bankDay+",TANPA NAMA,60000,")
	contains(t, b.write(t, fin, "Rina", "/rekap"), "Saldo kas: *Rp54.000*", "Di dalamnya menunggu dikembalikan: Rp54.000", "uang di mutasi yang belum jelas untuk apa: Rp60.000")
}
