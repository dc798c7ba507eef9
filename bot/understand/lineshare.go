package understand

import "slices"

// shareRun gives what stands once behind a run of options to all of them: in "hitam putih navy ukuran L" each is an L.
func (m *message) shareRun() {
	for k := len(m.lines) - 1; k > 0; k-- {
		last := &m.lines[k]
		own := m.optionSpots(k)
		if len(last.products) != 1 || len(own) < 2 || last.carried > 0 {
			continue
		}
		for first, next := own[0], k; next > 0; next-- {
			l, spots := &m.lines[next-1], m.optionSpots(next-1)
			if l.qty > 0 || l.clause != last.clause || !slices.Equal(l.products, last.products) || len(spots) != 1 ||
				!m.sameAxis(l.products[0], spots[0].phrase, first.phrase) || !m.besides(spots[0].to, first.from) {
				break
			}
			first = spots[0]
			m.shareOptions(l, last)
		}
	}
}

// optionSpots is the options that were said of a line, in their order.
func (m *message) optionSpots(k int) []*spot {
	var out []*spot
	for i := range m.spots {
		if s := &m.spots[i]; s.kind == spotOption && s.to > 0 && s.line == k+1 {
			out = append(out, s)
		}
	}
	return out
}
