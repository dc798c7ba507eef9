package bot

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"tokobot/catalog"
	"tokobot/internal/rupiah"
	"tokobot/internal/shop"
)

// asking are the replies that may hold a question; a message has at most one of them.
var asking = regexp.MustCompile("^(tanya_|salam)")

// TestWordings holds that no wording of the bot's own has a digit, that each has only the placeholders of its row and all
// that it needs.
func TestWordings(t *testing.T) {
	table, err := ownReplies()
	if err != nil {
		t.Fatal(err)
	}
	if len(table) < 100 {
		t.Fatalf("only %d replies", len(table))
	}
	for key, e := range table {
		if len(e.Words) == 0 {
			t.Errorf("%s has no wording", key)
		}
		for _, text := range e.Words {
			if strings.IndexFunc(text, unicode.IsDigit) >= 0 {
				t.Errorf("%s holds a digit: %q", key, text)
			}
			w := newWording(text, "")
			for _, parts := range w.lines {
				for i := 1; i < len(parts); i += 2 {
					if !slices.Contains(e.names(), parts[i]) {
						t.Errorf("%s: {%s} is not in its row", key, parts[i])
					}
				}
			}
			if strings.Contains(strings.Split(text, "_\"")[0], "?") && !asking.MatchString(key) {
				t.Errorf("%s asks, though it is no question: %q", key, text)
			}
			for _, n := range e.Needed {
				if !w.has(n) {
					t.Errorf("%s: needs {%s}", key, n)
				}
			}
		}
	}
}

// TestReplyKeys holds that the code and the table name the same replies: none is missing, none is dead.
func TestReplyKeys(t *testing.T) {
	table, err := ownReplies()
	if err != nil {
		t.Fatal(err)
	}
	var code strings.Builder
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if strings.HasSuffix(f, "_test.go") {
			continue
		}
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		code.Write(data)
	}
	used := code.String()
	prefixes := regexp.MustCompile(`\.text\("([a-z_]+_)" *\+`).FindAllStringSubmatch(used, -1)
	for key := range table {
		named := strings.Contains(used, `"`+key+`"`) || strings.HasSuffix(key, "_judul") ||
			slices.ContainsFunc(prefixes, func(p []string) bool { return strings.HasPrefix(key, p[1]) }) || strings.HasPrefix(key, "status_")
		if !named {
			t.Errorf("reply %s is used nowhere", key)
		}
	}
	for _, m := range regexp.MustCompile(`\.(?:text|say)\("([a-z_]+[a-z])"`).FindAllStringSubmatch(used, -1) {
		if _, ok := table[m[1]]; !ok {
			t.Errorf("reply %s is not in the table", m[1])
		}
	}
}

// TestValuesHaveMakers holds that only nilai.go and the filling of wordings make values that hold text: whoever wants a number
// in a message must say where it comes from.
func TestValuesHaveMakers(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if f == "nilai.go" || f == "balasan.go" || strings.HasSuffix(f, "_test.go") {
			continue
		}
		tree, err := parser.ParseFile(token.NewFileSet(), f, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			lit, ok := n.(*ast.CompositeLit)
			if !ok || len(lit.Elts) == 0 {
				return true
			}
			if id, ok := lit.Type.(*ast.Ident); ok && id.Name == "value" {
				t.Errorf("%s makes a value of its own", f)
			}
			return true
		})
	}
}

// TestNoDigitWithoutSource walks every reply, in the bot's own wordings and in one of an owner who writes figures wherever he can:
// every digit of what comes out stands in a source that says where it is from.
func TestNoDigitWithoutSource(t *testing.T) {
	table, err := ownReplies()
	if err != nil {
		t.Fatal(err)
	}
	owner := &catalog.Catalog{Version: "v1", Replies: map[string][]catalog.Reply{}}
	line := 0
	for key, e := range table {
		line++
		text := "Buka 24 jam"
		for _, name := range e.names() {
			text += " 7 {" + name + "}\n8 {" + name + "} 9"
		}
		owner.Replies[key] = []catalog.Reply{{Text: text, Pos: catalog.Pos{File: "balasan.yaml", Line: line}}}
	}
	for _, c := range []*catalog.Catalog{{Version: "v1"}, owner} {
		words, err := replies(c)
		if err != nil {
			t.Fatal(err)
		}
		n := note{words: words, turns: map[string]int{}}
		for key, e := range table {
			var args []arg
			for i, name := range e.names() {
				args = append(args, is(name, money(rupiah.Amount(1000*(i+1)), fromOrder("MLT-1123-0001"))))
			}
			for range max(1, len(words[key])) {
				v := n.text(key, args...)
				for _, run := range strings.FieldsFunc(v.text, func(r rune) bool { return !unicode.IsDigit(r) && r != '.' }) {
					if run = strings.Trim(run, "."); run == "" {
						continue
					}
					at := slices.IndexFunc(v.from, func(s shop.Source) bool { return strings.Contains(s.Text, run) })
					if at < 0 || v.from[at].From != "order MLT-1123-0001" && !strings.HasPrefix(v.from[at].From, "balasan.yaml:") {
						t.Errorf("%s: %q has no source in %q", key, run, v.text)
					}
				}
			}
		}
	}
}
