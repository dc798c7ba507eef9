package understand

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

//go:embed kerabat.txt
var relatedText string

// topic is a line of kerabat.txt. Words of one that mean the same stand for each other; words that only belong to the same matter
// speak for it more weakly.
type topic uint16

// topics is kerabat.txt, read once; nothing changes it afterwards.
type topics struct {
	tree phrases[[]topic] // over the forms that faqWords gives
	same []bool           // by topic: its words mean the same
}

// ownWords are the words that stand alone in kerabat.txt: they mean what they mean there, also where another language uses them for a
// word of no weight (kado is no "tidak").
var ownWords = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	for line := range strings.Lines(relatedText) {
		list, ok := strings.CutPrefix(strings.TrimSpace(line), "= ")
		if !ok {
			continue
		}
		for phrase := range strings.SplitSeq(list, ",") {
			if w := strings.TrimSpace(phrase); !strings.Contains(w, " ") {
				out[w] = true
			}
		}
	}
	return out
})

var chatTopics = sync.OnceValue(func() *topics {
	l := chatLexicon()
	t, m, root := &topics{}, &message{}, &sprout[[]topic]{}
	var words []faqWord
	for line := range strings.Lines(relatedText) {
		line = strings.TrimSpace(line)
		list, same := strings.CutPrefix(line, "= ")
		if !same {
			rest, matter := strings.CutPrefix(line, "~ ")
			if !matter {
				continue
			}
			list = rest
		}
		n := topic(len(t.same))
		t.same = append(t.same, same)
		for phrase := range strings.SplitSeq(list, ",") {
			m.plain(l, phrase)
			words = m.faqWords(words[:0], 0, len(m.words))
			if len(words) == 1 && strings.Contains(strings.TrimSpace(phrase), " ") {
				continue // "pengirim saya" is more than "kirim"
			}
			learnTopic(root, words, n)
		}
	}
	t.tree = packed(root, func(list []topic) string {
		k := make([]byte, 0, 16)
		for _, t := range list {
			k = append(k, byte(t), byte(t>>8))
		}
		return string(k)
	})
	return t
})

func learnTopic(n *sprout[[]topic], words []faqWord, t topic) {
	if !slices.ContainsFunc(words, func(w faqWord) bool { return w.weight > saysNumber }) {
		return // "masih bisa" says nothing
	}
	for _, word := range words {
		n = n.put(word.text)
	}
	if !slices.Contains(n.value, t) {
		n.value = append(n.value, t)
	}
}

// mark gives each word the topics of the phrases that it stands in.
func (t *topics) mark(words []faqWord) {
	for i := range words {
		at := trunk
		for j := i; j < len(words); j++ {
			if at = t.tree.step(at, words[j].text); at == offTree {
				break
			}
			list := t.tree.at(at)
			if len(list) == 0 {
				continue
			}
			for k := i; k <= j; k++ {
				if len(words[k].topics) == 0 {
					words[k].topics = list[:len(list):len(list)]
				} else {
					words[k].topics = append(words[k].topics, list...)
				}
				words[k].phrased = words[k].phrased || j > i
			}
		}
	}
}
