package bot_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tokobot/bot"
	"tokobot/bot/uji"
	"tokobot/internal/shop"
)

var (
	itemLine  = regexp.MustCompile(`^(\d+) × (.*?)(?: @Rp([\d.]+) \(grosir\))?  Rp([\d.]+)`)
	amountEnd = regexp.MustCompile(`(-?)Rp([\d.]+)\*?$`)
	parts     = map[string]bool{"Ongkir": true, "Gratis": true, "Voucher": true, "Biaya": true}
)

func rupiahOf(s string) int {
	n, err := strconv.Atoi(strings.ReplaceAll(s, ".", ""))
	if err != nil {
		panic(err)
	}
	return n
}

// addsUp reads a message as a buyer with a calculator would: pieces times price is the line's amount, the lines are the subtotal, and
// with what stands below it the total.
func addsUp(text string) error {
	sum, subtotal, total := 0, -1, 0
	for line := range strings.SplitSeq(text, "\n") {
		if m := itemLine.FindStringSubmatch(line); m != nil {
			amount := rupiahOf(m[4])
			if m[3] != "" && rupiahOf(m[1])*rupiahOf(m[3]) != amount {
				return fmt.Errorf("%q is %d × %s", line, rupiahOf(m[1]), m[3])
			}
			if amount%rupiahOf(m[1]) != 0 {
				return fmt.Errorf("%q has no price a piece", line)
			}
			sum += amount
			continue
		}
		word, _, _ := strings.Cut(line, " ")
		m := amountEnd.FindStringSubmatch(strings.TrimSuffix(line, " (belum ongkir)"))
		switch {
		case m == nil:
		case word == "Subtotal":
			if subtotal = rupiahOf(m[2]); subtotal != sum {
				return fmt.Errorf("subtotal %d, the lines are %d", subtotal, sum)
			}
			total = subtotal
		case subtotal >= 0 && parts[word] && m[1] == "-":
			total -= rupiahOf(m[2])
		case subtotal >= 0 && parts[word]:
			total += rupiahOf(m[2])
		case subtotal >= 0 && word == "*Total":
			if shown := rupiahOf(m[2]); shown != total {
				return fmt.Errorf("total %d, the lines are %d", shown, total)
			}
			if total < 0 {
				return fmt.Errorf("total %d", total)
			}
			subtotal, sum = -1, 0
		}
	}
	return nil
}

func TestAddsUp(t *testing.T) {
	for text, fine := range map[string]bool{
		"2 × A – B @Rp40.000 (grosir)  Rp80.000\n1 × C  Rp5.000 pre-order 7 hari\nSubtotal Rp85.000\nOngkir JNE REG (1 kg) (1-2 hari) Rp9.000\nGratis ongkir -Rp9.000\n*Total Rp85.000*": true,
		"2 × A @Rp40.000 (grosir)  Rp81.000":                     false,
		"2 × A  Rp80.000\nSubtotal Rp81.000":                     false,
		"1 × A  Rp80.000\nSubtotal Rp80.000\n*Total Rp79.999*":   false,
		"3 × A  Rp80.000\nSubtotal Rp80.000":                     false,
		"1 × A  Rp80.000\nSubtotal Rp80.000 (belum ongkir)":      true,
		"Halo kak\nOngkir ke *Cimahi*:\n1. JNE REG Rp11.000 (1)": true,
	} {
		if err := addsUp(text); (err == nil) != fine {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// TestTotalsOfTalk adds, changes and removes goods by words, at random. Whatever the way there, the total that is shown at the end
// is that of the final order made at once.
func TestTotalsOfTalk(t *testing.T) {
	b := bot.SampleShop(t)
	goods := map[string]string{"PSM-HITAM": "pashmina hitam", "PSM-MOCCA": "pashmina mocca", "SGB-HITAM": "bella square hitam",
		"SGB-MAROON": "bella square maroon", "TSD": "tasbih digital", "SJL": "sajadah lipat"}
	skus := slices.Sorted(maps.Keys(goods))
	for _, sku := range skus {
		if b.Catalog.Variant(sku) == nil {
			t.Fatalf("no %s", sku)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		want := map[string]int{}
		var said []string
		for range rapid.IntRange(1, 10).Draw(t, "steps") {
			sku := rapid.SampledFrom(skus).Draw(t, "sku")
			n := rapid.IntRange(1, 2).Draw(t, "n")
			switch had := want[sku] > 0; {
			case had && rapid.Bool().Draw(t, "remove"):
				said = append(said, goods[sku]+"nya ga jadi")
				delete(want, sku)
			case had:
				said = append(said, fmt.Sprintf("%snya jadi %d aja", goods[sku], n))
				want[sku] = n
			default:
				said = append(said, fmt.Sprintf("tambah %s %d", goods[sku], n))
				want[sku] = n
			}
		}
		if len(want) == 0 {
			return
		}
		var once []string
		for _, sku := range slices.Sorted(maps.Keys(want)) {
			once = append(once, fmt.Sprintf("%s %d", goods[sku], want[sku]))
		}
		long, short := talkedTotal(t, b, said), talkedTotal(t, b, []string{"pesan " + strings.Join(once, ", ")})
		if long != short {
			t.Fatalf("%q comes to %s, at once %q to %s", said, long, once, short)
		}
	})
}

// talkedTotal says lines and then an address, and is the lines of the total that is shown then, in order.
func talkedTotal(t *rapid.T, b *bot.Bot, lines []string) string {
	p := uji.NewPlayer(b)
	last := ""
	p.Heard = func(says []shop.Say, _ []string) {
		for _, s := range says {
			last = s.Text
			if err := addsUp(s.Text); err != nil {
				t.Fatalf("%v in:\n%s", err, s.Text)
			}
		}
	}
	for _, line := range append(slices.Clone(lines), "Dedi 081233334444 Jl Melur 9 Cimahi Tengah Kota Cimahi") {
		if err := p.Hear([]shop.Arrival{message(t, p, "> "+line)}); err != nil {
			t.Fatal(err)
		}
	}
	var out []string
	for line := range strings.SplitSeq(last, "\n") {
		if itemLine.MatchString(line) || strings.HasPrefix(line, "Subtotal") || strings.HasPrefix(line, "Ongkir") || strings.HasPrefix(line, "*Total") {
			out = append(out, line)
		}
	}
	slices.Sort(out)
	return strings.Join(out, "\n")
}

var fileLine = regexp.MustCompile(`^([a-z0-9_/.-]+\.(?:yaml|csv)):(\d+)@`)

// TestSourcesAreTrue plays every conversation and looks each source up: the digits of a value stand in the file at its line, or in
// the order that is named, and a stock figure is one of a SKU that there is.
func TestSourcesAreTrue(t *testing.T) {
	b := bot.SampleShop(t)
	files := map[string][]string{}
	looked := map[string]int{}
	for _, file := range conversationFiles(t) {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, conversation := range conversations(string(data)) {
			p := uji.NewPlayer(b)
			play(t, conversation, p, func(s *script) {
				p.Due = s.dueAt
				p.Heard = func(says []shop.Say, effects []string) {
					s.heard(says, effects)
					for _, say := range says {
						for _, src := range say.Sources {
							kind, err := lookUp(p, files, src)
							if err != nil {
								t.Errorf("%q ← %s: %v", src.Text, src.From, err)
							}
							looked[kind]++
						}
					}
				}
			})
		}
	}
	for kind, least := range map[string]int{"file": 1000, "order": 400, "stok": 5, "hitungan": 500, "wilayah": 0} {
		if looked[kind] < least {
			t.Errorf("only %d sources of kind %s were looked up", looked[kind], kind)
		}
	}
}

// near is how many lines below the first line of an entry its other keys stand.
const near = 30

// lookUp finds a source where it says that it is.
func lookUp(p *uji.Player, files map[string][]string, s shop.Source) (kind string, err error) {
	if m := fileLine.FindStringSubmatch(s.From); m != nil {
		return "file", inFile(files, m[1], rupiahOf(m[2]), s.Text)
	}
	kind, rest, _ := strings.Cut(s.From, " ")
	switch kind {
	case "order":
		o, ok, err := p.Books.Order(rest)
		if err != nil || !ok {
			return kind, fmt.Errorf("no such order: %w", err)
		}
		return kind, inOrder(o, s.Text)
	case "stok":
		stock, err := p.Books.Stock(rest)
		if _, ok := stock[rest]; !ok {
			return kind, fmt.Errorf("no such SKU: %w", err)
		}
		return kind, nil
	case "hitungan:", "kata", "jam", "wilayah", "nomor":
		return strings.TrimSuffix(kind, ":"), nil
	}
	if strings.HasPrefix(s.From, "catalog@") {
		return "catalog", nil
	}
	return kind, fmt.Errorf("nobody knows such a source")
}

// inFile looks for the digits of a text in a catalog file, from a line on.
func inFile(files map[string][]string, name string, line int, text string) error {
	lines, ok := files[name]
	if !ok {
		data, err := os.ReadFile(filepath.Join("..", "catalog", "contoh", name))
		if err != nil {
			return err
		}
		lines = strings.Split(string(data), "\n")
		files[name] = lines
	}
	if line > len(lines) {
		return fmt.Errorf("%s has %d lines", name, len(lines))
	}
	here := strings.ReplaceAll(strings.Join(lines[line-1:min(line-1+near, len(lines))], "\n"), ".", "")
	for _, run := range digitRuns(text) {
		run = strings.TrimLeft(strings.ReplaceAll(run, ".", ""), "0")
		if !strings.Contains(here, run) && !strings.Contains(here, strings.TrimSuffix(run, "000")) {
			return fmt.Errorf("%s is not at %s:%d", run, name, line)
		}
	}
	return nil
}

// inOrder looks for the digits of a text in an order as it stands in the books.
func inOrder(o shop.Order, text string) error {
	data, err := json.Marshal(o)
	if err != nil {
		return err
	}
	have := string(data)
	for _, i := range o.Items {
		have += fmt.Sprintf(" %d", i.Total())
	}
	have += fmt.Sprintf(" %d %s %s", o.Total(), o.DueAt.Format("02 15.04 2"), o.ShippedAt.Format("02 15.04 2"))
	have = strings.ReplaceAll(have, ".", "")
	for _, run := range digitRuns(text) {
		if !strings.Contains(have, strings.ReplaceAll(run, ".", "")) {
			return fmt.Errorf("%s is not in the order", run)
		}
	}
	return nil
}
