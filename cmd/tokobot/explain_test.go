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
	const script = `{"at":"2026-11-23T09:00:00+07:00","buyer":"6281200000001","text":"pashmina hitam berapa? ongkir ke cimahi brp"}
{"buyer":"6281200000001","text":"gamis anak maryam ready?"}
{"at":"2026-11-23T09:01:00+07:00","buyer":"6281200000001","text":"pashmina mocca berapa? alamat tokonya di mana?"}
{"at":"2026-11-23T09:02:00+07:00","buyer":"6281200000001","text":"pesan pashmina mocca 2"}
{"at":"2026-11-23T09:03:00+07:00","buyer":"6281200000001","text":"Dedi 081233334444 Jl Melur 9 Cimahi Tengah Kota Cimahi"}
{"at":"2026-11-23T09:04:00+07:00","buyer":"6281200000001","text":"ya"}
{"at":"2026-11-23T09:05:00+07:00","buyer":"6281200000002","text":"pashmina mocca ada?"}
`
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
			for message, wants := range map[string][]string{
				"Alamat Melati": {"• Jl. Cibaduyut Raya 12, Bojongloa Kidul, Kota Bandung 40235 ← toko.yaml:6@"},
				"sisa":          {"• 3 ← stok PSM-MOCCA, baris ", "buku stok (dipesan MLT-1123-0001, Sen, 23 Nov 09.04 WIB)"},
				"tercatat":      {"← order MLT-1123-0001", "• 1234567890 ← pembayaran.yaml:"},
			} {
				_, out, errs := run(t, "", "explain", "--catalog", contoh, "--database", database, message)
				for _, want := range wants {
					if !strings.Contains(out, want) {
						t.Errorf("%q is not in:\n%s%s", want, out, errs)
					}
				}
			}
			if status, _, errs := run(t, "", "explain", "--catalog", contoh, "--database", database, "tidak pernah dikirim"); status != exitProblem ||
				!strings.Contains(errs, "tidak ada pesan toko") {
				t.Errorf("unknown: status %d, %s", status, errs)
			}
		})
	}
}
