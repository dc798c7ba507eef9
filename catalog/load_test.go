package catalog

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tokobot/internal/cputest"
	"tokobot/internal/rupiah"
	"tokobot/internal/wilayah"
)

// good loads the good shop with some files written anew.
func good(t testing.TB, files map[string]string) (*Catalog, Problems) {
	t.Helper()
	dir := copyOf(t, "testdata/baik")
	for name, text := range files {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(dir, name), text)
	}
	return Load(dir, Options{Atlas: atlas(t), Replies: replies})
}

// mustLoad is good without any problem.
func mustLoad(t testing.TB, files map[string]string) *Catalog {
	t.Helper()
	c, ps := good(t, files)
	if c == nil || len(ps) > 0 {
		t.Fatal(ps)
	}
	return c
}

func TestLoadShop(t *testing.T) {
	s := mustLoad(t, nil).Shop
	if s.Name != "Melati Hijab" || s.Code != "MLT" || s.Origin != "32.73.17" || s.Zone.String() != "Asia/Jakarta" || s.Instagram != "melatihijab" || s.WhatsApp != "0812-3456-7890" {
		t.Errorf("%+v", s)
	}
	weekday, half := Hours{480, 1020}, Hours{480, 780}
	if want := [7]Hours{{}, weekday, weekday, weekday, weekday, weekday, half}; s.Hours != want || !s.HoursKnown {
		t.Errorf("hours %v", s.Hours)
	}
	if want := []Date{{2026, 12, 25}, {2027, 1, 1}}; !slices.Equal(s.Holidays, want) {
		t.Errorf("holidays %v", s.Holidays)
	}
	if len(s.Contacts) != 3 || s.Contacts[2] != (Contact{"situs", "https://melatihijab.example"}) {
		t.Errorf("contacts %v", s.Contacts)
	}
}

func TestShopCodeFromName(t *testing.T) {
	for name, want := range map[string]string{
		"Dapur Bu Rini": "DBR", "Melati Hijab": "MH", "Tokoku": "TOK", "AB": "AB", "Toko 99 Jaya": "T9J", "老店": "TOKO", "Warung (Mak) E-Na": "WMEN",
		"Satu Dua Tiga Empat Lima Enam": "SDTEL",
	} {
		c := mustLoad(t, map[string]string{tokoYAML: fmt.Sprintf("nama: %q\nasal: Kota Bandung\n", name)})
		if c.Shop.Code != want {
			t.Errorf("%s: %s, want %s", name, c.Shop.Code, want)
		}
		if c.Shop.Sapaan != "kak" || c.Shop.HoursKnown {
			t.Errorf("%s: %+v", name, c.Shop)
		}
	}
}

// variant is what is compared of one.
type variant struct {
	SKU     string
	Price   rupiah.Amount
	Weight  int
	Initial int
	Active  bool
	Line    int // of the price
}

func variantsOf(p *Product) (out []variant) {
	for _, v := range p.Variants {
		out = append(out, variant{v.SKU, v.Price, v.Weight, v.Initial, v.Active, v.PricePos.Line})
	}
	return out
}

func TestVariants(t *testing.T) {
	c := mustLoad(t, nil)
	for sku, want := range map[string][]variant{
		"PSM":     {{"PSM-HITAM", 45000, 150, 20, true, 6}, {"PSM-MOCCA", 47000, 150, 5, true, 19}, {"PSM-NAVY", 45000, 150, 20, false, 6}},
		"mkn-bsr": {{"MKN-BSR", 129000, 700, 12, true, 29}},
		"KMJ": {{"KMJ-PUTIH-L", 1500000, 1200, 0, true, 36}, {"KMJ-ISTIMEWA", 1650000, 1200, 0, true, 43}, {"KMJ-PUTIH-90-90-14", 1500000, 1200, 0, true, 36},
			{"KMJ-HITAM-L", 1500000, 1200, 0, true, 36}, {"KMJ-HITAM-XL", 1600000, 1200, 0, true, 42}, {"KMJ-HITAM-90-90-14", 1500000, 1200, 0, true, 36}},
	} {
		p := c.Product(sku)
		if p == nil {
			t.Fatal(sku)
		}
		if diff := cmp.Diff(want, variantsOf(p)); diff != "" {
			t.Errorf("%s: want -, got +\n%s", sku, diff)
		}
		for _, v := range p.Variants {
			if c.Variant(strings.ToLower(v.SKU)) != v || v.Product != p {
				t.Errorf("%s is not found by its SKU", v.SKU)
			}
		}
	}
	if info := c.Variant("KMJ-ISTIMEWA").Info; len(info) != 1 || info[0].Value != "60 cm" {
		t.Errorf("a one-axis entry doesn't hold under one that names more: %v", info)
	}
	if p := c.Product("MKN-BSR"); p.Preorder == nil || p.Preorder.Time != 7*24*time.Hour || p.Preorder.Text != "7 hari" || p.Variants[0].Size != (Size{300, 250, 60}) || p.Variants[0].Minimum != -1 {
		t.Errorf("%+v", p)
	}
	p := c.Product("PSM")
	if want := []Option{{Name: "Hitam"}, {"Mocca", []string{"moka", "coklat susu"}}, {Name: "Navy"}}; !cmp.Equal(p.Axes[0].Options, want) {
		t.Errorf("%v", p.Axes)
	}
	if want := []wilayah.Code{"32", "31"}; !slices.Equal(p.ShipTo, want) || !slices.Equal(p.Couriers, []string{"jne", "toko"}) || p.MaxQty != 50 {
		t.Errorf("%+v", p)
	}
}

func TestSlug(t *testing.T) {
	for s, want := range map[string]string{"Hitam": "HITAM", "coklat  susu": "COKLAT-SUSU", "90/90-14": "90-90-14", "(XL)": "XL", "Café Noir": "CAF-NOIR", "❤": "", "250 gr": "250-GR"} {
		if got := slug(s); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}

// TestWhatWasTyped holds that raw text is read, never what YAML makes of it.
func TestWhatWasTyped(t *testing.T) {
	c := mustLoad(t, map[string]string{
		produkYAML: "produk:\n  - { sku: 0812, nama: no, harga: 45k, berat: \"0,5 kg\", kategori: 1e3, alias: [on, 0x1F, 08.00, ~x] }\n" +
			"  - sku: B\n    nama: \"Ya\\u00a0tuhan\"\n    harga: Rp 45.000,-\n    berat: 1,2kg\n    info: { ukuran: 1_000, versi: 1.10 }\n",
		pembayaranYAML: "metode: [{ kode: bca, jenis: transfer, bank: BCA, nomor: 0012345678, atas_nama: no }]\n",
		promoYAML:      "promo: [{kode: A, jenis: potongan, nilai: 1,5jt, min_belanja: Rp 2.000.000,-}, { kode: B, jenis: potongan, nilai: Rp5.000,-, min_belanja: 2,25jt }]\n",
	})
	if a, b := c.Promo("A"), c.Promo("B"); a.Off != 1_500_000 || a.MinSubtotal != 2_000_000 || b.Off != 5_000 || b.MinSubtotal != 2_250_000 {
		t.Errorf("commas in braces: %+v %+v", a, b)
	}
	v := c.Variant("0812")
	if v == nil || v.Price != 45000 || v.Weight != 500 {
		t.Fatalf("%+v", v)
	}
	if p := v.Product; p.Name != "no" || p.Category != "1e3" || !slices.Equal(p.Aliases, []string{"on", "0x1F", "08.00", "~x"}) {
		t.Errorf("%+v", p)
	}
	if p := c.Product("B"); p.Variants[0].Price != 45000 || p.Variants[0].Weight != 1200 || p.Info[0].Value != "1_000" || p.Info[1].Value != "1.10" || p.Name != "Ya\u00a0tuhan" {
		t.Errorf("%+v", p)
	}
	if m := c.Method("bca"); m.Number != "0012345678" || m.Holder != "no" {
		t.Errorf("%+v", m)
	}
}

func TestFormsOfFiles(t *testing.T) {
	plain := "produk:\n  - sku: A\n    nama: Baju Koko\n    harga: 45.000\n    berat: 150\n    deskripsi: putih bersih\n"
	want := treeless(mustLoad(t, map[string]string{produkYAML: plain}))
	for name, text := range map[string]string{
		"BOM":                  "\ufeff" + plain,
		"CRLF":                 strings.ReplaceAll(plain, "\n", "\r\n"),
		"old Mac":              strings.ReplaceAll(plain, "\n", "\r"),
		"no last newline":      strings.TrimSuffix(plain, "\n"),
		"document mark":        "---\n" + plain + "...\n",
		"directive":            "%YAML 1.2\n---\n" + plain,
		"comments":             "# satu\n\n" + strings.ReplaceAll(plain, "\n", " # x\n") + "# habis\n",
		"flow":                 "produk: [{sku: A, nama: Baju Koko, harga: 45.000, berat: 150, deskripsi: putih bersih}]",
		"open flow":            "produk: [\n  { sku: A, nama: Baju Koko, harga: 45.000,\n    berat: 150, deskripsi: putih bersih },\n]\n",
		"JSON":                 `{"produk": [{"sku": "A", "nama": "Baju Koko", "harga": "45.000", "berat": 150, "deskripsi": "putih bersih"}]}`,
		"quotes":               "'produk':\n  - \"sku\": 'A'\n    nama: \"Baju Koko\"\n    harga: '45rb'\n    berat: \"150 gr\"\n    deskripsi: 'putih bersih'\n",
		"block text":           strings.Replace(plain, "putih bersih", "|\n      putih bersih", 1),
		"folded":               strings.Replace(plain, "putih bersih", ">-\n      putih\n      bersih", 1),
		"plain over two lines": strings.Replace(plain, "putih bersih", "putih\n      bersih", 1),
		"list at the margin":   strings.ReplaceAll(strings.ReplaceAll(plain, "\n  ", "\n"), "\n  -", "\n-"),
		"indented root":        "  " + strings.ReplaceAll(strings.TrimSuffix(plain, "\n"), "\n", "\n  "),
		"anchors": "produk:\n  - &a\n    sku: A\n    nama: &n Baju Koko\n    harga: 45.000\n    berat: 150\n    deskripsi: putih bersih\n" +
			"  - { <<: *a, sku: B, nama: *n }\n",
	} {
		c, ps := good(t, map[string]string{produkYAML: text})
		if c == nil || len(ps) > 0 {
			t.Errorf("%s: %s", name, ps)
			continue
		}
		if diff := cmp.Diff(want, treeless(c)); diff != "" {
			t.Errorf("%s: want -, got +\n%s", name, diff)
		}
		if b := c.Product("B"); name == "anchors" && (b == nil || b.Name != "Baju Koko" || b.Variants[0].Price != 45000) {
			t.Errorf("merged %+v", b)
		}
	}
}

// treeless is the first product without places, to compare.
func treeless(c *Catalog) []string {
	p := c.Products[0]
	return []string{p.SKU, p.Name, p.Description, p.Variants[0].Price.String(), fmt.Sprint(p.Variants[0].Weight)}
}

func TestManyFilesAreMerged(t *testing.T) {
	item := func(sku string) string {
		return "produk: [{ sku: " + sku + ", nama: " + sku + ", harga: 5rb, berat: 1 }]\n"
	}
	c := mustLoad(t, map[string]string{"produk/b.yaml": item("B"), "produk/a.yaml": item("A")})
	var skus []string
	for _, p := range c.Products {
		skus = append(skus, p.SKU+" "+p.Pos.File)
	}
	want := []string{"PSM produk.yaml", "MKN-BSR produk.yaml", "KMJ produk.yaml", "A produk/a.yaml", "B produk/b.yaml"}
	if !slices.Equal(skus, want) {
		t.Error(skus)
	}
	_, ps := good(t, map[string]string{"produk/a.yaml": item("PSM")})
	if len(ps) != 1 || ps[0].File != "produk/a.yaml" || !strings.Contains(ps[0].Message, "produk.yaml baris 2") {
		t.Error(ps)
	}
}

func TestVersion(t *testing.T) {
	a, b := mustLoad(t, nil), mustLoad(t, nil)
	c := mustLoad(t, map[string]string{balasanYAML: "salam: Hai\n"})
	if a.Version == "" || a.Version != b.Version || a.Version == c.Version {
		t.Error(a.Version, b.Version, c.Version)
	}
}

// TestRefused are files and folders that can't be read at all.
func TestRefused(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(dir string) error
		want  string
	}{
		"no folder":    {func(dir string) error { return os.RemoveAll(dir) }, ".:1:1"},
		"no toko.yaml": {func(dir string) error { return os.Remove(filepath.Join(dir, tokoYAML)) }, "toko.yaml:1:1"},
		"no produk":    {func(dir string) error { return os.Remove(filepath.Join(dir, produkYAML)) }, "produk.yaml:1:1"},
		"a folder":     {func(dir string) error { return os.Mkdir(filepath.Join(dir, "produk", "x.yaml"), 0o755) }, ""},
		"faq is a folder": {func(dir string) error {
			return errorsJoin(os.Remove(filepath.Join(dir, faqYAML)), os.Mkdir(filepath.Join(dir, faqYAML), 0o755))
		}, "faq.yaml:1:1"},
		"over 8 MiB":        {put(faqYAML, strings.Repeat("# x\n", 2<<20+1)), "faq.yaml:1:1"},
		"UTF-16":            {put(faqYAML, "\xff\xfef\x00a\x00"), "faq.yaml:1:1"},
		"Latin-1":           {put(faqYAML, "faq:\n  - tanya: [caf\xe9]\n    jawab: x\n"), "faq.yaml:2:16"},
		"NUL":               {put(faqYAML, "faq:\n é \x00"), "faq.yaml:2:4"},
		"many small laughs": {put(balasanYAML, laughs), "balasan.yaml:7:47"},
		"deep brackets":     {put(faqYAML, "faq: "+strings.Repeat("[", 1<<20)), "faq.yaml:1:70"},
		"deep dashes":       {put(faqYAML, strings.Repeat("- ", 1<<20)), "faq.yaml:1:257"},
	} {
		dir := copyOf(t, "testdata/baik")
		if err := os.Mkdir(filepath.Join(dir, produkDir), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := c.spoil(dir); err != nil {
			t.Fatal(name, err)
		}
		o := Options{Atlas: atlas(t)}
		var ps Problems
		took := cputest.Of(func() { _, ps = Load(dir, o) })
		got := ""
		if len(ps) > 0 {
			got = fmt.Sprintf("%s:%d:%d", ps[0].File, ps[0].Line, ps[0].Column)
		}
		if got != c.want || len(ps) > 1 {
			t.Errorf("%s: %s, want %s\n%s", name, got, c.want, ps)
		}
		if took > 5*time.Second {
			t.Errorf("%s: took %s of the processor's time", name, took)
		}
	}
}

func put(name, text string) func(string) error {
	return func(dir string) error { return os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644) }
}

func errorsJoin(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// laughs multiplies nine times by ten what an alias stands for.
var laughs = func() string {
	b := strings.Builder{}
	b.WriteString("kata:\n  a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha, ha]\n")
	for i := 1; i < 9; i++ {
		fmt.Fprintf(&b, "  a%d: &a%d [%s*a%d]\n", i, i, strings.Repeat(fmt.Sprintf("*a%d, ", i-1), 9), i-1)
	}
	return b.String()
}()

func TestReplies(t *testing.T) {
	c := mustLoad(t, nil)
	if r := c.Replies["salam"]; len(r) != 2 || r[1].Text != "Hai {sapaan} 😊" || r[1].Pos != (Pos{balasanYAML, 1}) {
		t.Errorf("%v", r)
	}
	if c.Words["yg"] != "yang" || len(c.Words) != 2 {
		t.Errorf("%v", c.Words)
	}
	dir := copyOf(t, "testdata/baik")
	write(t, filepath.Join(dir, balasanYAML), "apa_saja: Hai {nama\n")
	if _, ps := Load(dir, Options{}); len(ps) > 0 {
		t.Error("checked without anything to check against", ps)
	}
}

func TestPaymentLeftOut(t *testing.T) {
	c := mustLoad(t, map[string]string{pembayaranYAML: "metode: [{ kode: COD, jenis: cod }]\nkode_unik: { maks: 99 }\n"})
	p := c.Payment
	if p.Deadline != 24*time.Hour || !p.UniqueCode || p.UniqueMax != 99 || p.Methods[0].Code != "cod" || p.Methods[0].Name != "COD" || c.Method("Cod") == nil {
		t.Errorf("%+v", p)
	}
}

// FuzzLoad puts anything in the place of each file. Nothing may panic; a catalog comes exactly without errors; every problem
// has a place inside its file.
func FuzzLoad(f *testing.F) {
	names := append(slices.Clone(fileNames), "tarif/jnt-ez.csv")
	for i, name := range names {
		b, err := os.ReadFile(filepath.Join("testdata/baik", filepath.FromSlash(name)))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(uint8(i), string(b))
	}
	for _, s := range fastSeeds {
		f.Add(uint8(1), "produk:\n  - sku: A\n    nama: B\n    harga: 5rb\n    berat: 1\n    info:\n"+strings.ReplaceAll("\n"+s, "\n", "\n      "))
	}
	o := Options{Atlas: atlas(f), Replies: replies}
	base := copyOf(f, "testdata/baik")
	f.Fuzz(func(t *testing.T, which uint8, text string) {
		if len(text) > 64<<10 {
			return
		}
		name := names[int(which)%len(names)]
		path := filepath.Join(base, filepath.FromSlash(name))
		was, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		write(t, path, text)
		defer write(t, path, string(was))
		c, ps := Load(base, o)
		if (c == nil) != ps.HasErrors() {
			t.Errorf("%s: catalog %v with\n%s", name, c != nil, ps)
		}
		lines := strings.Count(strings.ReplaceAll(text, "\r", "\n"), "\n") + 1
		for _, p := range ps {
			if p.Line < 1 || p.Column < 1 || p.File == name && p.Line > lines || p.Message == "" {
				t.Errorf("%+v is nowhere in %d lines", p, lines)
			}
		}
	})
}
