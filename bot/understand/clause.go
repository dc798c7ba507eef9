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
	{"produk", "pesan"}: "produk", {"produk", "ongkir"}: "produk", {"stok", "ongkir"}: "stok", {"pesan", "ongkir"}: "pesan", {"pesan", "kurir"}: "pesan", {"toko", "pesan"}: "toko", {"toko", "klaim"}: "toko", {"toko", "diskon"}: "diskon", {"toko", "lama"}: "toko", {"ubah", "bayar"}: "bayar", {"stop", "produk"}: "stop", {"stop", "lama"}: "stop", {"diskon", "produk"}: "diskon",
	{"harga", "bayar"}: "bayar", {"lama", "ongkir"}: "lama", {"lama", "produk"}: "lama", {"lama", "stok"}: "lama", {"lama", "pesan"}: "lama",
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

// splitter is the state of splitTopics: the clause that grows.
type splitter struct {
	*message
	to    int
	out   []clause
	c     clause
	last  int  // where its topic was last named
	asked bool // it has a question word
	whole bool // it asks something about something: what asks anew begins another
	ends  int  // behind its last question word and the courtesies that follow
	faint bool // its topic was opened by a weak one
}

// splitTopics cuts a sentence where its topic changes, or where another question begins.
func (m *message) splitTopics(from, to int) []clause {
	p := splitter{message: m, to: to, c: clause{from: from}, last: from}
	for i := from; i < to; i++ {
		t, weak := m.topicAt(i)
		switch both, ok := fused(p.c.topic, t); {
		case t == "":
		case t == "terima" && p.c.topic == "" && m.hasCue(p.c.from, i, m.r.cue.negation):
			p.cut(i, t, weak, i)
		case p.breaksOff(i, t, weak):
			at := m.cutBefore(p.c.from, i, p.asked)
			if p.whole && p.ends > p.c.from && p.ends < at {
				at = p.ends // all behind a question that was asked belongs to the next
			}
			p.cut(at, t, weak, i)
		case p.c.topic == "" || p.c.topic == t || p.faint && !weak && !(p.whole && m.hasKind(p.c.from, i, spotPlace)) && !m.hasKind(p.c.from, i, spotProduct):
			p.c.topic, p.last, p.faint = t, i, weak
		case weak && !m.opens(p.c.topic, t, i, p.last):
		case ok && !weak && !m.joined(p.c.from, i):
			p.c.topic, p.last = both, i
		default:
			at := m.cutBefore(p.c.from, i, p.asked)
			if goodsTopics[t] && !goodsTopics[p.c.topic] {
				at = m.overNames(p.c.from, at)
			}
			p.cut(at, t, weak, i)
		}
		p.note(i)
	}
	if p.c.to = to; p.c.to > p.c.from {
		p.out = append(p.out, p.c)
	}
	return p.out
}

// goodsTopics are the topics of questions about goods.
var goodsTopics = map[string]bool{"harga": true, "stok": true, "produk": true, "grosir": true, "diskon": true, "pesan": true, "ubah": true}

// overNames goes back over the goods named right in front of a cut: they belong to what is asked of them behind it.
func (m *message) overNames(from, at int) int {
	for i := at; i > from+1; i-- {
		switch s := m.at(i - 1); {
		case s != nil && (s.kind == spotProduct || s.kind == spotOption || s.kind == spotQuantity):
			at = i - 1
		case s == nil && m.cuesAt(i-1).meets(m.r.cue.particle):
		default:
			return at
		}
	}
	return at
}

// cut ends the clause and begins one of a topic that is named at i.
func (p *splitter) cut(at int, t string, weak bool, i int) {
	if at > p.c.from {
		p.c.to = at
		p.out = append(p.out, p.c)
		p.c, p.asked, p.whole, p.ends = clause{from: at}, false, false, at
	}
	p.c.topic, p.last, p.faint = t, i, weak
}

// note keeps up whether the clause asks something already.
func (p *splitter) note(i int) {
	w := &p.words[i]
	switch {
	case !p.free(i):
		return
	case w.cues.meets(p.r.cue.asker):
		p.asked, p.ends = true, int(w.until)
		p.whole = p.whole || p.c.topic != "" && p.last < i || p.hasKind(p.c.from, i, spotProduct) || p.hasKind(p.c.from, i, spotPlace)
	case w.cues.has(p.r.cue.no) && p.c.topic != "" && p.last < i:
		p.whole, p.ends = true, i+1 // "tebal ga"
	case p.last == i && p.c.topic != "":
		if int(w.until) > i+1 && w.cues.meets(p.r.cue.asksItself) {
			p.whole, p.ends = true, int(w.until)
		} else if p.asked && p.ends > p.c.from {
			p.whole, p.ends = true, int(w.until) // "berapa harganya"
		}
	case p.ends == i && p.cuesAt(i).meets(p.r.cue.particle):
		p.ends = i + 1
	}
}

// breaksOff tells whether another question begins at a topic although no sign says so: a form of address stands in front of it, or the
// clause has asked already and what follows asks too.
func (p *splitter) breaksOff(i int, t string, weak bool) bool {
	cut := p.cutBefore(p.c.from, i, p.asked)
	if cut <= p.c.from {
		return false
	}
	named := p.hasKind(p.c.from, cut, spotProduct)
	agreed := p.c.topic == "" && p.cuesAt(p.c.from).meets(p.r.cue.truly)
	if v := cut - 1; p.free(v) && p.cuesAt(v).has(p.r.cue.sapa) && v > p.c.from && !weak && (p.c.topic != "" && p.last < v || named || agreed) {
		return p.to-cut > 1 && (p.c.topic != "klaim" || p.asksOn(cut, i))
	}
	if p.whole && p.ends < cut && p.ends > p.c.from {
		cut = p.ends
	}
	return p.whole && p.last < cut && !(p.c.topic == t && p.ends >= i) && !(p.faint && !named) && p.askedBefore(cut) && p.asksOn(cut, i) && (!weak || p.c.topic == t || p.opens(p.c.topic, t, i, p.last))
}

// askedBefore tells whether the clause asks even without what a cut takes from it.
func (p *splitter) askedBefore(cut int) bool {
	for k := p.c.from; k < cut; k++ {
		if w := &p.words[k]; p.free(k) && (w.cues.meets(p.r.cue.asker) || w.cues.has(p.r.cue.no) || w.cues.meets(p.r.cue.asksItself)) {
			return true
		}
	}
	return false
}

// asksOn tells whether the words behind a cut ask something.
func (p *splitter) asksOn(cut, i int) bool {
	if p.words[i].cues.meets(p.r.cue.asksItself) {
		return true
	}
	for k := cut; k < p.to; k++ {
		if p.free(k) && (p.words[k].cues.meets(p.r.cue.asker) || p.words[k].cues.meets(p.r.cue.helps) || k > i && p.words[k].cues.has(p.r.cue.no)) {
			return true
		}
	}
	return false
}

// opens tells whether a weak topic at i begins a new act although another is open.
func (m *message) opens(open, t string, i, last int) bool {
	if open == "terima" {
		return true
	}
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

// persons are the words for who speaks.
var persons = []string{"aku", "saya", "sy", "gw", "gue", "gua", "sa", "ane", "abdi", "aq", "kita", "kami", "ambo", "ulun", "tak", "ku"}
