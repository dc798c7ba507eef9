package media

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"
)

// bucket is a place on a server that speaks S3: four requests on whole objects, each signed with the hash of what it carries,
// which every such server understands.
type bucket struct {
	client *http.Client
	base   *url.URL // an object's key comes behind its path
	sign   signer
	now    func() time.Time
	pause  time.Duration // before the second try; each further one waits four times as long
}

// bucketOptions are what may stand behind the ? of an address.
var bucketOptions = []string{
	"region", "endpoint", "use_path_style", "disable_https", "profile", "prefix",
	// Said for some servers because other clients send sums that those don't know; this one never does.
	"request_checksum_calculation", "response_checksum_validation",
}

// openBucket reads s3://NAME?region=…&endpoint=…&use_path_style=true. Nothing is asked of the server yet.
func openBucket(address string) (*bucket, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, fmt.Errorf("alamat penyimpanan tidak terbaca: %w", err)
	}
	if u.Host == "" {
		return nil, fmt.Errorf("%s belum menyebut nama penyimpanannya, misalnya s3://toko-media?region=ap-southeast-3", address)
	}
	q := u.Query()
	for option := range q {
		if !slices.Contains(bucketOptions, option) {
			return nil, fmt.Errorf("%q di alamat penyimpanan tidak dikenal; yang bisa: %s", option, strings.Join(bucketOptions, ", "))
		}
	}
	a, err := accountOf(q.Get("profile"), os.Getenv)
	if err != nil {
		return nil, err
	}
	if region := q.Get("region"); region != "" {
		a.region = region
	}
	base, err := baseOf(u.Host, q, a.region)
	if err != nil {
		return nil, err
	}
	if a.region == "" {
		a.region = "us-east-1" // what a server that has no regions expects
	}
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.ResponseHeaderTimeout, transport.DisableCompression = time.Minute, true
	client := &http.Client{
		Transport: transport,
		// A request is signed for one server: sent on to another it would only be refused, and hide what the first one said.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return &bucket{client: client, base: base, sign: signer{a}, now: time.Now, pause: 200 * time.Millisecond}, nil
}

// baseOf is the address of the bucket itself: its name in front of the server's, or as the first part of the path where that is
// asked for or the name, having dots, would not fit the server's certificate.
func baseOf(name string, q url.Values, region string) (*url.URL, error) {
	var on [2]bool
	for i, option := range []string{"use_path_style", "disable_https"} {
		var err error
		if on[i], err = strconv.ParseBool(q.Get(option)); err != nil && q.Has(option) {
			return nil, fmt.Errorf("%s di alamat penyimpanan harus true atau false, bukan %q", option, q.Get(option))
		}
	}
	inPath, scheme := on[0] || strings.Contains(name, "."), "https"
	if on[1] {
		scheme = "http"
	}
	server := q.Get("endpoint")
	switch {
	case server == "" && region == "":
		return nil, errors.New("alamat penyimpanan belum menyebut region, misalnya s3://toko-media?region=ap-southeast-3")
	case server == "":
		server = scheme + "://s3." + region + ".amazonaws.com"
		if strings.HasPrefix(region, "cn-") {
			server += ".cn"
		}
	case !strings.Contains(server, "://"):
		server = scheme + "://" + server
	}
	base, err := url.Parse(server)
	if err != nil || base.Host == "" {
		return nil, fmt.Errorf("endpoint %q di alamat penyimpanan tidak terbaca", q.Get("endpoint"))
	}
	path := strings.TrimRight(base.Path, "/") + "/"
	if inPath {
		path += name + "/"
	} else {
		base.Host = name + "." + base.Host
	}
	return &url.URL{Scheme: base.Scheme, Host: base.Host, Path: path + q.Get("prefix")}, nil
}

func (b *bucket) close() { b.client.CloseIdleConnections() }

func (b *bucket) size(ctx context.Context, key string) (int64, error) {
	head, _, err := b.ask(ctx, http.MethodHead, key, nil)
	if err != nil {
		return 0, err
	}
	return strconv.ParseInt(head.Get("Content-Length"), 10, 64)
}

func (b *bucket) get(ctx context.Context, key string) ([]byte, error) {
	_, data, err := b.ask(ctx, http.MethodGet, key, nil)
	return data, err
}

func (b *bucket) put(ctx context.Context, key string, data []byte) error {
	_, _, err := b.ask(ctx, http.MethodPut, key, data)
	return err
}

func (b *bucket) remove(ctx context.Context, key string) error {
	_, _, err := b.ask(ctx, http.MethodDelete, key, nil)
	return err
}

// tries is how often a request is made that the network or a busy server lets fail. Every request may be made twice.
const tries = 3

// ask makes one request on an object and reads the whole answer.
func (b *bucket) ask(ctx context.Context, method, key string, data []byte) (head http.Header, body []byte, err error) {
	pause := b.pause
	for try := 1; ; try++ {
		again := true
		head, body, again, err = b.once(ctx, method, key, data)
		if err == nil || !again || try == tries {
			return head, body, err
		}
		select {
		case <-ctx.Done():
			return nil, nil, errors.Join(err, ctx.Err())
		case <-time.After(pause):
		}
		pause *= 4
	}
}

// once is one try of ask, and whether another may help.
func (b *bucket) once(ctx context.Context, method, key string, data []byte) (_ http.Header, _ []byte, again bool, err error) {
	at := *b.base
	at.Path += key
	at.RawPath = escaped(at.Path)
	r, err := http.NewRequestWithContext(ctx, method, at.String(), bytes.NewReader(data))
	if err != nil {
		return nil, nil, false, err
	}
	if method == http.MethodPut {
		r.Header.Set("Content-Type", "application/octet-stream")
	}
	b.sign.sign(r, data, b.now())
	answer, err := b.client.Do(r)
	if err != nil {
		return nil, nil, ctx.Err() == nil, err
	}
	body, err := io.ReadAll(answer.Body)
	err = errors.Join(err, answer.Body.Close())
	switch {
	case err != nil:
		return nil, nil, ctx.Err() == nil, err
	case answer.StatusCode == http.StatusNotFound:
		return nil, nil, false, fs.ErrNotExist
	case answer.StatusCode/100 != 2:
		again = answer.StatusCode >= 500 || answer.StatusCode == http.StatusTooManyRequests || answer.StatusCode == http.StatusRequestTimeout
		return nil, nil, again, refusal(answer, body)
	}
	return answer.Header, body, false, nil
}

// refusal is what a server says instead of doing what was asked.
func refusal(answer *http.Response, body []byte) error {
	var said struct{ Code, Message string }
	if xml.Unmarshal(body, &said) != nil || said.Code == "" {
		return fmt.Errorf("%s: %s", answer.Request.URL.Host, answer.Status)
	}
	return fmt.Errorf("%s: %s: %s: %s", answer.Request.URL.Host, answer.Status, said.Code, said.Message)
}
