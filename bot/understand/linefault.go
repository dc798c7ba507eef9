package understand

import (
	"slices"
	"strings"

	"tokobot/internal/bahasa"
)

// faultCounts leaves of the numbers told with a fault those of goods that are broken or missing: not how many did come ("cuma 28"), were ordered,
// or how many of their parts broke ("rodanya pecah satu").
func (m *message) faultCounts() {
	for k := range m.lines {
		l := &m.lines[k]
		if l.clause < 0 || l.qty == 0 {
			continue
		}
		if intent := m.cs[l.clause].intent; intent != Complain && intent != ReturnRefund {
			continue
		}
		l.qty = 0
		for i := range m.spots {
			if s := &m.spots[i]; s.kind == spotQuantity && s.to > 0 && s.line == k+1 && m.faultCount(s, m.cs[l.clause].from) {
				l.qty = s.quantity.Pieces()
				break
			}
		}
	}
}

// cameWords stand in front of a number of goods that came, were ordered or belong together, rather than of those at fault.
var cameWords = []string{"cuma", "cm", "cuman", "cmn", "hanya", "mung", "ngan", "baru", "kakara", "lagi", "nembe", "jadi", "dari", "pesan", "pesen", "beli", "order", "bayar",
	"bli", "psn", "pasan", "hampir", "ampir", "isi", "eusina", "teko", "dateng", "datang"}

// faultCount tells whether a number of a clause that begins at a token counts goods at fault.
func (m *message) faultCount(n *spot, begin int) bool {
	b := m.before(n.from)
	if b >= 0 && slices.Contains(cameWords, m.words[b].Text) || n.to < len(m.tokens) && m.tokens[n.to].Text == "sama" {
		return false
	}
	if n.quantity.Unit.Name != "" {
		return true
	}
	for i := n.from - 1; i >= begin; i-- {
		if s := m.at(i); s != nil && s.kind == spotProduct {
			b := s.from - 1
			return n.quantity.Pieces() > 1 || b < 0 || !m.free(b) || m.tokens[b].Kind != bahasa.Word || !m.cuesAt(b).empty() || len(m.tokens[b].Text) < 4 // "roda strollernya patah satu"
		}
		if m.tokens[i].Kind > bahasa.Number {
			return true // "jarnya retak, ada 4"
		}
		if m.free(i) && m.tokens[i].Kind == bahasa.Word && m.partName(m.tokens[i].Text) {
			return false
		}
	}
	return true
}

// partName tells whether a word is a noun with an ending that says whose it is, as parts of goods are named.
func (m *message) partName(w string) bool {
	stem := clitic(w, func(s string) bool { return len(s) >= 3 })
	return stem != "" && !strings.HasSuffix(stem, "n") || strings.HasSuffix(w, "nya")
}
