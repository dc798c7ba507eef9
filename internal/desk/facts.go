package desk

import (
	"time"

	"tokobot/internal/rupiah"
	"tokobot/internal/shop"
)

// Facts is what a step may look up beyond its turn. It is answered inside the turn's own transaction.
type Facts interface {
	// Card finds a card as it is now.
	Card(id shop.CardID) (shop.Card, bool, error)
	// OpenCards are the open cards of a kind ("" for any) about an order, or about a buyer when order is "".
	OpenCards(kind shop.CardKind, order string, buyer shop.BuyerID) ([]shop.Card, error)
	// GroupCards are a group's open cards, oldest first.
	GroupCards(g shop.Group) ([]shop.Card, error)
	// Replied tells what a message in a group was: a card, a relayed buyer's message, or neither.
	Replied(g shop.Group, messageID string) (Replied, bool, error)

	Order(number string) (shop.Order, bool, error)
	// OrderEnding finds orders whose number ends with tail, newest first, at most ten.
	OrderEnding(tail string) ([]shop.Order, error)
	// OrdersByTotal are the orders with this total in one of the states, oldest first.
	OrdersByTotal(total rupiah.Amount, in ...shop.Status) ([]shop.Order, error)
	// OrdersIn are the orders in one of the states, oldest first.
	OrdersIn(in ...shop.Status) ([]shop.Order, error)
	// OrdersRecorded are the orders recorded in a period, oldest first.
	OrdersRecorded(p shop.Period) ([]shop.Order, error)
	// History is an order's, oldest first.
	History(number string) ([]shop.Event, error)

	Stock(skus ...string) (map[string]shop.Stock, error)
	// AllStock is the stock of every SKU that the book knows, by SKU.
	AllStock() ([]shop.Stock, error)
	// StockBook are the lines of a period, oldest first; sku "" for all.
	StockBook(sku string, p shop.Period) ([]shop.StockLine, error)
	// Cash are the cash book's lines of a period, oldest first.
	Cash(p shop.Period) ([]shop.CashLine, error)
	// CashLine finds a line by its key, and whether another line takes it back.
	CashLine(key string) (line shop.CashLine, takenBack bool, found bool, err error)
	// Balance is all money in less all money out before a moment.
	Balance(before time.Time) (rupiah.Amount, error)
	// BankLine finds a line of a bank statement by its key.
	BankLine(key string) (shop.BankLine, bool, error)
	// BankLines are the bank's book's lines of the days of a period, by day and key.
	BankLines(p shop.Period) ([]shop.BankLine, error)

	Buyer(id shop.BuyerID) (shop.Buyer, shop.Handler, error)
	// Waiting are the buyers who wait for a SKU.
	Waiting(sku string) ([]shop.BuyerID, error)
	// LastOutgoing is the newest message to a buyer whose text contains part, with where its numbers come from.
	LastOutgoing(buyer shop.BuyerID, part string) (text string, from []shop.Source, found bool, err error)
	// WaitsToGo tells whether a message to a buyer still waits to be sent.
	WaitsToGo(message int64) (bool, error)
	// Messages are the newest n messages of a buyer's chat, oldest first.
	Messages(buyer shop.BuyerID, n int) ([]shop.Message, error)
	// Media reads a stored file.
	Media(ref string) ([]byte, error)
	// Outside has slow work done that is none of the books': not in the transaction in which the turn is decided, but before it, and the turn is
	// decided again with what do gave. The first time it is an error. key is all that do depends on,
	// and do asks for no facts.
	Outside(key string, do func() any) (any, error)
}

// Replied is what a message in a staff group was.
type Replied struct {
	Card    shop.CardID
	Buyer   shop.BuyerID // of a relayed message
	Sources []shop.Source
	Text    string
}
