// Package understand reads what a buyer's message means: acts in their order, with the products, places, quantities and
// other things that the words name. It knows one catalog and no buyer; what was said before comes in as a Context.
package understand

import (
	"encoding/json"

	"tokobot/internal/rupiah"
	"tokobot/internal/wilayah"
)

// Intent is what one act of a message wants. The words are a published interface (INTERFACES.md): added to, never renamed.
type Intent string

// The intents.
const (
	Greet   Intent = "greet"
	Thank   Intent = "thank"
	Goodbye Intent = "goodbye"
	Affirm  Intent = "affirm"
	Deny    Intent = "deny"

	AskCatalog   Intent = "ask_catalog"
	AskPrice     Intent = "ask_price"
	AskStock     Intent = "ask_stock"
	AskProduct   Intent = "ask_product"
	AskWholesale Intent = "ask_wholesale"
	AskDiscount  Intent = "ask_discount"

	AskShippingCost Intent = "ask_shipping_cost"
	AskShippingTime Intent = "ask_shipping_time"
	AskCouriers     Intent = "ask_couriers"

	AskPayment Intent = "ask_payment"
	ClaimPaid  Intent = "claim_paid"

	AskHowToOrder Intent = "ask_how_to_order"
	Order         Intent = "order"
	ChangeOrder   Intent = "change_order"
	CancelOrder   Intent = "cancel_order"
	AskTotal      Intent = "ask_total"
	GiveAddress   Intent = "give_address"
	ChooseCourier Intent = "choose_courier"
	ChoosePayment Intent = "choose_payment"
	UseVoucher    Intent = "use_voucher"

	AskOrderStatus Intent = "ask_order_status"
	Complain       Intent = "complain"
	ReturnRefund   Intent = "return_refund"

	AskStore Intent = "ask_store"
	AskFAQ   Intent = "ask_faq"

	AskHuman Intent = "ask_human"
	OptOut   Intent = "opt_out"

	OutOfScope Intent = "out_of_scope"

	// Choose is an answer to the bot's own last question ("2", "yang kota"). It needs a Context, so the published
	// interface, which has none, never shows it.
	Choose Intent = "choose"
)

// Act is one thing that a message does. Fields are empty where the message does not name them.
type Act struct {
	Intent   Intent        `json:"intent"`
	Products []Product     `json:"products,omitempty"`
	Places   []Place       `json:"places,omitempty"`
	Courier  string        `json:"courier,omitempty"` // kode
	Service  string        `json:"service,omitempty"` // kode
	Method   string        `json:"method,omitempty"`  // payment kode
	Order    string        `json:"order,omitempty"`   // an order number without #
	Amount   rupiah.Amount `json:"amount,omitempty"`
	Code     string        `json:"code,omitempty"` // voucher
	Address  *Address      `json:"address,omitempty"`
	Answer   *int          `json:"answer,omitempty"` // the FAQ's index, from 0

	// Choice is which of the offered things was chosen, from 1 (Choose only).
	Choice int `json:"-"`
	// Info is what about a product is asked (AskProduct): a key of info as the catalog spells it, or one of the Info… words.
	Info string `json:"-"`
	// Store is what about the shop is asked (AskStore): one of the Store… words.
	Store string `json:"-"`
	// Angry says that the words are angry, whatever the intent.
	Angry bool `json:"-"`
	// Future says that a payment is promised, not claimed ("nanti transfer"); Notify that the buyer asks to be told
	// ("kabari kalau ready"); Forget that the buyer's data are to be deleted ("hapus data saya"); Same that the address
	// used before is meant ("alamat yang kemarin"); Cheapest that the cheapest of what was offered is meant.
	Future, Notify, Forget, Same, Cheapest bool `json:"-"`
	// Like is what kind of goods an AskCatalog is about, when no category but a word of their names was said: product SKUs.
	Like []string `json:"-"`
	// Words is the part of the message that the act was read from, for what the shop quotes back.
	Words string `json:"-"`
}

// Things asked of a product that are not the owner's own info keys.
const (
	InfoColours = "warna"     // which options there are, on any axis: see Words
	InfoPhoto   = "foto"      //
	InfoWeight  = "berat"     //
	InfoDetails = "deskripsi" // anything else about it
)

// Things asked of the shop.
const (
	StoreAddress = "alamat"
	StoreHours   = "jam"
	StoreContact = "kontak"
	StoreTrust   = "terpercaya"
	StoreAbout   = "tentang"
)

// Op says what an order or change_order does with a product.
type Op string

// The operations.
const (
	Add    Op = "add"
	Set    Op = "set"
	Remove Op = "remove"
)

// Product is a product as far as the words tell it.
type Product struct {
	Product    string            `json:"product,omitempty"`
	SKU        string            `json:"sku,omitempty"`
	Qty        int               `json:"qty,omitempty"`
	Candidates []string          `json:"candidates,omitempty"` // product SKUs that the words can't tell apart
	Options    map[string]string `json:"options,omitempty"`
	// Op is what is done with it: in change_order always given, in order left out where it is Add, elsewhere empty.
	Op Op `json:"op,omitempty"`
	// Category is set when a whole category was named ("ada mukena apa aja?") and no product.
	Category string `json:"-"`
	// Each says that every variant in question is meant ("semua warna", "masing2 1").
	Each bool `json:"-"`
	// Not says that the product is named to be excluded or corrected ("jangan yang item").
	Not bool `json:"-"`
	// sole is the one product of the shop that comes in these options, which a question about them is about.
	sole *Product
	// weak says that one everyday word named it, which beside other goods may rather be a part of these: "karetnya putus".
	weak bool
	// part says that one word with an ending such as -nya named it, which beside goods of another kind may be a part of these: "lampunya".
	part bool
}

// Place is a place as far as the words tell it.
type Place struct {
	Code       wilayah.Code   `json:"code,omitempty"`
	Name       string         `json:"name,omitempty"`
	Candidates []wilayah.Code `json:"candidates,omitempty"`
}

// Address is what a message says of where a parcel goes to. Any field may be missing.
type Address struct {
	Recipient string `json:"recipient,omitempty"`
	Phone     string `json:"phone,omitempty"`  // digits, 08…
	Street    string `json:"street,omitempty"` // up to and without the place names
	Place     *Place `json:"place,omitempty"`
	Postcode  string `json:"postcode,omitempty"`
	Note      string `json:"-"`
	// Sender is the dropshipper's name and phone when two people are named.
	Sender, SenderPhone string `json:"-"`
}

// Context is what the bot last asked and offered, so that a bare answer can be read.
type Context struct {
	Expect   Expect
	Places   []wilayah.Code // offered, in the order shown
	Products []string       // product or variant SKUs offered, in the order shown
	Services []string       // offered as "jne/REG", in the order shown
	Methods  []string       // payment codes offered, in the order shown
	Topic    string         // the product last talked about, a product's or variant's SKU
	Basket   []string       // variant SKUs in the draft
}

// Expect is what the bot's last question asked for.
type Expect string

// What may be expected. Nothing is a chat without an open question.
const (
	Nothing        Expect = ""
	ExpectPlace    Expect = "place"
	ExpectProduct  Expect = "product"
	ExpectVariant  Expect = "variant"
	ExpectQuantity Expect = "quantity"
	ExpectAddress  Expect = "address"
	ExpectCourier  Expect = "courier"
	ExpectPayment  Expect = "payment"
	ExpectConfirm  Expect = "confirm" // yes or no to a shown total
	ExpectYesNo    Expect = "yesno"   // yes or no to anything else
)

// MarshalJSON writes the published form; a product of which only unpublished fields are set is left out.
func (a Act) MarshalJSON() ([]byte, error) {
	type plain Act
	out := plain(a)
	out.Products = nil
	for _, p := range a.Products {
		if p.said() {
			out.Products = append(out.Products, p)
		}
	}
	return json.Marshal(out)
}

// said tells whether anything of the published form is set.
func (p Product) said() bool {
	return p.Product != "" || p.SKU != "" || p.Qty != 0 || len(p.Candidates) > 0 || len(p.Options) > 0 || p.Op != ""
}
