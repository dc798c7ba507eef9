package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"

	"tokobot/bot/understand"
	"tokobot/internal/bench"
	"tokobot/internal/config"
)

type benchCommand struct {
	Rounds   int           `default:"5" help:"Putaran; yang dilaporkan mediannya."`
	For      time.Duration `default:"2s" help:"Lama satu pengukuran."`
	Postgres string        `env:"TOKOBOT_TEST_POSTGRES" help:"Alamat PostgreSQL yang boleh dikotori; tanpa ini hanya SQLite." placeholder:"ALAMAT"`
	Dir      string        `help:"Folder tempat mengukur (bawaan: folder sementara)." placeholder:"FOLDER"`
	Only     string        `help:"Ukur satu bagian saja: paham, jejak, pesan, banjir atau pulih." enum:",paham,jejak,pesan,banjir,pulih" default:""`
	Peer     string        `help:"Perintah pembanding untuk PostgreSQL (bench/river)." placeholder:"PROGRAM"`
	// Rest loads a shop, rests, and tells its memory: the bench's own child, since a process that measured much is no
	// measure of rest.
	Rest string `hidden:""`
	// Fill takes a backlog into a database and waits to be killed; Revive answers it with the shop of Rest.
	Fill, Revive string `hidden:""`
}

// Run measures and writes tables in Markdown.
func (c benchCommand) Run(ctx context.Context, p program) (err error) {
	switch {
	case c.Fill != "":
		return c.fill(ctx, p)
	case c.Revive != "":
		return c.revive(ctx, p)
	case c.Rest != "":
		return atRest(ctx, p, c.Rest)
	}
	dir, err := os.MkdirTemp(c.Dir, "tokobot-bench-")
	if err != nil {
		return fmt.Errorf("bench: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	fmt.Fprintf(p.stdout, "%s, %d cores, %s/%s, %d rounds of %v\n\n", runtime.Version(), runtime.NumCPU(), runtime.GOOS, runtime.GOARCH, c.Rounds, c.For)
	for _, n := range sizes {
		if err := bench.Shop(shopFolder(dir, n), n); err != nil {
			return err
		}
	}
	parts := []struct {
		name    string
		measure func(context.Context, program, string) error
	}{
		{"paham", c.understanding}, {"jejak", c.footprint}, {"pesan", c.lives}, {"banjir", c.flood}, {"pulih", c.restart},
	}
	for _, part := range parts {
		if c.Only != "" && c.Only != part.name {
			continue
		}
		if err := part.measure(ctx, p, dir); err != nil {
			return err
		}
	}
	return nil
}

// shopFolder is where the shop of n products is in the bench's folder.
func shopFolder(dir string, n int) string { return filepath.Join(dir, strconv.Itoa(n)) }

// sizes are the shops that are measured, by products.
var sizes = []int{60, 10_000, 100_000}

// understanding measures loading and reading, for shops of every size.
func (c benchCommand) understanding(_ context.Context, p program, dir string) error {
	fmt.Fprintf(p.stdout, "| products | load the YAML | make the reader | a message, p50 | p99 | goal (p50) |\n| --- | --- | --- | --- | --- | --- |\n")
	goals := map[int]string{60: "100 µs", 10_000: "300 µs", 100_000: "1 ms"}
	for _, n := range sizes {
		folder := shopFolder(dir, n)
		var loads, makes []time.Duration
		var l *live
		for range c.Rounds {
			l = nil
			runtime.GC()
			begin := time.Now()
			cat, problems, err := loadCatalog(folder, nil)
			if err != nil || problems.HasErrors() {
				return fmt.Errorf("bench: %v%w", problems, err)
			}
			loads = append(loads, time.Since(begin))
			if l, err = shopOf(cat, settings{}); err != nil {
				return err
			}
			begin = time.Now()
			understand.New(cat, l.atlas)
			makes = append(makes, time.Since(begin))
		}
		reads := reading(l.now.Load().reader, n)
		fmt.Fprintf(p.stdout, "| %d | %s | %s | %s | %s | %s |\n", n, round(bench.Median(loads)), round(bench.Median(makes)),
			round(bench.Median(reads)), round(bench.Quantile(reads, 0.99)), goals[n])
	}
	fmt.Fprintln(p.stdout)
	return nil
}

// reading reads messages about products all over the shop.
func reading(r *understand.Reader, n int) []time.Duration {
	var took []time.Duration
	for i := range 400 {
		for _, text := range bench.Messages(i * 7919 % n) {
			begin := time.Now()
			r.Read(text, understand.Context{})
			took = append(took, time.Since(begin))
		}
	}
	return took
}

// footprint measures the program as a process: its size, its start, its memory at rest.
func (c benchCommand) footprint(ctx context.Context, p program, dir string) error {
	self, err := os.Executable()
	if err != nil {
		return fmt.Errorf("bench: %w", err)
	}
	info, err := os.Stat(self)
	if err != nil {
		return fmt.Errorf("bench: %w", err)
	}
	fmt.Fprintf(p.stdout, "| footprint | | goal |\n| --- | --- | --- |\n| binary | %.1f MB | 32 MB |\n", float64(info.Size())/1e6)
	for _, n := range sizes {
		var starts []time.Duration
		for range c.Rounds {
			cmd := exec.CommandContext(ctx, self, "understand", "--catalog", shopFolder(dir, n))
			cmd.Stdin = strings.NewReader(`{"id":"1","text":"halo"}`)
			begin := time.Now()
			if out, err := cmd.CombinedOutput(); err != nil {
				return fmt.Errorf("bench: understand: %w: %s", err, out)
			}
			starts = append(starts, time.Since(begin))
		}
		goal := ""
		if n == 60 {
			goal = "200 ms (issue 3)"
		}
		fmt.Fprintf(p.stdout, "| start to first answer and end, %d products | %s | %s |\n", n, round(bench.Median(starts)), goal)
	}
	for _, n := range sizes {
		out, err := exec.CommandContext(ctx, self, "bench", "--rest", shopFolder(dir, n)).CombinedOutput()
		if err != nil {
			return fmt.Errorf("bench: rest: %w: %s", err, out)
		}
		goal := map[int]string{10_000: "40 MB", 100_000: "300 MB; peak ≤ 1.5 × rest"}[n]
		fmt.Fprintf(p.stdout, "| memory at rest, shop of %d products open on SQLite | %s | %s |\n", n, strings.TrimSpace(string(out)), goal)
	}
	fmt.Fprintln(p.stdout)
	return nil
}

// atRest opens a shop as serve would, waits until all is quiet, and tells what the system counts as the process's memory.
func atRest(ctx context.Context, p program, folder string) (err error) {
	l, err := openShop(folder, settings{})
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "tokobot-rest-")
	if err != nil {
		return fmt.Errorf("rest: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	s, err := openStage(ctx, stageOptions{
		shop: l, config: config.Default(), database: filepath.Join(dir, "toko.db"), media: dir, warn: p.stderr, real: true,
	})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	if err := s.seed(ctx, l); err != nil {
		return err
	}
	settle()
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	if err := s.Engine.Run(ctx); err != nil {
		return err
	}
	rest, peak := memory()
	_, err = fmt.Fprintf(p.stdout, "%s (peak %s)\n", rest, peak)
	return err
}

// memory is what Linux counts as this process's own now and at its most; "?" elsewhere.
func memory() (rest, peak string) {
	rest, peak = "?", "?"
	data, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return rest, peak
	}
	for line := range strings.Lines(string(data)) {
		name, value, _ := strings.Cut(line, ":")
		kb, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(value), " kB"))
		switch {
		case err != nil:
		case name == "VmRSS":
			rest = fmt.Sprintf("%.0f MB", float64(kb)*1024/1e6)
		case name == "VmHWM":
			peak = fmt.Sprintf("%.0f MB", float64(kb)*1024/1e6)
		}
	}
	return rest, peak
}

// round keeps three digits or so.
func round(d time.Duration) time.Duration {
	unit := time.Nanosecond
	for u := time.Duration(1); u*1000 <= d; u *= 10 {
		unit = u
	}
	return d.Round(unit)
}
