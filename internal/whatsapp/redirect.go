package whatsapp

import (
	"fmt"
	"net/http"
	"net/url"
)

// httpClient is the way to WhatsApp, or to what stands in its place.
func httpClient(server string) (*http.Client, error) {
	base := http.DefaultTransport.(*http.Transport).Clone()
	if server == "" {
		return &http.Client{Transport: base}, nil
	}
	to, err := url.Parse(server)
	if err != nil || to.Host == "" {
		return nil, fmt.Errorf("server %q is no address: %v", server, err)
	}
	return &http.Client{Transport: redirect{to, base}}, nil
}

// redirect sends every request to one place, whatever host it names.
type redirect struct {
	to   *url.URL
	base http.RoundTripper
}

// RoundTrip implements http.RoundTripper.
func (r redirect) RoundTrip(q *http.Request) (*http.Response, error) {
	q = q.Clone(q.Context())
	q.URL.Scheme, q.URL.Host, q.Host = r.to.Scheme, r.to.Host, r.to.Host
	return r.base.RoundTrip(q)
}
