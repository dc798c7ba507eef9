// Command river measures River, the peer of goal 4, on the PostgreSQL that $TOKOBOT_TEST_POSTGRES names, and writes one line of
// JSON that `tokobot bench --peer` reads. It is a module of its own, so that the product does not depend on River.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"slices"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivermigrate"
)

const (
	crowd  = 128                    // callers that wait for one job each, as tokobot's chats do
	steady = 200                    // jobs a second for the p99
	most   = 30 * time.Second       // that a job may take
	pause  = time.Second / steady   // between two of them
	cool   = river.FetchCooldownMin // River looks for jobs as often as it lets itself
)

// result is what tokobot reads.
type result struct {
	Rate float64       `json:"rate"` // jobs a second, each completed in a transaction of its own
	P99  time.Duration `json:"p99"`  // from the insert to the commit, at 200 a second
}

// letter is a job about as large as a message.
type letter struct {
	N    int    `json:"n"`
	Text string `json:"text"`
}

// Kind implements river.JobArgs.
func (letter) Kind() string { return "letter" }

// reader works letters and says when one is done.
type reader struct {
	river.WorkerDefaults[letter]
	pool *pgxpool.Pool
	done sync.Map // number → chan struct{}
}

// Work completes the job in its own transaction.
func (r *reader) Work(ctx context.Context, job *river.Job[letter]) error {
	tx, err := r.pool.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback(ctx)
	if _, err := river.JobCompleteTx[*riverpgxv5.Driver](ctx, tx, job); err != nil {
		return err
	}
	if err := tx.Commit(ctx); err != nil {
		return err
	}
	if c, ok := r.done.LoadAndDelete(job.Args.N); ok {
		close(c.(chan struct{}))
	}
	return nil
}

func main() {
	during := flag.Duration("for", 2*time.Second, "how long one measurement takes")
	flag.Parse()
	res, err := measure(context.Background(), os.Getenv("TOKOBOT_TEST_POSTGRES"), *during)
	if err == nil {
		err = json.NewEncoder(os.Stdout).Encode(res)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "river:", err)
		os.Exit(1)
	}
}

func measure(ctx context.Context, url string, during time.Duration) (res result, err error) {
	c, err := pgxpool.ParseConfig(url)
	if err != nil {
		return res, err
	}
	c.MaxConns = 32
	pool, err := pgxpool.NewWithConfig(ctx, c)
	if err != nil {
		return res, err
	}
	defer pool.Close()
	driver := riverpgxv5.New(pool)
	m, err := rivermigrate.New(driver, nil)
	if err != nil {
		return res, err
	}
	if _, err := m.Migrate(ctx, rivermigrate.DirectionUp, nil); err != nil {
		return res, err
	}
	r := &reader{pool: pool}
	workers := river.NewWorkers()
	river.AddWorker(workers, r)
	client, err := river.NewClient(driver, &river.Config{
		Queues: map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: crowd}}, Workers: workers, FetchCooldown: cool,
	})
	if err != nil {
		return res, err
	}
	if err := client.Start(ctx); err != nil {
		return res, err
	}
	b := &bencher{client: client, reader: r}
	if res.Rate, err = b.crowd(ctx, during); err == nil {
		res.P99, err = b.steady(ctx, during)
	}
	return res, errors.Join(err, client.Stop(ctx))
}

// bencher hands in jobs.
type bencher struct {
	client *river.Client[pgx.Tx]
	reader *reader
	mu     sync.Mutex
	n      int
}

// one hands in a job and waits until it is done.
func (b *bencher) one(ctx context.Context) (time.Duration, error) {
	b.mu.Lock()
	b.n++
	n := b.n
	b.mu.Unlock()
	done := make(chan struct{})
	b.reader.done.Store(n, done)
	begin := time.Now()
	if _, err := b.client.Insert(ctx, letter{n, "kak pashmina item ready? ongkir ke cimahi brp ya"}, nil); err != nil {
		return 0, err
	}
	select {
	case <-done:
		return time.Since(begin), nil
	case <-time.After(most):
		return 0, fmt.Errorf("job %d was not done in %v", n, most)
	}
}

// crowd is jobs a second while many callers wait.
func (b *bencher) crowd(ctx context.Context, during time.Duration) (float64, error) {
	var all sync.WaitGroup
	var mu sync.Mutex
	var failed error
	jobs := 0
	begin := time.Now()
	for range crowd {
		all.Go(func() {
			for time.Since(begin) < during {
				_, err := b.one(ctx)
				mu.Lock()
				jobs++
				failed = errors.Join(failed, err)
				mu.Unlock()
				if err != nil {
					return
				}
			}
		})
	}
	all.Wait()
	return float64(jobs) / time.Since(begin).Seconds(), failed
}

// steady is the p99 at an even pace.
func (b *bencher) steady(ctx context.Context, during time.Duration) (time.Duration, error) {
	var all sync.WaitGroup
	var mu sync.Mutex
	var failed error
	var took []time.Duration
	t := time.NewTicker(pause)
	defer t.Stop()
	for end := time.Now().Add(during); time.Now().Before(end); <-t.C {
		all.Go(func() {
			d, err := b.one(ctx)
			mu.Lock()
			took, failed = append(took, d), errors.Join(failed, err)
			mu.Unlock()
		})
	}
	all.Wait()
	slices.Sort(took)
	return took[len(took)*99/100], failed
}
