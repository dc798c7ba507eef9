package understand

import (
	"slices"
	"strings"

	"tokobot/internal/bahasa"
)

// clause is a stretch of words that does one thing.
type clause struct {
	from, to int
	cues     cues
	content  int    // words that are neither courtesy nor part of something named
	greets   bool   // a greeting and nothing else
	topic    string // what it asks about, "" when nothing says
	ends     string // the sign behind it
	intent   Intent
	margin   float32 // by how much the intent leads
	evidence float32 // what the rules say for it
	lines    []int   // products named in it
}

// clauses cuts the message: at signs and line breaks, and where a new topic begins in the middle of a sentence.
func (m *message) clauses() []clause {
	var out []clause
	start := 0
	flush := func(end int, sign string) {
		from := start
		if g := m.greetingEnd(start, end); g > start && onlyGreets(out) {
			from = g
			c := clause{from: start, to: g, greets: true}
			m.gather(&c)
			out = append(out, c)
		}
		for _, c := range m.splitTopics(from, end) {
			c.ends = ""
			if c.to == end {
				c.ends = sign
			}
			m.gather(&c)
			if c.content > 0 || !c.cues.empty() || m.hasSpot(c.from, c.to) {
				out = append(out, c)
			}
		}
	}
	for i, t := range m.tokens {
		if m.words[i].spot == addressSpot {
			flush(i, "")
			start = i + 1
			continue
		}
		if !m.free(i) || !endsClause(m.tokens, i) {
			continue
		}
		end := i
		if t.Text == "?" || t.Text == "!" {
			end = i + 1
		}
		flush(end, t.Text)
		start = i + 1
	}
	flush(len(m.tokens), "")
	return out
}

// greetingEnd is the end of the greeting at the front of a clause that goes on behind it; from when there is none. "sore ini" and
// "malam nanti" are no greetings.
func (m *message) greetingEnd(from, to int) int {
	greeted := false
	i := from
	for i < to {
		w := &m.words[i]
		if w.Kind == bahasa.Emoji {
			i++
			continue
		}
		c := m.cuesAt(i)
		if !m.free(i) || !c.meets(m.r.cue.opening) && !(greeted && c.meets(m.r.cue.particle)) {
			break
		}
		if c.meets(m.r.cue.greeting) {
			if w.cues.has(m.r.cue.timeOfDay) && i+1 < to && m.words[i+1].cues.meets(m.r.cue.notGreeting) {
				break
			}
			greeted = true
		}
		i++
	}
	if !greeted {
		return from
	}
	return i
}

// onlyGreets tells whether nothing but greetings came before.
func onlyGreets(cs []clause) bool {
	for i := range cs {
		if !cs[i].greets {
			return false
		}
	}
	return true
}

// endsClause tells whether a sign parts what is around it.
func endsClause(tokens []bahasa.Token, i int) bool {
	switch t := tokens[i]; {
	case t.Kind == bahasa.Break:
		return true
	case t.Kind != bahasa.Punct:
		return false
	case strings.Contains("?!;,", t.Text):
		return true
	case t.Text == ".":
		return !t.Glued || i+1 >= len(tokens) || !tokens[i+1].Glued || len(tokens[max(0, i-1)].Text) > 3
	}
	return false
}

// hasKind tells whether a spot of a kind stands among words.
func (m *message) hasKind(from, to int, k spotKind) bool {
	for i := from; i < to; i++ {
		if s := m.at(i); s != nil && s.kind == k {
			return true
		}
	}
	return false
}

// hasCue tells whether one of the cues stands among words.
func (m *message) hasCue(from, to int, set cues) bool {
	for i := max(0, from); i < to; i++ {
		if m.words[i].cues.meets(set) {
			return true
		}
	}
	return false
}

func (m *message) hasSpot(from, to int) bool {
	for i := from; i < to; i++ {
		if m.words[i].spot > 0 {
			return true
		}
	}
	return false
}

// fuse is which two topics in one sentence are one question, and about what.
var fuse = map[[2]string]string{
	{"harga", "grosir"}: "grosir", {"harga", "ongkir"}: "ongkir", {"harga", "diskon"}: "diskon", {"harga", "total"}: "total",
	{"grosir", "diskon"}: "grosir", {"grosir", "pesan"}: "grosir", {"diskon", "pesan"}: "diskon", {"ongkir", "kurir"}: "ongkir",
	{"kurir", "lama"}: "lama", {"ongkir", "diskon"}: "diskon", {"status", "lama"}: "status", {"status", "komplain"}: "komplain",
	{"status", "klaim"}: "klaim", {"status", "ongkir"}: "status", {"status", "batal"}: "batal", {"status", "ubah"}: "ubah", {"status", "total"}: "total",
	{"klaim", "bayar"}: "klaim", {"klaim", "status"}: "klaim", {"klaim", "total"}: "klaim", {"cara", "pesan"}: "cara", {"cara", "bayar"}: "cara", {"cara", "status"}: "cara",
	{"pesan", "status"}: "pesan", {"pesan", "batal"}: "batal", {"pesan", "harga"}: "harga", {"stok", "produk"}: "produk", {"produk", "harga"}: "harga",
	{"komplain", "produk"}: "komplain", {"komplain", "stok"}: "komplain", {"komplain", "lama"}: "komplain", {"komplain", "pesan"}: "komplain", {"komplain", "ongkir"}: "komplain",
	{"retur", "produk"}: "retur", {"retur", "status"}: "retur", {"retur", "ongkir"}: "retur", {"retur", "pesan"}: "retur", {"ubah", "produk"}: "ubah", {"ubah", "pesan"}: "ubah",
	{"ubah", "status"}: "ubah", {"ubah", "kurir"}: "ubah", {"batal", "ubah"}: "ubah", {"batal", "bayar"}: "bayar", {"toko", "ongkir"}: "toko", {"toko", "bayar"}: "toko", {"toko", "stok"}: "toko",
	{"katalog", "stok"}: "katalog", {"katalog", "kurir"}: "kurir", {"katalog", "bayar"}: "bayar", {"katalog", "diskon"}: "diskon", {"katalog", "toko"}: "toko", {"katalog", "grosir"}: "grosir", {"katalog", "harga"}: "katalog", {"katalog", "produk"}: "katalog", {"orang", "pesan"}: "orang", {"orang", "stok"}: "orang",
	{"stop", "ongkir"}: "stop", {"stop", "diskon"}: "stop", {"stop", "orang"}: "stop", {"stop", "pesan"}: "stop", {"total", "ongkir"}: "total", {"total", "bayar"}: "total", {"total", "pesan"}: "total",
	{"terima", "status"}: "terima", {"terima", "bayar"}: "terima", {"diskon", "bayar"}: "diskon", {"retur", "bayar"}: "retur", {"retur", "komplain"}: "retur", {"retur", "stok"}: "retur",
	{"produk", "pesan"}: "produk", {"produk", "ongkir"}: "produk", {"stok", "ongkir"}: "stok", {"pesan", "ongkir"}: "pesan", {"pesan", "kurir"}: "pesan", {"toko", "pesan"}: "toko", {"toko", "klaim"}: "toko", {"toko", "lama"}: "toko", {"ubah", "bayar"}: "bayar", {"stop", "produk"}: "stop", {"stop", "lama"}: "stop", {"diskon", "produk"}: "diskon",
	{"bayar", "ongkir"}: "bayar", {"harga", "bayar"}: "bayar", {"lama", "ongkir"}: "lama", {"lama", "produk"}: "lama", {"lama", "stok"}: "lama", {"lama", "pesan"}: "lama",
}

func fused(a, b string) (string, bool) {
	if a == b {
		return a, true
	}
	if t, ok := fuse[[2]string{a, b}]; ok {
		return t, true
	}
	t, ok := fuse[[2]string{b, a}]
	return t, ok
}

// splits is which topics a weak one does not serve: a courier named while prices are asked begins a new act.
var splits = map[string][]string{
	"harga":  {"stok", "klaim"},
	"stok":   {"harga", "ongkir", "bayar"},
	"bayar":  {"harga", "stok", "produk", "ongkir", "lama", "grosir", "diskon", "pesan", "kurir", "katalog", "toko", "total"},
	"kurir":  {"harga", "stok", "produk", "grosir", "diskon", "pesan", "bayar", "toko", "total"},
	"ongkir": {"harga", "stok", "produk", "grosir", "diskon", "bayar", "total"},
	"produk": {"harga", "grosir", "diskon", "ongkir", "bayar"},
}

// splitTopics cuts a sentence where its topic changes.
func (m *message) splitTopics(from, to int) []clause {
	var out []clause
	c := clause{from: from}
	asked, last := false, from // the clause has a question word already; where its topic was last named
	faint := false             // its topic was opened by a weak one
	for i := from; i < to; i++ {
		t, weak := m.topicAt(i)
		asks := m.words[i].cues.meets(m.r.cue.asker)
		switch both, ok := fused(c.topic, t); {
		case t == "":
		case t == "terima" && c.topic == "" && m.hasCue(c.from, i, m.r.cue.negation):
			c.to = i
			out = append(out, c)
			c, asked, faint, last = clause{from: i, topic: t}, false, false, i
		case c.topic == "" || c.topic == t || faint && !weak && !m.hasKind(c.from, i, spotProduct):
			c.topic, last, faint = t, i, weak
		case weak && !m.opens(c.topic, t, i, last):
		case ok && !weak && !m.joined(c.from, i):
			c.topic, last = both, i
		default:
			if cut := m.cutBefore(c.from, i, asked); cut > c.from {
				c.to = cut
				out = append(out, c)
				c, asked = clause{from: cut}, false
			}
			c.topic, last, faint = t, i, weak
		}
		asked = asked || asks
	}
	if c.to = to; c.to > c.from {
		out = append(out, c)
	}
	return out
}

// opens tells whether a weak topic at i begins a new act although another is open.
func (m *message) opens(open, t string, i, last int) bool {
	if !slices.Contains(splits[t], open) {
		return false
	}
	switch t {
	case "harga":
		if open == "kurir" || open == "pesan" && m.hasCue(last-2, i, m.r.cue.conditional) {
			return false
		}
		return i-last > 1 && !m.cuesAt(last).meets(m.r.cue.countable)
	case "stok":
		return m.cuesAt(i).meets(m.r.cue.still) && i-last > 1
	case "produk":
		return i+1 < len(m.words) && m.cuesAt(i+1).meets(m.r.cue.asker)
	case "ongkir":
		if open == "bayar" && !m.hasCue(i, min(i+6, len(m.words)), m.r.cue.asker) {
			return false // "cod untuk daerah Cimahi"
		}
		for j := i + 1; j < min(i+4, len(m.words)); j++ {
			if s := m.at(j); s != nil && s.kind == spotPlace || m.cuesAt(j).has(m.r.cue.howMuch) {
				return true
			}
		}
		return false
	}
	return true
}

// topicAt is the topic that a phrase or something named opens; weak ones may also only serve another.
func (m *message) topicAt(i int) (name string, weak bool) {
	w := &m.words[i]
	if s := m.at(i); s != nil {
		if s.from != i {
			return "", false
		}
		switch s.kind {
		case spotMethod:
			return "bayar", true
		case spotCourier:
			return "kurir", true
		case spotVoucher:
			return "voucher", true
		case spotAmount, spotQuantity:
		default:
			return "", false
		}
	}
	if w.cues.has(m.r.cue.to) && i+1 < len(m.words) {
		if s := m.at(i + 1); s != nil && s.kind == spotPlace {
			return "ongkir", true
		}
	}
	for c, t := range m.r.lex.topic {
		if t.name != "" && w.cues.has(cue(c)) {
			if !t.weak {
				return t.name, false
			}
			name = t.name
		}
	}
	return name, name != ""
}

// joined tells whether "dan" or the like stands right in front of a word, so that a second question follows.
func (m *message) joined(from, i int) bool {
	b := m.before(i)
	return b > from && m.cuesAt(b).has(m.r.cue.and)
}

// cutBefore is where the clause of a new topic begins: its helpers ("bisa", "kalau", "minta") go with it, and a question word unless
// the clause in front still lacks one.
func (m *message) cutBefore(from, i int, asked bool) int {
	for i > from {
		w := &m.words[i-1]
		if m.at(i-1) != nil || w.Kind != bahasa.Word {
			break
		}
		c := m.cuesAt(i - 1)
		if !c.meets(m.r.cue.helper) && !(asked && c.meets(m.r.cue.asker)) {
			break
		}
		i--
	}
	return i
}

// numberSign tells whether "no" stands for nomor, not for no.
func (m *message) numberSign(i int) bool {
	if m.tokens[i].Text != "no" || i+1 >= len(m.tokens) {
		return false
	}
	n := i + 1
	if m.tokens[n].Text == "." && n+1 < len(m.tokens) {
		n++
	}
	s := m.at(n)
	return m.tokens[n].Kind == bahasa.Number || s != nil && s.kind == spotOrder
}

// beforeOption tells whether a word such as "warna" only announces the option behind it, and so asks nothing.
func (m *message) beforeOption(i int) bool {
	if !m.cuesAt(i).meets(m.r.cue.axis) || i+1 >= len(m.words) {
		return false
	}
	s := m.at(i + 1)
	return s != nil && s.kind == spotOption
}

// asksAtEnd tells whether a clause ends in "ga" and the like, which makes a question of it, and where that word is.
func (m *message) asksAtEnd(c *clause) (int, bool) {
	said := false
	last := -1
	for i := c.from; i < c.to; i++ {
		if m.words[i].Kind != bahasa.Word && m.words[i].Kind != bahasa.Number {
			continue
		}
		cs := m.cuesAt(i)
		switch {
		case m.free(i) && m.words[i].cues.has(m.r.cue.no) && m.words[i].until == int16(i+1):
			last = i
			continue
		case cs.meets(m.r.cue.particle) && m.free(i):
			continue
		}
		said, last = true, -1
	}
	return last, said && last >= 0
}

// gather collects the cues of a clause and the marks of what it names.
func (m *message) gather(c *clause) {
	c.cues, c.content = cues{}, 0
	words := 0
	particle, asks := m.asksAtEnd(c)
	if asks {
		c.cues.add(m.r.cue.tanya)
	}
	for i := c.from; i < c.to; i++ {
		w := &m.words[i]
		if s := m.at(i); s != nil {
			if s.from == i {
				c.cues.add(m.r.cue.spotCue[s.kind])
				if s.kind == spotQuantity && (s.quantity.Pieces() >= 5 || s.quantity.Unit.Factor > 1) && s.quantity.Unit.Kind != bahasa.KindWeight {
					c.cues.add(m.r.cue.many)
				}
				if s.kind == spotProduct && (s.code != "" || len(s.products) > 1 && !s.exact) {
					c.cues.add(m.r.cue.spotCue[spotCategory])
				}
				words++
			}
			if s.kind != spotQuantity && s.kind != spotMethod && s.kind != spotVoucher && s.kind != spotCourier {
				continue
			}
		}
		if !m.beforeOption(i) && !(asks && i == particle) && !m.numberSign(i) {
			c.cues.union(w.cues)
		}
		switch w.Kind {
		case bahasa.Word:
			if cs := m.cuesAt(i); m.free(i) && !cs.meets(m.r.cue.particle) && !m.beforeOption(i) {
				words++
				if cs.empty() || !cs.minus(m.r.cue.bare).empty() {
					c.content++
				}
			}
		case bahasa.Punct:
			switch w.Text {
			case "?":
				c.cues.add(m.r.cue.tanya)
			case "!":
				c.cues.add(m.r.cue.seru)
			}
		case bahasa.Emoji:
			c.cues.add(m.r.cue.emoji)
		}
	}
	if c.from == 0 {
		c.cues.add(m.r.cue.awal)
	}
	if words <= 3 {
		c.cues.add(m.r.cue.pendek)
	}
	if words == 0 {
		c.cues.add(m.r.cue.satu)
	}
}
