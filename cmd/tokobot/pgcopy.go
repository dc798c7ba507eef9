package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"strings"

	"tokobot/internal/store"
)

// dumpPostgres writes the database at an address to a file, as it is at one moment. The error is exec.ErrNotFound where
// PostgreSQL's own programs are not installed.
func dumpPostgres(ctx context.Context, address, to string) error {
	libpq, env := forLibpq(address)
	if _, err := runPostgres(ctx, env, "pg_dump", "--format=custom", "--no-password", "--file="+to, "--dbname="+libpq); err != nil {
		return err
	}
	if err := checkDump(ctx, to); !errors.Is(err, exec.ErrNotFound) {
		return err
	}
	return nil
}

// checkDump tells whether a dump can be read and is a shop's. Without pg_restore nobody knows; the error is exec.ErrNotFound.
func checkDump(ctx context.Context, file string) error {
	list, err := runPostgres(ctx, nil, "pg_restore", "--list", file)
	if err == nil && !strings.Contains(list, " tokobot_version ") {
		err = errors.New("isinya bukan database tokobot; mungkin alamatnya salah, atau tokonya belum pernah dijalankan di sana")
	}
	return err
}

// fillPostgres puts a dump into the empty database at an address: all of it or nothing.
func fillPostgres(ctx context.Context, address, dump string) error {
	libpq, env := forLibpq(address)
	_, err := runPostgres(ctx, env, "pg_restore", "--no-owner", "--no-privileges", "--single-transaction", "--no-password", "--dbname="+libpq, dump)
	return err
}

func runPostgres(ctx context.Context, env []string, name string, args ...string) (string, error) {
	file, err := exec.LookPath(name)
	if err != nil {
		return "", err
	}
	var out, errs bytes.Buffer
	cmd := exec.CommandContext(ctx, file, args...)
	cmd.Env, cmd.Stdout, cmd.Stderr = append(os.Environ(), env...), &out, &errs
	if err := cmd.Run(); err != nil {
		return "", fmt.Errorf("%s: %w: %s", name, err, bytes.TrimSpace(errs.Bytes()))
	}
	return out.String(), nil
}

func kind(postgres bool) string {
	if postgres {
		return "PostgreSQL"
	}
	return "SQLite"
}

// noAddress stands for a PostgreSQL of which only the kind is known.
const noAddress = "postgres://"

// checkPostgres reads the dump, and looks whether there is an empty database for it.
func (r *restoration) checkPostgres(ctx context.Context, dump string) error {
	if err := checkDump(ctx, dump); err != nil && !errors.Is(err, exec.ErrNotFound) {
		return wrongf("database di cadangan %s rusak, tidak ada yang diubah: %w", r.ask.File, err)
	}
	if r.postgres == "" {
		return nil
	}
	empty, err := store.Empty(ctx, r.postgres)
	if err != nil {
		return wrongf("database PostgreSQL yang dituju belum bisa dipakai, tidak ada yang diubah. Buat dulu database kosong di sana, lalu ulangi: %w", err)
	}
	if !empty {
		return wrongf("database PostgreSQL yang dituju sudah berisi, dan isinya tidak ditimpa. Buat database kosong yang baru, ganti alamatnya, lalu ulangi")
	}
	return nil
}

// forLibpq is the address without what only our own client knows and without the password, which every user of the machine
// could read in the list of processes; it goes into the environment.
func forLibpq(address string) (string, []string) {
	u, err := url.Parse(address)
	if err != nil {
		return address, nil // pg_dump says what is wrong with it
	}
	var env []string
	if password, ok := u.User.Password(); ok {
		env = append(env, "PGPASSWORD="+password)
		u.User = url.User(u.User.Username())
	}
	q := u.Query()
	for key := range q {
		if strings.HasPrefix(key, "pool_") || strings.HasPrefix(key, "default_query_exec_mode") || strings.HasSuffix(key, "_cache_capacity") {
			q.Del(key)
		}
	}
	if q.Has("password") {
		env = append(env, "PGPASSWORD="+q.Get("password"))
		q.Del("password")
	}
	u.RawQuery = q.Encode()
	return u.String(), env
}
