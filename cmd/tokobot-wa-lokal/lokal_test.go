//go:build lokal

package main

import (
	"context"
	"errors"
	"io"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"tokobot/internal/engine"
	"tokobot/internal/shop"
	"tokobot/internal/store"
	"tokobot/internal/whatsapp"
)

// screen is a terminal that can be read while it is written to.
type screen struct {
	mu   sync.Mutex
	text strings.Builder
}

func (s *screen) Write(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(b)
}

func (s *screen) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}

type receiver chan shop.Arrival

func (r receiver) Receive(_ context.Context, batch ...shop.Arrival) error {
	for _, a := range batch {
		r <- a
	}
	return nil
}

// patience is how long the test waits for what other goroutines do, on a machine that has much else to do.
const patience = time.Minute

type clock struct{}

func (clock) Now() time.Time { return time.Now() }

// TestTerminal is a person at the terminal: links the bot, whose program finds the server by the environment and takes its
// root key, writes, and reads the answer.
func TestTerminal(t *testing.T) {
	in, keyboard := io.Pipe()
	out := &screen{}
	ended := make(chan error, 1)
	go func() { ended <- run(t.Context(), options{address: "127.0.0.1:0"}, in, out) }()
	wait := func(what string, is func() bool) {
		t.Helper()
		for end := time.Now().Add(patience); !is(); time.Sleep(5 * time.Millisecond) {
			if time.Now().After(end) {
				t.Fatalf("in vain: %s\n%s", what, out)
			}
		}
	}
	wait("greeting", func() bool { return strings.Contains(out.String(), "/bantuan") })
	url := strings.Fields(strings.SplitAfter(out.String(), "WhatsApp lokal di ")[1])[0]
	t.Setenv(whatsapp.LocalEnv, url)
	books, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "toko.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = books.Close() }() // of a test's own folder
	inbox := make(receiver, 100)
	wa, err := whatsapp.Open(t.Context(), whatsapp.Options{DB: books.DB(), Dialect: books.Dialect(), Receiver: inbox, Clock: clock{}})
	if err != nil {
		t.Fatal(err)
	}
	steps, err := wa.Link(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	write := func(line string) {
		if _, err := io.WriteString(keyboard, line+"\n"); err != nil {
			t.Fatal(err)
		}
	}
	for s := range steps {
		if s.Err != nil {
			t.Fatal(s.Err)
		}
		if s.QR != "" {
			write("/qr " + s.QR)
		}
	}
	ctx, stop := context.WithCancel(t.Context())
	gone := make(chan error, 1)
	go func() { gone <- wa.Run(ctx) }()
	write("/jadi - Rina")
	write("halo kak")
	var a shop.Arrival
	select {
	case a = <-inbox:
	case <-time.After(patience):
		t.Fatalf("no arrival\n%s", out)
	}
	if a.Text != "halo kak" || a.Name != "Rina" {
		t.Errorf("arrival %+v", a)
	}
	answer := engine.Parcel{Kind: engine.SendMessage, MessageID: "3EB0AA01", To: a.Chat, Text: "halo Rina"}
	wait("sending", func() bool {
		_, err := wa.Send(t.Context(), answer)
		var later *engine.Retry
		// Arrivals come before the connection is fit for sending, so this sends as the outbox does.
		if err != nil && !errors.Is(err, engine.ErrStopped) && !errors.As(err, &later) {
			t.Fatal(err)
		}
		return err == nil
	})
	wait("answer", func() bool { return strings.Contains(out.String(), "toko → Rina> halo Rina") })
	write("/tari")
	wait("complaint", func() bool { return strings.Contains(out.String(), "/tari tidak ada") })
	stop()
	if err := <-gone; err != nil {
		t.Error(err)
	}
	if err := keyboard.Close(); err != nil {
		t.Fatal(err)
	}
	if err := <-ended; err != nil {
		t.Error(err)
	}
}
