package understand

import (
	"slices"
	"strings"

	"tokobot/internal/bahasa"
)

// cut splits the message into segments.
func (f *addressFinder) cut() {
	cur := segment{start: f.from, from: f.from}
	flush := func(to int) {
		if cur.to = to; cur.to > cur.from {
			f.segments = append(f.segments, cur)
		}
	}
	open := false // the current segment has a street
	f.countSlashes()
	for i := f.from; i < len(f.tokens); i++ {
		t := f.tokens[i]
		if to := f.listMark(i); to > 0 && i == cur.from && cur.label == "" {
			i, cur = to-1, segment{start: to, from: to}
			continue
		}
		if label, to, colon := f.labelled(&cur, i); label != "" && to < len(f.tokens) {
			if flush(i); label == "nama" {
				to = f.changedTo(to)
			}
			cur, open = segment{label: label, colon: colon, start: i, from: to}, label == "alamat"
			i = to - 1
			continue
		}
		if label, to := f.markInside(&cur, i); label != "" {
			flush(i)
			cur, open = segment{label: label, start: i, from: to}, label == "nama"
			i = to - 1
			continue
		}
		if s := f.message.at(i); s != nil && s.kind == spotPhone {
			if cur.label != "hp" && cur.label != "pengirim" || i > cur.from {
				flush(i)
				cur = segment{start: i, from: i}
			}
			cur.label = "hp"
			flush(s.to)
			cur, open = segment{start: s.to, from: s.to}, false
			i = s.to - 1
			continue
		}
		switch {
		case t.Text == "," && f.degreeEnd(i+1) > 0: // "Sri Wahyuni, S.Pd."
			i = f.degreeEnd(i+1) - 1
		case f.announced(&cur, i):
			cur.from, cur.colon = i+1, true
		case f.ends(i):
			flush(i)
			cur, open = segment{start: i + 1, from: i + 1}, false
		case !open && f.opens(i) && i > cur.from && (cur.label == "" || cur.label == "nama"), cur.label == "nama" && i > cur.from && f.road(i):
			flush(i)
			cur, open = segment{start: i, from: i}, true
		case f.words.of("jalan", t.Text):
			open = true
		case t.Text == "?" || t.Text == "!":
			flush(i + 1)
			cur, open = segment{start: i + 1, from: i + 1}, false
		}
	}
	flush(len(f.tokens))
}

// changedTo is where a value begins behind words that say it is a new one: "nama penerima ganti jadi Teresa".
func (f *addressFinder) changedTo(to int) int {
	i := to
	if i < len(f.tokens) && f.tokens[i].Text == "bukan" { // "bukan Iwan tapi Irwan"
		for k := i + 2; k < min(len(f.tokens), i+7); k++ {
			if w := f.tokens[k].Text; w == "tapi" || w == "tp" || w == "melainkan" {
				return min(k+1, len(f.tokens)-1)
			}
		}
	}
	for i < len(f.tokens) && slices.Contains(changeWords, f.tokens[i].Text) {
		i++
	}
	if i == len(f.tokens) {
		return to
	}
	return i
}

// changeWords say that what follows is new.
var changeWords = []string{"tapi", "tp", "melainkan", "harusnya", "seharusnya", "ganti", "gnti", "diganti", "digantiin", "ubah", "dirubah", "diubah", "jadi", "jd", "dadi", "menjadi", "dgn", "dengan", "pakai", "pake"}

// phoneLabel tells whether a label such as "nomor hp" stands at a token with a phone behind it, and where that begins.
func (f *addressFinder) phoneLabel(i int) int {
	label, to, _ := f.labelAt(i)
	if label != "hp" {
		return 0
	}
	for n := 0; n < 3 && to < len(f.tokens) && f.tokens[to].Kind == bahasa.Word && f.words.of("buka", f.tokens[to].Text); n++ {
		to++
	}
	if s := f.message.at(to); s != nil && s.kind == spotPhone && to < len(f.tokens) {
		return to
	}
	return 0
}

// opens tells whether a street begins at a word in the middle of something else.
func (f *addressFinder) opens(i int) bool {
	w := f.tokens[i].Text
	if i > 0 && f.goodsAt(i-1, i+1) && !f.words.of("road", w) {
		return false // "telur kampung 1"
	}
	return f.words.of("jalan", w) && w != "blok" && w != "blk" && f.streetFollows(i) && !f.firm(i)
}

func (f *addressFinder) countSlashes() {
	for i := f.from; i < len(f.tokens); i++ {
		if f.slash(i) {
			f.slashes++
		}
	}
}

// markInside tells whether a label of a phone or a name stands at a token in the middle of cur, and where its value begins.
func (f *addressFinder) markInside(cur *segment, i int) (label string, to int) {
	if to := f.phoneLabel(i); to > 0 && i > cur.from && cur.label != "hp" && cur.label != "pengirim" {
		return "hp", to
	}
	if to := f.nameMark(i); to > 0 && (i > cur.from || strings.HasSuffix(f.tokens[i].Text, "harusnya")) {
		return "nama", f.changedTo(to)
	}
	return "", 0
}

// ends tells whether a sign or a line's end at a token ends what stands in front of it.
func (f *addressFinder) ends(i int) bool {
	switch t := &f.tokens[i]; {
	case t.Kind == bahasa.Break, t.Text == ";", t.Text == "|":
		return true
	case t.Text == ",":
		return !f.inNumber(i)
	case t.Text == "/":
		return f.slashes > 1 && f.slash(i)
	case t.Text == "(":
		return f.phoneWithin(i + 1)
	}
	return f.arrow(i) || f.endsThere(i)
}

// phoneWithin tells whether a phone follows in brackets: "(Sari 0857…)".
func (f *addressFinder) phoneWithin(i int) bool {
	for ; i < len(f.tokens) && f.tokens[i].Text != ")"; i++ {
		if s := f.message.at(i); s != nil && s.kind == spotPhone {
			return true
		}
	}
	return false
}

// announced tells whether what stands between the label of an address and a colon only says whose it is: "kirim ke alamat bengkel: …".
func (f *addressFinder) announced(cur *segment, i int) bool {
	return f.tokens[i].Text == ":" && cur.label == "alamat" && !cur.colon && i-cur.from <= 3 && i+1 < len(f.tokens) && f.talk(segment{from: cur.from, to: i})
}

// labelled tells whether a label at a token in cur begins a segment: it has a colon, begins a line, or what follows bears it out.
func (f *addressFinder) labelled(cur *segment, i int) (label string, to int, colon bool) {
	label, to, colon = f.labelAt(i)
	if label == "" || to >= len(f.tokens) || colon {
		return label, to, colon
	}
	lineStart := i == cur.start && cur.label == "" || f.tokens[i-1].Kind == bahasa.Break || f.tokens[i-1].Text == "," || f.tokens[i-1].Text == "-" && !f.tokens[i].Glued
	if (lineStart || label == "alamat" && i > cur.from && !f.words.of("antar", f.tokens[i].Text)) && f.barely(label, i, to) {
		return label, to, false
	}
	return "", 0, false
}

// slash tells whether a stroke stands by itself at a token.
func (f *addressFinder) slash(i int) bool {
	return f.tokens[i].Text == "/" && !f.tokens[i].Glued && i+1 < len(f.tokens) && !f.tokens[i+1].Glued
}

// degreeEnd is where an academic degree ends that begins at a token: "S.Pd."; 0 when none does.
func (f *addressFinder) degreeEnd(i int) int {
	key, end := "", 0
	for j := i; j < len(f.tokens) && j < i+6; j++ {
		t := &f.tokens[j]
		switch {
		case t.Kind == bahasa.Word && (j == i || t.Glued || len(t.Text) <= 2 && f.tokens[j-1].Text == "."):
			if key += t.Text; f.words.of("gelar", key) {
				end = j + 1
			}
		case t.Text == "." && j > i:
			if end == j {
				end++
			}
		default:
			j = len(f.tokens)
		}
	}
	if end > 0 && end < len(f.tokens) && f.tokens[end].Kind == bahasa.Word {
		return 0
	}
	return end
}

// arrow tells whether a sign between goods and who gets them stands at a token: "→", "->", "=>", "=", or a colon behind a number with a name
// behind it, or in front of goods behind a phone.
func (f *addressFinder) arrow(i int) bool {
	switch f.tokens[i].Text {
	case "→", "➡", ">", "=":
		return true
	case ":":
		return i > f.from && i+1 < len(f.tokens) && (f.message.tokens[i-1].Kind == bahasa.Number && f.nameLike(i+1, f.shortEnd(i+1)) || f.phoneIn(f.from, i) && f.goodsAt(i+1, i+2))
	case "-":
		return i+1 < len(f.tokens) && f.tokens[i+1].Text == ">" && f.tokens[i+1].Glued
	}
	return false
}

// nameMark tells whether "a.n." or the like stands at a token in the middle of a line with a name behind it, and where that begins.
func (f *addressFinder) nameMark(i int) int {
	t := f.tokens[i]
	if t.Kind != bahasa.Word || t.Glued && i > 0 && f.tokens[i-1].Kind == bahasa.Number {
		return 0
	}
	if f.ofPaper(i) {
		return 0
	}
	label, to, _ := f.labelAt(i)
	if alsoNames[t.Text] && to < len(f.tokens) && !slices.Contains(titles, f.tokens[to].Text) {
		return 0
	}
	if (t.Text == "harusnya" || t.Text == "seharusnya") && f.namedBefore(i) {
		label, to = "nama", i+1 // "nama penerimanya salah, harusnya Agus"
	}
	if label != "nama" && t.Text != "up" || to == 0 && t.Text != "up" {
		return 0
	}
	if t.Text == "up" {
		to = i + 1
		for to < len(f.tokens) && (f.tokens[to].Text == "." || f.tokens[to].Text == ":") {
			to++
		}
	}
	if changed := f.changedTo(to); changed > to && f.nameLike(changed, f.shortEnd(changed)) {
		return to
	}
	if end := f.shortEnd(to); to < len(f.tokens) && (f.nameLike(to, end) || t.Text != "up" && f.maybeName(to, end)) {
		return to
	}
	return 0
}

// namedBefore tells whether a label of a name stands a little in front of a token.
func (f *addressFinder) namedBefore(i int) bool {
	for k := i - 1; k >= max(0, i-7); k-- {
		if label, _, _ := f.labelAt(k); label == "nama" {
			return true
		}
	}
	return false
}

// endsThere tells whether a full stop ends a sentence, or a dash has a name behind it.
func (f *addressFinder) endsThere(i int) bool {
	if i == 0 || i+1 >= len(f.tokens) || f.tokens[i+1].Glued {
		return false
	}
	switch f.tokens[i].Text {
	case ".":
		return f.tokens[i-1].Kind == bahasa.Number && f.tokens[i+1].Kind == bahasa.Word || f.tokens[i-1].Kind == bahasa.Word && len(f.tokens[i-1].Text) > 1 && !f.words.of("singkat", f.tokens[i-1].Text)
	case "-":
		next := f.tokens[i+1].Text
		return !f.tokens[i].Glued && (f.goodsAt(i+1, i+2) || f.nameLike(i+1, f.shortEnd(i+1)) || f.words.of("gedung", next) || f.words.of("jalan", next) && f.streetFollows(i+1))
	}
	return false
}

// inNumber tells whether a comma stands within digits.
func (f *addressFinder) inNumber(i int) bool {
	return i > 0 && i+1 < len(f.tokens) && f.tokens[i].Glued && f.tokens[i+1].Glued && f.tokens[i-1].Kind == bahasa.Number && f.tokens[i+1].Kind == bahasa.Number
}

// barely tells whether a label without a colon at the start of a line is one.
func (f *addressFinder) barely(label string, i, to int) bool {
	switch label {
	case "nama":
		if changed := f.changedTo(to); changed > to {
			return f.nameLike(changed, f.nameEnd(changed))
		}
		if alsoNames[f.tokens[i].Text] && !slices.Contains(titles, f.tokens[to].Text) {
			return false
		}
		return (f.tokens[i].Text != "kepada" || f.aloneUpTo(to)) && f.nameLike(to, f.nameEnd(to))
	case "hp":
		return f.message.at(to) != nil && f.message.at(to).kind == spotPhone
	case "alamat":
		return f.tokens[i].Text == "d" || f.addressFollows(to) // "d/a Toko Abadi"
	case "pos":
		return f.tokens[to].Kind == bahasa.Number
	case "pengirim":
		return f.tokens[i].Text != "dari" && f.tokens[i].Text != "dr" && f.nameLike(to, f.lineEnd(to))
	}
	return false
}

// alsoNames are words for "name" that people are called too: "asma Bu Sri", but "Asma Nadia".
var alsoNames = map[string]bool{"asma": true, "asmo": true, "asmi": true, "aran": true}

// paperWords name what is written for somebody who need not get the parcel: "nota atas nama Mapala Rimba".
var paperWords = []string{"nota", "notanya", "kwitansi", "kuitansi", "kuitansinya", "faktur", "fakturnya", "invoice", "invoicenya", "bon", "struk", "rekening", "rek", "transfer", "tf", "transferan", "pengirim", "pengirimnya"}

// ofPaper tells whether the label of a name at a token says in whose name something is written.
func (f *addressFinder) ofPaper(i int) bool {
	b := f.before(i)
	for b >= 0 && slices.Contains([]string{"atas", "a", "pakai", "pake", "dengan", "pk"}, f.tokens[b].Text) {
		b = f.before(b)
	}
	return b >= 0 && slices.Contains(paperWords, f.tokens[b].Text)
}

func (f *addressFinder) lineEnd(i int) int { return f.endBefore(i, len(f.tokens)) }

// endBefore is where the part between commas ends that begins at a token, at most at token to.
func (f *addressFinder) endBefore(i, to int) int {
	for i < to && f.tokens[i].Kind != bahasa.Break && f.tokens[i].Text != "," {
		if s := f.message.at(i); s != nil && s.kind == spotPhone || f.phoneLabel(i) > 0 {
			break
		}
		i++
	}
	return i
}

// addressFollows tells whether a street stands on the line behind a token, or, parted from it by a comma, behind a name or a house.
func (f *addressFinder) addressFollows(to int) bool {
	end := f.endBefore(to, min(len(f.tokens), to+maxPart))
	if f.hasStreet(to, end) {
		return true
	}
	if end >= len(f.tokens) || f.tokens[end].Text != "," || !f.hasStreet(end+1, f.endBefore(end+1, min(len(f.tokens), end+maxPart))) {
		return false
	}
	from, _ := f.trim(to, end)
	w := f.tokens[min(from, end)].Text
	return f.words.of("rumah", w) || f.words.of("gedung", w) || f.nameLike(to, end)
}

// shortEnd is where the line ends that begins at a token, or a little behind where a name would.
func (f *addressFinder) shortEnd(i int) int { return f.endBefore(i, min(len(f.tokens), i+maxName+2)) }

// nameEnd is where a name that begins at a token ends, if one does: with the line, or in front of the word for an address.
func (f *addressFinder) nameEnd(i int) int {
	end := min(f.lineEnd(i), i+maxName)
	for k := i + 1; k < end; k++ {
		if label, _, _ := f.labelAt(k); label == "alamat" && !f.words.of("antar", f.tokens[k].Text) || f.road(k) {
			return k
		}
	}
	return f.lineEnd(i)
}

// road tells whether a word opens the name of a road.
func (f *addressFinder) road(i int) bool {
	return f.words.of("road", f.tokens[i].Text) && f.streetFollows(i)
}
