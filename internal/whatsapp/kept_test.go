package whatsapp_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"tokobot/internal/engine"
	"tokobot/internal/whatsapp"
	"tokobot/internal/whatsapptest"
)

// memory keeps one number's state. held says that another program has the number.
type memory struct {
	mu    sync.Mutex
	s     whatsapp.Status
	found bool
	held  bool
}

func (m *memory) KeepState(_ context.Context, _ string, s whatsapp.Status) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.s, m.found = s, true
	return nil
}

func (m *memory) KeptState(context.Context, string) (whatsapp.Status, bool, bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.s, m.held, m.found, nil
}

// TestLockOutlivesTheProgram begins anew while the number may not write: nothing is sent to try it, and the owner is not told
// twice.
func TestLockOutlivesTheProgram(t *testing.T) {
	t.Parallel()
	kept := &memory{}
	w := linked(t, func(o *whatsapp.Options) { o.Memory = kept })
	sari := w.server.Buyer("6281200000001", "Sari")
	sari.Send("halo")
	w.until("arrival", func() bool { return len(w.inbox.texts()) == 1 })
	w.server.Fail(whatsapptest.Fault{At: whatsapptest.AtSend, Refuse: true, Code: 463})
	if err := w.say("3EB0AA01", "6281200000001", "jawab"); !errors.Is(err, engine.ErrStopped) {
		t.Fatalf("after 463: %v", err)
	}
	logins := w.server.Seen("login")
	w.stop()
	w.open()
	w.until("logged in", func() bool { return w.server.Seen("login") > logins })
	w.becomes(whatsapp.Locked)
	var barred *engine.Barred
	for range 3 {
		if _, err := w.wa.Send(t.Context(), engine.Parcel{Kind: engine.SendMessage, MessageID: "3EB0AA01", To: "6281200000001", Text: "jawab"}); !errors.As(err, &barred) {
			t.Fatalf("after the restart: %v", err)
		}
	}
	if told := w.takeAlarms(); len(sari.Received()) != 0 || len(told) != 1 {
		t.Errorf("the buyer sees %+v, the owner %q", sari.Received(), told)
	}
	kept.mu.Lock()
	since := time.Until(kept.s.Until)
	kept.mu.Unlock()
	if since < 50*time.Minute || since > time.Hour {
		t.Errorf("it ends in %v", since)
	}
}

// TestLockEnds waits until a lock is over whose end WhatsApp named: the next message goes, and the owner hears of it.
func TestLockEnds(t *testing.T) {
	t.Parallel()
	kept := &memory{s: whatsapp.Status{State: whatsapp.Locked, Until: time.Now().Add(time.Hour)}, found: true}
	clock := &movedClock{}
	w := linked(t, func(o *whatsapp.Options) { o.Clock = clock })
	w.stop()
	w.o.Memory = kept
	w.server.Buyer("6281200000001", "Sari")
	w.open()
	w.becomes(whatsapp.Locked)
	clock.ahead.Store(int64(2 * time.Hour))
	w.until("it is over", func() bool {
		_, err := w.wa.Send(t.Context(), engine.Parcel{Kind: engine.SendMessage, MessageID: "3EB0AA01", To: "6281200000001", Text: "jawab"})
		return err == nil
	})
	w.becomes(whatsapp.Connected)
	w.until("told", func() bool { return w.alarmed("mengizinkan mengirim lagi") })
}

// TestKeptStates is what a program says of a number that it has not: what was kept, as far as it still holds.
func TestKeptStates(t *testing.T) {
	t.Parallel()
	wib := time.FixedZone("WIB", 7*3600)
	soon, over := time.Now().Add(time.Hour), time.Now().Add(-time.Hour)
	for name, tt := range map[string]struct {
		kept   *memory
		linked bool
		state  whatsapp.State
		words  string
	}{
		"nothing":                 {&memory{}, true, whatsapp.Offline, "tidak tersambung"},
		"nothing, unlinked":       {&memory{}, false, whatsapp.Unlinked, "belum ditautkan"},
		"was connected":           {&memory{s: whatsapp.Status{State: whatsapp.Connected}, found: true}, true, whatsapp.Offline, "tidak tersambung"},
		"is connected":            {&memory{s: whatsapp.Status{State: whatsapp.Connected}, found: true, held: true}, true, whatsapp.Connected, "tersambung"},
		"banned":                  {&memory{s: whatsapp.Status{State: whatsapp.Banned, Until: soon, Why: "pesan yang sama."}, found: true}, true, whatsapp.Banned, "Sebabnya: pesan yang sama. Sampai kira-kira"},
		"banned until then":       {&memory{s: whatsapp.Status{State: whatsapp.Banned, Until: over}, found: true}, true, whatsapp.Offline, "tidak tersambung"},
		"banned, and unlinked":    {&memory{s: whatsapp.Status{State: whatsapp.Banned, Until: soon}, found: true}, false, whatsapp.Unlinked, "belum"},
		"logged out":              {&memory{s: whatsapp.Status{State: whatsapp.LoggedOut}, found: true}, false, whatsapp.LoggedOut, "/whatsapp"},
		"logged out, linked then": {&memory{s: whatsapp.Status{State: whatsapp.LoggedOut}, found: true}, true, whatsapp.Offline, "tidak tersambung"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, nil)
			if tt.linked {
				w = linked(t, nil)
			}
			w.stop()
			o := w.o
			o.Memory, o.Zone = tt.kept, wib
			wa, err := whatsapp.Open(t.Context(), o)
			if err != nil {
				t.Fatal(err)
			}
			s, err := wa.Status(t.Context())
			if err != nil || s.State != tt.state || !strings.Contains(s.Words, tt.words) || (s.Phone != "") != tt.linked || s.Elsewhere != tt.kept.held {
				t.Errorf("%+v, %v", s, err)
			}
			if !s.Until.IsZero() && !strings.Contains(s.Words, " WIB.") {
				t.Errorf("the time is not the shop's: %s", s.Words)
			}
		})
	}
}

// TestLoggedOutForLong asks people to send what waits when the owner did not link again within ten minutes.
func TestLoggedOutForLong(t *testing.T) {
	t.Parallel()
	for ago, asked := range map[time.Duration]bool{time.Minute: false, 11 * time.Minute: true} {
		w := newWorld(t, nil)
		w.stop()
		w.o.Memory = &memory{s: whatsapp.Status{State: whatsapp.LoggedOut, Since: time.Now().Add(-ago)}, found: true}
		w.open()
		var barred *engine.Barred
		err := w.say("3EB0AA01", "6281200000001", "jawab")
		if !errors.Is(err, engine.ErrStopped) || errors.As(err, &barred) != asked {
			t.Errorf("after %v: %v", ago, err)
		}
	}
}
