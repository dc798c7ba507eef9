package storetest

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tokobot/internal/engine"
	"tokobot/internal/rupiah"
	"tokobot/internal/shop"
	"tokobot/internal/store"
)

// Conformance is what a store must do, whichever database is below it. fresh gives the address of a new, empty database.
func Conformance(t *testing.T, fresh func(testing.TB) string) {
	for _, part := range []struct {
		name string
		test func(*kit)
	}{
		{"receive", receives}, {"burst", bursts}, {"identity", identities}, {"merge", merges}, {"media", fetches},
		{"work", works}, {"failures", failures}, {"poison", poison}, {"timers", timers}, {"hard timers", hardTimers},
		{"orders", orders}, {"turnOrders", turnOrders}, {"vouchers", vouchers}, {"stock", stock}, {"seed", seeds}, {"cash", cash}, {"bank", bank},
		{"cards", cards}, {"drawings", drawings}, {"unshown", unshown}, {"outbox", outbox}, {"parked", parked}, {"toasts", toasts}, {"receipts", receipts}, {"drafts", drafts}, {"undelivered", undelivered},
		{"people", people}, {"proofs", proofs}, {"messages", messages}, {"files", files}, {"forget", forget}, {"prune", prune}, {"albums", albums},
		{"groups", groups}, {"leases", leases}, {"dump", dump}, {"odd text", oddText},
	} {
		t.Run(part.name, func(t *testing.T) { part.test(newKit(t, fresh(t))) })
	}
	t.Run("rivals", func(t *testing.T) { rivals(t, fresh(t)) })
	t.Run("failing rivals", func(t *testing.T) { failingRivals(t, fresh(t)) })
	t.Run("outside", func(t *testing.T) { outside(t, fresh(t)) })
	t.Run("kill", func(t *testing.T) { kills(t, fresh) })
	t.Run("stock never negative", func(t *testing.T) { neverNegative(t, fresh(t)) })
	t.Run("newer", func(t *testing.T) { newer(t, fresh(t)) })
	t.Run("upgrade", func(t *testing.T) { upgrade(t, fresh) })
}

// day is when the tests happen.
var day = time.Date(2026, 11, 23, 9, 0, 0, 0, wib)

var wib = time.FixedZone("WIB", 7*3600)

// kit is a store with a clock that is set by hand.
type kit struct {
	*testing.T
	s     *store.Store
	media folder
	now   time.Time
	n     int // messages so far
}

func newKit(t *testing.T, url string) *kit {
	t.Helper()
	k := &kit{T: t, now: day, media: folder{}}
	k.s = k.open(url)
	return k
}

func (k *kit) open(url string) *store.Store {
	k.Helper()
	s, err := store.Open(k.Context(), url, store.Options{Zone: wib, Media: k.media})
	if err != nil {
		k.Fatal(err)
	}
	k.Cleanup(func() {
		if err := s.Close(); err != nil {
			k.Error(err)
		}
	})
	return s
}

// folder is a media folder in memory.
type folder map[string][]byte

// Put implements store.Media.
func (f folder) Put(_ context.Context, name string, data []byte) (string, error) {
	ref := fmt.Sprintf("%x-%s", len(data), name)
	f[ref] = data
	return ref, nil
}

// Get implements store.Media.
func (f folder) Get(_ context.Context, ref string) ([]byte, error) {
	data, ok := f[ref]
	if !ok {
		return nil, errors.New("no such file")
	}
	return data, nil
}

// ok ends the test at an error.
func (k *kit) ok(err error) {
	k.Helper()
	if err != nil {
		k.Fatal(err)
	}
}

// same compares what there is with what there should be.
func (k *kit) same(what string, got, want any) {
	k.Helper()
	if d := cmp.Diff(want, got); d != "" {
		k.Errorf("%s (-want +got):\n%s", what, d)
	}
}

// pass moves the clock.
func (k *kit) pass(d time.Duration) { k.now = k.now.Add(d) }

func (k *kit) receive(all ...shop.Arrival) {
	k.Helper()
	k.ok(k.s.Receive(k.Context(), k.now, 0, all...))
}

// text is a message of a buyer; ids are made up.
func (k *kit) text(chat, text string) shop.Arrival {
	k.n++
	return shop.Arrival{Channel: shop.WhatsApp, Chat: chat, ID: fmt.Sprintf("M%d", k.n), At: k.now, Name: "Sari", Kind: shop.KindText, Text: text}
}

// order is what a staff group wrote.
func (k *kit) staff(g shop.Group, text string) shop.Arrival {
	k.n++
	return shop.Arrival{Channel: shop.Telegram, Chat: string(g), ID: fmt.Sprintf("T%d", k.n), At: k.now, Name: "Rina", Kind: shop.KindText, Text: text}
}

// work works everything that is due and tells the turns.
func (k *kit) work(step engine.Step) []shop.Turn {
	k.Helper()
	var turns []shop.Turn
	w, err := k.s.Work(k.Context(), k.now, 100, func(t shop.Turn, f engine.Facts) (shop.Decision, error) {
		d, err := step(t, f)
		turns = append(turns, t)
		return d, err
	})
	k.ok(err)
	for _, f := range w.Failed {
		k.Fatalf("turn of %s failed: %v", f.Line, f.Err)
	}
	return turns
}

func silent(shop.Turn, engine.Facts) (shop.Decision, error) { return shop.Decision{}, nil }

// try has one turn of the cs group carry out effects, and tells whether that went well at the first attempt.
func (k *kit) try(effects ...shop.Effect) error {
	k.Helper()
	k.receive(k.staff(shop.CS, "kerjakan"))
	tries := 0
	w, err := k.s.Work(k.Context(), k.now, 100, func(t shop.Turn, _ engine.Facts) (d shop.Decision, err error) {
		if t.Line != shop.GroupLine(shop.CS) {
			return d, nil
		}
		if tries++; tries <= 2 { // once with others, once alone (with files at hand): what is refused then is refused
			d.Do(effects...)
		}
		return d, nil
	})
	k.ok(err)
	for _, f := range w.Failed {
		return f.Err
	}
	if tries > 2 {
		return engine.ErrRefused
	}
	return nil
}

// do is try that has to go well.
func (k *kit) do(effects ...shop.Effect) {
	k.Helper()
	k.ok(k.try(effects...))
}

// refused is try that has to be refused and to leave nothing behind.
func (k *kit) refused(what string, effects ...shop.Effect) {
	k.Helper()
	if err := k.try(effects...); !errors.Is(err, engine.ErrRefused) {
		k.Errorf("%s: %v, want a refusal", what, err)
	}
}

// ask has one turn of the cs group look things up.
func (k *kit) ask(look func(engine.Facts)) {
	k.Helper()
	k.receive(k.staff(shop.CS, "tanya"))
	asked := false
	k.work(func(t shop.Turn, f engine.Facts) (shop.Decision, error) {
		if t.Line == shop.GroupLine(shop.CS) {
			asked = true
			look(f)
		}
		return shop.Decision{}, nil
	})
	if !asked {
		k.Fatal("the turn did not come")
	}
}

// must gives the value of a look-up.
func must[T any](k *kit) func(T, error) T {
	return func(v T, err error) T {
		k.Helper()
		k.ok(err)
		return v
	}
}

// buyer makes a buyer by a message and gives the number.
func (k *kit) buyer(chat string) shop.BuyerID {
	k.Helper()
	k.receive(k.text(chat, "halo"))
	var id shop.BuyerID
	for _, t := range k.work(silent) {
		if t.Buyer.ID != 0 {
			id = t.Buyer.ID
		}
	}
	if id == 0 {
		k.Fatal("no turn of a buyer")
	}
	return id
}

// parcels are what may be carried now.
func (k *kit) parcels(c shop.Channel) []engine.Parcel {
	k.Helper()
	all, err := k.s.Outbox(k.Context(), c, k.now, 100)
	k.ok(err)
	return all
}

func (k *kit) sent(p engine.Parcel, id string) {
	k.Helper()
	k.ok(k.s.Mark(k.Context(), k.now, engine.Mark{Parcel: p.ID, Sent: true, MessageID: id}))
}

// carryAll carries everything of a channel and tells the texts, in order.
func (k *kit) carryAll(c shop.Channel) []string {
	k.Helper()
	var texts []string
	for {
		all := k.parcels(c)
		if len(all) == 0 {
			return texts
		}
		for _, p := range all {
			texts = append(texts, p.Text)
			k.sent(p, p.MessageID)
		}
	}
}

// anOrder is a valid order of pieces of a SKU at Rp10.000.
func (k *kit) anOrder(number string, buyer shop.BuyerID, sku string, qty int) shop.Order {
	return shop.Order{
		Number: number, Buyer: buyer, Status: shop.AwaitingPayment, CreatedAt: k.now, ChangedAt: k.now,
		Items:    []shop.Item{{SKU: sku, Product: "P", Name: "Barang", Qty: qty, Price: 10_000, Weight: 100}},
		Subtotal: rupiah.Amount(10_000 * qty), Recipient: shop.Recipient{Name: "Sari", Phone: "0812", Address: "Jl Melati"},
	}
}

func (k *kit) event(what string) shop.Event { return shop.Event{At: k.now, Who: "bot", What: what} }
