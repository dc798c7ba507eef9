package understand

import (
	"slices"
	"strings"

	"tokobot/internal/bahasa"
)

// strayPlaces gives a place that no act shows, because its clause means something else, to the act that it belongs to: to a question about
// sending without a place ("kita ada di Malalayang, ongkir berapa?"), and in an order to where it goes. A message of hardly more than places is an
// address: "bukan Banyumanik, yang benar Tembalang".
func (m *message) strayPlaces(ds []draft) []draft {
	for i := range m.spots {
		s := &m.spots[i]
		if s.kind != spotPlace || s.to < 0 || m.shown(ds, s.place) {
			continue
		}
		k := m.clauseOf(s.from)
		if k < 0 || m.origin(&m.cs[k], s.from) || m.partOfName(&m.cs[k], s.from) {
			continue
		}
		at := m.draftAt(ds, k)
		led := s.from > 0 && m.cuesAt(m.before(s.from)).meets(m.r.cue.leading)
		b := max(0, m.before(s.from))
		where := s.from > 0 && (m.cuesAt(b).meets(placeCues().where) || slices.Contains(toWords, m.tokens[b].Text))
		if at < len(ds) && ds[at].clause == k && ds[at].Intent == AskFAQ && where && m.has(&ds[at], m.r.cue.sending) {
			d := &ds[at].Act // "bisa kirim ke Ambon?" asks more than the owner's "bisa kirim ke luar negeri?"
			intent := AskShippingCost
			if m.onlyWhether(m.cs[k].from, m.cs[k].to) {
				intent = AskCouriers
			}
			*d = Act{Intent: intent, Places: []Place{s.place}, Words: d.Words}
			continue
		}
		if q := max(m.sendingQuestion(ds, at-1, false), m.sendingQuestion(ds, at, false)); q >= 0 && (led || where) && (m.cs[ds[q].clause].ends == "?" || m.has(&ds[q], m.r.cue.asker)) {
			ds[q].Places = append(ds[q].Places, s.place)
			continue
		}
		if m.onlyPlaces() && len(ds) == 1 && (ds[0].Intent == OutOfScope || ds[0].Intent == Deny || ds[0].Intent == Affirm) && m.lastPlace(i) {
			p := s.place
			return []draft{{Act: Act{Intent: GiveAddress, Address: &Address{Place: &p}, Words: ds[0].Words}, clause: ds[0].clause}}
		}
		if led && m.buys(ds) && !slices.ContainsFunc(ds, func(d draft) bool { return d.Intent == GiveAddress }) {
			p := s.place
			ds = slices.Insert(ds, at, draft{Act: Act{Intent: GiveAddress, Address: &Address{Place: &p}, Words: strings.TrimSpace(m.raw(s.from, s.to))}, clause: -1})
		}
	}
	return ds
}

// shown tells whether an act names a place, or one that it lies in or that lies in it.
func (m *message) shown(ds []draft, p Place) bool {
	same := func(o Place) bool {
		if p.Code != "" && o.Code != "" {
			return p.Code.Within(o.Code) || o.Code.Within(p.Code)
		}
		return p.Code == o.Code && slices.Equal(p.Candidates, o.Candidates)
	}
	for i := range ds {
		if slices.ContainsFunc(ds[i].Places, same) || ds[i].Address != nil && ds[i].Address.Place != nil && same(*ds[i].Address.Place) {
			return true
		}
	}
	return false
}

// draftAt is where among the drafts one of clause k stands, or would stand.
func (m *message) draftAt(ds []draft, k int) int {
	for i := range ds {
		if ds[i].clause >= k {
			return i
		}
	}
	return len(ds)
}

// buys tells whether goods are ordered or how they are sent or paid is chosen.
func (m *message) buys(ds []draft) bool {
	return slices.ContainsFunc(ds, func(d draft) bool {
		return d.Intent == Order || d.Intent == ChangeOrder || d.Intent == ChooseCourier || d.Intent == ChoosePayment
	})
}

// lastPlace tells whether no place is named behind spot i.
func (m *message) lastPlace(i int) bool {
	return !slices.ContainsFunc(m.spots, func(s spot) bool { return s.to >= 0 && s.kind == spotPlace && s.from > m.spots[i].from })
}

// onlyPlaces tells whether a message has hardly a word beside its places.
func (m *message) onlyPlaces() bool {
	a := addressLexicon()
	for i := range m.words {
		if s := m.at(i); s != nil && s.kind == spotPlace {
			continue
		}
		w := &m.words[i]
		if w.Kind != bahasa.Word && w.Kind != bahasa.Number || w.Text != "" && (a.of("tutur", w.Text) || a.of("buka", w.Text)) || m.cuesAt(i).meets(m.r.cue.particle) {
			continue
		}
		return false
	}
	return true
}
