package storetest

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// Environment names a PostgreSQL server that is already running, as a postgres:// URL of a user who may create databases.
const Environment = "TOKOBOT_TEST_POSTGRES"

// install is what a person is told when there is no server to be had.
const install = "PostgreSQL is needed for this test: apt-get install postgresql, or name a running server in " + Environment

// process is the one server of a test process.
var process struct {
	once   sync.Once
	server *server
	err    error
}

type server struct {
	url  string
	dir  string
	stop func() error
}

// Main runs a package's tests and stops the server afterwards. It is to be called by TestMain of every package that uses
// Postgres.
func Main(m *testing.M) int {
	code := m.Run()
	if s := process.server; s != nil {
		if err := s.stop(); err != nil {
			fmt.Fprintln(os.Stderr, "storetest:", err)
			code = max(code, 1)
		}
	}
	return code
}

// Postgres is the URL of a new, empty database. Without a server the test fails, and says what to install.
func Postgres(t testing.TB) string {
	t.Helper()
	process.once.Do(func() { process.server, process.err = start() })
	if process.err != nil {
		t.Fatalf("%s\n%v", install, process.err)
	}
	base := process.server.url
	name := make([]byte, 8)
	if _, err := rand.Read(name); err != nil {
		t.Fatal(err)
	}
	db := "tokobot_" + hex.EncodeToString(name)
	if err := admin(base, "CREATE DATABASE "+db); err != nil {
		t.Fatalf("create database: %v", err)
	}
	t.Cleanup(func() {
		if err := admin(base, "DROP DATABASE IF EXISTS "+db+" WITH (FORCE)"); err != nil {
			t.Errorf("drop database: %v", err)
		}
	})
	u, err := url.Parse(base)
	if err != nil {
		t.Fatal(err)
	}
	u.Path = "/" + db
	return u.String()
}

func admin(base, statement string) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	conn, err := pgx.Connect(ctx, base)
	if err != nil {
		return err
	}
	_, err = conn.Exec(ctx, statement)
	return errors.Join(err, conn.Close(ctx))
}

// start finds or starts a server.
func start() (*server, error) {
	if base := os.Getenv(Environment); base != "" {
		if err := admin(base, "SELECT 1"); err != nil {
			return nil, fmt.Errorf("%s: %w", Environment, err)
		}
		return &server{url: base, stop: func() error { return nil }}, nil
	}
	bin, err := binaries()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "tokobot-pg-")
	if err != nil {
		return nil, err
	}
	s, err := launch(bin, dir)
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	return s, nil
}

// binaries is the folder of the newest server that Debian installed.
func binaries() (string, error) {
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if err != nil {
		return "", err
	}
	if len(found) == 0 {
		if path, err := exec.LookPath("initdb"); err == nil {
			return filepath.Dir(path), nil
		}
		return "", errors.New("no server in /usr/lib/postgresql")
	}
	version := func(path string) int {
		n, err := strconv.Atoi(filepath.Base(filepath.Dir(filepath.Dir(path))))
		if err != nil {
			return 0
		}
		return n
	}
	slices.SortFunc(found, func(a, b string) int { return version(b) - version(a) })
	return filepath.Dir(found[0]), nil
}

// launch makes a cluster in dir and starts it on a socket there. Durability is as in earnest; the collation is one that
// does not sort by bytes, since the store may not depend on it.
func launch(bin, dir string) (*server, error) {
	as, err := someUser()
	if err != nil {
		return nil, err
	}
	if as != nil {
		if err := os.Chown(dir, int(as.Uid), int(as.Gid)); err != nil {
			return nil, err
		}
	}
	data := filepath.Join(dir, "data")
	initdb := command(as, dir, filepath.Join(bin, "initdb"), "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync",
		"--locale=C", "--locale-provider=icu", "--icu-locale=id")
	if out, err := initdb.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("initdb: %w\n%s", err, out)
	}
	var log bytes.Buffer
	run := command(as, dir, filepath.Join(bin, "postgres"), "-D", data, "-k", dir, "-c", "listen_addresses=", "-c", "fsync=on",
		"-c", "max_connections=200", "-c", "log_min_messages=fatal")
	run.Stdout, run.Stderr = &log, &log
	exited := make(chan error, 1)
	started := make(chan error, 1)
	go hold(run, started, exited)
	if err := <-started; err != nil {
		return nil, fmt.Errorf("postgres: %w", err)
	}
	s := &server{url: "postgres://postgres@/postgres?host=" + url.QueryEscape(dir), dir: dir}
	s.stop = func() error {
		err := run.Process.Signal(syscall.SIGINT) // fast shutdown
		return errors.Join(err, <-exited, os.RemoveAll(dir))
	}
	for range 600 {
		if err = admin(s.url, "SELECT 1"); err == nil {
			return s, nil
		}
		select {
		case err := <-exited:
			return nil, fmt.Errorf("postgres ended: %w\n%s", err, log.String())
		case <-time.After(50 * time.Millisecond):
		}
	}
	return nil, errors.Join(fmt.Errorf("postgres does not answer: %w", err), s.stop())
}
