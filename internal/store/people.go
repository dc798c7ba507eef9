package store

import (
	"tokobot/internal/shop"
)

func (a *applier) saveBuyer(b shop.Buyer) error {
	k, err := a.buyer(b.ID)
	if err != nil || k == nil {
		return err
	}
	recipient := ""
	if b.Recipient != nil {
		if recipient, err = encode(b.Recipient); err != nil {
			return err
		}
	}
	k.optedOut = b.OptedOut
	a.touched[k.id] = true
	return a.t.exec(`UPDATE buyer SET name = $2, recipient = $3, opted_out = $4 WHERE id = $1`,
		k.id, clean(b.Name), recipient, flag(b.OptedOut))
}

func (a *applier) handOver(e shop.HandOver) error {
	k, err := a.buyer(e.Buyer)
	if err != nil || k == nil {
		return err
	}
	a.touched[k.id] = true
	return a.t.exec(`UPDATE buyer SET handled = $2 WHERE id = $1`, k.id, string(e.To))
}

func (a *applier) wait(e shop.Wait) error {
	k, err := a.buyer(e.Buyer)
	if err != nil || k == nil {
		return err
	}
	return a.t.exec(`INSERT INTO wish (buyer, sku, at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`, k.id, clean(e.SKU), us(a.now))
}

func (a *applier) forget(w *work, id shop.BuyerID) error {
	k, err := a.buyer(id)
	if err != nil || k == nil {
		return err
	}
	if err := a.flush(); err != nil {
		return err
	}
	a.touched[k.id] = true
	line := string(shop.BuyerLine(shop.BuyerID(k.id)))
	upTo := w.last // of the buyer's own turn; in another's, what waits is left for its turn
	if line != w.line {
		upTo = 0
		err := a.t.query(`SELECT done FROM line WHERE key = $1`, func(r row) error { return r.Scan(&upTo) }, line)
		if err != nil {
			return err
		}
	} else {
		w.forgotten = true
	}
	return a.s.blank(a.t, k.id, line, upTo)
}

// looseRefs are the media that only a buyer's rows may have named. Prune looks whether anything else does.
const looseRefs = `INSERT INTO loose (ref) SELECT DISTINCT ref FROM (
		SELECT ref FROM inbox WHERE line = $2 UNION SELECT ref FROM message WHERE buyer = $1 UNION SELECT ref FROM card WHERE buyer = $1
	) AS r WHERE ref <> '' ON CONFLICT DO NOTHING`

// forgets blank what names the buyer $1. The books keep their rows with the amounts.
var forgets = []string{
	`UPDATE message SET addr = '', ref = '', body = '{}' WHERE buyer = $1 AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.id = message.id)`,
	`DELETE FROM card_press WHERE card IN (SELECT id FROM card WHERE buyer = $1 AND open = 0)`,
	`UPDATE card SET presses = 0, ref = '', body = '{}' WHERE buyer = $1 AND open = 0`,
	`DELETE FROM proof WHERE buyer = $1`,
	`DELETE FROM wish WHERE buyer = $1`,
	`UPDATE order_event SET note = '' WHERE number IN (SELECT number FROM orders WHERE buyer = $1)`,
	`UPDATE buyer SET name = '', address = '', phone = '', recipient = '', handled = 'bot', forgotten = 1 WHERE id = $1`,
	`DELETE FROM address WHERE buyer = $1`,
}

// blank forgets a buyer. What is still to be carried goes out first and is blanked by Prune; rows of the inbox keep their
// keys, so that a message that is delivered again stays known.
func (s *Store) blank(t tx, buyer int64, line string, upTo int64) error {
	if err := t.exec(looseRefs, buyer, line); err != nil {
		return err
	}
	if err := t.exec(`UPDATE inbox SET ref = '', fetching = 0, body = '{}' WHERE line = $1 AND id <= $2`, line, upTo); err != nil {
		return err
	}
	var orders []shop.Order
	err := t.query(`SELECT `+orderColumns+` FROM orders o WHERE o.buyer = $1`, func(r row) error {
		o, err := s.scanOrder(r)
		orders = append(orders, o)
		return err
	}, buyer)
	if err != nil {
		return err
	}
	for _, o := range orders {
		o.Recipient, o.Note = shop.Recipient{}, ""
		body, err := encode(o)
		if err != nil {
			return err
		}
		if err := t.exec(`UPDATE orders SET version = version + 1, body = $2 WHERE number = $1`, o.Number, body); err != nil {
			return err
		}
	}
	if err := t.exec(`UPDATE line SET memory = NULL WHERE key = $1`, line); err != nil {
		return err
	}
	for _, q := range forgets {
		if err := t.exec(q, buyer); err != nil {
			return err
		}
	}
	return nil
}
