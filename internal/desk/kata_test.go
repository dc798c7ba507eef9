package desk

import (
	"strings"
	"testing"
	"unicode"

	"tokobot/catalog"
	"tokobot/internal/shop"
)

// TestEveryFigureHasASource says every reply of the desks in an owner's wording that has figures of its own: whatever digit comes
// out stands in a source.
func TestEveryFigureHasASource(t *testing.T) {
	c := &catalog.Catalog{Version: "v1", Shop: catalog.Shop{Name: "Toko 88", Sapaan: "kak", At: map[string]catalog.Pos{"nama": {File: "toko.yaml", Line: 1}}},
		Replies: map[string][]catalog.Reply{}}
	for key, r := range replies {
		text := "Buka 24 jam, {toko}"
		for _, name := range r.names {
			text += " 7 {" + name + "}"
		}
		c.Replies[key] = []catalog.Reply{{Text: text, Pos: catalog.Pos{File: "balasan.yaml", Line: 3}}}
	}
	w := &work{Desk: &Desk{Shop: Shop{Catalog: c}}}
	for key, r := range replies {
		var values []filled
		for i, name := range r.names {
			values = append(values, is(name, strings.Repeat("1", i+2), "order X"))
		}
		s := w.say(1, key, values...)
		for _, run := range strings.FieldsFunc(s.Text, func(r rune) bool { return !unicode.IsDigit(r) }) {
			found := false
			for _, src := range s.Sources {
				found = found || strings.Contains(src.Text, run) && src.From != ""
			}
			if !found {
				t.Errorf("%s: %q has no source in %q", key, run, s.Text)
			}
		}
		if again := w.say(1, key, values...); again.Text != s.Text {
			t.Errorf("%s is said another way the second time", key)
		}
	}
	c.Replies["dikirim"] = []catalog.Reply{{Text: "satu"}, {Text: "dua"}}
	said := map[string]bool{}
	for id := range shop.BuyerID(20) {
		said[w.say(id, "dikirim").Text] = true
	}
	if !said["Satu"] || !said["Dua"] {
		t.Errorf("wordings take no turns: %v", said)
	}
}
