package understand

import "math"

// odds is a value for each label and for none in front of the first.
type odds [labels + 1]float64

// pass is one run over all ways to read a lesson: free, or tied to the acts that are wanted. Ways are added up as numbers, not as
// logarithms, which is many times faster; what the likeliest label of each unit scores is taken out (course.level), so that they stay in range.
type pass struct {
	c      *course
	next   *[labels + 1][labels]float64 // how likely a label is behind another
	states int
	tied   bool
	alpha  [][]odds // by place, state, label in front
	beta   [][]odds
	sum    float64 // of all ways
	follow [labels + 1][labels]float64
}

// goes is the states that a label leads to from a state, over the stretch from i to j: the first and the last of them, none if the
// first is larger.
func (p *pass) goes(state, y, i, j int) (first, last int) {
	if !p.tied {
		return 0, 0
	}
	w := p.c.want
	if y == idle {
		if p.c.holds(-1, i, j) {
			return state, state
		}
		return 1, 0
	}
	first, last = state+1, state
	if state > 0 && w[state-1]>>y&1 != 0 && p.c.holds(state-1, i, j) {
		first = state
	}
	if state < len(w) && w[state]>>y&1 != 0 && p.c.holds(state, i, j) {
		last = state + 1
	}
	return first, last
}

func newPass(c *course, next *[labels + 1][labels]float64, tied bool) *pass {
	p := &pass{c: c, next: next, tied: tied, states: 1}
	if tied {
		p.states = len(c.want) + 1
	}
	for range c.n + 1 {
		p.alpha, p.beta = append(p.alpha, make([]odds, p.states)), append(p.beta, make([]odds, p.states))
	}
	return p
}

// run finds how likely every stretch is; false when there is no way to make the acts.
func (p *pass) run() bool {
	c := p.c
	p.alpha[0][0][labels] = 1
	for i := range c.n {
		for k := range p.states {
			in, any := p.into(i, k)
			if !any {
				continue
			}
			for _, j := range c.steps[i] {
				s := c.piece(i, j)
				for y, x := range &in {
					if x == 0 {
						continue
					}
					for to, last := p.goes(k, y, i, j); to <= last; to++ {
						p.alpha[j][to][y] += x * s.odds[y]
					}
				}
			}
		}
	}
	last := p.states - 1
	for y := range labels {
		p.sum += p.alpha[c.n][last][y]
		p.beta[c.n][last][y] = 1
	}
	if p.sum <= 0 || math.IsInf(p.sum, 0) || math.IsNaN(p.sum) {
		return false
	}
	p.backward()
	return true
}

// into adds up the ways of arriving at a place and state, by the label that comes next; false when there are none.
func (p *pass) into(i, k int) (in [labels]float64, any bool) {
	for prev, a := range &p.alpha[i][k] {
		if a == 0 {
			continue
		}
		any = true
		for y, x := range &p.next[prev] {
			in[y] += a * x
		}
	}
	return in, any
}

func (p *pass) backward() {
	c := p.c
	for i := c.n - 1; i >= 0; i-- {
		for k := range p.states {
			in, any := p.into(i, k)
			if !any {
				continue
			}
			var out [labels]float64
			for _, j := range c.steps[i] {
				s := c.piece(i, j)
				share := &s.free
				if p.tied {
					share = &s.tied
				}
				for y := range labels {
					for to, last := p.goes(k, y, i, j); to <= last; to++ {
						x := s.odds[y] * p.beta[j][to][y]
						out[y] += x
						share[y] += in[y] * x / p.sum
					}
				}
			}
			for prev, a := range &p.alpha[i][k] {
				if a == 0 {
					continue
				}
				b := 0.0
				for y, x := range &p.next[prev] {
					x *= out[y]
					b += x
					p.follow[prev][y] += a * x / p.sum
				}
				p.beta[i][k][prev] = b
			}
		}
	}
}
