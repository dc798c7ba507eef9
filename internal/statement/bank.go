package statement

import (
	"regexp"
	"slices"
	"strings"

	"tokobot/internal/bahasa"
)

// signs tell a bank by what stands above the table or in the columns' names. The order is that of looking: what a bank
// alone has, before names that may also stand in others' texts.
var signs = []struct {
	bank    string
	columns []string // all of them, in plain words
	words   []string // any of them, above the table
}{
	{"mandiri", []string{"accountno", "postdate", "additionaldesc"}, nil},
	{"bri", []string{"tgl tran", "desk tran", "mutasi kredit"}, nil},
	{"bca", nil, []string{"klikbca", "bank central asia", "informasi rekening - mutasi rekening", "mybca", "bca"}},
	{"mandiri", nil, []string{"mandiri", "livin", "kopra"}},
	{"bni", nil, []string{"bni", "bank negara indonesia", "wondr"}},
	{"bsi", nil, []string{"bsi", "bank syariah indonesia", "byond"}},
	{"cimb", nil, []string{"cimb", "octo"}},
	{"permata", nil, []string{"permatanet", "permata"}},
	{"danamon", nil, []string{"danamon"}},
	{"ocbc", nil, []string{"ocbc", "nisp"}},
	{"btn", nil, []string{"btn", "bank tabungan negara"}},
	{"jago", nil, []string{"jago"}},
	{"seabank", nil, []string{"seabank"}},
	{"jenius", nil, []string{"jenius", "btpn", "smbc"}},
	{"mega", nil, []string{"bank mega"}},
	{"panin", nil, []string{"panin"}},
	{"maybank", nil, []string{"maybank"}},
	{"bri", nil, []string{"bri", "bank rakyat indonesia", "brimo"}},
	{"bri", []string{"uraian transaksi", "teller"}, nil},
	{"bca", []string{"keterangan", "cabang", "mutasi", "saldo"}, nil},
}

// bcaNarrative are words that only BCA's lines have.
var bcaNarrative = regexp.MustCompile(`TRSF E-BANKING|/FTSCY/|KR OTOMATIS`)

// bankOf tells the bank; "" when nothing does.
func bankOf(above string, h header, g grid) string {
	var columns []string
	for _, n := range h.names {
		columns = append(columns, plain(n))
	}
	words := " " + plain(above) + " "
	for _, s := range signs {
		if s.columns != nil && !slices.ContainsFunc(s.columns, func(c string) bool { return !slices.Contains(columns, c) }) {
			return s.bank
		}
		if slices.ContainsFunc(s.words, func(w string) bool { return strings.Contains(words, " "+plain(w)+" ") }) {
			return s.bank
		}
	}
	for _, row := range g[h.row+1:] {
		if bcaNarrative.MatchString(strings.ToUpper(h.text(row))) {
			return "bca"
		}
	}
	return ""
}

var accountLine = regexp.MustCompile(`(?i)(?:rek(?:ening)?|account)[^0-9\n]{0,24}([0-9][0-9 .\-]{4,24}[0-9])`)

// account is the number of the account that the statement is of, digits only.
func account(above string, rows [][]string, h header) string {
	if m := accountLine.FindStringSubmatch(above); m != nil {
		return bahasa.OnlyDigits(m[1])
	}
	if h.account >= 0 && len(rows) > 0 {
		if c := cell(rows[0], h.account); len(bahasa.OnlyDigits(c)) >= 6 && !strings.ContainsAny(c, "eE") {
			return bahasa.OnlyDigits(c)
		}
	}
	return ""
}
