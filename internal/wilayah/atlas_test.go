package wilayah

import (
	"runtime"
	"slices"
	"testing"
)

// atlas opens the atlas that all tests read.
func atlas(t testing.TB) *Atlas {
	t.Helper()
	a, err := Open()
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestNames(t *testing.T) {
	a := atlas(t)
	for _, c := range []struct {
		code              Code
		name, short, full string
		people            int
	}{
		{"32", "Jawa Barat", "Jawa Barat", "Jawa Barat", a.Population("32")},
		{"32.77", "Kota Cimahi", "Cimahi", "Kota Cimahi, Jawa Barat", a.Population("32.77")},
		{"32.04", "Kabupaten Bandung", "Bandung", "Kabupaten Bandung, Jawa Barat", a.Population("32.04")},
		{"31.74", "Kota Administrasi Jakarta Selatan", "Jakarta Selatan", "Kota Administrasi Jakarta Selatan, Daerah Khusus Ibukota Jakarta", a.Population("31.74")},
		{"32.77.01", "Cimahi Selatan", "Cimahi Selatan", "Cimahi Selatan, Kota Cimahi, Jawa Barat", 0},
		{"32.77.01.1002", "Cibeureum", "Cibeureum", "Cibeureum, Cimahi Selatan, Kota Cimahi, Jawa Barat", 0},
		{"99", "", "", "", 0}, {"", "", "", "", 0}, {"32.77.01.9999", "", "", "", 0}, {"...", "", "", "", 0}, {"32.77.01.+004", "", "", "", 0},
	} {
		if got := a.Name(c.code); got != c.name {
			t.Errorf("Name(%q) = %q, want %q", c.code, got, c.name)
		}
		if got := a.Short(c.code); got != c.short {
			t.Errorf("Short(%q) = %q, want %q", c.code, got, c.short)
		}
		if got := a.Full(c.code); got != c.full {
			t.Errorf("Full(%q) = %q, want %q", c.code, got, c.full)
		}
		if got := a.Has(c.code); got != (c.name != "") {
			t.Errorf("Has(%q) = %v", c.code, got)
		}
		if got := a.Population(c.code); got != c.people {
			t.Errorf("Population(%q) = %d, want %d", c.code, got, c.people)
		}
	}
}

func TestEveryPlaceIsThere(t *testing.T) {
	a := atlas(t)
	count := map[Level]int{}
	var walk func(Code)
	walk = func(c Code) {
		for _, child := range a.Children(c) {
			count[child.Level()]++
			if child.Parent() != c || !a.Has(child) || a.Name(child) == "" {
				t.Fatalf("child %q of %q: %q", child, c, a.Name(child))
			}
			if l := child.Level(); l <= Kabupaten && a.Population(child) == 0 {
				t.Errorf("%s has no people", a.Name(child))
			}
			walk(child)
		}
	}
	walk("")
	want := map[Level]int{Province: 38, Kabupaten: 514, Kecamatan: 7285, Kelurahan: 83762}
	for l, n := range want {
		if count[l] != n {
			t.Errorf("level %d: %d places, want %d", l, count[l], n)
		}
	}
}

func TestResolve(t *testing.T) {
	a := atlas(t)
	for _, c := range []struct {
		text string
		want []Code
	}{
		{"Kota Bandung", []Code{"32.73"}},
		{"Kab. Bandung", []Code{"32.04"}},
		{"Kabupaten Bandung", []Code{"32.04"}},
		{"BANDUNG", []Code{"32.04", "32.73"}},
		{"Bandung, Jawa Barat", []Code{"32.04", "32.73"}},
		{"Bojongloa Kidul, Kota Bandung", []Code{"32.73.17"}},
		{"Bojongloa Kidul Kota Bandung", []Code{"32.73.17"}},
		{"Kec. Bojongloa Kidul, Kota Bandung, Jawa Barat", []Code{"32.73.17"}},
		{"Kota Bandung, Bojongloa Kidul", []Code{"32.73.17"}},
		{"Jakarta Selatan", []Code{"31.74"}},
		{"Kota Adm. Jakarta Selatan", []Code{"31.74"}},
		{"Kota Administrasi Jakarta Selatan", []Code{"31.74"}},
		{"Tebet, Jakarta Selatan, DKI Jakarta", []Code{"31.74.01"}},
		{"DKI Jakarta", []Code{"31"}}, {"Jakarta", []Code{"31"}}, {"dki", []Code{"31"}},
		{"DIY", []Code{"34"}}, {"D.I. Yogyakarta", []Code{"34"}}, {"DI Yogyakarta", []Code{"34"}},
		{"Daerah Istimewa Yogyakarta", []Code{"34"}}, {"Yogyakarta", []Code{"34.71"}}, {"jogja", []Code{"34.71"}},
		{"Bengkulu", []Code{"17"}}, {"Kota Bengkulu", []Code{"17.71"}}, {"Provinsi Jambi", []Code{"15"}},
		{"Papua", []Code{"91"}}, {"Sumbawa", []Code{"52.04"}}, {"Bali", []Code{"51"}},
		{"Lombok", []Code{"52.03", "52.02", "52.01", "52.71", "52.08"}},
		{"Bau-Bau", []Code{"74.72"}}, {"Kota Baubau", []Code{"74.72"}}, {"Toli toli", []Code{"72.04"}},
		{"Kepulauan Seribu", []Code{"31.01"}}, {"Kep. Aru", []Code{"81.07"}}, {"Aru", []Code{"81.07"}},
		{"Kecamatan Kota, Kota Kediri", []Code{"35.71.02"}},
		{"Cibeureum, Cimahi Selatan", []Code{"32.77.01.1002"}},
		{"Cibeureum, Cimahi Selatan, Kota Cimahi, Jawa Barat", []Code{"32.77.01.1002"}},
		{"Bogor Kota", []Code{"32.71"}}, {"Bdg Kab", []Code{"32.04"}}, {"Ujung Pandang", []Code{"73.71"}},
		{"", nil}, {",", nil}, {"Bandnug", nil}, {"Bandung, Jawa Timur", []Code{"35.04.17"}}, {"Bandung, Banten, Bali", nil}, {"Atlantis", nil}, {"*", nil}, {"Kota", []Code{"35.71.02"}},
	} {
		if got := a.Resolve(c.text); !slices.Equal(got, c.want) {
			t.Errorf("Resolve(%q) = %v %s, want %v", c.text, got, names(a, got), c.want)
		}
	}
}

// names names places, for messages.
func names(a *Atlas, codes []Code) (out []string) {
	for _, c := range codes {
		out = append(out, a.Full(c))
	}
	return out
}

func TestEveryOfficialNameResolves(t *testing.T) {
	a := atlas(t)
	for i := range a.places {
		p := a.places[i]
		if got := a.Resolve(p.name); !slices.Contains(got, p.code) && p.rank() < Kecamatan {
			t.Errorf("Resolve(%q) = %v, want %s", p.name, got, p.code)
		}
		if got := a.Resolve(p.name); p.rank() < Kecamatan && len(got) != 1 {
			t.Errorf("Resolve(%q) = %v, want %s alone", p.name, got, p.code)
		}
		if got := a.Resolve(a.Full(p.code)); len(got) == 0 || got[0] != p.code || len(got) > 1 {
			t.Errorf("Resolve(%q) = %v, want %s alone", a.Full(p.code), got, p.code)
		}
	}
}

func TestPostcodes(t *testing.T) {
	a := atlas(t)
	if got := a.Postcodes("32.77.01"); !slices.Contains(got, "40535") || !slices.IsSorted(got) {
		t.Errorf("Postcodes(Cimahi Selatan) = %v", got)
	}
	if got := a.Postcodes("32.77.01.1002"); len(got) != 1 || len(got[0]) != 5 {
		t.Errorf("Postcodes(Cibeureum) = %v", got)
	}
	if got := len(a.Postcodes("31")); got < 200 {
		t.Errorf("DKI Jakarta has %d postcodes", got)
	}
	for _, p := range a.Postcodes("32.01") {
		if got := a.ByPostcode(p); !slices.ContainsFunc(got, func(c Code) bool { return c.Within("32.01") }) {
			t.Errorf("ByPostcode(%s) = %v, not in Kabupaten Bogor", p, got)
		}
	}
	for _, p := range []string{"", "1", "00000", "abcde", "10000", "405355"} {
		if got := a.ByPostcode(p); len(got) > 0 {
			t.Errorf("ByPostcode(%q) = %v", p, got)
		}
	}
	if got := a.Postcodes("99"); got != nil {
		t.Errorf("Postcodes(99) = %v", got)
	}
}

func TestSuggest(t *testing.T) {
	a := atlas(t)
	for _, c := range []struct {
		text string
		want Code
	}{
		{"Kota Bndung", "32.73"}, {"Jakarta Seltan", "31.74"}, {"surabya", "35.78"}, {"Cimahii", "32.77"},
		{"Jawa Brat", "32"}, {"Kab Banyuwngi", "35.10"}, {"Bojongloa Kidl", "32.73.17"}, {"Kota Makasarr", "73.71"},
	} {
		if got := a.Suggest(c.text, 3); len(got) == 0 || len(got) > 3 || !slices.Contains(got, c.want) {
			t.Errorf("Suggest(%q) = %v %v, want %s among them", c.text, got, names(a, got), c.want)
		}
	}
	for _, s := range []string{"", "!!", "xqzwvqxzw"} {
		if got := a.Suggest(s, 3); got != nil {
			t.Errorf("Suggest(%q) = %v", s, names(a, got))
		}
	}
}

func BenchmarkOpen(b *testing.B) {
	for b.Loop() {
		if _, err := Open(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkUnpackVillages(b *testing.B) {
	for b.Loop() {
		mustUnpack()
	}
}

func BenchmarkResolve(b *testing.B) {
	a := atlas(b)
	for b.Loop() {
		a.Resolve("Bojongloa Kidul, Kota Bandung")
	}
}

func BenchmarkSuggest(b *testing.B) {
	a := atlas(b)
	for b.Loop() {
		a.Suggest("Kota Bndung", 3)
	}
}

// TestFootprint holds what the atlas weighs: packed in the program, and in memory with everything unpacked.
func TestFootprint(t *testing.T) {
	if n := len(packedBase) + len(packedVillages); n > 600<<10 {
		t.Errorf("packed %d bytes", n)
	}
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	a := atlas(t)
	a.desa()
	runtime.GC()
	runtime.ReadMemStats(&after)
	grown := int64(after.HeapAlloc) - int64(before.HeapAlloc)
	t.Logf("packed %d bytes, in memory %d", len(packedBase)+len(packedVillages), grown)
	if grown > 6<<20 {
		t.Errorf("%d bytes in memory", grown)
	}
	runtime.KeepAlive(a)
}
