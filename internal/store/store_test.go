package store_test

import (
	"os"
	"testing"

	"tokobot/internal/storetest"
)

func TestMain(m *testing.M) { os.Exit(storetest.Main(m)) }

func TestSQLite(t *testing.T) {
	storetest.Conformance(t, func(t testing.TB) string { return storetest.SQLite(t) })
}

func TestPostgreSQL(t *testing.T) {
	storetest.Conformance(t, func(t testing.TB) string { return storetest.Postgres(t) })
	t.Run("upgraded once", func(t *testing.T) { storetest.UpgradedOnce(t, storetest.Postgres(t)) })
}
