package telegram

import (
	"sync"
	"time"

	"golang.org/x/time/rate"

	"tokobot/internal/engine"
)

// Telegram's pace: about one message a second in a chat, twenty a minute in a group, thirty a second overall.
const (
	perChat      = rate.Limit(1)
	perChatBurst = 3
	perMinute    = 20
	overall      = rate.Limit(30)
	overallBurst = 30
)

// pace says whether a message may go now. It never sleeps, so that one full group does not hold up the others.
type pace struct {
	clock engine.Clock
	times int // as fast as Telegram allows
	mu    sync.Mutex
	all   *rate.Limiter
	chats map[int64]*chatPace
}

type chatPace struct {
	second *rate.Limiter
	sent   []time.Time // of the last minute
	until  time.Time   // after a 429
}

func newPace(c engine.Clock, times int) *pace {
	return &pace{clock: c, times: times, all: rate.NewLimiter(overall*rate.Limit(times), overallBurst*times), chats: map[int64]*chatPace{}}
}

// take uses up one message's place in a chat, or tells how long to wait for one.
func (p *pace) take(chat int64) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.clock.Now()
	c := p.chat(chat)
	if wait := max(c.until.Sub(now), c.full(now, p.times)); wait > 0 {
		return wait
	}
	if wait := reserve(c.second, now); wait > 0 {
		return wait
	}
	if wait := reserve(p.all, now); wait > 0 {
		return wait
	}
	c.sent = append(c.sent, now)
	return 0
}

func (p *pace) chat(id int64) *chatPace {
	c := p.chats[id]
	if c == nil {
		c = &chatPace{second: rate.NewLimiter(perChat*rate.Limit(p.times), perChatBurst*p.times)}
		p.chats[id] = c
	}
	return c
}

// full tells how long until the minute has room again.
func (c *chatPace) full(now time.Time, times int) time.Duration {
	old := 0
	for old < len(c.sent) && now.Sub(c.sent[old]) >= time.Minute {
		old++
	}
	c.sent = c.sent[old:]
	if len(c.sent) < perMinute*times {
		return 0
	}
	return time.Minute - now.Sub(c.sent[0])
}

// reserve takes a token, or tells the wait and takes none.
func reserve(l *rate.Limiter, now time.Time) time.Duration {
	r := l.ReserveN(now, 1)
	wait := r.DelayFrom(now)
	if wait > 0 {
		r.CancelAt(now)
	}
	return wait
}

// also counts more messages that went with one that was taken: the files of an album are a message each.
func (p *pace) also(chat int64, n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.clock.Now()
	for range n {
		p.chat(chat).sent = append(p.chat(chat).sent, now)
	}
}

// hold stops a chat for a while, after Telegram said so.
func (p *pace) hold(chat int64, d time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.chat(chat).until = p.clock.Now().Add(d)
}
