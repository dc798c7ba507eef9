package engine_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"tokobot/internal/engine"
	"tokobot/internal/shop"
	"tokobot/internal/storetest"
)

// line is a channel with one connection among several processes, as WhatsApp has: it can only send and fetch where it runs.
type line struct {
	*post
	world *world
	up    atomic.Bool
}

// world sees what the processes do together.
type world struct {
	mu    sync.Mutex
	up    map[*line]bool
	clash bool
}

func (l *line) Run(ctx context.Context) error {
	l.world.mu.Lock()
	l.world.up[l] = true
	l.world.clash = l.world.clash || len(l.world.up) > 1
	l.world.mu.Unlock()
	l.up.Store(true)
	<-ctx.Done()
	l.up.Store(false)
	l.world.mu.Lock()
	delete(l.world.up, l)
	l.world.mu.Unlock()
	return ctx.Err()
}

func (l *line) Send(ctx context.Context, p engine.Parcel) (string, error) {
	if !l.up.Load() {
		return "", engine.ErrStopped
	}
	return l.post.Send(ctx, p)
}

func (l *line) Fetch(ctx context.Context, m shop.Media) ([]byte, error) {
	if !l.up.Load() {
		return nil, engine.ErrStopped
	}
	return l.post.Fetch(ctx, m)
}

// hangs is a store whose leases hang for one process.
type hangs struct {
	engine.Store
	who atomic.Value
}

func (h *hangs) Lease(ctx context.Context, name, holder string, now time.Time, ttl time.Duration) (bool, error) {
	if h.who.Load() == holder {
		<-ctx.Done()
		return false, ctx.Err()
	}
	return h.Store.Lease(ctx, name, holder, now, ttl)
}

// TestChannelIsInOneOfThreeProcesses: wherever the lease goes, the process that has it is the one that is connected, sends and fetches; none ends
// because it lost it.
func TestChannelIsInOneOfThreeProcesses(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		w := &world{up: map[*line]bool{}}
		var books hangs
		books.who.Store("")
		var lines [3]*line
		h := buildOn(t, url, realTime(0))
		books.Store = h.o.Store
		for i := range lines {
			lines[i] = &line{post: newPost(shop.WhatsApp, h.o.Clock), world: w}
			lines[i].fetch = func(shop.Media) ([]byte, error) { return []byte("picture"), nil }
			one := *h
			one.o.Store, one.o.Holder, one.o.Channels = &books, fmt.Sprint(i), []engine.Channel{lines[i]}
			one.remake(t)
			h.Engine = one.Engine
			one.run(t)
		}
		holder := -1
		for round := range 2 {
			was := holder
			wait(t, "a process that has the channel", func() bool {
				for i, l := range lines {
					if i != was && l.up.Load() {
						holder = i
						return true
					}
				}
				return false
			})
			photo := h.message("6281", "")
			photo.Kind, photo.Media = shop.KindImage, &shop.Media{Name: "a.jpg", Fetch: []byte("key")}
			h.receive(t, photo)
			lines[holder].until(t, 1)
			h.receive(t, h.message("6282", "b"))
			lines[holder].until(t, 2)
			if round == 0 {
				books.who.Store(fmt.Sprint(holder))
			}
		}
		w.mu.Lock()
		defer w.mu.Unlock()
		if w.clash {
			t.Error("two processes were connected at once")
		}
	})
}

// wait waits for something that goroutines do.
func wait(t *testing.T, what string, done func() bool) {
	t.Helper()
	for end := time.Now().Add(patience); !done(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("waited too long for %s", what)
		}
	}
}

// TestChannelMovesAtOnceWhenItsHolderEnds: a program that ends gives the channel back.
func TestChannelMovesAtOnceWhenItsHolderEnds(t *testing.T) {
	t.Parallel()
	w := &world{up: map[*line]bool{}}
	h := build(t, realTime(0))
	var lines [2]*line
	var stops [2]func()
	for i := range lines {
		lines[i] = &line{post: newPost(shop.WhatsApp, h.o.Clock), world: w}
		one := *h
		one.o.Holder, one.o.Channels = fmt.Sprint(i), []engine.Channel{lines[i]}
		one.remake(t)
		stops[i] = one.run(t)
		wait(t, "the first", func() bool { return lines[0].up.Load() })
	}
	begin := time.Now()
	stops[0]()
	wait(t, "the second", func() bool { return lines[1].up.Load() })
	if took := time.Since(begin); took > 5*time.Second {
		t.Errorf("took over after %v", took)
	}
}

// TestPictureOutlivesAnOutage: a channel that is away for longer than a file is tried for takes nothing of it.
func TestPictureOutlivesAnOutage(t *testing.T) {
	t.Parallel()
	h := build(t, realTime(0))
	var tries atomic.Int32
	h.whatsapp.fetch = func(shop.Media) ([]byte, error) {
		if tries.Add(1) <= 8 {
			return nil, fmt.Errorf("%w: whatsapp is offline", engine.ErrStopped)
		}
		return []byte("picture"), nil
	}
	h.run(t)
	photo := h.message("6281", "")
	photo.Kind, photo.Media = shop.KindImage, &shop.Media{Name: "a.jpg", Fetch: []byte("key")}
	h.receive(t, photo)
	got := h.whatsapp.until(t, 1)
	if len(got) != 1 || got[0] == "6281: media "+engine.ErrStopped.Error() || tries.Load() < 9 {
		t.Errorf("got %q after %d tries", got, tries.Load())
	}
}

// TestPictureOfAForbiddenNumberIsGivenUp: people are to see what waits, though without it; so too after a day.
func TestPictureOfAForbiddenNumberIsGivenUp(t *testing.T) {
	t.Parallel()
	h := build(t, realTime(0))
	h.whatsapp.fetch = func(m shop.Media) ([]byte, error) {
		if string(m.Fetch) == "old" {
			return nil, engine.ErrStopped
		}
		return nil, &engine.Barred{Err: errors.New("logged out")}
	}
	h.run(t)
	for i, key := range []string{"old", "new"} {
		photo := h.message(fmt.Sprint("628", i), "")
		photo.Kind, photo.Media = shop.KindImage, &shop.Media{Name: "a.jpg", Fetch: []byte(key)}
		if key == "old" {
			photo.At = time.Now().Add(-25 * time.Hour)
		}
		h.receive(t, photo)
	}
	if got := h.whatsapp.until(t, 2); len(got) != 2 {
		t.Errorf("got %q", got)
	}
}
