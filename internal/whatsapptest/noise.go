package whatsapptest

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/ecdh"
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"time"

	"go.mau.fi/libsignal/ecc"
	"go.mau.fi/whatsmeow/proto/waCert"
	"go.mau.fi/whatsmeow/proto/waWa6"
	"go.mau.fi/whatsmeow/socket"
	"go.mau.fi/whatsmeow/util/keys"
	"google.golang.org/protobuf/proto"
)

// noise is the responder's side of Noise_XX_25519_AESGCM_SHA256.
type noise struct {
	hash, salt []byte
	key        cipher.AEAD
	n          uint32
}

func newNoise(header []byte) (*noise, error) {
	h := []byte(socket.NoiseStartPattern) // 32 bytes, so it is its own hash
	key, err := gcm(h)
	if err != nil {
		return nil, err
	}
	x := &noise{hash: h, salt: h, key: key}
	x.authenticate(header)
	return x, nil
}

func gcm(key []byte) (cipher.AEAD, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(block)
}

// nonce is the counter as Noise wants it.
func nonce(n uint32) []byte { return binary.BigEndian.AppendUint32(make([]byte, 8, 12), n) }

func (x *noise) authenticate(data []byte) {
	sum := sha256.New()
	sum.Write(x.hash)
	sum.Write(data)
	x.hash = sum.Sum(nil)
}

func (x *noise) seal(plain []byte) []byte {
	out := x.key.Seal(nil, nonce(x.n), plain, x.hash)
	x.n++
	x.authenticate(out)
	return out
}

func (x *noise) open(sealed []byte) ([]byte, error) {
	plain, err := x.key.Open(nil, nonce(x.n), sealed, x.hash)
	x.n++
	x.authenticate(sealed)
	return plain, err
}

func (x *noise) expand(secret []byte) ([]byte, []byte, error) {
	both, err := hkdf.Key(sha256.New, secret, x.salt, "", 64)
	if err != nil {
		return nil, nil, err
	}
	return both[:32], both[32:], nil
}

func (x *noise) mix(priv [32]byte, pub []byte) error {
	secret, err := agree(priv, pub)
	if err != nil {
		return err
	}
	salt, key, err := x.expand(secret)
	if err != nil {
		return err
	}
	x.salt, x.n = salt, 0
	x.key, err = gcm(key)
	return err
}

// agree is X25519.
func agree(priv [32]byte, pub []byte) ([]byte, error) {
	p, err := ecdh.X25519().NewPrivateKey(priv[:])
	if err != nil {
		return nil, err
	}
	q, err := ecdh.X25519().NewPublicKey(pub)
	if err != nil {
		return nil, err
	}
	return p.ECDH(q)
}

// handshake answers a client's hello and returns its first words and the ciphers of what follows. receive and send carry
// whole frames.
func handshake(id identity, header []byte, receive func() ([]byte, error), send func([]byte) error) (
	payload *waWa6.ClientPayload, read, write cipher.AEAD, err error,
) {
	x, err := newNoise(header)
	if err != nil {
		return nil, nil, nil, err
	}
	frame, err := receive()
	if err != nil {
		return nil, nil, nil, err
	}
	var hello waWa6.HandshakeMessage
	if err := proto.Unmarshal(frame, &hello); err != nil {
		return nil, nil, nil, fmt.Errorf("client hello: %w", err)
	}
	theirs := hello.GetClientHello().GetEphemeral()
	ours := keys.NewKeyPair()
	x.authenticate(theirs)
	x.authenticate(ours.Pub[:])
	answer := &waWa6.HandshakeMessage_ServerHello{Ephemeral: ours.Pub[:]}
	if err := x.mix(*ours.Priv, theirs); err != nil {
		return nil, nil, nil, fmt.Errorf("client hello: %w", err)
	}
	answer.Static = x.seal(id.static.Pub[:])
	if err := x.mix(*id.static.Priv, theirs); err != nil {
		return nil, nil, nil, err
	}
	answer.Payload = x.seal(id.chain)
	out, err := proto.Marshal(&waWa6.HandshakeMessage{ServerHello: answer})
	if err != nil {
		return nil, nil, nil, err
	}
	if err := send(out); err != nil {
		return nil, nil, nil, err
	}
	if frame, err = receive(); err != nil {
		return nil, nil, nil, err
	}
	return finish(x, ours, frame)
}

func finish(x *noise, ours *keys.KeyPair, frame []byte) (payload *waWa6.ClientPayload, read, write cipher.AEAD, err error) {
	var hello waWa6.HandshakeMessage
	if err := proto.Unmarshal(frame, &hello); err != nil {
		return nil, nil, nil, fmt.Errorf("client finish: %w", err)
	}
	static, err := x.open(hello.GetClientFinish().GetStatic())
	if err != nil {
		return nil, nil, nil, fmt.Errorf("client finish: %w", err)
	}
	if err := x.mix(*ours.Priv, static); err != nil {
		return nil, nil, nil, err
	}
	plain, err := x.open(hello.GetClientFinish().GetPayload())
	if err != nil {
		return nil, nil, nil, fmt.Errorf("client finish: %w", err)
	}
	payload = &waWa6.ClientPayload{}
	if err := proto.Unmarshal(plain, payload); err != nil {
		return nil, nil, nil, fmt.Errorf("client payload: %w", err)
	}
	clientKey, serverKey, err := x.expand(nil)
	if err != nil {
		return nil, nil, nil, err
	}
	read, err1 := gcm(clientKey)
	write, err2 := gcm(serverKey)
	return payload, read, write, errors.Join(err1, err2)
}

// identity is what the server proves itself with.
type identity struct {
	static *keys.KeyPair
	chain  []byte // marshalled waCert.CertChain
}

// newIdentity makes a server key and the two certificates that lead to the root.
func newIdentity(root *keys.KeyPair, now time.Time) (identity, error) {
	middle, static := keys.NewKeyPair(), keys.NewKeyPair()
	from, to := uint64(now.Add(-time.Hour).Unix()), uint64(now.AddDate(1, 0, 0).Unix())
	sign := func(by *keys.KeyPair, serial, issuer uint32, key []byte) (*waCert.CertChain_NoiseCertificate, error) {
		details, err := proto.Marshal(&waCert.CertChain_NoiseCertificate_Details{
			Serial: &serial, IssuerSerial: &issuer, Key: key, NotBefore: &from, NotAfter: &to,
		})
		signature := ecc.CalculateSignature(ecc.NewDjbECPrivateKey(*by.Priv), details)
		return &waCert.CertChain_NoiseCertificate{Details: details, Signature: signature[:]}, err
	}
	intermediate, err1 := sign(root, 1, 0, middle.Pub[:])
	leaf, err2 := sign(middle, 2, 1, static.Pub[:])
	chain, err3 := proto.Marshal(&waCert.CertChain{Intermediate: intermediate, Leaf: leaf})
	return identity{static, chain}, errors.Join(err1, err2, err3)
}
