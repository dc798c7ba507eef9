package statement

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"time"
)

// numbered gives a line the names by which it is known again: its key, and which of the equal lines of its file it is.
func (r *reader) numbered(l Line) Line {
	l.account = strings.TrimLeft(r.s.Account, "0")
	what := l.what(l.Bank, l.account)
	r.seen[what]++
	l.nth = r.seen[what]
	l.Key = l.key(l.Bank, l.account)
	return l
}

// what is what every export says of a line of a bank and account: day, way, amount and words. The balance and the time are left out: not every
// layout has them.
func (l Line) what(bank, account string) string {
	return strings.Join([]string{bank, account, l.Date.Format(time.DateOnly), fmt.Sprint(l.Incoming, int64(l.Amount)), squeezed(l.Text)}, "|")
}

func squeezed(text string) string { return strings.ToUpper(strings.Join(strings.Fields(text), "")) }

// key is the line's key if it is of this bank and account.
func (l Line) key(bank, account string) string {
	sum := sha256.Sum256([]byte(fmt.Sprintf("%s|%d", l.what(bank, account), l.nth)))
	return hex.EncodeToString(sum[:12])
}

// Known is a line that was read before.
type Known struct {
	Key, Bank, Text string
}

// Among finds the line among those of its day and amount that were read before, also where one of the two files does not tell the bank or the
// account: what agrees in all that both say is the same line. known are in the order in which they were written.
func (l Line) Among(known []Known) (key string, ok bool) {
	var same []string
	for _, k := range known {
		switch {
		case k.Key == l.Key:
			return k.Key, true
		case squeezed(k.Text) != squeezed(l.Text) || k.Bank != "" && l.Bank != "" && k.Bank != l.Bank:
		case l.account == "":
			same = append(same, k.Key)
		case k.Key == l.key(k.Bank, "") || k.Key == l.key(k.Bank, l.account):
			return k.Key, true
		}
	}
	if slices.Sort(same); l.nth > len(same) {
		return "", false
	}
	return same[l.nth-1], true
}
