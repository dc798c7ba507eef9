package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"tokobot/bot/understand"
	"tokobot/internal/jsonl"
)

type understandCommand struct{ shopFlags }

type question struct{ id, text string }

var questionFields = jsonl.Fields[question]{
	"id":   func(q *question, raw json.RawMessage) (err error) { q.id, err = jsonl.Text(raw); return err },
	"text": func(q *question, raw json.RawMessage) (err error) { q.text, err = jsonl.Text(raw); return err },
}

type answer struct {
	ID   string           `json:"id"`
	Acts []understand.Act `json:"acts"`
}

// Run answers each line of stdin with what its text means, at once, so that a program may ask and wait.
func (c understandCommand) Run(p program) error {
	_, dir, err := c.where(p)
	if err != nil {
		return err
	}
	l, err := openShop(dir, settings{})
	if err != nil {
		return err
	}
	reader := l.now.Load().reader
	buffered := bufio.NewWriter(p.stdout)
	out := json.NewEncoder(buffered)
	out.SetEscapeHTML(false)
	var broken error
	err = jsonl.Each(p.stdin, func(_ int, raw []byte) error {
		var q question
		given, err := jsonl.Decode(raw, questionFields, &q)
		if err != nil {
			return err
		}
		if !slices.Contains(given, "text") {
			return errors.New(`"text" harus ada`)
		}
		a := answer{q.id, reader.Read(q.text, understand.Context{})}
		if a.Acts == nil {
			a.Acts = []understand.Act{}
		}
		if broken = errors.Join(out.Encode(a), buffered.Flush()); broken != nil {
			return broken
		}
		return nil
	})
	if broken != nil {
		return fmt.Errorf("write answers: %w", broken)
	}
	return err
}
