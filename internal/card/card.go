package card

import (
	"time"

	"tokobot/internal/rupiah"
	"tokobot/internal/shop"
)

// Payment is what a payment card shows: a proof or claim of money for an order. Deposits (money that fits no order) have an
// empty Order.
type Payment struct {
	Order  shop.Order
	Buyer  shop.Buyer
	Proof  *shop.Media   // nil for a claim without a picture
	Words  string        // what the buyer wrote with it
	Claim  rupiah.Amount // the amount that the buyer named; 0 for none
	Doubts []string      // what makes it doubtful, each a plain Indonesian sentence
}

// Call is what a call card shows.
type Call struct {
	Buyer    shop.Buyer
	Why      string // Indonesian, one line
	Messages []shop.Message
	Orders   []shop.Order // open ones
	// Silent says that the bot stays silent until the card is given back; false for a picture that is only shown.
	Silent bool
}

// Place is how a card is told about things that only the catalog or the atlas know: names of payment methods and places.
type Place func(shop.Recipient) string

// When is the moment at which a card is made, and when it is asked for again if nobody touches it (zero for never).
type When struct{ Now, AskAt time.Time }
