package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	mathrand "math/rand/v2"
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
		Memory: numberMemory{s.books}, Zone: s.shop.zone(),
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
	s.beside = append(s.beside, s.linking)
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
	cfg, dir, err := f.where(p)
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
	books, err := store.Open(ctx, cfg.Database, store.Options{Zone: zoneOf(dir), NewID: newMessageID, Media: folder})
	if errors.Is(err, store.ErrLocked) {
		return wrongf("%w %s; hentikan dulu, lalu ulangi", errRunning, plainDatabase(cfg.Database))
	}
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, books.Close()) }()
	w, err := whatsapp.Open(ctx, whatsapp.Options{
		DB: books.DB(), Dialect: books.Dialect(), Receiver: nobody{}, Clock: realClock{}, Media: folder, Zone: zoneOf(dir), Memory: numberMemory{books},
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

// Run writes how the number stands: as the program that has it keeps it in the database, also while that is running.
func (c statusCommand) Run(ctx context.Context, p program) error {
	err := c.with(ctx, p, func(w *whatsapp.WhatsApp) error {
		s, err := w.Status(ctx)
		if err != nil {
			return err
		}
		if err := writeStatus(p, s); err != nil || s.Elsewhere {
			return err
		}
		_, err = fmt.Fprintln(p.stdout, "Program toko sedang tidak berjalan; jalankan dengan: tokobot serve")
		return err
	})
	if !errors.Is(err, errRunning) {
		return err
	}
	cfg, dir, bad := c.where(p)
	if bad != nil {
		return err
	}
	if c.Database != "" {
		cfg.Database = c.Database
	}
	file, _ := store.SQLiteFile(cfg.Database) // only such a file is kept from others
	kept, found, bad := store.StateOfRunning(ctx, file, "", zoneOf(dir))
	switch {
	case bad != nil:
		return errors.Join(err, bad)
	case !found:
		return wrongf("program toko sedang berjalan, tetapi belum menulis keadaan WhatsApp (whatsapp.aktif: tidak?)")
	}
	return writeStatus(p, statusOf(kept))
}

func writeStatus(p program, s whatsapp.Status) error {
	head := string(s.State)
	if s.Phone != "" {
		head += " " + s.Phone
	}
	_, err := fmt.Fprintf(p.stdout, "%s\n%s\n", head, cmp.Or(s.Words, whatsapp.WordsOf(s)))
	return err
}

// numberMemory keeps how the number stands in the books. It implements whatsapp.Memory.
type numberMemory struct{ books *store.Store }

// KeepState implements whatsapp.Memory.
func (m numberMemory) KeepState(ctx context.Context, account string, s whatsapp.Status) error {
	return m.books.KeepState(ctx, account, store.ChannelState{State: string(s.State), Since: s.Since, Until: s.Until, Why: s.Why})
}

// KeptState implements whatsapp.Memory.
func (m numberMemory) KeptState(ctx context.Context, account string) (s whatsapp.Status, held, found bool, err error) {
	c, found, err := m.books.KeptState(ctx, account)
	if err != nil {
		return s, false, false, err
	}
	held, err = m.books.Held(ctx, engine.LeaseOf(shop.WhatsApp), time.Now())
	return statusOf(c), held, found, err
}

func statusOf(c store.ChannelState) whatsapp.Status {
	return whatsapp.Status{State: whatsapp.State(c.State), Since: c.Since, Until: c.Until, Why: c.Why}
}

// zoneOf is the zone of the shop in a folder, for times in words; a folder that can't be read is in Jakarta's.
func zoneOf(dir string) *time.Location {
	if c, _, err := loadCatalog(dir, nil); err == nil && c != nil && c.Shop.Zone != nil {
		return c.Shop.Zone
	}
	return time.FixedZone("WIB", 7*3600)
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
