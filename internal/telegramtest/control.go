package telegramtest

import (
	"encoding/json"
	"net/http"
	"strconv"
)

// order is one line of the control interface, for a test that drives the server from another process.
type order struct {
	Do      string `json:"do"` // group, topic, write, reply, press, photo, document, fail, heal, kick
	Chat    int64  `json:"chat"`
	Thread  int    `json:"thread"`
	User    User   `json:"user"`
	Text    string `json:"text"`
	Message int    `json:"message"`
	Name    string `json:"name"`
	Data    []byte `json:"data"`
	Fault   Fault  `json:"fault"`
}

// control answers POST /control/do with the new message's or topic's id, and GET /control/messages?chat=…&thread=….
func (s *Server) control(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/control/messages" {
		chat, err := strconv.ParseInt(r.URL.Query().Get("chat"), 10, 64)
		if err != nil {
			reply(w, nil, badRequest("chat"))
			return
		}
		thread, _ := strconv.Atoi(r.URL.Query().Get("thread")) // absent: all threads
		reply(w, s.Messages(chat, thread), nil)
		return
	}
	var o order
	if err := json.NewDecoder(r.Body).Decode(&o); err != nil {
		reply(w, nil, badRequest(err.Error()))
		return
	}
	id, err := s.obey(o)
	reply(w, id, err)
}

func (s *Server) obey(o order) (int, error) {
	a := s.As(o.Chat, o.Thread, o.User)
	switch o.Do {
	case "group":
		s.AddGroup(o.Chat, o.Name, false)
	case "forum":
		s.AddGroup(o.Chat, o.Name, true)
	case "topic":
		return s.AddTopic(o.Chat), nil
	case "write":
		return a.Write(o.Text), nil
	case "reply":
		return a.Reply(o.Message, o.Text), nil
	case "press":
		if err := a.Press(o.Text); err != nil {
			return 0, badRequest(err.Error())
		}
	case "photo":
		return a.Photo(o.Data, o.Text, o.Message), nil
	case "document":
		return a.Document(o.Name, o.Data, o.Text, o.Message), nil
	case "fail":
		s.Fail(o.Fault)
	case "heal":
		s.Heal()
	case "kick":
		s.Kick(o.Chat, o.User)
	default:
		return 0, badRequest("do " + o.Do)
	}
	return 0, nil
}
