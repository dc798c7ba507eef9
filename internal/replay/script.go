package replay

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"tokobot/internal/jsonl"
	"tokobot/internal/shop"
)

// Step is the time between a line and the next that does not say its own.
const Step = 5 * time.Second

// Script is a whole valid script.
type Script struct {
	Lines []Line
	// Dir is what file names in it are relative to.
	Dir string
}

// Line is one line of a script. Exactly one of Buyer, Staff and Advance says what it is; a line with neither only sets
// the clock. Pointers are nil where the line does not have the field.
type Line struct {
	Number  int // from 1
	At      *time.Time
	Advance *time.Duration

	Buyer string
	Name  string
	Staff shop.Group
	User  string

	ID       string
	Text     *string
	Image    string
	Voice    string
	Document string
	Content  *string
	Contact  string
	Sticker  bool
	Location *shop.Location
	Deleted  string
	Edited   string
	Quote    string
	Press    string
	Reply    bool
}

// Read reads and checks a whole script; dir is what its file names are relative to. The error joins a
// jsonl.LineError for every bad line, or is r's own.
func Read(r io.Reader, dir string) (*Script, error) {
	s := &Script{Dir: dir}
	var faults []error
	err := jsonl.Each(r, func(n int, raw []byte) error {
		l, err := parseLine(n, raw)
		if err == nil {
			err = s.missing(l)
		}
		if err != nil {
			faults = append(faults, &jsonl.LineError{Line: n, Err: err})
			return nil
		}
		s.Lines = append(s.Lines, l)
		return nil
	})
	var broken *jsonl.LineError
	switch {
	case errors.As(err, &broken):
		faults = append(faults, broken)
	case err != nil:
		return nil, fmt.Errorf("read script: %w", err)
	}
	if len(faults) > 0 {
		return nil, errors.Join(faults...)
	}
	return s, nil
}

// missing complains about a staff document that is not there. A buyer's picture may be missing: scripts are often written
// without pictures.
func (s *Script) missing(l Line) error {
	if l.Staff == "" || l.Document == "" || l.Content != nil {
		return nil
	}
	info, err := os.Stat(s.path(l.Document))
	if err != nil {
		return fmt.Errorf("berkas %q tidak bisa dibaca: %w", l.Document, errors.Unwrap(err))
	}
	if info.IsDir() {
		return fmt.Errorf("%q adalah folder, bukan berkas", l.Document)
	}
	return nil
}

func (s *Script) path(name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(s.Dir, name)
}

func parseLine(n int, raw []byte) (Line, error) {
	l := Line{Number: n}
	given, err := jsonl.Decode(raw, fields, &l)
	if err != nil {
		return l, err
	}
	return l, l.check(given)
}

// check complains about fields that do not go together.
func (l *Line) check(given []string) error {
	has := func(f string) bool { return slices.Contains(given, f) }
	var who []string
	for _, f := range []string{"buyer", "staff", "advance"} {
		if has(f) {
			who = append(who, f)
		}
	}
	switch {
	case len(who) > 1:
		return fmt.Errorf("hanya boleh salah satu: %s", strings.Join(who, " atau "))
	case len(who) == 0 && len(given) == 1 && has("at"):
		return nil
	case len(who) == 0:
		return errors.New(`harus ada "buyer", "staff" atau "advance"`)
	}
	allowed := allowedWith[who[0]]
	var what []string
	for _, f := range given {
		if !slices.Contains(allowed, f) {
			return fmt.Errorf("%q tidak bisa bersama %q", f, who[0])
		}
		if slices.Contains(kinds, f) {
			what = append(what, f)
		}
	}
	switch {
	case has("advance"):
		return nil
	case len(what) > 1:
		return fmt.Errorf("hanya boleh salah satu: %s", strings.Join(what, " atau "))
	case len(what) == 0 && l.Text == nil:
		return errors.New("tidak ada isinya: beri misalnya \"text\"")
	case has("edited") && l.Text == nil:
		return errors.New(`"edited" perlu "text" yang baru`)
	case has("press") && l.Text != nil:
		return errors.New(`"press" tidak bisa bersama "text"`)
	case has("content") && l.Document == "":
		return errors.New(`"content" perlu nama di "document"`)
	}
	return nil
}

var (
	// kinds are the fields that say what a line is, besides plain text; a line has at most one.
	kinds       = []string{"image", "voice", "document", "contact", "sticker", "location", "deleted", "edited", "press"}
	allowedWith = map[string][]string{
		"buyer": {"at", "buyer", "name", "id", "text", "image", "voice", "document", "content", "contact", "sticker",
			"location", "deleted", "edited", "quote"},
		"staff": {"at", "staff", "user", "name", "id", "text", "image", "voice", "document", "content", "contact", "sticker",
			"location", "deleted", "edited", "quote", "press", "reply"},
		"advance": {"advance"},
	}
)
