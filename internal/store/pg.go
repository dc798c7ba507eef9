package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net"
	"sync"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"

	"tokobot/internal/engine"
)

// pgConns is how many connections a process uses at least; a pool_max_conns in the URL that is higher counts.
const pgConns = 10

// pg is PostgreSQL.
type pg struct {
	pool  *pgxpool.Pool
	sql   *sql.DB
	trap  func(string)
	texts sync.Map // query → the text for PostgreSQL
}

// planner are settings of our connections. The queries are short, known, and all go by an index: compiling them, or planning
// them anew for each value, costs more than they do. A plan that is kept must not be one that was good when the tables were
// empty, which is what the planner sees first: without these it hashes the whole inbox for one message.
var planner = map[string]string{
	"jit": "off", "plan_cache_mode": "force_generic_plan",
	"enable_seqscan": "off", "enable_bitmapscan": "off", "enable_hashjoin": "off", "enable_mergejoin": "off",
}

func openPG(ctx context.Context, url string, trap func(string)) (*pg, error) {
	c, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, fmt.Errorf("database url: %w", err)
	}
	c.MaxConns = max(c.MaxConns, pgConns)
	for name, value := range planner {
		if _, given := c.ConnConfig.RuntimeParams[name]; !given {
			c.ConnConfig.RuntimeParams[name] = value
		}
	}
	pool, err := pgxpool.NewWithConfig(ctx, c)
	if err != nil {
		return nil, fmt.Errorf("database: %w", err)
	}
	if err := pool.Ping(ctx); err != nil {
		pool.Close()
		return nil, fmt.Errorf("database: %w", err)
	}
	return &pg{pool: pool, sql: stdlib.OpenDBFromPool(pool), trap: trap}, nil
}

func (p *pg) close() error {
	err := p.sql.Close()
	p.pool.Close()
	return err
}

func (p *pg) text(q string) string {
	if t, ok := p.texts.Load(q); ok {
		return t.(string)
	}
	t := dialect(q, onlySQLite)
	p.texts.Store(q, t)
	return t
}

// write runs f in a transaction at READ COMMITTED: rows that must not change are locked, and what else a decision relied on
// is guarded where it is written.
func (p *pg) write(ctx context.Context, name string, f func(tx) error) error {
	conn, err := p.pool.Acquire(ctx)
	if err != nil {
		return err
	}
	t := &pgTx{ctx: ctx, p: p, conn: conn.Conn()}
	done := false
	defer func() {
		if !done {
			t.rollback()
		}
		conn.Release()
	}()
	t.queue("BEGIN")
	if err := f(t); err != nil {
		return err
	}
	if t.guarded {
		if err := t.flush(); err != nil {
			return err
		}
	}
	p.trap(name + before)
	t.queue("COMMIT")
	if err := t.flush(); err != nil {
		return err
	}
	done = true
	p.trap(name + after)
	return nil
}

func (p *pg) read(ctx context.Context, snapshot bool, f func(tx) error) error {
	conn, err := p.pool.Acquire(ctx)
	if err != nil {
		return err
	}
	defer conn.Release()
	t := &pgTx{ctx: ctx, p: p, conn: conn.Conn()}
	if snapshot {
		t.queue("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
		defer t.rollback()
	}
	return f(t)
}

func code(err error) string {
	var pe *pgconn.PgError
	if errors.As(err, &pe) {
		return pe.Code
	}
	return ""
}

// again: serialization failure and deadlock.
func (p *pg) again(err error) bool { return code(err) == "40001" || code(err) == "40P01" }

func (p *pg) unique(err error) bool { return code(err) == "23505" }

func (p *pg) down(err error) bool {
	if c := code(err); c != "" {
		switch c[:2] {
		case "08", "25", "53", "55", "57", "58", "XX": // connection, transaction, resources, operator, system
			return true
		}
		return false
	}
	var ne net.Error
	var ce *pgconn.ConnectError
	return errors.As(err, &ne) || errors.As(err, &ce) || pgconn.SafeToRetry(err) || errors.Is(err, context.Canceled) ||
		errors.Is(err, context.DeadlineExceeded) || errors.Is(err, sql.ErrConnDone) || errors.Is(err, errBroken)
}

// errBroken marks faults of the connection itself.
var errBroken = errors.New("connection broken")

// pgTx queues what has no rows to give.
type pgTx struct {
	ctx     context.Context
	p       *pg
	conn    *pgx.Conn
	batch   pgx.Batch
	guarded bool // some queued guard has not been heard of: the commit must not travel with it
}

func (t *pgTx) queue(q string, args ...any) *pgx.QueuedQuery {
	return t.batch.Queue(t.p.text(q), args...)
}

// flush sends what is queued in one round trip.
func (t *pgTx) flush() error {
	if t.batch.Len() == 0 {
		return nil
	}
	b := t.batch
	t.batch, t.guarded = pgx.Batch{}, false
	err := t.conn.SendBatch(t.ctx, &b).Close()
	if err != nil && t.conn.IsClosed() {
		return errors.Join(errBroken, err)
	}
	return err
}

// rollback ends a transaction that may be in any state; a connection that can't is not used again.
func (t *pgTx) rollback() {
	if t.conn.IsClosed() || t.conn.PgConn().TxStatus() == 'I' {
		return
	}
	ctx := context.WithoutCancel(t.ctx)
	if _, err := t.conn.Exec(ctx, "ROLLBACK"); err != nil {
		_ = t.conn.Close(ctx) // the pool makes another
	}
}

func (t *pgTx) query(q string, scan func(row) error, args ...any) error {
	if err := t.ask(q, scan, args...); err != nil {
		return err
	}
	return t.flush()
}

func (t *pgTx) ask(q string, scan func(row) error, args ...any) error {
	t.queue(q, args...).Query(func(rows pgx.Rows) error {
		for rows.Next() {
			if err := scan(rows); err != nil {
				return err
			}
		}
		return rows.Err()
	})
	return nil
}

func (t *pgTx) exec(q string, args ...any) error {
	t.queue(q, args...)
	return nil
}

func (t *pgTx) changed(q string, args ...any) (touched bool, err error) {
	t.queue(q, args...).Exec(func(ct pgconn.CommandTag) error {
		touched = ct.RowsAffected() > 0
		return nil
	})
	err = t.flush()
	return touched, err
}

func (t *pgTx) must(q string, args ...any) error {
	t.guarded = true
	t.queue(q, args...).Exec(func(ct pgconn.CommandTag) error {
		if ct.RowsAffected() == 0 {
			return engine.ErrRefused
		}
		return nil
	})
	return nil
}

func (t *pgTx) each(q string, n int, columns ...column) error {
	if n == 0 {
		return nil
	}
	args := make([]any, len(columns))
	for i, c := range columns {
		args[i] = c.array()
	}
	return t.exec(q, args...)
}

func (t *pgTx) among(q string, values column, scan func(row) error) error {
	return t.query(q, scan, values.array())
}

func (p *pg) single(ctx context.Context, name, q string, args ...any) error {
	return p.singleQuery(ctx, name, q, func(row) error { return nil }, args...)
}

// singleQuery is single with rows.
func (p *pg) singleQuery(ctx context.Context, name, q string, scan func(row) error, args ...any) error {
	p.trap(name + before)
	err := p.read(ctx, false, func(t tx) error { return t.query(q, scan, args...) })
	if err == nil {
		p.trap(name + after)
	}
	return err
}

// Empty tells whether the PostgreSQL database at an address has no tables yet.
func Empty(ctx context.Context, address string) (bool, error) {
	c, err := pgxpool.ParseConfig(address)
	if err != nil {
		return false, fmt.Errorf("database url: %w", err)
	}
	conn, err := pgx.ConnectConfig(ctx, c.ConnConfig)
	if err != nil {
		return false, fmt.Errorf("database: %w", err)
	}
	var tables int
	err = conn.QueryRow(ctx, "SELECT count(*) FROM information_schema.tables WHERE table_schema = current_schema()").Scan(&tables)
	if err = errors.Join(err, conn.Close(ctx)); err != nil {
		return false, fmt.Errorf("look into the database: %w", err)
	}
	return tables == 0, nil
}
