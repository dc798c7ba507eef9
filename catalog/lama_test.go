package catalog

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tokobot/internal/cputest"
)

// TestBigAndBad fills files up to their bound with what is wrong everywhere. Nothing may take long.
func TestBigAndBad(t *testing.T) {
	const size = 1 << 20 // of the 8 MiB that a file may have; what grows faster than its size would still stand out
	many := func(n int, line func(i int) string) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(line(i))
			if b.Len() > size-1024 {
				break
			}
		}
		return b.String()
	}
	product := func(extra string) func(i int) string {
		return func(i int) string {
			return fmt.Sprintf("  - { sku: S%d, nama: N%d, harga: 5rb, berat: 1%s }\n", i, i, extra)
		}
	}
	const all = 1 << 30
	for name, c := range map[string]struct{ file, text string }{
		"unknown keys":      {produkYAML, "produk:\n" + many(all, product(", wrana: x"))},
		"unknown regions":   {produkYAML, "produk:\n" + many(all, func(i int) string { return product(fmt.Sprintf(", kirim_ke: [Kota Bandunx %d]", i))(i) })},
		"nested regions":    {produkYAML, "produk:\n" + many(all, func(i int) string { return product(fmt.Sprintf(", kirim_ke: ['Cibaduyux %d, Jawa Barat']", i))(i) })},
		"rates nowhere":     {"tarif/jnt-ez.csv", "ke,per_kg,estimasi\n" + many(all, func(i int) string { return fmt.Sprintf("Kec Cimahx %d,9.000,x\n", i) })},
		"no products":       {produkYAML, "produk:\n" + many(all, func(int) string { return "  - x\n" })},
		"syntax everywhere": {produkYAML, "produk:\n" + many(all, func(int) string { return "  - a: \"b\n" })},
		"one broken list":   {produkYAML, "produk: [" + many(all, func(int) string { return "{ a: b c: d },\n" })},
		"open quotes":       {faqYAML, "faq:\n  - tanya: [a]\n    jawab: \"" + many(all, func(int) string { return "x \n  y\n" })},
		"top keys":          {tokoYAML, many(all, func(i int) string { return fmt.Sprintf("k%d: v\n", i) })},
		"one line":          {tokoYAML, "nama: " + strings.Repeat("x ", size/2)},
		"colons":            {tokoYAML, strings.Repeat("a: ", size/3)},
		"quotes":            {tokoYAML, strings.Repeat("'\"", size/2)},
		"braces":            {tokoYAML, "nama: " + strings.Repeat("{a: ", size/4)},
		"commas":            {tokoYAML, "nama: {" + strings.Repeat("1,", size/2) + "}"},
		"stars":             {balasanYAML, many(all, func(i int) string { return fmt.Sprintf("k%d: &k%d [a]\nl%d: *k%d\n", i, i, i, i) })},
		"blocks":            {balasanYAML, "salam: |\n" + many(all, func(int) string { return "  x\n\n" })},
		"replies":           {balasanYAML, many(all, func(i int) string { return fmt.Sprintf("salma%d: x\n", i) })},
		"placeholders":      {balasanYAML, "salam: \"" + many(all, func(int) string { return "{spaan} " }) + "\""},
	} {
		dir := copyOf(t, "testdata/baik")
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, c.file)), 0o755); err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(dir, c.file), c.text)
		o := Options{Atlas: atlas(t), Replies: replies, Needed: map[string][]string{"total": {"total"}}}
		// Seconds with the race detector; minutes for what grows faster than its size.
		if d := cputest.Of(func() { _, _ = Load(dir, o) }); d > 30*time.Second {
			t.Errorf("%s took %s of the processor's time", name, d)
		}
	}
}
