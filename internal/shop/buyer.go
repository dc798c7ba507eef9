package shop

import "time"

// BuyerID is our own number for a buyer. A buyer has one or more addresses (phone, LID) and is never one of them.
type BuyerID int64

// Buyer is whom the shop talks to.
type Buyer struct {
	ID        BuyerID
	Name      string // as the channel shows it
	Address   string // where messages to the buyer go: digits of a phone (62812…) or a LID address
	Phone     string // 62812… when known
	Recipient *Recipient
	OptedOut  bool // "berhenti": the shop begins nothing
	FirstSeen time.Time
}

// Handler says who answers in a chat. The words are a published interface (INTERFACES.md).
type Handler string

// The two who can answer.
const (
	Bot   Handler = "bot"
	Human Handler = "human"
)

// Message is one line of a chat as people look back at it.
type Message struct {
	ID       string // the channel's
	At       time.Time
	FromShop bool
	Kind     Kind
	Text     string
	Media    *Media
}
