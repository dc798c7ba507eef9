package desk

import (
	"slices"
	"strings"

	"tokobot/catalog"
	"tokobot/internal/card"
	"tokobot/internal/rupiah"
	"tokobot/internal/shop"
)

// paidWithout is /bayar NOMOR [JUMLAH] [cara bayar]: money for an order that came without a proof, or that a bank statement
// could not tell apart. Without an amount it brings the order's payment card; with one, the card is decided at once.
func (w *work) paidWithout(args string) error {
	number, rest, _ := strings.Cut(args, " ")
	o, err := w.findOrder(number)
	if err != nil || o.Number == "" {
		return err
	}
	if !takesMoney(o) {
		w.answer("Pesanan #" + o.Number + " sudah " + card.StatusWord(o.Status) + ", tidak menunggu uang.")
		return nil
	}
	rest = strings.TrimSpace(rest)
	var amount rupiah.Amount
	if rest != "" {
		var complaint string
		if amount, complaint = amountOf(rest); complaint != "" {
			return errUsage
		}
		if asks := w.unknownWay(number, rest); asks != "" {
			w.answer(asks)
			return nil
		}
		if !o.Status.AwaitsMoney() && !o.AtTheDoor() && o.Received > 0 && amount > o.Total()-o.Received && !slices.Contains(split(rest), onceMore) {
			w.answer("Untuk #" + o.Number + " (" + card.StatusWord(o.Status) + ") sudah masuk " + o.Received.String() + " yang menunggu dikembalikan, jadi belum ada " +
				"yang dicatat. Kalau ini uang lain lagi, tulis: /bayar " + number + " " + rest + " " + onceMore)
			return nil
		}
	}
	b, _, err := w.f.Buyer(o.Buyer)
	if err != nil {
		return err
	}
	if err := w.endOthers(shop.CardPayment, o.Number, "", "Diganti kartu dari /bayar –"); err != nil {
		return err
	}
	if o.Status == shop.AwaitingPayment {
		o.Status = shop.PaymentReview
		o = w.save(o, "dicatat /bayar", rest)
	} else {
		w.log(o.Number, "dicatat /bayar", rest)
	}
	c := card.NewPayment(w.newCard(), w.when(), card.Payment{Order: o, Buyer: b, Ways: w.Catalog.Payment.Ahead(), Doubts: []string{"Dicatat " + w.who() + " tanpa bukti dari pembeli; cek di mutasi."}})
	w.show(c, nil)
	if rest == "" {
		return nil
	}
	return w.replyToPayment(c, rest)
}

// onceMore says of money that it is not what is in the books already.
const onceMore = "lagi"

// besideWay are the words beside a method in what is typed behind an amount.
var besideWay = strings.Fields("via lewat lwt pakai pake dari dr ke tf trf transfer bank rekening rek masuk uang ya yg yang " + onceMore)

// unknownWay asks what is meant by words behind an amount that name no method; "" where they do, or there are none.
func (w *work) unknownWay(number, text string) string {
	if w.methodIn(text) != "" {
		return ""
	}
	words := strings.Fields(text)
	for len(words) > 0 {
		_, rest, ok := amountFirst(words)
		if words = words[1:]; ok {
			words = rest
			break
		}
	}
	words = slices.DeleteFunc(split(strings.Join(words, " ")), func(word string) bool { return slices.Contains(besideWay, word) })
	if len(words) == 0 {
		return ""
	}
	var codes []string
	meant, nearest := "", 0
	for _, m := range w.Catalog.Payment.Ahead() {
		codes = append(codes, m.Code)
		for _, name := range []string{m.Code, m.Name} {
			if cost, near := forgive(words[len(words)-1], strings.ToLower(name)); near && (meant == "" || cost < nearest) {
				meant, nearest = m.Code, cost
			}
		}
	}
	out := "Cara bayar “" + strings.Join(words, " ") + "” tidak ada; belum ada yang dicatat."
	if meant != "" {
		return out + " Maksudnya " + meant + "? Tulis: /bayar " + number + " " + strings.TrimSpace(text[:strings.LastIndex(text, " ")]) + " " + meant
	}
	return out + " Yang ada: " + strings.Join(codes, ", ") + "."
}

// methodIn is the payment method that a sentence names; "" for none.
func (w *work) methodIn(text string) string {
	words := split(text)
	for _, m := range w.Catalog.Payment.Methods {
		for _, word := range words {
			if m.Kind != catalog.COD && (word == strings.ToLower(m.Code) || word == strings.ToLower(m.Name)) {
				return m.Code
			}
		}
	}
	return ""
}

// onlyMethod is the one way that money can come before the goods go; "" where there are several.
func (w *work) onlyMethod() string {
	if ways := w.Catalog.Payment.Ahead(); len(ways) == 1 {
		return ways[0].Code
	}
	return ""
}
