package understand

import (
	"slices"
	"strings"
	"unicode"

	"tokobot/internal/bahasa"
	"tokobot/internal/wilayah"
)

// fill reads the fields from the labelled segments.
func (f *addressFinder) fill() {
	f.b.from = -1
	named := f.fillPlace()
	var street []string
	sender := false
	for i := range f.segments {
		s := f.segments[i]
		switch s.label {
		case "":
			continue
		case "nama":
			if f.b.Recipient == "" {
				if from, to := f.trim(s.from, s.to); from+1 < to && slices.Contains(titles, f.tokens[from].Text) && slices.Contains(titles, f.tokens[from+1].Text) {
					s.from = from + 1 // "ini alamatnya mbak Bu Sri"
				}
				f.b.Recipient, _, _ = strings.Cut(f.value(s), " (") // "Fitri (mama Zaky)"
			}
			sender = false
		case "pengirim":
			f.b.Sender, sender = f.value(s), true
		case "hp":
			f.phone(s, sender)
			sender = false
		case "bagian":
			street = append(street, strings.TrimSpace(f.raw(s.start, f.labelEnd(s)))+" "+f.value(s))
		case "alamat", "jalan", "tempat":
			s.from = f.nameAtFront(s)
			if from := f.nameInTail(i, named); from < s.to {
				f.b.Recipient, s.to = f.value(segment{from: from, to: s.to}), from
			}
			if f.infront(i) {
				s.from = f.behindColon(s)
				street = append(street, f.value(s)) // "SMPN 1 Tempeh" names no place
				break
			}
			if t := f.street(s, named); t != "" && (s.label != "alamat" || s.colon || !f.talk(s)) {
				if s.label == "jalan" && s.colon {
					t = strings.TrimSpace(f.raw(s.start, f.labelEnd(s))) + " " + t
				}
				if n := len(street); n > 0 && i > 0 && f.segments[i-1].to == s.start {
					street[n-1] += " " + t // "kos Bu Ani jl Melati 5"
					break
				}
				street = append(street, t)
			}
		case "catatan":
			f.b.Note = f.value(s)
		case "barang", "kurir", "bayar":
			f.b.items = f.b.items || s.label == "barang"
			continue
		}
		s.to = f.segments[i].to
		f.claim(s)
	}
	f.b.Street = strings.Join(street, ", ")
	if f.b.Recipient == "" {
		f.nameBehindPlaces(named)
	}
}

// fillPlace reads the place and the postcode, and tells which tokens name the place.
func (f *addressFinder) fillPlace() map[int]bool {
	var where, all []segment
	for i, s := range f.segments {
		switch s.label {
		case "alamat", "jalan", "tempat", "kec", "kel", "kota", "prov", "pos":
			if all = append(all, s); !f.infront(i) {
				where = append(where, s)
			}
		}
	}
	place, named := f.places(where)
	if place == nil {
		place, named = f.places(all)
	}
	if place == nil {
		place, named = f.lonePlace(named)
	}
	f.b.Place = f.hamlet(f.village(f.deeper(place, where, named), where), where, named)
	f.postcode(where)
	return named
}

// lonePlace is the kelurahan or kecamatan of two words and more that a part between commas is, the last such, where the address names no
// other place: "Jl. Melati 18, Tebet Barat". One of several of its name is none.
func (f *addressFinder) lonePlace(named map[int]bool) (*Place, map[int]bool) {
	for i := len(f.segments) - 1; i > 0; i-- {
		s := &f.segments[i]
		if s.label != "" && s.label != "nama?" && s.label != "tempat" || s.to-s.from < 2 {
			continue
		}
		f.text = f.text[:0]
		for k := s.from; k < s.to; k++ {
			f.text = append(f.text, f.placeText(k))
		}
		for _, g := range f.r.atlas.Find(f.text, wilayah.FindOptions{Base: wilayah.Strong}) {
			if !g.Exact || g.From != 0 || g.To != len(f.text) || len(g.Codes) != 1 {
				continue
			}
			s.label = "tempat"
			for k := s.from; k < s.to; k++ {
				named[k] = true
			}
			p := f.placeOf(g.Codes)
			return &p, named
		}
	}
	return nil, named
}

// nameBehindPlaces takes a name between the places of an address and its phone, where no sign parts it: "… sukmajaya depok putra 0856…".
func (f *addressFinder) nameBehindPlaces(named map[int]bool) {
	for i := range f.segments {
		s := f.segments[i]
		if s.label != "jalan" && s.label != "alamat" && s.label != "tempat" || i+1 >= len(f.segments) || f.segments[i+1].label != "hp" {
			continue
		}
		from := s.to
		for from > s.from && !named[from-1] && f.tokens[from-1].Kind != bahasa.Number {
			from--
		}
		if from > s.from && named[from-1] && from < s.to && f.nameLike(from, s.to) {
			f.b.Recipient = f.value(segment{from: from, to: s.to})
		}
	}
}

// infront tells whether a segment is a house or an estate in front of the road that it stands at.
func (f *addressFinder) infront(i int) bool {
	if i+1 >= len(f.segments) {
		return false
	}
	switch s := &f.segments[i]; {
	case s.label == "jalan" && !s.colon:
	case s.label == "alamat" && (f.words.of("gedung", f.firstWord(s)) || f.words.of("usaha", f.firstWord(s))) && !f.hasStreet(s.from, s.to):
	default:
		return false
	}
	for k := i + 1; k < len(f.segments) && f.segments[k].label == "jalan"; k++ {
		if s := f.segments[k]; f.words.of("road", f.firstWord(&s)) && s.from == s.start {
			return true
		}
	}
	return false
}

// talk tells whether a segment is nothing but words of the language: "alamatnya salah".
func (f *addressFinder) talk(s segment) bool {
	for i := s.from; i < s.to; i++ {
		if t := f.tokens[i]; t.Kind == bahasa.Number || t.Kind == bahasa.Word && (unicode.IsUpper(rune(f.text0(i))) || !bahasa.Known(t.Text)) {
			return false
		}
	}
	return true
}

// labelEnd is where the words of a segment's label end, without the signs behind them.
func (f *addressFinder) labelEnd(s segment) int {
	end := s.from
	for end > s.start && f.tokens[end-1].Kind == bahasa.Punct {
		end--
	}
	return end
}

// nameAtFront takes "Dita:" off the front of a street, and says where the street begins.
func (f *addressFinder) nameAtFront(s segment) int {
	for i := s.from; i < min(s.from+7, s.to); i++ {
		if f.b.Recipient != "" || i == s.from || !f.nameLike(s.from, i) {
			continue
		}
		switch w := f.tokens[i].Text; {
		case w == ":":
			f.b.Recipient = f.value(segment{from: s.from, to: i})
			return i + 1
		case (w == "di" || w == "at" || w == "alamat") && i+1 < s.to && (f.words.of("jalan", f.tokens[i+1].Text) || f.words.of("rumah", f.tokens[i+1].Text) || f.words.of("gedung", f.tokens[i+1].Text)):
			f.b.Recipient = f.value(segment{from: s.from, to: i})
			return i + 1 // "buat Bu Ani di Jalan Klipang 21"
		case s.label == "alamat" && (f.words.of("jalan", w) || f.words.of("rumah", w)) && !f.placeOnly(&segment{from: s.from, to: i}):
			f.b.Recipient = f.value(segment{from: s.from, to: i})
			return i
		}
	}
	return s.from
}

// village goes down to the kelurahan that is named with the word for one, which the name alone may not show: kel. Sukajadi, kec. Sukajadi.
func (f *addressFinder) village(place *Place, where []segment) *Place {
	if place == nil || place.Code.Level() != wilayah.Kecamatan {
		return place
	}
	for _, s := range where {
		for i := s.start; i+1 < s.to; i++ {
			switch f.tokens[i].Text {
			case "kel", "kelurahan", "desa", "ds", "kelurahannya":
			default:
				continue
			}
			from := i + 1
			for from < s.to && (f.tokens[from].Kind == bahasa.Punct || f.tokens[from].Text == "kec" || f.tokens[from].Text == "kecamatan") {
				from++ // "Kel/Kec: Tugu, Cimanggis"
			}
			for n := min(3, s.to-from); n > 0; n-- {
				if code, ok := f.childNamed(place.Code, f.raw(from, from+n)); ok {
					return &Place{Code: code, Name: f.r.atlas.Name(code)}
				}
			}
		}
	}
	return place
}

// hamlet goes down to the kelurahan whose name stands in front of an RT: "Kadipiro RT 03 RW 12".
func (f *addressFinder) hamlet(place *Place, where []segment, named map[int]bool) *Place {
	if place == nil || place.Code.Level() != wilayah.Kecamatan {
		return place
	}
	for _, s := range where {
		for n := 1; n <= 3 && s.from+n < s.to; n++ {
			if w := f.tokens[s.from+n].Text; w != "rt" && w != "rw" {
				continue
			}
			if code, ok := f.childNamed(place.Code, f.raw(s.from, s.from+n)); ok {
				for i := s.from; i < s.from+n; i++ {
					named[i] = true
				}
				return &Place{Code: code, Name: f.r.atlas.Name(code)}
			}
		}
	}
	return place
}

func (f *addressFinder) childNamed(of wilayah.Code, name string) (wilayah.Code, bool) {
	key := wilayah.Key(name)
	for _, c := range f.r.atlas.Children(of) {
		if wilayah.Key(f.r.atlas.Name(c)) == key {
			return c, true
		}
	}
	return "", false
}

// claim marks the tokens of a segment as part of the address.
func (f *addressFinder) claim(s segment) {
	for i := s.start; i < s.to; i++ {
		f.b.parts = append(f.b.parts, i)
		if at := f.message.at(i); at != nil {
			f.message.drop(at)
		}
		w := &f.message.words[i]
		w.phrase, w.cues, w.spot = 0, cues{}, addressSpot
	}
}

// value is the text of a segment without opening words.
func (f *addressFinder) value(s segment) string {
	from, to := f.trim(s.from, s.to)
	return strings.Trim(strings.TrimSpace(f.raw(from, to)), "*_\"- ")
}

// phone fills in a phone: the recipient's, or the sender's behind the word for one.
func (f *addressFinder) phone(s segment, sender bool) {
	for i := s.from; i < s.to; i++ {
		if at := f.message.at(i); at != nil && at.kind == spotPhone {
			switch {
			case sender:
				f.b.SenderPhone = at.code
			case f.b.Phone == "":
				f.b.Phone = at.code
			}
			return
		}
	}
}

// postcode finds the five digits that are one.
func (f *addressFinder) postcode(where []segment) {
	for _, s := range where {
		for i := s.from; i < s.to; i++ {
			t := f.tokens[i].Text
			if f.tokens[i].Kind != bahasa.Number || len(t) != 5 || strings.ContainsAny(t, ".,") {
				continue
			}
			if t[0] != '0' && (s.label == "pos" || s.label == "tempat" || len(f.r.atlas.ByPostcode(t)) > 0) {
				f.b.Postcode = t
			}
		}
	}
}
