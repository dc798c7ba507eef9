package understand

import (
	"math"
	"math/rand/v2"
	"slices"
)

// Lesson is a message with the acts it makes, to learn from. Where only the intents are known, Bare is set.
type Lesson struct {
	Shop string
	Text string
	Acts []Act
	Bare bool
}

// How the weights are learnt: the likelihood of the labelled acts, over all ways to cut the message that make them, is raised step by
// step (a semi-Markov conditional random field whose cuts are hidden), with steps that shrink for what was often moved. Words and whole
// units are hidden by chance, so that no single one is relied on.
const (
	learnTimes  = 5 // from the beginning, in other orders; the mean of all is taken
	learnRounds = 4
	learnMean   = 2 // rounds at the end whose weights are averaged
	learnStep   = 0.12
	learnPull   = 5e-4 // towards zero, or towards what a rule says
	ruleTrust   = 0.6  // how much of a rule's weight it begins with
	hideWord    = 0.3  // how often a unit's very words are not looked at
	hideUnit    = 0.1  // how often nothing of a unit is
)

// table is the weights while they are learnt.
type table struct {
	w, g2           []float32 // by feature and label
	rules           [][labels]float32
	rule0           [][labels]float32
	ruleG           [][labels]float32
	follow, followG [labels + 1]row
	end, endG       row
	faq             faqWeights
	sums            *table // of the weights at the ends of rounds
	rounds          int
}

// Learn finds the weights that read the lessons best and returns them as they are embedded. readers gives the reader of each shop.
func Learn(lessons []Lesson, readers map[string]*Reader, say func(round int, loss float64, used int)) []byte {
	var courses []*course
	rules := 0
	for _, l := range lessons {
		r := readers[l.Shop]
		rules = len(r.rules.rules)
		if c := r.course(l); c != nil {
			courses = append(courses, c)
		}
	}
	var t *table
	step := stride(len(courses))
	for n := range learnRounds * learnTimes {
		round := n % learnRounds
		if round == 0 {
			last := t
			if t = newTable(rules, readers[lessons[0].Shop].rules.rules); last != nil {
				t.sums = last.sums
			}
		}
		rng := rand.New(rand.NewPCG(2, uint64(n)))
		loss, used := 0.0, 0
		for i, at := 0, n%7; i < len(courses); i, at = i+1, (at+step)%len(courses) {
			if x, ok := t.learn(courses[at%len(courses)], rng); ok {
				loss += x
				used++
			}
		}
		if round >= learnRounds-learnMean {
			t.remember()
		}
		if say != nil {
			say(n, loss, used)
		}
	}
	t.settle()
	t.learnFAQ(lessons, readers, unpack(string(t.pack())))
	return t.pack()
}

// remember adds the weights as they are to their sum.
func (t *table) remember() {
	if t.sums == nil {
		t.sums = newTable(len(t.rules), nil)
	}
	t.sums.rounds++
	each := func(sum, w []float32) {
		for i, x := range w {
			sum[i] += x
		}
	}
	each(t.sums.w, t.w)
	for i := range t.rules {
		each(t.sums.rules[i][:], t.rules[i][:])
	}
	for i := range t.follow {
		each(t.sums.follow[i][:], t.follow[i][:])
	}
	each(t.sums.end[:], t.end[:])
}

// settle puts the mean of the weights remembered in their place: where the steps end is chance, their middle is not.
func (t *table) settle() {
	n := float32(t.sums.rounds)
	each := func(w, sum []float32) {
		for i, x := range sum {
			w[i] = x / n
		}
	}
	each(t.w, t.sums.w)
	for i := range t.rules {
		each(t.rules[i][:], t.sums.rules[i][:])
	}
	for i := range t.follow {
		each(t.follow[i][:], t.sums.follow[i][:])
	}
	each(t.end[:], t.sums.end[:])
}

// Weighed is a reader of the same shop that reads by other weights, as Learn returns them.
func (r *Reader) Weighed(weights []byte) *Reader {
	out := *r
	out.weights = unpack(string(weights))
	return &out
}

func newTable(n int, rules []rule) *table {
	t := &table{w: make([]float32, labels<<featureBits), g2: make([]float32, labels<<featureBits),
		rules: make([][labels]float32, n), rule0: make([][labels]float32, n), ruleG: make([][labels]float32, n)}
	for i, r := range rules {
		t.rules[i][r.intent] = r.weight * ruleTrust
		t.rule0[i] = t.rules[i]
	}
	return t
}

// course prepares a lesson; nil when nothing of it can be learnt from.
func (r *Reader) course(l Lesson) *course {
	m := new(message)
	m.begin(r, l.Text, Context{})
	if len(m.tokens) == 0 {
		return nil
	}
	m.scanNamed()
	m.cutUnits()
	n := min(len(m.units), 48)
	if n == 0 {
		return nil
	}
	m.units = m.units[:n]
	c := &course{n: n, segs: make([]*piece, n*longest), steps: make([][]int, n)}
	for i := range n {
		c.unit = append(c.unit, features(func(e func(uint32)) { m.ofUnit(i, e) }))
		var pair, skip []uint32
		if i > 0 {
			pair = features(func(e func(uint32)) { m.ofPair(i, e) })
		}
		if i > 1 {
			skip = features(func(e func(uint32)) { m.ofSkip(i, e) })
		}
		c.form = append(c.form, features(func(e func(uint32)) { m.ofForm(i, e) }))
		var fp []uint32
		if i > 0 {
			fp = features(func(e func(uint32)) { m.ofFormPair(i, e) })
		}
		c.formPair = append(c.formPair, fp)
		c.pair, c.skip = append(c.pair, pair), append(c.skip, skip)
		c.begin = append(c.begin, features(func(e func(uint32)) { m.ofBegin(i, e) }))
		u := &m.units[i]
		c.product = append(c.product, u.named && (u.kind == spotProduct || u.kind == spotOption))
		c.place = append(c.place, u.named && u.kind == spotPlace)
	}
	c.end = append(c.end, nil)
	for j := 1; j <= n; j++ {
		c.end = append(c.end, features(func(e func(uint32)) { m.ofEnd(j, e) }))
	}
	c.stretches(r, m)
	c.wanted(l, m.block != nil)
	return c
}

// piece is the stretch from i to j.
func (c *course) piece(i, j int) *piece { return c.segs[i*longest+j-i-1] }

func (t *table) sum(fs []uint32, into *[labels]float64) {
	for _, f := range fs {
		w := t.w[int(f)*labels : int(f)*labels+labels]
		for y, x := range w {
			into[y] += float64(x)
		}
	}
}

// groups are the features that stretches share, by the unit where they stand: what a stretch from i to j is told by is begin[i], end[j],
// unit[i] to unit[j-1], pair[i+1] to pair[j-1] and skip[i+2] to skip[j-1].
type groups struct {
	begin, end, unit, pair, skip [][labels]float64
}

func newGroups(n int) *groups {
	make := func() [][labels]float64 { return make([][labels]float64, n+3) }
	return &groups{make(), make(), make(), make(), make()}
}

// each calls do with the features of every group and where what they say is kept.
func (c *course) each(g *groups, do func(fs []uint32, at *[labels]float64)) {
	for u := range c.n {
		do(c.begin[u], &g.begin[u])
		do(c.end[u+1], &g.end[u+1])
		if c.hidden[u] {
			continue
		}
		do(c.unit[u], &g.unit[u])
		do(c.pair[u], &g.pair[u])
		do(c.skip[u], &g.skip[u])
		if c.blind[u] {
			continue
		}
		do(c.form[u], &g.unit[u])
		if u > 0 && !c.blind[u-1] {
			do(c.formPair[u], &g.pair[u])
		}
	}
}

// scores fills in how likely each label of each stretch is, beside the likeliest of each unit alone,.
func (t *table) scores(c *course) {
	g := newGroups(c.n)
	c.each(g, t.sum)
	levels := make([]float64, c.n+1)
	for u := range c.n {
		levels[u+1] = levels[u] + slices.Max(g.unit[u][:])
	}
	for i := range c.steps {
		row := g.begin[i]
		u := i
		for _, j := range c.steps[i] {
			for ; u < j; u++ {
				addRow(&row, &g.unit[u])
				if u > i {
					addRow(&row, &g.pair[u])
				}
				if u > i+1 {
					addRow(&row, &g.skip[u])
				}
			}
			s := c.piece(i, j)
			score := row
			t.whole(s, j == c.n, &score)
			for y, x := range &score {
				s.odds[y] = math.Exp(x + s.base[y] + g.end[j][y] - levels[j] + levels[i])
			}
			s.free, s.tied = [labels]float64{}, [labels]float64{}
		}
	}
}

func addRow(into, x *[labels]float64) {
	for y := range into {
		into[y] += x[y]
	}
}

// whole adds what a stretch scores by what it is as a whole.
func (t *table) whole(s *piece, last bool, score *[labels]float64) {
	t.sum(s.features, score)
	for _, n := range s.rules {
		for y, x := range &t.rules[n] {
			score[y] += float64(x)
		}
	}
	if last {
		for y, x := range &t.end {
			score[y] += float64(x)
		}
	}
}

// learn takes one step towards reading a lesson right; false when it can't be learnt from.
func (t *table) learn(c *course, rng *rand.Rand) (loss float64, ok bool) {
	c.blind, c.hidden = c.blind[:0], c.hidden[:0]
	for range c.n {
		c.blind = append(c.blind, rng.Float64() < hideWord)
		c.hidden = append(c.hidden, rng.Float64() < hideUnit)
	}
	t.scores(c)
	var next [labels + 1][labels]float64
	for p := range next {
		for y, x := range &t.follow[p] {
			next[p][y] = math.Exp(float64(x))
		}
	}
	tied := newPass(c, &next, true)
	if !tied.run() {
		if c.actProduct == nil && c.actPlace == nil {
			return 0, false
		}
		c.actProduct, c.actPlace = nil, nil
		if tied = newPass(c, &next, true); !tied.run() {
			return 0, false
		}
	}
	free := newPass(c, &next, false)
	if !free.run() {
		return 0, false
	}
	t.step(c)
	for p := range free.follow {
		for y := range labels {
			if g := free.follow[p][y] - tied.follow[p][y]; moves(g) {
				move(&t.follow[p][y], &t.followG[p][y], float32(g), 0)
			}
		}
	}
	return math.Log(free.sum / tied.sum), true
}

// step moves the weights of all features by how much more often the stretches that they tell of were read than wanted.
func (t *table) step(c *course) {
	g := newGroups(c.n)
	c.inOrder(func(i, j int, s *piece) {
		var d [labels]float64
		for y := range d {
			d[y] = s.free[y] - s.tied[y]
			g.begin[i][y] += d[y]
			g.end[j][y] += d[y]
			// A stretch begins to count where it begins and ends to count where it ends; summed up below.
			g.unit[i][y] += d[y]
			g.unit[j][y] -= d[y]
			if j > i+1 {
				g.pair[i+1][y] += d[y]
				g.pair[j][y] -= d[y]
			}
			if j > i+2 {
				g.skip[i+2][y] += d[y]
				g.skip[j][y] -= d[y]
			}
		}
		t.move(s.features, &d)
		for _, n := range s.rules {
			for y, x := range &d {
				if moves(x) {
					move(&t.rules[n][y], &t.ruleG[n][y], float32(x), t.rule0[n][y])
				}
			}
		}
		if j == c.n {
			for y, x := range &d {
				if moves(x) {
					move(&t.end[y], &t.endG[y], float32(x), 0)
				}
			}
		}
	})
	for u := 1; u < c.n; u++ {
		for y := range labels {
			g.unit[u][y] += g.unit[u-1][y]
			g.pair[u][y] += g.pair[u-1][y]
			g.skip[u][y] += g.skip[u-1][y]
		}
	}
	c.each(g, t.move)
}

// move moves the weights of features by a gradient.
func (t *table) move(fs []uint32, g *[labels]float64) {
	for y, x := range g {
		if !moves(x) {
			continue
		}
		for _, f := range fs {
			move(&t.w[int(f)*labels+y], &t.g2[int(f)*labels+y], float32(x), 0)
		}
	}
}

// moves tells whether a gradient is large enough to be worth a step.
func moves(g float64) bool { return g > 1e-3 || g < -1e-3 }

// move is one step of a weight against its gradient, and a little towards where it began.
func move(w, g2 *float32, g, home float32) {
	g += learnPull * (*w - home)
	*g2 += g * g
	*w -= learnStep * g / float32(math.Sqrt(float64(*g2)+1e-4))
}
