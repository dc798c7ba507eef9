package understand

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"tokobot/internal/wilayah"
)

// placeClass is messages that name places in one way, and the F1 that they have to reach.
type placeClass struct {
	name     string
	least    float64
	messages []placed
}

// placeMaker makes messages that name places.
type placeMaker struct {
	r                     *rand.Rand
	a                     *wilayah.Atlas
	frames                []string
	provinces, kabs, kecs []wilayah.Code
	nicknames             map[string]string
	next                  int
}

func newPlaceMaker(t testing.TB, a *wilayah.Atlas) *placeMaker {
	g := &placeMaker{r: rand.New(rand.NewPCG(1, 2)), a: a, frames: lines(t, "testdata/tempat/bingkai.txt"), nicknames: map[string]string{}}
	g.provinces = a.Children("")
	for _, p := range g.provinces {
		for _, k := range a.Children(p) {
			g.kabs = append(g.kabs, k)
			g.kecs = append(g.kecs, a.Children(k)...)
		}
	}
	for _, l := range lines(t, "testdata/tempat/sebutan.txt") {
		name, codes, _ := strings.Cut(l, " = ")
		g.nicknames[name] = codes
	}
	return g
}

// say puts what a place is called into the next sentence, mostly in small letters.
func (g *placeMaker) say(name string) string {
	f := g.frames[g.next%len(g.frames)]
	g.next++
	switch g.r.IntN(8) {
	case 0:
		name = title(name)
	case 1:
		return strings.ToUpper(strings.ReplaceAll(f, "{X}", name))
	default:
		name = strings.ToLower(name)
	}
	return strings.ReplaceAll(f, "{X}", name)
}

func (g *placeMaker) pick(codes []wilayah.Code) wilayah.Code { return codes[g.r.IntN(len(codes))] }

// bare is the name without the word for its kind, and without a second name in brackets or behind a stroke.
func (g *placeMaker) bare(c wilayah.Code) string {
	s, _, _ := strings.Cut(g.a.Short(c), " (")
	s, _, _ = strings.Cut(s, "/")
	return s
}

func (g *placeMaker) isKota(c wilayah.Code) bool { return strings.HasPrefix(g.a.Name(c), "Kota") }

// meant is what a name alone means: every place of the highest level that is called so.
func (g *placeMaker) meant(name string) string { return joinCodes(g.a.Resolve(name)) }

// each makes messages for n codes of a list, all of them if there are no more.
func (g *placeMaker) each(codes []wilayah.Code, n int, write func(c wilayah.Code) (name, want string)) (out []placed) {
	all := slices.Clone(codes)
	g.r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	for _, c := range all {
		if len(out) == n {
			break
		}
		if name, want := write(c); name != "" {
			out = append(out, placed{g.say(name), []string{want}})
		}
	}
	return out
}

// inKab makes messages for kecamatan named with what they lie in.
func (g *placeMaker) inKab(n int, write func(kec, kab string, c wilayah.Code) string) []placed {
	return g.each(g.kecs, n, func(c wilayah.Code) (string, string) {
		return write(g.bare(c), g.bare(c.Parent()), c), string(c)
	})
}

// kind is the short word for what a kabupaten or kota is.
func (g *placeMaker) kind(c wilayah.Code) string {
	if g.isKota(c) {
		return "kota"
	}
	return []string{"kab", "kab.", "kabupaten"}[g.r.IntN(3)]
}

func (g *placeMaker) classes() []placeClass {
	return slices.Concat(g.wide(), g.kecamatan(), g.kelurahan(), g.slips(), g.several())
}

// islands are names of kabupaten that are those of wider regions too, so that several answers are right.
var islands = map[string]bool{"Bangka": true, "Belitung": true, "Bintan": true, "Buton": true, "Nias": true, "Sumbawa": true, "Puncak": true, "Papua": true}

// wide are provinces, kabupaten and kota, and nicknames.
func (g *placeMaker) wide() []placeClass {
	alone := func(c wilayah.Code) (string, string) {
		if n := g.bare(c); !islands[n] {
			return n, g.meant(n)
		}
		return "", ""
	}
	var nick []placed
	for _, name := range sortedKeys(g.nicknames) {
		for range 3 {
			nick = append(nick, placed{g.say(name), []string{g.nicknames[name]}})
		}
	}
	return []placeClass{
		{"province", 0.971, append(g.each(g.provinces, 38, alone), g.each(g.provinces, 38, alone)...)},
		{"kabupaten, bare", 0.991, append(g.each(g.kabs, 514, alone), g.each(g.kabs, 514, alone)...)},
		{"kabupaten, official", 0.992, g.each(g.kabs, 514, func(c wilayah.Code) (string, string) { return g.a.Name(c), string(c) })},
		{"kabupaten, kind short", 0.991, g.each(g.kabs, 514, func(c wilayah.Code) (string, string) { return g.kind(c) + " " + g.bare(c), string(c) })},
		{"kabupaten, kind behind", 0.99, g.each(g.kabs, 514, func(c wilayah.Code) (string, string) {
			return g.bare(c) + " " + strings.TrimSuffix(g.kind(c), "."), string(c)
		})},
		{"kabupaten, province", 0.989, g.each(g.kabs, 514, func(c wilayah.Code) (string, string) {
			return g.kind(c) + " " + g.bare(c) + " " + g.bare(c.Parent()), string(c)
		})},
		{"shortened words", 0.953, g.each(g.kabs, 514, func(c wilayah.Code) (string, string) {
			if s := shorten(g.bare(c)); s != strings.ToLower(g.bare(c)) {
				return s, g.meant(g.bare(c))
			}
			return "", ""
		})},
		{"nickname", 0.986, nick},
	}
}

// kecamatan are named alone and with what they lie in.
func (g *placeMaker) kecamatan() []placeClass {
	return []placeClass{
		{"kecamatan, bare", 0.977, g.each(g.kecs, 900, func(c wilayah.Code) (string, string) { n := g.bare(c); return n, g.meant(n) })},
		{"kecamatan, marked", 0.989, g.each(g.kecs, 900, func(c wilayah.Code) (string, string) {
			n := "Kecamatan " + g.bare(c)
			return []string{"kec ", "kec. ", "kecamatan "}[g.r.IntN(3)] + g.bare(c), g.meant(n)
		})},
		{"kecamatan kabupaten", 0.991, g.inKab(900, func(kec, kab string, _ wilayah.Code) string { return kec + " " + kab })},
		{"kabupaten kecamatan", 0.979, g.inKab(900, func(kec, kab string, _ wilayah.Code) string { return kab + " " + kec })},
		{"kec. X kab. Y", 0.99, g.inKab(600, func(kec, kab string, c wilayah.Code) string {
			return "kec. " + kec + " " + g.kind(c.Parent()) + " " + kab
		})},
		{"kab. Y kec. X", 0.992, g.inKab(600, func(kec, kab string, c wilayah.Code) string { return g.kind(c.Parent()) + " " + kab + " kec " + kec })},
		{"X, Y, province", 0.981, g.inKab(600, func(kec, kab string, c wilayah.Code) string {
			return kec + ", " + kab + ", " + g.bare(c.Parent().Parent())
		})},
		{"X di Y", 0.992, g.inKab(400, func(kec, kab string, c wilayah.Code) string {
			return kec + []string{" di ", " daerah ", ", ", " deket "}[g.r.IntN(4)] + g.kind(c.Parent()) + " " + kab
		})},
		{"kec kab postcode", 0.978, g.inKab(400, func(kec, kab string, c wilayah.Code) string {
			return kec + " " + kab + " " + g.pickText(g.a.Postcodes(c))
		})},
	}
}

// kelurahan are named with their kecamatan.
func (g *placeMaker) kelurahan() []placeClass {
	make := func(n int, write func(kel, kec, kab string, c wilayah.Code) string) []placed {
		return g.each(g.kecs, n, func(k wilayah.Code) (string, string) {
			c := g.pick(g.a.Children(k))
			return write(g.bare(c), g.bare(k), g.bare(k.Parent()), c), string(c)
		})
	}
	return []placeClass{
		{"kelurahan kecamatan", 0.919, make(600, func(kel, kec, _ string, _ wilayah.Code) string { return kel + " " + kec })},
		{"kelurahan kecamatan kab", 0.955, make(600, func(kel, kec, kab string, _ wilayah.Code) string { return kel + " " + kec + " " + kab })},
		{"kel. X kec. Y kab. Z", 0.987, make(600, func(kel, kec, kab string, c wilayah.Code) string {
			return []string{"kel. ", "kel ", "ds ", "desa ", "kelurahan "}[g.r.IntN(5)] + kel + " kec. " + kec + " " + g.kind(c.At(wilayah.Kabupaten)) + " " + kab
		})},
		{"kelurahan, kecamatan, kab", 0.95, make(600, func(kel, kec, kab string, _ wilayah.Code) string { return kel + ", " + kec + ", " + kab })},
		{"kelurahan kabupaten", 0.9, g.inside(700, func(kel, kab string, _ wilayah.Code) string { return kel + " " + kab })},
		{"kelurahan kab. Y", 0.9, g.inside(400, func(kel, kab string, c wilayah.Code) string {
			return kel + " " + g.kind(c.At(wilayah.Kabupaten)) + " " + kab
		})},
		{"kelurahan alone", 0.9, g.inside(400, func(kel, _ string, _ wilayah.Code) string { return kel })},
	}
}

// inside makes messages for kelurahan named without their kecamatan, of which the atlas tells what they mean.
func (g *placeMaker) inside(n int, write func(kel, kab string, c wilayah.Code) string) []placed {
	return g.each(g.kecs, n, func(k wilayah.Code) (string, string) {
		c := g.pick(g.a.Children(k))
		name := write(g.bare(c), g.bare(k.Parent()), c)
		want := g.meant(name)
		if want == "" || strings.Count(want, "|") > 20 {
			return "", ""
		}
		return name, want
	})
}

// slips are names misspelt and words run together.
func (g *placeMaker) slips() []placeClass {
	kab := func(slip func(string) string) func(c wilayah.Code) (string, string) {
		return func(c wilayah.Code) (string, string) {
			n := strings.ToLower(g.bare(c))
			s := slip(n)
			if len(n) < 5 || s == n || len(g.a.Resolve(s)) > 0 {
				return "", ""
			}
			return s, g.meant(n)
		}
	}
	return []placeClass{
		{"kabupaten, one slip", 0.958, append(g.each(g.kabs, 514, kab(g.slip)), g.each(g.kabs, 514, kab(g.slip))...)},
		{"kabupaten, vowels dropped", 0.898, g.each(g.kabs, 514, kab(g.dropVowels))},
		{"kecamatan slip, kabupaten", 0.946, g.inKab(600, func(kec, kab string, _ wilayah.Code) string {
			if len(kec) < 6 || g.slip(kec) == kec {
				return ""
			}
			return g.slip(kec) + " " + kab
		})},
		{"kecamatan, kabupaten slip", 0.972, g.inKab(600, func(kec, kab string, _ wilayah.Code) string {
			if len(kab) < 6 {
				return ""
			}
			return kec + " " + g.slip(kab)
		})},
		{"glued kind", 0.979, g.each(g.kabs, 400, func(c wilayah.Code) (string, string) {
			n := strings.ToLower(strings.ReplaceAll(g.bare(c), " ", ""))
			if g.isKota(c) {
				return []string{n + "kota", "kota" + n}[g.r.IntN(2)], string(c)
			}
			return []string{n + "kab", "kab" + n, "kab." + n}[g.r.IntN(3)], string(c)
		})},
		{"glued words", 0.992, g.each(g.kabs, 200, func(c wilayah.Code) (string, string) {
			n := g.bare(c)
			if !strings.Contains(n, " ") {
				return "", ""
			}
			return strings.ReplaceAll(n, " ", ""), g.meant(n)
		})},
	}
}

// several are messages with two places.
func (g *placeMaker) several() []placeClass {
	var two []placed
	for range 500 {
		a, b := g.pick(g.kabs), g.pick(g.kabs)
		if a == b {
			continue
		}
		f := []string{"ongkir ke %A sama ke %B brp", "ongkir %A dan %B berapa ya kak", "kirim ke %A brp? kalau ke %B?", "ongkir ke %A brp, ke %B brp", "%A atau %B murahan mana ongkirnya"}[g.r.IntN(5)]
		name := func(c wilayah.Code) string { return strings.ToLower(g.kind(c) + " " + g.bare(c)) }
		two = append(two, placed{strings.NewReplacer("%A", name(a), "%B", name(b)).Replace(f), []string{string(a), string(b)}})
	}
	return []placeClass{{"two places", 0.992, two}}
}

func (g *placeMaker) pickText(list []string) string { return list[g.r.IntN(len(list))] }

// shortWords are what buyers write for words in names.
var shortWords = strings.NewReplacer("selatan", "sel", "utara", "utr", "barat", "brt", "timur", "tmr", "tengah", "tgh", "tenggara", "tenggara", "kepulauan", "kep", "tanjung", "tj", "pulau", "p", "padang", "pdg",
	"hulu", "hulu", "kota", "kota", "jakarta", "jkt", "bandung", "bdg", "tebing", "tebing", "gunung", "gn", "sungai", "sei")

func shorten(name string) string { return shortWords.Replace(strings.ToLower(name)) }

// slip makes one slip of the pen behind the first letter: a letter lost or doubled, two swapped, or a vowel mistaken.
func (g *placeMaker) slip(s string) string {
	i := 1 + g.r.IntN(len(s)-2)
	if s[i] == ' ' || s[i+1] == ' ' {
		i = 1
	}
	switch g.r.IntN(4) {
	case 0:
		return s[:i] + s[i+1:]
	case 1:
		return s[:i] + s[i:i+1] + s[i:]
	case 2:
		return s[:i] + s[i+1:i+2] + s[i:i+1] + s[i+2:]
	}
	for k := i; k < len(s); k++ {
		if strings.IndexByte("aiueo", s[k]) >= 0 {
			return s[:k] + string("aiueo"[g.r.IntN(5)]) + s[k+1:]
		}
	}
	return s
}

// dropVowels leaves out all vowels of a word but those at its ends: bndung, srabya.
func (g *placeMaker) dropVowels(s string) string {
	n := 0
	var b strings.Builder
	for i := range len(s) {
		if n < 2 && i > 0 && i < len(s)-1 && s[i-1] != ' ' && s[i+1] != ' ' && strings.IndexByte("aiueo", s[i]) >= 0 && g.r.IntN(3) > 0 {
			n++
			continue
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

func sortedKeys(m map[string]string) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
