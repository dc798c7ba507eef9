package catalog

import (
	"strings"
	"unicode/utf8"
)

// fast reads the plain part of YAML that nearly every line of a catalog is written in: block mappings and lists, flow
// collections, one-line scalars and simple blocks of text. Whatever is outside of it, right or wrong, makes it give up, and
// the library reads the same text instead; a fuzz test holds the two to the same answer. It exists because a shop may
// have 100,000 products and the library takes fifty microseconds for one.
type fast struct {
	s      string
	pos    int
	line   int32
	lineAt int // offset of the line's first byte
	indent int // of the content line that next found
	eof    bool
	bad    bool // next saw something that is the library's business
	depth  int
	nodes  *slab
	// the last place whose column was counted, so that a long line is not counted from its start again and again
	countedAt, counted int
}

// maxDepth bounds nesting; the schema needs six levels.
const maxDepth = 64

// readFast reads text, whose first line has the number line, or gives nil.
func readFast(text string, line int32, nodes *slab) *node {
	f := &fast{s: text, line: line, nodes: nodes}
	f.next()
	if f.eof || f.bad {
		return nil
	}
	var n *node
	if c := f.peek(0); c == '{' || c == '[' {
		n = f.flow()
		f.spaces()
		f.next()
	} else {
		n = f.block(f.indent)
	}
	if n == nil || f.bad || !f.eof {
		return nil
	}
	return n
}

func (f *fast) spotAt(pos int) spot {
	if f.countedAt < f.lineAt || f.countedAt > pos {
		f.countedAt, f.counted = f.lineAt, 0
	}
	f.counted += utf8.RuneCountInString(f.s[f.countedAt:pos])
	f.countedAt = pos
	return spot{f.line, int32(f.counted) + 1}
}

func (f *fast) node(k kind) *node {
	n := f.nodes.node()
	n.kind, n.spot = k, f.spotAt(f.pos)
	return n
}

// peek is the byte at an offset from here, a line feed behind the end.
func (f *fast) peek(i int) byte {
	if f.pos+i < len(f.s) {
		return f.s[f.pos+i]
	}
	return '\n'
}

func (f *fast) spaces() {
	for f.pos < len(f.s) && f.s[f.pos] == ' ' {
		f.pos++
	}
}

// newline steps over a line feed.
func (f *fast) newline() {
	f.pos++
	f.line++
	f.lineAt = f.pos
}

// next goes to the first character of the next line with content. It is called at a line's first byte or at its end.
func (f *fast) next() {
	for {
		if f.pos < len(f.s) && f.s[f.pos] == '\n' {
			f.newline()
		}
		f.spaces()
		switch {
		case f.pos >= len(f.s):
			f.eof = true
			return
		case f.s[f.pos] == '\n':
		case f.s[f.pos] == '#':
			f.skipLine()
		default:
			f.bad = f.bad || f.s[f.pos] == '\t'
			f.indent = f.pos - f.lineAt
			return
		}
	}
}

func (f *fast) skipLine() {
	if i := strings.IndexByte(f.s[f.pos:], '\n'); i >= 0 {
		f.pos += i
	} else {
		f.pos = len(f.s)
	}
}

func (f *fast) dash() bool {
	return f.peek(0) == '-' && (f.peek(1) == ' ' || f.peek(1) == '\n')
}

func (f *fast) block(indent int) *node {
	if f.depth++; f.depth > maxDepth {
		return nil
	}
	defer func() { f.depth-- }()
	if f.dash() {
		return f.sequence(indent)
	}
	return f.mapping(indent)
}

func (f *fast) mapping(indent int) *node {
	m := f.node(mapping)
	for c := (chain{parent: m}); ; {
		at := f.spotAt(f.pos)
		key := f.key()
		if key == "" {
			return nil
		}
		v := f.value(indent, true)
		if v == nil || f.bad {
			return nil
		}
		v.key, v.keyAt = key, at
		c.add(v)
		if f.eof || f.indent < indent {
			return m
		}
		if f.indent > indent || f.dash() {
			return nil
		}
	}
}

func (f *fast) sequence(indent int) *node {
	l := f.node(list)
	for c := (chain{parent: l}); ; {
		if !f.dash() {
			return nil
		}
		f.pos++
		var v *node
		if at := f.pos; f.keyAhead() {
			v = f.block(f.pos - f.lineAt)
		} else {
			f.pos = at
			v = f.value(indent, false)
		}
		if v == nil || f.bad {
			return nil
		}
		c.add(v)
		if f.eof || f.indent < indent {
			return l
		}
		if f.indent > indent {
			return nil
		}
		if !f.dash() { // a list as deep as its own key ends where the next key comes
			return l
		}
	}
}

// keyAhead tells, behind a dash, whether a mapping begins on this line, and goes to its key.
func (f *fast) keyAhead() bool {
	f.spaces()
	at := f.pos
	ok := f.key() != ""
	f.pos = at
	return ok
}

// indicator tells whether a plain scalar can't begin here.
func (f *fast) indicator() bool {
	switch c := f.peek(0); c {
	case '&', '*', '!', '|', '>', '%', '@', '`', '"', '\'', '#', ',', '[', ']', '{', '}', '\n', '\t':
		return true
	case '-', '?', ':':
		return f.peek(1) == ' ' || f.peek(1) == '\n' || f.peek(1) == '\t' || c != '-'
	}
	return false
}

// key reads a plain key and its colon; "" when there is none on this line.
func (f *fast) key() string {
	if f.indicator() || f.pos == f.lineAt && (strings.HasPrefix(f.s[f.pos:], "---") || strings.HasPrefix(f.s[f.pos:], "...")) {
		return ""
	}
	for i := f.pos; i < len(f.s); i++ {
		switch c := f.s[i]; {
		case c == ':' && (i+1 == len(f.s) || f.s[i+1] == ' ' || f.s[i+1] == '\n'):
			key := f.s[f.pos:i]
			if strings.Contains(key, "<<") || key[len(key)-1] == ' ' {
				return ""
			}
			f.pos = i + 1
			return key
		case c < ' ', c == '#' && f.s[i-1] == ' ':
			return ""
		}
	}
	return ""
}

// value reads what stands behind a colon or a dash, and goes on to the next line with content.
func (f *fast) value(indent int, inMapping bool) *node {
	nothing := f.node(empty)
	f.spaces()
	var n *node
	switch c := f.peek(0); c {
	case '\n', '#':
		f.skipLine()
		return f.below(nothing, indent, inMapping)
	case '[', '{', '"', '\'':
		n = f.flow()
	case '|':
		return f.literal(indent)
	default:
		n = f.plain()
	}
	if n == nil {
		return nil
	}
	if at := f.pos; f.peek(0) != '\n' {
		f.spaces()
		if f.peek(0) == '#' && f.pos > at {
			f.skipLine()
		}
		if f.peek(0) != '\n' {
			return nil
		}
	}
	f.next()
	if !f.eof && f.indent > indent {
		return nil // goes on on the next line, or is wrong
	}
	return n
}

// below reads the lines under a key or a dash that had nothing behind it.
func (f *fast) below(nothing *node, indent int, inMapping bool) *node {
	f.next()
	switch {
	case f.bad:
		return nil
	case !f.eof && f.indent > indent:
		return f.block(f.indent)
	case !f.eof && f.indent == indent && inMapping && f.dash():
		return f.sequence(indent)
	case !f.eof && f.indent == indent && !inMapping && !f.dash():
		return nil // the library takes what follows for the empty element
	}
	return nothing
}

// plain reads a scalar up to the end of the line or a comment.
func (f *fast) plain() *node {
	if f.indicator() {
		return nil
	}
	n := f.node(scalar)
	from, i := f.pos, f.pos
loop:
	for ; i < len(f.s); i++ {
		switch c := f.s[i]; {
		case c == '\n':
			break loop
		case c < ' ', c == ':' && (i+1 == len(f.s) || f.s[i+1] == ' ' || f.s[i+1] == '\n' || f.s[i+1] == '\t'):
			return nil
		case c == '#' && f.s[i-1] == ' ':
			break loop
		}
	}
	n.text = strings.TrimRight(f.s[from:i], " ")
	n.kind = plainKind(n.text)
	f.pos = from + len(n.text)
	return n
}

// literal reads a block of text under a lone | or |-.
func (f *fast) literal(indent int) *node {
	n := f.node(scalar)
	n.quoted = true
	f.pos++
	keep := "\n"
	if f.peek(0) == '-' {
		f.pos++
		keep = ""
	}
	if f.peek(0) != '\n' {
		return nil
	}
	var b strings.Builder
	inner, blank := -1, 0
	for f.pos < len(f.s) && f.s[f.pos] == '\n' {
		f.newline()
		at := f.pos
		f.spaces()
		here := f.pos - at
		f.skipLine()
		content := f.s[at+here : f.pos]
		switch {
		case content == "" && inner < 0, content == "" && here > inner, content != "" && content[0] == '\t' && here < max(inner, indent+1),
			strings.HasSuffix(content, " "): // about the last the library has its own mind
			return nil
		case content == "":
			blank++
			continue
		case inner < 0 && here > indent:
			inner = here
		case here < inner || inner < 0:
			f.pos = at
			f.next()
			if inner < 0 || !f.eof && f.indent > indent || content[0] == '#' {
				return nil
			}
			n.text = b.String() + keep
			return n
		}
		if b.Len() > 0 {
			b.WriteString("\n" + strings.Repeat("\n", blank))
		}
		b.WriteString(f.s[at+inner : f.pos])
		blank = 0
	}
	if inner < 0 || !strings.HasSuffix(f.s, "\n") {
		return nil
	}
	f.eof = true
	n.text = b.String() + keep
	return n
}
