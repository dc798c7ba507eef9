package bot

import (
	"regexp"
	"strings"

	"tokobot/internal/shop"
)

// backWords ask for money that was paid.
var backWords = []string{" uangnya", " uang saya", " uangku", " duitnya", " duit saya", " duitku", " refund", " pengembalian", " dananya"}

// accountLike is an account or wallet number as people write it.
var accountLike = regexp.MustCompile(`\d[\d .-]{6,}\d`)

// moneyBack looks after a buyer whose money finance is giving back: an account number goes to finance, and who asks hears that it is
// on its way. False when there is no such money, or something else is said.
func (k *talk) moneyBack() (bool, error) {
	account := accountLike.MatchString(k.text()) && (k.heard(payNames) != "" || hasWord(k.low(), []string{" rek", " an ", " a.n", " a/n", " atas nama"}))
	if !account && !hasWord(k.low(), backWords) || len(k.basket().Lines) > 0 || k.shown["uang kembali"] || k.quiet {
		return false, nil
	}
	for _, o := range k.t.Orders {
		open, err := k.f.OpenCards(shop.CardRefund, o.Number, 0)
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
