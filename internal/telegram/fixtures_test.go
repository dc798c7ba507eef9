package telegram

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"tokobot/internal/engine"
	"tokobot/internal/shop"
	"tokobot/internal/telegramtest"
)

// TestRecordedUpdates plays every recorded update through the real poll and says what it became. "" is an update that
// the shop leaves alone.
func TestRecordedUpdates(t *testing.T) {
	want := map[string]string{
		"anonymous_admin":       "text /antrian Owner",
		"bot_kicked":            "",
		"callback_button":       "", // a button of another program's making
		"callback_inaccessible": "",
		"document_yaml":         "document  Rina",
		"edited_message":        "",
		"emoji_then_command":    "text /antrian Rina",
		"group_command":         "text /antrian hari ini Rina",
		"photo":                 "image label sudah ditempel Rina",
		"poison_unknown_union":  "text x Rina",
		"reply_to_bot_card":     "text",
		"start_deeplink_group":  "",
		"topic_created":         "",
		"unknown_update_kind":   "",
		"upgraded_new_chat":     "",
		"upgraded_old_chat":     "",
	}
	files, err := filepath.Glob("testdata/updates/*.json")
	if err != nil || len(files) != len(want) {
		t.Fatalf("%d recorded updates, %d expected: %v", len(files), len(want), err)
	}
	for _, file := range files {
		name := filepath.Base(file[:len(file)-len(".json")])
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var updates []json.RawMessage
			if err := json.Unmarshal(raw, &updates); err != nil {
				t.Fatal(err)
			}
			for _, u := range updates {
				if err := w.server.Update(u); err != nil {
					t.Fatal(err)
				}
			}
			got, err := w.poll(t.Context(), 0)
			if err != nil || len(got) != len(updates) {
				t.Fatal(len(got), err)
			}
			if _, err := w.take(t.Context(), got, 0); err != nil {
				t.Fatal(err)
			}
			if s := describe(w.inbox.took); s != want[name] && (name != "reply_to_bot_card" || w.inbox.took[0].Quote == "") {
				t.Errorf("became %q, want %q", s, want[name])
			}
		})
	}
}

func describe(as []shop.Arrival) string {
	s := ""
	for _, a := range as {
		s += string(a.Kind) + " " + a.Text + " " + a.Name
	}
	return s
}

// TestRecordedErrors plays every recorded error as the answer to a send (a migration needs its new chat and is played by
// TestGroupsMoveAndTopicsComeBack); none may be taken for success but the two that
// are one, and the second try must go through where the first can be tried again.
func TestRecordedErrors(t *testing.T) {
	success := map[string]bool{"400_not_modified": true, "400_query_too_old": true}
	files, err := filepath.Glob("testdata/errors/*.json")
	if err != nil || len(files) == 0 {
		t.Fatal(len(files), err)
	}
	for _, file := range files {
		name := filepath.Base(file[:len(file)-len(".json")])
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			var e struct {
				Status int    `json:"status"`
				Text   string `json:"text"`
				JSON   struct {
					Description string `json:"description"`
					Parameters  struct {
						RetryAfter int `json:"retry_after"`
					} `json:"parameters"`
				} `json:"json"`
			}
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if err := json.Unmarshal(raw, &e); err != nil {
				t.Fatal(err)
			}
			w.server.Fail(telegramtest.Fault{
				Method: "sendMessage", Status: e.Status, Body: e.Text, Description: e.JSON.Description, RetryAfter: e.JSON.Parameters.RetryAfter,
			})
			id, err := w.Send(t.Context(), engine.Parcel{To: "keuangan", Kind: engine.SendMessage, Text: "halo"})
			_, numeric := strconv.Atoi(id)
			if mended := name == "400_thread_not_found"; mended && (err != nil || numeric != nil) {
				t.Errorf("a deleted topic was not made again: %v", err)
			} else if !mended && (err == nil) != success[name] {
				t.Errorf("id %q, err %v", id, err)
			}
		})
	}
}
