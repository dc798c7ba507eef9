package rupiah

import (
	"errors"
	"testing"

	"pgregory.net/rapid"
)

func TestParse(t *testing.T) {
	for text, want := range map[string]Amount{
		"45000": 45000, "45.000": 45000, "Rp45.000": 45000, "Rp 45.000,-": 45000, "45.000,-": 45000, "45rb": 45000, "45k": 45000,
		"1,5jt": 1500000, "1.5jt": 1500000, "rp45rb": 45000, "45 RB": 45000, "0": 0, "1.234.567": 1234567, "12,5rb": 12500,
		"2,25jt": 2250000, "0,5jt": 500000, "Rp\u00a07.500": 7500, "1000000000000": Max, " 500 ": 500, "0,05jt": 50000, "100jt": 100000000,
	} {
		if got, err := Parse(text); err != nil || got != want {
			t.Errorf("%q: %d, %v; want %d", text, got, err, want)
		}
	}
}

func TestParseSaysBothReadings(t *testing.T) {
	for text, want := range map[string][2]string{
		"45.00":             {"Rp45", "Rp4.500"},
		"45,50":             {"Rp45,50", "Rp4.550"},
		"45,000":            {"Rp45", "Rp45.000"},
		"45.0":              {"Rp45", "Rp450"},
		"1.500rb":           {"Rp1.500", "Rp1.500.000"},
		"1,500jt":           {"Rp1.500.000", "Rp1.500.000.000"},
		"45 000":            {"Rp45", "Rp45.000"},
		"4.5000":            {"Rp4,5000", "Rp45.000"},
		"Rp45.000,00":       {"Rp45.000", "Rp4.500.000"},
		"-45.000":           {"Rp45.000", "-Rp45.000 (di bawah nol tidak bisa)"},
		"":                  {"Rp0", "belum diisi"},
		"0500":              {"Rp500", "Rp5"},
		"0.500":             {"Rp0,500", "Rp500"},
		"abc":               {},
		"1e3":               {},
		"45 ribu":           {},
		"Rp":                {},
		"-":                 {},
		"99999999999999999": {},
		"sekitar 45rb":      {},
		"٤٥":                {},
	} {
		got, err := Parse(text)
		var p *ParseError
		if !errors.As(err, &p) || p.Readings != want || p.Text != text {
			t.Errorf("%q: %d, %#v; want readings %v", text, got, err, want)
		}
	}
}

func TestParseReadsWhatStringWrites(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := Amount(rapid.Int64Range(0, int64(Max)).Draw(t, "amount"))
		if got, err := Parse(a.String()); err != nil || got != a {
			t.Fatalf("%s: %d, %v", a, got, err)
		}
	})
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"45.000", "1,5jt", "-", "Rp", "45,-", "0,0jt", "--5", "1.2.3,4"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		a, err := Parse(s)
		if err == nil && (a < 0 || a > Max) {
			t.Errorf("%q: %d is out of bounds", s, a)
		}
		if err != nil && err.Error() == "" {
			t.Errorf("%q: silent error", s)
		}
	})
}
