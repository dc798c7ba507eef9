package understand

import (
	_ "embed"
	"strings"
	"sync"

	"tokobot/internal/bahasa"
)

//go:embed alamat.txt
var addressText string

// addressWords is alamat.txt: what a label stands for, and which words streets, landmarks and openings are made of.
type addressWords struct {
	labels node2
	sets   map[string]map[string]bool
}

// node2 is a tree of labels over words.
type node2 struct {
	next  map[string]*node2
	label string
}

var addressLexicon = sync.OnceValue(func() *addressWords {
	a := &addressWords{sets: map[string]map[string]bool{}}
	for line := range strings.Lines(addressText) {
		head, list, ok := strings.Cut(strings.TrimSpace(line), " : ")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		label, isLabel := strings.CutPrefix(head, "label ")
		for phrase := range strings.SplitSeq(list, ",") {
			if isLabel {
				a.labels.learn(strings.TrimSpace(phrase), label)
				continue
			}
			if a.sets[head] == nil {
				a.sets[head] = map[string]bool{}
			}
			a.sets[head][strings.TrimSpace(phrase)] = true
		}
	}
	return a
})

func (n *node2) learn(phrase, label string) {
	for w := range strings.FieldsSeq(phrase) {
		if n.next == nil {
			n.next = map[string]*node2{}
		}
		if n.next[w] == nil {
			n.next[w] = &node2{}
		}
		n = n.next[w]
	}
	n.label = label
}

// labelAt reads a label at a token: to is behind it and its colon; colon tells whether there was one.
func (m *message) labelAt(i int) (label string, to int, colon bool) {
	n := &addressLexicon().labels
	for j := i; j < len(m.tokens); j++ {
		t := m.tokens[j]
		if t.Kind == bahasa.Punct && j > i && strings.Contains("./&-*_", t.Text) {
			continue
		}
		next := n.next[t.Text]
		if next == nil {
			next = n.next[withoutEnding(t.Text)]
		}
		if n = next; n == nil {
			break
		}
		if n.label != "" {
			label, to = n.label, j+1
		}
	}
	if label == "" {
		return "", 0, false
	}
	for to < len(m.tokens) && (m.tokens[to].Text == "." || m.tokens[to].Text == "*" || m.tokens[to].Text == "_") {
		to++
	}
	if to < len(m.tokens) && (m.tokens[to].Text == ":" || m.tokens[to].Text == "=") {
		return label, to + 1, true
	}
	return label, to, false
}

// labelEndings are what people hang to a label: alamatnya, alamatku, and in Javanese and Sundanese alamate, alamatna.
var labelEndings = []string{"nya", "nyo", "nye", "ku", "ipun", "ne", "na", "e"}

func withoutEnding(w string) string {
	for _, end := range labelEndings {
		if rest, ok := strings.CutSuffix(w, end); ok && len(rest) > 1 {
			return rest
		}
	}
	return w
}

// of tells whether a word is of one of the sets of alamat.txt.
func (a *addressWords) of(set, w string) bool { return a.sets[set][w] }
