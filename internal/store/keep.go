package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"tokobot/internal/engine"
	"tokobot/internal/shop"
)

// Unfetched implements engine.Store.
func (s *Store) Unfetched(ctx context.Context, channel shop.Channel, limit int) ([]shop.Input, error) {
	var all []shop.Input
	err := s.db.read(ctx, false, func(t tx) error {
		return t.query(`SELECT id, body FROM inbox WHERE fetching = 1 AND channel = $1 ORDER BY id LIMIT $2`, func(r row) error {
			var id int64
			var body string
			if err := r.Scan(&id, &body); err != nil {
				return err
			}
			in, err := s.input(id, body)
			all = append(all, in)
			return err
		}, string(channel), int64(limit))
	})
	if err != nil {
		return nil, fmt.Errorf("unfetched: %w", err)
	}
	return all, nil
}

// Fetched implements engine.Store. An input that is not waited for any more is left as it is.
func (s *Store) Fetched(ctx context.Context, _ time.Time, input int64, media shop.Media) error {
	err := s.write(ctx, "fetched", func(t tx) error {
		var line, body string
		// The line first, as everybody locks it.
		err := t.query(`SELECT l.key FROM line l WHERE l.key = (SELECT line FROM inbox WHERE id = $1 AND fetching = 1)
			FOR UPDATE -- postgres`, func(r row) error { return r.Scan(&line) }, input)
		if err != nil {
			return err
		}
		err = t.query(`SELECT body FROM inbox WHERE id = $1 AND fetching = 1`, func(r row) error { return r.Scan(&body) }, input)
		if err != nil || line == "" || body == "" {
			return err
		}
		in, err := s.input(input, body)
		if err != nil {
			return err
		}
		media.Fetch = nil
		in.Media = &media
		if body, err = encode(in.Arrival); err != nil {
			return err
		}
		if err := t.exec(`UPDATE inbox SET fetching = 0, ref = $2, body = $3 WHERE id = $1`, input, clean(media.Ref), body); err != nil {
			return err
		}
		return t.exec(`UPDATE line SET unfetched = unfetched - 1 WHERE key = $1 AND unfetched > 0 AND done < $2`, line, input)
	})
	if err != nil {
		return fmt.Errorf("fetched: %w", err)
	}
	return nil
}

// Seed implements engine.Store.
func (s *Store) Seed(ctx context.Context, now time.Time, initial map[string]int) error {
	err := s.write(ctx, "seed", func(t tx) error {
		known := map[string]bool{}
		err := t.query(`SELECT sku FROM stock`, func(r row) error {
			var sku string
			err := r.Scan(&sku)
			known[sku] = true
			return err
		})
		if err != nil {
			return err
		}
		skus := make(texts, 0, len(initial))
		for sku := range initial {
			if sku = clean(sku); !known[sku] {
				skus = append(skus, sku)
			}
		}
		skus = sorted(skus)
		pieces, keys := make(ints, len(skus)), make(texts, len(skus))
		at, why := make(ints, len(skus)), make(texts, len(skus))
		for i, sku := range skus {
			pieces[i] = int64(max(0, initial[sku]))
			keys[i], at[i], why[i] = "awal/"+sku, us(now), string(shop.WhyInitial)
		}
		err = t.each(`INSERT INTO stock (sku, on_hand, reserved)
			SELECT sku, n, 0 FROM unnest($1::text[], $2::bigint[]) AS u (sku, n) -- postgres
			VALUES ($1, $2, 0) -- sqlite`, len(skus), skus, pieces)
		if err != nil {
			return err
		}
		return t.each(`INSERT INTO stock_book (key, at, sku, on_hand, reserved, after, why, number, who, note)
			SELECT key, at, sku, n, 0, n, why, '', '', '' -- postgres
				FROM unnest($1::text[], $2::bigint[], $3::text[], $4::bigint[], $5::text[]) AS u (key, at, sku, n, why) ORDER BY sku -- postgres
			VALUES ($1, $2, $3, $4, 0, $4, $5, '', '', '') -- sqlite
			`, len(skus), keys, at, skus, pieces, why)
	})
	if err != nil {
		return fmt.Errorf("seed: %w", err)
	}
	return nil
}

// Parked implements engine.Store, newest last.
func (s *Store) Parked(ctx context.Context) ([]engine.Parked, error) {
	var all []engine.Parked
	err := s.db.read(ctx, false, func(t tx) error {
		return t.query(`SELECT line, dest, what, err, at FROM parked ORDER BY id`, func(r row) error {
			var p engine.Parked
			var at int64
			err := r.Scan(&p.Line, &p.To, &p.What, &p.Err, &at)
			p.At = s.time(at)
			all = append(all, p)
			return err
		})
	})
	if err != nil {
		return nil, fmt.Errorf("parked: %w", err)
	}
	return all, nil
}

// pairGroup ties a chat to a group.
const pairGroup = `INSERT INTO staff_group (name, chat) VALUES ($1, $2)
	ON CONFLICT (name) DO UPDATE SET chat = excluded.chat`

// Groups implements engine.Store.
func (s *Store) Groups(ctx context.Context) (map[shop.Group]string, error) {
	groups := map[shop.Group]string{}
	err := s.db.read(ctx, false, func(t tx) error {
		return t.query(`SELECT name, chat FROM staff_group`, func(r row) error {
			var name, chat string
			err := r.Scan(&name, &chat)
			groups[shop.Group(name)] = chat
			return err
		})
	})
	if err != nil {
		return nil, fmt.Errorf("groups: %w", err)
	}
	return groups, nil
}

// Move ties every group of one chat to another, when the channel gives the chat a new name.
func (s *Store) Move(ctx context.Context, from, to string) error {
	err := s.write(ctx, "move", func(t tx) error {
		return t.exec(`UPDATE staff_group SET chat = $2 WHERE chat = $1`, clean(from), clean(to))
	})
	if err != nil {
		return fmt.Errorf("move: %w", err)
	}
	return nil
}

// Lease implements engine.Store.
func (s *Store) Lease(ctx context.Context, name, holder string, now time.Time, ttl time.Duration) (bool, error) {
	err := s.write(ctx, "lease", func(t tx) error {
		return t.must(`INSERT INTO lease (name, holder, until) VALUES ($1, $2, $3)
			ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until
			WHERE lease.holder = excluded.holder OR lease.until <= $4`, clean(name), clean(holder), us(now.Add(ttl)), us(now))
	})
	if errors.Is(err, engine.ErrRefused) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("lease: %w", err)
	}
	return true, nil
}
