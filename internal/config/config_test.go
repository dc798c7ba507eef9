package config

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"tokobot/internal/shop"
)

func noEnv(string) string { return "" }

// load reads a config given as text, beside a secret file.
func load(t *testing.T, text string, getenv func(string) string) (Config, error) {
	t.Helper()
	dir := t.TempDir()
	for name, content := range map[string]string{"config.yaml": text, "rahasia": " 123:abc\n", "kosong": "\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return Load(filepath.Join(dir, "config.yaml"), getenv)
}

const example = "../../config.example.yaml"

func TestExampleLoads(t *testing.T) {
	c, err := Load(example, noEnv)
	if err != nil {
		t.Fatal(err)
	}
	want := Default()
	want.HTTP, want.Keep = "127.0.0.1:8080", 365*24*time.Hour
	want.Database, want.Catalog, want.Media = "../../tokobot.db", "../../catalog", "../../media"
	want.Cards = c.Cards // package card has the usual times, and cmd/tokobot's tests compare them
	if !reflect.DeepEqual(c, want) {
		t.Errorf("example is %+v\nwant     %+v", c, want)
	}
}

// TestExampleExplainsEveryKey finds every key in the example, with a comment on its line or above it.
func TestExampleExplainsEveryKey(t *testing.T) {
	data, err := os.ReadFile(example)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(data), "\n")
	for _, k := range keys {
		name := k.path[strings.LastIndex(k.path, ".")+1:]
		indent := strings.Repeat("  ", strings.Count(k.path, "."))
		explained := false
		for i, l := range lines {
			if strings.HasPrefix(l, indent+name+":") && (strings.Contains(l, "#") || explainedAbove(lines, i)) {
				explained = true
			}
		}
		if !explained {
			t.Errorf("%s is not explained in config.example.yaml", k.path)
		}
	}
}

// explainedAbove tells whether a comment stands right above line i, or above the section that line i begins.
func explainedAbove(lines []string, i int) bool {
	for i--; i >= 0 && strings.TrimSpace(lines[i]) != ""; i-- {
		l := strings.TrimSpace(lines[i])
		if strings.HasPrefix(l, "#") {
			return true
		}
		if !strings.HasSuffix(l, ":") {
			return false
		}
	}
	return false
}

func TestLoad(t *testing.T) {
	c, err := load(t, `
database: postgres://toko@localhost/toko
catalog: katalogku
jeda_baca: 1,5 detik
jam_tenang: 21:00 - 07:30
serah_terima: {kembali: 30 menit}
retensi: 90 hari
jadwal: {rekap: "20.15", manifest: tidak}
whatsapp: {aktif: tidak}
kartu: {panggilan: 10 menit, titipan: tidak}
telegram:
  token_file: rahasia
  grup: {cs: -100123, gudang: "-100:5"}
staff:
  keuangan: [Rina, 0812]
`, noEnv)
	if err != nil {
		t.Fatal(err)
	}
	want := Default()
	dir := filepath.Dir(c.Catalog)
	want.Database, want.Catalog, want.Media = "postgres://toko@localhost/toko", dir+"/katalogku", dir+"/media"
	want.Pause, want.Quiet, want.HandBack = 1500*time.Millisecond, Span{21 * 60, 7*60 + 30}, 30*time.Minute
	want.Keep, want.Times.Recap, want.Times.Manifest = 90*24*time.Hour, 20*60+15, Off
	want.WhatsApp.On, want.Telegram.Token = false, "123:abc"
	want.Cards = map[shop.CardKind]time.Duration{shop.CardCall: 10 * time.Minute, shop.CardDeposit: 0}
	want.Telegram.Groups = map[shop.Group]string{shop.CS: "-100123", shop.Warehouse: "-100:5"}
	want.Staff = map[shop.Group][]string{shop.Finance: {"Rina", "0812"}}
	if !reflect.DeepEqual(c, want) {
		t.Errorf("got  %+v\nwant %+v", c, want)
	}
	if s := want.Times.Recap.Spec(); s != "15 20 * * *" {
		t.Errorf("spec %q", s)
	}
	if s := Off.Spec(); s != "" {
		t.Errorf("spec of off %q", s)
	}
}

func TestTokenFromEnvironment(t *testing.T) {
	env := func(name string) string { return map[string]string{DefaultTokenEnv: "1:a", "LAIN": "2:b"}[name] }
	for _, c := range []struct{ text, want string }{
		{"", "1:a"}, {"telegram: {token_env: LAIN}", "2:b"}, {"telegram: {token_file: rahasia}", "123:abc"},
	} {
		got, err := load(t, c.text, env)
		if err != nil || got.Telegram.Token != c.want {
			t.Errorf("%q: token %q, %v; want %q", c.text, got.Telegram.Token, err, c.want)
		}
	}
	if got := None(env); got.Telegram.Token != "1:a" {
		t.Errorf("without a file: token %q", got.Telegram.Token)
	}
}

func TestLoadRefuses(t *testing.T) {
	for _, c := range []struct {
		text         string
		line, column int
		message      string
		suggestion   string
	}{
		{"databse: x", 1, 1, "`databse` tidak dikenal", "database"},
		{"jadwal:\n  recap: 21.00", 2, 3, "`jadwal.recap` tidak dikenal", "rekap"},
		{"telegram:\n  token: 1:a", 2, 3, "token tidak boleh", ""},
		{"telegram:\n  token_env: 123:abc", 2, 14, "nama variabel", ""},
		{"telegram:\n  token_file: tidak-ada", 2, 15, "tidak bisa dibaca", ""},
		{"telegram:\n  token_file: kosong", 2, 15, "kosong", ""},
		{"database: postgres://a:b@c/d", 1, 11, "kata sandi", ""},
		{"jeda_baca: sebentar", 1, 12, "bukan lama waktu", ""},
		{"jeda_baca: 2 tahun", 1, 12, "bukan lama waktu", ""},
		{"jeda_baca: 2 jam", 1, 12, "terlalu lama", ""},
		{"retensi: 2 jam", 1, 10, "terlalu sebentar", ""},
		{"jeda_baca: [1]", 1, 12, "satu nilai", ""},
		{"jam_tenang: malam", 1, 13, "20.00-08.00", ""},
		{"jadwal: {rekap: 25.00}", 1, 17, "bukan jam", ""},
		{"jadwal: malam", 1, 9, "kunci: nilai", ""},
		{"whatsapp: {aktif: mungkin}", 1, 19, "ya atau tidak", ""},
		{"staff:\n  keuangn: [Rina]", 2, 3, `"keuangn" tidak ada`, "keuangan"},
		{"staff:\n  keuangan: Rina", 2, 13, "daftar nama", ""},
		{"staff: Rina", 1, 8, "nama grup", ""},
		{"kartu: {kemaz: 1 jam}", 1, 9, `"kemaz" tidak ada`, "kemas"},
		{"kartu: {kemas: sebentar}", 1, 16, "bukan lama waktu", ""},
		{"kartu: 1 jam", 1, 8, "jenis kartu", ""},
		{"catalog: a\ncatalog: b", 2, 1, "", ""},
		{"catalog: [a", 1, 0, "bukan YAML", ""},
		{"- a", 1, 1, "kunci: nilai", ""},
		{"catalog: a\n---\ncatalog: b", 3, 0, "satu berkas", ""},
	} {
		_, err := load(t, c.text, noEnv)
		var ps Problems
		if !errors.As(err, &ps) || len(ps) != 1 {
			t.Errorf("%q: %v, want one problem", c.text, err)
			continue
		}
		p := ps[0]

		if p.Line != c.line || c.column > 0 && p.Column != c.column || !strings.Contains(p.Message, c.message) ||
			p.Suggestion != c.suggestion {
			t.Errorf("%q: %d:%d %q %q", c.text, p.Line, p.Column, p.Message, p.Suggestion)
		}
	}
}

func TestLoadTellsAllFaultsAtOnce(t *testing.T) {
	_, err := load(t, "databse: x\njeda_baca: lama\nstaff: {gudng: [a], cs: b}\n", noEnv)
	var ps Problems
	if !errors.As(err, &ps) || len(ps) != 4 {
		t.Fatalf("got %v, want four problems", err)
	}
	if got := ps[0].String(); !strings.HasSuffix(got, "config.yaml:1:1: kunci `databse` tidak dikenal; maksudnya `database`?") {
		t.Errorf("reads %q", got)
	}
}

func TestLoadMissingFile(t *testing.T) {
	if _, err := Load(filepath.Join(t.TempDir(), "x.yaml"), noEnv); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}

func FuzzLoad(f *testing.F) {
	f.Add([]byte("database: x\njadwal: {rekap: 21.00}"))
	f.Add([]byte("staff:\n  cs: [a]\n"))
	f.Fuzz(func(_ *testing.T, data []byte) {
		l := &loading{file: "config.yaml", c: Default()}
		l.read(data)
	})
}
