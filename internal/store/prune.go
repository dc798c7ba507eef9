package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"tokobot/internal/engine"
	"tokobot/internal/shop"
)

// prunes delete what is older than $1 and not waiting. The newest row of inbox and message stays whatever its age: SQLite
// would give its number out again, and numbers are parts of keys.
var prunes = []string{
	`INSERT INTO loose (ref) SELECT DISTINCT ref FROM (
		SELECT i.ref FROM inbox i LEFT JOIN line l ON l.key = i.line WHERE i.at < $1 AND i.id <= COALESCE(l.done, i.id)
		UNION SELECT m.ref FROM message m WHERE m.at < $1 UNION SELECT c.ref FROM card c WHERE c.created < $1 AND c.open = 0
	) AS r WHERE ref <> '' ON CONFLICT DO NOTHING`,
	`UPDATE inbox SET ref = '', body = '{}' WHERE at < $1 AND id = (SELECT MAX(id) FROM inbox)
		AND id <= COALESCE((SELECT done FROM line l WHERE l.key = inbox.line), id)`,
	`DELETE FROM inbox WHERE at < $1 AND id < (SELECT MAX(id) FROM inbox)
		AND id <= COALESCE((SELECT done FROM line l WHERE l.key = inbox.line), id)`,
	`UPDATE message SET addr = '', ref = '', body = '{}' WHERE at < $1 AND id = (SELECT MAX(id) FROM message)
		AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.id = message.id)`,
	`DELETE FROM message WHERE at < $1 AND id < (SELECT MAX(id) FROM message)
		AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.id = message.id)`,
	`DELETE FROM parked WHERE at < $1`,
}

// blankForgotten takes away what was still on its way to buyers when they were forgotten.
const blankForgotten = `UPDATE message SET addr = '', ref = '', body = '{}' WHERE body <> '{}'
	AND buyer IN (SELECT id FROM buyer WHERE forgotten = 1) AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.id = message.id)`

// albums are the messages of several files; their ref names none of them. The older than $1 lose theirs with the message.
const albums = `SELECT body, CASE WHEN at < $1 AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.id = message.id) THEN 1 ELSE 0 END
	FROM message WHERE body LIKE '%"album":[%'`

// unnamed are the loose media that no row names.
const unnamed = `SELECT ref FROM loose x WHERE NOT EXISTS (SELECT 1 FROM inbox WHERE ref = x.ref)
	AND NOT EXISTS (SELECT 1 FROM message WHERE ref = x.ref) AND NOT EXISTS (SELECT 1 FROM card WHERE ref = x.ref) ORDER BY ref`

// named tells that a row names a loose ref.
const named = `EXISTS (SELECT 1 FROM inbox WHERE ref = loose.ref) OR EXISTS (SELECT 1 FROM message WHERE ref = loose.ref)
	OR EXISTS (SELECT 1 FROM card WHERE ref = loose.ref)`

// Prune implements engine.Store. Closed cards older than before lose their picture. Refs stay loose until their files are gone, so that an
// end of the program in between leaves none behind.
func (s *Store) Prune(ctx context.Context, before time.Time) ([]string, error) {
	var refs []string
	err := s.write(ctx, "prune", func(t tx) error {
		refs = nil
		kept, err := looseAlbums(t, before)
		if err != nil {
			return err
		}
		for _, q := range prunes {
			if err := t.exec(q, us(before)); err != nil {
				return err
			}
		}
		if err := t.exec(blankForgotten); err != nil {
			return err
		}
		if err := pruneCards(t, before); err != nil {
			return err
		}
		err = t.query(unnamed, func(r row) error {
			var ref string
			err := r.Scan(&ref)
			if !kept[ref] {
				refs = append(refs, ref)
			}
			return err
		})
		if err != nil {
			return err
		}
		for ref := range kept {
			if err := t.exec(`DELETE FROM loose WHERE ref = $1`, ref); err != nil {
				return err
			}
		}
		return t.exec(`DELETE FROM loose WHERE ` + named)
	})
	if err != nil {
		return nil, fmt.Errorf("prune: %w", err)
	}
	return refs, nil
}

// Discard implements engine.Store.
func (s *Store) Discard(ctx context.Context, ref string, remove func(context.Context, string) error) error {
	again := true
	err := s.db.read(ctx, false, func(t tx) error {
		return t.query(`SELECT 1 FROM loose WHERE ref = $1 AND NOT (`+named+`)`, func(r row) error {
			again = false
			return r.Scan(new(int64))
		}, ref)
	})
	if err == nil && !again {
		err = remove(ctx, ref)
	}
	if err == nil {
		err = s.write(ctx, "discard", func(t tx) error { return t.exec(`DELETE FROM loose WHERE ref = $1`, ref) })
	}
	if err != nil {
		return fmt.Errorf("discard %s: %w", ref, err)
	}
	return nil
}

// looseAlbums puts the files of old albums among the loose media, and tells those that a newer one still shows.
func looseAlbums(t tx, before time.Time) (kept map[string]bool, err error) {
	kept = map[string]bool{}
	var old []string
	err = t.query(albums, func(r row) error {
		var body string
		var over int64
		if err := r.Scan(&body, &over); err != nil {
			return err
		}
		var c content
		if err := json.Unmarshal([]byte(body), &c); err != nil {
			return fmt.Errorf("album: %w", err)
		}
		for _, m := range c.Album {
			if over == 1 {
				old = append(old, m.Ref)
			} else {
				kept[m.Ref] = true
			}
		}
		return nil
	}, us(before))
	if err != nil {
		return nil, err
	}
	for _, ref := range old {
		if err := t.exec(`INSERT INTO loose (ref) VALUES ($1) ON CONFLICT DO NOTHING`, ref); err != nil {
			return nil, err
		}
	}
	return kept, nil
}

// pruneCards takes the picture off closed cards.
func pruneCards(t tx, before time.Time) error {
	bodies := map[string]string{}
	err := t.query(`SELECT id, body FROM card WHERE open = 0 AND ref <> '' AND created < $1`, func(r row) error {
		var id, body string
		err := r.Scan(&id, &body)
		bodies[id] = body
		return err
	}, us(before))
	if err != nil {
		return err
	}
	for id, body := range bodies {
		var b cardBody
		if err := json.Unmarshal([]byte(body), &b); err != nil {
			return fmt.Errorf("card %s: %w", id, err)
		}
		b.Media = nil
		if body, err = encode(b); err != nil {
			return err
		}
		if err := t.exec(`UPDATE card SET ref = '', body = $2 WHERE id = $1`, id, body); err != nil {
			return err
		}
	}
	return nil
}

// Dump implements engine.Store.
func (s *Store) Dump(ctx context.Context, to engine.Dump) error {
	err := s.db.read(ctx, true, func(t tx) error {
		if to.Order != nil {
			err := t.query(`SELECT `+orderColumns+`, b.address FROM orders o JOIN buyer b ON b.id = o.buyer ORDER BY o.number`, func(r row) error {
				var address string
				o, err := s.scanOrder(withAddress{r, &address})
				if err != nil {
					return err
				}
				return to.Order(o, address)
			})
			if err != nil {
				return err
			}
		}
		if to.Stock != nil {
			err := t.query(`SELECT sku, on_hand, reserved FROM stock ORDER BY sku`, func(r row) error {
				var x shop.Stock
				if err := r.Scan(&x.SKU, &x.OnHand, &x.Reserved); err != nil {
					return err
				}
				return to.Stock(x)
			})
			if err != nil {
				return err
			}
		}
		if to.Cash != nil {
			err := t.query(cashColumns+`ORDER BY c.at, c.key`, func(r row) error {
				l, err := s.scanCash(r)
				if err != nil {
					return err
				}
				return to.Cash(l)
			})
			if err != nil {
				return err
			}
		}
		if to.Chat == nil {
			return nil
		}
		return t.query(`SELECT address, handled FROM buyer WHERE merged = 0 AND address <> '' ORDER BY address`, func(r row) error {
			var address, handled string
			if err := r.Scan(&address, &handled); err != nil {
				return err
			}
			return to.Chat(address, shop.Handler(handled))
		})
	})
	if err != nil {
		return fmt.Errorf("dump: %w", err)
	}
	return nil
}

// withAddress scans one column more than is asked for.
type withAddress struct {
	row
	address *string
}

func (w withAddress) Scan(dest ...any) error { return w.row.Scan(append(dest, w.address)...) }
