package understand

import (
	"math"
	"slices"
	"strings"

	"tokobot/catalog"
	"tokobot/internal/bahasa"
)

// faqIndex finds which of the owner's questions a clause asks, by the words that they share, rare words counting more.
type faqIndex struct {
	phrases []faqPhrase
	bags    [][]string // by answer: the words of all its phrasings
	weight  map[string]float64
	answers map[string]int    // how many questions have a word
	bones   map[string]string // words by their consonants
}

type faqPhrase struct {
	answer int
	words  []string
	total  float64
}

func newFAQIndex(cat *catalog.Catalog) faqIndex {
	f := faqIndex{weight: map[string]float64{}, answers: map[string]int{}, bones: map[string]string{}}
	l := chatLexicon()
	f.bags = make([][]string, len(cat.FAQ))
	for n, q := range cat.FAQ {
		for _, ask := range q.Ask {
			m := plainMessage(l, ask)
			words := m.faqWords(0, len(m.words))
			if len(words) == 0 {
				continue
			}
			f.phrases = append(f.phrases, faqPhrase{answer: n, words: words})
			for _, w := range words {
				if b := bones(nil, w); len(b) > 1 {
					f.bones[string(b)] = w
				}
				f.weight[w]++
				if !slices.Contains(f.bags[n], w) {
					f.bags[n] = append(f.bags[n], w)
					f.answers[w]++
				}
			}
		}
	}
	for w, n := range f.weight {
		f.weight[w] = math.Log(1 + float64(len(f.phrases))/n)
		if light(l, w) {
			f.weight[w] *= 0.35
		}
	}
	for i := range f.phrases {
		for _, w := range f.phrases[i].words {
			f.phrases[i].total += f.of(w, l)
		}
	}
	return f
}

// light tells whether a word hardly says what a question is about: bisa, ada, apa.
func light(l *lexicon, w string) bool {
	n := l.root.next[w]
	return n != nil && n.cues.meets(chatCues().light)
}

// chatWord tells whether a word is one that every shop's buyers use, so that it makes no question the owner's.
func chatWord(l *lexicon, w string) bool {
	n := l.root.next[w]
	return n != nil && n.cues.meets(chatCues().everywhere)
}

// of is a word's weight; one that no phrasing has counts as rare.
func (f *faqIndex) of(w string, l *lexicon) float64 {
	if x, ok := f.weight[w]; ok {
		return x
	}
	if n := l.root.next[w]; n != nil && !n.cues.empty() {
		return 0.6
	}
	return 1.2
}

// plainMessage is a text of the owner's with its words' other forms.
func plainMessage(l *lexicon, text string) *message {
	m := &message{text: bahasa.Clean(text)}
	for _, t := range bahasa.Tokens(nil, m.text) {
		w := word{Token: t}
		l.normal(&w)
		m.tokens, m.words = append(m.tokens, t), append(m.words, w)
	}
	l.mark(m)
	return m
}

// faqWords are the words that count, in one form each.
func (m *message) faqWords(from, to int) []string {
	var out []string
	k := chatCues()
	for i := from; i < to; i++ {
		w := &m.words[i]
		if s := m.at(i); s != nil && (s.kind == spotPlace || s.kind == spotOrder || s.kind == spotPhone) {
			if s.from == i {
				out = append(out, "@"+spotMark[s.kind]) // known to no question
			}
			continue
		}
		if w.Kind != bahasa.Word && w.Kind != bahasa.Number {
			continue
		}
		if c := m.cuesAt(i); c.meets(k.particle) && w.until <= int16(i+1) && !c.meets(k.question) {
			continue
		}
		form := w.form()
		if w.near != "" && w.phrase == 0 {
			form = w.Text
		}
		if s, ok := bahasa.Standard(form); ok && !strings.Contains(s, " ") {
			form = s
		}
		form = stem(form)
		if syn := padanan().next[form]; syn != nil && len(syn.phrase) == 1 {
			form = syn.phrase[0]
		}
		if !slices.Contains(out, form) {
			out = append(out, form)
		}
	}
	return out
}

// faqMatch is how one of the owner's questions and a clause agree.
type faqMatch struct {
	answer   int
	alike    float64 // what both say, of what either says
	asked    float64 // what of the owner's question the clause says
	said     float64 // what of the clause any phrasing of the question says
	distinct float64 // words in the clause that only this question has
	shared   int
}

// match finds the owner's question that words ask most likely.
func (f *faqIndex) match(words []string, l *lexicon) faqMatch {
	f.spell(words)
	var mine float64
	for _, w := range words {
		mine += f.of(w, l)
	}
	best := faqMatch{answer: -1}
	for i := range f.phrases {
		p := &f.phrases[i]
		var both, distinct, heavy float64
		shared := 0
		for _, w := range p.words {
			if slices.Contains(words, w) {
				x := f.of(w, l)
				both += x
				shared++
				heavy = max(heavy, x)
				if f.answers[w] == 1 && x >= 1 && !chatWord(l, w) {
					distinct++
				}
			}
		}
		if heavy < 0.6 {
			continue // nothing but "ada" and "bisa"
		}
		c := faqMatch{answer: p.answer, alike: 2 * both / (p.total + mine), asked: both / p.total, said: f.covered(p.answer, words, l) / mine, distinct: distinct, shared: shared}
		if c.sum() > best.sum() || best.answer < 0 {
			best = c
		}
	}
	return best
}

func (c faqMatch) sum() float64 { return c.alike + 0.5*c.asked + 0.5*c.said + 0.2*c.distinct }

// spell puts the owner's spelling in the place of words without vowels.
func (f *faqIndex) spell(words []string) {
	var buf [40]byte
	for i, w := range words {
		if len(w) < 3 || len(w) > len(buf) || hasVowel(w) {
			continue
		}
		if full, ok := f.bones[string(bones(buf[:0], w))]; ok && subsequence(w, full) {
			words[i] = full
		}
	}
}

// covered is the weight of the words that any phrasing of a question has.
func (f *faqIndex) covered(answer int, words []string, l *lexicon) float64 {
	var sum float64
	for _, w := range words {
		if slices.Contains(f.bags[answer], w) {
			sum += f.of(w, l)
		}
	}
	return sum
}

// answerFAQ makes AskFAQ of the acts that ask one of the owner's questions.
func (m *message) answerFAQ(ds []draft) []draft {
	for i := range ds {
		d := &ds[i]
		if x, answer, ok := m.faqEvidence(d); ok && x.score(&m.r.weights.faq) > 0 {
			d.Act = Act{Intent: AskFAQ, Answer: &answer, Words: d.Words}
		}
	}
	return ds
}

// faqEvidence is what speaks for and against a draft asking one of the owner's questions, and which; false when none can be meant.
func (m *message) faqEvidence(d *draft) (x faqFeatures, answer int, ok bool) {
	if len(m.r.faq.phrases) == 0 || d.clause < 0 || notFAQ[d.Intent] || d.Order != "" {
		return x, 0, false
	}
	c := &m.cs[d.clause]
	words := m.faqWords(c.from, c.to)
	f := m.r.faq.match(words, m.r.lex)
	if d.Intent == Complain && !c.cues.meets(m.r.cue.asksSome) {
		return x, 0, false
	}
	asks := c.ends == "?" || c.cues.meets(m.r.cue.asksAnything)
	if f.answer < 0 || f.distinct == 0 && (f.alike < 0.7 || f.shared < 2) || !asks && f.alike < 0.8 || c.cues.meets(m.r.cue.late) && f.alike < 0.9 {
		return x, 0, false // what is not the owner's own question surely gets no answer of theirs
	}
	flag := func(b bool) float32 {
		if b {
			return 1
		}
		return 0
	}
	x = faqFeatures{1, float32(f.alike), float32(f.asked), float32(f.said), float32(min(f.distinct, 1)), float32(min(f.distinct, 2)) / 2,
		flag(c.cues.meets(m.r.cue.asksAnything)), flag(c.ends == "?"), flag(len(d.Products) > 0), flag(len(d.Places) > 0),
		flag(d.Courier+d.Method+d.Code != "" || d.Amount != 0), float32(min(len(words), 8)) / 8, min(d.score, 8) / 8, flag(f.asked > 0.95 && f.said > 0.8)}
	if k := faqRival(d.Intent); k > 0 {
		x[faqPlain+k-1] = 1
	}
	return x, f.answer, true
}

// faqFeatures is the evidence in numbers: faqPlain of the question's own, then one for each kind of intent that rivals it.
type faqFeatures [faqPlain + 8]float32

const faqPlain = 14

func (x *faqFeatures) score(w *faqFeatures) (sum float32) {
	for i, v := range x {
		sum += v * w[i]
	}
	return sum
}

// faqRival is the kind of intent that a clause has without the owner's question, from 1; 0 for any other.
func faqRival(i Intent) int {
	switch i {
	case AskProduct:
		return 1
	case AskStore:
		return 2
	case ReturnRefund, Complain:
		return 3
	case OutOfScope:
		return 4
	case AskShippingCost, AskShippingTime, AskCouriers:
		return 5
	case AskPayment, AskDiscount:
		return 6
	case AskStock, AskPrice:
		return 7
	case AskWholesale, AskHowToOrder, AskCatalog:
		return 8
	}
	return 0
}

// notFAQ is the intents that no question of the owner's takes over.
var notFAQ = map[Intent]bool{Greet: true, Thank: true, Goodbye: true, Affirm: true, Deny: true, ChangeOrder: true, CancelOrder: true, ClaimPaid: true,
	GiveAddress: true, UseVoucher: true, OptOut: true, AskHuman: true, ChooseCourier: true, ChoosePayment: true}
