//go:build lokal

package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"time"

	"tokobot/internal/telegramtest"
	"tokobot/internal/whatsapptest"
)

// ownerChat is the owner's group.
const ownerChat = -1005

// groups are the staff's chats of the local Telegram.
var groups = []struct {
	name string
	chat int64
	who  telegramtest.User
}{
	{"keuangan", -1001, telegramtest.User{ID: 1, Name: "Rina"}}, {"gudang", -1002, telegramtest.User{ID: 2, Name: "Budi"}},
	{"pengiriman", -1003, telegramtest.User{ID: 3, Name: "Joko"}}, {"cs", -1004, telegramtest.User{ID: 4, Name: "Maya"}},
	{"pemilik", ownerChat, telegramtest.User{ID: 5, Name: "Melati"}},
}

// toko is tokobot serve as a process of its own, with the local Telegram that its staff use.
type toko struct {
	program, dir, whatsapp string
	telegram               *telegramtest.Server
	log                    *os.File
	ended                  chan string // why the program ended by itself

	stop  context.CancelFunc
	gone  chan struct{} // closed when the program ended and is not started again
	mu    sync.Mutex
	serve *exec.Cmd // while it runs
}

// openShop makes a folder with a copy of the catalog and links the program in it to the local WhatsApp.
func openShop(ctx context.Context, f *front, program, catalog string) (s *toko, err error) {
	s = &toko{whatsapp: f.server.URL(), telegram: telegramtest.New(), ended: make(chan string, 10)}
	defer func() {
		if err != nil {
			s.close()
		}
	}()
	if s.program, err = filepath.Abs(program); err != nil {
		return s, err
	}
	if s.dir, err = os.MkdirTemp("", "tokobot-lokal-"); err != nil {
		return s, err
	}
	if err := os.CopyFS(filepath.Join(s.dir, "catalog"), os.DirFS(catalog)); err != nil {
		return s, fmt.Errorf("katalog: %w", err)
	}
	config := "database: toko.db\ntelegram:\n  server: " + s.telegram.URL() + "\n  grup:\n"
	for _, g := range groups {
		s.telegram.AddGroup(g.chat, g.name, false)
		config += fmt.Sprintf("    %s: \"%d\"\n", g.name, g.chat)
	}
	if err := os.WriteFile(filepath.Join(s.dir, "config.yaml"), []byte(config), 0o600); err != nil {
		return s, err
	}
	if s.log, err = os.Create(filepath.Join(s.dir, "tokobot.log")); err != nil {
		return s, err
	}
	if err := s.link(ctx, f.server); err != nil {
		return s, fmt.Errorf("tautkan: %w", err)
	}
	ctx, s.stop = context.WithCancel(ctx)
	s.gone = make(chan struct{})
	go s.keep(ctx)
	return s, nil
}

// againPause is how long a program that ended by itself stays away: systemd's is longer.
const againPause = time.Second

// keep runs the program, again and again, until ctx ends.
func (s *toko) keep(ctx context.Context) {
	defer close(s.gone)
	for ctx.Err() == nil {
		why := s.runOnce(ctx)
		if ctx.Err() != nil {
			return
		}
		select {
		case s.ended <- why:
		default: // it was told often enough
		}
		select {
		case <-ctx.Done():
		case <-time.After(againPause):
		}
	}
}

// runOnce runs the program to its end and tells why it ended.
func (s *toko) runOnce(ctx context.Context) string {
	c := s.command(ctx, "serve")
	var last tail
	c.Stdout, c.Stderr = s.log, io.MultiWriter(s.log, &last)
	if err := c.Start(); err != nil {
		return err.Error()
	}
	s.mu.Lock()
	s.serve = c
	s.mu.Unlock()
	err := c.Wait()
	s.mu.Lock()
	s.serve = nil
	s.mu.Unlock()
	if c.ProcessState.Exited() {
		return fmt.Sprintf("%v: %s", err, last)
	}
	return fmt.Sprint(err)
}

// kill ends the program by SIGKILL.
func (s *toko) kill() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.serve == nil {
		return errors.New("program toko sedang tidak berjalan")
	}
	return s.serve.Process.Kill()
}

// tail keeps the newest line written to it.
type tail string

func (t *tail) Write(b []byte) (int, error) {
	lines := strings.Split(strings.TrimSpace(string(b)), "\n")
	if last := lines[len(lines)-1]; last != "" {
		*t = tail(last)
	}
	return len(b), nil
}

func (s *toko) command(ctx context.Context, args ...string) *exec.Cmd {
	c := exec.CommandContext(ctx, s.program, append(args, "--config", "config.yaml")...)
	c.Dir = s.dir
	c.Env = append(os.Environ(), "TOKOBOT_WHATSAPP_LOKAL="+s.whatsapp, "TOKOBOT_TELEGRAM_TOKEN="+telegramtest.Token)
	c.Cancel = func() error { return c.Process.Signal(syscall.SIGTERM) }
	c.WaitDelay = 10 * time.Second
	return c
}

var pairingCode = regexp.MustCompile(`\b[A-Z0-9]{4}-[A-Z0-9]{4}\b`)

// link runs the program's own command and types its code on the shop's phone.
func (s *toko) link(ctx context.Context, server *whatsapptest.Server) error {
	c := s.command(ctx, "whatsapp", "link", "--nomor", whatsapptest.ShopPhone)
	out, err := c.StdoutPipe()
	if err != nil {
		return err
	}
	c.Stderr = s.log
	if err := c.Start(); err != nil {
		return err
	}
	var said []byte
	for part := make([]byte, 4096); !pairingCode.Match(said); {
		n, err := out.Read(part)
		said = append(said, part[:n]...)
		if err != nil {
			return errors.Join(fmt.Errorf("tidak ada kode: %s", said), c.Wait())
		}
	}
	if err := server.EnterCode(string(pairingCode.Find(said))); err != nil {
		return err
	}
	if _, err := io.Copy(io.Discard, out); err != nil {
		return err
	}
	return c.Wait()
}

// close ends the program and forgets the folder.
func (s *toko) close() {
	if s.stop != nil {
		s.stop()
		<-s.gone
	}
	s.telegram.Close()
	if s.log != nil {
		_ = s.log.Close() // was written by the program
	}
	if s.dir != "" {
		_ = os.RemoveAll(s.dir) // in the folder for temporary files
	}
}
