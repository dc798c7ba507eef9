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
	"syscall"
	"time"

	"tokobot/internal/telegramtest"
	"tokobot/internal/whatsapptest"
)

// groups are the staff's chats of the local Telegram.
var groups = []struct {
	name string
	chat int64
	who  telegramtest.User
}{
	{"keuangan", -1001, telegramtest.User{ID: 1, Name: "Rina"}}, {"gudang", -1002, telegramtest.User{ID: 2, Name: "Budi"}},
	{"pengiriman", -1003, telegramtest.User{ID: 3, Name: "Joko"}}, {"cs", -1004, telegramtest.User{ID: 4, Name: "Maya"}},
	{"pemilik", -1005, telegramtest.User{ID: 5, Name: "Melati"}},
}

// toko is tokobot serve as a process of its own, with the local Telegram that its staff use.
type toko struct {
	program, dir, whatsapp string
	telegram               *telegramtest.Server
	serve                  *exec.Cmd
	log                    *os.File
}

// openShop makes a folder with a copy of the catalog and links the program in it to the local WhatsApp.
func openShop(ctx context.Context, f *front, program, catalog string) (s *toko, err error) {
	s = &toko{whatsapp: f.server.URL(), telegram: telegramtest.New()}
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
	config := "database: toko.db\nhttp: 127.0.0.1:8491\ntelegram:\n  server: " + s.telegram.URL() + "\n  grup:\n"
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
	s.serve = s.command(ctx, "serve")
	s.serve.Stdout, s.serve.Stderr = s.log, s.log
	return s, s.serve.Start()
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
	if s.serve != nil && s.serve.Process != nil {
		_ = s.serve.Process.Signal(syscall.SIGTERM) // it may have ended
		_ = s.serve.Wait()                          // its log says how
	}
	s.telegram.Close()
	if s.log != nil {
		_ = s.log.Close() // was written by the program
	}
	if s.dir != "" {
		_ = os.RemoveAll(s.dir) // in the folder for temporary files
	}
}
