package engine

import (
	"context"
	"errors"
	"time"

	"tokobot/internal/shop"
)

// Channel carries parcels to people. It is safe for concurrent calls.
type Channel interface {
	Name() shop.Channel
	// Send delivers one parcel and returns the channel's id of it. An error says by Retry or GiveUp what happens next;
	// any other error is tried again with growing pauses.
	Send(ctx context.Context, p Parcel) (id string, err error)
}

// Runner is a channel that sends, and fetches, only while it runs. Of several processes on one database one runs it; when that one dies or
// can't reach the database another does, within seconds.
type Runner interface {
	// Run keeps the channel at work until ctx ends.
	Run(ctx context.Context) error
}

// Fetcher is a channel that can fetch media after the arrival was stored.
type Fetcher interface {
	Fetch(ctx context.Context, m shop.Media) (data []byte, err error)
}

// Receiver takes arrivals; when it returns nil they are on disk and may be acknowledged.
type Receiver interface {
	Receive(ctx context.Context, batch ...shop.Arrival) error
}

// Media is the folder of pictures and files, addressed by content.
type Media interface {
	// Put stores data and returns its ref: the SHA-256 in hex and the name's ending. Storing twice is storing once.
	Put(ctx context.Context, name string, data []byte) (ref string, err error)
	Get(ctx context.Context, ref string) ([]byte, error)
	// Path tells where the file lies, for what is shown outside.
	Path(ref string) string
}

// Clock tells the time.
type Clock interface{ Now() time.Time }

// Retry is a send that may go well later.
type Retry struct {
	After time.Duration
	Err   error
}

func (r *Retry) Error() string { return r.Err.Error() }
func (r *Retry) Unwrap() error { return r.Err }

// GiveUp is a send that can't go well: the parcel is parked and shown to people.
type GiveUp struct{ Err error }

func (g *GiveUp) Error() string { return g.Err.Error() }
func (g *GiveUp) Unwrap() error { return g.Err }

// ErrStopped says that a channel must not send at all now (banned, logged out): nothing is lost, everything waits.
var ErrStopped = errors.New("channel stopped")
