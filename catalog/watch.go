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

// maxDeep is how many folders inside one another are looked into: links may go in circles.
const maxDeep = 8

// walk visits what lies in a folder and below it, with links followed, but nothing hidden. What disappears meanwhile is
// passed over; an error is the folder's own.
func walk(dir string, deep int, visit func(name string, info fs.FileInfo)) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		name := filepath.Join(dir, e.Name())
		info, err := os.Stat(name)
		if err != nil || strings.HasPrefix(e.Name(), ".") {
			continue
		}
		visit(name, info)
		if info.IsDir() && deep < maxDeep {
			_ = walk(name, deep+1, visit)
		}
	}
	return nil
}

// Fingerprint changes when a file of the folder does: names, sizes and modification times of everything that Load may read.
// It reads no contents. A folder that can't be listed is an error.
func Fingerprint(dir string) (string, error) {
	sum := sha256.New()
	err := walk(dir, 0, func(name string, info fs.FileInfo) {
		if !info.IsDir() {
			rel, _ := filepath.Rel(dir, name)
			fmt.Fprintf(sum, "%s %d %d\n", rel, info.Size(), info.ModTime().UnixNano())
		}
	})
	if err != nil {
		return "", fmt.Errorf("fingerprint catalog: %w", err)
	}
	return hex.EncodeToString(sum.Sum(nil)[:8]), nil
}

// unfinished tells whether a file that has just been written ends within a line: most editors end the last one too, so it may
// be half of an upload.
func unfinished(dir string, now time.Time) (half bool) {
	_ = walk(dir, 0, func(name string, info fs.FileInfo) {
		ext := strings.ToLower(filepath.Ext(name))
		if half || info.IsDir() || ext != ".yaml" && ext != ".csv" || now.Sub(info.ModTime()) > 10*time.Second || info.Size() > maxFile {
			return
		}
		text, err := os.ReadFile(name)
		half = err == nil && !strings.HasSuffix(string(text), "\n")
	})
	return half
}

// Watch loads the folder, hands over the result, and does so again after every change that has settled, until the context
// ends; then it returns nil. The catalog handed over is nil when the files have errors: whoever uses it keeps the last
// good one. A change that leaves the contents, the problems and the owner's conversations in uji/ as they were is not told.
// The function is called by one goroutine. An error means that the folder could not be watched at all.
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
	armed := false
	arm := func() { // an event doesn't put off a look that is coming: whether the folder is quiet, the look sees
		if !armed {
			quiet.Reset(settle)
			armed = true
		}
	}
	for {
		select {
		case <-ctx.Done():
			return nil
		case _, ok := <-events.Events:
			if !ok {
				return errors.New("watch catalog: events ended")
			}
			arm()
		case <-events.Errors: // an overflow, say: the tick looks for itself
		case <-tick.C:
			if now, _ := Fingerprint(dir); now != w.seen {
				arm()
			}
		case <-quiet.C:
			if armed = false; !w.settled() {
				arm()
			}
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
	calm    int    // looks that saw no change since
	last    string // version and problems that were handed over last
}

// patience is how many calm looks a file gets that ends within a line.
const patience = 3

// settled loads the folder when it looks as it did one settling time ago, or several for what may be half a file; it is false
// when it is to be looked at again.
func (w *watch) settled() bool {
	now, err := Fingerprint(w.dir) // "" when the folder itself is gone; Load will say so
	if err == nil && now == w.seen {
		return true
	}
	if now != w.pending {
		w.pending, w.calm = now, 0
		return false
	}
	if w.calm++; w.calm < patience && unfinished(w.dir, time.Now()) {
		return false
	}
	w.seen, w.pending = now, ""
	w.follow()
	w.load()
	return true
}

func (w *watch) load() {
	c, ps := Load(w.dir, w.options)
	// the owner's own conversations are nothing of the catalog's, but whoever uses it may judge it by them
	tests, _ := Fingerprint(filepath.Join(w.dir, "uji"))
	told := tests + "\n" + ps.String()
	if c != nil {
		told = c.Version + "\n" + told
	}
	if told == w.last {
		return
	}
	w.last = told
	w.changed(c, ps)
}

// follow watches the folder and the folders in it; adding one that is watched already changes nothing. Where events are not to
// be had, the tick sees changes.
func (w *watch) follow() {
	_ = w.events.Add(w.dir)
	_ = walk(w.dir, 0, func(name string, info fs.FileInfo) {
		if info.IsDir() {
			_ = w.events.Add(name)
		}
	})
}
