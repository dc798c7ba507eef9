package catalog

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
)

// translate says in Indonesian what the library found wrong.
func translate(err error, text string, line int32) error {
	var s *yaml.SyntaxError
	if !errors.As(err, &s) || s.GetToken() == nil {
		return &syntaxError{spot{line, 1}, "bagian ini bukan YAML: " + err.Error()}
	}
	at := spot{int32(s.Token.Position.Line), int32(s.Token.Position.Column)}
	message := "penulisan YAML di sini tidak bisa dibaca; periksa titik dua, tanda kutip, dan jumlah spasi di depan baris"
	for _, t := range translations {
		if strings.Contains(s.Message, t.library) {
			message = t.owner
			break
		}
	}
	message = inLine(lineOf(text, at.line), at, s.Message, message)
	for _, look := range closerLooks {
		if there, better := look(text, at, s.Message); better != "" {
			at, message = there, better
			break
		}
	}
	at.line += line - 1
	return &syntaxError{at, message}
}

// closerLooks find what is really wrong where the library names what it stumbled over, most telling first. "" is for nothing
// found.
var closerLooks = [...]func(text string, at spot, library string) (spot, string){tabIndent, leftOpen, noDash, signAhead, deeperLine}

// translations pairs parts of the library's messages with what the owner reads, most telling first.
var translations = [...]struct{ library, owner string }{
	{"tab character", "ada tab di tempat yang tidak boleh; pakai spasi"},
	{"cannot start any token", "ada tab di tempat yang tidak boleh; pakai spasi"},
	{"end character of double-quoted", "tanda kutip \" belum ditutup"},
	{"end character of single-quoted", "tanda kutip ' belum ditutup"},
	{"unknown escape character", "garis miring \\ di dalam \"…\" punya arti khusus; tulis \\\\ atau pakai kutip tunggal '…'"},
	{"escaped UTF", "kode \\u di dalam \"…\" tidak lengkap"},
	{"surrogate", "kode \\u di dalam \"…\" tidak lengkap"},
	{"sequence end token ']'", "kurung [ belum ditutup"},
	{"',' or ']' must be specified", "kurung [ belum ditutup, atau koma di antara isinya kurang"},
	{"flow mapping end token '}'", "kurung { belum ditutup"},
	{"',' or '}' must be specified", "kurung { belum ditutup, atau koma di antara isinya kurang"},
	{"corresponding to ']'", "ada ] tanpa [ pembukanya"},
	{"corresponding to '}'", "ada } tanpa { pembukanya"},
	{"mapping value is not allowed", "ada titik dua di dalam teks; beri tanda kutip pada teksnya"},
	{"unexpected key name", "baris ini bukan `kunci: nilai`; setelah titik dua harus ada spasi"},
	{"block sequence entries are not allowed", "daftar dengan tanda - harus mulai di baris baru"},
	{"reserved character", "teks yang diawali @ atau ` harus diberi tanda kutip"},
	{"unexpected directive", "teks yang diawali % harus diberi tanda kutip"},
	{"undefined anchor", "tanda & memulai jangkar; kalau maksudnya teks, beri tanda kutip"},
	{"undefined alias", "tanda * memulai rujukan; kalau maksudnya teks, beri tanda kutip"},
	{"map key-value is pre-defined", "ada teks lebih setelah nilai ini; beri tanda kutip pada seluruh teks"},
	{"value is not allowed in this context", "jumlah spasi di depan baris ini tidak cocok dengan baris di atasnya"},
	{"non-map value is specified", "jumlah spasi di depan baris ini tidak cocok dengan baris di atasnya"},
	{"invalid number of indent", "jumlah spasi di depan baris ini tidak cocok dengan baris di atasnya"},
	{"invalid header option", "setelah | atau > hanya boleh tanda - atau +"},
	{"document separator", oneDocument},
}

// inLine betters a message by what stands on the line: the library says the same of a line without a colon, of one with
// too much on it, and of one that is indented wrongly.
func inLine(line string, at spot, library, message string) string {
	before := string([]rune(line)[:min(int(at.col)-1, utf8.RuneCountInString(line))])
	rest := line[len(before):]
	switch {
	case strings.HasPrefix(rest, "{") && strings.Contains(library, "must be specified"):
		return "di dalam kurung, teks yang berisi {…} harus diberi tanda kutip"
	case strings.HasPrefix(rest, "]"), strings.HasPrefix(rest, "}"):
		return fmt.Sprintf("ada %c tanpa pembukanya; hapus, atau beri tanda kutip pada seluruh teks", rest[0])
	case strings.HasSuffix(strings.TrimRight(before, " "), ","), strings.HasSuffix(before, ",-"):
		return "koma di sini memotong nilai sebelumnya; di dalam […] atau {…} nilai yang berisi koma harus diberi tanda kutip"
	case !strings.Contains(library, "value is not allowed in this context") && !strings.Contains(library, "non-map value"):
		return message
	case strings.TrimSpace(before) != "" && strings.Contains(rest+" ", ": "):
		return "ada titik dua di dalam teks; beri tanda kutip pada seluruh teks, atau tulis kunci berikutnya di baris baru"
	case strings.TrimSpace(before) != "":
		return "ada teks lebih setelah nilai ini; beri tanda kutip pada seluruh teks"
	case !strings.Contains(line+" ", ": "):
		return "baris ini bukan `kunci: nilai`; setelah titik dua harus ada spasi"
	}
	return message
}

// signs begin something else than a text in YAML. A value that begins with one of them, or with a whole {…} or […] and goes
// on behind it, is meant as a text when the line can't be read.
var signs = regexp.MustCompile(`(?:^|[:,\[{-])[ ]+([*&!%@` + "`" + `])|[\[{]([*&!%@` + "`" + `])|^[ -]*(?:[^\[{"'#:]+: +)?([{\[])[^{}\[\]]*[}\]] *[^ #}\]]`)

// signAhead finds such a value in front of a place on its line, or at it.
func signAhead(text string, at spot, _ string) (spot, string) {
	runes := []rune(lineOf(text, at.line))
	before := string(runes[:min(int(at.col)+1, len(runes))])
	for _, m := range signs.FindAllStringSubmatchIndex(before, -1) {
		i := max(m[2], m[4], m[6])
		if open := strings.Count(before[:i], `"`) + strings.Count(before[:i], "'"); open%2 == 0 {
			c, _ := utf8.DecodeRuneInString(before[i:])
			return spot{at.line, int32(utf8.RuneCountInString(before[:i])) + 1}, fmt.Sprintf("teks yang diawali %c harus diberi tanda kutip", c)
		}
	}
	return spot{}, ""
}

// dashed is a line of a list whose dash has no space behind it.
var dashed = regexp.MustCompile(`^ *-[^- 0-9]`)

// noDash finds a dash without a space behind it, and a line that lacks the dash that the line below it has.
func noDash(text string, at spot, _ string) (spot, string) {
	line := lineOf(text, at.line)
	indent := len(line) - len(strings.TrimLeft(line, " "))
	if dashed.MatchString(line) {
		return spot{at.line, int32(indent) + 1}, "setelah tanda - harus ada spasi"
	}
	above := lineOf(text, at.line-1)
	deep := len(above) - len(strings.TrimLeft(above, " "))
	if at.line > 1 && strings.HasPrefix(line[indent:], "- ") && deep == indent && strings.IndexAny(above[deep:], `{["'`) == 0 {
		return spot{at.line - 1, int32(deep) + 1}, "baris ini kurang tanda - di depannya"
	}
	return spot{}, ""
}

// leftOpen finds a quote or a bracket, on the line or above it, that was not closed.
func leftOpen(text string, at spot, _ string) (spot, string) {
	var o openings
	for i, line := range strings.Split(text, "\n") {
		if wrong, found := o.line(int32(i)+1, line); found {
			return wrong.spot, fmt.Sprintf("tanda kutip %c belum ditutup", wrong.sign)
		}
	}
	if q := o.quote; q.sign != 0 && q.line <= at.line {
		return q.spot, fmt.Sprintf("tanda kutip %c belum ditutup", q.sign)
	}
	if o.crossed.sign != 0 {
		o.brackets = []opened{o.crossed}
	}
	if len(o.brackets) > 0 && o.brackets[0].line <= at.line {
		return o.brackets[0].spot, fmt.Sprintf("kurung %c belum ditutup", o.brackets[0].sign)
	}
	return spot{}, ""
}

// opened is a quote or a bracket with its place.
type opened struct {
	spot
	sign rune
}

// openings are what has been opened up to a line and not closed; sign 0 is no quote.
type openings struct {
	brackets []opened
	quote    opened
	crossed  opened // the first bracket that another one's end came before its own
}

// line reads one line more. It gives the quote that was left open above, when it is closed where another was meant to begin.
func (o *openings) line(number int32, line string) (wrong opened, found bool) {
	runes := []rune(line)
	last := ':' // the last character that was no space; a line begins like a value
	for i, c := range runes {
		begins := strings.ContainsRune(":-", last) || len(o.brackets) > 0 && strings.ContainsRune("[{,", last)
		switch {
		case o.quote.sign != 0:
			if c != o.quote.sign || c == '"' && last == '\\' {
				break
			}
			if rest := firstOf(string(runes[i+1:])); o.quote.line < number && !strings.ContainsRune(",]}#:\n", rest) {
				return o.quote, true
			}
			o.quote = opened{}
		case c == '#' && (i == 0 || runes[i-1] == ' '):
			return wrong, false
		case (c == '"' || c == '\'') && begins:
			o.quote = opened{spot{number, int32(i) + 1}, c}
		case (c == '[' || c == '{') && begins:
			o.brackets = append(o.brackets, opened{spot{number, int32(i) + 1}, c})
		case c == ']' || c == '}':
			n := len(o.brackets)
			switch {
			case n > 0 && o.brackets[n-1].sign == c-2: // [ and ], { and } are two apart
				o.brackets = o.brackets[:n-1]
			case n > 1 && o.brackets[n-2].sign == c-2 && o.crossed.sign == 0:
				o.crossed = o.brackets[n-1]
			}
		}
		if c != ' ' {
			last = c
		}
	}
	return wrong, false
}

// firstOf is the first character behind spaces, a line feed at the end.
func firstOf(s string) rune {
	c, n := utf8.DecodeRuneInString(strings.TrimLeft(s, " "))
	if n == 0 {
		return '\n'
	}
	return c
}

// lineOf is a line of a text, by its number from 1.
func lineOf(text string, line int32) string {
	if lines := strings.Split(text, "\n"); line >= 1 && int(line) <= len(lines) {
		return lines[line-1]
	}
	return ""
}

// deeperLine finds the line that is really wrong when the library names the value above it: a key that is indented as
// if it belonged to a text.
func deeperLine(text string, at spot, message string) (spot, string) {
	if !strings.Contains(message, "mapping value is not allowed") {
		return spot{}, ""
	}
	lines := strings.Split(text, "\n")
	if int(at.line) >= len(lines) || strings.Count(lines[at.line-1]+" ", ": ") != 1 {
		return spot{}, ""
	}
	for i := int(at.line); i < len(lines); i++ {
		if content := strings.TrimLeft(lines[i], " "); content != "" && strings.Contains(content+" ", ": ") {
			return spot{int32(i + 1), int32(len(lines[i])-len(content)) + 1}, "baris ini menjorok terlalu dalam, atau baris di atasnya kurang tanda kutip"
		}
	}
	return spot{}, ""
}

// tabIndent finds a tab in front of a line's content, or where the library names one.
func tabIndent(text string, at spot, message string) (spot, string) {
	lines := strings.Split(text, "\n")
	for _, i := range []int32{at.line, at.line + 1} {
		if int(i) > len(lines) || i < 1 {
			continue
		}
		l := lines[i-1]
		tab := strings.IndexByte(l, '\t')
		switch {
		case tab < 0 || strings.TrimSpace(l) == "":
		case strings.Trim(l[:tab], " ") == "":
			return spot{i, int32(tab) + 1}, "ada tab di depan baris; pakai spasi"
		case i == at.line && (strings.Contains(message, "tab character") || strings.Contains(message, "cannot start any token")):
			return spot{i, int32(utf8.RuneCountInString(l[:tab])) + 1}, "ada tab di tempat yang tidak boleh; pakai spasi"
		}
	}
	return spot{}, ""
}
