package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"

	"tokobot/internal/desk"
	"tokobot/internal/shop"
	"tokobot/internal/statement"
)

// services are those that send bank lines, by the last part of their path, with the header that their signature is in: the
// HMAC-SHA256 of the very bytes of the body, in hex.
var services = map[string]string{"moota": "Signature", "mutasibank": "X-Mutasibank-Signature"}

// mostPushed bounds a webhook's body, bytes.
const mostPushed = 5 << 20

// mutations takes a service's webhook. What is answered with 200 is on disk; a body that came before is known and changes
// nothing.
func (s *server) mutations(w http.ResponseWriter, r *http.Request) {
	service := r.PathValue("service")
	header, known := services[service]
	if !known {
		http.NotFound(w, r)
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, mostPushed))
	if err != nil {
		http.Error(w, "body", http.StatusRequestEntityTooLarge)
		return
	}
	if !signed(s.config.MutationSecret, body, r.Header.Get(header)) {
		s.log.Warn("webhook", "service", service, "err", statement.ErrUnsigned)
		http.Error(w, "signature", http.StatusUnauthorized)
		return
	}
	a, err := pushed(service, body)
	if err != nil {
		s.log.Warn("webhook", "service", service, "err", err)
		http.Error(w, "body", http.StatusBadRequest)
		return
	}
	a.At = realClock{}.Now()
	a.Timer.Due = a.At
	if err := s.engine.Receive(r.Context(), a); err != nil {
		s.log.Error("webhook", "service", service, "err", err)
		http.Error(w, "try again", http.StatusServiceUnavailable)
		return
	}
	fmt.Fprintln(w, "ok")
}

// signed tells whether a signature is that of the body.
func signed(secret string, body []byte, signature string) bool {
	got, err := hex.DecodeString(signature)
	if err != nil || secret == "" {
		return false
	}
	h := hmac.New(sha256.New, []byte(secret))
	_, _ = h.Write(body) // never fails
	return hmac.Equal(got, h.Sum(nil))
}

// pushed makes the finance desk's arrival of a webhook; the bytes of the body are its name. Only what is needed of the lines
// is kept: services send secrets with them.
func pushed(service string, body []byte) (shop.Arrival, error) {
	list, err := statement.Pushed(body)
	if err != nil {
		return shop.Arrival{}, err
	}
	if len(list) == 0 {
		return shop.Arrival{}, errors.New("no mutations")
	}
	ref, err := json.Marshal(list)
	if err != nil {
		return shop.Arrival{}, err
	}
	sum := sha256.Sum256(body)
	key := "mutasi:" + service + ":" + hex.EncodeToString(sum[:16])
	return shop.Arrival{
		Channel: shop.Clock, Chat: string(shop.Finance), ID: key, Kind: shop.KindTimer, Name: "mutasi bank",
		Timer: &shop.Timer{Key: key, Line: shop.GroupLine(shop.Finance), What: desk.TimerMutations, Ref: string(ref)},
	}, nil
}
