package catalog

import (
	"errors"
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
	if at2, ok := deeperLine(text, at, s.Message); ok {
		at, message = at2, "baris ini menjorok terlalu dalam, atau baris di atasnya kurang tanda kutip"
	}
	if at2, ok := tabIndent(text, at.line); ok {
		at, message = at2, "ada tab di depan baris; pakai spasi"
	}
	at.line += line - 1
	return &syntaxError{at, message}
}

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
	switch {
	case strings.HasSuffix(strings.TrimRight(before, " "), ","), strings.HasSuffix(before, ",-"):
		return "koma di sini memotong nilai sebelumnya; di dalam […] atau {…} nilai yang berisi koma harus diberi tanda kutip"
	case !strings.Contains(library, "value is not allowed in this context") && !strings.Contains(library, "non-map value"):
		return message
	case strings.TrimSpace(before) != "":
		return "ada teks lebih setelah nilai ini; beri tanda kutip pada seluruh teks"
	case !strings.Contains(line+" ", ": "):
		return "baris ini bukan `kunci: nilai`; setelah titik dua harus ada spasi"
	}
	return message
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
func deeperLine(text string, at spot, message string) (spot, bool) {
	if !strings.Contains(message, "mapping value is not allowed") {
		return spot{}, false
	}
	lines := strings.Split(text, "\n")
	if int(at.line) >= len(lines) || strings.Count(lines[at.line-1]+" ", ": ") != 1 {
		return spot{}, false
	}
	for i := int(at.line); i < len(lines); i++ {
		if content := strings.TrimLeft(lines[i], " "); content != "" && strings.Contains(content+" ", ": ") {
			return spot{int32(i + 1), int32(len(lines[i])-len(content)) + 1}, true
		}
	}
	return spot{}, false
}

// tabIndent finds a tab in front of a line's content.
func tabIndent(text string, line int32) (spot, bool) {
	lines := strings.Split(text, "\n")
	for _, i := range []int32{line, line + 1} {
		if int(i) > len(lines) || i < 1 {
			continue
		}
		l := lines[i-1]
		if at := strings.IndexByte(l, '\t'); at >= 0 && strings.Trim(l[:at], " ") == "" && strings.TrimSpace(l) != "" {
			return spot{i, int32(at) + 1}, true
		}
	}
	return spot{}, false
}
