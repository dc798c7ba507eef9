package replay

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	"tokobot/internal/engine"
	"tokobot/internal/shop"
)

// Screens are the phones of buyers and staff: what the shop sends lands here instead of on a network. They outlive an
// engine, as real phones do.
type Screens struct {
	show func(engine.Parcel) error
	// Trap, where a test sets it, is called before and after each message is shown.
	Trap func(point string)
	// Forgetful phones show a message that they already have again. No real ones do; a test wants to see it noticed.
	Forgetful bool

	mu     sync.Mutex
	groups map[string][]seen
	got    map[string]bool // what buyers' phones have, by chat and message id
	sends  int
}

// seen is a message as a staff group sees it now.
type seen struct {
	id      string
	card    shop.CardID
	version int
	buttons [][]shop.Button
	gone    []button // that redrawings took away, oldest first
}

// button is one button as it was shown.
type button struct {
	shop.Button
	version int
}

// NewScreens makes screens that hand on everything sent to show, one at a time and in order. An error of show is the
// channel's.
func NewScreens(show func(engine.Parcel) error) *Screens {
	return &Screens{show: show, Trap: func(string) {}, groups: map[string][]seen{}, got: map[string]bool{}}
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
	c.s.Trap("before send")
	id, err := p.MessageID, error(nil)
	if c.name == shop.WhatsApp {
		err = c.s.toBuyer(p)
	} else {
		id, err = c.s.toStaff(p)
	}
	c.s.Trap("after send")
	return id, err
}

// toBuyer shows a message unless the phone has it: WhatsApp's phones drop a message whose id they know.
func (s *Screens) toBuyer(p engine.Parcel) error {
	key := p.To + " " + p.MessageID
	if p.MessageID != "" && s.got[key] && !s.Forgetful {
		return nil
	}
	if err := s.show(p); err != nil {
		return err
	}
	s.got[key] = true
	return nil
}

// toStaff shows a message, as Telegram does, however often it is sent, each time under an id of its own.
func (s *Screens) toStaff(p engine.Parcel) (string, error) {
	if p.Kind == engine.SendToast && p.Text == "" {
		return "", nil // only stops the button's turning wheel
	}
	if err := s.show(p); err != nil {
		return "", err
	}
	switch p.Kind {
	case engine.SendToast:
		return "", nil
	case engine.EditCard:
		list := s.groups[p.To]
		for i := range list {
			if list[i].id == p.MessageID {
				list[i].redraw(p)
			}
		}
		return p.MessageID, nil
	}
	// A card that comes again, after a crash between sending and writing that down, takes the place of the one before in
	// people's eyes, though the old one's buttons still stand there.
	for i := range s.groups[p.To] {
		if old := &s.groups[p.To][i]; p.Card != "" && old.card == p.Card && len(p.Buttons) > 0 {
			old.buttons = nil
		}
	}
	s.sends++
	id := fmt.Sprintf("%d.%d", p.ID, s.sends)
	s.groups[p.To] = append(s.groups[p.To], seen{id: id, card: p.Card, version: p.Version, buttons: p.Buttons})
	return id, nil
}

// Press finds the newest live button of a group whose label matches, and the message that it is under. Without a live one it
// is the newest that a redrawing took away, as a slow phone still shows it: whoever comes too late is told who was first.
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
	for _, m := range slices.Backward(list) {
		for _, b := range slices.Backward(m.gone) {
			if matches(b.Label) {
				return shop.Pressed{Card: m.card, Verb: b.Verb, Version: b.version}, m.id, true
			}
		}
	}
	return shop.Pressed{}, "", false
}

// redraw shows a card as it is now and keeps the buttons that went.
func (m *seen) redraw(p engine.Parcel) {
	for _, row := range m.buttons {
		for _, b := range row {
			if !slices.ContainsFunc(p.Buttons, func(row []shop.Button) bool { return slices.Contains(row, b) }) {
				m.gone = append(m.gone, button{b, m.version})
			}
		}
	}
	m.card, m.version, m.buttons = p.Card, p.Version, p.Buttons
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
