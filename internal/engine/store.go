package engine

import (
	"context"
	"errors"
	"time"

	"tokobot/bot"
	"tokobot/internal/desk"
	"tokobot/internal/shop"
)

// Store is the shop on disk. Every method is one transaction (or several independent ones) and returns when it is durable.
type Store interface {
	// Receive finds or makes each arrival's line and writes the inbox row; a known key is ignored. A line of a buyer is
	// due pause after its newest arrival, though never later than five pauses after its oldest waiting one; every other
	// line is due at once.
	Receive(ctx context.Context, now time.Time, pause time.Duration, batch ...shop.Arrival) error
	// Work takes up to limit due lines that nobody else works on, oldest due first, decides each by step and commits
	// the decisions. When one fails it is taken out and the rest goes on; a turn that failed three times is parked.
	Work(ctx context.Context, now time.Time, limit int, step Step) (Worked, error)
	// Outbox are the next parcels of a channel, at most one for each destination, oldest first. Parcels whose time has
	// not come, or whose destination has an earlier parcel waiting, are not among them. Of several unsent drawings of
	// one card only the newest is carried. Those that are on their way already are left out.
	Outbox(ctx context.Context, channel shop.Channel, now time.Time, limit int, onWay ...int64) ([]Parcel, error)
	// Drafts are messages to buyers that wait for a channel and are not shown as drafts yet (shop.Drafted), oldest first.
	Drafts(ctx context.Context, channel shop.Channel, limit int) ([]Parcel, error)
	// Undelivered are messages that were sent since then and whose arrival nobody reported, newest first.
	Undelivered(ctx context.Context, channel shop.Channel, since time.Time, limit int) ([]Parcel, error)
	// Mark writes what became of parcels.
	Mark(ctx context.Context, now time.Time, marks ...Mark) error
	// NextDue is the earliest time at which a line, a timer or a parcel is due; false when nothing waits.
	NextDue(ctx context.Context) (time.Time, bool, error)
	// Fetched writes what became of an input's media; its line waits for it.
	Fetched(ctx context.Context, now time.Time, input int64, media shop.Media) error
	// Unfetched are inputs whose media are still to be fetched.
	Unfetched(ctx context.Context, channel shop.Channel, limit int) ([]shop.Input, error)
	// Seed writes the first stock of SKUs that the stock book does not know yet.
	Seed(ctx context.Context, now time.Time, initial map[string]int) error
	// SetTimers makes sure that timers exist: an existing one keeps its time.
	SetTimers(ctx context.Context, timers ...shop.Timer) error
	// Parked are the turns and parcels that people must look at.
	Parked(ctx context.Context) ([]Parked, error)
	// Groups tells which chat of the staff's channel is which group.
	Groups(ctx context.Context) (map[shop.Group]string, error)
	// Prune deletes messages and media rows older than before, and returns the refs that nothing names any more: these, and those of earlier
	// times, until they are discarded.
	Prune(ctx context.Context, before time.Time) ([]string, error)
	// Discard takes the file of such a ref away by remove and forgets the ref; one that is named again by now keeps its file.
	Discard(ctx context.Context, ref string, remove func(ctx context.Context, ref string) error) error
	// Dump walks the end state in the order of INTERFACES.md.
	Dump(ctx context.Context, to Dump) error
	// Lease takes or renews name for holder until now+ttl, and tells whether holder has it.
	Lease(ctx context.Context, name, holder string, now time.Time, ttl time.Duration) (bool, error)
	Close() error
}

// Facts is everything that a step may look up.
type Facts interface {
	bot.Facts
	desk.Facts
}

// Step decides one turn.
type Step func(shop.Turn, Facts) (shop.Decision, error)

// Worked says what a call of Work did.
type Worked struct {
	Turns  int // decided and committed
	Failed []Failure
	// Parcels are those just written that the outbox would hand out now, so that nobody has to look for them there. More
	// tells that other parcels may have been written, or may go now, that only a look finds.
	Parcels []Parcel
	More    bool
}

// Failure is a turn that could not be decided.
type Failure struct {
	Line   shop.LineKey
	Inputs []int64
	Parked bool // it was the last try
	Err    error
}

// Parcel is one row of the outbox on its way.
type Parcel struct {
	ID      int64
	Key     string
	Channel shop.Channel
	Account string
	// To is a buyer's address, or a staff group's name.
	To   string
	Kind ParcelKind
	// MessageID is ours for a buyer's message, chosen when the row was written; for a card drawn anew it is the
	// channel's id of the message to edit.
	MessageID string
	Text      string
	Media     *shop.Media
	Album     []shop.Media // files that go as one, Text under the last
	Buttons   [][]shop.Button
	Card      shop.CardID
	Version   int // of the card, for its buttons
	// Quote is the message replied to; Callback what answering a press needs.
	Quote    string
	Callback string
	At       time.Time
	For      time.Duration // of no use later than this after At; 0 is for ever
	Tries    int
	Draft    bool         // the CS group has it as a draft
	Buyer    shop.BuyerID // told by Drafts only
}

// ParcelKind says how a parcel is sent.
type ParcelKind string

// The kinds of parcel.
const (
	SendMessage ParcelKind = "message"
	SendCard    ParcelKind = "card"
	EditCard    ParcelKind = "edit"
	SendToast   ParcelKind = "toast"
)

// Mark says what became of a parcel.
type Mark struct {
	Parcel int64
	Sent   bool
	// MessageID is the channel's id of what was sent.
	MessageID string
	RetryAt   time.Time // when not sent and not parked
	Parked    bool
	Err       string
}

// Parked is something that stopped and is shown to people.
type Parked struct {
	Line shop.LineKey
	To   string
	What string
	Err  string
	At   time.Time
}

// Dump takes the end state, one call a row; nil functions are skipped.
type Dump struct {
	Order func(shop.Order, string) error // with the buyer's address
	Stock func(shop.Stock) error
	Cash  func(shop.CashLine) error
	Chat  func(address string, by shop.Handler) error
}

// ErrRefused is returned by the store's own guards: the turn is decided again on fresh facts.
var ErrRefused = errors.New("refused by a guard")
