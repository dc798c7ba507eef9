package engine

import (
	"context"
	"fmt"
	"time"
)

// Leased runs something that only one process at a time may do, such as polling for a group's messages: it waits until the
// name is this process's, runs, and stops run's context when the name is lost. It returns when ctx ends, or with run's
// error. An engine without a Holder is alone and runs at once.
func (e *Engine) Leased(ctx context.Context, name string, run func(context.Context) error) error {
	if e.o.Holder == "" {
		return run(ctx)
	}
	defer e.release(ctx, name)
	for ctx.Err() == nil {
		mine, err := e.o.Store.Lease(ctx, name, e.o.Holder, e.o.Clock.Now(), leaseTime)
		if err != nil && ctx.Err() == nil {
			e.o.Log.Error("lease", "name", name, "err", err)
		}
		if err != nil || !mine {
			sleep(ctx, leaseLook)
			continue
		}
		if err := e.hold(ctx, name, run); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

// release gives a name back when the program ends, so that the next one need not wait. A fault only means that it waits.
func (e *Engine) release(ctx context.Context, name string) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
	defer cancel()
	if _, err := e.o.Store.Lease(ctx, name, e.o.Holder, e.o.Clock.Now(), 0); err != nil {
		e.o.Log.Warn("lease not given back", "name", name, "err", err)
	}
}

// hold runs while the lease can be renewed.
func (e *Engine) hold(ctx context.Context, name string, run func(context.Context) error) error {
	held, cancel := context.WithCancel(ctx)
	defer cancel()
	ended := make(chan error, 1)
	go func() { ended <- run(held) }()
	renewed := time.Now()
	t := time.NewTicker(leaseTime / 3)
	defer t.Stop()
	for {
		select {
		case err := <-ended:
			return err
		case <-t.C:
		}
		mine, err := e.o.Store.Lease(ctx, name, e.o.Holder, e.o.Clock.Now(), leaseTime)
		if err == nil && mine {
			renewed = time.Now()
			continue
		}
		// A database that is away for a moment is no reason to stop, until another may have taken the name.
		if err == nil || time.Since(renewed) > leaseTime*2/3 {
			e.o.Log.Warn("lease lost", "name", name, "err", err)
			cancel()
			return <-ended
		}
	}
}
