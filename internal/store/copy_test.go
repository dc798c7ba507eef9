package store_test

import (
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"

	"tokobot/internal/store"
)

// TestCopyWhileWriting copies a database again and again while transactions of two rows each run. No copy holds half of one,
// and none holds less than the one before.
func TestCopyWhileWriting(t *testing.T) {
	ctx, dir := t.Context(), filepath.Join(t.TempDir(), "toko kak #1 100%")
	path := filepath.Join(dir, "toko.db")
	s, err := store.Open(ctx, path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	db := s.DB()
	if _, err := db.ExecContext(ctx, "CREATE TABLE pair (n INTEGER)"); err != nil {
		t.Fatal(err)
	}
	var written atomic.Int64
	stop, ended := make(chan struct{}), make(chan error, 1)
	go func() {
		for n := int64(1); ; n++ {
			select {
			case <-stop:
				ended <- nil
				return
			default:
			}
			tx, err := db.BeginTx(ctx, nil)
			for range 2 {
				if err == nil {
					_, err = tx.ExecContext(ctx, "INSERT INTO pair VALUES (?)", n)
				}
			}
			if err == nil {
				err = tx.Commit()
			}
			if err != nil {
				ended <- err
				return
			}
			written.Store(n)
		}
	}()
	for i := range 5 {
		least := written.Load()
		to := filepath.Join(dir, "salinan"+string(rune('0'+i)))
		if err := store.Copy(ctx, path, to); err != nil {
			t.Fatal(err)
		}
		most, rows := pairs(t, to)
		if most < least || rows != 2*most {
			t.Errorf("copy %d: %d rows up to %d, want two of each up to at least %d", i, rows, most, least)
		}
	}
	close(stop)
	if err := <-ended; err != nil {
		t.Errorf("the writer was disturbed: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(dir, "sesudah")
	if err := store.Copy(ctx, path, to); err != nil {
		t.Fatal("of a shop that is closed:", err)
	}
	if most, _ := pairs(t, to); most != written.Load() {
		t.Errorf("of a shop that is closed: up to %d, want %d", most, written.Load())
	}
	if info, err := os.Stat(to); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("others may read the copy: %v, %v", info.Mode(), err)
	}
	if err := store.Copy(ctx, path, to); !errors.Is(err, fs.ErrExist) {
		t.Errorf("over a file that is there: %v", err)
	}
}

// pairs reads a copy without the store.
func pairs(t *testing.T, path string) (most, rows int64) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+(filepath.ToSlash(copied(t, path))))
	if err != nil {
		t.Fatal(err)
	}
	if err := db.QueryRowContext(t.Context(), "SELECT coalesce(max(n), 0), count(*) FROM pair").Scan(&most, &rows); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return most, rows
}

// copied is the file under a name that needs no escaping.
func copied(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(t.TempDir(), "db")
	if err := os.WriteFile(to, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return to
}

func TestCopyOfWhatIsNoShop(t *testing.T) {
	dir := t.TempDir()
	for name, data := range map[string]string{"kosong": "", "surat": "bukan basis data, melainkan surat yang cukup panjang"} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := store.Copy(t.Context(), path, path+".salinan"); err == nil {
			t.Errorf("%s: copied", name)
		}
		if _, err := os.Stat(path + ".salinan"); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: something was left: %v", name, err)
		}
		if err := store.CheckCopy(t.Context(), path); err == nil {
			t.Errorf("%s: taken for a shop", name)
		}
	}
	if err := store.Copy(t.Context(), filepath.Join(dir, "tidak-ada"), filepath.Join(dir, "x")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
}

func TestReserve(t *testing.T) {
	path := filepath.Join(t.TempDir(), "toko.db")
	s, err := store.Open(t.Context(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if c, err := store.Reserve(path); !errors.Is(err, store.ErrLocked) {
		t.Errorf("while a shop runs: %v, %v", c, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	c, err := store.Reserve(path)
	if err != nil {
		t.Fatal(err)
	}
	if s, err := store.Open(t.Context(), path, store.Options{}); !errors.Is(err, store.ErrLocked) {
		t.Errorf("a shop while it is reserved: %v, %v", s, err)
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestSQLiteFile(t *testing.T) {
	for url, want := range map[string]string{"sqlite:a.db": "a.db", "b/c.db": "b/c.db", "postgres://x/y": "", "postgresql://x/y": ""} {
		if got, ok := store.SQLiteFile(url); got != want || ok != (want != "") {
			t.Errorf("SQLiteFile(%q) = %q, %v", url, got, ok)
		}
	}
}
