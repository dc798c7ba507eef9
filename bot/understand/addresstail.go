package understand

import (
	"slices"

	"tokobot/internal/bahasa"
)

// nameInTail is where the name begins that stands between the number of a house, or an RW, and the phone: "jl Melati 5 rini 0813…", "rw 2 pak
// Joko 0813…"; the end of the segment where there is none, or a name is said elsewhere.
func (f *addressFinder) nameInTail(i int, named map[int]bool) int {
	s := f.segments[i]
	if s.label != "jalan" && s.label != "alamat" || f.b.Recipient != "" || i+1 >= len(f.segments) || f.segments[i+1].label != "hp" ||
		slices.ContainsFunc(f.segments, func(s segment) bool { return s.label == "nama" }) {
		return s.to
	}
	to := s.to
	for to > s.from && f.tokens[to-1].Kind == bahasa.Punct {
		to--
	}
	from := to
	for from > s.from && f.tokens[from-1].Kind == bahasa.Word && !named[from-1] && to-from < 4 {
		from--
	}
	if from == to || from == s.from || f.tokens[from-1].Kind != bahasa.Number || f.tokens[from].Glued || len(f.tokens[to-1].Text) < 3 {
		return s.to
	}
	most := from + 2
	if slices.Contains(titles, f.tokens[from].Text) {
		most = from + 4
	}
	for k := from; k < to; k++ {
		w := f.tokens[k].Text
		if f.words.of("rumah", w) || f.words.of("jalan", w) || f.words.of("penanda", w) || f.words.of("milik", w) || houseWords[w] || slices.Contains(lookWords, w) ||
			f.r.index.options.root.next[w] != nil {
			return s.to
		}
	}
	if to > most || !f.nameLike(from, to) {
		return s.to
	}
	return from
}

// lookWords say what a house looks like, or is.
var lookWords = []string{"pagar", "pager", "gerbang", "tembok", "cat", "ruko", "toko", "warung", "kantor", "kos", "kost", "pojok", "ujung", "hook", "atap", "pintu"}

// roadInside is the number of the road that begins at word k of the text that places are looked for in, where words in front of it and behind it
// together name a place; 0 where none does.
func (f *addressFinder) roadInside(k, from, to int) int {
	if i := f.at[k]; k == from || i < 0 || !f.words.of("jalan", f.tokens[i].Text) || !f.streetFollows(i) {
		return 0
	}
	for n := k + 1; n < to && f.at[n] >= 0; n++ {
		if f.tokens[f.at[n]].Kind == bahasa.Number {
			return n
		}
	}
	return 0
}
