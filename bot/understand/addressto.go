package understand

import (
	"slices"

	"tokobot/internal/bahasa"
)

// thither lead to the place where a parcel goes.
var thither = []string{"ke", "di", "ka", "nang", "neng", "menyang", "to"}

// placeInFront parts the place that a sentence leads to from its other words, where the street stands behind it: "alamat ganti ya ke Gedangan
// Sidoarjo, Jl Raya Gedangan 10". A question about a place is none.
func (f *addressFinder) placeInFront() {
	for i := 0; i+1 < len(f.segments); i++ {
		s := f.segments[i]
		if s.label != "" || f.segments[i+1].label != "jalan" || f.askedOutright(s.from, s.to) || !f.leadsAway(s.from, s.to) {
			continue
		}
		_, end := f.trim(s.from, s.to)
		for k := end - 2; k >= s.from; k-- {
			if !slices.Contains(thither, f.tokens[k].Text) {
				continue
			}
			if place := (segment{label: "tempat", start: k, from: k + 1, to: end}); f.placeOnly(&place) {
				f.segments[i].to = k
				f.segments = slices.Insert(f.segments, i+1, place)
				return
			}
			break
		}
	}
}

// moveWords say that a parcel shall go elsewhere.
var moveWords = []string{"pindah", "pindahin", "dipindah", "alihkan", "dialihkan", "kirim", "dikirim", "kirimnya", "antar", "diantar"}

// leadsAway tells whether words speak of an address, of sending or of a change of one.
func (f *addressFinder) leadsAway(from, to int) bool {
	for i := from; i < to; i++ {
		if label, _, _ := f.labelAt(i); label == "alamat" || slices.Contains(changeWords, f.tokens[i].Text) || slices.Contains(moveWords, f.tokens[i].Text) {
			return true
		}
	}
	return false
}

// onlyLeads tells whether a street is nothing but numbers and words that lead somewhere: "1 ke".
func (f *addressFinder) onlyLeads(from, to int) bool {
	for i := from; i < to; i++ {
		if t := &f.tokens[i]; t.Kind == bahasa.Word && !f.words.of("antar", t.Text) && !slices.Contains(thither, t.Text) {
			return false
		}
	}
	return true
}
