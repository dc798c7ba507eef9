//go:build lokal

package main

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"sync"
	"time"

	"go.mau.fi/whatsmeow/util/keys"

	"tokobot/internal/whatsapptest"
)

const help = `Anda pembeli. Tulis pesan lalu Enter. Perintah:
  /qr TEKS           tautkan bot: teks QR dari "tokobot whatsapp link"
  /kode ABCD-EFGH    tautkan bot dengan kode
  /jadi NOMOR NAMA   jadi pembeli lain; NOMOR - untuk pembeli tanpa nomor
  /foto BERKAS [kata] kirim foto
  /toko PESAN        pemilik membalas dari HP toko
  /telepon           telepon toko
  /putus             jaringan terputus sebentar
  /mati, /hidup      WhatsApp tidak terjangkau, terjangkau lagi
  /keluarkan         keluarkan bot dari perangkat tertaut
  /tolak KODE        pesan bot berikutnya ditolak dengan KODE (463)
  /bantuan
`

func main() {
	address := flag.String("alamat", "127.0.0.1:8490", "alamat WhatsApp lokal")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *address, os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "tokobot-wa-lokal:", err)
		os.Exit(1)
	}
}

// run serves and plays until the input or ctx ends.
func run(ctx context.Context, address string, in io.Reader, out io.Writer) error {
	s, err := whatsapptest.Start(address, keys.NewKeyPair())
	if err != nil {
		return err
	}
	defer s.Close()
	f := &front{server: s, out: out, seen: map[*whatsapptest.Phone]int{}}
	f.me = s.Buyer("6281200000001", "Sari")
	f.print("WhatsApp lokal di " + s.URL() + "\n" + help)
	lines := make(chan string)
	go func() {
		defer close(lines)
		for scan := bufio.NewScanner(in); scan.Scan(); {
			lines <- scan.Text()
		}
	}()
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
			f.show()
		case line, ok := <-lines:
			if !ok {
				return nil
			}
			if err := f.do(line); err != nil {
				f.print("! " + err.Error() + "\n")
			}
		}
	}
}

// front is the terminal: one phone at a time.
type front struct {
	server *whatsapptest.Server
	out    io.Writer
	me     *whatsapptest.Phone
	seen   map[*whatsapptest.Phone]int

	mu sync.Mutex
}

func (f *front) print(s string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	_, _ = io.WriteString(f.out, s) // a terminal that is gone has nobody before it
}
