package statement

import (
	"slices"
	"strings"
	"unicode"
)

// direction is which way money went.
type direction int

const (
	unknown direction = iota
	in
	out
)

// header tells what a table's columns are; -1 for those it has not.
type header struct {
	row                         int
	names                       []string
	date, amount, credit, debit int
	balance, account, clock     int
	texts, marks                []int
}

// roles are the columns' names, in plain lower case.
var roles = []struct {
	role  string
	names []string
}{
	{"date", []string{"tanggal", "tanggal transaksi", "tgl", "tgl transaksi", "tgl tran", "tanggal posting", "tgl posting", "post date", "postdate",
		"posting date", "date", "transaction date", "trx date", "txn date", "tanggal mutasi", "waktu", "waktu transaksi", "tanggal waktu", "tanggal jam",
		"tgl jam", "date time", "datetime"}},
	{"date2", []string{"tgl efektif", "eff date", "effective date", "value date", "tanggal efektif", "tanggal valuta"}},
	{"text", []string{"keterangan", "uraian", "uraian transaksi", "deskripsi", "deskripsi transaksi", "description", "transaction desc",
		"transaction description", "remark", "remarks", "desk tran", "detail", "details", "detail transaksi", "rincian", "rincian transaksi", "berita",
		"catatan", "additionaldesc", "additional desc", "additional description", "transaksi", "transaction", "narasi", "narrative", "trremk",
		"keterangan transaksi", "remark customer"}},
	{"credit", []string{"kredit", "credit", "credit amount", "mutasi kredit", "kredit idr", "credit idr", "uang masuk", "dana masuk", "pemasukan", "masuk",
		"cr", "jumlah kredit", "nominal kredit", "kredit rp"}},
	{"debit", []string{"debet", "debit", "debit amount", "mutasi debet", "mutasi debit", "debet idr", "debit idr", "uang keluar", "dana keluar", "pengeluaran",
		"keluar", "db", "jumlah debet", "jumlah debit", "nominal debet", "nominal debit", "debet rp", "debit rp"}},
	{"amount", []string{"jumlah", "nominal", "mutasi", "amount", "nilai", "jumlah mutasi", "nominal transaksi", "jumlah transaksi", "jumlah idr", "amount idr",
		"nominal idr", "jumlah rp", "nominal rp", "transaction amount"}},
	{"balance", []string{"saldo", "balance", "close balance", "closing balance", "saldo akhir", "saldo akhir mutasi", "running balance", "ending balance",
		"saldo idr", "saldo rp"}},
	{"mark", []string{"cr db", "db cr", "d k", "k d", "dk", "c d", "d c", "dc", "tipe", "type", "jenis", "jenis transaksi", "jenis mutasi", "tipe transaksi",
		"debit credit", "debet kredit", "debit kredit", "posisi"}},
	{"clock", []string{"jam", "jam tran", "jam transaksi", "pukul", "time", "transaction time"}},
	{"account", []string{"norek", "no rek", "no rekening", "nomor rekening", "accountno", "account no", "account number"}},
}

// plain is a name in lower case with single spaces for all other signs.
func plain(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ")
}

// hints are words by which a column that no bank we know names so still tells what it is; the first that fits counts.
var hints = []struct {
	role  string
	words []string
}{
	{"balance", []string{"saldo", "balance"}},
	{"account", []string{"rekening", "norek", "account"}},
	{"date2", []string{"efektif", "effective", "valuta", "value"}},
	{"date", []string{"tanggal", "tgl", "date", "waktu", "time"}},
	{"mark", []string{"tipe", "type", "jenis", "arah", "flag"}},
	{"credit", []string{"kredit", "credit", "masuk", "penerimaan", "deposit", "cr"}},
	{"debit", []string{"debet", "debit", "keluar", "penarikan", "withdrawal", "db"}},
	{"amount", []string{"jumlah", "jml", "nominal", "mutasi", "amount", "nilai"}},
	{"text", []string{"keterangan", "ket", "uraian", "deskripsi", "description", "desc", "berita", "remark", "remarks", "rincian", "detail", "transaksi", "narasi", "catatan"}},
}

// longestName is how many words a column's name has at most; more is a sentence that stands above the table.
const longestName = 4

func roleOf(name string) string {
	p := plain(name)
	for _, r := range roles {
		if slices.Contains(r.names, p) {
			return r.role
		}
	}
	words := strings.Fields(p)
	if len(words) > longestName {
		return ""
	}
	for _, h := range hints {
		if slices.ContainsFunc(words, func(w string) bool { return slices.Contains(h.words, w) }) {
			return h.role
		}
	}
	return ""
}

// headerLooked is how many rows may stand above the header.
const headerLooked = 60

// findHeader finds the row that names the columns: a date, and an amount or money in.
func findHeader(g grid) (header, bool) {
	for i, row := range g[:min(len(g), headerLooked)] {
		h := newHeader(i, row)
		if h.date >= 0 && (h.amount >= 0 || h.credit >= 0) && (len(h.texts) > 0 || h.balance >= 0) {
			return h, true
		}
	}
	return header{}, false
}

func newHeader(at int, row []string) header {
	h := header{row: at, names: row, date: -1, amount: -1, credit: -1, debit: -1, balance: -1, account: -1, clock: -1}
	one := map[string]*int{"date": &h.date, "amount": &h.amount, "credit": &h.credit, "debit": &h.debit, "balance": &h.balance, "account": &h.account,
		"clock": &h.clock}
	for i, name := range row {
		role := roleOf(name)
		switch to := one[role]; {
		case role == "text" && slices.ContainsFunc(h.texts, func(j int) bool { return plain(row[j]) == plain(name) }):
			h.marks = append(h.marks, i) // BCA's second "Keterangan" holds DB
		case role == "text":
			h.texts = append(h.texts, i)
		case role == "mark" || role == "" && plain(name) == "":
			h.marks = append(h.marks, i)
		case to != nil && *to < 0:
			*to = i
		case role == "date" && h.clock < 0:
			h.clock = i // "Tanggal" and "Waktu"; a second day is no time
		}
	}
	if h.date < 0 {
		h.date, h.clock = h.clock, -1
	}
	if h.date < 0 {
		for i, name := range row {
			if roleOf(name) == "date2" {
				h.date = i
				break
			}
		}
	}
	return h
}

// text joins a row's words.
func (h header) text(row []string) string {
	var parts []string
	for _, i := range h.texts {
		if c := cell(row, i); c != "" && !slices.Contains(parts, c) {
			parts = append(parts, c)
		}
	}
	return strings.Join(parts, " ")
}

// marked are the ways in which a cell of its own tells the direction.
var marked = map[string]direction{
	"cr": in, "k": in, "c": in, "kredit": in, "credit": in, "masuk": in, "uang masuk": in, "dana masuk": in, "in": in,
	"db": out, "d": out, "dr": out, "debet": out, "debit": out, "keluar": out, "uang keluar": out, "dana keluar": out, "out": out,
}

// flagged is the direction that a row tells in a column of its own.
func (h header) flagged(row []string) direction {
	for _, i := range h.marks {
		if d := marked[plain(cell(row, i))]; d != unknown {
			return d
		}
	}
	return unknown
}

// entry is a row's amount.
type entry struct {
	amount    sum
	direction direction
	raw       string
	empty, ok bool
	missing   bool // empty, and not even a zero
}

// entry reads a row's amount: from the columns for money in and out, or from the one amount with its sign.
func (h header) entry(row []string) entry {
	if h.credit >= 0 {
		raw := strings.TrimSpace(cell(row, h.credit) + " " + cell(row, h.debit))
		cr, crOK := number(cell(row, h.credit))
		db, dbOK := number(cell(row, h.debit))
		switch {
		case raw == "":
			return entry{empty: true, missing: true}
		case crOK && cr.total() != 0:
			return entry{amount: cr.abs(), direction: in, raw: raw, ok: true}
		case dbOK && db.total() != 0:
			return entry{amount: db.abs(), direction: out, raw: raw, ok: true}
		case crOK || dbOK:
			return entry{empty: true}
		}
		return entry{raw: raw}
	}
	raw := cell(row, h.amount)
	if raw == "" || raw == "-" {
		return entry{empty: true, missing: raw == ""}
	}
	words, d := signed(raw)
	n, ok := number(words)
	switch {
	case ok && n.total() == 0:
		return entry{empty: true}
	case ok && n.negative:
		d = out
	case ok && d == unknown && strings.HasPrefix(strings.TrimSpace(raw), "+"):
		d = in
	}
	return entry{amount: n.abs(), direction: d, raw: raw, ok: ok}
}

// signed takes CR, DB and their like off an amount.
func signed(raw string) (string, direction) {
	fields := strings.Fields(raw)
	for _, i := range []int{len(fields) - 1, 0} {
		if d := marked[strings.ToLower(strings.Trim(fields[i], "()."))]; d != unknown && len(fields) > 1 {
			return strings.Join(slices.Delete(slices.Clone(fields), i, i+1), " "), d
		}
	}
	for _, end := range []string{"CR", "DB", "DR", "K", "D"} {
		if rest, ok := strings.CutSuffix(strings.ToUpper(raw), end); ok && strings.ContainsAny(rest, "0123456789") {
			return rest, marked[strings.ToLower(end)]
		}
	}
	return raw, unknown
}

// narrated is the direction by the first CR or DB among a text's words; later ones name the other bank.
func narrated(text string) direction {
	for w := range strings.FieldsSeq(strings.ToUpper(text)) {
		switch w {
		case "CR", "KR":
			return in
		case "DB":
			return out
		}
	}
	return unknown
}

// footer tells whether a row only sums up.
func footer(row []string) bool {
	for _, c := range row {
		if c == "" || c == ":" {
			continue
		}
		p := plain(c)
		return slices.ContainsFunc([]string{"saldo awal", "saldo akhir", "mutasi debet", "mutasi debit", "mutasi kredit", "total", "jumlah", "grand total",
			"opening balance", "closing balance", "ending balance", "saldo"}, func(f string) bool { return p == f || strings.HasPrefix(p, f+" ") })
	}
	return true
}

// settlement tells whether a line pays out what an acquirer collected.
func settlement(text string) bool {
	t := strings.ToUpper(text)
	return strings.Contains(t, "MID") && (strings.Contains(t, "QR :") || strings.Contains(t, "QR:") || strings.Contains(t, "DDR")) ||
		strings.Contains(t, "SETTLEMENT")
}
