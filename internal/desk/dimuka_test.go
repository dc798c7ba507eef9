package desk

import (
	"testing"

	"tokobot/internal/card"
	"tokobot/internal/shop"
)

// atTheDoor records an order that is to be paid at the door, with a fee for that.
func (b *books) atTheDoor(number string) shop.Order {
	b.record(number, shop.Confirmed, "PSM-HITAM")
	o := b.orders[number]
	o.Payment, o.Fee = "cod", 5000
	b.orders[number] = o
	for i, c := range b.cards {
		b.cards[i] = card.WithPayment(c, o)
	}
	return o
}

// TestPrepaid takes money for an order that is to be paid at the door, by every way in which finance meets it.
func TestPrepaid(t *testing.T) {
	claim := func(t *testing.T, b *books) {
		b.cards = append(b.cards, card.NewPayment("klaim", card.When{Now: b.now}, card.Payment{Order: b.orders["A"], Buyer: someone}))
	}
	for name, c := range map[string]struct {
		packing bool // the warehouse is done with it
		do      func(*testing.T, *books) []string
		says    []string
		cod     bool
		owed    int64
		status  shop.Status
	}{
		"accepted": {false, func(t *testing.T, b *books) []string {
			claim(t, b)
			return b.pressCard(t, fin, "Rina", "klaim", card.Accept)
		},
			[]string{"pembeli: Terima kasih", "tidak perlu bayar lagi"}, false, 0, shop.Paid},
		"by command":      {false, func(t *testing.T, b *books) []string { return b.write(t, fin, "Rina", "/bayar A 59.000 bca") }, []string{"tidak perlu bayar lagi"}, false, 0, shop.Paid},
		"without the fee": {false, func(t *testing.T, b *books) []string { return b.write(t, fin, "Rina", "/bayar A 54.000 bca") }, []string{"Transfer Rp54.000", "tidak perlu bayar lagi"}, false, 0, shop.Paid},
		"too much":        {false, func(t *testing.T, b *books) []string { return b.write(t, fin, "Rina", "/bayar A 60.000 bca") }, []string{"💼 *Kelebihan bayar #A*", "Rp1.000"}, false, 0, shop.Paid},
		"a part":          {false, func(t *testing.T, b *books) []string { return b.write(t, fin, "Rina", "/bayar A 20.000 bca") }, []string{"Sisanya *Rp39.000* dibayar waktu paketnya datang"}, true, 39_000, shop.Confirmed},
		"packed": {true, func(t *testing.T, b *books) []string { return b.write(t, fin, "Rina", "/bayar A 59.000 bca") },
			[]string{"pengiriman: 💳 #A sudah dibayar lewat transfer, jadi tidak ditagih lagi. Ganti labelnya"}, false, 0, shop.Packing},
		"a deposit that is tied": {false, func(t *testing.T, b *books) []string {
			b.cards = append(b.cards, card.NewDeposit("titip", card.When{Now: b.now}, card.Payment{Buyer: someone}))
			contains(t, b.reply(t, fin, "Rina", "titip", "A"), "bayar #A*", card.AtTheDoor)
			return b.press(t, fin, "Rina", "Terima")
		}, []string{"tidak perlu bayar lagi"}, false, 0, shop.Paid},
		"a bank's line that is tied": {false, func(t *testing.T, b *books) []string {
			contains(t, b.statement(t, bankDay+",ANI,59000,"), "sama dengan #A yang tercatat COD")
			return b.reply(t, fin, "Rina", string(b.last(t, shop.CardDeposit).ID), "A")
		}, []string{"Rp59.000 diikat ke #A, lunas", "tidak perlu bayar lagi"}, false, 0, shop.Paid},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBooks(t)
			b.atTheDoor("A")
			if c.packing {
				b.press(t, gud, "Budi", "Siap")
			}
			contains(t, c.do(t, b), c.says...)
			o := b.orders["A"]
			if o.COD != c.cod || int64(o.Owed()) != c.owed || o.Status != c.status {
				t.Errorf("COD %v, owed %s, %s", o.COD, o.Owed(), o.Status)
			}
			if err := b.balanced(); err != nil {
				t.Error(err)
			}
			kind, want := shop.CardPacking, "*Kemas #A* (lunas)"
			switch {
			case c.packing:
				kind, want = shop.CardParcel, "*Sudah lunas* – jangan ditagih"
			case c.cod:
				want = "(COD Rp39.000, sudah masuk Rp20.000)"
			}
			contains(t, []string{b.last(t, kind).Text}, want)
			if l := b.desk.Catalog.Method(b.cash[0].Method); l != nil && l.Code == "cod" {
				t.Error("what was sent is booked as paid at the door")
			}
		})
	}
}
