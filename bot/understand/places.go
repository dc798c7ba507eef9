package understand

import (
	"slices"

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
		m.take(spot{kind: spotPlace, from: f.From, to: f.To, place: m.placeOf(f.Codes)})
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

// toWords are what regional speech says for "ke"; nobody but the words around tells them from other words.
var toWords = []string{"ka", "k", "nang", "ning", "neng", "menyang", "orang", "wong", "urang", "asal"}

// placeContexts are the message's words with how far each may be a place.
func (m *message) placeContexts() ([]string, []wilayah.Context) {
	words := make([]string, len(m.tokens))
	for i, t := range m.tokens {
		words[i] = t.Text
	}
	contexts := wilayah.Cues(words)
	for i := range contexts {
		if i > 0 && slices.Contains(toWords, words[i-1]) && m.words[i].phrase == 0 {
			contexts[i] = wilayah.Strong
			if i+1 < len(contexts) && m.words[i+1].phrase == 0 {
				contexts[i+1] = wilayah.Strong
			}
		}
		if contexts[i] != wilayah.Unsaid && m.cuesAt(i).meets(m.r.cue.asker) {
			contexts[i] = wilayah.Taken // "bara" is a place in Sulawesi and "berapa" in Minang
		}
		if !m.free(i) || m.block != nil && i >= m.block.from && i < m.block.to {
			contexts[i] = wilayah.Taken
		}
	}
	return words, contexts
}

// scanPlaces finds places in what is still free.
func (m *message) scanPlaces() {
	words, contexts := m.placeContexts()
	o := wilayah.FindOptions{Context: contexts, Known: m.r.meaning}
	if m.ctx.Expect == ExpectPlace || m.ctx.Expect == ExpectAddress {
		o.Base = wilayah.Strong
	}
	for _, f := range m.r.atlas.Find(words, o) {
		if f.To <= f.From || f.To > len(m.words) || len(f.Codes) == 0 {
			continue
		}
		m.take(spot{kind: spotPlace, from: f.From, to: f.To, place: m.placeOf(f.Codes)})
	}
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
