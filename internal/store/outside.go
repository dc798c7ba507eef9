package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"tokobot/internal/shop"
)

// outside is what a turn needs from beyond the books: files read and put, slow checks. SQLite has one transaction at a time, and no message is
// acknowledged while it lasts: so such work is done before the transaction. A turn is decided once to learn what it needs, and again with it.
type outside struct {
	had   map[string]had
	wants []want
	now   bool // whatever else is wanted is had at once, though inside
}

type had struct {
	value any
	err   error
}

type want struct {
	key string
	do  func(context.Context) (any, error)
}

const (
	// outsideTime bounds one piece of work outside.
	outsideTime = time.Minute
	// mostOutside is how often a turn goes outside: one that wants something else each time has it inside after that.
	mostOutside = 3
)

// errOutside ends a step, or takes back a transaction, whose turn wants something from outside.
var errOutside = errors.New("to be had outside the transaction")

func (o *outside) get(ctx context.Context, key string, do func(context.Context) (any, error)) (any, error) {
	h, ok := o.had[key]
	if !ok && !o.now {
		o.wants = append(o.wants, want{key, do})
		return nil, errOutside
	}
	if !ok {
		h = o.fetch(ctx, want{key, do})
	}
	return h.value, h.err
}

// all does what is wanted.
func (o *outside) all(ctx context.Context) {
	for _, w := range o.wants {
		if _, ok := o.had[w.key]; !ok {
			o.fetch(ctx, w)
		}
	}
	o.wants = nil
}

// fetch does one piece of work; a panic is a fault like any other.
func (o *outside) fetch(ctx context.Context, w want) (h had) {
	ctx, cancel := context.WithTimeout(ctx, outsideTime)
	defer cancel()
	defer func() {
		if p := recover(); p != nil {
			h = had{err: fmt.Errorf("panic: %v\n%s", p, debug.Stack())}
		}
		if o.had == nil {
			o.had = map[string]had{}
		}
		o.had[w.key] = h
	}()
	h.value, h.err = w.do(ctx)
	return h
}

// Outside implements desk.Facts.
func (f *facts) Outside(key string, do func() any) (any, error) {
	return f.out.get(f.ctx, "do:"+key, func(context.Context) (any, error) { return do(), nil })
}

// Media implements desk.Facts.
func (f *facts) Media(ref string) ([]byte, error) {
	if f.s.o.Media == nil {
		return nil, errors.New("read media: there is no media folder")
	}
	v, err := f.out.get(f.ctx, "read:"+ref, func(ctx context.Context) (any, error) { return f.s.o.Media.Get(ctx, ref) })
	if err != nil {
		return nil, fmt.Errorf("read media: %w", err)
	}
	data, _ := v.([]byte) // it is nothing else
	return data, nil
}

// wanting tells whether a turn wants something from outside: for its step, or for what was decided.
func (f *facts) wanting(d shop.Decision) bool {
	for _, e := range d.Effects {
		switch e := e.(type) {
		case shop.Say:
			f.wantFiles(e.File)
		case shop.ShowCard:
			f.wantFiles(e.File)
		case shop.Tell:
			f.wantFiles(e.File)
			for i := range e.Album {
				f.wantFiles(&e.Album[i])
			}
		}
	}
	return len(f.out.wants) > 0
}

func (f *facts) wantFiles(file *shop.File) {
	if file != nil && f.s.o.Media != nil {
		_, _ = f.put(file) // it is only noted, or had already
	}
}

// put stores a file that was made now. It is on disk before the row that names it.
func (f *facts) put(file *shop.File) (*shop.Media, error) {
	if f.s.o.Media == nil {
		return nil, errors.New("store file: there is no media folder")
	}
	sum := sha256.Sum256(file.Data)
	m := &shop.Media{Name: file.Name, MIME: file.MIME, Size: int64(len(file.Data)), SHA256: hex.EncodeToString(sum[:])}
	v, err := f.out.get(f.ctx, "put:"+m.SHA256+":"+file.Name, func(ctx context.Context) (any, error) { return f.s.o.Media.Put(ctx, file.Name, file.Data) })
	if err != nil {
		return nil, fmt.Errorf("store file: %w", err)
	}
	m.Ref, _ = v.(string)
	return m, nil
}

// enter takes a line that is worked by itself for one worker of this process: what it has done outside, no lock keeps from the others.
func (s *Store) enter(line string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.outside[line] {
		return false
	}
	if s.outside == nil {
		s.outside = map[string]bool{}
	}
	s.outside[line] = true
	return true
}

func (s *Store) leave(line string) {
	s.mu.Lock()
	delete(s.outside, line)
	s.mu.Unlock()
}

// entered tells whether a line is being worked by itself.
func (s *Store) entered(line string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.outside[line]
}
