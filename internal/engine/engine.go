package engine

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"tokobot/internal/shop"
)

// Options is what an engine is made of. Store, Clock, Bot and Desk are needed; the rest has defaults.
type Options struct {
	Store    Store
	Media    Media // needed only where a channel is a Fetcher
	Channels []Channel
	Clock    Clock
	// Bot decides the turns of buyers, Desk those of staff groups.
	Bot, Desk Step
	Schedules []Schedule
	Zone      *time.Location // the shop's; schedules are read in it. nil is UTC
	Log       *slog.Logger
	// Pause is the reading pause: a burst that is quiet for so long is answered as one message.
	Pause time.Duration
	// Workers is how many turns are worked side by side: 1 for SQLite (0 counts as 1), more for PostgreSQL.
	Workers int
	// Batch is how many turns share a transaction; 0 is 32.
	Batch int
	// Holder is this process's name among several on one database; "" when it is alone and needs no leases.
	Holder string
	// Keep is how long messages and media are kept; zero keeps them for ever. PruneSpec says when the old ones go.
	Keep      time.Duration
	PruneSpec string
	// Look fills in what a picture that came by a channel shows (its likeness, codes in it) after it was fetched; nil leaves it
	// out.
	Look func(from shop.Channel, data []byte, m *shop.Media)
	// MaxMedia is the largest file fetched, in bytes; 0 is 25 MiB.
	MaxMedia int64
	// Jitter gives numbers in [0,1) that spread retries; nil is none.
	Jitter func() float64
	// Apply carries out an owner's catalog action and says in the owner's words what became of it. It may be called
	// again for the same action after a crash. nil leaves such actions undone and says so.
	Apply func(a shop.CatalogAction) string
	// AskWhatsApp tells the owner how the shop's number stands, and begins to link one where there is none. It may be
	// called again for the same question after a crash. nil says that there is no WhatsApp.
	AskWhatsApp func() string
	// Gauges hear what is done; nil is nobody.
	Gauges Gauges
}

// Engine carries letters through the house. Channels hand in what arrives by Receive, which is safe for concurrent calls;
// Run does the rest in real time, RunUntil on a clock that is set by hand.
type Engine struct {
	o         Options
	schedules map[string]schedule // by timer key
	arrivals  *together[arrival]
	marks     *together[Mark]
	carriers  []*carrier
	work      chan struct{} // pokes a worker
	beat      chan struct{} // pokes the pacemaker
	fetchers  []*fetching
	pruneDue  atomic.Bool
	drafting  sync.Mutex // held while drafts are being shown
}

// arrival is one of a group: those that share a transaction may have come at slightly different times.
type arrival struct {
	shop.Arrival
	now time.Time
}

// New makes an engine; it touches nothing until it is run.
func New(o Options) (*Engine, error) {
	if o.Store == nil || o.Clock == nil || o.Bot == nil || o.Desk == nil {
		return nil, errors.New("engine: store, clock, bot and desk are needed")
	}
	if o.Zone == nil {
		o.Zone = time.UTC
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Jitter == nil {
		o.Jitter = func() float64 { return 0 }
	}
	if o.Gauges == nil {
		o.Gauges = noGauges{}
	}
	o.Workers = max(1, o.Workers)
	if o.Batch == 0 {
		o.Batch = 32
	}
	if o.MaxMedia == 0 {
		o.MaxMedia = 25 << 20
	}
	e := &Engine{
		o:    o,
		work: make(chan struct{}, o.Workers), beat: make(chan struct{}, 1),
	}
	var err error
	if e.schedules, err = parseSchedules(o); err != nil {
		return nil, err
	}
	e.arrivals = newTogether(o.Workers, e.receive)
	e.marks = newTogether(o.Workers, e.mark)
	for _, c := range o.Channels {
		carrier := newCarrier(e, c)
		e.carriers = append(e.carriers, carrier)
		if f, ok := c.(Fetcher); ok {
			e.fetchers = append(e.fetchers, newFetching(e, c.Name(), f, carrier.lease))
		}
	}
	return e, nil
}

// Receive implements Receiver. Batches that arrive at the same time share a transaction; a lone one does not wait.
func (e *Engine) Receive(ctx context.Context, batch ...shop.Arrival) error {
	if len(batch) == 0 {
		return nil
	}
	now := e.o.Clock.Now()
	items := make([]arrival, len(batch))
	for i, a := range batch {
		items[i] = arrival{a, now}
	}
	if err := e.arrivals.do(ctx, items); err != nil {
		return fmt.Errorf("receive: %w", err)
	}
	e.wake(batch)
	return nil
}

func (e *Engine) receive(ctx context.Context, items []arrival) error {
	batch := make([]shop.Arrival, len(items))
	now := items[0].now
	for i, a := range items {
		batch[i] = a.Arrival
		if a.now.After(now) {
			now = a.now
		}
	}
	return e.o.Store.Receive(ctx, now, e.o.Pause, batch...)
}

func (e *Engine) mark(ctx context.Context, marks []Mark) error {
	return e.o.Store.Mark(ctx, e.o.Clock.Now(), marks...)
}

// wake rouses whoever has something to do with what arrived. A buyer's message that waits out the reading pause rouses only
// the pacemaker, which knows when the pause is over.
func (e *Engine) wake(batch []shop.Arrival) {
	atOnce := e.o.Pause <= 0
	for _, a := range batch {
		if a.Channel != shop.WhatsApp {
			atOnce = true
		}
		for _, f := range e.fetchers {
			if f.channel == a.Channel && a.Media != nil && len(a.Media.Fetch) > 0 {
				poke(f.poke)
			}
		}
	}
	if atOnce {
		poke(e.work)
	}
	poke(e.beat)
}

// poke leaves a note in a channel that is read by whoever is idle; one that already has a note needs no second.
func poke(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}
