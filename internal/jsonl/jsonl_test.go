package jsonl

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
)

func TestEach(t *testing.T) {
	var got []string
	err := Each(strings.NewReader("\ufeff{\"a\":1}\r\n\n  \n{}"), func(n int, raw []byte) error {
		got = append(got, string(rune('0'+n))+string(raw))
		return nil
	})
	if want := []string{`1{"a":1}`, "4{}"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("got %q, %v", got, err)
	}
	broken := errors.New("broken pipe")
	if err := Each(iotest.ErrReader(broken), nil); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
	bad := errors.New("bad")
	err = Each(strings.NewReader("{}\n{}\n{}"), func(n int, _ []byte) error {
		if n == 2 {
			return bad
		}
		return nil
	})
	var le *LineError
	if !errors.As(err, &le) || le.Line != 2 || !errors.Is(err, bad) || err.Error() != "baris 2: bad" {
		t.Errorf("got %v", err)
	}
}

func TestObject(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{`{}`, ""}, {`{"b":1,"a":{"x":[1,2]}}`, ""},
		{``, "belum selesai"}, {`{"a":`, "belum selesai"}, {`{"a":1`, "belum selesai"}, {`[]`, "bukan objek"}, {`5`, "bukan objek"},
		{`{"a":1,"a":2}`, `"a" ada dua kali`}, {`{a:1}`, "bukan JSON"}, {`{"a":1}5`, "sesudah"}, {`{"a":1,}`, "bukan JSON"},
		{`{"a":01}`, "bukan JSON"}, {`{1:1}`, "bukan JSON"}, {`{"a" 1}`, "bukan JSON"},
	} {
		list, err := Object([]byte(c.in))
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%s: %v, %v; want %q", c.in, list, err, c.want)
		}
	}
}

func TestDecode(t *testing.T) {
	type pair struct{ a, b string }
	known := Fields[pair]{
		"a": Word(func(p *pair) *string { return &p.a }),
		"b": func(p *pair, raw json.RawMessage) (err error) { p.b, err = Text(raw); return err },
	}
	var p pair
	given, err := Decode([]byte(`{"b":"","a":"x"}`), known, &p)
	if err != nil || !slices.Equal(given, []string{"b", "a"}) || p != (pair{a: "x"}) {
		t.Errorf("got %v, %v, %v", p, given, err)
	}
	for _, c := range []struct{ in, want string }{
		{`{"A":"x"}`, `"A" tidak dikenal`}, {`{"a":""}`, `"a": tidak boleh kosong`}, {`{"a":" "}`, "kosong"},
		{`{"b":1}`, `"b": harus teks`}, {`{"b":null}`, `"b": harus teks`}, {`{"b":["x"]}`, `"b": harus teks`},
	} {
		if _, err := Decode([]byte(c.in), known, &p); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", c.in, err)
		}
	}
}

func FuzzObject(f *testing.F) {
	f.Add([]byte(`{"a":{"b":[1,"x"]}}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		list, err := Object(raw)
		if err == nil && !json.Valid(raw) {
			t.Errorf("%q taken for %v", raw, list)
		}
	})
}
