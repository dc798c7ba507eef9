package whatsapptest

import (
	"strings"
	"time"

	waBinary "go.mau.fi/whatsmeow/binary"
	"go.mau.fi/whatsmeow/types"
)

// Point is where something can go wrong.
type Point string

// The points.
const (
	AtLogin    Point = "login"    // a client logs in
	AtSend     Point = "send"     // the client sends a message
	AtQuery    Point = "query"    // the client asks something; Fault.Namespace narrows it: usync, encrypt, w:p (a ping) …
	AtAck      Point = "ack"      // the client acknowledges a message
	AtDelivery Point = "delivery" // a message goes to the client
	AtPhone    Point = "phone"    // a message reaches a phone
	AtUpload   Point = "upload"
	AtDownload Point = "download"
)

// Fault makes something go wrong at a point.
type Fault struct {
	At        Point
	Namespace string
	Times     int // how often; 0 is once, negative for ever
	// What goes wrong: one of these. Code is the number that goes with it.
	Drop    bool // the connection is cut before anything is done
	DropToo bool // it is done, then the connection is cut instead of an answer
	Silent  bool // it is done, and never answered (at AtSend and AtQuery it is not even done)
	Refuse  bool // an error with Code
	Tamper  bool // AtDelivery: the ciphertext is damaged; AtPhone: the phone says it could not read the message
	Twice   bool // AtDelivery: the same stanza two times
	// Then is done at the point, before anything else: the place for ending a program just there.
	Then   func()
	Code   int
	Expire int // AtLogin, code 402: seconds
}

// Fail adds a fault.
func (s *Server) Fail(f Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if f.Times == 0 {
		f.Times = 1
	}
	s.faults = append(s.faults, &f)
}

// Heal forgets all faults.
func (s *Server) Heal() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = nil
}

// fault is what goes wrong now; the zero Fault when nothing does.
func (s *Server) fault(at Point, namespace string) Fault {
	f := s.takeFault(at, namespace)
	if f.Then != nil {
		f.Then()
	}
	return f
}

func (s *Server) takeFault(at Point, namespace string) Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, f := range s.faults {
		if f.At != at || f.Namespace != "" && f.Namespace != namespace {
			continue
		}
		taken := *f
		if f.Times--; f.Times == 0 {
			s.faults = append(s.faults[:i:i], s.faults[i+1:]...)
		}
		return taken
	}
	return Fault{}
}

// ForgetIDs makes phones show a message that comes again under the same id as a new one. No phone does so: it is for tests
// of tests, which must fail with it.
func (s *Server) ForgetIDs() { s.set(func() { s.forgetIDs = true }) }

// ForgetQueue makes the server keep nothing until it is acknowledged: what does not arrive at once is lost. WhatsApp does
// not: it is for tests of tests.
func (s *Server) ForgetQueue() { s.set(func() { s.forgetQueue = true }) }

func (s *Server) set(f func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f()
}

// Cut closes every connection, as a network does that goes away for a moment.
func (s *Server) Cut() {
	for _, c := range s.connections() {
		c.close()
	}
}

// SetDown makes the server unreachable, or reachable again.
func (s *Server) SetDown(down bool) {
	s.mu.Lock()
	s.down = down
	s.mu.Unlock()
	if down {
		s.Cut()
	}
}

// StreamError says goodbye to every connected client with a code; kind is the conflict's type ("replaced",
// "device_removed") or "".
func (s *Server) StreamError(code, kind string) {
	n := waBinary.Node{Tag: "stream:error"}
	n.Attrs = waBinary.Attrs{}
	if code != "" {
		n.Attrs["code"] = code
	}
	if kind != "" {
		n.Content = []waBinary.Node{{Tag: "conflict", Attrs: waBinary.Attrs{"type": kind}}}
	}
	for _, c := range s.connections() {
		c.send(n)
		go c.goodbye(strings.HasPrefix(code, "5"))
	}
}

// goodbye closes a connection when the client has had time to read why. A client that is to stay away hangs up by itself, and
// whatsmeow does not like both sides doing so at once; one that is to come back waits for the server.
func (c *conn) goodbye(comesBack bool) {
	wait := 3 * time.Second
	if comesBack {
		wait = 100 * time.Millisecond
	}
	t := time.NewTimer(wait)
	defer t.Stop()
	select {
	case <-t.C:
	case <-c.ctx.Done():
	}
	c.close()
}

// Unlink removes every linked device, as the owner does on the shop's phone.
func (s *Server) Unlink() {
	s.mu.Lock()
	clear(s.devices)
	s.mu.Unlock()
	s.StreamError("401", "device_removed")
}

// Notify sends a notification of WhatsApp's own (a mex document) to every connected client.
func (s *Server) Notify(op string, document []byte) {
	for _, c := range s.connections() {
		c.send(waBinary.Node{
			Tag: "notification", Attrs: waBinary.Attrs{"id": s.nextID(), "from": types.ServerJID, "type": "mex", "t": s.now().Unix()},
			Content: []waBinary.Node{{Tag: "update", Attrs: waBinary.Attrs{"op_name": op}, Content: document}},
		})
	}
}
