package engine

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"runtime/debug"
	"slices"
	"sync"
	"time"

	"tokobot/internal/shop"
)

const (
	// carryMost is how many parcels of a channel are on their way at once. Channels keep their own pace.
	carryMost = 64
	// stoppedPause is how long a stopped channel is left alone before it is tried again.
	stoppedPause = 5 * time.Second
	// sendTime bounds one send.
	sendTime = 90 * time.Second
	// carryFor is how long a parcel that meets ordinary errors is tried before it is parked.
	carryFor = 24 * time.Hour
	// backoffFirst and backoffMost bound the pause between tries; it doubles from one to the next.
	backoffFirst = 2 * time.Second
	backoffMost  = 10 * time.Minute
	// gatherTime is how long parcels that came back wait for others.
	gatherTime = 2 * time.Millisecond
)

// carrier takes one channel's parcels out of the outbox to the channel.
type carrier struct {
	e      *Engine
	ch     Channel
	lease  *tenure
	poke   chan struct{}
	resume chan struct{}
	back   chan returned // parcels whose mark is durable

	mu      sync.Mutex // guards what follows
	onWay   map[int64]struct{}
	looked  int64     // the newest parcel that a look at the outbox found
	behind  bool      // the outbox may hold more than what is on its way
	stopped time.Time // sends are left alone until then
	ended   bool
}

type returned struct {
	parcel  int64
	stopped bool // the channel would not send
}

func newCarrier(e *Engine, ch Channel) *carrier {
	c := &carrier{
		e: e, ch: ch, poke: make(chan struct{}, 1), resume: make(chan struct{}, 1),
		back: make(chan returned, carryMost), onWay: map[int64]struct{}{}, behind: true,
	}
	c.lease = &tenure{e: e, name: LeaseOf(ch.Name()), gained: c.gained}
	return c
}

// run carries until ctx ends, then waits for what is on its way.
func (c *carrier) run(ctx context.Context) {
	for ctx.Err() == nil {
		wait, err := c.round(ctx)
		if err != nil && ctx.Err() == nil {
			c.e.o.Log.Error("carry", "channel", c.ch.Name(), "err", err)
			wait = time.Second
		}
		c.idle(ctx, wait)
	}
	c.mu.Lock()
	c.ended = true
	left := len(c.onWay)
	c.mu.Unlock()
	for range left {
		c.take(<-c.back)
	}
}

// gained makes a look at what others left, of which nobody tells.
func (c *carrier) gained() {
	c.look()
	for _, f := range c.e.fetchers {
		if f.channel == c.ch.Name() {
			poke(f.poke)
		}
	}
}

// round hands out what may go now and tells how long to wait for the next look if nothing happens before; negative is until
// something does.
func (c *carrier) round(ctx context.Context) (time.Duration, error) {
	const wait = time.Duration(-1)
	if !c.lease.holds() {
		return leaseLook, nil
	}
	now := c.e.o.Clock.Now()
	c.mu.Lock()
	stopped, behind, onWay := c.stopped, c.behind, slices.Collect(maps.Keys(c.onWay))
	c.mu.Unlock()
	if now.Before(stopped) {
		return stopped.Sub(now), nil
	}
	if !behind || len(onWay) >= carryMost {
		return wait, nil
	}
	parcels, err := c.e.o.Store.Outbox(ctx, c.ch.Name(), now, carryMost-len(onWay), onWay...)
	if err != nil {
		return 0, fmt.Errorf("outbox: %w", err)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	// What is on its way may have something behind it, which shows when it is back.
	c.behind = len(onWay)+len(c.onWay)+len(parcels) > 0
	for _, p := range parcels {
		if _, already := c.onWay[p.ID]; already {
			continue // offered meanwhile
		}
		c.looked = max(c.looked, p.ID)
		c.onWay[p.ID] = struct{}{}
		go c.send(ctx, p)
	}
	return wait, nil
}

// offer hands out parcels that were written just now, of any channel, without a look at the outbox, and tells how many. A
// parcel that is not newer than all that a look ever found may have been carried already.
func (c *carrier) offer(ctx context.Context, parcels []Parcel) (taken int) {
	now := c.e.o.Clock.Now()
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.ended || now.Before(c.stopped) || !c.lease.holds() {
		return 0
	}
	for _, p := range parcels {
		_, already := c.onWay[p.ID]
		if p.Channel != c.ch.Name() || already || p.ID <= c.looked || len(c.onWay) >= carryMost {
			continue
		}
		c.onWay[p.ID] = struct{}{}
		taken++
		go c.send(ctx, p)
	}
	return taken
}

// look makes the next round look at the outbox.
func (c *carrier) look() {
	c.mu.Lock()
	c.behind = true
	c.mu.Unlock()
	poke(c.poke)
}

// idle waits for a poke, for parcels that came back, or for the time. What came back is forgotten only here, between two
// looks at the outbox: a look that was taken before a parcel's mark can never send it again.
func (c *carrier) idle(ctx context.Context, wait time.Duration) {
	var timer <-chan time.Time
	if wait >= 0 {
		t := time.NewTimer(wait)
		defer t.Stop()
		timer = t.C
	}
	select {
	case <-ctx.Done():
	case <-timer:
	case <-c.poke:
	case <-c.resume:
		c.mu.Lock()
		c.stopped = time.Time{}
		c.mu.Unlock()
	case r := <-c.back:
		c.take(r)
		c.gather(ctx)
	}
	for {
		select {
		case r := <-c.back:
			c.take(r)
		default:
			return
		}
	}
}

// gather lets more parcels come back before the outbox is looked at on their account: most leave nothing behind them to
// carry, and a look costs as much as a parcel. New parcels, which poke, are not kept waiting.
func (c *carrier) gather(ctx context.Context) {
	t := time.NewTimer(gatherTime)
	defer t.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-t.C:
			return
		case <-c.poke:
			return
		case r := <-c.back:
			c.take(r)
		}
	}
}

func (c *carrier) take(r returned) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.onWay, r.parcel)
	if r.stopped {
		c.stopped = c.e.o.Clock.Now().Add(stoppedPause)
		c.behind = true
	}
}

// send carries one parcel and writes what became of it, though the program is ending.
func (c *carrier) send(ctx context.Context, p Parcel) {
	m, stopped, cause := c.guarded(ctx, p)
	if !stopped {
		if m.Sent && p.Draft {
			if err := c.e.draftSent(context.WithoutCancel(ctx), p); err != nil {
				c.e.o.Log.Error("tell of a draft that was sent", "parcel", p.ID, "err", err)
			}
		}
		c.written(ctx, p, m)
		if m.Parked {
			c.e.o.Log.Error("parcel parked", "channel", c.ch.Name(), "parcel", p.ID, "to", p.To, "err", cause)
			if err := c.e.tellParkedParcel(context.WithoutCancel(ctx), p, cause); err != nil {
				c.e.o.Log.Error("tell of a parked parcel", "parcel", p.ID, "err", err)
			}
		}
		poke(c.e.beat)
	}
	var barred *Barred
	if errors.As(cause, &barred) {
		if err := c.e.showDrafts(context.WithoutCancel(ctx), c.ch.Name()); err != nil {
			c.e.o.Log.Error("drafts", "channel", c.ch.Name(), "err", err)
		}
	}
	c.back <- returned{p.ID, stopped}
}

// written writes the mark, again and again while the database can't: until then the parcel stays on its way, better late
// than twice. When the program ends it tries a little longer; the message's own id keeps what is sent again from being
// seen twice.
func (c *carrier) written(ctx context.Context, p Parcel, m Mark) {
	wait := 50 * time.Millisecond
	for tries := 0; ; tries++ {
		err := c.e.marks.do(context.WithoutCancel(ctx), []Mark{m})
		if err == nil {
			return
		}
		c.e.o.Log.Error("mark", "parcel", p.ID, "err", err)
		if ctx.Err() != nil && tries >= 3 {
			return
		}
		time.Sleep(wait)
		wait = min(2*wait, 5*time.Second)
	}
}

// guarded tries, and takes a channel's panic for a fault like any other: one bad parcel must not end the program.
func (c *carrier) guarded(ctx context.Context, p Parcel) (m Mark, stopped bool, cause error) {
	defer func() {
		if x := recover(); x != nil {
			cause = fmt.Errorf("panic: %v", x)
			m, stopped = c.e.outcome(p, cause), false
			c.e.o.Log.Error("channel panicked", "channel", c.ch.Name(), "parcel", p.ID, "panic", x, "stack", string(debug.Stack()))
		}
	}()
	return c.try(ctx, p)
}

// try sends and tells the mark for the outcome; stopped says that there is none, and the parcel just waits.
func (c *carrier) try(ctx context.Context, p Parcel) (m Mark, stopped bool, cause error) {
	begin := c.e.o.Clock.Now()
	if p.For > 0 && begin.Sub(p.At) > p.For {
		return Mark{Parcel: p.ID, Sent: true}, false, nil // nobody needs it any more
	}
	limited, cancel := context.WithTimeout(ctx, sendTime)
	defer cancel()
	id, err := c.ch.Send(limited, p)
	c.e.o.Gauges.Sent(c.ch.Name(), resultOf(err), c.e.o.Clock.Now().Sub(begin))
	if err == nil {
		return Mark{Parcel: p.ID, Sent: true, MessageID: id}, false, nil
	}
	if errors.Is(err, ErrStopped) || ctx.Err() != nil {
		return Mark{}, true, err
	}
	return c.e.outcome(p, err), false, err
}

// outcome is the mark of a parcel that was not sent.
func (e *Engine) outcome(p Parcel, err error) Mark {
	now := e.o.Clock.Now()
	m := Mark{Parcel: p.ID, Err: err.Error()}
	var retry *Retry
	var giveUp *GiveUp
	switch {
	case errors.As(err, &retry):
		m.RetryAt = now.Add(max(retry.After, time.Millisecond))
	case errors.As(err, &giveUp):
		m.Parked = true
	case !p.At.IsZero() && now.Sub(p.At) > carryFor:
		m.Parked = true
	default:
		m.RetryAt = now.Add(e.backoff(p.Tries))
	}
	return m
}

func (e *Engine) backoff(tries int) time.Duration {
	d := backoffFirst
	for range min(tries, 16) {
		d = min(2*d, backoffMost)
	}
	return d + time.Duration(e.o.Jitter()*float64(d)/4)
}

// Resume lets a channel that was stopped send again at once.
func (e *Engine) Resume(name shop.Channel) {
	for _, c := range e.carriers {
		if c.ch.Name() == name {
			poke(c.resume)
		}
	}
}
