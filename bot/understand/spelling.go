package understand

import (
	"slices"
	"strings"
)

// spellings finds the words of a catalog by what people type instead of them: one letter wrong, or vowels left out.
type spellings struct {
	words []entry
	forms []uint64 // hash of a form with a letter left out <<32 | word, ascending
	bones []uint64 // hash of the skeleton <<32 | word, ascending
	heard []uint64 // hash of the skeleton of how it sounds <<32 | word, ascending
}

func newSpellings(words []entry) spellings {
	s := spellings{words: words, forms: make([]uint64, 0, 8*len(words)), bones: make([]uint64, 0, len(words))}
	var buf [64]byte
	for i, w := range words {
		if len(w.text) < 4 || !letters(w.text) {
			continue
		}
		eachDeletion(w.text, func(h uint32) { s.forms = append(s.forms, uint64(h)<<32|uint64(i)) })
		if sk := skeleton(buf[:0], w.text); len(sk) > 0 {
			s.bones = append(s.bones, uint64(hash(string(sk)))<<32|uint64(i))
		}
		if sk := skeleton(buf[:0], sound(w.text)); len(sk) > 0 && len(w.text) >= 5 {
			s.heard = append(s.heard, uint64(hash(string(sk)))<<32|uint64(i))
		}
	}
	slices.Sort(s.heard)
	slices.Sort(s.forms)
	slices.Sort(s.bones)
	s.forms = slices.Clone(slices.Compact(s.forms))
	s.bones = slices.Clone(s.bones)
	return s
}

func letters(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= '0' && s[i] <= '9' {
			return false
		}
	}
	return true
}

// most is how many spellings of a word are looked at.
const most = 6

// like appends to dst the words that a misspelt one may mean, the nearest only.
func (s *spellings) like(dst []int32, text string) []int32 {
	if len(text) < 3 || len(text) > 32 || !letters(text) {
		return dst
	}
	if len(text) == 3 {
		return s.vowelless(dst, text)
	}
	limit := 1
	if len(text) >= 8 {
		limit = 2
	}
	best := limit + 1
	start := len(dst)
	eachDeletion(text, func(h uint32) {
		for _, id := range bucket(s.forms, h) {
			d := distance(text, s.words[uint32(id)].text, limit)
			// Short words differ by one letter from too many others: the first letter must be right.
			if d > limit || d > best || len(text) < 6 && s.words[uint32(id)].text[0] != text[0] || d == 1 && !slip(text, s.words[uint32(id)].text) {
				continue
			}
			if d < best {
				best, dst = d, dst[:start]
			}
			if !slices.Contains(dst[start:], int32(uint32(id))) && len(dst)-start < most {
				dst = append(dst, int32(uint32(id)))
			}
		}
	})
	if len(dst) > start {
		return dst
	}
	if dst = s.vowelless(dst, text); len(dst) > start {
		return dst
	}
	return s.asHeard(dst, text)
}

// spoken is how letters of names from abroad are written by ear: blakot for blackout, kalebot for callebaut.
var spoken = strings.NewReplacer("ck", "k", "ch", "k", "ph", "f", "sh", "s", "sy", "s", "th", "t", "kh", "k", "qu", "k", "oo", "u", "ou", "o", "au", "o", "ee", "i", "ea", "i", "ai", "e", "ie", "i",
	"c", "k", "q", "k", "v", "f", "z", "s", "x", "ks", "y", "i")

// sound is a word as it is heard, roughly.
func sound(w string) string { return spoken.Replace(w) }

// asHeard appends the words that sound like text.
func (s *spellings) asHeard(dst []int32, text string) []int32 {
	if len(text) < 5 {
		return dst
	}
	var buf [64]byte
	said := sound(text)
	sk := skeleton(buf[:0], said)
	if len(sk) == 0 {
		return dst
	}
	start := len(dst)
	for _, id := range bucket(s.heard, hash(string(sk))) {
		w := sound(s.words[uint32(id)].text)
		if w[0] == said[0] && distance(said, w, 1) <= 1 && len(dst)-start < most {
			dst = append(dst, int32(uint32(id)))
		}
	}
	return dst
}

// slip tells whether one letter's difference can be a slip of the pen: short words that differ in a consonant that does not
// even sound like the other are two words, such as kartu and karbu.
func slip(a, b string) bool {
	if len(a) != len(b) || len(b) > 6 {
		return true
	}
	i := 0
	for a[i] == b[i] {
		i++
	}
	if i+1 < len(a) && a[i+1] != b[i+1] {
		return true // two letters changed places
	}
	return soundsLike(a[i], b[i])
}

// sounds are the letters that are written for each other.
var sounds = []string{"aeiou", "sz", "fpv", "bp", "ckqg", "dt", "jz", "iy", "uw", "xs", "nm"}

func soundsLike(a, b byte) bool {
	for _, s := range sounds {
		if strings.IndexByte(s, a) >= 0 && strings.IndexByte(s, b) >= 0 {
			return true
		}
	}
	return false
}

// vowelless appends the words whose consonants are those of text, when text has fewer vowels.
func (s *spellings) vowelless(dst []int32, text string) []int32 {
	var buf [64]byte
	sk := skeleton(buf[:0], text)
	if len(sk) == 0 {
		return dst
	}
	n := 0
	for _, id := range bucket(s.bones, hash(string(sk))) {
		w := s.words[uint32(id)].text
		if w[0] == text[0] && len(w) > len(text) && subsequence(text, w) && n < most {
			dst = append(dst, int32(uint32(id)))
			n++
		}
	}
	return dst
}

// subsequence tells whether the letters of a stand in b in their order.
func subsequence(a, b string) bool {
	i := 0
	for j := 0; i < len(a) && j < len(b); j++ {
		if a[i] == b[j] {
			i++
		}
	}
	return i == len(a)
}

// bucket is the part of an ascending list whose upper half is h.
func bucket(list []uint64, h uint32) []uint64 {
	from, _ := slices.BinarySearch(list, uint64(h)<<32)
	to := from
	for to < len(list) && uint32(list[to]>>32) == h {
		to++
	}
	return list[from:to]
}
