package bot

import (
	"slices"
	"strings"

	"tokobot/bot/understand"
	"tokobot/internal/card"
	"tokobot/internal/pola"
	"tokobot/internal/shop"
)

// backWords ask for money that was paid.
var backWords = []string{" uangnya", " uang saya", " uangku", " duitnya", " duit saya", " duitku", " refund", " pengembalian", " dananya"}

// lookedBack is how many messages of a chat are looked through for an account.
const lookedBack = 60

// refund shows finance that money of an order has to go back, with where to, as far as the buyer told; known tells that. Who is not known is
// asked by the words that follow.
func (k *talk) refund(o shop.Order, why string) (known bool, err error) {
	said, err := k.f.Messages(k.t.Buyer.ID, lookedBack)
	if err != nil {
		return false, err
	}
	if text := k.text(); text != "" {
		said = append(said, shop.Message{At: k.t.Now, Kind: shop.KindText, Text: text})
	}
	account, known := card.Account(said, k.Catalog.AccountNumbers())
	if account == "" {
		account = card.NoAccount
	}
	k.d.Do(shop.ShowCard{Card: card.NewRefund(k.newCard(), k.when(), card.Refund{Order: o, Buyer: k.t.Buyer, Why: why, Account: account})})
	if !known {
		k.d.Do(shop.LogOrder{Number: o.Number, Event: k.event("bot", "rekening ditanyakan", "")})
	}
	return known, nil
}

var (
	// loneNumber is an answer that is nothing but a number, as who is asked for an account gives it.
	loneNumber = pola.New(`^\D{0,20}\d(?:[ .-]?\d){7,19}\D{0,30}$`)
	// accountRest is what is said of an account beside its number: whose it is, or the bank.
	accountRest = pola.New(`(?i)^(?:(?:a\.?n\.?|a/n|atas nama|nama(?:nya)?|pemilik(?:nya)?|bank(?:nya)?)\b.{2,40}|(?:bank )?(?:bca|bri|bni|bsi|btn|mandiri|cimb|permata|danamon|jago|seabank|jenius|blu|dana|ovo|gopay|shopeepay|linkaja))$`)
)

// moneyBack looks after a buyer whose money finance is giving back: an account goes onto finance's card, whole or in parts, and who asks hears
// that it is on its way. False when there is no such money, or something else is said.
func (k *talk) moneyBack() (bool, error) {
	text := strings.Join(strings.Fields(k.text()), " ")
	whole := card.AccountIn(text, nil)
	part := !whole && (loneNumber.MatchString(text) || accountRest.MatchString(text))
	if !whole && !part && !hasWord(k.low(), backWords) || len(k.basket().Lines) > 0 || k.shown["uang kembali"] || k.quiet {
		return false, nil
	}
	c, found, err := k.goingBack()
	if err != nil || !found {
		return false, err
	}
	before, nomor := card.AccountOf(c), is("nomor", written(c.Order, fromOrder(c.Order)))
	switch {
	case whole:
		before = ""
	case !part && c.Order == "":
		return false, nil
	case !part:
		k.shown["uang kembali"], k.mute = true, true
		k.n.say("uang_sedang_kembali", nomor, is("jam", k.peopleNow()))
		return true, nil
	case accountRest.MatchString(text) && !strings.HasPrefix(before, "“"):
		return false, nil // a bank's name alone is a question about paying
	}
	k.shown["uang kembali"], k.mute = true, true
	words := "“" + cut(text, 200) + "” (pembeli)"
	if strings.HasPrefix(before, "“") {
		words = cut(strings.TrimSuffix(before, " (pembeli)"), 250) + " + " + words
	}
	k.redraw(card.WithAccount(c, words))
	name, key := "#"+c.Order, "rekening_diteruskan"
	if c.Order == "" {
		name, key = "titipan", "rekening_titipan"
	}
	k.d.Do(shop.Tell{Group: shop.Finance, Card: c.ID, Text: "Rekening pengembalian " + name + " dari pembeli: " + cut(text, 200)})
	k.n.say(key, nomor)
	return true, nil
}

// accountBeside leaves out of acts that cancel or give back what an account beside them reads as: "batal ya, uangnya ke bni 888… an Dedi" asks
// for no way to pay and is no address.
func (k *talk) accountBeside(acts []understand.Act) []understand.Act {
	if !k.does(understand.CancelOrder) && !k.does(understand.ReturnRefund) || !card.AccountIn(k.text(), nil) || len(k.basket().Lines) > 0 {
		return acts
	}
	return slices.DeleteFunc(slices.Clone(acts), func(a understand.Act) bool {
		return a.Intent == understand.AskPayment || a.Intent == understand.ChoosePayment || a.Intent == understand.GiveAddress
	})
}

// goingBack is the card of a buyer's money that finance is giving back, of the newest order first.
func (k *talk) goingBack() (shop.Card, bool, error) {
	for _, kind := range []shop.CardKind{shop.CardRefund, shop.CardCredit} {
		for _, o := range k.t.Orders {
			open, err := k.f.OpenCards(kind, o.Number, 0)
			if err != nil || len(open) > 0 {
				return k.cardNow(first(open)), len(open) > 0, err
			}
		}
	}
	open, err := k.f.OpenCards(shop.CardCredit, "", k.t.Buyer.ID)
	return k.cardNow(first(open)), len(open) > 0, err
}

func first(cards []shop.Card) shop.Card {
	if len(cards) == 0 {
		return shop.Card{}
	}
	return cards[0]
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
