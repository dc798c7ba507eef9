//go:build lokal

package whatsapp

import (
	"context"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"os"

	"go.mau.fi/whatsmeow"
)

// LocalEnv names the local WhatsApp (tokobot-wa-lokal) that takes the place of the real one in a program for developers.
const LocalEnv = "TOKOBOT_WHATSAPP_LOKAL"

func localServer() string { return os.Getenv(LocalEnv) }

// trust takes the local server's root key for WhatsApp's. It switches off the check of the real server, which is why it is
// not in the program that shops run.
func trust(ctx context.Context, server string) error {
	if server == "" {
		return nil
	}
	q, err := http.NewRequestWithContext(ctx, http.MethodGet, server+"/root", nil)
	if err != nil {
		return fmt.Errorf("local root key: %w", err)
	}
	r, err := http.DefaultClient.Do(q)
	if err != nil {
		return fmt.Errorf("local root key: %w", err)
	}
	defer func() { _ = r.Body.Close() }() // was read whole
	text, err := io.ReadAll(io.LimitReader(r.Body, 1000))
	if err != nil {
		return fmt.Errorf("local root key: %w", err)
	}
	key, err := hex.DecodeString(string(text))
	if err != nil || len(key) != 32 {
		return fmt.Errorf("local root key: %d bytes: %v", len(key), err)
	}
	whatsmeow.WACertPubKey = [32]byte(key)
	return nil
}
