package understand

import (
	"strings"
	"unicode"

	"tokobot/internal/bahasa"
)

// scanVouchers finds the shop's voucher codes, and behind a word for it anything that looks like a code.
func (m *message) scanVouchers() {
	for i := 0; i < len(m.tokens); i++ {
		if m.tokens[i].Kind != bahasa.Word && m.tokens[i].Kind != bahasa.Number || i > 0 && m.tokens[i].Glued && m.tokens[i-1].Kind != bahasa.Punct {
			continue
		}
		to := m.codeEnd(i)
		raw := m.raw(i, to)
		said := m.voucherSaid(i)
		code, ok := m.r.vouchers[strings.ToLower(raw)]
		if ok && !(said || raw == code && raw != strings.ToLower(raw) && (!everyday(strings.ToLower(raw)) || m.text != strings.ToUpper(m.text)) || strings.ContainsAny(raw, "0123456789") && len(raw) >= 4) {
			b := m.before(i)
			ok = b >= 0 && m.cuesAt(b).meets(m.r.cue.promising) && !m.r.lex.tree.begins(m.tokens[i].Text)
		}
		if !ok && said && codeLike(raw) {
			code, ok = strings.ToUpper(raw), true
		}
		if ok && m.take(spot{kind: spotVoucher, from: i, to: to, code: code}) {
			i = to - 1
		}
	}
}

// codeEnd is the end of letters, digits and dashes written in one.
func (m *message) codeEnd(i int) int {
	to := i + 1
	for j := i + 1; j < len(m.tokens) && m.tokens[j].Glued; j++ {
		switch t := m.tokens[j]; {
		case t.Kind == bahasa.Word || t.Kind == bahasa.Number:
			to = j + 1
		case t.Text != "-" && t.Text != "_":
			return to
		}
	}
	return to
}

// voucherSaid tells whether a word for vouchers stands right in front, "nya" or a colon allowed between.
func (m *message) voucherSaid(i int) bool {
	for b, n := i-1, 0; b >= 0 && n < 3; b, n = b-1, n+1 {
		if m.cuesAt(b).has(m.r.cue.voucher) {
			return true
		}
		if w := m.tokens[b].Text; w != ":" && w != "nya" && w != "\"" && w != "ini" && w != "promo" && w != "=" {
			return false
		}
	}
	return false
}

// codeLike tells whether text could be a code by its looks: capitals, or letters with digits.
func codeLike(s string) bool {
	if len(s) < 4 || len(s) > 24 {
		return false
	}
	upper, lower, digit := 0, 0, 0
	for _, r := range s {
		switch {
		case unicode.IsUpper(r):
			upper++
		case unicode.IsLower(r):
			lower++
		case unicode.IsDigit(r):
			digit++
		}
	}
	return upper >= 3 && lower == 0 || upper+lower >= 2 && digit > 0
}
