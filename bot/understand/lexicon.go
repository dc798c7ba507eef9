package understand

import (
	_ "embed"
	"strings"
	"sync"

	"tokobot/internal/bahasa"
)

// A cue is one thing that words can point at: a price, a place where something is asked for, a negation. The cues are the
// names in isyarat.txt and the marks below.
type cue uint8

// cues is a set of cues.
type cues [4]uint64

func (s *cues) add(c cue)     { s[c>>6] |= 1 << (c & 63) }
func (s cues) has(c cue) bool { return s[c>>6]&(1<<(c&63)) != 0 }
func (s cues) empty() bool    { return s == cues{} }
func (s *cues) union(o cues) {
	for i := range s {
		s[i] |= o[i]
	}
}
func (s cues) minus(o cues) cues {
	for i := range s {
		s[i] &^= o[i]
	}
	return s
}
func (s cues) meets(o cues) bool {
	for i := range s {
		if s[i]&o[i] != 0 {
			return true
		}
	}
	return false
}

// marks are the cues that are not words: what kinds of entity a clause has, and its shape.
var marks = []string{"@barang", "@pilihan", "@jumlah", "@tempat", "@kurir", "@layanan", "@metode", "@uang", "@nomor", "@voucher",
	"@hp", "@tanya", "@seru", "@awal", "@pendek", "@satu", "@alamat", "@kategori", "@kapital", "@emoji", "@angka", "@lain", "@sapa", "@bank", "@banyak"}

//go:embed isyarat.txt
var cueText string

// lexicon is the words and phrases of isyarat.txt as a tree over words.
type lexicon struct {
	names  []string
	byName map[string]cue
	tree   phrases[cues]
	near   deleted
	bones  map[string][]string // root words by their consonants
	stand  map[string]string   // words of a cue that say the same, by each the first of them
	taught []taught
	sprout sprout[cues] // the tree while it is learnt
}

// taught is a phrase as it was learnt.
type taught struct {
	words []string
	cue   cue
}

// alike is the cues whose words can stand for each other inside any phrase: "ga sesuai" is "tidak sesuai" is "g sesuai".
var alike = map[string]bool{"TIDAK": true, "BELUM": true, "SUDAH": true, "BERAPA": true, "KALAU": true, "JANGAN": true, "MAU": true,
	"BISA": true, "BAGAIMANA": true, "APA": true, "MANA": true, "KAPAN": true, "KENAPA": true, "DIMANA": true, "KEMANA": true}

// standFor makes the first word of a list stand for the other single ones.
func (l *lexicon) standFor(list string) {
	first := ""
	for phrase := range strings.SplitSeq(list, ",") {
		phrase = strings.TrimSpace(phrase)
		if strings.Contains(phrase, " ") || phrase == "" {
			continue
		}
		if first == "" {
			first = phrase
		}
		if l.stand[phrase] == "" {
			l.stand[phrase] = first
		}
	}
}

// relearn learns each phrase that has such a word once more with the first of its kind.
func (l *lexicon) relearn() {
	for _, t := range l.taught {
		changed := false
		for i, w := range t.words {
			if s := l.stand[w]; s != "" && s != w {
				t.words[i], changed = s, true
			}
		}
		if changed && len(t.words) > 1 {
			l.put(t.words, t.cue)
		}
	}
	l.taught = nil
}

// chatLexicon is the package's lexicon, read once; nothing changes it afterwards.
var chatLexicon = sync.OnceValue(func() *lexicon {
	l := &lexicon{byName: map[string]cue{}, stand: map[string]string{}}
	for _, m := range marks {
		l.define(m)
	}
	for line := range strings.Lines(cueText) {
		head, list, ok := strings.Cut(strings.TrimSpace(line), " : ")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		name := strings.TrimSpace(head)
		if alike[name] {
			l.standFor(list)
		}
		c := l.define(name)
		for phrase := range strings.SplitSeq(list, ",") {
			l.learn(strings.TrimSpace(phrase), c)
		}
	}
	l.relearn()
	l.tree = packed(&l.sprout, func(c cues) cues { return c })
	l.sprout = sprout[cues]{}
	l.near = deletions(l.tree.ids)
	l.bones = map[string][]string{}
	l.tree.beginnings(func(w string) {
		if b := bones(nil, w); len(b) > 1 && len(w) <= 9 {
			l.bones[string(b)] = append(l.bones[string(b)], w)
		}
	})
	return l
})

func (l *lexicon) define(name string) cue {
	c := cue(len(l.names))
	l.names = append(l.names, name)
	l.byName[name] = c
	return c
}

// cue finds a cue by its name; a name that is not there is a fault in the package's own tables.
func (l *lexicon) cue(name string) cue {
	c, ok := l.byName[name]
	if !ok {
		panic("understand: unknown cue " + name)
	}
	return c
}

func (l *lexicon) learn(phrase string, c cue) {
	var words []string
	for _, t := range bahasa.Tokens(nil, phrase) {
		if t.Kind != bahasa.Punct {
			words = append(words, t.Text)
		}
	}
	l.put(words, c)
	l.taught = append(l.taught, taught{words, c})
}

func (l *lexicon) put(words []string, c cue) {
	n := &l.sprout
	for _, w := range words {
		n = n.put(w)
	}
	n.value.add(c)
}

// mostForms bounds the ways to read one phrase's words that are tried.
const mostForms = 3

// longest finds the longest phrase that goes on at j behind at, from where it began; end is 0 when there is none. forms counts how
// often a word was read otherwise than written.
func (l *lexicon) longest(words []word, at branch, from, j, forms int) (end int, found cues) {
	if j > from {
		if c := l.tree.at(at); !c.empty() {
			end, found = j, c
		}
	}
	if j >= len(words) || l.tree.ends(at) {
		return end, found
	}
	w := &words[j]
	if w.Kind == bahasa.Punct && w.Glued && j > from && j+1 < len(words) && words[j+1].Glued && strings.Contains("-./", w.Text) {
		j++
		w = &words[j]
	}
	if j > from && w.Kind == bahasa.Number && w.Text == "2" && w.Glued && l.tree.step(at, "2") == offTree {
		w = &words[j-1] // dateng2 is dateng dateng
	}
	try := func(next branch, cost int) {
		if next == offTree || forms+cost > mostForms {
			return
		}
		if e, f := l.longest(words, next, from, j+1, forms+cost); e > end {
			end, found = e, f
		}
	}
	written := l.tree.step(at, w.Text)
	try(written, 0)
	for i, f := range [...]string{w.stand, w.norm, w.base, w.near} {
		// Where the word stands as it is written, only what says the same may be read instead.
		if f != "" && f != w.Text && (written == offTree || i == 0 || i == 2) {
			try(l.tree.step(at, f), 1)
		}
	}
	return end, found
}

// endings that a word may carry without changing what it points at, with how long the rest must at least be.
var endings = []struct {
	text string
	rest int
}{{"nyaa", 3}, {"nya", 2}, {"ny", 3}, {"kah", 3}, {"lah", 3}, {"kan", 4}, {"ku", 4}, {"mu", 4}, {"pun", 4}, {"an", 4}, {"in", 4}, {"na", 4}, {"e", 5}, {"x", 3}, {"i", 5}, {"mi", 3}, {"pi", 3}, {"ji", 3},
	{"ka", 3}, {"ki", 3}, {"ta", 4}, {"mo", 3}}

// bare strips endings and the passive's di- from a word until the rest is in the set; "" when it never is.
func bare(text string, in func(string) bool) string {
	for _, e := range endings {
		if rest, ok := strings.CutSuffix(text, e.text); ok && len(rest) >= e.rest && in(rest) {
			return rest
		}
	}
	if rest, ok := strings.CutPrefix(text, "di"); ok && len(rest) >= 4 {
		if in(rest) {
			return rest
		}
		return bare(rest, in)
	}
	return ""
}

// normal fills in the other forms of a word: standard spelling, without endings, and the likeliest meant if it is misspelt.
func (l *lexicon) normal(w *word) {
	if w.Kind != bahasa.Word {
		return
	}
	w.stand = l.stand[w.Text]
	in := l.tree.begins
	if in(w.Text) {
		w.base = clitic(w.Text, in) // for phrases that are written with the bare word
		return
	}
	if s, ok := bahasa.Standard(w.Text); ok {
		w.norm = s
		if in(s) {
			return
		}
		w.base = bare(s, in)
	}
	if b := bare(w.Text, in); b != "" {
		w.base = b
		return
	}
	if w.norm == "" && !bahasa.Common(w.Text) {
		if w.base = first(root(w.Text, in), vowels(w.Text, in)); w.base != "" {
			return
		}
	}
	// A word in double letters: makassih, bgtt.
	if s := undouble(w.Text); s != w.Text && in(s) {
		w.base = s
		return
	}
	if l.tree.has(w.Text) {
		return // it stands inside a phrase only
	}
	if w.norm == "" && len(w.Text) >= 3 && !hasVowel(w.Text) {
		w.near = l.vowelless(w.Text)
	}
	if w.near == "" && w.norm == "" && w.base == "" && len(w.Text) >= 5 && len(w.Text) <= longestWord && !bahasa.Known(w.Text) {
		// Slips hardly ever hit the first letter; names of streets and people differ by it from words all the time.
		if near := nearest(&l.near, w.Text, 1); near != "" && near[0] == w.Text[0] && !l.curseOf(w.Text, near) {
			w.near = near
		}
	}
}

// curseOf tells whether a word would only be a curse with one letter changed: Andir is a part of Bandung.
func (l *lexicon) curseOf(word, near string) bool {
	return l.begun(near).has(l.cue("KASAR")) && len(word) == len(near) && !holdsAll(strings.Split(word, ""), strings.Split(near, ""))
}

// begun is the cues of a word that is a phrase by itself.
func (l *lexicon) begun(word string) cues {
	if at := l.tree.step(trunk, word); at != offTree {
		return l.tree.at(at)
	}
	return cues{}
}

func hasVowel(s string) bool { return strings.ContainsAny(s, "aiueo") }

// vowelless finds the word that is meant by its consonants alone, "" when there is none.
func (l *lexicon) vowelless(text string) string {
	best := ""
	var buf [40]byte
	if len(text) > len(buf) {
		return ""
	}
	for _, w := range l.bones[string(bones(buf[:0], text))] {
		if w[0] == text[0] && subsequence(text, w) && (best == "" || len(w) < len(best) || len(w) == len(best) && w < best) {
			best = w
		}
	}
	return best
}

// longestWord is the longest word that is looked at for slips of the pen.
const longestWord = 32

// undouble writes doubled letters once.
func undouble(s string) string {
	for i := 1; i < len(s); i++ {
		if s[i] == s[i-1] {
			b := append(make([]byte, 0, len(s)), s[:i]...)
			for ; i < len(s); i++ {
				if s[i] != s[i-1] {
					b = append(b, s[i])
				}
			}
			return string(b)
		}
	}
	return s
}

// mark finds the phrases of the message and marks the first word of each with its cues and all of them as belonging to it.
func (l *lexicon) mark(m *message) {
	for i := 0; i < len(m.words); {
		end, found := l.longest(m.words, trunk, i, i, 0)
		if end == 0 {
			i++
			continue
		}
		for j := i; j < end; j++ {
			m.words[j].phrase = int16(i + 1)
		}
		m.words[i].cues, m.words[i].until = found, int16(end)
		i = end
	}
}
