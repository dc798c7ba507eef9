package main

import (
	"fmt"
	"net/http"
	"time"

	"github.com/VictoriaMetrics/metrics"

	"tokobot/internal/shop"
	"tokobot/internal/whatsapp"
)

// gauges counts what the shop does, for /metrics. It implements engine.Gauges.
type gauges struct{ set *metrics.Set }

func newGauges() gauges { return gauges{metrics.NewSet()} }

// Worked implements engine.Gauges.
func (g gauges) Worked(turns, failed int, took time.Duration) {
	g.set.GetOrCreateCounter(`tokobot_turns_total{result="done"}`).Add(turns)
	g.set.GetOrCreateCounter(`tokobot_turns_total{result="failed"}`).Add(failed)
	for range turns {
		g.set.GetOrCreateHistogram("tokobot_turn_seconds").Update(took.Seconds() / float64(turns))
	}
}

// Sent implements engine.Gauges.
func (g gauges) Sent(channel shop.Channel, result string, took time.Duration) {
	g.set.GetOrCreateCounter(fmt.Sprintf(`tokobot_sends_total{channel=%q,result=%q}`, channel, result)).Inc()
	if result == "sent" {
		g.set.GetOrCreateHistogram(fmt.Sprintf(`tokobot_send_seconds{channel=%q}`, channel)).Update(took.Seconds())
	}
}

// whatsapp counts what the buyers' channel tells.
func (g gauges) whatsapp(event string) {
	g.set.GetOrCreateCounter(fmt.Sprintf(`tokobot_whatsapp_events_total{event=%q}`, event)).Inc()
}

// writeMetrics writes the counters, and the queues as they are just now.
func (s *server) writeMetrics(w http.ResponseWriter, r *http.Request) {
	queues, err := s.books.Queues(r.Context())
	if err != nil {
		http.Error(w, "database tidak menjawab", http.StatusServiceUnavailable)
		return
	}
	now := time.Now()
	age := func(since time.Time) float64 {
		if since.IsZero() {
			return 0
		}
		return max(0, now.Sub(since).Seconds())
	}
	set := metrics.NewSet()
	gauge := func(name string, value float64) { set.NewGauge(name, func() float64 { return value }) }
	gauge("tokobot_inbox_waiting", float64(queues.Inbox.Waiting))
	gauge("tokobot_inbox_oldest_seconds", age(queues.Inbox.Oldest))
	for channel, q := range queues.Outbox {
		gauge(fmt.Sprintf("tokobot_outbox_waiting{channel=%q}", channel), float64(q.Waiting))
		gauge(fmt.Sprintf("tokobot_outbox_oldest_seconds{channel=%q}", channel), age(q.Oldest))
	}
	gauge("tokobot_parked", float64(queues.Parked))
	gauge("tokobot_due_seconds", age(queues.Due))
	if s.whatsapp != nil {
		status, err := s.whatsapp.Status(r.Context())
		if err != nil {
			s.log.Warn("whatsapp status", "err", err)
		}
		for _, state := range whatsapp.States() {
			value := 0.0
			if status.State == state && !status.Elsewhere {
				value = 1
			}
			gauge(fmt.Sprintf("tokobot_whatsapp_state{state=%q}", state), value)
		}
	}
	set.WritePrometheus(w)
	s.gauges.set.WritePrometheus(w)
	metrics.WriteProcessMetrics(w)
}
