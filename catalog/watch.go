package catalog

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

const (
	settle = 250 * time.Millisecond // how long the folder must be quiet before it is read: editors write in several steps
	look   = time.Second            // how often names, sizes and times are compared, for folders that send no events
)

// Fingerprint changes when a file of the folder does: names, sizes and modification times of everything that Load may read.
// It reads no contents. A folder that can't be listed is an error.
func Fingerprint(dir string) (string, error) {
	sum := sha256.New()
	err := filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) && name != dir {
			return nil // deleted while we looked
		}
		if err != nil {
			return err
		}
		if name != dir && strings.HasPrefix(e.Name(), ".") {
			if e.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		info, err := os.Stat(name) // what a link points to
		if err == nil && !info.IsDir() {
			rel, _ := filepath.Rel(dir, name)
			fmt.Fprintf(sum, "%s %d %d\n", rel, info.Size(), info.ModTime().UnixNano())
		}
		return nil
	})
	if err != nil {
		return "", fmt.Errorf("fingerprint catalog: %w", err)
	}
	return hex.EncodeToString(sum.Sum(nil)[:8]), nil
}

// Watch loads the folder, hands over the result, and does so again after every change that has settled, until the context
// ends; then it returns nil. The catalog handed over is nil when the files have errors: whoever uses it keeps the last
// good one. A change that leaves the contents and the problems as they were is not told. The function is called by one
// goroutine. An error means that the folder could not be watched at all.
func Watch(ctx context.Context, dir string, o Options, changed func(*Catalog, Problems)) error {
	events, err := fsnotify.NewWatcher()
	if err != nil {
		return fmt.Errorf("watch catalog: %w", err)
	}
	defer events.Close()
	w := watch{dir: dir, options: o, events: events, changed: changed}
	if w.seen, err = Fingerprint(dir); err != nil {
		return fmt.Errorf("watch catalog: %w", err)
	}
	w.follow()
	w.load()
	tick := time.NewTicker(look)
	defer tick.Stop()
	quiet := time.NewTimer(time.Hour)
	quiet.Stop()
	defer quiet.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case _, ok := <-events.Events:
			if !ok {
				return errors.New("watch catalog: events ended")
			}
			quiet.Reset(settle)
		case <-events.Errors: // an overflow, say: the tick looks for itself
		case <-tick.C:
			if now, err := Fingerprint(dir); err == nil && now != w.seen {
				quiet.Reset(settle)
			}
		case <-quiet.C:
			w.settled(func() { quiet.Reset(settle) })
		}
	}
}

// watch is one folder being watched.
type watch struct {
	dir     string
	options Options
	events  *fsnotify.Watcher
	changed func(*Catalog, Problems)
	seen    string // fingerprint of what was loaded last
	pending string // fingerprint at the last look, to tell whether files still grow
	last    string // version and problems that were handed over last
}

// settled loads the folder when it looks as it did one settling time ago, else waits once more.
func (w *watch) settled(again func()) {
	now, err := Fingerprint(w.dir)
	switch {
	case err != nil:
		now = "" // the folder itself is gone; Load will say so
	case now == w.seen:
		return
	case now != w.pending:
		w.pending = now
		again()
		return
	}
	w.seen = now
	w.follow()
	w.load()
}

func (w *watch) load() {
	c, ps := Load(w.dir, w.options)
	told := ps.String()
	if c != nil {
		told = c.Version + "\n" + told
	}
	if told == w.last {
		return
	}
	w.last = told
	w.changed(c, ps)
}

// follow watches the folder and the folders in it; adding one that is watched already changes nothing.
func (w *watch) follow() {
	_ = filepath.WalkDir(w.dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return nil
		}
		if e.IsDir() {
			if name != w.dir && strings.HasPrefix(e.Name(), ".") {
				return fs.SkipDir
			}
			_ = w.events.Add(name) // where events are not to be had, the tick sees changes
		}
		return nil
	})
}
