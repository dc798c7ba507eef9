package bot

import (
	"time"

	"tokobot/internal/rupiah"
	"tokobot/internal/shop"
)

// Facts is what a step may look up beyond its turn. It is answered inside the turn's own transaction.
type Facts interface {
	// Stock tells the stock of SKUs; one that the book does not know has none.
	Stock(skus ...string) (map[string]shop.Stock, error)
	// Order finds an order by its number, of any buyer.
	Order(number string) (shop.Order, bool, error)
	// LastOrderNumber is the highest number that starts with prefix ("MLT-1123-"), or "".
	LastOrderNumber(prefix string) (string, error)
	// OpenTotals are the totals between low and high of orders that await money.
	OpenTotals(low, high rupiah.Amount) ([]rupiah.Amount, error)
	// TotalsSince are the totals between low and high of orders that were recorded since a moment, whatever became of them.
	TotalsSince(low, high rupiah.Amount, since time.Time) ([]rupiah.Amount, error)
	// VoucherUses counts the uses of a voucher that hold.
	VoucherUses(code string) (int, error)
	// Waits are the SKUs whose return a buyer waits for.
	Waits(buyer shop.BuyerID) ([]string, error)
	// Messages are the last n messages of a buyer's chat, oldest first.
	Messages(buyer shop.BuyerID, n int) ([]shop.Message, error)
	// ProofsLike are remembered proofs that are the same file or look alike.
	ProofsLike(m shop.Media) ([]shop.Proof, error)
	// OpenCards are the open cards of a kind about an order, or about a buyer when order is "".
	OpenCards(kind shop.CardKind, order string, buyer shop.BuyerID) ([]shop.Card, error)
	// LastEvent is the newest history line of an order whose What starts with what.
	LastEvent(number, what string) (shop.Event, bool, error)
}
