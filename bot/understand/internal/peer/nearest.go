package main

import (
	"maps"
	"math"
	"slices"
	"strings"
	"unicode"
)

// nearest is a TF-IDF nearest neighbour: a text gets the label of the labelled text with the greatest cosine.
type nearest struct {
	features func(text string) []string
	labels   []string
	idf      map[string]float64
	postings map[string][]posting
	scores   []float64 // of the text that is asked, by labelled text
}

type posting struct {
	text   int
	weight float64
}

func newNearest(features func(string) []string, train []labelled) *nearest {
	n := &nearest{features, nil, map[string]float64{}, map[string][]posting{}, make([]float64, len(train))}
	counts := make([]map[string]float64, len(train))
	for i, t := range train {
		n.labels = append(n.labels, t.Label)
		counts[i] = count(features(t.Text))
		for f := range counts[i] {
			n.idf[f]++
		}
	}
	for f, texts := range n.idf {
		n.idf[f] = 1 + math.Log(float64(1+len(train))/(1+texts))
	}
	for i, c := range counts {
		for f, w := range n.weigh(c) {
			n.postings[f] = append(n.postings[f], posting{i, w})
		}
	}
	return n
}

// label is the nearest text's, the first one's of equals; "" when no text shares a feature.
func (n *nearest) label(text string) string {
	clear(n.scores)
	weights := n.weigh(count(n.features(text)))
	// In a fixed order, for sums of floats depend on it.
	for _, f := range slices.Sorted(maps.Keys(weights)) {
		for _, p := range n.postings[f] {
			n.scores[p.text] += weights[f] * p.weight
		}
	}
	best, found := 0.0, ""
	for i, s := range n.scores {
		if s > best {
			best, found = s, n.labels[i]
		}
	}
	return found
}

// weigh makes counts a vector of length 1 in which rare features weigh more; unknown features weigh nothing.
func (n *nearest) weigh(counts map[string]float64) map[string]float64 {
	out, square := map[string]float64{}, 0.0
	for _, f := range slices.Sorted(maps.Keys(counts)) {
		if w := (1 + math.Log(counts[f])) * n.idf[f]; w > 0 {
			out[f] = w
			square += w * w
		}
	}
	for f := range out {
		out[f] /= math.Sqrt(square)
	}
	return out
}

func count(features []string) map[string]float64 {
	out := map[string]float64{}
	for _, f := range features {
		out[f]++
	}
	return out
}

// words are the words of a text and its pairs of neighbours, in lower case.
func words(text string) []string {
	single := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	out := slices.Clone(single)
	for i := 1; i < len(single); i++ {
		out = append(out, single[i-1]+" "+single[i])
	}
	return out
}

// letters are the runs of two to four characters of a text, in lower case, with a space for whatever is neither letter nor digit.
func letters(text string) []string {
	single := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	runes := []rune(" " + strings.Join(single, " ") + " ")
	var out []string
	for n := 2; n <= 4; n++ {
		for i := 0; i+n <= len(runes); i++ {
			out = append(out, string(runes[i:i+n]))
		}
	}
	return out
}
