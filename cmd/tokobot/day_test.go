package main

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tokobot/internal/storetest"
)

var update = flag.Bool("update", false, "write what came out as what is wanted")

// run runs one command as main does, without a process of its own.
func run(t *testing.T, stdin string, args ...string) (status int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	p := program{
		stdin: bytes.NewBufferString(stdin), stdout: &out, stderr: &errs, getenv: func(string) string { return "" }, now: time.Now,
	}
	status = p.Run(context.Background(), args)
	return status, out.String(), errs.String()
}

// made is the name of a file that the shop made: a label, a chart. What is in it is its own room's to test.
var made = regexp.MustCompile(`media/[0-9a-f]{2}/[0-9a-f]{64}`)

func masked(out string) string { return made.ReplaceAllString(out, "media/…") }

// TestDay plays a scripted day: two buyers want the last piece, one pays by transfer and gets a tracking number, one pays
// cash on delivery, one never pays and expires, one cancels. The same bytes come out twice, and from either database.
func TestDay(t *testing.T) {
	script, err := filepath.Abs("testdata/hari/hari.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	want := filepath.Join(filepath.Dir(script), "hari.want")
	contoh, err := filepath.Abs("../../catalog/contoh")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir()) // the media folder's name is part of the output
	play := func(more ...string) string {
		t.Helper()
		status, out, errs := run(t, "", append([]string{"replay", "--catalog", contoh, "--media", "media", "--dump", script}, more...)...)
		if status != exitOK || errs != "" {
			t.Fatalf("status %d, stderr:\n%s", status, errs)
		}
		return out
	}
	first := play()
	if *update {
		if err := os.WriteFile(want, []byte(masked(first)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	golden, err := os.ReadFile(want)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(golden), masked(first)); d != "" {
		t.Errorf("otherwise than before (-update writes it anew):\n%s", d)
	}
	if d := cmp.Diff(first, play()); d != "" {
		t.Errorf("the second time otherwise than the first:\n%s", d)
	}
	if d := cmp.Diff(first, play("--database", storetest.Postgres(t))); d != "" {
		t.Errorf("on PostgreSQL otherwise than on SQLite:\n%s", d)
	}
}
