package understand

import (
	"slices"

	"strings"

	"tokobot/internal/bahasa"
)

// nameInPlace takes a name from where the address was announced: "kirim ke: Rahma, jl …"; first, only behind a colon.
func (f *addressFinder) nameInPlace(first bool) {
	for _, s := range f.segments {
		if s.label == "nama" {
			return
		}
	}
	for i := range f.segments {
		s := &f.segments[i]
		if s.label == "alamat" && (s.colon || !first) && i+1 < len(f.segments) && (f.segments[i+1].label == "jalan" || f.segments[i+1].label == "hp") && !f.hasStreet(s.from, s.to) && f.nameLike(s.from, s.to) && !f.placeOnly(s) {
			s.label = "nama"
			return
		}
	}
}

// settleNames keeps as names the segments that stand next to a phone or street, the first of them only.
func (f *addressFinder) settleNames() {
	has := false
	for _, s := range f.segments {
		has = has || s.label == "nama"
	}
	best, at := 0, -1
	for i := range f.segments {
		s := &f.segments[i]
		if s.label == "" && s.to-s.from <= 4 && f.besideStreet(i) && f.tokens[s.to-1].Text != "?" && f.placeInGroup(i) {
			s.label = "tempat"
		}
		sure := s.label == "nama?"
		f.chained = sure && i+1 < len(f.segments) && f.segments[i+1].label == "nama?" && f.partner(i+2) // "Mila, Sore Coffee, jl …"
		if !sure && (s.label != "" || !f.maybeName(s.from, s.to)) {
			continue
		}
		s.label = ""
		if sure && f.placeBeside(i) {
			s.label = "tempat"
			continue
		}
		n := f.nameness(i)
		if !sure {
			n -= leastNameness // any name that is one for its words is likelier
		}
		if !has && n > best {
			best, at = n, i
		}
	}
	if at >= 0 {
		f.segments[at].label, has = "nama", true
	}
	for i := range f.segments {
		if has && f.segments[i].label == "" && f.between(i) && (f.nameLike(f.segments[i].from, f.segments[i].to) || f.inFront(i)) {
			f.segments[i].label = "jalan"
		}
	}
	for i := 0; i < len(f.segments) && !has; i++ {
		if f.segments[i].label == "" && f.partner(i+1) {
			has = f.nameAtEnd(i)
		}
	}
}

// leastNameness is how likely a name a segment must be for where it stands, when its words may as well say something.
const leastNameness = 2

// maybeName tells whether words may be a name for where they stand, though they mean something too: "bagus", "toko barokah". They ask, order and
// thank for nothing, and not all are words that lead to an address.
func (f *addressFinder) maybeName(from, to int) bool {
	from, to = f.trim(from, to)
	words, own := 0, 0
	for i := from; i < to; i++ {
		t := &f.tokens[i]
		switch {
		case t.Kind == bahasa.Punct && strings.Contains(".'()-\"*", t.Text):
			continue
		case t.Kind != bahasa.Word || f.message.at(i) != nil || f.words.of("jalan", t.Text) || f.words.of("penanda", t.Text) || f.words.of("rumah", t.Text), f.words.of("tutur", t.Text), len(t.Text) > 5 && strings.HasSuffix(t.Text, "nya"):
			return false
		case i == from && f.numberWord(i, to):
			return false
		case !f.slip(i) && f.cuesAt(i).meets(placeCues().acting):
			return false
		}
		words++
		if f.words.of("orang", t.Text) && !slices.Contains(titles, t.Text) || !f.words.of("buka", t.Text) && !f.words.of("bukan", t.Text) && !f.shopName(t.Text) && !f.cuesAt(i).meets(f.r.cue.courtesy) && !f.goodsAt(i, i+1) {
			own++
		}
	}
	return own > 0 && words <= 5
}

// numberWord tells whether a number in words stands among words.
func (f *addressFinder) numberWord(from, to int) bool {
	for i := from; i < to; i++ {
		if _, ok := bahasa.ReadQuantity(f.tokens[i:to]); ok {
			return true
		}
	}
	return false
}

// anyName tells whether a segment other than i is a name for its words.
func (f *addressFinder) anyName(i int) bool {
	for k, s := range f.segments {
		if k != i && (s.label == "nama" || s.label == "nama?" && !f.placeBeside(k) || s.label == "alamat" && !f.hasStreet(s.from, s.to) && f.nameLike(s.from, s.to) && !f.placeOnly(&f.segments[k])) {
			return true
		}
	}
	return false
}

// nameness tells how likely a segment that could be a name is the recipient's, 0 for not at all: it stands beside a phone or a
// street, is a line of its own, opens the message, and asks for nothing.
func (f *addressFinder) nameness(i int) int {
	s := f.segments[i]
	if f.ctx.Expect == ExpectAddress && len(f.segments) == 1 && f.mistakable(s) {
		return 1
	}
	opens := i == 0 && s.to < len(f.tokens) && f.tokens[s.to].Kind == bahasa.Break && f.phones > 0 && f.streets > 0 // a line of its own above an address
	if !f.partner(i-1) && !f.partner(i+1) && !f.chained && !opens || f.cuesAt(s.from).meets(placeCues().please) {
		return 0
	}
	n := 1
	for _, k := range [2]int{i - 1, i + 1} {
		if k >= 0 && k < len(f.segments) && f.segments[k].label == "hp" {
			n += 2
		}
	}
	if n == 1 && f.talk(s) {
		return 0 // "aduh lupa, jl Melati 5"
	}
	if i == 0 {
		n += 2
	}
	if s.from == 0 || f.tokens[s.from-1].Kind == bahasa.Break {
		n++
	}
	return n
}

// mistakable tells whether a name could be taken for a courier that the shop does not have: "bu indah".
func (f *addressFinder) mistakable(s segment) bool {
	for i := s.from; i < s.to; i++ {
		if f.shopName(f.tokens[i].Text) {
			return !f.ownName(f.tokens[i].Text)
		}
	}
	return false
}

// between tells whether a segment stands between a street and a place on one line, an estate or a hamlet, or between a name and a street.
func (f *addressFinder) between(i int) bool {
	if i == 0 || i+1 >= len(f.segments) {
		return false
	}
	before, s, next := f.segments[i-1], f.segments[i], f.segments[i+1]
	if before.label == "nama" && next.label == "jalan" && s.to < len(f.tokens) && f.tokens[s.to].Text == "," {
		return true // "Mila / Sore Coffee, jl …"
	}
	return (before.label == "jalan" || before.label == "alamat") && next.label == "tempat" && f.tokens[s.from-1].Text == "," && s.to < len(f.tokens) && f.tokens[s.to].Text == ","
}

// nameAtEnd parts a name from the end of a sentence that leads to an address: "pesan 2 kirim ke Dewi".
func (f *addressFinder) nameAtEnd(i int) bool {
	s := f.segments[i]
	for k := s.to - 2; k >= s.from; k-- {
		if !f.words.of("antar", f.tokens[k].Text) || !f.nameLike(k+1, s.to) {
			continue
		}
		if name := (segment{label: "nama", start: k + 1, from: k + 1, to: s.to}); !f.placeOnly(&name) {
			f.segments[i].to = k
			f.segments = slices.Insert(f.segments, i+1, name)
			return true
		}
	}
	return false
}

// inFront tells whether a segment with a number and no goods stands between a name or a phone and a street: "Sudirman Suites unit 1207, jl …".
func (f *addressFinder) inFront(i int) bool {
	s := f.segments[i]
	from, _ := f.trim(s.from, s.to)
	return i > 0 && f.segments[i-1].label != "jalan" && f.numbered(&s) && !f.goodsAt(from, min(from+1, s.to)) && !f.asks(s.from, s.to) && !f.hasCue(s.from, s.to, f.r.cue.buying)
}

// placeBeside tells whether a word behind a street is a place that only its neighbours make clear: a kelurahan in front of its kecamatan.
func (f *addressFinder) placeBeside(i int) bool {
	if !f.besideStreet(i) {
		return false
	}
	if _, named := f.places(f.segments[i : i+1]); len(named) > 0 && f.segments[i-1].label != "tempat" {
		return true // "jl Baru, Cilebut Bogor": not all of it is known, but it is no name
	}
	return f.placeInGroup(i)
}

// besideStreet tells whether a segment stands behind a street or a place, with at most one between that may be a hamlet.
func (f *addressFinder) besideStreet(i int) bool {
	for k := i - 1; k >= max(0, i-2); k-- {
		switch f.segments[k].label {
		case "jalan", "alamat", "tempat":
			return true
		case "", "nama?":
		default:
			return false
		}
	}
	return false
}

// placeInGroup tells whether a segment is nothing but a place together with the places behind it.
func (f *addressFinder) placeInGroup(i int) bool {
	group := []segment{f.segments[i]}
	for k := i + 1; k < len(f.segments) && (f.segments[k].label == "tempat" || f.segments[k].label == "nama?"); k++ {
		group = append(group, f.segments[k])
	}
	if len(group) < 2 {
		return false
	}
	_, named := f.places(group)
	for k := f.segments[i].from; k < f.segments[i].to; k++ {
		if f.tokens[k].Kind == bahasa.Word && !named[k] && !f.words.of("buka", f.tokens[k].Text) {
			return false
		}
	}
	return true
}

func (f *addressFinder) partner(i int) bool {
	if i < 0 || i >= len(f.segments) {
		return false
	}
	switch f.segments[i].label {
	case "hp", "jalan", "alamat", "tempat", "pengirim":
		return f.phones > 0 || f.streets > 0 || f.ctx.Expect == ExpectAddress // "majenang, Fitri"
	}
	return false
}
