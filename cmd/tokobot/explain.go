package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"tokobot/internal/shop"
	"tokobot/internal/store"
)

type explainCommand struct {
	shopFlags
	Database string `help:"Alamat database (bawaan: dari config.yaml)." placeholder:"ALAMAT"`
	Message  string `arg:"" help:"Id pesan yang dikirim toko, atau sebagian isinya; yang terbaru yang cocok dipakai." placeholder:"PESAN"`
}

// Run writes where the numbers of a message that the shop sent come from.
func (c explainCommand) Run(ctx context.Context, p program) (err error) {
	if strings.TrimSpace(c.Message) == "" {
		return wrongf("sebutkan id pesan atau sebagian isinya")
	}
	cfg, _, err := c.where(p)
	if err != nil {
		return err
	}
	if c.Database != "" {
		cfg.Database = c.Database
	}
	books, err := store.Open(ctx, cfg.Database, store.Options{Zone: time.UTC})
	if errors.Is(err, store.ErrLocked) {
		return wrongf("program toko sedang berjalan dan memakai %s; pakai /asal di grup cs, atau hentikan dulu programnya", plainDatabase(cfg.Database))
	}
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, books.Close()) }()
	said, found, err := books.Said(ctx, c.Message)
	if err != nil {
		return err
	}
	if !found {
		return fmt.Errorf("tidak ada pesan toko dengan id atau isi %q", c.Message)
	}
	return explain(p.stdout, said.Text, said.Sources)
}

// explain writes a message and, for each of its values, where it comes from.
func explain(w io.Writer, text string, from []shop.Source) error {
	var out strings.Builder
	for line := range strings.SplitSeq(text, "\n") {
		out.WriteString("  " + line + "\n")
	}
	if len(from) == 0 {
		out.WriteString("\nTidak ada angka dari katalog atau buku di pesan ini.\n")
	} else {
		out.WriteString("\nAsalnya:\n")
	}
	for _, s := range from {
		fmt.Fprintf(&out, "• %s ← %s\n", strings.ReplaceAll(s.Text, "\n", " / "), s.From)
	}
	if _, err := io.WriteString(w, out.String()); err != nil {
		return fmt.Errorf("write explanation: %w", err)
	}
	return nil
}
