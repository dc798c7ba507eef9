package livetest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"tokobot/internal/engine"
	"tokobot/internal/shop"
	"tokobot/internal/store"
	"tokobot/internal/whatsapptest"
)

// Day is what was seen of a played plan.
type Day struct {
	Said       map[string][]string // what each buyer reads, without numbers
	Orders     []string            // without what is given out in the order of arrival
	Unanswered []string
	Changed    []string // ids that came with two texts
	Falls      int      // times that the program ended by itself, and was started again
	Copies     int      // messages that came more than once under one id, which nobody sees
	Happened   map[string]int
	Waits      []time.Duration // from each message to its answer
	Took       time.Duration

	counts map[string][]int // how many messages each buyer had after each answer
}

// quiet is how long a buyer reads before the answer of a program that has nothing more to say is taken for whole, where nobody
// knows how long it is.
const quiet = 700 * time.Millisecond

// Play plays a plan on a shop that is linked. Where calm is given, it is the same day without mishaps, and things go wrong
// now.
func Play(s *Shop, p Plan, calm *Day) *Day {
	s.t.Helper()
	r := rand.New(rand.NewPCG(p.Seed, 1))
	g := &game{
		shop: s, calm: calm, day: &Day{Said: map[string][]string{}, Happened: map[string]int{}, counts: map[string][]int{}},
		buyers: makeBuyers(r, p.Buyers, p.Lines), begun: make(chan struct{}, p.Together),
		patience: p.Patience,
	}
	if g.patience == 0 {
		g.patience = 90 * time.Second
	}
	g.moved = sync.NewCond(&g.mu)
	if calm != nil {
		g.mishaps = p.mishaps(rand.New(rand.NewPCG(p.Seed, 2)))
	}
	begin := time.Now()
	s.Start()
	var all sync.WaitGroup
	all.Go(g.fate)
	for _, b := range g.buyers {
		all.Go(func() {
			g.begun <- struct{}{}
			defer func() { <-g.begun }()
			g.live(b)
		})
	}
	all.Wait()
	g.settle()
	g.day.Took, g.day.Falls = time.Since(begin), s.Falls()
	g.read()
	return g.day
}

// game is a plan being played.
type game struct {
	shop     *Shop
	calm     *Day
	buyers   []buyer
	mishaps  []mishap
	begun    chan struct{}
	patience time.Duration

	mu    sync.Mutex
	moved *sync.Cond // something was written or went wrong
	wrote int        // messages so far
	gone  int        // mishaps so far
	day   *Day
}

// fate lets things go wrong, each when its time has come.
func (g *game) fate() {
	for i, m := range g.mishaps {
		g.mu.Lock()
		for g.wrote < m.after {
			g.moved.Wait()
		}
		g.mu.Unlock()
		time.Sleep(m.delay)
		if err := m.do(g.shop); err != nil {
			g.shop.t.Errorf("%s: %v", m.what, err)
		}
		g.mu.Lock()
		g.gone = i + 1
		g.day.Happened[m.what]++
		g.moved.Broadcast()
		g.mu.Unlock()
	}
}

// turn waits until a buyer may write: messages don't run away from what is to go wrong among them.
func (g *game) turn() {
	g.mu.Lock()
	defer g.mu.Unlock()
	for g.gone < len(g.mishaps) && g.mishaps[g.gone].after+cap(g.begun) < g.wrote {
		g.moved.Wait()
	}
	g.wrote++
	g.moved.Broadcast()
}

// live is one buyer's day.
func (g *game) live(b buyer) {
	phone := g.shop.WhatsApp.Buyer(b.number, b.name)
	for i, line := range b.lines {
		g.turn()
		before, at := len(phone.Received()), time.Now()
		phone.Send(line)
		answered := g.await(b, i, phone, before)
		g.mu.Lock()
		g.day.Waits = append(g.day.Waits, time.Since(at))
		g.day.counts[b.number] = append(g.day.counts[b.number], len(phone.Received()))
		if !answered {
			g.day.Unanswered = append(g.day.Unanswered, fmt.Sprintf("%s: %q", b.number, line))
		}
		g.mu.Unlock()
	}
}

// await waits for the answer to a buyer's i-th message.
func (g *game) await(b buyer, i int, phone *whatsapptest.Phone, before int) bool {
	last, since := before, time.Now()
	for end := time.Now().Add(g.patience); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		n := len(phone.Received())
		if n != last {
			last, since = n, time.Now()
		}
		switch {
		case g.calm == nil && n > before && time.Since(since) > quiet && g.shop.idle():
			return true
		case g.calm != nil && n >= g.calm.counts[b.number][i] && n > before:
			return true
		}
	}
	return last > before
}

// settle waits until nothing is under way any more.
func (g *game) settle() {
	count := func() (n int) {
		for _, b := range g.buyers {
			for _, r := range g.shop.WhatsApp.Buyer(b.number, b.name).Received() {
				n += r.Copies
			}
		}
		return n
	}
	last, since := count(), time.Now()
	for end := time.Now().Add(2 * time.Minute); time.Now().Before(end); time.Sleep(200 * time.Millisecond) {
		n := count()
		if n != last || g.shop.WhatsApp.Waiting() > 0 {
			last, since = n, time.Now()
		}
		if time.Since(since) > 2*time.Second && g.shop.idle() {
			return
		}
	}
	g.shop.t.Errorf("it does not come to rest: %d stanzas wait", g.shop.WhatsApp.Waiting())
}

// read ends the program and looks at the phones and into the books.
func (g *game) read() {
	t := g.shop.t
	if _, err := g.shop.Stop(); err != nil {
		t.Errorf("the program's end: %v", err)
	}
	for _, b := range g.buyers {
		for _, r := range g.shop.WhatsApp.Buyer(b.number, b.name).Received() {
			g.day.Said[b.number] = append(g.day.Said[b.number], plain(r.Kind+": "+r.Text))
			g.day.Copies += r.Copies - 1
			if r.Changed {
				g.day.Changed = append(g.day.Changed, b.number+" "+r.ID)
			}
		}
	}
	books, err := store.Open(context.Background(), g.shop.Database, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = books.Close() }() // was only read
	if g.day.Orders, err = ordersOf(books); err != nil {
		t.Fatal(err)
	}
}

// digits are order numbers, unique codes, totals and times, which another order of arrival makes other ones.
var digits = regexp.MustCompile(`\d+`)

// plain is a text without what depends on who came first, and on the time of day.
func plain(text string) string {
	text = digits.ReplaceAllString(text, "#")
	for _, part := range []string{"Pagi", "Siang", "Sore", "Malam"} {
		text = strings.ReplaceAll(text, part+" kak", "Halo kak")
	}
	return text
}

// ordersOf are all orders, by buyer, without what is given out in the order of arrival: number, unique code, times.
func ordersOf(books *store.Store) ([]string, error) {
	var list []string
	err := books.Dump(context.Background(), engine.Dump{Order: func(o shop.Order, address string) error {
		list = append(list, fmt.Sprintf("%s %s %v %+v %s %s %s %+v", address, o.Status, o.Total()-o.UniqueCode, o.Items, o.Courier, o.Service,
			o.Payment, o.Recipient))
		return nil
	}})
	slices.Sort(list)
	return list, err
}

// MoreStock raises the sample shop's first stock, so that who comes first does not matter.
func (s *Shop) MoreStock() {
	s.t.Helper()
	file := filepath.Join(s.Dir, "catalog", "produk.yaml")
	raw, err := os.ReadFile(file)
	if err != nil {
		s.t.Fatal(err)
	}
	s.Write("catalog/produk.yaml", stockLine.ReplaceAllString(string(raw), "stok_awal: 100000"))
}

var stockLine = regexp.MustCompile(`stok_awal: \d+`)
