package statement

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// dating reads a file's dates.
type dating struct {
	from, to time.Time // the period that the file is about; zero when it names none
	now      time.Time
	american bool // the month stands first: some date of the file has a second number above twelve
}

// numeric dates: the parts in order, a year of two or four digits or none.
var (
	numericDate = regexp.MustCompile(`^(\d{1,2})[/.\-](\d{1,2})(?:[/.\-](\d{2}|\d{4}))?(?:[ T].*)?$`)
	isoDate     = regexp.MustCompile(`^(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})(?:[ T].*)?$`)
	wordDate    = regexp.MustCompile(`^(\d{1,2})[ \-/.]*([A-Za-z]{3,10})\.?[ \-/.,]*(\d{2}|\d{4})?(?:[ T].*)?$`)
	wordFirst   = regexp.MustCompile(`^([A-Za-z]{3,10})\.? (\d{1,2}),? (\d{4})(?:[ T].*)?$`)
	compactDate = regexp.MustCompile(`^(20\d\d)(\d\d)(\d\d)$`)
	serialDate  = regexp.MustCompile(`^(\d{5})(\.\d+)?$`)
	anyDate     = regexp.MustCompile(`\d{1,4}[/.\-]\d{1,2}[/.\-]\d{2,4}|\d{1,2}[ \-][A-Za-z]{3,10}[ \-]\d{2,4}`)
	weekday     = regexp.MustCompile(`^(?i:sen|sel|rab|kam|jum|sab|min|mon|tue|wed|thu|fri|sat|sun)[a-z]*,? +`)
)

// months by what they begin with, Indonesian and English, as banks write them.
var months = []struct {
	start string
	month time.Month
}{
	{"jan", 1}, {"feb", 2}, {"peb", 2}, {"mar", 3}, {"apr", 4}, {"mei", 5}, {"may", 5}, {"jun", 6}, {"jul", 7}, {"agu", 8}, {"agt", 8}, {"ags", 8}, {"aug", 8},
	{"sep", 9}, {"okt", 10}, {"oct", 10}, {"nov", 11}, {"nop", 11}, {"des", 12}, {"dec", 12},
}

func monthOf(word string) time.Month {
	word = strings.ToLower(word)
	for _, m := range months {
		if strings.HasPrefix(word, m.start) {
			return m.month
		}
	}
	return 0
}

// newDating learns from what stands above the table and from the date column.
func newDating(above string, column []string, now time.Time) dating {
	d := dating{now: now}
	second, first := false, false
	for _, c := range column {
		if m := numericDate.FindStringSubmatch(c); m != nil {
			a, _ := strconv.Atoi(m[1])
			b, _ := strconv.Atoi(m[2])
			first, second = first || a > 12, second || b > 12
		}
	}
	d.american = second && !first
	for line := range strings.Lines(above) {
		l := strings.ToLower(line)
		if !strings.Contains(l, "period") && !strings.Contains(l, "tanggal") && !strings.Contains(l, "s/d") && !strings.Contains(l, "date") {
			continue
		}
		var found []time.Time
		for _, s := range anyDate.FindAllString(line, 2) {
			if t, ok := (dating{now: now}).day(s); ok {
				found = append(found, t)
			}
		}
		if len(found) == 2 && !found[1].Before(found[0]) {
			d.from, d.to = found[0], found[1]
			break
		}
	}
	return d
}

// pending tells whether a date cell says that the line is not booked yet.
func pending(s string) bool { return strings.HasPrefix(strings.ToUpper(s), "PEND") }

// jakarta is the zone of the banks' clocks, wherever the shop is.
var jakarta = time.FixedZone("WIB", 7*3600)

var (
	// clockBehind is the time of day behind a date; clockAlone one in a cell of its own, BRI's without signs.
	clockBehind = regexp.MustCompile(`[ T](\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?:[ Z+].*)?$`)
	clockAlone  = regexp.MustCompile(`^(\d{1,2})[:.]?(\d{2})(?:[:.]?(\d{2}))?(?: ?(?i:wib))?$`)
)

// clockOn is the moment of a line by its day, the date's cell and the cell of the time of day; zero where neither tells it. Midnight is what
// layouts without a time write.
func clockOn(day time.Time, date, clock string) time.Time {
	seconds := 0
	if m := serialDate.FindStringSubmatch(date); m != nil && m[2] != "" {
		if part, err := strconv.ParseFloat("0"+m[2], 64); err == nil {
			seconds = int(part*86400 + 0.5)
		}
	} else if m := clockBehind.FindStringSubmatch(date); m != nil {
		seconds = secondsOf(m)
	} else if m := clockAlone.FindStringSubmatch(clock); m != nil {
		seconds = secondsOf(m)
	}
	if seconds == 0 {
		return time.Time{}
	}
	return time.Date(day.Year(), day.Month(), day.Day(), 0, 0, seconds, 0, jakarta)
}

// secondsOf is a time of day in seconds; 0 for one that is none.
func secondsOf(m []string) int {
	var part [3]int
	for i := range part {
		part[i], _ = strconv.Atoi(m[i+1])
	}
	if part[0] > 23 || part[1] > 59 || part[2] > 59 {
		return 0
	}
	return part[0]*3600 + part[1]*60 + part[2]
}

// day reads a date cell without its time of day, which not every layout of a bank has; see clockOn.
func (d dating) day(s string) (time.Time, bool) {
	s = weekday.ReplaceAllString(strings.TrimSpace(s), "")
	num := func(s string) int { n, _ := strconv.Atoi(s); return n }
	if m := isoDate.FindStringSubmatch(s); m != nil {
		return d.date(num(m[1]), time.Month(num(m[2])), num(m[3]))
	}
	if m := numericDate.FindStringSubmatch(s); m != nil {
		day, month := num(m[1]), num(m[2])
		if d.american {
			day, month = month, day
		}
		return d.maybeYear(m[3], time.Month(month), day)
	}
	if m := wordDate.FindStringSubmatch(s); m != nil {
		return d.maybeYear(m[3], monthOf(m[2]), num(m[1]))
	}
	if m := wordFirst.FindStringSubmatch(s); m != nil {
		return d.date(num(m[3]), monthOf(m[1]), num(m[2]))
	}
	if m := compactDate.FindStringSubmatch(s); m != nil {
		return d.date(num(m[1]), time.Month(num(m[2])), num(m[3]))
	}
	if m := serialDate.FindStringSubmatch(s); m != nil {
		t := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, num(m[1])) // how spreadsheets count days
		return d.date(t.Year(), t.Month(), t.Day())
	}
	return time.Time{}, false
}

func (d dating) maybeYear(year string, month time.Month, day int) (time.Time, bool) {
	n, _ := strconv.Atoi(year)
	switch len(year) {
	case 4:
		return d.date(n, month, day)
	case 2:
		return d.date(2000+n, month, day)
	}
	if !d.from.IsZero() {
		for y := d.from.Year(); y <= d.to.Year(); y++ {
			if t, ok := d.date(y, month, day); ok && !t.Before(d.from) && !t.After(d.to) {
				return t, true
			}
		}
		return d.date(d.to.Year(), month, day)
	}
	t, ok := d.date(d.now.Year(), month, day)
	if ok && t.After(d.now) {
		return d.date(d.now.Year()-1, month, day)
	}
	if !ok { // 29 February of another year
		return d.date(d.now.Year()-1, month, day)
	}
	return t, ok
}

func (d dating) date(year int, month time.Month, day int) (time.Time, bool) {
	if month < 1 || month > 12 || day < 1 || year < 2000 || year > 2100 {
		return time.Time{}, false
	}
	t := time.Date(year, month, day, 0, 0, 0, 0, d.now.Location())
	return t, t.Day() == day && t.Month() == month
}
