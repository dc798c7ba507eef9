package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"tokobot/internal/bench"
	"tokobot/internal/engine"
	"tokobot/internal/media"
	"tokobot/internal/shop"
	"tokobot/internal/store"
)

// crowd is how many chats write at once (PERFORMANCE goal 3).
const crowd = 128

// contender is one database with one way of deciding.
type contender struct {
	name    string
	url     string
	workers int
	bot     engine.Step
	goals   [3]string

	received, whole, throughput, late []float64       // one of each a round, as ratios to the limit
	took, even                        []time.Duration // of a lone message; the p99 at an even pace
	rates                             []float64
}

// echo answers without understanding: what is left is engine and store alone.
func echo(t shop.Turn, _ engine.Facts) (shop.Decision, error) {
	var d shop.Decision
	d.Do(shop.Say{Buyer: t.Buyer.ID, Text: t.Inputs[0].Text})
	return d, nil
}

// lives measures goals 1 to 3, each beside what the disk could do in the same round.
func (c benchCommand) lives(ctx context.Context, p program, dir string) error {
	l, err := openShop(shopFolder(dir, 60), settings{})
	if err != nil {
		return err
	}
	goals := map[bool][3]string{false: {"1.6 F", "1.8 × 3F", "2.5 R"}, true: {"–", "3.5 × 3F", "2 R"}}
	list := []*contender{
		{name: "SQLite, whole bot", url: filepath.Join(dir, "bot.db"), workers: 1, bot: l.botStep, goals: goals[false]},
		{name: "SQLite, echo", url: filepath.Join(dir, "echo.db"), workers: 1, bot: echo, goals: goals[false]},
	}
	if c.Postgres != "" {
		list = append(list,
			&contender{name: "PostgreSQL, whole bot", url: c.Postgres, workers: 4, bot: l.botStep, goals: goals[true]},
			&contender{name: "PostgreSQL, echo", url: c.Postgres, workers: 4, bot: echo, goals: goals[true]})
	}
	var disks []bench.Disk
	var peer peer
	for round := range c.Rounds {
		disk, err := bench.MeasureDisk(dir, 2000)
		if err != nil {
			return err
		}
		disks = append(disks, disk)
		if err := peer.measure(ctx, c); err != nil {
			return err
		}
		for _, one := range list {
			if err := c.live(ctx, one, l, disk, dir, round); err != nil {
				return fmt.Errorf("bench: %s: %w", one.name, err)
			}
		}
	}
	var f []time.Duration
	var r []float64
	for _, d := range disks {
		f, r = append(f, d.F), append(r, d.R)
	}
	fmt.Fprintf(p.stdout, "F = %v (p50 of one fdatasync of 4 KiB), R = %.0f a second\n\n", bench.Median(f), bench.Median(r))
	fmt.Fprintf(p.stdout, "| a message's life | acknowledged, p50 | goal | answered and marked, p50 | | goal | p99 | messages/s at %d chats | | goal |\n", crowd)
	fmt.Fprintln(p.stdout, "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |")
	for _, o := range list {
		fmt.Fprintf(p.stdout, "| %s | %.2f F | %s | %v | %.2f × 3F | %s | %.2f × 3F | %.0f | %.2f R | %s |\n", o.name, bench.Median(o.received), o.goals[0],
			bench.Median(o.took), bench.Median(o.whole), o.goals[1], bench.Median(o.late), bench.Median(o.rates), bench.Median(o.throughput), o.goals[2])
	}
	fmt.Fprintln(p.stdout)
	peer.print(p.stdout, list)
	return nil
}

// live is one contender's round: lone messages one after the other, then a crowd, and beside a peer an even pace.
func (c benchCommand) live(ctx context.Context, o *contender, l *live, disk bench.Disk, dir string, round int) (err error) {
	ask, stop, err := o.start(ctx, l, dir, round)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, stop()) }()
	if err := ask.lone(ctx, c.For, o, disk); err != nil {
		return err
	}
	if err := ask.crowd(ctx, c.For, o, disk); err != nil || c.Peer == "" || o.url != c.Postgres {
		return err
	}
	late, err := ask.steady(ctx, c.For, peerPace, steadyChats)
	o.even = append(o.even, bench.Quantile(late, 0.99))
	return err
}

// start opens the contender's database and runs an engine on it until stop is called.
func (o *contender) start(ctx context.Context, l *live, dir string, round int) (ask *asker, stop func() error, err error) {
	folder, err := media.Open(filepath.Join(dir, "media"))
	if err != nil {
		return nil, nil, err
	}
	s, err := store.Open(ctx, o.url, store.Options{Zone: l.zone(), NewID: messageID, Media: folder})
	if err != nil {
		return nil, nil, err
	}
	if err := s.Seed(ctx, time.Now(), l.firstStock()); err != nil {
		return nil, nil, errors.Join(err, s.Close())
	}
	watch := bench.NewLives(s)
	e, err := engine.New(engine.Options{
		Store: watch, Channels: []engine.Channel{watch}, Clock: realClock{}, Bot: o.bot, Desk: l.deskStep, Zone: l.zone(),
		Workers: o.workers, Batch: crowd,
	})
	if err != nil {
		return nil, nil, errors.Join(err, s.Close())
	}
	running, cancel := context.WithCancel(ctx)
	ended := make(chan error, 1)
	go func() { ended <- e.Run(running) }()
	stop = func() error {
		cancel()
		return errors.Join(<-ended, s.Close())
	}
	// A database that served a bench before knows its messages.
	return &asker{name: fmt.Sprintf("%d-%d%s", time.Now().UnixNano(), round, o.name), e: e, watch: watch}, stop, nil
}

// asker writes messages.
type asker struct {
	name  string
	e     *engine.Engine
	watch *bench.Lives
	n     atomic.Int64
}

func (a *asker) one(ctx context.Context, chat int) (bench.Times, error) {
	n := a.n.Add(1)
	texts := bench.Messages(int(n) % 60)
	return a.watch.One(ctx, a.e, shop.Arrival{
		Channel: shop.WhatsApp, Chat: fmt.Sprintf("62812%07d", chat), ID: fmt.Sprintf("%s-%d", a.name, n), At: time.Now(), Name: "Ukur",
		Kind: shop.KindText, Text: texts[0],
	})
}

func (a *asker) lone(ctx context.Context, during time.Duration, o *contender, disk bench.Disk) error {
	ctx, cancel := context.WithTimeout(ctx, during+30*time.Second)
	defer cancel()
	var received, whole []time.Duration
	for i, end := 0, time.Now().Add(during); time.Now().Before(end); i++ {
		t, err := a.one(ctx, i%50)
		if err != nil {
			return err
		}
		if i >= 50 { // the first message of a chat also makes the chat
			received, whole = append(received, t.Received), append(whole, t.Whole)
		}
	}
	f := float64(disk.F)
	o.received = append(o.received, float64(bench.Median(received))/f)
	o.whole = append(o.whole, float64(bench.Median(whole))/(3*f))
	o.late = append(o.late, float64(bench.Quantile(whole, 0.99))/(3*f))
	o.took = append(o.took, bench.Median(whole))
	return nil
}

func (a *asker) crowd(ctx context.Context, during time.Duration, o *contender, disk bench.Disk) error {
	ctx, cancel := context.WithTimeout(ctx, during+30*time.Second)
	defer cancel()
	var done atomic.Int64
	var failed atomic.Pointer[error]
	var all sync.WaitGroup
	begin := time.Now()
	for chat := range crowd {
		all.Go(func() {
			for time.Since(begin) < during {
				if _, err := a.one(ctx, 1000+chat); err != nil {
					failed.Store(&err)
					return
				}
				done.Add(1)
			}
		})
	}
	all.Wait()
	if err := failed.Load(); err != nil {
		return *err
	}
	rate := float64(done.Load()) / time.Since(begin).Seconds()
	o.rates = append(o.rates, rate)
	o.throughput = append(o.throughput, rate/disk.R)
	return nil
}

// realClock is the machine's.
type realClock struct{}

// Now implements engine.Clock.
func (realClock) Now() time.Time { return time.Now() }
