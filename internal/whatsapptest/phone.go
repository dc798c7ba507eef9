package whatsapptest

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"sync"
	"time"

	"go.mau.fi/libsignal/keys/prekey"
	"go.mau.fi/whatsmeow"
	waBinary "go.mau.fi/whatsmeow/binary"
	"go.mau.fi/whatsmeow/proto/waE2E"
	"go.mau.fi/whatsmeow/types"
	"google.golang.org/protobuf/proto"
)

// Phone is a buyer's phone, or the shop's own.
type Phone struct {
	s    *Server
	name string
	pn   types.JID // zero when the shop is not told the number
	lid  types.JID

	mu       sync.Mutex
	vault    *vault
	n        int
	secrets  map[string][]byte // of its messages, by id
	wrote    map[string][]byte // marshalled messages by id, for those who ask again
	order    []string
	received map[string]*Received
}

// Received is a message as a phone shows it: the same id is one message.
type Received struct {
	ID, Text, Quote string
	Kind            string // text, image, document
	Name            string // of a document
	Data            []byte // the opened file of a picture or document
	At              time.Time
	Copies          int  // how often it came
	Changed         bool // a copy said something else: never allowed
}

// Buyer is the phone with this number, made when it is new. A number "" is a buyer whose number the shop is not told;
// the name tells several apart.
func (s *Server) Buyer(number, name string) *Phone {
	key := number
	if key == "" {
		key = "lid:" + name
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if p := s.phones[key]; p != nil {
		return p
	}
	return s.addPhone(number, fmt.Sprintf("1%014d", len(s.phones)), name)
}

// Own is the shop's own phone.
func (s *Server) Own() *Phone { return s.own }

func (s *Server) phone(number, lid, name string) *Phone {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.addPhone(number, lid, name)
}

// addPhone makes a phone; the server is locked.
func (s *Server) addPhone(number, lid, name string) *Phone {
	p := &Phone{
		s: s, name: name, lid: types.NewJID(lid, types.HiddenUserServer), vault: newVault(s.now()),
		wrote: map[string][]byte{}, secrets: map[string][]byte{}, received: map[string]*Received{},
	}
	if number == "" {
		s.phones["lid:"+name] = p
	} else {
		p.pn = types.NewJID(number, types.DefaultUserServer)
		s.phones[number] = p
	}
	s.phones[lid] = p
	return p
}

func (s *Server) find(user string) *Phone {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.phones[user]
}

// LID is the phone's hidden address, …@lid.
func (p *Phone) LID() string { return p.lid.String() }

func (p *Phone) offer() []waBinary.Node {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.vault.offer()
}

// Send writes a text to the shop and returns the message's id.
func (p *Phone) Send(text string) string {
	return p.must(p.SendMessage("", &waE2E.Message{Conversation: &text}))
}

// SendAs is Send with an id of the caller's choosing.
func (p *Phone) SendAs(id, text string) string {
	return p.must(p.SendMessage(id, &waE2E.Message{Conversation: &text}))
}

// SendImage sends a picture.
func (p *Phone) SendImage(data []byte, caption string) string {
	f, err := p.s.seal(data, string(whatsmeow.MediaImage))
	if err != nil {
		panic(err) // AES of our own
	}
	return p.must(p.SendMessage("", &waE2E.Message{ImageMessage: &waE2E.ImageMessage{
		Caption: &caption, Mimetype: proto.String("image/jpeg"), DirectPath: &f.path, URL: proto.String("https://mmg.whatsapp.net" + f.path),
		MediaKey: f.key, FileSHA256: f.sum, FileEncSHA256: f.encSum, FileLength: &f.size,
	}}))
}

// SendDocument sends a file.
func (p *Phone) SendDocument(data []byte, name string) string {
	f, err := p.s.seal(data, string(whatsmeow.MediaDocument))
	if err != nil {
		panic(err) // AES of our own
	}
	return p.must(p.SendMessage("", &waE2E.Message{DocumentMessage: &waE2E.DocumentMessage{
		FileName: &name, Title: &name, Mimetype: proto.String(http.DetectContentType(data)), DirectPath: &f.path,
		URL: proto.String("https://mmg.whatsapp.net" + f.path), MediaKey: f.key, FileSHA256: f.sum, FileEncSHA256: f.encSum, FileLength: &f.size,
	}}))
}

// must is for senders whose only fault would be that nobody is linked: a test that forgot to link wants to know.
func (p *Phone) must(id string, err error) string {
	if err != nil {
		panic(fmt.Sprintf("local WhatsApp: %s: %v", p.name, err))
	}
	return id
}

// SendMessage sends any message to the shop; an id "" is made up. It is an error when no device is linked.
func (p *Phone) SendMessage(id string, m *waE2E.Message) (string, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if id == "" {
		p.n++
		id = fmt.Sprintf("3EB0%s%06X", p.lid.User[9:], p.n)
	}
	plain, err := proto.Marshal(p.withSecret(id, m))
	if err != nil {
		return "", fmt.Errorf("send: %w", err)
	}
	p.wrote[id] = plain
	devices := p.s.linked()
	if len(devices) == 0 {
		return "", errors.New("send: no device of the shop is linked")
	}
	for _, d := range devices {
		if err := p.write(d, id, plain, nil); err != nil {
			return "", fmt.Errorf("send: %w", err)
		}
	}
	return id, nil
}

// SendToBuyer is the shop's own phone writing to a buyer: linked devices get a copy.
func (p *Phone) SendToBuyer(buyer *Phone, text string) string {
	to := buyer.lid.String()
	plain, err := proto.Marshal(&waE2E.Message{DeviceSentMessage: &waE2E.DeviceSentMessage{
		DestinationJID: &to, Message: &waE2E.Message{Conversation: &text},
	}})
	if err != nil {
		panic(err) // a message of our own making
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.n++
	id := fmt.Sprintf("3AOWN%06X", p.n)
	attrs := waBinary.Attrs{"recipient": buyer.lid}
	if !buyer.pn.IsEmpty() {
		attrs["peer_recipient_pn"] = buyer.pn
	}
	for _, d := range p.s.linked() {
		if err := p.write(d, id, plain, attrs); err != nil {
			panic(err)
		}
	}
	return id
}

// write encrypts for one device and gives it to the server. The phone is locked, so that what it writes stays in order.
func (p *Phone) write(d *device, id string, plain []byte, more waBinary.Attrs) error {
	enc, err := p.vault.encrypt(context.Background(), d.lid(), plain, func() (*prekey.Bundle, error) {
		once, signed := d.take()
		if signed == nil {
			return nil, errors.New("the device has no keys yet")
		}
		return makeBundle(d.lid(), d.registration, d.identity, once, signed), nil
	})
	if err != nil {
		return err
	}
	attrs := waBinary.Attrs{
		"id": id, "from": p.lid, "t": strconv.FormatInt(p.s.now().Unix(), 10), "type": "text", "notify": p.name, "addressing_mode": "lid",
	}
	if !p.pn.IsEmpty() && p != p.s.own {
		attrs["sender_pn"] = p.pn
	}
	for k, v := range more {
		attrs[k] = v
	}
	p.s.deliver(d, waBinary.Node{Tag: "message", Attrs: attrs, Content: []waBinary.Node{enc}})
	return nil
}

// again encrypts a message anew for a device that could not read it.
func (p *Phone) again(d *device, id string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	plain, ok := p.wrote[id]
	if !ok {
		return
	}
	delete(p.vault.sessions, d.lid().SignalAddress().String())
	_ = p.write(d, id, plain, nil) // the device asks again
}

// Call rings the shop.
func (p *Phone) Call() string {
	id := "CALL" + p.s.nextID()
	offer := waBinary.Node{Tag: "offer", Attrs: waBinary.Attrs{"call-id": id, "call-creator": p.lid}}
	if !p.pn.IsEmpty() {
		offer.Attrs["caller_pn"] = p.pn
	}
	for _, d := range p.s.linked() {
		p.s.deliver(d, waBinary.Node{
			Tag:     "call",
			Attrs:   waBinary.Attrs{"id": p.s.nextID(), "from": p.lid, "t": strconv.FormatInt(p.s.now().Unix(), 10), "platform": "android", "version": "2"},
			Content: []waBinary.Node{offer},
		})
	}
	return id
}

// Read marks a message of the shop as read.
func (p *Phone) Read(id string) { p.tell(id, "read", nil) }

// tell sends a receipt to the shop's devices.
func (p *Phone) tell(id, kind string, more []waBinary.Node) {
	for _, d := range p.s.linked() {
		n := waBinary.Node{Tag: "receipt", Attrs: waBinary.Attrs{"id": id, "from": p.lid, "t": strconv.FormatInt(p.s.now().Unix(), 10)}}
		if kind != "" {
			n.Attrs["type"] = kind
		}
		if more != nil {
			n.Content = more
		}
		p.s.deliver(d, n)
	}
}

// Received are the messages on the phone's screen, in the order in which they first came.
func (p *Phone) Received() []Received {
	p.mu.Lock()
	defer p.mu.Unlock()
	list := make([]Received, 0, len(p.order))
	for _, id := range p.order {
		list = append(list, *p.received[id])
	}
	return list
}
