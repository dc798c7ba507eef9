package understand

import (
	"slices"
	"strconv"
	"strings"

	"tokobot/internal/bahasa"
)

// softOptions finds options of certain products that are misspelt or named in part.
func (m *message) softOptions(products []int32, from, to int) {
	for i := from; i < to; i++ {
		w := &m.words[i]
		if w.Kind != bahasa.Word || !m.free(i) || len(w.Text) < 3 || w.phrase != 0 || w.base != "" {
			continue
		}
		if phrase, ok := m.softOption(products, w.Text); ok {
			m.take(spot{kind: spotOption, from: i, to: i + 1, phrase: phrase})
		}
	}
}

// softOption finds the one option of the products that a word is part of, or else is a misspelling of.
func (m *message) softOption(products []int32, text string) (phrase int32, ok bool) {
	if phrase, ok = m.partOption(products, text); !ok {
		if rest := clitic(text, func(s string) bool { _, ok := m.partOption(products, s); return ok }); len(rest) > 3 {
			return m.partOption(products, rest) // "marunnya"
		}
	}
	return phrase, ok
}

// partOption is softOption for a word without endings.
func (m *message) partOption(products []int32, text string) (phrase int32, ok bool) {
	o := &m.r.index.options
	type axisOption struct{ axis, option int16 }
	var inPart, misspelt, both map[axisOption]int32
	put := func(set *map[axisOption]int32, po productOption) {
		if *set == nil {
			*set = map[axisOption]int32{}
		}
		(*set)[axisOption{po.axis, po.option}] = po.phrase
	}
	key := text
	if syn := padanan().next[text]; syn != nil && len(syn.phrase) == 1 {
		key = syn.phrase[0]
	}
	other := sizeWords[key]
	for _, p := range products {
		for _, po := range o.of[p] {
			name := o.texts[po.phrase]
			switch {
			case hasWord(name, key), other != "" && name == other:
				put(&inPart, po)
			case misspells(text, name), len(text) >= 4 && strings.HasPrefix(name, text):
				put(&misspelt, po)
			}
		}
		both = inPart
		if len(both) == 0 && !bahasa.Known(text) {
			both = misspelt
		}
		if len(both) == 1 {
			for _, ph := range both {
				return ph, true
			}
		}
	}
	return 0, false
}

// sizeWords is what the letter of a size may stand for in goods that have no letters.
var sizeWords = map[string]string{"s": "kecil", "m": "sedang", "l": "besar", "kecil": "s", "sedang": "m", "besar": "l", "alit": "kecil", "leutik": "kecil", "cilik": "kecil"}

func hasWord(name, w string) bool {
	for f := range strings.FieldsSeq(name) {
		if f == w {
			return true
		}
	}
	return false
}

// misspells tells whether text is a slip of name, or name without vowels.
func misspells(text, name string) bool {
	if len(text) < 4 || len(name) < 4 || strings.Contains(name, " ") || text[0] != name[0] {
		return len(text) >= 3 && len(name) > len(text) && text[0] == name[0] && sameBones(text, name)
	}
	limit := 1
	if len(name) >= 7 {
		limit = 2
	}
	return distance(text, name, limit) <= limit || sameBones(text, name)
}

func sameBones(text, name string) bool {
	var a, b [64]byte
	if len(text) > 60 || len(name) > 60 {
		return false
	}
	x, y := bones(a[:0], text), bones(b[:0], name)
	return len(x) > 1 && string(x) == string(y) && len(text) < len(name) && subsequence(text, name)
}

// localOption reads an option that none of the goods named comes in as a part of the name of one that they do come in: "box yang pink" is
// Dusty Pink, although another product comes in Pink.
func (m *message) localOption(s *spot) {
	if s.kind != spotOption || s.to != s.from+1 || m.tokens[s.from].Kind != bahasa.Word {
		return
	}
	if large, size := extremes[m.tokens[s.from].Text]; size {
		if p := m.nearestFront(s.from); p != nil && len(p.products) == 1 && s.from < m.reach(p.to) && !m.fits(p.products, []int32{s.phrase}) {
			if phrase := m.extremeOf(p.products[0], large); phrase >= 0 {
				s.phrase, s.partial = phrase, false // "maizena yang kecil", where another comes in Kecil
				return
			}
		}
	}
	if p := m.nearestFront(s.from); p != nil && len(p.products) == 1 && p.to <= s.from && s.from-p.to < 2 && !m.parted(p.to, s.from) && !m.fits(p.products, []int32{s.phrase}) {
		if phrase, ok := m.softOption(p.products, m.tokens[s.from].Text); ok {
			s.phrase = phrase // "kep hitam" is Hitam Polos, although other goods named come in Hitam
			return
		}
	}
	if m.owned(s.phrase) {
		return
	}
	for i := range m.spots {
		p := &m.spots[i]
		if p.kind != spotProduct || p.to < 0 || len(p.products) > most || s.from < max(0, p.from-3) || s.from >= p.to+8 {
			continue
		}
		if phrase, ok := m.softOption(p.products, m.tokens[s.from].Text); ok {
			s.phrase = phrase
			return
		}
	}
}

// refused tells whether an option's name stands behind "bukan", and another on the same axis comes in its place: "bukan item, yang abu".
func (m *message) refused(s *spot) bool {
	b := m.before(s.from)
	if b < 0 || m.tokens[s.from].Kind != bahasa.Word || !m.words[b].cues.meets(m.r.cue.not) {
		return false
	}
	o := &m.r.index.options
	return slices.ContainsFunc(m.spots, func(x spot) bool {
		return x.kind == spotOption && x.to > 0 && x.phrase != s.phrase && o.axis(x.phrase) == o.axis(s.phrase)
	})
}

// thousandOption reads an amount that only counts what an option measures: "20rb mah" is 20000 mAh.
func (m *message) thousandOption(products []int32, end, from int) {
	for i := from; i < end; i++ {
		s := m.at(i)
		if s == nil || s.kind != spotAmount || s.from != i || s.to >= len(m.tokens) || !m.free(s.to) {
			continue
		}
		name := strconv.FormatInt(int64(s.amount), 10) + " " + m.tokens[s.to].Text
		for _, p := range products {
			for _, po := range m.r.index.options.of[p] {
				if m.r.index.options.texts[po.phrase] == name {
					s.kind, s.phrase, s.amount = spotOption, po.phrase, 0
					return
				}
			}
		}
	}
}

// abangOption takes "abang" right behind goods that come in red as the colour, as Javanese has it, where more follows: "tas serut abang loro".
func (m *message) abangOption(products []int32, i int) {
	if i+1 >= len(m.tokens) || m.tokens[i].Text != "abang" || !m.free(i) || m.tokens[i+1].Kind > bahasa.Number {
		return
	}
	if phrase, used := m.r.index.options.find([]term{{key: "merah"}}); used > 0 && m.fits(products, []int32{phrase}) {
		m.take(spot{kind: spotOption, from: i, to: i + 1, phrase: phrase})
	}
}
