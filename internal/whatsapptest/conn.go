package whatsapptest

import (
	"bytes"
	"context"
	"crypto/cipher"
	"errors"
	"net/http"
	"sync"

	"github.com/coder/websocket"
	waBinary "go.mau.fi/whatsmeow/binary"
	"go.mau.fi/whatsmeow/proto/waWa6"
	"go.mau.fi/whatsmeow/socket"
	"go.mau.fi/whatsmeow/types"
)

// conn is one connection of a client.
type conn struct {
	s      *Server
	ws     *websocket.Conn
	ctx    context.Context
	cancel context.CancelFunc
	buffer bytes.Buffer // what was read and not yet taken as a frame
	read   cipher.AEAD
	reads  uint32
	device *device // once logged in
	link   *linking

	mu     sync.Mutex
	write  cipher.AEAD
	writes uint32
}

func (s *Server) chat(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	down := s.down
	s.mu.Unlock()
	if down {
		http.Error(w, "down", http.StatusBadGateway)
		return
	}
	ws, err := websocket.Accept(w, r, &websocket.AcceptOptions{InsecureSkipVerify: true})
	if err != nil {
		return // the client hears of it
	}
	ws.SetReadLimit(socket.FrameMaxSize)
	ctx, cancel := context.WithCancel(context.Background())
	c := &conn{s: s, ws: ws, ctx: ctx, cancel: cancel}
	s.mu.Lock()
	s.conns[c] = struct{}{}
	s.mu.Unlock()
	defer func() {
		c.leave()
		s.mu.Lock()
		delete(s.conns, c)
		s.mu.Unlock()
		c.close()
	}()
	payload, err := c.greet()
	if err != nil {
		return
	}
	if payload.DevicePairingData != nil {
		c.offerPairing(payload)
	} else if !c.login(payload) {
		return
	}
	c.serve()
}

// leave ends the device's being there.
func (c *conn) leave() {
	if c.device == nil {
		return
	}
	c.device.mu.Lock()
	defer c.device.mu.Unlock()
	if c.device.conn == c {
		c.device.conn = nil
	}
}

func (c *conn) close() {
	c.cancel()
	_ = c.ws.CloseNow() // closing twice is fine
}

// fill reads until n bytes are there.
func (c *conn) fill(n int) error {
	for c.buffer.Len() < n {
		_, data, err := c.ws.Read(c.ctx)
		if err != nil {
			return err
		}
		c.buffer.Write(data)
	}
	return nil
}

// frame takes the next frame: three bytes of length, then as many bytes.
func (c *conn) frame() ([]byte, error) {
	if err := c.fill(socket.FrameLengthSize); err != nil {
		return nil, err
	}
	h := c.buffer.Next(socket.FrameLengthSize)
	n := int(h[0])<<16 | int(h[1])<<8 | int(h[2])
	if err := c.fill(n); err != nil {
		return nil, err
	}
	return bytes.Clone(c.buffer.Next(n)), nil
}

func (c *conn) sendFrame(data []byte) error {
	n := len(data)
	return c.ws.Write(c.ctx, websocket.MessageBinary, append([]byte{byte(n >> 16), byte(n >> 8), byte(n)}, data...))
}

func (c *conn) greet() (*waWa6.ClientPayload, error) {
	if err := c.fill(len(socket.WAConnHeader)); err != nil {
		return nil, err
	}
	header := bytes.Clone(c.buffer.Next(len(socket.WAConnHeader)))
	if !bytes.Equal(header, socket.WAConnHeader) {
		return nil, errors.New("not WhatsApp's header")
	}
	payload, read, write, err := handshake(c.s.id, header, c.frame, c.sendFrame)
	c.read, c.write = read, write
	return payload, err
}

// send sends a stanza; a connection that is gone is noticed by the reader.
func (c *conn) send(n waBinary.Node) {
	data, err := waBinary.Marshal(n)
	if err != nil {
		panic("local WhatsApp: " + err.Error()) // a stanza of our own making
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	sealed := c.write.Seal(nil, nonce(c.writes), data, nil)
	c.writes++
	if err := c.sendFrame(sealed); err != nil {
		c.cancel()
	}
}

// serve reads stanzas until the connection ends.
func (c *conn) serve() {
	for {
		sealed, err := c.frame()
		if err != nil {
			return
		}
		data, err := c.read.Open(nil, nonce(c.reads), sealed, nil)
		c.reads++
		if err == nil {
			data, err = waBinary.Unpack(data)
		}
		if err != nil {
			return
		}
		n, err := waBinary.Unmarshal(data)
		if err != nil {
			return
		}
		if !c.stanza(*n) {
			return
		}
	}
}

// stanza does what a client asks; false ends the connection.
func (c *conn) stanza(n waBinary.Node) bool {
	id, _ := n.Attrs["id"].(string)
	to, _ := n.Attrs["to"].(types.JID)
	switch n.Tag {
	case "iq":
		return c.query(n)
	case "message":
		return c.sent(n)
	case "receipt":
		return c.receipt(n, id, to)
	case "ack":
		if class, _ := n.Attrs["class"].(string); c.device != nil {
			if f := c.s.fault(AtAck, class); f.Drop {
				return false
			}
			c.device.acked(class, id, to)
		}
	case "chatstate":
		for _, k := range n.GetChildren() {
			c.s.count(k.Tag)
		}
	case "presence":
		kind, _ := n.Attrs["type"].(string)
		c.s.count("presence " + kind)
	}
	return true
}

// receipt is how a client acknowledges a message, marks it as read or asks for it again.
func (c *conn) receipt(n waBinary.Node, id string, to types.JID) bool {
	if c.device == nil {
		return true
	}
	kind, _ := n.Attrs["type"].(string)
	switch kind {
	case "retry":
		c.s.count("retry")
		if p := c.s.find(to.User); p != nil {
			p.again(c.device, id)
		}
		return true
	case "read", "read-self", "played":
		c.s.count("read")
		return true
	case "server-error":
		c.s.count("media retry")
		return true
	}
	if f := c.s.fault(AtAck, ""); f.Drop {
		return false
	} else if f.Silent {
		return true
	}
	c.device.acked("message", id, to)
	return true
}

// login lets a paired device in and gives it what waits.
func (c *conn) login(p *waWa6.ClientPayload) bool {
	f := c.s.fault(AtLogin, "")
	if f.Drop {
		return false
	}
	c.s.mu.Lock()
	d := c.s.devices[uint16(p.GetDevice())]
	c.s.mu.Unlock()
	code := f.Code
	if d == nil {
		code = 401
	}
	if code != 0 {
		n := waBinary.Node{Tag: "failure", Attrs: waBinary.Attrs{"reason": code, "location": "local"}}
		if code == 402 {
			n.Attrs["code"], n.Attrs["expire"] = 101, f.Expire
		}
		c.send(n)
		go c.goodbye(code >= 500)
		return true // to read that the client hangs up
	}
	c.s.count("login")
	d.mu.Lock()
	defer d.mu.Unlock()
	if old := d.conn; old != nil {
		old.send(waBinary.Node{Tag: "stream:error", Content: []waBinary.Node{{Tag: "conflict", Attrs: waBinary.Attrs{"type": "replaced"}}}})
		go old.goodbye(false)
	}
	c.device, d.conn = d, c
	c.send(waBinary.Node{Tag: "success", Attrs: waBinary.Attrs{"t": c.s.now().Unix(), "lid": d.lid(), "location": "local"}})
	n := len(d.queue)
	c.send(waBinary.Node{Tag: "ib", Attrs: waBinary.Attrs{"from": types.ServerJID}, Content: []waBinary.Node{{
		Tag: "offline_preview", Attrs: waBinary.Attrs{"count": n, "message": n, "appdata": 0, "notification": 0, "receipt": 0},
	}}})
	for _, q := range d.queue {
		q.Attrs["offline"] = "0"
		c.send(q)
	}
	c.send(waBinary.Node{Tag: "ib", Attrs: waBinary.Attrs{"from": types.ServerJID}, Content: []waBinary.Node{{
		Tag: "offline", Attrs: waBinary.Attrs{"count": n},
	}}})
	return true
}
