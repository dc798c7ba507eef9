package telegramtest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"
	"unicode/utf16"
)

// longestPoll is where Telegram caps the timeout of getUpdates.
const longestPoll = 50 * time.Second

// Limits of Telegram, in UTF-16 units and bytes.
const (
	maxText     = 4096
	maxCaption  = 1024
	maxCallback = 64
)

// do carries one method out.
func (s *Server) do(r *http.Request, method string, f form) (any, error) {
	if method == "getUpdates" {
		return s.getUpdates(r, f)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	switch method {
	case "getMe":
		return bot, nil
	case "deleteWebhook":
		s.webhook = false
		return true, nil
	case "setMyCommands":
		return s.setMenu(f)
	case "answerCallbackQuery":
		s.answers = append(s.answers, Answer{Callback: f.values["callback_query_id"], Text: f.values["text"]})
		return true, nil
	case "getFile":
		return s.getFile(f)
	}
	c, err := s.reachable(f.chat())
	if err != nil {
		return nil, err
	}
	switch method {
	case "sendMessage", "sendPhoto", "sendDocument":
		return s.send(c, strings.ToLower(strings.TrimPrefix(method, "send")), f)
	case "sendMediaGroup":
		return s.sendAlbum(c, f)
	case "editMessageText", "editMessageCaption", "editMessageReplyMarkup":
		return s.edit(c, method, f)
	case "createForumTopic":
		return s.newTopic(c, f.values["name"])
	case "getChat":
		return c.json(), nil
	}
	return nil, &apiError{status: http.StatusNotFound, description: "Not Found: method " + method + " is not played"}
}

var bot = map[string]any{
	"id": 123456, "is_bot": true, "first_name": "Toko Bot", "username": "toko_contoh_bot",
	"can_join_groups": true, "can_read_all_group_messages": false, "supports_inline_queries": false,
}

// getUpdates forgets everything below offset and waits for something to tell.
func (s *Server) getUpdates(r *http.Request, f form) (any, error) {
	offset, limit := int64(f.int("offset")), f.int("limit")
	if limit <= 0 || limit > 100 {
		limit = 100
	}
	deadline := time.NewTimer(min(time.Duration(f.int("timeout"))*time.Second, longestPoll))
	defer deadline.Stop()
	s.mu.Lock()
	if s.webhook {
		s.mu.Unlock()
		return nil, &apiError{status: http.StatusConflict, description: "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"}
	}
	s.poll++
	mine := s.poll
	close(s.arrived) // wakes an older poller, which then sees that it was thrown out
	s.arrived = make(chan struct{})
	if offset > 0 {
		s.confirmed = max(s.confirmed, offset-1)
		s.updates = slices.DeleteFunc(s.updates, func(u update) bool { return u.id < offset })
	}
	s.mu.Unlock()
	for {
		s.mu.Lock()
		waiting, arrived, thrownOut := s.updates, s.arrived, s.poll != mine
		s.mu.Unlock()
		if thrownOut {
			return nil, &apiError{status: http.StatusConflict, description: "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"}
		}
		if len(waiting) > 0 {
			return raws(waiting[:min(limit, len(waiting))]), nil
		}
		select {
		case <-arrived:
		case <-deadline.C:
			return []json.RawMessage{}, nil
		case <-r.Context().Done():
			return nil, r.Context().Err()
		}
	}
}

func raws(us []update) []json.RawMessage {
	out := make([]json.RawMessage, len(us))
	for i, u := range us {
		out[i] = u.raw
	}
	return out
}

func (s *Server) setMenu(f form) (any, error) {
	var scope struct {
		Chat int64 `json:"chat_id"`
	}
	if v := f.values["scope"]; v != "" {
		if err := json.Unmarshal([]byte(v), &scope); err != nil {
			return nil, badRequest("can't parse BotCommandScope")
		}
	}
	s.menus[scope.Chat] = json.RawMessage(f.values["commands"])
	return true, nil
}

func (s *Server) getFile(f form) (any, error) {
	id := f.values["file_id"]
	file, ok := s.files[id]
	if !ok {
		return nil, badRequest("invalid file_id")
	}
	return map[string]any{"file_id": id, "file_unique_id": "u" + id, "file_size": len(file.Data), "file_path": "files/" + id}, nil
}

// reachable finds a chat that the bot may write to.
func (s *Server) reachable(id int64) (*chat, error) {
	c := s.chats[id]
	switch {
	case c == nil:
		return nil, badRequest("chat not found")
	case c.kicked:
		return nil, &apiError{status: http.StatusForbidden, description: "Forbidden: bot was kicked from the supergroup chat"}
	case c.movedTo != 0:
		return nil, &apiError{
			status: http.StatusBadRequest, description: "Bad Request: group chat was upgraded to a supergroup chat",
			parameters: map[string]any{"migrate_to_chat_id": c.movedTo},
		}
	}
	return c, nil
}

func (s *Server) send(c *chat, kind string, f form) (any, error) {
	thread := f.int("message_thread_id")
	if thread != 0 && !c.topics[thread] {
		return nil, badRequest("message thread not found")
	}
	m := &Message{Chat: c.id, Thread: thread, FromBot: true, From: "Toko Bot", At: s.now()}
	var err error
	if m.Buttons, err = keyboard(f); err != nil {
		return nil, err
	}
	if m.ReplyTo, err = replyTo(f); err != nil {
		return nil, err
	}
	if kind == "message" {
		if m.Text, err = readable(f, "text", maxText); err != nil {
			return nil, err
		}
		if m.Text == "" {
			return nil, badRequest("message text is empty")
		}
		return s.put(c, m), nil
	}
	if m.Text, err = readable(f, "caption", maxCaption); err != nil {
		return nil, err
	}
	if m.File, err = s.uploaded(f, kind); err != nil {
		return nil, err
	}
	m.IsPhoto = kind == "photo"
	return s.put(c, m), nil
}

// sendAlbum shows two to ten files as one; those of one album are all pictures or all documents.
func (s *Server) sendAlbum(c *chat, f form) (any, error) {
	var items []struct {
		Type, Media, Caption string
		ParseMode            string `json:"parse_mode"`
	}
	if err := json.Unmarshal([]byte(f.values["media"]), &items); err != nil {
		return nil, badRequest("can't parse media JSON object")
	}
	if len(items) < 2 || len(items) > 10 {
		return nil, badRequest("group send failed: wrong number of items")
	}
	thread := f.int("message_thread_id")
	if thread != 0 && !c.topics[thread] {
		return nil, badRequest("message thread not found")
	}
	quote, err := replyTo(f)
	if err != nil {
		return nil, err
	}
	var all []*Message
	for _, i := range items {
		one := form{values: map[string]string{i.Type: i.Media, "caption": i.Caption, "parse_mode": i.ParseMode}, files: f.files}
		m := &Message{Chat: c.id, Thread: thread, FromBot: true, From: "Toko Bot", At: s.now(), ReplyTo: quote, IsPhoto: i.Type == "photo"}
		if i.Type != items[0].Type {
			return nil, badRequest("document can't be mixed with other media types")
		}
		if m.Text, err = readable(one, "caption", maxCaption); err != nil {
			return nil, err
		}
		if m.File, err = s.uploaded(one, i.Type); err != nil {
			return nil, err
		}
		all = append(all, m)
	}
	var out []any
	album := s.lastMsg + 1
	for _, m := range all {
		m.Album = album
		out = append(out, s.put(c, m))
	}
	return out, nil
}

// uploaded keeps the file of a field, which may be the upload itself, attach://name or a known file id.
func (s *Server) uploaded(f form, field string) (*File, error) {
	name := field
	if rest, ok := strings.CutPrefix(f.values[field], "attach://"); ok {
		name = rest
	}
	if file, ok := f.files[name]; ok {
		return &file, nil
	}
	if file, ok := s.files[f.values[field]]; ok {
		return &file, nil
	}
	return nil, badRequest("there is no " + field + " in the request")
}

func (s *Server) edit(c *chat, method string, f form) (any, error) {
	m := c.find(f.int("message_id"))
	if m == nil {
		return nil, badRequest("message to edit not found")
	}
	if !m.FromBot {
		return nil, badRequest("message can't be edited")
	}
	buttons, err := keyboard(f)
	if err != nil {
		return nil, err
	}
	text := m.Text
	switch method {
	case "editMessageText":
		if m.File != nil {
			return nil, badRequest("there is no text in the message to edit")
		}
		text, err = readable(f, "text", maxText)
	case "editMessageCaption":
		if m.File == nil {
			return nil, badRequest("there is no caption in the message to edit")
		}
		text, err = readable(f, "caption", maxCaption)
	}
	if err != nil {
		return nil, err
	}
	if text == m.Text && slices.EqualFunc(buttons, m.Buttons, slices.Equal) {
		return nil, badRequest("message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message")
	}
	m.Text, m.Buttons, m.Edited = text, buttons, m.Edited+1
	return m.json(c), nil
}

// readable checks a text's length after parsing and takes the HTML away, as a reader sees it.
func readable(f form, field string, limit int) (string, error) {
	text := f.values[field]
	if f.values["parse_mode"] == "HTML" {
		var err error
		if text, err = parseHTML(text); err != nil {
			return "", err
		}
	}
	if n := len(utf16.Encode([]rune(text))); n > limit {
		return "", badRequest(fmt.Sprintf("message is too long (%d)", n))
	}
	return text, nil
}

func keyboard(f form) ([][]Button, error) {
	v := f.values["reply_markup"]
	if v == "" {
		return nil, nil
	}
	var markup struct {
		Rows [][]Button `json:"inline_keyboard"`
	}
	if err := json.Unmarshal([]byte(v), &markup); err != nil {
		return nil, badRequest("can't parse reply keyboard markup JSON object")
	}
	for _, row := range markup.Rows {
		for _, b := range row {
			if len(b.Data) == 0 || len(b.Data) > maxCallback {
				return nil, badRequest("BUTTON_DATA_INVALID")
			}
		}
	}
	return markup.Rows, nil
}

func replyTo(f form) (int, error) {
	v := f.values["reply_parameters"]
	if v == "" {
		return 0, nil
	}
	var p struct {
		Message int `json:"message_id"`
	}
	if err := json.Unmarshal([]byte(v), &p); err != nil {
		return 0, badRequest("can't parse reply parameters")
	}
	return p.Message, nil
}
