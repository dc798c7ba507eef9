package bot

import (
	"strings"

	"tokobot/internal/card"
	"tokobot/internal/pola"
	"tokobot/internal/shop"
)

// backWords ask for money that was paid.
var backWords = []string{" uangnya", " uang saya", " uangku", " duitnya", " duit saya", " duitku", " refund", " pengembalian", " dananya"}

// accountLike is an account or wallet number as people write it.
var accountLike = pola.New(`\d[\d .-]{6,}\d`)

// moneyBack looks after a buyer whose money finance is giving back: an account number goes to finance, and who asks hears that it is
// on its way. False when there is no such money, or something else is said.
func (k *talk) moneyBack() (bool, error) {
	account := accountLike.MatchString(k.text()) && (k.heard(payNames) != "" || hasWord(k.low(), []string{" rek", " an ", " a.n", " a/n", " atas nama"}))
	if !account && !hasWord(k.low(), backWords) || len(k.basket().Lines) > 0 || k.shown["uang kembali"] || k.quiet {
		return false, nil
	}
	for _, o := range k.t.Orders {
		open, err := k.f.OpenCards(shop.CardRefund, o.Number, 0)
		if err == nil && len(open) == 0 {
			open, err = k.f.OpenCards(shop.CardCredit, o.Number, 0)
		}
		if err != nil {
			return false, err
		}
		if len(open) == 0 {
			continue
		}
		k.shown["uang kembali"], k.mute = true, true
		nomor := is("nomor", written(o.Number, fromOrder(o.Number)))
		if account {
			k.d.Do(shop.Tell{Group: shop.Finance, Card: open[0].ID, Text: "Rekening pengembalian #" + o.Number + " dari pembeli: " + cut(strings.TrimSpace(k.text()), 200)})
			k.n.say("rekening_diteruskan", nomor)
			return true, nil
		}
		k.n.say("uang_sedang_kembali", nomor, is("jam", k.peopleNow()))
		return true, nil
	}
	return false, nil
}

// holdWords ask to keep money for the next order.
var holdWords = []string{" disimpan", " simpan aja", " simpan saja", " disimpen", " simpen aja", " pesanan berikutnya", " order berikutnya", " pesanan selanjutnya", " order selanjutnya", " pesanan depan", " deposit"}

// keepCredit passes on to finance that a buyer who paid too much wants it kept; false when there is no such money.
func (k *talk) keepCredit() (bool, error) {
	if !hasWord(k.low(), holdWords) || strings.Contains(k.text(), "?") || k.shown["uang kembali"] || k.quiet {
		return false, nil
	}
	open, err := k.f.OpenCards(shop.CardCredit, "", k.t.Buyer.ID)
	if err != nil || len(open) == 0 {
		return false, err
	}
	k.shown["uang kembali"], k.mute = true, true
	k.d.Do(shop.Tell{Group: shop.Finance, Card: open[0].ID, Text: "Kata pembeli: “" + cut(strings.TrimSpace(k.text()), 200) + "”"})
	k.n.say("titipan_diteruskan")
	return true, nil
}

// remindCredit tells finance that a buyer whose money it keeps has ordered again.
func (k *talk) remindCredit(o shop.Order) error {
	if o.COD {
		return nil
	}
	open, err := k.f.OpenCards(shop.CardCredit, "", k.t.Buyer.ID)
	if err != nil {
		return err
	}
	for _, c := range open {
		left, _ := card.Credit(c)
		k.d.Do(shop.Tell{Group: shop.Finance, Card: c.ID, Text: "Pembeli yang punya titipan " + left.String() + " ini baru memesan #" + o.Number + ", total " +
			o.Total().String() + ". Balas dengan nomor itu kalau titipannya dipakai."})
	}
	return nil
}
