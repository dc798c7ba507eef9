package main

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"tokobot/internal/store"
	"tokobot/internal/storetest"
)

func TestMain(m *testing.M) {
	if wa := os.Getenv(childEnv); wa != "" {
		os.Exit(beTokobot(wa))
	}
	testscript.Main(withServer{m}, map[string]func(){"tokobot": main})
}

// withServer stops the tests' PostgreSQL after them.
type withServer struct{ m *testing.M }

// Run implements testscript.TestingM.
func (w withServer) Run() int { return storetest.Main(w.m) }

// TestScripts drives the real binary.
func TestScripts(t *testing.T) {
	contoh, err := filepath.Abs("../../catalog/contoh")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(e *testscript.Env) error {
			e.Setenv("CONTOH", contoh)
			e.Setenv("TMPDIR", filepath.Join(e.WorkDir, "tmp"))
			return os.MkdirAll(filepath.Join(e.WorkDir, "tmp"), 0o755)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"hold":  hold,
			"newer": newer,
		},
	})
}

// hold keeps a database open until the script ends, as another running tokobot would.
func hold(ts *testscript.TestScript, _ bool, args []string) {
	s, err := store.Open(context.Background(), ts.MkAbs(args[0]), store.Options{})
	ts.Check(err)
	ts.Defer(func() { ts.Check(s.Close()) })
}

// newer makes a database that a tokobot of the future wrote.
func newer(ts *testscript.TestScript, _ bool, args []string) {
	ctx := context.Background()
	s, err := store.Open(ctx, ts.MkAbs(args[0]), store.Options{})
	ts.Check(err)
	_, err = s.DB().ExecContext(ctx, "UPDATE tokobot_version SET version = 9999, compat = 9999")
	ts.Check(err)
	ts.Check(s.Close())
}
