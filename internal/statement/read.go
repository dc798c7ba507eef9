package statement

import (
	"errors"
	"fmt"
	"time"

	"tokobot/internal/rupiah"
)

// Statement is what a file holds.
type Statement struct {
	Bank    string // kode as in payment methods: bca, mandiri …; "" when the file doesn't tell
	Account string // digits; "" when the file doesn't tell
	Lines   []Line // booked ones, in the file's order
	Pending int    // lines that the bank has not booked yet
	// Unclear are rows with an amount that could not be read, for people to look at.
	Unclear []Unclear
}

// Line is one booked line.
type Line struct {
	// Key is the same for the same line in overlapping files.
	Key  string
	ID   string // what a service calls the line; "" in a file
	Bank string // the statement's
	Row  int    // in the file, from 1
	Date time.Time
	// At is Date with the time of day, as the bank's clock in Jakarta shows it; zero where the layout does not tell.
	At       time.Time
	Amount   rupiah.Amount // never negative
	Incoming bool
	// Cents tells that the bank wrote a fraction of a rupiah, which Amount leaves out: such a line pays no order exactly.
	Cents bool
	Text  string
	// Settlement is a payout of an acquirer for a day's QRIS payments, less its fee: no single order's money.
	Settlement bool

	account string
	nth     int // of the equal lines of its file
}

// Unclear is a row that could not be read, and why, in Indonesian.
type Unclear struct {
	Row  int
	Text string
	Why  string
}

// Words is why a file can't be read at all, in words for the staff.
type Words string

func (w Words) Error() string { return string(w) }

// The files that can't be read.
const (
	ErrUnknown Words = "susunan kolomnya tidak dikenali sebagai mutasi bank: harus ada kolom tanggal dan kolom jumlah atau kredit. " +
		"Yang dikenal: unduhan mutasi BCA, Mandiri, BRI, BNI, CIMB dan Permata sebagai CSV, Excel (.xlsx) atau halaman HTML"
	ErrOldXLS  Words = "berkas Excel lama (.xls) tidak bisa dibaca; simpan dulu sebagai .xlsx atau CSV"
	ErrPDF     Words = "PDF tidak bisa dibaca sebagai mutasi; unduh mutasinya dari bank sebagai CSV atau Excel (.xlsx)"
	ErrNothing Words = "berkasnya kosong"
	ErrBroken  Words = "berkasnya rusak atau belum terunduh seluruhnya; unduh lagi mutasinya dari bank sebagai CSV atau Excel (.xlsx)"
)

// maxBytes bounds what is read; a year of a busy account is far less.
const maxBytes = 25 << 20

// Read gives a statement's booked lines; see Parse.
func Read(data []byte, now time.Time) ([]Line, error) {
	s, err := Parse(data, now)
	return s.Lines, err
}

// Parse reads a statement. Dates without a year, where the file names no period, are the latest that are not after now; the
// zone is now's. An error holds Words.
func Parse(data []byte, now time.Time) (Statement, error) {
	if len(data) > maxBytes {
		return Statement{}, fmt.Errorf("read statement: %w", Words(fmt.Sprintf("berkasnya lebih dari %d MB", maxBytes>>20)))
	}
	tables, err := grids(data)
	if err != nil {
		if words := Words(""); !errors.As(err, &words) {
			err = fmt.Errorf("%w: %w", ErrBroken, err)
		}
		return Statement{}, fmt.Errorf("read statement: %w", err)
	}
	for _, g := range tables {
		if h, ok := findHeader(g); ok {
			return newReader(g, h, now).read(), nil
		}
	}
	return Statement{}, fmt.Errorf("read statement: %w", ErrUnknown)
}

// reader turns the rows below a header into lines.
type reader struct {
	rows  [][]string
	h     header
	dates dating
	seen  map[string]int // how often the same line came in this file
	s     Statement
	// flags tells that some row says by a sign of its own which way its money went; in such files a row that says nothing
	// is the other way.
	flags map[direction]bool
}

func newReader(g grid, h header, now time.Time) *reader {
	r := &reader{rows: g, h: h, seen: map[string]int{}, flags: map[direction]bool{}}
	above := flat(g[:h.row])
	r.s.Account = account(above, r.rows[h.row+1:], h)
	r.s.Bank = bankOf(above, h, g)
	r.dates = newDating(above, r.columnOf(h.date), now)
	for _, row := range r.rows[h.row+1:] {
		if d := h.flagged(row); d != unknown {
			r.flags[d] = true
		}
	}
	return r
}

func (r *reader) columnOf(i int) []string {
	var out []string
	for _, row := range r.rows[r.h.row+1:] {
		out = append(out, cell(row, i))
	}
	return out
}

func (r *reader) read() Statement {
	before := ""
	for i, row := range r.rows[r.h.row+1:] {
		r.row(r.h.row+2+i, row, before)
		if b := cell(row, r.h.balance); b != "" {
			before = b
		}
	}
	return r.s
}

// row reads one row; what is no entry, such as a footer, is passed over.
func (r *reader) row(n int, row []string, before string) {
	text := r.h.text(row)
	entry := r.h.entry(row)
	if entry.empty && !(entry.missing && text != "" && r.dated(row)) || footer(row) {
		return
	}
	if pending(cell(row, r.h.date)) {
		r.s.Pending++
		return
	}
	day, ok := r.dates.day(cell(row, r.h.date))
	switch {
	case !ok && cell(row, r.h.date) == "" && text == "":
		return
	case !ok:
		r.unclear(n, text, "tanggalnya tidak terbaca: "+cell(row, r.h.date))
		return
	case entry.missing:
		if !footer([]string{text}) {
			r.unclear(n, text, "jumlahnya tidak ada; barisnya terpotong?")
		}
		return
	case !entry.ok:
		r.unclear(n, text, "jumlahnya tidak terbaca: "+entry.raw)
		return
	}
	d := r.direction(row, entry, text, before)
	if d == unknown {
		r.unclear(n, text, "tidak jelas masuk atau keluar")
		return
	}
	l := Line{
		Bank: r.s.Bank, Row: n, Date: day, At: clockOn(day, cell(row, r.h.date), cell(row, r.h.clock)), Amount: rupiah.Amount(entry.amount.whole),
		Incoming: d == in, Cents: entry.amount.cents != 0, Text: text, Settlement: settlement(text),
	}
	r.s.Lines = append(r.s.Lines, r.numbered(l))
}

// dated tells whether a row has a day.
func (r *reader) dated(row []string) bool {
	_, ok := r.dates.day(cell(row, r.h.date))
	return ok
}

func (r *reader) unclear(row int, text, why string) {
	r.s.Unclear = append(r.s.Unclear, Unclear{row, text, why})
}

// direction decides which way the money of a row went: its own column or sign, the first CR or DB of its text (the later
// ones name the other bank), the balances, and last what a file that marks only the others means by no mark.
func (r *reader) direction(row []string, e entry, text, before string) direction {
	if e.direction != unknown {
		return e.direction
	}
	if d := r.h.flagged(row); d != unknown {
		return d
	}
	if d := narrated(text); d != unknown {
		return d
	}
	if was, ok := number(before); ok {
		if now, ok := number(cell(row, r.h.balance)); ok {
			switch {
			case now.total()-was.total() == e.amount.total():
				return in
			case was.total()-now.total() == e.amount.total():
				return out
			}
		}
	}
	switch {
	case r.flags[out] && !r.flags[in]:
		return in
	case r.flags[in] && !r.flags[out]:
		return out
	}
	return unknown
}
