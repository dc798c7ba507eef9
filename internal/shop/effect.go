package shop

import (
	"time"

	"tokobot/internal/rupiah"
)

// Effect is one consequence of a decision. The store carries out those that touch the books and writes those that touch
// the world into the outbox, all in one transaction. A guard that refuses makes the turn be decided again on fresh facts.
type Effect interface{ effect() }

// FromStock begins the origin of a stock figure; the SKU follows. In the outbox the line of the stock book stands behind it.
const FromStock = "stok "

// Source is where a number in an outgoing message comes from: file and line of the catalog, an order, a stock-book line.
type Source struct {
	Text string `json:"text"` // as it stands in the message: Rp45.000
	From string `json:"from"` // "produk.yaml:12@a1b2c3", "order MLT-1123-0007", "stok PSM-HITAM, baris 57 buku stok (…)"
}

// File is something that the program made, to be sent: a label, a recap, a picture.
type File struct {
	Name string
	MIME string
	Data []byte
}

// AlbumMost is how many files can go as one; it is Telegram's bound.
const AlbumMost = 10

// Effects that reach people.
type (
	// Say sends a message to a buyer. Media (already stored) or File (made now) goes with the text as its caption.
	Say struct {
		Key   string
		Buyer BuyerID
		Text  string
		Media *Media
		File  *File
		Quote string // id of the buyer's message that is answered, where it matters which
		// Begun says that the shop begins: not to a buyer who opted out.
		Begun bool
		// By is the staff member whose words these are; "" for the bot's own.
		By      string
		Sources []Source
	}
	// ShowCard puts a new card before its group. Card.ID comes from Turn.NewCard. A File made now becomes the card's Media.
	ShowCard struct {
		Card Card
		File *File
	}
	// RedrawCard writes the card as it is now, if its Version is still Card.Version, and shows it.
	RedrawCard struct{ Card Card }
	// Tell sends a message to a staff group. A message relayed for a buyer carries Buyer, so that replying to it answers.
	Tell struct {
		Key   string
		Group Group
		Text  string
		Media *Media
		File  *File
		// Album are files made now that go as one, with Text under the last; at most AlbumMost.
		Album   []File
		Buyer   BuyerID
		Card    CardID // shown under this card; replying to it is replying to the card
		ReplyTo int64  // input that it answers; 0 for none
		Sources []Source
		// For is how long it is of use: what can't be sent in that time is not sent at all. 0 is for ever.
		For time.Duration
	}
	// Toast answers a press, to the one who pressed.
	Toast struct {
		Key   string
		Group Group
		Input int64
		Text  string
	}
)

// Effects on the books.
type (
	// RecordOrder writes a new order, reserves its stock and uses its voucher's quota. Refused when the number exists,
	// a piece is missing, the quota is used up, or another open order has the same total and both have unique codes.
	RecordOrder struct {
		Order Order
		Event Event
		// Quota is the voucher's bound, 0 for none.
		Quota int
	}
	// SaveOrder writes the order as it is now, if its Version is still Order.Version, with a line of its history.
	// The voucher's use is given back when the order becomes cancelled or expired, and taken again when it is revived.
	SaveOrder struct {
		Order Order
		Event Event
	}
	// LogOrder adds a line to an order's history and changes nothing else.
	LogOrder struct {
		Number string
		Event  Event
	}
	// MoveStock changes the stock of a SKU by a line of the stock book. Refused below zero on hand or reserved; with
	// Strict also when less than the reserved would be left.
	MoveStock struct {
		Key    string
		SKU    string
		OnHand int
		// Reserved is the change of what is promised to orders.
		Reserved int
		Why      StockWhy
		Order    string
		By       string
		Note     string
		Strict   bool
	}
	// BookCash writes a line of the cash book; a known key is not written again.
	BookCash struct{ Line CashLine }
	// BookBank writes a line of a bank statement; a known key only has its Order set, where it had none.
	BookBank struct{ Line BankLine }
	// KeepProof remembers a proof.
	KeepProof struct{ Proof Proof }
)

// Effects on people and time.
type (
	// SaveBuyer writes the buyer's name, recipient and wish not to be written to.
	SaveBuyer struct{ Buyer Buyer }
	// HandOver says who answers the buyer from now on.
	HandOver struct {
		Buyer BuyerID
		To    Handler
	}
	// SetTimer makes the timer's line have a turn at its time, or moves it there.
	SetTimer struct{ Timer Timer }
	// CancelTimer forgets a timer; an unknown key is fine.
	CancelTimer struct{ Key string }
	// Wait notes that a buyer wants to be told when a SKU is there again; Unwait ends it.
	Wait struct {
		Buyer BuyerID
		SKU   string
	}
	// Unwait ends a Wait.
	Unwait struct {
		Buyer BuyerID
		SKU   string
	}
	// Drafted notes that a message to a buyer, which waits to be sent, is shown to the staff as a draft. Refused when it does
	// not wait any more.
	Drafted struct{ Message int64 }
	// Withdraw takes back a draft: it will not be sent. ByHand says that a person sent it, so it was said all the same. What
	// was sent or taken back before is left alone.
	Withdraw struct {
		Message int64
		ByHand  bool
	}
	// Forget deletes what is known of a buyer: name, phone, addresses in orders, messages. The books keep amounts.
	Forget struct{ Buyer BuyerID }
	// PairGroup ties a chat of the staff's channel to a group.
	PairGroup struct {
		Group Group
		Chat  string
	}
	// AskWhatsApp asks how the shop's number stands, and for a code to link it with where none is linked.
	AskWhatsApp struct{}
	// CatalogAction asks for an owner's catalog file to be applied or undone; Ref names the stored upload.
	CatalogAction struct {
		Action string // apply, undo
		Ref    string
		Name   string
	}
)

// Want is a SKU and how many of it, for asking the books.
type Want struct {
	SKU string
	Qty int
}

// Period is a span of time, From inclusive, To exclusive.
type Period struct{ From, To time.Time }

// Sum is money and how many lines it is the sum of.
type Sum struct {
	Amount rupiah.Amount
	Lines  int
}

func (Say) effect()           {}
func (ShowCard) effect()      {}
func (RedrawCard) effect()    {}
func (Tell) effect()          {}
func (Toast) effect()         {}
func (RecordOrder) effect()   {}
func (SaveOrder) effect()     {}
func (LogOrder) effect()      {}
func (MoveStock) effect()     {}
func (BookCash) effect()      {}
func (BookBank) effect()      {}
func (KeepProof) effect()     {}
func (SaveBuyer) effect()     {}
func (HandOver) effect()      {}
func (SetTimer) effect()      {}
func (CancelTimer) effect()   {}
func (Wait) effect()          {}
func (Unwait) effect()        {}
func (Forget) effect()        {}
func (Drafted) effect()       {}
func (Withdraw) effect()      {}
func (PairGroup) effect()     {}
func (AskWhatsApp) effect()   {}
func (CatalogAction) effect() {}
