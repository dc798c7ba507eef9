package telegram

import (
	"context"
	"strconv"
	"strings"
	"sync"

	"tokobot/internal/shop"
)

// address is a chat and, in a forum, a topic.
type address struct {
	id     int64
	thread int
}

func (a address) String() string {
	s := strconv.FormatInt(a.id, 10)
	if a.thread != 0 {
		s += ":" + strconv.Itoa(a.thread)
	}
	return s
}

func parseAddress(s string) (address, bool) {
	id, thread, topic := strings.Cut(s, ":")
	var a address
	var err error
	if a.id, err = strconv.ParseInt(id, 10, 64); err != nil {
		return a, false
	}
	if topic {
		a.thread, err = strconv.Atoi(thread)
	}
	return a, err == nil
}

// desks remembers which chat is which group; the store has the truth.
type desks struct {
	book Desks
	mu   sync.RWMutex
	to   map[shop.Group]address
}

func (d *desks) load(ctx context.Context) error {
	groups, err := d.book.Groups(ctx)
	if err != nil {
		return err
	}
	to := map[shop.Group]address{}
	for g, chat := range groups {
		if a, ok := parseAddress(chat); ok {
			to[g] = a
		}
	}
	d.mu.Lock()
	d.to = to
	d.mu.Unlock()
	return nil
}

// address is where a group's messages go.
func (d *desks) address(g shop.Group) (address, bool) {
	d.mu.RLock()
	defer d.mu.RUnlock()
	a, ok := d.to[g]
	return a, ok
}

// at are the groups of a chat, in the order of shop.Groups. A message outside all paired topics of a forum belongs to the
// group that is paired with the whole chat.
func (d *desks) at(id int64, thread int) []shop.Group {
	d.mu.RLock()
	defer d.mu.RUnlock()
	var exact, whole []shop.Group
	for _, g := range shop.Groups {
		switch a, ok := d.to[g]; {
		case !ok || a.id != id:
		case a.thread == thread:
			exact = append(exact, g)
		case a.thread == 0:
			whole = append(whole, g)
		}
	}
	if len(exact) > 0 {
		return exact
	}
	return whole
}

// chats are the paired chats with their groups.
func (d *desks) chats() map[address][]shop.Group {
	d.mu.RLock()
	defer d.mu.RUnlock()
	out := map[address][]shop.Group{}
	for _, g := range shop.Groups {
		if a, ok := d.to[g]; ok {
			chat := address{id: a.id} // menus are of a chat, not of a topic
			out[chat] = append(out[chat], g)
		}
	}
	return out
}

// move follows a chat to its new id.
func (d *desks) move(ctx context.Context, from, to int64) error {
	d.mu.RLock()
	var moved []address
	for _, a := range d.to {
		if a.id == from {
			moved = append(moved, a)
		}
	}
	d.mu.RUnlock()
	for _, a := range moved {
		if err := d.book.Move(ctx, a.String(), address{id: to, thread: a.thread}.String()); err != nil {
			return err
		}
	}
	return d.load(ctx)
}
