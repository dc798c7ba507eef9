package storetest

import (
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"tokobot/internal/engine"
	"tokobot/internal/shop"
	"tokobot/internal/store"
)

// upgrade: a database of version 1 that is full of data is brought up to date and nothing of it is lost; the shop works on it.
func upgrade(t *testing.T, fresh func(testing.TB) string) {
	url, empty := fresh(t), fresh(t)
	tables := Version1(t, url)
	before := contents(t, url, tables)
	for name, rows := range before { // what the new version says otherwise
		for _, row := range rows {
			if name == "outbox" && row["err"] == "draft" {
				row["err"] = ""
			}
		}
	}
	if d := cmp.Diff(tablesOf(before), tablesOf(columns(t, url))); d != "" {
		t.Errorf("tables of version 1 that have no data (-with +all):\n%s", d)
	}
	k := newKit(t, url)
	k.now = time.Date(2026, 11, 23, 11, 46, 0, 0, wib) // when version 1 ended
	if d := cmp.Diff(before, without(contents(t, url, tables), before), anyOrder); d != "" {
		t.Errorf("after the upgrade (-before +after):\n%s", d)
	}
	newKit(t, empty)
	if d := cmp.Diff(columns(t, empty), columns(t, url)); d != "" {
		t.Errorf("the schema of a new database and of an upgraded one (-new +upgraded):\n%s", d)
	}
	goesOn(k)
}

// goesOn: what waited when version 1 ended is done by this version.
func goesOn(k *kit) {
	k.Helper()
	list, err := k.s.Drafts(k.Context(), shop.WhatsApp, 10)
	k.ok(err)
	var to []string
	for _, p := range list {
		to = append(to, p.To)
	}
	k.same("to be shown as drafts, also those of version 1, which had no cards", to, []string{"6281200000009", "6281200000003", "6281200000002"})
	turns := k.work(silent)
	if len(turns) != 1 || turns[0].Inputs[0].Text != "jadi pesan bella square hitam 1 ya kak" || turns[0].Buyer.Name != "Tini" || len(turns[0].Memory) == 0 {
		k.Fatalf("what waited was worked as %+v", turns)
	}
	k.ask(func(f engine.Facts) {
		o, found, err := f.Order("MLT-1123-0003")
		if !found || err != nil || o.Status != shop.AwaitingPayment || o.Total() != 136_291 {
			k.Errorf("an order that waits for its payment: %+v, %v, %v", o, found, err)
		}
	})
	k.do(shop.Drafted{Message: list[0].ID})
	k.do(shop.Withdraw{Message: list[0].ID, ByHand: true})
	k.same("what is sent", len(k.carryAll(shop.WhatsApp)), 2)
	k.ok(k.s.KeepState(k.Context(), "6281", store.ChannelState{State: "terhubung", Since: k.now}))
	if _, found, err := k.s.KeptState(k.Context(), "6281"); !found || err != nil {
		k.Errorf("the state of a number: %v, %v", found, err)
	}
}

// UpgradedOnce: programs that begin at the same moment on a database of version 1 upgrade it once, and all of them work.
// SQLite lets only one of them in.
func UpgradedOnce(t *testing.T, url string) {
	Version1(t, url)
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			s, err := store.Open(t.Context(), url, store.Options{})
			if err != nil {
				t.Error(err)
				return
			}
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if n := len(contents(t, url, []string{"outbox"})["outbox"]); n != 3 {
		t.Errorf("%d messages wait, want 3", n)
	}
}

var anyOrder = cmpopts.SortSlices(func(a, b map[string]any) bool { return fmt.Sprint(a) < fmt.Sprint(b) })

// contents is all that tables hold, in any order.
func contents(t testing.TB, url string, tables []string) map[string][]map[string]any {
	t.Helper()
	db := handle(t, url)
	defer func() { _ = db.Close() }() // only read
	all := map[string][]map[string]any{}
	for _, name := range tables {
		all[name] = rowsOf(t, db, "SELECT * FROM "+name)
	}
	return all
}

func rowsOf(t testing.TB, db *sql.DB, query string) (all []map[string]any) {
	t.Helper()
	rows, err := db.Query(query)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }() // only read
	names, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	for rows.Next() {
		values, into := make([]any, len(names)), make([]any, len(names))
		for i := range values {
			into[i] = &values[i]
		}
		if err := rows.Scan(into...); err != nil {
			t.Fatal(err)
		}
		row := map[string]any{}
		for i, name := range names {
			row[name] = values[i]
		}
		all = append(all, row)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

// columns are the tables of ours and what each column of them is.
func columns(t testing.TB, url string) map[string][]map[string]any {
	t.Helper()
	db := handle(t, url)
	defer func() { _ = db.Close() }() // only read
	query := `SELECT m.name AS "table", c.name, c.type, c."notnull", c.dflt_value, c.pk FROM sqlite_schema m JOIN pragma_table_info(m.name) c
		WHERE m.type = 'table' AND m.name <> 'tokobot_version' AND m.name NOT LIKE 'sqlite%' ORDER BY 1, 2`
	if postgres(url) {
		query = `SELECT table_name AS "table", column_name, data_type, domain_name, is_nullable, column_default, is_identity FROM information_schema.columns
			WHERE table_schema = current_schema() AND table_name <> 'tokobot_version' ORDER BY 1, 2`
	}
	all := map[string][]map[string]any{}
	for _, row := range rowsOf(t, db, query) {
		name := fmt.Sprint(row["table"])
		all[name] = append(all[name], row)
	}
	return all
}

// without is now with no columns that before had not.
func without(now, before map[string][]map[string]any) map[string][]map[string]any {
	for name, rows := range now {
		if len(before[name]) == 0 {
			continue
		}
		for _, row := range rows {
			maps.DeleteFunc(row, func(column string, _ any) bool {
				_, was := before[name][0][column]
				return !was
			})
		}
	}
	return now
}

func tablesOf(m map[string][]map[string]any) []string { return slices.Sorted(maps.Keys(m)) }
