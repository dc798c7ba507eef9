package engine

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"

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

// whatDraft is a message shown to the CS group for sending by hand, on its way through the inbox.
const whatDraft = "engine.draft"

// draft is what the timer of a whatDraft refers to.
type draft struct {
	Text  string      `json:"text"`
	Media *shop.Media `json:"media,omitempty"`
}

// showDrafts shows the CS group what waits for a channel that is barred, each message once. A person who sends one, or any
// other words in that chat, spares the bot doing so: see withdraw.
func (e *Engine) showDrafts(ctx context.Context, channel shop.Channel) error {
	if !e.drafting.TryLock() {
		return nil // somebody is at it; what that misses comes with the next try
	}
	defer e.drafting.Unlock()
	parcels, err := e.o.Store.Drafts(ctx, channel, draftsMost)
	if err != nil || len(parcels) == 0 {
		return err
	}
	now := e.o.Clock.Now()
	ids, batch := make([]int64, len(parcels)), make([]shop.Arrival, len(parcels))
	for i, p := range parcels {
		who := p.Name + " (" + p.To + ")"
		if p.Name == "" {
			who = p.To
		}
		ref, err := json.Marshal(draft{
			Text:  "✍️ Draf untuk *" + who + "*. Bot sedang tidak boleh mengirim; tolong kirim dari HP toko:\n\n" + p.Text,
			Media: p.Media,
		})
		if err != nil {
			return fmt.Errorf("draft: %w", err)
		}
		key := "draft:" + strconv.FormatInt(p.ID, 10)
		ids[i] = p.ID
		batch[i] = shop.Arrival{
			Channel: shop.Clock, Chat: string(shop.CS), ID: key, At: now, Kind: shop.KindTimer,
			Timer: &shop.Timer{Key: key, Line: shop.GroupLine(shop.CS), Due: now, What: whatDraft, Ref: string(ref)},
		}
	}
	if err := e.Receive(ctx, batch...); err != nil {
		return fmt.Errorf("drafts: %w", err)
	}
	if err := e.o.Store.MarkDrafts(ctx, ids...); err != nil {
		return fmt.Errorf("drafts: %w", err)
	}
	return nil
}

// tellDraft is the turn of a draft.
func tellDraft(in shop.Input) []shop.Effect {
	var d draft
	if err := json.Unmarshal([]byte(in.Timer.Ref), &d); err != nil {
		return nil // it was marshalled here
	}
	return []shop.Effect{shop.Tell{Key: in.Timer.Key, Group: shop.CS, Text: d.Text, Media: d.Media}}
}

// withdraw takes back the drafts of a chat in which a person wrote: they were shown so that people send them.
func withdraw(t shop.Turn) []shop.Effect {
	for _, in := range t.Inputs {
		if in.Kind == shop.KindOwn {
			return []shop.Effect{shop.Withdraw{Buyer: t.Buyer.ID}}
		}
	}
	return nil
}
