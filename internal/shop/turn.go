package shop

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// LineKey names a line: inputs of one line are worked strictly in order, one turn at a time.
type LineKey string

// BuyerLine is the line of a buyer's chat.
func BuyerLine(b BuyerID) LineKey { return LineKey("buyer:" + strconv.FormatInt(int64(b), 10)) }

// GroupLine is the line of a staff group.
func GroupLine(g Group) LineKey { return LineKey("group:" + string(g)) }

// Buyer tells whose chat the line is; false for other lines.
func (k LineKey) Buyer() (BuyerID, bool) {
	s, ok := strings.CutPrefix(string(k), "buyer:")
	if !ok {
		return 0, false
	}
	n, err := strconv.ParseInt(s, 10, 64)
	return BuyerID(n), err == nil
}

// Group tells which staff group's line it is; false for other lines.
func (k LineKey) Group() (Group, bool) {
	s, ok := strings.CutPrefix(string(k), "group:")
	return Group(s), ok
}

// Input is one arrival that waits for its turn.
type Input struct {
	ID int64 // the inbox row
	Arrival
	Tries int
}

// Turn is everything that a step may look at: the waiting inputs of one line and what is known of it.
type Turn struct {
	Line   LineKey
	Now    time.Time // in the shop's zone
	Inputs []Input

	// For a buyer's line:
	Buyer     Buyer
	HandledBy Handler
	Memory    []byte  // what the bot keeps about the chat; nil at first
	Orders    []Order // the buyer's newest orders, newest first, at most ten, every open one among them
}

// Key means the piece of work that this turn is. A turn that is decided again has the same key.
func (t Turn) Key() string {
	if len(t.Inputs) == 0 {
		return fmt.Sprintf("%s@%d", t.Line, t.Now.Unix())
	}
	return strconv.FormatInt(t.Inputs[0].ID, 10)
}

// Decision is what a step decided: the chat's memory as it is now and what is to happen. Effects happen all or not at all,
// together with the inputs being done. Effects without a Key get the turn's key and their place in the list.
type Decision struct {
	Memory  []byte // buyer lines only; nil keeps what there is
	Effects []Effect
}

// Do appends effects.
func (d *Decision) Do(e ...Effect) { d.Effects = append(d.Effects, e...) }
