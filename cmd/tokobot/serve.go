package main

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	mathrand "math/rand/v2"
	"os"
	"strings"
	"sync"
	"time"

	"tokobot/internal/config"
	"tokobot/internal/engine"
	"tokobot/internal/media"
	"tokobot/internal/picture"
	"tokobot/internal/shop"
	"tokobot/internal/store"
	"tokobot/internal/whatsapp"
)

type serveCommand struct {
	shopFlags
	Database string `help:"Alamat database (bawaan: dari config.yaml)." placeholder:"ALAMAT"`
}

// server is a running shop.
type server struct {
	config   config.Config
	dir      string // of the catalog
	shop     *live
	books    *store.Store
	media    *media.Folder
	engine   *engine.Engine
	log      *slog.Logger
	link     chan struct{} // the owner asks for a number to be linked
	alarms   chan alarm
	gauges   gauges
	tune     *tuning                       // of the channels; nil for none
	whatsapp *whatsapp.WhatsApp            // nil when it is off
	beside   []func(context.Context) error // what the channels need besides running
}

// Run runs the shop until it is told to stop.
func (c serveCommand) Run(ctx context.Context, p program) (err error) {
	cfg, dir, err := c.where(p)
	if err != nil {
		return err
	}
	if c.Database != "" {
		cfg.Database = c.Database
	}
	level := slog.LevelInfo
	if cfg.Debug {
		level = slog.LevelDebug
	}
	s := &server{
		config: cfg, dir: dir, alarms: make(chan alarm, 100), gauges: newGauges(), link: make(chan struct{}), tune: p.tune,
		log: newLog(p.stderr, level),
	}
	if cfg.Telegram.On && cfg.Telegram.Token == "" {
		return wrongf("token Telegram belum ada: isi variabel %s, atau telegram.token_file di config.yaml, "+
			"atau matikan dengan telegram.aktif: tidak", config.DefaultTokenEnv)
	}
	if !cfg.Telegram.On && !cfg.WhatsApp.On {
		return wrongf("tidak ada yang dijalankan: whatsapp dan telegram sama-sama tidak aktif di config.yaml")
	}
	choices := settingsOf(cfg)
	if cfg.Telegram.On {
		choices.pairCodes = func(now time.Time) []string { return pairLines(cfg.Telegram.Token, now) }
	}
	if s.shop, err = openServed(dir, choices); err != nil {
		return err
	}
	if err := s.open(ctx); err != nil {
		return err
	}
	settle()
	if err = s.run(ctx); errors.Is(err, errLate) {
		return nil // the system takes the rest away; everything is written down
	}
	return errors.Join(err, s.books.Close())
}

// openBooks opens the database. While another program has its file, this one waits to take over, as PostgreSQL's leases have it.
func (s *server) openBooks(ctx context.Context) (err error) {
	options := store.Options{Zone: s.shop.zone(), NewID: newMessageID, Media: s.media, Log: s.log}
	for told := false; ; told = true {
		if s.books, err = store.Open(ctx, s.config.Database, options); !errors.Is(err, store.ErrLocked) {
			return err
		}
		if !told {
			s.log.Info("another program has the database; waiting to take over")
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second):
		}
	}
}

// open opens database and channels and makes the engine.
func (s *server) open(ctx context.Context) (err error) {
	if s.media, err = media.Open(s.config.Media); err != nil {
		return err
	}
	if err = s.openBooks(ctx); err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, s.books.Close())
		}
	}()
	if err := s.books.Seed(ctx, time.Now(), s.shop.firstStock()); err != nil {
		return err
	}
	channels, err := s.channels(ctx)
	if err != nil {
		return err
	}
	// One process has an SQLite file; any number share a PostgreSQL and lease what only one may do.
	workers, name := 1, ""
	if strings.HasPrefix(s.config.Database, "postgres") {
		workers, name = 4, holder()
	}
	s.engine, err = engine.New(engine.Options{
		Store: s.books, Media: s.media, Channels: channels, Clock: realClock{}, Bot: s.shop.botStep, Desk: s.shop.deskStep,
		Schedules: s.shop.schedules(), Zone: s.shop.zone(), Log: s.log, Pause: s.config.Pause, Workers: workers,
		Holder: name, Keep: keep(s.config), PruneSpec: s.config.Times.Retention.Spec(), Look: picture.Look,
		Jitter: mathrand.Float64, Apply: editor{s.dir, s.shop, s.media}.apply, Gauges: s.gauges, AskWhatsApp: s.askWhatsApp,
	})
	return err
}

// run runs everything until ctx ends or one part can't go on.
func (s *server) run(ctx context.Context) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	parts := append([]func(context.Context) error{s.engine.Run, s.watchCatalog, s.sound, s.http}, s.beside...)
	faults := make([]error, len(parts))
	var all sync.WaitGroup
	ended := make(chan struct{})
	for i, part := range parts {
		all.Go(func() {
			err := part(ctx)
			if ctx.Err() != nil && errors.Is(err, context.Canceled) {
				return // it was told to
			}
			if faults[i] = err; err != nil {
				s.log.Error("part of the shop ended", "err", err)
				stop()
			}
		})
	}
	s.log.Info("toko buka", "toko", s.shop.now.Load().catalog.Shop.Name, "database", plainDatabase(s.config.Database))
	go func() {
		all.Wait()
		close(ended)
	}()
	select {
	case <-ended:
		return errors.Join(faults...)
	case <-overdue(ctx):
		s.log.Warn("not everything ended in time; what is under way goes on at the next start")
		return errLate
	}
}

// stopTime is how long what is under way may take to end when the program is told to stop.
const stopTime = 4 * time.Second

// errLate says that something did not end in time.
var errLate = errors.New("not ended in time")

// overdue is closed stopTime after ctx ended.
func overdue(ctx context.Context) <-chan struct{} {
	c := make(chan struct{})
	context.AfterFunc(ctx, func() { time.AfterFunc(stopTime, func() { close(c) }) })
	return c
}

// alarm is something that the owner is told; one with a key that was told already is not told again.
type alarm struct{ key, text string }

// alarm tells the owner, the same words once an hour.
func (s *server) alarm(text string) {
	sum := sha256.Sum256([]byte(text))
	s.tell(alarm{fmt.Sprintf("%x:%d", sum[:8], time.Now().Unix()/3600), text})
}

// tell hands an alarm over; it never waits.
func (s *server) tell(a alarm) {
	select {
	case s.alarms <- a:
	default:
		s.log.Error("alarm lost, too many", "text", a.text)
	}
}

// sound carries alarms to the owner's group.
func (s *server) sound(ctx context.Context) error {
	for {
		select {
		case <-ctx.Done():
			return nil
		case a := <-s.alarms:
			s.log.Warn("alarm", "key", a.key, "text", a.text)
			if err := s.engine.Alarm(ctx, shop.Owner, "alarm:"+a.key, a.text); err != nil && ctx.Err() == nil {
				s.log.Error("alarm", "err", err)
			}
		}
	}
}

// holder is this process's name among several on one database.
func holder() string {
	host, err := os.Hostname()
	if err != nil {
		host = "?"
	}
	return fmt.Sprintf("%s-%d-%s", host, os.Getpid(), rand.Text()[:6])
}

// newMessageID is a WhatsApp message's id: random as a phone's are.
func newMessageID(string) string {
	var b [9]byte
	_, _ = rand.Read(b[:]) // never fails
	return "3EB0" + strings.ToUpper(hex.EncodeToString(b[:]))
}

// plainDatabase leaves a password out of the log.
func plainDatabase(url string) string {
	scheme, rest, ok := strings.Cut(url, "://")
	if at := strings.LastIndexByte(rest, '@'); ok && at >= 0 {
		user, _, _ := strings.Cut(rest[:at], ":")
		return scheme + "://" + user + rest[at:]
	}
	return url
}
