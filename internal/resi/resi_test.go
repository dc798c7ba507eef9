package resi

import "testing"

func TestFits(t *testing.T) {
	for _, c := range []struct {
		courier, number string
		fits, known     bool
	}{
		{"jne", "0101234567890123", true, true}, {"JNE", "101234567890123", true, true}, {"jne-reg", "CM12345678901", true, true}, {"jne", "JX1234567890", false, true},
		{"jnt", "JX1234567890", true, true}, {"J&T Express", "JP1234567890", true, true}, {"j&t", "JX123", false, true}, {"jntcargo", "200123456789", true, true},
		{"sicepat", "004612345678", true, true}, {"sicepat", "994612345678", false, true}, {"anteraja", "10001234567890", true, true},
		{"pos", "P2401010012345", true, true}, {"Pos Indonesia", "EE123456789ID", true, true}, {"gosend", Clean("GK-11-1234567"), true, true},
		{"anteraja", Clean("TSA-123456"), true, true}, {"grab", Clean("IN-2-ABCD"), true, true}, {"ide", "IDS901234567890", true, true},
		{"sap", "SAP1234567890", true, true}, {"sap", "TERIMAKASIH", false, true},
		{"toko", "123", false, false}, {"idea", "1", false, false}, {"poskota", "1", false, false}, {"jtoko", "1", false, false}, {"", "", false, false},
	} {
		if fits, known := Fits(c.courier, c.number); fits != c.fits || known != c.known {
			t.Errorf("%s %s: %v, %v", c.courier, c.number, fits, known)
		}
	}
}

// TestAwaited waits for the numbers of couriers that have them, and not for those of riders, of services of the same day and of the shop's own.
func TestAwaited(t *testing.T) {
	for _, c := range []struct {
		said []string
		want bool
	}{
		{[]string{"jne", "JNE REG", "1-2 hari"}, true}, {[]string{"jne", "JNE YES", "1 hari"}, true}, {[]string{"jnt", "J&T Express EZ"}, true}, {[]string{"sicepat", "SiCepat BEST", "besok"}, true},
		{[]string{"paxel", "Paxel"}, true}, {[]string{"pos", "Pos Indonesia Kilat", "2-4 hari"}, true}, {[]string{"sap", "SAP"}, true},
		{[]string{"gosend"}, false}, {[]string{"gosend", "GoSend Same Day"}, false}, {[]string{"Go-Send", "Instan"}, false}, {[]string{"grab", "GrabExpress"}, false}, {[]string{"lalamove"}, false},
		{[]string{"gojek"}, false}, {[]string{"maxim"}, false}, {[]string{"toko", "Kurir toko"}, false}, {[]string{"antar", "Antar sendiri"}, false}, {[]string{"", ""}, false},
		{[]string{"anteraja", "AnterAja SAMEDAY"}, false}, {[]string{"spx", "SPX Instant"}, false}, {[]string{"jne", "JNE SDS", "hari ini"}, false}, {[]string{"paxel", "Paxel", "6-8 jam"}, false}, {[]string{"sicepat", "SiCepat BEST", "1x24 jam"}, true}, {[]string{"jnt", "J&T", "24 jam"}, true},
	} {
		if got := Awaited(c.said[0], c.said[1:]...); got != c.want {
			t.Errorf("%q: %v", c.said, got)
		}
	}
}

// TestExamplesFit holds every courier's example against its own shapes.
func TestExamplesFit(t *testing.T) {
	for _, c := range couriers {
		e := Example(c.name)
		if c.rows == "" {
			if e != "" {
				t.Errorf("%s: example %q of nothing known", c.name, e)
			}
			continue
		}
		if fits, known := Fits(c.name, Clean(e)); e == "" || !fits || !known {
			t.Errorf("%s: example %q does not fit", c.name, e)
		}
	}
}

func TestClean(t *testing.T) {
	for text, want := range map[string]string{
		"JX1234567890": "JX1234567890", " jx 1234 5678 90 ": "JX1234567890", "resi: jx1234567890 ya": "JX1234567890", "0101-2345-6789-0123": "0101234567890123",
		"JNE 0101234567890123": "0101234567890123", "0101 2345 6789 0123": "0101234567890123", "no resi 0101 2345 67890123": "0101234567890123",
		"ya": "YA", "Ya.": "YA", "": "", "belum ada": "BELUMADA", "P24 0101 0012 345": "P2401010012345",
	} {
		if got := Clean(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
