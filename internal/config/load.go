package config

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// DefaultTokenEnv is the environment variable of the Telegram token when config.yaml does not name another.
const DefaultTokenEnv = "TOKOBOT_TELEGRAM_TOKEN"

// Problem is one fault of config.yaml, in the owner's words.
type Problem struct {
	File         string
	Line, Column int // from 1; 0 for the file as a whole
	Message      string
	Suggestion   string // what was probably meant; "" for nothing
}

func (p Problem) String() string {
	s := p.File + ": "
	if p.Line > 0 {
		s = fmt.Sprintf("%s:%d:%d: ", p.File, p.Line, p.Column)
	}
	s += p.Message
	if p.Suggestion != "" {
		s += "; maksudnya `" + p.Suggestion + "`?"
	}
	return s
}

// Problems are all faults of a file.
type Problems []Problem

func (p Problems) Error() string {
	lines := make([]string, len(p))
	for i, one := range p {
		lines[i] = one.String()
	}
	return strings.Join(lines, "\n")
}

type loading struct {
	file     string
	c        Config
	tokenEnv string
	problems Problems
}

// Load reads a config file over the defaults; getenv gives the secrets that come from the environment. Paths in it are
// relative to the file's folder and come back relative to the working folder. The error is Problems for a file that can be read and is not right.
func Load(file string, getenv func(string) string) (Config, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return Config{}, fmt.Errorf("baca %s: %w", file, errors.Unwrap(err))
	}
	l := &loading{file: file, c: Default(), tokenEnv: DefaultTokenEnv}
	l.read(data)
	if len(l.problems) > 0 {
		return Config{}, l.problems
	}
	l.fromEnv(getenv)
	l.c.Catalog = l.path(l.c.Catalog)
	if !strings.Contains(l.c.Media, "://") { // a bucket of another machine
		l.c.Media = l.path(l.c.Media)
	}
	if !strings.Contains(l.c.Database, "://") {
		rest, prefixed := strings.CutPrefix(l.c.Database, "sqlite:")
		if l.c.Database = l.path(rest); prefixed {
			l.c.Database = "sqlite:" + l.c.Database
		}
	}
	return l.c, nil
}

// None is the configuration of a shop without config.yaml: the defaults and the environment.
func None(getenv func(string) string) Config {
	l := &loading{c: Default(), tokenEnv: DefaultTokenEnv}
	l.fromEnv(getenv)
	return l.c
}

func (l *loading) fromEnv(getenv func(string) string) {
	if l.c.Telegram.Token == "" {
		l.c.Telegram.Token = strings.TrimSpace(getenv(l.tokenEnv))
	}
}

func (l *loading) path(name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(filepath.Dir(l.file), name)
}

func (l *loading) fault(n ast.Node, message, suggestion string) {
	p := Problem{File: l.file, Message: message, Suggestion: suggestion}
	if t := n.GetToken(); t != nil && t.Position != nil {
		p.Line, p.Column = t.Position.Line, t.Position.Column
	}
	l.problems = append(l.problems, p)
}

func (l *loading) read(data []byte) {
	data = []byte(strings.TrimPrefix(string(data), "\ufeff"))
	f, err := parser.ParseBytes(data, 0)
	if err != nil {
		p := Problem{File: l.file, Message: "bukan YAML yang benar: " + err.Error()}
		var ye yaml.Error
		if errors.As(err, &ye) {
			p.Message = "bukan YAML yang benar: " + ye.GetMessage()
			if t := ye.GetToken(); t != nil && t.Position != nil {
				p.Line, p.Column = t.Position.Line, t.Position.Column
			}
		}
		l.problems = append(l.problems, p)
		return
	}
	for i, doc := range f.Docs {
		if i > 0 && doc.Body != nil {
			l.fault(doc.Body, "satu berkas saja, tanpa `---` di tengah", "")
			continue
		}
		if doc.Body != nil && !isEmpty(doc.Body) {
			l.section("", doc.Body)
		}
	}
}

func isEmpty(n ast.Node) bool {
	t := n.Type()
	return t == ast.NullType || t == ast.CommentType || t == ast.CommentGroupType
}

// section reads a mapping whose keys' paths begin with prefix.
func (l *loading) section(prefix string, n ast.Node) {
	m, ok := n.(ast.MapNode)
	if !ok {
		l.fault(n, "harus berisi `kunci: nilai`", "")
		return
	}
	seen := map[string]bool{}
	for it := m.MapRange(); it.Next(); {
		name := it.Key().GetToken().Value
		path := prefix + name
		if seen[name] {
			l.fault(it.Key(), fmt.Sprintf("`%s` ada dua kali", name), "")
			continue
		}
		seen[name] = true
		if i := slices.IndexFunc(keys, func(k key) bool { return k.path == path }); i >= 0 {
			if isEmpty(it.Value()) {
				continue // a key without a value keeps the default
			}
			if err := keys[i].set(l, it.Value()); err != nil {
				l.fault(it.Value(), "`"+path+"`: "+err.Error(), "")
			}
			continue
		}
		if why := secrets[path]; why != "" {
			l.fault(it.Key(), why, "")
			continue
		}
		if inner := below(path + "."); len(inner) > 0 {
			if !isEmpty(it.Value()) {
				l.section(path+".", it.Value())
			}
			continue
		}
		l.fault(it.Key(), fmt.Sprintf("kunci `%s` tidak dikenal", path), nearest(name, below(prefix)))
	}
}

// below are the names that may stand directly under a prefix.
func below(prefix string) []string {
	var names []string
	for _, k := range keys {
		if rest, ok := strings.CutPrefix(k.path, prefix); ok {
			name, _, _ := strings.Cut(rest, ".")
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names
}

// scalar is the text of a value as it was typed.
func scalar(n ast.Node) (string, error) {
	switch n := n.(type) {
	case *ast.LiteralNode:
		return strings.TrimSpace(n.Value.Value), nil
	case *ast.StringNode:
		return n.Value, nil
	case ast.ScalarNode:
		return n.GetToken().Value, nil
	}
	return "", errors.New("harus satu nilai, bukan daftar atau bagian")
}

var units = []struct {
	names []string
	d     time.Duration
}{
	{[]string{"detik", "dtk", "s"}, time.Second},
	{[]string{"menit", "mnt", "m"}, time.Minute},
	{[]string{"jam", "h"}, time.Hour},
	{[]string{"hari", "d"}, 24 * time.Hour},
	{[]string{"minggu"}, 7 * 24 * time.Hour},
}

// ParseLength reads a duration as the owner writes it: 2 detik, 30 menit, 12 jam, 7 hari, 1,5 jam; 2s and 12h as well.
func ParseLength(s string) (time.Duration, error) {
	t := strings.ToLower(strings.TrimSpace(s))
	i := strings.IndexFunc(t, func(r rune) bool { return (r < '0' || r > '9') && r != ',' && r != '.' })
	if t == "0" {
		return 0, nil
	}
	if i > 0 {
		f, err := strconv.ParseFloat(strings.ReplaceAll(t[:i], ",", "."), 64)
		for _, u := range units {
			if err == nil && f <= 36500 && slices.Contains(u.names, strings.TrimSpace(t[i:])) {
				return time.Duration(f * float64(u.d)), nil
			}
		}
	}
	return 0, fmt.Errorf("%q bukan lama waktu, contohnya 2 detik, 30 menit, 12 jam atau 7 hari", s)
}

func parseClock(s string) (Clock, error) {
	t, err := time.Parse("15.04", strings.ReplaceAll(s, ":", "."))
	if err != nil {
		return 0, fmt.Errorf("%q bukan jam, contohnya 21.00", s)
	}
	return Clock(t.Hour()*60 + t.Minute()), nil
}

// Spec is the clock as a daily schedule in cron's five fields; "" when it is Off.
func (c Clock) Spec() string {
	if c < 0 {
		return ""
	}
	return fmt.Sprintf("%d %d * * *", int(c)%60, int(c)/60)
}

// nearest is the known name that is spelt most alike, or "" when none is near.
func nearest(name string, known []string) string {
	best, least := "", max(1, len(name)/2)+1
	for _, k := range known {
		d := distance(name, k)
		if len(name) >= 3 && strings.HasPrefix(k, name) {
			d = 1 // only the end is missing
		}
		if d < least {
			best, least = k, d
		}
	}
	return best
}

// distance counts the single-letter changes between two words, two swapped neighbours being one (optimal string alignment).
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	rows := make([][]int, len(x)+1)
	for i := range rows {
		rows[i] = make([]int, len(y)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(x); i++ {
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(x)][len(y)]
}
