package main

import (
	"path/filepath"
	"strings"
	"testing"

	"tokobot/internal/storetest"
)

// TestExplain plays a short conversation on either database and asks where its numbers come from.
func TestExplain(t *testing.T) {
	contoh, err := filepath.Abs("../../catalog/contoh")
	if err != nil {
		t.Fatal(err)
	}
	const script = `{"at":"2026-11-23T09:00:00+07:00","buyer":"6281200000001","text":"pashmina hitam berapa? ongkir ke cimahi brp"}` + "\n"
	t.Chdir(t.TempDir())
	for name, database := range map[string]string{"sqlite": "toko.db", "postgres": storetest.Postgres(t)} {
		t.Run(name, func(t *testing.T) {
			status, _, errs := run(t, script, "replay", "--catalog", contoh, "--database", database, "--media", "media")
			if status != exitOK {
				t.Fatalf("replay: status %d, %s", status, errs)
			}
			status, out, errs := run(t, "", "explain", "--catalog", contoh, "--database", database, "Ongkir ke")
			if status != exitOK {
				t.Fatalf("explain: status %d, %s", status, errs)
			}
			for _, want := range []string{"• Rp45.000 ← produk.yaml", "ongkir", "Asalnya:"} {
				if !strings.Contains(out, want) {
					t.Errorf("%q is not in:\n%s", want, out)
				}
			}
			if status, _, errs := run(t, "", "explain", "--catalog", contoh, "--database", database, "tidak pernah dikirim"); status != exitProblem ||
				!strings.Contains(errs, "tidak ada pesan toko") {
				t.Errorf("unknown: status %d, %s", status, errs)
			}
		})
	}
}
