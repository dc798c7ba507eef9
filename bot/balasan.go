package bot

import (
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"tokobot/catalog"
	"tokobot/internal/shop"
)

//go:embed balasan_bawaan.yaml
var ownWordings []byte

// entry is one row of balasan_bawaan.yaml.
type entry struct {
	// Group names a set of placeholders that several replies share.
	Group        string   `yaml:"dengan"`
	Placeholders []string `yaml:"isian"`
	// Needed are the placeholders that no wording may leave out: money words stay exact in the owner's words too.
	Needed []string `yaml:"wajib"`
	Words  []string `yaml:"kata"`
}

// everywhere are the placeholders that every reply has.
var everywhere = []string{"sapaan", "toko"}

// recipientNames and orderNames are the groups: what recipientArgs and orderArgs give.
var (
	recipientNames = []string{"penerima", "hp", "alamat", "tempat", "kodepos", "pengirim", "patokan"}
	orderNames     = append([]string{"nomor", "total", "kode", "batas", "daftar", "kurir", "resi", "estimasi", "masuk", "sisa"}, recipientNames...)
)

// names are all placeholders that the wordings of a row may hold.
func (e entry) names() []string {
	groups := map[string][]string{"penerima": recipientNames, "pesanan": orderNames}
	names := slices.Concat(everywhere, groups[e.Group], e.Placeholders, e.Needed)
	slices.Sort(names)
	return slices.Compact(names)
}

// ownReplies reads the table of the bot's own wordings.
func ownReplies() (map[string]entry, error) {
	var table map[string]entry
	if err := yaml.UnmarshalWithOptions(ownWordings, &table, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("read balasan_bawaan.yaml: %w", err)
	}
	return table, nil
}

// Replies are the keys of all replies with the placeholders that each may hold, for checking balasan.yaml.
func Replies() map[string][]string {
	table, err := ownReplies()
	if err != nil {
		panic(err) // embedded, and read by every test of this package
	}
	out := make(map[string][]string, len(table))
	for key, e := range table {
		out[key] = e.names()
	}
	return out
}

// Needed are the placeholders that a reply's wordings may not leave out, by the reply's key.
func Needed() map[string][]string {
	table, err := ownReplies()
	if err != nil {
		panic(err) // as in Replies
	}
	out := map[string][]string{}
	for key, e := range table {
		if len(e.Needed) > 0 {
			out[key] = e.Needed
		}
	}
	return out
}

// wording is one text of a reply, cut at its placeholders: literal, name, literal, name, … literal.
type wording struct {
	lines [][]string
	// from is where the owner wrote it; "" for the bot's own.
	from origin
}

// newWording cuts a text into lines and each line at its placeholders.
func newWording(text string, from origin) wording {
	w := wording{from: from}
	for line := range strings.SplitSeq(strings.TrimRight(text, "\n"), "\n") {
		var parts []string
		for {
			open := strings.IndexByte(line, '{')
			end := strings.IndexByte(line[max(open, 0):], '}')
			if open < 0 || end < 0 {
				break
			}
			parts = append(parts, line[:open], line[open+1:open+end])
			line = line[open+end+1:]
		}
		w.lines = append(w.lines, append(parts, line))
	}
	return w
}

// has tells whether a placeholder stands in the wording.
func (w wording) has(name string) bool {
	for _, parts := range w.lines {
		for i := 1; i < len(parts); i += 2 {
			if parts[i] == name {
				return true
			}
		}
	}
	return false
}

// fill puts the values in. A line whose placeholders are all empty is left out.
func (w wording) fill(get func(name string) (value, bool)) value {
	var out value
	for i, parts := range w.lines {
		line, full := w.fillLine(parts, get)
		if len(parts) > 1 && !full {
			continue
		}
		if i > 0 && (out.text != "" || len(parts) == 1) {
			out.text += "\n"
		}
		out.text += line.text
		out.from = append(out.from, line.from...)
	}
	out.text = strings.Trim(out.text, "\n")
	return out
}

func (w wording) fillLine(parts []string, get func(string) (value, bool)) (out value, full bool) {
	for i, p := range parts {
		if i%2 == 0 {
			v := sourced(p, w.from)
			out.text += p
			out.from = append(out.from, v.from...)
			continue
		}
		v, known := get(p)
		if !known {
			v = value{text: "{" + p + "}"}
		}
		full = full || v.text != ""
		if v.text == "" {
			out.text = strings.TrimSuffix(out.text, " ")
		}
		out.text += v.text
		out.from = append(out.from, v.from...)
	}
	return out, full
}

// replies are all wordings in force: the owner's where there are any that hold what is needed, else the bot's own.
func replies(c *catalog.Catalog) (map[string][]wording, error) {
	table, err := ownReplies()
	if err != nil {
		return nil, err
	}
	out := make(map[string][]wording, len(table))
	for _, key := range slices.Sorted(maps.Keys(table)) {
		e := table[key]
		for _, r := range c.Replies[key] {
			w := newWording(r.Text, fromLine(c, r.Pos))
			if !slices.ContainsFunc(e.Needed, func(n string) bool { return !w.has(n) }) {
				out[key] = append(out[key], w)
			}
		}
		if len(out[key]) == 0 {
			for _, text := range e.Words {
				out[key] = append(out[key], newWording(text, ""))
			}
		}
	}
	return out, nil
}

// arg is a placeholder with its value.
type arg struct {
	name string
	val  value
}

func is(name string, v value) arg { return arg{name, v} }

// note is the one reply of a turn, built of blocks. Words come from the table, values from nilai.go.
type note struct {
	words  map[string][]wording
	common []arg
	turns  map[string]int // how often each key with several wordings was used in this chat
	blocks []value
}

// text fills a reply by its key.
func (n *note) text(key string, args ...arg) value {
	ws := n.words[key]
	if len(ws) == 0 {
		panic("no reply " + key) // a test holds that every key in the code is in the table
	}
	w := ws[0]
	if len(ws) > 1 {
		w = ws[n.turns[key]%len(ws)]
		n.turns[key] = (n.turns[key] + 1) % len(ws)
	}
	return w.fill(func(name string) (value, bool) {
		for _, a := range args {
			if a.name == name {
				return a.val, true
			}
		}
		for _, a := range n.common {
			if a.name == name {
				return a.val, true
			}
		}
		return value{}, false
	})
}

// say adds a block to the reply.
func (n *note) say(key string, args ...arg) { n.add(n.text(key, args...)) }

// add adds a block; one that is there already is not said twice.
func (n *note) add(v value) {
	if v.text == "" {
		return
	}
	for _, b := range n.blocks {
		if b.text == v.text {
			return
		}
	}
	n.blocks = append(n.blocks, v)
}

// insert puts a block before the one at a place, or at the end.
func (n *note) insert(at int, v value) {
	if v.text != "" && !slices.ContainsFunc(n.blocks, func(b value) bool { return b.text == v.text }) {
		n.blocks = slices.Insert(n.blocks, min(at, len(n.blocks)), v)
	}
}

// whole is the message: blocks of one line follow each other, longer ones stand apart.
func (n *note) whole() value {
	var out value
	for i, b := range n.blocks {
		if i > 0 {
			out.text += "\n"
			if strings.Contains(b.text, "\n") || strings.Contains(n.blocks[i-1].text, "\n") {
				out.text += "\n"
			}
		}
		out.text += b.text
		out.from = append(out.from, b.from...)
	}
	return out
}

// sources are the value's sources, each once.
func (v value) sources() []shop.Source {
	var out []shop.Source
	for _, s := range v.from {
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}
