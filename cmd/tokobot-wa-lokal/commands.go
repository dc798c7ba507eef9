//go:build lokal

package main

import (
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"go.mau.fi/whatsmeow/proto/waE2E"

	"tokobot/internal/whatsapptest"
)

// command is what a line that begins with / can do; the argument is the rest of the line.
type command struct {
	name, args, help string
	linked           bool // it needs a shop to write to
	do               func(*front, string) error
}

// commands are all of them, in the order of the help.
func commands() []command {
	return []command{
		{"jadi", "NOMOR NAMA", "jadi pembeli lain; NOMOR - untuk pembeli tanpa nomor", false, (*front).become},
		{"foto", "BERKAS [kata]", "kirim foto", true, (*front).photo},
		{"dokumen", "BERKAS", "kirim berkas", true, (*front).document},
		{"lokasi", "LINTANG,BUJUR [nama]", "kirim lokasi", true, (*front).location},
		{"stiker", "", "kirim stiker", true, (*front).sticker},
		{"ubah", "PESAN", "ubah pesan terakhir", true, (*front).edit},
		{"hapus", "", "hapus pesan terakhir", true, (*front).remove},
		{"telepon", "", "telepon toko", true, func(f *front, _ string) error { f.me.Call(); return nil }},
		{"toko", "PESAN", "pemilik membalas pembeli ini dari HP toko", true, func(f *front, arg string) error { f.server.Own().SendToBuyer(f.me, arg); return nil }},
		{"pindai", "[BERKAS]", "tautkan bot: pindai gambar QR terbaru di grup pemilik, atau sebuah berkas", false, (*front).scan},
		{"qr", "TEKS", "tautkan bot dengan teks QR-nya", false, func(f *front, arg string) error { return f.server.Scan(arg) }},
		{"kode", "ABCD-EFGH", "tautkan bot dengan kode dari \"tokobot whatsapp link --nomor\"", false, func(f *front, arg string) error { return f.server.EnterCode(arg) }},
		{"putus", "", "jaringan terputus sebentar", false, func(f *front, _ string) error { f.server.Cut(); return nil }},
		{"mati", "", "WhatsApp tidak terjangkau", false, func(f *front, _ string) error { f.server.SetDown(true); return nil }},
		{"hidup", "", "WhatsApp terjangkau lagi", false, func(f *front, _ string) error { f.server.SetDown(false); return nil }},
		{"keluarkan", "", "keluarkan bot dari perangkat tertaut", false, func(f *front, _ string) error { f.server.Unlink(); return nil }},
		{"blokir", "DETIK", "blokir nomor toko untuk sementara", false, (*front).ban},
		{"tolak", "KODE", "tolak semua pesan bot dengan KODE (463), sampai /pulih", false, (*front).refuse},
		{"pulih", "", "cabut blokir dan penolakan", false, (*front).heal},
		{"bunuh", "", "hentikan program toko dengan paksa; ia menyala lagi sendiri", false, (*front).kill},
		{"bantuan", "", "daftar ini", false, func(f *front, _ string) error { f.print(help() + staffHelp); return nil }},
	}
}

func help() string {
	var b strings.Builder
	b.WriteString("Anda pembeli. Tulis pesan lalu Enter. Perintah:\n")
	for _, c := range commands() {
		fmt.Fprintf(&b, "  %-30s %s\n", "/"+c.name+" "+c.args, c.help)
	}
	return b.String()
}

// do carries out one line.
func (f *front) do(line string) error {
	line = strings.TrimSpace(line)
	rest, isCommand := strings.CutPrefix(line, "/")
	switch {
	case line == "":
		return nil
	case strings.HasPrefix(line, "@"):
		return f.desk(line)
	case !isCommand:
		return f.send(&waE2E.Message{Conversation: &line})
	}
	name, arg, _ := strings.Cut(rest, " ")
	for _, c := range commands() {
		switch {
		case c.name != name:
		case c.linked && f.server.Linked() == 0:
			return errors.New("bot belum ditautkan: /pindai, /qr atau /kode dulu")
		default:
			return c.do(f, strings.TrimSpace(arg))
		}
	}
	return fmt.Errorf("perintah /%s tidak ada; lihat /bantuan", name)
}

// ending is that of a file's name; pictures have none, and are known by their first bytes.
func ending(m whatsapptest.Received) string {
	if e := filepath.Ext(m.Name); e != "" {
		return e
	}
	return map[string]string{"image/jpeg": ".jpg", "image/png": ".png"}[http.DetectContentType(m.Data)]
}

// show prints what the buyers' phones received since they were last looked at. Files are put into the folder for temporary files.
func (f *front) show() {
	for _, p := range f.buyers {
		all := p.phone.Received()
		for _, m := range all[p.seen:] {
			head := "  toko → " + p.name + "> "
			text := head + strings.ReplaceAll(m.Text, "\n", "\n"+strings.Repeat(" ", utf8.RuneCountInString(head)))
			if len(m.Data) > 0 {
				path := filepath.Join(f.folder, "wa-"+m.ID+ending(m))
				if err := os.WriteFile(path, m.Data, 0o600); err == nil {
					text += "\n        [" + m.Kind + ": " + path + "]"
				}
			}
			f.print(f.painted("32", text+"\n"))
		}
		p.seen = len(all)
	}
}
