package rupiah

import "testing"

func TestString(t *testing.T) {
	for a, want := range map[Amount]string{0: "Rp0", 999: "Rp999", 45000: "Rp45.000", 1234567: "Rp1.234.567", -5000: "-Rp5.000"} {
		if got := a.String(); got != want {
			t.Errorf("%d: %s, want %s", int64(a), got, want)
		}
	}
}
