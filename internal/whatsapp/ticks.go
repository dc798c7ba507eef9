package whatsapp

import (
	"context"
	"errors"
	"sync"
	"time"

	"tokobot/internal/engine"
)

// ticks follows messages until the buyer's phone says that it has them. A send can "succeed" without reaching anybody.
type ticks struct {
	mu   sync.Mutex
	open map[string]*tick // by message id
	seen map[string]time.Time
}

type tick struct {
	parcel   engine.Parcel
	at       time.Time // of the last sending
	repeated bool
}

const (
	// ticksKept bounds what is followed; beyond it the news of a phone that is off is not worth the memory.
	ticksKept = 5000
	// ticksFor is when a phone that never answers is taken for switched off.
	ticksFor = 24 * time.Hour
)

func newTicks() *ticks { return &ticks{open: map[string]*tick{}, seen: map[string]time.Time{}} }

// sending begins to follow a message; a repetition goes on with what is there.
func (t *ticks) sending(p engine.Parcel, now time.Time) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if old := t.open[p.MessageID]; old != nil {
		old.at = now
		return
	}
	if len(t.open) < ticksKept {
		t.open[p.MessageID] = &tick{parcel: p, at: now}
	}
}

// hurry makes a message due: its reader asked for it in vain.
func (t *ticks) hurry(id string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if x := t.open[id]; x != nil && !x.repeated {
		x.at = time.Time{}
	}
}

// unsent takes back that a message was sent once more: it could not be, and is due again after the usual wait.
func (t *ticks) unsent(id string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if x := t.open[id]; x != nil {
		x.repeated = false
	}
}

// arrived ends the following of a message.
func (t *ticks) arrived(id string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.open, id)
}

// alive notes that a buyer's phone was on.
func (t *ticks) alive(chat string, now time.Time) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.seen) > ticksKept {
		clear(t.seen)
	}
	t.seen[chat] = now
}

// due are messages to be sent once more, and those that stay away though they were, and though the phone is on.
func (t *ticks) due(now time.Time, wait time.Duration) (again, lost []engine.Parcel) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for id, x := range t.open {
		switch age := now.Sub(x.at); {
		case age < wait:
		case !x.repeated:
			x.repeated, x.at = true, now
			again = append(again, x.parcel)
		case t.seen[x.parcel.To].After(x.at):
			delete(t.open, id)
			lost = append(lost, x.parcel)
		case age > ticksFor:
			delete(t.open, id)
		}
	}
	return again, lost
}

// remember follows the messages that were on their way when the program ended last.
func (w *WhatsApp) remember(ctx context.Context) {
	if w.o.Undelivered == nil {
		return
	}
	now := w.o.Clock.Now()
	parcels, err := w.o.Undelivered(ctx, now.Add(-ticksFor), ticksKept)
	if err != nil {
		if ctx.Err() == nil {
			w.o.Log.Error("undelivered messages", "err", err)
		}
		return
	}
	for _, p := range parcels {
		w.ticks.sending(p, now)
	}
}

// lookAfter sends again what did not arrive in time, under the same id, and then tells the owner.
func (w *WhatsApp) lookAfter(ctx context.Context) {
	again, lost := w.ticks.due(w.o.Clock.Now(), w.o.DeliveryWait)
	for _, p := range lost {
		w.o.Count("undelivered")
		w.o.Alarm("WhatsApp: balasan untuk " + p.To + " sepertinya tidak sampai walau sudah dikirim dua kali. " +
			"Tolong lihat chat itu di HP toko.")
	}
	if len(again) == 0 {
		return
	}
	go func() { // sends take their time, and the session watches the connection
		for _, p := range again {
			w.repeat(ctx, p)
		}
	}()
}

// repeat sends a message once more. One that can't be sent now, because the connection is away, say, is sent later.
func (w *WhatsApp) repeat(ctx context.Context, p engine.Parcel) {
	c, err := w.connected()
	if err == nil {
		err = w.put(ctx, c, p)
	}
	if err == nil {
		w.o.Count("repeated")
		return
	}
	var giveUp *engine.GiveUp
	if !errors.As(err, &giveUp) {
		w.ticks.unsent(p.MessageID)
	}
	if !errors.Is(err, engine.ErrStopped) {
		w.o.Log.Warn("whatsapp repeat", "id", p.MessageID, "err", mask(err.Error()))
	}
}
