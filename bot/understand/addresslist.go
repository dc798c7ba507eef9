package understand

import (
	"strings"

	"tokobot/internal/bahasa"
)

// portion is a part of a message that holds an address of its own: the tokens [from, to), behind the number of a list at mark.
type portion struct{ mark, from, to int }

// portions parts a message with several recipients: by the numbers of a list, or line by line. Nothing when it has only one.
func (f *addressFinder) portions() []portion {
	phones := 0
	for i := range f.spots {
		if s := &f.spots[i]; s.to > 0 && s.kind == spotPhone {
			phones++
		}
	}
	if phones < 2 {
		return nil
	}
	for _, cut := range []func(i int) int{f.listMark, f.lineMark} {
		var list []portion
		for i := range f.tokens {
			to := cut(i)
			if to < 0 {
				continue
			}
			if n := len(list); n > 0 {
				list[n-1].to = i
			}
			list = append(list, portion{i, to, len(f.tokens)})
		}
		phones, streets := 0, 0
		for _, p := range list {
			if f.phoneIn(p.from, p.to) {
				if phones++; f.streetIn(p.from, p.to) {
					streets++
				}
			}
		}
		if streets > 1 || phones > 1 && streets > 0 && list[0].from > list[0].mark {
			return list
		}
	}
	return nil
}

// listMark tells whether the number or letter of a list stands at a token, "1." or "a)", and where what it counts begins; -1 for none.
func (f *addressFinder) listMark(i int) int {
	t := &f.tokens[i]
	if i+3 < len(f.tokens) && t.Text == "(" && f.tokens[i+2].Text == ")" && len(f.tokens[i+1].Text) <= 2 && (i == 0 || f.tokens[i-1].Kind == bahasa.Break) {
		return i + 3 // "(1)"
	}
	if i+2 < len(f.tokens) && (ordinalMarks[t.Text] || t.Kind == bahasa.Word && len(t.Text) == 1 && (i == 0 || f.tokens[i-1].Kind == bahasa.Break)) && f.tokens[i+1].Text == ":" {
		return i + 2
	}
	if i+2 >= len(f.tokens) || i > 0 && f.tokens[i-1].Kind != bahasa.Break && f.tokens[i+1].Text != ")" && !f.countsOn(i) {
		return -1
	}
	number := t.Kind == bahasa.Number && len(t.Text) <= 2 && t.Text != "0"
	letter := t.Kind == bahasa.Word && len(t.Text) == 1
	sign, next := &f.tokens[i+1], &f.tokens[i+2]
	if !number && !letter || !sign.Glued || sign.Text != ")" && sign.Text != "." || sign.Text == "." && (letter && !f.lettered() || next.Glued && next.Kind == bahasa.Number) {
		return -1
	}
	for k := i - 1; k >= max(0, i-6); k-- {
		if f.tokens[k].Text == "(" {
			return -1 // "(blok 2)"
		}
	}
	return i + 2
}

// countsOn tells whether a number with a full stop counts recipients on one line, "alamatnya: 1. Udin … 2. Siti …": a sign stands in front
// of it, and it is 1 with a 2 behind it, or the other way round.
func (f *addressFinder) countsOn(i int) bool {
	if b := f.tokens[i-1].Text; b != ":" && b != "." && b != "," && b != ";" {
		return false
	}
	other := map[string]string{"1": "2", "2": "1", "3": "2", "4": "3"}[f.tokens[i].Text]
	for k := 1; other != "" && k+2 < len(f.tokens); k++ {
		if f.tokens[k].Text == other && f.tokens[k+1].Text == "." && f.tokens[k+1].Glued && !f.tokens[k+2].Glued && !f.tokens[k].Glued {
			return !f.tokens[i].Glued && f.tokens[i+2].Kind == bahasa.Word && !f.tokens[i+2].Glued
		}
	}
	return false
}

// lettered tells whether one line begins with "A." and another with "B.".
func (f *addressFinder) lettered() bool {
	found := map[string]bool{}
	for i := range f.tokens {
		if i+1 < len(f.tokens) && (i == 0 || f.tokens[i-1].Kind == bahasa.Break) && f.tokens[i+1].Text == "." {
			found[f.tokens[i].Text] = true
		}
	}
	return found["a"] && found["b"]
}

// ordinalMarks count recipients in words.
var ordinalMarks = map[string]bool{"pertama": true, "kedua": true, "ketiga": true, "keempat": true, "kelima": true, "satu": true, "dua": true, "tiga": true}

// lineMark tells whether a line begins at a token, and where its text does; -1 for none.
func (f *addressFinder) lineMark(i int) int {
	if f.tokens[i].Kind == bahasa.Break || i > 0 && f.tokens[i-1].Kind != bahasa.Break {
		return -1
	}
	for i < len(f.tokens) && f.tokens[i].Kind == bahasa.Punct && strings.Contains("-*•.", f.tokens[i].Text) {
		i++
	}
	return i
}

// phoneIn tells whether a phone stands among the tokens [from, to).
func (f *addressFinder) phoneIn(from, to int) bool {
	for i := from; i < to; i++ {
		if s := f.message.at(i); s != nil && s.kind == spotPhone {
			return true
		}
	}
	return false
}

// streetIn tells whether a word that opens a street stands among the tokens [from, to).
func (f *addressFinder) streetIn(from, to int) bool {
	for i := from; i < to; i++ {
		w := f.tokens[i].Text
		if (f.words.of("jalan", w) || f.words.of("rumah", w) || f.words.of("gedung", w)) && f.streetFollows(i) {
			return true
		}
	}
	return false
}

// aloneUpTo tells whether what begins at a token is a line or a part between commas.
func (f *addressFinder) aloneUpTo(i int) bool {
	end := f.lineEnd(i)
	return end >= len(f.tokens) || f.tokens[end].Kind == bahasa.Break || f.tokens[end].Text == ","
}
