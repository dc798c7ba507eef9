package whatsapp

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.mau.fi/whatsmeow/proto/waE2E"
	"go.mau.fi/whatsmeow/types"
	"go.mau.fi/whatsmeow/types/events"
	"google.golang.org/protobuf/encoding/protojson"

	"tokobot/internal/shop"
)

var update = flag.Bool("update", false, "write what came out to testdata/golden")

type fixedClock struct{}

func (fixedClock) Now() time.Time { return time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC) }

// offlineLookup knows a cart and no keys.
type offlineLookup struct{}

func (offlineLookup) other(context.Context, types.JID) types.JID { return types.EmptyJID }
func (offlineLookup) edit(context.Context, *events.Message) (*waE2E.Message, error) {
	return nil, errors.New("no key")
}
func (offlineLookup) cart(context.Context, string, string) ([]shop.Line, error) {
	return []shop.Line{{Name: "Sambal Bawang 250 g", Qty: 2}}, nil
}

func reader() *WhatsApp {
	return &WhatsApp{o: Options{Clock: fixedClock{}, Log: slog.New(slog.DiscardHandler)}}
}

// fixture is one recorded message.
type fixture struct {
	Info struct {
		Chat      string `json:"chat"`
		ID        string `json:"id"`
		FromMe    bool   `json:"is_from_me"`
		PushName  string `json:"push_name"`
		Sender    string `json:"sender"`
		SenderAlt string `json:"sender_alt"`
		Timestamp int64  `json:"timestamp"`
	} `json:"info"`
	Message json.RawMessage `json:"message"`
}

func (f fixture) event(t *testing.T) *events.Message {
	t.Helper()
	var m waE2E.Message
	if err := protojson.Unmarshal(f.Message, &m); err != nil {
		t.Fatal(err)
	}
	jid := func(s string) types.JID {
		j, err := types.ParseJID(s)
		if err != nil {
			t.Fatal(err)
		}
		return j
	}
	e := &events.Message{RawMessage: &m, Info: types.MessageInfo{
		MessageSource: types.MessageSource{
			Chat: jid(f.Info.Chat), Sender: jid(f.Info.Sender), SenderAlt: jid(f.Info.SenderAlt), IsFromMe: f.Info.FromMe,
		},
		ID: f.Info.ID, PushName: f.Info.PushName, Timestamp: time.Unix(f.Info.Timestamp, 0),
	}}
	return e.UnwrapRaw()
}

// TestRecordedMessages plays every recorded message and compares what became of it; null is left alone.
func TestRecordedMessages(t *testing.T) {
	files, err := filepath.Glob("testdata/fixtures/*.json")
	if err != nil || len(files) < 34 {
		t.Fatalf("%d recorded messages: %v", len(files), err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var f fixture
			if err := json.Unmarshal(raw, &f); err != nil {
				t.Fatal(err)
			}
			var got any
			if a, ok := reader().read(t.Context(), offlineLookup{}, f.event(t)); ok {
				got = a
			}
			var out bytes.Buffer
			enc := json.NewEncoder(&out)
			enc.SetIndent("", "  ")
			enc.SetEscapeHTML(false)
			if err := enc.Encode(got); err != nil {
				t.Fatal(err)
			}
			golden := filepath.Join("testdata/golden", filepath.Base(file))
			if *update {
				if err := os.WriteFile(golden, out.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(string(want), out.String()); d != "" {
				t.Error(d)
			}
		})
	}
}
