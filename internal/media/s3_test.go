package media

import (
	"errors"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestSign signs the examples of Amazon's own description of the signature.
func TestSign(t *testing.T) {
	s := signer{account{id: "AKIAIOSFODNN7EXAMPLE", secret: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", region: "us-east-1"}}
	for _, c := range []struct {
		method, path, body, want string
		head                     map[string]string
	}{
		{"GET", "/test.txt", "", "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41", map[string]string{"Range": "bytes=0-9"}},
		{"PUT", "/test$file.text", "Welcome to Amazon S3.", "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd",
			map[string]string{"Date": "Fri, 24 May 2013 00:00:00 GMT", "X-Amz-Storage-Class": "REDUCED_REDUNDANCY"}},
	} {
		r, err := http.NewRequestWithContext(t.Context(), c.method, "https://examplebucket.s3.amazonaws.com"+c.path, nil)
		if err != nil {
			t.Fatal(err)
		}
		for name, value := range c.head {
			r.Header.Set(name, value)
		}
		s.sign(r, []byte(c.body), time.Date(2013, time.May, 24, 0, 0, 0, 0, time.UTC))
		if got := r.Header.Get("Authorization"); !strings.HasSuffix(got, "Signature="+c.want) {
			t.Errorf("%s %s: %s; want %s", c.method, c.path, got, c.want)
		}
	}
}

// keys are the variables of an account, and no files of whoever runs the test.
func keys(t *testing.T) string {
	home := t.TempDir()
	for _, name := range []string{"AWS_SESSION_TOKEN", "AWS_REGION", "AWS_DEFAULT_REGION", "AWS_PROFILE", "AWS_SHARED_CREDENTIALS_FILE", "AWS_CONFIG_FILE"} {
		t.Setenv(name, "")
	}
	t.Setenv("HOME", home)
	t.Setenv("AWS_ACCESS_KEY_ID", "kunci")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "rahasia")
	return home
}

func TestBucketAddress(t *testing.T) {
	keys(t)
	for address, want := range map[string]string{
		"s3://toko?region=ap-southeast-3":                                    "https://toko.s3.ap-southeast-3.amazonaws.com/",
		"s3://toko?region=cn-north-1":                                        "https://toko.s3.cn-north-1.amazonaws.com.cn/",
		"s3://toko.media?region=ap-southeast-3":                              "https://s3.ap-southeast-3.amazonaws.com/toko.media/",
		"s3://toko?region=ap-southeast-3&use_path_style=true&prefix=a/":      "https://s3.ap-southeast-3.amazonaws.com/toko/a/",
		"s3://toko?endpoint=https://s3.contoh.id":                            "https://toko.s3.contoh.id/",
		"s3://toko?endpoint=https://s3.contoh.id/x/&use_path_style=true":     "https://s3.contoh.id/x/toko/",
		"s3://toko?endpoint=localhost:9000&use_path_style=1&disable_https=1": "http://localhost:9000/toko/",
	} {
		b, err := openBucket(address)
		if err != nil {
			t.Errorf("%s: %v", address, err)
		} else if got := b.base.String(); got != want {
			t.Errorf("%s is at %s; want %s", address, got, want)
		}
	}
	for address, want := range map[string]string{
		"s3://toko": "region", "s3://?region=x": "nama penyimpanan", "s3://toko?region=x&gaya=1": "gaya",
		"s3://toko?region=x&use_path_style=ya": "use_path_style", "s3://toko?region=x&endpoint=://": "endpoint",
	} {
		if _, err := openBucket(address); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v; want something about %s", address, err, want)
		}
	}
}

func TestAccount(t *testing.T) {
	home := keys(t)
	write := func(name, text string) {
		path := filepath.Join(home, ".aws", name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, []byte(text), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	write("credentials", "# punya toko\n[default]\naws_access_key_id = A\naws_secret_access_key = B=\n\n[cabang]\naws_access_key_id=C\n"+
		"aws_secret_access_key=D\naws_session_token=E\n")
	write("config", "[default]\nregion = satu\n[profile cabang]\nregion = dua\n")
	for _, c := range []struct {
		profile string
		env     map[string]string
		want    account
	}{
		{"", nil, account{"kunci", "rahasia", "", "satu"}},
		{"", map[string]string{"AWS_REGION": "tiga", "AWS_SESSION_TOKEN": "s"}, account{"kunci", "rahasia", "s", "tiga"}},
		{"cabang", nil, account{"C", "D", "E", "dua"}},
		{"", map[string]string{"AWS_ACCESS_KEY_ID": ""}, account{"A", "B=", "", "satu"}},
		{"", map[string]string{"AWS_ACCESS_KEY_ID": "", "AWS_PROFILE": "cabang"}, account{"C", "D", "E", "dua"}},
	} {
		got, err := accountOf(c.profile, func(name string) string {
			if v, ok := c.env[name]; ok {
				return v
			}
			return os.Getenv(name)
		})
		if err != nil || got != c.want {
			t.Errorf("profile %q, %v: %v, %v; want %v", c.profile, c.env, got, err, c.want)
		}
	}
	if _, err := accountOf("tidak-ada", os.Getenv); err == nil || !strings.Contains(err.Error(), "AWS_ACCESS_KEY_ID") {
		t.Errorf("an unknown profile: %v", err)
	}
}

// TestBucketRefuses tells what the server says, asks once for what it will not do, and three times where it is only busy.
func TestBucketRefuses(t *testing.T) {
	keys(t)
	asked, status := 0, 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		asked++
		w.WriteHeader(status)
		_, _ = w.Write([]byte("<Error><Code>SignatureDoesNotMatch</Code><Message>beda</Message></Error>")) // the client notices
	}))
	defer server.Close()
	b, err := openBucket("s3://toko?use_path_style=true&endpoint=" + server.URL)
	if err != nil {
		t.Fatal(err)
	}
	defer b.close()
	b.pause = time.Millisecond
	for _, c := range []struct{ status, asked int }{{403, 1}, {301, 1}, {500, tries}, {503, tries}, {429, tries}} {
		asked, status = 0, c.status
		_, err := b.get(t.Context(), "aa/aa")
		if err == nil || errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "SignatureDoesNotMatch: beda") || asked != c.asked {
			t.Errorf("%d: %v, asked %d times; want %d", c.status, err, asked, c.asked)
		}
	}
}
