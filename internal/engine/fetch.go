package engine

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"sync"
	"time"

	"tokobot/internal/shop"
)

const (
	fetchTime  = 60 * time.Second // for one file
	fetchTries = 6                // then the buyer's turn comes without it
	fetchFirst = time.Second      // pause after the first fault; it doubles
	fetchMost  = 4                // files of a channel on their way at once
	fetchFor   = 24 * time.Hour   // a file that the channel was away for is waited for so long
	fetchLook  = 64               // files looked at: those that wait for another try don't hide the others
)

// fetching brings the media of one channel's arrivals into the media folder. Lines wait for their media, so what can't be
// had is given up in about a minute. While the channel itself is away nothing is tried: it still has the file when it is back.
type fetching struct {
	e       *Engine
	channel shop.Channel
	from    Fetcher
	lease   *tenure
	poke    chan struct{}

	mu    sync.Mutex
	tries map[int64]*fetchTry
	busy  int
}

// fetchTry is where the fetching of one input's file stands.
type fetchTry struct {
	n     int       // faults so far
	next  time.Time // not before
	going bool
}

func newFetching(e *Engine, channel shop.Channel, from Fetcher, lease *tenure) *fetching {
	return &fetching{e: e, channel: channel, from: from, lease: lease, poke: make(chan struct{}, 1), tries: map[int64]*fetchTry{}}
}

// run fetches until ctx ends and what is on its way has ended.
func (f *fetching) run(ctx context.Context) {
	var all sync.WaitGroup
	defer all.Wait()
	for ctx.Err() == nil {
		wait, err := f.round(ctx, &all)
		if err != nil && ctx.Err() == nil {
			f.e.o.Log.Error("fetch media", "channel", f.channel, "err", err)
		}
		t := time.NewTimer(wait)
		select {
		case <-ctx.Done():
		case <-t.C:
		case <-f.poke:
		}
		t.Stop()
	}
}

// round begins to fetch every file whose time has come and tells how long until the next one's.
func (f *fetching) round(ctx context.Context, all *sync.WaitGroup) (time.Duration, error) {
	if !f.lease.holds() {
		return lookAgain, nil
	}
	inputs, err := f.e.o.Store.Unfetched(ctx, f.channel, fetchLook)
	if err != nil {
		return lookAgain, fmt.Errorf("unfetched: %w", err)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	wait := lookAgain
	f.forget(inputs)
	for _, in := range inputs {
		try := f.tries[in.ID]
		if try == nil {
			try = &fetchTry{}
			f.tries[in.ID] = try
		}
		switch d := try.next.Sub(f.e.o.Clock.Now()); {
		case try.going:
		case d > 0:
			wait = min(wait, d)
		case f.busy < fetchMost:
			try.going = true
			f.busy++
			all.Go(func() { f.one(ctx, in, try) })
		}
	}
	return wait, nil
}

// forget drops the tries of files that somebody has had meanwhile.
func (f *fetching) forget(inputs []shop.Input) {
	left := make(map[int64]bool, len(inputs))
	for _, in := range inputs {
		left[in.ID] = true
	}
	maps.DeleteFunc(f.tries, func(id int64, try *fetchTry) bool { return !left[id] && !try.going })
}

// one fetches one file and writes what became of it.
func (f *fetching) one(ctx context.Context, in shop.Input, try *fetchTry) {
	m, done, away := f.get(ctx, in, try.n)
	var err error
	if done {
		err = f.e.o.Store.Fetched(context.WithoutCancel(ctx), f.e.o.Clock.Now(), in.ID, m)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.busy--
	try.going = false
	switch {
	case err != nil:
		f.e.o.Log.Error("fetched", "input", in.ID, "err", err)
		try.next = f.e.o.Clock.Now().Add(fetchFirst)
	case done:
		delete(f.tries, in.ID)
		poke(f.e.work)
	case away:
		try.next = f.e.o.Clock.Now().Add(fetchFirst)
	default:
		try.next = f.e.o.Clock.Now().Add(fetchFirst << try.n)
		try.n++
	}
	poke(f.poke)
}

// get fetches and stores an input's file after n faults; when it is not done it is to be tried again, away says that this was no fault of the
// file's.
func (f *fetching) get(ctx context.Context, in shop.Input, n int) (m shop.Media, done, away bool) {
	m = *in.Media
	data, err := f.load(ctx, m)
	if err == nil {
		m.Ref, err = f.e.o.Media.Put(ctx, m.Name, data)
	}
	var barred *Barred
	switch {
	case err == nil:
		sum := sha256.Sum256(data)
		m.Fetch, m.Size, m.SHA256 = nil, int64(len(data)), hex.EncodeToString(sum[:])
		if f.e.o.Look != nil {
			f.e.o.Look(f.channel, data, &m)
		}
		return m, true, false
	case ctx.Err() != nil:
		return m, false, true
	case errors.Is(err, ErrStopped):
		if !errors.As(err, &barred) && f.e.o.Clock.Now().Sub(in.At) < fetchFor {
			return m, false, true
		}
		// It is away for long: people are to see what waits for the file, though without it.
	case n+1 < fetchTries && !tooBig(err):
		return m, false, false
	}
	f.e.o.Log.Warn("media given up", "channel", f.channel, "name", m.Name, "err", err)
	m.Ref, m.Fetch, m.Gone = "", nil, err.Error()
	return m, true, false
}

type tooBigError struct{ size, most int64 }

func (t tooBigError) Error() string {
	return fmt.Sprintf("berkasnya %d MB, paling besar %d MB", t.size>>20, t.most>>20)
}

func tooBig(err error) bool {
	var big tooBigError
	return errors.As(err, &big)
}

func (f *fetching) load(ctx context.Context, m shop.Media) ([]byte, error) {
	most := f.e.o.MaxMedia
	if m.Size > most {
		return nil, tooBigError{m.Size, most}
	}
	ctx, cancel := context.WithTimeout(ctx, fetchTime)
	defer cancel()
	data, err := f.from.Fetch(ctx, m)
	if err != nil {
		return nil, err
	}
	if n := int64(len(data)); n > most {
		return nil, tooBigError{n, most}
	}
	return data, nil
}
