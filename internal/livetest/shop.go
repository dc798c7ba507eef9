package livetest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"tokobot/internal/telegramtest"
	"tokobot/internal/whatsapptest"
)

// Shop is a shop as it really runs: the program's own process, its database, and everybody's servers. Several programs may
// run on one database: see Beside.
type Shop struct {
	WhatsApp *whatsapptest.Server
	Telegram *telegramtest.Server
	Dir      string // of config.yaml, catalog and media
	Database string // as the books are opened from outside
	Log      *Log

	t       testing.TB
	program string
	config  string   // name of its file
	text    string   // of its file
	network *network // between the program and a PostgreSQL; nil on SQLite

	mu    sync.Mutex
	cmd   *exec.Cmd // nil when none runs
	ended chan error
	over  bool // the test is
	falls int  // times that it ended by itself
}

// Options are what a shop may want otherwise than Melati Hijab on SQLite.
type Options struct {
	Database string // postgres://…; "" is a new SQLite file
	Telegram bool   // the staff's groups, and who is in them
	Config   string // more lines of config.yaml
}

// groups are the chats of the staff.
var groups = map[string]int64{"pemilik": -1001, "cs": -1002, "keuangan": -1003, "gudang": -1004, "pengiriman": -1005}

// Pace is config.yaml's whatsapp section without the pauses of a person.
const Pace = "{jeda_chat: 0 detik, jeda_kirim: 0 detik, mengetik: 0 detik}"

// New makes a shop; nothing runs yet. Everything is gone when the test ends.
func New(t testing.TB, o Options) *Shop {
	t.Helper()
	s := &Shop{t: t, Dir: t.TempDir(), Log: &Log{}, program: Program(t), config: "config.yaml"}
	s.Database = filepath.Join(s.Dir, "toko.db")
	inside := "toko.db"
	if o.Database != "" {
		s.Database = o.Database
		s.network, inside = newNetwork(t, o.Database)
	}
	s.WhatsApp = whatsapptest.New(t)
	if err := os.CopyFS(filepath.Join(s.Dir, "catalog"), os.DirFS(filepath.Join(root(), "catalog", "contoh"))); err != nil {
		t.Fatal(err)
	}
	telegram := "telegram: {aktif: tidak}\n"
	if o.Telegram {
		telegram = s.staff()
	}
	s.text = "database: " + inside + "\nhttp: " + anyPort + "\n" + telegram + o.Config
	s.Write(s.config, s.text)
	t.Cleanup(s.end)
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("what the program wrote: %s", s.Log.Save())
		}
	})
	return s
}

// staff opens the groups and gives the lines of config.yaml that name them.
func (s *Shop) staff() string {
	s.Telegram = telegramtest.New()
	s.t.Cleanup(s.Telegram.Close)
	lines := "telegram:\n  server: " + s.Telegram.URL() + "\n  grup:\n"
	for name, id := range groups {
		s.Telegram.AddGroup(id, name, false)
		lines += fmt.Sprintf("    %s: %q\n", name, fmt.Sprint(id))
	}
	return lines
}

// Write writes a file of the shop's folder.
func (s *Shop) Write(name, content string) {
	s.t.Helper()
	if err := os.WriteFile(filepath.Join(s.Dir, filepath.FromSlash(name)), []byte(content), 0o600); err != nil {
		s.t.Fatal(err)
	}
}

// Beside is a second program on the same database and channels.
func (s *Shop) Beside() *Shop {
	s.t.Helper()
	o := &Shop{
		WhatsApp: s.WhatsApp, Telegram: s.Telegram, Dir: s.Dir, Database: s.Database, Log: &Log{}, t: s.t, program: s.program,
		config: "config-2.yaml", text: s.text, network: s.network,
	}
	o.Write(o.config, o.text)
	s.t.Cleanup(o.end)
	return o
}

// command is the program with arguments, not started.
func (s *Shop) command(ctx context.Context, args ...string) *exec.Cmd {
	c := exec.CommandContext(ctx, s.program, args...)
	c.Dir = s.Dir
	c.Env = append(os.Environ(), "TOKOBOT_WHATSAPP_LOKAL="+s.WhatsApp.URL(), "TOKOBOT_TELEGRAM_TOKEN="+telegramtest.Token)
	return c
}

// Run runs a command of the program to its end, with the shop's configuration. That names where the pages of the running program
// are, as an owner's does.
func (s *Shop) Run(args ...string) (out string, err error) {
	const config = "config-perintah.yaml"
	if at := s.address(); at != "" {
		s.Write(config, strings.Replace(s.text, anyPort, at, 1))
	} else {
		s.Write(config, s.text)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	b, err := s.command(ctx, append(args, "--config", config)...).CombinedOutput()
	return string(b), err
}

var pairingCode = regexp.MustCompile(`\b[A-Z0-9]{4}-[A-Z0-9]{4}\b`)

// Link links the shop's number as the owner does: by the command, and by typing its code on the phone.
func (s *Shop) Link() {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	c := s.command(ctx, "whatsapp", "link", "--config", s.config, "--nomor", whatsapptest.ShopPhone)
	out := &Log{}
	c.Stdout, c.Stderr = out, out
	if err := c.Start(); err != nil {
		s.t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- c.Wait() }()
	s.Until("a pairing code", func() bool { return pairingCode.MatchString(out.String()) })
	if err := s.WhatsApp.EnterCode(pairingCode.FindString(out.String())); err != nil {
		s.t.Fatal(err)
	}
	if err := <-ended; err != nil {
		s.t.Fatalf("link: %v\n%s", err, out)
	}
}

// fallPause is how long a program that ended by itself stays away: systemd's is longer.
const fallPause = 300 * time.Millisecond

// Start starts the shop; it does not wait for it. A program that ends by itself is started again, as systemd would.
func (s *Shop) Start() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.start()
}

func (s *Shop) start() {
	c := s.command(context.Background(), "serve", "--config", s.config)
	c.Stdout, c.Stderr = s.Log, s.Log
	s.Log.life()
	if err := c.Start(); err != nil {
		s.t.Errorf("start: %v", err)
		return
	}
	ended := make(chan error, 1)
	s.cmd, s.ended = c, ended
	go func() {
		ended <- c.Wait()
		s.again(c)
	}()
}

// again starts a program that ended by itself.
func (s *Shop) again(c *exec.Cmd) {
	if !s.fell(c) {
		return
	}
	time.Sleep(fallPause)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.cmd == nil && !s.over {
		s.start()
	}
}

func (s *Shop) fell(c *exec.Cmd) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.cmd != c || s.over {
		return false
	}
	s.cmd = nil
	s.falls++
	return true
}

// Falls is how often the program ended by itself.
func (s *Shop) Falls() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.falls
}

// end ends everything.
func (s *Shop) end() {
	s.mu.Lock()
	s.over = true
	s.mu.Unlock()
	s.Kill()
}

// Kill ends the program by SIGKILL and returns when it is gone; one that does not run is left alone.
func (s *Shop) Kill() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.cmd == nil {
		return
	}
	_ = s.cmd.Process.Kill() // it may have ended
	<-s.ended
	s.cmd = nil
}

// Stop ends the program as systemd does, and tells how long that took. A program that ended before, or badly, is an error.
func (s *Shop) Stop() (time.Duration, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.cmd == nil {
		return 0, errors.New("stop: nothing runs")
	}
	begin := time.Now()
	if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		return 0, fmt.Errorf("stop: %w", err)
	}
	select {
	case err := <-s.ended:
		s.cmd = nil
		return time.Since(begin), err
	case <-time.After(time.Minute):
		return time.Since(begin), errors.New("stop: it goes on")
	}
}

// PID is the running program's process number; 0 when none runs.
func (s *Shop) PID() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.cmd == nil {
		return 0
	}
	return s.cmd.Process.Pid
}

// listening is where the program says that its own pages are.
var listening = regexp.MustCompile(`msg=http alamat=(\S+)`)

// anyPort has the system choose where the program's own pages are: a port that somebody else chose may be taken by then.
const anyPort = "127.0.0.1:0"

// address is where the program's own pages are; "" before it says so.
func (s *Shop) address() string {
	m := listening.FindSubmatch(s.Log.ofLife())
	if m == nil {
		return ""
	}
	return string(m[1])
}

// Get asks the program's own pages: /healthz, /metrics. The status is 0 where there are none.
func (s *Shop) Get(path string) (int, string) {
	address := s.address()
	if address == "" {
		return 0, "not listening"
	}
	c := http.Client{Timeout: 5 * time.Second}
	res, err := c.Get("http://" + address + path)
	if err != nil {
		return 0, err.Error()
	}
	defer func() { _ = res.Body.Close() }() // was read whole
	var b bytes.Buffer
	if _, err := b.ReadFrom(res.Body); err != nil {
		return 0, err.Error()
	}
	return res.StatusCode, b.String()
}

// Healthy tells whether the program answers.
func (s *Shop) Healthy() bool {
	code, _ := s.Get("/healthz")
	return code == http.StatusOK
}

// Connected tells whether the program is logged in to WhatsApp.
func (s *Shop) Connected() bool {
	_, text := s.Get("/metrics")
	return strings.Contains(text, `tokobot_whatsapp_state{state="tersambung"} 1`)
}

// idle tells whether the program runs and has nothing to decide and nothing to send to buyers.
func (s *Shop) idle() bool {
	_, text := s.Get("/metrics")
	return strings.Contains(text, "tokobot_inbox_waiting 0\n") && strings.Contains(text, `tokobot_outbox_waiting{channel="whatsapp"} 0`+"\n")
}

// Desk is a member of a staff group.
func (s *Shop) Desk(group, name string) telegramtest.Staff {
	return s.Telegram.As(groups[group], 0, telegramtest.User{ID: int64(len(name)), Name: name})
}

// Messages are all messages of a staff group, as they are now.
func (s *Shop) Messages(group string) []telegramtest.Message {
	return s.Telegram.Messages(groups[group], 0)
}

// Sees finds the newest message of a staff group with all these words.
func (s *Shop) Sees(group string, words ...string) (found telegramtest.Message, ok bool) {
	for _, m := range s.Messages(group) {
		if !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(m.Text, w) }) {
			found, ok = m, true
		}
	}
	return found, ok
}

// Chat is the number of a staff group.
func Chat(group string) int64 { return groups[group] }

// Until waits for something that other programs do.
func (s *Shop) Until(what string, is func() bool) {
	s.t.Helper()
	for end := time.Now().Add(2 * time.Minute); !is(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			s.t.Fatalf("in vain: %s", what)
		}
	}
}

// redirect is a database's address by way of another host.
func redirect(address, host string) (string, error) {
	u, err := url.Parse(address)
	if err != nil {
		return "", fmt.Errorf("database: %w", err)
	}
	u.Host = host
	return u.String(), nil
}
