package understand

import "math/bits"

// ruleIndex files each rule under the cues of the condition that the fewest cues meet, so that only rules that may hold are looked at.
type ruleIndex struct {
	rules []rule
	keys  []cues // by rule: the condition that it is filed by
	by    [256][]int32
}

func indexRules(rules []rule) *ruleIndex {
	x := &ruleIndex{rules: rules, keys: make([]cues, len(rules))}
	for n, r := range rules {
		least := 0
		for k := range r.any {
			if r.any[k].count() < r.any[least].count() {
				least = k
			}
		}
		x.keys[n] = r.any[least]
		r.any[least].each(func(c cue) { x.by[c] = append(x.by[c], int32(n)) })
	}
	return x
}

// each calls do with the number of every rule that holds for a set of cues, in no order, none twice.
func (x *ruleIndex) each(c cues, do func(int)) {
	c.each(func(k cue) {
		for _, n := range x.by[k] {
			if x.keys[n].lowest(c) == k && x.rules[n].holds(c) {
				do(int(n))
			}
		}
	})
}

func (r *rule) holds(c cues) bool {
	if c.meets(r.none) {
		return false
	}
	for _, set := range r.any {
		if !c.meets(set) {
			return false
		}
	}
	return true
}

func (s cues) count() int {
	n := 0
	for _, x := range s {
		n += bits.OnesCount64(x)
	}
	return n
}

func (s cues) each(do func(cue)) {
	for k, x := range s {
		for ; x != 0; x &= x - 1 {
			do(cue(k*64 + bits.TrailingZeros64(x)))
		}
	}
}

// lowest is the first cue that both sets have; they must have one.
func (s cues) lowest(o cues) cue {
	for k := range s {
		if x := s[k] & o[k]; x != 0 {
			return cue(k*64 + bits.TrailingZeros64(x))
		}
	}
	return 0
}
