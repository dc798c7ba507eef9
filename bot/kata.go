package bot

import "strings"

// hasWord tells whether one of the sayings is in a text of small letters. A saying is found where a word begins, as its first letters do:
// "bayar" in "bayarnya" but not in "dibayar", "ntar" not in "diantar". One with a space behind is found only as whole words, and one with a
// star in front inside words too: "*bayar" in "dibayar". What has no letter in front, as "?", is found anywhere.
func hasWord(text string, sayings []string) bool {
	for _, s := range sayings {
		if begins(text, s) {
			return true
		}
	}
	return false
}

func begins(text, saying string) bool {
	inside := strings.HasPrefix(saying, "*")
	words := strings.TrimPrefix(strings.TrimPrefix(saying, "*"), " ")
	bare := strings.TrimSuffix(words, " ")
	whole := bare != words
	for from := 0; ; {
		i := strings.Index(text[from:], bare)
		if i < 0 {
			return false
		}
		begin, end := from+i, from+i+len(bare)
		if (inside || begin == 0 || !sameKind(text[begin-1], text[begin])) && (!whole || end == len(text) || !isLetter(text[end]) && !isDigit(text[end])) {
			return true
		}
		from = begin + 1
	}
}

// sameKind tells whether two bytes stand in one word: letters beside letters, digits beside digits.
func sameKind(a, b byte) bool { return isLetter(a) && isLetter(b) || isDigit(a) && isDigit(b) }

func isLetter(b byte) bool { return 'a' <= b && b <= 'z' }

func isDigit(b byte) bool { return '0' <= b && b <= '9' }
