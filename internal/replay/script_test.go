package replay

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tokobot/internal/jsonl"
)

func TestReadRefuses(t *testing.T) {
	dir := t.TempDir()
	for _, c := range []struct{ line, want string }{
		{`{`, "belum selesai"},
		{`halo`, "bukan JSON"},
		{`[1]`, "bukan objek"},
		{`{"buyer":"1","text":"a"} x`, "bukan JSON"},
		{`{"buyer":"1","text":"a"}{"buyer":"1","text":"a"}`, "bukan JSON"},
		{`{"buyer":"1","text":"a","txt":"b"}`, `"txt" tidak dikenal`},
		{`{"buyer":"1","Text":"a"}`, `"Text" tidak dikenal`},
		{`{"buyer":"1","text":"a","text":"b"}`, `"text" ada dua kali`},
		{`{"buyer":628,"text":"a"}`, `"buyer": harus teks`},
		{`{"buyer":"1","text":5}`, `"text": harus teks`},
		{`{"buyer":"1","text":null}`, `"text": harus teks`},
		{`{"buyer":"","text":"a"}`, `"buyer": tidak boleh kosong`},
		{`{"at":"2026-11-23","buyer":"1","text":"a"}`, "bukan waktu"},
		{`{"at":5,"buyer":"1","text":"a"}`, `"at": harus teks`},
		{`{"advance":"sehari"}`, "bukan lama waktu"},
		{`{"advance":"-5h"}`, "bukan lama waktu"},
		{`{"advance":"5h","text":"a"}`, `"text" tidak bisa bersama "advance"`},
		{`{"advance":"5h","at":"2026-11-23T09:00:00+07:00"}`, `"at" tidak bisa bersama`},
		{`{"staff":"keuangaan","press":"Terima"}`, `"keuangaan" tidak ada`},
		{`{"staff":"cs","buyer":"1","text":"a"}`, "salah satu"},
		{`{"staff":"cs","press":"Terima","text":"a"}`, `"press" tidak bisa`},
		{`{"buyer":"1","press":"Terima"}`, `"press" tidak bisa bersama "buyer"`},
		{`{"buyer":"1","text":"a","reply":true}`, `"reply" tidak bisa`},
		{`{"buyer":"1"}`, "tidak ada isinya"},
		{`{"text":"a"}`, "harus ada"},
		{`{}`, "harus ada"},
		{`{"buyer":"1","sticker":false}`, `"sticker": harus true`},
		{`{"buyer":"1","sticker":"true"}`, `"sticker": harus true`},
		{`{"staff":"cs","text":"a","reply":1}`, `"reply": harus true atau false`},
		{`{"buyer":"1","sticker":true,"image":"a.jpg"}`, "salah satu"},
		{`{"buyer":"1","edited":"A"}`, `perlu "text"`},
		{`{"buyer":"1","location":{"lat":1}}`, `"lat" dan "lon"`},
		{`{"buyer":"1","location":{"lat":1,"lon":"2"}}`, `"lon" harus angka`},
		{`{"buyer":"1","location":{"lat":1,"lon":2,"alt":3}}`, `"alt" tidak dikenal`},
		{`{"buyer":"1","location":[1,2]}`, `"location": harus seperti`},
		{`{"staff":"keuangan","content":"x","text":"a"}`, `"content" perlu nama`},
		{`{"staff":"keuangan","document":"mutasi.csv"}`, `"mutasi.csv" tidak bisa dibaca`},
		{"{\"buyer\":\"1\",\"text\":\"\xff\"}", "bukan UTF-8"},
	} {
		_, err := Read(strings.NewReader("{\"buyer\":\"1\",\"text\":\"a\"}\n"+c.line+"\n"), dir)
		var le *jsonl.LineError
		if !errors.As(err, &le) || le.Line != 2 || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want line 2 and %q", c.line, err, c.want)
		}
	}
}

func TestReadTellsEveryBadLine(t *testing.T) {
	_, err := Read(strings.NewReader("x\n{\"buyer\":\"1\",\"text\":\"a\"}\n\ny"), "")
	if err == nil || !strings.Contains(err.Error(), "baris 1:") || !strings.Contains(err.Error(), "baris 4:") {
		t.Errorf("got %v", err)
	}
}

func TestReadTakes(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "mutasi.csv"), []byte("a,b"), 0o600); err != nil {
		t.Fatal(err)
	}
	lines := []string{
		`{"at":"2026-11-23T09:00:00+07:00","buyer":"6281200000001","name":"Sari","text":"halo kak"}`,
		`{"buyer":"6281200000001","image":"bukti.jpg","text":"sudah tf ya kak","id":"3EB0AA01"}`,
		`{"buyer":"6281200000001","location":{"lat":-6.88,"lon":107.54}}`,
		`{"buyer":"6281200000001","sticker":true}`,
		`{"buyer":"6281200000001","voice":"f.ogg"}`,
		`{"buyer":"6281200000001","document":"f.pdf"}`,
		`{"buyer":"6281200000001","contact":"Budi 0812"}`,
		`{"buyer":"6281200000001","deleted":"3EB0AA01"}`,
		`{"buyer":"6281200000001","edited":"3EB0AA01","text":"baru","quote":"3EB0AA00"}`,
		`{"buyer":"6281200000001","text":""}`,
		`{"staff":"keuangan","user":"Rina","press":"Terima"}`,
		`{"staff":"pengiriman","user":"Joko","text":"JX1234567890","reply":true}`,
		`{"staff":"keuangan","user":"Rina","document":"mutasi.csv"}`,
		`{"staff":"keuangan","user":"Rina","document":"tidak-ada.csv","content":"x"}`,
		`{"advance":"25h"}`,
		`{"advance":"7d"}`,
		`{"at":"2026-12-23T09:00:00+07:00"}`,
	}
	s, err := Read(strings.NewReader("\ufeff"+strings.Join(lines, "\r\n")), dir)
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Lines) != len(lines) {
		t.Fatalf("%d lines, want %d", len(s.Lines), len(lines))
	}
	if l := s.Lines[2].Location; l == nil || l.Lat != -6.88 || l.Lon != 107.54 {
		t.Errorf("location %+v", l)
	}
	if d := s.Lines[15].Advance; d == nil || *d != 7*24*time.Hour {
		t.Errorf("advance %v", d)
	}
	if l := s.Lines[9]; l.Text == nil || *l.Text != "" {
		t.Error("an empty text is a text")
	}
	if l := s.Lines[11]; !l.Reply || l.Staff != "pengiriman" {
		t.Errorf("reply line %+v", l)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(`{"buyer":"1","text":"a"}`)
	f.Add(`{"advance":"25h"}`)
	f.Add(`{"buyer":"1","location":{"lat":-6.88,"lon":107.54}}`)
	f.Fuzz(func(t *testing.T, line string) {
		s, err := Read(strings.NewReader(line), "")
		if (s == nil) == (err == nil) {
			t.Errorf("script %v, error %v", s, err)
		}
	})
}
