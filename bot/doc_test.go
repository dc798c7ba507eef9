package bot_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestTourIsWhole holds that the tour in doc.go names every file of the package.
func TestTourIsWhole(t *testing.T) {
	doc, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) < 50 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, f := range files {
		name := strings.TrimSuffix(f, ".go")
		if !strings.HasSuffix(f, "_test.go") && f != "doc.go" && !regexp.MustCompile(`\b`+name+`\b`).Match(doc) {
			t.Errorf("the tour does not name %s", f)
		}
	}
}
