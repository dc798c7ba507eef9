package bot

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"tokobot/bot/understand"
	"tokobot/catalog"
	"tokobot/internal/wilayah"
)

// SampleShop is the bot of the sample shop.
func SampleShop(t testing.TB) *Bot {
	t.Helper()
	atlas, err := wilayah.Open()
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join("..", "catalog", "contoh")
	cat, problems := catalog.Load(dir, catalog.Options{Atlas: atlas, Replies: Replies()})
	if cat == nil {
		t.Fatal(problems)
	}
	return New(Shop{Catalog: cat, Atlas: atlas, Reader: understand.New(cat, atlas), Settings: Settings{
		QuietFrom: 20 * time.Hour, QuietTo: 8 * time.Hour,
		Photo: func(path string) ([]byte, bool) {
			data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(path)))
			return data, err == nil
		},
	}})
}
