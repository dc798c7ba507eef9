package main

import (
	"bufio"
	"context"
	"errors"
	"os"
	"path/filepath"

	"tokobot/internal/replay"
)

type replayCommand struct {
	shopFlags
	Database string `help:"Alamat database; tanpa ini dipakai yang baru dan sementara." placeholder:"ALAMAT"`
	Media    string `help:"Folder untuk berkas yang dibuat toko." placeholder:"FOLDER"`
	Dump     bool   `help:"Sesudahnya tulis keadaan akhir: pesanan, stok, kas, percakapan."`
	Script   string `arg:"" optional:"" help:"Naskah; tanpa ini dibaca dari stdin." placeholder:"NASKAH"`
}

// Run checks the whole script before it begins anything, and then plays it.
func (c replayCommand) Run(ctx context.Context, p program) (err error) {
	script, err := c.read(p)
	if err != nil {
		return err
	}
	cfg, dir, err := c.where(p)
	if err != nil {
		return err
	}
	l, err := openShop(dir, settingsOf(cfg))
	if err != nil {
		return err
	}
	s, err := openStage(ctx, stageOptions{shop: l, config: cfg, database: c.Database, media: c.Media, warn: p.stderr})
	if err != nil {
		return err
	}
	out := bufio.NewWriter(p.stdout)
	defer func() { err = errors.Join(err, out.Flush(), s.Close()) }()
	printer := replay.NewPrinter(out, s.Clock, s.Zone, s.Media)
	s.show, s.Given = printer.Sent, printer.Given
	s.Clock.Set(script.Start(s.Zone))
	if err := s.seed(ctx, l); err != nil {
		return err
	}
	if err := s.Play(ctx, script); err != nil {
		return err
	}
	if c.Dump {
		return printer.Dump(ctx, s.books)
	}
	return nil
}

// read reads the script from its file, whose folder its file names are relative to, or from stdin and the working folder.
func (c replayCommand) read(p program) (*replay.Script, error) {
	if c.Script == "" || c.Script == "-" {
		return checked(replay.Read(p.stdin, "."))
	}
	f, err := os.Open(c.Script)
	if err != nil {
		return nil, wrongf("naskah: %w", err)
	}
	defer f.Close()
	return checked(replay.Read(f, filepath.Dir(c.Script)))
}

func checked(s *replay.Script, err error) (*replay.Script, error) {
	if err != nil {
		return nil, wrongf("naskah tidak bisa dimainkan:\n%w", err)
	}
	return s, nil
}
