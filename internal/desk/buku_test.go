package desk

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"tokobot/catalog"
	"tokobot/internal/rupiah"
	"tokobot/internal/shop"
	"tokobot/internal/wilayah"
)

// books are a shop's books in memory, with the guards that the store has. They answer Facts; what they do not have is asked
// for by mistake and panics.
type books struct {
	Facts
	desk    *Desk
	now     time.Time
	inputs  int64
	orders  map[string]shop.Order
	numbers []string
	history map[string][]shop.Event
	stock   map[string]shop.Stock
	lines   []shop.StockLine
	cash    []shop.CashLine
	bank    map[string]shop.BankLine
	cards   []shop.Card
	timers  map[string]shop.Timer
	handled map[shop.BuyerID]shop.Handler
	waiting map[string][]shop.BuyerID
	outbox  map[int64]bool // messages that wait
	byHand  map[int64]bool // drafts that a person sent
	files   map[string][]byte
	keys    map[string]bool
	actions []shop.CatalogAction
	said    []shop.Message // in the one buyer's chat
}

// sample is the shop of catalog/contoh.
var sample = sync.OnceValues(func() (Shop, error) {
	atlas, err := wilayah.Open()
	if err != nil {
		return Shop{}, err
	}
	c, problems := catalog.Load(filepath.Join("..", "..", "catalog", "contoh"), catalog.Options{Atlas: atlas})
	if c == nil {
		return Shop{}, fmt.Errorf("catalog/contoh: %v", problems)
	}
	return Shop{Catalog: c, Atlas: atlas, Settings: Settings{
		HandBack: 12 * time.Hour, QuietFrom: 21 * time.Hour, QuietTo: 7 * time.Hour,
		Roster: map[shop.Group][]string{shop.Finance: {"Rina", "Dewi"}},
	}}, nil
})

type fataler interface {
	Helper()
	Fatal(...any)
}

func newBooks(t fataler) *books {
	t.Helper()
	s, err := sample()
	if err != nil {
		t.Fatal(err)
	}
	b := &books{
		now: monday, orders: map[string]shop.Order{}, history: map[string][]shop.Event{}, stock: map[string]shop.Stock{},
		bank: map[string]shop.BankLine{}, timers: map[string]shop.Timer{}, handled: map[shop.BuyerID]shop.Handler{},
		waiting: map[string][]shop.BuyerID{}, files: map[string][]byte{}, keys: map[string]bool{},
	}
	s.Settings.CatalogFiles = func() ([]shop.File, error) {
		return []shop.File{{Name: "produk.yaml", Data: []byte("produk: []")}}, nil
	}
	s.Settings.CheckUpload = func(_ string, data []byte) (string, Upload) {
		switch {
		case strings.HasPrefix(string(data), "ok"):
			return string(data), UploadChanges
		case strings.HasPrefix(string(data), "sama"):
			return "", UploadSame
		}
		return string(data), UploadWrong
	}
	b.desk = New(s)
	for _, p := range s.Catalog.Products {
		for _, v := range p.Variants {
			b.stock[v.SKU] = shop.Stock{SKU: v.SKU, OnHand: v.Initial}
		}
	}
	return b
}

func (b *books) Card(id shop.CardID) (shop.Card, bool, error) {
	i := slices.IndexFunc(b.cards, func(c shop.Card) bool { return c.ID == id })
	if i < 0 {
		return shop.Card{}, false, nil
	}
	return b.cards[i], true, nil
}

func (b *books) GroupCards(g shop.Group) (out []shop.Card, _ error) {
	for _, c := range b.cards {
		if c.Open && c.Group == g {
			out = append(out, c)
		}
	}
	return out, nil
}

func (b *books) OpenCards(kind shop.CardKind, order string, buyer shop.BuyerID) (out []shop.Card, _ error) {
	for _, c := range b.cards {
		if c.Open && (kind == "" || c.Kind == kind) && (order != "" && c.Order == order || order == "" && c.Buyer == buyer) {
			out = append(out, c)
		}
	}
	return out, nil
}

// Replied takes the id of a card, "buyer" for a relayed message of the buyer, or "laporan" for something that was only said.
func (b *books) Replied(_ shop.Group, id string) (Replied, bool, error) {
	if id == "buyer" {
		return Replied{Buyer: 1}, true, nil
	}
	if id == "laporan" {
		return Replied{Text: "🏦 *Mutasi dibaca*"}, true, nil
	}
	_, found, err := b.Card(shop.CardID(id))
	return Replied{Card: shop.CardID(id)}, found, err
}

func (b *books) Order(n string) (shop.Order, bool, error) { o, ok := b.orders[n]; return o, ok, nil }

func (b *books) each(keep func(shop.Order) bool) (out []shop.Order, _ error) {
	for _, n := range b.numbers {
		if keep(b.orders[n]) {
			out = append(out, b.orders[n])
		}
	}
	return out, nil
}

func (b *books) OrderEnding(tail string) ([]shop.Order, error) {
	return b.each(func(o shop.Order) bool { return strings.HasSuffix(o.Number, tail) })
}

func (b *books) OrdersByTotal(total rupiah.Amount, in ...shop.Status) ([]shop.Order, error) {
	return b.each(func(o shop.Order) bool { return o.Total() == total && slices.Contains(in, o.Status) })
}

func (b *books) OrdersIn(in ...shop.Status) ([]shop.Order, error) {
	return b.each(func(o shop.Order) bool { return slices.Contains(in, o.Status) })
}

func (b *books) OrdersRecorded(p shop.Period) ([]shop.Order, error) {
	return b.each(func(o shop.Order) bool { return within(p, o.CreatedAt) })
}

func within(p shop.Period, t time.Time) bool { return !t.Before(p.From) && t.Before(p.To) }

func (b *books) History(n string) ([]shop.Event, error) { return b.history[n], nil }

func (b *books) Stock(skus ...string) (map[string]shop.Stock, error) {
	out := map[string]shop.Stock{}
	for _, s := range skus {
		out[s] = b.stock[s]
	}
	return out, nil
}

func (b *books) AllStock() (out []shop.Stock, _ error) {
	for _, s := range b.stock {
		out = append(out, s)
	}
	slices.SortFunc(out, func(x, y shop.Stock) int { return strings.Compare(x.SKU, y.SKU) })
	return out, nil
}

func (b *books) StockBook(sku string, p shop.Period) (out []shop.StockLine, _ error) {
	for _, l := range b.lines {
		if within(p, l.At) && (sku == "" || l.SKU == sku) {
			out = append(out, l)
		}
	}
	return out, nil
}

func (b *books) Cash(p shop.Period) (out []shop.CashLine, _ error) {
	return slices.DeleteFunc(slices.Clone(b.cash), func(l shop.CashLine) bool { return !within(p, l.At) }), nil
}

func (b *books) CashLine(key string) (line shop.CashLine, taken, found bool, _ error) {
	for _, l := range b.cash {
		if l.Key == key {
			line, found = l, true
		}
		taken = taken || l.Corrects == key
	}
	return line, taken, found, nil
}

func (b *books) Balance(before time.Time) (sum rupiah.Amount, _ error) {
	for _, l := range b.cash {
		if l.At.Before(before) {
			sum += signed(l)
		}
	}
	return sum, nil
}

func signed(l shop.CashLine) rupiah.Amount {
	if l.Kind == shop.Out {
		return -l.Amount
	}
	return l.Amount
}

func (b *books) BankLine(key string) (shop.BankLine, bool, error) {
	l, ok := b.bank[key]
	return l, ok, nil
}

func (b *books) BankLines(p shop.Period) ([]shop.BankLine, error) { return linesOf(b.bank, p), nil }

// linesOf are a bank's book's lines of a period, as the store gives them.
func linesOf(bank map[string]shop.BankLine, p shop.Period) (out []shop.BankLine) {
	for _, l := range bank {
		if within(p, l.Date) {
			out = append(out, l)
		}
	}
	slices.SortFunc(out, func(x, y shop.BankLine) int { return strings.Compare(x.Key, y.Key) })
	return out
}

func (b *books) Buyer(id shop.BuyerID) (shop.Buyer, shop.Handler, error) {
	by := b.handled[id]
	if by == "" {
		by = shop.Bot
	}
	return shop.Buyer{ID: id, Name: "Sari", Address: fmt.Sprintf("62812%08d", id)}, by, nil
}

func (b *books) Messages(shop.BuyerID, int) ([]shop.Message, error) { return b.said, nil }

func (b *books) WaitsToGo(message int64) (bool, error) { return b.outbox[message], nil }

func (b *books) Waiting(sku string) ([]shop.BuyerID, error) { return slices.Clone(b.waiting[sku]), nil }

func (b *books) Outside(_ string, do func() any) (any, error) { return do(), nil }

func (b *books) Media(ref string) ([]byte, error) {
	data, ok := b.files[ref]
	if !ok {
		return nil, fmt.Errorf("media %s is gone", ref)
	}
	return data, nil
}

func (b *books) LastOutgoing(shop.BuyerID, string) (string, []shop.Source, bool, error) {
	return "Totalnya Rp99.137", []shop.Source{{Text: "Rp99.137", From: "order A"}}, true, nil
}

// heard is an effect as people see it.
func heard(e shop.Effect) string {
	switch e := e.(type) {
	case shop.Say:
		return "pembeli: " + e.Text
	case shop.Tell:
		names := ""
		for _, f := range e.Album {
			names += "[" + f.Name + "] "
		}
		return string(e.Group) + ": " + names + e.Text
	case shop.Toast:
		if e.Text != "" {
			return "penekan: " + e.Text
		}
	case shop.ShowCard:
		return string(e.Card.Group) + " kartu: " + e.Card.Text
	}
	return ""
}

func (b *books) apply(key string, e shop.Effect) error {
	switch e := e.(type) {
	case shop.SaveOrder:
		return b.save(e)
	case shop.LogOrder:
		b.history[e.Number] = append(b.history[e.Number], e.Event)
	case shop.MoveStock:
		return b.move(key, e)
	case shop.BookCash:
		if e.Line.Amount <= 0 {
			return fmt.Errorf("cash line of %d", e.Line.Amount)
		}
		if !b.keys["kas "+e.Line.Key] {
			b.keys["kas "+e.Line.Key] = true
			b.cash = append(b.cash, e.Line)
		}
	case shop.BookBank:
		b.bank[e.Line.Key] = e.Line
	case shop.ShowCard:
		b.cards = append(b.cards, e.Card)
	case shop.RedrawCard:
		i := slices.IndexFunc(b.cards, func(c shop.Card) bool { return c.ID == e.Card.ID && c.Version == e.Card.Version })
		if i < 0 {
			return fmt.Errorf("card %s is of another version than %d", e.Card.ID, e.Card.Version)
		}
		b.cards[i] = e.Card
		b.cards[i].Version++
	default:
		b.others(e)
	}
	return nil
}

func (b *books) others(e shop.Effect) {
	switch e := e.(type) {
	case shop.SetTimer:
		b.timers[e.Timer.Key] = e.Timer
	case shop.CancelTimer:
		delete(b.timers, e.Key)
	case shop.HandOver:
		b.handled[e.Buyer] = e.To
	case shop.Unwait:
		b.waiting[e.SKU] = slices.DeleteFunc(b.waiting[e.SKU], func(x shop.BuyerID) bool { return x == e.Buyer })
	case shop.Withdraw:
		b.outbox[e.Message], b.byHand = false, map[int64]bool{e.Message: e.ByHand}
	case shop.CatalogAction:
		b.actions = append(b.actions, e)
	}
}

func (b *books) save(e shop.SaveOrder) error {
	o, old := e.Order, b.orders[e.Order.Number]
	if old.Version != o.Version {
		return fmt.Errorf("order %s: version %d, have %d", o.Number, o.Version, old.Version)
	}
	if old.Status != o.Status && !old.Status.CanMove(o.Status) {
		return fmt.Errorf("order %s: %s may not become %s", o.Number, old.Status, o.Status)
	}
	if err := o.Check(); err != nil {
		return err
	}
	o.Version++
	b.orders[o.Number] = o
	b.history[o.Number] = append(b.history[o.Number], e.Event)
	return nil
}

func (b *books) move(key string, e shop.MoveStock) error {
	if e.Key != "" {
		key = e.Key
	}
	if b.keys["stok "+key] {
		return nil
	}
	b.keys["stok "+key] = true
	s := b.stock[e.SKU]
	s.SKU, s.OnHand, s.Reserved = e.SKU, s.OnHand+e.OnHand, s.Reserved+e.Reserved
	if s.OnHand < 0 || s.Reserved < 0 || e.Strict && s.Reserved > s.OnHand {
		return fmt.Errorf("stock of %s would be %d, reserved %d", e.SKU, s.OnHand, s.Reserved)
	}
	b.stock[e.SKU] = s
	b.lines = append(b.lines, shop.StockLine{At: b.now, SKU: e.SKU, OnHand: e.OnHand, Reserved: e.Reserved, After: s.OnHand, Why: e.Why, Order: e.Order, By: e.By})
	return nil
}
