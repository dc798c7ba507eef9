package main

import (
	"context"
	"errors"
	"os"

	"golang.org/x/term"

	"tokobot/internal/demo"
	"tokobot/internal/picture"
)

type demoCommand struct {
	shopFlags
	Database string `help:"Simpan di berkas ini; tanpa ini semuanya dihapus waktu selesai." placeholder:"BERKAS"`
}

// Run opens the shop on a database of its own and talks until the end of input.
func (c demoCommand) Run(ctx context.Context, p program) (err error) {
	cfg, dir, err := c.where(p)
	if err != nil {
		return err
	}
	l, err := openShop(dir, settingsOf(cfg))
	if err != nil {
		return err
	}
	s, err := openStage(ctx, stageOptions{shop: l, config: cfg, database: c.Database, warn: p.stderr})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	d := &demo.Demo{
		Engine: s.Engine, Screens: s.Screens, Media: s.Media, Look: picture.Look, Clock: s.Clock, Zone: s.Zone, Pause: cfg.Pause,
		Now: p.now, In: p.stdin, Out: p.stdout, Shop: l.now.Load().catalog.Shop.Name,
		Colour: isTerminal(p.stdout) && p.getenv("NO_COLOR") == "" && p.getenv("TERM") != "dumb",
		Live:   isTerminal(p.stdin) && isTerminal(p.stdout),
	}
	s.show = d.Sent
	s.Clock.Set(p.now())
	if err := s.seed(ctx, l); err != nil {
		return err
	}
	return d.Run(ctx)
}

// isTerminal tells whether a person sits at the other end.
func isTerminal(x any) bool {
	f, ok := x.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
