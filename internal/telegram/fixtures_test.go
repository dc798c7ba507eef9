package telegram

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

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

// TestRecordedErrors plays every recorded error, byte for byte, as the answer to a send; none may be taken for success but the two
// that are one, and what can be mended is mended and goes through at once.
func TestRecordedErrors(t *testing.T) {
	success := map[string]bool{"400_not_modified": true, "400_query_too_old": true}
	mended := map[string]bool{"400_thread_not_found": true, "400_migrate": true}
	files, err := filepath.Glob("testdata/errors/*.json")
	if err != nil || len(files) == 0 {
		t.Fatal(len(files), err)
	}
	for _, file := range files {
		name := filepath.Base(file[:len(file)-len(".json")])
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			var e struct {
				Status int             `json:"status"`
				Text   string          `json:"text"`
				JSON   json.RawMessage `json:"json"`
			}
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if err := json.Unmarshal(raw, &e); err != nil {
				t.Fatal(err)
			}
			f := telegramtest.Fault{Method: "sendMessage", Status: e.Status, Body: e.Text}
			if e.Text == "" {
				f.JSON = e.JSON
			}
			w.server.Fail(f)
			id, err := w.Send(t.Context(), engine.Parcel{To: "gudang", Kind: engine.SendMessage, Text: "halo"})
			_, numeric := strconv.Atoi(id)
			if mended[name] && (err != nil || numeric != nil) {
				t.Errorf("not mended: id %q, %v", id, err)
			} else if !mended[name] && (err == nil) != success[name] {
				t.Errorf("id %q, err %v", id, err)
			}
		})
	}
}

// answer is a recorded exchange: what was asked, field by field, and what came back.
type answer struct {
	Method string            `json:"method"`
	Form   map[string]string `json:"form"`
	Status int               `json:"status"`
	JSON   json.RawMessage   `json:"json"`
}

// answered says what the shop makes of each recorded answer.
var answered = map[string]struct {
	play func(*testing.T, *world) (string, error)
	want string
}{
	"answerCallbackQuery_ok": {func(t *testing.T, w *world) (string, error) {
		return w.Send(t.Context(), engine.Parcel{To: "keuangan", Kind: engine.SendToast, Callback: "300000000000000001", Text: "Disetujui"})
	}, ""},
	"createForumTopic_ok": {func(t *testing.T, w *world) (string, error) {
		w.server.Fail(telegramtest.Fault{Method: "sendMessage", Status: 400, Description: "Bad Request: message thread not found"})
		_, err := w.Send(t.Context(), engine.Parcel{To: "keuangan", Kind: engine.SendMessage, Text: "x"})
		to, _ := w.Telegram.desks.address(shop.Finance)
		if err == nil { // the local server has no such topic
			return "", errors.New("was sent to a topic that is not there")
		}
		return to.String(), nil
	}, "-1001234567890:78"},
	"deleteWebhook_ok": {func(t *testing.T, w *world) (string, error) { return "", w.prepare(t.Context()) }, ""},
	"editMessageText_ok": {func(t *testing.T, w *world) (string, error) {
		return w.Send(t.Context(), engine.Parcel{To: "keuangan", Kind: engine.EditCard, MessageID: "21", Card: "1.1", Text: "Disetujui Rina 10:21"})
	}, "21"},
	"getFile_ok": {func(t *testing.T, w *world) (string, error) {
		w.server.AddFile("documents/file_1.yaml", []byte("toko: Contoh"))
		data, err := w.Fetch(t.Context(), shop.Media{Fetch: []byte("BQAC-1")})
		return string(data), err
	}, "toko: Contoh"},
	"getMe_ok": {func(t *testing.T, w *world) (string, error) { return w.open(t).UserName(), nil }, "toko_contoh_bot"},
	"getUpdates_empty": {func(t *testing.T, w *world) (string, error) {
		got, err := w.poll(t.Context(), 900017)
		if err != nil {
			return "", err
		}
		next, err := w.take(t.Context(), got, 900017)
		return fmt.Sprint(len(got), " ", next), err
	}, "0 900017"},
	"sendMediaGroup_ok": {func(t *testing.T, w *world) (string, error) {
		w.files["a"], w.files["b"] = []byte("satu"), []byte("dua")
		return w.Send(t.Context(), engine.Parcel{
			To: "keuangan", Kind: engine.SendMessage, Album: []shop.Media{{Ref: "a", Name: "a.jpg"}, {Ref: "b", Name: "b.jpg"}},
		})
	}, "24"},
	"sendMessage_ok": {func(t *testing.T, w *world) (string, error) {
		w.desks.to[shop.Finance] = "-1001234567890:77"
		if err := w.Telegram.desks.load(t.Context()); err != nil {
			return "", err
		}
		return w.Send(t.Context(), card(shop.Finance, "*Pesanan T-0042*", shop.Button{Verb: "ap", Label: "Setujui"}))
	}, "21"},
	"sendPhoto_ok": {func(t *testing.T, w *world) (string, error) {
		w.files["bukti.jpg"] = []byte("jpeg")
		return w.Send(t.Context(), engine.Parcel{
			To: "keuangan", Kind: engine.SendCard, Card: "1.1", Text: "Bukti bayar", Media: &shop.Media{Ref: "bukti.jpg", MIME: "image/jpeg", Size: 4},
		})
	}, "22"},
	"setMyCommands_ok": {func(t *testing.T, w *world) (string, error) { return "", w.SetMenus(t.Context()) }, ""},
}

// sameFields are the fields whose recorded values the shop sends too; of the others only the name counts.
var sameFields = map[string]bool{
	"callback_query_id": true, "chat_id": true, "message_id": true, "message_thread_id": true, "text": true, "caption": true, "parse_mode": true, "file_id": true, "offset": true,
}

// TestRecordedAnswers plays every recorded exchange between the real client and the local Telegram: what is asked has the
// recorded fields, and the recorded answer, byte for byte, becomes what it says. A recording that nobody plays is a fault.
func TestRecordedAnswers(t *testing.T) {
	files, err := filepath.Glob("testdata/answers/*.json")
	if err != nil || len(files) != len(answered) {
		t.Errorf("%d recorded answers, %d are played: %v", len(files), len(answered), err)
	}
	for _, file := range files {
		name := filepath.Base(file[:len(file)-len(".json")])
		t.Run(name, func(t *testing.T) {
			c, played := answered[name]
			if !played {
				t.Fatal("nobody plays it")
			}
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var a answer
			if err := json.Unmarshal(raw, &a); err != nil {
				t.Fatal(err)
			}
			w := newWorld(t)
			before := len(w.server.Calls())
			w.server.Fail(telegramtest.Fault{Method: a.Method, Status: a.Status, JSON: a.JSON})
			if got, err := c.play(t, w); err != nil || got != c.want {
				t.Errorf("became %q, %v; want %q", got, err, c.want)
			}
			calls := slices.DeleteFunc(w.server.Calls()[before:], func(c telegramtest.Call) bool { return c.Method != a.Method })
			if len(calls) == 0 {
				t.Fatalf("%s was not called", a.Method)
			}
			for field, value := range a.Form {
				got, sent := calls[0].Fields[field]
				if !sent || sameFields[field] && got != value {
					t.Errorf("%s=%q was sent as %q (%v)", field, value, got, sent)
				}
			}
		})
	}
}

// TestWebhookOfAnotherProgram polls although a webhook was set with the token, before the start and meanwhile; nobody is told
// that there is a second program.
func TestWebhookOfAnotherProgram(t *testing.T) {
	w := newWorld(t)
	w.server.SetWebhook()
	w.server.As(finance, 0, rina).Write("sebelum")
	w.run(t)
	w.inbox.wait(t, 1)
	w.server.SetWebhook()
	w.server.As(finance, 0, rina).Write("sesudah")
	w.inbox.wait(t, 2)
	if len(w.alarms) > 0 {
		t.Errorf("alarm %q", <-w.alarms)
	}
}

// TestAlbum sends several files as one, with the words under the last; Telegram counts each as a message.
func TestAlbum(t *testing.T) {
	w := newWorld(t)
	p := engine.Parcel{To: "keuangan", Kind: engine.SendMessage, Text: "dua belas *berkas*"}
	for n := range 10 {
		ref := fmt.Sprintf("f%d.yaml", n)
		w.files[ref] = []byte{byte(n)}
		p.Album = append(p.Album, shop.Media{Ref: ref, Name: ref})
	}
	id, err := w.Send(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	m := w.server.Messages(finance, 0)
	if len(m) != 10 || m[9].Text != "dua belas berkas" || m[0].Text != "" || m[3].File.Data[0] != 3 || m[3].Album != m[9].Album || id != strconv.Itoa(m[9].ID) {
		t.Fatalf("id %s: %d messages, %+v", id, len(m), m)
	}
	w.clock.add(time.Second)
	if _, err := w.Send(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	w.clock.add(time.Second)
	var retry *engine.Retry
	if _, err := w.Send(t.Context(), engine.Parcel{To: "keuangan", Kind: engine.SendMessage, Text: "lagi"}); !errors.As(err, &retry) {
		t.Errorf("twenty files within a minute, and one more: %v", err)
	}
	p.Album = p.Album[:1]
	w.clock.add(time.Minute)
	if _, err := w.Send(t.Context(), p); err != nil || len(w.server.Messages(finance, 0)) != 21 {
		t.Errorf("an album of one: %v", err)
	}
}

// TestOpensWithoutTelegram starts while Telegram is away: the shop opens all the same, and polls as soon as it can, with the menus
// set. A wrong token is told at once.
func TestOpensWithoutTelegram(t *testing.T) {
	w := newWorld(t)
	w.server.Fail(telegramtest.Fault{Status: 502, Body: "<html>502</html>", Times: 3})
	w.Telegram = w.open(t)
	if w.UserName() != "" {
		t.Fatal("the bot's name is known")
	}
	w.run(t)
	w.server.As(finance, 0, rina).Write("/rekap@toko_contoh_bot")
	if a := w.inbox.wait(t, 1)[0]; a.Text != "/rekap" {
		t.Errorf("came as %+v", a)
	}
	if !strings.Contains(w.server.Menu(finance), "daftar perintah keuangan") {
		t.Errorf("menu %q", w.server.Menu(finance))
	}
	w.server.Fail(telegramtest.Fault{Method: "getMe", Status: 401, Description: "Unauthorized"})
	_, err := New(t.Context(), Options{Token: telegramtest.Token, URL: w.server.URL(), Desks: w.desks, Clock: w.clock, Log: slog.New(slog.DiscardHandler)})
	if !errors.Is(err, engine.ErrStopped) {
		t.Errorf("a wrong token: %v", err)
	}
}
