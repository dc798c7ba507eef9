package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	mathrand "math/rand/v2"
	"net/http"
	"strings"
	"time"

	"tokobot/internal/engine"
	"tokobot/internal/media"
	"tokobot/internal/shop"
	"tokobot/internal/store"
	"tokobot/internal/whatsapp"
)

// whatsappChannel opens the buyers' channel; it connects while this process holds the number's lease.
func (s *server) whatsappChannel(ctx context.Context) (engine.Channel, error) {
	o := whatsapp.Options{
		DB: s.books.DB(), Dialect: s.books.Dialect(), Receiver: late{s}, Media: s.media, Clock: realClock{}, Log: s.log,
		Random: mathrand.Float64, Alarm: s.alarm, Pace: whatsapp.Pace{
			Chat: s.config.WhatsApp.ChatPause, Overall: s.config.WhatsApp.SendPause, Typing: s.config.WhatsApp.Typing,
		},
		Count: s.gauges.whatsapp,
		Undelivered: func(ctx context.Context, since time.Time, limit int) ([]engine.Parcel, error) {
			return s.books.Undelivered(ctx, shop.WhatsApp, since, limit)
		},
		Ready: func() { s.engine.Resume(shop.WhatsApp) },
	}
	if s.tune != nil {
		s.tune.whatsapp(&o)
	}
	w, err := whatsapp.Open(ctx, o)
	if err != nil {
		return nil, err
	}
	s.whatsapp = w
	status, err := w.Status(ctx)
	if err != nil {
		return nil, err
	}
	if status.State == whatsapp.Unlinked {
		s.alarm("📵 Nomor WhatsApp toko belum ditautkan. Tulis /whatsapp di sini, nanti saya kirim kode QR untuk dipindai dengan HP toko.")
	}
	s.polling = append(s.polling, s.linking, func(ctx context.Context) error { return s.engine.Leased(ctx, "run:whatsapp", w.Run) })
	return w, nil
}

// errRunning says that the shop is running on the file that a command wants for itself.
var errRunning = errors.New("program toko sedang berjalan dan memakai")

type whatsappCommand struct {
	Link   linkCommand   `cmd:"" help:"Tautkan nomor toko: pindai kode QR, atau ketik kodenya di HP dengan --nomor."`
	Status statusCommand `cmd:"" help:"Tulis keadaan nomor toko."`
	Unlink unlinkCommand `cmd:"" help:"Lepaskan nomor toko dari program ini."`
}

// whatsappFlags are what the three commands take.
type whatsappFlags struct {
	shopFlags
	Database string `help:"Alamat database (bawaan: dari config.yaml)." placeholder:"ALAMAT"`
}

// with opens the number alone, without the rest of the shop, and does something with it.
func (f whatsappFlags) with(ctx context.Context, p program, do func(*whatsapp.WhatsApp) error) (err error) {
	cfg, _, err := f.where(p)
	if err != nil {
		return err
	}
	if f.Database != "" {
		cfg.Database = f.Database
	}
	folder, err := media.Open(cfg.Media)
	if err != nil {
		return err
	}
	books, err := store.Open(ctx, cfg.Database, store.Options{Zone: time.UTC, NewID: newMessageID, Media: folder})
	if errors.Is(err, store.ErrLocked) {
		return wrongf("%w %s; hentikan dulu, lalu ulangi", errRunning, plainDatabase(cfg.Database))
	}
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, books.Close()) }()
	w, err := whatsapp.Open(ctx, whatsapp.Options{
		DB: books.DB(), Dialect: books.Dialect(), Receiver: nobody{}, Clock: realClock{}, Media: folder,
		Alarm: func(text string) { fmt.Fprintln(p.stderr, text) },
	})
	if err != nil {
		return err
	}
	return do(w)
}

// nobody takes no message: what comes while a number is only being linked is kept by WhatsApp until the shop runs.
type nobody struct{}

// Receive implements engine.Receiver.
func (nobody) Receive(context.Context, ...shop.Arrival) error {
	return errors.New("the shop is not running")
}

type linkCommand struct {
	whatsappFlags
	Nomor string `help:"Nomor HP toko, 62812…: kodenya lalu diketik di HP, tanpa memindai." placeholder:"NOMOR"`
}

// Run links the number and draws each code until one was used.
func (c linkCommand) Run(ctx context.Context, p program) error {
	return c.with(ctx, p, func(w *whatsapp.WhatsApp) error {
		number, err := internationalNumber(c.Nomor)
		if err != nil {
			return err
		}
		steps, err := w.Link(ctx, number)
		if errors.Is(err, whatsapp.ErrLinked) {
			return wrongf("nomor toko sudah tertaut; lepaskan dulu dengan: tokobot whatsapp unlink")
		}
		if err != nil {
			return err
		}
		for step := range steps {
			switch {
			case errors.Is(step.Err, whatsapp.ErrLinkTime):
				return errors.New("tidak ada yang memindai sampai kodenya habis; ulangi perintahnya")
			case step.Err != nil:
				return step.Err
			case step.Done:
				fmt.Fprintln(p.stdout, "Nomor toko sudah tertaut. Sekarang jalankan: tokobot serve")
			case step.Code != "":
				fmt.Fprintf(p.stdout, "Di HP toko: WhatsApp → Perangkat tertaut → Tautkan dengan nomor telepon, lalu ketik\n\n    %s\n\n", step.Code)
			case step.QR != "":
				fmt.Fprintf(p.stdout, "Di HP toko: WhatsApp → Perangkat tertaut → Tautkan perangkat, lalu pindai (berlaku %s):\n\n", step.For.Round(time.Second))
				whatsapp.DrawQR(p.stdout, step.QR)
			}
		}
		return ctx.Err()
	})
}

// internationalNumber is a phone number as WhatsApp wants it, 62812…, however it was typed; "" for none.
func internationalNumber(typed string) (string, error) {
	digits := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, typed)
	if local, ok := strings.CutPrefix(digits, "0"); ok {
		digits = "62" + local
	}
	if typed != "" && (len(digits) < 8 || len(digits) > 15) {
		return "", wrongf("nomor %q tidak lengkap; contohnya 081234567890", typed)
	}
	return digits, nil
}

type statusCommand struct{ whatsappFlags }

// Run writes how the number stands. A shop that runs on an SQLite file is asked by its own page.
func (c statusCommand) Run(ctx context.Context, p program) error {
	err := c.with(ctx, p, func(w *whatsapp.WhatsApp) error {
		s, err := w.Status(ctx)
		if err != nil {
			return err
		}
		fmt.Fprintf(p.stdout, "%s %s\n%s\n", s.State, s.Phone, s.Words)
		return nil
	})
	if !errors.Is(err, errRunning) {
		return err
	}
	cfg, _, bad := c.where(p)
	if bad != nil || cfg.HTTP == "" {
		return err
	}
	state, bad := askRunning(ctx, cfg.HTTP)
	if bad != nil {
		return errors.Join(err, bad)
	}
	fmt.Fprintf(p.stdout, "%s\n%s\n", state, whatsapp.State(state).Words())
	return nil
}

// askRunning asks the page of a running shop how its number stands.
func askRunning(ctx context.Context, address string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, statusTime)
	defer cancel()
	q, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+address+"/healthz", nil)
	if err != nil {
		return "", err
	}
	r, err := http.DefaultClient.Do(q)
	if err != nil {
		return "", err
	}
	defer func() { _ = r.Body.Close() }() // was read whole
	text, err := io.ReadAll(io.LimitReader(r.Body, 10_000))
	if err != nil {
		return "", err
	}
	_, state, ok := strings.Cut(string(text), whatsappLine)
	if !ok {
		return "", fmt.Errorf("program di %s tidak menjalankan WhatsApp", address)
	}
	return strings.TrimSpace(state), nil
}

type unlinkCommand struct{ whatsappFlags }

// Run takes the program off the shop's phone.
func (c unlinkCommand) Run(ctx context.Context, p program) error {
	return c.with(ctx, p, func(w *whatsapp.WhatsApp) error {
		if err := w.Unlink(ctx); err != nil {
			return err
		}
		fmt.Fprintln(p.stdout, "Nomor toko sudah dilepas dari program ini.")
		return nil
	})
}
