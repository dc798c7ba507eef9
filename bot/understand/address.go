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
	if j < len(f.tokens) && (f.tokens[j].Text == f.tokens[i].Text || slices.Contains(awayWords, f.tokens[j].Text) && !f.initials(i, j)) {
		return false // "jalan jalan ke Bandung"
	}
	return j < len(f.tokens) && (f.tokens[j].Kind == bahasa.Word && (f.message.words[j].near != "" || !f.cuesAt(j).meets(f.r.cue.particle)) || f.tokens[j].Kind == bahasa.Number) && !f.asks(j, min(j+2, len(f.tokens)))
}

// initials tells whether a word behind one for a street stands for the first names of whom the street is named after: "Jl DI Panjaitan".
func (f *addressFinder) initials(road, i int) bool {
	short := strings.HasPrefix(f.tokens[road].Text, "jl")
	return f.tokens[i].Text == "di" && i+1 < len(f.tokens) && (short || f.tokens[i+1].Text == "panjaitan") && f.cuesAt(i+1).empty()
}

// asks tells whether words ask something.
func (f *addressFinder) asks(from, to int) bool {
	for i := from; i < to; i++ {
		if f.tokens[i].Text == "?" || !f.slip(i) && f.cuesAt(i).meets(f.r.cue.question) && !f.inStreetName(i) {
			return true
		}
	}
	return false
}

// askedOutright tells whether words have a question mark or a word that asks, where what they name may mean something else.
func (f *addressFinder) askedOutright(from, to int) bool {
	for i := from; i < to; i++ {
		if f.tokens[i].Text == "?" || !f.slip(i) && f.cuesAt(i).meets(f.r.cue.asker) && !f.inStreetName(i) {
			return true
		}
	}
	return false
}

// inStreetName tells whether a word stands in the name of a street, where it says nothing of its own: "Jl Raden Patah".
func (f *addressFinder) inStreetName(i int) bool {
	if w := &f.message.words[i]; f.cuesAt(i).meets(f.r.cue.asker) && w.base == "" && w.norm == "" && w.near == "" {
		return false // but "Jl Barata" asks nothing, although "bara ta" does
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
		case f.words.of("jalan", w) && f.inGoodsName(i):
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
	if score < 2 && f.hasCue(from, to, f.r.cue.buying) || f.goodsLine(from, to) {
		return false // "mau soto banjar 2"
	}
	if score+number > 2 {
		return !f.askedOutright(from, to)
	}
	return score > 0 && score+number >= 2 && !f.asks(from, to)
}

// goodsLine tells whether words rather list goods than name a street, although one of them is said of streets: "soklin lantai lavender 12".
func (f *addressFinder) goodsLine(from, to int) bool {
	goods, others := 0, 0
	for i := from; i < to; i++ {
		w := f.tokens[i].Text
		switch _, known := f.r.index.vocab[w]; {
		case f.words.of("road", w) && !f.inGoodsName(i) || w == "rt" || w == "rw":
			return false
		case f.tokens[i].Kind != bahasa.Word || f.countingWord(i):
		case known || f.r.index.options.root.next[w] != nil:
			goods++
		case f.cuesAt(i).empty():
			others++
		}
	}
	return goods >= 2 && goods > others
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
	if to-from > 1 && f.ctx.Expect != ExpectAddress && f.goodsLine(from, to) {
		return false // "crewneck mustard M"
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
			case !c.empty() && !capital && !f.slip(i), f.shopName(t.Text) && to-from == 1 && (f.ctx.Expect != ExpectAddress || f.ownName(t.Text)):
				return false
			case !capital && (bahasa.Common(t.Text) || f.words.of("bukan", t.Text)):
				return false
			case (c.empty() || f.slip(i)) && !f.shopName(t.Text), i > from && (capital || !f.ownName(t.Text)) && f.titled(i), f.ctx.Expect == ExpectAddress && to-from == 1:
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

// slip tells whether a word says something only as a misspelling of another: Mira is no "murah" where a name stands.
func (f *addressFinder) slip(i int) bool {
	w := &f.message.words[i]
	return w.near != "" || w.norm == "" && w.base != "" && w.base != w.Text && len(w.base) == len(w.Text)
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
	return f.words.of("ekor", f.tokens[i].Text) && !unicode.IsUpper(rune(f.text0(i)))
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
			text := f.placeText(i)
			if slices.Contains(nearWords, text) && i+1 < s.to && f.tokens[i+1].Kind == bahasa.Word {
				text = "," // "deket warung bu Tini", although there is a kecamatan Deket
			}
			f.text, f.at = append(f.text, text), append(f.at, i)
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
			if next := f.roadInside(k, g.From, g.To); next > k {
				k = max(next, f.houseSaid(next+1, g.To)-1) // "alamat bandung, jl melati 12 lengkong bandung"
			} else if end := f.houseSaid(k, g.To); end > k {
				k = end - 1
			} else if f.at[k] >= 0 {
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

// nearWords say that a house is near something.
var nearWords = []string{"deket", "dekat", "dkt", "dket", "caket", "cedhak", "cedak", "dpn", "depan", "belakang", "blkg", "samping", "sebelah", "pojok", "arah"}
