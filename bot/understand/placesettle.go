package understand

import (
	"slices"
	"strings"

	"tokobot/internal/bahasa"
	"tokobot/internal/wilayah"
)

// narrowed makes one place of two of which the later says more, though a sign parts them: "kirim ke bali? denpasar".
func (m *message) narrowed() {
	for i := range m.spots {
		s := &m.spots[i]
		if s.kind != spotPlace || s.to < 0 || s.place.Code == "" {
			continue
		}
		j := s.to
		for j < len(m.tokens) && (m.tokens[j].Kind == bahasa.Punct || m.tokens[j].Kind == bahasa.Word && m.free(j) && j < s.to+6 && (m.cuesAt(j).meets(m.r.cue.particle) || m.tokens[j].Text == "ga" || m.tokens[j].Text == "gak")) {
			j++
		}
		next := m.at(j)
		if j == s.to || next == nil || next.kind != spotPlace || next.place.Code == "" {
			continue
		}
		switch {
		case next.place.Code.Within(s.place.Code):
			s.place = next.place
			m.drop(next)
		case s.place.Code.Within(next.place.Code):
			m.drop(next)
		}
	}
}

// saidAgain takes a name that may mean several places for the one that it is told as behind: "ke Ciledug brp? Ciledug Tangerang ya",
// "sampe sawangan? yg depok", "ke toraja berapa? yang rantepao".
func (m *message) saidAgain() {
	for i := range m.spots {
		s := &m.spots[i]
		if s.kind != spotPlace || s.to < 0 || len(s.place.Candidates) == 0 {
			continue
		}
		for k := range m.spots {
			next := &m.spots[k]
			if next.kind != spotPlace || next.from < s.to || next.to < 0 || next.place.Code == "" {
				continue
			}
			if slices.Contains(s.place.Candidates, next.place.Code) || m.toldApart(next.from) && slices.ContainsFunc(s.place.Candidates, next.place.Code.Within) {
				s.place = next.place
				m.drop(next)
				break
			}
			if m.toldApart(next.from) {
				if fit := slices.DeleteFunc(slices.Clone(s.place.Candidates), func(c wilayah.Code) bool { return !c.Within(next.place.Code) }); len(fit) > 0 {
					s.place = m.placeOf(fit)
					m.drop(next)
					break
				}
			}
		}
	}
}

// toldApart tells whether a word stands in front that tells one of several: "yg depok".
func (m *message) toldApart(i int) bool {
	b := m.before(i)
	if b >= 0 && m.tokens[b].Text == "di" {
		b = m.before(b)
	}
	return b >= 0 && slices.Contains(relatives, m.tokens[b].Text)
}

// kindSaid makes the kota or the kabupaten of a name that may be both, when the word for one stands by itself: "ke Probolinggo, yang kota".
func (m *message) kindSaid() {
	for i := range m.words {
		w, _ := strings.CutSuffix(m.words[i].Text, "nya")
		if strings.HasPrefix(w, "kota") && slices.Contains(theEndings, w[len("kota"):]) {
			w = "kota" // "malang kotanya"
		}
		if w != "kota" && w != "kab" && w != "kabupaten" && w != "kodya" || !m.free(i) || i == 0 {
			continue
		}
		if b := m.tokens[i-1].Text; b != "yang" && b != "yg" && b != "di" && b != "bagian" && b != "sing" && b != "nu" {
			continue
		}
		if i+1 < len(m.tokens) && m.tokens[i+1].Kind == bahasa.Word && !m.cuesAt(i+1).meets(m.r.cue.particle) && !m.cuesAt(i+1).meets(placeCues().asks) {
			continue
		}
		for k := range m.spots {
			s := &m.spots[k]
			if s.kind != spotPlace || s.to < 0 || s.from > i || len(s.place.Candidates) != 2 {
				continue
			}
			fit := slices.DeleteFunc(slices.Clone(s.place.Candidates), func(c wilayah.Code) bool {
				return c.Level() != wilayah.Kabupaten || strings.HasPrefix(m.r.atlas.Name(c), "Kota") != strings.HasPrefix(w, "ko")
			})
			if len(fit) == 1 {
				s.place = m.placeOf(fit)
			}
		}
	}
}

// fromWords stand in front of where a parcel comes from.
var fromWords = []string{"dari", "dr", "dri", "asal", "from"}

// dropOrigin forgets where a parcel comes from when it is said where it goes to: "dari Bekasi ke Cilandak berapa".
func (m *message) dropOrigin() {
	for i := range m.spots {
		s := &m.spots[i]
		if s.kind != spotPlace || s.to >= len(m.tokens) || s.from == 0 || !slices.Contains(fromWords, m.tokens[s.from-1].Text) {
			continue
		}
		if next := m.at(s.to + 1); next != nil && next.kind == spotPlace && m.words[s.to].cues.has(m.r.cue.to) {
			m.drop(s)
		}
	}
}

// denials stand in front of the place that is not meant.
var denials = []string{"bukan", "bkn", "dudu", "sanes", "lain"}

// dropDenied forgets a place that is said not to be meant beside one that is: "bukan Banyumanik, yang benar Tembalang", "di Sewon bukan Kasihan".
func (m *message) dropDenied() {
	if m.count(spotPlace) < 2 {
		return
	}
	for i := range m.spots {
		s := &m.spots[i]
		if s.kind != spotPlace || s.to < 0 || s.from == 0 {
			continue
		}
		b := s.from - 1
		if w := m.tokens[b].Text; b > 0 && (w == "di" || w == "ke") {
			b--
		}
		if slices.Contains(denials, m.tokens[b].Text) && m.count(spotPlace) > 1 {
			m.drop(s)
		}
	}
}
