package main

import (
	"bytes"
	"context"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"tokobot/internal/shop"
	"tokobot/internal/telegramtest"
)

// safeBuffer is a log that is read while it is written.
type safeBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *safeBuffer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *safeBuffer) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

// patience is how long a test waits for what a running shop does, on a machine that has much else to do.
const patience = 90 * time.Second

// listening finds where a program says that its own pages are; anyPort has it choose.
var listening = regexp.MustCompile(`msg=http alamat=(\S+)`)

const anyPort = "127.0.0.1:0"

// healthy tells whether the program with this log is well, and where its pages are.
func healthy(log string) (address string, ok bool) {
	m := listening.FindStringSubmatch(log)
	if m == nil {
		return "", false
	}
	res, err := http.Get("http://" + m[1] + "/sehat")
	if err != nil {
		return m[1], false
	}
	return m[1], res.Body.Close() == nil && res.StatusCode == http.StatusOK
}

// eventually waits until something is so.
func eventually(t *testing.T, what string, so func() bool) {
	t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if so() {
			return
		}
	}
	t.Fatalf("%s: waited too long", what)
}

// running is a served shop and its local Telegram.
type running struct {
	telegram *telegramtest.Server
	dir      string
	http     string // where its pages are, since it was started last
	log      *safeBuffer
	env      map[string]string
	stop     func() int
}

func (r *running) start(t *testing.T) {
	t.Helper()
	before := len(r.log.String())
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan int, 1)
	p := program{stdin: strings.NewReader(""), stdout: r.log, stderr: r.log, getenv: func(k string) string { return r.env[k] }, now: time.Now}
	go func() { ended <- p.Run(ctx, []string{"serve", "--config", filepath.Join(r.dir, "config.yaml")}) }()
	r.stop = sync.OnceValue(func() int {
		cancel()
		return <-ended
	})
	t.Cleanup(func() { r.stop() })
	eventually(t, "serve", func() (ok bool) {
		r.http, ok = healthy(r.log.String()[before:])
		return ok
	})
}

func serveShop(t *testing.T) *running {
	t.Helper()
	r := &running{
		telegram: telegramtest.New(), dir: t.TempDir(), log: &safeBuffer{}, env: map[string]string{"TOKOBOT_TELEGRAM_TOKEN": telegramtest.Token},
	}
	t.Cleanup(r.telegram.Close)
	if err := os.CopyFS(filepath.Join(r.dir, "catalog"), os.DirFS("../../catalog/contoh")); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(filepath.Join(r.dir, "catalog", "uji")); err != nil { // they hold the words that are edited here
		t.Fatal(err)
	}
	r.write(t, "config.yaml", "http: "+anyPort+"\nwhatsapp: {aktif: tidak}\ntelegram:\n  server: "+r.telegram.URL()+"\n")
	return r
}

func (r *running) write(t *testing.T, name, content string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(r.dir, filepath.FromSlash(name)), []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

func (r *running) sees(group int64, part string) func() bool {
	return func() bool {
		for _, m := range r.telegram.Messages(group, 0) {
			if strings.Contains(m.Text, part) {
				return true
			}
		}
		return false
	}
}

const (
	ownersChat = -1001
	csChat     = -1002
)

// TestServe pairs a group by its one-time code, over a restart, and sees the owner told of a broken edit, and the repaired
// one in force.
func TestServe(t *testing.T) {
	r := serveShop(t)
	r.telegram.AddGroup(ownersChat, "Pemilik", false)
	r.telegram.AddGroup(csChat, "CS", false)
	owner := r.telegram.As(ownersChat, 0, telegramtest.User{ID: 7, Name: "Melati"})
	r.start(t)

	code := pairCodes(telegramtest.Token, shop.Owner, time.Now())[0]
	owner.Write("/daftar pemilik SALAHSEKALI")
	eventually(t, "wrong code", r.sees(ownersChat, "salah"))
	owner.Write("/daftar pemilik " + code)
	eventually(t, "pairing", r.sees(ownersChat, "pemilik"))
	r.telegram.As(csChat, 0, telegramtest.User{ID: 8, Name: "Maya"}).Write("/daftar pemilik " + code)
	eventually(t, "a code that was used", r.sees(csChat, "sudah dipakai"))

	toko, err := os.ReadFile(filepath.Join(r.dir, "catalog", "toko.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	r.write(t, "catalog/toko.yaml", strings.Replace(string(toko), "nama:", "nmaa:", 1))
	eventually(t, "a broken edit", r.sees(ownersChat, "toko.yaml baris"))
	r.write(t, "catalog/toko.yaml", strings.Replace(string(toko), "sapaan: kak", "sapaan: bunda", 1))
	eventually(t, "a good edit", func() bool { return strings.Contains(r.log.String(), "katalog baru berlaku") })

	if code := r.stop(); code != exitOK {
		t.Fatalf("serve ended with %d:\n%s", code, r.log)
	}
	r.start(t)
	r.write(t, "catalog/toko.yaml", "rusak")
	eventually(t, "told after a restart", func() bool {
		n := 0
		for _, m := range r.telegram.Messages(ownersChat, 0) {
			if strings.Contains(m.Text, "Katalog yang baru belum bisa dipakai") {
				n++
			}
		}
		return n == 2
	})
	if code := r.stop(); code != exitOK {
		t.Errorf("serve ended with %d:\n%s", code, r.log)
	}
}

func TestServeSaysWhatIsMissing(t *testing.T) {
	r := serveShop(t)
	for name, c := range map[string]struct {
		config, want string
		status       int
	}{
		"no token":       {"whatsapp: {aktif: tidak}\n", "token Telegram belum ada", exitUsage},
		"wrong token":    {"whatsapp: {aktif: tidak}\ntelegram: {token_file: token, server: '" + r.telegram.URL() + "'}\n", "telegram", exitProblem},
		"no catalog":     {"catalog: tidak-ada\nwhatsapp: {aktif: tidak}\ntelegram: {aktif: tidak}\n", "tidak ada", exitUsage},
		"nothing to do":  {"whatsapp: {aktif: tidak}\ntelegram: {aktif: tidak}\n", "tidak ada yang dijalankan", exitUsage},
		"taken port":     {"whatsapp: {aktif: tidak}\nhttp: '256.0.0.1:1'\ntelegram: {token_file: right, server: '" + r.telegram.URL() + "'}\n", "http", exitProblem},
		"unknown key":    {"whatsap: {aktif: tidak}\n", "maksudnya `whatsapp`", exitUsage},
		"broken catalog": {"catalog: rusak\nwhatsapp: {aktif: tidak}\ntelegram: {token_file: right}\n", "belum benar", exitUsage},
	} {
		r.write(t, "config.yaml", c.config)
		r.write(t, "token", "999:WRONG")
		r.write(t, "right", telegramtest.Token)
		if err := os.MkdirAll(filepath.Join(r.dir, "rusak"), 0o755); err != nil {
			t.Fatal(err)
		}
		status, _, errs := run(t, "", "serve", "--config", filepath.Join(r.dir, "config.yaml"))
		if status != c.status || !strings.Contains(errs, c.want) {
			t.Errorf("%s: status %d, stderr %q", name, status, errs)
		}
	}
}
