package understand

import (
	"maps"
	"slices"
)

// sprout is a phrase tree while it is learnt.
type sprout[T any] struct {
	next  map[string]*sprout[T]
	value T
}

// put is the place of a phrase's last word, made with all before it if it is new.
func (s *sprout[T]) put(word string) *sprout[T] {
	if s.next == nil {
		s.next = map[string]*sprout[T]{}
	}
	n := s.next[word]
	if n == nil {
		n = &sprout[T]{}
		s.next[word] = n
	}
	return n
}

// spot is a place in a phrase tree; offTree is no place.
type branch int32

const (
	trunk   branch = 0 // before the first word
	offTree branch = -1
)

// phrases is a phrase tree as it is read: a tenth of what the sprouts take, which matters since it is held for good. The places
// behind one place follow each other, by rising numbers of their words.
type phrases[T any] struct {
	ids    map[string]int32 // a word's number
	behind []int32          // where the places behind each begin; those of the next end them
	word   []int32          // by place: the word that leads there
	firsts []branch         // by word: the place behind the trunk
	value  []uint16         // by place: in values
	values []T
}

// packed makes the tree of what was learnt. key tells equal values apart from others.
func packed[T any, K comparable](root *sprout[T], key func(T) K) phrases[T] {
	p := phrases[T]{ids: map[string]int32{}}
	known := map[K]uint16{}
	level := []*sprout[T]{root}
	p.word = append(p.word, -1)
	for i := 0; i < len(level); i++ {
		s := level[i]
		k := key(s.value)
		if _, ok := known[k]; !ok {
			known[k] = uint16(len(p.values))
			p.values = append(p.values, s.value)
		}
		p.value = append(p.value, known[k])
		p.behind = append(p.behind, int32(len(level)))
		words := slices.Collect(maps.Keys(s.next))
		for _, w := range words {
			if _, ok := p.ids[w]; !ok {
				p.ids[w] = int32(len(p.ids))
			}
		}
		slices.SortFunc(words, func(a, b string) int { return int(p.ids[a] - p.ids[b]) })
		for _, w := range words {
			level = append(level, s.next[w])
			p.word = append(p.word, p.ids[w])
		}
	}
	p.behind = append(p.behind, int32(len(level)))
	p.firsts = slices.Repeat([]branch{offTree}, len(p.ids))
	for at := p.behind[trunk]; at < p.behind[trunk+1]; at++ {
		p.firsts[p.word[at]] = branch(at)
	}
	p.ids = maps.Clone(p.ids)
	p.behind, p.word, p.value, p.values = slices.Clone(p.behind), slices.Clone(p.word), slices.Clone(p.value), slices.Clone(p.values)
	return p
}

// step is where a word leads from a place.
func (p *phrases[T]) step(from branch, word string) branch {
	if from == offTree {
		return offTree
	}
	id, ok := p.ids[word]
	switch {
	case !ok:
		return offTree
	case from == trunk:
		return p.firsts[id]
	}
	low, high := p.behind[from], p.behind[from+1]
	if i, ok := slices.BinarySearch(p.word[low:high], id); ok {
		return branch(low) + branch(i)
	}
	return offTree
}

// begins tells whether some phrase begins with the word.
func (p *phrases[T]) begins(word string) bool { return p.step(trunk, word) != offTree }

// has tells whether the word stands in some phrase.
func (p *phrases[T]) has(word string) bool {
	_, ok := p.ids[word]
	return ok
}

// ends tells whether no phrase goes on behind a place.
func (p *phrases[T]) ends(at branch) bool { return p.behind[at] == p.behind[at+1] }

// at is what the phrase that ends there stands for.
func (p *phrases[T]) at(at branch) T { return p.values[p.value[at]] }

// beginnings are the words that phrases begin with.
func (p *phrases[T]) beginnings(do func(string)) {
	for w, id := range p.ids {
		if p.firsts[id] != offTree {
			do(w)
		}
	}
}
