package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"tokobot/internal/media"
	"tokobot/internal/shop"
	"tokobot/internal/store"
	"tokobot/internal/telegram"
	"tokobot/internal/telegramtest"
	"tokobot/internal/whatsapp"
	"tokobot/internal/whatsapptest"
)

// childEnv names the local WhatsApp in the environment of a child: the test's own program again, which then is tokobot.
const childEnv = "TOKOBOT_TEST_WHATSAPP"

// quick is how many times Telegram's pace the local Telegram is written to.
const quick = 200

// beTokobot is the program as a child of a test.
func beTokobot(wa string) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := whatsapptest.Trust(ctx, wa); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return exitProblem
	}
	p := program{stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr, getenv: os.Getenv, now: time.Now, tune: &tuning{
		whatsapp: func(o *whatsapp.Options) { o.Server = wa },
		telegram: func(o *telegram.Options) { o.Pace = quick },
	}}
	return p.Run(ctx, os.Args[1:])
}

// chatOf are the chats of the desks in the local Telegram.
var chatOf = map[shop.Group]int64{shop.Finance: -2001, shop.Warehouse: -2002, shop.Shipping: -2003, shop.CS: -2004, shop.Owner: -2005}

// process is tokobot serve as a process of its own, with a local WhatsApp and Telegram that outlive it.
type process struct {
	whatsapp *whatsapptest.Server
	telegram *telegramtest.Server
	dir      string
	log      bytes.Buffer // of the processes that ended
	cmd      *exec.Cmd
	out      *safeBuffer
}

// newProcess makes the shop's folder, pairs its groups and links its number. extra is more of config.yaml.
func newProcess(t *testing.T, extra string) *process {
	t.Helper()
	p := &process{whatsapp: whatsapptest.New(t), telegram: telegramtest.New(), dir: workDir(t)}
	t.Cleanup(p.telegram.Close)
	if err := os.CopyFS(filepath.Join(p.dir, "catalog"), os.DirFS("../../catalog/contoh")); err != nil {
		t.Fatal(err)
	}
	config := "http: " + anyPort + "\njeda_baca: 0,1 detik\njam_tenang: tidak\nwhatsapp: {jeda_chat: 0 detik, jeda_kirim: 0 detik, mengetik: 0 detik}\n" +
		"telegram:\n  server: " + p.telegram.URL() + "\n  grup:\n"
	for _, g := range shop.Groups {
		p.telegram.AddGroup(chatOf[g], string(g), false)
		config += fmt.Sprintf("    %s: \"%d\"\n", g, chatOf[g])
	}
	if err := os.WriteFile(filepath.Join(p.dir, "config.yaml"), []byte(config+extra), 0o644); err != nil {
		t.Fatal(err)
	}
	p.link(t)
	t.Cleanup(func() {
		p.kill()
		if t.Failed() {
			t.Log(tail(p.log.String(), 6000))
		}
	})
	return p
}

// link scans the code of the shop's number.
func (p *process) link(t *testing.T) {
	t.Helper()
	books := p.open(t)
	defer func() {
		if err := books.Close(); err != nil {
			t.Error(err)
		}
	}()
	folder, err := media.Open(filepath.Join(p.dir, "media"))
	if err != nil {
		t.Fatal(err)
	}
	w, err := whatsapp.Open(t.Context(), whatsapp.Options{
		DB: books.DB(), Dialect: books.Dialect(), Receiver: nobody{}, Clock: realClock{}, Media: folder, Server: p.whatsapp.URL(),
		Alarm: func(string) {},
	})
	if err != nil {
		t.Fatal(err)
	}
	steps, err := w.Link(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	for step := range steps {
		if step.Err != nil {
			t.Fatal(step.Err)
		}
		if step.QR != "" {
			if err := p.whatsapp.Scan(step.QR); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// open opens the books while the program does not run.
func (p *process) open(t *testing.T) *store.Store {
	t.Helper()
	folder, err := media.Open(filepath.Join(p.dir, "media"))
	if err != nil {
		t.Fatal(err)
	}
	books, err := store.Open(t.Context(), filepath.Join(p.dir, "tokobot.db"), store.Options{Zone: time.UTC, NewID: newMessageID, Media: folder})
	if err != nil {
		t.Fatal(err)
	}
	return books
}

// start runs the program and waits until it is well.
func (p *process) start(t *testing.T) {
	t.Helper()
	p.out = &safeBuffer{}
	p.cmd = exec.Command(os.Args[0], "serve", "--config", filepath.Join(p.dir, "config.yaml"))
	p.cmd.Env = append(os.Environ(), childEnv+"="+p.whatsapp.URL(), "TOKOBOT_TELEGRAM_TOKEN="+telegramtest.Token)
	p.cmd.Stdout, p.cmd.Stderr = p.out, p.out
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	eventually(t, "serve", func() bool {
		_, ok := healthy(p.out.String())
		return ok
	})
}

// kill ends the program as a power cut does.
func (p *process) kill() {
	if p.cmd == nil {
		return
	}
	_ = p.cmd.Process.Kill() // it may have ended already
	p.ended()
}

// stop asks the program to end, and tells how it did.
func (p *process) stop() error {
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		return err
	}
	return p.ended()
}

func (p *process) ended() error {
	err := p.cmd.Wait()
	p.log.WriteString(p.out.String())
	p.cmd = nil
	return err
}

func tail(s string, n int) string { return s[max(0, len(s)-n):] }
