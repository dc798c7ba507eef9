// Package resi knows the shapes of couriers' tracking numbers (nomor resi), so that a slip of the finger can be asked about.
// A shape that does not fit is a doubt, never a refusal: couriers change their shapes without telling anybody.
package resi

import (
	_ "embed"
	"encoding/csv"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
)

// polaCSV are shapes as seen on parcels: courier, regexp, an example, how sure we are.
//
//go:embed pola.csv
var polaCSV string

// couriers are the names by which owners call a courier, and how its rows in pola.csv begin; no rows for a courier that
// numbers its parcels in shapes that are not known. A longer name comes before a shorter one that begins it.
var couriers = []struct{ name, rows string }{
	{"jntcargo", "J&T Cargo"}, {"jtcargo", "J&T Cargo"}, {"jtc", "J&T Cargo"}, {"jnt", "J&T Express"}, {"jt", "J&T Express"}, {"jne", "JNE"},
	{"sicepat", "SiCepat"}, {"anteraja", "AnterAja"}, {"ninja", "Ninja"}, {"posindonesia", "Pos "}, {"pos", "Pos "}, {"tiki", "TIKI"}, {"lion", "Lion"},
	{"idexpress", "ID Express"}, {"ide", "ID Express"}, {"idx", "ID Express"}, {"spx", "SPX"}, {"shopeeexpress", "SPX"}, {"wahana", "Wahana"},
	{"gosend", "GoSend"}, {"grab", "Grab"}, {"sapexpress", ""}, {"sap", ""}, {"ncs", ""}, {"rpx", ""}, {"paxel", ""}, {"sentral", ""}, {"indah", ""},
	{"dakota", ""}, {"rex", ""}, {"baraka", ""}, {"dhl", ""}, {"fedex", ""}, {"lex", ""}, {"lalamove", ""}, {"deliveree", ""}, {"borzo", ""},
}

// pattern is one row of pola.csv.
type pattern struct {
	courier, example string
	shape            *regexp.Regexp
}

var patterns = sync.OnceValue(func() []pattern {
	rows, err := csv.NewReader(strings.NewReader(polaCSV)).ReadAll()
	if err != nil {
		panic("read pola.csv: " + err.Error()) // embedded, and read by every test of this package
	}
	var out []pattern
	for _, r := range rows[1:] {
		if r[3] == "fallback" {
			continue
		}
		out = append(out, pattern{r[0], r[2], regexp.MustCompile(withoutDashes(r[1]))})
	}
	return out
})

// withoutDashes makes a shape fit numbers from which Clean took the dashes.
func withoutDashes(shape string) string {
	var b strings.Builder
	class := false
	for _, r := range shape {
		switch {
		case r == '[':
			class = true
		case r == ']':
			class = false
		}
		b.WriteRune(r)
		if r == '-' && !class {
			b.WriteByte('?')
		}
	}
	return strings.ReplaceAll(b.String(), "-??", "-?")
}

// unknownShape is what numbers of all couriers have in common.
var unknownShape = regexp.MustCompile(`^[A-Z]{0,6}[0-9][A-Z0-9]{5,24}$`)

// courierOf finds a courier by what its owner calls it, which may say more: jne-reg, J&T Express.
func courierOf(name string) (rows string, known bool) {
	plain := letters(name)
	for _, c := range couriers {
		if strings.HasPrefix(plain, c.name) && (len(c.name) > 3 || len(plain) == len(c.name) || boundary(name, len(c.name))) {
			return c.rows, true
		}
	}
	return "", false
}

// letters are a name's letters and digits in lower case.
func letters(name string) string {
	return strings.Map(func(r rune) rune {
		if r = unicode.ToLower(r); r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, name)
}

// boundary tells whether the first n letters of a name are a word of their own, so that idea is not ide and posh not pos.
func boundary(name string, n int) bool {
	for _, r := range strings.ReplaceAll(name, "&", "") {
		if n == 0 {
			return !unicode.IsLetter(r)
		}
		n--
	}
	return n == 0
}

// labels are words that people write around a number.
var labels = map[string]bool{
	"RESI": true, "RESINYA": true, "NO": true, "NOMOR": true, "NOMER": true, "AWB": true, "KODE": true, "NORESI": true, "YA": true, "INI": true, "KAK": true,
	"TRACKING": true, "NUMBER": true, "BOOKING": true,
}

// Clean finds the tracking number in what somebody wrote or scanned, and writes it as couriers print it: upper case, without
// spaces and dashes.
func Clean(s string) string {
	words := strings.FieldsFunc(strings.ToUpper(s), func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(":;,()#\"'", r) })
	var all, numbered []string
	for _, w := range words {
		w = strings.Map(func(r rune) rune {
			if r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
				return r
			}
			return -1
		}, w)
		if w == "" {
			continue
		}
		all = append(all, w)
		if strings.ContainsAny(w, "0123456789") {
			numbered = append(numbered, w)
		}
	}
	switch {
	case len(numbered) == 1 && len(numbered[0]) >= 6:
		return numbered[0]
	case len(numbered) > 0: // a number written in groups
		var parts []string
		for _, w := range all {
			if _, courier := courierOf(w); !labels[w] && !(courier && !strings.ContainsAny(w, "0123456789") && len(w) > 2) {
				parts = append(parts, w)
			}
		}
		return strings.Join(parts, "")
	}
	return strings.Join(all, "")
}

// riders are couriers whose riders bring a parcel within hours, as the beginning of their names; hours are words that say so of a service or of
// how long it takes, whoever brings it.
var (
	riders = []string{"gosend", "gojek", "goride", "gocar", "grab", "lalamove", "deliveree", "borzo", "mrspeedy", "maxim", "indrive", "ojek", "ojol", "rider"}
	hours  = regexp.MustCompile(`(?i)\b(?:instant?|same[ -]?day|hari (?:ini|yang sama)|beberapa jam)\b|(?:^|[^0-9x])(?:[1-9]|1[0-2]) ?jam\b`)
)

// Awaited tells whether a parcel gets a number by which the buyer follows it, so that it is worth waiting for: the courier is one of those that
// number their parcels, and does not bring this one within hours. Said are the names of courier and service and how long it takes, as the owner
// wrote them. A number may still be given where none is awaited.
func Awaited(courier string, said ...string) bool {
	if _, known := courierOf(courier); !known {
		return false
	}
	for _, name := range append([]string{courier}, said...) {
		plain := letters(name)
		if hours.MatchString(name) || slices.ContainsFunc(riders, func(r string) bool { return strings.HasPrefix(plain, r) }) {
			return false
		}
	}
	return true
}

// Fits tells whether number has a shape that the courier (its kode or name: jne, jnt, sicepat …) is known to use. known is false,
// and fits too, when nothing is known of this courier's numbers: it may have none, as the shop's own has.
func Fits(courier, number string) (fits, known bool) {
	rows, known := courierOf(courier)
	if !known {
		return false, false
	}
	if rows == "" {
		return unknownShape.MatchString(number), true
	}
	for _, p := range patterns() {
		if strings.HasPrefix(p.courier, rows) && p.shape.MatchString(number) {
			return true, true
		}
	}
	return false, true
}

// exampleWord is the number at the beginning of an example's cell.
var exampleWord = regexp.MustCompile(`^[A-Z0-9-]*[0-9][A-Z0-9-]*`)

// Example is a tracking number of the courier as one looks, "" when none is known.
func Example(courier string) string {
	rows, _ := courierOf(courier)
	for _, p := range patterns() {
		if rows != "" && strings.HasPrefix(p.courier, rows) {
			if e := exampleWord.FindString(p.example); e != "" {
				return e
			}
		}
	}
	return ""
}
