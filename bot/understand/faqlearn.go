package understand

import (
	"encoding/binary"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
)

// How the weights of the owner's questions are learnt: the likelihood that each act asks the question that the lesson says, or none, is
// raised step by step. Where a lesson only says that an owner's question is asked, it is the one that is likeliest so far.
const (
	faqRounds   = 20
	faqStep     = 0.05
	faqPull     = 1e-4
	faqWordPull = 5e-3
	faqHide     = 0.5 // how often a word is not looked at, so that no single one is relied on
	faqShare    = 0.3 // how much the owner's own phrasings count
	faqAfter    = 3   // rounds before lessons count that do not say which question is asked
)

// faqChoice is an act of a lesson with the questions that it may ask.
type faqChoice struct {
	entries []int32
	x       []faqEvidence
	score   []float64
	intent  Intent
}

// faqLesson is a lesson as far as its acts may ask the owner's questions.
type faqLesson struct {
	choices []faqChoice
	asked   []int32 // the questions that it asks
	own     bool
	bare    bool // it is not known which
	others  []Intent
}

// learnFAQ finds how much each kind of evidence says for one of the owner's questions.
func (t *table) learnFAQ(lessons []Lesson, readers map[string]*Reader, w *weights) {
	var all []faqLesson
	for _, l := range lessons {
		r := *readers[l.Shop]
		r.weights = w
		if x := r.faqLesson(l); len(x.choices) > 0 {
			all = append(all, x)
		}
	}
	for _, shop := range slices.Sorted(maps.Keys(readers)) {
		if slices.ContainsFunc(lessons, func(l Lesson) bool { return l.Shop == shop }) {
			all = append(all, readers[shop].ownFAQ(w)...)
		}
	}
	if len(all) == 0 {
		return
	}
	g := &faqWeights{}
	rng := rand.New(rand.NewPCG(5, 8))
	step := stride(len(all))
	for round := range faqRounds {
		for i, at := 0, 0; i < len(all); i, at = i+1, (at+step)%len(all) {
			if l := &all[at]; !l.bare || round >= faqAfter || len(l.asked) == 0 {
				t.faqStep(l, g, rng)
			}
		}
	}
}

// ownFAQ makes lessons of the owner's phrasings: each as it stands, and each read by the others alone, as a buyer would word it who asks
// the same.
func (r *Reader) ownFAQ(w *weights) (out []faqLesson) {
	for n, q := range r.cat.FAQ {
		for k, ask := range q.Ask {
			l := Lesson{Text: ask, Acts: []Act{{Intent: AskFAQ, Answer: &n}}}
			own := *r
			own.weights = w
			if x := own.faqLesson(l); len(x.choices) > 0 {
				x.own = true
				out = append(out, x)
			}
			if len(q.Ask) < 2 {
				continue
			}
			cat := *r.cat
			cat.FAQ = slices.Clone(cat.FAQ)
			cat.FAQ[n].Ask = slices.Delete(slices.Clone(q.Ask), k, k+1)
			own.cat, own.faq = &cat, newFAQIndex(&cat)
			if x := own.faqLesson(l); len(x.choices) > 0 {
				x.own = true
				out = append(out, x)
			}
		}
	}
	return out
}

// faqLesson makes a lesson ready.
func (r *Reader) faqLesson(l Lesson) (out faqLesson) {
	m := new(message)
	m.begin(r, l.Text, Context{})
	if len(m.tokens) == 0 {
		return out
	}
	m.scan()
	var ds []draft
	m.fromMessage(m.cs)
	for i := range m.cs {
		m.clauseActs(&ds, i)
	}
	for i := range ds {
		c := faqChoice{intent: ds[i].Intent}
		m.faqEvidence(&ds[i], func(entry int32, x *faqEvidence) {
			c.entries = append(c.entries, entry)
			c.x = append(c.x, faqEvidence{x.plain, slices.Clone(x.words), slices.Clone(x.words)})
		})
		if len(c.entries) > 0 {
			c.score = make([]float64, len(c.entries))
			out.choices = append(out.choices, c)
		}
	}
	out.bare = l.Bare
	for _, a := range l.Acts {
		switch {
		case a.Answer != nil:
			out.asked = append(out.asked, int32(*a.Answer))
		case a.Intent == AskFAQ:
			out.asked = append(out.asked, -1)
		default:
			out.others = append(out.others, a.Intent)
		}
	}
	return out
}

// faqStep takes one step towards reading a lesson right.
func (t *table) faqStep(l *faqLesson, g *faqWeights, rng *rand.Rand) {
	salt := rng.Uint32()
	for i := range l.choices {
		c := &l.choices[i]
		for k := range c.x {
			x := &c.x[k]
			x.words = x.words[:0]
			for _, f := range x.all {
				if float64(mix(f.at, salt)%1024) >= faqHide*1024 {
					x.words = append(x.words, f)
				}
			}
			c.score[k] = float64(x.score(&t.faq))
		}
	}
	sure := make([]int, len(l.choices)) // by act: 1 + which of its questions is asked
	for _, a := range l.asked {
		best, at, which := math.Inf(-1), -1, 0
		for i := range l.choices {
			for k, e := range l.choices[i].entries {
				s := l.choices[i].score[k]
				if slices.Contains(l.others, l.choices[i].intent) {
					s -= 2
				}
				if (a < 0 || e == a) && sure[i] == 0 && s > best {
					best, at, which = s, i, k
				}
			}
		}
		if at >= 0 {
			sure[at] = which + 1
		}
	}
	for i := range l.choices {
		c := &l.choices[i]
		want := func(k int) bool { return sure[i] == k+1 }
		none := sure[i] == 0
		if none && len(l.asked) > 0 {
			// Another part of the same question may be taken for it too.
			want = func(k int) bool { return slices.Contains(l.asked, c.entries[k]) || slices.Contains(l.asked, -1) }
		}
		share := 1.0
		if l.own {
			share = faqShare
		}
		t.faqMove(c, want, none, g, share)
	}
}

// faqMove raises the odds of the wanted ones of a choice's questions, or of none.
func (t *table) faqMove(c *faqChoice, want func(int) bool, none bool, g *faqWeights, share float64) {
	most := 0.0
	for _, s := range c.score {
		most = max(most, s)
	}
	all := math.Exp(-most)
	good := 0.0
	if none {
		good = all
	}
	for k, s := range c.score {
		e := math.Exp(s - most)
		all += e
		if want(k) {
			good += e
		}
	}
	for k, s := range c.score {
		e := math.Exp(s - most)
		d := e / all
		if want(k) {
			d -= e / good
		}
		d *= share
		if math.Abs(d) < 1e-3 {
			continue
		}
		x := &c.x[k]
		for i, v := range x.plain {
			if v != 0 {
				faqNudge(&t.faq.plain[i], &g.plain[i], float32(d)*v, faqPull)
			}
		}
		for _, f := range x.words {
			faqNudge(&t.faq.words[f.at], &g.words[f.at], float32(d)*f.value, faqWordPull)
		}
	}
}

func faqNudge(w, g2 *float32, g, pull float32) {
	g += pull * *w
	*g2 += g * g
	*w -= faqStep * g / float32(math.Sqrt(float64(*g2)+1e-2))
}

// packFAQ writes the weights as unpackFAQ reads them.
func (w *faqWeights) pack(out []byte) []byte {
	for _, x := range w.plain {
		out = binary.LittleEndian.AppendUint32(out, math.Float32bits(x))
	}
	for _, x := range w.words {
		out = binary.LittleEndian.AppendUint32(out, math.Float32bits(x))
	}
	return out
}
