package understand

import (
	"tokobot/internal/bahasa"
	"tokobot/internal/rupiah"
)

// message is one message while it is read.
type message struct {
	r         *Reader
	ctx       Context
	text      string // cleaned
	tokens    []bahasa.Token
	words     []word // the tokens with what is known of each
	terms     []term
	spots     []spot // what the words name, in their order, never over each other
	lines     []line // the products among them
	cs        []clause
	units     []unit
	parts     []uint32 // pieces of unknown words
	lastSigns sign     // behind the last unit
	lat       lattice
	faq       faqSearch
	ofMoney   bool    // it has a word about paying
	block     *block  // the first address, nil when there is none
	blocks    []block // all addresses
}

// addressSpot marks a word that belongs to an address.
const addressSpot = -1

// listSpot marks a number that only counts the lines of a list.
const listSpot = -3

// word is a token with its other forms and what it points at.
type word struct {
	bahasa.Token
	norm  string // standard spelling, "" when it is the same
	base  string // without endings, "" when none was found
	near  string // what it may be a misspelling of
	stand string // the first of the words that say the same
	cues  cues   // of the phrase that begins here
	until int16  // where that phrase ends
	// phrase is the index + 1 of the word that begins the phrase this one belongs to; 0 for none.
	phrase int16
	spot   int16 // index + 1 of the spot that it belongs to; 0 for none
}

// spotKind is what a spot names.
type spotKind uint8

const (
	spotProduct  spotKind = iota // a product's name; line tells
	spotOption                   // an option
	spotQuantity                 // how many
	spotAmount                   // rupiah
	spotPhone
	spotOrder
	spotVoucher
	spotCourier
	spotService
	spotMethod
	spotBank // a bank or wallet that the shop does not have
	spotPlace
	spotPostcode
	spotDigits // an account or tracking number
	spotCategory
)

// spot is a stretch of words that names something.
type spot struct {
	kind     spotKind
	from, to int
	code     string // courier, service, method, order, voucher, phone, category
	code2    string // a service's courier where it is the only one
	foreign  bool   // a courier or way to pay that the shop does not have
	amount   rupiah.Amount
	quantity bahasa.Quantity
	products []int32 // spotProduct: what it may be, ascending
	exact    bool    // spotProduct: a whole name or alias
	phrase   int32   // spotOption
	more     []int32 // spotOption: those up to the last of "37-40"
	inner    []int32 // spotProduct: options said inside the name
	partial  bool    // spotOption: only fits next to a product that has it
	place    Place
	line     int // spotProduct, spotOption, spotQuantity: index + 1 in lines once known
}

// take makes a spot of words, unless one of them is taken.
func (m *message) take(s spot) bool {
	for i := s.from; i < s.to; i++ {
		if m.words[i].spot != 0 {
			return false
		}
	}
	m.spots = append(m.spots, s)
	for i := s.from; i < s.to; i++ {
		m.words[i].spot = int16(len(m.spots))
	}
	return true
}

// free tells whether no spot has the word.
func (m *message) free(i int) bool { return m.words[i].spot == 0 }

// at is the spot of a word, nil for none.
func (m *message) at(i int) *spot {
	if i < 0 || i >= len(m.words) || m.words[i].spot <= 0 {
		return nil
	}
	return &m.spots[m.words[i].spot-1]
}

// cuesAt are the cues of the phrase that the word belongs to.
func (m *message) cuesAt(i int) cues {
	if i < 0 || i >= len(m.words) || m.words[i].phrase == 0 {
		return cues{}
	}
	return m.words[m.words[i].phrase-1].cues
}

// raw is the text of words as it was written.
func (m *message) raw(from, to int) string {
	if from >= to {
		return ""
	}
	return m.text[m.tokens[from].From:m.tokens[to-1].To]
}

// before is the index of the nearest word or number in front of i in the same sentence, -1 for none.
func (m *message) before(i int) int {
	for i--; i >= 0; i-- {
		switch m.tokens[i].Kind {
		case bahasa.Word, bahasa.Number:
			return i
		case bahasa.Break:
			return -1
		}
	}
	return -1
}
