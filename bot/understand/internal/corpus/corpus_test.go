package corpus

import (
	"strings"
	"testing"

	"tokobot/bot/understand"
	"tokobot/catalog"
	"tokobot/internal/wilayah"
)

const dir = "../../testdata/corpus/"

// TestLabels holds what the corpus promises: labels that exist, in the published format, enough of each intent and of
// messages with several acts, in two halves that share no author.
func TestLabels(t *testing.T) {
	atlas, err := wilayah.Open()
	if err != nil {
		t.Fatal(err)
	}
	shops := map[string]*catalog.Catalog{}
	authors := map[string]string{}
	count := map[understand.Intent]int{}
	texts := map[string]string{}
	total, several := 0, 0
	for _, half := range []string{"lihat", "nilai"} {
		examples, err := Load(dir + half)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range examples {
			if shops[e.Shop] == nil {
				cat, problems := catalog.Load("../../"+ShopDir(e.Shop), catalog.Options{Atlas: atlas})
				if cat == nil {
					t.Fatalf("%s: %v", e.Shop, problems)
				}
				shops[e.Shop] = cat
			}
			for _, err := range Check(e, shops[e.Shop], atlas) {
				t.Error(err)
			}
			author := e.ID[:strings.LastIndexByte(e.ID, '-')]
			if other := authors[author]; other != "" && other != half {
				t.Errorf("%s writes in both halves", author)
			}
			authors[author] = half
			if other := texts[e.Shop+e.Text]; other != "" {
				t.Errorf("%s and %s say the same", other, e.ID)
			}
			texts[e.Shop+e.Text] = e.ID
			total++
			if len(e.Acts) > 1 {
				several++
			}
			for _, i := range intentSet(e.Acts) {
				count[i]++
			}
		}
	}
	for _, i := range intents {
		if count[i] < 25 {
			t.Errorf("%s comes %d times, want at least 25", i, count[i])
		}
	}
	if total < 1200 || several*3 < total || len(shops) < 4 {
		t.Errorf("%d messages, %d with several acts, %d shops", total, several, len(shops))
	}
}

func TestParseRefuses(t *testing.T) {
	for _, c := range []struct{ line, want string }{
		{`{"id":"1","shop":"toko-kue","text":"ya","acts":[{"intent":"affirm","color":"red"}]}`, `1: json: unknown field "color"`},
		{`{"id":"1","shop":"toko-kue","text":"ya"}`, "1: id, shop, text and acts are all needed"},
		{`{"id":`, "1: unexpected EOF"},
	} {
		if _, err := parse(strings.NewReader(c.line)); err == nil || err.Error() != c.want {
			t.Errorf("%s: %v, want %s", c.line, err, c.want)
		}
	}
}

func TestScore(t *testing.T) {
	two, three := 2, 3
	ask := func(p ...understand.Product) understand.Act {
		return understand.Act{Intent: understand.AskStock, Products: p}
	}
	hitam := understand.Product{Product: "PSM", SKU: "PSM-HITAM"}
	bandung := understand.Act{Intent: understand.AskShippingCost, Places: []understand.Place{{Candidates: []wilayah.Code{"32.04", "32.73"}}}}
	for _, c := range []struct {
		name                             string
		want, got                        []understand.Act
		right, sets, confident           bool
		products, places, slots, confuse int // right products, places, slots; confusions
	}{
		{"equal", []understand.Act{ask(hitam), bandung}, []understand.Act{ask(hitam), bandung}, true, true, false, 1, 1, 0, 0},
		{"options beside a sku", []understand.Act{ask(hitam)},
			[]understand.Act{ask(understand.Product{Product: "PSM", SKU: "PSM-HITAM", Options: map[string]string{"warna": "Hitam"}})}, true, true, false, 1, 0, 0, 0},
		{"two questions as one", []understand.Act{ask(hitam), ask(hitam)}, []understand.Act{ask(hitam)}, true, true, false, 1, 0, 0, 0},
		{"order of acts", []understand.Act{bandung, ask(hitam)}, []understand.Act{ask(hitam), bandung}, false, true, false, 1, 1, 0, 0},
		{"another colour", []understand.Act{ask(hitam)}, []understand.Act{ask(understand.Product{Product: "PSM", SKU: "PSM-NAVY"})}, false, true, true, 0, 0, 0, 0},
		{"a guess among candidates", []understand.Act{ask(understand.Product{Candidates: []string{"PSI", "PSM"}})}, []understand.Act{ask(understand.Product{Product: "PSM"})},
			false, true, true, 0, 0, 0, 0},
		{"a place guessed", []understand.Act{bandung}, []understand.Act{{Intent: understand.AskShippingCost, Places: []understand.Place{{Code: "32.73"}}}},
			false, true, true, 0, 0, 0, 0},
		{"less likely first", []understand.Act{bandung}, []understand.Act{{Intent: understand.AskShippingCost, Places: []understand.Place{{Candidates: []wilayah.Code{"32.73", "32.04"}}}}},
			false, true, false, 0, 0, 0, 0},
		{"a product from nowhere", []understand.Act{bandung}, []understand.Act{bandung, ask(hitam)}, false, false, true, 0, 1, 0, 1},
		{"another intent", []understand.Act{ask(hitam)}, []understand.Act{{Intent: understand.AskPrice, Products: []understand.Product{hitam}}}, false, false, false, 1, 0, 0, 1},
		{"not understood", []understand.Act{ask(hitam)}, nil, false, false, false, 0, 0, 0, 1},
		{"another answer", []understand.Act{{Intent: understand.AskFAQ, Answer: &two}}, []understand.Act{{Intent: understand.AskFAQ, Answer: &three}}, false, true, false, 0, 0, 0, 0},
		{"street by its words", []understand.Act{{Intent: understand.GiveAddress, Address: &understand.Address{Street: "Jl. Melati No. 5,"}}},
			[]understand.Act{{Intent: understand.GiveAddress, Address: &understand.Address{Street: "jl melati no 5"}}}, true, true, false, 0, 0, 1, 0},
		{"add is the default", []understand.Act{{Intent: understand.Order, Products: []understand.Product{hitam}}},
			[]understand.Act{{Intent: understand.Order, Products: []understand.Product{{Product: "PSM", SKU: "PSM-HITAM", Op: understand.Add}}}}, true, true, false, 1, 0, 0, 0},
	} {
		r := Score([]Example{{ID: "1", Shop: "s", Text: "t", Acts: c.want}}, func(shop, text string) []understand.Act { return c.got })
		if r.Right == 1 != c.right || r.IntentSets == 1 != c.sets || r.Confident == 1 != c.confident || len(r.Failures) == 0 != c.right {
			t.Errorf("%s: right %d, sets %d, confident %d, failures %d", c.name, r.Right, r.IntentSets, r.Confident, len(r.Failures))
		}
		if r.Products.Right != c.products || r.Places.Right != c.places || r.Slots.Right != c.slots || len(r.Confusion) != c.confuse {
			t.Errorf("%s: products %+v, places %+v, slots %+v, confusion %v", c.name, r.Products, r.Places, r.Slots, r.Confusion)
		}
	}
}

func TestTable(t *testing.T) {
	e := []Example{{ID: "a-1", Shop: "s", Text: "brp kak", Acts: []understand.Act{{Intent: understand.AskPrice}}}}
	r := Score(e, func(shop, text string) []understand.Act { return []understand.Act{{Intent: understand.AskStock}} })
	for _, want := range []string{"wholly right         0.0000  0 of 1", "products F1          1.0000  want 0, got 0, right 0", "ask_price  0.000  1     0    0      ask_stock 1"} {
		if !strings.Contains(r.String(), want) {
			t.Errorf("no %q in\n%s", want, r)
		}
	}
	if want := `a-1: "brp kak"` + "\n  want [{\"intent\":\"ask_price\"}]\n  got  [{\"intent\":\"ask_stock\"}]"; r.Failures[0].String() != want {
		t.Errorf("%s", r.Failures[0])
	}
}
