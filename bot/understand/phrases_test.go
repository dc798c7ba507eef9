package understand

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestPhrases finds in a packed tree just what was put into it.
func TestPhrases(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.SampledFrom([]string{"a", "b", "c", "d", "e"})
		phrase := rapid.SliceOfN(word, 1, 4)
		want := map[string]int{}
		root := &sprout[int]{}
		for i, p := range rapid.SliceOf(phrase).Draw(t, "phrases") {
			n := root
			for _, w := range p {
				n = n.put(w)
			}
			n.value = i/2 + 1 // some are alike
			want[strings.Join(p, " ")] = n.value
		}
		p := packed(root, func(v int) int { return v })
		for range 20 {
			asked := phrase.Draw(t, "asked")
			at := trunk
			for _, w := range asked {
				at = p.step(at, w)
			}
			text, got := strings.Join(asked, " "), 0
			if at != offTree {
				got = p.at(at)
			}
			begun := slices.ContainsFunc(slices.Collect(maps.Keys(want)), func(k string) bool { return strings.HasPrefix(k+" ", text+" ") })
			if got != want[text] || begun != (at != offTree) {
				t.Fatalf("%q: %d, begun %v; want %d, %v", text, got, at != offTree, want[text], begun)
			}
			if longer := slices.ContainsFunc(slices.Collect(maps.Keys(want)), func(k string) bool { return strings.HasPrefix(k, text+" ") }); at != offTree && p.ends(at) == longer {
				t.Fatalf("%q ends: %v", text, p.ends(at))
			}
			if in := strings.Contains(strings.Join(slices.Collect(maps.Keys(want)), " "), asked[0]); p.has(asked[0]) != in {
				t.Fatalf("has %q: %v", asked[0], !in)
			}
		}
	})
}
