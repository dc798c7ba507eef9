package understand

import (
	"slices"

	"tokobot/internal/bahasa"
)

// answerFAQ makes AskFAQ of the acts that ask one of the owner's questions.
func (m *message) answerFAQ(ds []draft) []draft {
	if len(m.r.faq.phrases) == 0 {
		return ds
	}
	for i := range ds {
		d := &ds[i]
		answer, best := -1, float32(faqDoubt)
		if d.Intent == AskPayment && d.Method != "" {
			best = faqPayDoubt
		}
		m.faqEvidence(d, func(entry int32, x *faqEvidence) {
			if s := x.score(&m.r.weights.faq); s > best {
				answer, best = int(entry), s
			}
		})
		if answer >= 0 {
			d.Act = Act{Intent: AskFAQ, Answer: &answer, Words: d.Words}
		}
	}
	return ds
}

// faqEvidence calls do with each of the owner's questions that a draft may ask and what speaks for and against it.
func (m *message) faqEvidence(d *draft, do func(entry int32, x *faqEvidence)) {
	if d.clause < 0 || notFAQ[d.Intent] || d.Order != "" {
		return
	}
	c := &m.cs[d.clause]
	if m.onlyAxis(c) || m.count(spotProduct) > 0 && m.asksWhich() {
		return // "warna lain?"; "grinder yg bagus yg mana" asks for one of the goods
	}
	found := m.r.faq.search(&m.faq, m, c.from, c.to)
	x := &m.faq.evidence
	for i := range found {
		if f := &found[i]; f.strong == 0 && f.exact < 0.75 && f.distinct < 0.8 && f.pairs < 2 {
			continue // what is shared are words of every shop
		}
		if f := &found[i]; c.ends != "?" && !c.cues.meets(m.r.cue.asksAnything) && f.alike < 0.6 || c.cues.meets(m.r.cue.freeShipping) && f.asked < 0.9 {
			continue // what asks nothing asks no question of theirs; free shipping is the shop's promo, not any gift
		}
		if f := &found[i]; onlyGoods[d.Intent] && len(d.Products) > 0 && f.told < saysCommon && f.exact < 0.9 {
			continue // "balon foil ada?" is no "balon terbang ada?"
		}
		x.gather(m, d, c, &found[i])
		do(found[i].entry, x)
	}
}

// onlyGoods is the questions about goods that are no owner's question for the goods' sake alone.
var onlyGoods = map[Intent]bool{AskStock: true, AskPrice: true}

// onlyAxis tells whether a clause asks for nothing but the colours or sizes there are.
func (m *message) onlyAxis(c *clause) bool {
	axis := false
	for i := c.from; i < c.to; i++ {
		in := m.cuesAt(i)
		switch w := &m.words[i]; {
		case in.meets(m.r.cue.axis):
			axis = true
		case w.Kind == bahasa.Word && !in.meets(m.r.cue.particle) && !in.meets(m.r.cue.dear) && !slices.Contains(moreWords, w.Text):
			return false
		}
	}
	return axis
}

// asksWhich tells whether the message asks which one.
func (m *message) asksWhich() bool {
	for i := 1; i < len(m.words); i++ {
		if m.words[i].Text == "mana" && slices.Contains(relatives, m.words[i-1].Text) {
			return true
		}
	}
	return false
}

// moreWords ask for more of a kind.
var moreWords = []string{"lain", "lainnya", "laen", "lainne", "lian", "sejen", "apa", "ada", "aja", "saja", "yang", "yg"}

// faqDoubt is how much must speak for an owner's question: a wrong answer of theirs is worse than none.
const faqDoubt = 1.2

// faqPayDoubt is the same where a way to pay is asked for by its name, which the shop answers itself.
const faqPayDoubt = 2.0

// faqWeights is what each kind of evidence says for an owner's question.
type faqWeights struct {
	plain [faqPlain]float32
	words [1 << faqBits]float32 // by hash of what a word of the clause or of the question does
}

const (
	faqOwn   = 26 + faqSteps
	faqPlain = faqOwn + 3*(labels+1)
	faqBits  = 12
)

// faqEvidence is what speaks for and against a clause asking an owner's question.
type faqEvidence struct {
	plain [faqPlain]float32
	words []faqFeature
	all   []faqFeature
}

type faqFeature struct {
	at    uint32
	value float32
}

func (x *faqEvidence) score(w *faqWeights) (sum float32) {
	for i, v := range x.plain {
		sum += v * w.plain[i]
	}
	for _, f := range x.words {
		sum += f.value * w.words[f.at]
	}
	return sum
}

// gather fills in what speaks for a match.
func (x *faqEvidence) gather(m *message, d *draft, c *clause, f *faqMatch) {
	k := m.r.cue
	s := &m.faq
	asks := c.cues.meets(k.asksAnything)
	x.plain = [faqPlain]float32{1, f.alike, f.asked, f.said, f.free, f.exact, f.answered, min(f.both, 4) / 4, f.heavy, min(f.distinct, 2) / 2, min(f.missing, 3) / 3,
		min(f.foreign, 5) / 5, min(f.pairs, 3) / 3, f.rival, truth(asks), truth(c.ends == "?"), truth(len(d.Products) > 0), truth(len(d.Places) > 0),
		truth(d.Courier+d.Method+d.Code != "" || d.Amount != 0), min(float32(len(s.words)), 8) / 8, min(d.score, 8) / 8, truth(f.asked > 0.95 && f.said > 0.8),
		truth(f.distinct > 0), truth(c.cues.meets(k.late)), truth(!asks && c.ends != "?"), truth(f.rival < 0)}
	x.steps(f)
	y := intentNumber(d.Intent)
	if y < 0 {
		y = labels
	}
	x.plain[faqOwn+y] = 1
	x.plain[faqOwn+labels+1+y] = f.asked
	x.plain[faqOwn+2*(labels+1)+y] = min(f.distinct, 2) / 2
	x.words = x.words[:0]
	x.ofWords(&m.r.faq, s, f)
}

// faqSteps is how many pieces of evidence there are for the same strengths beyond a measure.
const faqSteps = 22

// steps tells strengths by how far they are beyond measures, for twice as much is not twice as telling.
func (x *faqEvidence) steps(f *faqMatch) {
	at := faqOwn - faqSteps
	step := func(v float32, marks ...float32) {
		for _, m := range marks {
			x.plain[at] = max(0, v-m)
			at++
		}
	}
	step(f.alike, 0.2, 0.35, 0.5, 0.65, 0.8)
	step(f.said, 0.25, 0.5, 0.75)
	step(f.asked, 0.3, 0.6, 0.85)
	step(f.both, 0.3, 0.6, 1, 1.5)
	step(min(f.strong, 3)/3, 0, 0.4, 0.8)
	step(min(f.unsaid, 3)/3, 0, 0.4)
	step(-f.rival, 0, 0.3)
}

func truth(b bool) float32 {
	if b {
		return 1
	}
	return 0
}

// ofWords adds what each word does: a word that the question has, one that it has not, and one of the question that is not said.
func (x *faqEvidence) ofWords(f *faqIndex, s *faqSearch, match *faqMatch) {
	add := func(kind, what uint32, value float32) {
		x.words = append(x.words, faqFeature{mix(kind, what) & (1<<faqBits - 1), value})
	}
	for i := range s.words {
		w := &s.words[i]
		like := float32(0)
		for _, h := range s.hits[i] {
			for _, e := range f.terms[h.term].asked {
				if e == match.entry {
					like = max(like, h.like)
				}
			}
		}
		if like > 0 {
			add(1, hash(w.text), like)
			for _, p := range w.topics {
				add(2, uint32(p), like)
			}
		}
		if like < 0.5 && !w.named {
			add(3, hash(w.text), 1-like)
		}
	}
	if match.phrase < 0 {
		return
	}
	for _, t := range f.phrases[match.phrase].terms {
		if s.terms[t] < 0.5 {
			add(4, hash(f.terms[t].text), 1-s.terms[t])
		}
	}
}

// notFAQ is the intents that no question of the owner's takes over.
var notFAQ = map[Intent]bool{Greet: true, Thank: true, Goodbye: true, Affirm: true, CancelOrder: true, ClaimPaid: true,
	GiveAddress: true, UseVoucher: true, OptOut: true, AskHuman: true, ChoosePayment: true, AskFAQ: true}
