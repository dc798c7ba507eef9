package shop

import (
	"fmt"
	"slices"
	"time"

	"tokobot/internal/rupiah"
	"tokobot/internal/wilayah"
)

// Status is where an order stands. The words are a published interface (INTERFACES.md).
type Status string

// The states of an order; STAFF.md draws them.
const (
	AwaitingPayment Status = "awaiting_payment"
	PaymentReview   Status = "payment_review" // a proof lies with finance
	Paid            Status = "paid"
	Confirmed       Status = "confirmed" // COD: goes to the warehouse without money
	Packing         Status = "packing"
	Packed          Status = "packed"
	Shipped         Status = "shipped"
	Completed       Status = "completed"
	Cancelled       Status = "cancelled"
	Expired         Status = "expired"
	Returned        Status = "returned"
)

// moves is which state may follow which. Expired → payment_review and paid is the revival of an order whose money came late; confirmed → paid
// is one to be paid at the door whose buyer sent the money before.
var moves = map[Status][]Status{
	AwaitingPayment: {PaymentReview, Paid, Cancelled, Expired, Confirmed},
	PaymentReview:   {AwaitingPayment, Paid, Cancelled},
	Paid:            {Packing, Cancelled},
	Confirmed:       {Packing, Cancelled, Paid},
	Packing:         {Packed, Paid, Confirmed, Cancelled},
	Packed:          {Shipped, Paid, Confirmed, Cancelled},
	Shipped:         {Completed, Returned},
	Completed:       {Returned},
	Expired:         {AwaitingPayment, PaymentReview, Paid},
}

// CanMove tells whether an order in state s may go to state to.
func (s Status) CanMove(to Status) bool { return slices.Contains(moves[s], to) }

// Open tells whether the order is still going somewhere.
func (s Status) Open() bool {
	switch s {
	case Completed, Cancelled, Expired, Returned:
		return false
	}
	return true
}

// AwaitsMoney tells whether the order waits for money or for finance's word on it.
func (s Status) AwaitsMoney() bool { return s == AwaitingPayment || s == PaymentReview }

// AtTheDoor tells whether the order is to be paid at the door and did not leave the shop: money may still come before.
func (o Order) AtTheDoor() bool {
	return o.COD && (o.Status == Confirmed || o.Status == Packing || o.Status == Packed)
}

// HoldsStock tells whether goods are reserved for the order: from the record until the warehouse took them out.
func (s Status) HoldsStock() bool {
	return s == AwaitingPayment || s == PaymentReview || s == Paid || s == Confirmed
}

// Item is one line of an order as it was agreed.
type Item struct {
	SKU      string
	Product  string // the product's SKU
	Name     string // "Pashmina Ceruty Babydoll – Hitam"
	Qty      int
	Price    rupiah.Amount // a piece, after wholesale
	Weight   int           // grams a piece
	Preorder bool          // made to order: reserves nothing
}

// Total is the price of the line.
func (i Item) Total() rupiah.Amount { return i.Price.Times(i.Qty) }

// Recipient is whom a parcel goes to.
type Recipient struct {
	Name     string       `json:"name"`
	Phone    string       `json:"phone"`   // digits, 08…
	Address  string       `json:"address"` // street and all that the buyer wrote before the place names
	Place    wilayah.Code `json:"place,omitempty"`
	Postcode string       `json:"postcode,omitempty"`
	Note     string       `json:"note,omitempty"`
	// Sender and SenderPhone are a dropshipper's own, printed instead of the shop's.
	Sender      string `json:"sender,omitempty"`
	SenderPhone string `json:"sender_phone,omitempty"`
}

// Complete tells whether a parcel would arrive: name, phone, street and a place down to the kecamatan.
func (r Recipient) Complete() bool {
	return r.Name != "" && r.Phone != "" && r.Address != "" && r.Place.Level() >= wilayah.Kecamatan
}

// Order is what the shop and a buyer agreed on. Amounts are whole rupiah;
// Total = Subtotal + Shipping + Fee + UniqueCode − Discount, and Shipping is gross.
type Order struct {
	Number  string // MLT-1123-0007
	Version int    // counts changes; a change names the version it was decided on
	Buyer   BuyerID
	Status  Status
	Items   []Item

	Subtotal   rupiah.Amount
	Shipping   rupiah.Amount
	Discount   rupiah.Amount // voucher and free shipping
	Fee        rupiah.Amount // COD
	UniqueCode rupiah.Amount

	Voucher         string
	VoucherDiscount rupiah.Amount // the part of Discount that the voucher gives; the rest is free shipping
	Weight          int           // billed, grams
	Courier         string        // kode
	Service         string        // kode
	CourierName     string        // as shown: "JNE REG"
	Estimate        string
	Payment         string // method kode; "" until somebody said how
	COD             bool
	Recipient       Recipient
	Note            string // the buyer's wish
	Received        rupiah.Amount
	Tracking        string
	CatalogVersion  string

	CreatedAt time.Time
	DueAt     time.Time // unpaid until then it expires; zero when nothing is due
	PaidAt    time.Time
	ShippedAt time.Time
	ChangedAt time.Time
}

// Total is what the buyer pays.
func (o Order) Total() rupiah.Amount {
	return o.Subtotal + o.Shipping + o.Fee + o.UniqueCode - o.Discount
}

// Owed is what the buyer still has to pay, to an account or at the door: the total less what came in.
func (o Order) Owed() rupiah.Amount { return max(o.Total()-o.Received, 0) }

// Pieces counts the goods.
func (o Order) Pieces() int {
	n := 0
	for _, i := range o.Items {
		n += i.Qty
	}
	return n
}

// Check complains about an order that must not be written: lines that do not add up, no number, nothing in it.
func (o Order) Check() error {
	var sum rupiah.Amount
	for _, i := range o.Items {
		if i.Qty < 1 || i.Price < 0 || i.SKU == "" {
			return fmt.Errorf("order %s: item %q: qty %d, price %d", o.Number, i.SKU, i.Qty, i.Price)
		}
		sum += i.Total()
	}
	switch {
	case o.Number == "" || o.Buyer == 0 || len(o.Items) == 0:
		return fmt.Errorf("order %q: number, buyer and items are needed", o.Number)
	case sum != o.Subtotal:
		return fmt.Errorf("order %s: items are %d, subtotal %d", o.Number, sum, o.Subtotal)
	case o.Shipping < 0 || o.Fee < 0 || o.UniqueCode < 0 || o.Discount < 0 || o.Total() < 0:
		return fmt.Errorf("order %s: negative amount", o.Number)
	}
	return nil
}

// Event is one line of an order's history: every change, press and command that touched it.
type Event struct {
	At   time.Time
	Who  string // a staff member's name, "pembeli", "bot", "mutasi bank" …
	What string // Indonesian, short: "bukti diterima"
	Note string
}
