package store

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"tokobot/internal/engine"
	"tokobot/internal/shop"
)

// applier carries out the decisions of one transaction. What every turn has (its line done, its memory, what it says) is
// gathered and written at the end, for all turns at once.
type applier struct {
	s     *Store
	ctx   context.Context
	t     tx
	now   time.Time
	facts *facts

	touched map[int64]bool // buyers whom an earlier decision changed
	buyers  map[int64]*reach
	letters []letter
	ready   []engine.Parcel // those that may go when they are committed
	begun   map[string]bool // destinations that this transaction wrote to
	more    bool            // there may be others
	lines   struct {
		key     texts
		last, n ints
		memory  blobs // nil keeps what there is
	}
}

// reach is what saying something to a buyer needs.
type reach struct {
	id               int64
	address, account string
	optedOut         bool
}

func (s *Store) newApplier(ctx context.Context, t tx, now time.Time) *applier {
	a := &applier{s: s, ctx: ctx, t: t, now: now, touched: map[int64]bool{}, buyers: map[int64]*reach{}, begun: map[string]bool{}}
	a.facts = &facts{s: s, ctx: ctx, t: t, before: a.flush, out: &outside{}}
	return a
}

// work is the turn whose effects are carried out.
type work struct {
	*task
	ord       int // of the effect in its decision
	forgotten bool
}

func (w *work) key(explicit string) string {
	if explicit != "" {
		return clean(explicit)
	}
	return w.turn.Key() + "/" + strconv.Itoa(w.ord)
}

// apply carries out one decision. A guard's refusal is engine.ErrRefused, here or at the commit.
func (a *applier) apply(k *task, d shop.Decision) error {
	if b := k.turn.Buyer; b.ID != 0 {
		a.buyers[int64(b.ID)] = &reach{int64(b.ID), b.Address, k.account, b.OptedOut}
	}
	w := &work{task: k}
	for i, e := range d.Effects {
		w.ord = i
		if err := a.effect(w, e); err != nil {
			return fmt.Errorf("%T: %w", e, err)
		}
	}
	a.lines.key = append(a.lines.key, k.line)
	a.lines.last = append(a.lines.last, k.last)
	a.lines.n = append(a.lines.n, int64(len(k.turn.Inputs)))
	if k.turn.Buyer.ID == 0 || w.forgotten {
		d.Memory = nil
	}
	a.lines.memory = append(a.lines.memory, d.Memory)
	return nil
}

func (a *applier) effect(w *work, e shop.Effect) error {
	switch e := e.(type) {
	case shop.Say:
		return a.say(w, e)
	case shop.Tell:
		return a.tell(w, e)
	case shop.Toast:
		return a.toast(w, e)
	case shop.ShowCard:
		return a.showCard(e.Card, e.File)
	case shop.RedrawCard:
		return a.redrawCard(e.Card)
	case shop.RecordOrder:
		return a.recordOrder(w, e)
	case shop.SaveOrder:
		return a.saveOrder(e)
	case shop.LogOrder:
		return a.logOrder(e.Number, e.Event)
	case shop.MoveStock:
		return a.moveStock(w, e)
	case shop.BookCash:
		return a.bookCash(w, e.Line)
	case shop.BookBank:
		return a.bookBank(e.Line)
	case shop.KeepProof:
		return a.keepProof(e.Proof)
	}
	return a.lesser(w, e)
}

// lesser are the effects on people and time.
func (a *applier) lesser(w *work, e shop.Effect) error {
	switch e := e.(type) {
	case shop.SaveBuyer:
		return a.saveBuyer(e.Buyer)
	case shop.HandOver:
		return a.handOver(e)
	case shop.SetTimer:
		return a.t.exec(setTimer, timerArgs(e.Timer)...)
	case shop.CancelTimer:
		return a.t.exec(`DELETE FROM timer WHERE key = $1`, clean(e.Key))
	case shop.Wait:
		return a.wait(e)
	case shop.Unwait:
		return a.t.exec(`DELETE FROM wish WHERE buyer = $1 AND sku = $2`, int64(e.Buyer), clean(e.SKU))
	case shop.Drafted:
		return a.t.must(drafted, e.Message)
	case shop.Withdraw:
		return a.withdraw(e)
	case shop.Forget:
		return a.forget(w, e.Buyer)
	case shop.PairGroup:
		return a.t.exec(pairGroup, string(e.Group), clean(e.Chat))
	}
	return fmt.Errorf("the store can't carry it out")
}

// finishLines says that the first n waiting inputs of a line, up to the last, are done.
const finishLines = `UPDATE line
	SET done = u.last, waiting = line.waiting - u.n, tries = 0, memory = COALESCE(u.memory, line.memory), -- postgres
		due = CASE WHEN line.waiting > u.n THEN line.due END, since = CASE WHEN line.waiting > u.n THEN line.since END -- postgres
	FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::bytea[]) AS u (key, last, n, memory) WHERE line.key = u.key -- postgres
	SET done = $2, waiting = waiting - $3, tries = 0, memory = COALESCE($4, memory), -- sqlite
		due = CASE WHEN waiting > $3 THEN due END, since = CASE WHEN waiting > $3 THEN since END WHERE key = $1 -- sqlite
	`

// finish writes what was gathered.
func (a *applier) finish() error {
	if err := a.flush(); err != nil {
		return err
	}
	l := &a.lines
	return a.t.each(finishLines, len(l.key), l.key, l.last, l.n, l.memory)
}

func encode(v any) (string, error) {
	b, err := json.Marshal(v)
	return string(b), err
}
