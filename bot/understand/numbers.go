package understand

import (
	"strings"
	"unicode"

	"tokobot/internal/bahasa"
	"tokobot/internal/rupiah"
)

// scanNumbers finds what is made of digits and is not a quantity: phones, order numbers, sums of money, postcodes, account and
// tracking numbers.
func (m *message) scanNumbers() {
	m.ofMoney = m.hasCue(0, len(m.words), m.r.cue.money)
	for i := 0; i < len(m.tokens); i++ {
		if !m.free(i) {
			continue
		}
		t := m.tokens[i]
		if t.Kind != bahasa.Number && t.Text != "+" && t.Kind != bahasa.Word {
			continue
		}
		if m.scanOrder(i) {
			continue
		}
		if t.Kind != bahasa.Word && m.scanPhone(i) || m.scanSpokenPhone(i) {
			continue
		}
		if !m.scanAmount(i) && t.Kind == bahasa.Number && !m.scanOther(i) {
			m.scanDigits(i)
		}
	}
}

// scanPhone reads an Indonesian mobile number with any grouping: 0812-3456-7890, +62 812 3456 7890, 62812…, 812….
func (m *message) scanPhone(i int) bool {
	var digits []byte
	to := i
	for j := i; j < len(m.tokens) && len(digits) < 15; j++ {
		t := m.tokens[j]
		if t.Kind == bahasa.Number {
			if j > i && !t.Glued && len(digits) >= 10 && len(t.Text) != 4 && len(t.Text) != 3 {
				break
			}
			for k := 0; k < len(t.Text); k++ {
				if c := t.Text[k]; c >= '0' && c <= '9' {
					digits = append(digits, c)
				}
			}
			to = j + 1
			if len(digits) >= 11 && j+1 < len(m.tokens) && !m.tokens[j+1].Glued {
				break
			}
			continue
		}
		if t.Kind != bahasa.Punct || !strings.Contains("+-.() ", t.Text) {
			break
		}
	}
	number, ok := mobile(string(digits))
	if !ok && i > 0 && len(digits) >= 9 && digits[0] == '8' && m.cuesAt(m.before(i)).has(m.r.cue.hp) {
		number, ok = "0"+string(digits), true
	}
	if !ok {
		return false
	}
	for j := i; j < to; j++ {
		if s := m.at(j); s != nil && s.kind == spotVoucher {
			m.drop(s) // 0852-7777-1212 where there is a voucher 1212
		}
	}
	return m.take(spot{kind: spotPhone, from: i, to: to, code: number})
}

// spokenDigits are the digits as people say them.
var spokenDigits = map[string]string{"nol": "0", "kosong": "0", "nul": "0", "zero": "0", "oh": "0", "satu": "1", "dua": "2", "tiga": "3", "empat": "4", "ampat": "4", "lima": "5", "enam": "6",
	"anam": "6", "tujuh": "7", "pitu": "7", "delapan": "8", "lapan": "8", "dlapan": "8", "wolu": "8", "sembilan": "9", "smbilan": "9", "songo": "9"}

// scanSpokenPhone reads a phone said digit by digit: "kosong delapan satu dua …", also with pairs such as "dua belas" and "double dua".
func (m *message) scanSpokenPhone(i int) bool {
	if first := m.tokens[i].Text; m.tokens[i].Kind != bahasa.Word || spokenDigits[first] != "0" && first != "plus" && first != "enam" {
		return false
	}
	digits, to, again := "", i, 1
	for j := i; j < len(m.tokens) && len(digits) < 15; j++ {
		t := &m.tokens[j]
		d, spoken := spokenDigits[t.Text]
		next := ""
		if j+1 < len(m.tokens) {
			next = m.tokens[j+1].Text
		}
		switch {
		case t.Kind == bahasa.Number && !strings.ContainsAny(t.Text, ".,"):
			digits += t.Text
		case t.Text == "sepuluh":
			digits += "10"
		case t.Text == "sebelas":
			digits += "11"
		case t.Text == "double" || t.Text == "dobel":
			again = 2
			continue
		case t.Text == "triple" || t.Text == "tripel":
			again = 3
			continue
		case spoken && next == "belas":
			digits += "1" + d
			j++
		case spoken && next == "puluh":
			if digits += d; j+2 >= len(m.tokens) || spokenDigits[m.tokens[j+2].Text] == "" {
				digits += "0"
			}
			j++
		case spoken:
			digits += strings.Repeat(d, again)
		case t.Kind == bahasa.Punct && strings.Contains("-.,", t.Text), t.Text == "plus" && j == i:
			continue
		default:
			j = len(m.tokens)
			continue
		}
		again, to = 1, j+1
	}
	number, ok := mobile(digits)
	if !ok || len(number) > 13 {
		return false
	}
	for j := i; j < to; j++ {
		if s := m.at(j); s != nil {
			m.drop(s)
		}
	}
	return m.take(spot{kind: spotPhone, from: i, to: to, code: number})
}

// mobile writes the digits of a mobile number as 08…; false when they are none.
func mobile(digits string) (string, bool) {
	if rest, ok := strings.CutPrefix(digits, "62"); ok {
		digits = "0" + strings.TrimPrefix(rest, "0")
	}
	if !strings.HasPrefix(digits, "08") || len(digits) < 10 || len(digits) > 14 || digits[2] == '0' {
		return "", false
	}
	return digits, true
}

// scanAmount reads a sum of money that says so: 45rb, Rp 99.137, 1,5jt, 99.137, ceban.
func (m *message) scanAmount(i int) bool {
	from := i
	if isRupiah(m.tokens[i].Text) && m.tokens[i].Text != "perak" { // "400 perak", but a silver ring's "perak 2" are two
		i++
		if i < len(m.tokens) && m.tokens[i].Text == "." {
			i++
		}
		if i >= len(m.tokens) || m.tokens[i].Kind != bahasa.Number {
			return false
		}
	}
	q, ok := bahasa.ReadQuantity(m.tokens[i:])
	if !ok || q.Value < 0 || q.Value > 1e12 {
		return false
	}
	if t := m.tokens[i]; from == i && i > 0 && t.Glued && t.Kind == bahasa.Number && m.tokens[i-1].Kind == bahasa.Word && len(m.tokens[i-1].Text) < 3 && m.tokens[i-1].Text != "x" {
		return false // "p3k"
	}
	marked := q.Money || from < i
	if key, to := composite(m.tokens, i); key != "" && to == i+q.Used && from == i && (m.r.index.options.root.next[key] != nil || m.r.index.options.glued[key]) {
		return false // "sensor 5k", which comes in 5K and 10K
	}
	if !marked && m.optionNumber(i) {
		return false
	}
	if !marked && (m.tokens[i].Kind != bahasa.Number || q.Unit.Name != "" || q.Value < 1000 || !strings.ContainsAny(m.tokens[i].Text, ".,")) {
		return false
	}
	to := i + q.Used
	if to < len(m.tokens) && isRupiah(m.tokens[to].Text) {
		to++
	}
	return m.take(spot{kind: spotAmount, from: from, to: to, amount: rupiah.Amount(q.Value)})
}

// optionNumber tells whether a bare number is what an option is called by, where goods are named by words: powerbank 10000.
func (m *message) optionNumber(i int) bool {
	if m.tokens[i].Kind != bahasa.Number {
		return false
	}
	if m.namedNumber(i) {
		return true
	}
	n := m.r.index.options.root.next[plainNumber(m.tokens[i].Text)]
	return n != nil && n.phrase > 0 && !m.ofMoney
}

// namedNumber tells whether a number stands right behind a word with which it is in the name of goods: "powerbank 20000".
func (m *message) namedNumber(i int) bool {
	ix := m.r.index
	id, known := ix.vocab[m.tokens[i].Text]
	if !known || i == 0 || m.tokens[i-1].Kind != bahasa.Word {
		return false
	}
	b, also := ix.vocab[m.tokens[i-1].Text]
	return also && overlap(ix.post(b), ix.post(id))
}

func isRupiah(s string) bool { return s == "rp" || s == "idr" || s == "rupiah" || s == "perak" }

// scanDigits reads bare digits that are too many for a quantity: a postcode where an address or place is about, a sum, or an
// account or tracking number.
func (m *message) scanDigits(i int) {
	text := m.tokens[i].Text
	n := len(text)
	glued := m.tokens[i].Glued && i > 0 && m.tokens[i-1].Kind == bahasa.Word || i+1 < len(m.tokens) && m.tokens[i+1].Glued && m.tokens[i+1].Kind == bahasa.Word
	switch {
	case glued || n < 4 || strings.ContainsAny(text, ".,") || m.codePart(i) || m.optionNumber(i):
	case n >= 9:
		m.take(spot{kind: spotDigits, from: i, to: i + 1, code: text})
	case n == 5 && text[0] != '0' && m.postal(i):
		m.take(spot{kind: spotPostcode, from: i, to: i + 1, code: text})
	case n >= 5 && text[0] != '0':
		m.take(spot{kind: spotAmount, from: i, to: i + 1, amount: rupiah.Amount(bahasa.Digits(text))})
	}
}

// codePart tells whether digits belong to a part code: 06455-KVB-401.
func (m *message) codePart(i int) bool {
	key, to := composite(m.tokens, i)
	if i >= 2 && m.tokens[i].Glued && m.tokens[i-1].Text == "-" && m.tokens[i-1].Glued {
		return true
	}
	return key != "" && to > i+1 && !letters(key) && strings.ContainsFunc(key, unicode.IsLetter)
}

// postal tells whether five digits are a postcode: they are one of the atlas, and no word about money stands in the message,
// or the word for it is in front.
func (m *message) postal(i int) bool {
	if b := m.before(i); b >= 0 && (m.words[b].Text == "pos" || m.words[b].Text == "kodepos" || m.words[b].Text == "kdpos") {
		return true
	}
	if len(m.r.atlas.ByPostcode(m.tokens[i].Text)) == 0 {
		return false
	}
	for j := range m.words {
		if m.words[j].cues.meets(m.r.cue.money) {
			return false
		}
	}
	return true
}
