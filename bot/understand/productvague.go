package understand

import (
	"slices"

	"tokobot/internal/bahasa"
)

// titles are the words in front of a person's name.
var titles = []string{"bu", "ibu", "pak", "bapak", "mbak", "mba", "mas", "bang", "mbah", "kak", "teh", "om", "tante", "bude", "pakde", "mak"}

// forWords lead to what goods are for, not to goods: "buat nmax".
var forWords = []string{"buat", "untuk", "utk", "untk", "bwt", "ke", "di", "d", "pnp", "for"}

// placeWords lead to where something is.
var placeWords = []string{"ke", "di", "ka", "dari"}

// likeBefore reads a word that begins no name in the light of the product named before: "abon ayam brp? kalau sapi?".
func (m *message) likeBefore(men *mention) {
	ix := m.r.index
	if len(men.ids) != 1 || m.oneOfThose(men) || ix.words[men.ids[0]].head {
		return
	}
	var prev *spot
	for i := range m.spots {
		if s := &m.spots[i]; s.kind == spotProduct && s.to > 0 && len(s.products) <= most {
			prev = s
		}
	}
	if prev == nil || len(prev.products) != 1 {
		return
	}
	var out []int32
	for _, p := range men.products {
		for _, h := range ix.heads[p] {
			if slices.Contains(ix.heads[prev.products[0]], h) {
				out = append(out, p)
				break
			}
		}
	}
	if len(out) > 0 {
		men.products = out
		men.goesOn = len(out) == 1 && out[0] != prev.products[0] && m.namedOn(men)
		men.rare = men.rare || men.goesOn
	}
}

// namedOn tells whether a word behind a number or a comma goes on a list of goods, as an option or a number stands behind it: "kampas rem depan 2,
// belakang 1".
func (m *message) namedOn(men *mention) bool {
	if men.from == 0 || men.to >= len(m.tokens) || slices.Contains(packWords, m.tokens[men.from].Text) {
		return false
	}
	front := m.tokens[men.from-1]
	s := m.at(men.to)
	counted := m.tokens[men.to].Kind == bahasa.Number || bahasa.Numeral(m.tokens[men.to].Text) || s != nil && s.kind == spotOption
	return counted && (front.Kind == bahasa.Number || bahasa.Numeral(front.Text) || front.Text == "," || m.cuesAt(men.from-1).has(m.r.cue.and))
}

// oneOfThose reads a word behind "yang" as the one of the goods named before that has it: "siomay ada? yang ayam berapa".
func (m *message) oneOfThose(men *mention) bool {
	b := m.before(men.from)
	if b < 0 || !slices.Contains(relatives, m.words[b].Text) {
		return false
	}
	for i := len(m.spots) - 1; i >= 0; i-- {
		s := &m.spots[i]
		if s.kind != spotProduct || s.to < 0 || s.from > men.from || len(s.products) > most {
			continue
		}
		if both := intersect(nil, men.products, s.products); len(both) > 0 && len(both) < len(s.products) {
			men.products = both
			return true
		}
	}
	return false
}

// onlyFirst leaves of a mention behind "yang" its first word where that one picks from goods named before and the whole does not: "bakso ada?
// yang sapi isi 25".
func (m *message) onlyFirst(men *mention) {
	b := m.before(men.from)
	if b < 0 || !slices.Contains(relatives, m.words[b].Text) || len(men.lists) < 2 {
		return
	}
	front := m.nearestFront(men.from)
	if front == nil || len(front.products) > most || overlap(front.products, men.products) {
		return
	}
	if both := intersect(nil, men.lists[0], front.products); len(both) > 0 && len(both) < len(front.products) {
		men.products, men.ids, men.lists, men.to = both, men.ids[:1], men.lists[:1], men.first
	}
}

// vague tells whether a mention is too little: one word that begins no name and fits several products, that belongs to a longer
// phrase about something else, or that is somebody's name behind a courtesy ("bu Rini").
func (m *message) vague(men *mention) bool {
	ix := m.r.index
	head := slices.ContainsFunc(men.ids, func(id int32) bool { return ix.words[id].head })
	b := m.before(men.from)
	if !head && (slices.Contains(titles, m.words[men.from].Text) || b >= 0 && slices.Contains(forWords, m.words[b].Text)) {
		return true
	}
	if len(men.ids) != 1 {
		return false
	}
	if b >= 0 && b == men.from-1 && m.count(spotProduct) > 0 && slices.Contains(forWords[:4], m.words[b].Text) {
		return true // "standar bisa untuk sepeda?"
	}
	if text := ix.words[men.ids[0]].text; len(text) <= 2 && men.to == men.from+1 && m.tokens[men.from].Kind == bahasa.Word {
		return true // the "jo" of "jo malone", which means "with" in Padang
	}
	if b >= 0 && b == men.from-1 && slices.Contains(placeWords, m.words[b].Text) && bahasa.Known(m.words[men.from].Text) {
		return true // "kirim ke rumah", where a case is called Rumah Sekoci
	}
	if b >= 0 && b == men.from-1 && !head && slices.Contains(placeWords, m.words[b].Text) && m.r.place(m.words[men.from].Text) {
		return true // "kirim ka padang", where one is called Sanjai Padang
	}
	if b >= 0 && b == men.from-1 && !head && m.tokens[b].Kind == bahasa.Number && m.count(spotProduct) > 0 && !m.quantityBehind(b-1) {
		return true // "kalau 20 bag"
	}
	if _, _, measured := measure(m.tokens[men.from:]); measured {
		return true // "berapa semeter", where one is called Viselin 1 m
	}
	if b == men.from-1 && b >= 0 && m.measuresTime(men.from) && (m.tokens[b].Kind == bahasa.Number || m.cuesAt(b).has(m.r.cue.howMuch)) {
		return true // "tahan brp jam"
	}
	if b == men.from-1 && b >= 0 && m.words[b].Text == "per" {
		return true // "per bijinya"
	}
	if b == men.from-1 && b >= 0 && len(men.products) > 1 && (m.words[b].Text == "per" || m.cuesAt(b).has(m.r.cue.howMuch) && m.count(spotProduct) > 0 || m.tokens[b].Kind == bahasa.Number && m.at(b-1) != nil && m.at(b-1).kind == spotProduct) {
		return true // "per buku", "kamus 25 buku"
	}
	if ix.kinds[men.ids[0]] && len(men.products) > 0 && len(ix.headed(men.ids[0], men.products)) == 1 {
		return true // "kuenya gosong" is not about the only cake with the word in front
	}
	if !head && len(men.products) > 1 {
		return true
	}
	if p := m.words[men.from].phrase; p != 0 && int(m.words[p-1].until)-int(p-1) > 1 && !head {
		return true
	}
	return !head && (m.ordinary(men) || b >= 0 && b == men.from-1 && slices.Contains(titles, m.words[b].Text))
}

// otherGoods tells whether the word behind a lone word of a name says that something else is meant, which the shop does not have: "tv led".
func (m *message) otherGoods(men *mention) bool {
	i := men.to
	if len(men.ids) != 1 || i >= len(m.words) || m.words[i].Kind != bahasa.Word || !m.free(i) || !m.cuesAt(i).empty() {
		return false
	}
	w := &m.words[i]
	if _, asWritten := m.r.index.vocab[m.words[men.from].Text]; !asWritten {
		return false // "jeansnya": those that were talked about
	}
	if _, known := m.r.index.vocab[w.Text]; known || w.near != "" || len(w.Text) < 4 {
		return false
	}
	return bahasa.Known(w.Text) && !bahasa.Common(w.Text)
}

// countedGoods tells whether the word or number at b asks or says how many of goods named before, so that the word behind it is no goods.
func (m *message) countedGoods(b int) bool {
	if m.cuesAt(b).has(m.r.cue.howMuch) || m.words[b].Text == "per" {
		return m.count(spotProduct) > 0
	}
	s := m.at(b - 1)
	return m.tokens[b].Kind == bahasa.Number && s != nil && s.kind == spotProduct && len(s.products) == 1
}

// ordinary tells whether a word from the middle of a name is rather meant as the word it is: nobody talks of goods around it.
func (m *message) ordinary(men *mention) bool {
	w := &m.words[men.from]
	text := w.Text
	if b := m.before(men.from); m.r.lex.tree.has(text) || b >= 0 && m.words[b].Text == "nama" {
		return true
	}
	if !bahasa.Known(text) && w.base == "" {
		return false
	}
	if o := m.at(men.to); o != nil && o.kind == spotOption && m.fits(men.products[:min(len(men.products), most)], []int32{o.phrase}) {
		return false // "durian 50 cm"
	}
	if b := m.before(men.from); b >= 0 && (m.words[b].Text == "yang" || m.words[b].Text == "yg") || len(m.terms) < 3 {
		return false
	}
	return m.count(spotProduct) == 0 && !m.hasCue(0, len(m.words), m.r.cue.goodsTalk)
}
