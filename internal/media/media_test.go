package media

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"testing"
)

func TestFolder(t *testing.T) {
	ctx := t.Context()
	f, err := Open(filepath.Join(t.TempDir(), "media"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, ref string }{
		{"bukti.JPG", "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824.jpg"},
		{"bukti", "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"},
		{"../../x.tar.gz", "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824.gz"},
		{"a.b/c d", "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"},
	} {
		ref, err := f.Put(ctx, c.name, []byte("hello"))
		if err != nil || ref != c.ref {
			t.Errorf("Put(%q) = %q, %v; want %q", c.name, ref, err, c.ref)
		}
		got, err := f.Get(ctx, ref)
		if err != nil || string(got) != "hello" {
			t.Errorf("Get(%q) = %q, %v", ref, got, err)
		}
		for range 2 {
			if err := f.Delete(ctx, ref); err != nil {
				t.Errorf("Delete(%q): %v", ref, err)
			}
		}
		if _, err := f.Get(ctx, ref); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("Get(%q) after Delete: %v", ref, err)
		}
	}
}

func TestGetStaysInside(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "secret"), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := Open(filepath.Join(dir, "media"))
	if err != nil {
		t.Fatal(err)
	}
	for _, ref := range []string{"", "..", "../secret", "a/../../../secret", "/etc/passwd"} {
		if data, err := f.Get(t.Context(), ref); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("Get(%q) = %q, %v", ref, data, err)
		}
		if err := f.Delete(t.Context(), ref); err != nil {
			t.Errorf("Delete(%q): %v", ref, err)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "secret")); err != nil {
		t.Error(err)
	}
}

func TestPutOfOneFileByMany(t *testing.T) {
	f, err := Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	data := bytes.Repeat([]byte("tokobot"), 10_000)
	var many sync.WaitGroup
	for range 16 {
		many.Go(func() {
			ref, err := f.Put(t.Context(), "a.png", data)
			if err != nil {
				t.Error(err)
				return
			}
			if got, err := f.Get(t.Context(), ref); err != nil || !bytes.Equal(got, data) {
				t.Errorf("Get: %d bytes, %v", len(got), err)
			}
		})
	}
	many.Wait()
}
