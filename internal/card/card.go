package card

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"tokobot/catalog"
	"tokobot/internal/bahasa"
	"tokobot/internal/rupiah"
	"tokobot/internal/shop"
)

// Payment is what a payment card shows: a proof or claim of money for an order. Deposits (money that fits no order) have an
// empty Order.
type Payment struct {
	Order  shop.Order
	Buyer  shop.Buyer
	Proof  *shop.Media       // nil for a claim without a picture
	Words  string            // what the buyer wrote with it
	Claim  rupiah.Amount     // the amount that the buyer named; 0 for none
	Doubts []string          // what makes it doubtful, each a plain Indonesian sentence
	Ways   []*catalog.Method // by which money may come before the goods go
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

// When is the moment at which a card is made, and when one of its kind is asked for again if nobody touches it; a nil Ask is
// never.
type When struct {
	Now time.Time
	Ask func(shop.CardKind) time.Time
}

// askAfter is how long a card of each kind may lie untouched in opening hours before it is asked for again, where config.yaml
// does not say. A kind that is not named is never asked for.
var askAfter = map[shop.CardKind]time.Duration{
	shop.CardPayment: 30 * time.Minute, shop.CardDeposit: time.Hour, shop.CardCredit: time.Hour, shop.CardRefund: time.Hour, shop.CardPacking: time.Hour,
	shop.CardParcel: time.Hour, shop.CardCall: 30 * time.Minute,
}

// AskAfter is how long a card of a kind may lie untouched: as chosen, else as is usual; 0 is for ever.
func AskAfter(chosen map[shop.CardKind]time.Duration, kind shop.CardKind) time.Duration {
	if d, ok := chosen[kind]; ok {
		return d
	}
	return askAfter[kind]
}

// The verbs of the buttons, as they travel; labels are what is read.
const (
	Accept   = "terima"
	Reject   = "tolak"
	Amount   = "nominal"
	Shelve   = "simpan"  // a deposit that is no money of the shop's
	Booked   = "dicatat" // a bank's line whose money is in the books already
	Keep     = "tahan"   // a buyer's money stays with the shop for the next order
	Refunded = "kembali"
	NoMoney  = "takada" // a refund of money that never came in
	Ready    = "siap"
	Missing  = "kosong"
	QCPassed = "qc"
	QCFailed = "qcgagal"
	Packed   = "kemas"
	Handed   = "serah"
	HandBack = "bot"
	Choose   = "pilih" // followed by the number of the choice: pilih1
	Apply    = "terapkan"
	Undo     = "batalkan"
	SentHand = "kirim" // a draft that a person sent
	Discard  = "buang" // a draft that nobody sends
	Sure     = "yakin" // the second press of what can't be undone
)

// labels are what the buttons say.
var labels = map[string]string{
	Accept: "✅ Terima", Reject: "❌ Tolak", Amount: "✏️ Nominal lain", Shelve: "🗂 Bukan uang toko", Booked: "☑️ Sudah dicatat",
	Keep: "💼 Simpan untuk pesanan berikutnya", Refunded: "✅ Sudah dikembalikan", NoMoney: "🚫 Tidak ada uang masuk", Ready: "📦 Siap dikemas", Missing: "❗ Stok kosong",
	QCPassed: "🔍 QC OK", QCFailed: "⚠️ QC gagal", Packed: "📦 Dikemas", Handed: "🚚 Diserahkan",
	HandBack: "🤖 Kembalikan ke bot", Apply: "✅ Terapkan", Undo: "↩️ Batalkan", SentHand: "✅ Sudah saya kirim", Discard: "🗑 Buang", Sure: "✅ Ya, yakin",
	Settled: "☑️ Peringatan beres",
}

// Label is what a verb's button says.
func Label(verb string) string { return labels[verb] }

// Row is one row of buttons.
func Row(verbs ...string) []shop.Button {
	row := make([]shop.Button, len(verbs))
	for i, v := range verbs {
		row[i] = shop.Button{Verb: v, Label: labels[v]}
	}
	return row
}

// Choices are buttons one below the other for choosing among things; Chosen reads them.
func Choices(names []string) [][]shop.Button {
	rows := make([][]shop.Button, len(names))
	for i, n := range names {
		rows[i] = []shop.Button{{Verb: fmt.Sprintf("%s%d", Choose, i+1), Label: n}}
	}
	return rows
}

// Chosen is which of the choices a verb means, from 1; 0 for another verb.
func Chosen(verb string) int {
	var n int
	if _, err := fmt.Sscanf(verb, Choose+"%d", &n); err != nil {
		return 0
	}
	return n
}

// drawn is what is needed to draw a card again.
type drawn struct {
	Body  string   `json:"body"`
	Extra []string `json:"extra,omitempty"` // for the desk's own use
}

// made is a new card with its text.
func made(id shop.CardID, w When, kind shop.CardKind, g shop.Group, body string, buttons ...[]shop.Button) shop.Card {
	c := shop.Card{ID: id, Kind: kind, Group: g, Open: true, Buttons: buttons, CreatedAt: w.Now}
	if w.Ask != nil {
		c.AskAt = w.Ask(kind)
	}
	return withBody(c, drawn{Body: body})
}

func withBody(c shop.Card, d drawn) shop.Card {
	data, err := json.Marshal(d)
	if err != nil {
		panic(fmt.Sprintf("card: %v", err)) // strings always marshal
	}
	c.Data = data
	return draw(c)
}

func read(c shop.Card) drawn {
	var d drawn
	if err := json.Unmarshal(c.Data, &d); err != nil {
		return drawn{Body: c.Text} // a card of an older program: its text is all there is
	}
	return d
}

// draw writes the text: what the card is about, then who did what and when.
func draw(c shop.Card) shop.Card {
	lines := []string{read(c).Body}
	if len(c.Decisions) > 0 {
		lines = append(lines, "")
	}
	for _, p := range c.Decisions {
		line := p.Note + " " + p.By
		if strings.Contains(p.Note, "{siapa}") {
			line = strings.ReplaceAll(p.Note, "{siapa}", p.By)
		}
		line += " " + clock(p.At, c.CreatedAt)
		if p.Verb == Warned { // it is about the buyer, whoever wrote it down
			line = p.Note + " (" + clock(p.At, c.CreatedAt) + ")"
		}
		lines = append(lines, line)
	}
	c.Text = strings.Join(lines, "\n")
	return c
}

// clock is a decision's time of day, with the day when it is not the one on which the card was made.
func clock(at, made time.Time) string {
	made = made.In(at.Location())
	if made.IsZero() || at.YearDay() == made.YearDay() && at.Year() == made.Year() {
		return bahasa.Clock(at)
	}
	return bahasa.DayMonth(at) + " " + bahasa.Clock(at)
}

// Decide appends a decision and leaves the card open with these buttons. In what, {siapa} stands for the name; without it
// the name follows: "Diterima Rina 14.05".
func Decide(c shop.Card, verb, by, what string, now time.Time, buttons ...[]shop.Button) shop.Card {
	c.Decisions = append(c.Decisions[:len(c.Decisions):len(c.Decisions)], shop.Press{Verb: verb, By: by, At: now, Note: what})
	c.Buttons = withSettle(c, buttons)
	return draw(c)
}

// Close appends the last decision: nothing is wanted any more and the buttons go.
func Close(c shop.Card, by, what string, now time.Time) shop.Card {
	return End(c, "close", by, what, now)
}

// End is Close with the verb that ended it.
func End(c shop.Card, verb, by, what string, now time.Time) shop.Card {
	c = Decide(c, verb, by, what, now)
	c.Open, c.AskAt = false, time.Time{}
	return c
}

// Extra is what the desk keeps on a card; WithExtra keeps it.
func Extra(c shop.Card) []string { return read(c).Extra }

// WithExtra keeps the desk's own notes on a card.
func WithExtra(c shop.Card, notes ...string) shop.Card {
	d := read(c)
	d.Extra = notes
	return withBody(c, d)
}

// DoneBy is who decided a card with one of these verbs (any verb when none is given), and when.
func DoneBy(c shop.Card, verbs ...string) (p shop.Press, ok bool) {
	for _, p := range c.Decisions {
		if len(verbs) == 0 {
			return p, true
		}
		for _, v := range verbs {
			if p.Verb == v {
				return p, true
			}
		}
	}
	return shop.Press{}, false
}
