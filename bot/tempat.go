package bot

import (
	"strings"

	"tokobot/bot/understand"
	"tokobot/internal/wilayah"
)

// place reads where an act is about: named, or left to what was talked about. A name that fits several places becomes the
// reply's question, and the act waits for the answer; ok is false then.
func (k *talk) place(a understand.Act) (code wilayah.Code, ok bool) {
	for _, p := range a.Places {
		if p.Code != "" {
			k.m.Place = p.Code
			return p.Code, true
		}
		if c, sure := k.likeBefore(p.Candidates); sure {
			k.m.Place = c
			return c, true
		}
		if len(p.Candidates) > 0 {
			k.askWhichPlace(a, p.Candidates)
			return "", false
		}
	}
	return k.basket().destination(k.m.Place), true
}

// likeBefore picks of several places the one that the chat already speaks of.
func (k *talk) likeBefore(candidates []wilayah.Code) (wilayah.Code, bool) {
	known := k.basket().destination(k.m.Place)
	if known == "" {
		return "", false
	}
	var found []wilayah.Code
	for _, c := range candidates {
		if c.Within(known) || known.Within(c) {
			found = append(found, c)
		}
	}
	if len(found) != 1 {
		return "", false
	}
	if known.Within(found[0]) {
		return known, true
	}
	return found[0], true
}

// askWhichPlace asks which of several places is meant.
func (k *talk) askWhichPlace(a understand.Act, candidates []wilayah.Code) {
	if len(candidates) > listMax {
		candidates = candidates[:listMax]
	}
	q := asked{What: askPlace, Expect: understand.ExpectPlace, Places: candidates}
	if k.ask(q, k.placeQuestion(candidates)) {
		k.m.Waiting = []waiting{wait(a)}
	}
}

// placeQuestion words the choice: "Bandung kota atau kabupaten, kak?" where that is all the difference.
func (k *talk) placeQuestion(candidates []wilayah.Code) value {
	if len(candidates) == 2 && candidates[0].Level() == wilayah.Kabupaten && candidates[1].Level() == wilayah.Kabupaten {
		a, b := k.Atlas.Name(candidates[0]), k.Atlas.Name(candidates[1])
		bare := func(s string) string { return strings.TrimPrefix(strings.TrimPrefix(s, "Kabupaten "), "Kota ") }
		if bare(a) == bare(b) {
			return k.n.text("tanya_kota_kabupaten", is("tempat", placed(bare(a), candidates[0])))
		}
	}
	rows := make([]value, 0, len(candidates))
	for i, c := range candidates {
		rows = append(rows, k.n.text("pilihan_tempat", is("nomor", ordinal(i+1)), is("tempat", placed(k.Atlas.Full(c), c))))
	}
	return k.n.text("tanya_tempat", is("daftar", joined(newline, rows...)))
}

// anyOf names what several places have in common: "Malang".
func (k *talk) anyOf(candidates []wilayah.Code) value {
	return placed(k.Atlas.Short(candidates[0]), candidates[0])
}

// placeName is a place as a buyer reads it.
func (k *talk) placeName(c wilayah.Code) value { return placed(k.Atlas.Name(c), c) }

// placeNames are several places in one line.
func (k *talk) placeNames(cs []wilayah.Code) value {
	var out []value
	for _, c := range cs[:min(len(cs), listMax)] {
		out = append(out, k.placeName(c))
	}
	return joined(comma, out...)
}

// placed names a place for an address: down from the kelurahan, each level that matters to a courier.
func (k *talk) placeLine(c wilayah.Code) value { return placed(k.Atlas.Full(c), c) }
