package storetest

import (
	"path/filepath"
	"testing"
)

// Each runs a test on a new, empty database of both kinds; url is what store.Open takes.
func Each(t *testing.T, f func(t *testing.T, url string)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { f(t, SQLite(t)) })
	t.Run("postgres", func(t *testing.T) { f(t, Postgres(t)) })
}

// SQLite is the path of a new database.
func SQLite(t testing.TB) string { return filepath.Join(t.TempDir(), "toko.db") }
