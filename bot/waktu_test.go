package bot

import (
	"testing"
	"time"

	"tokobot/catalog"
	"tokobot/internal/shop"
)

func TestDaytime(t *testing.T) {
	zone := time.FixedZone("WIB", 7*3600)
	at := func(s string) time.Time {
		x, err := time.ParseInLocation("2006-01-02 15:04", s, zone)
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
	day := func(from, to time.Duration, at time.Time) time.Time {
		b := New(Shop{Catalog: &catalog.Catalog{}, Settings: Settings{QuietFrom: from, QuietTo: to}})
		return (&talk{Bot: b, t: shop.Turn{Now: at}}).daytime(at)
	}
	for _, c := range []struct{ from, want string }{
		{"2026-11-23 08:00", "2026-11-23 08:00"},
		{"2026-11-23 19:59", "2026-11-23 19:59"},
		{"2026-11-23 20:00", "2026-11-24 08:00"},
		{"2026-11-23 23:30", "2026-11-24 08:00"},
		{"2026-11-24 00:10", "2026-11-24 08:00"},
		{"2026-11-24 07:59", "2026-11-24 08:00"},
		{"2026-11-30 21:00", "2026-12-01 08:00"},
	} {
		if got := day(20*time.Hour, 8*time.Hour, at(c.from)); !got.Equal(at(c.want)) {
			t.Errorf("%s → %s, want %s", c.from, got, c.want)
		}
		if got := day(0, 0, at(c.from)); !got.Equal(at(c.from)) {
			t.Errorf("%s → %s in a shop without quiet hours", c.from, got)
		}
	}
}
