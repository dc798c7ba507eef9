package whatsapptest

import (
	"encoding/binary"

	waBinary "go.mau.fi/whatsmeow/binary"
	"go.mau.fi/whatsmeow/types"
	"go.mau.fi/whatsmeow/util/keys"
)

// question is what an iq is known by.
type question struct{ namespace, kind, child string }

// answers are the iqs that want more than an empty result.
func (c *conn) answers() map[question]func(waBinary.Node) []waBinary.Node {
	return map[question]func(waBinary.Node) []waBinary.Node{
		{"encrypt", "get", "count"}:              c.countKeys,
		{"encrypt", "set", "registration"}:       c.keepKeys,
		{"encrypt", "get", "key"}:                c.giveKeys,
		{"usync", "get", "usync"}:                c.users,
		{"w:m", "set", "media_conn"}:             mediaHosts,
		{"md", "set", "link_code_companion_reg"}: c.linkCode,
		{"md", "set", "remove-companion-device"}: c.logout,
		{"privacy", "get", "privacy"}:            privacy,
		{"fb:thrift_iq", "get", "order"}:         cartLines,
	}
}

// query answers an iq.
func (c *conn) query(n waBinary.Node) bool {
	namespace, _ := n.Attrs["xmlns"].(string)
	kind, _ := n.Attrs["type"].(string)
	if kind == "result" || kind == "error" {
		c.paired(n)
		return true
	}
	if namespace == "encrypt" && c.device == nil {
		return false // keys are for those who are logged in
	}
	f := c.s.fault(AtQuery, namespace)
	answer := waBinary.Node{Tag: "iq", Attrs: waBinary.Attrs{"id": n.Attrs["id"], "from": types.ServerJID, "type": "result"}}
	switch {
	case f.Drop:
		return false
	case f.Silent:
		return true
	case f.Refuse:
		answer.Attrs["type"] = "error"
		answer.Content = []waBinary.Node{{Tag: "error", Attrs: waBinary.Attrs{"code": f.Code, "text": "scripted"}}}
	default:
		child := ""
		if kids := n.GetChildren(); len(kids) > 0 {
			child = kids[0].Tag
		}
		if do := c.answers()[question{namespace, kind, child}]; do != nil {
			if kids := do(n); kids != nil {
				answer.Content = kids
			}
		}
	}
	if f.DropToo {
		return false
	}
	c.send(answer)
	return true
}

// countKeys never says none: a client that hears so makes 812 keys at first, which takes longer than all else.
func (c *conn) countKeys(waBinary.Node) []waBinary.Node {
	c.device.mu.Lock()
	defer c.device.mu.Unlock()
	return []waBinary.Node{{Tag: "count", Attrs: waBinary.Attrs{"value": max(1, len(c.device.once))}}}
}

func (c *conn) keepKeys(n waBinary.Node) []waBinary.Node {
	signed, err := readKey(n.GetChildByTag("skey"))
	if err != nil {
		return nil
	}
	list := n.GetChildByTag("list")
	var once []*keys.PreKey
	for _, k := range list.GetChildren() {
		if key, err := readKey(k); err == nil {
			once = append(once, key)
		}
	}
	c.device.mu.Lock()
	defer c.device.mu.Unlock()
	if r, ok := n.GetChildByTag("registration").Content.([]byte); ok && len(r) == 4 {
		c.device.registration = binary.BigEndian.Uint32(r)
	}
	c.device.signed = signed
	c.device.once = append(c.device.once, once...)
	return nil
}

// giveKeys hands out what is needed to write to phones for the first time.
func (c *conn) giveKeys(n waBinary.Node) []waBinary.Node {
	list := waBinary.Node{Tag: "list"}
	var users []waBinary.Node
	asked := n.GetChildByTag("key")
	for _, u := range asked.GetChildren() {
		jid, _ := u.Attrs["jid"].(types.JID)
		p := c.s.find(jid.User)
		if p == nil || jid.Device != 0 {
			continue
		}
		users = append(users, waBinary.Node{Tag: "user", Attrs: waBinary.Attrs{"jid": jid}, Content: p.offer()})
	}
	list.Content = users
	return []waBinary.Node{list}
}

// users tells which devices people have, and their LIDs.
func (c *conn) users(n waBinary.Node) []waBinary.Node {
	asked := n.GetChildByTag("usync", "list")
	var found []waBinary.Node
	for _, u := range asked.GetChildren() {
		jid, _ := u.Attrs["jid"].(types.JID)
		p := c.s.find(jid.User)
		if p == nil {
			continue
		}
		devices := []waBinary.Node{{Tag: "device", Attrs: waBinary.Attrs{"id": 0}}}
		if p == c.s.own {
			for _, d := range c.s.linked() {
				devices = append(devices, waBinary.Node{Tag: "device", Attrs: waBinary.Attrs{"id": int(d.number)}})
			}
		}
		found = append(found, waBinary.Node{Tag: "user", Attrs: waBinary.Attrs{"jid": jid}, Content: []waBinary.Node{
			{Tag: "devices", Content: []waBinary.Node{{Tag: "device-list", Content: devices}}},
			{Tag: "lid", Attrs: waBinary.Attrs{"val": p.lid}},
		}})
	}
	return []waBinary.Node{{Tag: "usync", Content: []waBinary.Node{{Tag: "list", Content: found}}}}
}

func (c *conn) logout(waBinary.Node) []waBinary.Node {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	c.s.seen["logout"]++
	if c.device != nil {
		delete(c.s.devices, c.device.number)
	}
	return nil
}

// cartLines is the cart of every order message: two pieces of one product.
func cartLines(waBinary.Node) []waBinary.Node {
	text := func(tag, value string) waBinary.Node { return waBinary.Node{Tag: tag, Content: []byte(value)} }
	return []waBinary.Node{{Tag: "order", Attrs: waBinary.Attrs{"id": "800000000000008", "creation_ts": "1795420800"}, Content: []waBinary.Node{
		{Tag: "price", Content: []waBinary.Node{text("subtotal", "150000000"), text("currency", "IDR"), text("total", "150000000")}},
		{Tag: "product", Content: []waBinary.Node{
			text("id", "700000000000007"), text("price", "75000000"), text("currency", "IDR"), text("name", "Sambal Bawang 250 g"),
			text("quantity", "2"),
		}},
	}}}
}

// privacy is what new accounts have: everybody may see everything.
func privacy(waBinary.Node) []waBinary.Node {
	return []waBinary.Node{{Tag: "privacy", Content: []waBinary.Node{
		{Tag: "category", Attrs: waBinary.Attrs{"name": "readreceipts", "value": "all"}},
	}}}
}
