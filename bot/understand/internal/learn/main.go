// Command learn finds the weights of bot/understand from the labelled messages that are looked at, and writes them where the
// package embeds them. Run it in bot/understand, by `make learn`.
package main

import (
	"flag"
	"fmt"
	"os"

	"tokobot/bot/understand"
	"tokobot/bot/understand/internal/corpus"
	"tokobot/catalog"
	"tokobot/internal/wilayah"
)

func main() {
	out := flag.String("o", "bobot.bin", "where to write")
	parts := flag.Int("cross", 0, "instead of writing, read the shops of each of so many parts with what the other parts teach")
	flag.Parse()
	if err := run(*out, *parts); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// school is the shops whose messages are learnt from.
type school struct {
	atlas   *wilayah.Atlas
	readers map[string]*understand.Reader
	shops   map[string]*catalog.Catalog
}

// shop opens a shop once; nil with a complaint when it can't be read.
func (s *school) shop(name string) *catalog.Catalog {
	if s.readers[name] == nil {
		cat, problems := catalog.Load(corpus.ShopDir(name), catalog.Options{Atlas: s.atlas})
		if cat == nil {
			fmt.Fprintf(os.Stderr, "%s: %v\n", name, problems)
			return nil
		}
		s.shops[name], s.readers[name] = cat, understand.New(cat, s.atlas)
	}
	return s.shops[name]
}

func run(out string, parts int) error {
	atlas, err := wilayah.Open()
	if err != nil {
		return err
	}
	s := &school{atlas: atlas, readers: map[string]*understand.Reader{}, shops: map[string]*catalog.Catalog{}}
	if parts > 0 {
		return s.cross(parts)
	}
	lessons, err := corpus.Lessons("testdata", s.shop, nil)
	if err != nil {
		return err
	}
	fmt.Println(len(lessons), "lessons")
	weights := understand.Learn(lessons, s.readers, func(round int, loss float64, used int) {
		fmt.Printf("round %d: %.4f a message, %d messages\n", round+1, loss/float64(used), used)
	})
	return os.WriteFile(out, weights, 0o644)
}
