package catalog

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// The values in this file are read from the raw text that the owner typed. Each reader returns "" or what is wrong, in
// Indonesian.

// decimal is a number as typed with its digits counted: 1,25 is 125 with two decimals.
type decimal struct {
	digits   int64
	decimals int
	grouped  bool // had exactly three digits behind one separator, so it could also be thousands
	comma    bool // the separator was a comma
}

// readDecimal reads digits with at most one separator, a dot or a comma.
func readDecimal(s string) (d decimal, ok bool) {
	head, tail := s, ""
	if i := strings.IndexAny(s, ".,"); i >= 0 {
		head, tail = s[:i], s[i+1:]
		if tail == "" {
			return d, false
		}
		d.decimals, d.grouped, d.comma = len(tail), len(tail) == 3 && head != "0", s[i] == ','
	}
	if head == "" || len(head)+len(tail) > 12 || !isDigits(head+tail) {
		return d, false
	}
	d.digits, _ = strconv.ParseInt(head+tail, 10, 64)
	return d, true
}

// scaled is the number times factor, when that is whole.
func (d decimal) scaled(factor int64) (int64, bool) {
	n, div := d.digits*factor, int64(1)
	for range d.decimals {
		div *= 10
	}
	return n / div, n%div == 0
}

func isDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// splitUnit cuts the letters at the end off a text: "1,2 kg" is "1,2" and "kg".
func splitUnit(s string) (number, unit string) {
	s = strings.ToLower(strings.TrimSpace(strings.ReplaceAll(s, "\u00a0", " ")))
	i := strings.LastIndexAny(s, "0123456789") + 1
	return s[:i], strings.TrimSpace(s[i:])
}

const maxGrams = 10_000_000 // ten tonnes

// readWeight reads 150, 150g, 150 gr, 1,2kg, 1.2 kg as grams.
func readWeight(s string) (grams int, wrong string) {
	number, unit := splitUnit(s)
	example := fmt.Sprintf("%q bukan berat; tulis misalnya 150, 150g atau 1,2kg", s)
	var n int64
	switch unit {
	case "", "g", "gr", "gram":
		whole, ok := readWhole(number)
		if !ok {
			if d, isNumber := readDecimal(number); isNumber && unit == "" {
				kg, _ := d.scaled(1000)
				return 0, fmt.Sprintf("berat %q tidak jelas: %d gram atau %d gram? Tulis satuannya, misalnya %skg", s, d.digits, kg, number)
			}
			return 0, example
		}
		n = int64(whole)
	case "kg", "kilo", "kilogram":
		d, ok := readDecimal(number)
		if !ok {
			return 0, example
		}
		if d.grouped {
			kg, _ := d.scaled(1000)
			return 0, fmt.Sprintf("berat %q tidak jelas: %d gram atau %d kg? Tulis %d gram atau %d kg", s, kg, d.digits, kg, d.digits)
		}
		if n, ok = d.scaled(1000); !ok {
			return 0, fmt.Sprintf("berat %q tidak bulat dalam gram; tulis dalam gram", s)
		}
	default:
		return 0, example
	}
	if n > maxGrams {
		return 0, fmt.Sprintf("berat %q terlalu besar; paling banyak 10.000 kg", s)
	}
	return int(n), ""
}

// readWhole reads 1500 and 1.500.
func readWhole(s string) (int, bool) {
	groups := strings.Split(s, ".")
	for i, g := range groups {
		if !isDigits(g) || len(groups) > 1 && (i == 0 && (len(g) > 3 || g[0] == '0') || i > 0 && len(g) != 3) {
			return 0, false
		}
	}
	joined := strings.Join(groups, "")
	if len(joined) > 9 || len(joined) > 1 && joined[0] == '0' {
		return 0, false
	}
	n, err := strconv.Atoi(joined)
	return n, err == nil
}

// spans are the units of time that owners write.
var spans = [...]struct {
	words string
	span  time.Duration
}{
	{" menit mnt m min ", time.Minute},
	{" jam j h ", time.Hour},
	{" hari hr d ", 24 * time.Hour},
	{" minggu mgg w ", 7 * 24 * time.Hour},
}

// readSpan reads 24 jam, 2 hari, 30 menit, 24h.
func readSpan(s string) (d time.Duration, wrong string) {
	number, unit := splitUnit(s)
	n, ok := readWhole(strings.TrimSpace(number))
	if ok && unit == "" {
		return 0, fmt.Sprintf("lama waktu %q tidak jelas: %d jam atau %d hari? Tulis satuannya", s, n, n)
	}
	for _, u := range spans {
		if ok && unit != "" && strings.Contains(u.words, " "+unit+" ") {
			if n < 1 || n > 100_000 || time.Duration(n)*u.span > 366*24*time.Hour {
				return 0, fmt.Sprintf("lama waktu %q tidak masuk akal; paling sedikit 1 menit, paling lama setahun", s)
			}
			return time.Duration(n) * u.span, ""
		}
	}
	return 0, fmt.Sprintf("%q bukan lama waktu; tulis satu angka dan satuannya, misalnya 30 menit, 24 jam atau 2 hari", s)
}

// meantSpan sets the unit right: 7 hri, sehari.
func meantSpan(s string) string {
	units := []string{"menit", "jam", "hari", "minggu"}
	number, unit := splitUnit(s)
	if rest, ok := strings.CutPrefix(unit, "se"); ok && number == "" && slices.Contains(units, rest) {
		return "1 " + rest
	}
	if n, ok := readWhole(strings.TrimSpace(number)); ok && nearest(unit, units) != "" {
		return fmt.Sprintf("%d %s", n, nearest(unit, units))
	}
	return ""
}

// meantWeight sets the unit right: 150 grm.
func meantWeight(s string) string {
	number, unit := splitUnit(s)
	near := nearest(unit, []string{"gram", "kg", "kilogram"})
	if near == "" {
		return ""
	}
	fixed := strings.TrimSpace(number) + " " + near
	if _, wrong := readWeight(fixed); wrong != "" {
		return ""
	}
	return fixed
}

// readYes reads ya, tidak, true and false.
func readYes(s string) (yes bool, wrong string) {
	switch strings.ToLower(s) {
	case "ya", "true":
		return true, ""
	case "tidak", "false":
		return false, ""
	}
	return false, fmt.Sprintf("%q bukan ya atau tidak", s)
}

// meantYes knows other words for yes and no.
func meantYes(s string) string {
	word := " " + strings.ToLower(s) + " "
	switch {
	case strings.Contains(" no off n gak ga nggak enggak bukan mati nonaktif 0 ", word):
		return "tidak"
	case strings.Contains(" yes on y iya yap hidup aktif 1 ", word):
		return "ya"
	}
	return nearest(s, []string{"ya", "tidak"})
}

// readDate reads 2026-12-25.
func readDate(s string) (d Date, wrong string) {
	t, err := time.Parse(time.DateOnly, s)
	if err == nil && t.Year() >= 2000 && t.Year() < 2200 {
		return Date{t.Year(), t.Month(), t.Day()}, ""
	}
	if meant := meantDate(s); meant != "" {
		return d, fmt.Sprintf("tanggal %q harus ditulis tahun-bulan-hari", s)
	}
	if err != nil && strings.Contains(err.Error(), "out of range") {
		return d, fmt.Sprintf("tanggal %q tidak ada di kalender", s)
	}
	return d, fmt.Sprintf("%q bukan tanggal; tulis tahun-bulan-hari, misalnya 2026-12-25", s)
}

// months are Indonesia's, by the English ones that package time knows.
var months = strings.NewReplacer("januari", "january", "februari", "february", "maret", "march", "mei", "may", "juni", "june", "juli", "july", "agustus", "august",
	"oktober", "october", "desember", "december", "agu", "aug", "okt", "oct", "des", "dec")

// meantDate reads days in other orders and with the month's name: 25-12-2026, 25 Desember 2026.
func meantDate(s string) string {
	for _, layout := range []string{"2-1-2006", "2/1/2006", "2.1.2006", "2006/1/2", "2006-1-2", "2 January 2006", "2 Jan 2006", "2-Jan-2006"} {
		if t, err := time.Parse(layout, months.Replace(strings.ToLower(s))); err == nil {
			return t.Format(time.DateOnly)
		}
	}
	return ""
}

// readSize reads 30 x 25 x 6 cm; the result is in millimetres.
func readSize(s string) (size Size, wrong string) {
	wrong = fmt.Sprintf("%q bukan ukuran paket; tulis panjang x lebar x tinggi, misalnya 30 x 25 x 6 cm", s)
	number, unit := splitUnit(s)
	if unit != "" && unit != "cm" {
		return size, wrong
	}
	parts := strings.FieldsFunc(number, func(r rune) bool { return r == 'x' || r == '×' || r == '*' })
	if len(parts) != 3 || strings.Count(number, "x")+strings.Count(number, "×")+strings.Count(number, "*") != 2 {
		return size, wrong
	}
	var mm [3]int
	for i, p := range parts {
		d, ok := readDecimal(strings.TrimSpace(p))
		if !ok {
			return size, wrong
		}
		n, whole := d.scaled(10)
		if !whole || n < 1 || n > 10_000 {
			return size, fmt.Sprintf("ukuran %q: tiap sisi 0,1 sampai 1.000 cm, paling banyak satu angka di belakang koma", s)
		}
		mm[i] = int(n)
	}
	return Size{mm[0], mm[1], mm[2]}, ""
}

// weekdays are the names of the days; the index is time.Weekday.
var weekdays = [7][]string{{"minggu", "ahad"}, {"senin"}, {"selasa"}, {"rabu"}, {"kamis"}, {"jumat", "jum'at"}, {"sabtu"}}

func weekday(s string) (time.Weekday, bool) {
	for d, names := range weekdays {
		for _, n := range names {
			if strings.EqualFold(n, strings.TrimSpace(s)) {
				return time.Weekday(d), true
			}
		}
	}
	return 0, false
}

// dayWords are what owners write for a range, a list and the whole week.
var dayWords = strings.NewReplacer("–", "-", " s/d ", "-", " s.d. ", "-", " sampai ", "-", " hingga ", "-", " dan ", ",", "&", ",", " setiap hari ", "senin-minggu", " tiap hari ", "senin-minggu")

// readDays reads senin, senin-jumat, setiap hari, and several of these with commas.
func readDays(s string) (days []time.Weekday, unknown string) {
	for part := range strings.SplitSeq(dayWords.Replace(" "+strings.ToLower(s)+" "), ",") {
		from, to, ranged := strings.Cut(part, "-")
		if !ranged {
			to = from
		}
		a, ok := weekday(from)
		if !ok {
			return nil, strings.TrimSpace(from)
		}
		b, ok := weekday(to)
		if !ok {
			return nil, strings.TrimSpace(to)
		}
		for d := a; ; d = (d + 1) % 7 {
			days = append(days, d)
			if d == b {
				break
			}
		}
	}
	return days, ""
}

// readHours reads 08.00-17.00, 24 jam and tutup. A time to close that is not after the time to open is on the next day.
func readHours(s string) (h Hours, wrong string) {
	switch strings.ToLower(s) {
	case "tutup", "libur":
		return Hours{}, ""
	case "24 jam":
		return Hours{0, dayMinutes}, ""
	}
	wrong = fmt.Sprintf("%q bukan jam buka; tulis misalnya 08.00-17.00, 24 jam, atau tutup", s)
	from, to, ok := strings.Cut(strings.ReplaceAll(s, "–", "-"), "-")
	if !ok {
		return h, wrong
	}
	a, ok1 := readClock(from)
	b, ok2 := readClock(to)
	if !ok1 || !ok2 || a == dayMinutes || a == b {
		return h, wrong
	}
	if b < a {
		b += dayMinutes
	}
	return Hours{a, b}, ""
}

const dayMinutes = 24 * 60

// readClock reads 08.00, 8:00 and 8 as minutes after midnight, up to 24.00.
func readClock(s string) (minutes int, ok bool) {
	hour, minute, _ := strings.Cut(strings.ReplaceAll(strings.TrimSpace(s), ":", "."), ".")
	if minute == "" {
		minute = "00"
	}
	if !isDigits(hour) || !isDigits(minute) || len(hour) > 2 || len(minute) != 2 {
		return 0, false
	}
	h, _ := strconv.Atoi(hour)
	m, _ := strconv.Atoi(minute)
	return h*60 + m, h < 24 && m < 60 || h == 24 && m == 0
}
