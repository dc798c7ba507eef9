package whatsapptest

import (
	"fmt"

	"go.mau.fi/whatsmeow"
	"go.mau.fi/whatsmeow/proto/waCommon"
	"go.mau.fi/whatsmeow/proto/waE2E"
	"go.mau.fi/whatsmeow/util/gcmutil"
	"go.mau.fi/whatsmeow/util/hkdfutil"
	"google.golang.org/protobuf/proto"
)

// withSecret is a message with the secret that phones put into each: what changes it later is encrypted by that. The phone is
// locked.
func (p *Phone) withSecret(id string, m *waE2E.Message) *waE2E.Message {
	if m.ProtocolMessage != nil || m.SecretEncryptedMessage != nil || m.GetMessageContextInfo().GetMessageSecret() != nil {
		return m
	}
	m = proto.CloneOf(m)
	if m.MessageContextInfo == nil {
		m.MessageContextInfo = &waE2E.MessageContextInfo{}
	}
	m.MessageContextInfo.MessageSecret = randomBytes(32)
	p.secrets[id] = m.MessageContextInfo.MessageSecret
	return m
}

// Edit changes the words of a message.
func (p *Phone) Edit(id, text string) string { return p.must(p.SendMessage("", p.edited(id, text))) }

// Delete takes a message back for everyone.
func (p *Phone) Delete(id string) string {
	return p.must(p.SendMessage("", &waE2E.Message{ProtocolMessage: &waE2E.ProtocolMessage{
		Type: waE2E.ProtocolMessage_REVOKE.Enum(), Key: p.keyOf(id),
	}}))
}

// EditSecretly is Edit as newer phones do it: encrypted by the message's secret, inside the encryption of the message.
func (p *Phone) EditSecretly(id, text string) string {
	return p.must(p.SendMessage("", p.sealedEdit(id, text, p.secretOf(id))))
}

// EditUnreadably is EditSecretly by a secret that the shop never got, as after it was linked anew.
func (p *Phone) EditUnreadably(id, text string) string {
	return p.must(p.SendMessage("", p.sealedEdit(id, text, randomBytes(32))))
}

func (p *Phone) sealedEdit(id, text string, secret []byte) *waE2E.Message {
	plain, err := proto.Marshal(p.edited(id, text))
	if err != nil {
		panic(err) // a message of our own making
	}
	me := p.lid.ToNonAD().String()
	key := hkdfutil.SHA256(secret, nil, []byte(id+me+me+string(whatsmeow.EncSecretMessageEdit)), 32)
	iv := randomBytes(12)
	sealed, err := gcmutil.Encrypt(key, iv, plain, nil)
	if err != nil {
		panic(err) // a key of the right length
	}
	return &waE2E.Message{SecretEncryptedMessage: &waE2E.SecretEncryptedMessage{
		TargetMessageKey: p.keyOf(id), EncPayload: sealed, EncIV: iv, SecretEncType: waE2E.SecretEncryptedMessage_MESSAGE_EDIT.Enum(),
	}}
}

func (p *Phone) edited(id, text string) *waE2E.Message {
	return &waE2E.Message{ProtocolMessage: &waE2E.ProtocolMessage{
		Type: waE2E.ProtocolMessage_MESSAGE_EDIT.Enum(), Key: p.keyOf(id), EditedMessage: &waE2E.Message{Conversation: &text},
		TimestampMS: proto.Int64(p.s.now().UnixMilli()),
	}}
}

// keyOf names a message of this phone's to the shop.
func (p *Phone) keyOf(id string) *waCommon.MessageKey {
	return &waCommon.MessageKey{RemoteJID: proto.String(p.s.own.lid.String()), FromMe: proto.Bool(true), ID: &id}
}

func (p *Phone) secretOf(id string) []byte {
	p.mu.Lock()
	defer p.mu.Unlock()
	secret, ok := p.secrets[id]
	if !ok {
		panic(fmt.Sprintf("local WhatsApp: %s sent no message %s", p.name, id))
	}
	return secret
}
