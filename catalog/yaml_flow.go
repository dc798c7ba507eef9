package catalog

import "strings"

// flow reads a collection in brackets or a quoted scalar.
func (f *fast) flow() *node {
	switch f.peek(0) {
	case '[':
		return f.brackets(list, ']')
	case '{':
		return f.brackets(mapping, '}')
	case '"', '\'':
		return f.quotes()
	}
	return f.flowPlain()
}

func (f *fast) brackets(k kind, end byte) *node {
	if f.depth++; f.depth > maxDepth {
		return nil
	}
	defer func() { f.depth-- }()
	n := f.node(k)
	f.pos++
	for c := (chain{parent: n}); ; {
		if f.gap(); f.peek(0) == end && f.pos < len(f.s) {
			f.pos++
			return n
		}
		v := f.entry(k)
		if v == nil || f.bad {
			return nil
		}
		c.add(v)
		f.gap()
		if f.pos >= len(f.s) {
			return nil
		}
		switch f.s[f.pos] {
		case ',':
			f.pos++
		case end:
		default:
			return nil
		}
	}
}

// entry reads one element of a list, or one key and its value.
func (f *fast) entry(k kind) *node {
	if k == list {
		return f.flow()
	}
	at := f.spotAt(f.pos)
	var key *node
	if c := f.peek(0); c == '"' || c == '\'' {
		key = f.quotes()
	} else {
		key = f.flowPlain()
	}
	if key == nil || key.text == "" || strings.Contains(key.text, "<<") || f.peek(0) != ':' || f.peek(1) == '\n' {
		return nil
	}
	f.pos++
	v := f.node(empty)
	f.spaces()
	switch f.peek(0) {
	case '\n':
		return nil
	case ',', '}':
	default:
		v = f.flow()
	}
	if v != nil {
		v.key, v.keyAt = key.text, at
	}
	return v
}

// gap skips spaces and line ends between the parts of a collection.
func (f *fast) gap() {
	for {
		f.spaces()
		if f.pos < len(f.s) && f.s[f.pos] == '\n' {
			f.newline()
			continue
		}
		f.bad = f.bad || f.peek(0) == '\t' || f.peek(0) == '#'
		return
	}
}

// flowPlain reads a scalar that ends where the collection's own punctuation begins.
func (f *fast) flowPlain() *node {
	if f.indicator() {
		return nil
	}
	n := f.node(scalar)
	from, i := f.pos, f.pos
loop:
	for ; i < len(f.s); i++ {
		switch c := f.s[i]; c {
		case ',', '[', ']', '{', '}', '\n':
			break loop
		case ':':
			if i+1 == len(f.s) || strings.IndexByte(" \n,[]{}", f.s[i+1]) >= 0 {
				break loop
			}
		case '#':
			if f.s[i-1] == ' ' {
				return nil
			}
		case '"', '\'': // the library ends a scalar at some of these
			return nil
		default:
			if c < ' ' {
				return nil
			}
		}
	}
	n.text = strings.TrimRight(f.s[from:i], " ")
	if i < len(f.s) && f.s[i] == ':' && len(n.text) < i-from {
		return nil // a space before the colon
	}
	if strings.HasSuffix(n.text, ":") {
		return nil
	}
	n.kind = plainKind(n.text)
	f.pos = from + len(n.text)
	return n
}

// quotes reads a quoted scalar of one line without escapes.
func (f *fast) quotes() *node {
	q := f.s[f.pos]
	n := f.node(scalar)
	n.quoted = true
	for i := f.pos + 1; i < len(f.s); i++ {
		switch c := f.s[i]; {
		case c == q:
			if q == '\'' && i+1 < len(f.s) && f.s[i+1] == q {
				return nil
			}
			n.text = f.s[f.pos+1 : i]
			f.pos = i + 1
			return n
		case c < ' ', c == '\\' && q == '"':
			return nil
		}
	}
	return nil
}
