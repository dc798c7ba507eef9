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
	"syscall"
	"time"

	"go.mau.fi/whatsmeow/util/keys"
	"golang.org/x/term"

	"tokobot/internal/whatsapptest"
)

func main() {
	address := flag.String("alamat", "127.0.0.1:8490", "alamat WhatsApp lokal")
	program := flag.String("toko", "", "jalankan program tokobot ini di sampingnya, dengan Telegram lokal")
	catalog := flag.String("katalog", "catalog/contoh", "katalog toko itu")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	if err := run(ctx, options{*address, *program, *catalog}, os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "tokobot-wa-lokal:", err)
		os.Exit(1)
	}
}

// options are the program's flags; a program "" means that only the local WhatsApp runs.
type options struct{ address, program, catalog string }

// run serves and plays until the input or ctx ends.
func run(ctx context.Context, o options, in io.Reader, out io.Writer) error {
	s, err := whatsapptest.Start(o.address, keys.NewKeyPair())
	if err != nil {
		return err
	}
	defer s.Close()
	f := &front{server: s, out: out, drawn: map[string]int{}, folder: os.TempDir()}
	if file, ok := out.(*os.File); ok {
		f.colour = term.IsTerminal(int(file.Fd())) && os.Getenv("NO_COLOR") == ""
	}
	f.hold("6281200000001", "Sari")
	f.print("WhatsApp lokal di " + s.URL() + "\n" + help())
	if o.program != "" {
		if f.shop, err = openShop(ctx, f, o.program, o.catalog); err != nil {
			return err
		}
		defer f.shop.close()
		f.folder = f.shop.dir
		f.print(staffHelp + "Toko menyala di " + f.shop.dir + " (catatannya: tokobot.log). Tulis sebagai Sari, misalnya: halo kak\n")
	}
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
			f.showStaff()
			f.showEnds()
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
	server  *whatsapptest.Server
	out     io.Writer
	me      *whatsapptest.Phone
	buyers  []*buyer       // whose phones were held
	folder  string         // of files that came
	shop    *toko          // nil when only the local WhatsApp runs
	drawn   map[string]int // how often each message of the groups was edited when it was shown
	answers int            // of button presses, shown so far
	colour  bool

	mu sync.Mutex
}

// showEnds tells when the shop's program ended by itself.
func (f *front) showEnds() {
	if f.shop == nil {
		return
	}
	select {
	case why := <-f.shop.ended:
		f.print(f.painted("31", "! Program toko berhenti: "+why+". Menyala lagi.\n"))
	default:
	}
}

func (f *front) print(s string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	_, _ = io.WriteString(f.out, s) // a terminal that is gone has nobody before it
}
