package engine

import (
	"context"
	"sync"
	"time"

	"tokobot/internal/shop"
)

const (
	// leaseTime is how long a dead process keeps a channel from the others.
	leaseTime = 6 * time.Second
	// leaseSure is how long after its renewal a lease is relied on; the rest is for clocks and for what is under way.
	leaseSure = leaseTime * 2 / 3
	// leaseLook is how often a process looks whether it may have what another holds.
	leaseLook = time.Second
)

// LeaseOf is the name under which a process has a channel.
func LeaseOf(c shop.Channel) string { return "run:" + string(c) }

// tenure is what this process has of a channel's lease. The process that has it runs the channel, carries its parcels and fetches its media:
// these go together, since a connection is in one process. An engine without a Holder is alone and has everything.
type tenure struct {
	e      *Engine
	name   string
	gained func() // called when this process has just got the channel

	mu   sync.Mutex
	sure time.Time // until then nobody else can have it
}

// holds tells whether this process has the channel.
func (t *tenure) holds() bool {
	if t.e.o.Holder == "" {
		return true
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	return time.Now().Before(t.sure)
}

// keep tries to have the channel until ctx ends, and runs run while it has; run's context ends when the channel is lost.
func (t *tenure) keep(ctx context.Context, run func(context.Context) error) {
	for ctx.Err() == nil {
		if mine, err := t.renew(ctx, leaseTime/3); err != nil || !mine {
			if err != nil && ctx.Err() == nil {
				t.e.o.Log.Error("lease", "name", t.name, "err", err)
			}
			sleep(ctx, leaseLook)
			continue
		}
		t.gained()
		t.hold(ctx, run)
	}
}

// hold runs while the lease can be renewed. A database that is away for a moment is no reason to stop, until another may have taken the name.
func (t *tenure) hold(ctx context.Context, run func(context.Context) error) {
	held, cancel := context.WithCancel(ctx)
	defer cancel()
	ended := make(chan error, 1)
	go func() { ended <- run(held) }()
	tick := time.NewTicker(leaseTime / 3)
	defer tick.Stop()
	for {
		select {
		case err := <-ended:
			if ctx.Err() == nil {
				t.e.o.Log.Error("channel ended, begun anew", "name", t.name, "err", err)
				sleep(ctx, leaseLook)
			}
			return
		case <-tick.C:
		}
		mine, err := t.renew(ctx, t.left())
		switch {
		case err == nil && mine:
			tick.Reset(leaseTime / 3)
			continue
		case err != nil && t.holds():
			tick.Reset(leaseLook)
			continue
		}
		if ctx.Err() == nil {
			t.e.o.Log.Warn("lease lost", "name", t.name, "err", err)
		}
		cancel()
		<-ended // what it ended with is that it was told to
		return
	}
}

func (t *tenure) left() time.Duration {
	t.mu.Lock()
	defer t.mu.Unlock()
	return time.Until(t.sure)
}

// renew takes or renews the lease, and does not wait for a database that hangs longer than it may.
func (t *tenure) renew(ctx context.Context, limit time.Duration) (mine bool, err error) {
	if t.e.o.Holder == "" {
		return true, nil
	}
	begin := time.Now()
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	mine, err = t.e.o.Store.Lease(ctx, t.name, t.e.o.Holder, t.e.o.Clock.Now(), leaseTime)
	t.mu.Lock()
	defer t.mu.Unlock()
	switch {
	case err != nil:
	case mine:
		t.sure = begin.Add(leaseSure)
	default:
		t.sure = time.Time{}
	}
	return mine, err
}

// release gives the channel back when the program ends, so that the next one need not wait. A fault only means that it waits.
func (t *tenure) release(ctx context.Context) {
	t.mu.Lock()
	had := !t.sure.IsZero()
	t.mu.Unlock()
	if !had {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
	defer cancel()
	if _, err := t.e.o.Store.Lease(ctx, t.name, t.e.o.Holder, t.e.o.Clock.Now(), 0); err != nil {
		t.e.o.Log.Warn("lease not given back", "name", t.name, "err", err)
	}
}
