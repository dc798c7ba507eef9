package understand

import (
	"maps"
	"slices"
)

// Words that differ by one letter left out, added, changed or swapped share a form with one letter left out. So every
// known word is filed under the hashes of these forms, and a misspelt word finds it under one of its own.

// deleted files words under themselves and under each form with one letter left out.
type deleted struct {
	words []string
	forms []uint64 // hash of a form <<32 | word, ascending
}

func deletions[T any](words map[string]T) (d deleted) {
	d.words = slices.Sorted(maps.Keys(words))
	n := 0
	for _, w := range d.words {
		n += len(w) + 1
	}
	forms := make([]uint64, 0, n)
	for i, w := range d.words {
		if len(w) >= 4 {
			eachDeletion(w, func(h uint32) { forms = append(forms, uint64(h)<<32|uint64(i)) })
		}
	}
	slices.Sort(forms)
	d.forms = slices.Clone(slices.Compact(forms))
	return d
}

const (
	fnvOffset = 2166136261
	fnvPrime  = 16777619
)

func hash(s string) uint32 {
	h := uint32(fnvOffset)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * fnvPrime
	}
	return h
}

// eachDeletion gives the hash of the word and of every form of it with one byte left out.
func eachDeletion(w string, do func(uint32)) {
	do(hash(w))
	prefix := uint32(fnvOffset)
	for i := 0; i < len(w); i++ {
		if i == 0 || w[i] != w[i-1] {
			h := prefix
			for j := i + 1; j < len(w); j++ {
				h = (h ^ uint32(w[j])) * fnvPrime
			}
			do(h)
		}
		prefix = (prefix ^ uint32(w[i])) * fnvPrime
	}
}

// nearest finds the filed word within a distance, "" when there is none. Equally near ones: the one with the same first letter,
// then the first in the alphabet, so that the answer never depends on chance.
func nearest(near *deleted, w string, within int) string {
	best, bestCost := "", 2*within+2
	eachDeletion(w, func(h uint32) {
		for _, f := range bucket(near.forms, h) {
			c := near.words[uint32(f)]
			d := distance(w, c, within)
			if d > within {
				continue
			}
			cost := 2 * d
			if c[0] != w[0] {
				cost++
			}
			if cost < bestCost || cost == bestCost && c < best {
				best, bestCost = c, cost
			}
		}
	})
	return best
}

// distance counts the letters to add, leave out, change or swap with a neighbour to make b of a; more than limit is limit+1.
func distance(a, b string, limit int) int {
	if len(a)-len(b) > limit || len(b)-len(a) > limit {
		return limit + 1
	}
	const most = 40
	if len(a) > most || len(b) > most {
		return limit + 1
	}
	var rows [3][most + 1]int
	for j := 0; j <= len(b); j++ {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		row, prev, before := &rows[i%3], &rows[(i+2)%3], &rows[(i+1)%3]
		row[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			d := min(prev[j]+1, row[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, before[j-2]+1)
			}
			row[j] = d
			least = min(least, d)
		}
		if least > limit {
			return limit + 1
		}
	}
	return rows[len(a)%3][len(b)]
}

// skeleton is the word without vowels and doublings: people leave vowels out (pshmn for pashmina). "" for fewer than three
// consonants, which fit too much.
func skeleton(dst []byte, w string) []byte {
	if dst = bones(dst, w); len(dst) < 3 {
		return dst[:0]
	}
	return dst
}

// bones is the word without vowels and doublings.
func bones(dst []byte, w string) []byte {
	dst = dst[:0]
	for i := 0; i < len(w); i++ {
		switch c := w[i]; c {
		case 'a', 'i', 'u', 'e', 'o', 'y', 'h':
		default:
			if len(dst) == 0 || dst[len(dst)-1] != c {
				dst = append(dst, c)
			}
		}
	}
	return dst
}
