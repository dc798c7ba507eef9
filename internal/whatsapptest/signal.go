package whatsapptest

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"time"

	"go.mau.fi/libsignal/ecc"
	groups "go.mau.fi/libsignal/groups/state/record"
	signalid "go.mau.fi/libsignal/keys/identity"
	"go.mau.fi/libsignal/keys/prekey"
	"go.mau.fi/libsignal/protocol"
	"go.mau.fi/libsignal/session"
	"go.mau.fi/libsignal/state/record"
	"go.mau.fi/libsignal/util/optional"
	waBinary "go.mau.fi/whatsmeow/binary"
	"go.mau.fi/whatsmeow/store"
	"go.mau.fi/whatsmeow/types"
	"go.mau.fi/whatsmeow/util/keys"
)

// serializer is stateless.
var serializer = store.SignalProtobufSerializer

// vault is a phone's Signal store, in memory. It has no lock of its own: a phone does one thing at a time.
type vault struct {
	registration uint32
	identity     *keys.KeyPair
	signed       *keys.PreKey
	signedAt     time.Time
	once         map[uint32]*keys.PreKey // one-time prekeys that were given out and not used
	lastOnce     uint32
	sessions     map[string][]byte
}

func newVault(now time.Time) *vault {
	v := &vault{identity: keys.NewKeyPair(), signedAt: now, once: map[uint32]*keys.PreKey{}, sessions: map[string][]byte{}}
	v.signed = v.identity.CreateSignedPreKey(1)
	v.registration = binary.BigEndian.Uint32(randomBytes(4))%16380 + 1
	return v
}

func randomBytes(n int) []byte {
	b := make([]byte, n)
	_, _ = rand.Read(b) // never fails
	return b
}

// offer makes a new one-time prekey and returns what a stranger needs to write to this phone.
func (v *vault) offer() []waBinary.Node {
	v.lastOnce++
	k := keys.NewPreKey(v.lastOnce)
	v.once[k.KeyID] = k
	return bundleNodes(v.registration, v.identity.Pub[:], k, v.signed)
}

func bundleNodes(registration uint32, identity []byte, once, signed *keys.PreKey) []waBinary.Node {
	nodes := []waBinary.Node{
		{Tag: "registration", Content: binary.BigEndian.AppendUint32(nil, registration)},
		{Tag: "type", Content: []byte{ecc.DjbType}},
		{Tag: "identity", Content: identity},
	}
	if once != nil {
		nodes = append(nodes, keyNode("key", once))
	}
	return append(nodes, keyNode("skey", signed))
}

func keyNode(tag string, k *keys.PreKey) waBinary.Node {
	n := []waBinary.Node{
		{Tag: "id", Content: binary.BigEndian.AppendUint32(nil, k.KeyID)[1:]},
		{Tag: "value", Content: k.Pub[:]},
	}
	if k.Signature != nil {
		n = append(n, waBinary.Node{Tag: "signature", Content: k.Signature[:]})
	}
	return waBinary.Node{Tag: tag, Content: n}
}

// readKey is a prekey as a client uploads it.
func readKey(n waBinary.Node) (*keys.PreKey, error) {
	id, _ := n.GetChildByTag("id").Content.([]byte)
	value, _ := n.GetChildByTag("value").Content.([]byte)
	if len(id) != 3 || len(value) != 32 {
		return nil, errors.New("a prekey has an id of 3 and a value of 32 bytes")
	}
	k := &keys.PreKey{KeyPair: keys.KeyPair{Pub: (*[32]byte)(value)}, KeyID: binary.BigEndian.Uint32(append([]byte{0}, id...))}
	if s, ok := n.GetChildByTag("signature").Content.([]byte); ok && len(s) == 64 {
		k.Signature = (*[64]byte)(s)
	}
	return k, nil
}

func publicKey(k *[32]byte) ecc.ECPublicKeyable { return ecc.NewDjbECPublicKey(*k) }

// encrypt makes an enc node for a device. bundle is asked for only where there is no session yet.
func (v *vault) encrypt(ctx context.Context, to types.JID, plain []byte, bundle func() (*prekey.Bundle, error)) (waBinary.Node, error) {
	builder := session.NewBuilderFromSignal(v, to.SignalAddress(), serializer)
	if _, ok := v.sessions[to.SignalAddress().String()]; !ok {
		b, err := bundle()
		if err != nil {
			return waBinary.Node{}, err
		}
		if err := builder.ProcessBundle(ctx, b); err != nil {
			return waBinary.Node{}, fmt.Errorf("process bundle: %w", err)
		}
	}
	pad := randomBytes(1)[0]&0xf | 1
	plain = append(bytes.Clone(plain), bytes.Repeat([]byte{pad}, int(pad))...)
	sealed, err := session.NewCipher(builder, to.SignalAddress()).Encrypt(ctx, plain)
	if err != nil {
		return waBinary.Node{}, fmt.Errorf("encrypt: %w", err)
	}
	kind := "msg"
	if sealed.Type() == protocol.PREKEY_TYPE {
		kind = "pkmsg"
	}
	return waBinary.Node{Tag: "enc", Attrs: waBinary.Attrs{"v": "2", "type": kind}, Content: sealed.Serialize()}, nil
}

// decrypt opens an enc node from a device.
func (v *vault) decrypt(ctx context.Context, from types.JID, enc waBinary.Node) ([]byte, error) {
	sealed, _ := enc.Content.([]byte)
	cipher := session.NewCipher(session.NewBuilderFromSignal(v, from.SignalAddress(), serializer), from.SignalAddress())
	var plain []byte
	if enc.AttrGetter().String("type") == "pkmsg" {
		m, err := protocol.NewPreKeySignalMessageFromBytes(sealed, serializer.PreKeySignalMessage, serializer.SignalMessage)
		if err != nil {
			return nil, fmt.Errorf("pkmsg: %w", err)
		}
		if plain, err = cipher.DecryptMessage(ctx, m); err != nil {
			return nil, fmt.Errorf("pkmsg: %w", err)
		}
	} else {
		m, err := protocol.NewSignalMessageFromBytes(sealed, serializer.SignalMessage)
		if err != nil {
			return nil, fmt.Errorf("msg: %w", err)
		}
		if plain, err = cipher.Decrypt(ctx, m); err != nil {
			return nil, fmt.Errorf("msg: %w", err)
		}
	}
	if len(plain) == 0 || int(plain[len(plain)-1]) > len(plain) {
		return nil, errors.New("bad padding")
	}
	return plain[:len(plain)-int(plain[len(plain)-1])], nil
}

func makeBundle(device types.JID, registration uint32, identity [32]byte, once, signed *keys.PreKey) *prekey.Bundle {
	id := optional.NewEmptyUint32()
	var key ecc.ECPublicKeyable
	if once != nil {
		id, key = optional.NewOptionalUint32(once.KeyID), publicKey(once.Pub)
	}
	return prekey.NewBundle(registration, uint32(device.Device), id, signed.KeyID, key, publicKey(signed.Pub), *signed.Signature,
		signalid.NewKey(publicKey(&identity)))
}

// The rest is libsignal's store.

func (v *vault) GetIdentityKeyPair() *signalid.KeyPair {
	return signalid.NewKeyPair(signalid.NewKey(publicKey(v.identity.Pub)), ecc.NewDjbECPrivateKey(*v.identity.Priv))
}
func (v *vault) GetLocalRegistrationID() uint32 { return v.registration }
func (v *vault) SaveIdentity(context.Context, *protocol.SignalAddress, *signalid.Key) error {
	return nil
}
func (v *vault) IsTrustedIdentity(context.Context, *protocol.SignalAddress, *signalid.Key) (bool, error) {
	return true, nil // a bot that was linked anew is the same shop
}

func pair(k *keys.PreKey) *ecc.ECKeyPair {
	return ecc.NewECKeyPair(publicKey(k.Pub), ecc.NewDjbECPrivateKey(*k.Priv))
}

func (v *vault) LoadPreKey(_ context.Context, id uint32) (*record.PreKey, error) {
	k := v.once[id]
	if k == nil {
		return nil, nil
	}
	return record.NewPreKey(id, pair(k), nil), nil
}
func (v *vault) StorePreKey(context.Context, uint32, *record.PreKey) error { return nil }
func (v *vault) ContainsPreKey(_ context.Context, id uint32) (bool, error) {
	return v.once[id] != nil, nil
}
func (v *vault) RemovePreKey(_ context.Context, id uint32) error {
	delete(v.once, id)
	return nil
}

func (v *vault) LoadSession(_ context.Context, a *protocol.SignalAddress) (*record.Session, error) {
	raw, ok := v.sessions[a.String()]
	if !ok {
		return record.NewSession(serializer.Session, serializer.State), nil
	}
	return record.NewSessionFromBytes(raw, serializer.Session, serializer.State)
}
func (v *vault) GetSubDeviceSessions(context.Context, string) ([]uint32, error) { return nil, nil }
func (v *vault) StoreSession(_ context.Context, a *protocol.SignalAddress, s *record.Session) error {
	v.sessions[a.String()] = s.Serialize()
	return nil
}
func (v *vault) ContainsSession(_ context.Context, a *protocol.SignalAddress) (bool, error) {
	_, ok := v.sessions[a.String()]
	return ok, nil
}
func (v *vault) DeleteSession(_ context.Context, a *protocol.SignalAddress) error {
	delete(v.sessions, a.String())
	return nil
}
func (v *vault) DeleteAllSessions(context.Context) error {
	clear(v.sessions)
	return nil
}

func (v *vault) LoadSignedPreKey(_ context.Context, id uint32) (*record.SignedPreKey, error) {
	if id != v.signed.KeyID {
		return nil, nil
	}
	return record.NewSignedPreKey(id, v.signedAt.UnixMilli(), pair(v.signed), *v.signed.Signature, nil), nil
}
func (v *vault) LoadSignedPreKeys(ctx context.Context) ([]*record.SignedPreKey, error) {
	k, err := v.LoadSignedPreKey(ctx, v.signed.KeyID)
	return []*record.SignedPreKey{k}, err
}
func (v *vault) StoreSignedPreKey(context.Context, uint32, *record.SignedPreKey) error { return nil }
func (v *vault) ContainsSignedPreKey(_ context.Context, id uint32) (bool, error) {
	return id == v.signed.KeyID, nil
}
func (v *vault) RemoveSignedPreKey(context.Context, uint32) error { return nil }

func (v *vault) StoreSenderKey(context.Context, *protocol.SenderKeyName, *groups.SenderKey) error {
	return errors.New("the shop has no groups")
}
func (v *vault) LoadSenderKey(context.Context, *protocol.SenderKeyName) (*groups.SenderKey, error) {
	return nil, errors.New("the shop has no groups")
}
