package catalog

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// tree is a node with its children as slices, to compare.
type tree struct {
	Kind      kind
	Quoted    bool
	Text      string
	Line, Col int32
	Key       string
	KeyAt     [2]int32
	Children  []tree
}

func treeOf(n *node) *tree {
	if n == nil {
		return nil
	}
	t := &tree{n.kind, n.quoted, n.text, n.line, n.col, n.key, [2]int32{n.keyAt.line, n.keyAt.col}, nil}
	if n.kind == empty && n.text == "" {
		t.Line, t.Col = 0, 0 // where nothing stands is nobody's promise
	}
	for c := range n.all {
		t.Children = append(t.Children, *treeOf(c))
	}
	return t
}

// fastSeeds are texts that the fast reader takes, and texts that it must leave to the library.
var fastSeeds = []string{
	"a: 1", "a: x y # c\nb:\n  - 1\n  - c: 2\n    d: [x, {e: f}, 'g', \"h\"]\n", "a:\n- b\n- c: d\nf: g\n", "a: |\n  x\n   y\n\n  z\nb: c\n",
	"a: |-\n  x\n", "a:\n\n  # c\n  b: c\n", "a: {b: , c: ~}\n", "a: [b,\n  c,\n]\n", "é: ü\nb: {ö: ä}", "- a\n-\n- b: c\n", "  - a: b\n    c: d\n",
	"a: 'it''s'\n", "a: \"x\\ny\"\n", "a: b\n  c\n", "a: &x b\nc: *x\n", "a: >\n  b\n", "a: x: y\n", "a: [b: c]\n", "a: b #c\n#d\n  e: f", "? a\n: b",
	"a: - b", "a: b:c\n", "a: http://x/y#z\n", "a: [http://x, b#c]\n", "a: 08.00-17.00\n", "a: -5\n", "a: !!str b\n", "<<: {a: b}\n", "a : b\n", "a: {b: c}d\n",
	"a: [1, 2] # c\n", "a: \"b\" # c\n", "a:\n  - - b\n", "a: {\"b\": c}\n", "a: |\n\n  x\n", "a: |\n  x\n # c\nb: d\n", "- |\n  x\n- y\n", "- a:\n  - b\n  c: d\n", "a: [b, [c]]\n",
}

// FuzzFastAgreesWithLibrary holds the fast reader to what the library reads wherever it answers at all.
func FuzzFastAgreesWithLibrary(f *testing.F) {
	for _, s := range fastSeeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { agree(t, s) })
}

func agree(t *testing.T, s string) bool {
	t.Helper()
	if strings.ContainsAny(s, "\r\x00") || !utf8.ValidString(s) || len(s) > 4096 {
		return false
	}
	fast := readFast(s, 7, &slab{})
	if fast == nil {
		return false
	}
	library, err := readLibrary(s, 7, &aliases{named: map[string]*node{}})
	if err != nil {
		t.Fatalf("%q: fast reads it, library: %v", s, err)
	}
	if diff := cmp.Diff(treeOf(library), treeOf(fast)); diff != "" {
		t.Fatalf("%q: library -, fast +\n%s", s, diff)
	}
	return true
}

// TestFastTakesCatalogs makes sure that the fast reader does read what catalogs are written in.
func TestFastTakesCatalogs(t *testing.T) {
	files, err := filepath.Glob("testdata/baik/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !agree(t, string(b)) {
			t.Errorf("%s is left to the library", name)
		}
	}
}
