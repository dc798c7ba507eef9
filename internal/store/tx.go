package store

import (
	"context"
	"strings"
)

// tx is one transaction of either database, or one connection for reading. PostgreSQL's queues what has no rows to give and
// sends it together with the next query or the commit: round trips are the cost.
type tx interface {
	// query runs q, after all that was queued, and hands each row to scan.
	query(q string, scan func(row) error, args ...any) error
	// ask is query whose rows may come later, at the latest with the next query.
	ask(q string, scan func(row) error, args ...any) error
	// exec runs or queues q; its fault may come later, at the latest with the commit.
	exec(q string, args ...any) error
	// changed runs q at once and tells whether it touched a row.
	changed(q string, args ...any) (bool, error)
	// must is exec of a guard: when it touches no row the transaction fails with ErrRefused.
	must(q string, args ...any) error
	// each is exec for n rows at once, given as columns: arrays on PostgreSQL, one execution a row on SQLite.
	each(q string, n int, columns ...column) error
	// among is query for the rows of many values: = ANY($1) on PostgreSQL, one execution a value on SQLite.
	among(q string, values column, scan func(row) error) error
}

// row is what a query hands to its scan.
type row interface{ Scan(dest ...any) error }

// column is one column of many rows.
type column interface {
	size() int
	at(i int) any
	array() any
}

type (
	texts []string
	ints  []int64
	blobs [][]byte
)

func (c texts) size() int    { return len(c) }
func (c ints) size() int     { return len(c) }
func (c blobs) size() int    { return len(c) }
func (c texts) at(i int) any { return c[i] }
func (c texts) array() any   { return []string(c) }
func (c ints) at(i int) any  { return c[i] }
func (c ints) array() any    { return []int64(c) }
func (c blobs) at(i int) any {
	if c[i] == nil {
		return nil // NULL, which an empty value is not
	}
	return c[i]
}
func (c blobs) array() any { return [][]byte(c) }

// database is SQLite or PostgreSQL.
type database interface {
	// write runs f in a transaction; name is what Options.Trap is told around the commit.
	write(ctx context.Context, name string, f func(tx) error) error
	// single runs one statement that is a transaction by itself.
	single(ctx context.Context, name, q string, args ...any) error
	// read runs f on one connection; snapshot makes all its queries see one moment.
	read(ctx context.Context, snapshot bool, f func(tx) error) error
	// again tells whether the fault of a transaction is that of its meeting another: it may simply be run again.
	again(err error) bool
	// unique tells whether the fault is a broken unique index.
	unique(err error) bool
	// down tells whether the fault is the database's or the caller's going away, not that of what was asked of it.
	down(err error) bool
	close() error
}

// dialect keeps of a text the lines that are for one database: a line that ends with "-- postgres" or "-- sqlite" is for that
// one alone.
func dialect(q string, other string) string {
	if !strings.Contains(q, other) {
		return q
	}
	lines := strings.Split(q, "\n")
	kept := lines[:0]
	for _, l := range lines {
		if !strings.HasSuffix(l, other) {
			kept = append(kept, l)
		}
	}
	return strings.Join(kept, "\n")
}

const (
	onlySQLite   = "-- sqlite"
	onlyPostgres = "-- postgres"
)
