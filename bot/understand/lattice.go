package understand

// A message is read as a row of stretches, each of which does one thing or nothing. Every way to cut it is scored: what stands in a
// stretch, where it begins and ends, what the rules of aturan.txt say of it, and which act follows which. The weights are learnt from
// labelled messages (learn.go); the best way is found by going through the places to cut from left to right.

// labels is how many things a stretch can be: the intents and idle.
const (
	labels    = 33
	idle      = labels - 1 // says nothing of its own
	longest   = 14         // units of a stretch
	mostUnits = 160        // units that are looked at; what follows is idle
)

const (
	featureBits = 17
	featureMask = 1<<featureBits - 1
)

// row is the score of each label.
type row [labels]float32

// weights is what was learnt.
type weights struct {
	features []int8 // by feature and label
	scale    float32
	rules    [][labels]float32 // by rule
	follow   [labels + 1]row   // by the label in front (the last for none) and label
	end      row               // a stretch that ends the message
	length   [longest + 1]row  // a stretch of so many units; 0 is nothing
	whole    [mostWhole + 1]row
	faq      faqWeights // what speaks for one of the owner's questions
}

func (w *weights) add(r *row, f uint32) {
	base := int(f&featureMask) * labels
	part := w.features[base : base+labels]
	for y, x := range part {
		r[y] += float32(x)
	}
}

// cutHere tells whether a stretch may begin at unit i: never right behind a phrase's first particle for nothing.
func (m *message) cutHere(i int) bool {
	if i == 0 || i == len(m.units) || m.units[i].signs != 0 {
		return true
	}
	u, p := &m.units[i], &m.units[i-1]
	if u.hollow && !u.cues.meets(m.r.cue.cutting) {
		return false
	}
	if u.named && u.kind == spotPlace && !p.named && p.cues.empty() && p.word {
		return false // the place of a name: "kopi Lampung"
	}
	return u.named || !u.cues.empty() || p.hollow
}

// gathering is the cues of a stretch that grows unit by unit.
type gathering struct {
	m       *message
	cues    cues
	pending cues // of a "ga" that may end a question
	said    bool
	no      bool
	words   int
}

func (g *gathering) grow(i int) {
	u := &g.m.units[i]
	if u.signs&signAsk != 0 && g.words > 0 {
		g.cues.add(g.m.r.cue.tanya)
	}
	if u.signs&signShout != 0 && g.words > 0 {
		g.cues.add(g.m.r.cue.seru)
	}
	if u.word {
		g.words++
	}
	switch {
	case u.bareNo && g.said:
		g.pending.union(u.cues)
		g.no = true
		return
	case u.hollow:
	default:
		g.said = true
		g.cues.union(g.pending)
		g.pending, g.no = cues{}, false
	}
	g.cues.union(u.cues)
}

// whole is the cues of the stretch from i to j.
func (g *gathering) whole(i, j int) cues {
	c := g.cues
	k := g.m.r.cue
	signs := g.m.signsAt(j)
	if g.no || signs&signAsk != 0 {
		c.add(k.tanya)
	}
	if signs&signShout != 0 {
		c.add(k.seru)
	}
	if signs&signEmoji != 0 {
		c.add(k.emoji)
	}
	if i == 0 {
		c.add(k.awal)
	}
	if g.words <= 3 {
		c.add(k.pendek)
	}
	if g.words == 0 {
		c.add(k.satu)
	}
	return c
}

// stretch is a piece of the best way to read a message.
type stretch struct {
	from, to int // units
	label    int
	margin   float32 // by how much the label leads the next best for the same words
}

// lattice is the room that reading a message takes.
type lattice struct {
	left, right []row // what a stretch of two units or more says by where it begins, and by where it ends
	short       []row // what a stretch of one unit says
	best        []row // by place and label of the stretch that ends there
	from        [][labels]int16
	before      [][labels]int8
	reached     []bool // places where a stretch ends
	out         []stretch
}

func (l *lattice) size(n int) {
	if cap(l.best) < n+1 {
		l.left, l.right, l.short, l.best = make([]row, n+1), make([]row, n+1), make([]row, n+1), make([]row, n+1)
		l.from, l.before, l.reached = make([][labels]int16, n+1), make([][labels]int8, n+1), make([]bool, n+1)
	}
	l.left, l.right, l.short, l.best = l.left[:n+1], l.right[:n+1], l.short[:n+1], l.best[:n+1]
	l.from, l.before, l.reached = l.from[:n+1], l.before[:n+1], l.reached[:n+1]
}

// prepare sums up what does not depend on how the message is cut: what a stretch from i to j says is left[i] + right[j].
func (m *message) prepare(w *weights, l *lattice, n int) {
	l.size(n)
	one, two, skip := row{}, row{}, row{} // sums up to a unit of what units, pairs and skips say
	for i := range n {
		begin := row{}
		m.ofBegin(i, func(f uint32) { w.add(&begin, f) })
		for y := range begin {
			begin[y] -= one[y]
		}
		l.short[i] = begin
		m.ofUnit(i, func(f uint32) { w.add(&one, f) })
		m.ofForm(i, func(f uint32) { w.add(&one, f) })
		if i > 0 {
			m.ofFormPair(i, func(f uint32) { w.add(&two, f) })
			m.ofPair(i, func(f uint32) { w.add(&two, f) })
		}
		if i > 1 {
			m.ofSkip(i, func(f uint32) { w.add(&skip, f) })
		}
		end := row{}
		m.ofEnd(i+1, func(f uint32) { w.add(&end, f) })
		for y := range end {
			// A stretch that begins here has the pairs behind this unit and the skips behind the next.
			l.left[i][y] = (begin[y] - two[y]) * w.scale
			if i > 0 {
				l.left[i-1][y] -= skip[y] * w.scale
			}
			l.right[i+1][y] = (end[y] + one[y] + two[y] + skip[y]) * w.scale
			l.short[i][y] = (begin[y] + end[y] + one[y]) * w.scale
		}
	}
}

// score adds up what is said of the stretch from i to j, in r.
func (m *message) score(w *weights, l *lattice, i, j int, c cues, r *row) {
	whole := &w.length[0]
	if i == 0 && j == len(m.units) {
		whole = &w.whole[min(j-i, len(w.whole)-1)]
	}
	length := &w.length[min(j-i, longest)]
	if j == i+1 {
		for y := range r {
			r[y] = l.short[i][y] + length[y] + whole[y]
		}
	} else {
		left, right := &l.left[i], &l.right[j]
		for y := range r {
			r[y] = left[y] + right[y] + length[y] + whole[y]
		}
	}
	m.r.rules.each(c, func(n int) {
		for y, x := range &w.rules[n] {
			r[y] += x
		}
	})
	lacks(c, func(y int) { r[y] -= missing })
}

const nowhere = -1e9

// cut finds the best way to read the units.
func (m *message) cut(w *weights, l *lattice) []stretch {
	n := min(len(m.units), mostUnits)
	l.out = l.out[:0]
	if n == 0 {
		return l.out
	}
	m.prepare(w, l, n)
	for j := range n + 1 {
		l.reached[j] = false
		for y := range l.best[j] {
			l.best[j][y] = nowhere
		}
	}
	var r, start row
	for i := range n {
		var came [labels]int8
		if i == 0 {
			start = w.follow[labels]
		} else {
			if !l.reached[i] {
				continue
			}
			for y := range start {
				start[y] = nowhere
			}
			for p, b := range l.best[i] {
				if b <= nowhere {
					continue
				}
				for y, t := range &w.follow[p] {
					if b+t > start[y] {
						start[y], came[y] = b+t, int8(p)
					}
				}
			}
		}
		g := gathering{m: m}
		for j := i + 1; j <= min(n, i+longest); j++ {
			g.grow(j - 1)
			if j < n && j < i+longest && !m.cutHere(j) {
				continue
			}
			l.reached[j] = true
			m.score(w, l, i, j, g.whole(i, j), &r)
			for y := range r {
				x := start[y] + r[y]
				if j == n {
					x += w.end[y]
				}
				if x > l.best[j][y] {
					l.best[j][y], l.from[j][y], l.before[j][y] = x, int16(i), came[y]
				}
			}
		}
	}
	return m.trace(w, l, n)
}

// lead is by how much a label leads the next best for the stretch from i to j taken alone.
func (m *message) lead(w *weights, l *lattice, i, j, label int) float32 {
	g := gathering{m: m}
	for k := i; k < j; k++ {
		g.grow(k)
	}
	var r row
	m.score(w, l, i, j, g.whole(i, j), &r)
	next := float32(nowhere)
	for y, x := range &r {
		if y != label {
			next = max(next, x)
		}
	}
	return r[label] - next
}

// trace reads the best way backwards.
func (m *message) trace(w *weights, l *lattice, n int) []stretch {
	y := 0
	for k := range labels {
		if l.best[n][k] > l.best[n][y] {
			y = k
		}
	}
	for j := n; j > 0; {
		i := int(l.from[j][y])
		l.out = append(l.out, stretch{from: i, to: j, label: y, margin: m.lead(w, l, i, j, y)})
		j, y = i, int(l.before[j][y])
	}
	for a, b := 0, len(l.out)-1; a < b; a, b = a+1, b-1 {
		l.out[a], l.out[b] = l.out[b], l.out[a]
	}
	return l.out
}
