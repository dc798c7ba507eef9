package understand

import (
	"slices"

	"tokobot/internal/bahasa"
)

// run is several numbers behind each other, "38, 39, 40" or "37-40", that are options on one axis.
type run struct {
	at      []int // the tokens of the numbers
	phrases []int32
	to      int
}

// leastRun is how many numbers behind each other are options without a word that says so; two are when both are no likely quantity.
const leastRun = 3

// optionRuns takes the numbers that name several sizes of the goods in front of them, one by one or from the first to the last.
func (m *message) optionRuns() {
	m.splitOptions()
	m.eachRuns()
	m.letterRuns()
	if m.count(spotProduct) == 0 {
		return
	}
	for i := 0; i < len(m.tokens); i++ {
		if !m.plainAt(i) {
			continue
		}
		front := m.nearestFront(i)
		if front == nil || front.to > i || len(front.products) > most {
			continue
		}
		for _, p := range front.products {
			r := m.runFrom(i, p)
			if len(r.phrases) < 2 {
				continue
			}
			for k := i; k < r.to; k++ {
				if s := m.at(k); s != nil {
					m.drop(s)
				}
			}
			for n, at := range r.at {
				s := spot{kind: spotOption, from: at, to: at + 1, phrase: r.phrases[n]}
				if len(r.at) < len(r.phrases) {
					s.to, s.more = r.to, r.phrases[1:]
				}
				if m.take(s); s.more != nil {
					break
				}
			}
			i = r.to - 1
			break
		}
	}
}

// plainAt tells whether a token is a whole number that nothing but an option of its own has taken.
func (m *message) plainAt(i int) bool {
	t := m.tokens[i]
	if t.Kind != bahasa.Number || bahasa.Digits(t.Text) != float64(int(bahasa.Digits(t.Text))) || t.Glued && i > 0 && m.tokens[i-1].Kind == bahasa.Word {
		return false
	}
	s := m.at(i)
	return s == nil && m.free(i) || s != nil && s.kind == spotOption
}

// runFrom reads a run of numbers that are options of a product; fewer than two phrases are none.
func (m *message) runFrom(i int, p int32) run {
	o := &m.r.index.options
	r := run{to: i}
	axis := int16(-1)
	add := func(k int) bool {
		n := o.root.next[plainNumber(m.tokens[k].Text)]
		if n == nil || n.phrase == 0 {
			return false
		}
		po, ok := o.has(p, n.phrase-1)
		if s := m.at(k); !ok || s != nil && s.to-s.from > 1 && m.fits([]int32{p}, []int32{s.phrase}) || !m.oneNumber(p, po) {
			return false
		}
		if axis >= 0 && po.axis != axis || slices.Contains(r.phrases, n.phrase-1) {
			return false
		}
		axis = po.axis
		r.at, r.phrases, r.to = append(r.at, k), append(r.phrases, n.phrase-1), k+1
		return true
	}
	if !add(i) {
		return run{}
	}
	if k := m.afterDash(i + 1); k > 0 && add(k) {
		return m.between(r, p, int(axis))
	}
	joined := false
	for k := r.to; k < len(m.tokens); {
		if t := m.tokens[k]; t.Kind == bahasa.Punct && (t.Text == "," || t.Text == "/" || t.Text == "&") || m.cuesAt(k).has(m.r.cue.and) {
			joined = true
			k++
			continue
		}
		if !m.plainAt(k) || k+1 < len(m.tokens) && m.countedNext(k+1) || !add(k) {
			break
		}
		k++
	}
	small := slices.ContainsFunc(r.at, func(k int) bool { return bahasa.Digits(m.tokens[k].Text) <= 12 })
	if len(r.at) < leastRun && small && !m.announced(i) || len(r.at) >= leastRun && small && !joined && !m.announced(i) {
		return run{}
	}
	return r
}

// oneNumber tells whether an option's name has one number only: 38, and not 80/90-14.
func (m *message) oneNumber(product int32, po productOption) bool {
	n := 0
	for _, t := range bahasa.Tokens(nil, bahasa.Clean(m.r.index.products[product].Axes[po.axis].Options[po.option].Name)) {
		if t.Kind == bahasa.Number {
			n++
		}
	}
	return n == 1
}

// afterDash is the number behind a dash at i, 0 for none.
func (m *message) afterDash(i int) int {
	if i+1 < len(m.tokens) && (m.tokens[i].Text == "-" || m.tokens[i].Text == "s/d" || m.tokens[i].Text == "sampai" || m.tokens[i].Text == "sd") && m.plainAt(i+1) {
		return i + 1
	}
	return 0
}

// between puts in what lies between the two numbers of a run.
func (m *message) between(r run, p int32, axis int) run {
	low, high := bahasa.Digits(m.tokens[r.at[0]].Text), bahasa.Digits(m.tokens[r.at[1]].Text)
	if low >= high {
		return run{}
	}
	o := &m.r.index.options
	var out []int32
	for _, option := range m.r.index.products[p].Axes[axis].Options {
		tokens := bahasa.Tokens(nil, bahasa.Clean(option.Name))
		if len(tokens) != 1 || tokens[0].Kind != bahasa.Number {
			continue
		}
		if v := bahasa.Digits(tokens[0].Text); v >= low && v <= high {
			if n := o.root.next[plainNumber(tokens[0].Text)]; n != nil && n.phrase > 0 {
				out = append(out, n.phrase-1)
			}
		}
	}
	return run{at: r.at[:1], phrases: out, to: r.to}
}
