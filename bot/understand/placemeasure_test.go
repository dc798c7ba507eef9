package understand

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"tokobot/internal/wilayah"
)

// placed is a message and the places that it names: codes, those of a name that leaves it open joined by a bar.
type placed struct {
	text string
	want []string
}

// placeScore counts the places of a class of messages.
type placeScore struct {
	messages, want, got, right int
	wider                      int // a place told for certain, and the one meant lies in it
	confident                  int // a place told for certain, and it is another than the one meant
	examples                   []string
}

func (s placeScore) f1() float64 {
	if s.want+s.got == 0 {
		return 1
	}
	return 2 * float64(s.right) / float64(s.want+s.got)
}

func (s *placeScore) add(t placeScore) {
	s.messages, s.want, s.got, s.right, s.wider, s.confident = s.messages+t.messages, s.want+t.want, s.got+t.got, s.right+t.right, s.wider+t.wider, s.confident+t.confident
}

// placesOf lists the places of all acts, each once.
func placesOf(acts []Act) []string {
	var out []string
	add := func(p Place) {
		key := string(p.Code)
		if len(p.Candidates) > 0 {
			key = joinCodes(p.Candidates)
		}
		if !slices.Contains(out, key) {
			out = append(out, key)
		}
	}
	for _, a := range acts {
		for _, p := range a.Places {
			add(p)
		}
		if a.Address != nil && a.Address.Place != nil {
			add(*a.Address.Place)
		}
	}
	return out
}

func joinCodes(codes []wilayah.Code) string {
	parts := make([]string, len(codes))
	for i, c := range codes {
		parts[i] = string(c)
	}
	return strings.Join(parts, "|")
}

// scorePlaces reads messages, each against the next of the shops.
func scorePlaces(shops []*Reader, messages []placed) (s placeScore) {
	for i, m := range messages {
		got := placesOf(shops[i%len(shops)].Read(m.text, Context{}))
		s.messages++
		s.want, s.got = s.want+len(m.want), s.got+len(got)
		right := 0
		for _, g := range got {
			switch {
			case slices.Contains(m.want, g):
				right++
			case strings.Contains(g, "|") || slices.ContainsFunc(m.want, func(w string) bool { return slices.Contains(strings.Split(w, "|"), g) }):
			case slices.ContainsFunc(m.want, func(w string) bool { return wilayah.Code(w).Within(wilayah.Code(g)) }):
				s.wider++
			default:
				s.confident++
			}
		}
		if s.right += right; right < len(m.want) || right < len(got) {
			s.examples = append(s.examples, fmt.Sprintf("%q: %s, want %s", m.text, strings.Join(got, " "), strings.Join(m.want, " ")))
		}
	}
	return s
}

// placeShops are shops of different trades, one of which sells what is called after places.
func placeShops(t testing.TB) []*Reader {
	t.Helper()
	return []*Reader{sampleReader(t), shopReader(t, "testdata/toko-motor"), shopReader(t, "testdata/toko-kue"), shopReader(t, "testdata/toko-sepatu"), shopReader(t, "testdata/toko-oleh")}
}

// TestPlaceMeasure measures places in whole messages by class: every province, kabupaten and kota and a sample of what lies
// deeper, in the sentences and spellings of buyers. -v prints the classes with examples of what was not right.
func TestPlaceMeasure(t *testing.T) {
	shops := placeShops(t)
	g := newPlaceMaker(t, shops[0].atlas)
	total := placeScore{}
	for _, c := range g.classes() {
		s := scorePlaces(shops, c.messages)
		total.add(s)
		t.Logf("%-26s %5d messages  F1 %.4f  wider %d  another %d", c.name, s.messages, s.f1(), s.wider, s.confident)
		if os.Getenv("TEMPAT") == c.name {
			t.Log("\n" + strings.Join(s.examples, "\n"))
		}
		if s.f1() < c.least {
			t.Errorf("%s: F1 %.4f, want %.3f; %s", c.name, s.f1(), c.least, strings.Join(s.examples[:min(3, len(s.examples))], "\n"))
		}
	}
	t.Logf("%-26s %5d messages  F1 %.4f  another %.2f %%", "all", total.messages, total.f1(), 100*float64(total.confident)/float64(total.messages))
}

// TestNoPlaceIsMeant holds how seldom a place is read where none is meant.
func TestNoPlaceIsMeant(t *testing.T) {
	shops := placeShops(t)
	words := map[string][]string{}
	for _, l := range lines(t, "testdata/tempat/kata.txt") {
		k, list, _ := strings.Cut(l, " = ")
		words[k] = strings.Split(list, "; ")
	}
	r := rand.New(rand.NewPCG(5, 6))
	byKind := map[string][]placed{}
	for _, l := range lines(t, "testdata/tempat/bukan.txt") {
		at := strings.Index(l, "{")
		if at < 0 {
			for range shops {
				byKind["whole"] = append(byKind["whole"], placed{text: l})
			}
			continue
		}
		kind := l[at+1 : at+2]
		for _, w := range words[kind] {
			if r.IntN(3) == 0 {
				w = title(w)
			}
			byKind[kind] = append(byKind[kind], placed{text: strings.ReplaceAll(l, "{"+kind+"}", w)})
		}
	}
	for _, c := range []struct {
		kind string
		most int // messages in which a place may be read all the same
	}{{"whole", 0}, {"B", 10}, {"N", 10}, {"K", 5}, {"C", 3}} {
		kind := c.kind
		s := scorePlaces(shops, byKind[kind])
		if s.got > c.most {
			t.Errorf("%s: a place in %d of %d, want at most %d; %s", kind, s.got, s.messages, c.most, strings.Join(s.examples[:3], "\n"))
		}
		t.Logf("%-6s %5d messages, a place in %d, for certain in %d", kind, s.messages, s.got, s.confident)
		if os.Getenv("TEMPAT") == kind {
			t.Log("\n" + strings.Join(s.examples, "\n"))
		}
	}
}

// lines are the lines of a file without comments and empty ones.
func lines(t testing.TB, file string) []string {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for l := range strings.Lines(string(b)) {
		if l = strings.TrimSpace(l); l != "" && !strings.HasPrefix(l, "#") {
			out = append(out, l)
		}
	}
	return out
}

func title(s string) string {
	words := strings.Fields(s)
	for i, w := range words {
		words[i] = strings.ToUpper(w[:1]) + w[1:]
	}
	return strings.Join(words, " ")
}
