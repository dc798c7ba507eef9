package bahasa

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Kind is what a token is made of.
type Kind uint8

// The kinds of token.
const (
	Word   Kind = iota // letters, and ' or & between letters: j&t
	Number             // digits, and . or , between digits: 45.000
	Punct              // one sign
	Break              // end of a line
	Emoji              // anything else, such as a picture
)

// Token is a piece of a cleaned message.
type Token struct {
	Text     string // lower case; a letter three times or more in a row is written once
	From, To int    // bytes in the cleaned message
	Kind     Kind
	Glued    bool // no space between it and the token before
}

// Tokens splits a cleaned message and appends to dst. Letters and digits are pulled apart: 2pcs is 2 and pcs, glued.
func Tokens(dst []Token, text string) []Token {
	end := -1
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if r == ' ' {
			i += size
			continue
		}
		t := Token{From: i, Glued: i == end}
		switch {
		case r == '\n':
			t.Kind, t.To = Break, i+1
		case isDigit(r):
			t.Kind, t.To = Number, numberEnd(text, i)
		case unicode.IsLetter(r):
			t.Kind, t.To = Word, wordEnd(text, i)
		case r < utf8.RuneSelf || unicode.IsPunct(r):
			t.Kind, t.To = Punct, i+size
		default:
			t.Kind, t.To = Emoji, i+size
		}
		t.Text = text[t.From:t.To]
		if t.Kind == Word {
			t.Text = Fold(t.Text)
		}
		dst = append(dst, t)
		i, end = t.To, t.To
	}
	return dst
}

// Fold writes a word in lower case and shortens what people draw out: haloooo is halo.
func Fold(word string) string {
	word = strings.ToLower(word)
	run := 0
	for i := 1; i < len(word); i++ {
		if word[i] != word[i-1] {
			run = 0
		} else if run++; run == 2 {
			return shorten(word)
		}
	}
	return word
}

// shorten writes runs of three equal bytes or more once.
func shorten(word string) string {
	b := make([]byte, 0, len(word))
	for i := 0; i < len(word); {
		j := i
		for j < len(word) && word[j] == word[i] {
			j++
		}
		b = append(b, word[i])
		if j-i == 2 || word[i] >= utf8.RuneSelf {
			b = append(b, word[i+1:j]...)
		}
		i = j
	}
	return string(b)
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

// numberEnd is where a number ends. "37,38,39" is three: no number has two commas unless it is written in thousands.
func numberEnd(text string, i int) int {
	start := i
	for i < len(text) {
		switch c := text[i]; {
		case c >= '0' && c <= '9':
			i++
		case (c == '.' || c == ',') && i+1 < len(text) && isDigit(rune(text[i+1])):
			i += 2
		default:
			return listed(text, start, i)
		}
	}
	return listed(text, start, i)
}

// listed is where the first number ends of those that commas part, or the end where they make up one.
func listed(text string, start, end int) int {
	parts := strings.Split(text[start:end], ",")
	if start > 1 && text[start-1] == ',' && isDigit(rune(text[start-2])) {
		return start + len(parts[0])
	}
	if len(parts) < 3 || !slices.ContainsFunc(parts[1:], func(p string) bool { return len(p) != 3 }) {
		return end
	}
	return start + len(parts[0])
}

func wordEnd(text string, i int) int {
	start := i
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if r == '\'' || r == '&' {
			next, n := utf8.DecodeRuneInString(text[i+size:])
			if n == 0 || !unicode.IsLetter(next) || r == '&' && i-start > 1 {
				return i
			}
		} else if !unicode.IsLetter(r) {
			return i
		}
		i += size
	}
	return i
}
