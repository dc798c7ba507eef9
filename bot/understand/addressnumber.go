package understand

import (
	"slices"

	"tokobot/internal/bahasa"
)

// houseMarks stand in front of the number of a house, a block or a floor where an address is corrected.
var houseMarks = []string{"no", "nomor", "nomer", "nmr", "nmer", "blok", "blk", "gang", "gg", "rt", "rw", "lantai", "unit", "kav", "kavling"}

// houseNumber is the one house number of a clause that corrects an address and says nothing else of it, as it was written: "yg bener no 45 kak
// bukan 54". "" for none.
func (m *message) houseNumber(c *clause) string {
	for i := c.from; i+1 < c.to; i++ {
		if !slices.Contains(houseMarks, m.words[i].Text) || m.before(i) >= c.from && m.cuesAt(m.before(i)).meets(m.r.cue.not) {
			continue
		}
		if n := m.tokens[i+1]; n.Kind == bahasa.Number && len(n.Text) <= 4 {
			to := i + 2
			for to < c.to && m.tokens[to].Glued && m.tokens[to].Kind <= bahasa.Number {
				to++
			}
			return m.raw(i, to)
		}
	}
	return ""
}
