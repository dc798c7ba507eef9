package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"strings"
)

// ErrNoShop says that a file is a database, but none that this program made.
var ErrNoShop = errors.New("not a tokobot database")

// SQLiteFile is the file of a database's address, as Open takes it; false for PostgreSQL.
func SQLiteFile(address string) (path string, ok bool) {
	if isPostgres(address) {
		return "", false
	}
	return strings.TrimPrefix(address, "sqlite:"), true
}

func isPostgres(address string) bool {
	return strings.HasPrefix(address, "postgres://") || strings.HasPrefix(address, "postgresql://")
}

// Copy writes the SQLite file at path, as it is at one moment, to a new file. Another program may have it open and go on
// writing: neither waits for the other. The error is fs.ErrNotExist when there is no file at path; what was half written is
// taken away.
func Copy(ctx context.Context, path, to string) error {
	if err := copyLite(ctx, path, to); err != nil {
		return fmt.Errorf("copy database: %w", err)
	}
	return nil
}

func copyLite(ctx context.Context, path, to string) (err error) {
	if _, err := os.Stat(path); err != nil {
		return err
	}
	// Made here and not by SQLite, which would let everybody read it, and would write over an empty file of somebody else.
	f, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(to))
		}
	}()
	if err := f.Close(); err != nil {
		return err
	}
	if err := onlyRead(path, func(db *sql.DB) error {
		_, err := db.ExecContext(ctx, "VACUUM INTO ?", to)
		return err
	}); err != nil {
		return err
	}
	return checkLite(ctx, to)
}

// CheckCopy reads all of the SQLite file at path, which no program has open, and tells whether it is whole and a shop's.
// ErrNoShop is one of the errors.
func CheckCopy(ctx context.Context, path string) error {
	if err := checkLite(ctx, path); err != nil {
		return fmt.Errorf("check database: %w", err)
	}
	return nil
}

func checkLite(ctx context.Context, path string) error {
	return onlyRead(path, func(db *sql.DB) error {
		var found string
		if err := db.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&found); err != nil {
			return err
		}
		if found != "ok" {
			return fmt.Errorf("damaged: %s", found)
		}
		var n int
		err := db.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'tokobot_version'").Scan(&n)
		if err == nil && n == 0 {
			return ErrNoShop
		}
		return err
	})
}

// onlyRead opens the file beside whoever has it, on a connection that can't change it.
func onlyRead(path string, do func(*sql.DB) error) error {
	u := url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath()}
	db, err := sql.Open("sqlite", u.String()+"?mode=ro&_pragma=busy_timeout(5000)")
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(1)
	return errors.Join(do(db), db.Close())
}

// Reserve keeps every program away from the SQLite file at path, which need not be there yet, until the result is closed or
// this program ends. The error is ErrLocked when one has it already.
func Reserve(path string) (io.Closer, error) {
	f, err := lockFile(path + ".lock")
	if err != nil {
		return nil, fmt.Errorf("reserve %s: %w", path, err)
	}
	return f, nil
}
