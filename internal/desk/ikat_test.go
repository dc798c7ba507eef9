package desk

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"tokobot/internal/card"
	"tokobot/internal/shop"
)

const bankDay = "2026-11-23"

// file sends a bank statement with what stands above its table.
func (b *books) file(t *testing.T, head string, rows ...string) []string {
	t.Helper()
	b.files["m"] = []byte(head + "Tanggal,Keterangan,Kredit,Debet\n" + strings.Join(rows, "\n") + "\n")
	return b.turn(t, fin, shop.Input{Arrival: shop.Arrival{Kind: shop.KindDocument, Name: "Rina", Media: &shop.Media{Ref: "m", Name: "mutasi.csv"}}})
}

// openDeposits counts the open cards of lines that nobody knows.
func (b *books) openDeposits() (n int) {
	for _, c := range b.cards {
		if _, ok := card.BankMoney(c); ok && c.Open {
			n++
		}
	}
	return n
}

// end sets how and how long ago an order ended, and whose it is.
func (b *books) end(number string, s shop.Status, ago time.Duration, buyer shop.BuyerID) {
	o := b.orders[number]
	for _, i := range o.Items {
		st := b.stock[i.SKU]
		st.Reserved -= i.Qty
		b.stock[i.SKU] = st
	}
	o.Status, o.CreatedAt, o.ChangedAt, o.Buyer = s, b.now.Add(-ago-time.Hour), b.now.Add(-ago), buyer
	b.orders[number] = o
}

// TestLineOfAnEndedOrder pays no order by a line that also fits another buyer's which ended just before.
func TestLineOfAnEndedOrder(t *testing.T) {
	for _, c := range []struct {
		name  string
		ended shop.Status
		ago   time.Duration
		buyer shop.BuyerID
		paid  bool
	}{
		{"cancelled", shop.Cancelled, time.Hour, 2, false}, {"expired", shop.Expired, 48 * time.Hour, 2, false},
		{"long ago", shop.Expired, 30 * 24 * time.Hour, 2, true}, {"the buyer's own, ordered again", shop.Cancelled, time.Hour, 1, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newBooks(t)
			b.record("A", shop.AwaitingPayment, "PSM-HITAM")
			b.end("A", c.ended, c.ago, c.buyer)
			b.record("B", shop.AwaitingPayment, "PSM-HITAM")
			said := b.statement(t, bankDay+",ANI,54000,")
			if got := b.orders["B"].Status == shop.Paid; got != c.paid {
				t.Fatalf("B is %s: %s", b.orders["B"].Status, said)
			}
			if !c.paid {
				contains(t, said, "→ #B atau #A ("+card.StatusWord(c.ended)+")", "keuangan kartu: 🗃 *Titipan Rp54.000*")
			}
		})
	}
}

// TestTimeBeforeTheOrder pays no order by a line whose time of day is before it.
func TestTimeBeforeTheOrder(t *testing.T) {
	for clock, paid := range map[string]bool{"13:40:00": false, "13:59:00": true, "14:30:00": true} {
		b := newBooks(t)
		b.record("A", shop.AwaitingPayment, "PSM-HITAM") // at 14.00
		said := b.statement(t, bankDay+" "+clock+",ANI,54000,")
		if got := b.orders["A"].Status == shop.Paid; got != paid {
			t.Errorf("%s: %s", clock, said)
		}
		if !paid {
			contains(t, said, "sama dengan #A, tetapi jamnya (13.40) sebelum pesanan itu dibuat")
		}
	}
}

// TestSameLineWithoutItsAccount pays nothing by a line that another export has brought.
func TestSameLineWithoutItsAccount(t *testing.T) {
	const named = "Bank BCA\nNo. rekening : 1234567890\n"
	for _, heads := range [][2]string{{named, ""}, {"", named}, {named, named}, {"", ""}} {
		b := newBooks(t)
		b.record("A", shop.AwaitingPayment, "PSM-HITAM")
		contains(t, b.file(t, heads[0], bankDay+",ANI,54000,", bankDay+",IDA,77000,"), "Lunas (1)", "Belum cocok dengan pesanan (1)")
		b.record("B", shop.AwaitingPayment, "PSM-HITAM")
		contains(t, b.file(t, heads[1], bankDay+",ANI,54000,", bankDay+",IDA,77000,"), "2 baris sudah pernah dibaca")
		if b.orders["B"].Status != shop.AwaitingPayment || b.openDeposits() != 1 {
			t.Errorf("%q: B is %s, %d cards", heads, b.orders["B"].Status, b.openDeposits())
		}
		contains(t, b.file(t, heads[1], bankDay+",ANI,54000,", bankDay+",ANI,54000,"), "Lunas (1)")
	}
}

// TestUnknownMoneyIsTied makes a card of money that fits nothing, and ties it.
func TestUnknownMoneyIsTied(t *testing.T) {
	row := bankDay + ",SETORAN TUNAI,55500,"
	for name, c := range map[string]struct {
		before func(b *books) // after the order A of Rp54.000 was recorded
		status shop.Status
		do     func(t *testing.T, b *books, id string) []string
		says   []string
		ends   shop.Status
		open   int
	}{
		"over": {nil, shop.AwaitingPayment, replyTo("A"), []string{"lebih Rp1.500", "gudang kartu", "💼 *Kelebihan bayar #A*", "Rp55.500 diikat ke #A, lunas"}, shop.Paid, 0},
		"short": {func(b *books) {
			o := b.orders["A"]
			o.Shipping += 10_000
			b.orders["A"] = o
		}, shop.AwaitingPayment, replyTo("A"), []string{"masih kurang *Rp8.500*", "diikat ke #A, kurang Rp8.500"}, shop.AwaitingPayment, 0},
		"expired":                  {func(b *books) { b.end("A", shop.Expired, time.Hour, 1) }, shop.AwaitingPayment, replyTo("A"), []string{"diikat ke #A, lunas"}, shop.Paid, 0},
		"cancelled":                {func(b *books) { b.end("A", shop.Cancelled, time.Hour, 1) }, shop.AwaitingPayment, replyTo("A"), []string{"yang sudah batal; uangnya menunggu dikembalikan", "💸"}, shop.Cancelled, 0},
		"of an order that is paid": {nil, shop.Paid, replyTo("A"), []string{"sudah lunas, jadi uangnya menjadi titipan pembelinya", "Jumlah: *Rp55.500*"}, shop.Paid, 0},
		"an amount":                {nil, shop.AwaitingPayment, replyTo("55.500"), []string{"Jumlahnya sudah jelas dari mutasi: Rp55.500"}, shop.AwaitingPayment, 1},
		"no such order":            {nil, shop.AwaitingPayment, replyTo("MLT-9999-0001"), []string{"Tidak ada pesanan bernomor"}, shop.AwaitingPayment, 1},
		"not ours": {nil, shop.AwaitingPayment, func(t *testing.T, b *books, id string) []string {
			return b.pressCard(t, fin, "Rina", shop.CardID(id), card.Shelve)
		}, nil, shop.AwaitingPayment, 0},
		"in the books": {nil, shop.AwaitingPayment, func(t *testing.T, b *books, id string) []string {
			return b.pressCard(t, fin, "Rina", shop.CardID(id), card.Booked)
		}, nil, shop.AwaitingPayment, 0},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBooks(t)
			b.record("A", c.status, "PSM-HITAM")
			if c.before != nil {
				c.before(b)
			}
			contains(t, b.statement(t, row), "Belum cocok dengan pesanan (1)", "keuangan kartu: 🗃 *Titipan Rp55.500*", "SETORAN TUNAI")
			id := string(b.last(t, shop.CardDeposit).ID)
			contains(t, b.statement(t, row), "1 baris sudah pernah dibaca")
			contains(t, c.do(t, b, id), c.says...)
			if got := b.openDeposits(); got != c.open {
				t.Errorf("%d cards are open", got)
			}
			if got := b.orders["A"].Status; got != c.ends {
				t.Errorf("A is %s", got)
			}
			if c.open == 0 { // what became of the line is known: it pays nothing more
				b.record("B", shop.AwaitingPayment, "PSM-HITAM")
				o := b.orders["B"]
				o.Shipping += 1500
				b.orders["B"] = o
				contains(t, b.statement(t, row), "1 baris sudah pernah dibaca")
				if b.orders["B"].Received != 0 {
					t.Error("the line paid a second order")
				}
			}
			if err := b.balanced(); err != nil {
				t.Error(err)
			}
		})
	}
}

func replyTo(text string) func(*testing.T, *books, string) []string {
	return func(t *testing.T, b *books, id string) []string { return b.reply(t, fin, "Rina", id, text) }
}

// TestAmbiguousMoneyIsTied lets finance say whose a line is: the order that waits, or the money that was accepted before.
func TestAmbiguousMoneyIsTied(t *testing.T) {
	for _, c := range []struct {
		number, says string
		ends         shop.Status
	}{{"B", "diikat ke #B, lunas", shop.Paid}, {"A", "Cocok: uang #A Rp54.000 memang sudah dicatat", shop.AwaitingPayment}} {
		b := newBooks(t)
		b.record("A", shop.PaymentReview, "PSM-HITAM")
		b.press(t, fin, "Rina", "Terima")
		b.record("B", shop.AwaitingPayment, "PSM-HITAM")
		contains(t, b.statement(t, bankDay+",ANI,54000,"), "Bisa untuk #B atau uang #A yang sudah diterima.")
		contains(t, b.reply(t, fin, "Rina", string(b.last(t, shop.CardDeposit).ID), c.number), c.says)
		if got := b.orders["B"].Status; got != c.ends || b.openDeposits() != 0 {
			t.Errorf("tied to %s: B is %s", c.number, got)
		}
		said := b.statement(t, bankDay+",ANI,54000,", bankDay+",ANI,54000,")
		contains(t, said, "1 baris sudah pernah dibaca")
		if b.orders["B"].Status != shop.Paid {
			t.Errorf("tied to %s, a second line: %s", c.number, said)
		}
		if err := b.balanced(); err != nil {
			t.Error(err)
		}
	}
}

// TestCardOfALineEnds when a later file, or an order that ended meanwhile, tells what it is.
func TestCardOfALineEnds(t *testing.T) {
	b := newBooks(t)
	b.record("A", shop.AwaitingPayment, "PSM-HITAM")
	b.record("B", shop.AwaitingPayment, "PSM-HITAM")
	contains(t, b.statement(t, bankDay+",ANI,54000,"), "#A atau #B")
	contains(t, b.statement(t, bankDay+",ANI,54000,", bankDay+",BUDI,54000,"), "1 baris sudah pernah dibaca", "Bisa lebih dari satu pesanan (1)")
	b.reply(t, fin, "Rina", string(b.last(t, shop.CardDeposit).ID), "A")
	contains(t, b.statement(t, bankDay+",ANI,54000,", bankDay+",BUDI,54000,"), "Lunas (1):\n• #B ← 23 Nov Rp54.000 ANI", "1 baris sudah")
	if b.openDeposits() != 0 {
		t.Error("the card of a line that paid is open")
	}
}

// TestDepositIsNoOrdersMoney keeps a line that finance booked for no order from paying an order later.
func TestDepositIsNoOrdersMoney(t *testing.T) {
	b := newBooks(t)
	b.cards = append(b.cards, card.NewDeposit("titip", card.When{Now: b.now}, card.Payment{Buyer: someone}))
	b.reply(t, fin, "Rina", "titip", "54.000")
	contains(t, b.statement(t, bankDay+",ANI,54000,"), "• titipan ←")
	b.record("A", shop.AwaitingPayment, "PSM-HITAM")
	contains(t, b.statement(t, bankDay+",ANI,54000,"), "1 baris sudah pernah dibaca")
}

// TestNoFlood makes no card of money that can be no order's, and not more cards at once than people can work off.
func TestNoFlood(t *testing.T) {
	b := newBooks(t)
	contains(t, b.statement(t, bankDay+",SEBELUM ADA PESANAN,55500,"), "Belum cocok dengan pesanan (1)")
	b.record("A", shop.AwaitingPayment, "PSM-HITAM")
	contains(t, b.statement(t, bankDay+`,BUNGA,"12.37",`, bankDay+",SETTLEMENT QRIS,90000,"), "Belum cocok dengan pesanan (2)")
	if n := b.openDeposits(); n != 0 {
		t.Errorf("%d cards", n)
	}
	var rows []string
	for i := range mostCards + 5 {
		rows = append(rows, fmt.Sprintf("%s,BELANJA %d,%d,", bankDay, i, 60_000+i))
	}
	contains(t, b.statement(t, rows...), "5 baris lagi belum dibuatkan kartu")
	contains(t, b.statement(t, rows...), "20 baris sudah pernah dibaca", "Belum cocok dengan pesanan (5)")
	if n := b.openDeposits(); n != mostCards+5 {
		t.Errorf("%d cards", n)
	}
}
