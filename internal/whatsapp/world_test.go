package whatsapp_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"tokobot/internal/engine"
	"tokobot/internal/media"
	"tokobot/internal/shop"
	"tokobot/internal/store"
	"tokobot/internal/storetest"
	"tokobot/internal/whatsapp"
	"tokobot/internal/whatsapptest"
)

// inbox is a receiver that keeps what it takes and can be made to fail. Like the store, it takes a key once.
type inbox struct {
	mu   sync.Mutex
	took []shop.Arrival
	keys map[string]bool
	fail func(shop.Arrival) error // called for each; an error refuses it
}

func (b *inbox) Receive(_ context.Context, batch ...shop.Arrival) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, a := range batch {
		if b.fail != nil {
			if err := b.fail(a); err != nil {
				return err
			}
		}
		key := a.Chat + "|" + a.ID
		if b.keys == nil {
			b.keys = map[string]bool{}
		}
		if !b.keys[key] {
			b.keys[key] = true
			b.took = append(b.took, a)
		}
	}
	return nil
}

func (b *inbox) of(kinds ...shop.Kind) []shop.Arrival {
	b.mu.Lock()
	defer b.mu.Unlock()
	var list []shop.Arrival
	for _, a := range b.took {
		if slices.Contains(kinds, a.Kind) {
			list = append(list, a)
		}
	}
	return list
}

// forget begins a new list of what was taken.
func (b *inbox) forget() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.took = nil
}

func (b *inbox) texts() []string {
	var list []string
	for _, a := range b.of(shop.KindText) {
		list = append(list, a.Text)
	}
	return list
}

func (b *inbox) setFail(f func(shop.Arrival) error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.fail = f
}

type machineClock struct{}

func (machineClock) Now() time.Time { return time.Now() }

// stillClock is a clock that stands.
type stillClock time.Time

func (c stillClock) Now() time.Time { return time.Time(c) }

// movedClock is the machine's clock, so many nanoseconds ahead.
type movedClock struct{ ahead atomic.Int64 }

func (c *movedClock) Now() time.Time { return time.Now().Add(time.Duration(c.ahead.Load())) }

// patience is how long a test waits for what other goroutines do, on a machine that has much else to do.
const patience = 90 * time.Second

// world is a shop's number on a local WhatsApp, with a database of its own.
type world struct {
	t      *testing.T
	server *whatsapptest.Server
	books  *store.Store
	media  *media.Folder
	inbox  *inbox
	wa     *whatsapp.WhatsApp
	stop   func()

	mu     sync.Mutex
	alarms []string
	counts map[string]int
	o      whatsapp.Options
}

func newWorld(t *testing.T, change func(*whatsapp.Options)) *world {
	t.Helper()
	return newWorldOn(t, storetest.SQLite(t), change)
}

func newWorldOn(t *testing.T, database string, change func(*whatsapp.Options)) *world {
	t.Helper()
	w := &world{t: t, server: whatsapptest.New(t), inbox: &inbox{}, counts: map[string]int{}, stop: func() {}}
	var err error
	if w.books, err = store.Open(t.Context(), database, store.Options{}); err != nil {
		t.Fatal(err)
	}
	if w.media, err = media.Open(filepath.Join(t.TempDir(), "media")); err != nil {
		t.Fatal(err)
	}
	w.o = whatsapp.Options{
		DB: w.books.DB(), Dialect: w.books.Dialect(), Receiver: w.inbox, Media: w.media, Clock: machineClock{},
		Log:    slog.New(slog.NewTextHandler(newTestLog(t), &slog.HandlerOptions{Level: slog.LevelWarn})),
		Server: w.server.URL(), Alarm: w.alarm, Count: w.count,
	}
	if change != nil {
		change(&w.o)
	}
	w.open()
	t.Cleanup(func() {
		w.stop()
		if err := w.books.Close(); err != nil {
			t.Error(err)
		}
	})
	return w
}

// open is the program's start, as far as WhatsApp is concerned.
func (w *world) open() {
	w.t.Helper()
	wa, err := whatsapp.Open(w.t.Context(), w.o)
	if err != nil {
		w.t.Fatal(err)
	}
	w.wa = wa
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		if err := wa.Run(ctx); err != nil {
			w.t.Error(err)
		}
	}()
	w.stop = sync.OnceFunc(func() {
		cancel()
		<-ended
	})
}

// linked is a world whose number is linked and connected.
func linked(t *testing.T, change func(*whatsapp.Options)) *world {
	t.Helper()
	w := newWorld(t, change)
	w.link()
	return w
}

func (w *world) link() {
	w.t.Helper()
	steps, err := w.wa.Link(w.t.Context(), "")
	if err != nil {
		w.t.Fatal(err)
	}
	for s := range steps {
		if s.Err != nil {
			w.t.Fatal(s.Err)
		}
		if s.QR != "" {
			if err := w.server.Scan(s.QR); err != nil {
				w.t.Fatal(err)
			}
		}
	}
	w.becomes(whatsapp.Connected)
}

func (w *world) alarm(text string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.alarms = append(w.alarms, text)
}

func (w *world) alarmed(part string) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.ContainsFunc(w.alarms, func(s string) bool { return strings.Contains(s, part) })
}

// takeAlarms gives what the owner was told since it was asked last.
func (w *world) takeAlarms() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	told := w.alarms
	w.alarms = nil
	return told
}

func (w *world) count(event string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.counts[event]++
}

func (w *world) counted(event string) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.counts[event]
}

func (w *world) state() whatsapp.State {
	s, err := w.wa.Status(w.t.Context())
	if err != nil {
		w.t.Fatal(err)
	}
	return s.State
}

func (w *world) becomes(s whatsapp.State) {
	w.t.Helper()
	w.until("state "+string(s), func() bool { return w.state() == s })
}

// until waits for something that other goroutines do.
func (w *world) until(what string, is func() bool) {
	w.t.Helper()
	for end := time.Now().Add(patience); !is(); {
		if time.Now().After(end) {
			w.t.Fatalf("in vain: %s (state %s, arrivals %v, alarms %q)", what, w.state(), w.inbox.texts(), w.takeAlarms())
		}
		time.Sleep(5 * time.Millisecond)
	}
}

// say sends as the engine does, only sooner: again, until the channel gives up or has stopped for longer.
func (w *world) say(id, to, text string) error {
	return w.carry(engine.Parcel{Kind: engine.SendMessage, MessageID: id, To: to, Text: text})
}

func (w *world) carry(p engine.Parcel) error {
	for end := time.Now().Add(patience); ; {
		_, err := w.wa.Send(w.t.Context(), p)
		var retry *engine.Retry
		var giveUp *engine.GiveUp
		switch {
		case err == nil:
			return nil
		case time.Now().After(end), errors.As(err, &giveUp):
			return err
		case errors.As(err, &retry):
			time.Sleep(min(retry.After, 100*time.Millisecond))
		case errors.Is(err, engine.ErrStopped) && !slices.Contains([]whatsapp.State{whatsapp.Offline, whatsapp.Connecting, whatsapp.Connected}, w.state()):
			return err
		default:
			time.Sleep(20 * time.Millisecond)
		}
	}
}

// testLog shows warnings where the test shows its own, while it runs: a goroutine of whatsmeow may outlive the test.
type testLog struct {
	mu    sync.Mutex
	t     *testing.T
	ended bool
}

func newTestLog(t *testing.T) *testLog {
	l := &testLog{t: t}
	t.Cleanup(func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.ended = true
	})
	return l
}

func (l *testLog) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.ended {
		l.t.Log(string(bytes.TrimSpace(b)))
	}
	return len(b), nil
}
