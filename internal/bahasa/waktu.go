package bahasa

import "time"

var (
	days   = [...]string{"Min", "Sen", "Sel", "Rab", "Kam", "Jum", "Sab"}
	months = [...]string{"Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"}
	zones  = map[int]string{7 * 3600: "WIB", 8 * 3600: "WITA", 9 * 3600: "WIT"}
)

// DateTime writes a moment as buyers read it, in the zone that t carries: "Sen, 23 Nov 14.05 WIB".
func DateTime(t time.Time) string {
	s := Date(t) + " " + Clock(t)
	_, offset := t.Zone()
	if z := zones[offset]; z != "" {
		s += " " + z
	}
	return s
}

// Date writes the day: "Sen, 23 Nov".
func Date(t time.Time) string {
	return days[t.Weekday()] + ", " + DayMonth(t)
}

// DayMonth writes the day without its name: "23 Nov".
func DayMonth(t time.Time) string {
	return t.Format("2") + " " + months[t.Month()-1]
}

// Clock writes the time of day with a dot: "14.05".
func Clock(t time.Time) string { return t.Format("15.04") }
