package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"tokobot/internal/bench"
	"tokobot/internal/engine"
	"tokobot/internal/shop"
	"tokobot/internal/store"
)

const (
	backlog   = 10_000 // chats that wait when the program comes back (PERFORMANCE goal 8)
	calmChats = 100
	calmPace  = 50  // messages a second of the others (PERFORMANCE goal 10)
	floodPace = 200 // of the one chat that floods
)

// flood measures what one chat that floods does to the others' p99.
func (c benchCommand) flood(ctx context.Context, p program, dir string) error {
	l, err := openShop(shopFolder(dir, 60), settings{})
	if err != nil {
		return err
	}
	var calm, flooded []time.Duration
	var ratios []float64
	for round := range c.Rounds {
		o := &contender{name: "banjir", url: filepath.Join(dir, "banjir.db"), workers: 1, bot: l.botStep}
		before, during, err := c.floodOnce(ctx, o, l, dir, round)
		if err != nil {
			return fmt.Errorf("bench: flood: %w", err)
		}
		calm, flooded = append(calm, before), append(flooded, during)
		ratios = append(ratios, float64(during)/float64(before))
	}
	fmt.Fprintf(p.stdout, "| the others' p99, %d messages a second | calm | one chat floods with %d a second | | goal |\n| --- | --- | --- | --- | --- |\n",
		calmPace, floodPace)
	fmt.Fprintf(p.stdout, "| SQLite, whole bot | %s | %s | %.2f × | 1.2 × |\n\n", round(bench.Median(calm)), round(bench.Median(flooded)), bench.Median(ratios))
	return nil
}

func (c benchCommand) floodOnce(ctx context.Context, o *contender, l *live, dir string, round int) (calm, flooded time.Duration, err error) {
	ask, stop, err := o.start(ctx, l, dir, round)
	if err != nil {
		return 0, 0, err
	}
	defer func() { err = errors.Join(err, stop()) }()
	if _, err := ask.steady(ctx, 2*time.Second, calmPace, calmChats); err != nil { // the first message of a chat makes the chat
		return 0, 0, err
	}
	before, err := ask.steady(ctx, 2*c.For, calmPace, calmChats)
	if err != nil {
		return 0, 0, err
	}
	flooding, enough := context.WithCancel(ctx)
	var all sync.WaitGroup
	var fault error
	all.Go(func() { fault = ask.pour(flooding) })
	during, err := ask.steady(ctx, 2*c.For, calmPace, calmChats)
	enough()
	all.Wait()
	return bench.Quantile(before, 0.99), bench.Quantile(during, 0.99), errors.Join(err, fault)
}

// pour writes to one chat without waiting for answers.
func (a *asker) pour(ctx context.Context) error {
	t := time.NewTicker(time.Second / floodPace)
	defer t.Stop()
	for i := 0; ; i++ {
		select {
		case <-ctx.Done():
			return nil
		case <-t.C:
		}
		if err := a.e.Receive(context.WithoutCancel(ctx), asked("banjir-"+a.name, i, 999_999)); err != nil {
			return err
		}
	}
}

// asked is the nth message of a run, to a chat.
func asked(run string, n, chat int) shop.Arrival {
	return shop.Arrival{
		Channel: shop.WhatsApp, Chat: fmt.Sprintf("62812%07d", chat), ID: fmt.Sprintf("%s-%d", run, n), At: time.Now(), Name: "Ukur",
		Kind: shop.KindText, Text: bench.Messages(n % 60)[0],
	}
}

// restart measures how soon a program that was killed answers those who waited meanwhile. Each round kills one process that
// took the backlog in and starts another.
func (c benchCommand) restart(ctx context.Context, p program, dir string) error {
	self, err := os.Executable()
	if err != nil {
		return fmt.Errorf("bench: %w", err)
	}
	fmt.Fprintf(p.stdout, "| restart after a kill, %d chats waiting | first answer | goal | all answered |\n| --- | --- | --- | --- |\n", backlog)
	for _, n := range sizes[:2] {
		var first, whole []time.Duration
		for round := range c.Rounds {
			db := filepath.Join(dir, fmt.Sprintf("pulih-%d-%d.db", n, round))
			if _, err := c.child(ctx, self, "--fill", db, n, dir, 1, true); err != nil {
				return err
			}
			took, err := c.child(ctx, self, "--revive", db, n, dir, 2, false)
			if err != nil {
				return err
			}
			first, whole = append(first, took[0]), append(whole, took[1])
		}
		fmt.Fprintf(p.stdout, "| SQLite, %d products | %s | 246 ms (6 × the peer's 41 ms) | %s |\n", n, round(bench.Median(first)), round(bench.Median(whole)))
	}
	fmt.Fprintln(p.stdout)
	return nil
}

// child runs this program with a hidden flag and tells when its first lines came, after its start.
func (c benchCommand) child(ctx context.Context, self, flag, db string, n int, dir string, lines int, kill bool) (at []time.Duration, err error) {
	cmd := exec.CommandContext(ctx, self, "bench", flag, db, "--rest", shopFolder(dir, n))
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, fmt.Errorf("bench: %w", err)
	}
	begin := time.Now()
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("bench: %w", err)
	}
	read := bufio.NewScanner(out)
	for len(at) < lines && read.Scan() {
		at = append(at, time.Since(begin))
	}
	if kill {
		_ = cmd.Process.Kill() // it may have ended by itself, which Wait tells
	}
	if err := cmd.Wait(); err != nil && !kill {
		return nil, fmt.Errorf("bench: %s: %w", flag, err)
	}
	if len(at) < lines {
		return nil, fmt.Errorf("bench: %s said %d lines of %d", flag, len(at), lines)
	}
	return at, nil
}

// fill takes in messages that nobody answers, says so, and waits to be killed.
func (c benchCommand) fill(ctx context.Context, p program) error {
	s, err := store.Open(ctx, c.Fill, store.Options{})
	if err != nil {
		return err
	}
	for from := 0; from < backlog; from += crowd {
		var batch []shop.Arrival
		for i := from; i < min(backlog, from+crowd); i++ {
			batch = append(batch, asked("pulih", i, i))
		}
		if err := s.Receive(ctx, time.Now(), 0, batch...); err != nil {
			return err
		}
	}
	fmt.Fprintln(p.stdout, "terisi")
	<-ctx.Done()
	return ctx.Err()
}

// revive answers them all as serve would, and says when the first and the last had its answer.
func (c benchCommand) revive(ctx context.Context, p program) (err error) {
	l, err := openShop(c.Rest, settings{})
	if err != nil {
		return err
	}
	s, err := store.Open(ctx, c.Revive, store.Options{Zone: l.zone(), NewID: messageID})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	e, err := engine.New(engine.Options{
		Store: s, Channels: []engine.Channel{&answers{p: p, all: cancel}}, Clock: realClock{}, Bot: l.botStep, Desk: l.deskStep, Zone: l.zone(),
	})
	if err != nil {
		return err
	}
	return e.Run(ctx)
}

// answers is a channel that answers at once and counts.
type answers struct {
	p   program
	all func()
	n   atomic.Int64
}

// Name implements engine.Channel.
func (*answers) Name() shop.Channel { return shop.WhatsApp }

// Send implements engine.Channel.
func (a *answers) Send(_ context.Context, p engine.Parcel) (string, error) {
	switch a.n.Add(1) {
	case 1:
		fmt.Fprintln(a.p.stdout, "pertama")
	case backlog:
		fmt.Fprintln(a.p.stdout, "semua")
		a.all()
	}
	return p.MessageID, nil
}
