package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tokobot/internal/card"
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

func (s *server) editor() editor { return editor{s.dir, s.shop, s.media} }

func (s *server) file(t *testing.T, name string) string {
	t.Helper()
	name, err := s.shop.catalogFile(name)
	if err != nil {
		t.Fatal(err)
	}
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
		{"produk (2).yaml", "{ min: 6, harga: 40.000 }", "{ min: 6, harga: 39.000 }", true, "Pashmina Ceruty Babydoll: grosir mulai 6 Rp40.000"},
		{"promo.yaml", "kode: HEMAT5, jenis: potongan, nilai: 5.000", "kode: HEMAT5, jenis: potongan, nilai: 7.000", true, "Voucher HEMAT5: Rp5.000 → Rp7.000"},
		{"ongkir.yaml", "min_belanja: 250.000", "min_belanja: 300.000", true, "Gratis ongkir: belanja Rp250.000"},
		{"toko.yaml", "sapaan: kak", "sapaan: sis", true, "Sapaan: kak → sis"},
		{"pembayaran.yaml", "batas_bayar: 24 jam", "batas_bayar: 12 jam", true, "Batas bayar: 24 jam → 12 jam"},
		{"jnt-ez.csv", "Kota Cimahi,9.000", "Kota Cimahi,9.500", true, "Ongkir J&T Express EZ ke Kota Cimahi: Rp9.000/kg 1-2 hari → Rp9.500/kg"},
		{"produk.yaml", "harga: 45.000", "harga: 46.000", false, "uji/harga.txt baris 2"},
		{"produk.yaml", "harga: 189.000", "hraga: 189.000", false, "maksudnya `harga`?"},
		{"toko.yaml", "nama:", "nama: [", false, "toko.yaml"},
	} {
		text := s.file(t, c.file)
		if !strings.Contains(text, c.from) {
			t.Fatalf("%s has no %q", c.file, c.from)
		}
		words, is := s.shop.checkUpload(c.file, []byte(strings.Replace(text, c.from, c.to, 1)))
		if ok := is == desk.UploadChanges; ok != c.ok || !strings.Contains(words, c.want) {
			t.Errorf("%q → %q: %v\n%s", c.from, c.to, is, words)
		}
	}
	for name, data := range map[string]string{"produk.yaml": s.file(t, "produk.yaml"), "Produk (1).yaml": s.file(t, "produk.yaml"), "jnt-ez.csv": s.file(t, "jnt-ez.csv")} {
		if words, is := s.shop.checkUpload(name, []byte(data)); is != desk.UploadSame {
			t.Errorf("%s as it is: %v %q", name, is, words)
		}
	}
	if words, is := s.shop.checkUpload("kurir-baru.csv", []byte(s.file(t, "jnt-ez.csv"))); is != desk.UploadChanges || words == "" {
		t.Errorf("a table that the catalog does not use yet: %v %q", is, words)
	}
	for _, name := range []string{"rekening.pdf", ".bashrc.yaml", "../toko.txt", ""} {
		if words, is := s.shop.checkUpload(name, nil); is != desk.UploadWrong {
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
		return s.editor().apply(shop.CatalogAction{Action: action, Ref: ref, Name: "produk.yaml"})
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
	extra, err := s.media.Put(t.Context(), "baru.yaml", []byte("produk:\n  - { sku: TST, nama: Tali Sepatu, harga: 5.000, berat: 10g }\n"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ action, ref, name, want string }{
		{"apply", ref, "produk.yaml", "✅"},
		{"apply", extra, "baru.yaml", "✅"},
		{"undo", ref, "produk.yaml", "✅ produk.yaml dikembalikan"},
		{"undo", extra, "baru.yaml", "✅"}, // there was none: it goes
		{"undo", extra, "baru.yaml", "✅"}, // once more after a crash
		{"apply", ref, "produk.yaml", "✅"},
	} {
		if said := s.editor().apply(shop.CatalogAction{Action: c.action, Ref: c.ref, Name: c.name}); !strings.HasPrefix(said, c.want) {
			t.Errorf("%s %s: %s", c.action, c.name, said)
		}
	}
	if _, err := os.Stat(filepath.Join(s.dir, "produk", "baru.yaml")); err == nil {
		t.Error("the new file is still there")
	}
	if err := put(filepath.Join(s.dir, "produk.yaml"), []byte(after+"# catatan\n")); err != nil {
		t.Fatal(err)
	}
	if said := act("undo"); !strings.Contains(said, "sudah diubah lagi") {
		t.Errorf("undone over a later edit: %s", said)
	}
	bad, err := s.media.Put(t.Context(), "toko.yaml", []byte("nama: [\n"))
	if err != nil {
		t.Fatal(err)
	}
	toko := s.file(t, "toko.yaml")
	said := s.editor().apply(shop.CatalogAction{Action: "apply", Ref: bad, Name: "toko.yaml"})
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

// TestExampleHasTheUsualCardTimes: what config.example.yaml says is what holds without it.
func TestExampleHasTheUsualCardTimes(t *testing.T) {
	c, err := config.Load("../../config.example.yaml", func(string) string { return "" })
	if err != nil || len(c.Cards) == 0 {
		t.Fatal(c.Cards, err)
	}
	for kind, after := range c.Cards {
		if usual := card.AskAfter(nil, kind); after != usual {
			t.Errorf("%s: %s in the example, %s without it", kind, after, usual)
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
