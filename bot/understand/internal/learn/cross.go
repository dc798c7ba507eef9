package main

import (
	"fmt"
	"slices"
	"sync"

	"tokobot/bot/understand"
	"tokobot/bot/understand/internal/corpus"
	"tokobot/catalog"
)

// cross reads the looked-at messages of each shop by weights that were learnt without that shop, and prints what went wrong: how it does
// with shops that are not in the repository, as far as the words and rules made by hand do not know these already.
func (s *school) cross(parts int) error {
	examples, err := corpus.Load("testdata/corpus/lihat")
	if err != nil {
		return err
	}
	shops := corpus.Shops(examples)
	for _, name := range shops {
		s.shop(name)
	}
	right, sets, all := 0, 0, 0
	var lock sync.Mutex
	var work sync.WaitGroup
	for part := range parts {
		work.Go(func() {
			absent := map[string]bool{}
			for i, name := range shops {
				if i%parts == part {
					absent[name] = true
				}
			}
			own := &school{atlas: s.atlas, readers: map[string]*understand.Reader{}, shops: map[string]*catalog.Catalog{}}
			lessons, err := corpus.Lessons("testdata", own.shop, absent)
			if err != nil {
				panic(err) // the same files were read above
			}
			weights := understand.Learn(lessons, own.readers, nil)
			readers := map[string]*understand.Reader{}
			left := slices.DeleteFunc(slices.Clone(examples), func(e corpus.Example) bool { return !absent[e.Shop] })
			report := corpus.Score(left, func(shop, text string) []understand.Act {
				if readers[shop] == nil {
					readers[shop] = understand.New(s.shops[shop], s.atlas).Weighed(weights)
				}
				return readers[shop].Read(text, understand.Context{})
			})
			lock.Lock()
			defer lock.Unlock()
			for _, f := range report.Failures {
				fmt.Println(f)
			}
			fmt.Printf("part %d\n%s\n", part, report)
			right, sets, all = right+report.Right, sets+report.IntentSets, all+report.Messages
		})
	}
	work.Wait()
	fmt.Printf("%d messages of shops not learnt from: wholly right %.4f, intent sets %.4f\n", all, float64(right)/float64(all), float64(sets)/float64(all))
	return nil
}
