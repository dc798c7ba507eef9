package corpus

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"tokobot/bot/understand"
	"tokobot/catalog"
)

// Lessons are what the reader learns from, all below a folder: the messages of corpus/lihat; those of lessons/*.txt, of which only the
// intents are labelled; and joined ones, made of two or three of the simplest, so that it learns where one act ends and the next begins.
// The same files give the same lessons in the same order. Nothing is taken of the shops that are absent.
func Lessons(dir string, shop func(name string) *catalog.Catalog, absent map[string]bool) ([]understand.Lesson, error) {
	examples, err := Load(filepath.Join(dir, "corpus", "lihat"))
	if err != nil {
		return nil, err
	}
	examples = slices.DeleteFunc(examples, func(e Example) bool { return absent[e.Shop] })
	var out []understand.Lesson
	for _, e := range examples {
		if shop(e.Shop) == nil {
			return nil, fmt.Errorf("%s: no shop %s", e.ID, e.Shop)
		}
		out = append(out, understand.Lesson{Shop: e.Shop, Text: e.Text, Acts: e.Acts})
	}
	names, err := filepath.Glob(filepath.Join(dir, "lessons", "*.txt"))
	if err != nil {
		return nil, fmt.Errorf("list lessons: %w", err)
	}
	slices.Sort(names)
	rng := rand.New(rand.NewPCG(3, 14))
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("read lessons: %w", err)
		}
		for n, line := range strings.Split(string(text), "\n") {
			more, err := lessonLine(line, shop, rng, Shops(examples))
			if err != nil {
				return nil, fmt.Errorf("%s:%d: %w", filepath.Base(name), n+1, err)
			}
			out = append(out, slices.DeleteFunc(more, func(l understand.Lesson) bool { return absent[l.Shop] })...)
		}
	}
	return append(out, joined(out, rng)...), nil
}

// lessonLine reads a line of a lessons file: `shop | intent intent | message`, or `intent: clause | clause` with marks for names.
func lessonLine(line string, shop func(string) *catalog.Catalog, rng *rand.Rand, shops []string) ([]understand.Lesson, error) {
	line = strings.TrimSpace(line)
	if line == "" || line[0] == '#' {
		return nil, nil
	}
	if name, list, ok := strings.Cut(line, ": "); ok && !strings.Contains(name, " ") {
		var out []understand.Lesson
		if !slices.Contains(intents, understand.Intent(name)) {
			return nil, fmt.Errorf("no intent %q", name)
		}
		for clause := range strings.SplitSeq(list, " | ") {
			s := shops[rng.IntN(len(shops))]
			out = append(out, understand.Lesson{Shop: s, Text: fill(clause, shop(s), rng), Acts: []understand.Act{{Intent: understand.Intent(name)}}, Bare: true})
		}
		return out, nil
	}
	parts := strings.SplitN(line, " | ", 3)
	if len(parts) != 3 {
		return nil, fmt.Errorf("want shop | intents | message")
	}
	if shop(parts[0]) == nil {
		return nil, fmt.Errorf("no shop %q", parts[0])
	}
	l := understand.Lesson{Shop: parts[0], Text: strings.ReplaceAll(parts[2], `\n`, "\n"), Bare: true}
	for name := range strings.FieldsSeq(parts[1]) {
		if !slices.Contains(intents, understand.Intent(name)) {
			return nil, fmt.Errorf("no intent %q", name)
		}
		l.Acts = append(l.Acts, understand.Act{Intent: understand.Intent(name)})
	}
	return []understand.Lesson{l}, nil
}

// fill puts names of a shop in the place of the marks of a clause.
func fill(clause string, cat *catalog.Catalog, rng *rand.Rand) string {
	words := strings.Fields(clause)
	p := cat.Products[rng.IntN(len(cat.Products))]
	for i, w := range words {
		switch w {
		case "{p}":
			p = cat.Products[rng.IntN(len(cat.Products))]
			words[i] = strings.ToLower(p.Name)
		case "{o}":
			words[i] = "hitam"
			if len(p.Axes) > 0 {
				o := p.Axes[rng.IntN(len(p.Axes))].Options
				words[i] = strings.ToLower(o[rng.IntN(len(o))].Name)
			}
		case "{q}":
			words[i] = pick(rng, "2", "3 pcs", "1", "selusin", "5", "dua", "10")
		case "{l}":
			words[i] = pick(rng, "cimahi", "surabaya", "jakarta timur", "sleman", "makassar", "kec sukajadi bandung", "tasik", "bekasi")
		case "{k}":
			words[i] = pick(rng, "jne", "jnt", "sicepat", "pos", "anteraja")
		case "{s}":
			words[i] = "reg"
			if c := cat.Couriers[rng.IntN(len(cat.Couriers))]; len(c.Services) > 0 {
				words[i] = strings.ToLower(c.Services[rng.IntN(len(c.Services))].Code)
			}
		case "{m}":
			words[i] = pick(rng, "bca", "dana", "gopay", "qris", "mandiri", "cod")
		case "{u}":
			words[i] = pick(rng, "50rb", "75.000", "120 ribu", "99137", "Rp45.000")
		case "{n}":
			words[i] = cat.Shop.Code + "-1123-0007"
		case "{v}":
			words[i] = "HEMAT"
			if len(cat.Promos) > 0 {
				words[i] = cat.Promos[rng.IntN(len(cat.Promos))].Code
			}
		case "{c}":
			words[i] = strings.ToLower(p.Category)
		}
	}
	return strings.Join(words, " ")
}

func pick(rng *rand.Rand, from ...string) string { return from[rng.IntN(len(from))] }

// unlikely is the intents that hardly stand beside others in one message.
var unlikely = []understand.Intent{understand.Goodbye, understand.OptOut, understand.OutOfScope, understand.Deny, understand.Affirm, understand.AskFAQ}

// joined makes messages of two or three acts from lessons of one.
func joined(lessons []understand.Lesson, rng *rand.Rand) []understand.Lesson {
	by := map[string][]understand.Lesson{}
	var shops []string
	for _, l := range lessons {
		if len(l.Acts) != 1 || slices.Contains(unlikely, l.Acts[0].Intent) || strings.Contains(l.Text, "\n") {
			continue
		}
		if by[l.Shop] == nil {
			shops = append(shops, l.Shop)
		}
		by[l.Shop] = append(by[l.Shop], l)
	}
	var out []understand.Lesson
	for range len(lessons) / 2 {
		pool := by[shops[rng.IntN(len(shops))]]
		j := pool[rng.IntN(len(pool))]
		for range 1 + rng.IntN(2) {
			next := pool[rng.IntN(len(pool))]
			if last := j.Acts[len(j.Acts)-1].Intent; next.Acts[0].Intent == last || next.Acts[0].Intent == understand.Greet {
				continue
			}
			sep := pick(rng, ", ", "? ", " ", ". ", "\n", " trus ", " sama ", ", ", "? ", " sekalian ", ". ")
			if j.Acts[len(j.Acts)-1].Intent == understand.Greet {
				sep = pick(rng, " ", ", ", " ", "\n")
			}
			j = understand.Lesson{Shop: j.Shop, Text: strings.TrimRight(j.Text, "?!. ") + sep + next.Text, Acts: append(slices.Clone(j.Acts), next.Acts...), Bare: j.Bare || next.Bare}
		}
		if len(j.Acts) > 1 {
			out = append(out, j)
		}
	}
	return out
}
