package house

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "tokobot/"

// root is the repository's top folder, seen from this package.
const root = "../.."

// source is one Go file.
type source struct {
	path string // from the top, with forward slashes
	dir  string // its package's folder: internal/shop
	test bool
	set  *token.FileSet
	ast  *ast.File
}

// sources parses every Go file under the top folder.
func sources(t *testing.T) []source {
	t.Helper()
	var list []source
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (strings.HasPrefix(d.Name(), ".") && len(d.Name()) > 2 || d.Name() == "testdata" || d.Name() == "node_modules") {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(path, ".go") {
			return nil
		}
		rel, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		set := token.NewFileSet()
		f, err := parser.ParseFile(set, path, nil, parser.ParseComments)
		if err != nil {
			return err
		}
		list = append(list, source{rel, filepath.ToSlash(filepath.Dir(rel)), strings.HasSuffix(rel, "_test.go"), set, f})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(list) < 30 {
		t.Fatalf("only %d Go files found", len(list))
	}
	return list
}

// leaves know nothing of the shop and may be used by everybody.
var leaves = []string{"internal/rupiah", "internal/wilayah", "internal/bahasa", "internal/pola"}

// arrows say which rooms a room may import, its own rooms below it, and leaves, always; "*" is everything. A room stands
// for what lies below it too, unless that has a line of its own.
var arrows = map[string][]string{
	"cmd":                     {"*"},
	"internal/house":          {},
	"bench":                   {}, // peers, modules of their own
	"internal/rupiah":         {},
	"internal/wilayah":        {},
	"internal/bahasa":         {},
	"internal/pola":           {},
	"migrations":              {},
	"internal/media":          {},
	"internal/jsonl":          {},
	"internal/bench":          {"internal/shop", "internal/engine"},
	"internal/shop":           {"internal/rupiah", "internal/wilayah"},
	"internal/config":         {"internal/shop"},
	"internal/picture":        {"internal/shop"},
	"internal/label":          {"internal/shop"},
	"internal/statement":      {},
	"internal/resi":           {},
	"internal/recap":          {"internal/shop", "internal/card"},
	"catalog":                 leaves,
	"bot/understand":          {"catalog"},
	"internal/card":           {"internal/shop", "catalog"},
	"bot":                     {"internal/shop", "internal/card", "catalog", "bot/understand"},
	"internal/desk":           {"internal/shop", "internal/card", "catalog", "bot/understand", "internal/label", "internal/statement", "internal/resi", "internal/recap"},
	"internal/engine":         {"internal/shop", "bot", "internal/desk"},
	"internal/store":          {"internal/shop", "internal/engine", "internal/desk", "migrations"}, // desk for the types of its facts
	"internal/whatsapp":       {"internal/shop", "internal/engine"},
	"internal/telegram":       {"internal/shop", "internal/engine"},
	"internal/replay":         {"internal/shop", "internal/engine", "internal/jsonl"},
	"internal/demo":           {"internal/shop", "internal/engine", "internal/replay"},
	"internal/whatsapptest":   {"*"},
	"internal/telegramtest":   {"*"},
	"internal/storetest":      {"*"},
	"internal/livetest":       {"*"},
	"internal/cputest":        {},
	"bot/understand/internal": {"bot/understand", "catalog"},
}

// owners are modules that only one room may import (DESIGN.md, "Who may import whom").
var owners = map[string][]string{
	"go.mau.fi/whatsmeow":          {"internal/whatsapp", "internal/whatsapptest", "cmd/tokobot-wa-lokal"},
	"go.mau.fi/libsignal":          {"internal/whatsapp", "internal/whatsapptest"},
	"github.com/go-telegram/bot":   {"internal/telegram"},
	"github.com/jackc/pgx/v5":      {"internal/store", "internal/storetest", "bench"},
	"modernc.org/sqlite":           {"internal/store"},
	"github.com/robfig/cron/v3":    {"internal/engine"},
	"database/sql":                 {"internal/store", "internal/storetest", "internal/whatsapp", "internal/whatsapptest", "cmd"},
	"github.com/alecthomas/kong":   {"cmd"},
	"github.com/goccy/go-yaml":     {"catalog", "internal/config", "bot"},
	"github.com/fsnotify/fsnotify": {"catalog"},
}

func TestArrows(t *testing.T) {
	for _, s := range sources(t) {
		for _, spec := range s.ast.Imports {
			path, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			if in, ours := strings.CutPrefix(path, module); ours {
				checkArrow(t, s, in)
				continue
			}
			for owned, by := range owners {
				if under(path, owned) && !slices.ContainsFunc(by, func(d string) bool { return under(s.dir, d) }) {
					t.Errorf("%s imports %s, which belongs to %v", s.path, path, by)
				}
			}
		}
	}
}

// under tells whether path is folder or lies below it.
func under(path, folder string) bool { return path == folder || strings.HasPrefix(path, folder+"/") }

// roomOf is the longest folder with arrows of its own that holds dir.
func roomOf(dir string) string {
	for d := dir; d != "." && d != ""; d = filepath.ToSlash(filepath.Dir(d)) {
		if _, ok := arrows[d]; ok {
			return d
		}
	}
	return ""
}

func checkArrow(t *testing.T, s source, in string) {
	t.Helper()
	room := roomOf(s.dir)
	if room == "" {
		t.Errorf("%s: no arrows are known for %s", s.path, s.dir)
		return
	}
	allowed := arrows[room]
	if slices.Contains(allowed, "*") || under(in, room) || slices.Contains(leaves, in) && !slices.Contains(leaves, room) &&
		room != "internal/media" && room != "internal/shop" {
		return
	}
	if s.test && (strings.HasSuffix(in, "test") || strings.HasSuffix(s.ast.Name.Name, "_test")) {
		return // tests use the test rooms, and an external test whatever it plays with
	}
	if s.test && room == "internal/engine" && (in == "internal/store" || in == "internal/media") {
		return // the engine is tried on the real store
	}
	if !slices.Contains(allowed, in) && !slices.Contains(allowed, roomOf(in)) {
		t.Errorf("%s imports %s; %s may import %v", s.path, in, room, allowed)
	}
}

// TestEveryPackageSaysWhatItIsFor wants a sentence that begins with the package's name.
func TestEveryPackageSaysWhatItIsFor(t *testing.T) {
	said, names := map[string]bool{}, map[string]string{}
	for _, s := range sources(t) {
		if s.test {
			continue
		}
		names[s.dir] = s.ast.Name.Name
		if s.ast.Doc == nil {
			continue
		}
		text := strings.Join(strings.Fields(s.ast.Doc.Text()), " ")
		want := "Package " + s.ast.Name.Name + " "
		if s.ast.Name.Name == "main" {
			want = "Command " + filepath.Base(s.dir) + " "
		}
		if !strings.HasPrefix(text, want) || !strings.Contains(text, ".") {
			t.Errorf("%s: package comment is %q; it begins with %q", s.path, text, want)
			continue
		}
		said[s.dir] = true
	}
	for dir, name := range names {
		if !said[dir] {
			t.Errorf("%s: package %s does not say what it is for", dir, name)
		}
	}
}

const (
	longestFile     = 400
	longestFunction = 60
)

func TestFilesAndFunctionsAreShort(t *testing.T) {
	for _, s := range sources(t) {
		if ast.IsGenerated(s.ast) {
			continue
		}
		if n := s.set.File(s.ast.FileStart).LineCount(); n > longestFile && !s.test {
			t.Errorf("%s has %d lines, more than %d", s.path, n, longestFile)
		}
		for _, d := range s.ast.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || s.test {
				continue
			}
			if n := s.set.Position(f.End()).Line - s.set.Position(f.Pos()).Line + 1; n > longestFunction {
				t.Errorf("%s: %s has %d lines, more than %d", s.path, f.Name.Name, n, longestFunction)
			}
		}
	}
}

// badNames are what a room or a type is called when nobody knew what it does.
var badNames = regexp.MustCompile(`^(util|utils|common|models|helpers?)$|(Manager|Handler|Service)$`)

// goodNames end like bad ones but are the word of the trade.
var goodNames = []string{"shop.Handler", "catalog.Service"}

func TestNames(t *testing.T) {
	for _, s := range sources(t) {
		if badNames.MatchString(s.ast.Name.Name) {
			t.Errorf("%s: package %s", s.path, s.ast.Name.Name)
		}
		for _, d := range s.ast.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Name.Name == "init" && d.Recv == nil {
					t.Errorf("%s: init is a registry in disguise", s.path)
				}
			case *ast.GenDecl:
				for _, spec := range d.Specs {
					ts, ok := spec.(*ast.TypeSpec)
					if ok && badNames.MatchString(ts.Name.Name) && !slices.Contains(goodNames, s.ast.Name.Name+"."+ts.Name.Name) {
						t.Errorf("%s: type %s", s.path, ts.Name.Name)
					}
				}
			}
		}
	}
}

// machinePath finds folders that only one machine has, and addresses of package mirrors.
var machinePath = regexp.MustCompile(`/(work/(main|shared)|root/|tmp/[a-z0-9])|/home/[a-z]+/|\b(goproxy|artifactory)\.[a-z]`)

// TestNoMachinePaths looks at every file that git keeps.
func TestNoMachinePaths(t *testing.T) {
	out, err := exec.Command("git", "-C", root, "ls-files", "-z").Output()
	if err != nil {
		t.Fatalf("git ls-files: %v", err)
	}
	for _, name := range strings.Split(strings.TrimSuffix(string(out), "\x00"), "\x00") {
		data, err := os.ReadFile(filepath.Join(root, name))
		if err != nil || bytes.IndexByte(data[:min(len(data), 8000)], 0) >= 0 || name == "internal/house/house_test.go" {
			continue // deleted but not yet committed, or not text
		}
		if m := machinePath.Find(data); m != nil {
			t.Errorf("%s names a machine's own path: %s", name, m)
		}
	}
}
