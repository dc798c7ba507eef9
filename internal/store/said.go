package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"tokobot/internal/bahasa"
	"tokobot/internal/shop"
)

// Said is a message that the shop sent to a buyer, or will send.
type Said struct {
	ID      string // the channel's
	At      time.Time
	Text    string
	Sources []shop.Source // where its numbers come from
}

// entered names, in a source that is the stock of a SKU, the line of the stock book that made it what it is.
func (a *applier) entered(sources []shop.Source) ([]shop.Source, error) {
	for i, s := range sources {
		sku, ok := strings.CutPrefix(s.From, shop.FromStock)
		if !ok {
			continue
		}
		err := a.t.query(`SELECT id, at, why, number FROM stock_book WHERE sku = $1 ORDER BY id DESC LIMIT 1`, func(r row) error {
			var id, at int64
			var why, number string
			if err := r.Scan(&id, &at, &why, &number); err != nil {
				return err
			}
			if number != "" {
				why += " " + number
			}
			sources = slices.Clone(sources)
			sources[i].From = fmt.Sprintf("%s, baris %d buku stok (%s, %s)", s.From, id, why, bahasa.DateTime(a.s.time(at)))
			return nil
		}, clean(sku))
		if err != nil {
			return nil, err
		}
	}
	return sources, nil
}

// Said finds the newest message to a buyer that has this id or, when none has, holds these words. found is false when there
// is none.
func (s *Store) Said(ctx context.Context, message string) (said Said, found bool, err error) {
	err = s.db.read(ctx, false, func(t tx) error {
		byID := false
		return t.query(`SELECT message_id, at, body FROM message WHERE kind = 'message' AND channel = $1 ORDER BY id DESC`, func(r row) error {
			var id, body string
			var at int64
			if err := r.Scan(&id, &at, &body); err != nil {
				return err
			}
			same := id == message
			if byID || found && !same {
				return nil
			}
			var c content
			if err := json.Unmarshal([]byte(body), &c); err != nil {
				return fmt.Errorf("message %s: %w", id, err)
			}
			if same || strings.Contains(c.Text, message) {
				said, found, byID = Said{ID: id, At: s.time(at), Text: c.Text, Sources: c.Sources}, true, same
			}
			return nil
		}, string(shop.WhatsApp))
	})
	if err != nil {
		return Said{}, false, fmt.Errorf("said: %w", err)
	}
	return said, found, nil
}
