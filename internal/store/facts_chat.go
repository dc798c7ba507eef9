package store

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"tokobot/internal/desk"
	"tokobot/internal/shop"
)

// notSaid are the kinds of arrival that are no line of a conversation.
const notSaid = `('receipt', 'reaction', 'deleted', 'press', 'timer')`

// Messages implements bot.Facts.
func (f *facts) Messages(buyer shop.BuyerID, n int) ([]shop.Message, error) {
	if err := f.said(); err != nil || n <= 0 {
		return nil, err
	}
	line := string(shop.BuyerLine(buyer))
	var all []shop.Message
	err := f.ask(`SELECT id, body FROM inbox WHERE line = $1 AND body <> '{}' AND kind NOT IN `+notSaid+` ORDER BY id DESC LIMIT $2`,
		func(r row) error {
			var id int64
			var body string
			if err := r.Scan(&id, &body); err != nil {
				return err
			}
			in, err := f.s.input(id, body)
			all = append(all, shop.Message{ID: in.Arrival.ID, At: in.At, FromShop: in.Kind == shop.KindOwn, Kind: in.Kind, Text: in.Text, Media: in.Media})
			return err
		}, line, int64(n))
	if err != nil {
		return nil, err
	}
	slices.Reverse(all)
	var said []shop.Message
	err = f.ask(`SELECT message_id, at, body FROM message WHERE dest = $1 AND body <> '{}' AND delivered <> -1 ORDER BY id DESC LIMIT $2`, func(r row) error {
		var at int64
		var id, body string
		if err := r.Scan(&id, &at, &body); err != nil {
			return err
		}
		var c content
		err := json.Unmarshal([]byte(body), &c)
		m := shop.Message{ID: id, At: f.s.time(at), FromShop: true, Kind: shop.KindText, Text: c.Text, Media: c.Media}
		if c.Media != nil {
			m.Kind = kindOf(c.Media.MIME)
		}
		said = append(said, m)
		return err
	}, line, int64(n))
	if err != nil {
		return nil, err
	}
	slices.Reverse(said)
	all = append(all, said...)
	slices.SortStableFunc(all, func(a, b shop.Message) int { return a.At.Compare(b.At) })
	return all[max(0, len(all)-n):], nil
}

func kindOf(mime string) shop.Kind {
	switch {
	case strings.HasPrefix(mime, "image/"):
		return shop.KindImage
	case strings.HasPrefix(mime, "video/"):
		return shop.KindVideo
	case strings.HasPrefix(mime, "audio/"):
		return shop.KindVoice
	}
	return shop.KindDocument
}

// outgoingLooked is how many of the newest messages to a buyer are searched.
const outgoingLooked = 500

// LastOutgoing implements desk.Facts.
func (f *facts) LastOutgoing(buyer shop.BuyerID, part string) (text string, from []shop.Source, found bool, err error) {
	if err := f.said(); err != nil {
		return "", nil, false, err
	}
	err = f.ask(`SELECT body FROM message WHERE dest = $1 AND delivered <> -1 ORDER BY id DESC LIMIT $2`, func(r row) error {
		var body string
		if err := r.Scan(&body); err != nil || found {
			return err
		}
		var c content
		if err := json.Unmarshal([]byte(body), &c); err != nil {
			return fmt.Errorf("message to buyer %d: %w", buyer, err)
		}
		if strings.Contains(c.Text, part) {
			text, from, found = c.Text, c.Sources, true
		}
		return nil
	}, string(shop.BuyerLine(buyer)), int64(outgoingLooked))
	return text, from, found, err
}

// Buyer implements desk.Facts.
func (f *facts) Buyer(id shop.BuyerID) (b shop.Buyer, by shop.Handler, err error) {
	err = f.ask(`SELECT b.id, b.name, b.address, b.phone, b.handled, b.opted_out, b.first_seen, b.recipient FROM buyer a JOIN buyer b
		ON b.id = CASE WHEN a.merged = 0 THEN a.id ELSE a.merged END WHERE a.id = $1`, func(r row) error {
		var out, seen int64
		var recipient string
		err := r.Scan(&b.ID, &b.Name, &b.Address, &b.Phone, &by, &out, &seen, &recipient)
		if err != nil {
			return err
		}
		b.OptedOut, b.FirstSeen = out == 1, f.s.time(seen)
		b.Recipient, err = readRecipient(recipient)
		return err
	}, int64(id))
	if err == nil && b.ID == 0 {
		err = fmt.Errorf("there is no buyer %d", id)
	}
	return b, by, err
}

// Replied implements desk.Facts. Groups that share a chat share its messages.
func (f *facts) Replied(g shop.Group, messageID string) (re desk.Replied, found bool, err error) {
	if messageID == "" {
		return re, false, nil
	}
	if err := f.said(); err != nil {
		return re, false, err
	}
	err = f.ask(`SELECT m.buyer, m.card, m.body FROM message m WHERE m.channel = 'telegram' AND m.message_id = $1 AND m.message_id <> '' AND (m.dest = $2 OR m.dest IN (
			SELECT 'group:' || o.name FROM staff_group o JOIN staff_group g ON g.chat = o.chat WHERE g.name = $3 AND g.chat <> ''))
		ORDER BY m.id DESC LIMIT 1`, func(r row) error {
		var buyer int64
		var card, body string
		if err := r.Scan(&buyer, &card, &body); err != nil {
			return err
		}
		var c content
		err := json.Unmarshal([]byte(body), &c)
		re, found = desk.Replied{Card: shop.CardID(card), Buyer: shop.BuyerID(buyer), Sources: c.Sources, Text: c.Text}, true
		return err
	}, clean(messageID), string(shop.GroupLine(g)), string(g))
	return re, found, err
}

const cardColumns = `SELECT id, version, kind, desk, number, buyer, open, created, presses, body FROM card `

func (f *facts) cards(rest string, args ...any) (all []shop.Card, err error) {
	var pressed []int
	err = f.ask(cardColumns+rest, func(r row) error {
		var c shop.Card
		var buyer, open, created, presses int64
		var body string
		if err := r.Scan(&c.ID, &c.Version, &c.Kind, &c.Group, &c.Order, &buyer, &open, &created, &presses, &body); err != nil {
			return err
		}
		var b cardBody
		if err := json.Unmarshal([]byte(body), &b); err != nil {
			return fmt.Errorf("card %s: %w", c.ID, err)
		}
		c.Buyer, c.Open, c.CreatedAt = shop.BuyerID(buyer), open == 1, f.s.time(created)
		c.Text, c.Media, c.Buttons, c.Data, c.AskAt, c.Asked = b.Text, b.Media, b.Buttons, b.Data, f.s.time(b.AskAt), b.Asked
		if presses > 0 {
			pressed = append(pressed, len(all))
		}
		all = append(all, c)
		return nil
	}, args...)
	for _, i := range pressed {
		if err == nil {
			err = f.presses(&all[i])
		}
	}
	return all, err
}

func (f *facts) presses(c *shop.Card) error {
	return f.ask(`SELECT verb, who, at, note FROM card_press WHERE card = $1 ORDER BY ord`, func(r row) error {
		var p shop.Press
		var at int64
		err := r.Scan(&p.Verb, &p.By, &at, &p.Note)
		p.At = f.s.time(at)
		c.Decisions = append(c.Decisions, p)
		return err
	}, string(c.ID))
}

// Card implements desk.Facts.
func (f *facts) Card(id shop.CardID) (shop.Card, bool, error) {
	all, err := f.cards(`WHERE id = $1`, clean(string(id)))
	if err != nil || len(all) == 0 {
		return shop.Card{}, false, err
	}
	return all[0], true, nil
}

// OpenCards implements bot.Facts.
func (f *facts) OpenCards(kind shop.CardKind, order string, buyer shop.BuyerID) ([]shop.Card, error) {
	if order != "" {
		return f.cards(`WHERE open = 1 AND number = $1 AND ($2 = '' OR kind = $2) ORDER BY created, id`, clean(order), string(kind))
	}
	return f.cards(`WHERE open = 1 AND buyer = $1 AND ($2 = '' OR kind = $2) ORDER BY created, id`, int64(buyer), string(kind))
}

// GroupCards implements desk.Facts.
func (f *facts) GroupCards(g shop.Group) ([]shop.Card, error) {
	return f.cards(`WHERE open = 1 AND desk = $1 ORDER BY created, id`, string(g))
}
