package understand

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestNameTable finds under each name what was filed there, in order.
func TestNameTable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		hash := rapid.SampledFrom([]uint64{0, 1, 2, 3, 1 << 63, 1<<64 - 1})
		var products []nameEntry[int32]
		var spelled []nameEntry[spelling]
		wantP, wantS := map[uint64][]int32{}, map[uint64][]spelling{}
		for i := range rapid.IntRange(0, 20).Draw(t, "entries") {
			h, p := hash.Draw(t, "hash"), int32(i/3)
			products = append(products, nameEntry[int32]{h, p})
			if !slices.Contains(wantP[h], p) {
				wantP[h] = append(wantP[h], p)
			}
			if rapid.Bool().Draw(t, "spelled") {
				s := spelling{product: p, text: rapid.StringN(0, 2, -1).Draw(t, "text")}
				spelled, wantS[h] = append(spelled, nameEntry[spelling]{h, s}), append(wantS[h], s)
			}
		}
		table := newNameTable(products, spelled)
		for _, h := range []uint64{0, 1, 2, 3, 4, 1 << 63, 1<<64 - 1} {
			if p, s := table.find(h); !slices.Equal(p, wantP[h]) || !slices.Equal(s, wantS[h]) {
				t.Fatalf("%d: %v, %v; want %v, %v", h, p, s, wantP[h], wantS[h])
			}
		}
	})
}
