package bot_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"tokobot/bot"
	"tokobot/bot/uji"
	"tokobot/bot/understand"
	"tokobot/catalog"
	"tokobot/internal/shop"
	"tokobot/internal/wilayah"
)

// otherShops are shops of other trades, written to measure understanding with.
func otherShops(t *testing.T) map[string]*bot.Bot {
	t.Helper()
	return shopsOf(t, shopDirs(t)...)
}

func shopDirs(t *testing.T) []string {
	t.Helper()
	dirs, err := filepath.Glob("understand/testdata/toko-*") // sorted
	if err != nil || len(dirs) == 0 {
		t.Fatal("no shops", err)
	}
	return dirs
}

// loaded keeps the shops that tests of this package have loaded, which nothing changes: with the race detector one takes half a second.
var loaded sync.Map

// shopsOf loads the shops of some folders.
func shopsOf(t *testing.T, dirs ...string) map[string]*bot.Bot {
	t.Helper()
	atlas, err := wilayah.Open()
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]*bot.Bot{}
	for _, dir := range dirs {
		if b, ok := loaded.Load(dir); ok {
			out[filepath.Base(dir)] = b.(*bot.Bot)
			continue
		}
		cat, problems := catalog.Load(dir, catalog.Options{Atlas: atlas, Replies: bot.Replies()})
		if cat == nil {
			t.Fatal(problems)
		}
		b := bot.New(bot.Shop{Catalog: cat, Atlas: atlas, Reader: understand.New(cat, atlas),
			Settings: bot.Settings{QuietFrom: 20 * time.Hour, QuietTo: 8 * time.Hour}})
		loaded.Store(dir, b)
		out[filepath.Base(dir)] = b
	}
	return out
}

// someShops are all other shops, and one of raceShare of them with the race detector.
func someShops(t *testing.T) map[string]*bot.Bot {
	t.Helper()
	var some []string
	for i, dir := range shopDirs(t) {
		if i%raceShare == 0 {
			some = append(some, dir)
		}
	}
	return shopsOf(t, some...)
}

// TestEveryShopSells orders every product of shops that this code was not written for, by the words of their own catalogs:
// price, order, address, yes, and the order stands in the books with what was said.
func TestEveryShopSells(t *testing.T) {
	for name, b := range someShops(t) {
		t.Run(name, func(t *testing.T) {
			sold, tried := 0, 0
			var missed []string
			for _, p := range b.Catalog.Products {
				v := firstOnSale(p)
				if v == nil {
					continue
				}
				tried++
				if err := buy(b, p, v); err != nil {
					missed = append(missed, fmt.Sprintf("%s: %v", p.Name, err))
					continue
				}
				sold++
			}
			if sold*100 < tried*85 {
				t.Errorf("%d of %d products could be ordered:\n%s", sold, tried, strings.Join(missed, "\n"))
			}
			for _, m := range missed {
				t.Log(m)
			}
		})
	}
}

func firstOnSale(p *catalog.Product) *catalog.Variant {
	for _, v := range p.Variants {
		if v.Active && (v.Initial > 1 || p.Preorder != nil) {
			return v
		}
	}
	return nil
}

// buy is one buyer's way from the price to the yes.
func buy(b *bot.Bot, p *catalog.Product, v *catalog.Variant) error {
	home := b.Catalog.Shop.Origin
	if home.Level() < wilayah.Kecamatan {
		home = b.Atlas.Children(home.At(wilayah.Kabupaten))[0]
	}
	if len(b.Catalog.Quotes(home, []catalog.Line{{Variant: v, Qty: 2}})) == 0 {
		return nil // goods that nobody carries there
	}
	town := "Kec. " + b.Atlas.Name(home.At(wilayah.Kecamatan)) + " " + b.Atlas.Name(home.At(wilayah.Kabupaten))
	words := strings.TrimSpace(p.Name + " " + strings.Join(v.Options, " "))
	pl := uji.NewPlayer(b)
	var last string
	var number string
	pl.Heard = func(says []shop.Say, effects []string) {
		for _, s := range says {
			last = s.Text
		}
		for _, e := range effects {
			if strings.HasPrefix(e, "pesanan ") {
				number = e
			}
		}
	}
	for _, line := range []string{words + " berapa kak?", "pesan " + words + " 2 pcs ya", "Sari Dewi 081234567890 Jl Melati No 5 " + town, "ya"} {
		a, err := pl.Message(line)
		if err != nil {
			return err
		}
		if err := pl.Hear([]shop.Arrival{a}); err != nil {
			return err
		}
		if line == words+" berapa kak?" && !strings.Contains(last, v.Price.String()) {
			return fmt.Errorf("asked the price of %q, heard %q", words, last)
		}
	}
	if !strings.Contains(number, "2×"+v.SKU) {
		return fmt.Errorf("ordered 2 × %s, heard %q, recorded %q", v.SKU, last, number)
	}
	return nil
}

// TestOtherShopsAnyDay mixes the conversations of the sample shop at random in shops that sell other things.
func TestOtherShopsAnyDay(t *testing.T) {
	lines := slices.DeleteFunc(scraps(t), func(s string) bool { return strings.HasPrefix(s, "@ stok") }) // SKUs of the sample shop
	for name, b := range someShops(t) {
		t.Run(name, func(t *testing.T) { anyDay(t, b, lines) })
	}
}
