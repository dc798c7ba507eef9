//go:build lokal

package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tokobot/internal/livetest"
)

func TestMain(m *testing.M) { os.Exit(livetest.Main(m)) }

// TestOneScreen is a person before the whole of it: buyer and staff in turn, the number thrown out and linked again by its picture,
// the program killed, the number locked.
func TestOneScreen(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	in, keyboard := io.Pipe()
	out := &screen{}
	ended := make(chan error, 1)
	o := options{address: "127.0.0.1:0", program: livetest.Program(t), catalog: filepath.Join("..", "..", "catalog", "contoh")}
	go func() { ended <- run(t.Context(), o, in, out) }()
	read := 0 // of the screen
	sees := func(words string) {
		t.Helper()
		for end := time.Now().Add(patience); ; time.Sleep(20 * time.Millisecond) {
			if i := strings.Index(out.String()[read:], words); i >= 0 {
				read += i + len(words)
				return
			}
			if time.Now().After(end) {
				t.Fatalf("in vain: %s\n%s", words, out)
			}
		}
	}
	types := func(line string) {
		t.Helper()
		if _, err := io.WriteString(keyboard, line+"\n"); err != nil {
			t.Fatal(err)
		}
	}
	sees("Toko menyala")
	types("pesan pashmina ceruty hitam 2 kak")
	sees("toko → Sari> Dicatat ya kak")
	types("/ubah pesan pashmina ceruty hitam 3 kak")
	sees("Subtotal Rp135.000")
	types("/hapus")
	sees("jadi kosong")
	types("/keluarkan")
	sees("══ pemilik · bot\n║ WhatsApp: perangkat tertaut sudah dikeluarkan")
	types("@pemilik /whatsapp")
	sees("║ Pindai dengan HP toko")
	types("/pindai")
	sees("sudah tertaut")
	types("/bunuh")
	sees("Program toko berhenti: signal: killed")
	types("/jadi - Dewi")
	types("/lokasi -6.8722,107.5425 rumah")
	sees("toko → Dewi> Lokasinya saya terima")
	types("/tolak 463")
	types("bella square hitam ready?")
	sees("║ ✍️ Draf untuk Dewi")
	types("@cs Buang")
	sees("🗑 Dibuang Maya")
	types("/pulih")
	types("mau bicara sama admin")
	sees("toko → Dewi> ")
	sees("mengizinkan mengirim lagi")
	types("@cs >bicara halo, ini Maya")
	sees("toko → Dewi> halo, ini Maya")
	types("/pindai tidak-ada.png")
	sees("! pindai: ")
	if err := keyboard.Close(); err != nil {
		t.Fatal(err)
	}
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if left, err := filepath.Glob(filepath.Join(os.TempDir(), "tokobot-lokal-*")); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}
