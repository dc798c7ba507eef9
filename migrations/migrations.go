// Package migrations is the numbered SQL of the store, embedded. One text serves both databases; lines for one of them are
// marked as go.mau.fi/util/dbutil reads them.
package migrations

import "embed"

// Files are the numbered upgrades, in the format of dbutil's upgrade table.
//
//go:embed *.sql
var Files embed.FS
