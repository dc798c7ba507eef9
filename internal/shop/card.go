package shop

import (
	"fmt"
	"time"
)

// Group is a staff group; the words are a published interface (INTERFACES.md).
type Group string

// The five groups.
const (
	Finance   Group = "keuangan"
	Warehouse Group = "gudang"
	Shipping  Group = "pengiriman"
	CS        Group = "cs"
	Owner     Group = "pemilik"
)

// Groups are all groups in the order in which they are shown.
var Groups = [...]Group{Finance, Warehouse, Shipping, CS, Owner}

// CardID is our own name of a card, short enough for a button's data. Turn.NewCard makes it.
type CardID string

// Card is one piece of work in a staff group. It is drawn by package card from Kind, Data and Decisions, and carried as it
// is drawn: Text, Media and Buttons are what the group sees now.
type Card struct {
	ID      CardID
	Version int // counts changes; a change names the version it was decided on
	Kind    CardKind
	Group   Group
	Order   string
	Buyer   BuyerID
	Open    bool // somebody still has to act
	Text    string
	Media   *Media
	Buttons [][]Button // rows
	Data    []byte     // JSON of the card's kind, for redrawing
	// Decisions are appended, never changed: who, what, when.
	Decisions []Press
	CreatedAt time.Time
	AskAt     time.Time // when it is asked for again if still open; zero for never
	Asked     int       // how often it was
}

// CardKind names what a card is about.
type CardKind string

// The kinds of card.
const (
	CardPayment CardKind = "payment"
	CardDeposit CardKind = "deposit" // titipan: money that fits no order
	CardCredit  CardKind = "credit"  // a buyer's money that is in the cash book and pays nothing yet
	CardRefund  CardKind = "refund"
	CardPacking CardKind = "packing"
	CardParcel  CardKind = "parcel"
	CardCall    CardKind = "call"
	CardPick    CardKind = "pick" // several matches, choose one
	CardCatalog CardKind = "catalog"
	CardDraft   CardKind = "draft" // a message to a buyer that the bot may not send now
)

// Button is what staff press. Verb is the program's word for it, Label what is read.
type Button struct {
	Verb  string `json:"verb"`
	Label string `json:"label"`
}

// Press is one decision on a card.
type Press struct {
	Verb string    `json:"verb"`
	By   string    `json:"by"`
	At   time.Time `json:"at"`
	Note string    `json:"note,omitempty"`
}

// DraftCard names the card that shows a waiting message as a draft.
func DraftCard(message int64) CardID { return CardID(fmt.Sprintf("draf.%d", message)) }

// NewCard names the nth card that a turn makes; the same work makes the same name.
func (t Turn) NewCard(n int) CardID { return CardID(fmt.Sprintf("%s.%d", t.Key(), n)) }
