package shop

import "time"

// Channel is where something comes from or goes to.
type Channel string

// The channels. Clock is the shop's own: timers that fell due.
const (
	WhatsApp Channel = "whatsapp"
	Telegram Channel = "telegram"
	Clock    Channel = "clock"
)

// Kind says what an arrival is.
type Kind string

// The kinds of arrival.
const (
	KindText     Kind = "text"
	KindImage    Kind = "image"
	KindVideo    Kind = "video"
	KindVoice    Kind = "voice"
	KindDocument Kind = "document"
	KindSticker  Kind = "sticker"
	KindLocation Kind = "location"
	KindContact  Kind = "contact"
	KindProduct  Kind = "product" // a product of WhatsApp's own catalog
	KindCart     Kind = "cart"    // an order from WhatsApp's own catalog
	KindEdited   Kind = "edited"  // Target says which message, Text its new text
	KindDeleted  Kind = "deleted" // Target says which message
	KindReaction Kind = "reaction"
	KindCall     Kind = "call"
	KindOwn      Kind = "own"     // typed on the shop's own phone: a person took over
	KindPress    Kind = "press"   // a staff button
	KindReceipt  Kind = "receipt" // delivered or read; Target says which message
	KindTimer    Kind = "timer"   // something fell due
	KindUnknown  Kind = "unknown"
)

// Arrival is one thing that came in, as the channel hands it over. (Channel, Chat, ID) is its key: a known key is ignored.
type Arrival struct {
	Channel Channel `json:"channel"`
	Account string  `json:"account,omitempty"` // which of the shop's numbers; "" when there is one
	// Chat is the buyer's address, or a staff group's name.
	Chat string   `json:"chat"`
	Alt  []string `json:"alt,omitempty"` // other addresses of the same buyer
	ID   string   `json:"id"`
	// At is when it arrived here, by the clock handed in.
	At   time.Time `json:"at"`
	Name string    `json:"name,omitempty"` // the buyer's or staff member's shown name
	User string    `json:"user,omitempty"` // a staff member's stable id; Name where there is none
	Kind Kind      `json:"kind"`
	// Text is what was written, or the caption of a picture.
	Text     string    `json:"text,omitempty"`
	Quote    string    `json:"quote,omitempty"`  // id of the message that is quoted or replied to
	Target   string    `json:"target,omitempty"` // id of the message that is edited, deleted, received
	Media    *Media    `json:"media,omitempty"`
	Location *Location `json:"location,omitempty"`
	Lines    []Line    `json:"lines,omitempty"` // a cart's, or the one of a product
	Press    *Pressed  `json:"press,omitempty"`
	Timer    *Timer    `json:"timer,omitempty"`
	Ad       string    `json:"ad,omitempty"` // the text of the advertisement that the buyer came from
	// Callback is what the channel needs to answer a press at once.
	Callback string `json:"callback,omitempty"`
}

// Line is one product of a WhatsApp cart: the retailer id is the owner's SKU if the owner set it.
type Line struct {
	SKU  string `json:"sku,omitempty"`
	Name string `json:"name,omitempty"`
	Qty  int    `json:"qty"`
}

// Location is a point on the map, as shared.
type Location struct {
	Lat  float64 `json:"lat"`
	Lon  float64 `json:"lon"`
	Name string  `json:"name,omitempty"` // name and address when the app gave them
}

// Pressed is a staff button: which card in which version, and the verb.
type Pressed struct {
	Card    CardID `json:"card"`
	Verb    string `json:"verb"`
	Version int    `json:"version"`
}

// Media is a picture, sound or file. Ref names it in the media folder, which is addressed by content.
type Media struct {
	Ref    string   `json:"ref,omitempty"` // "" while it has not been fetched, or could not be
	Name   string   `json:"name,omitempty"`
	MIME   string   `json:"mime,omitempty"`
	Size   int64    `json:"size,omitempty"` // bytes
	SHA256 string   `json:"sha256,omitempty"`
	Looks  []uint64 `json:"looks,omitempty"` // perceptual hashes of a picture
	QR     string   `json:"qr,omitempty"`    // the text of a QR code in the picture
	Bars   []string `json:"bars,omitempty"`  // the texts of the barcodes in the picture, the clearest first
	// Fetch is what the channel needs to fetch it; empty once Ref is set. Gone says why it never will be.
	Fetch []byte `json:"fetch,omitempty"`
	Gone  string `json:"gone,omitempty"`
}

// Timer is something that the shop wanted to be reminded of. Key is unique: setting it again moves it.
type Timer struct {
	Key  string    `json:"key"`
	Line LineKey   `json:"line"` // whose turn it will be
	Due  time.Time `json:"due"`
	What string    `json:"what"` // remind, expire, handback, rekap …
	Ref  string    `json:"ref"`  // order number, SKU, card …
}
