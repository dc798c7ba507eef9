package bahasa

import (
	"math"
	"strconv"
	"strings"
)

// Numeral tells whether a word in lower case is a number word.
func Numeral(word string) bool {
	_, ok := tables().numerals[word]
	return ok
}

type numeral struct {
	value float64
	kind  string // angka, belas, kali, uang, pecahan; see angka.tsv
}

// Spelled reads number words without a unit: "dua puluh lima". used is 0 when there are none, or when they name an amount of money.
func Spelled(tokens []Token) (value float64, used int) {
	if len(tokens) == 0 || tokens[0].Kind != Word {
		return 0, 0
	}
	value, used, money := spelled(tokens)
	if money || value <= 0 {
		return 0, 0
	}
	return value, used
}

// Quantity is a number as people write it, with the unit behind it.
type Quantity struct {
	Value float64 // of the unit: 1.5 for "satu setengah kilo"; rupiah when Money
	Unit  Unit    // Name "" when there is none
	Money bool    // a word for thousands or millions of rupiah was there: 20rb, ceban
	Words bool    // no digit in it
	Used  int     // tokens
	Bare  bool    // nothing but digits and no unit
}

// Pieces is the number of pieces meant, for a unit that counts: selusin is 12. Zero when it is not a whole positive number.
func (q Quantity) Pieces() int {
	f := q.Value
	if q.Unit.Kind == KindCount {
		f *= q.Unit.Factor
	}
	n := int(f)
	if f != float64(n) || n < 0 {
		return 0
	}
	return n
}

// ReadQuantity reads a number and its unit at the front of tokens: "2pcs", "dua puluh lima", "setengah lusin", "1/2 kg", "sekilo",
// "1,5jt", "ceban". False when there is none.
func ReadQuantity(tokens []Token) (Quantity, bool) {
	if len(tokens) == 0 {
		return Quantity{}, false
	}
	if q, ok := seUnit(tokens); ok {
		return q, true
	}
	value, used, money, ok := readNumber(tokens)
	if !ok {
		return Quantity{}, false
	}
	q := Quantity{Value: value, Used: used, Money: money, Words: tokens[0].Kind == Word, Bare: !money && used == 1 && tokens[0].Kind == Number}
	if money {
		if rest := math.Mod(value, 1e6); q.Words && value > 1e6 && rest > 0 && rest < 10 {
			q.Value += 99999 * rest // "sejuta delapan" is 1.800.000
		} else if q.Words && value > 1e6 && rest >= 10 && rest < 1000 {
			q.Value += 999 * rest // "satu juta seratus lima puluh", where the thousands are left out
		}
		q.more(tokens)
		return q, true
	}
	if u, ok := unitAt(tokens, used); ok {
		q.Unit, q.Bare = u, false
		q.Used++
		if used+1 < len(tokens) && tokens[used+1].Text == "setengah" && u.Kind != KindCount {
			q.Value += 0.5
			q.Used++
		}
	}
	return q, true
}

// more reads what stands behind millions in digits: "1 juta 236 ribu", "4 juta 950 ribu", and "1 juta 640", where the thousands are left out.
func (q *Quantity) more(tokens []Token) {
	if q.Value < 1e6 || math.Mod(q.Value, 1e6) != 0 || q.Used >= len(tokens) || tokens[q.Used].Kind != Number {
		return
	}
	switch value, used, money, _ := readNumber(tokens[q.Used:]); {
	case money && value < 1e6:
		q.Value, q.Used = q.Value+value, q.Used+used
	case !money && used == 1 && len(tokens[q.Used].Text) == 3 && value == math.Trunc(value) && value >= 100:
		if _, counted := unitAt(tokens, q.Used+1); !counted {
			q.Value, q.Used = q.Value+1000*value, q.Used+1
		}
	}
}

// seUnit reads "sekilo", "selusin", "sepasang": one of a unit in one word; "salusin" in Sunda and Padang, "slusin" in haste.
func seUnit(tokens []Token) (Quantity, bool) {
	if tokens[0].Kind != Word {
		return Quantity{}, false
	}
	u, ok := oneOf(tokens[0].Text)
	if !ok {
		return Quantity{}, false
	}
	q := Quantity{Value: 1, Unit: u, Words: true, Used: 1}
	if len(tokens) > 1 && tokens[1].Text == "setengah" {
		q.Value, q.Used = 1.5, 2
	}
	return q, true
}

// oneOf is the unit of a word that says one of it.
func oneOf(word string) (Unit, bool) {
	for i, prefix := range [...]string{"se", "sa", "s"} {
		if rest, ok := strings.CutPrefix(word, prefix); ok && len(rest) >= 3+min(i, 1) {
			if u, ok := UnitOf(rest); ok {
				return u, true
			}
		}
	}
	return Unit{}, false
}

func unitAt(tokens []Token, i int) (Unit, bool) {
	if i >= len(tokens) || tokens[i].Kind != Word {
		return Unit{}, false
	}
	// m, l and g are sizes and letters too; only written against the number are they units.
	if len(tokens[i].Text) == 1 && !tokens[i].Glued {
		return Unit{}, false
	}
	return UnitOf(tokens[i].Text)
}

// readNumber reads digits or number words. used is 0 when there is none.
func readNumber(tokens []Token) (value float64, used int, money, ok bool) {
	switch first := tokens[0]; first.Kind {
	case Number:
		value, used = Digits(first.Text), 1
		if len(tokens) > 2 && tokens[1].Text == "/" && tokens[2].Kind == Number && tokens[1].Glued && tokens[2].Glued {
			if d := Digits(tokens[2].Text); d > value && d <= 10 && value > 0 {
				value, used = value/d, 3
			}
		}
	case Word:
		if value, used, money = spelled(tokens); used == 0 {
			return 0, 0, false, false
		}
	default:
		return 0, 0, false, false
	}
	if used < len(tokens) && tokens[used].Kind == Word {
		if f := multiplier(tokens[used]); f >= 1000 {
			value, used, money = value*f, used+1, true
		} else if f > 0 && tokens[0].Kind == Number {
			value, used = value*f, used+1
		}
	}
	return value, used, money, true
}

// multiplier is what a word behind a number multiplies it with: ribu, jt, and k when it stands against the digits.
func multiplier(t Token) float64 {
	if t.Text == "k" && t.Glued {
		return 1000
	}
	if n := tables().numerals[t.Text]; n.kind == "kali" {
		return n.value
	}
	return 0
}

// spelled reads number words: "dua puluh lima", "seratus ribu", "setengah", "ceban".
func spelled(tokens []Token) (value float64, used int, money bool) {
	var total, part float64
	for used < len(tokens) && tokens[used].Kind == Word {
		n, ok := tables().numerals[tokens[used].Text]
		switch {
		case !ok, n.kind != "angka" && n.kind != "pecahan" && n.kind != "uang" && used == 0:
			return total + part, used, money
		case n.kind == "angka" && (part == 0 || part >= 20 && n.value < 10 && tens(part) || n.value <= 11 && part >= 100 && math.Mod(part, 100) == 0):
			part += n.value
		case n.kind == "belas" && math.Mod(part, 100) < 10:
			part += n.value
		case n.kind == "kali" && n.value < 1000:
			ones := math.Mod(part, 10) // "dua ratus sembilan puluh": only the nine is multiplied
			part += ones*n.value - ones
		case n.kind == "kali":
			total, part, money = total+part*n.value, 0, true
		case n.kind == "uang" && used == 0:
			total, money = n.value, true
		case n.kind == "pecahan" && (used == 0 || part > 0 && part < 20):
			part += n.value
		default:
			return total + part, used, money
		}
		used++
	}
	return total + part, used, money
}

// tens tells whether a number may have a digit behind it: "dua puluh" may, "dua puluh lima" not.
func tens(part float64) bool { return math.Mod(part, 10) == 0 }

// OnlyDigits leaves of a text its digits: an account or a phone number without the signs that people write between.
func OnlyDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}

// Digits reads a Number token: dots and commas before exactly three digits part thousands, otherwise they are decimal.
func Digits(s string) float64 {
	if !strings.ContainsAny(s, ".,") {
		f, _ := strconv.ParseFloat(s, 64)
		return f
	}
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == '.' || r == ',' })
	whole := parts[0]
	for i, p := range parts[1:] {
		if len(p) != 3 || len(whole) > 3 && i == 0 || parts[0] == "0" {
			f, _ := strconv.ParseFloat(whole+"."+strings.Join(parts[i+1:], ""), 64)
			return f
		}
		whole += p
	}
	f, _ := strconv.ParseFloat(whole, 64)
	return f
}
