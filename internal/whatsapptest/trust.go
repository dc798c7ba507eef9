package whatsapptest

import (
	"context"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"

	"go.mau.fi/whatsmeow"
)

// Trust makes this process take the server at an address, which may be another process's, for WhatsApp.
func Trust(ctx context.Context, url string) error {
	q, err := http.NewRequestWithContext(ctx, http.MethodGet, url+"/root", nil)
	if err != nil {
		return fmt.Errorf("local WhatsApp: %w", err)
	}
	r, err := http.DefaultClient.Do(q)
	if err != nil {
		return fmt.Errorf("local WhatsApp: %w", err)
	}
	defer func() { _ = r.Body.Close() }() // was read whole
	text, err := io.ReadAll(io.LimitReader(r.Body, 1000))
	if err != nil {
		return fmt.Errorf("local WhatsApp: %w", err)
	}
	key, err := hex.DecodeString(string(text))
	if err != nil || len(key) != 32 {
		return fmt.Errorf("local WhatsApp: root key of %d bytes: %v", len(key), err)
	}
	whatsmeow.WACertPubKey = [32]byte(key)
	return nil
}
