package desk

import (
	"slices"
	"strings"
	"time"

	"tokobot/internal/bahasa"
	"tokobot/internal/card"
	"tokobot/internal/rupiah"
	"tokobot/internal/shop"
	"tokobot/internal/statement"
)

// The bank's book: which lines of statements were read, and what became of each.

// What became of a line that paid no order.
const (
	notForOrder = "titipan"
	notOurs     = "bukan uang toko"
	inTheBooks  = "sudah dicatat"
)

// aliasHead begins the text of a row of the bank's book that only points to a line.
const aliasHead = "= "

// lineWords is a line as finance reads it.
func lineWords(l shop.BankLine) string {
	return bahasa.DayMonth(l.Date) + " " + l.Amount.String() + " " + short(l.Text, 60)
}

// bookBank writes a row of the bank's book.
func (w *work) bookBank(l shop.BankLine) {
	w.d.Do(shop.BookBank{Line: l})
	if i := slices.IndexFunc(w.bank, func(x shop.BankLine) bool { return x.Key == l.Key }); i >= 0 {
		w.bank[i] = l
		return
	}
	w.bank = append(w.bank, l)
}

// bankLine finds a row of the bank's book as this turn left it.
func (w *work) bankLine(key string) (shop.BankLine, bool, error) {
	if i := slices.IndexFunc(w.bank, func(x shop.BankLine) bool { return x.Key == key }); i >= 0 {
		return w.bank[i], true, nil
	}
	return w.f.BankLine(key)
}

// settleLine writes what became of a line: it is matched no more.
func (w *work) settleLine(l shop.BankLine, what string) {
	l.Order = what
	w.bookBank(l)
}

// sameMoney is what lines are compared by that may be one.
type sameMoney struct {
	day    string
	amount rupiah.Amount
}

func moneyOf(day time.Time, amount rupiah.Amount) sameMoney {
	return sameMoney{day.Format(time.DateOnly), amount}
}

// readBefore gathers the lines of the file's days that were read before, and the cards of those that nobody knows yet.
func (m *matching) readBefore(lines []statement.Line) error {
	m.before = map[sameMoney][]shop.BankLine{}
	if len(lines) == 0 {
		return nil
	}
	from, to := lines[0].Date, lines[0].Date
	for _, l := range lines {
		if l.Date.Before(from) {
			from = l.Date
		}
		if l.Date.After(to) {
			to = l.Date
		}
	}
	rows, err := m.f.BankLines(shop.Period{From: from, To: to.AddDate(0, 0, 1)})
	if err != nil {
		return err
	}
	rows = slices.DeleteFunc(rows, func(r shop.BankLine) bool { // this turn knows better
		return slices.ContainsFunc(m.work.bank, func(x shop.BankLine) bool { return x.Key == r.Key })
	})
	for _, r := range append(rows, m.work.bank...) {
		if !strings.HasPrefix(r.Text, aliasHead) {
			of := moneyOf(r.Date.In(from.Location()), r.Amount)
			m.before[of] = append(m.before[of], r)
		}
	}
	open, err := m.f.GroupCards(shop.Finance)
	if err != nil {
		return err
	}
	for _, c := range m.cardsNow(open) {
		if l, ok := card.BankMoney(c); ok && c.Open {
			m.cards[l.Key] = c
		}
	}
	return nil
}

// cardsNow are cards as this turn left them, and those that it made.
func (w *work) cardsNow(open []shop.Card) []shop.Card {
	out := slices.Clone(open)
	for i, c := range out {
		if now, ok := w.cards[c.ID]; ok {
			out[i] = now
		}
	}
	for _, c := range w.cards {
		if !slices.ContainsFunc(out, func(x shop.Card) bool { return x.ID == c.ID }) {
			out = append(out, c)
		}
	}
	slices.SortStableFunc(out, func(a, b shop.Card) int { return strings.Compare(string(a.ID), string(b.ID)) })
	return out
}

// known finds a line as an earlier file brought it.
func (m *matching) known(l statement.Line) (shop.BankLine, bool) {
	rows := m.before[moneyOf(l.Date, l.Amount)]
	var known []statement.Known
	for _, r := range rows {
		known = append(known, statement.Known{Key: r.Key, Bank: r.Bank, Text: r.Text})
	}
	key, ok := l.Among(known)
	if !ok {
		return shop.BankLine{}, false
	}
	return rows[slices.IndexFunc(rows, func(r shop.BankLine) bool { return r.Key == key })], true
}

// endCard ends the card of a line that is known now.
func (m *matching) endCard(key, what string) {
	if c, ok := m.cards[key]; ok {
		m.end(c, "ikat", what)
		delete(m.cards, key)
	}
}
