// Package shop holds the nouns of the trade and their rules: buyer, order, stock, cash, card, what arrives (Arrival), what is
// worked on (Turn) and what is decided (Decision and its effects). It does nothing by itself.
package shop
