package engine

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"time"

	"tokobot/internal/shop"
)

const (
	fetchTime  = 60 * time.Second // for one file
	fetchTries = 6                // then the buyer's turn comes without it
	fetchFirst = time.Second      // pause after the first fault; it doubles
	fetchMost  = 8                // files looked at in a round
)

// fetching brings the media of one channel's arrivals into the media folder. Lines wait for their media, so what can't be
// had is given up in about a minute.
type fetching struct {
	e       *Engine
	channel shop.Channel
	from    Fetcher
	tries   map[int64]int
	next    map[int64]time.Time
}

func newFetching(e *Engine, channel shop.Channel, from Fetcher) *fetching {
	return &fetching{e: e, channel: channel, from: from, tries: map[int64]int{}, next: map[int64]time.Time{}}
}

func (f *fetching) run(ctx context.Context) {
	for ctx.Err() == nil {
		wait, err := f.round(ctx)
		if err != nil && ctx.Err() == nil {
			f.e.o.Log.Error("fetch media", "channel", f.channel, "err", err)
		}
		t := time.NewTimer(wait)
		select {
		case <-ctx.Done():
		case <-t.C:
		case <-f.e.fetch:
		}
		t.Stop()
	}
}

// round tries every file whose time has come and tells how long until the next one's.
func (f *fetching) round(ctx context.Context) (time.Duration, error) {
	inputs, err := f.e.o.Store.Unfetched(ctx, f.channel, fetchMost)
	if err != nil {
		return lookAgain, fmt.Errorf("unfetched: %w", err)
	}
	wait := lookAgain
	for _, in := range inputs {
		if d := f.next[in.ID].Sub(f.e.o.Clock.Now()); d > 0 {
			wait = min(wait, d)
			continue
		}
		if err := f.one(ctx, in); err != nil {
			return lookAgain, err
		}
		wait = 0
	}
	return wait, nil
}

// one fetches one file; the error is the store's.
func (f *fetching) one(ctx context.Context, in shop.Input) error {
	m := *in.Media
	data, err := f.get(ctx, m)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err == nil {
		m.Ref, err = f.e.o.Media.Put(ctx, m.Name, data)
	}
	if err != nil {
		f.tries[in.ID]++
		if n := f.tries[in.ID]; n < fetchTries && m.Gone == "" && !tooBig(err) {
			f.next[in.ID] = f.e.o.Clock.Now().Add(fetchFirst << (n - 1))
			return nil
		}
		m.Ref, m.Fetch, m.Gone = "", nil, err.Error()
	} else {
		sum := sha256.Sum256(data)
		m.Fetch, m.Size, m.SHA256 = nil, int64(len(data)), hex.EncodeToString(sum[:])
		if f.e.o.Look != nil {
			f.e.o.Look(data, &m)
		}
	}
	delete(f.tries, in.ID)
	delete(f.next, in.ID)
	if err := f.e.o.Store.Fetched(ctx, f.e.o.Clock.Now(), in.ID, m); err != nil {
		return fmt.Errorf("fetched: %w", err)
	}
	poke(f.e.work)
	return nil
}

type tooBigError struct{ size, most int64 }

func (t tooBigError) Error() string {
	return fmt.Sprintf("file is %d bytes, at most %d are fetched", t.size, t.most)
}

func tooBig(err error) bool {
	_, is := err.(tooBigError)
	return is
}

func (f *fetching) get(ctx context.Context, m shop.Media) ([]byte, error) {
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
