package bahasa

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// MaxRunes is how much of a message is read; nobody orders in longer ones.
const MaxRunes = 4096

// Clean makes plain text of whatever a phone sends: styled, full-width and keycap letters become ordinary ones, marks of
// direction, joiners and other invisible signs go, every kind of quote, dash and space becomes the plain one. Line breaks
// stay. More than MaxRunes runes are cut off.
func Clean(text string) string {
	if plain(text) {
		return text
	}
	text = norm.NFKC.String(strings.ToValidUTF8(cut(text, MaxRunes), " "))
	var b strings.Builder
	b.Grow(len(text))
	for _, r := range text {
		if r = plainRune(r); r >= 0 {
			b.WriteRune(r)
		}
	}
	return cut(b.String(), MaxRunes)
}

// plain tells whether there is nothing to do: short enough, printable ASCII and line feeds.
func plain(text string) bool {
	if len(text) > MaxRunes {
		return false
	}
	for i := 0; i < len(text); i++ {
		if c := text[i]; c != '\n' && (c < ' ' || c > '~' || c == '`') {
			return false
		}
	}
	return true
}

// cut shortens text to n runes.
func cut(text string, n int) string {
	if len(text) <= n {
		return text
	}
	for i := range text {
		if n == 0 {
			return text[:i]
		}
		n--
	}
	return text
}

// lookalikes are letters that NFKC leaves alone though people use them as style, and punctuation with a plain form.
var lookalikes = map[rune]rune{
	'ᴀ': 'a', 'ʙ': 'b', 'ᴄ': 'c', 'ᴅ': 'd', 'ᴇ': 'e', 'ꜰ': 'f', 'ɢ': 'g', 'ʜ': 'h', 'ɪ': 'i', 'ᴊ': 'j', 'ᴋ': 'k', 'ʟ': 'l', 'ᴍ': 'm',
	'ɴ': 'n', 'ᴏ': 'o', 'ᴘ': 'p', 'ǫ': 'q', 'ʀ': 'r', 'ꜱ': 's', 'ᴛ': 't', 'ᴜ': 'u', 'ᴠ': 'v', 'ᴡ': 'w', 'ʏ': 'y', 'ᴢ': 'z',
	'‘': '\'', '’': '\'', '`': '\'', '´': '\'', '“': '"', '”': '"', '–': '-', '—': '-', '−': '-', '‐': '-', '‑': '-',
	'⁄': '/', '×': 'x', '✕': 'x', '✖': 'x', '•': '-', '●': '-', '。': '.', '、': ',', '\t': ' ', '\r': '\n', '\u2028': '\n', '\u2029': '\n',
}

// plainRune gives the plain form of a rune, or -1 for one that is to be dropped.
func plainRune(r rune) rune {
	if r < utf8.RuneSelf && r >= ' ' && r != '`' || r == '\n' {
		return r
	}
	if p, ok := lookalikes[r]; ok {
		return p
	}
	switch {
	case r >= 0x1F150 && r <= 0x1F169: // negative circled letters
		return 'a' + r - 0x1F150
	case r >= 0x1F170 && r <= 0x1F189: // negative squared letters
		return 'a' + r - 0x1F170
	case r == utf8.RuneError || unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Mn, unicode.Me, unicode.Variation_Selector):
		return -1
	case unicode.IsSpace(r):
		return ' '
	}
	return r
}
