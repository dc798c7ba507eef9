package catalog

// kind is the shape of a node.
type kind uint8

const (
	empty  kind = iota // nothing, ~ or null
	scalar             // text
	list
	mapping
)

// said names a kind to the owner.
var said = [...]string{empty: "kosong", scalar: "teks", list: "daftar", mapping: "kumpulan kunci"}

// node is a piece of a YAML file as the owner typed it: raw text, never a decoded value. Children are chained, so that
// the nodes of one product can be taken from a slab and given back without a trace.
type node struct {
	kind   kind
	quoted bool   // in quotes, or a block of text
	text   string // of a scalar
	spot
	first, next *node
	size        int32 // this node and all below it; kept only for anchored nodes

	key   string // in a mapping
	keyAt spot
}

// spot is a place in a file, both from 1, the column in characters.
type spot struct{ line, col int32 }

// all ranges over the children.
func (n *node) all(yield func(*node) bool) {
	for c := n.first; c != nil; c = c.next {
		if !yield(c) {
			return
		}
	}
}

// len counts the children.
func (n *node) len() (count int) {
	for range n.all {
		count++
	}
	return count
}

// chain puts children behind one another.
type chain struct{ parent, last *node }

func (c *chain) add(n *node) {
	if c.last == nil {
		c.parent.first = n
	} else {
		c.last.next = n
	}
	c.last = n
}

// slab hands out nodes that are all given back at once.
type slab struct {
	chunks [][]node
	used   int
}

const slabChunk = 512

func (s *slab) node() *node {
	i := s.used / slabChunk
	if i == len(s.chunks) {
		s.chunks = append(s.chunks, make([]node, slabChunk))
	}
	n := &s.chunks[i][s.used%slabChunk]
	*n = node{}
	s.used++
	return n
}

// reset gives all nodes back. Only what their texts say may be kept.
func (s *slab) reset() { s.used = 0 }

// plainKind tells a scalar from nothing.
func plainKind(text string) kind {
	if text == "" || text == "~" || text == "null" {
		return empty
	}
	return scalar
}
