package engine_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"tokobot/internal/engine"
	"tokobot/internal/media"
	"tokobot/internal/shop"
	"tokobot/internal/store"
	"tokobot/internal/storetest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(withServer{m}) }

// withServer stops the tests' PostgreSQL after them.
type withServer struct{ m *testing.M }

func (w withServer) Run() int { return storetest.Main(w.m) }

var wib = time.FixedZone("WIB", 7*3600)

// monday is a Monday morning.
var monday = time.Date(2026, 11, 23, 9, 0, 0, 0, wib)

// post is a channel that remembers what it carried. Fault may refuse a parcel.
type post struct {
	name  shop.Channel
	clock engine.Clock

	mu    sync.Mutex
	sent  []sent
	fault func(engine.Parcel) error
	fetch func(shop.Media) ([]byte, error)
	news  chan struct{}
}

type sent struct {
	engine.Parcel
	at time.Time
}

func newPost(name shop.Channel, clock engine.Clock) *post {
	return &post{name: name, clock: clock, news: make(chan struct{}, 1000)}
}

func (p *post) Name() shop.Channel { return p.name }

func (p *post) Send(_ context.Context, c engine.Parcel) (string, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	defer func() { p.news <- struct{}{} }()
	if p.fault != nil {
		if err := p.fault(c); err != nil {
			return "", err
		}
	}
	p.sent = append(p.sent, sent{c, p.clock.Now()})
	return fmt.Sprintf("m%d", c.ID), nil
}

// texts are what was carried, "to: text".
func (p *post) texts() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	list := []string{}
	for _, s := range p.sent {
		list = append(list, s.To+": "+s.Text)
	}
	return list
}

// patience is how long a test waits for what goroutines do, on a machine that has much else to do.
const patience = time.Minute

// until waits, in real time, until the channel has carried n parcels.
func (p *post) until(t *testing.T, n int) []string {
	t.Helper()
	end := time.After(patience)
	for {
		if got := p.texts(); len(got) >= n {
			return got
		}
		select {
		case <-p.news:
		case <-end:
			t.Fatalf("waited too long for %d parcels, have %q", n, p.texts())
		}
	}
}

// house is an engine on a database of its own.
type house struct {
	*engine.Engine
	o        engine.Options
	clock    *engine.SetClock
	whatsapp *post
	telegram *post
}

// build makes a house on SQLite; change may alter the options before the engine is made.
func build(t *testing.T, change func(*engine.Options)) *house {
	t.Helper()
	return buildOn(t, storetest.SQLite(t), change)
}

func buildOn(t *testing.T, url string, change func(*engine.Options)) *house {
	t.Helper()
	h := &house{clock: &engine.SetClock{}}
	h.clock.Set(monday)
	folder, err := media.Open(filepath.Join(t.TempDir(), "media"))
	if err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(t.Context(), url, store.Options{
		Zone: wib, NewID: func(key string) string { return "id-" + key }, Media: folder,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	h.o = engine.Options{Store: s, Media: folder, Clock: h.clock, Bot: answer, Desk: quietDesk, Zone: wib, Pause: 2 * time.Second}
	if change != nil {
		change(&h.o)
	}
	h.whatsapp, h.telegram = newPost(shop.WhatsApp, h.o.Clock), newPost(shop.Telegram, h.o.Clock)
	h.o.Channels = []engine.Channel{h.whatsapp, h.telegram}
	h.remake(t)
	return h
}

// remake makes the engine anew, as after a restart.
func (h *house) remake(t *testing.T) {
	t.Helper()
	var err error
	if h.Engine, err = engine.New(h.o); err != nil {
		t.Fatal(err)
	}
}

// run runs in real time until the test, or the returned stop, ends it.
func (h *house) run(t *testing.T) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- h.Run(ctx) }()
	stop = sync.OnceFunc(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	t.Cleanup(stop)
	return stop
}

func (h *house) until(t *testing.T, at time.Time) {
	t.Helper()
	if err := h.RunUntil(t.Context(), h.clock, at); err != nil {
		t.Fatal(err)
	}
}

func (h *house) receive(t *testing.T, batch ...shop.Arrival) {
	t.Helper()
	if err := h.Receive(t.Context(), batch...); err != nil {
		t.Fatal(err)
	}
}

// worked waits, in real time, until all that came has been answered.
func (h *house) worked(t *testing.T) {
	t.Helper()
	books := h.o.Store.(*store.Store)
	for end := time.Now().Add(patience); ; time.Sleep(time.Millisecond) {
		q, err := books.Queues(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if q.Inbox.Waiting == 0 {
			return
		}
		if time.Now().After(end) {
			t.Fatalf("%d wait in vain", q.Inbox.Waiting)
		}
	}
}

var ids struct {
	sync.Mutex
	n int
}

// message is a buyer's.
func (h *house) message(from, text string) shop.Arrival {
	ids.Lock()
	defer ids.Unlock()
	ids.n++
	return shop.Arrival{
		Channel: shop.WhatsApp, Chat: from, ID: fmt.Sprintf("A%d", ids.n), At: h.o.Clock.Now(), Kind: shop.KindText, Text: text,
	}
}

// answer says what a burst said, joined.
func answer(t shop.Turn, _ engine.Facts) (shop.Decision, error) {
	var d shop.Decision
	var words []string
	for _, in := range t.Inputs {
		switch {
		case in.Text == "panic":
			panic("step is ill")
		case in.Text == "fault":
			return d, errors.New("step can't")
		case in.Timer != nil:
			words = append(words, in.Timer.What)
		case in.Media != nil:
			words = append(words, "media "+in.Media.Ref+in.Media.Gone)
		default:
			words = append(words, in.Text)
		}
		if after, ok := strings.CutPrefix(in.Text, "remind "); ok {
			wait, err := time.ParseDuration(after)
			if err != nil {
				return d, err
			}
			d.Do(shop.SetTimer{Timer: shop.Timer{Key: "t" + in.Arrival.ID, Line: t.Line, Due: t.Now.Add(wait), What: "reminded"}})
		}
	}
	d.Do(shop.Say{Buyer: t.Buyer.ID, Text: strings.Join(words, "+")})
	return d, nil
}

// quietDesk tells the group what its timers are.
func quietDesk(t shop.Turn, _ engine.Facts) (shop.Decision, error) {
	var d shop.Decision
	g, _ := t.Line.Group()
	for _, in := range t.Inputs {
		if in.Timer != nil {
			d.Do(shop.Tell{Group: g, Text: in.Timer.What})
		} else {
			d.Do(shop.Tell{Group: g, Text: "got " + in.Text})
		}
	}
	return d, nil
}

func equal(t *testing.T, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestBurstIsOneTurn(t *testing.T) {
	h := build(t, nil)
	first := h.message("6281", "kak")
	h.receive(t, first)
	h.until(t, monday.Add(time.Second))
	h.receive(t, h.message("6281", "mau tanya"), first, first) // redelivered: known
	h.until(t, monday.Add(2900*time.Millisecond))
	equal(t, h.whatsapp.texts(), []string{})
	h.until(t, monday.Add(time.Minute))
	equal(t, h.whatsapp.texts(), []string{"6281: kak+mau tanya"})
	if at := h.whatsapp.sent[0].at; !at.Equal(monday.Add(3 * time.Second)) {
		t.Errorf("answered at %v, want when it was quiet for the pause", at)
	}
}

func TestFlowOfMessagesIsAnsweredInTheEnd(t *testing.T) {
	h := build(t, nil)
	for i := range 20 {
		h.until(t, monday.Add(time.Duration(i)*time.Second))
		h.receive(t, h.message("6281", "x"))
	}
	h.until(t, monday.Add(time.Minute))
	if at := h.whatsapp.sent[0].at; at.After(monday.Add(10 * time.Second)) {
		t.Errorf("first answer at %v, want no later than five pauses after the first message", at)
	}
}

func TestTimersFireAtTheirTimes(t *testing.T) {
	h := build(t, nil)
	h.receive(t, h.message("6281", "remind 3h"), h.message("6282", "remind 90m"))
	h.until(t, monday.Add(24*time.Hour))
	equal(t, h.whatsapp.texts(), []string{"6281: remind 3h", "6282: remind 90m", "6282: reminded", "6281: reminded"})
	for i, want := range []time.Duration{0, 0, 90 * time.Minute, 3 * time.Hour} {
		if at := h.whatsapp.sent[i].at; !at.Equal(monday.Add(2*time.Second + want)) {
			t.Errorf("parcel %d at %v", i, at)
		}
	}
	if !h.clock.Now().Equal(monday.Add(24 * time.Hour)) {
		t.Errorf("clock stands at %v", h.clock.Now())
	}
}
