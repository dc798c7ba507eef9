package whatsapptest

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/pbkdf2"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"slices"
	"strings"

	"go.mau.fi/libsignal/ecc"
	waBinary "go.mau.fi/whatsmeow/binary"
	"go.mau.fi/whatsmeow/proto/waAdv"
	"go.mau.fi/whatsmeow/proto/waWa6"
	"go.mau.fi/whatsmeow/types"
	"go.mau.fi/whatsmeow/util/hkdfutil"
	"go.mau.fi/whatsmeow/util/keys"
	"google.golang.org/protobuf/proto"
)

// refsOffered is how many QR codes a client gets, one after the other.
const refsOffered = 6

// linking is what is known of a client that wants to be linked.
type linking struct {
	identity []byte
	refs     []string
	waiting  *device // offered, the client has not yet signed
	// for pairing by code:
	wrapped []byte // salt, iv, and the client's ephemeral key under the code
	codeRef string
	ours    *keys.KeyPair
}

func (c *conn) offerPairing(p *waWa6.ClientPayload) {
	l := &linking{identity: p.GetDevicePairingData().GetEIdent()}
	var refs []waBinary.Node
	for range refsOffered {
		ref := "2@" + base64.RawURLEncoding.EncodeToString(randomBytes(24))
		l.refs = append(l.refs, ref)
		refs = append(refs, waBinary.Node{Tag: "ref", Content: []byte(ref)})
	}
	c.s.mu.Lock()
	c.link = l
	c.s.mu.Unlock()
	c.send(waBinary.Node{
		Tag: "iq", Attrs: waBinary.Attrs{"id": c.s.nextID(), "from": types.ServerJID, "type": "set", "xmlns": "md"},
		Content: []waBinary.Node{{Tag: "pair-device", Content: refs}},
	})
}

// unlinked finds the client that waits to be linked.
func (s *Server) unlinked(fits func(*linking) bool) *conn {
	for _, c := range s.connections() {
		s.mu.Lock()
		l := c.link
		s.mu.Unlock()
		if l != nil && fits(l) {
			return c
		}
	}
	return nil
}

// Scan is the shop's phone scanning a QR code.
func (s *Server) Scan(qr string) error {
	_, data, ok := strings.Cut(qr, "#")
	parts := strings.Split(data, ",")
	if !ok || len(parts) != 5 {
		return fmt.Errorf("scan: %q is no QR text of WhatsApp", qr)
	}
	c := s.unlinked(func(l *linking) bool { return slices.Contains(l.refs, parts[0]) })
	if c == nil {
		return errors.New("scan: nobody waits with this code")
	}
	secret, err := base64.StdEncoding.DecodeString(parts[3])
	if err != nil {
		return fmt.Errorf("scan: %w", err)
	}
	return c.pairSuccess(secret)
}

// pairSuccess tells the client that it is linked, in a way that it can check.
func (c *conn) pairSuccess(secret []byte) error {
	identity := c.link.identity
	raw, index, at := uint32(1), uint32(1), uint64(c.s.now().Unix())
	details, err := proto.Marshal(&waAdv.ADVDeviceIdentity{RawID: &raw, Timestamp: &at, KeyIndex: &index})
	if err != nil {
		return fmt.Errorf("pair: %w", err)
	}
	own := c.s.own.vault.identity
	signature := ecc.CalculateSignature(ecc.NewDjbECPrivateKey(*own.Priv), slices.Concat([]byte{6, 0}, details, identity))
	signed, err := proto.Marshal(&waAdv.ADVSignedDeviceIdentity{
		Details: details, AccountSignatureKey: own.Pub[:], AccountSignature: signature[:],
	})
	if err != nil {
		return fmt.Errorf("pair: %w", err)
	}
	sum := hmac.New(sha256.New, secret)
	sum.Write(signed)
	container, err := proto.Marshal(&waAdv.ADVSignedDeviceIdentityHMAC{Details: signed, HMAC: sum.Sum(nil)})
	if err != nil {
		return fmt.Errorf("pair: %w", err)
	}
	c.s.mu.Lock()
	c.s.lastDev++
	d := &device{number: c.s.lastDev, identity: [32]byte(identity)}
	c.link.waiting = d
	c.s.mu.Unlock()
	c.send(waBinary.Node{
		Tag: "iq", Attrs: waBinary.Attrs{"id": c.s.nextID(), "from": types.ServerJID, "type": "set", "xmlns": "md", "t": c.s.now().Unix()},
		Content: []waBinary.Node{{Tag: "pair-success", Content: []waBinary.Node{
			{Tag: "device-identity", Content: container},
			{Tag: "device", Attrs: waBinary.Attrs{"jid": d.jid(), "lid": d.lid()}},
			{Tag: "platform", Attrs: waBinary.Attrs{"name": "android"}},
		}}},
	})
	return nil
}

// paired ends pairing when the client has signed.
func (c *conn) paired(n waBinary.Node) {
	if _, ok := n.GetOptionalChildByTag("pair-device-sign"); !ok {
		return
	}
	c.s.mu.Lock()
	d := c.link.waiting
	if d != nil {
		c.s.devices[d.number] = d
	}
	c.link = nil
	c.s.mu.Unlock()
	c.send(waBinary.Node{Tag: "stream:error", Attrs: waBinary.Attrs{"code": "515"}})
}

// linkCode is the client's part of pairing by code.
func (c *conn) linkCode(n waBinary.Node) []waBinary.Node {
	reg := n.GetChildByTag("link_code_companion_reg")
	if reg.Attrs["stage"] == "companion_finish" {
		bundle, _ := reg.GetChildByTag("link_code_pairing_wrapped_key_bundle").Content.([]byte)
		identity, _ := reg.GetChildByTag("companion_identity_public").Content.([]byte)
		go func() { _ = c.finishCode(bundle, identity) }() // a client that is wrong waits in vain
		return nil
	}
	wrapped, _ := reg.GetChildByTag("link_code_pairing_wrapped_companion_ephemeral_pub").Content.([]byte)
	ref := "ref-" + c.s.nextID()
	c.s.mu.Lock()
	c.link.wrapped, c.link.codeRef = wrapped, ref
	c.s.mu.Unlock()
	return []waBinary.Node{{Tag: "link_code_companion_reg", Content: []waBinary.Node{{Tag: "link_code_pairing_ref", Content: []byte(ref)}}}}
}

// underCode runs a key through the cipher that both sides derive from the eight characters.
func underCode(code string, salt, iv, key []byte) ([]byte, error) {
	secret, err := pbkdf2.Key(sha256.New, code, salt, 2<<16, 32)
	if err != nil {
		return nil, err
	}
	block, err := aes.NewCipher(secret)
	if err != nil {
		return nil, err
	}
	out := make([]byte, len(key))
	cipher.NewCTR(block, iv).XORKeyStream(out, key)
	return out, nil
}

// EnterCode is the owner typing a pairing code (XXXX-XXXX) on the shop's phone. The client notices a wrong one.
func (s *Server) EnterCode(code string) error {
	c := s.unlinked(func(l *linking) bool { return len(l.wrapped) == 80 })
	if c == nil {
		return errors.New("enter code: nobody waits for one")
	}
	code = strings.ReplaceAll(code, "-", "")
	ours := keys.NewKeyPair()
	salt, iv := randomBytes(32), randomBytes(16)
	sealed, err := underCode(code, salt, iv, ours.Pub[:])
	if err != nil {
		return fmt.Errorf("enter code: %w", err)
	}
	w := c.link.wrapped
	theirs, err := underCode(code, w[:32], w[32:48], w[48:])
	if err != nil {
		return fmt.Errorf("enter code: %w", err)
	}
	s.mu.Lock()
	c.link.ours, c.link.wrapped = ours, theirs
	ref := c.link.codeRef
	s.mu.Unlock()
	c.send(waBinary.Node{
		Tag: "notification", Attrs: waBinary.Attrs{"id": s.nextID(), "from": types.ServerJID, "type": "link_code_companion_reg", "t": s.now().Unix()},
		Content: []waBinary.Node{{Tag: "link_code_companion_reg", Content: []waBinary.Node{
			{Tag: "link_code_pairing_ref", Content: []byte(ref)},
			{Tag: "link_code_pairing_wrapped_primary_ephemeral_pub", Content: slices.Concat(salt, iv, sealed)},
			{Tag: "primary_identity_pub", Content: s.own.vault.identity.Pub[:]},
		}}},
	})
	return nil
}

// finishCode derives the secret that both sides now share, and links.
func (c *conn) finishCode(bundle, identity []byte) error {
	if len(bundle) < 44 || len(identity) != 32 {
		return errors.New("finish: short bundle")
	}
	shared, err := agree(*c.link.ours.Priv, c.link.wrapped)
	if err != nil {
		return fmt.Errorf("finish: %w", err)
	}
	aead, err := gcm(hkdfutil.SHA256(shared, bundle[:32], []byte("link_code_pairing_key_bundle_encryption_key"), 32))
	if err != nil {
		return fmt.Errorf("finish: %w", err)
	}
	plain, err := aead.Open(nil, bundle[32:44], bundle[44:], nil)
	if err != nil || len(plain) != 96 {
		return fmt.Errorf("finish: wrong code: %w", err)
	}
	ids, err := agree(*c.s.own.vault.identity.Priv, identity)
	if err != nil {
		return fmt.Errorf("finish: %w", err)
	}
	return c.pairSuccess(hkdfutil.SHA256(slices.Concat(shared, ids, plain[64:]), nil, []byte("adv_secret"), 32))
}
