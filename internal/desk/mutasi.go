package desk

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"tokobot/internal/card"
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
	m.most = mostCards
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
	seen                       int                               // lines that another file brought already
	sure                       int                               // lines whose money finance had accepted before, as all that an order costs
	booked                     []string                          // lines whose money was booked before otherwise: a part, too much, for no order
	most                       int                               // how many cards are made at most; 0 for any number
	over                       int                               // lines that are left for the file\'s next time
	asked                      []shop.CardID                     // cards of lines that nobody knows
	before                     map[sameMoney][]shop.BankLine     // lines that other files brought
	cards                      map[string]shop.Card              // open cards of lines, by the line's key
	busy                       map[string]bool                   // days of whose money it is known whether it may be for an order
	taken                      map[string]bool                   // orders that a line of this file pays
	waiting                    map[rupiah.Amount][]shop.Order    // by what each still waits for
	cash                       map[rupiah.Amount][]shop.CashLine // money in of about these days that no line was tied to yet
	left                       map[rupiah.Amount]int             // lines of this file that are still to be matched
}

func (m *matching) line(l statement.Line) error {
	known, found := m.known(l)
	if found && known.Order != "" {
		m.seen++
		return nil
	}
	book := shop.BankLine{Key: l.Key, Bank: m.bank, Date: l.Date, Amount: l.Amount, Text: l.Text}
	if found {
		book = known
	}
	open := m.fitting(l)
	before, err := m.bookedAs(l)
	if err != nil {
		return err
	}
	ended, lately, err := m.ended(l)
	if err != nil {
		return err
	}
	defer func() { m.left[l.Amount]-- }()
	shown := lineWords(book)
	_, carded := m.cards[book.Key]
	switch {
	case len(before) > 0 && m.isBooked(l, before, open):
		return m.confirm(before[0], book, shown)
	case len(before) == 0 && len(open) == 1 && !ofOthers(lately, open[0]):
		return m.pay(open[0], book, shown)
	case carded || found && (l.Settlement || l.Cents):
		m.seen++
		return nil
	}
	return m.unknown(l, book, found, open, before, ended)
}

// ofOthers tells whether an order that ended is another buyer's: whoever orders the same again pays the new one.
func ofOthers(ended []shop.Order, o shop.Order) bool {
	return slices.ContainsFunc(ended, func(e shop.Order) bool { return e.Buyer != o.Buyer })
}

// unknown is a line that pays no order, or may pay several: finance gets a card for it.
func (m *matching) unknown(l statement.Line, book shop.BankLine, found bool, open []shop.Order, before []shop.CashLine, ended []shop.Order) error {
	if m.most > 0 && len(m.asked) >= m.most {
		m.over++
		return nil
	}
	var doubts []string
	names := orderNames(open)
	for _, b := range before {
		names = append(names, "uang "+forWhat(b)+" yang sudah diterima")
	}
	if len(open) > 0 {
		for _, o := range ended {
			names = append(names, "#"+o.Number+" ("+card.StatusWord(o.Status)+")")
		}
		doubts = []string{"Bisa untuk " + either(names) + "."}
	} else {
		var err error
		if names, err = m.hints(l, ended); err != nil {
			return err
		}
		for _, h := range names {
			doubts = append(doubts, "Jumlahnya "+h+".")
		}
	}
	carded, err := m.deposit(l, book, doubts...)
	if err != nil {
		return err
	}
	switch shown := lineWords(book); {
	case found && !carded:
		m.seen++
		return nil
	case len(open) > 0:
		m.ambiguous = append(m.ambiguous, shown+" → "+either(names))
	default:
		m.unmatched = append(m.unmatched, strings.Join(append([]string{shown}, names...), " – "))
	}
	m.bookBank(book)
	return nil
}

// pay marks the one order that a line fits as paid.
func (m *matching) pay(o shop.Order, book shop.BankLine, shown string) error {
	m.taken[o.Number] = true
	book.Order = o.Number
	m.bookBank(book)
	m.endCard(book.Key, "Cocok dengan #"+o.Number+" –")
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
	out = append(out, m.whatToDo()...)
	var unclear []string
	for _, u := range read.Unclear {
		unclear = append(unclear, fmt.Sprintf("baris %d: %s (%s)", u.Row, short(u.Text, 60), u.Why))
	}
	list("⚠️ Tidak terbaca", unclear)
	if m.sure > 0 {
		out = append(out, fmt.Sprintf("%d baris cocok dengan pesanan yang sudah lunas.", m.sure))
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
	m.answerUnder(strings.Join(out, "\n"))
	return nil
}

// whatToDo says how the lines that nobody knows become known.
func (m *matching) whatToDo() (out []string) {
	switch n := len(m.asked); {
	case n == 1:
		out = []string{"Uang itu jadi kartu titipan; balas kartunya, atau pesan ini, dengan nomor pesanannya."}
	case n > 1:
		out = []string{fmt.Sprintf("%d uang jadi kartu titipan; balas kartunya dengan nomor pesanannya.", n)}
	}
	if m.over > 0 {
		out = append(out, fmt.Sprintf("%d baris lagi belum dibuatkan kartu. Kirim berkas ini sekali lagi sesudah kartu-kartu tadi selesai.", m.over))
	}
	return out
}

// answerUnder reports under the card where there is one only, so that a reply to the report is one to the card.
func (m *matching) answerUnder(text string) {
	if len(m.asked) != 1 {
		m.answer(text)
		return
	}
	m.d.Do(shop.Tell{Group: shop.Finance, Text: text, ReplyTo: m.replyTo(), Card: m.asked[0]})
}

func short(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n]) + "…"
	}
	return s
}
