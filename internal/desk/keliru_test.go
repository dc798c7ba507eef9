package desk

import (
	"strings"
	"testing"

	"tokobot/internal/shop"
)

// TestTrackingOfAnotherOrder asks about a tracking number that another order on its way has.
func TestTrackingOfAnotherOrder(t *testing.T) {
	const number = "0123456789012345"
	b := newBooks(t)
	for _, n := range []string{"A", "B"} {
		b.record(n, shop.Paid, "PSM-HITAM")
		b.press(t, gud, "Budi", "Siap")
		for _, step := range []string{"QC OK", "Dikemas", "Diserahkan"} {
			b.press(t, kir, "Joko", step)
		}
		said := b.reply(t, kir, "Joko", string(b.last(t, shop.CardParcel).ID), number)
		if n == "A" {
			contains(t, said, "pembeli: Pesanan *#A* sudah dikirim")
			continue
		}
		contains(t, said, "sudah dipakai untuk #A (Sari Dewi)")
		if b.orders["B"].Tracking != "" {
			t.Error("it was written")
		}
		contains(t, b.reply(t, kir, "Joko", string(b.last(t, shop.CardParcel).ID), number), "pembeli: Pesanan *#B* sudah dikirim")
	}
}

// TestNothingIn books no movement of nothing.
func TestNothingIn(t *testing.T) {
	b := newBooks(t)
	for _, command := range []string{"/masuk PSM-HITAM 0", "/keluar PSM-HITAM 0 rusak"} {
		contains(t, b.write(t, gud, "Budi", command), "Jumlahnya 0, jadi tidak ada yang dicatat")
	}
	if len(b.lines) != 0 {
		t.Errorf("%v", b.lines)
	}
	contains(t, b.write(t, gud, "Budi", "/opname PSM-HITAM 0"), "0")
}

// TestReplyToNothing says of a number in reply to what takes none that it is written down nowhere; other talk is left alone.
func TestReplyToNothing(t *testing.T) {
	b := newBooks(t)
	contains(t, b.reply(t, kir, "Joko", "laporan", "0123456789012345"), "tidak dicatat di mana pun")
	for _, text := range []string{"siap mas", "stok pashmina"} {
		if said := strings.Join(b.reply(t, gud, "Budi", "laporan", text), "\n"); strings.Contains(said, "mana pun") {
			t.Errorf("%q: %s", text, said)
		}
	}
}

// TestRoundedMoney names the order whose unique code was left out or rounded off.
func TestRoundedMoney(t *testing.T) {
	b := newBooks(t)
	o := b.record("A", shop.AwaitingPayment, "PSM-HITAM")
	o.UniqueCode = 592
	b.orders["A"] = o
	contains(t, b.statement(t, bankDay+",HADI,54500,", bankDay+",HADI,54000,", bankDay+",LAIN,54321,"),
		"HADI – mendekati #A (Rp54.592)", "Jumlahnya mendekati #A (Rp54.592).")
	for _, c := range b.cards {
		if strings.Contains(c.Text, "Rp54.321") && strings.Contains(c.Text, "#A") {
			t.Error("any amount is taken for a rounded one")
		}
	}
}
