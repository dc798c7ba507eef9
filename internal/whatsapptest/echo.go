package whatsapptest

import (
	"context"
	"database/sql"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"net/url"

	"go.mau.fi/whatsmeow"
	"go.mau.fi/whatsmeow/proto/waE2E"
	"go.mau.fi/whatsmeow/store/sqlstore"
	"go.mau.fi/whatsmeow/types/events"
)

// Echo is the least bot there is, whatsmeow as its manual shows it: it says every text back at once and remembers nothing. It is
// what the real one's speed is measured against. It links itself to a local WhatsApp, telling the code to be typed on the phone,
// and runs until ctx ends. The database is whatsmeow's own.
func Echo(ctx context.Context, server string, db *sql.DB, dialect string, tell func(code string)) error {
	if err := trust(ctx, server); err != nil {
		return fmt.Errorf("echo: %w", err)
	}
	mute()
	container := sqlstore.NewWithDB(db, dialect, nil)
	if err := container.Upgrade(ctx); err != nil {
		return fmt.Errorf("echo: %w", err)
	}
	device, err := container.GetFirstDevice(ctx)
	if err != nil {
		return fmt.Errorf("echo: %w", err)
	}
	c := whatsmeow.NewClient(device, nil)
	way, err := wayTo(server)
	if err != nil {
		return fmt.Errorf("echo: %w", err)
	}
	c.SetPreLoginHTTPClient(way)
	c.SetWebsocketHTTPClient(way)
	c.SetMediaHTTPClient(way)
	c.AddEventHandler(func(e any) {
		if m, ok := e.(*events.Message); ok && !m.Info.IsFromMe {
			text := m.Message.GetConversation()
			_, _ = c.SendMessage(ctx, m.Info.Chat, &waE2E.Message{Conversation: &text}) // who measures misses it
		}
	})
	if err := c.Connect(); err != nil {
		return fmt.Errorf("echo: %w", err)
	}
	defer c.Disconnect()
	code, err := c.PairPhone(ctx, ShopPhone, true, whatsmeow.PairClientChrome, "Chrome (Linux)")
	if err != nil {
		return fmt.Errorf("echo: %w", err)
	}
	tell(code)
	<-ctx.Done()
	return nil
}

// trust takes a server's root key for WhatsApp's, for the whole process.
func trust(ctx context.Context, server string) error {
	q, err := http.NewRequestWithContext(ctx, http.MethodGet, server+"/root", nil)
	if err != nil {
		return err
	}
	r, err := http.DefaultClient.Do(q)
	if err != nil {
		return err
	}
	defer func() { _ = r.Body.Close() }() // was read whole
	text, err := io.ReadAll(r.Body)
	if err != nil {
		return err
	}
	key, err := hex.DecodeString(string(text))
	if err != nil || len(key) != 32 {
		return fmt.Errorf("root key of %d bytes: %v", len(key), err)
	}
	whatsmeow.WACertPubKey = [32]byte(key)
	return nil
}

// way leads every request to one server.
type way struct {
	to   *url.URL
	base http.RoundTripper
}

func wayTo(server string) (*http.Client, error) {
	to, err := url.Parse(server)
	if err != nil {
		return nil, err
	}
	return &http.Client{Transport: way{to, http.DefaultTransport.(*http.Transport).Clone()}}, nil
}

// RoundTrip implements http.RoundTripper.
func (w way) RoundTrip(q *http.Request) (*http.Response, error) {
	q = q.Clone(q.Context())
	q.URL.Scheme, q.URL.Host, q.Host = w.to.Scheme, w.to.Host, w.to.Host
	return w.base.RoundTrip(q)
}
