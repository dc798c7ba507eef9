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
	flag.Parse()
	if err := run(*out); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(out string) error {
	atlas, err := wilayah.Open()
	if err != nil {
		return err
	}
	readers := map[string]*understand.Reader{}
	shops := map[string]*catalog.Catalog{}
	open := func(shop string) error {
		if readers[shop] != nil {
			return nil
		}
		cat, problems := catalog.Load(corpus.ShopDir(shop), catalog.Options{Atlas: atlas})
		if cat == nil {
			return fmt.Errorf("%s: %v", shop, problems)
		}
		shops[shop], readers[shop] = cat, understand.New(cat, atlas)
		return nil
	}
	lessons, err := corpus.Lessons("testdata", func(shop string) *catalog.Catalog {
		if err := open(shop); err != nil {
			return nil
		}
		return shops[shop]
	})
	if err != nil {
		return err
	}
	fmt.Println(len(lessons), "lessons")
	weights := understand.Learn(lessons, readers, func(round int, loss float64, used int) {
		fmt.Printf("round %d: %.4f a message, %d messages\n", round+1, loss/float64(used), used)
	})
	return os.WriteFile(out, weights, 0o644)
}
