package statement

import "strings"

// sum is an amount of money as a bank writes it.
type sum struct {
	whole    int64 // rupiah
	cents    int64
	negative bool
}

func (s sum) total() int64 {
	t := s.whole*100 + s.cents
	if s.negative {
		return -t
	}
	return t
}

func (s sum) abs() sum { return sum{whole: s.whole, cents: s.cents} }

// maxDigits keeps a cell that is no amount, such as a number of an account, from overflowing.
const maxDigits = 15

// number reads 1,500,000.00 and 1.500.000,00 and 1500000 and Rp1,000,000 and -6.500,00 and (6.500). The last separator is the
// decimal one when one or two digits follow and it is not the one between thousands.
func number(s string) (sum, bool) {
	t := strings.TrimSpace(strings.ToLower(s))
	var n sum
	if strings.HasPrefix(t, "(") && strings.HasSuffix(t, ")") {
		n.negative, t = true, strings.TrimSpace(t[1:len(t)-1])
	}
	for _, p := range []string{"-", "+", "idr", "rp.", "rp", "-", "+"} {
		if rest, ok := strings.CutPrefix(t, p); ok {
			t = strings.TrimSpace(rest)
			n.negative = n.negative || p == "-"
		}
	}
	if rest, ok := strings.CutSuffix(t, ",-"); ok {
		t = rest
	} else if rest, ok := strings.CutSuffix(t, "-"); ok {
		n.negative, t = true, strings.TrimSpace(rest)
	}
	whole, cents := t, ""
	if i := strings.LastIndexAny(t, ".,"); i >= 0 {
		tail := t[i+1:]
		if len(tail) <= 2 && strings.Count(t, t[i:i+1]) == 1 || len(tail) != 3 && strings.ContainsAny(t[:i], otherSeparator(t[i])) {
			whole, cents = t[:i], tail
		}
	}
	w, ok := digits(whole)
	if !ok {
		return sum{}, false
	}
	n.whole = w
	if cents = strings.TrimRight(cents, "0"); cents != "" {
		c, ok := digits((cents + "0")[:2])
		if !ok {
			return sum{}, false
		}
		n.cents = c
	}
	return n, true
}

func otherSeparator(b byte) string {
	if b == '.' {
		return ","
	}
	return "."
}

// digits reads digits with separators between groups of three.
func digits(s string) (int64, bool) {
	n, count, group := int64(0), 0, -1
	for i := range len(s) {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			n = n*10 + int64(c-'0')
			if count++; count > maxDigits {
				return 0, false
			}
			if group >= 0 {
				group++
			}
		case (c == '.' || c == ',' || c == ' ') && i > 0 && (group < 0 || group == 3):
			group = 0
		default:
			return 0, false
		}
	}
	return n, count > 0 && (group < 0 || group == 3)
}
