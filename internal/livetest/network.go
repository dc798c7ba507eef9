package livetest

import (
	"io"
	"net"
	"net/url"
	"sync"
	"testing"
)

// network is the wire between a program and its PostgreSQL, which can be cut.
type network struct {
	to       string
	listener net.Listener

	mu    sync.Mutex
	down  bool
	conns map[net.Conn]struct{}
}

// newNetwork lays the wire and gives the database's address at its near end.
func newNetwork(t testing.TB, database string) (*network, string) {
	t.Helper()
	u, err := url.Parse(database)
	if err != nil {
		t.Fatal(err)
	}
	n := &network{to: u.Host, conns: map[net.Conn]struct{}{}}
	if n.listener, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = n.listener.Close() // nobody is there any more
		n.setDown(true)
	})
	go n.serve()
	near, err := redirect(database, n.listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	return n, near
}

func (n *network) serve() {
	for {
		near, err := n.listener.Accept()
		if err != nil {
			return
		}
		far, err := net.Dial("tcp", n.to)
		if err != nil || !n.keep(near, far) {
			_ = near.Close() // the caller sees it
			continue
		}
		go pipe(near, far)
		go pipe(far, near)
	}
}

// keep remembers a connection; false while the wire is cut.
func (n *network) keep(ends ...net.Conn) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, c := range ends {
		if n.down {
			_ = c.Close() // cut
			continue
		}
		n.conns[c] = struct{}{}
	}
	return !n.down
}

func pipe(from, to net.Conn) {
	_, _ = io.Copy(to, from)        // either end may go
	_, _ = to.Close(), from.Close() // so that the other goes too
}

// setDown cuts the wire, or mends it.
func (n *network) setDown(down bool) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.down = down
	if !down {
		return
	}
	for c := range n.conns {
		_ = c.Close() // cut
	}
	clear(n.conns)
}
