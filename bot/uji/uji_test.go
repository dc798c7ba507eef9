package uji

import (
	"path/filepath"
	"strings"
	"testing"

	"tokobot/bot"
	"tokobot/bot/understand"
	"tokobot/catalog"
	"tokobot/internal/wilayah"
)

func sampleShop(t *testing.T) (*bot.Bot, string) {
	t.Helper()
	atlas, err := wilayah.Open()
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join("..", "..", "catalog", "contoh")
	cat, problems := catalog.Load(dir, catalog.Options{Atlas: atlas, Replies: bot.Replies()})
	if cat == nil {
		t.Fatal(problems)
	}
	return bot.New(bot.Shop{Catalog: cat, Atlas: atlas, Reader: understand.New(cat, atlas)}), dir
}

// TestSampleShop holds what the sample shop's owner promises.
func TestSampleShop(t *testing.T) {
	b, dir := sampleShop(t)
	problems, err := Run(b, dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		t.Error(p)
	}
	files, _ := filepath.Glob(filepath.Join(dir, Folder, "*.txt"))
	if len(files) == 0 {
		t.Error("the sample shop has no conversations")
	}
}

func TestNoFolder(t *testing.T) {
	b, _ := sampleShop(t)
	if problems, err := Run(b, t.TempDir()); err != nil || len(problems) > 0 {
		t.Errorf("%v, %v", problems, err)
	}
}

func TestCheck(t *testing.T) {
	b, _ := sampleShop(t)
	for _, c := range []struct {
		name, text string
		lines      []int  // where a problem is told
		says       string // in the first
	}{
		{"holds", "> pashmina hitam berapa?\n< Rp45.000\n! Rp46.000\n", nil, ""},
		{"case, space and bold do not matter", "> pashmina hitam berapa?\n< pashmina   ceruty babydoll – hitam RP45.000\n", nil, ""},
		{"missing", "> pashmina hitam berapa?\n\n< Rp1.000\n", []int{3}, "tidak memuat"},
		{"must not", "> pashmina hitam berapa?\n! Rp45.000", []int{2}, "tidak boleh"},
		{"a burst is one message", "> kak\n> pashmina hitam berapa?\n< Rp45.000", nil, ""},
		{"a new conversation has fresh books", "@ stok TSK 0\n> tasbih kayu ada?\n< habis\n== lagi\n> tasbih kayu ada?\n! habis", nil, ""},
		{"unknown mark", "pashmina hitam berapa?", []int{1}, "harus dimulai"},
		{"unknown directive", "@ terbang", []int{1}, "tidak dikenal"},
		{"unknown SKU", "@ stok XXX 1", []int{1}, "tidak ada di katalog"},
		{"unknown kind", "> [hologram]", []int{1}, "tidak dikenal"},
		{"every line that fails is told", "# remark\n> bella square hitam berapa?\n< Rp1\n< Rp17.500\n< Rp2\n", []int{5}, "Rp2"},
		{"timers fire", "> order tasbih kayu 1\n> Dedi 081233334444 Jl Melur 9 Cimahi Tengah Kota Cimahi\n> \n@ jam 2026-11-23 10:00\n", nil, ""},
		{"BOM and CRLF", "\ufeff> pashmina hitam berapa?\r\n< Rp45.000\r\n", nil, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			problems := Check(b, "uji/a.txt", []byte(c.text))
			var lines []int
			for _, p := range problems {
				lines = append(lines, p.Line)
				if p.File != "uji/a.txt" || p.Severity != catalog.Error {
					t.Errorf("%+v", p)
				}
			}
			if len(lines) != len(c.lines) {
				t.Fatalf("problems %v, want lines %v", problems, c.lines)
			}
			for i := range lines {
				if lines[i] != c.lines[i] {
					t.Errorf("line %d, want %d", lines[i], c.lines[i])
				}
			}
			if len(problems) > 0 && !strings.Contains(problems[0].Message, c.says) {
				t.Errorf("%q does not say %q", problems[0].Message, c.says)
			}
		})
	}
}
