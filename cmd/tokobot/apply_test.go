package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tokobot/internal/config"
	"tokobot/internal/desk"
	"tokobot/internal/media"
	"tokobot/internal/shop"
)

// edited is the sample shop on a folder of its own.
func edited(t *testing.T) *server {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "catalog")
	if err := os.CopyFS(dir, os.DirFS("../../catalog/contoh")); err != nil {
		t.Fatal(err)
	}
	// One conversation of the owner's instead of the sample's: those hold the very prices that are edited here.
	if err := os.RemoveAll(filepath.Join(dir, "uji")); err != nil {
		t.Fatal(err)
	}
	if err := put(filepath.Join(dir, "uji", "harga.txt"), []byte("> pashmina ceruty hitam brp kak\n< Rp45.000\n")); err != nil {
		t.Fatal(err)
	}
	l, err := openShop(dir, settingsOf(config.Default()))
	if err != nil {
		t.Fatal(err)
	}
	folder, err := media.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return &server{dir: dir, shop: l, media: folder}
}

func (s *server) file(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(s.dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestCheckUploadSaysWhatChanges(t *testing.T) {
	s := edited(t)
	for _, c := range []struct {
		file, from, to string
		ok             bool
		want           string
	}{
		{"produk.yaml", "{ warna: Mocca, harga: 47.000", "{ warna: Mocca, harga: 49.000", true,
			"Pashmina Ceruty Babydoll – Mocca: Rp47.000 → Rp49.000"},
		{"produk.yaml", "harga: 189.000", "harga: 199.000", true, "Gamis Syari Aisyah"},
		{"produk.yaml", "  - sku: GMS\n", "  - sku: BARU\n    nama: Barang Baru\n    harga: 5.000\n    berat: 10\n    stok_awal: 1\n  - sku: GMS\n",
			true, "1 produk baru: Barang Baru"},
		{"pembayaran.yaml", "nomor: 1234567890", "nomor: 1234567891", true, "⚠️ BCA: 1234567890 a.n."},
		{"produk.yaml", "\n", "\n\n", true, "Harga, barang, ongkir, dan cara bayar tetap"},
		{"produk.yaml", "harga: 45.000", "harga: 46.000", false, "uji/harga.txt baris 2"},
		{"produk.yaml", "harga: 189.000", "hraga: 189.000", false, "maksudnya `harga`?"},
		{"toko.yaml", "nama:", "nama: [", false, "toko.yaml"},
	} {
		text := s.file(t, c.file)
		if !strings.Contains(text, c.from) {
			t.Fatalf("%s has no %q", c.file, c.from)
		}
		words, ok := s.shop.checkUpload(c.file, []byte(strings.Replace(text, c.from, c.to, 1)))
		if ok != c.ok || !strings.Contains(words, c.want) {
			t.Errorf("%q → %q: %v\n%s", c.from, c.to, ok, words)
		}
	}
	if words, ok := s.shop.checkUpload("produk.yaml", []byte(s.file(t, "produk.yaml"))); !ok || words != "Tidak ada yang berubah." {
		t.Errorf("the same file: %v %q", ok, words)
	}
	for _, name := range []string{"rekening.pdf", ".bashrc.yaml", "../toko.txt", ""} {
		if words, ok := s.shop.checkUpload(name, nil); ok {
			t.Errorf("%q was taken: %s", name, words)
		}
	}
}

func TestCatalogIsAppliedAndUndone(t *testing.T) {
	s := edited(t)
	before := s.file(t, "produk.yaml")
	after := strings.Replace(before, "harga: 189.000", "harga: 199.000", 1)
	ref, err := s.media.Put(t.Context(), "produk.yaml", []byte(after))
	if err != nil {
		t.Fatal(err)
	}
	act := func(action string) string {
		return s.applyCatalog(shop.CatalogAction{Action: action, Ref: ref, Name: "produk.yaml"})
	}
	if said := act("undo"); !strings.Contains(said, "tidak ada") || s.file(t, "produk.yaml") != before {
		t.Errorf("undone before anything was done: %s", said)
	}
	for range 2 { // once more after a crash
		if said := act("apply"); !strings.HasPrefix(said, "✅") || s.file(t, "produk.yaml") != after {
			t.Errorf("apply: %s", said)
		}
	}
	if said := act("undo"); !strings.HasPrefix(said, "✅") || s.file(t, "produk.yaml") != before {
		t.Errorf("undo: %s", said)
	}
	bad, err := s.media.Put(t.Context(), "toko.yaml", []byte("nama: [\n"))
	if err != nil {
		t.Fatal(err)
	}
	toko := s.file(t, "toko.yaml")
	said := s.applyCatalog(shop.CatalogAction{Action: "apply", Ref: bad, Name: "toko.yaml"})
	if !strings.HasPrefix(said, "⚠️") || s.file(t, "toko.yaml") != toko {
		t.Errorf("a bad file: %s", said)
	}
	if _, err := openShop(s.dir, settings{}); err != nil {
		t.Errorf("the folder is not whole: %v", err)
	}
	files, err := s.shop.catalogFiles()
	if err != nil || len(files) < 7 {
		t.Errorf("%d files to send, %v", len(files), err)
	}
	for _, f := range files {
		if strings.HasPrefix(f.Name, ".") {
			t.Errorf("%s is sent", f.Name)
		}
	}
}

func TestEveryScheduleHasATime(t *testing.T) {
	l, err := openShop("../../catalog/contoh", settingsOf(config.Default()))
	if err != nil {
		t.Fatal(err)
	}
	times := map[string]string{}
	for _, s := range l.schedules() {
		times[s.Name] = s.Spec
	}
	for _, s := range desk.Schedules() {
		if spec := times[s.Name]; spec == "" || spec == "0 0 * * *" {
			t.Errorf("%s fires at %q", s.Name, spec)
		}
	}
	l.settings.times = config.Times{Recap: config.Off, Stock: config.Off, Manifest: config.Off}
	if left := l.schedules(); len(left) > 0 {
		t.Errorf("turned off, and still there: %v", left)
	}
}
