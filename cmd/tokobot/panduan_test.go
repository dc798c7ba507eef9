package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// copyable is an example in the owner's guide with the file that it is.
var copyable = regexp.MustCompile("(?ms)^```[a-z]+ ([a-z/.-]+)\n(.*?)^```$")

// TestGuideIsAShop puts the guide's examples into a folder, as an owner would who copies them all.
func TestGuideIsAShop(t *testing.T) {
	guide, err := os.ReadFile("../../docs/panduan.md")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	put := func(name, text string) {
		t.Helper()
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	put("foto/pashmina.jpg", "x")
	put("foto/qris.png", "x")
	files := map[string]bool{}
	for _, m := range copyable.FindAllStringSubmatch(string(guide), -1) {
		put(m[1], m[2])
		files[m[1]] = true
	}
	for _, name := range append([]string{"tarif/jnt-ez.csv"}, rootFiles...) {
		if !files[name] {
			t.Errorf("the guide shows no %s", name)
		}
	}
	status, out, errs := run(t, "", "catalog", "check", dir)
	if status != exitOK || strings.Contains(out, "peringatan") {
		t.Errorf("status %d\n%s%s", status, out, errs)
	}
}
