package catalog

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"
)

// told is one call of Watch's function.
type told struct {
	c  *Catalog
	ps Problems
}

func startWatch(t *testing.T, dir string) <-chan told {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	calls, ended := make(chan told, 100), make(chan error, 1)
	go func() {
		ended <- Watch(ctx, dir, Options{Atlas: atlas(t)}, func(c *Catalog, ps Problems) { calls <- told{c, ps} })
	}()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		goleak.VerifyNone(t)
	})
	return calls
}

// await waits for what is told next, on a machine that may have much else to do.
func await(t *testing.T, calls <-chan told) told {
	t.Helper()
	select {
	case c := <-calls:
		return c
	case <-time.After(time.Minute):
		t.Fatal("nothing told")
		return told{}
	}
}

// promised is how soon an owner hears of an edit.
const promised = 2 * time.Second

// promptly makes edits until one is told in the promised time; a machine that is busy just then gets some tries. Each edit has to
// be another. What was told of the last is given.
func promptly(t *testing.T, calls <-chan told, edit func(try int)) told {
	t.Helper()
	const tries = 5
	var took [tries]time.Duration
	for try := range tries {
		begin := time.Now()
		edit(try)
		c := await(t, calls)
		if took[try] = time.Since(begin); took[try] <= promised {
			return c
		}
	}
	t.Fatalf("told after %v, each time more than %v", took, promised)
	return told{}
}

func TestWatch(t *testing.T) {
	dir := copyOf(t, "testdata/baik")
	produk := filepath.Join(dir, produkYAML)
	good, err := os.ReadFile(produk)
	if err != nil {
		t.Fatal(err)
	}
	calls := startWatch(t, dir)
	if first := await(t, calls); first.c == nil || first.c.Variant("MKN-BSR").Price != 129_000 {
		t.Fatal(first.ps)
	}
	price := 130_000
	good131 := func(try int) {
		price = 131_000 + 1000*try
		write(t, produk, strings.Replace(string(good), "129.000", fmt.Sprintf("%d.000", price/1000), 1))
	}
	if c := promptly(t, calls, good131); c.c == nil || int(c.c.Variant("MKN-BSR").Price) != price {
		t.Fatal("a good edit is not live", c.ps)
	}
	bad := func(try int) {
		write(t, produk, strings.Replace(string(good), "129.000", fmt.Sprintf("13%d.00", try+1), 1))
	}
	if c := promptly(t, calls, bad); c.c != nil || len(c.ps) != 1 || c.ps[0].Line != 29 {
		t.Fatal("a bad edit is not told", c.ps)
	}
	// As editors do that write beside and rename.
	write(t, filepath.Join(dir, ".produk.yaml.swp"), string(good))
	if err := os.Rename(filepath.Join(dir, ".produk.yaml.swp"), produk); err != nil {
		t.Fatal(err)
	}
	if c := await(t, calls); c.c == nil || c.c.Variant("MKN-BSR").Price != 129_000 {
		t.Fatal("mending is not live", c.ps)
	}
	// A folder that wasn't there at the start.
	if err := os.Mkdir(filepath.Join(dir, produkDir), 0o755); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, produkDir, "a.yaml"), "produk: [{ sku: BARU, nama: Baru, harga: 5rb, berat: 1 }]\n")
	if c := await(t, calls); c.c == nil || c.c.Variant("BARU") == nil {
		t.Fatal("a new file is not live", c.ps)
	}
	// Touched, but the same.
	now := time.Now()
	if err := os.Chtimes(produk, now, now); err != nil {
		t.Fatal(err)
	}
	select {
	case c := <-calls:
		t.Error("told of nothing new", c.ps)
	case <-time.After(1500 * time.Millisecond):
	}
}

// TestWatchWaitsForTheWholeFile writes a file slowly: what is half written must reach nobody.
func TestWatchWaitsForTheWholeFile(t *testing.T) {
	dir := copyOf(t, "testdata/baik")
	calls := startWatch(t, dir)
	await(t, calls)
	parts := []string{"promo:\n  - { kode: ", "LAMBAT, jenis: ", "persen, nilai", ": 10 }\n"}
	wholeFirst(t, dir, calls, settle/2, settle, func(pause func()) {
		f, err := os.OpenFile(filepath.Join(dir, promoYAML), os.O_WRONLY|os.O_TRUNC, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, part := range parts {
			if _, err := f.WriteString(part); err != nil {
				t.Fatal(err)
			}
			pause()
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
	})
}

// wholeFirst has a file written with pauses in it: what is told first has to be the whole of it. Where the machine was so
// busy that a pause became longer than it may be, it is written again.
func wholeFirst(t *testing.T, dir string, calls <-chan told, pause, most time.Duration, slowly func(pause func())) {
	t.Helper()
	before, err := os.ReadFile(filepath.Join(dir, promoYAML))
	if err != nil {
		t.Fatal(err)
	}
	whole := func(c told) bool { return c.c != nil && c.c.Promo("lambat") != nil }
	for range 10 {
		longest, last := time.Duration(0), time.Now()
		slowly(func() {
			time.Sleep(pause)
			longest, last = max(longest, time.Since(last)), time.Now()
		})
		c := await(t, calls)
		if whole(c) {
			return
		}
		if longest <= most {
			t.Fatal("the first thing told is not the whole file", c.ps)
		}
		for !whole(c) {
			c = await(t, calls)
		}
		write(t, filepath.Join(dir, promoYAML), string(before))
		await(t, calls)
	}
	t.Fatalf("no pause of %v was one", pause)
}

// TestWatchWaitsForTheRest stops within a line for longer than a folder needs to settle.
func TestWatchWaitsForTheRest(t *testing.T) {
	dir := copyOf(t, "testdata/baik")
	calls := startWatch(t, dir)
	await(t, calls)
	whole := "promo:\n  - { kode: LAMBAT, jenis: persen, nilai: 10 }\n"
	wholeFirst(t, dir, calls, 2*settle, patience*settle, func(pause func()) {
		write(t, filepath.Join(dir, promoYAML), whole[:30])
		pause()
		write(t, filepath.Join(dir, promoYAML), whole)
	})
	write(t, filepath.Join(dir, promoYAML), strings.TrimSuffix(whole, " }\n")+", kuota: 7 }") // no end of line, and no more to come
	if c := await(t, calls); c.c == nil || c.c.Promo("lambat").Quota != 7 {
		t.Error("a file without a last line end is not live", c.ps)
	}
}

// TestWatchInNoise edits while something else keeps writing beside the catalog.
func TestWatchInNoise(t *testing.T) {
	dir := copyOf(t, "testdata/baik")
	calls := startWatch(t, dir)
	await(t, calls)
	ended, stop := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		for {
			select {
			case <-stop:
				return
			case <-time.After(settle / 5):
				_ = os.WriteFile(filepath.Join(dir, ".produk.yaml.swp"), []byte("x"), 0o644)
			}
		}
	}()
	c := promptly(t, calls, func(try int) {
		write(t, filepath.Join(dir, promoYAML), fmt.Sprintf("promo: [{ kode: RIUH, jenis: persen, nilai: %d }]\n", 10+try))
	})
	close(stop)
	<-ended
	if c.c == nil || c.c.Promo("riuh") == nil {
		t.Error("not live", c.ps)
	}
}

// TestWatchLinks watches a folder that is a link, with a folder in it that is one, and turns each to another place.
func TestWatchLinks(t *testing.T) {
	top := t.TempDir()
	one, two, goods := copyOf(t, "testdata/baik"), copyOf(t, "testdata/baik"), t.TempDir()
	write(t, filepath.Join(two, promoYAML), "promo: [{ kode: DUA, jenis: persen, nilai: 10 }]\n")
	link := func(to, name string) {
		if err := errorsJoin(os.Symlink(to, name+".baru"), os.Rename(name+".baru", name)); err != nil {
			t.Fatal(err)
		}
	}
	for _, dir := range []string{one, two} {
		link(goods, filepath.Join(dir, produkDir))
	}
	dir := filepath.Join(top, "katalog")
	link(one, dir)
	calls := startWatch(t, dir)
	if c := await(t, calls); c.c == nil || c.c.Promo("dua") != nil {
		t.Fatal(c.ps)
	}
	link(two, dir)
	if c := await(t, calls); c.c == nil || c.c.Promo("dua") == nil {
		t.Fatal("the folder that the link turned to is not live", c.ps)
	}
	write(t, filepath.Join(goods, "a.yaml"), "produk: [{ sku: TAUT, nama: Tautan, harga: 5rb, berat: 1 }]\n")
	if c := await(t, calls); c.c == nil || c.c.Product("TAUT") == nil {
		t.Fatal("a file in a folder that is a link is not live", c.ps)
	}
}

// TestWatchDeletes takes files and the folder away and brings them back.
func TestWatchDeletes(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "katalog")
	if err := os.Rename(copyOf(t, "testdata/baik"), dir); err != nil {
		t.Fatal(err)
	}
	calls := startWatch(t, dir)
	await(t, calls)
	for _, name := range []string{filepath.Join(dir, tokoYAML), dir} {
		if err := os.Rename(name, name+".lama"); err != nil {
			t.Fatal(err)
		}
		if c := await(t, calls); c.c != nil {
			t.Fatalf("%s is gone, and a catalog is told", name)
		}
		if err := os.Rename(name+".lama", name); err != nil {
			t.Fatal(err)
		}
		if c := await(t, calls); c.c == nil {
			t.Fatal("back again, and not live", c.ps)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "uji"), 0o755); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "uji", "a.txt"), "> halo\n< hai\n")
	if c := await(t, calls); c.c == nil {
		t.Fatal("the owner's conversations have changed, and nobody may look at them", c.ps)
	}
}

func TestWatchNeedsAFolder(t *testing.T) {
	if err := Watch(t.Context(), filepath.Join(t.TempDir(), "tidak-ada"), Options{}, func(*Catalog, Problems) { t.Error("called") }); err == nil {
		t.Error("no error")
	}
}

func TestFingerprint(t *testing.T) {
	dir := copyOf(t, "testdata/baik")
	before, err := Fingerprint(dir)
	if again, _ := Fingerprint(dir); err != nil || before != again {
		t.Fatal(before, again, err)
	}
	write(t, filepath.Join(dir, ".catatan"), "titipan")
	if now, _ := Fingerprint(dir); now != before {
		t.Error("a hidden file counts")
	}
	write(t, filepath.Join(dir, "tarif", "baru.csv"), "x")
	if now, _ := Fingerprint(dir); now == before {
		t.Error("a new file in a folder doesn't count")
	}
}
