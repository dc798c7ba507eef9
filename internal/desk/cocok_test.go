package desk

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"tokobot/catalog"
	"tokobot/internal/card"
	"tokobot/internal/rupiah"
	"tokobot/internal/shop"
)

// ledger is as much of the books as matching and refunds ask for. What it does not have is asked for by mistake and panics.
type ledger struct {
	Facts
	orders  []shop.Order
	bank    map[string]shop.BankLine
	history map[string][]shop.Event
	cash    []shop.CashLine
	file    []byte
	cards   map[shop.CardID]shop.Card
}

func (l *ledger) Media(string) ([]byte, error) { return l.file, nil }

func (l *ledger) Outside(_ string, do func() any) (any, error) { return do(), nil }

func (l *ledger) BankLine(key string) (shop.BankLine, bool, error) {
	b, ok := l.bank[key]
	return b, ok, nil
}

func (l *ledger) BankLines(p shop.Period) (out []shop.BankLine, _ error) {
	return linesOf(l.bank, p), nil
}

func (l *ledger) GroupCards(shop.Group) (out []shop.Card, _ error) {
	for _, c := range l.cards {
		out = append(out, c)
	}
	return out, nil
}

func (l *ledger) OrdersRecorded(p shop.Period) ([]shop.Order, error) {
	return slices.DeleteFunc(slices.Clone(l.orders), func(o shop.Order) bool { return !within(p, o.CreatedAt) }), nil
}

func (l *ledger) OrdersIn(in ...shop.Status) (out []shop.Order, _ error) {
	for _, o := range l.orders {
		if slices.Contains(in, o.Status) {
			out = append(out, o)
		}
	}
	return out, nil
}

func (l *ledger) OrdersByTotal(total rupiah.Amount, in ...shop.Status) (out []shop.Order, _ error) {
	some, err := l.OrdersIn(in...)
	return slices.DeleteFunc(some, func(o shop.Order) bool { return o.Total() != total }), err
}

func (l *ledger) Order(number string) (shop.Order, bool, error) {
	i := slices.IndexFunc(l.orders, func(o shop.Order) bool { return o.Number == number })
	if i < 0 {
		return shop.Order{}, false, nil
	}
	return l.orders[i], true, nil
}

func (l *ledger) History(number string) ([]shop.Event, error) { return l.history[number], nil }

func (l *ledger) Cash(p shop.Period) ([]shop.CashLine, error) {
	return slices.DeleteFunc(slices.Clone(l.cash), func(c shop.CashLine) bool { return !within(p, c.At) }), nil
}

func (l *ledger) CashLine(string) (line shop.CashLine, taken, found bool, err error) {
	return line, false, false, nil
}

func (l *ledger) Buyer(id shop.BuyerID) (shop.Buyer, shop.Handler, error) {
	return shop.Buyer{ID: id, Name: "Sari", Address: "6281200000001"}, shop.Bot, nil
}

func (l *ledger) Messages(shop.BuyerID, int) ([]shop.Message, error) { return nil, nil }

func (l *ledger) OpenCards(shop.CardKind, string, shop.BuyerID) ([]shop.Card, error) { return nil, nil }

func (l *ledger) Card(id shop.CardID) (shop.Card, bool, error) {
	c, ok := l.cards[id]
	return c, ok, nil
}

// apply writes what a decision says of orders and the bank into the books.
func (l *ledger) apply(d shop.Decision) {
	for _, e := range d.Effects {
		switch e := e.(type) {
		case shop.SaveOrder:
			i := slices.IndexFunc(l.orders, func(o shop.Order) bool { return o.Number == e.Order.Number })
			l.orders[i] = e.Order
			l.orders[i].Version++
			l.history[e.Order.Number] = append(l.history[e.Order.Number], e.Event)
		case shop.LogOrder:
			l.history[e.Number] = append(l.history[e.Number], e.Event)
		case shop.BookBank:
			l.bank[e.Line.Key] = e.Line
		case shop.BookCash:
			l.cash = append(l.cash, e.Line)
		case shop.ShowCard:
			l.cards[e.Card.ID] = e.Card
		}
	}
}

// cash is the balance of what a decision books, and how many lines.
func cash(d shop.Decision) (balance rupiah.Amount, lines int) {
	for _, e := range d.Effects {
		if b, ok := e.(shop.BookCash); ok {
			lines++
			if b.Line.Kind == shop.Out {
				b.Line.Amount = -b.Line.Amount
			}
			balance += b.Line.Amount
		}
	}
	return balance, lines
}

func newLedger(orders ...shop.Order) *ledger {
	return &ledger{orders: orders, bank: map[string]shop.BankLine{}, history: map[string][]shop.Event{}, cards: map[shop.CardID]shop.Card{}}
}

var monday = time.Date(2026, 11, 23, 14, 0, 0, 0, time.FixedZone("WIB", 7*3600))

func order(number string, s shop.Status, total rupiah.Amount, made time.Time) shop.Order {
	return shop.Order{Number: number, Buyer: 1, Status: s, CreatedAt: made, Subtotal: total,
		Items: []shop.Item{{SKU: "PSM-HITAM", Product: "PSM", Name: "Pashmina – Hitam", Qty: 1, Price: total}}}
}

func newDesk() *Desk {
	return New(Shop{Catalog: &catalog.Catalog{Shop: catalog.Shop{Sapaan: "kak", Zone: monday.Location()}, Payment: catalog.Payment{Deadline: 24 * time.Hour}}})
}

func finance(t *testing.T, l *ledger, in shop.Input) (shop.Decision, string) {
	t.Helper()
	in.Channel, in.Chat, in.Name = shop.Telegram, string(shop.Finance), "Rina"
	d, err := newDesk().Step(shop.Turn{Line: shop.GroupLine(shop.Finance), Now: monday, Inputs: []shop.Input{in}}, l)
	if err != nil {
		t.Fatal(err)
	}
	l.apply(d)
	var said []string
	for _, e := range d.Effects {
		switch e := e.(type) {
		case shop.Tell:
			said = append(said, e.Text)
		case shop.Toast:
			said = append(said, e.Text)
		}
	}
	return d, strings.Join(said, "\n")
}

func statementOf(l *ledger, id int64, rows ...string) shop.Input {
	l.file = []byte("Tanggal,Keterangan,Kredit,Debet\n" + strings.Join(rows, "\n") + "\n")
	return shop.Input{ID: id, Arrival: shop.Arrival{Kind: shop.KindDocument, Media: &shop.Media{Ref: "m", Name: "mutasi.csv"}}}
}

// TestStatementPaysOnlyWhatItCan sends statements twice and wants each to pay what it can, once, and nothing else.
func TestStatementPaysOnlyWhatItCan(t *testing.T) {
	today, lastMonth := "2026-11-23", "2026-10-20"
	paid := order("P", shop.Packing, 70_200, monday.AddDate(0, 0, -1))
	paid.PaidAt, paid.Received = monday.Add(-time.Hour), 70_200
	part := order("R", shop.AwaitingPayment, 90_000, monday)
	part.Received = 60_000
	for name, c := range map[string]struct {
		orders []shop.Order
		rows   []string
		paid   []string
		cash   rupiah.Amount
		says   []string
	}{
		"exact": {[]shop.Order{order("A", shop.AwaitingPayment, 99_137, monday)}, []string{today + ",ANI,99137,"}, []string{"A"}, 99_137, []string{"Lunas (1)"}},
		"money that is older than the order": {[]shop.Order{order("A", shop.AwaitingPayment, 99_137, monday)}, []string{lastMonth + ",ANI,99137,"}, nil, 0,
			[]string{"Belum cocok dengan pesanan (1)", "Masih menunggu bayar (1)"}},
		"two orders of one total": {[]shop.Order{order("A", shop.AwaitingPayment, 50_000, monday), order("B", shop.PaymentReview, 50_000, monday)},
			[]string{today + ",ANI,50000,"}, nil, 0, []string{"Bisa lebih dari satu pesanan (1)", "#A atau #B"}},
		"accepted before": {[]shop.Order{paid}, []string{today + ",ANI,70200,"}, []string{"P"}, 0, []string{"1 baris cocok dengan pesanan yang sudah lunas"}},
		"accepted before, and once more": {[]shop.Order{paid}, []string{today + ",ANI,70200,", today + ",ANI,70200,"}, []string{"P"}, 0,
			[]string{"1 baris cocok", "Belum cocok dengan pesanan (1)"}},
		"the rest of a short payment":   {[]shop.Order{part}, []string{today + ",ANI,30000,"}, []string{"R"}, 30_000, []string{"Lunas (1)"}},
		"a rupiah off":                  {[]shop.Order{order("A", shop.AwaitingPayment, 99_137, monday)}, []string{today + ",ANI,99136,"}, nil, 0, []string{"Belum cocok"}},
		"a fraction of a rupiah":        {[]shop.Order{order("A", shop.AwaitingPayment, 99_137, monday)}, []string{today + `,BUNGA,"99,137.50",`}, nil, 0, []string{"Belum cocok"}},
		"money for an order that ended": {[]shop.Order{order("A", shop.Expired, 99_137, monday)}, []string{today + ",ANI,99137,"}, nil, 0, []string{"Belum cocok", "sama dengan #A (kedaluwarsa)"}},
		"money out":                     {[]shop.Order{order("A", shop.AwaitingPayment, 99_137, monday)}, []string{today + ",ANI,,99137"}, nil, 0, []string{"1 uang keluar"}},
	} {
		t.Run(name, func(t *testing.T) {
			l := newLedger(c.orders...)
			for _, o := range c.orders {
				if o.Received > 0 {
					l.cash = append(l.cash, shop.CashLine{Key: "bayar:" + o.Number, At: monday.Add(-time.Hour), Kind: shop.In, Amount: o.Received, Order: o.Number})
				}
			}
			d, said := finance(t, l, statementOf(l, 1, c.rows...))
			if got, _ := cash(d); got != c.cash {
				t.Errorf("booked %d, want %d", got, c.cash)
			}
			for _, o := range l.orders {
				if got := slices.Contains(c.paid, o.Number); got != (o.Received == o.Total()) {
					t.Errorf("#%s received %s of %s", o.Number, o.Received, o.Total())
				}
			}
			for _, want := range c.says {
				if !strings.Contains(said, want) {
					t.Errorf("%q is not said:\n%s", want, said)
				}
			}
			again, said := finance(t, l, statementOf(l, 2, c.rows...))
			if n, lines := cash(again); n != 0 || lines != 0 {
				t.Errorf("the same statement booked %d again:\n%s", n, said)
			}
		})
	}
}

// TestRefundKeepsTheBalance returns money that was booked, that was not, and that never came.
func TestRefundKeepsTheBalance(t *testing.T) {
	for _, c := range []struct {
		received rupiah.Amount
		verb     string
		balance  rupiah.Amount // change by the press
		open     bool
	}{
		{80_000, card.Refunded, -80_000, false},
		{0, card.Refunded, 0, false},
		{0, card.NoMoney, 0, false},
		{80_000, card.NoMoney, 0, true}, // it is in the books: it can't not have come
	} {
		t.Run(fmt.Sprintf("%d %s", c.received, c.verb), func(t *testing.T) {
			o := order("A", shop.Cancelled, 80_000, monday)
			o.Received = c.received
			l := newLedger(o)
			l.cards["7.1"] = card.NewRefund("7.1", card.When{Now: monday}, card.Refund{Order: o, Buyer: shop.Buyer{ID: 1, Name: "Sari"}, Why: "Dibatalkan"})
			d, _ := finance(t, l, shop.Input{ID: 9, Arrival: shop.Arrival{Kind: shop.KindPress, Press: &shop.Pressed{Card: "7.1", Verb: c.verb}}})
			if got, _ := cash(d); got != c.balance {
				t.Errorf("balance changed by %d, want %d", got, c.balance)
			}
			closed := slices.ContainsFunc(d.Effects, func(e shop.Effect) bool { r, ok := e.(shop.RedrawCard); return ok && !r.Card.Open })
			if closed == c.open {
				t.Errorf("card closed: %v", closed)
			}
		})
	}
}
