package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/alecthomas/kong"

	"tokobot/internal/config"
	"tokobot/internal/jsonl"
	"tokobot/internal/store"
	"tokobot/internal/telegram"
	"tokobot/internal/whatsapp"
)

// program is tokobot as a value: everything that it touches of the world is handed in.
type program struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	getenv         func(string) string
	now            func() time.Time
	// tune changes what the channels of serve are opened with; tests set a local WhatsApp and a quicker pace. nil is as it is.
	tune *tuning
}

// tuning changes the options of the channels.
type tuning struct {
	whatsapp func(*whatsapp.Options)
	telegram func(*telegram.Options)
}

// The exit statuses.
const (
	exitOK      = 0
	exitProblem = 1 // the work was done or begun, and something is wrong
	exitUsage   = 2 // the command or its input is wrong; nothing was done
)

// commands are all subcommands; one small file holds each.
type commands struct {
	Demo       demoCommand       `cmd:"" help:"Coba toko contoh di terminal: jadi pembeli sekaligus karyawan."`
	Serve      serveCommand      `cmd:"" help:"Jalankan toko: pembeli di WhatsApp, karyawan di Telegram."`
	Catalog    catalogCommand    `cmd:"" help:"Periksa katalog."`
	Replay     replayCommand     `cmd:"" help:"Mainkan naskah satu hari dan tulis semua yang dikirim, sebagai JSON Lines."`
	Understand understandCommand `cmd:"" help:"Tulis apa arti setiap pesan, sebagai JSON Lines."`
	Telegram   telegramCommand   `cmd:"" help:"Grup karyawan di Telegram."`
	WhatsApp   whatsappCommand   `cmd:"" name:"whatsapp" help:"Nomor WhatsApp toko: tautkan, lihat, lepaskan."`
	Explain    explainCommand    `cmd:"" help:"Tulis dari mana angka di sebuah pesan toko berasal."`
	Backup     backupCommand     `cmd:"" help:"Simpan cadangan toko dalam satu berkas, juga selagi toko berjalan."`
	Restore    restoreCommand    `cmd:"" help:"Pulihkan toko dari cadangan."`
	Bench      benchCommand      `cmd:"" help:"Ukur kecepatan dan bandingkan dengan batasnya."`
	Version    versionCommand    `cmd:"" help:"Tulis versi program."`
}

// wrong is a fault of the command or its input.
type wrong struct{ err error }

func (w wrong) Error() string { return w.err.Error() }
func (w wrong) Unwrap() error { return w.err }

// wrongf makes a wrong.
func wrongf(format string, args ...any) error { return wrong{fmt.Errorf(format, args...)} }

// errSaid says that what is wrong was already written.
var errSaid = errors.New("already said")

// Run runs one command and tells the exit status.
func (p program) Run(ctx context.Context, args []string) int {
	var c commands
	ended := -1
	parser, err := kong.New(&c,
		kong.Name("tokobot"),
		kong.Description("Asisten toko online: menjawab pembeli di WhatsApp, mencatat pesanan, mengatur kerja karyawan."),
		kong.Writers(p.stdout, p.stderr),
		kong.Exit(func(code int) { ended = code }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
	)
	if err != nil {
		fmt.Fprintln(p.stderr, "tokobot:", err)
		return exitProblem
	}
	chosen, err := parser.Parse(args)
	switch {
	case ended >= 0: // help was asked for
		return ended
	case err != nil:
		fmt.Fprintf(p.stderr, "tokobot: perintah salah: %v\nCoba: tokobot --help\n", err)
		return exitUsage
	}
	chosen.BindTo(ctx, (*context.Context)(nil))
	chosen.Bind(p)
	return p.status(chosen.Run())
}

// status says what went wrong, in words that name a way out where one is known, and tells the exit status.
func (p program) status(err error) int {
	var w wrong
	var line *jsonl.LineError
	var faults config.Problems
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, errSaid):
	case errors.As(err, &faults):
		fmt.Fprintln(p.stderr, faults)
	case errors.Is(err, store.ErrLocked):
		fmt.Fprintf(p.stderr, "tokobot: database sedang dipakai program lain. Hentikan dulu yang satunya. (%v)\n", err)
	case errors.Is(err, store.ErrNewerSchema):
		fmt.Fprintf(p.stderr, "tokobot: database ini dibuat tokobot yang lebih baru. Pakai tokobot versi itu. (%v)\n", err)
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(p.stderr, "tokobot: dihentikan")
	default:
		fmt.Fprintln(p.stderr, "tokobot:", strings.TrimPrefix(err.Error(), "tokobot: "))
	}
	if errors.As(err, &w) || errors.As(err, &line) || errors.As(err, &faults) {
		return exitUsage
	}
	return exitProblem
}
