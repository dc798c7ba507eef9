package catalog

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// edit is one slip of an owner on the good shop: what was replaced by what in some files, where a problem must be told,
// and what is told.
type edit struct {
	line  int // in its table
	files []replaced
	also  []string // places beside the marked ones, as "file:line:column"
	told  []string
}

// replaced is one replacement. ▸ in the new text marks a place that must be told.
type replaced struct{ file, old, new string }

// unseen are the signs in the tables for what can't be seen in them.
var unseen = strings.NewReplacer("→", "\t", "␍", "\r", "␀", "\x00", "␛", "\xe9", "␠", " ")

// readEdits reads a table of edits with a blank line after each: "= file", the old lines behind "- ", the new ones behind
// "+ ", more places behind "@ ", and the problems behind "> ". No old lines replace the whole file. A line with # is a comment.
func readEdits(text string) (out []edit) {
	kind, fresh := byte(0), true
	for i, line := range strings.Split(text, "\n") {
		was := kind
		kind = 0
		if line == "" || line[0] == '#' {
			fresh = fresh || line == ""
			continue
		}
		kind = line[0]
		rest := line[min(2, len(line)):]
		if kind == '=' {
			if fresh {
				out = append(out, edit{line: i + 1})
			}
			fresh = false
			e := &out[len(out)-1]
			e.files = append(e.files, replaced{file: rest})
			continue
		}
		e := &out[len(out)-1]
		f := &e.files[len(e.files)-1]
		switch kind {
		case '-':
			f.old = joined(f.old, rest, was == '-')
		case '+':
			f.new = joined(f.new, rest, was == '+')
		case '@':
			e.also = append(e.also, rest)
		case '>':
			e.told = append(e.told, rest)
		}
	}
	return out
}

func joined(a, b string, more bool) string {
	if more {
		return a + "\n" + b
	}
	return b
}

// apply makes the edit and gives the places that must be told, as "file:line:column".
func (e edit) apply(t *testing.T, dir string) (want []string) {
	t.Helper()
	for _, f := range e.files {
		path := filepath.Join(dir, filepath.FromSlash(f.file))
		was, err := os.ReadFile(path)
		if err != nil && f.old != "" {
			t.Fatal(err)
		}
		text := f.new + "\n"
		if f.old != "" {
			if n := strings.Count(string(was), f.old); n == 0 {
				t.Fatalf("%q is not in %s", f.old, f.file)
			}
			text = strings.Replace(string(was), f.old, f.new, 1)
		}
		line, col, b := 1, 1, strings.Builder{}
		for _, c := range text {
			switch c {
			case '▸':
				want = append(want, fmt.Sprintf("%s:%d:%d", f.file, line, col))
				continue
			case '\n':
				line, col = line+1, 0
			case '\ufeff':
				col--
			}
			b.WriteRune(c)
			col++
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		write(t, path, unseen.Replace(b.String()))
	}
	return append(want, e.also...)
}

// TestEdits makes every slip of the tables by itself. The marks hold the places, apart from what -update writes: a
// problem at each of them and none elsewhere. Run with -update to write what is told now, and read it as the owner would.
func TestEdits(t *testing.T) {
	tables, err := filepath.Glob("testdata/suntingan/*.txt")
	if err != nil || len(tables) == 0 {
		t.Fatal(tables, err)
	}
	count := 0
	for _, table := range tables {
		b, err := os.ReadFile(table)
		if err != nil {
			t.Fatal(err)
		}
		edits := readEdits(string(b))
		count += len(edits)
		for i, e := range edits {
			t.Run(fmt.Sprintf("%s/%d", strings.TrimSuffix(filepath.Base(table), ".txt"), e.line), func(t *testing.T) {
				edits[i].told = e.test(t)
			})
		}
		if *update {
			write(t, table, withTold(string(b), edits))
		}
	}
	if count < 150 {
		t.Errorf("only %d slips", count)
	}
}

func (e edit) test(t *testing.T) (told []string) {
	dir := copyOf(t, "testdata/baik")
	want := e.apply(t, dir)
	c, ps := Load(dir, Options{Atlas: atlas(t), Replies: replies, Needed: map[string][]string{"total": {"total"}}})
	if (c == nil) != ps.HasErrors() {
		t.Errorf("catalog %v with %s", c != nil, ps)
	}
	var got []string
	for _, p := range ps {
		told = append(told, p.String())
		got = append(got, fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column))
		if !utf8.ValidString(p.Message) || strings.ContainsAny(p.Message, "\n\t") {
			t.Errorf("not one clean line: %q", p.Message)
		}
	}
	slices.Sort(want)
	slices.Sort(got)
	if diff := cmp.Diff(want, slices.Compact(got)); diff != "" {
		t.Errorf("marked -, told +\n%s%s", diff, ps)
	}
	if diff := cmp.Diff(e.told, told); diff != "" && !*update {
		t.Errorf("expected -, told +\n%s", diff)
	}
	return told
}

// withTold writes a table anew with what is told now.
func withTold(text string, edits []edit) string {
	var b strings.Builder
	at := map[int]edit{}
	for _, e := range edits {
		at[e.line] = e
	}
	var open *edit
	shut := func() {
		if open != nil {
			for _, s := range open.told {
				b.WriteString("> " + s + "\n")
			}
			open = nil
		}
	}
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	for i, line := range lines {
		if strings.HasPrefix(line, "> ") || line == ">" {
			shut()
			continue
		}
		if e, ok := at[i+1]; ok {
			shut()
			open = &e
		}
		if line == "" {
			shut()
		}
		b.WriteString(line + "\n")
	}
	shut()
	return b.String()
}
