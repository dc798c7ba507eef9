package engine

import (
	"errors"
	"time"

	"tokobot/internal/shop"
)

// Gauges hear what the engine does, for metrics. They must not block.
type Gauges interface {
	// Worked is one batch of turns: how many were decided, how many failed, and how long that took altogether.
	Worked(turns, failed int, took time.Duration)
	// Sent is one try to send: "sent", "retry", "failed", "gave_up" or "stopped".
	Sent(channel shop.Channel, result string, took time.Duration)
}

// noGauges is nobody listening.
type noGauges struct{}

func (noGauges) Worked(int, int, time.Duration)           {}
func (noGauges) Sent(shop.Channel, string, time.Duration) {}

// resultOf is a send's outcome as gauges name it.
func resultOf(err error) string {
	var retry *Retry
	var giveUp *GiveUp
	switch {
	case err == nil:
		return "sent"
	case errors.Is(err, ErrStopped):
		return "stopped"
	case errors.As(err, &retry):
		return "retry"
	case errors.As(err, &giveUp):
		return "gave_up"
	}
	return "failed"
}
