// Package engine carries letters through the house: it takes what channels receive, has turns decided by bot and desk, and
// sends what they decided. It owns the interfaces of the store, the channels and the clock.
package engine
