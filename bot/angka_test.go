package bot_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tokobot/bot"
	"tokobot/bot/uji"
	"tokobot/bot/understand"
	"tokobot/catalog"
	"tokobot/internal/wilayah"
)

// TestNameWithoutLetters holds that goods whose name has no letters are sold like others, also where words are compared with the first word of
// what is in the draft.
func TestNameWithoutLetters(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("../catalog/contoh")); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "produk.yaml")
	goods, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	goods = append(goods, "\n  - { sku: DSD, nama: \"212\", kategori: Hijab, harga: 30.000, berat: 100, stok_awal: 9 }\n"...)
	if err := os.WriteFile(path, goods, 0o600); err != nil {
		t.Fatal(err)
	}
	atlas, err := wilayah.Open()
	if err != nil {
		t.Fatal(err)
	}
	cat, problems := catalog.Load(dir, catalog.Options{Atlas: atlas, Replies: bot.Replies()})
	if cat == nil {
		t.Fatal(problems)
	}
	p := uji.NewPlayer(bot.New(bot.Shop{Catalog: cat, Atlas: atlas, Reader: understand.New(cat, atlas)}))
	last := lastHeard(p)
	say(t, p, "pesan DSD 1", "pashmina hitam 1", "pashminanya yg kaos aja", "ga jadi bella squarenya", "kerudungnya yg instan aja", "bella squarenya hitam aja deh", "totalnya berapa")
	if !strings.Contains(*last, "1 × 212") {
		t.Errorf("no 212 in:\n%s", *last)
	}
}
