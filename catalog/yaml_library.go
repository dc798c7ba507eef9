package catalog

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// maxExpanded bounds how many nodes the aliases of one file may stand for.
const maxExpanded = 1_000_000

// aliases are the anchors of a file and how much has been drawn from them.
type aliases struct {
	named    map[string]*node
	expanded int
	lost     []string // pieces that could not be read, whose anchors are missing
}

// syntaxError is a place where a file is no YAML, or more YAML than is taken here.
type syntaxError struct {
	spot
	message string
}

func (e *syntaxError) Error() string { return e.message }

// readLibrary reads text with the YAML library; its first line has the number line. Any error is a *syntaxError.
func readLibrary(text string, line int32, known *aliases) (n *node, err error) {
	defer func() {
		if p := recover(); p != nil { // the library's parser has panicked on odd input before
			err = &syntaxError{spot{line, 1}, fmt.Sprintf("bagian ini tidak bisa dibaca sebagai YAML (%v)", p)}
		}
	}()
	if at, wrong := tooMuchFor(text); wrong != "" {
		return nil, &syntaxError{spotIn(text, at, line), wrong}
	}
	file, err := parser.ParseBytes([]byte(text), 0, parser.AllowDuplicateMapKey())
	if err != nil && noCents.MatchString(text) { // { harga: Rp45.000,- }
		file, err = parser.ParseBytes(noCents.ReplaceAll([]byte(text), []byte("$1  $2")), 0, parser.AllowDuplicateMapKey())
	}
	if err != nil {
		return nil, translate(err, text, line)
	}
	c := converter{offset: line - 1, known: known, lines: strings.Split(text, "\n")}
	for _, d := range file.Docs {
		if d.Body == nil || d.Body.Type() == ast.CommentType || d.Body.Type() == ast.DirectiveType {
			continue
		}
		if n != nil {
			return nil, &syntaxError{c.at(d.Body.GetToken()), oneDocument}
		}
		if n, err = c.convert(d.Body); err != nil {
			return nil, err
		}
	}
	return n, nil
}

// maxBare is how many keys without a value braces may hold; the library's time grows with their square.
const maxBare = 5_000

// tooMuchFor finds what the library could not bear: nesting that would exhaust its stack, by brackets and by dashes on one
// line, and keys without values by the thousand.
func tooMuchFor(text string) (at int, wrong string) {
	const deep = "tanda kurung atau daftar bersarang terlalu dalam"
	open, dashes, lead := 0, 0, true
	var kinds [maxDepth + 2]byte // what is open
	bare := 0
	for i := range len(text) {
		switch c := text[i]; c {
		case '[', '{':
			open++
			kinds[open] = c
			lead = false
		case ']', '}':
			open = max(open-1, 0)
		case ',', ':':
			lead = false
			if kinds[open] != '{' {
				break
			}
			if c == ':' {
				bare = max(bare-1, 0)
			} else if bare++; bare > maxBare {
				return i, "terlalu banyak koma di dalam kurung ini; pakai daftar dengan tanda - di tiap baris"
			}
		case '\n':
			dashes, lead = 0, true
		case ' ':
		case '-', '?', '&', '!':
			if lead {
				dashes++
			}
		default:
			lead = false
		}
		if open > maxDepth || dashes > maxDepth*2 {
			return i, deep
		}
	}
	return 0, ""
}

type converter struct {
	offset int32
	known  *aliases
	depth  int
	lines  []string
	// the line that was looked at last
	runesOf int
	runes   []rune
}

func (c *converter) at(t *token.Token) spot {
	if t == nil || t.Position == nil {
		return spot{c.offset + 1, 1}
	}
	return spot{int32(t.Position.Line) + c.offset, int32(t.Position.Column)}
}

func (c *converter) fail(n ast.Node, message string) error {
	return &syntaxError{c.at(n.GetToken()), message}
}

func (c *converter) convert(n ast.Node) (*node, error) {
	if c.depth++; c.depth > 2*maxDepth {
		return nil, c.fail(n, "bersarang terlalu dalam")
	}
	defer func() { c.depth-- }()
	switch n := n.(type) {
	case *ast.MappingNode:
		return c.mapping(n, n.Values)
	case *ast.MappingValueNode:
		return c.mapping(n, []*ast.MappingValueNode{n})
	case *ast.SequenceNode:
		return c.sequence(n)
	case *ast.AnchorNode:
		return c.anchor(n)
	case *ast.AliasNode:
		return c.alias(n)
	case *ast.TagNode:
		return nil, c.fail(n, fmt.Sprintf("tanda jenis %q tidak dipakai di sini; hapus saja", n.GetToken().Value))
	case *ast.LiteralNode:
		return &node{kind: scalar, quoted: true, text: n.Value.Value, spot: c.at(n.Start)}, nil
	case ast.ScalarNode:
		s := c.scalar(n.GetToken())
		if at, key, found := cutShort(s); found {
			return nil, &syntaxError{at, fmt.Sprintf("kurang koma di depan `%s`; kalau ini satu teks, beri tanda kutip", key)}
		}
		return s, nil
	}
	return nil, c.fail(n, "bentuk YAML ini tidak dipakai di sini")
}

func (c *converter) scalar(t *token.Token) *node {
	n := &node{kind: scalar, text: t.Value, spot: c.at(t)}
	switch t.Type {
	case token.SingleQuoteType, token.DoubleQuoteType:
		n.quoted = true
	case token.ImplicitNullType:
		n.text, n.kind = "", empty
	default:
		n.kind = plainKind(n.text)
		n.col = c.column(t)
	}
	return n
}

// noCents are the marks behind an amount that say nothing, in braces.
var noCents = regexp.MustCompile(`([0-9]),-( *[,}])`)

// glued puts a value together that a comma in braces has cut, { harga: 1,5jt } and { harga: Rp5.000,- }: no space at the comma, and no
// value for what would else be a key.
func glued(last, n *node) bool {
	if last.kind != scalar || last.quoted || n.kind != empty || n.text != "" || last.line != n.keyAt.line ||
		last.col+int32(utf8.RuneCountInString(last.text))+1 != n.keyAt.col || !isDigits(last.text[len(last.text)-1:]) || n.key != "-" && !isDigits(n.key[:min(1, len(n.key))]) {
		return false
	}
	last.text += "," + n.key
	return true
}

// cutShort finds a key inside a plain text, which the library lets pass in brackets: a comma is missing before it.
func cutShort(n *node) (at spot, key string, found bool) {
	head, _, found := strings.Cut(n.text, ": ")
	if n.quoted || n.kind != scalar || !found || strings.Contains(head, "\n") {
		return at, "", false
	}
	i := strings.LastIndexByte(head, ' ') + 1
	return spot{n.line, n.col + int32(utf8.RuneCountInString(head[:i]))}, head[i:], true
}

// column is where a plain scalar begins. The library counts it back from the end of the line and so comes out too far
// right where spaces follow.
func (c *converter) column(t *token.Token) int32 {
	col, word := t.Position.Column, []rune(t.Value)
	if i := slices.IndexFunc(word, func(r rune) bool { return r == ' ' || r == '\n' }); i > 0 {
		word = word[:i] // the rest may stand on other lines
	}
	if t.Position.Line > len(c.lines) || t.Position.Line < 1 {
		return int32(col)
	}
	if c.runesOf != t.Position.Line {
		c.runesOf, c.runes = t.Position.Line, []rune(c.lines[t.Position.Line-1])
	}
	for i := min(col, len(c.runes)); i >= max(1, col-256); i-- {
		if slices.Equal(c.runes[i-1:min(len(c.runes), i-1+len(word))], word) {
			return int32(i)
		}
	}
	return int32(col)
}

func (c *converter) mapping(n ast.Node, values []*ast.MappingValueNode) (*node, error) {
	m := &node{kind: mapping, spot: c.at(n.GetToken())}
	if flow, ok := n.(*ast.MappingNode); (!ok || !flow.IsFlowStyle) && len(values) > 0 {
		m.spot = c.at(values[0].Key.GetToken())
	}
	ch := chain{parent: m}
	for _, v := range values {
		if v.Key.Type() == ast.MergeKeyType {
			if err := c.merge(&ch, v); err != nil {
				return nil, err
			}
			continue
		}
		key, ok := v.Key.(ast.ScalarNode)
		if !ok {
			return nil, c.fail(v.Key, "kunci harus satu kata biasa")
		}
		child, err := c.convert(v.Value)
		if err != nil {
			return nil, err
		}
		if child.kind == empty && child.text == "" {
			child.spot = c.at(v.Start)
			child.col++
		}
		child.key, child.keyAt = key.GetToken().Value, c.at(key.GetToken())
		if ch.last == nil || !glued(ch.last, child) {
			ch.add(child)
		}
	}
	return unmerge(m), nil
}

// merge adds what a merge key brings. An own key of the mapping wins over it (unmerge sorts that out).
func (c *converter) merge(ch *chain, v *ast.MappingValueNode) error {
	from, err := c.convert(v.Value)
	if err != nil {
		return err
	}
	sources := []*node{from}
	if from.kind == list {
		sources = sources[:0]
		for s := range from.all {
			sources = append(sources, s)
		}
	}
	for _, s := range sources {
		if s.kind != mapping {
			return c.fail(v.Value, "`<<` hanya bisa menggabungkan kumpulan kunci")
		}
		for child := range s.all {
			if c.known.expanded++; c.known.expanded > maxExpanded {
				return c.fail(v.Value, tooMuch)
			}
			merged := *child
			merged.next = nil
			merged.keyAt = spot{} // marks it as merged
			ch.add(&merged)
		}
	}
	return nil
}

// unmerge drops merged entries that the mapping, or an earlier merge, has itself.
func unmerge(m *node) *node {
	own, merged := map[string]bool{}, false
	for child := range m.all {
		if child.keyAt == (spot{}) {
			merged = true
		} else {
			own[child.key] = true
		}
	}
	if !merged {
		return m
	}
	var kept []*node
	for child := range m.all {
		if child.keyAt == (spot{}) {
			if own[child.key] {
				continue
			}
			own[child.key] = true
			child.keyAt = child.spot
		}
		kept = append(kept, child)
	}
	m.first = nil
	ch := chain{parent: m}
	for _, child := range kept {
		child.next = nil
		ch.add(child)
	}
	return m
}

func (c *converter) sequence(n *ast.SequenceNode) (*node, error) {
	l := &node{kind: list, spot: c.at(n.Start)}
	ch := chain{parent: l}
	for i, v := range n.Values {
		child, err := c.convert(v)
		if err != nil {
			return nil, err
		}
		if child.kind == empty && child.text == "" && i < len(n.Entries) {
			child.spot = c.at(n.Entries[i].Start)
			child.col++
		}
		ch.add(child)
	}
	return l, nil
}

func (c *converter) anchor(n *ast.AnchorNode) (*node, error) {
	child, err := c.convert(n.Value)
	if err != nil {
		return nil, err
	}
	child.size = measure(child)
	c.known.named[n.Name.GetToken().Value] = child
	copied := *child
	return &copied, nil
}

func measure(n *node) int32 {
	size := int32(1)
	for child := range n.all {
		if child.size > 0 { // an alias, whose target is measured already
			size += child.size
		} else {
			size += measure(child)
		}
		if size > maxExpanded {
			return maxExpanded
		}
	}
	return size
}

func (c *converter) alias(n *ast.AliasNode) (*node, error) {
	name := n.Value.GetToken().Value
	target := c.known.named[name]
	if target == nil && slices.ContainsFunc(c.known.lost, func(piece string) bool { return strings.Contains(piece, "&"+name) }) {
		return nil, c.fail(n, "") // what is wrong has been told there
	}
	if target == nil {
		return nil, c.fail(n, fmt.Sprintf("`*%s` merujuk ke jangkar `&%s` yang belum ada di atasnya", name, name))
	}
	if c.known.expanded += int(target.size); c.known.expanded > maxExpanded {
		return nil, c.fail(n, tooMuch)
	}
	copied := *target
	copied.next = nil
	return &copied, nil
}

const (
	oneDocument = "satu berkas hanya boleh satu dokumen; hapus pemisah `---`"
	tooMuch     = "rujukan `*` di berkas ini mengembang terlalu besar"
)
