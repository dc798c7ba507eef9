package bench

import (
	"context"
	"sync"
	"time"

	"tokobot/internal/engine"
	"tokobot/internal/shop"
)

// Lives follows messages through a whole engine: it is the channel, and stands before the store to see when the mark of what
// was sent is durable.
type Lives struct {
	engine.Store

	mu      sync.Mutex
	to      map[int64]string         // of parcels on their way
	waiting map[string]chan struct{} // by buyer
}

// NewLives puts itself before a store.
func NewLives(s engine.Store) *Lives {
	return &Lives{Store: s, to: map[int64]string{}, waiting: map[string]chan struct{}{}}
}

// Name implements engine.Channel.
func (*Lives) Name() shop.Channel { return shop.WhatsApp }

// Send implements engine.Channel: it answers at once.
func (l *Lives) Send(_ context.Context, p engine.Parcel) (string, error) {
	l.mu.Lock()
	l.to[p.ID] = p.To
	l.mu.Unlock()
	return p.MessageID, nil
}

// Mark implements engine.Store.
func (l *Lives) Mark(ctx context.Context, now time.Time, marks ...engine.Mark) error {
	if err := l.Store.Mark(ctx, now, marks...); err != nil {
		return err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, m := range marks {
		if c := l.waiting[l.to[m.Parcel]]; c != nil && m.Sent {
			select {
			case c <- struct{}{}:
			default:
			}
		}
		delete(l.to, m.Parcel)
	}
	return nil
}

// Times are how long one message took.
type Times struct{ Received, Whole time.Duration }

// One sends a message to the shop and waits until its answer is sent and that is written down.
func (l *Lives) One(ctx context.Context, to engine.Receiver, a shop.Arrival) (t Times, err error) {
	c := make(chan struct{}, 1)
	l.mu.Lock()
	l.waiting[a.Chat] = c
	l.mu.Unlock()
	begin := time.Now()
	if err := to.Receive(ctx, a); err != nil {
		return t, err
	}
	t.Received = time.Since(begin)
	select {
	case <-c:
	case <-ctx.Done():
		return t, ctx.Err()
	}
	t.Whole = time.Since(begin)
	return t, nil
}
