package wilayah

import (
	"fmt"
	"strings"
)

// entry is one name, by its key, and the places that it may mean.
type entry struct {
	key       string
	head      int32  // the first of its readings
	bounds    uint64 // bit n: some spelling has a word's end before byte n of the key
	kind      kind
	collision string // the ordinary word that it could be instead, "" for none
}

// reading is one place that a name may mean.
type reading struct {
	place    int32
	next     int32 // the next reading of the same name, -1 at the end
	rank     Level // the level that the name competes at: of one name at several levels the highest wins
	official bool  // the place's official name, or that without Kota or Kabupaten
}

// kind is what sort of name an entry is; the letter is that of the packed file.
type kind byte

const (
	kindName    kind = 'n' // official, spelling, nickname, old name
	kindAbbr    kind = 'a' // abbreviation: bdg, jaksel
	kindCode    kind = 'i' // airport and other codes: upg, cgk
	kindCapital kind = 'c' // the seat of a kabupaten: cikarang
	kindArea    kind = 'r' // a quarter or a resort: bintaro, kuta
	kindMacro   kind = 's' // an island or a region of several places: madura, jabodetabek
)

// nameOfficials enters the official names of all places.
func (a *Atlas) nameOfficials() {
	a.entries = make([]entry, 0, 10000)
	a.readings = make([]reading, 0, 12000)
	a.slots = make([]int32, 1<<15)
	for i := range a.places {
		p := &a.places[i]
		r := reading{place: int32(i), rank: p.code.Level(), official: true}
		a.add(p.bare, kindName, "", r)
		if p.rank() < Kecamatan {
			if p.rank() == Province {
				a.add(p.name, kindName, "", r)
			}
			if rest, ok := strings.CutPrefix(p.bare, "Kepulauan "); ok {
				a.add("Kep "+rest, kindName, "", r)
			}
		}
		if rest, ok := strings.CutPrefix(p.name, "Kota "); ok && p.rank() == Kecamatan && strings.Contains(rest, " ") {
			a.add(rest, kindName, "", r) // Kota Kisaran Timur
		}
		if first, second, ok := strings.Cut(p.name, "/"); ok {
			a.add(first, kindName, "", r)
			a.add(second, kindName, "", r)
		}
		if first, rest, ok := strings.Cut(p.name, " ("); ok {
			a.add(first, kindName, "", r)
			a.add(strings.TrimSuffix(rest, ")"), kindName, "", r)
		}
	}
	for i := range a.places {
		p := &a.places[i]
		for _, prefix := range []string{"Kepulauan ", "Pulau "} {
			rest, ok := strings.CutPrefix(p.bare, prefix)
			if ok && p.rank() == Kabupaten && a.lookup(Key(rest)) == nil {
				a.add(rest, kindName, "", reading{place: int32(i), rank: Kabupaten})
			}
		}
	}
}

func (p *place) rank() Level { return p.code.Level() }

func (a *Atlas) readAliases(text string) error {
	for line := range strings.SplitSeq(text, "\n") {
		f := strings.Split(line, "\t")
		if len(f) != 4 {
			return fmt.Errorf("alias %q: %w", line, errPacked)
		}
		codes := strings.Fields(f[3])
		rank := Kelurahan
		for _, c := range codes {
			rank = min(rank, Code(c).Level())
		}
		for _, c := range codes {
			i, ok := a.index(Code(c))
			if !ok {
				return fmt.Errorf("alias %q: %w", f[0], errPacked)
			}
			a.add(f[0], kind(f[1][0]), f[2], reading{place: i, rank: rank})
		}
	}
	return nil
}

// add enters a spelling of a name, or one more reading of it. A collision once said stays.
func (a *Atlas) add(spelling string, k kind, collision string, r reading) {
	key := Key(spelling)
	if key == "" {
		return
	}
	e := a.lookup(key)
	if e == nil {
		a.entries = append(a.entries, entry{key: key, head: -1, kind: k})
		n := len(a.entries)
		at := a.slot(key)
		a.slots[at] = int32(n)
		e = &a.entries[n-1]
	}
	e.bounds |= bounds(spelling)
	if k == kindMacro || k == kindCapital {
		e.kind = k
	}
	if e.collision == "" {
		e.collision = collision
	}
	for at := e.head; at >= 0; at = a.readings[at].next {
		if old := &a.readings[at]; old.place == r.place {
			old.rank = min(old.rank, r.rank)
			old.official = old.official || r.official
			return
		}
	}
	r.next = e.head
	a.readings = append(a.readings, r)
	e.head = int32(len(a.readings) - 1)
}

// bounds marks where in the key of a spelling its words end.
func bounds(spelling string) uint64 {
	var b uint64
	n := 0
	for i := 0; i < len(spelling) && n < 64; i++ {
		if fold(spelling[i]) != 0 {
			n++
		} else if spelling[i] != '\'' {
			b |= 1 << n
		}
	}
	return b
}

// lookup finds a name by its key.
func (a *Atlas) lookup(key string) *entry {
	if n := a.slots[a.slot(key)]; n > 0 {
		return &a.entries[n-1]
	}
	return nil
}

// slot is where in the table the key is, or would be.
func (a *Atlas) slot(key string) uint32 {
	mask := uint32(len(a.slots) - 1)
	h := hashString(hashSeed, key)
	h ^= h >> 15
	for at := h & mask; ; at = (at + 1) & mask {
		if n := a.slots[at]; n == 0 || a.entries[n-1].key == key {
			return at
		}
	}
}

// wordSet is a set of words, by their hashes: a few in a million strange words count as known.
type wordSet struct{ slots []uint32 }

// newWordSet reads words, one a line.
func newWordSet(text string) wordSet {
	s := wordSet{slots: make([]uint32, 1<<14)}
	for w := range strings.SplitSeq(text, "\n") {
		if at := s.slot(w); s.slots[at] == 0 {
			s.slots[at] = wordHash(w)
		}
	}
	return s
}

func (s wordSet) has(w string) bool { return s.slots[s.slot(w)] != 0 }

func wordHash(w string) uint32 { return max(1, hashString(hashSeed, w)) }

func (s wordSet) slot(w string) uint32 {
	mask := uint32(len(s.slots) - 1)
	h := wordHash(w)
	for at := (h ^ h>>15) & mask; ; at = (at + 1) & mask {
		if s.slots[at] == 0 || s.slots[at] == h {
			return at
		}
	}
}
