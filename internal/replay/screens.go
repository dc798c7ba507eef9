package replay

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"tokobot/internal/engine"
	"tokobot/internal/shop"
)

// Screens are the phones of buyers and staff: what the shop sends lands here instead of on a network. They outlive an
// engine, as real phones do.
type Screens struct {
	show func(engine.Parcel) error

	mu     sync.Mutex
	groups map[string][]seen
}

// seen is a message as a staff group sees it now.
type seen struct {
	id      string
	card    shop.CardID
	version int
	buttons [][]shop.Button
}

// NewScreens makes screens that hand on everything sent to show, one at a time and in order. An error of show is the
// channel's.
func NewScreens(show func(engine.Parcel) error) *Screens {
	return &Screens{show: show, groups: map[string][]seen{}}
}

// Channels are WhatsApp and Telegram as far as the engine is concerned.
func (s *Screens) Channels() []engine.Channel {
	return []engine.Channel{screen{s, shop.WhatsApp}, screen{s, shop.Telegram}}
}

type screen struct {
	s    *Screens
	name shop.Channel
}

func (c screen) Name() shop.Channel { return c.name }

// Send implements engine.Channel.
func (c screen) Send(_ context.Context, p engine.Parcel) (string, error) {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	if err := c.s.show(p); err != nil {
		return "", err
	}
	if c.name != shop.Telegram {
		return p.MessageID, nil
	}
	switch p.Kind {
	case engine.SendToast:
		return "", nil
	case engine.EditCard:
		list := c.s.groups[p.To]
		for i := range list {
			if list[i].id == p.MessageID {
				list[i].card, list[i].version, list[i].buttons = p.Card, p.Version, p.Buttons
			}
		}
		return p.MessageID, nil
	default:
		id := strconv.FormatInt(p.ID, 10)
		c.s.groups[p.To] = append(c.s.groups[p.To], seen{id, p.Card, p.Version, p.Buttons})
		return id, nil
	}
}

// Press finds the newest live button of a group whose label matches, and the message that it is under.
func (s *Screens) Press(g shop.Group, matches func(label string) bool) (p shop.Pressed, message string, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := s.groups[string(g)]
	for i := len(list) - 1; i >= 0; i-- {
		for _, row := range list[i].buttons {
			for _, b := range row {
				if matches(b.Label) {
					return shop.Pressed{Card: list[i].card, Verb: b.Verb, Version: list[i].version}, list[i].id, true
				}
			}
		}
	}
	return shop.Pressed{}, "", false
}

// Newest is the newest message of the shop in a group.
func (s *Screens) Newest(g shop.Group) (message string, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := s.groups[string(g)]
	if len(list) == 0 {
		return "", false
	}
	return list[len(list)-1].id, true
}

// Labels are the buttons of a parcel as they are read.
func Labels(p engine.Parcel) []string {
	labels := []string{}
	for _, row := range p.Buttons {
		for _, b := range row {
			labels = append(labels, b.Label)
		}
	}
	return labels
}

// IsPicture tells whether a medium is shown as a picture rather than as a file.
func IsPicture(m shop.Media) bool {
	if m.MIME != "" {
		return strings.HasPrefix(m.MIME, "image/")
	}
	return strings.HasPrefix(MIME(m.Name), "image/")
}

// orderOf is "order", "total" → what {{order:…}} and {{total:…}} stand for.
type orderOf map[string]func(shop.Order) string

var placeholders = orderOf{
	"order": func(o shop.Order) string { return o.Number },
	"total": func(o shop.Order) string { return fmt.Sprint(int64(o.Total())) },
}
