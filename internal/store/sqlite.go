package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"

	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"

	"tokobot/internal/engine"
)

const (
	// liteReaders is how many connections read beside the one that writes.
	liteReaders = 2
	// liteCheckpoint is after how many pages of 4 KiB the log is written back: pages that are written again and again
	// are then written back once.
	liteCheckpoint = 4000
)

// lite is SQLite: one connection that writes, in the order in which it is asked, and a few that read.
type lite struct {
	path    string
	db      *sql.DB // whatsmeow's, and the migrations'
	pools   []*sql.DB
	writer  chan *liteConn // holds the one
	readers chan *liteConn
	lock    *os.File
	trap    func(string)
}

// liteConn is a connection with its prepared statements. It is used by one at a time.
type liteConn struct {
	conn  *sql.Conn
	stmts map[string]*sql.Stmt
}

func openLite(ctx context.Context, path string, trap func(string)) (*lite, error) {
	if dir := filepath.Dir(path); dir != "." {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return nil, fmt.Errorf("open %s: %w", path, err)
		}
	}
	lock, err := lockFile(path + ".lock")
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	// fdatasync is what SQLite itself commits with on Linux; the driver leaves the choice to the program.
	if _, err := sqlite.Fdatasync(true); err != nil && !errors.Is(err, sqlite.ErrFdatasyncUnavailable) {
		return nil, errors.Join(fmt.Errorf("open %s: %w", path, err), lock.Close())
	}
	l := &lite{
		path: path, lock: lock, trap: trap,
		writer: make(chan *liteConn, 1), readers: make(chan *liteConn, liteReaders),
	}
	if err := l.connect(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("open %s: %w", path, l.fault(err)), l.close())
	}
	return l, nil
}

func (l *lite) connect(ctx context.Context) (err error) {
	if l.db, err = l.pool(4, ""); err != nil {
		return err
	}
	w, err := l.pool(1, "")
	if err != nil {
		return err
	}
	r, err := l.pool(liteReaders, "&_pragma=query_only(1)")
	if err != nil {
		return err
	}
	wc, err := w.Conn(ctx)
	if err != nil {
		return err
	}
	l.writer <- &liteConn{wc, map[string]*sql.Stmt{}}
	// Nobody may hold the file now; a reader alone would not notice.
	if err := l.write(ctx, "open", func(tx) error { return nil }); err != nil {
		return err
	}
	for range liteReaders {
		rc, err := r.Conn(ctx)
		if err != nil {
			return err
		}
		l.readers <- &liteConn{rc, map[string]*sql.Stmt{}}
	}
	return nil
}

// pool opens a handle of its own. synchronous=FULL makes each commit durable; NORMAL would lose the last of them when the
// power goes.
func (l *lite) pool(size int, more string) (*sql.DB, error) {
	u := url.URL{Scheme: "file", Opaque: (&url.URL{Path: l.path}).EscapedPath()}
	db, err := sql.Open("sqlite", u.String()+"?_pragma=busy_timeout(5000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)"+
		"&_pragma=foreign_keys(1)&_txlock=immediate"+fmt.Sprintf("&_pragma=wal_autocheckpoint(%d)", liteCheckpoint)+more)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(size)
	db.SetMaxIdleConns(size)
	l.pools = append(l.pools, db)
	return db, nil
}

func (l *lite) close() error {
	var errs []error
	for len(l.readers) > 0 {
		errs = append(errs, (<-l.readers).close())
	}
	for len(l.writer) > 0 {
		errs = append(errs, (<-l.writer).close())
	}
	for _, p := range l.pools {
		errs = append(errs, p.Close())
	}
	return errors.Join(append(errs, l.lock.Close())...)
}

func (c *liteConn) close() error {
	var errs []error
	for _, s := range c.stmts {
		errs = append(errs, s.Close())
	}
	return errors.Join(append(errs, c.conn.Close())...)
}

// write runs f in a transaction. What is under way is not broken off when ctx ends: it is short, and a watched context
// costs a goroutine for each statement.
func (l *lite) write(ctx context.Context, name string, f func(tx) error) error {
	var c *liteConn
	select {
	case c = <-l.writer:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { l.writer <- c }()
	t := &liteTx{c}
	if err := t.exec("BEGIN IMMEDIATE"); err != nil {
		return l.fault(err)
	}
	open := true
	defer func() {
		if open {
			_ = t.exec("ROLLBACK") // its fault would hide the first one, and the next BEGIN shows it
		}
	}()
	if err := f(t); err != nil {
		return l.fault(err)
	}
	l.trap(name + before)
	if err := t.exec("COMMIT"); err != nil {
		return l.fault(err)
	}
	open = false
	l.trap(name + after)
	return nil
}

func (l *lite) single(ctx context.Context, name, q string, args ...any) error {
	var c *liteConn
	select {
	case c = <-l.writer:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { l.writer <- c }()
	l.trap(name + before)
	if err := (&liteTx{c}).exec(q, args...); err != nil {
		return l.fault(err)
	}
	l.trap(name + after)
	return nil
}

func (l *lite) read(ctx context.Context, snapshot bool, f func(tx) error) error {
	var c *liteConn
	select {
	case c = <-l.readers:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { l.readers <- c }()
	t := &liteTx{c}
	if snapshot {
		if err := t.exec("BEGIN"); err != nil {
			return l.fault(err)
		}
		defer func() { _ = t.exec("ROLLBACK") }() // nothing was written
	}
	return l.fault(f(t))
}

// fault marks errors that have a meaning for callers.
func (l *lite) fault(err error) error {
	var se *sqlite.Error
	if errors.As(err, &se) && !errors.Is(err, ErrLocked) {
		switch se.Code() & 0xff {
		case lib.SQLITE_BUSY, lib.SQLITE_LOCKED:
			return errors.Join(ErrLocked, err)
		}
	}
	return err
}

func (l *lite) again(error) bool { return false }

func (l *lite) unique(err error) bool {
	var se *sqlite.Error
	return errors.As(err, &se) && (se.Code() == lib.SQLITE_CONSTRAINT_UNIQUE || se.Code() == lib.SQLITE_CONSTRAINT_PRIMARYKEY)
}

// down takes everything but a broken constraint for the database's own trouble: the disk is full, the file is gone.
func (l *lite) down(err error) bool {
	var se *sqlite.Error
	if errors.As(err, &se) {
		switch se.Code() & 0xff {
		case lib.SQLITE_CONSTRAINT, lib.SQLITE_TOOBIG, lib.SQLITE_MISMATCH, lib.SQLITE_RANGE, lib.SQLITE_ERROR:
			return false
		}
		return true
	}
	return errors.Is(err, sql.ErrConnDone) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}

// liteTx runs everything at once.
type liteTx struct{ c *liteConn }

func (t *liteTx) stmt(q string) (*sql.Stmt, error) {
	if s, ok := t.c.stmts[q]; ok {
		return s, nil
	}
	s, err := t.c.conn.PrepareContext(context.Background(), dialect(q, onlyPostgres))
	if err != nil {
		return nil, fmt.Errorf("prepare %q: %w", q, err)
	}
	t.c.stmts[q] = s
	return s, nil
}

func (t *liteTx) query(q string, scan func(row) error, args ...any) error {
	s, err := t.stmt(q)
	if err != nil {
		return err
	}
	rows, err := s.QueryContext(context.Background(), args...)
	if err != nil {
		return err
	}
	for rows.Next() {
		if err := scan(rows); err != nil {
			return errors.Join(err, rows.Close())
		}
	}
	return errors.Join(rows.Err(), rows.Close())
}

func (t *liteTx) ask(q string, scan func(row) error, args ...any) error {
	return t.query(q, scan, args...)
}

func (t *liteTx) exec(q string, args ...any) error {
	_, err := t.run(q, args)
	return err
}

func (t *liteTx) run(q string, args []any) (int64, error) {
	s, err := t.stmt(q)
	if err != nil {
		return 0, err
	}
	r, err := s.ExecContext(context.Background(), args...)
	if err != nil {
		return 0, err
	}
	return r.RowsAffected()
}

func (t *liteTx) changed(q string, args ...any) (bool, error) {
	n, err := t.run(q, args)
	return n > 0, err
}

func (t *liteTx) must(q string, args ...any) error {
	n, err := t.run(q, args)
	if err == nil && n == 0 {
		return engine.ErrRefused
	}
	return err
}

func (t *liteTx) each(q string, n int, columns ...column) error {
	args := make([]any, len(columns))
	for i := range n {
		for j, c := range columns {
			args[j] = c.at(i)
		}
		if err := t.exec(q, args...); err != nil {
			return err
		}
	}
	return nil
}

func (t *liteTx) among(q string, values column, scan func(row) error) error {
	for i := range values.size() {
		if err := t.query(q, scan, values.at(i)); err != nil {
			return err
		}
	}
	return nil
}
