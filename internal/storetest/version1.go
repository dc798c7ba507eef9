package storetest

import (
	"bytes"
	"database/sql"
	"embed"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	"go.mau.fi/util/dbutil"

	"tokobot/migrations"
)

// day1 has the rows of a database that the program wrote when the schema had version 1, one a line: a day of orders, proofs,
// cash and stock, on which at last WhatsApp did not let the shop send.
//
//go:embed testdata/versi1.jsonl
var day1 embed.FS

// Version1 makes the database at url, which is new and empty, one of schema version 1 with a day's data in it. What it returns
// are the tables that have data.
func Version1(t testing.TB, url string) []string {
	t.Helper()
	db := handle(t, url)
	table := dbutil.BuildUpgradeTable().WithFS(migrations.Files).Finish()[:1]
	migrate(t, db, table)
	text, err := day1.ReadFile("testdata/versi1.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	filled := map[string]bool{}
	for line := range bytes.Lines(text) {
		var row map[string]map[string]any
		in := json.NewDecoder(bytes.NewReader(line))
		in.UseNumber()
		if err := in.Decode(&row); err != nil {
			t.Fatal(err)
		}
		for name, columns := range row {
			filled[name] = true
			insert(t, db, name, columns)
		}
	}
	if postgres(url) {
		for name := range filled { // ids go on after those that were given, as SQLite's do
			var serial sql.NullString
			if err := db.QueryRow(`SELECT pg_get_serial_sequence(c.table_name, c.column_name) FROM information_schema.columns c
				WHERE c.table_name = $1 AND c.is_identity = 'YES'`, name).Scan(&serial); err == sql.ErrNoRows {
				continue
			} else if err != nil {
				t.Fatal(err)
			}
			if _, err := db.Exec("SELECT setval('" + serial.String + "', (SELECT max(id) FROM " + name + "))"); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return slices.Sorted(maps.Keys(filled))
}

func insert(t testing.TB, db *sql.DB, table string, row map[string]any) {
	t.Helper()
	var names, places []string
	var values []any
	for name, value := range row {
		switch v := value.(type) {
		case json.Number:
			n, err := v.Int64()
			if err != nil {
				t.Fatal(err)
			}
			value = n
		case map[string]any:
			data, err := base64.StdEncoding.DecodeString(fmt.Sprint(v["base64"]))
			if err != nil {
				t.Fatal(err)
			}
			value = data
		}
		names, values = append(names, name), append(values, value)
		places = append(places, fmt.Sprintf("$%d", len(values)))
	}
	if _, err := db.Exec("INSERT INTO "+table+" ("+strings.Join(names, ", ")+") VALUES ("+strings.Join(places, ", ")+")", values...); err != nil {
		t.Fatalf("%s %v: %v", table, row, err)
	}
}

// migrate brings a database to the end of table, as store.Open does with all of it.
func migrate(t testing.TB, db *sql.DB, table dbutil.UpgradeTable) {
	t.Helper()
	dialect := "sqlite3"
	if _, ok := db.Driver().(*stdlib.Driver); ok {
		dialect = "postgres"
	}
	d, err := dbutil.NewWithDB(db, dialect)
	if err != nil {
		t.Fatal(err)
	}
	d.VersionTable, d.UpgradeTable = "tokobot_version", table
	if err := d.Upgrade(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func postgres(url string) bool { return strings.HasPrefix(url, "postgres") }

// handle opens the database at url without the store; whoever asked for it closes it.
func handle(t testing.TB, url string) *sql.DB {
	t.Helper()
	if postgres(url) {
		c, err := pgx.ParseConfig(url)
		if err != nil {
			t.Fatal(err)
		}
		return stdlib.OpenDB(*c)
	}
	db, err := sql.Open("sqlite", url)
	if err != nil {
		t.Fatal(err)
	}
	return db
}
