package understand

import (
	"strings"
	"testing"
)

// addressBlock is a message that gives an address and what is to be read from it.
type addressBlock struct {
	text                                      string
	recipient, phone, street, place, postcode string
	nth                                       int // of several addresses of one message, from 0
}

// addressBlocks reads the hand-made addresses; the place is looked up by its full name.
func addressBlocks(t testing.TB, r *Reader) []addressBlock {
	t.Helper()
	var out []addressBlock
	var text []string
	for _, l := range lines(t, "testdata/tempat/alamat.txt") {
		want, ok := strings.CutPrefix(l, "> ")
		if !ok {
			text = append(text, strings.ReplaceAll(l, "⏎", ""))
			continue
		}
		f := strings.Split(want, "; ")
		if len(f) != 5 {
			t.Fatalf("%q has %d fields", want, len(f))
		}
		for i := range f {
			if f[i] == "-" {
				f[i] = ""
			}
		}
		b := addressBlock{text: strings.Join(text, "\n"), recipient: f[0], phone: f[1], street: f[2], postcode: f[4]}
		if f[3] != "" {
			codes := r.atlas.Resolve(f[3])
			if len(codes) == 0 {
				t.Fatalf("no place %q", f[3])
			}
			b.place = joinCodes(codes)
		}
		if n := len(out); len(text) == 0 && n > 0 {
			b.text, b.nth = out[n-1].text, out[n-1].nth+1
		}
		out, text = append(out, b), nil
	}
	return out
}

// TestAddressBlocks reads every layout in which buyers give addresses.
func TestAddressBlocks(t *testing.T) {
	r := sampleReader(t)
	blocks := addressBlocks(t, r)
	wrong := map[string]int{}
	for _, b := range blocks {
		var got Address
		n := 0
		for _, a := range r.Read(b.text, Context{Expect: ExpectAddress}) {
			if a.Address == nil {
				continue
			}
			if n == b.nth {
				got = *a.Address
			}
			n++
		}
		place := ""
		if got.Place != nil {
			place = string(got.Place.Code) + joinCodes(got.Place.Candidates)
		}
		for _, f := range []struct{ name, got, want string }{{"recipient", got.Recipient, b.recipient}, {"phone", got.Phone, b.phone},
			{"street", got.Street, b.street}, {"place", place, b.place}, {"postcode", got.Postcode, b.postcode}} {
			if f.got != f.want {
				wrong[f.name]++
				t.Errorf("%s: got %q, want %q in\n%s", f.name, f.got, f.want, b.text)
			}
		}
	}
	t.Logf("%d addresses, wrong: %v", len(blocks), wrong)
}

// TestAddressAnswers reads short answers to the question for an address, and what is none though it looks like one.
func TestAddressAnswers(t *testing.T) {
	r := sampleReader(t)
	for _, c := range []struct{ text, recipient, street string }{
		{"melati 5", "", "melati 5"}, {"kenanga raya no 12", "", "kenanga raya no 12"}, {"mawar 3, sukasari, bandung", "", "mawar 3"},
		{"indah", "indah", ""}, {"bu indah", "bu indah", ""},
		{"jadi 5", "", ""}, {"hitam 5", "", ""}, {"pashmina 5", "", ""}, {"5", "", ""}, {"jne", "", ""}, {"2 aja kak", "", ""}, {"tambah navy 2", "", ""},
	} {
		var got Address
		for _, a := range r.Read(c.text, Context{Expect: ExpectAddress}) {
			if a.Address != nil {
				got = *a.Address
			}
		}
		if got.Recipient != c.recipient || got.Street != c.street {
			t.Errorf("%q: recipient %q, street %q; want %q, %q", c.text, got.Recipient, got.Street, c.recipient, c.street)
		}
	}
}
