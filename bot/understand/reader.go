package understand

import (
	"strings"
	"sync"

	"tokobot/catalog"
	"tokobot/internal/bahasa"
	"tokobot/internal/wilayah"
)

// Reader reads messages against one catalog. It never changes, so any number of goroutines may use it at once.
type Reader struct {
	cat       *catalog.Catalog
	atlas     *wilayah.Atlas
	lex       *lexicon
	cue       *keyCues
	index     *index
	names     names // couriers, services, ways to pay
	vouchers  map[string]string
	faq       faqIndex
	rules     *ruleIndex
	weights   *weights
	orderCode string
	pool      *sync.Pool // of *message
}

// ReadAhead reads the words that belong to no shop, which New would wait for: a goroutine of it saves time while a catalog is loaded.
func ReadAhead() { chatTopics() }

// New prepares a reader for a catalog.
func New(cat *catalog.Catalog, atlas *wilayah.Atlas) *Reader {
	r := &Reader{cat: cat, atlas: atlas, lex: chatLexicon(), orderCode: strings.ToUpper(cat.Shop.Code)}
	r.cue = chatCues()
	r.rules, r.weights = intentRuleIndex(), chatWeights()
	r.index = newIndex(cat)
	r.names = newNames(cat)
	r.vouchers = make(map[string]string, len(cat.Promos))
	for _, p := range cat.Promos {
		r.vouchers[strings.ToLower(p.Code)] = p.Code
	}
	r.faq = newFAQIndex(cat)
	r.pool = &sync.Pool{New: func() any { return new(message) }}
	return r
}

// Read tells what a message means. The acts are in the order in which the message makes them; a message that says nothing
// has none, and one that can't be understood is an OutOfScope.
func (r *Reader) Read(text string, ctx Context) []Act {
	m := r.pool.Get().(*message)
	defer r.pool.Put(m)
	m.begin(r, text, ctx)
	if len(m.tokens) == 0 {
		return nil
	}
	m.scan()
	if acts, ok := m.answer(); ok {
		return acts
	}
	return m.acts()
}

// meaning tells whether a word means something here, so that it is no misspelt place.
func (r *Reader) meaning(word string) bool {
	if _, ok := r.index.vocab[word]; ok || r.lex.tree.has(word) || bahasa.Known(word) {
		return true
	}
	a := addressLexicon()
	return a.of("gedung", word) || a.of("rumah", word) || a.of("bukan", word)
}

// begin cuts the message into words.
func (m *message) begin(r *Reader, text string, ctx Context) {
	m.r, m.ctx, m.text, m.block, m.blocks = r, ctx, bahasa.Clean(text), nil, nil
	m.tokens = bahasa.Tokens(m.tokens[:0], m.text)
	m.words, m.spots, m.lines, m.terms = m.words[:0], m.spots[:0], m.lines[:0], m.terms[:0]
	for _, t := range m.tokens {
		w := word{Token: t}
		if s, ok := r.cat.Words[t.Text]; ok {
			w.norm = s
		}
		r.lex.normal(&w)
		m.words = append(m.words, w)
	}
	r.lex.mark(m)
}

// scan finds what the words name. The surest come first: what one kind takes is not looked at by the next.
func (m *message) scan() {
	m.scanNamed()
	m.cutUnits()
	m.cs = m.clauses()
	m.buildLines()
}

func (m *message) scanNamed() {
	m.scanVouchers()
	m.scanNumbers()
	m.findAddress()
	m.scanNames()
	m.scanDoor()
	m.terms = canon(m.terms, m.tokens)
	m.scanListMarks()
	m.surePlaces()
	m.scanProducts()
	m.oneThing()
	m.narrowBehind()
	m.settleOptions()
	m.scanPlaces()
	m.scanQuantities()
	m.dropWritten()
	m.sortSpots()
}
