// Package card draws the staff's cards: what each kind says and which buttons it has, as a plain function of the order, the
// buyer and the decisions on it. Both sides show cards, so they share the drawing.
package card
