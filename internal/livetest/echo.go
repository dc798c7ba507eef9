package livetest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"tokobot/internal/store"
	"tokobot/internal/whatsapptest"
)

// echoEnv makes a test's process the echo bot of the local WhatsApp that it names.
const echoEnv = "TOKOBOT_LIVE_ECHO"

// echoes is the echo bot's process, whose working folder is its own; false when this is another process.
func echoes() bool {
	server := os.Getenv(echoEnv)
	if server == "" {
		return false
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	books, err := store.Open(ctx, "echo.db", store.Options{})
	if err == nil {
		err = errors.Join(whatsapptest.Echo(ctx, server, books.DB(), books.Dialect(), func(code string) { fmt.Println(code) }), books.Close())
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	return true
}

// Echo runs the echo bot as a process on a local WhatsApp of its own, and gives that and the process's number.
func Echo(t testing.TB) (*whatsapptest.Server, int) {
	t.Helper()
	server := whatsapptest.New(t)
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(self)
	c.Dir, c.Env = filepath.Clean(t.TempDir()), append(os.Environ(), echoEnv+"="+server.URL())
	out := &Log{}
	c.Stdout, c.Stderr = out, out
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = c.Process.Kill() // nothing of it is kept
		_ = c.Wait()
	})
	for end := time.Now().Add(30 * time.Second); !pairingCode.MatchString(out.String()); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("echo: no code\n%s", out)
		}
	}
	if err := server.EnterCode(pairingCode.FindString(out.String())); err != nil {
		t.Fatal(err)
	}
	for end := time.Now().Add(30 * time.Second); server.Seen("login") == 0; time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("echo: not logged in\n%s", out)
		}
	}
	return server, c.Process.Pid
}
