package telegramtest

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"
)

func itoa(n int) string { return strconv.Itoa(n) }

// AddGroup makes a group that the bot is a member of; forum gives it topics.
func (s *Server) AddGroup(id int64, title string, forum bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.chats[id] = &chat{id: id, title: title, forum: forum, topics: map[int]bool{}}
}

// AddTopic makes a topic in a forum group and returns its thread id.
func (s *Server) AddTopic(group int64) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.lastMsg++
	s.chats[group].topics[s.lastMsg] = true
	return s.lastMsg
}

// DropTopic deletes a topic.
func (s *Server) DropTopic(group int64, thread int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.chats[group].topics, thread)
}

func (s *Server) newTopic(c *chat, name string) (any, error) {
	if !c.forum {
		return nil, badRequest("the chat is not a forum")
	}
	s.lastMsg++
	c.topics[s.lastMsg] = true
	return map[string]any{"message_thread_id": s.lastMsg, "name": name, "icon_color": 7322096}, nil
}

// User is a member of a group.
type User struct {
	ID   int64
	Name string
}

// Staff acts in a group as a user.
type Staff struct {
	server *Server
	chat   int64
	thread int
	user   User
}

// As acts in a group; thread is 0 outside topics.
func (s *Server) As(chat int64, thread int, u User) Staff {
	return Staff{server: s, chat: chat, thread: thread, user: u}
}

// Write sends a text and returns its message id.
func (a Staff) Write(text string) int { return a.put(&Message{Text: text}) }

// Reply sends a text in reply to a message.
func (a Staff) Reply(to int, text string) int { return a.put(&Message{Text: text, ReplyTo: to}) }

// Photo sends a picture with a caption; to is the message replied to, or 0.
func (a Staff) Photo(data []byte, caption string, to int) int {
	return a.put(&Message{Text: caption, File: &File{Name: "photo.jpg", Data: data}, IsPhoto: true, ReplyTo: to})
}

// Document sends a file with a caption; to is the message replied to, or 0.
func (a Staff) Document(name string, data []byte, caption string, to int) int {
	return a.put(&Message{Text: caption, File: &File{Name: name, Data: data}, ReplyTo: to})
}

// put shows a staff message to the group and makes the update of it.
func (a Staff) put(m *Message) int {
	s := a.server
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.chats[a.chat]
	m.Chat, m.Thread, m.From, m.At = a.chat, a.thread, a.user.Name, s.now()
	out := s.put(c, m)
	out["from"] = a.user.json()
	if e := commands(m.Text); len(e) > 0 && m.File == nil {
		out["entities"] = e
	}
	s.add("message", out)
	return m.ID
}

func (u User) json() map[string]any {
	return map[string]any{"id": u.ID, "is_bot": false, "first_name": u.Name}
}

// commands marks the bot commands of a text; offsets count UTF-16 units.
func commands(text string) []map[string]any {
	var out []map[string]any
	offset := 0
	for _, word := range strings.SplitAfter(text, " ") {
		bare := strings.TrimSpace(word)
		if strings.HasPrefix(bare, "/") && len(bare) > 1 {
			out = append(out, map[string]any{"type": "bot_command", "offset": offset, "length": len(utf16.Encode([]rune(bare)))})
		}
		offset += len(utf16.Encode([]rune(word)))
	}
	return out
}

// Press presses the newest live button whose label contains label.
func (a Staff) Press(label string) error {
	for _, m := range slices.Backward(a.server.Messages(a.chat, a.thread)) {
		for _, row := range m.Buttons {
			for _, b := range row {
				if strings.Contains(b.Text, label) {
					a.PressData(m.ID, b.Data)
					return nil
				}
			}
		}
	}
	return fmt.Errorf("press %q: no live button in group %d", label, a.chat)
}

// PressData presses a button by its data, live or not, as a slow phone does.
func (a Staff) PressData(message int, data string) {
	s := a.server
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.chats[a.chat]
	press := map[string]any{"id": "cb" + strconv.FormatInt(s.lastID+1, 10), "from": a.user.json(), "chat_instance": "1", "data": data}
	if m := c.find(message); m != nil {
		press["message"] = m.json(c)
	}
	s.add("callback_query", press)
}

// add makes an update; the caller holds the lock.
func (s *Server) add(kind string, body any) {
	s.lastID++
	raw, err := json.Marshal(map[string]any{"update_id": s.lastID, kind: body})
	if err != nil {
		panic(fmt.Sprintf("marshal update: %v", err)) // maps of plain values always marshal
	}
	s.addRaw(raw)
}

func (s *Server) addRaw(raw json.RawMessage) {
	s.updates = append(s.updates, update{id: s.lastID, raw: raw})
	close(s.arrived)
	s.arrived = make(chan struct{})
}

// Update puts a raw update in, as a fixture holds it. Its update_id is kept and must be higher than any before.
func (s *Server) Update(raw json.RawMessage) error {
	var head struct {
		ID int64 `json:"update_id"`
	}
	if err := json.Unmarshal(raw, &head); err != nil {
		return fmt.Errorf("update: %w", err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.lastID = max(s.lastID, head.ID)
	s.updates = append(s.updates, update{id: head.ID, raw: raw})
	close(s.arrived)
	s.arrived = make(chan struct{})
	return nil
}

// Migrate makes a group a supergroup: its id changes, and both sides are told as Telegram does.
func (s *Server) Migrate(from, to int64, by User) {
	s.mu.Lock()
	defer s.mu.Unlock()
	old := s.chats[from]
	s.chats[to] = &chat{id: to, title: old.title, forum: old.forum, topics: map[int]bool{}}
	service := func(c *chat, key string, id int64) {
		s.lastMsg++
		m := (&Message{ID: s.lastMsg, At: s.now()}).json(c)
		m["from"], m[key] = by.json(), id
		s.add("message", m)
	}
	service(old, "migrate_to_chat_id", to)
	service(s.chats[to], "migrate_from_chat_id", from)
	old.movedTo = to
}

// Kick throws the bot out of a group.
func (s *Server) Kick(group int64, by User) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.chats[group]
	c.kicked = true
	s.add("my_chat_member", map[string]any{
		"chat": c.json(), "from": by.json(), "date": s.now().Unix(),
		"old_chat_member": map[string]any{"user": bot, "status": "administrator"},
		"new_chat_member": map[string]any{"user": bot, "status": "kicked", "until_date": 0},
	})
}

// Messages are a group's messages as they are now, oldest first; thread 0 takes all.
func (s *Server) Messages(group int64, thread int) []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Message
	if c := s.chats[group]; c != nil {
		for _, m := range c.messages {
			if thread == 0 || m.Thread == thread {
				out = append(out, *m)
			}
		}
	}
	return out
}

// Answers are the callback answers so far.
func (s *Server) Answers() []Answer {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.answers)
}

// Calls are the requests so far, long polls included.
func (s *Server) Calls() []Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.calls)
}

// Menu is the command menu of a group as the bot set it, JSON; chat 0 is the default one.
func (s *Server) Menu(group int64) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return string(s.menus[group])
}

// Unconfirmed counts the updates that the bot has not confirmed.
func (s *Server) Unconfirmed() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.updates)
}

// AddFile puts a file where a getFile's answer says that it is.
func (s *Server) AddFile(path string, data []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.files[path] = File{Name: path, Data: data}
}

// SetWebhook has updates go to a webhook, as another program with this token would.
func (s *Server) SetWebhook() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.webhook = true
}

// SetClock gives the server another clock.
func (s *Server) SetClock(now func() time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.now = now
}
