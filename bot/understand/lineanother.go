package understand

import "slices"

// upTo opens a line for each further size of "37-40".
func (b *lineBuilder) upTo(s *spot) {
	for _, phrase := range s.more {
		if s.line == 0 || len(b.lines[b.cur].products) == 0 {
			return
		}
		next := *s
		next.phrase = phrase
		b.another(&b.lines[b.cur], &next)
	}
}

// another opens a line of the same product with another option: in "L hitam 2, putih 1" what is not said anew stays.
func (b *lineBuilder) another(l *line, s *spot) {
	next := line{products: l.products, exact: l.exact, from: s.from, to: s.to}
	for _, o := range l.options {
		if !b.sameAxis(l.products[0], o, s.phrase) {
			next.options = append(next.options, o)
		}
	}
	next.carried = len(next.options)
	next.options = append(next.options, s.phrase)
	b.open(next, s)
	b.narrow(&b.lines[b.cur])
}

// replaces puts an option in the place of one that was only carried over from the line before.
func (b *lineBuilder) replaces(l *line, s *spot, i int) bool {
	if l.qty > 0 && l.counted == 0 && !b.behindNumber(l, s, i) {
		return false
	}
	for k, o := range l.options[:l.carried] {
		if b.sameAxis(l.products[0], o, s.phrase) {
			l.options, l.to = append(slices.Delete(l.options, k, k+1), s.phrase), max(l.to, s.to)
			l.carried--
			s.line = b.cur + 1
			return true
		}
	}
	return false
}

// behindNumber tells whether an option right behind the number of a line still belongs to it, as the numbers stand in front of what they count: "hitam
// 1 L", "L 2 hitam 3 putih". In "L 2 hitam 3" it does not.
func (b *lineBuilder) behindNumber(l *line, s *spot, i int) bool {
	own := line{options: l.options[l.carried:]}
	if i == 0 || len(own.options) == 0 || b.axisTaken(&own, s.phrase) || b.spots[i-1].kind != spotQuantity || b.spots[i-1].line != b.cur+1 || b.spots[i-1].to != s.from || b.spots[i-1].quantity.Unit.Name != "" {
		return false
	}
	last := s
	for k := i + 1; k < len(b.spots) && (b.spots[k].kind == spotOption || b.spots[k].kind == spotQuantity); k++ {
		if b.spots[k].to > 0 {
			last = &b.spots[k]
		}
	}
	return last.kind == spotOption
}
