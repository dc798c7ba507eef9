package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tokobot/internal/config"
	"tokobot/internal/engine"
	"tokobot/internal/replay"
	"tokobot/internal/shop"
	"tokobot/internal/storetest"
)

// killed is what ends a program in the crash matrix.
type killed struct{ point int }

// world is what outlives the program: the database file and everybody's phones.
type world struct {
	shop     *live
	script   *replay.Script
	dir      string // of what it keeps on disk
	database string
	screens  *replay.Screens
	position replay.Position
	// said is what each buyer sees, in order.
	said map[string][]string
	// points counts commits and sends; at the one numbered kill the program ends.
	points, kill int
	opened       bool
}

func newWorld(t *testing.T, l *live, script *replay.Script, kill int, postgres bool) *world {
	t.Helper()
	dir := workDir(t)
	w := &world{
		shop: l, script: script, kill: kill, dir: dir, database: filepath.Join(dir, "toko.db"), said: map[string][]string{},
	}
	if postgres {
		w.database = storetest.Postgres(t)
	}
	w.screens = replay.NewScreens(func(p engine.Parcel) error {
		if p.Channel == shop.WhatsApp {
			w.said[p.To] = append(w.said[p.To], p.Text)
		}
		return nil
	})
	w.screens.Trap = w.trap
	return w
}

// workDir is a folder for a run, in memory where the system has such a place: what is tested is the order of things on
// disk, and a killed program, unlike a cut wire, loses nothing that was written.
func workDir(t *testing.T) string {
	t.Helper()
	if info, err := os.Stat("/dev/shm"); err != nil || !info.IsDir() {
		return t.TempDir()
	}
	dir, err := os.MkdirTemp("/dev/shm", "tokobot-crash-")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) }) // of the system's memory; nothing is lost
	return dir
}

// trap counts a point of a program that has opened its database. Opening itself commits nothing but the schema, in a
// transaction of each database's own.
func (w *world) trap(string) {
	if !w.opened {
		return
	}
	w.points++
	if w.points == w.kill {
		panic(killed{w.points})
	}
}

// live starts the program and plays on, until the end or its death.
func (w *world) live(ctx context.Context) (dead bool, dump string, err error) {
	w.opened = false
	s, err := openStage(ctx, stageOptions{
		shop: w.shop, config: dayConfig(), blind: true, database: w.database, media: filepath.Join(w.dir, "media"), warn: &bytes.Buffer{},
		trap: w.trap, screens: w.screens,
	})
	if err != nil {
		return false, "", err
	}
	defer func() {
		if p := recover(); p != nil {
			if _, ours := p.(killed); !ours {
				panic(p)
			}
			dead = true
		}
		w.position = s.Position
		if closed := s.Close(); err == nil {
			err = closed
		}
	}()
	w.opened = true
	s.Position = w.position
	s.Clock.Set(w.script.Start(s.Zone))
	if err := s.seed(ctx, w.shop); err != nil {
		return false, "", err
	}
	if err := s.Play(ctx, w.script); err != nil {
		return false, "", err
	}
	var out bytes.Buffer
	err = replay.NewPrinter(&out, s.Clock, s.Zone, s.Media).Dump(ctx, s.books)
	return false, out.String(), err
}

// play plays the whole day, with as many deaths as there are, and gives the end state.
func (w *world) play(ctx context.Context) (string, error) {
	for range 3 {
		dead, dump, err := w.live(ctx)
		if err != nil {
			return "", fmt.Errorf("killed at %d: %w", w.kill, err)
		}
		if !dead {
			return dump, nil
		}
	}
	return "", fmt.Errorf("killed at %d: it dies again and again", w.kill)
}

// differs tells in words how a day with a death ended otherwise than one without.
func (w *world) differs(dump, wantDump string, wantSaid map[string][]string) string {
	var b strings.Builder
	if dump != wantDump {
		fmt.Fprintf(&b, "the end is otherwise (+):\n%s", cmp.Diff(wantDump, dump))
	}
	for buyer, want := range wantSaid {
		if d := cmp.Diff(want, w.said[buyer]); d != "" {
			fmt.Fprintf(&b, "%s reads otherwise (+):\n%s", buyer, d)
		}
	}
	return b.String()
}

// dayConfig leaves out the evening's recap, whose chart takes longer to paint than all the rest of the day; the morning's
// schedules stay.
func dayConfig() config.Config {
	c := config.Default()
	c.Times.Recap = config.Off
	return c
}

func dayScript(t *testing.T) (*live, *replay.Script) {
	t.Helper()
	l, err := openShop("../../catalog/contoh", settingsOf(dayConfig()))
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.Open("testdata/hari/hari.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	script, err := replay.Read(f, "testdata/hari")
	if err != nil {
		t.Fatal(err)
	}
	return l, script
}

// TestCrashMatrix plays a whole day and kills the program at every commit and every send in turn. Started again, it ends
// every time with the same orders, stock and cash book, and no buyer sees a message twice, or misses one.
//
// On SQLite every point is tried; with the race detector, which makes everything some ten times slower, every eleventh: the
// check of the whole repository plays the full matrix without it. On PostgreSQL, where each death wants a database of its
// own, a dozen or so are.
func TestCrashMatrix(t *testing.T) {
	l, script := dayScript(t)
	for _, c := range []struct {
		name     string
		postgres bool
		stride   int
	}{{"sqlite", false, 1}, {"postgres", true, 29}} {
		if raceDetector {
			c.stride *= 11
		}
		t.Run(c.name, func(t *testing.T) { crashAtEach(t, l, script, c.postgres, c.stride) })
	}
}

// crashAtEach plays one day for every stride-th point and compares its end with that of a calm day.
func crashAtEach(t *testing.T, l *live, script *replay.Script, postgres bool, stride int) {
	ctx := t.Context()
	calm := newWorld(t, l, script, 0, postgres)
	want, err := calm.play(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if calm.points < 200 {
		t.Fatalf("only %d points in a whole day", calm.points)
	}
	todo := make(chan *world)
	var all sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		all.Go(func() {
			for w := range todo {
				dump, err := w.play(ctx)
				if err != nil {
					t.Error(err)
				} else if d := w.differs(dump, want, calm.said); d != "" {
					t.Errorf("killed at %d of %d: %s", w.kill, calm.points, d)
				}
				_ = os.RemoveAll(w.dir) // hundreds of them would fill the memory
			}
		})
	}
	for kill := 1; kill <= calm.points; kill += stride {
		todo <- newWorld(t, l, script, kill, postgres)
	}
	close(todo)
	all.Wait()
	t.Logf("%d points, every %d. killed", calm.points, stride)
}

// TestCrashMatrixControl is the arm that must fail: with phones that do not know a message again by its id, kills between
// send and mark have to be seen as messages that come twice. If none is, the matrix looks at nothing.
func TestCrashMatrixControl(t *testing.T) {
	l, script := dayScript(t)
	ctx := t.Context()
	calm := newWorld(t, l, script, 0, false)
	want, err := calm.play(ctx)
	if err != nil {
		t.Fatal(err)
	}
	caught := 0
	for kill := calm.points / 2; kill < calm.points && caught == 0; kill++ {
		w := newWorld(t, l, script, kill, false)
		w.screens.Forgetful = true
		dump, err := w.play(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if w.differs(dump, want, calm.said) != "" {
			caught++
		}
	}
	if caught == 0 {
		t.Error("messages that come twice were not noticed")
	}
}
