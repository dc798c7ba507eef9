package bot

import (
	"testing"
	"time"

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
	k := &talk{Bot: &Bot{Shop: Shop{Settings: Settings{}.withDefaults()}}, t: shop.Turn{Now: at("2026-11-23 12:00")}}
	for _, c := range []struct{ from, want string }{
		{"2026-11-23 08:00", "2026-11-23 08:00"},
		{"2026-11-23 19:59", "2026-11-23 19:59"},
		{"2026-11-23 20:00", "2026-11-24 08:00"},
		{"2026-11-23 23:30", "2026-11-24 08:00"},
		{"2026-11-24 00:10", "2026-11-24 08:00"},
		{"2026-11-24 07:59", "2026-11-24 08:00"},
		{"2026-11-30 21:00", "2026-12-01 08:00"},
	} {
		if got := k.daytime(at(c.from)); !got.Equal(at(c.want)) {
			t.Errorf("%s → %s, want %s", c.from, got, c.want)
		}
	}
}
