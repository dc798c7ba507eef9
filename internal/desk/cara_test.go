package desk

import (
	"strings"
	"testing"

	"tokobot/internal/card"
	"tokobot/internal/shop"
)

// TestWayOfMoney says in each way how money came, and wants the recap to know it; what nobody said stays unknown.
func TestWayOfMoney(t *testing.T) {
	bca := func(t *testing.T, b *books) []string {
		b.files["m"] = []byte("Tanggal,Keterangan,Cabang,Jumlah,Saldo\n23/11/2026,TRSF E-BANKING CR SARI,0000,\"54,000.00 CR\",\"1,000,000.00\"\n")
		return b.turn(t, fin, shop.Input{Arrival: shop.Arrival{Kind: shop.KindDocument, Name: "Rina", Media: &shop.Media{Ref: "m", Name: "mutasi.csv"}}})
	}
	for name, c := range map[string]struct {
		acts []act
		says string
		way  string
	}{
		"nobody says it": {[]act{{pressing(fin, "Rina", "Terima"), nil, ""}}, "Cara tidak disebut: Rp54.000", ""},
		"by the press that takes it": {[]act{{pressing(fin, "Rina", "lewat Mandiri"), []string{"pembeli: Terima kasih", "gudang kartu:"}, ""},
			{pressingAgain(fin, "Dewi", shop.CardPayment, card.Way+":bca"), []string{"Sudah diputuskan oleh Rina"}, "pembeli:"}}, "Mandiri: Rp54.000", "mandiri"},
		"by a reply before": {[]act{{replying(fin, "Rina", shop.CardPayment, "lewat bca"), []string{"Dicatat lewat BCA"}, ""}, {pressing(fin, "Rina", "Terima"), nil, ""}}, "BCA: Rp54.000", "bca"},
		"by a reply afterwards": {[]act{{pressing(fin, "Rina", "Terima"), nil, ""}, {replying(fin, "Rina", shop.CardPayment, "dana"), []string{"✅ Dicatat lewat DANA"}, "pembeli:"},
			{replying(fin, "Rina", shop.CardPayment, "siapa ya"), []string{"sudah diputuskan oleh Rina"}, ""}}, "DANA: Rp54.000", "dana"},
		"by the bank's statement afterwards": {[]act{{pressing(fin, "Rina", "Terima"), nil, ""}, {bca, []string{"1 baris cocok"}, "Belum cocok"}}, "BCA: Rp54.000", "bca"},
		"with another amount":                {[]act{{replying(fin, "Rina", shop.CardPayment, "54.000 gopay"), []string{"gudang kartu:"}, ""}}, "Gopay: Rp54.000", "gopay"},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBooks(t)
			o := b.record("A", shop.PaymentReview, "PSM-HITAM")
			o.Payment = ""
			b.orders["A"] = o
			b.cards[0] = card.NewPayment("k1", card.When{Now: b.now}, card.Payment{Order: o, Buyer: someone, Ways: b.desk.Catalog.Payment.Ahead()})
			for n, a := range c.acts {
				said := a.do(t, b)
				contains(t, said, a.wants...)
				if all := strings.Join(said, "\n"); a.not != "" && strings.Contains(all, a.not) {
					t.Errorf("act %d: %q is said:\n%s", n+1, a.not, all)
				}
			}
			if said := b.write(t, fin, "Rina", "/rekap"); !strings.Contains(strings.Join(said, "\n"), c.says) {
				t.Errorf("%q is not said: %s", c.says, said)
			}
			if got := b.orders["A"].Payment; got != c.way {
				t.Errorf("the order is paid by %q, want %q", got, c.way)
			}
			if c := b.last(t, shop.CardPayment); c.Open || len(c.Buttons) > 0 {
				t.Errorf("card %+v", c)
			}
		})
	}
}
