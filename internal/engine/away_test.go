package engine_test

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"time"

	"tokobot/internal/engine"
	"tokobot/internal/shop"
)

// away is a store whose timers cannot be set the first times.
type away struct {
	engine.Store
	times atomic.Int32
}

func (a *away) SetTimers(ctx context.Context, timers ...shop.Timer) error {
	if a.times.Add(-1) >= 0 {
		return errors.New("the database is away")
	}
	return a.Store.SetTimers(ctx, timers...)
}

// TestBeginsWhenTheStoreIsBack holds that a store that is away while the shop opens does not end it.
func TestBeginsWhenTheStoreIsBack(t *testing.T) {
	store := &away{}
	store.times.Store(2)
	h := build(t, func(o *engine.Options) {
		recap("30 21 * * *", 0)(o)
		store.Store, o.Store = o.Store, store
	})
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	ended := make(chan error, 1)
	go func() { ended <- h.Run(ctx) }()
	for deadline := time.Now().Add(10 * time.Second); store.times.Load() > -1; time.Sleep(10 * time.Millisecond) {
		select {
		case err := <-ended:
			t.Fatalf("ended with %v", err)
		default:
		}
		if time.Now().After(deadline) {
			t.Fatal("the schedules were not set again")
		}
	}
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}
