package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"sync"
	"time"

	"tokobot/internal/bench"
)

const (
	peerPace    = 200 // messages a second (PERFORMANCE goal 4)
	steadyChats = 512 // so that no chat is asked again before it was answered
)

// peer is another queue on the same PostgreSQL: bench/river, as a command.
type peer struct {
	rates []float64
	late  []time.Duration
}

// measure runs the peer once, if there is one.
func (q *peer) measure(ctx context.Context, c benchCommand) error {
	if c.Peer == "" || c.Postgres == "" {
		return nil
	}
	cmd := exec.CommandContext(ctx, c.Peer, "-for", c.For.String())
	cmd.Env = append(os.Environ(), "TOKOBOT_TEST_POSTGRES="+c.Postgres)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return fmt.Errorf("bench: %s: %w", c.Peer, err)
	}
	var res struct {
		Rate float64       `json:"rate"`
		P99  time.Duration `json:"p99"`
	}
	if err := json.Unmarshal(out, &res); err != nil {
		return fmt.Errorf("bench: %s: %w", c.Peer, err)
	}
	q.rates, q.late = append(q.rates, res.Rate), append(q.late, res.P99)
	return nil
}

// print writes the peer's table, each contender's ratio from the same rounds.
func (q *peer) print(w io.Writer, list []*contender) {
	if len(q.rates) == 0 {
		return
	}
	rate, late := bench.Median(q.rates), bench.Median(q.late)
	fmt.Fprintf(w, "| River and tokobot on one PostgreSQL | a second, %d at once | | goal | p99 at %d a second | goal |\n", crowd, peerPace)
	fmt.Fprintln(w, "| --- | --- | --- | --- | --- | --- |")
	fmt.Fprintf(w, "| River, one job | %.0f |  |  | %s |  |\n", rate, round(late))
	for _, o := range list {
		if len(o.even) > 0 {
			fmt.Fprintf(w, "| %s | %.0f | %.1f × River | 8 × | %s | no more than River |\n", o.name, bench.Median(o.rates),
				bench.Median(o.rates)/rate, round(bench.Median(o.even)))
		}
	}
	fmt.Fprintln(w)
}

// steady writes messages at an even pace, a second's worth of them to different chats, and tells how long each took.
func (a *asker) steady(ctx context.Context, during time.Duration, pace, chats int) (took []time.Duration, err error) {
	ctx, cancel := context.WithTimeout(ctx, during+30*time.Second)
	defer cancel()
	var all sync.WaitGroup
	var mu sync.Mutex
	t := time.NewTicker(time.Second / time.Duration(pace))
	defer t.Stop()
	for i, end := 0, time.Now().Add(during); time.Now().Before(end); i++ {
		<-t.C
		all.Go(func() {
			one, fault := a.one(ctx, 5000+i%chats)
			mu.Lock()
			defer mu.Unlock()
			if took = append(took, one.Whole); fault != nil {
				err = fault
			}
		})
	}
	all.Wait()
	return took, err
}
