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
	bones   map[string]string // words by their consonants
}

type faqPhrase struct {
	answer int
	words  []string
	total  float64
}

// How alike a clause and one of the owner's phrasings must be: clearly so to win over an intent of our own, hardly so when that
// is doubtful anyway.
const (
	faqClear    = 0.7
	faqDoubtful = 0.6
	faqStated   = 0.95 // where nothing is asked
	faqRivalled = 0.8  // where an intent of our own is clear
	faqPlaced   = 0.88 // where a place is named
)

func newFAQIndex(cat *catalog.Catalog) faqIndex {
	f := faqIndex{weight: map[string]float64{}, bones: map[string]string{}}
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

// match finds the owner's question that words ask, and how alike they are.
func (f *faqIndex) match(words []string, l *lexicon) (answer int, alike float64) {
	f.spell(words)
	var mine float64
	for _, w := range words {
		mine += f.of(w, l)
	}
	answer = -1
	for i := range f.phrases {
		p := &f.phrases[i]
		var both float64
		shared, heavy := 0, 0
		for _, w := range p.words {
			if slices.Contains(words, w) {
				both += f.of(w, l)
				shared++
				if f.of(w, l) >= 1 {
					heavy++
				}
			}
		}
		if shared < min(2, len(p.words)) {
			continue
		}
		// How much of the one is in the other, either way; and how much of what is asked is in any phrasing of the question.
		a := 2 * both / (p.total + mine)
		if heavy < 2 {
			a *= 0.88 // "berapa hari" is in many a question
		}
		if bag := f.covered(p.answer, words, l) / mine; bag > a && both >= 0.5*p.total {
			a = (a + bag) / 2
		}
		if a > alike {
			answer, alike = p.answer, a
		}
	}
	return answer, alike
}

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
	if len(m.r.faq.phrases) == 0 {
		return ds
	}
	for i := range ds {
		d := &ds[i]
		if d.clause < 0 || notFAQ[d.Intent] || d.Order != "" {
			continue
		}
		c := &m.cs[d.clause]
		if d.Intent == Order && !c.cues.meets(m.r.cue.asksSending) {
			continue
		}
		answer, alike := m.r.faq.match(m.faqWords(c.from, c.to), m.r.lex)
		need := faqClear
		if d.Intent == OutOfScope || d.score < 0.7 {
			need = faqDoubtful
		}
		if len(d.Products) > 0 {
			need += 0.03
		}
		if !c.cues.meets(m.r.cue.asksAnything) || d.Intent == Complain && !c.cues.meets(m.r.cue.asksSome) {
			need = faqStated
		}
		if d.score > 4 {
			need = max(need, faqRivalled)
		}
		if len(d.Places) > 0 {
			need = max(need, faqPlaced)
		}
		if alike >= need {
			d.Act = Act{Intent: AskFAQ, Answer: &answer, Words: d.Words}
		}
	}
	return ds
}

// notFAQ is the intents that no question of the owner's takes over.
var notFAQ = map[Intent]bool{Greet: true, Thank: true, Goodbye: true, Affirm: true, Deny: true, ChangeOrder: true, CancelOrder: true, ClaimPaid: true,
	GiveAddress: true, UseVoucher: true, OptOut: true, AskHuman: true, ChooseCourier: true, ChoosePayment: true}
