package understand

import (
	"slices"
	"strings"

	"tokobot/internal/bahasa"
)

// lists are the products of each word of a hit.
func (m *message) lists(h hit) [][]int32 {
	out := [][]int32{m.union(h.ids)}
	if h.with > 0 {
		out = append(out, m.r.index.post(h.with-1))
	}
	return out
}

// widen is the words that differ by one letter from a word of the catalog.
func (m *message) widen(id int32) []int32 {
	ix := m.r.index
	text := ix.words[id].text
	var out []int32
	eachDeletion(text, func(h uint32) {
		for _, f := range bucket(ix.near.forms, h) {
			o := int32(uint32(f))
			if o != id && !slices.Contains(out, o) && distance(text, ix.words[o].text, 1) <= 1 && len(out) < most {
				out = append(out, o)
			}
		}
	})
	return out
}

// union is the products that any of the words has.
func (m *message) union(ids []int32) []int32 {
	switch len(ids) {
	case 0:
		return nil
	case 1:
		return m.r.index.post(ids[0])
	}
	var out []int32
	for _, id := range ids {
		out = merge(nil, out, m.r.index.post(id))
	}
	return out
}

// hit reads the term at i as a word of the catalog: glued with the next, as written, without endings, in standard spelling,
// split in two, misspelt.
func (m *message) hit(i int) (hit, bool) {
	ix := m.r.index
	t := m.terms[i]
	if key, to := composite(m.tokens, t.from); key != "" && (i == 0 || m.terms[i-1].to <= t.from) {
		if id, ok := ix.vocab[key]; ok {
			next := i + 1
			for next < len(m.terms) && m.terms[next].from < to {
				next++
			}
			return hit{ids: []int32{id}, next: next, sure: true}, true
		}
	}
	if i+1 < len(m.terms) && m.terms[i+1].from == t.to && !t.measure {
		if id, ok := ix.vocab[t.key+m.terms[i+1].key]; ok && len(t.key)+len(m.terms[i+1].key) >= 4 {
			return hit{ids: []int32{id}, next: i + 2, sure: true}, true
		}
	}
	if id, ok := ix.vocab[t.key]; ok {
		return hit{ids: []int32{id}, next: i + 1, sure: true}, true
	}
	if t.measure || t.number {
		return hit{}, false
	}
	if s := clitic(t.key, func(s string) bool { _, ok := ix.standing(s); return ok }); s != "" {
		id, _ := ix.standing(s) // "tokonya", and "telornya" of what stands as telur
		return hit{ids: []int32{id}, next: i + 1, sure: true}, true
	}
	if rest, ok := strings.CutSuffix(t.key, "nya"); ok {
		if s, ok := bahasa.Standard(rest); ok {
			if id, ok := ix.vocab[s]; ok {
				return hit{ids: []int32{id}, next: i + 1, sure: true}, true
			}
		}
	}
	return m.misspelt(i)
}

// misspelt reads a word that the catalog does not have.
func (m *message) misspelt(i int) (hit, bool) {
	ix := m.r.index
	t := m.terms[i]
	w := &m.words[t.from]
	if w.norm != "" {
		if id, ok := ix.vocab[w.norm]; ok {
			return hit{ids: []int32{id}, next: i + 1, sure: true}, true
		}
	}
	if bahasa.Numeral(t.key) {
		return hit{}, false
	}
	if w.phrase != 0 && w.near == "" || w.base != "" || len(t.key) < 3 || len(t.key) > longestWord || bahasa.Known(t.key) && len(t.key) < 7 || !m.free(t.from) {
		return hit{}, false
	}
	for _, e := range [...]string{"ku", "mu", "nya"} {
		if rest, ok := strings.CutSuffix(t.key, e); ok && len(rest) >= 4 && bahasa.Known(rest) {
			return hit{}, false // "mamaku"
		}
	}
	if a, b, ok := m.split(t.key); ok {
		return hit{ids: []int32{a}, with: b + 1, next: i + 1, sure: true}, true
	}
	var buf [most]int32
	if ids := ix.near.like(buf[:0], t.key); len(ids) > 0 && !bahasa.Known(t.key) {
		ids = slices.DeleteFunc(ids, func(id int32) bool { return ix.words[id].common })
		if len(ids) > 0 && !m.r.place(m.tokens[t.from].Text) {
			return hit{ids: slices.Clone(ids), next: i + 1, sure: false}, true
		}
	}
	if stem := clitic(t.key, func(s string) bool { return len(ix.near.like(nil, s)) > 0 }); stem != "" && len(stem) >= 5 && !bahasa.Known(stem) {
		return hit{ids: ix.near.like(nil, stem), next: i + 1, sure: false}, true
	}
	return hit{}, false
}

// clitic strips the endings that a noun may carry; "" when what is left is not in the set.
func clitic(text string, in func(string) bool) string {
	for _, e := range [...]string{"nya", "nye", "nyo", "ny", "ne", "ku", "mu", "na", "x", "e"} {
		if rest, ok := strings.CutSuffix(text, e); ok && len(rest) >= 3 && in(rest) {
			return rest
		}
	}
	return ""
}

// standing is the number of a word or of the one that stands for it.
func (ix *index) standing(s string) (int32, bool) {
	if id, ok := ix.vocab[s]; ok {
		return id, true
	}
	if syn := padanan().next[s]; syn != nil && len(syn.phrase) == 1 {
		id, ok := ix.vocab[syn.phrase[0]]
		return id, ok
	}
	return 0, false
}

// split finds two words of the catalog that were written as one: jaketjeans.
func (m *message) split(s string) (a, b int32, ok bool) {
	ix := m.r.index
	for k := 3; k+3 <= len(s); k++ {
		a, first := ix.standing(s[:k])
		b, second := ix.standing(s[k:])
		if first && second && overlap(ix.post(a), ix.post(b)) {
			return a, b, true
		}
	}
	return 0, 0, false
}

// parted tells whether a sign or a word between two tokens ends a name: a comma, a new line, "dan".
func (m *message) parted(from, to int) bool {
	for i := from; i < to; i++ {
		switch w := &m.words[i]; w.Kind {
		case bahasa.Break:
			return true
		case bahasa.Punct:
			switch w.Text {
			case ",", ";", "?", "!", "+", ":", ".", "&", "\"":
				return true
			}
		case bahasa.Word:
			if m.cuesAt(i).has(m.r.cue.and) {
				return true
			}
		}
	}
	return false
}

// inGoodsName tells whether some goods are called by a word and the one in front of it: "lampu jalan".
func (m *message) inGoodsName(i int) bool {
	if i == 0 {
		return false
	}
	a, ok := m.r.index.vocab[m.tokens[i-1].Text]
	b, ok2 := m.r.index.vocab[m.tokens[i].Text]
	return ok && ok2 && overlap(m.r.index.post(a), m.r.index.post(b))
}
