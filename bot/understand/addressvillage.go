package understand

import (
	"tokobot/internal/bahasa"
	"tokobot/internal/wilayah"
)

// villages takes for a place the segments that are nothing but the name of a kecamatan or kelurahan of where the others say the address is,
// which nothing else tells from somebody's name: "pare, kediri, jl mastrip 4, tulungrejo", "darmo, jl kenari 9, wonokromo surabaya".
func (f *addressFinder) villages() {
	var where []segment
	for _, s := range f.segments {
		switch s.label {
		case "jalan", "alamat", "tempat", "kec", "kel", "kota", "prov":
			where = append(where, s)
		}
	}
	if len(where) == 0 {
		return
	}
	place, named := f.places(where)
	for again := true; again; {
		again = false
		place = f.deeper(place, where, named)
		for i := range f.segments {
			s := &f.segments[i]
			if place == nil || s.label != "" && s.label != "nama?" || i+1 < len(f.segments) && f.segments[i+1].label == "hp" && !f.besideStreet(i) {
				continue
			}
			if _, ok := f.partOf(place, *s); ok {
				s.label, again = "tempat", true
				where = append(where, *s)
			}
		}
	}
}

// deeper goes down to the kecamatan and the kelurahan of the place that segments are nothing but the names of, wherever they stand: "slawi,
// jl …, tegal", "sleman, depok, caturtunggal".
func (f *addressFinder) deeper(place *Place, where []segment, named map[int]bool) *Place {
	for again := true; again && place != nil; {
		again = false
		for _, s := range where {
			code, ok := f.partOf(place, s)
			if !ok {
				continue
			}
			for i := s.from; i < s.to; i++ {
				named[i] = named[i] || f.tokens[i].Kind == bahasa.Word
			}
			place, again = &Place{Code: code, Name: f.r.atlas.Name(code)}, true
		}
	}
	return place
}

// partOf is the kecamatan or kelurahan of a place whose name is all that a segment says.
func (f *addressFinder) partOf(place *Place, s segment) (wilayah.Code, bool) {
	if level := place.Code.Level(); level != wilayah.Kabupaten && level != wilayah.Kecamatan {
		return "", false
	}
	from, to := f.trim(s.from, s.to)
	for from < to && (f.placeWord(f.tokens[from].Text) || f.tokens[from].Kind == bahasa.Punct) {
		from++
	}
	if from == to || to-from > 3 {
		return "", false
	}
	key := wilayah.Key(f.raw(from, to))
	for _, l := range []wilayah.Level{wilayah.Kabupaten, wilayah.Kecamatan} {
		if c := place.Code.At(l); key == wilayah.Key(f.r.atlas.Short(c)) || key == wilayah.Key(f.r.atlas.Name(c)) {
			return "", false // "pare, kediri" says the kecamatan, although it has a kelurahan of its name
		}
	}
	return f.childNamed(place.Code, f.raw(from, to))
}

// houseSaid is where the words end, from word k of the text that places are looked for in, that tell a house and no place, although they stand
// among the words of one: "ngawi km 5 rt 1 rw 1 desa gelung"; k where they begin with none.
func (f *addressFinder) houseSaid(k, to int) int {
	token := func(n int) *bahasa.Token {
		if n >= to || f.at[n] < 0 {
			return &bahasa.Token{}
		}
		return &f.tokens[f.at[n]]
	}
	for {
		n := k
		for partMarks[token(n).Text] || n > k && token(n).Kind == bahasa.Punct && token(n).Text != "" {
			n++
		}
		if n == k || token(n).Kind != bahasa.Number && len(token(n).Text) != 1 {
			return k
		}
		for k = n + 1; (token(k).Text == "/" || token(k).Text == "-") && token(k+1).Kind == bahasa.Number; {
			k += 2 // "rt 3/2"
		}
	}
}

// partMarks stand in front of the number, or the letter, of a house, a floor or a neighbourhood.
var partMarks = map[string]bool{"km": true, "no": true, "nomor": true, "nomer": true, "nmr": true, "rt": true, "rw": true, "blok": true, "blk": true, "kav": true, "lt": true, "lantai": true, "unit": true}
