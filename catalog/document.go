package catalog

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// document reads one file in pieces: each top-level key, and each element of a list under one, by itself. So one slip
// does not hide the others, and the nodes of one product are gone before the next is read.
type document struct {
	text   string
	pos    int
	line   int32
	known  aliases
	keep   slab // nodes that live as long as the document
	passed slab // nodes of one streamed element
	root   *node
	chain  chain
	// stream names the top-level key whose elements are handed to element one by one. They are not in the tree afterwards.
	stream  string
	element func(*node)
	fail    func(at spot, message string)
	// keys are those that the file may have at its top; nil when any may be.
	keys []string
	// torn are the top-level keys of which a part could not be read.
	torn map[string]bool
}

// read returns the root mapping, nil for a file without content. What is not YAML goes to fail.
func (d *document) read(text string) *node {
	d.text = strings.TrimPrefix(text, "\ufeff")
	if !d.decodable() {
		return nil
	}
	if strings.Contains(d.text, "\r") {
		d.text = strings.ReplaceAll(strings.ReplaceAll(d.text, "\r\n", "\n"), "\r", "\n")
	}
	d.known.named = map[string]*node{}
	d.root = &node{kind: mapping, spot: spot{1, 1}}
	d.chain = chain{parent: d.root}
	d.line = 1
	for d.header() {
	}
	d.join()
	for d.pos < len(d.text) {
		if !d.section() {
			break
		}
	}
	if d.root == nil || d.root.first == nil {
		return nil
	}
	return d.root
}

// decodable refuses what is not UTF-8 text.
func (d *document) decodable() bool {
	if strings.HasPrefix(d.text, "\xff\xfe") || strings.HasPrefix(d.text, "\xfe\xff") {
		d.fail(spot{1, 1}, "berkas ini tersimpan sebagai UTF-16; simpan ulang sebagai UTF-8")
		return false
	}
	at := strings.IndexByte(d.text, 0)
	message := "ada karakter NUL di sini; ini bukan berkas teks"
	if at < 0 && !utf8.ValidString(d.text) {
		message = "ada karakter yang bukan UTF-8 di sini; simpan ulang berkas sebagai UTF-8"
		for i, r := range d.text {
			if r == utf8.RuneError && !strings.HasPrefix(d.text[i:], "\ufffd") {
				at = i
				break
			}
		}
	}
	if at >= 0 {
		d.fail(spotIn(d.text, at, 1), message)
	}
	return at < 0
}

// spotIn turns an offset into a spot; the text's first line has the number line.
func spotIn(text string, at int, line int32) spot {
	before := text[:at]
	from := strings.LastIndexByte(before, '\n') + 1
	return spot{line + int32(strings.Count(before, "\n")), int32(utf8.RuneCountInString(before[from:])) + 1}
}

// lineAt is the line that begins at an offset, without its line feed, and where the next begins.
func (d *document) lineAt(at int) (line string, next int) {
	if i := strings.IndexByte(d.text[at:], '\n'); i >= 0 {
		return d.text[at : at+i], at + i + 1
	}
	return d.text[at:], len(d.text)
}

func (d *document) skip(next int) {
	d.pos = next
	d.line++
}

func blank(line string) bool {
	rest := strings.TrimLeft(line, " \t")
	return rest == "" || rest[0] == '#'
}

func marker(line, m string) bool {
	rest, ok := strings.CutPrefix(line, m)
	return ok && blank(rest)
}

// header steps over one line in front of the content.
func (d *document) header() bool {
	if d.pos >= len(d.text) {
		return false
	}
	line, next := d.lineAt(d.pos)
	ok := blank(line) || strings.HasPrefix(line, "%YAML ")
	if marker(line, "---") {
		d.skip(next)
		return false
	}
	if ok {
		d.skip(next)
	}
	return ok
}

// join tells of marks between documents and reads on as if they were comments.
func (d *document) join() {
	for line, at := d.line, d.pos; at < len(d.text); line++ {
		text, next := d.lineAt(at)
		if marker(text, "---") {
			d.fail(spot{line, 1}, oneDocument)
			d.text = d.text[:at] + "#" + d.text[at+1:]
		}
		at = next
	}
}

// starts tells whether a line begins a new top-level key. A closing bracket, and a list that is no deeper than its key,
// still belong to the key before.
func starts(line string) bool {
	if line == "" || line == "-" || strings.HasPrefix(line, "- ") {
		return false
	}
	return strings.IndexByte(" \t#]}", line[0]) < 0
}

// section reads up to the next top-level key; false ends the document.
func (d *document) section() bool {
	first, next := d.lineAt(d.pos)
	switch {
	case marker(first, "..."):
		d.pos = next
		return d.nothingAfter(d.line + 1)
	case marker(first, "---"), strings.HasPrefix(first, "--- "):
		d.fail(spot{d.line, 1}, oneDocument)
		return false
	case blank(first):
		d.skip(next)
		return true
	}
	end := next
	for end < len(d.text) {
		line, after := d.lineAt(end)
		if starts(line) && !d.slipped(line, after) {
			break
		}
		end = after
	}
	if key, dash := d.listUnder(first, next, end); dash > 0 {
		d.elements(key, next, end, dash-1)
		return true
	}
	text, line := d.text[d.pos:end], d.line
	d.pos = end
	d.line += int32(strings.Count(text, "\n"))
	key, _, _ := strings.Cut(first, ":")
	d.graft(d.piece(key, text, line, &d.keep))
	return true
}

// slipped tells whether a line at the margin is a key of something above that has lost its indentation: no key of the file, with
// a value on the line, and another key or dash deeper below it.
func (d *document) slipped(line string, next int) bool {
	key, value, ok := strings.Cut(line, ": ")
	if !ok || blank(value) || d.keys == nil || slices.Contains(d.keys, key) || nearestKey(key, d.keys) != "" {
		return false
	}
	for next < len(d.text) {
		below, after := d.lineAt(next)
		if content := strings.TrimLeft(below, " "); !blank(below) {
			return content != below && (strings.Contains(content+" ", ": ") || strings.HasPrefix(content, "- "))
		}
		next = after
	}
	return false
}

func (d *document) nothingAfter(line int32) bool {
	for d.pos < len(d.text) {
		text, next := d.lineAt(d.pos)
		if !blank(text) && !marker(text, "...") {
			d.fail(spot{line, 1}, "tidak boleh ada isi setelah `...`")
			break
		}
		d.pos = next
		line++
	}
	return false
}

// piece reads one part of the file, the quick way or the library's. It is the top-level key's, or under it.
func (d *document) piece(key, text string, line int32, nodes *slab) *node {
	if n := readFast(text, line, nodes); n != nil {
		return n
	}
	n, err := readLibrary(text, line, &d.known)
	if e := (*syntaxError)(nil); errors.As(err, &e) {
		if e.message != "" {
			d.fail(e.spot, e.message)
		}
		d.known.lost = append(d.known.lost, text)
		if d.torn == nil {
			d.torn = map[string]bool{}
		}
		d.torn[key] = true
	}
	return n
}

// graft hangs the keys of a piece under the root.
func (d *document) graft(n *node) {
	switch {
	case n == nil || n.kind == empty:
	case n.kind == mapping:
		for c := n.first; c != nil; {
			next := c.next
			c.next = nil
			d.chain.add(c)
			c = next
		}
	default:
		hint := ""
		if d.stream != "" {
			hint = fmt.Sprintf("; baris pertamanya `%s:`", d.stream)
		}
		d.fail(n.spot, fmt.Sprintf("isi berkas harus berupa `kunci: nilai`, bukan %s%s", said[n.kind], hint))
	}
}

// listUnder tells whether a section is a plain key with a list of dashes under it: the key, and one more than how deep
// its dashes are; 0 for any other section.
func (d *document) listUnder(first string, next, end int) (key string, dash int) {
	key, rest, ok := strings.Cut(first, ":")
	if !ok || !blank(rest) || rest != "" && rest[0] == '#' || key == "" {
		return "", 0
	}
	for i := range len(key) {
		if c := key[i]; c != '_' && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') {
			return "", 0
		}
	}
	for next < end {
		line, after := d.lineAt(next)
		if content := strings.TrimLeft(line, " "); content != "" && content[0] != '#' {
			if content == "-" || strings.HasPrefix(content, "- ") {
				return key, len(line) - len(content) + 1
			}
			return "", 0
		}
		next = after
	}
	return "", 0
}

// elements reads a list element by element.
func (d *document) elements(key string, next, end, dash int) {
	l := d.keep.node()
	l.kind, l.key, l.keyAt = list, key, spot{d.line, 1}
	children := chain{parent: l}
	d.skip(next)
	l.spot = spot{d.line, int32(dash) + 1}
	nodes := &d.keep
	if key == d.stream {
		nodes = &d.passed
	}
	for d.pos < end {
		from, line := d.pos, d.line
		for more := true; more && d.pos < end; { // to the next dash, at least one content line on
			text, after := d.lineAt(d.pos)
			more = blank(text) || d.pos == from || !d.atDash(text, dash)
			if more {
				d.skip(after)
			}
		}
		n := d.piece(key, d.text[from:d.pos], line, nodes)
		for n != nil && n.first != nil {
			child := n.first
			n.first, child.next = child.next, nil
			if key == d.stream {
				d.element(child)
			} else {
				children.add(child)
			}
		}
		d.passed.reset()
	}
	d.chain.add(l)
}

func (d *document) atDash(line string, dash int) bool {
	return len(line) > dash && line[dash] == '-' && (len(line) == dash+1 || line[dash+1] == ' ') && strings.TrimLeft(line[:dash], " ") == ""
}
