package whatsapptest

import (
	"encoding/hex"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"sync"
	"testing"
	"time"

	"go.mau.fi/libsignal/logger"
	"go.mau.fi/whatsmeow"
	waBinary "go.mau.fi/whatsmeow/binary"
	"go.mau.fi/whatsmeow/types"
	"go.mau.fi/whatsmeow/util/keys"
)

// ShopPhone is the number of the shop's own phone.
const ShopPhone = "6281100000001"

// shopLID is its hidden address.
const shopLID = "900000000000001"

// Server is one local WhatsApp. All methods are safe for concurrent use.
type Server struct {
	http     *http.Server
	listener net.Listener
	root     *keys.KeyPair
	id       identity
	now      func() time.Time
	own      *Phone

	mu          sync.Mutex
	down        bool
	forgetIDs   bool
	forgetQueue bool
	conns       map[*conn]struct{}
	devices     map[uint16]*device // linked ones, by device number
	lastDev     uint16
	phones      map[string]*Phone // by user, phone number and LID alike
	faults      []*Fault
	media       map[string][]byte
	ids         int
	seen        map[string]int // what clients did, for counting
}

// New starts a server on a free port of the loopback address, for as long as the test runs. The test's process trusts it from
// now on, and no other WhatsApp.
func New(t testing.TB) *Server {
	t.Helper()
	s, err := Start("127.0.0.1:0", processRoot())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

// processRoot is the root key of all servers of a test process: whatsmeow keeps the one it trusts in a global.
var processRoot = sync.OnceValue(func() *keys.KeyPair {
	root := keys.NewKeyPair()
	whatsmeow.WACertPubKey = *root.Pub
	return root
})

// mute silences libsignal, which prints by itself; its logger is a global.
var mute = sync.OnceFunc(func() {
	if logger.Logger == nil {
		var to logger.Loggable = silent{}
		logger.Setup(&to)
	}
})

type silent struct{}

func (silent) Debug(string, string)   {}
func (silent) Info(string, string)    {}
func (silent) Warning(string, string) {}
func (silent) Error(string, string)   {}
func (silent) Configure(string)       {}

// Start starts a server at an address. A client trusts it that takes the root key for WhatsApp's.
func Start(address string, root *keys.KeyPair) (*Server, error) {
	s := &Server{
		now: time.Now, root: root, conns: map[*conn]struct{}{}, devices: map[uint16]*device{}, phones: map[string]*Phone{},
		media: map[string][]byte{}, seen: map[string]int{},
	}
	mute()
	var err error
	if s.id, err = newIdentity(root, s.now()); err != nil {
		return nil, fmt.Errorf("server key: %w", err)
	}
	s.own = s.phone(ShopPhone, shopLID, "Toko")
	if s.listener, err = net.Listen("tcp", address); err != nil {
		return nil, fmt.Errorf("local WhatsApp: %w", err)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/ws/chat", s.chat)
	mux.HandleFunc("POST /mms/{kind}/{token}", s.upload)
	mux.HandleFunc("GET /m/{token}", s.download)
	mux.HandleFunc("GET /root", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = fmt.Fprint(w, hex.EncodeToString(root.Pub[:])) // the asker notices what is missing
	})
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = fmt.Fprint(w, `{"client_revision":1029999999,}`) // where whatsmeow looks for the newest version
	})
	s.http = &http.Server{Handler: mux, ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = s.http.Serve(s.listener) }() // ends with Close
	return s, nil
}

// URL is what takes the place of https://web.whatsapp.com and of the media hosts.
func (s *Server) URL() string { return "http://" + s.listener.Addr().String() }

// Close stops the server.
func (s *Server) Close() {
	s.Cut()
	_ = s.http.Close()
}

func (s *Server) connections() []*conn {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := make([]*conn, 0, len(s.conns))
	for c := range s.conns {
		list = append(list, c)
	}
	return list
}

func (s *Server) nextID() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ids++
	return "s" + strconv.Itoa(s.ids)
}

func (s *Server) count(what string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.seen[what]++
}

// Seen is how often clients did something: "login", "read", "composing", "logout" …
func (s *Server) Seen(what string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.seen[what]
}

// Waiting is how many stanzas wait to be delivered to linked devices or to be acknowledged by them.
func (s *Server) Waiting() int {
	n := 0
	for _, d := range s.linked() {
		d.mu.Lock()
		n += len(d.queue)
		d.mu.Unlock()
	}
	return n
}

// Linked is how many devices are linked to the shop's phone.
func (s *Server) Linked() int { return len(s.linked()) }

func (s *Server) linked() []*device {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := make([]*device, 0, len(s.devices))
	for _, d := range s.devices {
		list = append(list, d)
	}
	return list
}

// device is one linked device of the shop: a client that was paired.
type device struct {
	number       uint16
	registration uint32
	identity     [32]byte

	mu     sync.Mutex
	conn   *conn // while it is logged in
	signed *keys.PreKey
	once   []*keys.PreKey
	queue  []waBinary.Node
}

func (d *device) lid() types.JID {
	return types.JID{User: shopLID, Device: d.number, Server: types.HiddenUserServer}
}

func (d *device) jid() types.JID {
	return types.JID{User: ShopPhone, Device: d.number, Server: types.DefaultUserServer}
}

// take gives out one of the device's prekeys.
func (d *device) take() (once, signed *keys.PreKey) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.once) > 0 {
		once, d.once = d.once[0], d.once[1:]
	}
	return once, d.signed
}

// deliver queues a stanza until the device acknowledges it, and sends it if the device is there.
func (s *Server) deliver(d *device, n waBinary.Node) {
	f := Fault{}
	if n.Tag == "message" {
		f = s.fault(AtDelivery, "")
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if !s.forgetsQueue() {
		d.queue = append(d.queue, n)
	}
	switch {
	case d.conn == nil:
	case f.Drop:
		d.conn.close()
	case f.Tamper:
		d.conn.send(tampered(n))
	default:
		d.conn.send(n)
		if f.Twice {
			d.conn.send(n)
		}
	}
}

func (s *Server) forgetsQueue() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.forgetQueue
}

// tampered is a message whose ciphertext has one bit wrong.
func tampered(n waBinary.Node) waBinary.Node {
	kids := append([]waBinary.Node(nil), n.GetChildren()...)
	for i, k := range kids {
		if sealed, ok := k.Content.([]byte); ok && k.Tag == "enc" {
			bad := append([]byte(nil), sealed...)
			bad[max(0, len(bad)-20)] ^= 1 // in the ciphertext, or in its MAC
			kids[i].Content = bad
		}
	}
	n.Content = kids
	return n
}

// acked takes the first stanza with this tag, id and sender off the queue.
func (d *device) acked(tag, id string, from types.JID) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for i, n := range d.queue {
		if n.Tag == tag && n.Attrs["id"] == id && n.Attrs["from"] == from {
			d.queue = append(d.queue[:i:i], d.queue[i+1:]...)
			return
		}
	}
}
