package replay

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"tokobot/internal/jsonl"
	"tokobot/internal/shop"
)

// fields are all that a line may have. Names match exactly, unlike encoding/json's own.
var fields = jsonl.Fields[Line]{
	"at": func(l *Line, raw json.RawMessage) error {
		s, err := jsonl.Text(raw)
		if err != nil {
			return err
		}
		t, err := time.Parse(time.RFC3339, s)
		if err != nil {
			return fmt.Errorf("%q bukan waktu RFC 3339, contohnya 2026-11-23T09:00:00+07:00", s)
		}
		l.At = &t
		return nil
	},
	"advance": func(l *Line, raw json.RawMessage) error {
		s, err := jsonl.Text(raw)
		if err != nil {
			return err
		}
		d, err := ParseAdvance(s)
		if err != nil {
			return err
		}
		l.Advance = &d
		return nil
	},
	"staff": func(l *Line, raw json.RawMessage) error {
		s, err := jsonl.Text(raw)
		if err != nil {
			return err
		}
		if l.Staff = shop.Group(s); !slices.Contains(shop.Groups[:], l.Staff) {
			return fmt.Errorf("grup %q tidak ada; yang ada: %v", s, shop.Groups)
		}
		return nil
	},
	"text":     func(l *Line, raw json.RawMessage) (err error) { l.Text, err = textPointer(raw); return err },
	"content":  func(l *Line, raw json.RawMessage) (err error) { l.Content, err = textPointer(raw); return err },
	"buyer":    word(func(l *Line) *string { return &l.Buyer }),
	"name":     word(func(l *Line) *string { return &l.Name }),
	"user":     word(func(l *Line) *string { return &l.User }),
	"id":       word(func(l *Line) *string { return &l.ID }),
	"image":    word(func(l *Line) *string { return &l.Image }),
	"voice":    word(func(l *Line) *string { return &l.Voice }),
	"document": word(func(l *Line) *string { return &l.Document }),
	"contact":  word(func(l *Line) *string { return &l.Contact }),
	"deleted":  word(func(l *Line) *string { return &l.Deleted }),
	"edited":   word(func(l *Line) *string { return &l.Edited }),
	"quote":    word(func(l *Line) *string { return &l.Quote }),
	"press":    word(func(l *Line) *string { return &l.Press }),
	"sticker": func(l *Line, raw json.RawMessage) error {
		if string(raw) != "true" {
			return errors.New("harus true")
		}
		l.Sticker = true
		return nil
	},
	"reply": func(l *Line, raw json.RawMessage) (err error) {
		if l.Reply, err = strconv.ParseBool(string(raw)); err != nil || len(raw) < 4 {
			return errors.New("harus true atau false")
		}
		return nil
	},
	"location": location,
}

func textPointer(raw json.RawMessage) (*string, error) {
	s, err := jsonl.Text(raw)
	return &s, err
}

func word(to func(*Line) *string) func(*Line, json.RawMessage) error { return jsonl.Word(to) }

func location(l *Line, raw json.RawMessage) error {
	if len(raw) == 0 || raw[0] != '{' {
		return errors.New(`harus seperti {"lat":-6.88,"lon":107.54}`)
	}
	parts, err := jsonl.Object(raw)
	if err != nil {
		return err
	}
	l.Location = &shop.Location{}
	seen := 0
	for _, p := range parts {
		switch p.Name {
		case "lat", "lon":
			f, err := strconv.ParseFloat(string(p.Raw), 64)
			if err != nil {
				return fmt.Errorf("%q harus angka", p.Name)
			}
			if p.Name == "lat" {
				l.Location.Lat = f
			} else {
				l.Location.Lon = f
			}
			seen++
		case "name":
			if l.Location.Name, err = jsonl.Text(p.Raw); err != nil {
				return fmt.Errorf("%q %w", p.Name, err)
			}
		default:
			return fmt.Errorf("%q tidak dikenal", p.Name)
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
