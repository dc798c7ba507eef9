package card

import (
	"strconv"
	"strings"
	"time"

	"tokobot/internal/bahasa"
	"tokobot/internal/rupiah"
	"tokobot/internal/shop"
)

// fromBank begins the note by which the deposit of a bank statement's line is told from that of a buyer.
const fromBank = "mutasi:"

// NewBankDeposit is money of a bank statement of which nobody knows whose it is. Its line is kept for the order that it is tied to; BankMoney
// reads it.
func NewBankDeposit(id shop.CardID, w When, l shop.BankLine, doubts ...string) shop.Card {
	lines := []string{"🗃 *Titipan " + l.Amount.String() + "* – uang masuk di mutasi yang belum jelas untuk apa", bankWords(l)}
	for _, d := range doubts {
		lines = append(lines, "⚠️ "+d)
	}
	lines = append(lines, "Balas kartu ini dengan nomor pesanannya. Kalau uangnya sudah pernah dicatat, atau bukan dari pembeli, tekan tombolnya.")
	c := made(id, w, shop.CardDeposit, shop.Finance, strings.Join(lines, "\n"), Row(Booked), Row(Shelve))
	return WithExtra(c, strconv.FormatInt(int64(l.Amount), 10), l.Text, fromBank+l.Key, l.Bank, l.Date.Format(time.RFC3339))
}

func bankWords(l shop.BankLine) string {
	return strings.Join(strings.Fields(bahasa.DayMonth(l.Date)+" "+strings.ToUpper(l.Bank)+" “"+l.Text+"”"), " ")
}

// BankMoney is the bank's line that a deposit is about; false for a buyer's deposit.
func BankMoney(c shop.Card) (l shop.BankLine, ok bool) {
	notes := Extra(c)
	if c.Kind != shop.CardDeposit || len(notes) != 5 || !strings.HasPrefix(notes[2], fromBank) {
		return l, false
	}
	amount, err := strconv.ParseInt(notes[0], 10, 64)
	day, dayErr := time.Parse(time.RFC3339, notes[4])
	if err != nil || dayErr != nil {
		return l, false
	}
	return shop.BankLine{Key: strings.TrimPrefix(notes[2], fromBank), Bank: notes[3], Date: day, Amount: rupiah.Amount(amount), Text: notes[1]}, true
}
