// Package corpus is the labelled messages that understanding is measured with, and the measure.
package corpus

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"tokobot/bot/understand"
)

// Example is a message with the acts that a careful reader sees in it.
type Example struct {
	ID   string           `json:"id"`   // unique in the corpus: trade, author, number
	Shop string           `json:"shop"` // whose catalog it is read with; see Shops
	Text string           `json:"text"`
	Acts []understand.Act `json:"acts"` // as INTERFACES.md writes them
}

// Load reads every .jsonl file of a folder, by name, each line in order. Unknown fields, empty fields and an id that
// comes twice are errors with file and line.
func Load(dir string) ([]Example, error) {
	names, err := filepath.Glob(filepath.Join(dir, "*.jsonl"))
	if err != nil {
		return nil, fmt.Errorf("list %s: %w", dir, err)
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("no corpus in %s", dir)
	}
	slices.Sort(names)
	var all []Example
	seen := map[string]bool{}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("read corpus: %w", err)
		}
		examples, err := parse(bytes.NewReader(text))
		if err != nil {
			return nil, fmt.Errorf("%s:%w", filepath.Base(name), err)
		}
		for i, e := range examples {
			if seen[e.ID] {
				return nil, fmt.Errorf("%s:%d: id %s is taken", filepath.Base(name), i+1, e.ID)
			}
			seen[e.ID] = true
		}
		all = append(all, examples...)
	}
	return all, nil
}

// parse reads one file; an error begins with the line's number.
func parse(r io.Reader) ([]Example, error) {
	var out []Example
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		d := json.NewDecoder(bytes.NewReader(lines.Bytes()))
		d.DisallowUnknownFields()
		var e Example
		if err := d.Decode(&e); err != nil {
			return nil, fmt.Errorf("%d: %w", n, err)
		}
		if e.ID == "" || e.Shop == "" || e.Text == "" || len(e.Acts) == 0 {
			return nil, fmt.Errorf("%d: id, shop, text and acts are all needed", n)
		}
		out = append(out, e)
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read lines: %w", err)
	}
	return out, nil
}

// ShopDir is the catalog folder of a shop, seen from bot/understand.
func ShopDir(shop string) string {
	if shop == "toko-contoh" {
		return filepath.FromSlash("../../catalog/contoh")
	}
	return filepath.Join("testdata", shop)
}

// Shops are the shops of the examples, each once, in the order of their first message.
func Shops(examples []Example) []string {
	var out []string
	for _, e := range examples {
		if !slices.Contains(out, e.Shop) {
			out = append(out, e.Shop)
		}
	}
	return out
}
