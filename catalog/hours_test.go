package catalog

import (
	"testing"
	"time"
)

func TestHours(t *testing.T) {
	s := &mustLoad(t, map[string]string{tokoYAML: "nama: Toko\nasal: Kota Bandung\njam_buka:\n  senin-kamis: 08.00-17.00\n" +
		"  Jumat, sabtu: 18:00 - 02.00\n  minggu: tutup\nlibur: [2026-11-24]\n"}).Shop
	for _, c := range []struct {
		at   string // in UTC+7
		open bool
		next string
	}{
		{"2026-11-23T07:59:59", false, "2026-11-23T08:00:00"},
		{"2026-11-23T08:00:00", true, "2026-11-23T08:00:00"},
		{"2026-11-23T16:59:59", true, "2026-11-23T16:59:59"},
		{"2026-11-23T17:00:00", false, "2026-11-25T08:00:00"}, // the day after is a holiday
		{"2026-11-24T10:00:00", false, "2026-11-25T08:00:00"},
		{"2026-11-28T01:59:00", true, "2026-11-28T01:59:00"}, // Friday's night
		{"2026-11-28T02:00:00", false, "2026-11-28T18:00:00"},
		{"2026-11-29T01:00:00", true, "2026-11-29T01:00:00"},
		{"2026-11-29T12:00:00", false, "2026-11-30T08:00:00"},
	} {
		at, err := time.ParseInLocation("2006-01-02T15:04:05", c.at, s.Zone)
		if err != nil {
			t.Fatal(err)
		}
		at = at.UTC() // whatever zone the moment carries
		next, ok := s.NextOpening(at)
		if got := next.In(s.Zone).Format("2006-01-02T15:04:05"); s.OpenAt(at) != c.open || !ok || got != c.next {
			t.Errorf("%s: open %v, next %s", c.at, s.OpenAt(at), got)
		}
	}
	if got := s.HoursOn(Date{2026, 11, 27}).String(); got != "18.00–02.00" {
		t.Error(got)
	}
}

func TestHoursUnknownOrNever(t *testing.T) {
	now := time.Date(2026, 11, 23, 3, 0, 0, 0, time.UTC)
	unknown := &Shop{}
	if _, ok := unknown.NextOpening(now); ok || !unknown.OpenAt(now) {
		t.Error("a shop without hours")
	}
	never := &Shop{HoursKnown: true}
	if _, ok := never.NextOpening(now); ok || never.OpenAt(now) {
		t.Error("a shop that never opens")
	}
}

// TestHoursAsTyped are the spellings of days and hours.
func TestHoursAsTyped(t *testing.T) {
	whole, half, open := Hours{480, 1020}, Hours{480, 780}, Hours{0, dayMinutes}
	for typed, want := range map[string][7]Hours{
		"senin-jumat: 08.00-17.00":                                    {1: whole, 2: whole, 3: whole, 4: whole, 5: whole},
		"Senin - Jum'at: 8 - 17\n  Sabtu: 08:00–13:00":                {1: whole, 2: whole, 3: whole, 4: whole, 5: whole, 6: half},
		"senin s/d rabu: 08.00-17.00\n  sabtu & minggu: 08.00-13.00":  {0: half, 1: whole, 2: whole, 3: whole, 6: half},
		"sabtu-senin: 08.00-17.00\n  selasa, kamis: 8-13":             {whole, whole, half, {}, half, {}, whole},
		"sabtu dan ahad: libur\n  senin sampai selasa: 08.00 - 17.00": {1: whole, 2: whole},
		"setiap hari: 24 jam":                                         {open, open, open, open, open, open, open},
		"jumat: 08.00-24.00":                                          {5: {480, dayMinutes}},
	} {
		s := mustLoad(t, map[string]string{tokoYAML: "nama: Toko\nasal: Kota Bandung\njam_buka:\n  " + typed + "\n"}).Shop
		if s.Hours != want {
			t.Errorf("%s: %v", typed, s.Hours)
		}
	}
}

func TestReadValues(t *testing.T) {
	for s, want := range map[string]int{"150": 150, "150g": 150, "150 gr": 150, "150 Gram": 150, "1,2kg": 1200, "1.2 kg": 1200, "1.200": 1200, "0,5 kg": 500, "2kg": 2000, "1.500 g": 1500, "0": 0} {
		if got, wrong := readWeight(s); got != want || wrong != "" {
			t.Errorf("%q: %d %s", s, got, wrong)
		}
	}
	for _, s := range []string{"", "kg", "-5", "1,2,3kg", "1.5", "1,2345kg", "2 ons", "1.200kg", "99999kg", "1e3", "0150", "５"} {
		if got, wrong := readWeight(s); wrong == "" {
			t.Errorf("weight %q: %d", s, got)
		}
	}
	for s, want := range map[string]time.Duration{"24 jam": 24 * time.Hour, "2 hari": 48 * time.Hour, "30 menit": 30 * time.Minute, "24h": 24 * time.Hour, "1 Minggu": 7 * 24 * time.Hour} {
		if got, wrong := readSpan(s); got != want || wrong != "" {
			t.Errorf("%q: %s %s", s, got, wrong)
		}
	}
	for _, s := range []string{"", "24", "jam", "-1 jam", "1,5 jam", "0 hari", "9999 hari", "3 abad"} {
		if got, wrong := readSpan(s); wrong == "" {
			t.Errorf("span %q: %s", s, got)
		}
	}
	for s, want := range map[string]Size{"30 x 25 x 6 cm": {300, 250, 60}, "30x25x6": {300, 250, 60}, "10,5 × 2.5 × 1cm": {105, 25, 10}} {
		if got, wrong := readSize(s); got != want || wrong != "" {
			t.Errorf("%q: %v %s", s, got, wrong)
		}
	}
	for _, s := range []string{"", "30 x 25", "30 x 25 x 6 inch", "30 x 25 x 0", "a x b x c", "30 x 25 x 6 x 2", "1,25 x 1 x 1", "30xx25"} {
		if got, wrong := readSize(s); wrong == "" {
			t.Errorf("size %q: %v", s, got)
		}
	}
}

func TestNearest(t *testing.T) {
	keys := []string{"harga", "nama", "berat", "stok_awal", "stok_minimum"}
	for word, want := range map[string]string{"hraga": "harga", "Harga": "harga", "stokawal": "stok_awal", "warna": "", "": "", "brt": "", "nma": "nama"} {
		if got := nearest(word, keys); got != want {
			t.Errorf("%q: %q, want %q", word, got, want)
		}
	}
	keys = append(keys, "maks_beli", "gratis_ongkir", "foto", "mulai")
	for word, want := range map[string]string{"hrg": "harga", "brt": "berat", "price": "harga", "stok": "stok_awal", "Stok Awal": "stok_awal", "awal_stok": "stok_awal",
		"ongkir gratis": "gratis_ongkir", "minimum": "stok_minimum", "gambar": "foto", "dari": "mulai", "zzz": "", "": "", "a": ""} {
		if got := nearestKey(word, keys); got != want {
			t.Errorf("key %q: %q, want %q", word, got, want)
		}
	}
}

// TestMeant are values of which it is clear what they were meant to be.
func TestMeant(t *testing.T) {
	for _, c := range []struct {
		meant func(string) string
		typed map[string]string
	}{
		{meantAmount, map[string]string{"Rp. 45.000": "45.000", "45 ribu": "45.000", "1,5 juta": "1.500.000", "45.000/pcs": "45.000", "45,50": "", "-5": "", "murah": ""}},
		{meantSpan, map[string]string{"7 hri": "7 hari", "sehari": "1 hari", "seminggu": "1 minggu", "besok": "", "7": ""}},
		{meantWeight, map[string]string{"150 grm": "150 gram", "2 kgs": "2 kg", "150 ons": "", "": ""}},
		{meantYes, map[string]string{"no": "tidak", "y": "ya", "tdak": "tidak", "entah": ""}},
		{meantDate, map[string]string{"25-12-2026": "2026-12-25", "5/1/2027": "2027-01-05", "25 Desember 2026": "2026-12-25", "1 Agu 2026": "2026-08-01", "30 Februari 2026": "", "besok": ""}},
	} {
		for typed, want := range c.typed {
			if got := c.meant(typed); got != want {
				t.Errorf("%q: %q, want %q", typed, got, want)
			}
		}
	}
}

func TestOpenFor(t *testing.T) {
	zone := time.FixedZone("WIB", 7*3600)
	day := Hours{8 * 60, 17 * 60}
	s := Shop{Zone: zone, HoursKnown: true, Hours: [7]Hours{{}, day, day, day, day, {20 * 60, 26 * 60}, {8 * 60, 13 * 60}}}
	at := func(day, hour, minute int) time.Time { return time.Date(2026, 11, day, hour, minute, 0, 0, zone) } // the 23rd is a Monday
	for _, c := range []struct {
		from time.Time
		d    time.Duration
		want time.Time
	}{
		{at(23, 9, 0), time.Hour, at(23, 10, 0)},
		{at(23, 16, 30), time.Hour, at(24, 8, 30)},
		{at(23, 5, 0), time.Hour, at(23, 9, 0)},
		{at(23, 20, 0), 10 * time.Hour, at(25, 9, 0)},
		{at(27, 23, 0), 2 * time.Hour, at(28, 1, 0)},
		{at(28, 1, 30), time.Hour, at(28, 8, 30)}, // half an hour of Friday night, the rest on Saturday morning
		{at(28, 12, 30), time.Hour, at(30, 8, 30)},
	} {
		if got := s.OpenFor(c.from, c.d); !got.Equal(c.want) {
			t.Errorf("%s for %s: %s, want %s", c.from.Format("Mon 15:04"), c.d, got.Format("Mon 02 15:04"), c.want.Format("Mon 02 15:04"))
		}
	}
	if got := (&Shop{Zone: zone}).OpenFor(at(23, 3, 0), time.Hour); !got.Equal(at(23, 4, 0)) {
		t.Errorf("without hours: %s", got)
	}
}
