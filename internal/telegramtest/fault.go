package telegramtest

import (
	"fmt"
	"net/http"
	"time"
)

// Fault makes the next calls that fit it go wrong.
type Fault struct {
	Method string // "" for every method
	Chat   int64  // 0 for every chat
	Times  int    // how often; 0 is once
	// Status and Description answer as Telegram does; Body answers these bytes instead (an HTML page).
	Status      int
	Description string
	RetryAfter  int // seconds, with status 429
	Body        string
	// JSON answers exactly this, as it was recorded.
	JSON  []byte
	Drop  bool          // the connection is cut without an answer
	Delay time.Duration // before answering
	// AfterDoing carries the call out first, so that only the answer is lost.
	AfterDoing bool
}

// Fail adds a fault.
func (s *Server) Fail(f Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if f.Times == 0 {
		f.Times = 1
	}
	s.faults = append(s.faults, &f)
}

// Heal forgets all faults.
func (s *Server) Heal() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = nil
}

func (s *Server) takeFault(method string, chat int64) *Fault {
	for i, f := range s.faults {
		if (f.Method != "" && f.Method != method) || (f.Chat != 0 && f.Chat != chat) {
			continue
		}
		taken := *f
		if f.Times--; f.Times <= 0 {
			s.faults = append(s.faults[:i:i], s.faults[i+1:]...)
		}
		return &taken
	}
	return nil
}

func (f *Fault) answer(w http.ResponseWriter) {
	time.Sleep(f.Delay)
	switch {
	case f.Drop:
		if hijacker, ok := w.(http.Hijacker); ok {
			if conn, _, err := hijacker.Hijack(); err == nil {
				_ = conn.Close()
			}
		}
	case len(f.JSON) > 0:
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(f.Status)
		_, _ = w.Write(f.JSON)
	case f.Body != "":
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(f.Status)
		_, _ = fmt.Fprint(w, f.Body)
	default:
		e := &apiError{status: f.Status, description: f.Description}
		if f.RetryAfter > 0 {
			e.parameters = map[string]any{"retry_after": f.RetryAfter}
		}
		reply(w, nil, e)
	}
}
