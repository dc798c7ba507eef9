package engine

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"

	"tokobot/internal/desk"
	"tokobot/internal/shop"
)

// turnError is a turn that could not be decided, with what people need to look after it themselves.
type turnError struct {
	who, text string
	err       error
}

func (t *turnError) Error() string { return t.err.Error() }
func (t *turnError) Unwrap() error { return t.err }

// step decides one turn: the engine's own inputs here, the rest by bot or desk. A panic is an error like any other.
func (e *Engine) step(t shop.Turn, f Facts) (d shop.Decision, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
		if err != nil && !errors.Is(err, ErrRefused) {
			err = describe(t, err)
		}
	}()
	t.Now = t.Now.In(e.o.Zone)
	var own []shop.Effect
	rest := make([]shop.Input, 0, len(t.Inputs))
	for _, in := range t.Inputs {
		show, next := e.due(in, t.Now)
		if next != nil {
			own = append(own, *next)
		}
		effects, mine, err := e.own(t, in, f)
		if err != nil {
			return shop.Decision{}, err
		}
		own = append(own, effects...)
		if show && !mine {
			rest = append(rest, in)
		}
	}
	if len(rest) > 0 {
		t.Inputs = rest
		if d, err = e.decide(t, f); err != nil {
			return shop.Decision{}, err
		}
	}
	own = append(own, askTimers(d.Effects)...)
	return shop.Decision{Memory: d.Memory, Effects: append(e.postpone(t, d.Effects), own...)}, nil
}

// askTimers are the turns in which cards shown now are asked for again if nobody touches them.
func askTimers(effects []shop.Effect) []shop.Effect {
	var out []shop.Effect
	for _, effect := range effects {
		if show, ok := effect.(shop.ShowCard); ok && !show.Card.AskAt.IsZero() {
			out = append(out, shop.SetTimer{Timer: shop.Timer{
				Key: shop.AskTimer(show.Card.ID), Line: shop.GroupLine(show.Card.Group), Due: show.Card.AskAt,
				What: desk.TimerAsk, Ref: string(show.Card.ID),
			}})
		}
	}
	return out
}

// own decides the inputs that the engine sends to itself.
func (e *Engine) own(t shop.Turn, in shop.Input, f Facts) (effects []shop.Effect, mine bool, err error) {
	if in.Kind != shop.KindTimer || in.Timer == nil {
		return nil, false, nil
	}
	switch in.Timer.What {
	case whatPrune:
		e.pruneDue.Store(true)
	case whatAlarm:
		if g, ok := t.Line.Group(); ok {
			effects = []shop.Effect{shop.Tell{Key: "alarm:" + in.Arrival.ID, Group: g, Text: in.Text}}
		}
	case whatWhatsApp:
		effects, err = e.askWhatsApp(in, f)
	case whatCatalog:
		effects, err = e.catalogAction(in, f)
	case whatShow:
		effects = show(t, in)
	case whatPair:
		effects = pairing(in)
	default:
		return nil, false, nil
	}
	return effects, true, err
}

func (e *Engine) decide(t shop.Turn, f Facts) (shop.Decision, error) {
	if _, ok := t.Line.Buyer(); ok {
		return e.o.Bot(t, f)
	}
	if _, ok := t.Line.Group(); ok {
		return e.o.Desk(t, f)
	}
	return shop.Decision{}, nil
}

func describe(t shop.Turn, err error) error {
	d := &turnError{who: string(t.Line), err: err}
	if t.Buyer.ID != 0 {
		d.who = t.Buyer.Address
		if t.Buyer.Name != "" {
			d.who = t.Buyer.Name + " (" + t.Buyer.Address + ")"
		}
	} else if g, ok := t.Line.Group(); ok {
		d.who = "grup " + string(g)
	}
	for _, in := range t.Inputs {
		if in.Text != "" {
			d.text = in.Text
		}
	}
	return d
}

// after does what follows from a commit outside the books: telling people of parked turns, clearing away, catalog actions.
func (e *Engine) after(ctx context.Context, w Worked) error {
	parked := false
	for _, f := range w.Failed {
		e.o.Log.Error("turn failed", "line", f.Line, "inputs", f.Inputs, "parked", f.Parked, "err", f.Err)
		if f.Parked {
			parked = true
			if err := e.tellParkedTurn(ctx, f); err != nil {
				return err
			}
		}
	}
	if parked {
		// It may have been a schedule's, whose next time nobody decided.
		if err := e.Start(ctx); err != nil {
			return err
		}
	}
	if e.pruneDue.CompareAndSwap(true, false) {
		if err := e.prune(ctx); err != nil {
			return err
		}
	}
	return nil
}
