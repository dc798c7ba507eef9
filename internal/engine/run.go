package engine

import (
	"context"
	"fmt"
	"sync"
	"time"
)

const (
	// lookAgain is the longest that the engine goes without looking, so that what another process left is found.
	lookAgain = time.Second
	// crowd is how long the pacemaker lets pokes gather before it asks the store what is due next.
	crowd = 5 * time.Millisecond
)

// Run works, sends and fetches in real time, and runs the channels that are to be run, until ctx ends; what is under way is finished and written down first. Faults of the database are
// logged and outlived, so its error is always nil: it has one to run beside what ends with errors.
func (e *Engine) Run(ctx context.Context) error {
	if !e.started(ctx) {
		return nil
	}
	var all sync.WaitGroup
	for range e.o.Workers {
		all.Go(func() { e.worker(ctx) })
	}
	for _, c := range e.carriers {
		all.Go(func() { e.channel(ctx, c) })
	}
	all.Go(func() { e.pace(ctx) })
	poke(e.work)
	all.Wait()
	return nil
}

// channel does all that belongs to a channel until ctx ends, and gives it back to the others when what was on its way is written down.
func (e *Engine) channel(ctx context.Context, c *carrier) {
	var all sync.WaitGroup
	all.Go(func() { c.run(ctx) })
	for _, f := range e.fetchers {
		if f.channel == c.ch.Name() {
			all.Go(func() { f.run(ctx) })
		}
	}
	run := func(ctx context.Context) error { <-ctx.Done(); return nil }
	if r, ok := c.ch.(Runner); ok {
		run = r.Run
	}
	c.lease.keep(ctx, run)
	all.Wait()
	c.lease.release(ctx)
}

// started sets the schedules; a store that is away is waited for, as it is later. False when the engine is to end before that.
func (e *Engine) started(ctx context.Context) bool {
	for fault := 100 * time.Millisecond; ; fault = min(2*fault, 5*time.Second) {
		err := e.Start(ctx)
		if err == nil {
			return true
		}
		if ctx.Err() != nil {
			return false
		}
		e.o.Log.Error("start", "err", err)
		sleep(ctx, fault)
	}
}

// worker works turns whenever it is poked. After a batch that was not full it looks again only when poked: whatever came
// meanwhile pokes, and what is left over (a line that another worker held) the pacemaker finds.
func (e *Engine) worker(ctx context.Context) {
	fault := time.Duration(0)
	for {
		select {
		case <-ctx.Done():
			return
		case <-e.work:
		}
		for ctx.Err() == nil {
			n, err := e.workOnce(ctx)
			if err != nil {
				if ctx.Err() != nil {
					return
				}
				e.o.Log.Error("work", "err", err)
				fault = min(2*fault+100*time.Millisecond, 5*time.Second)
				sleep(ctx, fault)
				continue
			}
			fault = 0
			if n < e.o.Batch {
				break
			}
		}
	}
}

// workOnce works one batch; n counts what moved, failed tries among it. A turn under way is finished though the program
// ends, since breaking it off would only mean doing it again.
func (e *Engine) workOnce(running context.Context) (n int, err error) {
	ctx := context.WithoutCancel(running)
	begin := e.o.Clock.Now()
	w, err := e.o.Store.Work(ctx, begin, e.o.Batch, e.step)
	if err != nil {
		return 0, fmt.Errorf("work: %w", err)
	}
	n = w.Turns + len(w.Failed)
	if n == 0 {
		return 0, nil
	}
	e.o.Gauges.Worked(w.Turns, len(w.Failed), e.o.Clock.Now().Sub(begin))
	taken := 0
	for _, c := range e.carriers {
		taken += c.offer(running, w.Parcels)
	}
	if w.More || taken < len(w.Parcels) {
		for _, c := range e.carriers {
			c.look()
		}
	}
	poke(e.beat)
	if err := e.after(ctx, w); err != nil {
		return n, err
	}
	return n, nil
}

// pace is the pacemaker: it knows when something is due next and rouses everybody then.
func (e *Engine) pace(ctx context.Context) {
	stuck := time.Duration(0) // grows while what is due does not move: another process has it, or its channel is stopped
	for ctx.Err() == nil {
		wait := lookAgain
		due, ok, err := e.o.Store.NextDue(ctx)
		switch d := due.Sub(e.o.Clock.Now()); {
		case err != nil:
			if ctx.Err() == nil {
				e.o.Log.Error("next due", "err", err)
			}
		case !ok:
		case d > 0:
			wait, stuck = min(d, lookAgain), 0
		default:
			e.rouse()
			stuck = min(2*stuck+4*time.Millisecond, lookAgain)
			wait = stuck
		}
		t := time.NewTimer(wait)
		select {
		case <-ctx.Done():
		case <-t.C:
		case <-e.beat:
			sleep(ctx, crowd)
		}
		t.Stop()
	}
}

func (e *Engine) rouse() {
	for range e.o.Workers {
		poke(e.work)
	}
	for _, c := range e.carriers {
		c.look()
	}
	for _, f := range e.fetchers {
		poke(f.poke)
	}
}

// sleep waits, or returns early when ctx ends.
func sleep(ctx context.Context, d time.Duration) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
	case <-t.C:
	}
}
