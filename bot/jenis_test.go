package bot_test

import (
	"strings"
	"testing"
)

// TestSort holds what is asked of goods that begin with a word, and that an option alone is of the variant that was told of.
func TestSort(t *testing.T) {
	shops := shopsOf(t, "../catalog/contoh", "understand/testdata/toko-cake")
	for _, c := range []struct {
		shop       string
		said       []string
		last, none string // what stands in the last answer, and what does not
	}{
		{"contoh", []string{"gamis ada apa aja"}, "Gamis Syari Aisyah", "Hijab"},
		{"contoh", []string{"gamis murah ada?"}, "Gamis Anak Maryam", "Peniti"},
		{"contoh", []string{"yang paling murah apa"}, "Peniti", "Gamis"},
		{"contoh", []string{"gamis hitam M ada?", "yaudah M 1"}, "1 × Gamis Syari Aisyah – Hitam M", "warna apa"},
		{"contoh", []string{"gamis hitam M ada?", "gamis M 1"}, "", "1 × Gamis Syari Aisyah – Hitam M"},
		{"toko-cake", []string{"hampers kue kering ada apa aja"}, "Hampers Kue Kering 4 Toples", "Cupcake"},
		{"toko-cake", []string{"hampers kue kering 2"}, "2 × Hampers Kue Kering 4 Toples", ""},
	} {
		t.Run(strings.Join(c.said, "/"), func(t *testing.T) {
			last, _ := playAll(t, shops[c.shop], c.said...)
			if !strings.Contains(last, c.last) || c.none != "" && strings.Contains(last, c.none) {
				t.Errorf("want %q and no %q in:\n%s", c.last, c.none, last)
			}
		})
	}
}
