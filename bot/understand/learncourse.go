package understand

import "slices"

// course is one lesson made ready: everything that the scores are made of.
type course struct {
	n                                int
	unit, pair, skip, form, formPair [][]uint32
	hidden                           []bool
	blind                            []bool // units whose very words are not looked at this time
	begin, end                       [][]uint32
	segs                             []*piece // by where they begin and how long they are
	steps                            [][]int  // by place: the ends of the stretches that begin there
	want                             []uint64 // the labels of each act, in order
	product, place                   []bool   // by unit
	actProduct, actPlace             []bool   // by act; nil when not known
}

type piece struct {
	features []uint32
	rules    []int32
	base     [labels]float64 // what it loses for what is not said
	odds     [labels]float64 // how likely each label is, by the level of the course
	free     [labels]float64 // how often it is read as each label
	tied     [labels]float64 // how often it should be
}

// features gathers what a part of a message emits.
func features(do func(func(uint32))) []uint32 {
	var out []uint32
	do(func(f uint32) { out = append(out, f&featureMask) })
	return out
}

// stretches makes a piece of every stretch that the message may be cut into.
func (c *course) stretches(r *Reader, m *message) {
	for i := range c.n {
		g := gathering{m: m}
		for j := i + 1; j <= min(c.n, i+longest); j++ {
			g.grow(j - 1)
			if j < c.n && j < i+longest && !m.cutHere(j) {
				continue
			}
			s := &piece{features: features(func(e func(uint32)) { m.ofStretch(i, j, e) })}
			said := g.whole(i, j)
			r.rules.each(said, func(n int) { s.rules = append(s.rules, int32(n)) })
			lacks(said, func(y int) { s.base[y] = -missing })
			c.segs[i*longest+j-i-1] = s
			c.steps[i] = append(c.steps[i], j)
		}
	}
}

// inOrder calls do with every piece, by where it begins and then by where it ends.
func (c *course) inOrder(do func(i, j int, s *piece)) {
	for i := range c.steps {
		for _, j := range c.steps[i] {
			do(i, j, c.piece(i, j))
		}
	}
}

// wanted is the acts that the stretches have to make: neighbours of one intent are one, an address that stands in a block of its own
// is none, and a question of the owner's may be read as any question.
func (c *course) wanted(l Lesson, block bool) {
	var products, places []bool
	known := !l.Bare
	for _, a := range l.Acts {
		if block && a.Intent == GiveAddress {
			block = false
			continue
		}
		set := uint64(0)
		if a.Intent == AskFAQ {
			for n, i := range intents {
				if !notFAQ[i] {
					set |= 1 << n
				}
			}
		} else {
			set = 1 << intentNumber(a.Intent)
		}
		p, q := len(a.Products) > 0 || a.Intent == AskFAQ || a.Intent == AskCatalog, len(a.Places) > 0 || a.Address != nil || a.Intent == AskFAQ || a.Intent == AskStore
		if n := len(c.want); n > 0 && c.want[n-1] == set {
			products[n-1], places[n-1] = products[n-1] || p, places[n-1] || q
			continue
		}
		c.want, products, places = append(c.want, set), append(products, p), append(places, q)
	}
	if known && slices.Contains(products, true) {
		c.actProduct = products
	}
	if known && slices.Contains(places, true) {
		c.actPlace = places
	}
}

// holds tells whether act k may stand on the units from i to j; k is -1 for idle.
func (c *course) holds(k, i, j int) bool {
	if c.actProduct != nil && (k < 0 || !c.actProduct[k]) && slices.Contains(c.product[i:j], true) {
		return false
	}
	return c.actPlace == nil || k >= 0 && c.actPlace[k] || !slices.Contains(c.place[i:j], true)
}

// stride is a number without a common divisor with n, so that steps of it visit everything in a mixed order.
func stride(n int) int {
	for s := 389; ; s++ {
		a, b := n, s
		for b != 0 {
			a, b = b, a%b
		}
		if a == 1 {
			return s
		}
	}
}
