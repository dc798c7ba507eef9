package replay

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"tokobot/internal/shop"
)

// field reads one field's JSON into a line.
type field struct {
	name string
	set  func(l *Line, raw json.RawMessage) error
}

// fields are all that a line may have. Names match exactly, unlike encoding/json's own.
var fields = []field{
	{"at", func(l *Line, raw json.RawMessage) error {
		s, err := text(raw)
		if err != nil {
			return err
		}
		t, err := time.Parse(time.RFC3339, s)
		if err != nil {
			return fmt.Errorf("%q bukan waktu RFC 3339, contohnya 2026-11-23T09:00:00+07:00", s)
		}
		l.At = &t
		return nil
	}},
	{"advance", func(l *Line, raw json.RawMessage) error {
		s, err := text(raw)
		if err != nil {
			return err
		}
		d, err := ParseAdvance(s)
		if err != nil {
			return err
		}
		l.Advance = &d
		return nil
	}},
	{"staff", func(l *Line, raw json.RawMessage) error {
		s, err := text(raw)
		if err != nil {
			return err
		}
		if l.Staff = shop.Group(s); !slices.Contains(shop.Groups[:], l.Staff) {
			return fmt.Errorf("grup %q tidak ada; yang ada: %v", s, shop.Groups)
		}
		return nil
	}},
	{"text", func(l *Line, raw json.RawMessage) (err error) { l.Text, err = textPointer(raw); return err }},
	{"content", func(l *Line, raw json.RawMessage) (err error) { l.Content, err = textPointer(raw); return err }},
	{"buyer", word(func(l *Line) *string { return &l.Buyer })},
	{"name", word(func(l *Line) *string { return &l.Name })},
	{"user", word(func(l *Line) *string { return &l.User })},
	{"id", word(func(l *Line) *string { return &l.ID })},
	{"image", word(func(l *Line) *string { return &l.Image })},
	{"voice", word(func(l *Line) *string { return &l.Voice })},
	{"document", word(func(l *Line) *string { return &l.Document })},
	{"contact", word(func(l *Line) *string { return &l.Contact })},
	{"deleted", word(func(l *Line) *string { return &l.Deleted })},
	{"edited", word(func(l *Line) *string { return &l.Edited })},
	{"quote", word(func(l *Line) *string { return &l.Quote })},
	{"press", word(func(l *Line) *string { return &l.Press })},
	{"sticker", func(l *Line, raw json.RawMessage) error {
		if string(raw) != "true" {
			return errors.New("harus true")
		}
		l.Sticker = true
		return nil
	}},
	{"reply", func(l *Line, raw json.RawMessage) (err error) {
		if l.Reply, err = strconv.ParseBool(string(raw)); err != nil || len(raw) < 4 {
			return errors.New("harus true atau false")
		}
		return nil
	}},
	{"location", location},
}

func text(raw json.RawMessage) (string, error) {
	var s string
	if len(raw) == 0 || raw[0] != '"' || json.Unmarshal(raw, &s) != nil {
		return "", errors.New("harus teks di antara tanda kutip")
	}
	return s, nil
}

func textPointer(raw json.RawMessage) (*string, error) {
	s, err := text(raw)
	return &s, err
}

// word reads a text that may not be empty.
func word(to func(*Line) *string) func(*Line, json.RawMessage) error {
	return func(l *Line, raw json.RawMessage) error {
		s, err := text(raw)
		if err != nil {
			return err
		}
		if strings.TrimSpace(s) == "" {
			return errors.New("tidak boleh kosong")
		}
		*to(l) = s
		return nil
	}
}

func location(l *Line, raw json.RawMessage) error {
	if len(raw) == 0 || raw[0] != '{' {
		return errors.New(`harus seperti {"lat":-6.88,"lon":107.54}`)
	}
	parts, err := members(raw)
	if err != nil {
		return err
	}
	l.Location = &shop.Location{}
	seen := 0
	for _, p := range parts {
		switch p.name {
		case "lat", "lon":
			f, err := strconv.ParseFloat(string(p.raw), 64)
			if err != nil {
				return fmt.Errorf("%q harus angka", p.name)
			}
			if p.name == "lat" {
				l.Location.Lat = f
			} else {
				l.Location.Lon = f
			}
			seen++
		case "name":
			if l.Location.Name, err = text(p.raw); err != nil {
				return fmt.Errorf("%q %w", p.name, err)
			}
		default:
			return fmt.Errorf("%q tidak dikenal", p.name)
		}
	}
	if seen != 2 {
		return errors.New(`"lat" dan "lon" harus ada`)
	}
	return nil
}

// ParseAdvance reads how far the clock is moved: 25h, 90m, 1h30m, and 7d for days.
func ParseAdvance(s string) (time.Duration, error) {
	d, err := time.ParseDuration(s)
	if days, cut := strings.CutSuffix(s, "d"); err != nil && cut {
		var n uint64
		n, err = strconv.ParseUint(days, 10, 16)
		d = time.Duration(n) * 24 * time.Hour
	}
	if err != nil || d < 0 {
		return 0, fmt.Errorf("%q bukan lama waktu, contohnya 25h, 30m atau 7d", s)
	}
	return d, nil
}

type member struct {
	name string
	raw  json.RawMessage
}

// members takes a JSON object apart in its own order. A name that comes twice is an error: which one was meant?
func members(raw []byte) ([]member, error) {
	d := json.NewDecoder(bytes.NewReader(raw))
	open, err := d.Token()
	if err != nil {
		return nil, fmt.Errorf("bukan JSON: %s", readable(err))
	}
	if open != json.Delim('{') {
		return nil, errors.New("bukan objek JSON {…}")
	}
	var list []member
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return nil, fmt.Errorf("bukan JSON: %s", readable(err))
		}
		m := member{name: key.(string)} // a key is always a string
		if err := d.Decode(&m.raw); err != nil {
			return nil, fmt.Errorf("bukan JSON: %s", readable(err))
		}
		if slices.ContainsFunc(list, func(o member) bool { return o.name == m.name }) {
			return nil, fmt.Errorf("%q ada dua kali", m.name)
		}
		list = append(list, m)
	}
	if _, err := d.Token(); err != nil {
		return nil, fmt.Errorf("bukan JSON: %s", readable(err))
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, errors.New("bukan JSON: ada sesuatu sesudah }")
	}
	return list, nil
}

func readable(err error) string {
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		return "belum selesai"
	}
	return err.Error()
}

// decode sets the line's fields and tells which were given.
func decode(raw []byte, known []field, l *Line) ([]string, error) {
	list, err := members(raw)
	if err != nil {
		return nil, err
	}
	given := make([]string, 0, len(list))
	for _, m := range list {
		i := slices.IndexFunc(known, func(f field) bool { return f.name == m.name })
		if i < 0 {
			return nil, fmt.Errorf("%q tidak dikenal", m.name)
		}
		if err := known[i].set(l, m.raw); err != nil {
			return nil, fmt.Errorf("%q: %w", m.name, err)
		}
		given = append(given, m.name)
	}
	return given, nil
}
