package understand

import "strings"

// Prefixes and suffixes that Indonesian verbs and nouns carry, longest first, with what a dropped first letter becomes.
var (
	verbPrefixes = []struct{ text, vowel string }{{"menge", ""}, {"meny", "s"}, {"meng", ""}, {"mem", "p"}, {"men", "t"}, {"nge", ""}, {"me", ""}, {"di", ""},
		{"ber", ""}, {"ter", ""}, {"pe", ""}}
	wordSuffixes = []string{"nya", "kan", "lah", "kah", "in", "an", "i", "ku", "mu"}
)

// stem strips a word down so that forms of one word meet: mencuci, dicuci and cuciannya are cuci. It need not be the true
// root, only the same for both sides that are compared.
func stem(w string) string {
	for _, s := range wordSuffixes {
		if rest, ok := strings.CutSuffix(w, s); ok && len(rest) >= 4 {
			w = rest
			break
		}
	}
	for _, p := range verbPrefixes {
		rest, ok := strings.CutPrefix(w, p.text)
		if !ok || len(rest) < 3 || len(rest)+len(p.vowel) < 4 || p.text == "me" && len(rest) < 4 {
			continue
		}
		if p.vowel != "" && strings.ContainsRune("aiueo", rune(rest[0])) {
			return p.vowel + rest
		}
		return rest
	}
	return w
}
