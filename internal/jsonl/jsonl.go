// Package jsonl reads JSON Lines strictly: one object a line, field names exactly as they are published, and every fault
// with its line number, in Indonesian.
package jsonl

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// LineError is a line that can't be used.
type LineError struct {
	Line int // from 1
	Err  error
}

func (e *LineError) Error() string { return fmt.Sprintf("baris %d: %v", e.Line, e.Err) }

// Unwrap gives what is wrong with the line.
func (e *LineError) Unwrap() error { return e.Err }

// Each calls do with every line that is not blank, and its number. An error of do comes back as a LineError, and ends the
// reading; an error of r comes back as it is.
func Each(r io.Reader, do func(n int, raw []byte) error) error {
	in := bufio.NewReaderSize(r, 1<<16)
	for n := 1; ; n++ {
		raw, err := in.ReadBytes('\n')
		if err != nil && err != io.EOF {
			return err
		}
		if n == 1 {
			raw = bytes.TrimPrefix(raw, []byte("\ufeff"))
		}
		if raw = bytes.TrimSpace(raw); len(raw) > 0 {
			var fault error
			if !utf8.Valid(raw) {
				fault = errors.New("bukan UTF-8")
			} else {
				fault = do(n, raw)
			}
			if fault != nil {
				return &LineError{n, fault}
			}
		}
		if err == io.EOF {
			return nil
		}
	}
}

// Fields say by name how each field's JSON is read into a T.
type Fields[T any] map[string]func(to *T, raw json.RawMessage) error

// Decode sets the fields of the object raw and tells which were given, in their order. A field that is not among known, or
// comes twice, is an error.
func Decode[T any](raw []byte, known Fields[T], to *T) ([]string, error) {
	list, err := Object(raw)
	if err != nil {
		return nil, err
	}
	given := make([]string, 0, len(list))
	for _, m := range list {
		set := known[m.Name]
		if set == nil {
			return nil, fmt.Errorf("%q tidak dikenal", m.Name)
		}
		if err := set(to, m.Raw); err != nil {
			return nil, fmt.Errorf("%q: %w", m.Name, err)
		}
		given = append(given, m.Name)
	}
	return given, nil
}

// Member is one field of an object.
type Member struct {
	Name string
	Raw  json.RawMessage
}

// Object takes a JSON object apart in its own order. A name that comes twice is an error: which one was meant?
func Object(raw []byte) ([]Member, error) {
	d := json.NewDecoder(bytes.NewReader(raw))
	open, err := d.Token()
	if err != nil {
		return nil, notJSON(err)
	}
	if open != json.Delim('{') {
		return nil, errors.New("bukan objek JSON {…}")
	}
	var list []Member
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return nil, notJSON(err)
		}
		m := Member{Name: key.(string)} // the decoder lets nothing else be a key
		if err := d.Decode(&m.Raw); err != nil {
			return nil, notJSON(err)
		}
		if slices.ContainsFunc(list, func(o Member) bool { return o.Name == m.Name }) {
			return nil, fmt.Errorf("%q ada dua kali", m.Name)
		}
		list = append(list, m)
	}
	if _, err := d.Token(); err != nil {
		return nil, notJSON(err)
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, errors.New("bukan JSON: ada sesuatu sesudah }")
	}
	return list, nil
}

func notJSON(err error) error {
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		return errors.New("bukan JSON: belum selesai")
	}
	return fmt.Errorf("bukan JSON: %w", err)
}

// Text reads a JSON string.
func Text(raw json.RawMessage) (string, error) {
	var s string
	if len(raw) == 0 || raw[0] != '"' || json.Unmarshal(raw, &s) != nil {
		return "", errors.New("harus teks di antara tanda kutip")
	}
	return s, nil
}

// Word makes the setter of a text that may not be empty.
func Word[T any](to func(*T) *string) func(*T, json.RawMessage) error {
	return func(t *T, raw json.RawMessage) error {
		s, err := Text(raw)
		if err != nil {
			return err
		}
		if strings.TrimSpace(s) == "" {
			return errors.New("tidak boleh kosong")
		}
		*to(t) = s
		return nil
	}
}
