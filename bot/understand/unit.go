package understand

import (
	"tokobot/internal/bahasa"
)

// unit is the smallest piece of a message that an act is made of: a phrase of the lexicon, something named, or a word alone.
// Signs are no units; they stand in front of one.
type unit struct {
	from, to int
	cues     cues
	key      uint32 // what it is, coarsely: its cues, or its kind of name
	form     uint32 // what it is, exactly
	kind     spotKind
	named    bool   // kind tells what it names
	word     bool   // it counts as a word of its clause
	bareNo   bool   // "ga" and the like alone, which makes a question of what stands in front of it
	hollow   bool   // a courtesy or a particle
	signs    sign   // in front of it
	tris     uint32 // where its parts begin in message.parts
	trisEnd  uint32
}

// sign is a set of signs between two units.
type sign uint8

const (
	signBreak sign = 1 << iota
	signAsk
	signShout
	signComma
	signStop
	signEmoji
	signBlock // an address, which is an act of its own
	signOther
)

func signOf(t bahasa.Token) sign {
	switch {
	case t.Kind == bahasa.Break:
		return signBreak
	case t.Kind == bahasa.Emoji:
		return signEmoji
	case t.Text == "?":
		return signAsk
	case t.Text == "!":
		return signShout
	case t.Text == "," || t.Text == ";":
		return signComma
	case t.Text == ".":
		return signStop
	}
	return signOther
}

// cutUnits cuts the message into units; last is the signs behind the last.
func (m *message) cutUnits() {
	m.units, m.parts = m.units[:0], m.parts[:0]
	var signs sign
	for i := 0; i < len(m.words); {
		w := &m.words[i]
		s := m.at(i)
		switch {
		case w.spot == addressSpot:
			signs |= signBlock
			i++
		case w.spot == listSpot:
			signs |= signOther
			i += 2
		case w.spot == writtenSpot:
			i++
		case s != nil:
			m.nameUnit(s, i, signs)
			signs, i = 0, max(i+1, s.to)
		case w.Kind == bahasa.Word || w.Kind == bahasa.Number:
			i = m.wordUnit(i, signs)
			signs = 0
		default:
			if w.Kind == bahasa.Punct && w.Text == "." && !endsClause(m.tokens, i) {
				signs |= signOther
			} else {
				signs |= signOf(w.Token)
			}
			i++
		}
	}
	m.lastSigns = signs
}

// nameUnit appends the unit of something named.
func (m *message) nameUnit(s *spot, i int, signs sign) {
	u := unit{from: i, to: max(i+1, s.to), kind: s.kind, named: true, word: true, signs: signs}
	u.key = m.r.cue.spotHash[s.kind]
	u.cues.add(m.r.cue.spotCue[s.kind])
	switch s.kind {
	case spotQuantity:
		if (s.quantity.Pieces() >= 5 || s.quantity.Unit.Factor > 1) && s.quantity.Unit.Kind != bahasa.KindWeight {
			u.cues.add(m.r.cue.many)
			u.key ^= 0x5bd1e995
		}
	case spotProduct:
		if s.code != "" || len(s.products) > 1 && !s.exact {
			u.cues.add(m.r.cue.spotCue[spotCategory])
		}
		if s.code != "" {
			u.key = m.r.cue.spotHash[spotCategory]
		}
	}
	if s.foreign {
		u.key ^= 0x27d4eb2f
	}
	if s.kind == spotQuantity || s.kind == spotMethod || s.kind == spotVoucher || s.kind == spotCourier {
		for k := i; k < u.to; k++ {
			u.cues.union(m.words[k].cues)
		}
	}
	u.form = u.key
	m.units = append(m.units, u)
}

// wordUnit appends the unit of the phrase or word at i and tells where it ends.
func (m *message) wordUnit(i int, signs sign) int {
	w := &m.words[i]
	u := unit{from: i, to: i + 1, signs: signs}
	for u.to < int(w.until) && m.words[u.to].spot == 0 {
		u.to++
	}
	if !m.beforeOption(i) && !m.numberSign(i) {
		u.cues = w.cues
	}
	in := m.cuesAt(i)
	u.hollow = in.meets(m.r.cue.particle) || m.beforeOption(i)
	u.word = !u.hollow
	u.bareNo = w.cues.has(m.r.cue.no) && int(w.until) == i+1
	switch {
	case w.Kind == bahasa.Number:
		u.key, u.form = 77, 77
	case !u.cues.empty():
		u.key = cueHash(u.cues)
		u.form = hash(w.form())
		for k := i + 1; k < u.to; k++ {
			u.form = u.form*fnvPrime ^ hash(m.words[k].form())
		}
	default:
		u.key, u.form = 99, hash(w.form())
		if !in.empty() {
			u.key = 98 // the rest of a phrase that something named has cut
		} else if bahasa.Known(w.Text) {
			u.key = 97
		}
		u.tris = uint32(len(m.parts))
		for k := 0; k+4 <= len(w.Text); k++ {
			m.parts = append(m.parts, hash(w.Text[k:k+4])*31)
		}
		u.trisEnd = uint32(len(m.parts))
	}
	m.units = append(m.units, u)
	return u.to
}

func cueHash(c cues) uint32 {
	h := uint32(fnvOffset)
	for _, x := range c {
		h = (h ^ uint32(x)) * fnvPrime
		h = (h ^ uint32(x>>32)) * fnvPrime
	}
	return h
}

// spotMark is the cue and the feature of each kind of spot.
var spotMark = map[spotKind]string{spotProduct: "@barang", spotOption: "@pilihan", spotQuantity: "@jumlah", spotAmount: "@uang", spotPhone: "@hp",
	spotOrder: "@nomor", spotVoucher: "@voucher", spotCourier: "@kurir", spotService: "@layanan", spotMethod: "@metode", spotBank: "@bank",
	spotPlace: "@tempat", spotPostcode: "@angka", spotDigits: "@angka", spotCategory: "@kategori"}

// form is the word in the form that the model knows.
func (w *word) form() string {
	for _, f := range [...]string{w.stand, w.near, w.base, w.norm} {
		if f != "" {
			return f
		}
	}
	return w.Text
}
