package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"tokobot/internal/whatsapp"
)

// http serves health and metrics where config.yaml wants them: /healthz, /sehat in the owner's language, says whether the
// database answers and how WhatsApp stands, /metrics is what Prometheus reads.
func (s *server) http(ctx context.Context) error {
	if s.config.HTTP == "" {
		return nil
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", s.health)
	mux.HandleFunc("GET /sehat", s.health)
	mux.HandleFunc("GET /metrics", s.writeMetrics)
	if s.config.MutationSecret != "" {
		mux.HandleFunc("POST /mutasi/{service}", s.mutations)
	}
	listener, err := net.Listen("tcp", s.config.HTTP)
	if err != nil {
		return fmt.Errorf("http: %w", err)
	}
	s.log.Info("http", "alamat", listener.Addr().String()) // the system's choice where the configured port is 0
	server := &http.Server{Handler: mux, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 30 * time.Second, WriteTimeout: 30 * time.Second}
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

// health is for whoever restarts the program: it is well when its database answers. A WhatsApp that is logged out is told
// here too, but no restart mends it.
func (s *server) health(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), 5*time.Second)
	defer cancel()
	if _, _, err := s.books.NextDue(ctx); err != nil {
		http.Error(w, "database tidak menjawab", http.StatusServiceUnavailable)
		return
	}
	fmt.Fprintln(w, "sehat")
	if s.whatsapp == nil {
		return
	}
	if status, err := s.whatsapp.Status(ctx); err == nil {
		where := ""
		if status.Elsewhere {
			where = " (di program lain)"
		}
		fmt.Fprintf(w, "whatsapp: %s%s\n", status.State, where)
		if status.State != whatsapp.Connected {
			fmt.Fprintln(w, status.Words)
		}
	}
}
