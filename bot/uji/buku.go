package uji

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"tokobot/catalog"
	"tokobot/internal/rupiah"
	"tokobot/internal/shop"
)

// Books are a shop's books in memory, with the guards that the store has. They answer bot.Facts.
type Books struct {
	stock    map[string]shop.Stock
	orders   map[string]shop.Order
	events   map[string][]shop.Event
	waits    map[shop.BuyerID][]string
	said     int // messages of the bot so far
	messages map[shop.BuyerID][]shop.Message
	proofs   []shop.Proof
	cards    []shop.Card
	cash     []shop.CashLine
	timers   map[string]shop.Timer
	buyers   map[shop.BuyerID]shop.Buyer
	handled  map[shop.BuyerID]shop.Handler
	memory   map[shop.BuyerID][]byte
}

// NewBooks are the books of a shop on its first day: every variant has its stok_awal.
func NewBooks(c *catalog.Catalog) *Books {
	b := &Books{
		stock: map[string]shop.Stock{}, orders: map[string]shop.Order{}, events: map[string][]shop.Event{},
		waits: map[shop.BuyerID][]string{}, messages: map[shop.BuyerID][]shop.Message{}, timers: map[string]shop.Timer{},
		buyers: map[shop.BuyerID]shop.Buyer{}, handled: map[shop.BuyerID]shop.Handler{}, memory: map[shop.BuyerID][]byte{},
	}
	for _, p := range c.Products {
		for _, v := range p.Variants {
			b.stock[v.SKU] = shop.Stock{SKU: v.SKU, OnHand: v.Initial}
		}
	}
	return b
}

// Stock answers bot.Facts.
func (b *Books) Stock(skus ...string) (map[string]shop.Stock, error) {
	out := map[string]shop.Stock{}
	for _, s := range skus {
		if st, ok := b.stock[s]; ok {
			out[s] = st
		}
	}
	return out, nil
}

// Order answers bot.Facts.
func (b *Books) Order(number string) (shop.Order, bool, error) {
	o, ok := b.orders[number]
	return o, ok, nil
}

// LastOrderNumber answers bot.Facts.
func (b *Books) LastOrderNumber(prefix string) (string, error) {
	last := ""
	for n := range b.orders {
		if strings.HasPrefix(n, prefix) {
			last = max(last, n)
		}
	}
	return last, nil
}

// OpenTotals answers bot.Facts.
func (b *Books) OpenTotals(low, high rupiah.Amount) ([]rupiah.Amount, error) {
	var out []rupiah.Amount
	for _, o := range b.orders {
		if t := o.Total(); o.Status.AwaitsMoney() && t >= low && t <= high {
			out = append(out, t)
		}
	}
	return out, nil
}

// TotalsSince answers bot.Facts.
func (b *Books) TotalsSince(low, high rupiah.Amount, since time.Time) ([]rupiah.Amount, error) {
	var out []rupiah.Amount
	for _, o := range b.orders {
		if t := o.Total(); !o.CreatedAt.Before(since) && t >= low && t <= high {
			out = append(out, t)
		}
	}
	return out, nil
}

// VoucherUses answers bot.Facts.
func (b *Books) VoucherUses(code string) (int, error) {
	n := 0
	for _, o := range b.orders {
		if o.Voucher == code && o.Status != shop.Cancelled && o.Status != shop.Expired {
			n++
		}
	}
	return n, nil
}

// Waits answers bot.Facts.
func (b *Books) Waits(buyer shop.BuyerID) ([]string, error) { return b.waits[buyer], nil }

// Messages answers bot.Facts.
func (b *Books) Messages(buyer shop.BuyerID, n int) ([]shop.Message, error) {
	ms := b.messages[buyer]
	return ms[max(0, len(ms)-n):], nil
}

// ProofsLike answers bot.Facts; only the same file is alike.
func (b *Books) ProofsLike(m shop.Media) ([]shop.Proof, error) {
	var out []shop.Proof
	for _, p := range b.proofs {
		if p.SHA256 == m.SHA256 {
			out = append(out, p)
		}
	}
	return out, nil
}

// OpenCards answers bot.Facts.
func (b *Books) OpenCards(kind shop.CardKind, order string, buyer shop.BuyerID) ([]shop.Card, error) {
	var out []shop.Card
	for _, c := range b.cards {
		if c.Open && c.Kind == kind && (order != "" && c.Order == order || order == "" && c.Buyer == buyer) {
			out = append(out, c)
		}
	}
	return out, nil
}

// LastEvent answers bot.Facts.
func (b *Books) LastEvent(number, what string) (shop.Event, bool, error) {
	for _, e := range slices.Backward(b.events[number]) {
		if strings.HasPrefix(e.What, what) {
			return e, true, nil
		}
	}
	return shop.Event{}, false, nil
}

// ordersOf are a buyer's orders, newest first.
func (b *Books) ordersOf(id shop.BuyerID) []shop.Order {
	var out []shop.Order
	for _, n := range slices.Sorted(maps.Keys(b.orders)) {
		if b.orders[n].Buyer == id {
			out = append(out, b.orders[n])
		}
	}
	slices.SortStableFunc(out, func(x, y shop.Order) int { return y.CreatedAt.Compare(x.CreatedAt) })
	return out[:min(len(out), 10)]
}

// Apply carries out a decision, guarding itself as the store does, and returns what was said to buyers.
func (b *Books) Apply(now time.Time, d shop.Decision) (says []shop.Say, err error) {
	for _, e := range d.Effects {
		if say, ok := e.(shop.Say); ok {
			says = append(says, say)
			b.said++
			b.messages[say.Buyer] = append(b.messages[say.Buyer], shop.Message{ID: "b" + strconv.Itoa(b.said), At: now, FromShop: true, Kind: shop.KindText, Text: say.Text})
			continue
		}
		if err := b.write(e); err != nil {
			return nil, err
		}
	}
	return says, nil
}

// write carries out one effect on the books.
func (b *Books) write(e shop.Effect) error {
	switch e := e.(type) {
	case shop.RecordOrder:
		return b.record(e)
	case shop.SaveOrder:
		return b.save(e.Order, e.Event)
	case shop.LogOrder:
		b.events[e.Number] = append(b.events[e.Number], e.Event)
	case shop.MoveStock:
		return b.move(e)
	case shop.ShowCard:
		b.cards = append(b.cards, e.Card)
	case shop.RedrawCard:
		i := slices.IndexFunc(b.cards, func(c shop.Card) bool { return c.ID == e.Card.ID && c.Version == e.Card.Version })
		if i < 0 {
			return fmt.Errorf("card %s has another version than %d", e.Card.ID, e.Card.Version)
		}
		b.cards[i] = e.Card
		b.cards[i].Version++
	case shop.BookCash:
		b.cash = append(b.cash, e.Line)
	case shop.KeepProof:
		b.proofs = append(b.proofs, e.Proof)
	case shop.SaveBuyer:
		b.buyers[e.Buyer.ID] = e.Buyer
	case shop.HandOver:
		b.handled[e.Buyer] = e.To
	case shop.SetTimer:
		b.timers[e.Timer.Key] = e.Timer
	case shop.CancelTimer:
		delete(b.timers, e.Key)
	case shop.Wait:
		b.waits[e.Buyer] = append(b.waits[e.Buyer], e.SKU)
	case shop.Unwait:
		b.waits[e.Buyer] = slices.DeleteFunc(b.waits[e.Buyer], func(s string) bool { return s == e.SKU })
	case shop.Forget:
		b.buyers[e.Buyer] = shop.Buyer{ID: e.Buyer, Address: b.buyers[e.Buyer].Address}
		delete(b.messages, e.Buyer)
	}
	return nil
}

// Notes tell every effect of a decision that is no message to a buyer, a line each.
func Notes(d shop.Decision) []string {
	var lines []string
	for _, e := range d.Effects {
		if l := noteOf(e); l != "" {
			lines = append(lines, l)
		}
	}
	return lines
}

func noteOf(e shop.Effect) string {
	switch e := e.(type) {
	case shop.RecordOrder:
		return fmt.Sprintf("pesanan %s %s %s: %s", e.Order.Number, e.Order.Status, e.Order.Total(), goods(e.Order))
	case shop.SaveOrder:
		return fmt.Sprintf("pesanan %s %s: %s", e.Order.Number, e.Order.Status, e.Event.What)
	case shop.LogOrder:
		return fmt.Sprintf("riwayat %s: %s", e.Number, e.Event.What)
	case shop.MoveStock:
		return fmt.Sprintf("stok %s %+d dipesan %+d (%s)", e.SKU, e.OnHand, e.Reserved, e.Why)
	case shop.ShowCard:
		if e.Card.Media != nil {
			return fmt.Sprintf("kartu %s → %s %s [%s]", e.Card.Kind, e.Card.Group, e.Card.Order, e.Card.Media.Name)
		}
		return fmt.Sprintf("kartu %s → %s %s", e.Card.Kind, e.Card.Group, e.Card.Order)
	case shop.RedrawCard:
		return fmt.Sprintf("kartu %s ditutup: %t", e.Card.Kind, !e.Card.Open)
	case shop.Tell:
		return fmt.Sprintf("ke %s: %s", e.Group, e.Text)
	case shop.BookCash:
		return fmt.Sprintf("kas %s %s %s", e.Line.Kind, e.Line.Amount, e.Line.Order)
	case shop.SaveBuyer:
		if e.Buyer.OptedOut {
			return "pembeli tidak mau dikirimi"
		}
	case shop.Withdraw:
		return fmt.Sprintf("draf %d ditarik", e.Message)
	case shop.HandOver:
		return fmt.Sprintf("dijawab oleh %s", e.To)
	case shop.Wait:
		return "menunggu " + e.SKU
	case shop.Unwait:
		return "tidak menunggu " + e.SKU
	case shop.Forget:
		return "data pembeli dihapus"
	}
	return ""
}

func (b *Books) record(e shop.RecordOrder) error {
	if err := e.Order.Check(); err != nil {
		return err
	}
	if _, exists := b.orders[e.Order.Number]; exists {
		return fmt.Errorf("order %s exists", e.Order.Number)
	}
	for _, o := range b.orders {
		if o.Status.AwaitsMoney() && o.UniqueCode > 0 && e.Order.UniqueCode > 0 && o.Total() == e.Order.Total() {
			return fmt.Errorf("total %d is another order's", o.Total())
		}
	}
	for _, i := range e.Order.Items {
		if i.Preorder {
			continue
		}
		if err := b.move(shop.MoveStock{SKU: i.SKU, Reserved: i.Qty, Why: shop.WhyReserve}); err != nil {
			return err
		}
	}
	b.orders[e.Order.Number] = e.Order
	b.events[e.Order.Number] = append(b.events[e.Order.Number], e.Event)
	return nil
}

func (b *Books) save(o shop.Order, e shop.Event) error {
	old, ok := b.orders[o.Number]
	if !ok || old.Version != o.Version {
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
	b.events[o.Number] = append(b.events[o.Number], e)
	return nil
}

func (b *Books) move(e shop.MoveStock) error {
	s := b.stock[e.SKU]
	s.SKU, s.OnHand, s.Reserved = e.SKU, s.OnHand+e.OnHand, s.Reserved+e.Reserved
	if s.OnHand < 0 || s.Reserved < 0 || e.Reserved > 0 && s.Reserved > s.OnHand {
		return fmt.Errorf("stock of %s would be %d, reserved %d", e.SKU, s.OnHand, s.Reserved)
	}
	b.stock[e.SKU] = s
	return nil
}

func goods(o shop.Order) string {
	parts := make([]string, len(o.Items))
	for i, it := range o.Items {
		parts[i] = fmt.Sprintf("%d×%s", it.Qty, it.SKU)
	}
	return strings.Join(parts, " ")
}

// Balanced complains when the books disagree with each other: stock that is reserved for no order, or an order without its
// reservation; two open orders of one total that unique codes should keep apart.
func (b *Books) Balanced() error {
	held := map[string]int{}
	totals := map[rupiah.Amount]string{}
	for _, n := range slices.Sorted(maps.Keys(b.orders)) {
		o := b.orders[n]
		if err := o.Check(); err != nil {
			return err
		}
		if o.Status.AwaitsMoney() && o.UniqueCode > 0 {
			if other, taken := totals[o.Total()]; taken {
				return fmt.Errorf("orders %s and %s have one total", other, n)
			}
			totals[o.Total()] = n
		}
		for _, i := range o.Items {
			if !i.Preorder && o.Status != shop.Cancelled && o.Status != shop.Expired {
				held[i.SKU] += i.Qty
			}
		}
	}
	for sku, s := range b.stock {
		if s.Reserved != held[sku] {
			return fmt.Errorf("%s: %d reserved, orders hold %d", sku, s.Reserved, held[sku])
		}
	}
	return nil
}
