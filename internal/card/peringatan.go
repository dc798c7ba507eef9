package card

import (
	"time"

	"tokobot/internal/shop"
)

// A warning says on a card what a buyer wants of goods that people have in their hands already. It stands there until somebody says that it is
// settled, and goes along when the order gets another card.

// Warned and Settled are the verbs of a warning and of its end.
const (
	Warned  = "awas"
	Settled = "beres"
)

// Warn appends a warning; one that stands there unsettled is not repeated, and ok is false then.
func Warn(c shop.Card, by, what string, now time.Time) (warned shop.Card, ok bool) {
	for _, p := range Warnings(c) {
		if p.Note == what {
			return c, false
		}
	}
	return Decide(c, Warned, by, what, now, c.Buttons...), true
}

// Warnings are those that nobody has settled, in their order.
func Warnings(c shop.Card) []shop.Press {
	var open []shop.Press
	for _, p := range c.Decisions {
		switch p.Verb {
		case Warned:
			open = append(open, p)
		case Settled:
			open = nil
		}
	}
	return open
}

// AskedSure is the question whether to go on all the same, asked since the last warning came.
func AskedSure(c shop.Card) (asked shop.Press, ok bool) {
	for _, p := range c.Decisions {
		switch p.Verb {
		case Sure:
			asked, ok = p, true
		case Warned, Settled:
			ok = false
		}
	}
	return asked, ok
}

// WarnedAs gives a card the warnings that stand unsettled on the one before it.
func WarnedAs(c, before shop.Card) shop.Card {
	for _, p := range Warnings(before) {
		c = Decide(c, p.Verb, p.By, p.Note, p.At, c.Buttons...)
	}
	return c
}

// withSettle adds the button that settles the warnings, or takes it away where there are none.
func withSettle(c shop.Card, rows [][]shop.Button) [][]shop.Button {
	var out [][]shop.Button
	for _, row := range rows {
		if len(row) != 1 || row[0].Verb != Settled {
			out = append(out, row)
		}
	}
	if len(out) > 0 && len(Warnings(c)) > 0 {
		out = append(out, Row(Settled))
	}
	return out
}
