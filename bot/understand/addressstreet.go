package understand

import (
	"slices"
	"strings"

	"tokobot/internal/bahasa"
)

// bareStreet tells whether words are a name and a number, which are a street where an address was asked for: "melati 5". Goods,
// and words that say something, are none.
func (f *addressFinder) bareStreet(from, to int) bool {
	from, to = f.trim(from, to)
	names, number := 0, false
	if from < to && f.tokens[from].Kind == bahasa.Number && f.r.index.options.root.next[plainNumber(f.tokens[from].Text)] != nil {
		return false // "0-3 bulan 2" is two of a size
	}
	for i := from; i < to; i++ {
		switch t := f.tokens[i]; t.Kind {
		case bahasa.Word:
			if len(t.Text) > 5 && strings.HasSuffix(t.Text, "nya") {
				return false // "vanilanya 2"
			}
			if houseWords[t.Text] && names > 0 {
				break
			}
			if c := f.cuesAt(i); number && i == to-1 && len(t.Text) == 1 {
				break // "5b"
			} else if number || !c.empty() && !f.slip(i) || f.shopName(t.Text) || f.goodsAt(i, i+1) || (len(f.segments) == 1 || f.anyRoad() || f.goodsInFront(from)) && f.r.index.options.root.next[t.Text] != nil || f.message.at(i) != nil || f.ownOption(t.Text) && f.optionCounted(from) {
				return false
			}
			names++
		case bahasa.Number:
			number = names > 0
			if len(t.Text) > 4 {
				return false
			}
		default:
			if t.Text != "." && t.Text != "/" && t.Text != "-" {
				return false
			}
		}
	}
	return number && names <= 4
}

// ownOption tells whether a word is an option of the goods talked about, or of some in the draft.
func (f *addressFinder) ownOption(w string) bool {
	n := f.r.index.options.root.next[w]
	return n != nil && n.phrase > 0 && f.owned(n.phrase-1)
}

// optionCounted tells whether such an option stands with its number in front of a token: "melati 20, vanila 10" of candles are no streets.
func (f *addressFinder) optionCounted(to int) bool {
	for i := 0; i+1 < to; i++ {
		if f.tokens[i].Kind == bahasa.Word && f.tokens[i+1].Kind == bahasa.Number && f.ownOption(f.tokens[i].Text) {
			return true
		}
	}
	return false
}

// goodsInFront tells whether a segment in front names goods with their number, to which an option with a number then belongs: "pisang cavendish
// 1 sisir, raja 1".
func (f *addressFinder) goodsInFront(from int) bool {
	return slices.ContainsFunc(f.segments, func(s segment) bool {
		return s.to <= from && f.goodsLine(s.from, s.to) && slices.ContainsFunc(f.tokens[s.from:s.to], func(t bahasa.Token) bool {
			return t.Kind == bahasa.Number || bahasa.Numeral(t.Text)
		})
	})
}

// anyRoad tells whether a segment has a street that says so.
func (f *addressFinder) anyRoad() bool {
	return slices.ContainsFunc(f.segments, func(s segment) bool { return f.hasStreet(s.from, s.to) })
}

// street is the part of a segment in front of the place names and the postcode.
func (f *addressFinder) street(s segment, named map[int]bool) string {
	s.from = f.behindColon(s)
	from, to := f.trim(s.from, s.to)
	if from+1 < to && slices.Contains(titles, f.tokens[from].Text) && f.words.of("road", f.tokens[from+1].Text) {
		from++ // "alamat ibu jalan Bonto Mene 21"
	}
	end := from
	for k := from + 1; k+1 < to; k++ {
		if slices.Contains(denials, f.tokens[k].Text) { // "rt 6 bukan 5"
			to = k
		}
	}
	for end < to && (!named[end] || f.inEstate(from, end, to, named) || f.houseLetter(end) || f.goesOn(end, to, named) || end > from && f.words.of("milik", f.tokens[end-1].Text) && end+1 < to && named[end+1]) && f.tokens[end].Text != f.b.Postcode {
		end++
	}
	for end > from && (f.tokens[end-1].Kind == bahasa.Punct && f.tokens[end-1].Text != ")" || end < to && f.placeWord(f.tokens[end-1].Text)) {
		end--
	}
	if end > from && f.onlyLeads(from, end) {
		return ""
	}
	if end > from {
		return strings.TrimSpace(f.raw(from, end))
	}
	for end < to && named[end] {
		end++
	}
	if end > from && end < to && (f.tokens[end].Text == "rt" || f.road(end)) { // "Kadipiro RT 03 RW 12 mburi SD", "ke waru sidoarjo jl Melati 5"
		from = end
		for end < to && !named[end] && f.tokens[end].Text != f.b.Postcode && !f.placeWord(f.tokens[end].Text) {
			end++
		}
		return strings.Trim(f.raw(from, end), " .-,")
	}
	return f.rtrw(from, to)
}

// inEstate tells whether a place stands in the middle of the name of an estate: "Grand Depok City".
func (f *addressFinder) inEstate(from, i, to int, named map[int]bool) bool {
	if i == from || i+1 >= to || named[i+1] || f.tokens[i+1].Kind != bahasa.Word || f.placeWord(f.tokens[i+1].Text) || f.words.of("road", f.tokens[from].Text) {
		return false
	}
	for k := from; k < i; k++ {
		if f.tokens[k].Kind != bahasa.Word || named[k] {
			return false
		}
	}
	return true
}

// houseLetter tells whether a letter belongs to the number in front of it: "14A".
func (f *addressFinder) houseLetter(i int) bool {
	return i > 0 && len(f.tokens[i].Text) == 1 && f.tokens[i].Glued && f.tokens[i-1].Kind == bahasa.Number
}

// behindColon is where a street begins behind what announces it: "ke kantor aja: Jl Melati 5".
func (f *addressFinder) behindColon(s segment) int {
	from, to := f.trim(s.from, s.to)
	for i := from; i < min(from+4, to); i++ {
		if f.tokens[i].Text == ":" && s.label != "alamat" {
			from = i + 1
		}
	}
	for i := from; i < min(from+6, to); i++ { // "tolong ganti ke Jl Melati 5"
		w := f.tokens[i].Text
		if i > from && f.words.of("jalan", w) && f.streetFollows(i) {
			return i
		}
		if !f.words.of("tutur", w) && !f.words.of("buka", w) && !f.cuesAt(i).meets(f.r.cue.courtesy) && !f.cuesAt(i).meets(f.r.cue.changing) && !f.cuesAt(i).meets(f.r.cue.wish) && w != "sy" || f.words.of("orang", w) {
			break
		}
	}
	return from
}

// houseWords stand in front of the number of a house.
var houseWords = map[string]bool{"km": true, "no": true, "nomor": true, "nomer": true, "nmr": true}

// goesOn tells whether a street called after places goes on behind token i: Jl Poros Maros - Makassar KM 20.
func (f *addressFinder) goesOn(i, to int, named map[int]bool) bool {
	if i > 0 && f.placeWord(f.tokens[i-1].Text) {
		return false
	}
	if b := f.before(i); b >= 0 && f.tokens[i].Kind == bahasa.Number && houseWords[f.tokens[b].Text] {
		return true
	}
	for ; i < to; i++ {
		if w := f.tokens[i].Text; houseWords[w] || w == "lt" || w == "lantai" || w == "blok" || w == "blk" || w == "kav" || w == "unit" {
			return true
		}
		switch f.tokens[i].Text {
		case "rt", "rw", "kec", "kel", "desa", "ds", "kab":
			return false
		}
	}
	return false
}

// rtrw is the RT and RW behind place names.
func (f *addressFinder) rtrw(from, to int) string {
	for i := from; i < to; i++ {
		if f.tokens[i].Text != "rt" {
			continue
		}
		end := i
		for end < to && (f.tokens[end].Kind != bahasa.Word || f.tokens[end].Text == "rt" || f.tokens[end].Text == "rw") && f.tokens[end].Text != "," && f.tokens[end].Text != f.b.Postcode {
			end++
		}
		return strings.Trim(f.raw(i, end), " .-")
	}
	return ""
}

func (f *addressFinder) placeWord(w string) bool {
	switch w {
	case "kec", "kecamatan", "kel", "kelurahan", "desa", "ds", "kab", "kabupaten", "kota", "prov", "provinsi", "di", "kode", "pos", "kodepos":
		return true
	}
	return false
}
