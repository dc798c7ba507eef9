package desk

import (
	"strings"
	"testing"

	"tokobot/internal/card"
	"tokobot/internal/rupiah"
	"tokobot/internal/shop"
)

// statement sends the rows of a bank statement to finance.
func (b *books) statement(t *testing.T, rows ...string) []string {
	t.Helper()
	b.files["m"] = []byte("Tanggal,Keterangan,Kredit,Debet\n" + strings.Join(rows, "\n") + "\n")
	return b.turn(t, fin, shop.Input{Arrival: shop.Arrival{Kind: shop.KindDocument, Name: "Rina", Media: &shop.Media{Ref: "m", Name: "mutasi.csv"}}})
}

// TestBookedMoneyIsKnownAgain books money by hand and then sends the statement that has it: each transfer is known once, a second one of the
// same amount is listed, and the books agree.
func TestBookedMoneyIsKnownAgain(t *testing.T) {
	paying := func(text string) func(*testing.T, *books) {
		return func(t *testing.T, b *books) { b.reply(t, fin, "Rina", string(b.last(t, shop.CardPayment).ID), text) }
	}
	const day, next = "2026-11-23", "2026-11-24"
	for name, c := range map[string]struct {
		before   func(*testing.T, *books)
		rows     []string
		says     []string
		not      string
		received rupiah.Amount
	}{
		"a part, and the rest": {paying("10.000"), []string{day + ",SARI,10000,", next + ",SARI,44000,"},
			[]string{"Uangnya sudah dicatat sebelumnya (1):\n• #A ←", "Lunas (1):\n• #A ←"}, "Belum cocok", 54_000},
		"half, and the other half": {paying("27.000"), []string{day + ",SARI SATU,27000,", next + ",SARI DUA,27000,"}, []string{"sebelumnya (1)", "Lunas (1)"}, "Belum cocok", 54_000},
		"half only":                {paying("27.000"), []string{day + ",SARI,27000,"}, []string{"sebelumnya (1)", "#A kurang Rp27.000 dari Rp54.000"}, "Lunas", 27_000},
		"too much, and once more": {paying("60.000"), []string{day + ",SARI SATU,60000,", day + ",SARI DUA,60000,"},
			[]string{"sebelumnya (1):\n• #A ←", "Belum cocok dengan pesanan (1)"}, "Lunas", 60_000},
		"too much, much later": {paying("60.000"), []string{"2026-12-03,SARI,60000,"}, []string{"Belum cocok dengan pesanan (1)"}, "sebelumnya", 60_000},
		"by another bank":      {paying("60.000 mandiri"), []string{day + ",SARI,60000,"}, []string{"sebelumnya (1)"}, "Belum cocok", 60_000}, // the file does not say whose it is
		"for no order": {func(t *testing.T, b *books) {
			b.cards = append(b.cards, card.NewDeposit("titip", card.When{Now: b.now}, card.Payment{Buyer: someone}))
			b.reply(t, fin, "Rina", "titip", "75.000")
		}, []string{day + ",ANI,75000,", day + ",IDA,75000,"}, []string{"sebelumnya (1):\n• titipan ←", "Belum cocok dengan pesanan (1)"}, "Lunas", 0},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBooks(t)
			b.record("A", shop.PaymentReview, "PSM-HITAM")
			c.before(t, b)
			said := b.statement(t, c.rows...)
			contains(t, said, c.says...)
			if strings.Contains(strings.Join(said, "\n"), c.not) {
				t.Errorf("%q is said: %s", c.not, said)
			}
			again := b.statement(t, append(c.rows, day+",LAIN,60000,", day+",LAIN,75000,", day+",LAIN,27000,")...)
			contains(t, again, "Belum cocok dengan pesanan")
			if got := b.orders["A"].Received; got != c.received && got != 54_000 {
				t.Errorf("received %s, want %s", got, c.received)
			}
			if err := b.balanced(); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestBookedOrWaiting sends a line that may be booked money or that of another order which waits for the same: with a line for each both are
// sure, with one it is asked.
func TestBookedOrWaiting(t *testing.T) {
	row := "2026-11-23,SARI,54000,"
	for _, c := range []struct {
		rows []string
		says string
		ends shop.Status
	}{
		{[]string{row}, "23 Nov Rp54.000 SARI → #B atau uang #A yang sudah diterima", shop.AwaitingPayment},
		{[]string{row, "2026-11-23,ANI,54000,"}, "Lunas (1):\n• #B ←", shop.Paid},
	} {
		b := newBooks(t)
		b.record("A", shop.PaymentReview, "PSM-HITAM")
		b.press(t, fin, "Rina", "Terima")
		b.record("B", shop.AwaitingPayment, "PSM-HITAM")
		contains(t, b.statement(t, c.rows...), c.says)
		if got := b.orders["B"].Status; got != c.ends {
			t.Errorf("%d rows: B is %s", len(c.rows), got)
		}
	}
}

// TestTiedByAnOlderProgram takes an order whose history says that a bank line is its money as one that has its line.
func TestTiedByAnOlderProgram(t *testing.T) {
	b := newBooks(t)
	b.record("A", shop.PaymentReview, "PSM-HITAM")
	b.press(t, fin, "Rina", "Terima")
	b.history["A"] = append(b.history["A"], shop.Event{At: b.now, Who: "Rina", What: tiedWord})
	contains(t, b.statement(t, "2026-11-23,SARI,54000,"), "Belum cocok dengan pesanan (1)")
}

// TestOtherWay keeps money that is known to have come by another of the shop's ways from a bank's lines.
func TestOtherWay(t *testing.T) {
	b := newBooks(t)
	for _, c := range []struct {
		bank, method string
		want         bool
	}{{"bca", "mandiri", true}, {"bca", "bca", false}, {"bca", "", false}, {"", "mandiri", false}, {"bca", "gone", false}, {"bni", "bca", false}} {
		m := &matching{work: &work{Desk: b.desk}, bank: c.bank}
		if got := m.otherWay(shop.CashLine{Method: c.method}); got != c.want {
			t.Errorf("%v: %v", c, got)
		}
	}
}
