package understand

import "math"

const never = -1e18

func logAdd(a, b float64) float64 {
	if a < b {
		a, b = b, a
	}
	if b <= never || a-b > 40 {
		return a
	}
	return a + math.Log1p(math.Exp(b-a))
}

// pass is one run over all ways to read a lesson: free, or tied to the acts that are wanted.
type pass struct {
	t      *table
	c      *course
	states int
	tied   bool
	alpha  [][]([labels + 1]float64) // by place, state, label in front
	beta   [][]([labels + 1]float64)
	total  float64
	follow [labels + 1][labels]float64
}

// goes is the states that a label leads to from a state, over the stretch from i to j.
func (p *pass) goes(state, y, i, j int, do func(int)) {
	if !p.tied {
		do(0)
		return
	}
	w := p.c.want
	if y == idle {
		if p.c.holds(-1, i, j) {
			do(state)
		}
		return
	}
	if state > 0 && w[state-1]>>y&1 != 0 && p.c.holds(state-1, i, j) {
		do(state)
	}
	if state < len(w) && w[state]>>y&1 != 0 && p.c.holds(state, i, j) {
		do(state + 1)
	}
}

func newPass(t *table, c *course, tied bool) *pass {
	p := &pass{t: t, c: c, tied: tied, states: 1}
	if tied {
		p.states = len(c.want) + 1
	}
	for range c.n + 1 {
		a, b := make([][labels + 1]float64, p.states), make([][labels + 1]float64, p.states)
		for k := range a {
			for y := range a[k] {
				a[k][y], b[k][y] = never, never
			}
		}
		p.alpha, p.beta = append(p.alpha, a), append(p.beta, b)
	}
	return p
}

// run finds how likely every stretch is; false when there is no way to make the acts.
func (p *pass) run() bool {
	c := p.c
	p.alpha[0][0][labels] = 0
	for i := range c.n {
		for k := range p.states {
			in := p.into(i, k)
			if in == nil {
				continue
			}
			for _, j := range c.steps[i] {
				s := c.segs[[2]int{i, j}]
				for y := range labels {
					if in[y] <= never {
						continue
					}
					p.goes(k, y, i, j, func(to int) {
						p.alpha[j][to][y] = logAdd(p.alpha[j][to][y], in[y]+s.score[y])
					})
				}
			}
		}
	}
	last := p.states - 1
	p.total = never
	for y := range labels {
		p.total = logAdd(p.total, p.alpha[c.n][last][y])
		p.beta[c.n][last][y] = 0
	}
	if p.total <= never {
		return false
	}
	p.backward()
	return true
}

// into is the score of arriving at a place and state, by the label that comes next.
func (p *pass) into(i, k int) *[labels]float64 {
	any := false
	var in [labels]float64
	for y := range in {
		in[y] = never
	}
	for prev, a := range p.alpha[i][k] {
		if a <= never {
			continue
		}
		any = true
		for y := range labels {
			in[y] = logAdd(in[y], a+float64(p.t.follow[prev][y]))
		}
	}
	if !any {
		return nil
	}
	return &in
}

func (p *pass) backward() {
	c := p.c
	for i := c.n - 1; i >= 0; i-- {
		for k := range p.states {
			in := p.into(i, k)
			if in == nil {
				continue
			}
			var out [labels]float64
			for y := range out {
				out[y] = never
			}
			for _, j := range c.steps[i] {
				s := c.segs[[2]int{i, j}]
				for y := range labels {
					p.goes(k, y, i, j, func(to int) {
						b := p.beta[j][to][y]
						if b <= never {
							return
						}
						out[y] = logAdd(out[y], s.score[y]+b)
						if x := in[y] + s.score[y] + b - p.total; x > -12 {
							if p.tied {
								s.tied[y] += math.Exp(x)
							} else {
								s.free[y] += math.Exp(x)
							}
						}
					})
				}
			}
			for prev := range p.alpha[i][k] {
				a := p.alpha[i][k][prev]
				if a <= never {
					continue
				}
				b := never
				for y := range labels {
					if out[y] <= never {
						continue
					}
					x := float64(p.t.follow[prev][y]) + out[y]
					b = logAdd(b, x)
					if z := a + x - p.total; z > -12 {
						p.follow[prev][y] += math.Exp(z)
					}
				}
				p.beta[i][k][prev] = b
			}
		}
	}
}
