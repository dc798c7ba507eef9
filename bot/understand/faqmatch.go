package understand

// faqMatch is how one of the owner's questions and some words agree.
type faqMatch struct {
	entry    int32
	phrase   int32
	alike    float32 // what both say, of what either says
	asked    float32 // what of the owner's phrasing the words say
	said     float32 // what of the words any phrasing says
	free     float32 // the same without names of goods
	told     float32 // how much of the words it says beside names of goods
	exact    float32 // what of the phrasing is said in the same words
	answered float32 // what of the words only the answer says
	both     float32 // how much is said by both
	heavy    float32 // the weightiest word of both
	distinct float32 // how much is said that no other question asks
	missing  float32 // what of the phrasing is not said
	foreign  float32 // what of the words is not asked
	pairs    float32 // words side by side in both
	strong   float32 // how many weighty words are said as surely as the same
	unsaid   float32 // how many weighty words of the phrasing are not said
	rival    float32 // how much better it is than the next question, or worse than the best
}

// sum is a first guess of how likely a question is meant, to choose which are looked at.
func (c *faqMatch) sum() float32 {
	return c.alike + 0.5*c.asked + 0.5*c.said + 0.3*min(c.distinct, 2) + 0.1*c.answered
}

// faqSearch is the working memory of a search.
type faqSearch struct {
	words    []faqWord
	hits     [][]faqHit // by word
	pool     []faqHit
	terms    []float32 // by term: how surely it is said
	exact    []float32
	inside   []bool     // by term: the phrasing looked at has it
	cover    []faqCover // by entry
	found    []faqMatch
	evidence faqEvidence
}

// faqCover is what of the words an entry covers.
type faqCover struct{ asked, free, answered, distinct, best, bestAnswer float32 }

// mostFAQ is how many of the owner's questions are weighed for each clause.
const mostFAQ = 5

// search finds the owner's questions that words may ask, the likeliest first.
func (f *faqIndex) search(s *faqSearch, m *message, from, to int) []faqMatch {
	s.words = m.faqWords(s.words[:0], from, to)
	chatTopics().mark(s.words)
	s.pool, s.hits, s.found = s.pool[:0], s.hits[:0], s.found[:0]
	s.inside = append(s.inside[:0], make([]bool, len(f.terms))...)
	s.terms, s.exact = clear32(s.terms, len(f.terms)), clear32(s.exact, len(f.terms))
	if cap(s.cover) < len(f.entries) {
		s.cover = make([]faqCover, len(f.entries))
	}
	s.cover = s.cover[:len(f.entries)]
	clear(s.cover)
	var mine, free float32
	for i := range s.words {
		w := &s.words[i]
		at := len(s.pool)
		s.pool = f.hits(s.pool, w, m)
		s.hits = append(s.hits, s.pool[at:len(s.pool):len(s.pool)])
		mine += w.weight
		if !w.named {
			free += w.weight
		}
	}
	for i := range s.words {
		f.count(s, i)
	}
	for n := range f.entries {
		if c := &s.cover[n]; c.asked+c.answered > 0 {
			if x := f.entry(s, int32(n), mine); x.alike > 0 || c.answered > 0 {
				x.said, x.answered, x.distinct = c.asked/max(mine, 0.1), c.answered/max(mine, 0.1), c.distinct
				x.told = c.free
				x.free, x.foreign = c.free/max(free, 0.1), mine-c.asked
				s.found = append(s.found, x)
			}
		}
	}
	return f.likeliest(s)
}

func clear32(s []float32, n int) []float32 {
	if cap(s) < n {
		return make([]float32, n)
	}
	s = s[:n]
	clear(s)
	return s
}

// count adds what a word says to what it says it of.
func (f *faqIndex) count(s *faqSearch, i int) {
	w := &s.words[i]
	for _, h := range s.hits[i] {
		t := &f.terms[h.term]
		s.terms[h.term] = max(s.terms[h.term], h.like)
		if h.like == 1 {
			s.exact[h.term] = 1
		}
		for _, e := range t.asked {
			s.cover[e].best = max(s.cover[e].best, h.like)
		}
		for _, e := range t.answered {
			s.cover[e].bestAnswer = max(s.cover[e].bestAnswer, h.like)
		}
	}
	asking := 0
	for e := range s.cover {
		if s.cover[e].best > 0 {
			asking++
		}
	}
	for e := range s.cover {
		c := &s.cover[e]
		c.asked += c.best * w.weight
		if !w.named {
			c.free += c.best * w.weight
		}
		if asking == 1 && w.weight >= saysCue {
			c.distinct += c.best
		}
		if c.best < c.bestAnswer {
			c.answered += (c.bestAnswer - c.best) * w.weight
		}
		c.best, c.bestAnswer = 0, 0
	}
}

// entry finds the phrasing of an entry that is nearest to the words.
func (f *faqIndex) entry(s *faqSearch, n int32, mine float32) (best faqMatch) {
	best = faqMatch{entry: n, phrase: -1}
	for _, k := range f.entries[n].phrases {
		p := &f.phrases[k]
		var both, exact, heavy, pairs, strong, unsaid float32
		last := -2
		for i, t := range p.terms {
			x := f.terms[t].weight
			both += s.terms[t] * x
			exact += s.exact[t] * x
			heavy = max(heavy, s.terms[t]*x)
			s.inside[t] = true
			if w := &f.terms[t]; w.full >= saysCue {
				strong += float32(int(s.terms[t] + 0.3))
				unsaid += float32(int(1.2 - s.terms[t]))
			}
			if s.terms[t] > 0.5 {
				if last == i-1 {
					pairs++
				}
				last = i
			}
		}
		r, q := both/p.total, s.within()/max(mine, 0.1)
		for _, t := range p.terms {
			s.inside[t] = false
		}
		c := faqMatch{entry: n, phrase: k, alike: 2 * r * q / max(r+q, 0.01), asked: both / p.total, exact: exact / p.total, both: both, heavy: heavy,
			missing: p.total - both, pairs: pairs, strong: strong, unsaid: unsaid}
		if best.phrase < 0 || c.alike+0.5*c.asked > best.alike+0.5*best.asked {
			best = c
		}
	}
	return best
}

// within is how much of the words the phrasing looked at says.
func (s *faqSearch) within() (sum float32) {
	for i := range s.words {
		best := float32(0)
		for _, h := range s.hits[i] {
			if s.inside[h.term] {
				best = max(best, h.like)
			}
		}
		sum += best * s.words[i].weight
	}
	return sum
}

// likeliest sorts out the likeliest questions.
func (f *faqIndex) likeliest(s *faqSearch) []faqMatch {
	n := min(len(s.found), mostFAQ)
	for i := range n {
		for j := i + 1; j < len(s.found); j++ {
			if s.found[j].sum() > s.found[i].sum() {
				s.found[i], s.found[j] = s.found[j], s.found[i]
			}
		}
	}
	s.found = s.found[:n]
	for i := range s.found {
		other := float32(0)
		switch {
		case i > 0:
			other = s.found[0].sum()
		case n > 1:
			other = s.found[1].sum()
		}
		s.found[i].rival = s.found[i].sum() - other
	}
	return s.found
}
