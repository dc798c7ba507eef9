package whatsapp

import (
	"context"
	"time"
)

// Memory keeps how the channel stands over the end of the program, and for others to read. It is safe for concurrent calls.
type Memory interface {
	// KeepState writes how a number stands.
	KeepState(ctx context.Context, account string, s Status) error
	// KeptState is what was written last, false when nothing was. Held tells that a program has the number just now, as far as
	// that shows in the database.
	KeptState(ctx context.Context, account string) (s Status, held, found bool, err error)
}

// lasting are the states that outlive the program: whoever starts next is in them until WhatsApp says otherwise.
var lasting = map[State]bool{LoggedOut: true, Replaced: true, Banned: true, Outdated: true, Refused: true, Locked: true}

// kept is how the channel stands where it is not running here.
func (w *WhatsApp) kept(ctx context.Context, linked bool) (Status, error) {
	s, held, found := Status{}, false, false
	if w.o.Memory != nil {
		var err error
		if s, held, found, err = w.o.Memory.KeptState(ctx, w.o.Account); err != nil {
			return s, err
		}
	}
	fits := linked == (s.State != LoggedOut && s.State != Unlinked) // else it was linked or unlinked since
	switch {
	case found && fits && (held || lasting[s.State]):
		s.Elsewhere = held
		return s, nil
	case linked:
		return Status{State: Offline, Since: s.Since}, nil
	}
	return Status{State: Unlinked, Since: s.Since}, nil
}

// recall begins with what the last program knew.
func (w *WhatsApp) recall(ctx context.Context) {
	d, err := w.container.GetFirstDevice(ctx)
	if err != nil {
		w.o.Log.Error("whatsapp device", "err", err)
		return
	}
	s, err := w.kept(ctx, d.ID != nil)
	if err != nil {
		w.o.Log.Error("whatsapp state", "err", err)
		return
	}
	s.Elsewhere = false
	if !lasting[s.State] {
		s = Status{State: Unlinked, Since: w.o.Clock.Now()}
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.status = s
	w.drafted = consequences[s.State].barred
	w.locked = s.State == Locked
	w.told = consequences[s.State].alarm && s.State != Locked
}

const keepTime = 5 * time.Second

// keeping writes every change down until ctx ends, and then once more.
func (w *WhatsApp) keeping(ctx context.Context) {
	if w.o.Memory == nil {
		return
	}
	for {
		select {
		case <-ctx.Done():
			return
		case <-w.changed:
			w.keep(ctx)
		}
	}
}

func (w *WhatsApp) keep(ctx context.Context) {
	if w.o.Memory == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), keepTime)
	defer cancel()
	w.mu.Lock()
	s := w.status
	w.mu.Unlock()
	if err := w.o.Memory.KeepState(ctx, w.o.Account, s); err != nil {
		w.o.Log.Error("whatsapp state not kept", "err", err)
	}
}
