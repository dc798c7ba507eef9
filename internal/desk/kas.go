package desk

import (
	"fmt"
	"strings"
	"time"

	"tokobot/internal/bahasa"
	"tokobot/internal/card"
	"tokobot/internal/recap"
	"tokobot/internal/shop"
)

// recap is /rekap [periode] [xlsx].
func (w *work) recap(args string) error {
	args = strings.TrimSpace(strings.ToLower(args))
	rest, sheet := strings.CutSuffix(args, "xlsx")
	p, title, ok := w.period(strings.TrimSpace(rest))
	if !ok {
		return errUsage
	}
	return w.sendRecap(p, title, sheet)
}

// period reads hari ini, kemarin, minggu and bulan ini and lalu.
func (w *work) period(s string) (shop.Period, string, bool) {
	now := w.t.Now
	today := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, now.Location())
	monday := today.AddDate(0, 0, -(int(today.Weekday())+6)%7)
	month := time.Date(now.Year(), now.Month(), 1, 0, 0, 0, 0, now.Location())
	tomorrow := today.AddDate(0, 0, 1)
	switch s {
	case "", "hari ini":
		return shop.Period{From: today, To: tomorrow}, "Rekap " + bahasa.Date(today), true
	case "kemarin":
		return shop.Period{From: today.AddDate(0, 0, -1), To: today}, "Rekap " + bahasa.Date(today.AddDate(0, 0, -1)), true
	case "minggu ini":
		return shop.Period{From: monday, To: tomorrow}, "Rekap minggu ini", true
	case "minggu lalu":
		return between(monday.AddDate(0, 0, -7), monday)
	case "bulan lalu":
		return between(month.AddDate(0, -1, 0), month)
	case "bulan ini":
		return shop.Period{From: month, To: tomorrow}, "Rekap bulan ini", true
	}
	return shop.Period{}, "", false
}

// between is a period of the past by its first and last day.
func between(from, to time.Time) (shop.Period, string, bool) {
	return shop.Period{From: from, To: to}, "Rekap " + bahasa.DayMonth(from) + " – " + bahasa.DayMonth(to.AddDate(0, 0, -1)), true
}

func (w *work) sendRecap(p shop.Period, title string, sheet bool) error {
	f, err := w.figures(p, title)
	if err != nil {
		return err
	}
	file := &shop.File{Name: "rekap-" + p.From.Format("2006-01-02") + ".png", MIME: "image/png"}
	if sheet {
		file = &shop.File{Name: "rekap-" + p.From.Format("2006-01-02") + ".xlsx", MIME: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
		file.Data, err = recap.Workbook(f)
	} else {
		file.Data, err = recap.Chart(f)
	}
	if err != nil {
		return fmt.Errorf("recap: %w", err)
	}
	w.d.Do(shop.Tell{Group: w.g, Text: recap.Text(f), File: file, ReplyTo: w.replyTo()})
	return nil
}

// figures gathers what a recap is made of.
func (w *work) figures(p shop.Period, title string) (f recap.Figures, err error) {
	f = recap.Figures{Title: title, From: p.From, Until: p.To}
	if f.Orders, err = w.f.OrdersRecorded(p); err != nil {
		return f, err
	}
	if f.Cash, err = w.f.Cash(p); err != nil {
		return f, err
	}
	if err = w.nameWays(f.Cash); err != nil {
		return f, err
	}
	if f.Stock, err = w.f.StockBook("", p); err != nil {
		return f, err
	}
	if f.Balance, err = w.f.Balance(p.To); err != nil {
		return f, err
	}
	return f, w.notTheShops(&f)
}

// notTheShops sums up the money that is no income: kept for buyers, to be sent back, or of unknown use.
func (w *work) notTheShops(f *recap.Figures) error {
	open, err := w.f.GroupCards(shop.Finance)
	if err != nil {
		return err
	}
	for _, c := range w.now(open) {
		switch c.Kind {
		case shop.CardCredit:
			left, _ := card.Credit(c)
			f.Held += left
		case shop.CardRefund:
			o, _, err := w.order(c.Order)
			if err != nil {
				return err
			}
			f.Owed += o.Received
		case shop.CardDeposit:
			l, _ := card.BankMoney(c)
			f.Unknown += l.Amount
		}
	}
	return nil
}

// findOrder reads an order number, whole or its end, and says so when there is none or several.
func (w *work) findOrder(s string) (shop.Order, error) {
	s = strings.ToUpper(strings.Trim(strings.TrimSpace(s), "#.,"))
	if s == "" {
		return shop.Order{}, errUsage
	}
	if o, found, err := w.order(s); err != nil || found {
		return o, err
	}
	some, err := w.f.OrderEnding(s)
	switch {
	case err != nil:
		return shop.Order{}, err
	case len(some) == 1:
		o, _, err := w.order(some[0].Number)
		return o, err
	case len(some) == 0:
		w.answer("Tidak ada pesanan bernomor " + s + ".")
	default:
		var numbers []string
		for _, o := range some {
			numbers = append(numbers, o.Number)
		}
		w.answer("Ada beberapa: " + strings.Join(numbers, ", ") + ". Tulis nomor lengkapnya.")
	}
	return shop.Order{}, nil
}

// numberIn is the word of a sentence that looks like an order's number; the whole where none does.
func numberIn(text string) string {
	for _, word := range strings.Fields(text) {
		word = strings.Trim(word, "#.,!?:;()")
		if len(word) >= 3 && strings.ContainsAny(word[len(word)-1:], "0123456789") {
			return word
		}
	}
	return text
}
