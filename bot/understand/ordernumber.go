package understand

import (
	"strings"

	"tokobot/internal/bahasa"
)

// scanOrder reads an order number: MLT-1123-0007, mlt 1123 0007, #1123-0007.
func (m *message) scanOrder(i int) bool {
	code, j := m.r.orderCode, i
	switch t := m.tokens[i]; {
	case t.Kind == bahasa.Word:
		// The code itself, which may hold digits, or any other letters written against the digits.
		text := ""
		for j < len(m.tokens) && j < i+3 && (m.tokens[j].Kind == bahasa.Word || m.tokens[j].Kind == bahasa.Number) && (j == i || m.tokens[j].Glued) {
			text += strings.ToUpper(m.tokens[j].Text)
			j++
			if text == code || m.tokens[j-1].Kind == bahasa.Word {
				break
			}
		}
		if text != code && (len(text) < 2 || len(text) > 6) {
			return false
		}
		if text != code {
			if j >= len(m.tokens) || !m.tokens[j].Glued {
				return false
			}
			code = text
		}
	case i > 0 && m.tokens[i-1].Text == "#":
	default:
		if b := m.before(i); !m.cuesAt(b).meets(m.r.cue.orderish) || m.words[b].near != "" && t.Text[0] == '0' {
			return false
		}
	}
	day, j2, ok := m.digitGroup(j)
	if !ok {
		return false
	}
	if len(day) == 8 {
		return m.take(spot{kind: spotOrder, from: i, to: j2, code: code + "-" + day[:4] + "-" + day[4:]})
	}
	count, end, ok := m.digitGroup(j2)
	if !ok || len(day) != 4 || len(count) < 3 || len(count) > 6 {
		return false
	}
	return m.take(spot{kind: spotOrder, from: i, to: end, code: code + "-" + day + "-" + count})
}

// digitGroup reads digits, a dash in front allowed.
func (m *message) digitGroup(i int) (digits string, end int, ok bool) {
	if i < len(m.tokens) && m.tokens[i].Text == "-" {
		i++
	}
	if i >= len(m.tokens) || m.tokens[i].Kind != bahasa.Number || strings.ContainsAny(m.tokens[i].Text, ".,") {
		return "", 0, false
	}
	return m.tokens[i].Text, i + 1, true
}

// scanOther reads what a buyer calls the number of an order although this program would not have given it, as a shop has
// numbers of other days and of other places: "pesanan 4471", "pesanan no. GJS-512". The word for the order has to stand in front.
func (m *message) scanOther(i int) bool {
	digits := m.tokens[i].Text
	if len(digits) < 3 || len(digits) > 6 || digits[0] == '0' || strings.ContainsAny(digits, ".,") || m.codePart(i) && !m.shopCode(i) {
		return false
	}
	if i+1 < len(m.tokens) && (m.tokens[i+1].Glued && m.tokens[i+1].Kind != bahasa.Punct || countUnit(m.tokens[i+1])) {
		return false
	}
	from, code := i, digits
	if m.shopCode(i) {
		from, code = i-2, strings.ToUpper(m.tokens[i-2].Text)+"-"+digits
	}
	b := m.before(from)
	if b >= 0 && (m.words[b].Text == "no" || m.words[b].Text == "nomor" || m.words[b].Text == "nomer") {
		b = m.before(b)
	}
	if !m.cuesAt(b).meets(m.r.cue.parcel) {
		return false
	}
	if f := m.before(b); b == from-1 && f >= 0 && (m.words[f].Text == "dari" || m.words[f].Text == "dr") {
		return false // "kurang 12 dari pesanan 250"
	}
	return m.take(spot{kind: spotOrder, from: from, to: i + 1, code: code})
}

// shopCode tells whether letters and a dash stand against the digits, as in GJS-512.
func (m *message) shopCode(i int) bool {
	if i < 2 || m.tokens[i-1].Text != "-" || !m.tokens[i-1].Glued || !m.tokens[i].Glued || m.tokens[i-2].Kind != bahasa.Word {
		return false
	}
	n := len(m.tokens[i-2].Text)
	return n >= 2 && n <= 6
}

// countUnit tells whether a word is what goods are counted or measured in.
func countUnit(t bahasa.Token) bool {
	_, ok := bahasa.UnitOf(t.Text)
	return ok && t.Kind == bahasa.Word
}
