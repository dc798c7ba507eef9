package understand

import "math/bits"

// mix makes a feature of parts.
func mix(a, b uint32) uint32 {
	h := a*0x9e3779b1 ^ b*0x85ebca6b
	h ^= h >> 15
	h *= 0x2c1b3c6d
	return h ^ h>>13
}

// The kinds of feature.
const (
	featForm = iota + 1
	featCue
	featKey
	featPart
	featPair
	featFormPair
	featSkip
	featBegin
	featBeginPair
	featBeginSign
	featEnd
	featEndSign
	featLength
	featWhole
	featInner
	featTriple
	featBefore
	featAfter
)

// ofUnit gives the features of a unit by itself.
func (m *message) ofUnit(i int, emit func(uint32)) {
	u := &m.units[i]
	if u.named {
		emit(mix(featKey, u.key))
	}
	for k, x := range u.cues {
		for ; x != 0; x &= x - 1 {
			emit(mix(featCue, uint32(k*64+bits.TrailingZeros64(x))))
		}
	}
}

// ofForm gives the features of a unit's very words.
func (m *message) ofForm(i int, emit func(uint32)) {
	u := &m.units[i]
	emit(mix(featForm, u.form))
	for _, p := range m.parts[u.tris:u.trisEnd] {
		emit(mix(featPart, p))
	}
}

// ofPair gives the features of a unit and the one in front of it in one stretch.
func (m *message) ofPair(i int, emit func(uint32)) {
	a, b := &m.units[i-1], &m.units[i]
	emit(mix(mix(featPair, a.key), b.key))
	emit(mix(mix(featInner, uint32(b.signs)), 0))
}

// ofFormPair gives the features of the very words of two units that follow each other in one stretch.
func (m *message) ofFormPair(i int, emit func(uint32)) {
	emit(mix(mix(featFormPair, m.units[i-1].form), m.units[i].form))
}

// ofSkip gives the features of a unit and the one two in front.
func (m *message) ofSkip(i int, emit func(uint32)) {
	emit(mix(mix(featSkip, m.units[i-2].key), m.units[i].key))
}

// ofBegin gives the features of a stretch that begins at a unit.
func (m *message) ofBegin(i int, emit func(uint32)) {
	u := &m.units[i]
	emit(mix(featBegin, u.key))
	emit(mix(featBeginSign, uint32(u.signs)))
	prev := uint32(7)
	if i > 0 {
		prev = m.units[i-1].key
		emit(mix(featBefore, m.units[i-1].form))
	}
	if i > 1 {
		emit(mix(featBefore, m.units[i-2].key^77))
	}
	emit(mix(mix(featBeginPair, prev), u.key))
	emit(mix(mix(featBeginSign, uint32(u.signs)), u.key))
	emit(mix(mix(featBeginSign, uint32(u.signs)+1000), prev))
}

// ofEnd gives the features of a stretch that ends in front of unit j.
func (m *message) ofEnd(j int, emit func(uint32)) {
	signs := m.signsAt(j)
	if j < len(m.units) {
		emit(mix(featAfter, m.units[j].key))
		emit(mix(featAfter, m.units[j].form^77))
	}
	emit(mix(featEnd, m.units[j-1].key))
	emit(mix(featEndSign, uint32(signs)))
	emit(mix(mix(featEndSign, uint32(signs)), m.units[j-1].key))
}

// signsAt is the signs in front of unit j, or behind the last.
func (m *message) signsAt(j int) sign {
	if j < len(m.units) {
		return m.units[j].signs
	}
	return m.lastSigns
}

// ofStretch gives the features of a stretch as a whole.
func (m *message) ofStretch(i, j int, emit func(uint32)) {
	emit(ofLength(j - i))
	if i == 0 && j == len(m.units) {
		emit(ofWhole(j - i))
	}
}

func ofLength(n int) uint32 { return mix(featLength, uint32(n)) }
func ofWhole(n int) uint32  { return mix(featWhole, uint32(min(n, mostWhole))) }

// mostWhole is the number of units from which on a message of one stretch is a long one.
const mostWhole = 5
