package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"time"

	"go.mau.fi/util/dbutil"

	"tokobot/internal/engine"
	"tokobot/migrations"
)

// Options is what a store is told from outside.
type Options struct {
	// Zone is the shop's; times in turns and facts are in it. nil is UTC.
	Zone *time.Location
	// NewID chooses the id of a message to a buyer when its row is written; nil makes one of the row's key.
	NewID func(key string) string
	Log   *slog.Logger // nil is silent
	// Media keeps the files that the program makes; without it a File in an effect is an error.
	Media Media
	// Trap is called before and after every commit, with what it is; tests end the program there. A store whose Trap
	// panicked can still be closed.
	Trap func(point string)
}

// Media is the part of the media folder that the store needs.
type Media interface {
	Put(ctx context.Context, name string, data []byte) (ref string, err error)
	Get(ctx context.Context, ref string) ([]byte, error)
}

var (
	// ErrNewerSchema says that a newer version of the program wrote the database.
	ErrNewerSchema = errors.New("database was written by a newer version of tokobot")
	// ErrLocked says that another program has the SQLite file.
	ErrLocked = errors.New("database is in use by another program")
)

const (
	before = ": before commit"
	after  = ": after commit"
)

// Store implements engine.Store. It is safe for concurrent calls.
type Store struct {
	o        Options
	db       database
	sql      *sql.DB
	postgres bool

	mu sync.Mutex
	// carried is what the parcels on their way were handed out with; see Outbox. Without it nothing goes wrong: more is
	// looked up, and a card may be drawn once more.
	carried map[int64]handed
	outside map[string]bool // lines that are being worked by themselves, see enter
}

var _ engine.Store = (*Store)(nil)

// Open opens the database at url, postgres://… or the path of a SQLite file (sqlite:path also), and brings its schema up to
// date. The errors to be told apart are ErrNewerSchema and ErrLocked.
func Open(ctx context.Context, url string, o Options) (*Store, error) {
	if o.Zone == nil {
		o.Zone = time.UTC
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.NewID == nil {
		o.NewID = idOf
	}
	if o.Trap == nil {
		o.Trap = func(string) {}
	}
	if url == "" {
		return nil, errors.New("open store: the database has no name")
	}
	s := &Store{o: o, carried: map[int64]handed{}}
	if strings.HasPrefix(url, "postgres://") || strings.HasPrefix(url, "postgresql://") {
		p, err := openPG(ctx, url, o.Trap)
		if err != nil {
			return nil, fmt.Errorf("open store: %w", err)
		}
		s.db, s.sql, s.postgres = p, p.sql, true
	} else {
		l, err := openLite(ctx, strings.TrimPrefix(url, "sqlite:"), o.Trap)
		if err != nil {
			return nil, fmt.Errorf("open store: %w", err)
		}
		s.db, s.sql = l, l.db
	}
	if err := s.upgrade(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("open store: %w", err), s.Close())
	}
	if l, ok := s.db.(*lite); ok {
		if err := l.stretch(); err != nil {
			o.Log.Warn("the database's log could not be made longer beforehand", "err", err)
		}
	}
	return s, nil
}

// upgradeLock is PostgreSQL's advisory lock that lets one process at a time upgrade.
const upgradeLock = 7_470_226_001

// upgrade runs the migrations that the database does not have yet.
func (s *Store) upgrade(ctx context.Context) error {
	db, err := dbutil.NewWithDB(s.sql, s.Dialect())
	if err != nil {
		return fmt.Errorf("upgrade: %w", err)
	}
	db.VersionTable = "tokobot_version"
	db.UpgradeTable = dbutil.BuildUpgradeTable().WithFS(migrations.Files).Finish()
	if s.postgres {
		lock, err := s.sql.Conn(ctx)
		if err != nil {
			return fmt.Errorf("upgrade: %w", err)
		}
		defer func() { _ = lock.Close() }() // gives it back to the pool, nothing to lose
		if _, err := lock.ExecContext(ctx, "SELECT pg_advisory_lock($1)", upgradeLock); err != nil {
			return fmt.Errorf("upgrade: %w", err)
		}
		defer func() {
			_, err := lock.ExecContext(context.WithoutCancel(ctx), "SELECT pg_advisory_unlock($1)", upgradeLock)
			if err != nil {
				s.o.Log.Error("unlock after upgrade", "err", err)
			}
		}()
	}
	err = db.Upgrade(ctx)
	if errors.Is(err, dbutil.ErrUnsupportedDatabaseVersion) {
		return fmt.Errorf("%w (%w)", ErrNewerSchema, err)
	}
	if err != nil {
		return fmt.Errorf("upgrade: %w", err)
	}
	return nil
}

// DB is a handle on the same database for whatsmeow's own tables.
func (s *Store) DB() *sql.DB { return s.sql }

// Dialect is the database's name as whatsmeow and dbutil want it: postgres or sqlite3.
func (s *Store) Dialect() string {
	if s.postgres {
		return "postgres"
	}
	return "sqlite3"
}

// Close ends the store. What a transaction under way was doing is not done.
func (s *Store) Close() error {
	if err := s.db.close(); err != nil {
		return fmt.Errorf("close store: %w", err)
	}
	return nil
}

// us is how times are stored; 0 is the zero time.
func us(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMicro()
}

func (s *Store) time(us int64) time.Time {
	if us == 0 {
		return time.Time{}
	}
	return time.UnixMicro(us).In(s.o.Zone)
}

// zoned is a time read from JSON.
func (s *Store) zoned(t time.Time) time.Time {
	if t.IsZero() {
		return time.Time{}
	}
	return t.In(s.o.Zone)
}

func flag(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

// clean is a text as both databases take it: PostgreSQL has no zero byte and wants valid UTF-8.
func clean(s string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", "")
}

// mostAgain is how often a transaction that met another is run again.
const mostAgain = 20

// write is one transaction, run again when it met another's.
func (s *Store) write(ctx context.Context, name string, f func(tx) error) error {
	return s.retry(ctx, func() error { return s.db.write(ctx, name, f) })
}

func (s *Store) retry(ctx context.Context, f func() error) error {
	for n := 0; ; n++ {
		err := f()
		if err == nil || n == mostAgain || ctx.Err() != nil || !s.db.again(err) && !(s.postgres && s.db.unique(err)) {
			return err
		}
	}
}
