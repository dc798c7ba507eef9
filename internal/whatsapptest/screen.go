package whatsapptest

import (
	"context"
	"fmt"
	"strconv"

	"go.mau.fi/whatsmeow"
	waBinary "go.mau.fi/whatsmeow/binary"
	"go.mau.fi/whatsmeow/proto/waE2E"
	"go.mau.fi/whatsmeow/types"
	"google.golang.org/protobuf/proto"
)

// sent takes a message that a client sends: to several devices, or again to the one that asked.
func (c *conn) sent(n waBinary.Node) bool {
	f := c.s.fault(AtSend, "")
	switch {
	case f.Drop:
		return false
	case f.Silent:
		return true
	}
	ack := waBinary.Node{Tag: "ack", Attrs: waBinary.Attrs{
		"class": "message", "id": n.Attrs["id"], "from": n.Attrs["to"], "t": strconv.FormatInt(c.s.now().Unix(), 10),
	}}
	if f.Refuse {
		ack.Attrs["error"] = strconv.Itoa(f.Code)
		c.send(ack)
		return true
	}
	id, _ := n.Attrs["id"].(string)
	if enc, ok := n.GetOptionalChildByTag("enc"); ok {
		to, _ := n.Attrs["to"].(types.JID)
		c.reach(to, id, enc)
	}
	all := n.GetChildByTag("participants")
	for _, one := range all.GetChildren() {
		to, _ := one.Attrs["jid"].(types.JID)
		c.reach(to, id, one.GetChildByTag("enc"))
	}
	if f.DropToo {
		return false
	}
	c.send(ack)
	return true
}

// reach brings an encrypted message to a phone.
func (c *conn) reach(to types.JID, id string, enc waBinary.Node) {
	p := c.s.find(to.User)
	if p == nil || to.Device != 0 || c.device == nil {
		return
	}
	f := Fault{}
	if p != c.s.own {
		f = c.s.fault(AtPhone, "")
	}
	if f.Silent {
		return // the phone is off, and this message is lost on the way
	}
	if f.Tamper || !p.show(c.device.lid(), id, enc) {
		p.tell(id, "retry", append([]waBinary.Node{
			{Tag: "retry", Attrs: waBinary.Attrs{"id": id, "count": 1, "v": 1, "t": strconv.FormatInt(c.s.now().Unix(), 10)}},
		}, retryKeys(p.offer())...))
		return
	}
	if p != c.s.own {
		p.tell(id, "", nil)
	}
}

// retryKeys puts a bundle as it stands in a retry receipt: the registration beside the keys.
func retryKeys(bundle []waBinary.Node) []waBinary.Node {
	return []waBinary.Node{bundle[0], {Tag: "keys", Content: bundle[1:]}}
}

// show decrypts a message and puts it on the screen; false when it can't be read.
func (p *Phone) show(from types.JID, id string, enc waBinary.Node) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	plain, err := p.vault.decrypt(context.Background(), from, enc)
	if err != nil {
		return false
	}
	var m waE2E.Message
	if err := proto.Unmarshal(plain, &m); err != nil {
		return false
	}
	if p == p.s.own && m.GetDeviceSentMessage() == nil {
		return true // peer data
	}
	r := p.s.draw(&m)
	r.ID, r.At, r.Copies = id, p.s.now(), 1
	old := p.received[id]
	if old != nil && p.s.forgetsIDs() {
		id = fmt.Sprintf("%s (%d)", id, len(p.order))
		old = nil
	}
	if old != nil {
		old.Copies++
		old.Changed = old.Changed || old.Text != r.Text
		return true
	}
	p.received[id] = &r
	p.order = append(p.order, id)
	return true
}

func (s *Server) forgetsIDs() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.forgetIDs
}

// draw is a message as people see it.
func (s *Server) draw(m *waE2E.Message) (r Received) {
	if d := m.GetDeviceSentMessage(); d != nil {
		m = d.GetMessage()
	}
	r.Kind = "text"
	switch {
	case m.ImageMessage != nil:
		i := m.ImageMessage
		r.Kind, r.Text, r.Quote = "image", i.GetCaption(), i.GetContextInfo().GetStanzaID()
		r.Data, _ = s.open(i.GetFileEncSHA256(), i.GetMediaKey(), string(whatsmeow.MediaImage)) // nil is what a test looks for
	case m.DocumentMessage != nil:
		d := m.DocumentMessage
		r.Kind, r.Text, r.Name, r.Quote = "document", d.GetCaption(), d.GetFileName(), d.GetContextInfo().GetStanzaID()
		r.Data, _ = s.open(d.GetFileEncSHA256(), d.GetMediaKey(), string(whatsmeow.MediaDocument)) // as above
	case m.ExtendedTextMessage != nil:
		r.Text, r.Quote = m.ExtendedTextMessage.GetText(), m.ExtendedTextMessage.GetContextInfo().GetStanzaID()
	default:
		r.Text = m.GetConversation()
	}
	return r
}
