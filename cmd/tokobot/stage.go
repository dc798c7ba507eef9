package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"

	"tokobot/catalog"
	"tokobot/internal/config"
	"tokobot/internal/engine"
	"tokobot/internal/media"
	"tokobot/internal/picture"
	"tokobot/internal/replay"
	"tokobot/internal/shop"
	"tokobot/internal/store"
)

// stage is a whole shop on a database, with phones instead of a network and a clock that is set by hand.
type stage struct {
	replay.Player
	books *store.Store
	// show takes everything that the shop sends; set it before anything is played.
	show  func(engine.Parcel) error
	temp  string // removed at the end; "" for nothing
	shop  *live
	files *media.Folder
	// edited is the copy of the owner's folder that uploads change; "" while there was none. fresh tells that its goods
	// have no stock yet.
	edited string
	fresh  bool
}

type stageOptions struct {
	shop     *live
	config   config.Config
	database string // "" is a new one, removed at the end
	media    string // "" is a folder for temporary files, the same in every run
	warn     io.Writer
	trap     func(point string) // for tests: called before and after every commit
	real     bool               // the machine's clock instead of one that is set by hand
	screens  *replay.Screens    // phones that are there already; nil for new ones
	blind    bool               // nobody looks what is in a picture
}

// openStage opens the database and puts the shop on it.
func openStage(ctx context.Context, o stageOptions) (s *stage, err error) {
	s = &stage{shop: o.shop}
	defer func() {
		if err != nil {
			err = errors.Join(err, s.Close())
		}
	}()
	if o.database == "" {
		if s.temp, err = os.MkdirTemp("", "tokobot-"); err != nil {
			return s, fmt.Errorf("open stage: %w", err)
		}
		o.database = filepath.Join(s.temp, "toko.db")
	}
	if o.media == "" {
		o.media = filepath.Join(os.TempDir(), "tokobot-media")
	}
	folder, err := media.Open(o.media)
	if err != nil {
		return s, err
	}
	s.files = folder
	log := slog.New(slog.NewTextHandler(o.warn, &slog.HandlerOptions{Level: slog.LevelWarn}))
	s.books, err = store.Open(ctx, o.database, store.Options{
		Zone: o.shop.zone(), NewID: messageID, Media: folder, Log: log, Trap: o.trap,
	})
	if err != nil {
		return s, err
	}
	s.Player = replay.Player{
		Store: s.books, Media: folder, Clock: &engine.SetClock{}, Zone: o.shop.zone(), Pause: o.config.Pause,
		Look: picture.Look, Warn: o.warn, Settled: s.seedFresh,
	}
	if o.blind {
		s.Look = nil
	}
	clock := engine.Clock(s.Clock)
	if o.real {
		clock = realClock{}
	}
	if s.Screens = o.screens; s.Screens == nil {
		s.Screens = replay.NewScreens(func(p engine.Parcel) error { return s.show(p) })
	}
	s.Engine, err = engine.New(engine.Options{
		Store: s.books, Media: folder, Channels: s.Screens.Channels(), Clock: clock,
		Bot: o.shop.botStep, Desk: o.shop.deskStep, Schedules: o.shop.schedules(), Zone: o.shop.zone(), Log: log,
		Pause: o.config.Pause, Keep: keep(o.config), PruneSpec: o.config.Times.Retention.Spec(), Apply: s.apply,
	})
	return s, err
}

// seed gives the stock book its first lines, at the clock's time.
func (s *stage) seed(ctx context.Context, l *live) error {
	return s.books.Seed(ctx, s.Clock.Now(), l.firstStock())
}

// apply carries out an owner's catalog action on a copy of the folder: a played script changes no files of the owner's.
func (s *stage) apply(a shop.CatalogAction) string {
	folder, err := s.copied()
	if err != nil {
		return "⚠️ Katalog tidak diubah: " + err.Error()
	}
	said := editor{folder, s.shop, s.files}.apply(a)
	cat, problems := catalog.Load(folder, catalog.Options{Atlas: s.shop.atlas, Replies: replies(), Needed: needed()})
	if cat == nil || problems.HasErrors() {
		return said // the editor lets nothing wrong in: nothing changed
	}
	s.shop.use(cat)
	s.fresh = true
	return said
}

// copied is the copy of the owner's folder that is changed instead of it.
func (s *stage) copied() (string, error) {
	if s.edited != "" {
		return s.edited, nil
	}
	if s.temp == "" {
		var err error
		if s.temp, err = os.MkdirTemp("", "tokobot-"); err != nil {
			return "", err
		}
	}
	folder := filepath.Join(s.temp, "katalog")
	if err := os.CopyFS(folder, os.DirFS(s.shop.now.Load().catalog.Dir)); err != nil {
		return "", err
	}
	s.edited = folder
	return folder, nil
}

// seedFresh gives goods that a catalog action brought their first stock.
func (s *stage) seedFresh(ctx context.Context) error {
	if !s.fresh {
		return nil
	}
	s.fresh = false
	return s.seed(ctx, s.shop)
}

// Close ends the stage.
func (s *stage) Close() error {
	var err error
	if s.books != nil {
		err = s.books.Close()
	}
	if s.temp != "" {
		err = errors.Join(err, os.RemoveAll(s.temp))
	}
	return err
}

// messageID is a WhatsApp message's id, the same for the same piece of work.
func messageID(key string) string {
	sum := sha256.Sum256([]byte(key))
	return "3EB0" + strings.ToUpper(hex.EncodeToString(sum[:9]))
}
