package bot_test

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"tokobot/bot"
	"tokobot/bot/uji"
	"tokobot/internal/card"
	"tokobot/internal/engine"
	"tokobot/internal/media"
	"tokobot/internal/replay"
	"tokobot/internal/rupiah"
	"tokobot/internal/shop"
	"tokobot/internal/store"
	"tokobot/internal/storetest"
)

func TestMain(m *testing.M) { os.Exit(storetest.Main(m)) }

// TestConversationsOnTheStore plays every conversation of testdata through the real engine and the real store, on both databases: the
// same words, the same effects and the same books come out as in memory, and what was decided is what reached the phones.
func TestConversationsOnTheStore(t *testing.T) {
	b := bot.SampleShop(t)
	storetest.Each(t, func(t *testing.T, url string) {
		house := newHouse(t, b, url)
		for _, file := range conversationFiles(t) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, want := range conversations(string(data)) {
				name, _, _ := strings.Cut(want, "\n")
				t.Run(strings.TrimSuffix(filepath.Base(file), ".txt")+"/"+name, func(t *testing.T) {
					f := house.open(t)
					got := play(t, want, f, func(s *script) { f.heard, f.due = s.heard, s.dueAt })
					if diff := gocmp.Diff(strings.TrimRight(want, "\n"), strings.TrimRight(got, "\n")); diff != "" {
						t.Error(diff)
					}
				})
			}
		}
	})
}

// house is one database on which shop after shop begins its first day.
type house struct {
	bot   *bot.Bot
	url   string
	media *media.Folder
	books *store.Store // open between conversations; what is in it is wiped
	empty string       // the text that wipes it
}

func newHouse(t *testing.T, b *bot.Bot, url string) *house {
	folder, err := media.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	h := &house{bot: b, url: url, media: folder}
	t.Cleanup(func() {
		if h.books != nil {
			if err := h.books.Close(); err != nil {
				t.Error(err)
			}
		}
	})
	return h
}

// floor is a shop on the database while a conversation is played.
type floor struct {
	*uji.Player // only for reading the script's lines
	t           *testing.T
	h           *house
	books       *store.Store
	engine      *engine.Engine
	screens     *replay.Screens
	clock       *engine.SetClock
	now         time.Time
	buyer       int
	lid         bool
	last        []shop.Arrival
	ids         map[int]shop.BuyerID
	turns       []*turn
	phones      []engine.Parcel // what buyers' phones got since
	said        []string        // the ids of all messages to buyers
	errand      func(engine.Facts) ([]shop.Effect, error)
	errands     int

	heard func([]shop.Say, []string)
	due   func(time.Time)
}

// turn is one decision about a buyer's chat.
type turn struct {
	first int64 // its first input
	due   time.Time
	d     shop.Decision
}

// open begins the first day of a shop.
func (h *house) open(t *testing.T) *floor {
	f := &floor{Player: uji.NewPlayer(h.bot), t: t, h: h, clock: &engine.SetClock{}, buyer: 1, ids: map[int]shop.BuyerID{}}
	f.now = f.Now
	f.clock.Set(f.now)
	f.screens = replay.NewScreens(func(p engine.Parcel) error {
		if p.Channel == shop.WhatsApp {
			f.phones, f.said = append(f.phones, p), append(f.said, p.MessageID)
		}
		return nil
	})
	f.start()
	f.wipe()
	stock := map[string]int{}
	for _, p := range h.bot.Catalog.Products {
		for _, v := range p.Variants {
			stock[v.SKU] = v.Initial
		}
	}
	f.must(f.books.Seed(context.Background(), f.now, stock))
	return f
}

// start opens the database and puts the engine on it.
func (f *floor) start() {
	var err error
	zone := f.h.bot.Catalog.Shop.Zone
	if f.h.books == nil {
		f.h.books, err = store.Open(context.Background(), f.h.url, store.Options{Zone: zone, Media: f.h.media})
		f.must(err)
	}
	f.books = f.h.books
	f.engine, err = engine.New(engine.Options{Store: f.books, Media: f.h.media, Channels: f.screens.Channels(), Clock: f.clock, Zone: zone,
		Bot: f.step, Desk: f.run})
	f.must(err)
}

func (f *floor) must(err error) {
	if err != nil {
		f.t.Helper()
		f.t.Fatal(err)
	}
}

// wipe empties every table, so that a conversation finds a shop of its own.
func (f *floor) wipe() {
	if f.h.empty == "" {
		f.h.empty = f.emptying()
	}
	_, err := f.books.DB().Exec(f.h.empty)
	f.must(err)
}

// emptying is the text that empties every table of a new database, those first that others don't refer to.
func (f *floor) emptying() string {
	list := `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`
	refers := `SELECT m.name, k."table" FROM sqlite_master m, pragma_foreign_key_list(m.name) k WHERE m.type = 'table'`
	if f.books.Dialect() == "postgres" {
		list = `SELECT tablename FROM pg_tables WHERE schemaname = current_schema()`
		refers = `SELECT conrelid::regclass::text, confrelid::regclass::text FROM pg_constraint WHERE contype = 'f'`
	}
	var tables []string
	f.rows(list, func(scan func(...any) error) error {
		var name string
		err := scan(&name)
		if !strings.Contains(name, "version") && !strings.Contains(name, "database_owner") {
			tables = append(tables, name)
		}
		return err
	})
	needed := map[string][]string{} // by table, those that refer to it
	f.rows(refers, func(scan func(...any) error) error {
		var from, to string
		err := scan(&from, &to)
		if from != to {
			needed[to] = append(needed[to], from)
		}
		return err
	})
	var text strings.Builder
	for done := map[string]bool{}; len(done) < len(tables); {
		before := len(done)
		for _, name := range tables {
			if !done[name] && !slices.ContainsFunc(needed[name], func(n string) bool { return !done[n] }) {
				done[name] = true
				text.WriteString("DELETE FROM " + name + ";\n")
			}
		}
		if len(done) == before {
			f.t.Fatalf("tables refer to each other in a ring: %v", needed)
		}
	}
	return "BEGIN;\n" + text.String() + "COMMIT;"
}

func (f *floor) rows(q string, each func(scan func(...any) error) error) {
	rows, err := f.books.DB().Query(q)
	f.must(err)
	for rows.Next() {
		f.must(each(rows.Scan))
	}
	f.must(rows.Err())
	f.must(rows.Close())
}

// step decides a buyer's turn, and keeps what was decided until it is committed: a turn that is decided again replaces itself.
func (f *floor) step(t shop.Turn, facts engine.Facts) (shop.Decision, error) {
	d, err := f.h.bot.Step(t, facts)
	k := &turn{first: t.Inputs[0].ID, d: d}
	if t.Inputs[0].Kind == shop.KindTimer {
		k.due = t.Now
	}
	f.turns = slices.DeleteFunc(f.turns, func(o *turn) bool { return o.first == k.first })
	f.turns = append(f.turns, k)
	for n := 1; n < 10; n++ {
		if t.Buyer.Name == fmt.Sprintf("Pembeli %d", n) {
			f.ids[n] = t.Buyer.ID
		}
	}
	return d, err
}

// run does the errand of a directive, as the staff's side would.
func (f *floor) run(_ shop.Turn, facts engine.Facts) (shop.Decision, error) {
	if f.errand == nil {
		return shop.Decision{}, nil
	}
	effects, err := f.errand(facts)
	return shop.Decision{Effects: effects}, err
}

// until lets everything happen up to a time, and tells it.
func (f *floor) until(at time.Time) {
	f.must(f.engine.RunUntil(context.Background(), f.clock, at))
	f.now = at
	var texts, sent []string
	for _, k := range f.turns {
		var says []shop.Say
		for _, e := range k.d.Effects {
			if s, ok := e.(shop.Say); ok {
				says, texts = append(says, s), append(texts, s.Text)
			}
		}
		if !k.due.IsZero() {
			f.due(k.due)
		}
		f.heard(says, uji.Notes(k.d))
	}
	for _, p := range f.phones {
		sent = append(sent, p.Text)
	}
	if diff := gocmp.Diff(texts, sent); diff != "" {
		f.t.Errorf("what was decided is not what reached the phones:\n%s", diff)
	}
	f.turns, f.phones = nil, nil
}

// Hear implements world.
func (f *floor) Hear(burst []shop.Arrival) error {
	f.now = f.now.Add(time.Minute)
	f.last = burst
	f.clock.Set(f.now)
	for _, a := range burst {
		a.At, a.Name = f.now, fmt.Sprintf("Pembeli %d", f.buyer)
		a.Chat = fmt.Sprintf("62812%08d", f.buyer)
		if f.lid {
			a.Chat += "@lid"
		}
		if n, err := strconv.Atoi(strings.TrimPrefix(a.Quote, "b")); err == nil && n > 0 && n <= len(f.said) {
			a.Quote = f.said[n-1]
		}
		f.must(f.engine.Receive(context.Background(), a))
	}
	f.until(f.now)
	return nil
}

// send has an errand done through the inbox of a staff group.
func (f *floor) send(errand func(engine.Facts) ([]shop.Effect, error)) {
	f.errands++
	f.errand = errand
	f.clock.Set(f.now)
	f.must(f.engine.Receive(context.Background(), shop.Arrival{Channel: shop.Telegram, Chat: string(shop.Owner), ID: "suruhan" + strconv.Itoa(f.errands),
		Kind: shop.KindText, Text: "suruhan", At: f.now}))
	f.until(f.now)
	f.errand = nil
}

// Direct implements world.
func (f *floor) Direct(s string) ([]string, error) {
	word, rest, _ := strings.Cut(strings.TrimSpace(s), " ")
	switch word {
	case "jam":
		at, err := time.ParseInLocation("2006-01-02 15:04", rest, f.now.Location())
		f.must(err)
		f.until(at)
	case "maju":
		d, err := time.ParseDuration(rest)
		f.must(err)
		f.until(f.now.Add(d))
	case "pembeli":
		n, err := strconv.Atoi(rest)
		f.must(err)
		f.buyer, f.lid = n, false
	case "lid":
		f.lid = true
	case "stok":
		f.stockIs(rest)
	case "kembali":
		f.send(func(engine.Facts) ([]shop.Effect, error) {
			return []shop.Effect{shop.HandOver{Buyer: f.ids[f.buyer], To: shop.Bot}}, nil
		})
	case "mati":
		f.must(f.books.Close())
		f.h.books = nil
		f.start()
	case "ulang":
		return nil, f.Hear(f.last)
	case "buku":
		orders, stock := f.state()
		return uji.BookLines(orders, stock), nil
	default:
		return nil, f.staff(word, rest)
	}
	return nil, nil
}

// state is what the books say: this buyer's orders, newest first, and the stock.
func (f *floor) state() ([]shop.Order, map[string]shop.Stock) {
	var orders []shop.Order
	stock := map[string]shop.Stock{}
	f.must(f.books.Dump(context.Background(), engine.Dump{
		Order: func(o shop.Order, _ string) error {
			if o.Buyer == f.ids[f.buyer] {
				orders = append(orders, o)
			}
			return nil
		},
		Stock: func(s shop.Stock) error { stock[s.SKU] = s; return nil },
	}))
	slices.SortStableFunc(orders, func(a, b shop.Order) int {
		return cmp.Or(b.CreatedAt.Compare(a.CreatedAt), cmp.Compare(b.Number, a.Number))
	})
	return orders, stock
}

func (f *floor) stockIs(s string) {
	sku, n, _ := strings.Cut(s, " ")
	left, err := strconv.Atoi(n)
	f.must(err)
	_, stock := f.state()
	now := stock[sku]
	f.send(func(engine.Facts) ([]shop.Effect, error) {
		return []shop.Effect{shop.MoveStock{SKU: sku, OnHand: left + now.Reserved - now.OnHand, Why: shop.WhyCount, By: "uji"}}, nil
	})
}

// staff does to the buyer's newest order what the staff's buttons would, and closes its cards.
func (f *floor) staff(word, rest string) error {
	orders, _ := f.state()
	if len(orders) == 0 {
		return uji.ErrNoOrder
	}
	o := orders[0]
	goal := map[string]shop.Status{"bayar": shop.Paid, "tolak": shop.AwaitingPayment, "sebagian": shop.AwaitingPayment, "kemas": shop.Packing, "kirim": shop.Shipped}[word]
	path := way(o.Status, goal)
	if o.Status == goal {
		path = []shop.Status{goal} // a part of the money comes: it waits on
	}
	if goal == "" || path == nil {
		return fmt.Errorf("arahan %q: %s tidak bisa menjadi %s", word, o.Status, goal)
	}
	f.send(func(facts engine.Facts) ([]shop.Effect, error) {
		var out []shop.Effect
		for _, kind := range []shop.CardKind{shop.CardPayment, shop.CardPacking} {
			cards, err := facts.OpenCards(kind, o.Number, 0)
			if err != nil {
				return nil, err
			}
			for _, c := range cards {
				out = append(out, shop.RedrawCard{Card: card.Close(c, "uji", word, f.now)})
			}
		}
		for _, s := range path {
			o.Status, o.ChangedAt = s, f.now
			switch s {
			case shop.Paid:
				o.PaidAt = f.now
			case shop.AwaitingPayment:
				n, _ := strconv.Atoi(rest) // "tolak" has no number
				o.Received += rupiah.Amount(n)
				o.DueAt = f.now.Add(f.h.bot.Catalog.Payment.Deadline)
			case shop.Shipped:
				o.Tracking, o.ShippedAt = rest, f.now
				out = append(out, shop.SetTimer{Timer: shop.Timer{Key: shop.CompleteTimer(o.Number), Line: shop.BuyerLine(o.Buyer),
					Due: f.now.Add(f.h.bot.Settings.Complete), What: "complete", Ref: o.Number}})
			}
			out = append(out, shop.SaveOrder{Order: o, Event: shop.Event{At: f.now, Who: "uji", What: word}})
			o.Version++
		}
		return out, nil
	})
	return nil
}

// way is the shortest way of an order from one state to another.
func way(from, to shop.Status) []shop.Status {
	ways := [][]shop.Status{{from}}
	for i := 0; i < len(ways); i++ {
		at := ways[i][len(ways[i])-1]
		for _, next := range []shop.Status{shop.AwaitingPayment, shop.PaymentReview, shop.Paid, shop.Confirmed, shop.Packing, shop.Packed, shop.Shipped} {
			if !at.CanMove(next) || slices.Contains(ways[i], next) {
				continue
			}
			longer := append(slices.Clone(ways[i]), next)
			if next == to {
				return longer[1:]
			}
			ways = append(ways, longer)
		}
	}
	return nil
}
