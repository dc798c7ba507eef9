package livetest

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"sync"
	"testing"

	"tokobot/internal/storetest"
)

// built is the one program of a test process.
var built struct {
	once sync.Once
	dir  string
	err  error
}

// Program is the path of tokobot, built with the tag lokal so that it takes the local WhatsApp's key. It is built once.
func Program(t testing.TB) string {
	t.Helper()
	built.once.Do(func() { built.dir, built.err = build() })
	if built.err != nil {
		t.Fatal(built.err)
	}
	return filepath.Join(built.dir, "tokobot")
}

func build() (string, error) {
	dir, err := os.MkdirTemp("", "tokobot-live-")
	if err != nil {
		return "", fmt.Errorf("build tokobot: %w", err)
	}
	c := exec.Command("go", "build", "-buildvcs=false", "-tags", "lokal", "-o", dir, "./cmd/tokobot")
	c.Dir, c.Env = root(), append(os.Environ(), "CGO_ENABLED=0")
	if out, err := c.CombinedOutput(); err != nil {
		return dir, fmt.Errorf("build tokobot: %w\n%s", err, out)
	}
	return dir, nil
}

// root is the repository's top folder.
func root() string {
	_, file, _, _ := runtime.Caller(0)
	return filepath.Join(filepath.Dir(file), "..", "..")
}

// Main runs a package's tests and clears away what they built and started; it is for TestMain.
func Main(m *testing.M) int {
	if echoes() {
		return 0
	}
	code := storetest.Main(m)
	if built.dir != "" {
		_ = os.RemoveAll(built.dir) // in the folder for temporary files
	}
	return code
}
