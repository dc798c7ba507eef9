package wilayah

import "math/bits"

// spelling finds names that differ little from what was typed: two keys of which one letter is left out in each, and that
// are then equal, are at most one slip apart; and so are two whose consonants are equal, however many vowels were dropped.
type spelling struct {
	start []uint32 // where each bucket of hashes begins in items; one more at the end
	items []uint16 // numbers of entries
}

const (
	spellingBits = 16
	spellingMin  = 5 // shorter names are not looked for by spelling
)

// newSpelling indexes the keys of at least spellingMin letters.
func newSpelling(entries []entry) spelling {
	s := spelling{start: make([]uint32, 1<<spellingBits+1)}
	for i := range entries {
		eachVariant(entries[i].key, func(h uint32) { s.start[bucket(h)]++ })
	}
	for b := 1; b < len(s.start); b++ {
		s.start[b] += s.start[b-1] // for now where each bucket ends
	}
	s.items = make([]uint16, s.start[len(s.start)-1])
	for i := range entries {
		eachVariant(entries[i].key, func(h uint32) {
			b := bucket(h)
			s.start[b]--
			s.items[s.start[b]] = uint16(i)
		})
	}
	return s
}

func bucket(h uint32) uint32 { return (h ^ h>>spellingBits) & (1<<spellingBits - 1) }

// eachVariant calls yield with the hashes of a key: itself, each letter left out, and its consonants.
func eachVariant(key string, yield func(uint32)) {
	if len(key) < spellingMin-1 || len(key) > maxKey {
		return
	}
	yield(hashString(hashSeed, key))
	prefix := hashSeed
	for i := range len(key) {
		if i == 0 || key[i] != key[i-1] {
			yield(hashString(prefix, key[i+1:]))
		}
		prefix = hashByte(prefix, key[i])
	}
	if h, n := skeleton(key); n >= 3 {
		yield(h)
	}
}

// maxKey is the longest key that is looked for by spelling.
const maxKey = 28

// skeleton hashes a key's first letter and its consonants, doubled ones once, and counts the letters.
func skeleton(key string) (h uint32, n int) {
	h = hashByte(hashSeed, '~')
	last := byte(0)
	for i := range len(key) {
		c := sound(key[i])
		if i > 0 && (vowel(c) || c == last) {
			last = 0
			if !vowel(c) {
				last = c
			}
			continue
		}
		h = hashByte(h, c)
		last = c
		n++
	}
	return h, n
}

// sound makes letters that are written for one another equal.
func sound(c byte) byte {
	switch c {
	case 'v', 'p':
		return 'f'
	case 'q':
		return 'k'
	case 'z':
		return 's'
	}
	return c
}

func vowel(c byte) bool { return bits.OnesCount32(1<<(c&31)&vowels) > 0 && c >= 'a' }

const vowels = 1<<('a'&31) | 1<<('e'&31) | 1<<('i'&31) | 1<<('o'&31) | 1<<('u'&31)

// Costs of slips, in quarters: a typed word may be as far from a name as tolerance says.
const (
	costDouble = 1 // a letter doubled, or half of a double left out
	costVowel  = 2 // a vowel dropped or added, or e/i, o/u, f/p/v confused
	costSwap   = 3 // two neighbours swapped, or one vowel for another
	costLetter = 4 // anything else
	far        = 99
)

// tolerance is how far from a name of that many letters a word may be.
func tolerance(n int) int {
	switch {
	case n < spellingMin:
		return 0
	case n == 5:
		return 3
	case n == 6:
		return 4
	case n <= 8:
		return 5
	}
	return 7
}

// distance is the cost of the slips from name to typed, far when it is above limit. The first letter must be right, or
// swapped with the second.
func distance(name, typed string, limit int) int {
	if len(name) > maxKey || len(typed) > maxKey || name == "" || typed == "" {
		return far
	}
	if name[0] != typed[0] && sound(name[0]) != sound(typed[0]) && !(len(name) > 1 && len(typed) > 1 && name[0] == typed[1] && name[1] == typed[0]) {
		return far
	}
	var rows [3][maxKey + 1]int8
	before, last, now := &rows[0], &rows[1], &rows[2]
	for j := 1; j <= len(typed); j++ {
		last[j] = last[j-1] + add(typed, j-1)
	}
	for i := 1; i <= len(name); i++ {
		now[0] = last[0] + add(name, i-1)
		best := now[0]
		for j := 1; j <= len(typed); j++ {
			d := min(last[j]+add(name, i-1), now[j-1]+add(typed, j-1), last[j-1]+change(name[i-1], typed[j-1]))
			if i > 1 && j > 1 && name[i-1] == typed[j-2] && name[i-2] == typed[j-1] {
				d = min(d, before[j-2]+costSwap)
			}
			now[j] = d
			best = min(best, d)
		}
		if int(best) > limit+costSwap {
			return far
		}
		before, last, now = last, now, before
	}
	if d := int(last[len(typed)]); d <= limit {
		return d
	}
	return far
}

// add is the cost of the letter s[i] being there in one and not in the other.
func add(s string, i int) int8 {
	if i > 0 && s[i] == s[i-1] {
		return costDouble
	}
	if vowel(s[i]) && i > 0 {
		return costVowel
	}
	if s[i] == 'h' && i > 0 {
		return costVowel
	}
	return costLetter
}

// change is the cost of one letter for the other.
func change(a, b byte) int8 {
	switch {
	case a == b:
		return 0
	case sound(a) == sound(b):
		return costVowel
	case vowel(a) && vowel(b):
		if pair(a, b, 'e', 'i') || pair(a, b, 'o', 'u') {
			return costVowel
		}
		return costSwap
	case vowel(a) != vowel(b) && !pair(a, b, 'i', 'y'):
		return costLetter + 1 // "smrang" is Semarang without vowels before it is Serang
	case pair(a, b, 'i', 'y'), pair(a, b, 'j', 'y'), pair(a, b, 'c', 'k'):
		return costSwap
	}
	return costLetter
}

func pair(a, b, x, y byte) bool { return a == x && b == y || a == y && b == x }

// nearest calls yield with the entries whose keys are near the word and how far they are, in no order; an entry may come
// more than once.
func (a *Atlas) nearest(word string, yield func(e *entry, far int)) {
	if len(word) > maxKey {
		return
	}
	last := ^uint32(0)
	eachVariant(word, func(h uint32) {
		b := bucket(h)
		if b == last {
			return
		}
		last = b
		for _, n := range a.near.items[a.near.start[b]:a.near.start[b+1]] {
			e := &a.entries[n]
			limit := tolerance(len(e.key))
			if gap := len(e.key) - len(word); gap > 3 || gap < -3 {
				continue
			}
			if d := distance(e.key, word, limit); d <= limit {
				yield(e, d)
			}
		}
	})
}
