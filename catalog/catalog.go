// Package catalog is the owner's YAML: loaded strictly, complained about completely, and asked for goods, prices, shipping and payment.
package catalog

import (
	"time"

	"tokobot/internal/rupiah"
	"tokobot/internal/wilayah"
)

// Catalog is one valid state of the owner's folder. It is immutable: an edit makes a new one.
type Catalog struct {
	Dir     string // the folder it was read from, for photos
	Version string // a short hash of every file's bytes; the same files give the same version
	Shop    Shop
	// Products in the order of the files.
	Products []*Product
	Couriers []*Courier
	// FreeShipping is nil when the owner promises none.
	FreeShipping *FreeShipping
	Payment      Payment
	FAQ          []FAQ
	Promos       []*Promo
	// Replies are the owner's own wordings by reply key (balasan.yaml); a key that is absent keeps the shop assistant's own.
	Replies map[string][]Reply
	// Words are what the owner teaches understanding in balasan.yaml, informal word to what it stands for. May be empty.
	Words map[string]string

	index index // by SKU and code; filled by the loader
}

// Pos is where a value stands in the owner's files, so that every number said can be traced to its line.
type Pos struct {
	File string // relative to the catalog folder, with forward slashes
	Line int    // from 1
}

// Shop is toko.yaml.
type Shop struct {
	Name        string
	Code        string // in front of order numbers, A–Z and 0–9
	Description string
	Sapaan      string // how a buyer is called: kak
	Address     string
	Origin      wilayah.Code // where parcels leave from
	Zone        *time.Location
	Hours       [7]Hours // by time.Weekday
	HoursKnown  bool     // jam_buka was given; without it nothing is known about opening hours
	Holidays    []Date   // the shop's own days off
	WhatsApp    string   // as the owner typed it
	Instagram   string
	Website     string
	Contacts    []Contact // everything under kontak, in order, the three above included
	// At tells where a key of toko.yaml stands: "alamat", "jam_buka"; a key that was left out is not in it.
	At map[string]Pos
}

// Contact is one line of kontak.
type Contact struct{ Kind, Value string }

// Hours is when people answer on one weekday; From == To means closed. Minutes after midnight; To is beyond 24*60 when
// they stop on the next day.
type Hours struct{ From, To int }

// Date is a day of the calendar in the shop's zone.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// Product is one entry of produk.yaml with all its variants worked out.
type Product struct {
	SKU         string
	Name        string
	Aliases     []string
	Category    string
	Description string
	Info        []Info // in the owner's order
	Photo       string // relative to the catalog folder; "" for none
	Axes        []Axis // what a buyer chooses on; empty for a product of one variant
	Variants    []*Variant
	Wholesale   []Tier         // by rising Min
	Couriers    []string       // courier kode that may carry it; nil for all
	ShipTo      []wilayah.Code // nil for wherever a courier goes
	MaxQty      int            // pieces an order, all variants together; 0 for no bound
	Preorder    *Lead          // made to order; nil for goods from stock
	Active      bool
	Pos         Pos
}

// Info is one answer about a product: bahan → ceruty babydoll.
type Info struct {
	Key, Value string
	Pos        Pos
}

// Axis is one thing that a buyer chooses: warna.
type Axis struct {
	Name    string
	Options []Option
}

// Option is one value on an axis.
type Option struct {
	Name    string
	Aliases []string
}

// Lead is the time that a made-to-order product takes, as the owner wrote it and as a duration.
type Lead struct {
	Text string
	Time time.Duration
}

// Variant is what is really sold: one combination of options. Variants that differ in nothing else share their Terms, and
// products with the same choices share the Options, so nothing of them may be changed.
type Variant struct {
	SKU     string
	Product *Product
	Options []string // one option name for each axis of the product
	*Terms
}

// Terms are what a variant has of its product, or of its own entry in varian.
type Terms struct {
	Aliases  []string
	Price    rupiah.Amount // of one piece, before wholesale
	Weight   int           // grams a piece
	Size     Size          // zero when unknown
	Initial  int           // stok_awal: pieces when first seen
	Minimum  int           // stok_minimum: told at or below this; -1 when not given
	Photo    string
	Info     []Info // the product's with the variant's own over them
	Active   bool   // false also when the product is not active
	PricePos Pos
	Pos      Pos
}

// Size is a parcel's dimensions in centimetres (tenths are allowed by the owner, so it is kept in millimetres).
type Size struct{ L, W, H int }

// Tier is a wholesale price a piece from Min pieces of the product on, all variants counted together.
type Tier struct {
	Min   int
	Price rupiah.Amount
	Pos   Pos
}

// Courier is one carrier of ongkir.yaml.
type Courier struct {
	Code          string
	Name          string
	Tolerance     int // grams over a whole kilogram that are not counted
	VolumeDivisor int // cm³ for a kilogram
	Services      []*Service
	Pos           Pos
}

// Service is one service of a courier with its rates.
type Service struct {
	Code    string
	Name    string
	Courier *Courier
	Rates   []Rate
	Pos     Pos

	byPlace []int32 // Rates by rising To
}

// Rate is the price to one place and everything in it. Exactly one of PerKg and Flat is meant; IsFlat tells.
type Rate struct {
	To       wilayah.Code // "" is everywhere
	PerKg    rupiah.Amount
	Flat     rupiah.Amount
	IsFlat   bool
	MinKg    int    // billed at least, whole kilograms
	Estimate string // as the owner wrote it: "1-2 hari"
	Pos      Pos
}

// FreeShipping is gratis_ongkir: looked at with the subtotal before vouchers, for every courier.
type FreeShipping struct {
	MinSubtotal rupiah.Amount
	MaxDiscount rupiah.Amount // 0 for all of it
	To          []wilayah.Code
	Pos         Pos
}

// Payment is pembayaran.yaml.
type Payment struct {
	Deadline   time.Duration
	Reminders  []time.Duration // after the order, while it is unpaid
	UniqueCode bool
	UniqueMax  int // 1 … UniqueMax
	Methods    []*Method
}

// Ahead are the ways by which money comes before the goods go.
func (p Payment) Ahead() []*Method {
	var out []*Method
	for _, m := range p.Methods {
		if m.Kind != COD {
			out = append(out, m)
		}
	}
	return out
}

// MethodKind is how money comes in.
type MethodKind string

// The kinds of payment.
const (
	Transfer MethodKind = "transfer"
	EWallet  MethodKind = "ewallet"
	QRIS     MethodKind = "qris"
	COD      MethodKind = "cod"
)

// Method is one way to pay.
type Method struct {
	Code   string
	Kind   MethodKind
	Name   string // what a buyer reads: BCA, DANA, QRIS, COD
	Number string // account or wallet number exactly as the owner typed it
	Holder string
	QR     string         // the static QRIS text
	Photo  string         // the QRIS picture, relative to the folder
	To     []wilayah.Code // COD: where; nil for everywhere
	Fee    rupiah.Amount  // COD
	Max    rupiah.Amount  // COD: bound on the subtotal; 0 for none
	Pos    Pos
}

// FAQ is one question in the owner's words with its answer.
type FAQ struct {
	Ask    []string
	Answer string
	Pos    Pos
}

// PromoKind is what a voucher takes off.
type PromoKind string

// The kinds of voucher.
const (
	Percent PromoKind = "persen"
	Off     PromoKind = "potongan"
)

// Promo is one voucher.
type Promo struct {
	Code        string // upper case
	Kind        PromoKind
	Percent     int           // Percent: 1 … 100
	Off         rupiah.Amount // Off
	MaxDiscount rupiah.Amount // 0 for no bound
	MinSubtotal rupiah.Amount
	From, Until *Date // inclusive; nil for unbounded
	Quota       int   // 0 for no bound
	Pos         Pos
}

// Reply is one wording of a reply by the owner.
type Reply struct {
	Text string
	Pos  Pos
}
