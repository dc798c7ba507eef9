package pola_test

import (
	"reflect"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tokobot/internal/pola"
)

// exprs are of the kinds that the bot has: words in many spellings, words between optional ones, places in a text, classes.
var exprs = []string{
	`(?i)\b(?:jangan|jgn|jngn|ojo|ulah) (?:lupa|lupo|lali|poho)\b|\b(?:ingat|inget|siapin)\b`,
	`^(?:(?:eh|maaf|kak) )*(?:di)?(?:batal|cancel|btl)(?:in|kan)?\b`,
	`(?i)\b(?:hari\s+)?(?:senin|senen|jum'?at)(?:\s+depan)?|\d{1,2}\s+(?:jan|feb)[a-z]*`,
	`(?i)\?|\b(?:bisa|bs|kapan)\b`,
	`\b(?:sisa(?:nya)?|kurang(?:an)?ny?a?)\b`,
	`(?i)["“”]nama["“”]|[kKs]{2}at`,
	`(?:^|\s)(\d{1,4})(?:\s|[.,!]|$)`,
	`(?i)kas[st]k|x+y`,
	`\b[a-z]\d{1,3}\b`,
	`\S+`, `a*`, ``, `(?i)é|ok`, `[^a]bcd`, `[^\x00-\x{10FFFF}]|ya`, `(?s)a.c|b`, `(?:ab|a){2,3}z`,
}

// TestFindsTheSame compares every answer with the plain expression's, on texts of the expressions' own words, of whole and broken ones.
func TestFindsTheSame(t *testing.T) {
	var words []string
	for _, e := range exprs {
		words = append(words, regexp.MustCompile(`[^\pL\d'?"“”]+`).Split(e, -1)...)
	}
	words = append(words, "jumat", "hari", "kaſt", "\u212aask", "X", "xxy", "12 jan", "kurangannya", "é", "K", "abababz", "aXc", "\xff", "b3")
	searched, found := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		expr := rapid.SampledFrom(exprs).Draw(t, "expr")
		var text strings.Builder
		for range rapid.IntRange(0, 6).Draw(t, "words") {
			w := []byte(rapid.SampledFrom(words).Draw(t, "word"))
			switch rapid.IntRange(0, 4).Draw(t, "as") {
			case 0:
				w = []byte(strings.ToUpper(string(w)))
			case 1:
				w = w[:rapid.IntRange(0, len(w)).Draw(t, "cut")]
			}
			text.Write(w)
			text.WriteString(rapid.SampledFrom([]string{" ", "", ". ", "\n"}).Draw(t, "gap"))
		}
		searched++
		if same(t, expr, text.String()) {
			found++
		}
	})
	if found*20 < searched || found*20 > searched*19 {
		t.Errorf("of %d texts %d had a match: both kinds have to be many", searched, found)
	}
}

func FuzzFindsTheSame(f *testing.F) {
	for _, e := range exprs {
		f.Add(e, "jgn lupa ya kak, senin 12 jan 2 pcs")
	}
	f.Fuzz(func(t *testing.T, expr, text string) {
		if _, err := regexp.Compile(expr); err != nil || len(expr) > 200 {
			return
		}
		same(t, expr, text)
	})
}

// same fails when an answer differs, and reports whether there was a match.
func same(t interface{ Errorf(string, ...any) }, expr, text string) bool {
	rx, p := regexp.MustCompile(expr), pola.New(expr)
	up := strings.ToUpper
	for _, c := range [][2]any{
		{rx.MatchString(text), p.MatchString(text)},
		{rx.FindString(text), p.FindString(text)},
		{rx.FindStringIndex(text), p.FindStringIndex(text)},
		{rx.FindStringSubmatch(text), p.FindStringSubmatch(text)},
		{rx.FindStringSubmatchIndex(text), p.FindStringSubmatchIndex(text)},
		{rx.FindAllString(text, -1), p.FindAllString(text, -1)},
		{rx.FindAllStringIndex(text, 2), p.FindAllStringIndex(text, 2)},
		{rx.FindAllStringSubmatch(text, -1), p.FindAllStringSubmatch(text, -1)},
		{rx.FindAllStringSubmatchIndex(text, -1), p.FindAllStringSubmatchIndex(text, -1)},
		{rx.ReplaceAllString(text, "<$0>"), p.ReplaceAllString(text, "<$0>")},
		{rx.ReplaceAllStringFunc(text, up), p.ReplaceAllStringFunc(text, up)},
	} {
		if !reflect.DeepEqual(c[0], c[1]) {
			t.Errorf("%q in %q: %v, want %v", expr, text, c[1], c[0])
		}
	}
	return rx.MatchString(text)
}

// TestPasses holds which expressions are worth a look before they are tried, and that the look tells texts apart.
func TestPasses(t *testing.T) {
	for _, c := range []struct {
		expr, text string
		searched   bool
	}{
		{`(?i)\b(?:jangan|jgn) lupa\b`, "kak pashmina item ready? ongkir ke cimahi brp", false},
		{`(?i)\b(?:jangan|jgn) lupa\b`, "JGN LUPA ya", true},
		{`(?i)(?:\b(?:tolong|minta)\s+)*\bantar(?:in)?\s+(?:besok|lusa)`, "minta warna navy kak", false},
		{`(?i)\d+ (?:pcs|biji)`, "2 kak", false},
		{`\S+`, "2 kak", true}, // nothing is certain of its matches
		{`(?i)sisa`, "ſisa", true},
	} {
		if got := pola.Passes(pola.New(c.expr), c.text); got != c.searched {
			t.Errorf("%q is tried on %q: %v, want %v", c.expr, c.text, got, c.searched)
		}
	}
}

func BenchmarkMatchString(b *testing.B) {
	const expr, text = `(?i)\b(?:jangan|jgn|jngn|ojo|ulah) (?:lupa|lupo|lali|poho)\b|\b(?:ingat|inget|siapin)\b`, "pagi kak, pashmina item ready? ongkir ke cimahi brp ya"
	rx, p := regexp.MustCompile(expr), pola.New(expr)
	b.Run("regexp", func(b *testing.B) {
		for b.Loop() {
			rx.MatchString(text)
		}
	})
	b.Run("pola", func(b *testing.B) {
		for b.Loop() {
			p.MatchString(text)
		}
	})
}
