package understand

import (
	"fmt"
	"runtime"
	"testing"
	"time"

	"tokobot/catalog"
	"tokobot/internal/wilayah"
)

// benchMessages are messages of the usual lengths: a question, two questions, an order, a form.
var benchMessages = []string{
	"kak kaos polos naruto hitam ready?",
	"brp kak",
	"pagi kak, kaos oversize seri 17 item ready? ongkir ke cimahi brp ya",
	"mau jaket bomber seri 4 navy L 2, celana chino seri 9 hitam 1, kirim pake jne ya",
	"udh tf 99137 ke bca ya kak",
	"Nama: Budi Santoso\nHP: 081234567890\nAlamat: Jl. Kenanga No. 12 RT 03/05, Kec. Sukajadi, Kota Bandung 40162",
	"pesanan saya sampai mana ya, kok belum datang juga padahal sudah seminggu",
	"tshrt ovrsize hitm ada ga",
}

// madeUp is a catalog of n products with names put together from few words, as big shops have them.
func madeUp(n int) *catalog.Catalog {
	kinds := []string{"Kaos Polos", "Kaos Oversize", "Jaket Bomber", "Celana Chino", "Gamis Syari", "Kemeja Flanel", "Tunik Linen", "Hoodie Zipper", "Rok Plisket", "Sandal Slide"}
	styles := []string{"Naruto", "Batik", "Kotak", "Bunga", "Garis", "Vintage", "Premium", "Casual", "Korea", "Santai", "Klasik", "Sport", "Etnik", "Pastel", "Denim", "Rayon"}
	colours := []string{"Hitam", "Putih", "Navy", "Maroon", "Sage"}
	sizes := []string{"M", "L", "XL"}
	c := &catalog.Catalog{Shop: catalog.Shop{Name: "Toko Besar", Code: "TB"}}
	for i := range n {
		kind, style := kinds[i%len(kinds)], styles[i/len(kinds)%len(styles)]
		p := &catalog.Product{SKU: fmt.Sprintf("P%06d", i), Name: fmt.Sprintf("%s %s Seri %d", kind, style, i/(len(kinds)*len(styles))),
			Category: kind, Active: true, Aliases: []string{fmt.Sprintf("%s %d", style, i)},
			Axes: []catalog.Axis{{Name: "warna"}, {Name: "ukuran"}}}
		for _, s := range colours {
			p.Axes[0].Options = append(p.Axes[0].Options, catalog.Option{Name: s})
		}
		for _, s := range sizes {
			p.Axes[1].Options = append(p.Axes[1].Options, catalog.Option{Name: s})
		}
		for _, a := range colours {
			for _, b := range sizes {
				p.Variants = append(p.Variants, &catalog.Variant{SKU: p.SKU + "-" + a + "-" + b, Product: p, Options: []string{a, b}, Terms: new(catalog.Terms)})
			}
		}
		c.Products = append(c.Products, p)
	}
	return c
}

var benchSizes = []int{60, 10_000, 100_000}

func BenchmarkRead(b *testing.B) {
	atlas, err := wilayah.Open()
	if err != nil {
		b.Fatal(err)
	}
	for _, n := range benchSizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			r := New(madeUp(n), atlas)
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				r.Read(benchMessages[i%len(benchMessages)], Context{})
			}
		})
	}
}

func BenchmarkNew(b *testing.B) {
	atlas, err := wilayah.Open()
	if err != nil {
		b.Fatal(err)
	}
	for _, n := range benchSizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			cat := madeUp(n)
			b.ReportAllocs()
			for b.Loop() {
				New(cat, atlas)
			}
		})
	}
}

// TestMemory holds the reader of 100,000 products, without the catalog itself, under 300 MB.
func TestMemory(t *testing.T) {
	if testing.Short() {
		return
	}
	atlas, err := wilayah.Open()
	if err != nil {
		t.Fatal(err)
	}
	cat := madeUp(100_000)
	before := heap()
	start := time.Now()
	r := New(cat, atlas)
	took := time.Since(start)
	used := heap() - before
	t.Logf("reader of %d products: %d MB, made in %v", len(cat.Products), used>>20, took)
	if used > 300<<20 {
		t.Errorf("%d MB, want under 300", used>>20)
	}
	runtime.KeepAlive(r)
}

func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
