package whatsapp

import (
	"sync"
	"time"

	"tokobot/internal/engine"
)

// Pace is how fast messages go out. The zero value is as fast as it can be.
type Pace struct {
	Chat    time.Duration // between two messages of one chat, give or take a quarter
	Overall time.Duration // between two messages of all chats, give or take a quarter
	Typing  time.Duration // the longest that "typing…" is shown; short texts take less
}

// pace says when a message may go. It never sleeps, so that no chat holds up the others.
type pace struct {
	p      Pace
	clock  engine.Clock
	random func() float64

	mu    sync.Mutex
	next  time.Time // the next free place among all
	chats map[string]*chatPace
}

type chatPace struct {
	next time.Time // not before
	slot time.Time // the place among all that is kept for this chat; zero for none
}

// paceKept is how many chats are remembered before those that may write anyway are forgotten.
const paceKept = 2000

func newPace(p Pace, c engine.Clock, random func() float64) *pace {
	return &pace{p: p, clock: c, random: random, chats: map[string]*chatPace{}}
}

// take uses up a chat's place, or tells how long to wait for one: the place is kept, so that those who came first go first.
func (p *pace) take(chat string) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.clock.Now()
	c := p.chats[chat]
	if c == nil {
		p.forget(now)
		c = &chatPace{}
		p.chats[chat] = c
	}
	if c.slot.IsZero() {
		if wait := c.next.Sub(now); wait > 0 {
			return wait
		}
		c.slot = now
		if p.next.After(now) {
			c.slot = p.next
		}
		p.next = c.slot.Add(p.jitter(p.p.Overall))
	}
	if wait := c.slot.Sub(now); wait > 0 {
		return wait
	}
	c.slot, c.next = time.Time{}, now.Add(p.jitter(p.p.Chat))
	return 0
}

func (p *pace) jitter(d time.Duration) time.Duration {
	return time.Duration(float64(d) * (0.75 + 0.5*p.random()))
}

func (p *pace) forget(now time.Time) {
	if len(p.chats) < paceKept {
		return
	}
	for chat, c := range p.chats {
		if c.slot.IsZero() && !c.next.After(now) {
			delete(p.chats, chat)
		}
	}
}

// typing is how long a person would be seen typing a text.
func (p *pace) typing(text string) time.Duration {
	const eachRune = 15 * time.Millisecond
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.jitter(min(p.p.Typing, p.p.Typing/5+time.Duration(len([]rune(text)))*eachRune))
}
