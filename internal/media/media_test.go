package media

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
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

// TestBucket keeps files on a server that speaks S3, as config.yaml's line says.
func TestBucket(t *testing.T) {
	var mu sync.Mutex
	objects, asked := map[string][]byte{}, 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		data, there := objects[r.URL.Path]
		if asked++; asked%4 == 2 { // busy now and then
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		switch r.Method {
		case http.MethodPut:
			body, err := io.ReadAll(r.Body)
			if err != nil || r.Header.Get("Authorization") == "" {
				w.WriteHeader(http.StatusForbidden)
				return
			}
			objects[r.URL.Path] = body
			w.Header().Set("ETag", `"1"`)
		case http.MethodDelete:
			delete(objects, r.URL.Path)
			w.WriteHeader(http.StatusNoContent)
		case http.MethodGet, http.MethodHead:
			if !there {
				w.WriteHeader(http.StatusNotFound)
				if r.Method == http.MethodGet {
					_, _ = io.WriteString(w, "<Error><Code>NoSuchKey</Code></Error>") // the client notices
				}
				return
			}
			w.Header().Set("Content-Length", strconv.Itoa(len(data)))
			w.Header().Set("Last-Modified", "Mon, 23 Nov 2026 09:00:00 GMT")
			if r.Method == http.MethodGet {
				_, _ = w.Write(data) // the client notices
			}
		}
	}))
	defer server.Close()
	t.Setenv("AWS_ACCESS_KEY_ID", "kunci")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "rahasia")
	f, err := Open("s3://toko-media?region=ap-southeast-3&use_path_style=true&disable_https=true&request_checksum_calculation=when_required&endpoint=" + server.URL)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	}()
	ref, err := f.Put(t.Context(), "bukti.jpg", []byte("hello"))
	if err != nil {
		t.Fatal(err)
	}
	if got := objects["/toko-media/"+ref[:2]+"/"+ref]; string(got) != "hello" {
		t.Errorf("the server has %q under %v", got, objects)
	}
	if got, err := f.Get(t.Context(), ref); err != nil || string(got) != "hello" {
		t.Errorf("Get: %q, %v", got, err)
	}
	if err := f.Delete(t.Context(), ref); err != nil {
		t.Error(err)
	}
	if _, err := f.Get(t.Context(), ref); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("after Delete: %v", err)
	}
}

func TestUnknownBucket(t *testing.T) {
	if _, err := Open("ftp://toko"); err == nil || !strings.Contains(err.Error(), "s3://") {
		t.Errorf("got %v", err)
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
