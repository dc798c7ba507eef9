package desk

import (
	"strings"
	"testing"

	"tokobot/internal/shop"
)

// TestMutationsThatCome: a line that a service sends pays its order once, however often it comes and by whichever way.
func TestMutationsThatCome(t *testing.T) {
	b := newBooks(t)
	b.record("A", shop.AwaitingPayment, "PSM-HITAM")
	line := func(id, text, amount string) string {
		return `{"mutation_id":"` + id + `","account_number":"1234567890","bank_type":"bca","date":"2026-11-23 14:10:00","description":"` + text +
			`","amount":` + amount + `,"type":"CR"}`
	}
	send := func(lines ...string) string {
		return strings.Join(b.turn(t, shop.Finance, shop.Input{Arrival: shop.Arrival{Kind: shop.KindTimer, Name: "mutasi bank",
			Timer: &shop.Timer{What: TimerMutations, Ref: "[" + strings.Join(lines, ",") + "]"}}}), "\n")
	}
	contains(t, []string{send(line("m1", "TRSF E-BANKING CR SARI", "54000"), line("m2", "SETORAN", "1000"))},
		"✅ Lunas:\n• #A ←", "🗃 Belum cocok dengan pesanan:", "Rp1.000", "pembeli: Terima kasih", "gudang kartu:")
	if said := send(line("m1", "TRSF E-BANKING CR SARI", "54000"), line("m2", "SETORAN", "1000")); said != "" {
		t.Errorf("the same again: %s", said)
	}
	b.files["m"] = []byte("No. rekening : 1234567890\nTanggal Transaksi,Keterangan,Cabang,Jumlah,,Saldo\n" +
		"'23/11/2026,'TRSF E-BANKING CR SARI,'0000,\"54,000.00\",CR,\"1.00\"\n'23/11/2026,'SETORAN,'0000,\"1,000.00\",CR,\"1.00\"\n")
	said := strings.Join(b.turn(t, shop.Finance, shop.Input{Arrival: shop.Arrival{Kind: shop.KindDocument, Name: "Rina",
		Media: &shop.Media{Ref: "m", Name: "mutasi.csv"}}}), "\n")
	contains(t, []string{said}, "2 baris sudah pernah dibaca")
	if len(b.cash) != 1 || b.orders["A"].Status != shop.Paid {
		t.Errorf("%d lines of cash, order %s", len(b.cash), b.orders["A"].Status)
	}
	if err := b.balanced(); err != nil {
		t.Error(err)
	}
}
