package desk

import (
	"testing"

	"tokobot/internal/card"
	"tokobot/internal/rupiah"
	"tokobot/internal/shop"
)

// shipped records an order and sends its parcel.
func (b *books) shipped(t *testing.T, number string) {
	t.Helper()
	b.record(number, shop.Paid, "PSM-HITAM")
	b.press(t, gud, "Budi", "Siap")
	for _, label := range []string{"QC OK", "Dikemas", "Diserahkan"} {
		b.press(t, kir, "Joko", label)
	}
}

// TestRefundAccount shows on a refund's card where the money goes back to, as the buyer told it; a buyer who told nothing is asked, once.
func TestRefundAccount(t *testing.T) {
	for name, c := range map[string]struct {
		said []shop.Message
		asks bool
		card string
	}{
		"nothing told":          {nil, true, "Rekening: " + card.NoAccount},
		"an account":            {[]shop.Message{{At: monday, Text: "rek bni 8881112223 an Sari"}}, false, "Rekening: “rek bni 8881112223 an Sari” (pembeli, 23 Nov)"},
		"the shop's own":        {[]shop.Message{{At: monday, Text: "sudah tf ke bca 1234567890"}}, true, "Rekening: " + card.NoAccount},
		"the shop's own words":  {[]shop.Message{{At: monday, FromShop: true, Text: "bni 8881112223"}}, true, "Rekening: " + card.NoAccount},
		"who sent it":           {[]shop.Message{{At: monday, Kind: shop.KindImage, Text: "tf dari bni an Sari"}}, true, "Rekening: belum disebut; waktu kirim bukti: “tf dari bni an Sari”"},
		"asked before, as told": {nil, false, "Rekening: " + card.NoAccount},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBooks(t)
			b.shipped(t, "A")
			b.said = c.said
			if name == "asked before, as told" {
				b.history["A"] = append(b.history["A"], shop.Event{What: accountAsked})
			}
			said := b.write(t, kir, "Joko", "/retur A rusak")
			contains(t, said, "💸", "Sebab: Barang kembali: rusak", c.card)
			if c.asks {
				contains(t, said, "pembeli: Kak, uang pesanan *#A* sebesar Rp54.000 kami kembalikan 🙏 Boleh kirim nama bank")
			} else {
				without(t, said, "pembeli:")
			}
			if err := b.balanced(); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestPartOfTheMoneyBack sends part of an order's money back: the card, the buyer and the cash book agree, and the rest stays the order's.
func TestPartOfTheMoneyBack(t *testing.T) {
	for _, c := range []struct {
		args, says string
		back       rupiah.Amount // 0 where nothing is returned
	}{
		{"A 20.000 satu rusak", "Jumlah: *Rp20.000* dari Rp54.000 yang masuk\nSebab: Barang kembali: satu rusak", 20_000},
		{"A 20rb", "Jumlah: *Rp20.000* dari Rp54.000 yang masuk", 20_000},
		{"A Rp 54.000 ditolak", "Jumlah: *Rp54.000*\n", 54_000},
		{"A 2 barang rusak", "Sebab: Barang kembali: 2 barang rusak", 54_000},
		{"A", "Jumlah: *Rp54.000*", 54_000},
		{"A 60.000", "yang masuk Rp54.000, tidak bisa dikembalikan Rp60.000", 0},
	} {
		b := newBooks(t)
		b.shipped(t, "A")
		contains(t, b.write(t, kir, "Joko", "/retur "+c.args), c.says)
		if c.back == 0 {
			if got := b.orders["A"].Status; got != shop.Shipped {
				t.Errorf("%q: %s", c.args, got)
			}
			continue
		}
		contains(t, b.press(t, fin, "Rina", "Sudah dikembalikan"), "pembeli: Kak, uang pesanan *#A* sebesar "+c.back.String()+" sudah kami kembalikan")
		if got := b.orders["A"].Received; got != 54_000-c.back {
			t.Errorf("%q: %s left", c.args, got)
		}
		if err := b.balanced(); err != nil {
			t.Errorf("%q: %v", c.args, err)
		}
	}
}

// TestMoneyNotSeenIsNotPromised asks for an account where finance has not seen the money of a cancelled order yet, and promises nothing.
func TestMoneyNotSeenIsNotPromised(t *testing.T) {
	b := newBooks(t)
	b.record("A", shop.PaymentReview, "PSM-HITAM")
	said := b.write(t, shop.CS, "Ayu", "/batal A")
	contains(t, said, "💸", "kalau pembayaran *#A* ternyata sudah masuk")
	without(t, said, "Rp54.000 kami kembalikan")
}
