package store

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"strings"
	"time"

	"tokobot/internal/engine"
	"tokobot/internal/shop"
)

const (
	// mostTries is how often a turn is tried before its inputs are parked.
	mostTries = 3
	// mostDecided is how often a refused turn is decided anew before that counts as a failed try.
	mostDecided = 8
)

// Work implements engine.Store. All due lines share a transaction as long as nothing goes wrong; what goes wrong is taken
// back and each line then has a transaction of its own.
func (s *Store) Work(ctx context.Context, now time.Time, limit int, step engine.Step) (engine.Worked, error) {
	var w engine.Worked
	g := group{outside: map[string]*outside{}}
	alone, err := s.together(ctx, now, limit, step, &g, &w)
	if err != nil {
		return w, fmt.Errorf("work: %w", err)
	}
	for _, line := range alone {
		if err := s.alone(ctx, now, line, step, g.outside[line], &w); err != nil {
			return w, fmt.Errorf("work %s: %w", line, err)
		}
	}
	return w, nil
}

var (
	// errNothing takes back a transaction in which there was nothing to do.
	errNothing = errors.New("nothing to do")
	// errTimers says that timers are due, which are moved to their lines in a transaction of their own: a turn that is
	// taken back must not take its timer back with it.
	errTimers = errors.New("timers are due")
)

// together works up to limit lines in one transaction and returns those that have to go one by one.
func (s *Store) together(ctx context.Context, now time.Time, limit int, step engine.Step, g *group, w *engine.Worked) ([]string, error) {
	work := func(t tx) error { return s.workGroup(ctx, t, now, limit, step, g) }
	err := s.db.write(ctx, "work", work)
	for errors.Is(err, errTimers) {
		if err := s.write(ctx, "timers", func(t tx) (err error) {
			g.unrung, err = s.ring(t, now)
			return err
		}); err != nil {
			return nil, err
		}
		err = s.db.write(ctx, "work", work)
	}
	switch {
	case err == nil:
		w.Turns += g.done
		s.written(g.applier, w)
		return g.alone, nil
	case errors.Is(err, errNothing):
		return g.alone, nil
	case s.db.down(err):
		return nil, err
	case len(g.all) == 0 && s.db.again(err):
		return nil, nil // much is going on; they stay due
	case len(g.all) == 0:
		return nil, err
	}
	return g.all, nil
}

// group is what became of the lines of one transaction.
type group struct {
	all, alone []string
	done       int
	applier    *applier
	unrung     bool                // the timers that are due are being moved by somebody else
	outside    map[string]*outside // what lines want from outside
}

func (s *Store) workGroup(ctx context.Context, t tx, now time.Time, limit int, step engine.Step, g *group) error {
	tasks, timers, err := s.due(t, now, limit)
	if err != nil {
		return err
	}
	if timers && !g.unrung {
		return errTimers
	}
	for _, k := range tasks {
		g.all = append(g.all, k.line)
	}
	a := s.newApplier(ctx, t, now)
	g.applier = a
	for _, k := range tasks {
		if k.needsCare() {
			g.alone = append(g.alone, k.line)
			continue
		}
		if a.touched[int64(k.turn.Buyer.ID)] || s.entered(k.line) {
			continue // an earlier turn changed what this one was told, or another worker is at it: it stays due
		}
		a.facts.out = &outside{}
		d, err := decide(step, k, a.facts)
		if a.facts.err != nil {
			return a.facts.err
		}
		if a.facts.wanting(d) {
			g.outside[k.line] = a.facts.out
			g.alone = append(g.alone, k.line)
			continue
		}
		if err != nil {
			g.alone = append(g.alone, k.line)
			continue
		}
		if err := a.apply(k, d); err != nil {
			return err
		}
		g.done++
	}
	if g.done == 0 {
		return errNothing
	}
	return a.finish()
}

// alone works one line in a transaction of its own, again and again while its decisions are refused. What it wants from outside it is given first.
func (s *Store) alone(ctx context.Context, now time.Time, line string, step engine.Step, out *outside, w *engine.Worked) error {
	if !s.enter(line) {
		return nil
	}
	defer s.leave(line)
	if out == nil {
		out = &outside{}
	}
	var last error
	var k *task
	var a *applier
	for try := range mostDecided {
		out.all(ctx)
		out.now = try >= mostOutside
		err := s.db.write(ctx, "work", func(t tx) (err error) {
			if k, err = s.one(t, now, line); err != nil {
				return err
			}
			a = s.newApplier(ctx, t, now)
			a.facts.out = out
			return s.workOne(t, a, k, step)
		})
		switch {
		case errors.Is(err, errOutside):
			last = err
		case err == nil && k.merged == 0:
			w.Turns++
			s.written(a, w)
			return nil
		case err == nil || errors.Is(err, errNothing):
			return nil // moved to another line, or somebody else has it
		case errors.Is(err, engine.ErrRefused), s.db.again(err), s.db.unique(err):
			last = err
		case s.db.down(err) || k == nil:
			return err
		default:
			return s.failed(ctx, now, k, err, w)
		}
	}
	if s.db.again(last) || k == nil {
		return nil // much is going on; it stays due
	}
	return s.failed(ctx, now, k, last, w)
}

// workOne decides and applies one turn; nil is a turn that is not to be had.
func (s *Store) workOne(t tx, a *applier, k *task, step engine.Step) error {
	if k == nil {
		return errNothing
	}
	if k.merged != 0 {
		return s.rehome(t, k.turn.Line, shop.BuyerLine(shop.BuyerID(k.merged)), k.merged)
	}
	d, err := decide(step, k, a.facts)
	if a.facts.err != nil {
		return a.facts.err
	}
	if a.facts.wanting(d) {
		return errOutside
	}
	if err != nil {
		return err
	}
	if err := a.apply(k, d); err != nil {
		return err
	}
	return a.finish()
}

// decide runs a step; a panic is an error like any other.
func decide(step engine.Step, k *task, f *facts) (d shop.Decision, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	return step(k.turn, f)
}

// noteTry counts a failed try of inputs that still wait as they did when it began. Between a try's end and this one the line was nobody's:
// another worker may have done or failed the same inputs, or given them new ids with another line's.
const noteTry = `UPDATE line SET tries = tries + 1 WHERE key = $1 AND tries = $2
	AND (SELECT count(*) FROM inbox i WHERE i.line = $1 AND i.id > line.done AND i.id <= $3) = $4`

// failed notes a failed try and parks the inputs after the last. A try that somebody else overtook counts for nothing.
func (s *Store) failed(ctx context.Context, now time.Time, k *task, cause error, w *engine.Worked) error {
	f := engine.Failure{Line: k.turn.Line, Err: cause, Parked: k.tries+1 >= mostTries}
	words := make([]string, 0, len(k.turn.Inputs))
	for _, in := range k.turn.Inputs {
		f.Inputs = append(f.Inputs, in.ID)
		if in.Text != "" {
			words = append(words, in.Text)
		}
	}
	n, mine := int64(len(k.turn.Inputs)), false
	err := s.write(ctx, "work", func(t tx) (err error) {
		// Locked by itself: what else a statement reads is as old as its beginning, though it waited for the row.
		if err := t.query(holdLine, func(r row) error { return r.Scan(new(int64)) }, k.line); err != nil {
			return err
		}
		if mine, err = t.changed(noteTry, k.line, k.tries, k.last, n); err != nil || !mine || !f.Parked {
			return err
		}
		err = t.exec(park, k.line, k.turn.Buyer.Address, clean(strings.Join(words, "\n")), clean(firstLine(cause)), us(now))
		if err != nil {
			return err
		}
		return t.each(finishLines, 1, texts{k.line}, ints{k.last}, ints{n}, blobs{nil})
	})
	if err != nil {
		return err
	}
	if mine {
		w.Failed = append(w.Failed, f)
	}
	return nil
}

const park = `INSERT INTO parked (line, dest, what, err, at) VALUES ($1, $2, $3, $4, $5)`

// firstLine leaves out the stack of a panic.
func firstLine(err error) string {
	line, _, _ := strings.Cut(err.Error(), "\n")
	return line
}
