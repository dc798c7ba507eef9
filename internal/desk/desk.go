package desk

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"tokobot/catalog"
	"tokobot/internal/bahasa"
	"tokobot/internal/card"
	"tokobot/internal/shop"
	"tokobot/internal/wilayah"
)

// Settings are the choices of config.yaml that the desks work by.
type Settings struct {
	// Roster narrows who may act in a group, by name or id; a group without an entry lets all its members act.
	Roster map[shop.Group][]string
	// HandBack is how long the staff may be silent before the bot takes a chat back.
	HandBack time.Duration
	// QuietFrom and QuietTo bound the night, in time after midnight: the shop begins nothing in it.
	QuietFrom, QuietTo time.Duration
	// CardAsk is after how much opening time an untouched card of a kind is asked for again; see card.AskAfter.
	CardAsk map[shop.CardKind]time.Duration
	// CompleteAfter is when a shipped order counts as arrived; 0 is seven days.
	CompleteAfter time.Duration
	// PairCodes are the lines that pair a chat with each desk, to be typed there, as good as they are at a moment; nil where
	// there is nothing to pair.
	PairCodes func(now time.Time) []string
	// CatalogFiles reads the owner's files, for /katalog; nil where there are none to show.
	CatalogFiles func() ([]shop.File, error)
	// CheckUpload reads an uploaded catalog file as it would be in the folder: what it would change, in words, or what is
	// wrong with it. nil where uploads can't be taken.
	CheckUpload func(name string, data []byte) (words string, is Upload)
}

// Upload is what a catalog file would do, put into the owner's folder.
type Upload int

// What an uploaded file would do.
const (
	UploadWrong Upload = iota // the folder would not be a catalog
	UploadSame                // nothing: its words are those that are in force
	UploadChanges
)

// Shop is what the desks know.
type Shop struct {
	Catalog  *catalog.Catalog
	Atlas    *wilayah.Atlas
	Settings Settings
}

// Desk is the staff's side of one state of the catalog. It holds nothing that changes.
type Desk struct {
	Shop
	commands map[string]*command
	presses  map[shop.CardKind]map[string]func(*work, shop.Card) error
}

// New makes the desks.
func New(s Shop) *Desk {
	if s.Settings.CompleteAfter == 0 {
		s.Settings.CompleteAfter = 7 * 24 * time.Hour
	}
	d := &Desk{Shop: s, commands: map[string]*command{}, presses: presses()}
	for _, c := range commands() {
		d.commands[c.name] = c
	}
	return d
}

// work is one turn of a group while it is decided. What the turn changed already is looked up here, not in the facts.
type work struct {
	*Desk
	t      shop.Turn
	f      Facts
	g      shop.Group   // whose desk acts
	chat   []shop.Group // the desks that share the chat, the line's own first
	in     shop.Input   // the one being done
	d      shop.Decision
	orders map[string]shop.Order
	cards  map[shop.CardID]shop.Card
	stock  map[string]shop.Stock
	cash   []shop.CashLine // typed in this turn
	bank   []shop.BankLine // written in this turn
	made   int
	// about is the card or relayed message that is being replied to: what is answered can be replied to as well.
	about Replied
}

// Step decides a turn of a staff group.
func (d *Desk) Step(t shop.Turn, f Facts) (shop.Decision, error) {
	g, ok := t.Line.Group()
	if !ok {
		return shop.Decision{}, fmt.Errorf("desk: line %s is no group", t.Line)
	}
	w := &work{
		Desk: d, t: t, f: f, g: g,
		orders: map[string]shop.Order{}, cards: map[shop.CardID]shop.Card{}, stock: map[string]shop.Stock{},
	}
	for _, in := range t.Inputs {
		w.in, w.about, w.g, w.chat = in, Replied{}, g, sharing(g, in)
		if err := w.do(in); err != nil {
			return shop.Decision{}, fmt.Errorf("desk %s: %w", g, err)
		}
	}
	return w.d, nil
}

// sharing are the desks that hear an input: the line's own, and the others whose chat is the same.
func sharing(g shop.Group, in shop.Input) []shop.Group {
	chat := []shop.Group{g}
	for _, other := range in.Alt {
		chat = append(chat, shop.Group(other))
	}
	return chat
}

// desk lets another desk of the same chat act; false when it does not share it.
func (w *work) desk(g shop.Group) bool {
	if !slices.Contains(w.chat, g) {
		return false
	}
	w.g = g
	return true
}

func (w *work) do(in shop.Input) error {
	switch in.Kind {
	case shop.KindTimer:
		return w.timer(in.Timer)
	case shop.KindPress:
		return w.press(in.Press)
	case shop.KindText, shop.KindImage, shop.KindDocument, shop.KindVideo, shop.KindVoice:
		return w.write(in)
	}
	return nil
}

// write is what staff wrote or sent: a command, a reply to a card, a file, or talk among themselves.
func (w *work) write(in shop.Input) error {
	text, ours := strings.TrimSpace(in.Text), false
	if in.Quote != "" {
		to, found, err := w.f.Replied(w.g, in.Quote)
		if err != nil {
			return err
		}
		ours = found
		if found && (to.Card != "" || to.Buyer != 0) {
			w.about = to // of a command's answer too, so that a reply to it goes on to the buyer
		}
	}
	if strings.HasPrefix(text, "/") {
		return w.command(text)
	}
	if w.about.Card != "" || w.about.Buyer != 0 {
		return w.replied(w.about, text)
	}
	if in.Kind == shop.KindDocument && in.Media != nil {
		return w.document(in)
	}
	if in.Kind == shop.KindText {
		done, err := w.plainly(text)
		if err == nil && !done && ours && strings.ContainsAny(text, "0123456789") { // a number that somebody believes to be written down
			w.answer("Balasan ke pesan itu tidak dicatat di mana pun. Balas kartunya sendiri (bukti bayar, titipan, paket), atau lihat /bantuan.")
		}
		return err
	}
	return nil
}

// allowed tells whether whoever wrote or pressed may act in this group.
func (w *work) allowed() bool {
	roster := w.Settings.Roster[w.g]
	if len(roster) == 0 {
		return true
	}
	return slices.ContainsFunc(roster, func(who string) bool {
		who = strings.TrimPrefix(who, "@")
		return who != "" && (strings.EqualFold(who, w.in.Name) || who == w.in.User)
	})
}

// refuse tells whoever may not act, and the owner.
func (w *work) refuse() error {
	w.answer("Maaf, " + w.who() + " tidak ada di daftar petugas " + string(w.g) + ".")
	w.d.Do(shop.Tell{Group: shop.Owner, Text: "⚠️ " + w.who() + " mencoba bertindak di grup " + string(w.g) + " padahal tidak ada di daftar petugas."})
	return nil
}

// who is the one who acts, by name.
func (w *work) who() string {
	if w.in.Name != "" {
		return w.in.Name
	}
	return "Petugas"
}

// answer says something to whoever wrote or pressed: on the press itself, or in the group.
func (w *work) answer(text string) {
	if w.in.Kind == shop.KindPress {
		w.d.Do(shop.Toast{Group: w.g, Input: w.in.ID, Text: text})
		return
	}
	w.d.Do(shop.Tell{Group: w.g, Text: text, ReplyTo: w.replyTo(), Card: w.about.Card, Buyer: w.about.Buyer})
}

func (w *work) replyTo() int64 {
	if w.in.Kind == shop.KindTimer {
		return 0
	}
	return w.in.ID
}

// tell writes to this group.
func (w *work) tell(text string) { w.d.Do(shop.Tell{Group: w.g, Text: text}) }

// order finds an order as this turn left it.
func (w *work) order(number string) (shop.Order, bool, error) {
	if o, ok := w.orders[number]; ok {
		return o, true, nil
	}
	return w.f.Order(number)
}

// save writes an order with a line of its history, and returns it as it is then.
func (w *work) save(o shop.Order, what, note string) shop.Order {
	o.ChangedAt = w.t.Now
	w.d.Do(shop.SaveOrder{Order: o, Event: shop.Event{At: w.t.Now, Who: w.who(), What: what, Note: note}})
	o.Version++
	w.orders[o.Number] = o
	return o
}

func (w *work) log(number, what, note string) {
	w.d.Do(shop.LogOrder{Number: number, Event: shop.Event{At: w.t.Now, Who: w.who(), What: what, Note: note}})
}

// card finds a card as this turn left it.
func (w *work) card(id shop.CardID) (shop.Card, bool, error) {
	if c, ok := w.cards[id]; ok {
		return c, true, nil
	}
	return w.f.Card(id)
}

// show puts a new card before its group.
func (w *work) show(c shop.Card, f *shop.File) {
	w.d.Do(shop.ShowCard{Card: c, File: f})
	w.cards[c.ID] = c
}

// redraw writes a card as it is now.
func (w *work) redraw(c shop.Card) {
	w.d.Do(shop.RedrawCard{Card: c})
	c.Version++
	w.cards[c.ID] = c
	if !c.Open {
		w.d.Do(shop.CancelTimer{Key: shop.AskTimer(c.ID)})
	}
}

// end closes a card.
func (w *work) end(c shop.Card, verb, what string) {
	w.redraw(card.End(c, verb, w.who(), what, w.t.Now))
}

// endOthers closes the other open cards of a kind about an order.
func (w *work) endOthers(kind shop.CardKind, number string, but shop.CardID, what string) error {
	open, err := w.f.OpenCards(kind, number, 0)
	if err != nil {
		return err
	}
	for _, c := range open {
		if now, ok := w.cards[c.ID]; ok {
			c = now
		}
		if c.ID != but && c.Open {
			w.end(c, "close", what)
		}
	}
	return nil
}

func (w *work) newCard() shop.CardID {
	w.made++
	return w.t.NewCard(w.made)
}

// when is the moment of a card made now.
func (w *work) when() card.When { return card.When{Now: w.t.Now, Ask: w.askAt(w.t.Now)} }

// askAt tells when a card of a kind is asked for again that nobody touched since a moment; zero for never.
func (w *work) askAt(since time.Time) func(shop.CardKind) time.Time {
	return func(kind shop.CardKind) time.Time {
		if after := card.AskAfter(w.Settings.CardAsk, kind); after > 0 {
			return w.Catalog.Shop.OpenFor(since, after)
		}
		return noTime
	}
}

// daytime moves a moment of the night to the next morning.
func (w *work) daytime(t time.Time) time.Time {
	since := time.Duration(t.Hour())*time.Hour + time.Duration(t.Minute())*time.Minute + time.Duration(t.Second())*time.Second
	from, to := w.Settings.QuietFrom, w.Settings.QuietTo
	morning := time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, t.Location()).Add(to)
	switch {
	case from > to && since >= from:
		return morning.AddDate(0, 0, 1)
	case since < to && (from > to || since >= from):
		return morning
	}
	return t
}

// region is a recipient's place in words, from kelurahan to province.
func (w *work) region(c wilayah.Code) string {
	if c == "" {
		return ""
	}
	return w.Atlas.Full(c)
}

// clockOf is a moment's time of day, with the day when it is another one.
func (w *work) clockOf(t time.Time) string {
	t = t.In(w.t.Now.Location())
	if t.YearDay() == w.t.Now.YearDay() && t.Year() == w.t.Now.Year() {
		return bahasa.Clock(t)
	}
	return bahasa.DateTime(t)
}
