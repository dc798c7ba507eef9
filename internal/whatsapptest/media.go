package whatsapptest

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"

	waBinary "go.mau.fi/whatsmeow/binary"
	"go.mau.fi/whatsmeow/util/cbcutil"
	"go.mau.fi/whatsmeow/util/hkdfutil"
)

// mediaHosts names one host; a client's way there leads back here.
func mediaHosts(waBinary.Node) []waBinary.Node {
	return []waBinary.Node{{
		Tag:     "media_conn",
		Attrs:   waBinary.Attrs{"auth": "local", "ttl": 3600, "auth_ttl": 3600, "max_buckets": 12},
		Content: []waBinary.Node{{Tag: "host", Attrs: waBinary.Attrs{"hostname": "mmg.whatsapp.net"}}},
	}}
}

func (s *Server) upload(w http.ResponseWriter, r *http.Request) {
	if f := s.fault(AtUpload, ""); f.Refuse {
		http.Error(w, "scripted", f.Code)
		return
	}
	data, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	path := s.keep(r.PathValue("token"), data)
	_ = json.NewEncoder(w).Encode(map[string]string{"url": "https://mmg.whatsapp.net" + path, "direct_path": path}) // the client notices
}

// keep stores an encrypted file and returns its direct path.
func (s *Server) keep(token string, data []byte) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.media[token] = data
	return "/m/" + token + "?ccb=1"
}

func (s *Server) download(w http.ResponseWriter, r *http.Request) {
	if f := s.fault(AtDownload, ""); f.Refuse {
		http.Error(w, "scripted", f.Code)
		return
	}
	s.mu.Lock()
	data, ok := s.media[r.PathValue("token")]
	s.mu.Unlock()
	if !ok {
		http.NotFound(w, r)
		return
	}
	_, _ = w.Write(data) // the client notices
}

// file is a file as it lies on the media server, with what opens it.
type file struct {
	path             string
	key, sum, encSum []byte
	size             uint64
}

// seal encrypts a file as phones do; info is the kind's "WhatsApp … Keys".
func (s *Server) seal(data []byte, info string) (file, error) {
	f := file{key: randomBytes(32), size: uint64(len(data))}
	k := hkdfutil.SHA256(f.key, nil, []byte(info), 112)
	body, err := cbcutil.Encrypt(k[16:48], k[:16], bytes.Clone(data))
	if err != nil {
		return f, fmt.Errorf("seal: %w", err)
	}
	mac := hmac.New(sha256.New, k[48:80])
	mac.Write(k[:16])
	mac.Write(body)
	body = append(body, mac.Sum(nil)[:10]...)
	plain, sealed := sha256.Sum256(data), sha256.Sum256(body)
	f.sum, f.encSum = plain[:], sealed[:]
	f.path = s.keep(base64.URLEncoding.EncodeToString(f.encSum), body)
	return f, nil
}

// open decrypts a file that lies on the media server.
func (s *Server) open(encSum, key []byte, info string) ([]byte, error) {
	s.mu.Lock()
	body := s.media[base64.URLEncoding.EncodeToString(encSum)]
	s.mu.Unlock()
	if len(body) < 10 {
		return nil, errors.New("open: no such file")
	}
	k := hkdfutil.SHA256(key, nil, []byte(info), 112)
	return cbcutil.Decrypt(k[16:48], k[:16], bytes.Clone(body[:len(body)-10])) // it works in place
}
