package desk

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"tokobot/internal/bahasa"
	"tokobot/internal/rupiah"
	"tokobot/internal/shop"
	"tokobot/internal/statement"
)

// document is a file that staff sent: a bank statement to finance, a catalog file to the owner.
func (w *work) document(in shop.Input) error {
	yaml, table := false, false
	switch strings.ToLower(path.Ext(in.Media.Name)) {
	case ".yaml", ".yml":
		yaml = true
	case ".csv":
		table = true
	}
	switch {
	case yaml && w.desk(shop.Owner):
		return w.upload(in)
	case table && slices.Contains(w.chat, shop.Owner) && !w.isStatement(in):
		w.desk(shop.Owner)
		return w.upload(in)
	case w.desk(shop.Finance):
		return w.bankStatement(in)
	case table && w.desk(shop.Owner):
		return w.bankStatement(in)
	case in.Text == "" && w.desk(shop.Owner):
		w.answer("Berkas " + in.Media.Name + " tidak dipakai. Di sini dikirim berkas katalog (.yaml atau .csv); mutasi bank dikirim sebagai CSV atau ke grup keuangan.")
	}
	return nil
}

// isStatement tells whether a table is a bank's and not one of the owner's rates.
func (w *work) isStatement(in shop.Input) bool {
	data, err := w.f.Media(in.Media.Ref)
	if err != nil {
		return false
	}
	_, err = statement.Parse(data, w.t.Now)
	return err == nil
}

// bankStatement matches the money of a statement with the open orders by their exact totals.
func (w *work) bankStatement(in shop.Input) error {
	if !w.allowed() {
		return w.refuse()
	}
	data, err := w.f.Media(in.Media.Ref)
	if err != nil {
		w.answer("Berkasnya tidak bisa dibuka. Coba kirim lagi.")
		return nil
	}
	read, err := statement.Parse(data, w.t.Now)
	if err != nil {
		why := statement.ErrBroken
		errors.As(err, &why)
		w.answer("Mutasi tidak terbaca: " + string(why) + ".")
		return nil
	}
	m, err := w.newMatching(read.Bank, read.Lines)
	if err != nil {
		return err
	}
	for _, l := range read.Lines {
		if !l.Incoming {
			continue
		}
		m.incoming++
		if err := m.line(l); err != nil {
			return err
		}
	}
	return m.report(read)
}

// matching is one statement while it is matched.
type matching struct {
	*work
	bank                       string
	incoming                   int
	paid, unmatched, ambiguous []string
	seen                       int             // lines that another file brought already
	confirmed                  int             // lines whose money finance had accepted before, as all that an order costs
	booked                     []string        // lines whose money was booked before otherwise: a part, too much, for no order
	taken                      map[string]bool // orders that a line of this file pays
	waiting                    map[rupiah.Amount][]shop.Order
	cash                       map[rupiah.Amount][]shop.CashLine // money in of about these days that no line was tied to yet
	left                       map[rupiah.Amount]int             // lines of this file that are still to be matched
}

func (m *matching) line(l statement.Line) error {
	known, found, err := m.f.BankLine(l.Key)
	if err != nil {
		return err
	}
	if found && known.Order != "" {
		m.seen++
		return nil
	}
	book := shop.BankLine{Key: l.Key, Bank: m.bank, Date: l.Date, Amount: l.Amount, Text: l.Text}
	open := m.fitting(l)
	before, err := m.bookedAs(l)
	if err != nil {
		return err
	}
	defer func() { m.left[l.Amount]-- }()
	shown := bahasa.DayMonth(l.Date) + " " + l.Amount.String() + " " + short(l.Text, 60)
	switch {
	case len(before) > 0 && m.isBooked(l, before, open):
		return m.confirm(before[0], book, shown)
	case len(before) == 0 && len(open) == 1:
		return m.pay(open[0], book, shown)
	case found:
		m.seen++
		return nil
	case len(open) == 0:
		ended, err := m.ended(l)
		if err != nil {
			return err
		}
		m.unmatched = append(m.unmatched, shown+ended)
	default:
		var numbers []string
		for _, o := range open {
			numbers = append(numbers, "#"+o.Number)
		}
		for _, b := range before {
			numbers = append(numbers, "uang "+forWhat(b)+" yang sudah diterima")
		}
		m.ambiguous = append(m.ambiguous, shown+" → "+strings.Join(numbers, " atau "))
	}
	m.d.Do(shop.BookBank{Line: book})
	return nil
}

// pay marks the one order that a line fits as paid.
func (m *matching) pay(o shop.Order, book shop.BankLine, shown string) error {
	m.taken[o.Number] = true
	book.Order = o.Number
	m.d.Do(shop.BookBank{Line: book})
	now, found, err := m.order(o.Number)
	if err != nil || !found {
		return err
	}
	if method := m.Catalog.Method(m.bank); method != nil && !m.isQRIS(now.Payment) {
		now.Payment = method.Code // where the money is counts, not where the buyer meant to send it
	}
	if err := m.settle(shop.Card{}, now, book.Amount); err != nil {
		return err
	}
	m.tie(m.bookKey(shop.Card{}, now), book)
	m.log(o.Number, tiedWord, shown)
	m.paid = append(m.paid, "#"+o.Number+" ← "+shown)
	return nil
}

// report says what became of the lines and which orders still wait.
func (m *matching) report(read statement.Statement) error {
	out := []string{fmt.Sprintf("🏦 *Mutasi dibaca* – %d uang masuk, %d uang keluar", m.incoming, len(read.Lines)-m.incoming)}
	if read.Pending > 0 {
		out = append(out, fmt.Sprintf("%d baris masih tertunda di bank, belum dihitung.", read.Pending))
	}
	list := func(title string, items []string) {
		if len(items) == 0 {
			return
		}
		out = append(out, fmt.Sprintf("%s (%d):", title, len(items)))
		const most = 20
		for _, s := range items[:min(len(items), most)] {
			out = append(out, "• "+s)
		}
		if len(items) > most {
			out = append(out, fmt.Sprintf("… dan %d lagi", len(items)-most))
		}
	}
	list("✅ Lunas", m.paid)
	list("❓ Bisa lebih dari satu pesanan", m.ambiguous)
	list("🗃 Belum cocok dengan pesanan", m.unmatched)
	var unclear []string
	for _, u := range read.Unclear {
		unclear = append(unclear, fmt.Sprintf("baris %d: %s (%s)", u.Row, short(u.Text, 60), u.Why))
	}
	list("⚠️ Tidak terbaca", unclear)
	if m.confirmed > 0 {
		out = append(out, fmt.Sprintf("%d baris cocok dengan pesanan yang sudah lunas.", m.confirmed))
	}
	list("☑️ Uangnya sudah dicatat sebelumnya", m.booked)
	if m.seen > 0 {
		out = append(out, fmt.Sprintf("%d baris sudah pernah dibaca, tidak dihitung lagi.", m.seen))
	}
	waiting, err := m.f.OrdersIn(shop.AwaitingPayment, shop.PaymentReview)
	if err != nil {
		return err
	}
	var left []string
	for _, o := range waiting {
		if !m.taken[o.Number] {
			due := o.Total().String()
			if o.Received > 0 {
				due = "kurang " + (o.Total() - o.Received).String() + " dari " + due
			}
			left = append(left, "#"+o.Number+" "+due)
		}
	}
	list("⏳ Masih menunggu bayar", left)
	m.answer(strings.Join(out, "\n"))
	return nil
}

func short(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n]) + "…"
	}
	return s
}
