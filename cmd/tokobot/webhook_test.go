package main

import (
	"bytes"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tokobot/internal/shop"
)

// mootaSignature is Moota's own for the recorded body, with the secret "dummySecret".
const mootaSignature = "fb41b39406c5ea9a452894d6f77a3011de4ed8af34ff3d954af326619bbd0990"

// TestMootaSignature takes the recorded webhook by its signature, and nothing else.
func TestMootaSignature(t *testing.T) {
	body, err := os.ReadFile("../../internal/statement/testdata/kabar/moota.json")
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		secret, signature string
		body              []byte
		want              bool
	}{
		"recorded":       {"dummySecret", mootaSignature, body, true},
		"one byte more":  {"dummySecret", mootaSignature, append(bytes.Clone(body), ' '), false},
		"another secret": {"dummysecret", mootaSignature, body, false},
		"no secret":      {"", mootaSignature, body, false},
		"no signature":   {"dummySecret", "", body, false},
		"no hex":         {"dummySecret", "zz", body, false},
	} {
		if got := signed(c.secret, c.body, c.signature); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// TestMutationWebhook sends the recorded webhook to a running shop, again, and unsigned: finance hears of it once.
func TestMutationWebhook(t *testing.T) {
	r := serveShop(t)
	r.write(t, "rahasia", "dummySecret\n")
	config, err := os.ReadFile(filepath.Join(r.dir, "config.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	r.telegram.AddGroup(ownersChat, "Keuangan", false)
	r.write(t, "config.yaml", string(config)+"  grup: {keuangan: \"-1001\"}\nmutasi: {rahasia_file: rahasia}\n")
	r.start(t)
	body, err := os.ReadFile("../../internal/statement/testdata/kabar/moota.json")
	if err != nil {
		t.Fatal(err)
	}
	post := func(path, signature string, body []byte) int {
		t.Helper()
		q, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "http://"+r.http+path, bytes.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		q.Header.Set("Signature", signature)
		res, err := http.DefaultClient.Do(q)
		if err != nil {
			t.Fatal(err)
		}
		if err := res.Body.Close(); err != nil {
			t.Fatal(err)
		}
		return res.StatusCode
	}
	for _, c := range []struct {
		path, signature string
		body            []byte
		want            int
	}{
		{"/mutasi/moota", "", body, http.StatusUnauthorized},
		{"/mutasi/moota", mootaSignature, body[1:], http.StatusUnauthorized},
		{"/mutasi/lain", mootaSignature, body, http.StatusNotFound},
		{"/mutasi/moota", mootaSignature, body, http.StatusOK},
		{"/mutasi/moota", mootaSignature, body, http.StatusOK},
	} {
		if got := post(c.path, c.signature, c.body); got != c.want {
			t.Errorf("%s %q: %d, want %d", c.path, c.signature, got, c.want)
		}
	}
	eventually(t, "finance hears", r.sees(ownersChat, "Rp172.017"))
	if err := r.settled(t); err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, m := range r.telegram.Messages(ownersChat, 0) {
		n += strings.Count(m.Text, "Rp172.017")
	}
	if n != 1 || strings.Contains(r.log.String(), "SECRET") {
		t.Errorf("told %d times", n)
	}
}

// settled stops the shop, so that all it took is done.
func (r *running) settled(t *testing.T) error {
	t.Helper()
	if code := r.stop(); code != exitOK {
		t.Errorf("serve ended with %d", code)
	}
	return nil
}

// TestPushedLineKeepsNoSecrets: what of a webhook is written down.
func TestPushedLineKeepsNoSecrets(t *testing.T) {
	body, err := os.ReadFile("../../internal/statement/testdata/kabar/moota.json")
	if err != nil {
		t.Fatal(err)
	}
	a, err := pushed("moota", body)
	if err != nil || a.Chat != string(shop.Finance) || strings.Contains(a.Timer.Ref, "SECRET") || !strings.Contains(a.Timer.Ref, "172017") {
		t.Errorf("%+v %v", a, err)
	}
	if again, _ := pushed("moota", body); again.ID != a.ID {
		t.Error("the same body has another name")
	}
}
