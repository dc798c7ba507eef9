package wilayah

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// try is a snippet and the place that it must name, alone (or among candidates where several are called so).
type try struct {
	text string
	want Code
}

// score counts how many snippets name their place: certainly, among candidates, another one, none.
type score struct{ right, among, wrong, none int }

func measure(t *testing.T, a *Atlas, tries []try, o FindOptions) (s score) {
	for _, x := range tries {
		ms := a.Find(strings.Fields(x.text), o)
		switch {
		case len(ms) == 0:
			s.none++
		case len(ms) == 1 && slices.Equal(ms[0].Codes, []Code{x.want}):
			s.right++
		case len(ms) == 1 && slices.Contains(ms[0].Codes, x.want):
			s.among++
		default:
			s.wrong++
			if testing.Verbose() && s.wrong <= 5 {
				t.Logf("%q: %+v, want %s", x.text, ms, x.want)
			}
		}
	}
	t.Logf("%d: certain %d, among candidates %d, another %d, none %d", len(tries), s.right, s.among, s.wrong, s.none)
	return s
}

// slip makes one slip of the pen behind the first letter: a letter lost, doubled, swapped, or a wrong vowel.
func slip(r *rand.Rand, s string) string {
	i := 1 + r.IntN(len(s)-2)
	switch r.IntN(4) {
	case 0:
		return s[:i] + s[i+1:]
	case 1:
		return s[:i] + s[i:i+1] + s[i:]
	case 2:
		return s[:i] + s[i+1:i+2] + s[i:i+1] + s[i+2:]
	}
	return s[:i] + string("aiueo"[r.IntN(5)]) + s[i+1:]
}

// kabupatenTries names every kabupaten and kota in each of the ways.
func kabupatenTries(a *Atlas, write func(p *place) string) (tries []try) {
	for i := range a.places {
		if p := &a.places[i]; p.rank() == Kabupaten {
			if s := write(p); s != "" {
				tries = append(tries, try{"ongkir ke " + s + " brp kak", p.code})
			}
		}
	}
	return tries
}

// kecamatanTries names every kecamatan, with its kabupaten.
func kecamatanTries(a *Atlas, write func(kec, kab *place) string) (tries []try) {
	for i := range a.places {
		if p := &a.places[i]; p.rank() == Kecamatan {
			kab, _ := a.index(p.code.Parent())
			tries = append(tries, try{"ongkir ke " + write(p, &a.places[kab]) + " brp kak", p.code})
		}
	}
	return tries
}

func TestFindEveryProvince(t *testing.T) {
	a := atlas(t)
	for _, c := range a.Children("") {
		want := []Code{c}
		if c == "91" { // Papua is the island too, which has six provinces
			want = []Code{"95", "94", "91", "96", "92", "93"}
		}
		for _, text := range []string{"ongkir ke " + a.Name(c), "ongkir " + strings.ToLower(a.Name(c)) + " brp", "ke provinsi " + a.Name(c)} {
			if strings.Contains(text, "provinsi") {
				want = []Code{c}
			}
			got := a.Find(strings.Fields(text), FindOptions{})
			if len(got) != 1 || !slices.Equal(got[0].Codes, want) {
				t.Errorf("Find(%q) = %+v, want %s", text, got, want)
			}
		}
	}
}

func TestFindEveryKabupaten(t *testing.T) {
	a := atlas(t)
	for _, x := range kabupatenTries(a, func(p *place) string { return p.name }) {
		got := a.Find(strings.Fields(x.text), FindOptions{})
		if len(got) != 1 || !slices.Equal(got[0].Codes, []Code{x.want}) {
			t.Errorf("Find(%q) = %+v, want %s", x.text, got, x.want)
		}
	}
	byName := map[string][]Code{}
	for _, x := range kabupatenTries(a, func(p *place) string { return strings.ToLower(p.bare) }) {
		byName[x.text] = append(byName[x.text], x.want)
	}
	twins, islands, provinces := 0, 0, 0
	for text, codes := range byName {
		got := a.Find(strings.Fields(text), FindOptions{})
		if len(got) != 1 {
			t.Errorf("Find(%q) = %+v", text, got)
			continue
		}
		slices.SortFunc(codes, func(x, y Code) int { return a.Population(y) - a.Population(x) })
		switch found := got[0].Codes; {
		case slices.Equal(found, codes):
			if len(codes) == 2 {
				twins++
			}
		case len(found) == 1 && found[0].Level() == Province:
			provinces++ // Jambi, Bengkulu, Gorontalo: of one name at several levels the highest wins
			if codes[0].Parent() != found[0] {
				t.Errorf("Find(%q) = %v, want %v", text, found, codes)
			}
		default:
			islands++ // Bangka, Belitung, Bintan, Buton, Nias, Sumbawa and Puncak are wider regions too
			if !slices.Contains(found, codes[0]) {
				t.Errorf("Find(%q) = %v, want %v", text, found, codes)
			}
		}
	}
	if twins != 25 || provinces != 3 || islands != 7 {
		t.Errorf("%d names of kota and kabupaten, %d of provinces too, %d of regions too; want 25 (the 26th is Gorontalo), 3, 7", twins, provinces, islands)
	}
}

func TestFindKecamatan(t *testing.T) {
	a := atlas(t)
	for _, c := range []struct {
		name  string
		write func(kec, kab *place) string
		wrong int // at most so many of 7,285 are told wrongly or not at all
	}{
		{"inner first", func(kec, kab *place) string { return strings.ToLower(kec.bare + " " + kab.bare) }, 10},
		{"outer first", func(kec, kab *place) string { return strings.ToLower(kab.bare + " " + kec.bare) }, 90},
		{"comma", func(kec, kab *place) string { return kec.name + ", " + kab.name }, 5},
		{"marked", func(kec, kab *place) string { return "kec. " + kec.name + " " + kab.name }, 5},
		{"outer first, marked", func(kec, kab *place) string { return kab.name + " kec " + kec.name }, 5},
	} {
		t.Run(c.name, func(t *testing.T) {
			if s := measure(t, a, kecamatanTries(a, c.write), FindOptions{}); s.wrong+s.none > c.wrong || s.among > 10 {
				t.Errorf("%+v, want at most %d wrong", s, c.wrong)
			}
		})
	}
	t.Run("misspelt", func(t *testing.T) {
		r := rand.New(rand.NewPCG(3, 4))
		tries := kecamatanTries(a, func(kec, kab *place) string {
			if len(kec.bare) < 6 {
				return strings.ToLower(kec.bare + " " + kab.bare)
			}
			return strings.ToLower(slip(r, kec.bare) + " " + kab.bare)
		})
		if s := measure(t, a, tries, FindOptions{}); s.right*100 < len(tries)*85 {
			t.Errorf("%+v of %d", s, len(tries))
		}
	})
}

func TestFindMisspeltKabupaten(t *testing.T) {
	a := atlas(t)
	r := rand.New(rand.NewPCG(3, 4))
	tries := kabupatenTries(a, func(p *place) string {
		if len(p.bare) < 6 {
			return ""
		}
		return strings.ToLower(slip(r, p.bare))
	})
	if s := measure(t, a, tries, FindOptions{}); (s.right+s.among)*100 < len(tries)*87 {
		t.Errorf("%+v of %d", s, len(tries))
	}
}

func TestFindKelurahanInAddresses(t *testing.T) {
	a := atlas(t)
	v := a.desa()
	r := rand.New(rand.NewPCG(5, 6))
	var plain, marked []try
	for range 3000 {
		k := uint32(r.IntN(len(v.nameOf)))
		kec := a.places[a.kecs[v.kec[k]]]
		at, _ := a.index(kec.code.Parent())
		kab, name, code := a.places[at], v.name(v.nameOf[k]), v.code(a, k)
		plain = append(plain, try{fmt.Sprintf("Jl Melati 5 rt 2/3 %s %s %s %d", name, kec.name, kab.bare, v.post[k]), code})
		marked = append(marked, try{fmt.Sprintf("Sari Dewi 0812345678 Jl. Melati no 5 rt 2/3 Desa %s, Kec. %s, %s %d", name, kec.name, kab.name, v.post[k]), code})
	}
	if s := measure(t, a, plain, FindOptions{Address: true}); s.right*100 < len(plain)*94 {
		t.Errorf("unmarked: %+v", s)
	}
	if s := measure(t, a, marked, FindOptions{Address: true}); s.right*1000 < len(marked)*995 {
		t.Errorf("marked: %+v", s)
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"ongkir ke cimahi brp", "kec. cibinong kab. bogor 16914", "jl melati 5 rt 2/3 cibeureum cimahi selatan 40535", "kota kota kota",
		"kab kab bogor kota kota", "\xff\xfe", "di ke dari", "'''", "desa desa desa", strings.Repeat("surabya ", 500)} {
		f.Add(s, uint8(0))
		f.Add(s, uint8(7))
	}
	a := atlas(f)
	f.Fuzz(func(t *testing.T, text string, how uint8) {
		words := strings.Fields(text)
		for _, m := range a.Find(words, FindOptions{Base: Context(how & 3), Address: how&4 != 0}) {
			if m.From < 0 || m.From >= m.To || m.To > len(words) || len(m.Codes) == 0 || m.Strength < 1 || m.Strength > 100 {
				t.Fatalf("Find(%q) = %+v", text, m)
			}
			for _, c := range m.Codes {
				if !a.Has(c) {
					t.Fatalf("Find(%q): no place %q", text, c)
				}
			}
		}
		for _, c := range append(a.Resolve(text), a.Suggest(text, 2)...) {
			if !a.Has(c) {
				t.Fatalf("%q: no place %q", text, c)
			}
		}
	})
}

func BenchmarkFind(b *testing.B) {
	a := atlas(b)
	for name, text := range map[string]string{
		"message":   "kak pashmina item ready? ongkir ke cimahi brp",
		"nothing":   "pesan 2 hitam 1 navy ya kak, totalnya jadi berapa",
		"two":       "ongkir cibinong bogor sama tebet jaksel brp ya",
		"misspelt":  "ongkir ke surabya brp kak",
		"kelurahan": "ongkir ke dago",
	} {
		words := strings.Fields(text)
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				a.Find(words, FindOptions{})
			}
		})
	}
	for name, text := range map[string]string{
		"address": "Sari Dewi 08123456789 Jl Melati 5 rt 2/3 cibeureum cimahi selatan 40535",
		"4096":    strings.Repeat("surabya cibinng pamulamg kec bogr ", 120),
		"4096kec": strings.Repeat("sukamaju tanjung sari ", 180),
	} {
		words := strings.Fields(text)
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				a.Find(words, FindOptions{Address: true, Base: Strong})
			}
		})
	}
}
