package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// ChannelState is how the buyers' channel stands, as its own words have it.
type ChannelState struct {
	State        string
	Since, Until time.Time // Until is zero when nobody knows
	Why          string
}

const (
	keepState = `INSERT INTO channel_state (account, state, since, until, why) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (account) DO UPDATE SET state = excluded.state, since = excluded.since, until = excluded.until, why = excluded.why`
	keptState = `SELECT state, since, until, why FROM channel_state WHERE account = $1`
	isHeld    = `SELECT 1 FROM lease WHERE name = $1 AND until > $2`
)

// KeepState writes how a number of the shop's stands.
func (s *Store) KeepState(ctx context.Context, account string, c ChannelState) error {
	err := s.write(ctx, "state", func(t tx) error {
		return t.exec(keepState, clean(account), clean(c.State), us(c.Since), us(c.Until), clean(c.Why))
	})
	if err != nil {
		return fmt.Errorf("keep state: %w", err)
	}
	return nil
}

// KeptState is what was kept last of a number, false when nothing was.
func (s *Store) KeptState(ctx context.Context, account string) (c ChannelState, found bool, err error) {
	err = s.db.read(ctx, false, func(t tx) error {
		c, found = ChannelState{}, false
		return t.query(keptState, func(r row) error {
			found = true
			return c.scan(r, s.o.Zone)
		}, clean(account))
	})
	if err != nil {
		return c, false, fmt.Errorf("kept state: %w", err)
	}
	return c, found, nil
}

func (c *ChannelState) scan(r row, zone *time.Location) error {
	var since, until int64
	if err := r.Scan(&c.State, &since, &until, &c.Why); err != nil {
		return err
	}
	at := func(us int64) (t time.Time) {
		if us == 0 {
			return t
		}
		return time.UnixMicro(us).In(zone)
	}
	c.Since, c.Until = at(since), at(until)
	return nil
}

// Held tells whether some process has a lease at a moment.
func (s *Store) Held(ctx context.Context, name string, now time.Time) (held bool, err error) {
	err = s.db.read(ctx, false, func(t tx) error {
		held = false
		return t.query(isHeld, func(r row) error {
			var one int64
			held = true
			return r.Scan(&one)
		}, clean(name), us(now))
	})
	if err != nil {
		return false, fmt.Errorf("lease: %w", err)
	}
	return held, nil
}

// StateOfRunning reads what the program that has the SQLite file at path keeps of a number; false when it kept nothing.
func StateOfRunning(ctx context.Context, path, account string, zone *time.Location) (c ChannelState, found bool, err error) {
	err = onlyRead(path, func(db *sql.DB) error {
		rows, err := db.QueryContext(ctx, keptState, account)
		if err != nil {
			return err
		}
		defer func() { _ = rows.Close() }() // only read
		for rows.Next() {
			found = true
			if err := c.scan(rows, zone); err != nil {
				return err
			}
		}
		return rows.Err()
	})
	if err != nil {
		return c, false, fmt.Errorf("state of the running shop: %w", err)
	}
	return c, found, nil
}
