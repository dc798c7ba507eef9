package card

import (
	"slices"
	"strconv"
	"strings"

	"tokobot/internal/rupiah"
	"tokobot/internal/shop"
)

// NewDeposit is money that fits no order (titipan). What the buyer said of it is kept for the order that it is tied to; Told
// reads it.
func NewDeposit(id shop.CardID, w When, p Payment) shop.Card {
	lines := append([]string{"🗃 *Titipan* – uang yang belum cocok dengan pesanan", "Dari: " + Who(p.Buyer)}, words(p)...)
	lines = append(lines, "Balas kartu ini dengan nomor pesanannya. Belum tahu untuk apa, tetapi uangnya sudah masuk? Balas dengan jumlahnya.")
	c := made(id, w, shop.CardDeposit, shop.Finance, strings.Join(lines, "\n"), Row(Shelve))
	c.Buyer, c.Media = p.Buyer.ID, p.Proof
	return withTold(c, p)
}

// Doubts that hold only of the order that a card is about, or of none: the card that follows leaves them out or names that order.
const (
	AtTheDoor   = "Pesanan ini COD; kalau uangnya diterima, tidak ditagih lagi di tempat."
	NoOrder     = "Tidak ada pesanan yang menunggu pembayaran dari pembeli ini."
	AlreadyPaid = "Pesanan sudah lunas; uang ini lebih, atau sudah terhitung."
)

// Without are the doubts but one.
func Without(doubts []string, one string) []string {
	return slices.DeleteFunc(slices.Clone(doubts), func(d string) bool { return d == one })
}

// withTold keeps behind a card of money what it says of it, for the card that follows.
func withTold(c shop.Card, p Payment) shop.Card {
	return WithExtra(c, append([]string{strconv.FormatInt(int64(p.Claim), 10), p.Words}, p.Doubts...)...)
}

// Told is what a card of money says beside its order: the proof, the amount that the buyer named, the words and the doubts. Of a card of an
// older program the doubts are not known, and of its payment cards no words.
func Told(c shop.Card) Payment {
	p := Payment{Proof: c.Media}
	p.Claim, p.Words = amountNote(c)
	if notes := Extra(c); len(notes) > 2 {
		p.Doubts = notes[2:]
	}
	return p
}

// amountNote is the amount and the words that a card keeps behind its text; 0 for an amount that is none.
func amountNote(c shop.Card) (amount rupiah.Amount, words string) {
	notes := Extra(c)
	if len(notes) < 2 {
		return 0, ""
	}
	n, err := strconv.ParseInt(notes[0], 10, 64)
	if err != nil {
		return 0, notes[1]
	}
	return rupiah.Amount(n), notes[1]
}

// NewCredit is a buyer's money that is in the cash book and pays nothing yet: what was too much for the order o, or came for no
// order (a zero o). Method is how it came, as a payment kode.
func NewCredit(id shop.CardID, w When, o shop.Order, b shop.Buyer, amount rupiah.Amount, method string) shop.Card {
	title := "💼 *Uang titipan*"
	if o.Number != "" {
		title = "💼 *Kelebihan bayar #" + o.Number + "*"
	}
	body := strings.Join([]string{
		title, "Pembeli: " + Who(b), "Jumlah: *" + amount.String() + "*",
		"Balas kartu ini dengan nomor pesanan lain kalau uangnya dipakai untuk itu.",
	}, "\n")
	c := made(id, w, shop.CardCredit, shop.Finance, body, Row(Refunded), Row(Keep))
	c.Order, c.Buyer = o.Number, b.ID
	return WithExtra(c, strconv.FormatInt(int64(amount), 10), method)
}

// Credit is how much of a credit is left and how it came.
func Credit(c shop.Card) (left rupiah.Amount, method string) {
	return amountNote(c)
}

// WithCredit is the card with another amount left.
func WithCredit(c shop.Card, left rupiah.Amount) shop.Card {
	_, method := Credit(c)
	return WithExtra(c, strconv.FormatInt(int64(left), 10), method)
}
