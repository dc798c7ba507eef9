package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/VictoriaMetrics/metrics"
)

// http serves health and metrics where config.yaml wants them: /sehat says whether the database answers, /metrics is what
// Prometheus reads.
func (s *server) http(ctx context.Context) error {
	if s.config.HTTP == "" {
		return nil
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /sehat", func(w http.ResponseWriter, r *http.Request) {
		if _, _, err := s.books.NextDue(r.Context()); err != nil {
			http.Error(w, "database tidak menjawab", http.StatusServiceUnavailable)
			return
		}
		fmt.Fprintln(w, "sehat")
	})
	mux.HandleFunc("GET /metrics", func(w http.ResponseWriter, r *http.Request) {
		set := metrics.NewSet()
		parked, err := s.books.Parked(r.Context())
		if err != nil {
			http.Error(w, err.Error(), http.StatusServiceUnavailable)
			return
		}
		set.NewGauge("tokobot_parked", func() float64 { return float64(len(parked)) })
		set.NewGauge("tokobot_due_seconds", func() float64 {
			due, ok, err := s.books.NextDue(r.Context())
			if err != nil || !ok {
				return 0
			}
			return max(0, time.Since(due).Seconds())
		})
		set.WritePrometheus(w)
		metrics.WriteProcessMetrics(w)
	})
	listener, err := net.Listen("tcp", s.config.HTTP)
	if err != nil {
		return fmt.Errorf("http: %w", err)
	}
	server := &http.Server{Handler: mux, ReadHeaderTimeout: 5 * time.Second, WriteTimeout: 30 * time.Second}
	go func() {
		<-ctx.Done()
		last, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Second)
		defer cancel()
		_ = server.Shutdown(last) // what is cut off is asked again
	}()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("http: %w", err)
	}
	return nil
}
