package bot

import "testing"

// TestHasWord holds where a saying may stand in a text.
func TestHasWord(t *testing.T) {
	for _, c := range []struct {
		text, saying string
		want         bool
	}{
		{" ntar ya ", "ntar", true},
		{" tolong diantar ya ", "ntar", false},
		{"ntarlah", "ntar", true},
		{" yang jadi ", "g jadi", false},
		{" g jadi deh ", "g jadi", true},
		{" mudah mudahan cepat ", "dah ", false},
		{" dah, sampai ", "dah ", true},
		{"dah", "dah ", true},
		{" dahulu ", "dah ", false},
		{" dibayar ", "bayar", false},
		{" dibayar ", "*bayar", true},
		{" dibayarkan ", "*bayar ", false},
		{" 2lagi ", "lagi", true},
		{" aja? ", " aja ", true},
		{" ready? ", "?", true},
		{" btlin, btl ", "btl ", true},
	} {
		if got := hasWord(c.text, []string{c.saying}); got != c.want {
			t.Errorf("%q in %q: %v, want %v", c.saying, c.text, got, c.want)
		}
	}
}
