package whatsapp

import (
	"context"
	"sync"
	"time"

	"go.mau.fi/whatsmeow"
	"go.mau.fi/whatsmeow/store"
)

const (
	lookForDevice = 3 * time.Second // how often an unlinked channel looks whether it was linked elsewhere
	lookAtTicks   = 5 * time.Second
	quickAgain    = 2 * time.Second
	openAgain     = 10 * time.Second
)

// Run keeps the number connected until ctx ends. One process at a time may run it: see engine.Runner.
func (w *WhatsApp) Run(ctx context.Context) error {
	w.begun(ctx)
	var keeper sync.WaitGroup
	keeper.Go(func() { w.keeping(ctx) })
	w.remember(ctx)
	for ctx.Err() == nil {
		w.wait(ctx, w.session(ctx))
	}
	keeper.Wait()
	w.keep(ctx)
	w.mu.Lock()
	w.running = false
	w.mu.Unlock()
	return nil
}

// begun takes the number over with what its last holder knew.
func (w *WhatsApp) begun(ctx context.Context) {
	w.recall(ctx)
	w.mu.Lock()
	w.running = true
	w.mu.Unlock()
}

// wait waits for a while, or until a device was linked here.
func (w *WhatsApp) wait(ctx context.Context, d time.Duration) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
	case <-t.C:
	case <-w.linked:
	}
}

// session is one life of a connection; it returns when to begin the next.
func (w *WhatsApp) session(ctx context.Context) time.Duration {
	if !w.linking.TryLock() {
		return quickAgain // a device is being linked
	}
	defer w.linking.Unlock()
	device, err := w.container.GetFirstDevice(ctx)
	if err != nil {
		w.o.Log.Error("whatsapp device", "err", err)
		return quickAgain
	}
	if device.ID == nil {
		if s := w.now(); s != LoggedOut {
			w.become(Unlinked, time.Time{})
		}
		return lookForDevice
	}
	w.drain()
	l := w.begin(device)
	defer w.end(l)
	if err := l.client.ConnectContext(context.WithoutCancel(ctx)); err != nil {
		w.o.Log.Error("whatsapp connect", "err", mask(err.Error()))
		w.become(Offline, time.Time{})
		return openAgain
	}
	t := time.NewTicker(min(lookAtTicks, max(w.o.DeliveryWait/4, time.Millisecond)))
	defer t.Stop()
	for {
		select {
		case <-ctx.Done():
			return 0
		case again := <-w.ended:
			if w.sick.Load() {
				w.become(Offline, time.Time{})
				w.recover(ctx)
			}
			return again
		case <-t.C:
			w.unlock()
			w.soundOffline()
			w.lookAfter(ctx)
		}
	}
}

// now is the state.
func (w *WhatsApp) now() State {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.status.State
}

// drain forgets an end that came when nobody listened any more.
func (w *WhatsApp) drain() {
	select {
	case <-w.ended:
	default:
	}
}

// begin makes the client of a session; events reach it from now on.
func (w *WhatsApp) begin(d *store.Device) *life {
	l := &life{client: w.newClient(d)}
	d.EventBuffer = guardedBuffer{d.EventBuffer, w, l}
	l.client.AddEventHandlerWithSuccessStatus(func(e any) bool { return w.handle(l, e) })
	w.sick.Store(false)
	w.mu.Lock()
	w.client = l.client
	w.mu.Unlock()
	if s := w.now(); s == Unlinked || s == LoggedOut {
		w.become(Connecting, time.Time{})
	}
	return l
}

func (w *WhatsApp) end(l *life) {
	l.client.Disconnect()
	l.end()
	w.mu.Lock()
	w.client = nil
	w.mu.Unlock()
	if s := w.now(); s == Connected || s == Connecting {
		w.become(Offline, time.Time{})
	}
}

// finish ends the session; the next begins after a while.
func (w *WhatsApp) finish(again time.Duration) {
	select {
	case w.ended <- again:
	default: // it is ending already
	}
}

// recover waits until the database answers: while it can't keep what arrives, nothing may be asked for. Without a connection
// WhatsApp keeps the messages.
func (w *WhatsApp) recover(ctx context.Context) {
	for wait := 50 * time.Millisecond; ctx.Err() == nil; wait = min(2*wait, 5*time.Second) {
		w.wait(ctx, wait)
		w.soundOffline()
		if err := w.probe(ctx); err == nil {
			return
		}
	}
}

// renew fetches the newest version of WhatsApp Web, when ours was refused, and tells when to try with it.
func (w *WhatsApp) renew() time.Duration {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	v, err := whatsmeow.GetLatestVersion(ctx, w.http)
	if err != nil {
		w.o.Log.Error("newest WhatsApp version", "err", err)
		return consequences[Outdated].again
	}
	if *v == store.GetWAVersion() {
		return consequences[Outdated].again // it is not the number that is old, but the program
	}
	w.o.Log.Info("whatsapp version", "version", v.String())
	store.SetWAVersion(*v)
	return time.Millisecond
}
