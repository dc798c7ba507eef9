package wilayah

import (
	"slices"
)

// Context says how far the words around make it likely that a word names a place.
type Context uint8

// The contexts.
const (
	Unsaid Context = iota // nothing speaks of places
	Weak                  // the message is about sending, or the word follows "di" or "dari"
	Strong                // a place is meant: behind "ke", "ongkir", "alamat", or the answer to "kirim ke mana?"
	Taken                 // the word belongs to something else, such as a product's name
)

// FindOptions tells Find what is known of the words. Nil or short contexts are those that Cues gives.
type FindOptions struct {
	// Context is each word's; nil lets Find ask Cues.
	Context []Context
	// Base is the least context of every word that is not Taken: Strong where the bot has asked for a place.
	Base Context
	// Address says that the words are an address: streets are passed over, kelurahan count, what lies apart belongs together.
	Address bool
	// Known tells the words that mean something to the shop (products, colours); they are never misspelt places.
	Known func(word string) bool
}

// Match is one place that words name.
type Match struct {
	From, To  int    // the words from From, up to and without To
	Codes     []Code // one: certain. Several: what the words can't tell apart, the likelier first
	Strength  int    // how sure it is that a place is meant, 0 to 100: for choosing between this and another reading
	Exact     bool   // no slip of the pen had to be forgiven
	Collision string // the ordinary word that it could have been instead, "" for none
	Marked    bool   // a word such as kota, kab or kec says that it is a place
}

// Find finds the places that words name, in their order. Words are those of a message in their order, in any case, with
// punctuation at them or as words of their own; what Find says of them it says by their index.
//
// The most specific place named wins, whatever the order ("cibinong bogor", "bogor cibinong"); of one name at several
// levels the highest; equals are candidates. Names that are ordinary words too count only where a place is meant.
func (a *Atlas) Find(words []string, o FindOptions) []Match {
	f := finder{a: a, o: o, words: words, spare: budget}
	f.tokens = f.tokenBuf[:0]
	f.mentions = f.mentionBuf[:0]
	f.spots = f.spotBuf[:0]
	f.read()
	f.scan()
	f.streets()
	var out []Match
	for _, g := range f.settle(f.nest(f.group())) {
		if m, ok := f.match(g); ok {
			if out = append(out, m); len(out) == maxPlaces {
				break
			}
		}
	}
	return f.alone(out)
}

// budget is how many dear look-ups (by spelling, or among kelurahan) one message may cost.
const budget = 160

// maxPlaces is the most places that are read from one message.
const maxPlaces = 16

// finder is one run of Find.
type finder struct {
	a        *Atlas
	o        FindOptions
	words    []string
	tokens   []token
	mentions []mention
	spots    []spot
	spare    int
	glued    []byte

	tokenBuf   [32]token
	mentionBuf [8]mention
	spotBuf    [32]spot
}

// token is a piece of a word: letters and digits without a sign between them.
type token struct {
	key      string
	word     int // the index among words
	ctx      Context
	sep      sep // what stands before it
	mark     mark
	role     role
	ordinary bool
	digits   bool
	street   bool // part of a street's name
	passed   bool // a name that did not fit its neighbours
	owned    bool // part of a name that counts
}

// sep is what stands between two tokens.
type sep uint8

const (
	sepNone sep = iota
	sepSoft     // a comma, a line's end: no name goes across, an address may
	sepHard     // a question mark: nothing goes across
)

// read cuts the words into tokens.
func (f *finder) read() {
	between := sepNone
	for w, text := range f.words {
		start := -1
		for i := 0; i <= len(text); i++ {
			inside := i < len(text) && (fold(text[i]) != 0 || text[i] == '\'' && start >= 0)
			if inside && start < 0 {
				start = i
			}
			if !inside && start >= 0 {
				f.addToken(Key(text[start:i]), w, between)
				start, between = -1, sepNone
			}
			if !inside && i < len(text) {
				between = max(between, sepOf(text[i]))
			}
		}
	}
	contexts := f.o.Context
	if contexts == nil {
		contexts = Cues(f.words)
	}
	for i := range f.tokens {
		t := &f.tokens[i]
		if t.word < len(contexts) {
			t.ctx = contexts[t.word]
		}
		t.ctx = max(t.ctx, f.o.Base)
		if f.o.Address && t.ctx < Strong {
			t.ctx = Weak
		}
	}
}

func sepOf(c byte) sep {
	switch c {
	case '?', '!':
		return sepHard
	case ',', ';', ':', '\n', '/', '(', ')', '|', '+', '&', '@', '"', '*', '>':
		return sepSoft
	}
	return sepNone
}

func (f *finder) addToken(key string, word int, before sep) {
	t := token{key: key, word: word, sep: before, mark: marks[key], role: roles[key]}
	t.digits = key[0] >= '0' && key[0] <= '9'
	t.ordinary = t.role&^(roleMore|roleGlue) != 0 || f.a.ordinary.has(key)
	f.tokens = append(f.tokens, t)
}

// key joins the tokens [i, j), with words that people shorten written out if long is set. It is only good until the next call.
func (f *finder) key(i, j int, long bool) string {
	if j == i+1 && !long {
		return f.tokens[i].key
	}
	f.glued = f.glued[:0]
	for _, t := range f.tokens[i:j] {
		if l, ok := longForms[t.key]; ok && long {
			f.glued = append(f.glued, l...)
		} else {
			f.glued = append(f.glued, t.key...)
		}
	}
	return string(f.glued)
}

// run is how many tokens from i on a name may have: up to a sign, a taken word, at most five.
func (f *finder) run(i int) int {
	n := 0
	for j := i; j < len(f.tokens) && n < maxWords; j++ {
		if t := &f.tokens[j]; t.ctx == Taken || j > i && t.sep != sepNone {
			break
		}
		n++
	}
	return n
}

// maxWords is the most words that a name has, as people write it.
const maxWords = 5

// context is the strongest context among the tokens [i, j).
func (f *finder) context(i, j int) Context {
	c := Unsaid
	for _, t := range f.tokens[i:j] {
		c = max(c, t.ctx)
	}
	return c
}

// known tells whether one of the tokens [i, j) means something else to the shop.
func (f *finder) known(i, j int) bool {
	return f.o.Known != nil && slices.ContainsFunc(f.tokens[i:j], func(t token) bool { return f.o.Known(t.key) })
}

// afford pays for one dear look-up.
func (f *finder) afford() bool {
	f.spare--
	return f.spare >= 0
}
