package understand_test

import (
	"testing"

	"tokobot/bot/understand"
	"tokobot/bot/understand/internal/corpus"
	"tokobot/catalog"
	"tokobot/internal/wilayah"
)

// floors is the share of messages wholly right and of exact intent sets below which either half may not fall again.
var floors = map[string][2]float64{"lihat": {0.86, 0.945}, "nilai": {0.785, 0.885}}

// TestEval measures understanding on the labelled corpus: -v prints both halves, and of the half that is looked at every
// message that was not wholly right. The other half is only scored, so no message of it is shown. `make eval` runs this.
func TestEval(t *testing.T) {
	atlas, err := wilayah.Open()
	if err != nil {
		t.Fatal(err)
	}
	readers := map[string]*understand.Reader{}
	read := func(shop, text string) []understand.Act {
		if readers[shop] == nil {
			cat, problems := catalog.Load(corpus.ShopDir(shop), catalog.Options{Atlas: atlas})
			if cat == nil {
				t.Fatalf("%s: %v", shop, problems)
			}
			readers[shop] = understand.New(cat, atlas)
		}
		return readers[shop].Read(text, understand.Context{})
	}
	for _, half := range []string{"lihat", "nilai"} {
		t.Run(half, func(t *testing.T) {
			examples, err := corpus.Load("testdata/corpus/" + half)
			if err != nil {
				t.Fatal(err)
			}
			report := corpus.Score(examples, read)
			if half == "lihat" && testing.Verbose() {
				for _, f := range report.Failures {
					t.Log(f)
				}
			}
			t.Logf("%s\n%s", half, report)
			n, floor := float64(report.Messages), floors[half]
			if right, sets := float64(report.Right)/n, float64(report.IntentSets)/n; right < floor[0] || sets < floor[1] {
				t.Errorf("%s: %.3f wholly right and %.3f exact intent sets, at least %v were reached before", half, right, sets, floor)
			}
		})
	}
}
