package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

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
	db      *sql.DB        // whatsmeow's, and the migrations'
	writer  chan *liteConn // holds the one
	readers chan *liteConn
	lock    *os.File
	trap    func(string)
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
	if l.db, err = l.pool(4); err != nil {
		return err
	}
	w, err := openConn(l.path, liteSettings...)
	if err != nil {
		return err
	}
	l.writer <- w
	// Nobody may hold the file now; a reader alone would not notice.
	if err := l.write(ctx, "open", func(tx) error { return nil }); err != nil {
		return err
	}
	for range liteReaders {
		r, err := openConn(l.path, append(slices.Clone(liteSettings), "PRAGMA query_only = 1")...)
		if err != nil {
			return err
		}
		l.readers <- r
	}
	return nil
}

// liteSettings are those of every connection. synchronous=FULL makes each commit durable; NORMAL would lose the last of them
// when the power goes.
var liteSettings = []string{
	"PRAGMA busy_timeout = 5000", "PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "PRAGMA foreign_keys = 1",
	fmt.Sprintf("PRAGMA wal_autocheckpoint = %d", liteCheckpoint),
}

// pool opens a handle for those who need database/sql.
func (l *lite) pool(size int) (*sql.DB, error) {
	u := url.URL{Scheme: "file", Opaque: (&url.URL{Path: l.path}).EscapedPath()}
	set := url.Values{"_txlock": {"immediate"}}
	for _, s := range liteSettings {
		name, value, _ := strings.Cut(strings.TrimPrefix(s, "PRAGMA "), " = ")
		set.Add("_pragma", name+"("+value+")")
	}
	db, err := sql.Open("sqlite", u.String()+"?"+set.Encode())
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(size)
	db.SetMaxIdleConns(size)
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
	if l.db != nil {
		errs = append(errs, l.db.Close())
	}
	return errors.Join(append(errs, l.lock.Close())...)
}

// stretch makes the log as long as it gets before it is written back, with zeros, which to SQLite are the end of it. A file
// that grows costs every commit half as much again: its new length has to become durable too. Nobody may be writing.
func (l *lite) stretch() error {
	f, err := os.OpenFile(l.path+"-wal", os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	info, err := f.Stat()
	if err != nil {
		return errors.Join(err, f.Close())
	}
	const whole = liteCheckpoint*(4096+24) + 32
	zeros := make([]byte, 1<<18)
	for at := info.Size(); at < whole; at += int64(len(zeros)) {
		if _, err := f.WriteAt(zeros, at); err != nil {
			return errors.Join(err, f.Truncate(info.Size()), f.Close())
		}
	}
	go func() {
		_ = f.Sync() // else the first commit would wait for it; what becomes of it is no matter
		_ = f.Close()
	}()
	return nil
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
	code, ok := liteCode(err)
	if ok && !errors.Is(err, ErrLocked) && (code&0xff == lib.SQLITE_BUSY || code&0xff == lib.SQLITE_LOCKED) {
		return errors.Join(ErrLocked, err)
	}
	return err
}

func (l *lite) again(error) bool { return false }

func (l *lite) unique(err error) bool {
	code, _ := liteCode(err)
	return code == lib.SQLITE_CONSTRAINT_UNIQUE || code == lib.SQLITE_CONSTRAINT_PRIMARYKEY
}

// down takes everything but a broken constraint for the database's own trouble: the disk is full, the file is gone.
func (l *lite) down(err error) bool {
	code, ok := liteCode(err)
	if !ok {
		return errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
	}
	switch code & 0xff {
	case lib.SQLITE_CONSTRAINT, lib.SQLITE_TOOBIG, lib.SQLITE_MISMATCH, lib.SQLITE_RANGE, lib.SQLITE_ERROR:
		return false
	}
	return true
}

// liteTx runs everything at once.
type liteTx struct{ c *liteConn }

func (t *liteTx) query(q string, scan func(row) error, args ...any) error {
	return t.c.query(q, scan, args)
}

func (t *liteTx) ask(q string, scan func(row) error, args ...any) error {
	return t.c.query(q, scan, args)
}

func (t *liteTx) exec(q string, args ...any) error { return t.c.query(q, nil, args) }

func (t *liteTx) changed(q string, args ...any) (bool, error) {
	n, err := t.c.run(q, args)
	return n > 0, err
}

func (t *liteTx) must(q string, args ...any) error {
	n, err := t.c.run(q, args)
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
