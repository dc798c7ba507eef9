package understand

import "strings"

// Prefixes that Indonesian verbs carry, longest first, with the letters that may have been dropped behind them: menukar is tukar,
// mengirim is kirim, nyuci is cuci.
var verbPrefixes = []struct {
	text    string
	dropped []string
}{{"menge", nil}, {"meny", []string{"s", "c"}}, {"meng", []string{"k"}}, {"mem", []string{"p"}}, {"men", []string{"t"}}, {"nge", nil}, {"me", nil}, {"di", nil},
	{"ber", nil}, {"ter", nil}, {"peng", []string{"k"}}, {"pem", []string{"p"}}, {"pen", []string{"t"}}, {"pe", nil}, {"ke", nil}, {"se", nil},
	{"ng", []string{"k"}}, {"ny", []string{"s", "c"}}, {"n", []string{"t"}}, {"m", []string{"p"}}, {"tak", nil}, {"dak", nil}, {"ku", nil}}

// wordSuffixes are what may follow a word, one behind the other.
var wordSuffixes = []string{"nya", "kan", "lah", "kah", "ken", "kn", "in", "an", "i", "ku", "mu", "ke", "no", "na", "ka", "ki", "mi", "ji", "pi", "ta", "mo"}

// root finds the word that a form was made of: membatalkan is batal, kirimkanlah is kirim. "" when none is in the set.
func root(w string, in func(string) bool) string {
	for range 3 {
		if r := withoutPrefix(w, in); r != "" {
			return r
		}
		short := ""
		for _, s := range wordSuffixes {
			if rest, ok := strings.CutSuffix(w, s); ok && len(rest) >= 4 {
				if in(rest) {
					return rest
				}
				if short == "" {
					short = rest
				}
			}
		}
		if short == "" {
			return ""
		}
		w = short
	}
	return ""
}

func withoutPrefix(w string, in func(string) bool) string {
	for _, p := range verbPrefixes {
		rest, ok := strings.CutPrefix(w, p.text)
		if !ok {
			continue
		}
		if len(rest) >= 4 && in(rest) {
			return rest
		}
		if len(rest) < 3 || !strings.ContainsRune("aiueo", rune(rest[0])) {
			continue
		}
		for _, d := range p.dropped {
			if in(d + rest) {
				return d + rest
			}
		}
	}
	return ""
}

// vowels reads the last vowel as other dialects say it: ape and apo are apa. "" when that is not in the set.
func vowels(w string, in func(string) bool) string {
	if len(w) < 3 || w[len(w)-1] != 'e' && w[len(w)-1] != 'o' {
		return ""
	}
	if a := w[:len(w)-1] + "a"; in(a) {
		return a
	}
	return ""
}

// stem strips a word down so that forms of one word meet: mencuci, dicuci and cuciannya are cuci. It need not be the true
// root, only the same for both sides that are compared.
func stem(w string) string {
	for _, s := range wordSuffixes[:10] {
		if rest, ok := strings.CutSuffix(w, s); ok && len(rest) >= 4 {
			w = rest
			break
		}
	}
	for _, p := range verbPrefixes[:14] {
		rest, ok := strings.CutPrefix(w, p.text)
		if !ok || len(rest) < 3 || len(rest) < 4 && len(p.text) == 2 {
			continue
		}
		if len(p.dropped) > 0 && strings.ContainsRune("aiueo", rune(rest[0])) {
			return p.dropped[0] + rest
		}
		return rest
	}
	return w
}
