package media

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"slices"
	"strings"
	"time"
)

// signer signs requests as AWS Signature Version 4 says, with the one set of headers that our requests have.
type signer struct{ account }

// sign adds the headers that say who asks, when, and for what body.
func (s signer) sign(r *http.Request, body []byte, now time.Time) {
	now = now.UTC()
	day, second := now.Format("20060102"), now.Format("20060102T150405Z")
	hash := sha256.Sum256(body)
	r.Header.Set("X-Amz-Date", second)
	r.Header.Set("X-Amz-Content-Sha256", hex.EncodeToString(hash[:]))
	if s.session != "" {
		r.Header.Set("X-Amz-Security-Token", s.session)
	}
	names, lines := []string{"host"}, map[string]string{"host": r.URL.Host}
	for name, values := range r.Header {
		name = strings.ToLower(name)
		names, lines[name] = append(names, name), strings.Join(values, ",")
	}
	slices.Sort(names)
	var asked strings.Builder
	asked.WriteString(r.Method + "\n" + escaped(r.URL.Path) + "\n" + r.URL.RawQuery + "\n")
	for _, name := range names {
		asked.WriteString(name + ":" + lines[name] + "\n")
	}
	signed := strings.Join(names, ";")
	asked.WriteString("\n" + signed + "\n" + hex.EncodeToString(hash[:]))
	scope := day + "/" + s.region + "/s3/aws4_request"
	whole := sha256.Sum256([]byte(asked.String()))
	key := []byte("AWS4" + s.secret)
	for _, part := range []string{day, s.region, "s3", "aws4_request"} {
		key = mac(key, part)
	}
	proof := mac(key, "AWS4-HMAC-SHA256\n"+second+"\n"+scope+"\n"+hex.EncodeToString(whole[:]))
	r.Header.Set("Authorization", "AWS4-HMAC-SHA256 Credential="+s.id+"/"+scope+", SignedHeaders="+signed+", Signature="+hex.EncodeToString(proof))
}

func mac(key []byte, text string) []byte {
	h := hmac.New(sha256.New, key)
	h.Write([]byte(text))
	return h.Sum(nil)
}

// escaped writes a path as S3 wants it signed: all but letters, digits and -._~/ in hex.
func escaped(path string) string {
	const plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/"
	var b strings.Builder
	for i := range len(path) {
		if c := path[i]; strings.IndexByte(plain, c) >= 0 {
			b.WriteByte(c)
		} else {
			b.WriteString("%" + strings.ToUpper(hex.EncodeToString([]byte{c})))
		}
	}
	return b.String()
}
