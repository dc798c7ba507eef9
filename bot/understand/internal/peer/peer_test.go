package main

import (
	"slices"
	"testing"
	"time"

	"tokobot/bot/understand"
)

var taught = []labelled{
	{Text: "nastar ready kak", Label: "ask_stock"},
	{Text: "kastengel berapa harganya", Label: "ask_price"},
	{Text: "makasih ya kak, ongkir ke Bogor berapa", Label: "ask_shipping_cost+thank"},
}

// TestNearest wants the label of the text that shares the rarest words; a text of unknown words has none.
func TestNearest(t *testing.T) {
	for name, features := range map[string]func(string) []string{"words": words, "letters": letters} {
		n := newNearest(features, taught)
		for text, want := range map[string]string{
			"lapis legit READY kak?":  "ask_stock",
			"berapa harganya ya":      "ask_price",
			"ongkir ke cimahi berapa": "ask_shipping_cost+thank",
			"漢字":                      "",
			"":                        "",
		} {
			if got := n.label(text); got != want {
				t.Errorf("%s: %q is %q, want %q", name, text, got, want)
			}
		}
	}
	// Misspelt words share nothing with words, but letters.
	if got := newNearest(words, taught).label("hargany brpa"); got != "" {
		t.Errorf("words: %q", got)
	}
	if got := newNearest(letters, taught).label("hargany brpa"); got != "ask_price" {
		t.Errorf("letters: %q", got)
	}
}

func TestScore(t *testing.T) {
	acts := []understand.Act{{Intent: understand.Thank}, {Intent: understand.AskPrice}, {Intent: understand.Thank}}
	if got := label(acts); got != "ask_price+thank" {
		t.Errorf("label %q", got)
	}
	if got := single(taught); !slices.Equal(got, taught[:2]) {
		t.Errorf("of one intent: %v", got)
	}
	if n := right(taught, []string{"ask_stock", "ask_price+thank", "ask_shipping_cost+thank"}); n != 2 {
		t.Errorf("%d right, want 2", n)
	}
	f := measure(taught, 3, func(l labelled) string { return l.Label })
	if len(f.Times) != 9 || right(taught, f.Labels) != 3 {
		t.Errorf("measured %+v", f)
	}
	if m := median([]time.Duration{9, 1, 5}); m != 5 {
		t.Errorf("median %d", m)
	}
}

// TestForeign takes only the answer of a command that answered everything.
func TestForeign(t *testing.T) {
	answer := `{"labels":["a","b","c"],"times":[1,2,3],"train":4}`
	f, err := foreign([]string{"sh", "-c", "cat >/dev/null; echo '" + answer + "'"}, taught, taught, 1)
	if err != nil || f.Train != 4 || !slices.Equal(f.Labels, []string{"a", "b", "c"}) {
		t.Errorf("%+v, %v", f, err)
	}
	for _, bad := range []string{"cat >/dev/null; echo '" + answer + "'", "exit 1", "cat >/dev/null; echo x"} {
		if _, err := foreign([]string{"sh", "-c", bad}, taught, taught, 2); err == nil {
			t.Errorf("%s: no error", bad)
		}
	}
}
