package catalog

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "rewrite what the tests expect in testdata and skema")

// replies stand in for the bot's own.
var replies = map[string][]string{"salam": {"sapaan", "toko"}, "total": {"sapaan", "total"}}

// TestFaults loads broken catalogs. Each archive holds the files that replace those of the good shop, and above them every
// problem that must be told, with its file, line and column. Run with -update to write what is told now, and read the diff.
func TestFaults(t *testing.T) {
	archives, err := filepath.Glob("testdata/salah/*.txtar")
	if err != nil || len(archives) < 40 {
		t.Fatal(len(archives), err)
	}
	o := Options{Atlas: atlas(t), Replies: replies, Needed: map[string][]string{"total": {"total"}}}
	for _, name := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			dir := copyOf(t, "testdata/baik")
			for _, f := range a.Files {
				write(t, filepath.Join(dir, f.Name), string(f.Data))
			}
			c, ps := Load(dir, o)
			if got := ps.HasErrors(); got != (c == nil) || len(ps) == 0 {
				t.Errorf("catalog %v with problems\n%s", c, ps)
			}
			if diff := cmp.Diff(string(a.Comment), ps.String()); diff != "" {
				if *update {
					a.Comment = []byte(ps.String())
					write(t, name, string(txtar.Format(a)))
					return
				}
				t.Errorf("expected -, told +\n%s", diff)
			}
		})
	}
}

func write(tb testing.TB, name, text string) {
	tb.Helper()
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		tb.Fatal(err)
	}
}
