package whatsapp

import (
	"sync"

	"go.mau.fi/whatsmeow/proto/waE2E"
	"go.mau.fi/whatsmeow/types"

	"tokobot/internal/shop"
)

// chats remembers the last messages of buyers: which are to be marked as read when they are answered, and what a quote
// shows. It is a courtesy, so it lives in memory and forgets.
type chats struct {
	mu    sync.Mutex
	chats map[string]*chat
}

type chat struct {
	jid    types.JID
	unread []types.MessageID
	last   []said
}

// said is a buyer's message as it is quoted.
type said struct {
	id types.MessageID
	m  *waE2E.Message
}

const (
	chatsKept  = 1000
	unreadKept = 30
	saidKept   = 10
)

func newChats() *chats { return &chats{chats: map[string]*chat{}} }

func (s *chats) wrote(a shop.Arrival, jid types.JID, m *waE2E.Message) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.chats[a.Chat]
	if c == nil {
		if len(s.chats) >= chatsKept {
			clear(s.chats)
		}
		c = &chat{}
		s.chats[a.Chat] = c
	}
	c.jid = jid
	c.unread = keepLast(append(c.unread, a.ID), unreadKept)
	if text := textOf(m); text != "" {
		c.last = keepLast(append(c.last, said{a.ID, &waE2E.Message{Conversation: &text}}), saidKept)
	}
}

func keepLast[T any](list []T, n int) []T { return list[max(0, len(list)-n):] }

// read takes what is to be marked as read in a chat.
func (s *chats) read(addr string) (types.JID, []types.MessageID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.chats[addr]
	if c == nil {
		return types.EmptyJID, nil
	}
	ids := c.unread
	c.unread = nil
	return c.jid, ids
}

// quote is the context of an answer to a message; nil when the message is not remembered, since a quote without its words
// only confuses.
func (s *chats) quote(addr, id string) *waE2E.ContextInfo {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.chats[addr]
	if c == nil || id == "" {
		return nil
	}
	for _, q := range c.last {
		if q.id == id {
			who := c.jid.String()
			return &waE2E.ContextInfo{StanzaID: &id, Participant: &who, QuotedMessage: q.m}
		}
	}
	return nil
}
