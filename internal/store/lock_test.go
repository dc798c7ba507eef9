package store_test

import (
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"tokobot/internal/store"
)

func TestLockedFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sub", "toko.db")
	first, err := store.Open(t.Context(), "sqlite:"+path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if second, err := store.Open(t.Context(), path, store.Options{}); !errors.Is(err, store.ErrLocked) {
		t.Errorf("a second program: %v, %v, want %v", second, err, store.ErrLocked)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	other, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	other.SetMaxOpenConns(1)
	if _, err := other.ExecContext(t.Context(), "BEGIN EXCLUSIVE"); err != nil {
		t.Fatal(err)
	}
	if s, err := store.Open(t.Context(), path, store.Options{}); !errors.Is(err, store.ErrLocked) {
		t.Errorf("another program's transaction: %v, %v, want %v", s, err, store.ErrLocked)
	}
	if _, err := other.ExecContext(t.Context(), "ROLLBACK"); err != nil {
		t.Fatal(err)
	}
	if err := other.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := store.Open(t.Context(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := again.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestNoDatabase(t *testing.T) {
	junk := filepath.Join(t.TempDir(), "toko.db")
	if err := os.WriteFile(junk, []byte("bukan basis data, melainkan surat yang cukup panjang"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, url := range map[string]string{
		"not a database": junk, "a folder": t.TempDir(), "no server": "postgres://x@127.0.0.1:1/x?connect_timeout=2", "bad url": "postgres://%zz",
		"no name": "",
	} {
		if s, err := store.Open(t.Context(), url, store.Options{}); err == nil {
			t.Errorf("%s: opened %v", name, s)
		}
	}
}
