package understand

import (
	"slices"
	"strings"
	"sync"

	"tokobot/internal/bahasa"
	"tokobot/internal/wilayah"
)

// surePlaces takes the places that are spelt right where a place is meant, before a product's name is read into them.
func (m *message) surePlaces() {
	if !m.aboutSending() {
		return
	}
	words, contexts := m.placeContexts()
	for _, f := range m.r.atlas.Find(words, wilayah.FindOptions{Context: contexts, Known: m.r.meaning}) {
		if !f.Exact || f.To > len(m.words) || contexts[f.From] != wilayah.Strong && !f.Marked && (f.To-f.From < 2 || contexts[f.From] == wilayah.Unsaid) || m.goodsAt(f.From, f.To) && !m.sentTo(f.From, f.To) {
			continue
		}
		if m.isPlace(&f, contexts[f.From]) {
			m.takePlace(&f)
		}
	}
}

// sentTo tells whether a place stands right behind what leads to one, and nothing of the catalog behind it.
func (m *message) sentTo(from, to int) bool {
	b := m.before(from)
	if b < 0 || !m.cuesAt(b).meets(m.r.cue.leading) {
		return false
	}
	return to >= len(m.tokens) || m.tokens[to].Kind != bahasa.Word || !m.goodsAt(to, to+1) || m.words[to].phrase != 0
}

// goodsAt tells whether all words are words of the catalog.
func (m *message) goodsAt(from, to int) bool {
	for i := from; i < to; i++ {
		if _, ok := m.r.index.vocab[m.tokens[i].Text]; !ok && m.tokens[i].Kind == bahasa.Word {
			return false
		}
	}
	return true
}

// aboutSending tells whether the message has a word that leads to places.
func (m *message) aboutSending() bool {
	for i := range m.words {
		if m.words[i].cues.meets(m.r.cue.sending) || slices.Contains(toWords, m.tokens[i].Text) {
			return true
		}
	}
	return false
}

// placeCues are the cues that only places and addresses ask for: where leads to a place, leadsUp may stand right in front of one, costs
// asks what sending costs, please is a wish and no name, price asks what goods cost, asks stands in
// questions, acting in what is no name.
var placeCues = sync.OnceValue(func() (k struct{ where, leadsUp, costs, please, price, asks, acting cues }) {
	l := chatLexicon()
	k.where, k.costs, k.please, k.price = l.set("KE DI"), l.set("ONGKIR"), l.set("TOLONG"), l.set("HARGA")
	k.asks = l.set("BERAPA APA APASAJA MANA DIMANA KEMANA KAPAN BAGAIMANA LAMA")
	k.acting = l.set("BERAPA APA APASAJA MANA DIMANA KEMANA KAPAN BAGAIMANA LAMA MAU PESAN TAMBAH KURANGI GANTI BATAL BAYAR TRANSFER CODKATA ONGKIR HARGA KURIR TOLONG MINTA BISA KALAU")
	k.leadsUp = l.set(`ONGKIR KE KIRIM LAMA SAMPAI DI KURIR YA OKE BENAR SALAM WAKTUSALAM SAPA SELAMAT PARTIKEL TANYA DAN BISA KALAU MINTA MAU TOLONG ADA
		CARA SUDAH BELUM TIDAK NANTI INFO LIHAT PAKAI BERAPA APA APASAJA MANA DIMANA KEMANA KAPAN BAGAIMANA TOTAL TOKO ALAMATKATA JADI PESAN HARGA BAYAR
		CODKATA TRANSFER MURAH`)
	return k
})

// leadWords are what regional speech says for "ke"; nobody but the words around tells them from other words.
var leadWords = []string{"to", "ka", "k", "nang", "ning", "neng", "nyang", "menyang", "dateng", "dhateng", "dumateng", "teng", "ring", "tu", "tuk", "maring"}

// toWords lead to places like leadWords, or tell where somebody is from.
var toWords = append([]string{"ongkirke", "kirimke", "dikirimke", "keongkir", "orang", "wong", "urang", "asal"}, leadWords...)

// placeContexts are the message's words with how far each may be a place.
func (m *message) placeContexts() ([]string, []wilayah.Context) {
	words := make([]string, len(m.tokens))
	for i := range m.tokens {
		words[i] = m.placeText(i)
		if m.leadsTo(i) {
			words[i] = "ke"
		}
	}
	contexts := wilayah.Cues(words)
	for i := range contexts {
		if i > 0 && slices.Contains(toWords, m.tokens[i-1].Text) && m.words[i].phrase == 0 {
			contexts[i] = wilayah.Strong
			if i+1 < len(contexts) && m.words[i+1].phrase == 0 {
				contexts[i+1] = wilayah.Strong
			}
		}
		if i > 0 && slices.Contains(relatives, m.tokens[i-1].Text) && m.carried(i+1) {
			contexts[i] = wilayah.Strong // "yg malang pake anteraja"
		}
		if !m.free(i) && !m.said(i) || m.inBlock(i) {
			contexts[i] = wilayah.Taken
		}
	}
	return words, contexts
}

// carried tells whether a courier stands at a token or behind one word that leads to it.
func (m *message) carried(i int) bool {
	if i < len(m.words) && m.cuesAt(i).has(m.r.cue.use) {
		i++
	}
	s := m.at(i)
	return s != nil && (s.kind == spotCourier || s.kind == spotService)
}

// inBlock tells whether a word stands between the first and the last of an address.
func (m *message) inBlock(i int) bool {
	return slices.ContainsFunc(m.blocks, func(b block) bool { return i >= b.from && i < b.to })
}

// leadsTo tells whether a word is a region's for "ke". "Ka" is one in front of a message or behind a word about sending; it is "kak" too.
func (m *message) leadsTo(i int) bool {
	w := &m.words[i]
	if !slices.Contains(leadWords, w.Text) {
		return false
	}
	if w.phrase == 0 || m.cuesAt(i).has(m.r.cue.to) {
		return true
	}
	return w.Text != "k" && (i == 0 || m.cuesAt(i-1).meets(m.r.cue.leading))
}

// said tells whether a number in words or a courier's name stands at a token, which may as well be part of a place's: Kepulauan
// Seribu, Lima Puluh Kota, Harapan Indah.
func (m *message) said(i int) bool {
	s := m.at(i)
	return s != nil && (s.kind == spotAmount || s.kind == spotQuantity || s.kind == spotCourier) && m.tokens[i].Kind == bahasa.Word
}

// isPlace tells whether the words that a place was read from are meant as one: not a question word ("bara" is a place in Sulawesi
// and "berapa" in Minang), not a number, not what only tells goods or people apart.
func (m *message) isPlace(f *wilayah.Match, context wilayah.Context) bool {
	asks := m.words[f.From].near == "" && m.words[f.From].cues.meets(placeCues().asks) && f.Codes[0].Level() > wilayah.Kabupaten
	if asks || (f.To-f.From == 1 || !f.Exact) && (m.said(f.From) || m.said(f.To-1)) {
		return false
	}
	if f.To-f.From == 1 && addressLexicon().of("sambung", m.tokens[f.From].Text) && !m.sentTo(f.From, f.To) {
		return false // "karo" is "with" in Java
	}
	if f.To-f.From == 1 && m.words[f.From].cues.meets(m.r.cue.ordering) && !m.sentTo(f.From, f.To) {
		return false // "pasan" is "pesan" in Padang
	}
	return f.Marked || !m.tellsApart(f.From, f.To, context)
}

// takePlace makes a spot of a place; numbers in words that it has are none.
func (m *message) takePlace(f *wilayah.Match) {
	for i := f.From; i < f.To; i++ {
		if s := m.at(i); s != nil && m.said(i) {
			m.drop(s)
		}
	}
	m.take(spot{kind: spotPlace, from: f.From, to: f.To, place: m.placeOf(f.Codes)})
}

// tellsApart tells whether a name only says which goods or whose: "rendang padang", "motif bali", "kak Asep Bandung". It stands
// right behind a noun that does not lead to places, and nothing in front of that does.
func (m *message) tellsApart(from, to int, context wilayah.Context) bool {
	for i := from - 1; i >= 0; i-- {
		if m.tokens[i].Kind != bahasa.Word {
			return i < from-1 && !m.measured(i, from)
		}
		c := m.cuesAt(i)
		if m.words[i].near != "" {
			c = cues{}
		}
		if s := m.at(i); s != nil {
			switch s.kind {
			case spotProduct, spotCategory:
				return context < wilayah.Strong && !m.aboutCost(to)
			case spotOption:
				return context == wilayah.Unsaid
			}
			return i < from-1
		}
		beside := i == from-1
		switch w := m.tokens[i].Text; {
		case slices.Contains(toWords, w) || c.meets(placeCues().where) || m.r.placed(w) && (beside || context > wilayah.Unsaid || !slices.Contains(persons, w)):
			return false
		case beside && m.goodsAt(i, i+1):
			return context < wilayah.Strong && !m.aboutCost(to)
		case !c.meets(placeCues().leadsUp):
			continue // a noun: what stands in front of it tells
		case !beside || w == "yang" || w == "yg":
			return !beside || context == wilayah.Unsaid
		default:
			return context == wilayah.Unsaid && !c.meets(m.r.cue.opening) && !c.meets(m.r.cue.conditional) && !c.has(m.r.cue.and)
		}
	}
	return from > 0
}

// pricesSending tells whether a clause asks how much it is to a place, not what goods cost: "pashmina ke bandung brp".
func (m *message) pricesSending(c *clause) bool {
	if c.cues.meets(placeCues().price) {
		return false
	}
	for i := c.from; i < c.to; i++ {
		if s := m.at(i); s != nil && s.kind == spotPlace && s.from == i && i > c.from && m.words[i-1].cues.has(m.r.cue.to) {
			return true
		}
	}
	return false
}

// measured tells whether a number and its unit end right in front of a place: "ongkir 1 kg medan".
func (m *message) measured(i, from int) bool {
	q, ok := bahasa.ReadQuantity(m.tokens[i:from])
	return ok && q.Unit.Name != "" && i+q.Used == from
}

// aboutCost tells whether what sending costs is asked right behind a place: "pashmina hitam bandung ongkirnya brp".
func (m *message) aboutCost(to int) bool {
	return to < len(m.words) && m.cuesAt(to).meets(m.r.cue.leading)
}

// placed tells whether a word has its place named behind it: "orang bandung", "cabang solo".
func (r *Reader) placed(word string) bool {
	a := addressLexicon()
	return a.of("tempatnya", word) || a.of("tempatnya", withoutEnding(word))
}

// placeText is a token as a place's name may have it: "iii" is a number there, not a drawn-out i.
func (m *message) placeText(i int) string {
	t := &m.tokens[i]
	if raw := m.text[t.From:t.To]; len(raw) > len(t.Text) && len(raw) <= 5 && strings.EqualFold(raw[len(raw)-3:], "iii") {
		return strings.ToLower(raw)
	}
	if doubles(*t) && i > 0 && m.tokens[i-1].Kind == bahasa.Word {
		return m.tokens[i-1].Text // Alang2 Lebar
	}
	return t.Text
}

// scanPlaces finds places in what is still free.
func (m *message) scanPlaces() {
	words, contexts := m.placeContexts()
	o := wilayah.FindOptions{Context: contexts, Known: m.r.meaning}
	if m.ctx.Expect == ExpectPlace || m.ctx.Expect == ExpectAddress || m.placesAlone(words) {
		o.Base = wilayah.Strong
	}
	for _, f := range m.r.atlas.Find(words, o) {
		if f.To <= f.From || f.To > len(m.words) || len(f.Codes) == 0 || o.Base < wilayah.Strong && !m.isPlace(&f, contexts[f.From]) {
			continue
		}
		m.takePlace(&f)
	}
	m.joinedPlaces(words, contexts)
	m.dropOrigin()
	m.dropDenied()
	m.narrowed()
	m.saidAgain()
	m.kindSaid()
}

// joinedPlaces takes the places that stand behind another and an "and", where a word that is no place's elsewhere is one: "ke blora dan pati".
func (m *message) joinedPlaces(words []string, contexts []wilayah.Context) {
	joined := false
	for i := range m.spots {
		s := &m.spots[i]
		if s.kind != spotPlace || s.to < 0 || s.to+1 >= len(words) || !m.free(s.to+1) || !m.words[s.to].cues.has(m.r.cue.and) && m.tokens[s.to].Text != "&" {
			continue
		}
		contexts[s.to+1], joined = wilayah.Strong, true
	}
	if !joined {
		return
	}
	for _, f := range m.r.atlas.Find(words, wilayah.FindOptions{Context: contexts, Known: m.r.meaning}) {
		if f.Exact && f.To <= len(m.words) && m.free(f.From) && f.From >= 2 && contexts[f.From] == wilayah.Strong {
			if s := m.at(f.From - 2); s != nil && s.kind == spotPlace && !m.goodsAt(f.From, f.To) {
				m.takePlace(&f)
			}
		}
	}
}

// placesAlone tells whether a short message is nothing but the names of places, spelt right and of several words, and words that say where:
// "ngadirejo kartasura", "cod ya kak, kaliabang tengah".
func (m *message) placesAlone(words []string) bool {
	rest, a, denied := 0, addressLexicon(), false
	for i := range m.words {
		denied = denied || slices.Contains(denials, m.words[i].Text)
		if w := &m.words[i]; w.Kind == bahasa.Word && !a.of("tutur", w.Text) && !a.of("buka", w.Text) && !m.cuesAt(i).meets(m.r.cue.particle) && !m.cuesAt(i).meets(m.r.cue.sending) && w.Text != "cod" {
			rest++
		}
		if s := m.at(i); s != nil && (s.kind == spotMethod || s.kind == spotCourier || s.kind == spotService) {
			continue
		}
		if m.words[i].Kind == bahasa.Number || !m.free(i) && !m.said(i) {
			return false
		}
	}
	if rest < 2 || rest > 6 {
		return false
	}
	for _, f := range m.r.atlas.Find(words, wilayah.FindOptions{Base: wilayah.Strong, Known: m.r.meaning}) {
		if !f.Exact || f.To-f.From < 2 && !denied {
			return false
		}
		for i := f.From; i < min(f.To, len(m.words)); i++ {
			if m.words[i].Kind == bahasa.Word {
				rest--
			}
		}
	}
	return rest <= 0
}

// place tells whether a word is a place's name, spelt right.
func (r *Reader) place(word string) bool {
	for _, f := range r.atlas.Find([]string{word}, wilayah.FindOptions{Context: []wilayah.Context{wilayah.Strong}, Known: r.meaning}) {
		if f.Exact {
			return true
		}
	}
	return false
}

// placeOf is the published form of a place.
func (m *message) placeOf(codes []wilayah.Code) Place {
	if len(codes) == 1 {
		return Place{Code: codes[0], Name: m.r.atlas.Name(codes[0])}
	}
	return Place{Candidates: slices.Clone(codes)}
}

// sortSpots puts the spots in the order of the message and forgets dropped ones.
func (m *message) sortSpots() {
	m.spots = slices.DeleteFunc(m.spots, func(s spot) bool { return s.to < 0 })
	slices.SortFunc(m.spots, func(a, b spot) int { return a.from - b.from })
	for i := range m.words {
		m.words[i].spot = min(0, m.words[i].spot)
	}
	for i, s := range m.spots {
		for j := s.from; j < s.to; j++ {
			if m.words[j].spot == 0 {
				m.words[j].spot = int16(i + 1)
			}
		}
	}
}

// strongAddress is how to look for places where nothing but an address is written.
func strongAddress(words int) wilayah.FindOptions {
	contexts := make([]wilayah.Context, words)
	for i := range contexts {
		contexts[i] = wilayah.Strong
	}
	return wilayah.FindOptions{Context: contexts, Address: true}
}
