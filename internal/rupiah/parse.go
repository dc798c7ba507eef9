package rupiah

import (
	"fmt"
	"strings"
)

// Max is the largest amount that Parse takes, a thousand billion rupiah: a price above it is a slip of the finger, and
// any number of pieces of it still fits an Amount.
const Max Amount = 1_000_000_000_000

// ParseError says why a text is no amount of rupiah. Its Error is Indonesian, because an owner reads it.
type ParseError struct {
	Text string
	// Readings are the two amounts that the writer could have meant, as that writer would read them; both empty when the
	// text is not a number at all.
	Readings [2]string
}

func (e *ParseError) Error() string {
	if e.Readings[0] == "" && isDigits(strings.NewReplacer("Rp", "", ".", "", " ", "").Replace(e.Text)) {
		return fmt.Sprintf("jumlah %q terlalu besar; paling banyak %s", e.Text, Max)
	}
	if e.Readings[0] == "" {
		return fmt.Sprintf("%q bukan jumlah rupiah; tulis misalnya 45.000, 45rb atau 1,5jt", e.Text)
	}
	return fmt.Sprintf("jumlah %q tidak jelas: %s atau %s? Tulis misalnya 45.000, 45rb atau 1,5jt", e.Text, e.Readings[0], e.Readings[1])
}

// units are the words after a number and how many zeros they stand for.
var units = [...]struct {
	word  string
	zeros int
}{{"rb", 3}, {"k", 3}, {"jt", 6}}

// Parse reads an amount in the forms that owners write: 45000, 45.000, Rp45.000, Rp 45.000,-, 45rb, 45k, 1,5jt, 1.5jt.
// Everything else is a *ParseError that carries the two readings it could have had.
func Parse(s string) (Amount, error) {
	fail := func(a, b string) (Amount, error) { return 0, &ParseError{Text: s, Readings: [2]string{a, b}} }
	t := strings.ToLower(strings.TrimSpace(strings.ReplaceAll(s, "\u00a0", " ")))
	if t == "" {
		return fail("Rp0", "belum diisi")
	}
	if rest, ok := strings.CutPrefix(t, "rp"); ok {
		t = strings.TrimLeft(rest, " ")
	}
	if neg, ok := strings.CutPrefix(t, "-"); ok {
		if a, err := Parse(neg); err == nil {
			return fail(a.String(), (-a).String()+" (di bawah nol tidak bisa)")
		}
		return fail("", "")
	}
	number, zeros := t, 0
	for _, u := range units {
		if rest, ok := strings.CutSuffix(t, u.word); ok {
			number, zeros = strings.TrimRight(rest, " "), u.zeros
			break
		}
	}
	if zeros > 0 {
		if a, ok := short(number, zeros); ok {
			return a, nil
		}
	} else if a, ok := whole(strings.TrimSuffix(number, ",-")); ok {
		return a, nil
	}
	return fail(readings(number, zeros))
}

// whole reads 45000 and 45.000.
func whole(s string) (Amount, bool) {
	groups := strings.Split(s, ".")
	for i, g := range groups {
		if !isDigits(g) || len(groups) > 1 && (i == 0 && (len(g) > 3 || g[0] == '0') || i > 0 && len(g) != 3) {
			return 0, false
		}
	}
	return number(strings.Join(groups, ""), 0)
}

// short reads the number before rb, k or jt: 45, 1,5, 1.5. Three digits after the separator could also be thousands
// (1.500rb), so they are not read.
func short(s string, zeros int) (Amount, bool) {
	i := strings.IndexAny(s, ".,")
	if i < 0 {
		return number(s, zeros)
	}
	head, tail := s[:i], s[i+1:]
	if !isDigits(head) || !isDigits(tail) || len(tail) == 3 || len(tail) > zeros || len(head) > 1 && head[0] == '0' {
		return 0, false
	}
	return number(strings.TrimLeft(head+tail, "0"), zeros-len(tail))
}

// number reads digits without a leading zero, followed by so many zeros.
func number(digits string, zeros int) (Amount, bool) {
	if !isDigits(digits) || len(digits) > 1 && digits[0] == '0' || len(digits)+zeros > 13 {
		return 0, false
	}
	n := Amount(0)
	for _, c := range digits {
		n = n*10 + Amount(c-'0')
	}
	for range zeros {
		n *= 10
	}
	return n, n <= Max
}

func isDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// readings works out what a text that is no amount could have meant: its last separator as a decimal one, and every
// separator as one between thousands. A text with other characters than digits and separators gives none.
func readings(s string, zeros int) (decimal, grouped string) {
	s = strings.TrimRight(s, ",-")
	digits, last, frac := "", -1, ""
	for i := range len(s) {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			digits += string(c)
		case (c == '.' || c == ',' || c == ' ' || c == '\'' || c == '_') && i > 0:
			last = len(digits)
		default:
			return "", ""
		}
	}
	if digits == "" || len(digits)+zeros > 15 || last < 0 && digits[0] != '0' {
		return "", "" // nothing, or too much
	}
	write := func(d string, zeros int) string {
		d = strings.TrimLeft(d, "0") + strings.Repeat("0", zeros)
		n := int64(0)
		for _, c := range d {
			n = n*10 + int64(c-'0')
		}
		return Amount(n).String()
	}
	grouped = write(digits, zeros)
	if last < 0 { // leading zeros
		return grouped, write(strings.TrimRight(digits, "0"), 0)
	}
	frac = digits[last:]
	moved := min(len(frac), zeros)
	decimal = write(digits[:last]+frac[:moved], zeros-moved)
	if rest := strings.TrimRight(frac[moved:], "0"); rest != "" {
		decimal += "," + frac[moved:]
	}
	if decimal == grouped {
		grouped = write(digits, zeros+3)
	}
	return decimal, grouped
}
