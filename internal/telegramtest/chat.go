package telegramtest

import (
	"html"
	"regexp"
	"time"
)

// chat is one group.
type chat struct {
	id       int64
	title    string
	forum    bool
	kicked   bool
	movedTo  int64
	topics   map[int]bool
	messages []*Message
}

// Message is what a member of a group sees now.
type Message struct {
	ID      int
	Chat    int64
	Thread  int
	From    string
	FromBot bool
	At      time.Time
	Text    string // or the caption
	File    *File
	IsPhoto bool
	ReplyTo int
	Album   int // the same for the files of one album; 0 outside
	Buttons [][]Button
	Edited  int // how often
}

// Button is one inline button.
type Button struct {
	Text string `json:"text"`
	Data string `json:"callback_data"`
}

func (c *chat) find(id int) *Message {
	for _, m := range c.messages {
		if m.ID == id {
			return m
		}
	}
	return nil
}

func (c *chat) json() map[string]any {
	kind := "group"
	if c.id < -1_000_000_000_000 {
		kind = "supergroup"
	}
	return map[string]any{"id": c.id, "title": c.title, "type": kind, "is_forum": c.forum}
}

// put numbers a message, keeps its file and shows it.
func (s *Server) put(c *chat, m *Message) map[string]any {
	s.lastMsg++
	m.ID = s.lastMsg
	c.messages = append(c.messages, m)
	if m.File != nil {
		s.files[m.fileID()] = *m.File
	}
	return m.json(c)
}

func (m *Message) fileID() string { return "file-" + itoa(m.ID) }

// json writes a message as the Bot API does.
func (m *Message) json(c *chat) map[string]any {
	out := map[string]any{"message_id": m.ID, "date": m.At.Unix(), "chat": c.json()}
	if m.Album != 0 {
		out["media_group_id"] = itoa(m.Album)
	}
	if m.Thread != 0 {
		out["message_thread_id"], out["is_topic_message"] = m.Thread, true
	}
	if m.FromBot {
		out["from"] = bot
	}
	field := "text"
	if m.File != nil {
		field = "caption"
		meta := map[string]any{"file_id": m.fileID(), "file_unique_id": "u" + m.fileID(), "file_size": len(m.File.Data)}
		if m.IsPhoto {
			meta["width"], meta["height"] = 640, 480
			out["photo"] = []any{meta}
		} else {
			meta["file_name"] = m.File.Name
			out["document"] = meta
		}
	}
	if m.Text != "" {
		out[field] = m.Text
	}
	if m.ReplyTo != 0 {
		if r := c.find(m.ReplyTo); r != nil {
			short := *r
			short.ReplyTo = 0
			out["reply_to_message"] = short.json(c)
		}
	}
	if len(m.Buttons) > 0 {
		out["reply_markup"] = map[string]any{"inline_keyboard": m.Buttons}
	}
	return out
}

// tag is one HTML tag that Telegram knows.
var tag = regexp.MustCompile(`</?(b|strong|i|em|u|s|code|pre|a|blockquote|tg-spoiler)( [^<>]*)?>`)

// parseHTML takes the known tags away; a stray < is Telegram's error.
func parseHTML(s string) (string, error) {
	plain := tag.ReplaceAllString(s, "")
	for _, r := range plain {
		if r == '<' {
			return "", badRequest("can't parse entities: unsupported start tag")
		}
	}
	return html.UnescapeString(plain), nil
}
