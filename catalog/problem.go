package catalog

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Severity says whether a problem keeps a catalog from being used.
type Severity string

// The severities.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
)

// Problem is one thing wrong in the owner's files. Its JSON form is the line that `catalog check --json` writes.
type Problem struct {
	File       string   `json:"file"`       // relative to the catalog folder, with forward slashes
	Line       int      `json:"line"`       // from 1
	Column     int      `json:"column"`     // from 1, in characters
	Severity   Severity `json:"severity"`   //
	Message    string   `json:"message"`    // Indonesian
	Suggestion string   `json:"suggestion"` // the nearest known key, region or code; "" for none
}

// String writes the problem for the owner, in Indonesian.
func (p Problem) String() string {
	kind := "salah"
	if p.Severity == Warning {
		kind = "peringatan"
	}
	s := fmt.Sprintf("%s baris %d kolom %d: %s: %s", p.File, p.Line, p.Column, kind, p.Message)
	if p.Suggestion != "" {
		s += fmt.Sprintf("; maksudnya `%s`?", p.Suggestion)
	}
	return s
}

// Problems are all that is wrong in a folder, by file, line and column.
type Problems []Problem

// HasErrors tells whether any problem keeps the catalog from being used.
func (ps Problems) HasErrors() bool {
	return slices.ContainsFunc(ps, func(p Problem) bool { return p.Severity == Error })
}

// String writes one problem a line.
func (ps Problems) String() string {
	var b strings.Builder
	for _, p := range ps {
		b.WriteString(p.String())
		b.WriteByte('\n')
	}
	return b.String()
}

func (ps Problems) sort() {
	slices.SortStableFunc(ps, func(a, b Problem) int {
		return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
}
