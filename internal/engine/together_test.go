package engine

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

func TestTogetherSharesOneRun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var runs, items atomic.Int64
		g := newTogether(1, func(_ context.Context, all []int) error {
			runs.Add(1)
			items.Add(int64(len(all)))
			time.Sleep(time.Millisecond) // a commit
			return nil
		})
		begin := time.Now()
		var callers sync.WaitGroup
		for i := range 100 {
			callers.Go(func() {
				if err := g.do(t.Context(), []int{i}); err != nil {
					t.Error(err)
				}
			})
		}
		callers.Wait()
		if items.Load() != 100 || runs.Load() > 3 {
			t.Errorf("%d items in %d runs, want 100 in at most 3", items.Load(), runs.Load())
		}
		if took := time.Since(begin); took > 3*time.Millisecond {
			t.Errorf("took %v", took)
		}
		if g.free != 1 || len(g.waiting) != 0 {
			t.Errorf("left behind: free %d, waiting %d", g.free, len(g.waiting))
		}
	})
}

func TestTogetherOneFaultIsNobodyElses(t *testing.T) {
	bad := errors.New("bad item")
	g := newTogether(2, func(_ context.Context, all []int) error {
		for _, n := range all {
			if n == 13 {
				return bad
			}
		}
		return nil
	})
	var callers sync.WaitGroup
	for i := range 64 {
		callers.Go(func() {
			err := g.do(t.Context(), []int{i})
			if (i == 13) != errors.Is(err, bad) {
				t.Errorf("item %d: %v", i, err)
			}
		})
	}
	callers.Wait()
}

func TestTogetherCancelledCallerHarmsNobody(t *testing.T) {
	g := newTogether(1, func(ctx context.Context, _ []int) error { return ctx.Err() })
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	var callers sync.WaitGroup
	for i := range 40 {
		callers.Go(func() {
			ctx := t.Context()
			if i%4 == 0 {
				ctx = gone
			}
			if err := g.do(ctx, []int{i}); (i%4 == 0) == (err == nil) && i%4 != 0 {
				t.Errorf("caller %d: %v", i, err)
			}
		})
	}
	callers.Wait()
}
