package engine

import (
	"context"
	"errors"
	"sync"
)

// together lets calls that come at the same time share one transaction (group commit). A call that finds nobody ahead of it
// goes at once and alone; those that come meanwhile go as one group when it is back. Nobody waits on a timer.
type together[T any] struct {
	run func(context.Context, []T) error

	mu      sync.Mutex
	free    int // groups that may still start side by side
	waiting []*sharer[T]
}

// groupMost bounds a group, so that one transaction stays short.
const groupMost = 256

type sharer[T any] struct {
	items   []T
	done    chan error    // its items went with somebody's group
	lead    chan struct{} // it is its turn to take the waiting ones along
	leading bool          // lead was given, or is about to be read
}

// errAlone tells a call that its group did not go through and it is to go again by itself.
var errAlone = errors.New("go alone")

func (s *sharer[T]) promote() {
	s.leading = true
	s.lead <- struct{}{}
}

func newTogether[T any](lanes int, run func(context.Context, []T) error) *together[T] {
	return &together[T]{run: run, free: lanes}
}

// do returns when the items are durable. When a shared group fails each call goes again by itself, so that one call's
// fault, or its cancelled context, is no other's.
func (t *together[T]) do(ctx context.Context, items []T) error {
	s := &sharer[T]{items: items, done: make(chan error, 1), lead: make(chan struct{}, 1)}
	t.mu.Lock()
	t.waiting = append(t.waiting, s)
	if t.free > 0 {
		t.free--
		s.promote()
	}
	t.mu.Unlock()

	select {
	case err := <-s.done:
		if err == errAlone {
			return t.run(ctx, items)
		}
		return err
	case <-s.lead:
	}
	group := t.take(s)
	all := items
	if len(group) > 0 {
		all = append([]T(nil), items...)
		for _, g := range group {
			all = append(all, g.items...)
		}
	}
	err := t.run(ctx, all)
	t.next()
	for _, g := range group {
		if err != nil {
			g.done <- errAlone
		} else {
			g.done <- nil
		}
	}
	if err != nil && len(group) > 0 {
		return t.run(ctx, items)
	}
	return err
}

// take removes the leader and up to groupMost items' worth of others from the queue, and returns the others.
func (t *together[T]) take(leader *sharer[T]) []*sharer[T] {
	t.mu.Lock()
	defer t.mu.Unlock()
	var group, rest []*sharer[T]
	n := len(leader.items)
	for _, s := range t.waiting {
		switch {
		case s == leader:
		case n+len(s.items) <= groupMost && !s.leading:
			group = append(group, s)
			n += len(s.items)
		default:
			rest = append(rest, s)
		}
	}
	t.waiting = rest
	return group
}

// next hands the lane to the oldest that waits, or frees it.
func (t *together[T]) next() {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, s := range t.waiting {
		if !s.leading {
			s.promote()
			return
		}
	}
	t.free++
}
