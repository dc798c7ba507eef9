package understand

import (
	"slices"
	"strings"
	"unicode"

	"tokobot/internal/bahasa"
)

// block is the address that a message gives.
type block struct {
	Address
	from, to int   // tokens of the first and behind the last part
	parts    []int // tokens that belong to it; the rest of the message is read as ever
	items    bool  // the message is a form that names goods too
}

// segment is a part of a message that holds one thing: a labelled value, a line, what stands between commas or phones.
type segment struct {
	label    string
	colon    bool
	start    int // with the label
	from, to int // the value
}

// findAddress looks for addresses, in any layout, and takes their words.
func (m *message) findAddress() {
	f := addressFinder{message: m, words: addressLexicon()}
	if !f.promising() {
		return
	}
	list := f.portions()
	if len(list) == 0 {
		list = append(list, portion{0, 0, len(m.tokens)})
	}
	for _, p := range list {
		for from := p.from; from < p.to; {
			b, rest := m.addressIn(from, p.to)
			if from = rest; b.Address == (Address{}) {
				continue
			}
			for i := p.mark; i < p.from; i++ { // the number of a list counts nothing
				b.parts = append(b.parts, i)
				m.words[i].phrase, m.words[i].cues, m.words[i].spot = 0, cues{}, addressSpot
			}
			m.blocks = append(m.blocks, b)
		}
	}
	if len(m.blocks) > 0 {
		m.block = &m.blocks[0]
	}
}

// promising tells whether a message has a phone, a label or a word of streets and houses, without which nothing is an address.
func (f *addressFinder) promising() bool {
	if f.ctx.Expect == ExpectAddress {
		return true
	}
	for i := range f.tokens {
		if s := f.message.at(i); s != nil && s.kind == spotPhone {
			return true
		}
		w := f.tokens[i].Text
		if f.words.of("jalan", w) || f.words.of("rumah", w) || f.words.of("penanda", w) {
			return true
		}
		switch label, _, _ := f.labelAt(i); label {
		case "", "barang", "catatan", "kurir", "bayar":
		default:
			return true
		}
	}
	return false
}

// addressIn looks for an address among the tokens [from, to), and tells from where on another may follow.
func (m *message) addressIn(from, to int) (block, int) {
	part := m
	if to < len(m.tokens) {
		p := *m // nothing behind is seen
		p.tokens, p.words = m.tokens[:to], m.words[:to]
		part = &p
	}
	f := addressFinder{message: part, words: addressLexicon(), from: from, rest: to}
	f.cut()
	f.classify()
	if !f.isAddress() {
		return block{}, to
	}
	f.fill()
	for _, i := range f.b.parts {
		if f.b.from < 0 || i < f.b.from {
			f.b.from = i
		}
		f.b.to = max(f.b.to, i+1)
	}
	return f.b, f.rest
}

type addressFinder struct {
	*message
	words    *addressWords
	segments []segment
	from     int  // where to begin
	rest     int  // where a second address begins
	slashes  int  // signs that part the lines of an address written in one
	chained  bool // the segment looked at stands in front of another that may be a name
	b        block
	streets  int
	labels   int
	phones   int
	text     []string // for Find
	at       []int    // and the tokens that it is made of
}

// cut splits the message into segments.
func (f *addressFinder) cut() {
	cur := segment{start: f.from, from: f.from}
	flush := func(to int) {
		if cur.to = to; cur.to > cur.from {
			f.segments = append(f.segments, cur)
		}
	}
	open := false // the current segment has a street
	for i := f.from; i < len(f.tokens); i++ {
		if f.slash(i) {
			f.slashes++
		}
	}
	for i := f.from; i < len(f.tokens); i++ {
		t := f.tokens[i]
		if to := f.listMark(i); to > 0 && i == cur.from && cur.label == "" {
			i, cur = to-1, segment{start: to, from: to}
			continue
		}
		lineStart := i == cur.start && cur.label == "" || f.tokens[i-1].Kind == bahasa.Break || f.tokens[i-1].Text == "," || f.tokens[i-1].Text == "-" && !t.Glued
		if label, to, colon := f.labelAt(i); label != "" && to < len(f.tokens) && (colon || (lineStart || label == "alamat" && i > cur.from && !f.words.of("antar", t.Text)) && f.barely(label, i, to)) {
			flush(i)
			cur, open = segment{label: label, colon: colon, start: i, from: to}, label == "alamat"
			if label == "nama" {
				cur.from = f.changedTo(to)
			}
			i = cur.from - 1
			continue
		}
		if to := f.phoneLabel(i); to > 0 && i > cur.from && cur.label != "hp" && cur.label != "pengirim" {
			flush(i)
			cur, open = segment{label: "hp", start: i, from: to}, false
			i = to - 1
			continue
		}
		if to := f.nameMark(i); to > 0 && (i > cur.from || strings.HasSuffix(t.Text, "harusnya")) {
			flush(i)
			cur, open = segment{label: "nama", start: i, from: f.changedTo(to)}, true
			i = cur.from - 1
			continue
		}
		if s := f.message.at(i); s != nil && s.kind == spotPhone {
			if i == s.from {
				if cur.label != "hp" && cur.label != "pengirim" || i > cur.from {
					flush(i)
					cur = segment{start: i, from: i}
				}
				cur.label = "hp"
				flush(s.to)
				cur, open = segment{start: s.to, from: s.to}, false
			}
			i = s.to - 1
			continue
		}
		switch {
		case t.Text == "," && f.degreeEnd(i+1) > 0:
			i = f.degreeEnd(i+1) - 1 // "Sri Wahyuni, S.Pd."
		case t.Text == ":" && cur.label == "alamat" && !cur.colon && i-cur.from <= 3 && i+1 < len(f.tokens) && f.talk(segment{from: cur.from, to: i}):
			cur.from, cur.colon = i+1, true // "kirim ke alamat bengkel: …"
		case t.Kind == bahasa.Break || t.Text == "," && !f.inNumber(i) || t.Text == ";" || t.Text == "|" || f.slashes > 1 && f.slash(i) || f.arrow(i) || f.endsThere(i):
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

// opens tells whether a street begins at a word in the middle of something else.
func (f *addressFinder) opens(i int) bool {
	w := f.tokens[i].Text
	return f.words.of("jalan", w) && w != "blok" && w != "blk" && f.streetFollows(i) && !f.firm(i)
}

// slash tells whether a stroke stands by itself at a token.
func (f *addressFinder) slash(i int) bool {
	return f.tokens[i].Text == "/" && !f.tokens[i].Glued && i+1 < len(f.tokens) && !f.tokens[i+1].Glued
}

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

// arrow tells whether a sign between goods and who gets them stands at a token: "→", "->", "=>", "=", or a colon behind a number with a name behind it.
func (f *addressFinder) arrow(i int) bool {
	switch f.tokens[i].Text {
	case "→", "➡", ">", "=":
		return true
	case ":":
		return i > f.from && i+1 < len(f.tokens) && f.message.tokens[i-1].Kind == bahasa.Number && f.nameLike(i+1, f.shortEnd(i+1))
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
	label, to, _ := f.labelAt(i)
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
		return !f.tokens[i].Glued && (f.nameLike(i+1, f.shortEnd(i+1)) || f.words.of("gedung", next) || f.words.of("jalan", next) && f.streetFollows(i+1))
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

// maxName is the most tokens that a name has, maxPart the most that are looked at of what stands between commas.
const (
	maxName = 10
	maxPart = 30
)

// awayWords stand behind a word such as "jalan" that opens no street.
var awayWords = []string{"ke", "di", "dari", "kaki", "sama", "dulu", "terus", "lagi", "keluar"}

// streetFollows tells whether a word such as "gang" or "taman" really opens a street: something follows that is no question.
func (f *addressFinder) streetFollows(i int) bool {
	j := i + 1
	for j < len(f.tokens) && f.tokens[j].Text == "." {
		j++
	}
	if j < len(f.tokens) && (f.tokens[j].Text == f.tokens[i].Text || slices.Contains(awayWords, f.tokens[j].Text)) {
		return false // "jalan jalan ke Bandung"
	}
	return j < len(f.tokens) && (f.tokens[j].Kind == bahasa.Word && (f.message.words[j].near != "" || !f.cuesAt(j).meets(f.r.cue.particle)) || f.tokens[j].Kind == bahasa.Number) && !f.asks(j, min(j+2, len(f.tokens)))
}

// asks tells whether words ask something.
func (f *addressFinder) asks(from, to int) bool {
	for i := from; i < to; i++ {
		if f.tokens[i].Text == "?" || f.message.words[i].near == "" && f.cuesAt(i).meets(f.r.cue.question) && !f.inStreetName(i) {
			return true
		}
	}
	return false
}

// askedOutright tells whether words have a question mark or a word that asks, where what they name may mean something else.
func (f *addressFinder) askedOutright(from, to int) bool {
	for i := from; i < to; i++ {
		if f.tokens[i].Text == "?" || f.message.words[i].near == "" && f.cuesAt(i).meets(f.r.cue.asker) {
			return true
		}
	}
	return false
}

// inStreetName tells whether a word stands in the name of a street, where it says nothing of its own: "Jl Raden Patah".
func (f *addressFinder) inStreetName(i int) bool {
	if f.cuesAt(i).meets(f.r.cue.asker) {
		return false
	}
	for b := i - 1; b >= max(0, i-2); b-- {
		if f.words.of("jalan", f.tokens[b].Text) {
			return true
		}
	}
	return false
}

func (f *addressFinder) hasStreet(from, to int) bool {
	score, number := 0, 0
	for i := from; i < to; i++ {
		switch w := f.tokens[i].Text; {
		case f.words.of("jalan", w) && f.streetFollows(i) && !f.firm(i):
			score += 2
		case f.words.of("rumah", w) && w != "banjar" && w != "ds" && w != "lingkungan" && f.streetFollows(i) && (i == from || f.words.of("buka", f.tokens[i-1].Text)) && f.anyPhone():
			score += 2 // with a phone, "jalan Ikan Tongkol" is an address and no walk
		case f.words.of("rumah", w) && f.streetFollows(i), f.words.of("penanda", w):
			score++
		case f.tokens[i].Kind == bahasa.Number && i > from, houseWords[w] && i+1 < to && spokenDigits[f.tokens[i+1].Text] != "":
			number = 1
		}
	}
	if score < 2 && f.hasCue(from, to, f.r.cue.buying) {
		return false // "mau soto banjar 2"
	}
	if score+number > 2 {
		return !f.askedOutright(from, to)
	}
	return score > 0 && score+number >= 2 && !f.asks(from, to)
}

// anyPhone tells whether the message has a phone.
func (f *addressFinder) anyPhone() bool {
	return slices.ContainsFunc(f.spots, func(s spot) bool { return s.to > 0 && s.kind == spotPhone })
}

// firm tells whether a word is part of a company's name: "PT Graha Data".
func (f *addressFinder) firm(i int) bool {
	b := f.before(i)
	return b >= 0 && (f.tokens[b].Text == "pt" || f.tokens[b].Text == "cv")
}

// nameLike tells whether a segment could be a person's or a shop's name: one to five words of letters that ask and say nothing.
func (f *addressFinder) nameLike(from, to int) bool {
	from, to = f.trim(from, to)
	if from < to && (f.words.of("jalan", f.tokens[from].Text) || f.words.of("rumah", f.tokens[from].Text)) || to-from == 1 && (f.words.of("bukan", f.tokens[from].Text) || f.words.of("usaha", f.tokens[from].Text) || f.words.of("gedung", f.tokens[from].Text)) {
		return false
	}
	n, own := 0, 0 // own: words that are nothing but names
	for i := from; i < to; i++ {
		switch t := f.tokens[i]; t.Kind {
		case bahasa.Word:
			c := f.cuesAt(i)
			capital := unicode.IsUpper(rune(f.text0(i)))
			switch {
			case f.words.of("orang", t.Text) && (to-from > 1 || f.phonesBeside(from, to)):
				if !slices.Contains(titles, t.Text) {
					own++
				}
			case !capital && (f.words.of("tutur", t.Text) || len(t.Text) > 5 && strings.HasSuffix(t.Text, "nya")):
				return false
			case to-from > 1 && !capital && f.shopName(t.Text):
				return false // "jnt nggih"
			case c.meets(f.r.cue.courtesy) && !capital:
				if slices.Contains(titles, t.Text) {
					continue
				}
				return false
			case !c.empty() && !capital && f.message.words[i].near == "", f.shopName(t.Text) && to-from == 1 && (f.ctx.Expect != ExpectAddress || f.ownName(t.Text)):
				return false
			case !capital && (bahasa.Common(t.Text) || f.words.of("bukan", t.Text)):
				return false
			case (c.empty() || f.message.words[i].near != "") && !f.shopName(t.Text), i > from && (capital || !f.ownName(t.Text)) && f.titled(i), f.ctx.Expect == ExpectAddress && to-from == 1:
				own++ // "Pak Slamet", "bu indah"
			}
			n++
		case bahasa.Punct:
			if t.Text == "," && f.degreeEnd(i+1) > 0 {
				i = f.degreeEnd(i+1) - 1
			} else if !strings.Contains(".'()-\"*", t.Text) {
				return false
			}
		default:
			return false
		}
	}
	return own >= 1 && n <= 5
}

// phonesBeside tells whether a phone stands right in front of words or right behind them, be it behind a sign.
func (f *addressFinder) phonesBeside(from, to int) bool {
	phone := func(i int) bool { s := f.message.at(i); return s != nil && s.kind == spotPhone }
	return phone(from-1) || phone(from-2) || phone(to) || phone(to+1) || f.phoneLabel(min(to, len(f.tokens)-1)) > 0
}

// titled tells whether a title that nobody calls a shop by stands in front of a word.
func (f *addressFinder) titled(i int) bool {
	w := f.tokens[i-1].Text
	return slices.Contains(titles, w) && w != "kak" && w != "om" && w != "tante"
}

// text0 is the first letter of a token as it was written.
func (f *addressFinder) text0(i int) byte { return f.message.text[f.tokens[i].From] }

// shopName tells whether a word is a courier or a way to pay.
func (f *addressFinder) shopName(w string) bool {
	n := f.r.names.root.next[w]
	return n != nil && len(n.refs) > 0 && !n.refs[0].unsure
}

// ownName tells whether a word is a courier or a way to pay that the shop has.
func (f *addressFinder) ownName(w string) bool {
	return f.shopName(w) && !f.r.names.root.next[w].refs[0].foreign
}

// trim leaves out opening words such as "kirim ke" and signs at both ends.
func (f *addressFinder) trim(from, to int) (int, int) {
	for from < to {
		t := f.tokens[from]
		if len(t.Text) == 1 && from+2 < to && f.tokens[from+1].Text == "." && f.tokens[from+2].Text != "n" && t.Kind == bahasa.Word {
			break // "A. Gultom"
		}
		if t.Kind == bahasa.Punct || t.Kind == bahasa.Emoji || t.Kind == bahasa.Break || f.words.of("buka", t.Text) && to-from > 1 ||
			t.Text == "rumah" && to-from > 1 && slices.Contains(titles, f.tokens[from+1].Text) {
			from++
			continue
		}
		break
	}
	for to > from && (f.tokens[to-1].Kind != bahasa.Word && f.tokens[to-1].Kind != bahasa.Number || f.tailWord(to-1)) && to-from > 0 {
		if f.tokens[to-1].Text == ")" {
			break
		}
		to--
	}
	return from, to
}

// tailWord tells whether a word behind a value is only a courtesy: "ya kak".
func (f *addressFinder) tailWord(i int) bool {
	w := f.tokens[i].Text
	return w == "ya" || w == "yaa" || w == "kak" || w == "min" || w == "gan" || w == "sis" || w == "ka" || w == "hp" || w == "no" || w == "wa" || w == "telp" || w == "dan" || w == "di" || w == "at"
}

// places finds the place that the address names, over all its free segments at once, and remembers which tokens it was read from.
func (f *addressFinder) places(segments []segment) (place *Place, first map[int]bool) {
	f.text, f.at = f.text[:0], f.at[:0]
	for _, s := range segments {
		from := s.from
		if s.label == "kec" || s.label == "kel" || s.label == "kota" || s.label == "prov" || s.label == "jalan" {
			from = s.start
		}
		for i := from; i < s.to; i++ {
			if s.label == "jalan" && i < s.from && f.tokens[i].Kind == bahasa.Punct {
				continue // "Jl: Rungkut Asri" is a street all the same
			}
			f.text, f.at = append(f.text, f.placeText(i)), append(f.at, i)
		}
		f.text, f.at = append(f.text, ","), append(f.at, -1)
	}
	first = map[int]bool{}
	best := -1
	for _, g := range f.r.atlas.Find(f.text, strongAddress(len(f.text))) {
		if g.To <= g.From || g.To > len(f.at) || len(g.Codes) == 0 {
			continue
		}
		for k := g.From; k < g.To; k++ {
			if f.at[k] >= 0 {
				first[f.at[k]] = true
			}
		}
		if depth := int(g.Codes[0].Level())*2 - min(1, len(g.Codes)-1); depth > best {
			best = depth
			p := f.placeOf(g.Codes)
			place = &p
		}
	}
	return place, first
}
