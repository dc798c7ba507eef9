package card

import (
	"regexp"
	"slices"
	"strings"

	"tokobot/internal/bahasa"
	"tokobot/internal/rupiah"
	"tokobot/internal/shop"
)

// Where money goes back to is what the buyer told of it, word for word: nothing is read out of it that somebody could transfer to by mistake.

var (
	// accountNumber is an account or wallet number as people write it.
	accountNumber = regexp.MustCompile(`\d(?:[ .-]?\d){7,19}`)
	// accountWords stand beside a number that is an account; walletWords beside one that may be a phone's.
	accountWords = regexp.MustCompile(`(?i)\b(?:no ?rek|norek|rek|rekening(?:nya|ku)?|bank|bca|bri|bni|bsi|btn|btpn|mandiri|cimb|permata|danamon|jago|seabank|jenius|blu|ocbc|mega|panin|bjb|muamalat|superbank|allo)\b`)
	walletWords  = regexp.MustCompile(`(?i)\b(?:dana|ovo|gopay|go ?pay|shopee ?pay|spay|link ?aja|e-?wallet)\b`)
	phoneShape   = regexp.MustCompile(`^(?:0|62)8`)
	// paidFrom is how a proof's words name who sent it.
	paidFrom = regexp.MustCompile(`(?i)\b(?:dari|dr|an|a\.n\.?|a/n|atas nama|pengirim(?:nya)?)\s+\S`)
)

// AccountIn tells whether words name an account that money can go back to; own are the shop's numbers, which are none.
func AccountIn(text string, own []string) bool {
	for _, n := range accountNumber.FindAllString(text, -1) {
		digits := bahasa.OnlyDigits(n)
		switch {
		case slices.ContainsFunc(own, func(o string) bool { return bahasa.OnlyDigits(o) == digits }):
		case phoneShape.MatchString(digits) && walletWords.MatchString(text):
			return true
		case !phoneShape.MatchString(digits) && (accountWords.MatchString(text) || walletWords.MatchString(text) || paidFrom.MatchString(text) && len(strings.Fields(text)) <= 8):
			return true
		}
	}
	return false
}

// Account is what a buyer told of where money shall go back to: the newest words that name an account, else who sent the money by the words of
// a picture, which name none. Sure tells the two apart; "" is for nothing told.
func Account(said []shop.Message, own []string) (words string, sure bool) {
	for _, m := range slices.Backward(said) {
		text := strings.Join(strings.Fields(m.Text), " ")
		switch {
		case m.FromShop || text == "":
		case AccountIn(text, own):
			return "“" + short(text, 200) + "” (pembeli, " + bahasa.DayMonth(m.At) + ")", true
		case words == "" && m.Kind == shop.KindImage && paidFrom.MatchString(text):
			words = "belum disebut; waktu kirim bukti: “" + short(text, 120) + "”"
		}
	}
	return words, false
}

// accountHead begins the line of where money goes back to.
const accountHead = "Rekening: "

// WithAccount is a card about money that goes back, with where to.
func WithAccount(c shop.Card, words string) shop.Card {
	d := read(c)
	lines := slices.DeleteFunc(strings.Split(d.Body, "\n"), func(line string) bool { return strings.HasPrefix(line, accountHead) })
	d.Body = strings.Join(append(lines, accountHead+words), "\n")
	return withBody(c, d)
}

// AccountOf is where money goes back to by a card's line; "" for a card without.
func AccountOf(c shop.Card) string {
	for _, line := range strings.Split(read(c).Body, "\n") {
		if words, ok := strings.CutPrefix(line, accountHead); ok {
			return words
		}
	}
	return ""
}

// Refund is what a card about money that goes back shows.
type Refund struct {
	Order   shop.Order
	Buyer   shop.Buyer
	Why     string
	Part    rupiah.Amount // 0 for all that came
	Account string        // "" where the buyer told none
}

// NoAccount is the account of a buyer who was asked for it and has not answered.
const NoAccount = "belum ada; bot sudah menanyakannya ke pembeli"

// RefundPart is how much goes back where it is not all that came; 0 for all.
func RefundPart(c shop.Card) rupiah.Amount {
	part, _ := amountNote(c)
	return part
}
