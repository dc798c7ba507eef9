package shop

import (
	"time"

	"tokobot/internal/rupiah"
)

// Stock is how many pieces of a SKU there are. Available is what may be promised.
type Stock struct {
	SKU      string
	OnHand   int // in the warehouse, never below zero
	Reserved int // of those, promised to orders
}

// Available is what may still be promised; never negative.
func (s Stock) Available() int { return max(0, s.OnHand-s.Reserved) }

// StockLine is one line of the stock book.
type StockLine struct {
	At       time.Time
	SKU      string
	OnHand   int // change
	Reserved int // change
	After    int // on hand afterwards
	Why      StockWhy
	Order    string
	By       string
	Note     string
}

// StockWhy says why the stock changed; the words are what the staff read.
type StockWhy string

// The reasons.
const (
	WhyInitial  StockWhy = "stok awal"
	WhyReserve  StockWhy = "dipesan"
	WhyRelease  StockWhy = "dilepas" // cancelled or expired
	WhyTaken    StockWhy = "dikemas"
	WhyIn       StockWhy = "masuk"
	WhyOut      StockWhy = "keluar"
	WhyCount    StockWhy = "opname"
	WhyMissing  StockWhy = "kosong" // "Stok kosong" pressed
	WhyReturned StockWhy = "retur"
)

// CashKind is the direction of money.
type CashKind string

// Money in and out.
const (
	In  CashKind = "in"
	Out CashKind = "out"
)

// CashLine is one line of the cash book. Lines are never changed; a correction is a line of its own.
type CashLine struct {
	Key      string // means this piece of work; a second line of one key is not written
	At       time.Time
	Kind     CashKind
	Amount   rupiah.Amount // always positive
	Order    string
	Category string // spending: operasional, kantor, transportasi, lainnya
	Method   string // payment kode
	Note     string
	By       string
	Corrects string // the key of the line that this one takes back
}

// Moved is the category of the two lines by which money goes from one order to another, or from none to one: out here, in
// there, neither spending nor income.
const Moved = "pindah"

// BankLine is one incoming line of a bank statement; Key is the same for the same line in overlapping files.
type BankLine struct {
	Key    string
	Bank   string
	Date   time.Time
	Amount rupiah.Amount
	Text   string
	Order  string // the order that it paid, or in a word what else became of it; "" while nobody knows
}

// Proof is a picture or file that came as a payment proof, remembered so that it is recognised when it comes again.
type Proof struct {
	At     time.Time
	Buyer  BuyerID
	Order  string
	SHA256 string
	Looks  []uint64 // perceptual hashes; see Media
}
