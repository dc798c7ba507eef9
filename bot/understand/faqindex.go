package understand

import (
	"math"
	"slices"

	"tokobot/catalog"
)

// faqIndex finds which of the owner's questions words ask: by the words that both use, by words that mean the same or belong to the same
// matter, and by words of the owner's answer.
type faqIndex struct {
	phrases []faqPhrase
	entries []faqEntry
	terms   []faqTerm
	byText  map[string]int32
	byTopic map[topic][]int32
	byCue   []cueTerms
	bones   map[string]int32 // terms by their consonants
	near    deleted
}

// cueTerms are the owner's words that have a cue.
type cueTerms struct {
	cue   cue
	terms []int32
}

// faqPhrase is one phrasing of a question.
type faqPhrase struct {
	entry int32
	terms []int32
	total float32
}

// faqEntry is a question with its answer.
type faqEntry struct {
	phrases []int32
	asked   []int32 // terms of all phrasings
}

// faqTerm is a word of the owner's.
type faqTerm struct {
	faqWord
	full     float32 // its weight before what is common in this shop was made lighter
	asked    []int32 // entries that ask with it
	answered []int32 // entries that only answer with it
}

func newFAQIndex(cat *catalog.Catalog) faqIndex {
	f := faqIndex{byText: map[string]int32{}, byTopic: map[topic][]int32{}, bones: map[string]int32{}}
	l := chatLexicon()
	f.entries = make([]faqEntry, len(cat.FAQ))
	for n, q := range cat.FAQ {
		e := &f.entries[n]
		for _, ask := range q.Ask {
			words := plainWords(l, ask)
			if len(words) == 0 {
				continue
			}
			p := faqPhrase{entry: int32(n)}
			for _, w := range words {
				t := f.term(w)
				p.terms = append(p.terms, t)
				if !slices.Contains(e.asked, t) {
					e.asked = append(e.asked, t)
					f.terms[t].asked = append(f.terms[t].asked, int32(n))
				}
			}
			e.phrases = append(e.phrases, int32(len(f.phrases)))
			f.phrases = append(f.phrases, p)
		}
	}
	for n, q := range cat.FAQ {
		for _, w := range plainWords(l, q.Answer) {
			if w.weight < saysCue {
				continue
			}
			t := f.term(w)
			if x := &f.terms[t]; !slices.Contains(x.asked, int32(n)) && !slices.Contains(x.answered, int32(n)) {
				x.answered = append(x.answered, int32(n))
			}
		}
	}
	f.weigh()
	return f
}

// term files a word.
func (f *faqIndex) term(w faqWord) int32 {
	if t, ok := f.byText[w.text]; ok {
		x := &f.terms[t]
		x.weight = min(x.weight, w.weight)
		for _, p := range w.topics {
			if !slices.Contains(x.topics, p) {
				x.topics = append(x.topics, p)
			}
		}
		return t
	}
	t := int32(len(f.terms))
	f.terms = append(f.terms, faqTerm{faqWord: w})
	f.byText[w.text] = t
	return t
}

// weigh makes words that many questions use lighter, and files the words by what they are related to.
func (f *faqIndex) weigh() {
	texts := map[string]bool{}
	n := float64(len(f.entries))
	for i := range f.terms {
		t := &f.terms[i]
		t.full = t.weight
		if len(t.asked) > 0 {
			t.weight *= float32(math.Log(1+n/float64(len(t.asked))) / math.Log(1+n))
		}
		if b := bones(nil, t.text); len(b) > 1 {
			f.bones[string(b)] = int32(i)
		}
		if len(t.text) >= 5 {
			texts[t.text] = true
		}
		for _, p := range t.topics {
			f.byTopic[p] = append(f.byTopic[p], int32(i))
		}
	}
	for c := range chatLexicon().names {
		var ts []int32
		for i := range f.terms {
			if f.terms[i].cues.has(cue(c)) {
				ts = append(ts, int32(i))
			}
		}
		if len(ts) > 0 {
			f.byCue = append(f.byCue, cueTerms{cue(c), ts})
		}
	}
	f.near = deletions(texts)
	for i := range f.phrases {
		for _, t := range f.phrases[i].terms {
			f.phrases[i].total += f.terms[t].weight
		}
	}
}

// How much words count that are not the same.
const (
	likeTypo   = 0.85
	likeSame   = 0.85
	likeCue    = 0.5
	likeMatter = 0.4
)

// faqHit is one of the owner's words that a word of a message says, and how surely.
type faqHit struct {
	term int32
	like float32
}

// hits appends the owner's words that a word may say, the surest reading of each only.
func (f *faqIndex) hits(dst []faqHit, w *faqWord, m *message) []faqHit {
	from := len(dst)
	add := func(t int32, like float32) {
		for i := from; i < len(dst); i++ {
			if dst[i].term == t {
				dst[i].like = max(dst[i].like, like)
				return
			}
		}
		dst = append(dst, faqHit{t, like})
	}
	t, known := f.byText[w.text]
	if known {
		add(t, 1)
	} else if t, ok := f.misspelt(w, m); ok {
		add(t, likeTypo)
		for _, p := range f.terms[t].topics {
			f.related(p, 0.7, add)
		}
	}
	for _, p := range w.topics {
		f.related(p, 1, add)
	}
	if !w.cues.empty() {
		for i := range f.byCue {
			if c := &f.byCue[i]; w.cues.has(c.cue) {
				for _, t := range c.terms {
					add(t, likeCue)
				}
			}
		}
	}
	return dst
}

func (f *faqIndex) related(p topic, share float32, add func(int32, float32)) {
	like := float32(likeMatter)
	if chatTopics().same[p] {
		like = likeSame
	}
	for _, t := range f.byTopic[p] {
		add(t, like*share)
	}
}

// skipsVowels tells whether a word is one of the owner's without some of its vowels: jmat.
func (f *faqIndex) skipsVowels(text string, buf []byte) bool {
	t, ok := f.bones[string(bones(buf, text))]
	return ok && len(f.terms[t].text) > len(text) && len(f.terms[t].text) <= len(text)+2
}

// misspelt is the owner's word that is meant by one without vowels or with a slip.
func (f *faqIndex) misspelt(w *faqWord, m *message) (int32, bool) {
	var buf [40]byte
	switch {
	case len(w.text) < 3 || len(w.text) > len(buf):
	case !hasVowel(w.text) || len(w.text) >= 4 && w.cues.empty() && w.weight == saysWord && len(w.topics) == 0 && f.skipsVowels(w.text, buf[:0]):
		if t, ok := f.bones[string(bones(buf[:0], w.text))]; ok && subsequence(w.text, f.terms[t].text) {
			return t, true
		}
	case len(w.text) >= 5 && len(w.topics) == 0 && w.cues.empty() && w.weight == saysWord:
		if s := nearest(&f.near, w.text, 1); s != "" {
			return f.byText[s], true
		}
	}
	return 0, false
}
