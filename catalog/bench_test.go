package catalog

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	yaml3 "go.yaml.in/yaml/v4"

	"tokobot/internal/wilayah"
)

// bigShop writes the good shop with so many products into a folder: one in five has three colours and an override.
func bigShop(tb testing.TB, products int) (dir string) {
	tb.Helper()
	dir = copyOf(tb, "testdata/baik")
	if err := os.Remove(filepath.Join(dir, produkYAML)); err != nil {
		tb.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, produkDir), 0o755); err != nil {
		tb.Fatal(err)
	}
	const perFile = 20_000
	for from := 0; from < products; from += perFile {
		var b strings.Builder
		b.WriteString("produk:\n")
		for i := from; i < min(products, from+perFile); i++ {
			fmt.Fprintf(&b, `  - sku: P%06d
    nama: Barang Contoh Nomor %d
    alias: [brg %d, contoh %d]
    kategori: Kategori %d
    harga: %d.000
    berat: 150
    deskripsi: Keterangan barang yang cukup panjang untuk nomor %d.
    stok_awal: 20
`, i, i, i, i, i%40, 10+i%90, i)
			if i%5 == 0 {
				b.WriteString("    pilihan:\n      warna: [Hitam, { nama: Mocca, alias: [moka, coklat susu] }, Navy]\n" +
					"    varian:\n      - { warna: Mocca, harga: 147.000, stok_awal: 5 }\n")
			}
		}
		if err := os.WriteFile(filepath.Join(dir, produkDir, fmt.Sprintf("%03d.yaml", from/perFile)), []byte(b.String()), 0o644); err != nil {
			tb.Fatal(err)
		}
	}
	return dir
}

func atlas(tb testing.TB) *wilayah.Atlas {
	tb.Helper()
	a, err := wilayah.Open()
	if err != nil {
		tb.Fatal(err)
	}
	return a
}

// BenchmarkLoad measures loading, and how far the heap rises over what stays.
func BenchmarkLoad(b *testing.B) {
	for _, n := range []int{60, 10_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			dir, o := bigShop(b, n), Options{Atlas: atlas(b)}
			b.ResetTimer()
			for b.Loop() {
				if c, ps := Load(dir, o); c == nil {
					b.Fatal(ps)
				}
			}
		})
	}
}

// BenchmarkLoadMemory reports the highest heap in use while 100,000 products are loaded, and what is kept.
func BenchmarkLoadMemory(b *testing.B) {
	dir, o := bigShop(b, 100_000), Options{Atlas: atlas(b)}
	for b.Loop() {
		runtime.GC()
		before := heap()
		var top atomic.Uint64
		done, sampled := make(chan struct{}), make(chan struct{})
		go func() {
			defer close(sampled)
			for {
				select {
				case <-done:
					return
				case <-time.After(2 * time.Millisecond):
					top.Store(max(top.Load(), heap()))
				}
			}
		}()
		c, _ := Load(dir, o)
		close(done)
		<-sampled
		runtime.GC()
		steady := heap() - before
		b.ReportMetric(float64(top.Load()-before)/(1<<20), "peak-MiB")
		b.ReportMetric(float64(steady)/(1<<20), "steady-MiB")
		b.ReportMetric(float64(top.Load()-before)/float64(steady), "peak/steady")
		runtime.KeepAlive(c)
	}
}

func heap() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// BenchmarkPeer reads the same files with the yaml.v3 code base into plain structs, unchecked: the measure for BenchmarkLoad.
func BenchmarkPeer(b *testing.B) {
	type product struct {
		SKU       string   `yaml:"sku"`
		Nama      string   `yaml:"nama"`
		Alias     []string `yaml:"alias"`
		Kategori  string   `yaml:"kategori"`
		Harga     string   `yaml:"harga"`
		Berat     string   `yaml:"berat"`
		Deskripsi string   `yaml:"deskripsi"`
		StokAwal  int      `yaml:"stok_awal"`
		Pilihan   map[string][]any
		Varian    []map[string]any
	}
	dir := bigShop(b, 100_000)
	b.ResetTimer()
	for b.Loop() {
		files, _ := filepath.Glob(filepath.Join(dir, produkDir, "*.yaml"))
		for _, f := range files {
			text, err := os.ReadFile(f)
			if err != nil {
				b.Fatal(err)
			}
			var into struct{ Produk []product }
			if err := yaml3.Unmarshal(text, &into); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// copyOf copies a folder into a temporary one.
func copyOf(tb testing.TB, from string) string {
	tb.Helper()
	dir := tb.TempDir()
	if err := os.CopyFS(dir, os.DirFS(from)); err != nil {
		tb.Fatal(err)
	}
	return dir
}
