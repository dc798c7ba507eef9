package understand

import (
	"slices"
	"strings"

	"tokobot/internal/bahasa"
)

// classify gives the unlabelled segments a label by what they look like: jalan for a street, tempat for place names only, nama
// for a name next to a phone or street, "" for what is no part of an address.
func (f *addressFinder) classify() {
	for i := range f.segments {
		s := &f.segments[i]
		switch {
		case s.label == "hp":
			f.phones++
		case s.label != "":
			if s.label != "barang" && s.label != "catatan" && s.label != "kurir" && s.label != "bayar" {
				f.labels++
			}
			if s.label == "alamat" || s.label == "jalan" {
				f.streets++
			}
		case f.words.of("jalan", f.firstWord(s)) && !f.numbered(s) && f.placeOnly(s):
			s.label = "tempat" // Pondok Melati, which is a kecamatan
		case f.hasStreet(s.from, s.to):
			s.label = "jalan"
			f.streets++
		case f.ctx.Expect == ExpectAddress && f.bareStreet(s.from, s.to):
			s.label = "jalan"
			f.streets++
		case i+1 < len(f.segments) && f.hasStreet(f.segments[i+1].from, f.segments[i+1].to) && f.words.of("rumah", f.firstWord(s)):
			s.label = "jalan"
		case f.asks(s.from, s.to):
		case i > 0 && f.postcodeAlone(i):
			s.label = "pos"
		case f.placeOnly(s):
			s.label = "tempat"
		case f.nameLike(s.from, s.to):
			s.label = "nama?"
		}
	}
	f.placeInFront()
	f.firstOnly()
	f.nameInPlace(true)
	f.buildings()
	f.villages()
	f.settleNames()
	f.nameInPlace(false)
}

// firstOnly leaves a second address behind the first to be read by itself, so that the two don't mix: "Sari, jl …, 0812… Budi, jl …, 0813…".
func (f *addressFinder) firstOnly() {
	var phones []int
	streets := 0
	for i, s := range f.segments {
		if s.label == "hp" && (i == 0 || f.segments[i-1].label != "pengirim") { // the sender's is no second recipient's
			phones = append(phones, i)
		}
	}
	if len(phones) < 2 {
		return
	}
	cut := phones[0] + 1
	for _, s := range f.segments[:cut] {
		if s.label == "jalan" || s.label == "alamat" {
			streets++
		}
	}
	if streets == 0 { // the phone stands in front of the street
		cut = phones[1]
		if s := f.segments[cut-1]; s.label == "nama" || s.label == "nama?" {
			cut--
		}
	}
	before, behind := false, false
	for i, s := range f.segments {
		if s.label == "jalan" || s.label == "alamat" {
			before, behind = before || i < cut, behind || i >= cut
		}
	}
	if !before || !behind {
		return
	}
	f.rest = f.segments[cut].start
	f.segments = f.segments[:cut]
	f.recount()
}

// recount counts the segments by label.
func (f *addressFinder) recount() {
	f.phones, f.streets, f.labels = 0, 0, 0
	for _, s := range f.segments {
		switch s.label {
		case "", "nama?", "tempat":
		case "hp":
			f.phones++
		case "jalan":
			f.streets++
		case "alamat":
			f.streets++
			f.labels++
		case "barang", "catatan", "kurir", "bayar":
		default:
			f.labels++
		}
	}
}

// numbered tells whether a segment has a number.
func (f *addressFinder) numbered(s *segment) bool {
	return slices.ContainsFunc(f.tokens[s.from:s.to], func(t bahasa.Token) bool { return t.Kind == bahasa.Number })
}

// postcodeAlone tells whether a segment is nothing but the five digits of a postcode, behind a part of an address.
func (f *addressFinder) postcodeAlone(i int) bool {
	s := f.segments[i]
	t := f.tokens[s.from]
	switch f.segments[i-1].label {
	case "jalan", "alamat", "tempat", "kec", "kel", "kota", "prov":
		return s.to-s.from == 1 && t.Kind == bahasa.Number && len(t.Text) == 5 && t.Text[0] != '0' && !strings.ContainsAny(t.Text, ".,")
	}
	return false
}

// firstWord is the first word of a segment behind opening ones.
func (f *addressFinder) firstWord(s *segment) string {
	from, _ := f.trim(s.from, s.to)
	return f.tokens[min(from, s.to-1)].Text
}

// buildings takes a school, an office or a landmark for part of the street where the rest is an address.
func (f *addressFinder) buildings() {
	for i := range f.segments {
		s := &f.segments[i]
		from, _ := f.trim(s.from, s.to)
		if s.label != "" && s.label != "nama?" || f.phones+f.streets == 0 || from >= s.to || f.asks(s.from, s.to) || f.mine(from, s.to) || f.besideStreet(i) && f.placeInGroup(i) {
			continue
		}
		if f.words.of("usaha", f.tokens[from].Text) && !f.anyName(i) && !f.landmark(from+1, s.to) && f.maybeName(from, s.to) {
			s.label = "nama?"
			continue
		}
		if (f.words.of("gedung", f.tokens[from].Text) || f.words.of("usaha", f.tokens[from].Text) || f.tokens[from].Text == "rumah" && f.landmark(from+1, s.to)) && !f.counted(from, s.to) {
			s.label = "jalan"
			f.streets++
		}
	}
}

// mine tells whether words only say whose house it is: "kantor saya ya kak".
func (f *addressFinder) mine(from, to int) bool {
	_, to = f.trim(from, to)
	for i := from + 1; i < to; i++ {
		if w := f.tokens[i].Text; !f.words.of("buka", w) && !f.words.of("tutur", w) && !f.cuesAt(i).meets(f.r.cue.courtesy) {
			return false
		}
	}
	return to-from > 1
}

// landmark tells whether words say what a house lies by.
func (f *addressFinder) landmark(from, to int) bool {
	return slices.ContainsFunc(f.tokens[min(from, to):to], func(t bahasa.Token) bool { return f.words.of("gedung", t.Text) })
}

// counted tells whether goods are counted among words.
func (f *addressFinder) counted(from, to int) bool {
	for i := from; i < to; i++ {
		if q, ok := bahasa.ReadQuantity(f.tokens[i:to]); ok && q.Unit.Kind == bahasa.KindCount {
			return true
		}
	}
	return false
}

// placeOnly tells whether a segment is nothing but place names and a postcode.
func (f *addressFinder) placeOnly(s *segment) bool {
	words := make([]string, 0, 8)
	n := 0
	for i := s.from; i < s.to; i++ {
		words = append(words, f.placeText(i))
		if f.tokens[i].Kind == bahasa.Word && !f.words.of("buka", f.tokens[i].Text) && !f.callTail(i, s.to) {
			n++
		}
	}
	if n == 0 {
		at := f.message.at(s.from)
		return at != nil && at.kind == spotPostcode
	}
	if n > 8 {
		return false
	}
	covered := 0
	for _, g := range f.r.atlas.Find(words, strongAddress(len(words))) {
		if !g.Exact && n == 1 {
			continue // Tomi is no misspelt Tomia
		}
		for k := g.From; k < min(g.To, len(words)); k++ {
			if f.tokens[s.from+k].Kind == bahasa.Word && !f.words.of("buka", words[k]) && !f.callTail(s.from+k, s.to) {
				covered++
			}
		}
	}
	return covered >= n
}

// callTail tells whether the last word of a segment only calls the shop: "siantar bang".
func (f *addressFinder) callTail(i, to int) bool {
	return i == to-1 && i > 0 && f.cuesAt(i).has(f.r.cue.sapa)
}

// isAddress tells whether the segments together are an address rather than a question about one.
func (f *addressFinder) isAddress() bool {
	names, places, value := 0, 0, false
	for _, s := range f.segments {
		switch s.label {
		case "nama":
			names++
			value = value || s.from > s.start && f.nameLike(s.from, s.to) && (len(f.segments) == 1 || slices.Contains(changeWords, f.tokens[s.from-1].Text))
		case "tempat", "kec", "kel", "kota", "pos":
			places++
		}
		value = value || s.label == "alamat" && s.colon || s.label == "pos" && len(f.segments) == 1
	}
	switch {
	case f.labels >= 2, value:
		return true
	case f.phones > 0:
		return names+places+f.streets > 0 || f.lonePhone()
	case f.streets > 0:
		return true
	}
	return f.ctx.Expect == ExpectAddress && (places > 0 || names > 0)
}

// lonePhone tells whether a message is hardly more than a phone number.
func (f *addressFinder) lonePhone() bool {
	n := 0
	for i := range f.message.words {
		if label, _, _ := f.labelAt(i); label == "hp" && f.tokens[i].Text != "no" || f.message.words[i].cues.has(f.r.cue.hp) {
			return !f.hasCue(0, len(f.tokens), f.r.cue.asker) && f.tokens[len(f.tokens)-1].Text != "?"
		}
	}
	for i, t := range f.tokens {
		if t.Kind == bahasa.Word && f.free(i) && !f.words.of("buka", t.Text) && !f.cuesAt(i).meets(f.r.cue.courtesy) && !f.cuesAt(i).has(f.r.cue.hp) {
			n++
		}
	}
	return n <= 1 && !f.asks(0, len(f.tokens))
}
