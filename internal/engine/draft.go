package engine

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"

	"tokobot/internal/desk"
	"tokobot/internal/shop"
)

// Barred is a send that the other side forbids for a while, as WhatsApp does with numbers that it mistrusts. It is a kind of
// ErrStopped: everything waits. What waits is shown to people, who may send it themselves.
type Barred struct{ Err error }

func (b *Barred) Error() string { return b.Err.Error() }
func (b *Barred) Unwrap() error { return b.Err }

// Is makes it an ErrStopped.
func (b *Barred) Is(target error) bool { return target == ErrStopped }

// draftsMost bounds the drafts shown at once; the rest follow with the next try to send.
const draftsMost = 100

// whatShow is something shown to a staff group, on its way through the inbox.
const whatShow = "engine.show"

// shown is what the timer of a whatShow refers to.
type shown struct {
	Text  string      `json:"text"`
	Media *shop.Media `json:"media,omitempty"`
}

// toShow is the arrival of something to be shown. The same key is shown once.
func (e *Engine) toShow(g shop.Group, key string, s shown) (shop.Arrival, error) {
	ref, err := json.Marshal(s)
	if err != nil {
		return shop.Arrival{}, fmt.Errorf("show: %w", err)
	}
	return e.forDesk(g, key, whatShow, string(ref)), nil
}

// Show is Alarm with a picture, which is stored first.
func (e *Engine) Show(ctx context.Context, g shop.Group, key, text, name string, picture []byte) error {
	ref, err := e.o.Media.Put(ctx, name, picture)
	if err != nil {
		return fmt.Errorf("show %s: %w", g, err)
	}
	a, err := e.toShow(g, key, shown{Text: text, Media: &shop.Media{Ref: ref, Name: name, MIME: "image/png", Size: int64(len(picture))}})
	if err != nil {
		return err
	}
	return e.Receive(ctx, a)
}

// showDrafts shows the CS group what waits for a channel that is barred, each message once, on a card of its own. What becomes
// of it is the desk's: see desk.TimerDraft.
func (e *Engine) showDrafts(ctx context.Context, channel shop.Channel) error {
	if !e.drafting.TryLock() {
		return nil // somebody is at it; what that misses comes with the next try
	}
	defer e.drafting.Unlock()
	parcels, err := e.o.Store.Drafts(ctx, channel, draftsMost)
	if err != nil || len(parcels) == 0 {
		return err
	}
	batch := make([]shop.Arrival, len(parcels))
	for i, p := range parcels {
		ref, err := json.Marshal(desk.Draft{Message: p.ID, Buyer: p.Buyer, Text: p.Text, Media: p.Media})
		if err != nil {
			return fmt.Errorf("drafts: %w", err)
		}
		batch[i] = e.forDesk(shop.CS, "draft:"+strconv.FormatInt(p.ID, 10), desk.TimerDraft, string(ref))
	}
	if err := e.Receive(ctx, batch...); err != nil {
		return fmt.Errorf("drafts: %w", err)
	}
	return nil
}

// draftSent tells the CS group that a message which it has as a draft was sent, before its row is taken off the outbox: after
// a crash between the two it is sent again, under the same id.
func (e *Engine) draftSent(ctx context.Context, p Parcel) error {
	id := string(shop.DraftCard(p.ID))
	if err := e.Receive(ctx, e.forDesk(shop.CS, "draft-sent:"+id, desk.TimerDraftSent, id)); err != nil {
		return fmt.Errorf("draft sent: %w", err)
	}
	return nil
}

// forDesk is an arrival that a group's desk reads as a timer that fell due.
func (e *Engine) forDesk(g shop.Group, key, what, ref string) shop.Arrival {
	now := e.o.Clock.Now()
	return shop.Arrival{
		Channel: shop.Clock, Chat: string(g), ID: key, At: now, Kind: shop.KindTimer,
		Timer: &shop.Timer{Key: key, Line: shop.GroupLine(g), Due: now, What: what, Ref: ref},
	}
}

// show is the turn of something shown.
func show(t shop.Turn, in shop.Input) []shop.Effect {
	var s shown
	g, ok := t.Line.Group()
	if err := json.Unmarshal([]byte(in.Timer.Ref), &s); err != nil || !ok {
		return nil // it was marshalled here, for a group
	}
	return []shop.Effect{shop.Tell{Key: in.Timer.Key, Group: g, Text: s.Text, Media: s.Media}}
}
