package understand

import "slices"

// oneThing leaves one of two names that stand side by side, with nothing between that parts them, and have no goods in common: people then
// name one thing and say its kind in front or what it is for behind ("tas sekolah noraku", "tinta canon g2730"). A whole name wins, then the
// name of more words; of two that are alike both stay.
func (m *message) oneThing() {
	last := -1
	for i := range m.spots {
		s := &m.spots[i]
		if s.kind != spotProduct || s.to < 0 {
			continue
		}
		if last < 0 || !adjoin(&m.spots[last], s) {
			last = i
			continue
		}
		a := &m.spots[last]
		switch wa, wb := m.weight(a), m.weight(s); {
		case wa < wb:
			m.drop(a)
			last = i
		case wa > wb:
			m.drop(s)
		default:
			last = i
		}
	}
}

// weight ranks a name by how much of it was said.
func (m *message) weight(s *spot) int {
	w := s.to - s.from
	if s.code != "" || len(s.products) > 1 {
		return 0
	}
	if s.exact {
		return 10 + w
	}
	return w
}

// adjoin tells whether two names of different goods stand side by side.
func adjoin(a, b *spot) bool {
	return a.to == b.from && !slices.ContainsFunc(a.products, func(p int32) bool { return slices.Contains(b.products, p) })
}

// narrowBehind leaves, of several goods that a word may mean, those whose name has a word said a little behind it: "raket yang bagus buat
// pemula apa", where one is for beginners.
func (m *message) narrowBehind() {
	ix := m.r.index
	for i := range m.spots {
		s := &m.spots[i]
		if s.kind != spotProduct || s.to < 0 || len(s.products) < 2 || len(s.products) > most {
			continue
		}
		for k := s.to; k < min(len(m.words), s.to+6) && !m.parted(k, k+1) && m.free(k); k++ {
			id, known := ix.vocab[m.words[k].Text]
			if !known || ix.words[id].common || ix.words[id].head || len(m.words[k].Text) < 4 {
				continue
			}
			if left := intersect(nil, s.products, ix.post(id)); len(left) > 0 && len(left) < len(s.products) {
				s.products = left
				break
			}
		}
	}
}

// letterName tells whether a letter and the word behind it are all of a name that the owner gives goods: "x banner".
func (m *message) letterName(i int) bool {
	if i+1 >= len(m.terms) || m.terms[i].number || m.parted(m.terms[i].to, m.terms[i+1].from) {
		return false
	}
	if i > 0 && m.terms[i-1].to == m.terms[i].from {
		front, known := m.r.index.vocab[m.terms[i-1].key]
		if id, ok := m.r.index.vocab[m.terms[i].key]; known && ok && m.r.index.numbered[pairOf(front, id)] {
			return false // "mini x banner" is another
		}
	}
	letter, ok := m.hit(i)
	if !ok || !letter.sure || letter.next != i+1 {
		return ok && letter.sure && letter.next == i+2 // "x banner" where the owner writes xbanner too
	}
	word, ok := m.hit(i + 1)
	if !ok || !word.sure {
		return false
	}
	for _, a := range letter.ids {
		for _, b := range word.ids {
			if len(m.r.index.names.of(setHash([]int32{a, b}))) > 0 {
				return true
			}
		}
	}
	return false
}
